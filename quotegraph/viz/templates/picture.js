// The picture: vis-network draws lines and listens to the mouse; bodies and names are drawn by us.

import { isDark, lineWidth, lineOpacity, drawSpeaker, drawTopic } from "./paint.js";
import { writeLabels } from "./labels.js";
import { pushApart } from "./apart.js";
import { oneLine } from "./text.js";

const LEAST_LETTERS = 10; // pixels on the screen
const [FAINT, FAINT_BESIDE_LINE] = [0.07, 0.16]; // how solid lines are that do not belong to the chosen thing
const BESIDE = 250; // names of things this far outside reach into the picture
const [LEAST_SCALE, MOST_SCALE] = [0.02, 1.5];

/** A picture of `overview` in `holder`. `on.choose(at or null)` is called on a click, `on.point(what, x, y)` on hovering. */
export function createPicture(holder, overview, style, on) {
  const { network: plan } = overview;
  const known = new Map(plan.nodes.map((node) => [node.id, { ...node, text: oneLine(node.label) }]));
  const tieById = new Map(overview.ties.map((tie) => [tie.id, tie]));
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  const moved = new Map(); // where the reader or the forces put something
  const scene = { colours: style.colours.light, at: null, near: null, hovered: null, focused: null, shares: new Map(), lines: [], written: [] };
  const network = new vis.Network(holder, { nodes: nodeSet, edges: edgeSet }, {
    ...plan.options,
    nodes: { ...plan.options.nodes, ctxRenderer: drawNode },
  });
  holder.querySelectorAll("[tabindex]").forEach((part) => part.setAttribute("tabindex", "-1"));
  let layout = "camps";
  let pulling = false;
  let touched = false; // zoomed or dragged by hand: the view is the reader's

  function drawNode({ ctx, id, x, y }) {
    const node = known.get(id);
    const flags = {
      chosen: scene.at !== null && scene.at.what !== "line" && id === nodeOf(scene.at),
      focused: scene.focused === id,
      hovered: scene.hovered === id,
      faint: scene.near !== null && !scene.near.has(id),
      scale: network.getScale(),
    };
    const card = node.kind === "topic";
    return {
      drawNode() {
        if (card) drawTopic(ctx, x, y, style.card, scene.colours, scene.shares.get(id) || { support: 0, neutral: 0, oppose: 0 }, flags);
        else drawSpeaker(ctx, node, x, y, scene.colours, style.icons, flags);
      },
      nodeDimensions: card ? { width: style.card[0], height: style.card[1] } : { width: 2 * node.size, height: 2 * node.size },
    };
  }

  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    const items = [];
    const bodies = [];
    const seen = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: holder.clientWidth, y: holder.clientHeight })];
    for (const id of nodeSet.getIds()) {
      const node = known.get(id);
      const { x, y } = network.body.nodes[id];
      if (x < seen[0].x - BESIDE || x > seen[1].x + BESIDE || y < seen[0].y - BESIDE || y > seen[1].y + BESIDE) continue;
      const card = node.kind === "topic";
      const [halfWidth, halfHeight] = card ? [style.card[0] / 2, style.card[1] / 2] : [node.size, node.size];
      bodies.push([[x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight], id]);
      const faint = scene.near !== null && !scene.near.has(id);
      const wanted = id === scene.hovered || id === scene.focused ? 2 : scene.near !== null && !faint ? 1 : 0;
      const rank = wanted * 1000 + (card ? 500 : node.size);
      if (card) items.push({ id, rank, faint, text: node.text, x, y, align: "center", room: style.card[0] - 14, bold: true, card: style.card[1] - 12 });
      else {
        const side = layout === "camps" ? node.flank : 1;
        items.push({ id, rank, faint, text: node.text, x: x + side * (node.size + 6), y, align: side < 0 ? "right" : "left", room: node.room });
      }
    }
    items.sort((one, other) => other.rank - one.rank);
    scene.written = writeLabels(ctx, items, bodies, scale, style.font, LEAST_LETTERS, scene.colours);
  });

  /** Show these lines; `at` is the chosen thing, everything that does not belong to it turns faint while any of it shows. */
  function show(lines, at) {
    scene.lines = lines;
    scene.at = at;
    const shown = at && lines.some((line) => isPart(line, at)) ? at : null;
    scene.near = shown && new Set();
    scene.shares = new Map();
    const nodes = new Set();
    const edges = [];
    for (const line of lines) {
      const [from, to] = [`speaker:${line.speaker}`, `topic:${line.topic}`];
      nodes.add(from).add(to);
      if (!scene.shares.has(to)) scene.shares.set(to, { support: 0, neutral: 0, oppose: 0 });
      scene.shares.get(to)[line.stance] += line.count;
      const belongs = !shown || isPart(line, shown);
      if (shown && belongs) scene.near.add(from).add(to);
      edges.push(edgeOf(line, from, to, belongs, shown));
    }
    update(nodeSet, [...nodes].map(nodeFor), (one, other) => one.x === other.x && one.y === other.y);
    update(edgeSet, edges, (one, other) => one.look === other.look);
    network.redraw();
    if (layout === "force" && [...nodes].some((id) => !moved.has(id))) pull();
  }

  function edgeOf(line, from, to, belongs, at) {
    const colour = scene.colours[line.stance];
    const chosen = at !== null && belongs && at.what === "line";
    const faint = at !== null && at.what === "line" ? FAINT_BESIDE_LINE : FAINT;
    const opacity = chosen ? 1 : belongs ? lineOpacity(style, line.confidence) : faint;
    const width = lineWidth(style, line.count) * (line.stance === "neutral" ? 0.6 : 1) + (chosen ? 2 : 0);
    const curve = plan.curves[line.id];
    return {
      id: line.id, from, to, width, dashes: style.dashes[line.stance],
      color: { color: colour, hover: colour, highlight: colour, opacity, inherit: false },
      smooth: curve ? { enabled: true, type: curve[0], roundness: curve[1] } : false,
      look: `${colour} ${opacity} ${width}`,
    };
  }

  function nodeFor(id) {
    const place = moved.get(id) || known.get(id);
    return { id, x: place.x, y: place.y };
  }

  function bounds() {
    if (layout === "camps" && !moved.size) return plan.bounds;
    const out = [Infinity, Infinity, -Infinity, -Infinity];
    for (const node of known.values()) {
      if (!nodeSet.get(node.id)) continue;
      const { x, y } = network.body.nodes[node.id];
      const reach = node.kind === "topic" ? style.card[0] / 2 : node.size;
      grow(out, x - reach, y - reach, x + reach + (node.room ?? 0), y + reach);
    }
    return out;
  }

  function fit() {
    touched = false;
    const [left, top, right, bottom] = bounds();
    if (!(right > left)) return;
    const room = 14;
    const label = Math.max(...[...known.values()].map((node) => node.room ?? 0));
    let wider = 0; // small pictures have letters that are larger than planned
    let scale = 1;
    for (let round = 0; round < 4; round++) {
      scale = Math.min((holder.clientWidth - 2 * room) / (right - left + 2 * wider), (holder.clientHeight - 2 * room) / (bottom - top), MOST_SCALE);
      wider = label * Math.max(0, LEAST_LETTERS / (style.font * scale) - 1);
    }
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, LEAST_SCALE), animation: false });
  }

  function zoom(factor) {
    touched = true;
    network.moveTo({ scale: network.getScale() * factor, animation: false });
  }

  function setTheme(theme) {
    scene.colours = style.colours[isDark(theme) ? "dark" : "light"];
    show(scene.lines, scene.at);
  }

  function setLayout(wanted) {
    if (wanted === layout) return;
    layout = wanted;
    moved.clear();
    if (wanted === "camps") {
      show(scene.lines, scene.at);
      fit();
      return;
    }
    pull();
  }

  /** Let the forces work on what is visible, out of sight, until it rests. */
  function pull() {
    if (pulling) return;
    pulling = true;
    network.once("stabilizationIterationsDone", () => {
      pulling = false;
      network.setOptions({ physics: { enabled: false } });
      for (const [id, place] of separated(nodeSet.getIds())) moved.set(id, place);
      show(scene.lines, scene.at);
      fit();
    });
    network.setOptions({ physics: { ...plan.options.physics, enabled: true } });
    network.stabilize();
  }

  /** Where the forces left everything, pushed apart until no body lies on another. */
  function separated(ids) {
    const boxes = ids.map((id) => {
      const { kind, size } = known.get(id);
      const [width, height] = kind === "topic" ? style.card : [2 * size, 2 * size];
      return { id, x: network.body.nodes[id].x, y: network.body.nodes[id].y, width: width + 14, height: height + 14 };
    });
    pushApart(boxes);
    return boxes.map(({ id, x, y }) => [id, { x, y }]);
  }

  /** What is under a point of the picture: a node, its name, or a line. */
  function under(point) {
    const node = network.getNodeAt(point);
    if (node !== undefined) return atOfNode(node);
    const { x, y } = network.DOMtoCanvas(point);
    const label = scene.written.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
    if (label) return atOfNode(label.id);
    const edge = network.getEdgeAt(point);
    if (edge === undefined) return null;
    const { stance, speaker, topic } = tieById.get(edge);
    return { what: "line", stance, speaker, topic, tie: edge };
  }

  network.on("click", ({ pointer: { DOM } }) => on.choose(under(DOM)));
  network.on("dragEnd", ({ nodes }) => {
    touched = true;
    for (const id of nodes) moved.set(id, network.getPositions([id])[id]);
  });
  network.on("zoom", () => (touched = true));
  network.on("resize", () => {
    if (!touched) fit();
  });
  let pointer = null; // where it is; looked at once a frame
  function point(event) {
    const waiting = pointer !== null;
    pointer = event.type === "pointermove" && event.pointerType !== "touch" && !event.buttons ? [event.clientX, event.clientY] : [-1, -1];
    if (!waiting) requestAnimationFrame(look);
  }
  function look() {
    const [x, y] = pointer;
    pointer = null;
    const frame = holder.getBoundingClientRect();
    const at = x < 0 ? null : under({ x: x - frame.left, y: y - frame.top });
    holder.classList.toggle("pointing", at !== null);
    on.point(at, x, y);
    const hovered = at === null ? null : at.what === "line" ? at.tie : nodeOf(at);
    if (hovered === scene.hovered) return;
    for (const id of [scene.hovered, hovered]) if (Object.hasOwn(network.body.edges, id)) network.body.edges[id].hover = id === hovered;
    scene.hovered = hovered;
    network.redraw();
  }
  holder.addEventListener("pointermove", point);
  holder.addEventListener("pointerleave", point);

  return {
    show, fit, zoom, setTheme, setLayout,
    focus(id) {
      scene.focused = id;
      network.redraw();
    },
    nodes: () => nodeSet.getIds(),
    placeOf: (id) => ({ x: network.body.nodes[id].x, y: network.body.nodes[id].y }),
    resting: () => !pulling,
    lines: () => edgeSet.get().map((edge) => ({ ...edge, ...tieById.get(edge.id) })),
    labels: () => scene.written.map(({ id, text, box }) => ({ id, text, box: [...corner(box[0], box[1]), ...corner(box[2], box[3])] })),
    /** Where on the screen a node or a line can be clicked. */
    pointOf: (id) => corner(network.body.nodes[id].x, network.body.nodes[id].y),
    pointOn(tie) {
      for (let step = 1; step < 40; step++) {
        const part = 0.5 + (step % 2 ? -1 : 1) * (step / 100);
        const { x, y } = network.body.edges[tie].edgeType.getPoint(part);
        const dom = network.canvasToDOM({ x, y });
        if (network.getEdgeAt(dom) === tie && network.getNodeAt(dom) === undefined) return corner(x, y);
      }
      return null;
    },
  };

  function corner(x, y) {
    const frame = holder.getBoundingClientRect();
    const dom = network.canvasToDOM({ x, y });
    return [frame.left + dom.x, frame.top + dom.y];
  }
}

export function nodeOf(at) {
  return at.what === "speaker" ? `speaker:${at.speaker}` : `topic:${at.topic}`;
}

export function atOfNode(id) {
  return id.startsWith("speaker:") ? { what: "speaker", speaker: id.slice(8) } : { what: "topic", topic: id.slice(6) };
}

/** Whether a line belongs to the chosen thing. */
export function isPart(line, at) {
  if (at.what === "speaker") return line.speaker === at.speaker;
  if (at.what === "topic") return line.topic === at.topic;
  return line.speaker === at.speaker && line.topic === at.topic && line.stance === at.stance;
}

function grow(box, left, top, right, bottom) {
  box[0] = Math.min(box[0], left);
  box[1] = Math.min(box[1], top);
  box[2] = Math.max(box[2], right);
  box[3] = Math.max(box[3], bottom);
}

/** Make `set` hold exactly `wanted`, touching only what differs. */
function update(set, wanted, same) {
  const ids = new Set(wanted.map((item) => item.id));
  const gone = set.getIds().filter((id) => !ids.has(id));
  if (gone.length) set.remove(gone);
  const changed = wanted.filter((item) => {
    const there = set.get(item.id);
    return !there || !same(there, item);
  });
  if (changed.length) set.update(changed);
}
