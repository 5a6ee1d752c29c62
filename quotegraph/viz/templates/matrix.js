// The matrix: speakers down, topics across, in each cell how often somebody was quoted for (+), against (−), neutral (·).

import { el, replace, said } from "./dom.js";
import { many, number, t } from "./text.js";
import { sameAt } from "./state.js";

const ROWS = 150;
const COLUMNS = 60;
const SIGNS = { support: "+", oppose: "−", neutral: "·" };

export function createMatrix(box, overview, choose) {
  const label = new Map(overview.topics.map((topic) => [topic.id, topic.label]));

  const most = (counts, limit) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, limit).map(([key]) => key);

  return {
    show(lines, state) {
      const bySpeaker = new Map();
      const byTopic = new Map();
      const cells = new Map();
      for (const line of lines) {
        bySpeaker.set(line.speaker, (bySpeaker.get(line.speaker) || 0) + line.count);
        byTopic.set(line.topic, (byTopic.get(line.topic) || 0) + line.count);
        if (!cells.has(line.speaker)) cells.set(line.speaker, new Map());
        const row = cells.get(line.speaker);
        if (!row.has(line.topic)) row.set(line.topic, []);
        row.get(line.topic).push(line);
      }
      const rows = most(bySpeaker, ROWS);
      const columns = most(byTopic, COLUMNS);
      const cut = rows.length < bySpeaker.size || columns.length < byTopic.size;
      replace(box,
        cut ? el("p", { class: "about" }, t("matrix.cut", { rows: number(rows.length), columns: number(columns.length) })) : null,
        el("table", { class: "matrix" },
          el("caption", {}, t("matrix.label")),
          el("thead", {}, el("tr", {}, el("td", { class: "corner" }), columns.map((topic) =>
            el("th", { scope: "col" }, el("button", { type: "button", on: { click: () => choose({ what: "topic", topic }) } }, said(label.get(topic))))))),
          el("tbody", {}, rows.map((speaker) => el("tr", {},
            el("th", { scope: "row" }, el("button", { type: "button", on: { click: () => choose({ what: "speaker", speaker }) } }, said(speaker))),
            columns.map((topic) => el("td", {}, (cells.get(speaker).get(topic) || []).map((line) => cell(line, state.at)))))))));
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
