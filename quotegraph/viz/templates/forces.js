// The force layout: vis-network's solver works out of sight on what is shown, then everything is pushed apart.

import { byId, el } from "./dom.js";
import { inflated } from "./unpack.js";
import { pushApart } from "./apart.js";

const MOST_LINES = 4000; // the strongest are enough to find the shape
const AIR = 14;

let library = null;

/** vis-network, which lies packed in the page until somebody wants it; the page's policy names it by its hash. */
async function loaded() {
  library ??= inflated(byId("library").textContent).then((text) => {
    document.head.append(el("script", {}, text));
    return globalThis.vis;
  });
  return library;
}

/** `options`: those of the network; `sizeOf(node)`: its width and height. */
export function createForces(options, sizeOf) {
  let pulling = false;

  /** Calls `done(places)` when everything is at rest. */
  async function pull(nodes, lines, done) {
    if (pulling) return;
    pulling = true;
    const vis = await loaded();
    const box = el("div", { class: "unseen", "aria-hidden": "true" });
    document.body.append(box);
    const network = new vis.Network(box, {
      nodes: nodes.map(({ id, x, y }) => ({ id, x, y, hidden: true })),
      edges: lines.slice(0, MOST_LINES).map(({ id, from, to }) => ({ id, from, to, hidden: true })),
    }, { ...options, nodes: { shape: "dot" } });
    network.once("stabilizationIterationsDone", () => {
      const boxes = nodes.map((node) => ({ id: node.id, ...network.getPosition(node.id), ...padded(sizeOf(node)) }));
      network.destroy();
      box.remove();
      pulling = false;
      pushApart(boxes);
      done(new Map(boxes.map(({ id, x, y }) => [id, { x, y }])));
    });
    network.setOptions({ physics: { ...options.physics, enabled: true } });
    network.stabilize();
  }

  return { pull, resting: () => !pulling };
}

function padded([width, height]) {
  return { width: width + AIR, height: height + AIR };
}
