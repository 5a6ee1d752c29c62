// What the page asks, asked of the server that it comes from; the page holds what it draws and no more.

import { plannedNodes } from "./scene.js";
import { toHash } from "./state.js";

const ROOM = "explorer/";
const keysOf = ["id", "speaker", "topic", "label", "stance", "count", "confidence", "latest", "checked"];

/** `block`: what the server wrote into the page. */
export function served(block) {
  const { stances } = block;
  let speakers = new Map(); // those of the picture, and the chosen one
  let topics = new Map();
  const labels = new Map(); // of the topics in the filters
  let last = null; // the view that was asked for last

  const line = (row) => {
    const out = Object.fromEntries(keysOf.map((key, place) => [key, row[place]]));
    out.stance = stances[out.stance];
    return out;
  };

  /** `theme` and the like are nothing that a server has to know. */
  const stateText = (state) => toHash({ ...state, theme: "", view: "picture", layout: "camps", halo: "", step: "", a: "", b: "", moved: [] }).slice(1);

  async function ask(name, state, more = {}) {
    const query = new URLSearchParams({ state: state ? stateText(state) : "", ...more });
    const response = await fetch(`${ROOM}${name}?${query}`);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    return answer;
  }

  const person = ([name, kind, organisation, country, camp, count]) => [name, { name, kind, organisation, country, camp, count }];
  const thing = ([id, label, proposition, note, count]) => [id, { id, label, proposition, note, count }];
  const planOf = (answer) => ({
    planned: plannedNodes({ speakers: answer.speakers.map((row) => person(row)[1]), topics: answer.topics.map((row) => thing(row)[1]), network: answer.network }),
    bounds: answer.network.bounds,
  });
  const facet = (rows) => new Map(rows.map(([value, count]) => [value, count]));
  const listed = ({ number, rows }, make) => ({ number, rows: rows.map(make) });
  const at = (state, thing) => ({ ...state, at: thing });
  const quotation = (card) => ({ ...card, whole: () => null });

  return {
    overview: { ...block.overview, title: block.title, stances, options: block.network.options },
    speaker: (name) => speakers.get(name),
    topic: (id) => topics.get(id) ?? (labels.has(id) ? { id, label: labels.get(id), proposition: "", note: "", count: 0 } : undefined),
    knows: { facet: () => true, at: () => true }, // the server says what it does not know

    async view(state) {
      const asked = stateText(state);
      if (last?.asked !== asked) last = { asked, answer: await ask("view", state) };
      const { answer } = last;
      speakers = new Map([...answer.speakers, ...answer.chosen.speakers].map(person));
      topics = new Map([...answer.topics, ...answer.chosen.topics].map(thing));
      labels.clear();
      for (const [id, , label] of answer.facets.topic) labels.set(id, label);
      return {
        ...planOf(answer), lines: answer.lines.map(line), totals: answer.totals, dates: new Map(answer.dates),
        facets: Object.fromEntries(Object.entries(answer.facets).map(([name, rows]) => [name, facet(rows)])),
        disputed: answer.disputed, quoted: answer.quoted, unknown: answer.unknown,
      };
    },

    async values(name, text, state) {
      const rows = await ask("values", state, { facet: name, text });
      if (name === "topic") for (const [id, , label] of rows) labels.set(id, label);
      return facet(rows);
    },

    async rows(state, offset, limit) {
      const { total, lines } = await ask("rows", state, { offset, limit });
      return { total, lines: lines.map(line) };
    },

    async matrix(state) {
      const answer = await ask("matrix", state);
      return { ...answer, lines: answer.lines.map(line) };
    },

    async sides(state, chosen) {
      const answer = await ask("sides", at(state, chosen));
      return Object.fromEntries(answer.map(({ number, lines }, place) => [stances[place], { number, lines: lines.map(line) }]));
    },

    async ties(state) {
      const answer = await ask("ties", state);
      return { ...answer, ties: answer.ties.map(([one, other, sign, weight, topics]) => ({ one, other, sign, weight, topics })) };
    },

    tie: (state, chosen) => ask("tie", at(state, chosen)),

    async compare(state, [a, b]) {
      const answer = await ask("compare", state, { a: a.join(".."), b: b.join("..") });
      const side = ({ number, lines }) => ({ number, lines: lines.map((row) => ({ ...line(row), changed: row[keysOf.length] })) });
      return {
        ...planOf(answer), before: side(answer.before), after: side(answer.after), stayed: answer.stayed,
        turned: listed(answer.turned, ([speaker, topic, label, from, to]) => ({ speaker, topic, label, from: stances[from], to: stances[to] })),
        appeared: listed(answer.appeared, line), vanished: listed(answer.vanished, line),
      };
    },

    async course(state, chosen) {
      const rows = await ask("course", at(state, chosen));
      return new Map(rows.map(([date, ...counts]) => [date, Object.fromEntries(stances.map((stance, place) => [stance, counts[place]]))]));
    },

    async quotations(state, chosen, offset, limit) {
      const answer = await ask("quotations", at(state, chosen), { offset, limit });
      return { ...answer, items: answer.items.map(quotation) };
    },

    async search(text, limit) {
      const answer = await ask("search", null, { text, limit });
      return { ...answer, quotations: answer.quotations.map(quotation) };
    },

    warm() {},
    /** Where the server writes all lines as a file. */
    file: (state) => `${ROOM}lines.csv?${stateText({ ...state, at: null })}`,
  };
}
