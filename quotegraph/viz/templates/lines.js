// Lines of the picture: which are drawn, how, and which one is under the pointer.

import { lineOpacity, lineWidth } from "./paint.js";

const FULL = 1000; // lines drawn at rest: more would be a haze that nobody can read
const MOVING = 300; // lines drawn while the picture moves
const [FAINT, FAINT_BESIDE_LINE] = [0.07, 0.16]; // how solid lines are that do not belong to the chosen thing
const BEND = 0.12; // of its length: how far the control point of a bent line lies beside it
const INWARD = 0.35;
const NEAR = 5; // pixels on the screen
const PLACES = 2 ** 21;

/** Lines with their nodes `a` and `b` and their bend, strongest first. `nodes`: id → node; `wide`: the width of a topic. */
export function arranged(lines, nodes, wide) {
  const beside = new Map(); // lines between the same two
  for (const line of lines) {
    const key = `${line.from}\u0000${line.to}`;
    if (!beside.has(key)) beside.set(key, []);
    beside.get(key).push(line);
  }
  const order = Float64Array.from(lines, (line, place) =>
    (Math.min(line.count, 2e6) * 1001 + Math.round(1000 * (line.confidence ?? 0.5))) * PLACES + (PLACES - 1 - place)).sort().reverse();
  const out = Array.from(order, (key) => lines[PLACES - 1 - (key % PLACES)]);
  for (const line of lines) [line.a, line.b, line.reach] = [nodes.get(line.from), nodes.get(line.to), wide / 2];
  for (const group of beside.values()) group.forEach((line, at) => (line.bend = bendOf(line, at, group.length)));
  return out;
}

function bendOf({ a: from, b: to }, at, all) {
  if (!from.card && !to.card && from.flank === to.flank) return INWARD * Math.sign((to.y - from.y) || 1) * from.flank * (1 + at * 0.4) * (from.x === to.x ? 1 : 0.6);
  if (all === 1 || (all === 3 && at === 1)) return 0;
  return at === 0 ? BEND : -BEND;
}

/** How a line looks: colour, opacity, width, dashes. */
export function lookOf(line, scene, style) {
  const chosen = scene.chosenLine === line.id;
  const belongs = !scene.part || scene.part(line);
  const faint = scene.chosenLine !== null ? FAINT_BESIDE_LINE : FAINT;
  return {
    belongs, chosen,
    colour: scene.colours[line.stance],
    opacity: chosen ? 1 : belongs ? lineOpacity(style, line.confidence) : faint,
    width: lineWidth(style, line.count) * (line.stance === "neutral" ? 0.6 : 1) + (chosen ? 2 : 0) + (scene.hovered === line.id ? 1.5 : 0),
    dashes: style.dashes[line.stance],
  };
}

function controlOf(line, a, b) {
  const bend = 2 * line.bend;
  return [(a.x + b.x) / 2 - (b.y - a.y) * bend * 0.5, (a.y + b.y) / 2 + (b.x - a.x) * bend * 0.5];
}

/** Where a line ends: at the side of a topic that is turned to the other end, so that it runs behind no name. */
export function endsAt({ a, b, reach }) {
  return [besideTopic(a, b, reach), besideTopic(b, a, reach)];
}

function besideTopic(node, other, reach) {
  const way = other.x - node.x;
  return node.card && Math.abs(way) > reach ? { x: node.x + Math.sign(way) * reach, y: node.y } : node;
}

/** The point at `part` (0 to 1) of a line. */
export function pointAt(line, part) {
  const [a, b] = endsAt(line);
  const [cx, cy] = controlOf(line, a, b);
  const rest = 1 - part;
  return { x: rest * rest * a.x + 2 * rest * part * cx + part * part * b.x, y: rest * rest * a.y + 2 * rest * part * cy + part * part * b.y };
}

/**
 * Those of `lines` that are drawn: of those with an end `inSight` the ones that belong to what is chosen, then the strongest,
 * `full` in all at rest.
 */
export function selected(lines, scene, moving, full = FULL) {
  const most = Math.min(full, moving ? MOVING : FULL);
  const first = [];
  const rest = [];
  for (const line of lines) {
    if (!line.a.inSight && !line.b.inSight) continue;
    if (scene.part && scene.part(line)) first.push(line);
    else if (rest.length < most) rest.push(line);
  }
  const belonging = first.slice(0, most);
  return [...rest.slice(0, most - belonging.length).reverse(), ...belonging.reverse()];
}

/** Draws `lines`, weakest first; `halo`: what no person has confirmed gets a dotted rim. */
export function drawLines(ctx, lines, scene, style, halo) {
  ctx.save();
  ctx.lineCap = "butt";
  for (const line of lines) {
    const look = lookOf(line, scene, style);
    const [a, b] = endsAt(line);
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    if (line.bend) {
      const [cx, cy] = controlOf(line, a, b);
      ctx.quadraticCurveTo(cx, cy, b.x, b.y);
    } else ctx.lineTo(b.x, b.y);
    if (halo && !line.checked && look.belongs) {
      ctx.globalAlpha = 0.35;
      ctx.strokeStyle = scene.colours.soft;
      ctx.lineWidth = look.width + 4.5;
      ctx.setLineDash([1.2, 4.2]);
      ctx.stroke();
    }
    ctx.globalAlpha = look.opacity;
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = look.width;
    ctx.setLineDash(look.dashes || []);
    ctx.stroke();
  }
  ctx.restore();
}

/** The uppermost of `lines` (weakest first) within reach of a point, or null. */
export function lineUnder(lines, x, y, scale, scene, style) {
  let best = null;
  let least = Infinity;
  for (const line of lines) {
    const [a, b] = endsAt(line);
    const reach = NEAR / scale + lookOf(line, scene, style).width / 2;
    const distance = line.bend ? fromCurve(line, a, b, x, y, reach) : fromSegment(a.x, a.y, b.x, b.y, x, y);
    if (distance <= reach && distance <= least) [best, least] = [line, distance];
  }
  return best;
}

function fromCurve(line, a, b, x, y, reach) {
  const [cx, cy] = controlOf(line, a, b);
  if (x < Math.min(a.x, b.x, cx) - reach || x > Math.max(a.x, b.x, cx) + reach || y < Math.min(a.y, b.y, cy) - reach || y > Math.max(a.y, b.y, cy) + reach) return Infinity;
  let least = Infinity;
  let from = a;
  for (let step = 1; step <= 16; step++) {
    const to = pointAt(line, step / 16);
    least = Math.min(least, fromSegment(from.x, from.y, to.x, to.y, x, y));
    from = to;
  }
  return least;
}

function fromSegment(ax, ay, bx, by, x, y) {
  const [dx, dy] = [bx - ax, by - ay];
  const part = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - part * dx, y - ay - part * dy);
}
