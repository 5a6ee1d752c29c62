// Things in columns beside the middle of a picture.

const [CARD_WIDTH, CARD_ROW, ROW, AIR] = [172, 50, 27, 50];

/** Puts `nodes` on one side (-1 left, 1 right), `inner` pixels from the middle, in their order; returns the height. */
export function columnsOf(nodes, side, inner, rows = 16) {
  if (!nodes.length) return 0;
  const row = nodes[0].card ? CARD_ROW : ROW;
  const number = Math.max(1, Math.ceil(nodes.length / Math.max(rows, Math.ceil(Math.sqrt(nodes.length * 3)))));
  const each = Math.ceil(nodes.length / number);
  let x = inner;
  for (let start = 0; start < nodes.length; start += each) {
    const column = nodes.slice(start, start + each);
    const width = column[0].card ? CARD_WIDTH : 2 * Math.max(...column.map((node) => node.size));
    const loose = Math.min(2, Math.max(1, 300 / (row * column.length)));
    column.forEach((node, place) => Object.assign(node, {
      x: Math.round(side * (x + width / 2)), y: Math.round((place - (column.length - 1) / 2) * row * loose), flank: side,
    }));
    x += width + AIR + (column[0].card ? 0 : Math.max(...column.map((node) => node.room)));
  }
  return each * row * Math.min(2, Math.max(1, 300 / (row * each)));
}
