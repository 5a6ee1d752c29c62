// The panel's parts for two speakers (or groups) and for a group: where they agree and differ, who belongs to it.

import { el, said } from "./dom.js";
import { brief, many, number, t } from "./text.js";
import { membersOf } from "./relations.js";

const MOST = 40;

const sidesOf = (lines, members) => {
  const out = new Map();
  for (const line of lines) {
    if (!members.has(line.speaker) || line.stance === "neutral") continue;
    if (!out.has(line.topic)) out.set(line.topic, { label: line.label, support: 0, oppose: 0 });
    out.get(line.topic)[line.stance] += line.count;
  }
  return out;
};

/** Topics on which both took sides: those they agree on and those they differ on (both lists may hold the same). */
export function shared(lines, one, other) {
  const [left, right] = [sidesOf(lines, one), sidesOf(lines, other)];
  const both = [...left].filter(([topic]) => right.has(topic)).map(([topic, mine]) => ({ topic, label: mine.label, mine, theirs: right.get(topic) }));
  return {
    all: both.map(({ topic }) => topic),
    agree: both.filter(({ mine, theirs }) => mine.support * theirs.support + mine.oppose * theirs.oppose > 0),
    differ: both.filter(({ mine, theirs }) => mine.support * theirs.oppose + mine.oppose * theirs.support > 0),
  };
}

const thing = (by, name) => (by === "person" ? { what: "speaker", speaker: name } : { what: "group", by, name });
const nameButton = (by, name, choose) => el("button", { type: "button", class: "name", on: { click: () => choose(thing(by, name)) } }, said(brief(name)));

/** What belongs to the chosen pair or group: its heading, its parts, and what its quotations are asked by. */
export function tieParts(at, lines, overview, choose) {
  if (at.what === "group") {
    const members = membersOf(overview, at.by, at.name);
    const count = new Map(overview.speakers.map((speaker) => [speaker.name, speaker.count]));
    const sorted = [...members].sort((a, b) => count.get(b) - count.get(a) || (a < b ? -1 : 1));
    return {
      heading: [said(brief(at.name), "h2", { tabindex: "-1", title: at.name }), el("p", { class: "about" }, `${t(`by.${at.by}`)}, ${many("speakers", members.length)}`)],
      parts: el("ul", {}, sorted.slice(0, MOST).map((name) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose({ what: "speaker", speaker: name }) } },
        said(name), el("span", { class: "count" }, number(count.get(name))))))),
      asked: { speakers: members },
    };
  }
  const [one, other] = [at.one, at.other].map((name) => membersOf(overview, at.by, name));
  const found = shared(lines, new Set(one), new Set(other));
  const list = (sign, rows) => (rows.length ? el("section", { class: sign === "agree" ? "support" : "oppose" },
    el("h3", {}, t(`pair.${sign}`), " ", el("span", { class: "count" }, number(rows.length))),
    el("ul", {}, rows.slice(0, MOST).map(({ topic, label, mine, theirs }) => el("li", {}, el("button", { type: "button", class: "link stacked", on: { click: () => choose({ what: "topic", topic }) } },
      said(label), el("span", { class: "facts" }, t("pair.sides", { one: brief(at.one), ones: side(mine), other: brief(at.other), others: side(theirs) }))))))) : null);
  return {
    heading: [el("h2", { tabindex: "-1" }, nameButton(at.by, at.one, choose), " – ", nameButton(at.by, at.other, choose))],
    parts: el("div", { class: "sides" }, list("agree", found.agree), list("differ", found.differ)),
    asked: { speakers: [...one, ...other], topics: found.all },
  };
}

function side({ support, oppose }) {
  return [support ? `+${number(support)}` : "", oppose ? `−${number(oppose)}` : ""].filter(Boolean).join(" ");
}
