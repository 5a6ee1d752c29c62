// The table: every line of the picture as a row, for reading, sorting, and screen readers.

import { el, replace, said } from "./dom.js";
import { number, percent, showDate, t } from "./text.js";
import { COLUMNS, sameAt } from "./state.js";

const PAGE = 300;
const ORDER = { support: 0, oppose: 1, neutral: 2 };

export function createTable(box, store, confidences, choose) {
  const head = el("tr");
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", hidden: true });
  replace(box, el("table", { class: "lines" }, el("caption", { class: "unseen" }, t("table.label")), el("thead", {}, head), body), more);
  const buttons = new Map();
  for (const column of COLUMNS.filter((name) => confidences || name !== "confidence")) {
    const button = el("button", { type: "button", on: { click: () => sort(column) } }, t(`table.${column}`));
    buttons.set(column, el("th", { scope: "col", class: column }, button));
  }
  head.append(...buttons.values(), el("th", { scope: "col" }, el("span", { class: "unseen" }, t("table.read"))));

  function sort(column) {
    const { state } = store;
    const down = state.sort === column ? !state.down : !["speaker", "topic", "stance"].includes(column);
    store.set({ sort: column, down });
  }

  const compare = {
    speaker: (a, b) => a.speaker.localeCompare(b.speaker),
    topic: (a, b) => a.label.localeCompare(b.label),
    stance: (a, b) => ORDER[a.stance] - ORDER[b.stance],
    quotations: (a, b) => a.count - b.count,
    confidence: (a, b) => (a.confidence ?? -1) - (b.confidence ?? -1),
    latest: (a, b) => (a.latest < b.latest ? -1 : a.latest > b.latest ? 1 : 0),
  };

  function row(line, at) {
    const target = { what: "line", stance: line.stance, speaker: line.speaker, topic: line.topic };
    const open = (what) => ({ type: "button", class: "link", on: { click: () => choose(what) } });
    return el("tr", { class: sameAt(at, target) ? "chosen" : null },
      el("th", { scope: "row" }, el("button", open({ what: "speaker", speaker: line.speaker }), said(line.speaker))),
      el("td", {}, el("span", { class: `verb ${line.stance}` }, t(line.stance))),
      el("td", {}, el("button", open({ what: "topic", topic: line.topic }), said(line.label))),
      el("td", { class: "figure" }, number(line.count)),
      confidences ? el("td", { class: "figure" }, line.confidence === null ? "–" : percent(line.confidence)) : null,
      el("td", { class: "figure" }, line.latest ? showDate(line.latest) : "–"),
      el("td", {}, el("button", {
        type: "button", "aria-label": t("table.read.label", { speaker: line.speaker, stance: t(line.stance), topic: line.label }),
        on: { click: () => choose(target, true) },
      }, t("table.read"))));
  }

  return {
    show(lines, state) {
      const sign = state.down ? -1 : 1;
      const sorted = [...lines].sort((a, b) => sign * compare[state.sort](a, b) || a.id - b.id);
      for (const [column, cell] of buttons) {
        if (column === state.sort) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      }
      replace(body, sorted.slice(0, PAGE).map((line) => row(line, state.at)));
      let shown = Math.min(PAGE, sorted.length);
      const label = () => {
        more.hidden = shown >= sorted.length;
        more.textContent = t("more", { n: number(Math.min(PAGE, sorted.length - shown)) });
      };
      more.onclick = () => {
        body.append(...sorted.slice(shown, shown + PAGE).map((line) => row(line, state.at)));
        shown = Math.min(shown + PAGE, sorted.length);
        label();
      };
      label();
    },
  };
}
