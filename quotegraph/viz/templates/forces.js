// The force layout: vis-network's solver works out of sight on what is shown, then everything is pushed apart.

import { pushApart } from "./apart.js";

const MOST_LINES = 4000; // the strongest are enough to find the shape
const AIR = 14;

/** `network`: the vis network, whose data sets are empty but for this; calls `done(places)` when at rest. */
export function createForces(network, nodeSet, edgeSet, physics, sizeOf) {
  let pulling = false;

  function pull(nodes, lines, done) {
    if (pulling) return;
    pulling = true;
    nodeSet.add(nodes.map(({ id, x, y }) => ({ id, x, y, hidden: true })));
    edgeSet.add(lines.slice(0, MOST_LINES).map(({ id, from, to }) => ({ id, from, to, hidden: true })));
    network.once("stabilizationIterationsDone", () => {
      pulling = false;
      network.setOptions({ physics: { enabled: false } });
      const boxes = nodes.map((node) => ({ id: node.id, ...network.getPosition(node.id), ...padded(sizeOf(node)) }));
      edgeSet.clear();
      nodeSet.clear();
      pushApart(boxes);
      done(new Map(boxes.map(({ id, x, y }) => [id, { x, y }])));
    });
    network.setOptions({ physics: { ...physics, enabled: true } });
    network.stabilize();
  }

  return { pull, resting: () => !pulling };
}

function padded([width, height]) {
  return { width: width + AIR, height: height + AIR };
}
