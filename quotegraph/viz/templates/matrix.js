// The matrix: speakers down, topics across, in each cell how often somebody was quoted for (+), against (−), neutral (·).

import { el, replace, said } from "./dom.js";
import { many, number, t } from "./text.js";
import { sameAt } from "./state.js";

const SIGNS = { support: "+", oppose: "−", neutral: "·" };

export function createMatrix(box, source, choose) {
  let turn = 0; // answers that come late are dropped

  return {
    async show(state) {
      const mine = (turn += 1);
      const { rows, columns, cut, lines } = await source.matrix(state);
      if (mine !== turn) return;
      const cells = new Map(rows.map((speaker) => [speaker, new Map()]));
      for (const line of lines) {
        const row = cells.get(line.speaker);
        if (!row.has(line.topic)) row.set(line.topic, []);
        row.get(line.topic).push(line);
      }
      replace(box,
        cut ? el("p", { class: "about" }, t("matrix.cut", { rows: number(rows.length), columns: number(columns.length) })) : null,
        el("table", { class: "matrix" },
          el("caption", {}, t("matrix.label")),
          el("thead", {}, el("tr", {}, el("td", { class: "corner" }), columns.map(([topic, label]) =>
            el("th", { scope: "col" }, el("button", { type: "button", on: { click: () => choose({ what: "topic", topic }) } }, said(label)))))),
          el("tbody", {}, rows.map((speaker) => el("tr", {},
            el("th", { scope: "row" }, el("button", { type: "button", on: { click: () => choose({ what: "speaker", speaker }) } }, said(speaker))),
            columns.map(([topic]) => el("td", {}, (cells.get(speaker).get(topic) || []).map((line) => cell(line, state.at)))))))));
    },
  };

  function cell(line, at) {
    const target = { what: "line", stance: line.stance, speaker: line.speaker, topic: line.topic };
    const name = `${t("picture.tip.line", { speaker: line.speaker, stance: t(line.stance), topic: line.label })}, ${many("quotations", line.count)}`;
    return el("button", {
      type: "button", class: `cell ${line.stance}${sameAt(at, target) ? " chosen" : ""}`, title: name, "aria-label": name,
      on: { click: () => choose(target, true) },
    }, `${SIGNS[line.stance]}${number(line.count)}`);
  }
}
