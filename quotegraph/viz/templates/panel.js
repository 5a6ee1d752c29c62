// The panel: the chosen speaker, topic or line with its quotations; before that, where to begin.

import { el, replace, said } from "./dom.js";
import { brief, many, number, t, tOr } from "./text.js";
import { marksKey, quotationCard } from "./quotation.js";
import { courseChart } from "./chart.js";
import { tieParts } from "./pairs.js";

const PAGE = 20;
const STANCES = ["support", "oppose", "neutral"];

/** `on.choose(at)`: something else is to be shown; `on.own()`: the chosen thing alone, or not; `on.open(quotation)`: its article. */
export function createPanel(box, source, { choose, own, open }) {
  let turn = 0; // answers that come late are dropped

  const closer = () => el("button", { type: "button", class: "close", "aria-label": t("panel.close"), on: { click: () => choose(null) } }, "×");

  function link(at, text, count, extra = {}) {
    return el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose(at) }, ...extra },
      said(text), el("span", { class: "count" }, number(count))));
  }

  /** Lists of the lines of a speaker or topic, by stance. */
  function sides(found, at) {
    const other = at.what === "speaker" ? "topic" : "speaker";
    return el("div", { class: "sides" }, STANCES.map((stance) => {
      const { number: all, lines } = found[stance];
      if (!all) return null;
      return el("section", { class: stance },
        el("h3", {}, t(`${stance}.${other}s`), " ", el("span", { class: "count" }, number(all))),
        el("ul", {}, lines.map((line) =>
          link({ what: "line", stance, speaker: line.speaker, topic: line.topic }, other === "topic" ? line.label : line.speaker, line.count))));
    }));
  }

  function heading(at) {
    const topic = source.topic(at.topic);
    const speaker = source.speaker(at.speaker);
    const parts = [];
    if (at.what === "speaker") {
      const about = [speaker.kind ? tOr(`kind.${speaker.kind}`, speaker.kind) : "", speaker.organisation].filter(Boolean);
      parts.push(said(brief(speaker.name), "h2", { tabindex: "-1", title: speaker.name }));
      if (about.length) parts.push(el("p", { class: "about" }, about.map((text, place) => [place ? ", " : "", said(text)])));
    } else if (at.what === "topic") parts.push(said(brief(topic.label), "h2", { tabindex: "-1", title: topic.label }));
    else {
      parts.push(el("h2", { tabindex: "-1" },
        el("button", { type: "button", class: "name", on: { click: () => choose({ what: "speaker", speaker: at.speaker }) } }, said(brief(at.speaker))), " ",
        el("span", { class: `verb ${at.stance}` }, t(at.stance)), " ",
        el("button", { type: "button", class: "name", on: { click: () => choose({ what: "topic", topic: at.topic }) } }, said(brief(topic.label)))));
    }
    if (at.what !== "speaker" && topic.proposition) parts.push(el("p", { class: "proposition" }, said(topic.proposition)));
    if (at.what === "topic" && topic.note) parts.push(said(topic.note, "p", { class: "about" }));
    return parts;
  }

  function start({ disputed, quoted }) {
    return [
      el("h2", { tabindex: "-1" }, t("panel.start")),
      el("p", { class: "about" }, t("panel.start.text")),
      disputed.length ? el("section", {}, el("h3", {}, t("panel.disputed")), el("ul", { class: "disputed" }, disputed.map(({ id, label, shares }) =>
        el("li", {}, el("button", { type: "button", class: "link stacked", on: { click: () => choose({ what: "topic", topic: id }) } },
          said(label), balance(shares)))))) : null,
      quoted.length ? el("section", {}, el("h3", {}, t("panel.quoted")), el("ul", {}, quoted.map(([name, count]) =>
        link({ what: "speaker", speaker: name }, name, count)))) : null,
    ];
  }

  /** A bar of for and against with its numbers. */
  function balance(shares) {
    const all = shares.support + shares.neutral + shares.oppose;
    const part = (stance) => el("i", { class: stance, vars: { "flex-grow": String(shares[stance] / all) } });
    return el("span", { class: "balance" },
      el("span", { class: "numbers" },
        el("span", { class: "support" }, `${t("support.speakers")} ${number(shares.support)}`),
        el("span", { class: "oppose" }, `${t("oppose.speakers")} ${number(shares.oppose)}`)),
      el("span", { class: "bar", "aria-hidden": "true" }, part("support"), part("neutral"), part("oppose")));
  }

  async function show(state, view) {
    const mine = (turn += 1);
    const { at } = state;
    if (!at) {
      box.removeAttribute("aria-busy");
      replace(box, start(view));
      return;
    }
    const list = el("div", { class: "cards" });
    const tied = at.what === "pair" || at.what === "group";
    const [{ all, total, items }, course, found] = await Promise.all([
      source.quotations(state, at, 0, PAGE), source.overview.dates ? source.course(state, at) : new Map(),
      tied ? source.tie(state, at) : at.what === "line" ? null : source.sides(state, at),
    ]);
    if (mine !== turn) return;
    const tie = tied ? tieParts(at, found, choose) : null;
    list.append(...items.map((item) => quotationCard(item, at, choose, open)));
    const more = el("button", { type: "button", class: "more" });
    let shown = items.length;
    const label = () => {
      more.hidden = shown >= total;
      more.textContent = t("more", { n: number(Math.min(PAGE, total - shown)) });
    };
    more.addEventListener("click", async () => {
      const next = await source.quotations(state, at, shown, PAGE);
      const cards = next.items.map((item) => quotationCard(item, at, choose, open));
      list.append(...cards);
      shown += cards.length;
      label();
    });
    label();
    const alone = at.what === "speaker" || at.what === "topic"
      ? el("button", { type: "button", id: "own", "aria-pressed": String(state.own === "1"), on: { click: own } }, t(state.own ? "own.off" : "own.on")) : null;
    replace(box, closer(), tie ? tie.heading : heading(at), alone, at.what === "pair" ? null : courseChart(course), tie ? tie.parts : found ? sides(found, at) : null,
      el("h3", { class: "number" }, many("quotations", total), el("small", {}, total > 1 ? `, ${t("panel.newest")}` : "")),
      total < all ? el("p", { class: "about" }, total ? t("panel.filtered", { shown: number(total), all: number(all) }) : t("panel.none")) : null,
      items.some((item) => item.pieces.length) ? marksKey() : null, list, more);
    box.scrollTop = 0;
  }

  return { show, focus: () => box.querySelector("h2")?.focus({ preventScroll: true }) };
}
