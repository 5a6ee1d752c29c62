// Names in the picture: cut to their room, and never one on top of another.

const FOOT = 3.5; // half the height of the bar at the foot of a card
const HALF = 0.56; // half the height of a line, by the height of its letters
const CELL = 60; // pixels on the screen
const SHARES = [1, 0.75, 0.55]; // of its room that a name between others may take
const LEAST_IN_CARD = 8.5; // pixels on the screen
const widths = new Map();

/** Pixels of `text` at the height of 100; measured once. */
function measured(ctx, text, bold) {
  const key = (bold ? "b" : "r") + text;
  let width = widths.get(key);
  if (width === undefined) {
    ctx.font = font(100, bold);
    width = ctx.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

export function font(size, bold) {
  return `${bold ? "600 " : ""}${size}px system-ui, "Noto Sans", sans-serif`;
}

/** `text`, or as much of its beginning as fits into `room` pixels with an ellipsis. */
export function cut(ctx, text, size, room, bold = false) {
  const width = (part) => (measured(ctx, part, bold) * size) / 100;
  if (width(text) <= room) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (width(`${letters.slice(0, middle).join("").trimEnd()}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
}

/** `text` on at most two lines of `room` pixels, broken between words where it can be. */
export function twoLines(ctx, text, size, room, bold = false) {
  const width = (part) => (measured(ctx, part, bold) * size) / 100;
  if (width(text) <= room) return [text];
  const words = text.split(" ");
  let first = words.shift();
  while (words.length && width(`${first} ${words[0]}`) <= room) first += ` ${words.shift()}`;
  if (!words.length || width(first) > room) {
    // one long word: broken inside
    const letters = [...text];
    let length = 1;
    while (length < letters.length && width(letters.slice(0, length + 1).join("")) <= room) length += 1;
    return [letters.slice(0, length).join(""), cut(ctx, letters.slice(length).join("").trim(), size, room, bold)];
  }
  return [first, cut(ctx, words.join(" "), size, room, bold)];
}

/** Remembers rectangles [left, top, right, bottom] and says whether a new one is free of all others. */
export function createGround(cell) {
  const cells = new Map();
  const [far, wide] = [2 ** 20, 2 ** 21];
  const keyOf = (column, row) => (column + far) * wide + row + far;
  return {
    free([left, top, right, bottom], but = null) {
      for (let column = Math.floor(left / cell); column <= right / cell; column++) {
        for (let row = Math.floor(top / cell); row <= bottom / cell; row++) {
          for (const { box, owner } of cells.get(keyOf(column, row)) || []) {
            if (owner !== but && left < box[2] && box[0] < right && top < box[3] && box[1] < bottom) return false;
          }
        }
      }
      return true;
    },
    take(box, owner = null) {
      for (let column = Math.floor(box[0] / cell); column <= box[2] / cell; column++) {
        for (let row = Math.floor(box[1] / cell); row <= box[3] / cell; row++) {
          const key = keyOf(column, row);
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push({ box, owner });
        }
      }
    },
  };
}

/**
 * Writes labels in the order given, each only if it stays clear of bodies and of those before it.
 * `items`: id, text, x, y, align (left, right, center), room, bold, faint; `card`: the height inside the card that holds it, where it
 * is always free as long as letters fit.
 * Returns what was written: id, text, box in canvas coordinates.
 */
export function writeLabels(ctx, items, bodies, scale, base, smallest, colours) {
  const size = Math.max(base, smallest / scale);
  const ground = createGround(CELL / scale);
  for (const [box, owner] of bodies) ground.take(box, owner);
  const written = [];
  ctx.save();
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const item of items) {
    if (item.card && (base * scale >= LEAST_IN_CARD || size < item.card)) {
      const lines = base * scale >= LEAST_IN_CARD ? twoLines(ctx, item.text, base, item.room, item.bold) : [cut(ctx, item.text, size, item.room, item.bold)];
      written.push(writeInCard(ctx, item, lines, base * scale >= LEAST_IN_CARD ? base : size, colours));
      continue;
    }
    const start = item.align === "left" ? 1 : item.align === "right" ? -1 : 0;
    const least = [item.x + Math.min(start, 0) * size, item.y - size * 0.5, item.x + Math.max(start, 0) * size, item.y + size * 0.5];
    if (!ground.free(least, item.id)) continue; // not even one letter: no need to measure
    let text = "";
    let box = null;
    let left = 0;
    for (const share of item.align === "center" ? SHARES : [1]) {
      text = cut(ctx, item.text, size, (share * item.room * size) / base, item.bold);
      const width = (measured(ctx, text, item.bold) * size) / 100;
      left = item.align === "left" ? item.x : item.align === "right" ? item.x - width : item.x - width / 2;
      box = [left - 1, item.y - size * HALF, left + width + 1, item.y + size * HALF];
      if (ground.free(box, item.id)) break;
      box = null;
    }
    if (!box) continue;
    ground.take(box);
    ctx.globalAlpha = item.faint ? 0.35 : 1;
    ctx.font = font(size, item.bold);
    ctx.textAlign = "left";
    ctx.lineWidth = size * 0.3;
    ctx.strokeStyle = colours.ground;
    ctx.strokeText(text, left, item.y);
    ctx.fillStyle = colours.ink;
    ctx.fillText(text, left, item.y);
    written.push({ id: item.id, text, box });
  }
  ctx.restore();
  return written;
}

function writeInCard(ctx, item, lines, size, colours) {
  ctx.globalAlpha = item.faint ? 0.35 : 1;
  ctx.font = font(size, item.bold);
  ctx.textAlign = "center";
  ctx.fillStyle = colours.ink;
  const step = size * 1.15;
  lines.forEach((line, row) => ctx.fillText(line, item.x, item.y - FOOT + (row - (lines.length - 1) / 2) * step));
  const width = Math.max(...lines.map((line) => (measured(ctx, line, item.bold) * size) / 100));
  const height = (lines.length * step) / 2;
  return { id: item.id, text: lines.join(" "), box: [item.x - width / 2, item.y - FOOT - height, item.x + width / 2, item.y - FOOT + height] };
}
