// The data block as the page carries it, back into columns; the words, once they are asked for.

import { inflatedBytes } from "./inflate.js";

export const UNKNOWN = -1; // instead of a number of thousandths
const GAP = 4;

/** Every number is the one before plus its step. */
export function summed(steps) {
  const out = new Int32Array(steps.length);
  let sum = 0;
  for (let place = 0; place < out.length; place++) out[place] = sum += steps[place];
  return out;
}

/** A column of `length` numbers; one number stands for a column of itself. */
export function column(at, length) {
  return typeof at === "number" ? new Int32Array(length).fill(at) : Int32Array.from(at);
}

export function coded({ table, at }, length) {
  return { table, at: column(at, length) };
}

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+-;=?@^_`{|}~.,/";

/** Bytes of a text of five letters for every four; the first letter says how many at the end are none. */
function bytes(text) {
  const digit = new Uint8Array(128);
  [...LETTERS].forEach((letter, place) => (digit[letter.charCodeAt(0)] = place));
  const out = new DataView(new ArrayBuffer(((text.length - 1) / 5) * 4));
  for (let from = 1, to = 0; from < text.length; from += 5, to += 4) {
    let four = 0;
    for (let place = from; place < from + 5; place++) four = four * 85 + digit[text.charCodeAt(place)];
    out.setUint32(to, four);
  }
  return out.buffer.slice(0, out.byteLength - Number(text[0]));
}

/** The value of a packed text. */
export async function inflated(text) {
  const packed = bytes(text);
  if (!globalThis.DecompressionStream) return JSON.parse(new TextDecoder().decode(inflatedBytes(new Uint8Array(packed))));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** Words, titles and links of `packed()`; unpacked at the first question, all later ones get the same answer. */
export function createWords(packed, count) {
  let promise = null;
  return () => (promise ??= inflated(packed()).then((pack) => wordsOf(pack, count)));
}

function wordsOf(pack, count) {
  const modality = coded(pack.modality, count);
  const via = coded(pack.via, count);
  const confidence = column(pack.confidence, count);
  const { articles } = pack;

  /** Pieces [text or null, part] of a quotation. */
  function pieces(place) {
    const out = [];
    const [text, cuts] = [pack.text[place], pack.cuts[place]];
    let from = 0;
    for (let step = 0; step < cuts.length; step += 2) {
      if (cuts[step] === GAP) out.push([null, 0]);
      else out.push([text.slice(from, (from += cuts[step + 1])), cuts[step]]);
    }
    return out;
  }

  return {
    pieces,
    content: (place) => pieces(place).filter(([text, part]) => part === 1 && text).map(([text]) => text).join(" … "),
    facts: (place) => ({
      modality: modality.table[modality.at[place]], via: via.table[via.at[place]],
      confidence: confidence[place] === UNKNOWN ? null : confidence[place] / 1000,
    }),
    article: (place) => ({ id: articles.id[place], title: articles.title[place], url: articles.url[place] }),
    /** The whole article with the quotation's pieces in it, or null where the page holds no such text. */
    inArticle(place, article) {
      const start = pack.start ? pack.start[place] : -1;
      if (start < 0) return null;
      const text = articles.text[article];
      const end = start + pack.text[place].length;
      return [[text.slice(0, start), 0], ...pieces(place).filter(([piece]) => piece !== null), [text.slice(end), 0]];
    },
  };
}
