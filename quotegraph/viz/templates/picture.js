// The picture: what is where, what is chosen, what is under the pointer.

import { isDark } from "./paint.js";
import { createCamera } from "./camera.js";
import { arranged, lineUnder, lookOf, pointAt, selected } from "./lines.js";
import { drawStage, fittingScale, sizeOf } from "./stage.js";
import { createForces } from "./forces.js";
import { createMoves } from "./moves.js";

const BESIDE = 250; // names of things this far outside reach into the picture
const [LEAST_SCALE, MOST_SCALE, BIG_SCALE] = [0.02, 1.5, 2.6];
const [NARROW, MOST_STRETCH] = [700, 3.2];
const DRAGGED = 4; // pixels a pointer moves before a press is no click
const REST = 140; // milliseconds after the last movement until everything is drawn again
const FINGER = 8; // pixels around a point that a finger covers

/**
 * A picture in `holder`. `on.choose(at or null)` is called on a click, `on.point(what, x, y)` on hovering,
 * `on.drawn(shown, all)` when the number of drawn lines changes, `on.moved()` when something was moved by hand.
 */
export function createPicture(holder, plan, style, on) {
  const scene = { colours: style.colours.light, chosenLine: null, chosen: null, part: null, near: null, hovered: null, focused: null, halo: false, written: [], told: "" };
  let shown = { key: "", nodes: [], lines: [], bounds: null };
  let nodes = new Map(); // id → node as drawn
  let lines = []; // strongest first
  let drawn = []; // weakest first
  let layout = "camps";
  let pulled = new Map(); // where the forces put things
  let touched = false; // zoomed or dragged by hand: the view is the reader's
  let moving = 0;
  let stretch = 1; // of heights: on a narrow screen rows stand farther apart than planned
  const forces = createForces(plan.options, (node) => sizeOf(node, style));
  const camera = createCamera(holder, { draw, tap, stir, resize: () => touched || fit() });
  const { redraw } = camera;
  const moves = createMoves(() => {
    place();
    redraw();
    on.moved();
  });
  const arrangement = () => `${shown.key} ${layout}`;

  function draw(ctx) {
    if (!forces.resting()) return;
    const scale = camera.scale();
    const [width, height] = camera.size();
    const seen = [camera.toWorld({ x: 0, y: 0 }), camera.toWorld({ x: width, y: height })];
    const near = [];
    for (const node of nodes.values()) {
      const { x, y } = node;
      node.inSight = x > seen[0].x - BESIDE && x < seen[1].x + BESIDE && y > seen[0].y - BESIDE && y < seen[1].y + BESIDE;
      if (node.inSight) near.push(node);
    }
    drawn = selected(lines, scene, moving !== 0, shown.most);
    scene.written = drawStage(ctx, drawn, near, scene, style, scale, layout === "camps");
    const told = `${drawn.length} ${lines.length}`;
    if (!moving && told !== scene.told) on.drawn(drawn.length, lines.length);
    if (!moving) scene.told = told;
  }

  /**
   * Show a scene: `key` names its arrangement; `nodes` and `lines` (weight `count`, ends `from` and `to`); `part` says
   * which lines belong to the chosen thing (null: nothing is chosen); `chosen`: a node's id; `chosenLine`: a line's id.
   */
  function show(next) {
    shown = next;
    nodes = new Map(next.nodes.map((node) => [node.id, { ...node }]));
    place();
    lines = arranged(next.lines, nodes, style.card[0]);
    const part = next.part && next.lines.some(next.part) ? next.part : null;
    Object.assign(scene, { part, chosen: part ? next.chosen : null, chosenLine: part ? next.chosenLine : null, near: part && new Set(), halo: next.halo });
    if (part) for (const line of lines) if (part(line)) scene.near.add(line.from).add(line.to);
    redraw();
    if (layout === "force" && next.nodes.some(({ id }) => !pulled.has(id))) pull();
  }

  /** Everything where it belongs: as planned, as the forces or the reader put it. */
  function place() {
    for (const node of shown.nodes) {
      const by = moves.placeOf(arrangement(), node.id) ?? (layout === "force" ? pulled.get(node.id) : null) ?? node;
      const mine = nodes.get(node.id);
      [mine.x, mine.y] = [by.x, by === node ? by.y * stretch : by.y];
    }
  }

  /** Left, top, right, bottom of everything, without the stretch. */
  function bounds() {
    if (layout === "camps" && shown.bounds && !moves.any(arrangement())) return shown.bounds;
    const out = [Infinity, Infinity, -Infinity, -Infinity];
    for (const node of nodes.values()) {
      const [width, height] = sizeOf(node, style);
      const [before, after] = layout === "camps" && node.flank < 0 ? [node.room ?? 0, 0] : [0, node.room ?? 0];
      grow(out, node.x - width / 2 - before, node.y / stretch - height / 2, node.x + width / 2 + after, node.y / stretch + height / 2);
    }
    return out;
  }

  function fit() {
    touched = false;
    redraw();
    const [holderWidth, holderHeight] = camera.size();
    const [left, top, right, bottom] = bounds();
    if (!(right > left)) return;
    const room = 14;
    const label = [...nodes.values()].reduce((most, node) => Math.max(most, node.room ?? 0), 0);
    const most = holderWidth > 1800 ? BIG_SCALE : MOST_SCALE;
    const scale = fittingScale([left, top, right, bottom], label, holderWidth, holderHeight, room, style.font, most);
    const height = holderHeight - 2 * room;
    const wanted = layout === "camps" && holderWidth < NARROW ? Math.min(MOST_STRETCH, Math.max(1, height / (bottom - top) / scale)) : 1;
    if (wanted !== stretch) {
      stretch = wanted;
      place();
    }
    camera.moveTo({ x: (left + right) / 2, y: ((top + bottom) / 2) * stretch }, Math.max(scale, LEAST_SCALE));
  }

  function zoom(factor) {
    touched = true;
    camera.zoom(factor);
  }

  function setTheme(theme) {
    scene.colours = style.colours[isDark(theme) ? "dark" : "light"];
    redraw();
  }

  function setLayout(wanted) {
    if (wanted === layout) return;
    layout = wanted;
    pulled = new Map();
    if (wanted === "camps") {
      place();
      fit();
      redraw();
    } else pull();
  }

  function pull() {
    forces.pull([...nodes.values()], lines, (places) => {
      pulled = places;
      if (shown.nodes.some(({ id }) => !pulled.has(id))) return pull(); // something else is shown by now
      place();
      fit();
      redraw();
    });
  }

  function nodeUnder(x, y, spare = 0) {
    let best = null;
    for (const node of nodes.values()) {
      const [width, height] = sizeOf(node, style);
      const inside = node.card ? Math.abs(x - node.x) <= width / 2 + spare && Math.abs(y - node.y) <= height / 2 + spare : Math.hypot(x - node.x, y - node.y) <= width / 2 + spare + 1;
      if (inside) best = node;
    }
    return best;
  }

  /** What is under a point of the picture: a node, its name, or a line. */
  function under(point, spare = 0) {
    const { x, y } = camera.toWorld(point);
    const scale = camera.scale();
    const node = nodeUnder(x, y) ?? (spare ? nodeUnder(x, y, spare / scale) : null);
    if (node) return { at: node.at, id: node.id };
    const label = scene.written.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
    if (label) return { at: nodes.get(label.id).at, id: label.id };
    const line = lineUnder(drawn, x, y, scale, scene, style);
    return line && { at: line.at, id: line.id };
  }

  // a node pressed with mouse or pen follows it; the camera sees only what is no node
  holder.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    const start = camera.pointOf(event);
    const at = camera.toWorld(start);
    const node = nodeUnder(at.x, at.y);
    if (!node) return;
    event.stopPropagation();
    holder.setPointerCapture(event.pointerId);
    const offset = { x: node.x - at.x, y: node.y - at.y };
    let dragged = false;
    const follow = (next) => {
      const now = camera.pointOf(next);
      dragged ||= Math.hypot(now.x - start.x, now.y - start.y) > DRAGGED;
      if (!dragged) return;
      const to = camera.toWorld(now);
      [node.x, node.y] = [to.x + offset.x, to.y + offset.y];
      redraw();
    };
    const end = (next) => {
      holder.removeEventListener("pointermove", follow);
      if (!dragged) {
        if (next.type === "pointerup") on.choose(node.at);
        return;
      }
      touched = true;
      moves.put(arrangement(), node.id, { x: node.x, y: node.y });
    };
    holder.addEventListener("pointermove", follow);
    holder.addEventListener("pointerup", end, { once: true });
    holder.addEventListener("pointercancel", end, { once: true });
  }, { capture: true });

  function tap(point, type) {
    on.choose(under(point, type === "touch" ? FINGER : 0)?.at ?? null);
  }

  function stir() {
    touched = true;
    clearTimeout(moving);
    moving = setTimeout(() => {
      moving = 0;
      redraw();
    }, REST);
  }

  let pointer = null; // where it is; looked at once a frame
  function point(event) {
    const asked = pointer !== null;
    pointer = event.type === "pointermove" && event.pointerType !== "touch" && !event.buttons ? [event.clientX, event.clientY] : [-1, -1];
    if (!asked) requestAnimationFrame(look);
  }
  function look() {
    const [x, y] = pointer;
    pointer = null;
    const found = x < 0 ? null : under(camera.pointOf({ clientX: x, clientY: y }));
    holder.classList.toggle("pointing", found !== null);
    on.point(found?.at ?? null, x, y);
    const hovered = found?.id ?? null;
    if (hovered === scene.hovered) return;
    scene.hovered = hovered;
    redraw();
  }
  holder.addEventListener("pointermove", point);
  holder.addEventListener("pointerleave", point);

  function corner(x, y) {
    const frame = holder.getBoundingClientRect();
    const dom = camera.toHolder({ x, y });
    return [frame.left + dom.x, frame.top + dom.y];
  }

  return {
    show, fit, zoom, setTheme, setLayout, moves, arrangement,
    focus(id) {
      scene.focused = id;
      redraw();
    },
    redraw,
    nodes: () => [...nodes.keys()],
    node: (id) => nodes.get(id),
    placeOf: (id) => ({ x: nodes.get(id).x, y: nodes.get(id).y }),
    scale: () => camera.scale(),
    resting: () => forces.resting(),
    /** All lines of the scene with their looks, drawn or not. */
    lines: () => lines.map(({ a, b, reach, ...line }) => ({ ...line, ...lookOf(line, scene, style) })).sort((one, other) => one.id - other.id),
    drawn: () => drawn.length,
    labels: () => scene.written.map(({ id, text, box }) => ({ id, text, box: [...corner(box[0], box[1]), ...corner(box[2], box[3])] })),
    /** Where on the screen a node or a line can be clicked. */
    pointOf: (id) => corner(nodes.get(id).x, nodes.get(id).y),
    pointOn(id) {
      const line = lines.find((one) => one.id === id);
      for (let step = 1; step < 40; step++) {
        const { x, y } = pointAt(line, 0.5 + (step % 2 ? -1 : 1) * (step / 100));
        if (under(camera.toHolder({ x, y }))?.id === id) return corner(x, y);
      }
      return null;
    },
    /** What is to be drawn elsewhere: the scene as it is now, everything in it, and its bounds. */
    snapshot: () => ({ scene, style, nodes, lines: drawn, bounds: bounds().map((edge, side) => (side % 2 ? edge * stretch : edge)), draw: (ctx, scale) => drawStage(ctx, drawn, [...nodes.values()], scene, style, scale, layout === "camps") }),
  };
}

function grow(box, left, top, right, bottom) {
  box[0] = Math.min(box[0], left);
  box[1] = Math.min(box[1], top);
  box[2] = Math.max(box[2], right);
  box[3] = Math.max(box[3], bottom);
}
