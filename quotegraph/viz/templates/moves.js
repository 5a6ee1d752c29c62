// Where the reader has put things: kept until taken back, step by step or all at once.

/** `tell()` is called after every change. */
export function createMoves(tell) {
  const steps = []; // [layout, id, place before or null]
  const places = new Map(); // layout → id → place

  const of = (layout) => {
    if (!places.has(layout)) places.set(layout, new Map());
    return places.get(layout);
  };

  return {
    placeOf: (layout, id) => places.get(layout)?.get(id) ?? null,
    any: (layout) => Boolean(places.get(layout)?.size),
    put(layout, id, place) {
      steps.push([layout, id, of(layout).get(id) ?? null]);
      of(layout).set(id, place);
      tell();
    },
    /** Everything that was moved in a layout: [id, place]. */
    list: (layout) => [...of(layout)],
    /** Put things where an address says, each a step that can be taken back. */
    load(layout, list) {
      of(layout).clear();
      for (const [id, place] of list) {
        steps.push([layout, id, null]);
        of(layout).set(id, place);
      }
      tell();
    },
    undo() {
      const step = steps.pop();
      if (!step) return;
      const [layout, id, before] = step;
      if (before) of(layout).set(id, before);
      else of(layout).delete(id);
      tell();
    },
    reset() {
      steps.length = 0;
      places.clear();
      tell();
    },
    steps: () => steps.length,
  };
}
