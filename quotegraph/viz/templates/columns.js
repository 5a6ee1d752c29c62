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

const [ARC_ROW, ARC_ROWS, ARC_BULGE] = [19, 60, 0.42];

/** Puts `nodes` on one side in an arc that is open to the middle, in columns one behind the other where they are many. */
export function arcOf(nodes, side, inner) {
  const number = Math.max(1, Math.ceil(nodes.length / Math.max(ARC_ROWS, Math.ceil(Math.sqrt(nodes.length * 6)))));
  const each = Math.ceil(nodes.length / number) || 1;
  let x = inner;
  for (let start = 0; start < nodes.length; start += each) {
    const column = nodes.slice(start, start + each);
    const row = ARC_ROW * Math.min(2.2, Math.max(1, 300 / (ARC_ROW * column.length)));
    const height = row * column.length;
    column.forEach((node, place) => {
      const y = (place - (column.length - 1) / 2) * row;
      Object.assign(node, { x: Math.round(side * (x + ARC_BULGE * height * (1 - (2 * y / height) ** 2))), y: Math.round(y), flank: side });
    });
    x += AIR + Math.max(...column.map((node) => node.room + 2 * node.size));
  }
}
