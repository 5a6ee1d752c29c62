// The table: every line of the picture as a row, for reading, sorting, and screen readers.

import { el, replace, said } from "./dom.js";
import { number, percent, showDate, t } from "./text.js";
import { COLUMNS, sameAt } from "./state.js";

const PAGE = 300;

export function createTable(box, store, source, choose) {
  const { confidences } = source.overview;
  let turn = 0; // answers that come late are dropped
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
    async show(state) {
      const mine = (turn += 1);
      const { total, lines } = await source.rows(state, 0, PAGE);
      if (mine !== turn) return;
      for (const [column, cell] of buttons) {
        if (column === state.sort) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      }
      replace(body, lines.map((line) => row(line, state.at)));
      let shown = lines.length;
      const label = () => {
        more.hidden = shown >= total;
        more.textContent = t("more", { n: number(Math.min(PAGE, total - shown)) });
      };
      more.onclick = async () => {
        const next = await source.rows(state, shown, PAGE);
        if (mine !== turn) return;
        body.append(...next.lines.map((line) => row(line, state.at)));
        shown += next.lines.length;
        label();
      };
      label();
    },
  };
}
