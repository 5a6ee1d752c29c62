// What a picture shows: speakers and topics with their lines, or one of them alone in the middle.

import { oneLine } from "./text.js";
import { columnsOf } from "./columns.js";

const NONE = { support: 0, neutral: 0, oppose: 0 };

/** The node ids of a line's two ends. */
export function endsOf(line) {
  return [`speaker:${line.speaker}`, `topic:${line.topic}`];
}

export function nodeOf(at) {
  return at.what === "speaker" ? `speaker:${at.speaker}` : at.what === "topic" ? `topic:${at.topic}` : at.what === "group" ? `group:${at.name}` : null;
}

export function lineAt(line) {
  return { what: "line", stance: line.stance, speaker: line.speaker, topic: line.topic };
}

/** Whether a line belongs to the chosen thing. */
export function isPart(line, at) {
  if (at.what === "speaker") return line.speaker === at.speaker;
  if (at.what === "topic") return line.topic === at.topic;
  return line.speaker === at.speaker && line.topic === at.topic && line.stance === at.stance;
}

/** The nodes of a page as planned: id → node. */
export function plannedNodes(overview) {
  const { places, sizes, rooms, flanks, marks } = overview.network;
  const out = new Map();
  const add = (id, at, kind, text, place, card) => out.set(id, {
    id, at, kind, text: oneLine(text), card, x: places[2 * place], y: places[2 * place + 1], size: sizes[place], room: card ? undefined : rooms[place],
    flank: flanks[place], mark: marks[place], checked: true, shares: NONE,
  });
  overview.speakers.forEach(({ name, kind }, place) => add(`speaker:${name}`, { what: "speaker", speaker: name }, kind, name, place, false));
  overview.topics.forEach(({ id, label }, place) => add(`topic:${id}`, { what: "topic", topic: id }, "topic", label, place + overview.speakers.length, true));
  return out;
}

/** Speakers, topics and their lines; nodes are copies of the planned ones. */
export function affiliation({ planned, bounds, lines }, at) {
  const used = new Map();
  const drawn = lines.map((line) => {
    const [from, to] = endsOf(line);
    for (const id of [from, to]) {
      if (!used.has(id)) used.set(id, { ...planned.get(id), shares: { ...NONE }, checked: false });
      used.get(id).checked ||= line.checked;
    }
    used.get(to).shares[line.stance] += line.count;
    return { ...line, from, to, at: lineAt(line) };
  });
  const chosen = at && (at.what === "speaker" || at.what === "topic" || at.what === "line") ? at : null;
  const whole = drawn.length > 0;
  return {
    key: "all", nodes: [...used.values()], lines: drawn, bounds: whole ? bounds : null,
    part: chosen && ((line) => isPart(line, chosen)), chosen: chosen && nodeOf(chosen),
    chosenLine: chosen?.what === "line" ? (drawn.find((line) => isPart(line, chosen))?.id ?? null) : null,
  };
}

/** The chosen speaker or topic in the middle; those it is for on the left, against on the right, neutral below. */
export function alone({ planned, bounds, lines }, at) {
  const scene = affiliation({ planned, bounds, lines: lines.filter((line) => isPart(line, at)) }, at);
  const middle = nodeOf(at);
  const sides = { support: [], oppose: [], neutral: [] };
  const seen = new Set();
  for (const line of [...scene.lines].sort((a, b) => b.count - a.count || a.id - b.id)) {
    const id = at.what === "speaker" ? line.to : line.from;
    if (!seen.has(id)) sides[line.stance].push(scene.nodes.find((node) => node.id === id));
    seen.add(id);
  }
  const centre = scene.nodes.find((node) => node.id === middle);
  if (centre) Object.assign(centre, { x: 0, y: 0, flank: 1 });
  const height = columnsOf(sides.support, -1, 200) / 2;
  const other = columnsOf(sides.oppose, 1, 200) / 2;
  sides.neutral.forEach((node, place) => Object.assign(node, { x: (place % 3 - 1) * 230, y: Math.max(height, other) + 70 + Math.floor(place / 3) * 56, flank: 1 }));
  return { ...scene, key: `own ${middle}`, bounds: null, part: null, chosen: null, chosenLine: null };
}
