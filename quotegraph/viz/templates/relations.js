// Who agrees with whom: speakers (or their organisations, countries, camps) tied by the stances they share or do not share.

import { oneLine } from "./text.js";
import { arcOf } from "./columns.js";

const MOST_GROUPS = 1200; // the most quoted ones
const MOST_TIES = 6000; // the strongest ones
const FEW = 60; // of more ties the weaker ones are fainter
const MIDDLE = 110;
const BY = ["person", "organisation", "country", "camp"];
export const NETS = ["all", "agree", "differ", "both"];

/** Speakers by the group they count for; those without one are left out. */
function groupsOf(overview, by) {
  const out = new Map();
  for (const speaker of overview.speakers) {
    const name = by === "person" ? speaker.name : speaker[by] || (by === "country" && speaker.kind === "country" ? speaker.name : by === "organisation" && speaker.kind === "organisation" ? speaker.name : "");
    if (name) out.set(speaker.name, name);
  }
  return out;
}

/** By what speakers of this page can be grouped. */
export function possible(overview) {
  return BY.filter((by) => new Set(groupsOf(overview, by).values()).size > 1);
}

/** The speakers of a group. */
export function membersOf(overview, by, name) {
  return [...groupsOf(overview, by)].filter(([, group]) => group === name).map(([speaker]) => speaker);
}

/**
 * Ties between groups: for each pair the weights Σ (for × for + against × against) and Σ (for × against + against × for)
 * over all topics, and how many topics each is made of. As in the tables of networks, neutral lines take no side.
 */
export function tied(lines, overview, by) {
  const groupOf = groupsOf(overview, by);
  const quoted = new Map();
  for (const line of lines) {
    const group = groupOf.get(line.speaker);
    if (group !== undefined && line.stance !== "neutral") quoted.set(group, (quoted.get(group) || 0) + line.count);
  }
  const names = [...quoted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_GROUPS).map(([name]) => name);
  const place = new Map(names.map((name, at) => [name, at]));
  const topics = new Map(); // topic → group → [for, against]
  for (const line of lines) {
    const at = place.get(groupOf.get(line.speaker));
    if (at === undefined || line.stance === "neutral") continue;
    if (!topics.has(line.topic)) topics.set(line.topic, new Map());
    const row = topics.get(line.topic);
    if (!row.has(at)) row.set(at, [0, 0]);
    row.get(at)[line.stance === "support" ? 0 : 1] += line.count;
  }
  const size = names.length;
  const [agree, differ, agreeOn, differOn] = Array.from({ length: 4 }, () => new Float64Array(size * size));
  for (const row of topics.values()) {
    const sides = [...row].sort((a, b) => a[0] - b[0]);
    for (let i = 0; i < sides.length; i++) {
      for (let j = i + 1; j < sides.length; j++) {
        const [[a, [forA, againstA]], [b, [forB, againstB]]] = [sides[i], sides[j]];
        const [same, opposite] = [forA * forB + againstA * againstB, forA * againstB + againstA * forB];
        const cell = a * size + b;
        agree[cell] += same;
        differ[cell] += opposite;
        agreeOn[cell] += same ? 1 : 0;
        differOn[cell] += opposite ? 1 : 0;
      }
    }
  }
  const ties = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const cell = a * size + b;
      if (agree[cell]) ties.push({ one: names[a], other: names[b], sign: "agree", weight: agree[cell], topics: agreeOn[cell] });
      if (differ[cell]) ties.push({ one: names[a], other: names[b], sign: "differ", weight: differ[cell], topics: differOn[cell] });
    }
  }
  return { ties, quoted, cut: quoted.size > names.length };
}

/** The picture of these ties: agreement as lines for, disagreement as lines against; camps stand left and right. */
export function relations(planned, lines, state, overview, style) {
  const { ties, quoted, cut } = tied(lines, overview, state.by);
  const wanted = ties.filter(({ sign }) => state.net === "both" || sign === state.net)
    .sort((a, b) => b.topics - a.topics || b.weight - a.weight || (a.one + a.other < b.one + b.other ? -1 : 1)).slice(0, MOST_TIES);
  const groupOf = groupsOf(overview, state.by);
  const sums = new Map();
  const checked = new Map();
  for (const line of lines) {
    const group = groupOf.get(line.speaker);
    if (group === undefined) continue;
    const at = planned.get(`speaker:${line.speaker}`);
    const sum = sums.get(group) || [0, 0, 0];
    sums.set(group, [sum[0] + at.flank * line.count, sum[1] + at.y * line.count, sum[2] + line.count]);
    checked.set(group, (checked.get(group) ?? false) || line.checked);
  }
  const nodes = new Map();
  const node = (name) => {
    if (!nodes.has(name)) {
      const known = state.by === "person" ? planned.get(`speaker:${name}`) : null;
      const [x, y, count] = sums.get(name);
      nodes.set(name, {
        id: known ? known.id : `group:${name}`, at: known ? known.at : { what: "group", by: state.by, name }, text: oneLine(name), card: false,
        kind: known ? known.kind : state.by === "country" ? "country" : state.by === "organisation" ? "organisation" : "group", mark: known?.mark ?? "",
        size: style.radii[Math.min(quoted.get(name), style.radii.length - 1)], room: known ? known.room : style.room, checked: checked.get(name),
        side: x < 0 ? -1 : 1, height: y / count, shares: null,
      });
    }
    return nodes.get(name);
  };
  const most = Math.max(1, ...wanted.slice(0, 1).map(({ topics }) => topics));
  const drawn = wanted.map((tie, id) => ({
    id, from: node(tie.one).id, to: node(tie.other).id, stance: tie.sign === "agree" ? "support" : "oppose", sign: tie.sign, count: tie.topics,
    confidence: wanted.length < FEW ? null : tie.topics / most, checked: checked.get(tie.one) && checked.get(tie.other), topics: tie.topics, weight: tie.weight,
    at: { what: "pair", by: state.by, one: tie.one, other: tie.other },
  }));
  const all = [...nodes.values()].sort((a, b) => a.height - b.height || (a.id < b.id ? -1 : 1));
  for (const side of [-1, 1]) arcOf(all.filter((one) => one.side === side), side, MIDDLE);
  const { at } = state;
  const name = at && (at.what === "group" ? at.name : at.what === "speaker" && state.by === "person" ? at.speaker : null);
  const chosen = name !== null && nodes.has(name) ? nodes.get(name).id : null;
  const pair = at?.what === "pair" ? drawn.find((line) => line.at.one === at.one && line.at.other === at.other) : null;
  return {
    key: `ties ${state.by}`, nodes: all, lines: drawn, bounds: null, cut: cut || wanted.length === MOST_TIES,
    part: chosen ? (line) => line.from === chosen || line.to === chosen : pair ? (line) => line.at.one === at.one && line.at.other === at.other : null,
    chosen, chosenLine: pair ? pair.id : null,
  };
}
