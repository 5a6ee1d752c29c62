// The panel's parts for two speakers (or groups) and for a group: where they agree and differ, who belongs to it.

import { el, said } from "./dom.js";
import { brief, many, number, t } from "./text.js";

const thing = (by, name) => (by === "person" ? { what: "speaker", speaker: name } : { what: "group", by, name });
const nameButton = (by, name, choose) => el("button", { type: "button", class: "name", on: { click: () => choose(thing(by, name)) } }, said(brief(name)));

/** What belongs to the chosen pair or group: its heading and its parts. `found`: who belongs to it, or what they share. */
export function tieParts(at, found, choose) {
  if (at.what === "group") {
    return {
      heading: [said(brief(at.name), "h2", { tabindex: "-1", title: at.name }), el("p", { class: "about" }, `${t(`by.${at.by}`)}, ${many("speakers", found.number)}`)],
      parts: el("ul", {}, found.members.map(([name, count]) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose({ what: "speaker", speaker: name }) } },
        said(name), el("span", { class: "count" }, number(count)))))),
    };
  }
  const list = (sign, { number: all, rows }) => (rows.length ? el("section", { class: sign === "agree" ? "support" : "oppose" },
    el("h3", {}, t(`pair.${sign}`), " ", el("span", { class: "count" }, number(all))),
    el("ul", {}, rows.map(({ topic, label, mine, theirs }) => el("li", {}, el("button", { type: "button", class: "link stacked", on: { click: () => choose({ what: "topic", topic }) } },
      said(label), el("span", { class: "facts" }, t("pair.sides", { one: brief(at.one), ones: side(mine), other: brief(at.other), others: side(theirs) }))))))) : null);
  return {
    heading: [el("h2", { tabindex: "-1" }, nameButton(at.by, at.one, choose), " – ", nameButton(at.by, at.other, choose))],
    parts: el("div", { class: "sides" }, list("agree", found.agree), list("differ", found.differ)),
  };
}

function side({ support, oppose }) {
  return [support ? `+${number(support)}` : "", oppose ? `−${number(oppose)}` : ""].filter(Boolean).join(" ");
}
