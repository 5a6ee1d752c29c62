// The panel: the chosen speaker, topic or line with its quotations; before that, where to begin.

import { el, replace, said } from "./dom.js";
import { brief, many, number, t, tOr } from "./text.js";
import { isPart } from "./scene.js";
import { marksKey, quotationCard } from "./quotation.js";
import { courseChart } from "./chart.js";
import { tieParts } from "./pairs.js";

const PAGE = 20;
const STANCES = ["support", "oppose", "neutral"];

/** `on.choose(at)`: something else is to be shown; `on.own()`: the chosen thing alone, or not; `on.open(quotation)`: its article. */
export function createPanel(box, source, overview, { choose, own, open }) {
  const speakers = new Map(overview.speakers.map((speaker) => [speaker.name, speaker]));
  const topics = new Map(overview.topics.map((topic) => [topic.id, topic]));
  let turn = 0; // answers that come late are dropped

  const closer = () => el("button", { type: "button", class: "close", "aria-label": t("panel.close"), on: { click: () => choose(null) } }, "×");

  function link(at, text, count, extra = {}) {
    return el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose(at) }, ...extra },
      said(text), el("span", { class: "count" }, number(count))));
  }

  /** Lists of the lines of a speaker or topic, by stance. */
  function sides(lines, at) {
    const other = at.what === "speaker" ? "topic" : "speaker";
    return el("div", { class: "sides" }, STANCES.map((stance) => {
      const mine = lines.filter((line) => line.stance === stance && isPart(line, at)).sort((a, b) => b.count - a.count || a.id - b.id);
      if (!mine.length) return null;
      return el("section", { class: stance },
        el("h3", {}, t(`${stance}.${other}s`), " ", el("span", { class: "count" }, number(mine.length))),
        el("ul", {}, mine.slice(0, 40).map((line) =>
          link({ what: "line", stance, speaker: line.speaker, topic: line.topic }, other === "topic" ? line.label : line.speaker, line.count))));
    }));
  }

  function heading(at) {
    const topic = topics.get(at.topic);
    const speaker = speakers.get(at.speaker);
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

  function start(lines) {
    const disputed = new Map();
    const quoted = new Map();
    for (const line of lines) {
      if (!disputed.has(line.topic)) disputed.set(line.topic, { support: 0, neutral: 0, oppose: 0 });
      disputed.get(line.topic)[line.stance] += line.count;
      quoted.set(line.speaker, (quoted.get(line.speaker) || 0) + line.count);
    }
    const topicRows = [...disputed].map(([id, shares]) => ({ id, shares, rank: Math.min(shares.support, shares.oppose), all: shares.support + shares.oppose }))
      .sort((a, b) => b.rank - a.rank || b.all - a.all || (a.id < b.id ? -1 : 1)).slice(0, 6);
    const speakerRows = [...quoted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 8);
    return [
      el("h2", { tabindex: "-1" }, t("panel.start")),
      el("p", { class: "about" }, t("panel.start.text")),
      topicRows.length ? el("section", {}, el("h3", {}, t("panel.disputed")), el("ul", { class: "disputed" }, topicRows.map(({ id, shares }) =>
        el("li", {}, el("button", { type: "button", class: "link stacked", on: { click: () => choose({ what: "topic", topic: id }) } },
          said(topics.get(id).label), balance(shares)))))) : null,
      speakerRows.length ? el("section", {}, el("h3", {}, t("panel.quoted")), el("ul", {}, speakerRows.map(([name, count]) =>
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

  async function show(state, lines) {
    const mine = (turn += 1);
    const { at } = state;
    if (!at) {
      box.removeAttribute("aria-busy");
      replace(box, start(lines));
      return;
    }
    const list = el("div", { class: "cards" });
    const tie = at.what === "pair" || at.what === "group" ? tieParts(at, lines, overview, choose) : null;
    const asked = tie ? tie.asked : at;
    const [{ all, total, items }, course] = await Promise.all([source.quotations(state, asked, 0, PAGE), overview.dates ? source.course(state, asked) : new Map()]);
    if (mine !== turn) return;
    list.append(...items.map((item) => quotationCard(item, at, choose, open)));
    const more = el("button", { type: "button", class: "more" });
    let shown = items.length;
    const label = () => {
      more.hidden = shown >= total;
      more.textContent = t("more", { n: number(Math.min(PAGE, total - shown)) });
    };
    more.addEventListener("click", async () => {
      const next = await source.quotations(state, asked, shown, PAGE);
      const cards = next.items.map((item) => quotationCard(item, at, choose, open));
      list.append(...cards);
      shown += cards.length;
      label();
    });
    label();
    const alone = at.what === "speaker" || at.what === "topic"
      ? el("button", { type: "button", id: "own", "aria-pressed": String(state.own === "1"), on: { click: own } }, t(state.own ? "own.off" : "own.on")) : null;
    replace(box, closer(), tie ? tie.heading : heading(at), alone, at.what === "pair" ? null : courseChart(course), tie ? tie.parts : at.what === "line" ? null : sides(lines, at),
      el("h3", { class: "number" }, many("quotations", total), el("small", {}, total > 1 ? `, ${t("panel.newest")}` : "")),
      total < all ? el("p", { class: "about" }, total ? t("panel.filtered", { shown: number(total), all: number(all) }) : t("panel.none")) : null,
      items.some((item) => item.pieces.length) ? marksKey() : null, list, more);
    box.scrollTop = 0;
  }

  return { show, focus: () => box.querySelector("h2")?.focus({ preventScroll: true }) };
}
