// The picture of who agrees with whom: speakers (or their organisations, countries, camps) tied by the sides they take.

import { oneLine } from "./text.js";
import { arcOf } from "./columns.js";

export const NETS = ["all", "agree", "differ", "both"];
const FEW = 60; // of more ties the weaker ones are fainter
const MIDDLE = 110;
const MOST = 200; // ties drawn at rest: of more nobody can follow one

/** The scene of `found` (ties and groups): agreement as lines for, disagreement as lines against; camps stand left and right. */
export function relations({ ties, groups, cut }, state, style) {
  const person = state.by === "person";
  const nodes = new Map(groups.map((group) => [group.name, {
    id: `${person ? "speaker" : "group"}:${group.name}`, at: person ? { what: "speaker", speaker: group.name } : { what: "group", by: state.by, name: group.name },
    text: oneLine(group.name), card: false, kind: group.kind, mark: group.mark, size: style.radii[Math.min(group.count, style.radii.length - 1)],
    room: group.room, checked: group.checked, side: group.side, height: group.height, shares: null,
  }]));
  const most = Math.max(1, ...ties.slice(0, 1).map(({ topics }) => topics));
  const drawn = ties.map(({ one, other, sign, topics, weight }, id) => ({
    id, from: nodes.get(one).id, to: nodes.get(other).id, stance: sign === "agree" ? "support" : "oppose", sign, count: topics,
    confidence: ties.length < FEW ? null : topics / most, checked: nodes.get(one).checked && nodes.get(other).checked, topics, weight,
    at: { what: "pair", by: state.by, one, other },
  }));
  const all = [...nodes.values()].sort((a, b) => a.height - b.height || (a.id < b.id ? -1 : 1));
  for (const side of [-1, 1]) arcOf(all.filter((one) => one.side === side), side, MIDDLE);
  const { at } = state;
  const name = at && (at.what === "group" ? at.name : at.what === "speaker" && person ? at.speaker : null);
  const chosen = name !== null && nodes.has(name) ? nodes.get(name).id : null;
  const pair = at?.what === "pair" ? drawn.find((line) => line.at.one === at.one && line.at.other === at.other) : null;
  return {
    key: `ties ${state.by}`, nodes: all, lines: drawn, bounds: null, cut, most: MOST,
    part: chosen ? (line) => line.from === chosen || line.to === chosen : pair ? (line) => line.at.one === at.one && line.at.other === at.other : null,
    chosen, chosenLine: pair ? pair.id : null,
  };
}
