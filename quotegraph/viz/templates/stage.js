// Draws a scene on any canvas: lines, then bodies, then names.

import { drawSpeaker, drawTopic } from "./paint.js";
import { writeLabels } from "./labels.js";
import { drawLines } from "./lines.js";

export const LEAST_LETTERS = 10; // pixels on the screen

export function sizeOf(node, style) {
  return node.card ? style.card : [2 * node.size, 2 * node.size];
}

/** `flanked`: names of speakers stand on the outer side of them; returns the names as written. */
export function drawStage(ctx, lines, nodes, scene, style, scale, flanked) {
  drawLines(ctx, lines, scene, style, scene.halo);
  const items = [];
  const bodies = [];
  for (const node of nodes) {
    const { id, x, y, card } = node;
    const faint = scene.near !== null && !scene.near.has(id);
    const flags = { chosen: scene.chosen === id, focused: scene.focused === id, hovered: scene.hovered === id, faint, scale, halo: scene.halo && !node.checked };
    if (card) drawTopic(ctx, x, y, style.card, scene.colours, node.shares, flags);
    else drawSpeaker(ctx, node, x, y, scene.colours, style.icons, flags);
    const [width, height] = sizeOf(node, style);
    bodies.push([[x - width / 2, y - height / 2, x + width / 2, y + height / 2], id]);
    const wanted = id === scene.hovered || id === scene.focused ? 2 : scene.near !== null && !faint ? 1 : 0;
    const rank = wanted * 1000 + (card ? 500 : node.size);
    if (card) items.push({ id, rank, faint, text: node.text, x, y, align: "center", room: width - 14, bold: true, card: height - 12 });
    else {
      const side = flanked ? node.flank || 1 : 1;
      items.push({ id, rank, faint, text: node.text, x: x + side * (node.size + 6), y, align: side < 0 ? "right" : "left", room: node.room });
    }
  }
  items.sort((one, other) => other.rank - one.rank);
  return writeLabels(ctx, items, bodies, scale, style.font, LEAST_LETTERS, scene.colours);
}

/** A scene of which nothing is chosen but what `part` says. */
export function stillScene(colours, lines, part) {
  const near = part && new Set();
  if (part) for (const line of lines) if (part(line)) near.add(line.from).add(line.to);
  return { colours, part, near, chosen: null, chosenLine: null, hovered: null, focused: null, halo: false };
}

/**
 * The scale at which `bounds` fit into `width` and `height` with `room` pixels around, and not more than `most`. `label`: how wide
 * names may be; where letters would be too small, they are written larger than planned and need more room.
 */
export function fittingScale([left, top, right, bottom], label, width, height, room, font, most) {
  let wider = 0;
  let scale = 1;
  for (let round = 0; round < 4; round++) {
    scale = Math.min((width - 2 * room) / (right - left + 2 * wider), (height - 2 * room) / (bottom - top), most);
    wider = label * Math.max(0, LEAST_LETTERS / (font * scale) - 1);
  }
  return scale;
}
