// What is searched: names, topics and words without accents and capitals, made when somebody first searches.

import { folded } from "./text.js";

const APART = "\u0001"; // stands between quotations while all are folded at once

/** `speakers`, `topics`: texts; `words()` promises the words of `count` quotations. */
export function createHaystack(speakers, topics, words, count) {
  let heaps = null;

  async function made() {
    if (heaps) return heaps;
    const pack = await words();
    const contents = Array.from({ length: count }, (_, place) => pack.content(place));
    let quotations = contents.join(APART).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").split(APART);
    if (quotations.length !== count) quotations = contents.map(folded); // the mark stands in a text
    heaps = { speaker: speakers.map(folded), topic: topics.map(folded), quotation: quotations };
    return heaps;
  }

  return {
    /** For each term which speakers, topics and quotations hold it: arrays of true and false. */
    async all(terms) {
      const { speaker, topic, quotation } = await made();
      const holds = (term) => (text) => text.includes(term);
      return terms.map((term) => ({ speaker: speaker.map(holds(term)), topic: topic.map(holds(term)), quotation: quotation.map(holds(term)) }));
    },
    /** Places of the speakers, topics and quotations that hold every one of `terms`. */
    async every(terms) {
      const { speaker, topic, quotation } = await made();
      const pick = (texts) => texts.flatMap((text, place) => (terms.every((term) => text.includes(term)) ? [place] : []));
      return { speakers: pick(speaker), topics: pick(topic), quotations: pick(quotation) };
    },
  };
}
