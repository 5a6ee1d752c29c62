// What the page asks about lines, answered from the data block of this very file. A served page asks the same of its server.

import { plannedNodes } from "./scene.js";
import { membersOf, membership, possible, shared, tiesOf } from "./groups.js";
import { differences } from "./changes.js";

const MOST_TIES = 6000; // the strongest ones
const [MATRIX_ROWS, MATRIX_COLUMNS] = [150, 60];
const [MOST_LISTED, MOST_DISPUTED, MOST_QUOTED] = [40, 6, 8];
const ORDER = { support: 0, oppose: 1, neutral: 2 };

const COMPARE = {
  speaker: (a, b) => a.speaker.localeCompare(b.speaker),
  topic: (a, b) => a.label.localeCompare(b.label),
  stance: (a, b) => ORDER[a.stance] - ORDER[b.stance],
  quotations: (a, b) => a.count - b.count,
  confidence: (a, b) => (a.confidence ?? -1) - (b.confidence ?? -1),
  latest: (a, b) => (a.latest < b.latest ? -1 : a.latest > b.latest ? 1 : 0),
};

const most = (counts, limit) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, limit);

function summed(lines, part) {
  const out = new Map();
  for (const line of lines) out.set(line[part], (out.get(line[part]) || 0) + line.count);
  return out;
}

/** `core`: the columns of this file, from embedded(). */
export async function locally(core, style) {
  const overview = await core.overview();
  const speakers = new Map(overview.speakers.map((speaker) => [speaker.name, speaker]));
  const topics = new Map(overview.topics.map((topic) => [topic.id, topic]));
  const groups = possible(overview.speakers);
  const planned = plannedNodes(overview);
  const { bounds } = overview.network;
  const has = (by, ...names) => groups.has(by) && names.every((name) => groups.get(by).has(name));

  /** A group or pair as what its quotations are found by. */
  async function asked(state, at) {
    if (at.what === "group") return { speakers: membersOf(overview.speakers, at.by, at.name) };
    if (at.what !== "pair") return at;
    const [one, other] = [at.one, at.other].map((name) => membersOf(overview.speakers, at.by, name));
    return { speakers: [...one, ...other], topics: shared((await core.view(state)).lines, new Set(one), new Set(other)).all };
  }

  return {
    overview: { ...overview, bys: [...groups.keys()], options: overview.network.options },
    speaker: (name) => speakers.get(name),
    topic: (id) => topics.get(id),
    /** Which values the address may name. */
    knows: {
      facet: (facet, value) => overview.known[facet].has(value),
      at: (at) => ({
        speaker: ({ speaker }) => speakers.has(speaker),
        topic: ({ topic }) => topics.has(topic),
        line: ({ stance, speaker, topic }) => overview.hasLine(stance, speaker, topic),
        group: ({ by, name }) => has(by, name),
        pair: ({ by, one, other }) => has(by, one, other),
      })[at.what](at),
    },

    /** What is visible: lines with their totals, counts of facets and dates, planned nodes, where to begin. */
    async view(state) {
      const { lines, shown, facets, dates } = await core.view(state);
      const shares = new Map();
      for (const line of lines) {
        if (!shares.has(line.topic)) shares.set(line.topic, { support: 0, neutral: 0, oppose: 0 });
        shares.get(line.topic)[line.stance] += line.count;
      }
      const disputed = [...shares].map(([id, share]) => ({ id, label: topics.get(id).label, shares: share, rank: Math.min(share.support, share.oppose), all: share.support + share.oppose }))
        .sort((a, b) => b.rank - a.rank || b.all - a.all || (a.id < b.id ? -1 : 1)).slice(0, MOST_DISPUTED);
      const quoted = summed(lines, "speaker");
      return {
        lines, facets, dates, planned, bounds, disputed, quoted: most(quoted, MOST_QUOTED), unknown: [],
        totals: { lines: lines.length, statements: shown, speakers: quoted.size, topics: shares.size },
      };
    },

    /** The values of a filter that hold what somebody types: null, as all are there already. */
    values: async () => null,

    /** Lines in the order of the table. */
    async rows(state, offset, limit) {
      const sign = state.down ? -1 : 1;
      const sorted = [...(await core.view(state)).lines].sort((a, b) => sign * COMPARE[state.sort](a, b) || a.id - b.id);
      return { total: sorted.length, lines: sorted.slice(offset, offset + limit) };
    },

    /** The most quoted speakers and topics, and the lines between them. */
    async matrix(state) {
      const { lines } = await core.view(state);
      const [bySpeaker, byTopic] = [summed(lines, "speaker"), summed(lines, "topic")];
      const [rows, columns] = [most(bySpeaker, MATRIX_ROWS), most(byTopic, MATRIX_COLUMNS)].map((list) => list.map(([key]) => key));
      const [inRows, inColumns] = [new Set(rows), new Set(columns)];
      return {
        rows, columns: columns.map((id) => [id, topics.get(id).label]), cut: rows.length < bySpeaker.size || columns.length < byTopic.size,
        lines: lines.filter((line) => inRows.has(line.speaker) && inColumns.has(line.topic)),
      };
    },

    /** The lines of a speaker or topic by stance, the strongest, and how many there are. */
    async sides(state, at) {
      const mine = (await core.view(state)).lines.filter((line) => (at.what === "speaker" ? line.speaker === at.speaker : line.topic === at.topic));
      return Object.fromEntries(overview.stances.map((stance) => {
        const side = mine.filter((line) => line.stance === stance).sort((a, b) => b.count - a.count || a.id - b.id);
        return [stance, { number: side.length, lines: side.slice(0, MOST_LISTED) }];
      }));
    },

    async ties(state) {
      return tiesOf((await core.view(state)).lines, overview.speakers, planned, state, style, MOST_TIES);
    },

    /** Who belongs to a group; on what a pair agrees and differs. */
    async tie(state, at) {
      if (at.what === "group") return membership(overview.speakers, at.by, at.name);
      const [one, other] = [at.one, at.other].map((name) => new Set(membersOf(overview.speakers, at.by, name)));
      return shared((await core.view(state)).lines, one, other);
    },

    async compare(state, times) {
      const windows = await core.windows(state, times);
      const found = differences(...windows);
      const changed = new Set([...found.appeared.rows, ...found.vanished.rows].map(({ id }) => id));
      const [before, after] = windows.map((lines) => ({ number: lines.length, lines: lines.map((line) => ({ ...line, changed: changed.has(line.id) })) }));
      return { before, after, ...found, planned, bounds };
    },

    course: async (state, at) => core.course(state, await asked(state, at)),
    quotations: async (state, at, offset, limit) => core.quotations(state, await asked(state, at), offset, limit),
    search: core.search,
    warm: core.warm,
  };
}
