// Unpacking without the browser's own unpacker, which some browsers that can do all else do not have (RFC 1950, 1951).

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const [END, LONGEST] = [256, 15];
const extraOfLength = (place) => (place < 8 || place === 28 ? 0 : (place >> 2) - 1);
const extraOfDistance = (place) => (place < 4 ? 0 : (place >> 1) - 1);

/** For codes of these lengths how many there are of each length, and the symbols in the order of their codes. */
function codesOf(lengths) {
  const counts = new Uint16Array(LONGEST + 1);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const next = new Uint16Array(LONGEST + 2);
  for (let length = 1; length <= LONGEST; length++) next[length + 1] = next[length] + counts[length];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => length && (symbols[next[length]++] = symbol));
  return { counts, symbols };
}

const FIXED = [codesOf(Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))), codesOf(new Array(30).fill(5))];

/** The bytes that were packed into `packed` (zlib). */
export function inflatedBytes(packed) {
  let [at, held, bits] = [2, 0, 0]; // after the header
  let out = new Uint8Array(packed.length * 4 + 64);
  let size = 0;

  function take(number) {
    while (bits < number) {
      if (at >= packed.length) throw new Error("the packed data end too early");
      held |= packed[at++] << bits;
      bits += 8;
    }
    const value = held & ((1 << number) - 1);
    held >>>= number;
    bits -= number;
    return value;
  }

  function symbolOf({ counts, symbols }) {
    let [code, first, place] = [0, 0, 0];
    for (let length = 1; length <= LONGEST; length++) {
      code |= take(1);
      if (code - counts[length] < first) return symbols[place + code - first];
      place += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    throw new Error("the packed data are broken");
  }

  function room(more) {
    if (size + more <= out.length) return;
    const wider = new Uint8Array((size + more) * 2);
    wider.set(out);
    out = wider;
  }

  function ownCodes() {
    const [literals, distances, number] = [take(5) + 257, take(5) + 1, take(4) + 4];
    const lengths = new Array(19).fill(0);
    for (let place = 0; place < number; place++) lengths[ORDER[place]] = take(3);
    const codes = codesOf(lengths);
    const all = [];
    while (all.length < literals + distances) {
      const symbol = symbolOf(codes);
      if (symbol < 16) all.push(symbol);
      else {
        const value = symbol === 16 ? all.at(-1) : 0;
        const times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
        for (let time = 0; time < times; time++) all.push(value);
      }
    }
    return [codesOf(all.slice(0, literals)), codesOf(all.slice(literals))];
  }

  function stored() {
    [held, bits] = [0, 0];
    const length = packed[at] | (packed[at + 1] << 8);
    at += 4;
    room(length);
    out.set(packed.subarray(at, at + length), size);
    at += length;
    size += length;
  }

  function coded([literals, distances]) {
    for (let symbol = symbolOf(literals); symbol !== END; symbol = symbolOf(literals)) {
      room(LENGTHS.at(-1));
      if (symbol < END) {
        out[size++] = symbol;
        continue;
      }
      const length = LENGTHS[symbol - END - 1] + take(extraOfLength(symbol - END - 1));
      const place = symbolOf(distances);
      const back = DISTANCES[place] + take(extraOfDistance(place));
      for (let step = 0; step < length; step++, size++) out[size] = out[size - back];
    }
  }

  for (let last = 0; !last; ) {
    last = take(1);
    const kind = take(2);
    if (kind === 0) stored();
    else coded(kind === 1 ? FIXED : ownCodes());
  }
  return out.subarray(0, size);
}
