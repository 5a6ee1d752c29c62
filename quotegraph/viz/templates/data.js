// Where the page gets its data. Everything answers with promises, so that a served page can ask a server instead.

import { folded, plainDate } from "./text.js";
import { UNKNOWN, coded, column, createWords, summed } from "./unpack.js";
import { createHaystack } from "./haystack.js";

const REVIEWED = ["no", "yes"];
const DATE_BIT = 13;
const SURE_BIT = 14;
const WORDS_BIT = 15;

/** The data block of this very file; `packed()` gives its words. */
export function embedded(block, packed) {
  const { stances } = block;
  const names = block.speakers.name;
  const topicIds = block.topics.id;
  const labels = block.topics.label;
  const [speakers, topics] = [names.length, topicIds.length];
  const tieKeys = new Float64Array(block.ties.length);
  block.ties.reduce((sum, step, place) => (tieKeys[place] = sum + step), 0);
  const ties = tieKeys.length;
  const [tieSpeaker, tieTopic, tieStance] = [new Int32Array(ties), new Int32Array(ties), new Uint8Array(ties)];
  for (let tie = 0; tie < ties; tie++) {
    const pair = Math.floor(tieKeys[tie] / 3);
    tieStance[tie] = tieKeys[tie] % 3;
    tieSpeaker[tie] = Math.floor(pair / topics);
    tieTopic[tie] = pair % topics;
  }
  const tieOf = summed(block.statements.tie);
  const count = tieOf.length;
  const quotationOf = summed(block.statements.quotation);
  const intensity = column(block.statements.intensity, count);
  const confidence = column(block.statements.confidence, count);
  const articleOf = summed(block.quotations.article);
  const quotations = articleOf.length;
  const reviewedOf = coded(block.quotations.reviewed, quotations);
  const dates = block.articles.date.table.map(plainDate);
  const articles = block.articles.count;
  const dateAt = column(block.articles.date.at, articles);
  const words = createWords(packed, quotations);
  const haystack = createHaystack(names.map((name, place) => [name, fact("organisation", place)].join(" ")),
    labels.map((label, place) => [label, topicIds[place], block.topics.proposition[place]].join(" ")), words, quotations);

  function fact(name, place) {
    const { table, at } = block.speakers[name];
    return table[typeof at === "number" ? at : at[place]] ?? "";
  }

  // what each facet says of a statement: its values, and of each statement the place among them
  const bySpeaker = (name) => {
    const { table, at } = coded(block.speakers[name], speakers);
    return { table, at: tieOf.map((tie) => at[tieSpeaker[tie]]) };
  };
  const ofQuotation = ({ table, at }) => ({ table, at: quotationOf.map((quotation) => at[quotation]) });
  const publisher = coded(block.articles.publisher, articles);
  const facetOf = {
    stance: { table: stances, at: tieOf.map((tie) => tieStance[tie]) },
    speaker: { table: names, at: tieOf.map((tie) => tieSpeaker[tie]) },
    kind: bySpeaker("kind"),
    organisation: bySpeaker("organisation"),
    country: bySpeaker("country"),
    topic: { table: topicIds, at: tieOf.map((tie) => tieTopic[tie]) },
    type: ofQuotation(coded(block.quotations.type, quotations)),
    publisher: { table: publisher.table, at: quotationOf.map((quotation) => publisher.at[articleOf[quotation]]) },
    reviewed: { table: REVIEWED, at: quotationOf.map((quotation) => reviewedOf.table[reviewedOf.at[quotation]]) },
  };
  const facetNames = Object.keys(facetOf);
  const facetBits = facetNames.map((name, bit) => ({ name, bit: 1 << bit, ...facetOf[name] }));
  const dateOf = quotationOf.map((quotation) => dateAt[articleOf[quotation]]);
  const tieStart = new Int32Array(ties + 1);
  for (const tie of tieOf) tieStart[tie + 1] += 1;
  for (let tie = 0; tie < ties; tie++) tieStart[tie + 1] += tieStart[tie];
  const speakerPlace = placesOf(names);
  const topicPlace = placesOf(topicIds);
  let statementsOf = null; // of each quotation, made when the first is shown

  /** For every statement which of the tests it fails: 0 none, a bit for each. */
  async function failures(filter) {
    const out = new Uint16Array(count);
    for (const { name, bit, table, at } of facetBits) {
      if (!filter[name].length) continue;
      const wanted = new Set(filter[name]);
      const passes = Uint8Array.from(table, (value) => (wanted.has(value) ? 1 : 0));
      for (let place = 0; place < count; place++) if (!passes[at[place]]) out[place] |= bit;
    }
    if (filter.from || filter.to) {
      const passes = dates.map((date) => date !== "" && (!filter.from || date >= filter.from || filter.from.startsWith(date)) &&
        (!filter.to || date <= `${filter.to}\uffff`));
      for (let place = 0; place < count; place++) if (!passes[dateOf[place]]) out[place] |= 1 << DATE_BIT;
    }
    if (filter.sure) {
      for (let place = 0; place < count; place++) if (confidence[place] !== UNKNOWN && confidence[place] < filter.sure * 10) out[place] |= 1 << SURE_BIT;
    }
    const terms = folded(filter.q).split(" ").filter(Boolean);
    if (terms.length) {
      const found = await haystack.all(terms);
      for (let place = 0; place < count; place++) {
        const tie = tieOf[place];
        if (!found.every(({ speaker, topic, quotation }) => speaker[tieSpeaker[tie]] || topic[tieTopic[tie]] || quotation[quotationOf[place]])) out[place] |= 1 << WORDS_BIT;
      }
    }
    return out;
  }

  let lastFilter = "";
  let lastFailures = null;
  function failed(filter) {
    const key = JSON.stringify([filter.q, filter.from, filter.to, filter.sure, ...facetNames.map((name) => filter[name])]);
    if (key !== lastFilter) {
      lastFailures = failures(filter);
      lastFilter = key;
    }
    return lastFailures;
  }

  const tieObject = (tie) => ({
    id: tie, speaker: names[tieSpeaker[tie]], topic: topicIds[tieTopic[tie]], label: labels[tieTopic[tie]], stance: stances[tieStance[tie]],
  });

  function quotationObject(place, pack) {
    statementsOf ??= grouped(quotationOf, quotations);
    const article = articleOf[place];
    const views = statementsOf(place).map((row) => ({
      ...tieObject(tieOf[row]), intensity: intensity[row], confidence: confidence[row] === UNKNOWN ? null : confidence[row] / 1000,
    }));
    return {
      place, views, pieces: pack.pieces(place), type: valueOf(facetOf.type, statementsOf(place)[0]), ...pack.facts(place),
      reviewed: reviewedOf.table[reviewedOf.at[place]] === 1, whole: () => pack.inArticle(place, article),
      article: { ...pack.article(article), publisher: publisher.table[publisher.at[article]], date: block.articles.date.table[dateAt[article]] },
    };
  }

  /** Places of the statements of `at`: its speaker (or any of `speakers`), its topic (or any of `topics`), its stance. */
  function* placesAt({ speaker, speakers: someSpeakers = [speaker], topic, topics: someTopics = [topic], stance }) {
    const people = allowed(someSpeakers, speakerPlace);
    const things = allowed(someTopics, topicPlace);
    const side = stance === undefined ? -1 : stances.indexOf(stance);
    for (let tie = 0; tie < ties; tie++) {
      if ((people && !people.has(tieSpeaker[tie])) || (things && !things.has(tieTopic[tie])) || (side !== -1 && tieStance[tie] !== side)) continue;
      for (let place = tieStart[tie]; place < tieStart[tie + 1]; place++) yield place;
    }
  }

  return {
    async overview() {
      const known = dates.filter(Boolean).sort();
      return {
        title: block.title,
        stances,
        network: block.network,
        lines: ties,
        speakers: names.map((name, place) => ({
          name, kind: fact("kind", place), organisation: fact("organisation", place), country: fact("country", place), camp: fact("camp", place),
          count: block.speakers.count[place],
        })),
        topics: topicIds.map((id, place) => ({ id, label: labels[place], proposition: block.topics.proposition[place], note: block.topics.note[place], count: block.topics.count[place] })),
        counts: { speakers, topics, quotations, statements: count, articles: block.articles.named },
        dates: known.length ? [known[0], known.at(-1)] : null,
        confidences: confidence.some((value) => value !== UNKNOWN),
        reviews: facetOf.reviewed.at.includes(1),
        known: Object.fromEntries(facetNames.map((name) => [name, new Set(facetOf[name].table)])),
        hasLine: (stance, speaker, topic) => !placesAt({ stance, speaker, topic }).next().done,
      };
    },

    /** What is visible under `filter`: lines, number of statements, counts for each facet's values, and of dates. */
    async view(filter) {
      const fails = await failed(filter);
      const facets = {};
      for (const { name, bit, table, at } of facetBits) {
        const counts = new Int32Array(table.length);
        const seen = new Uint8Array(table.length);
        for (let place = 0; place < count; place++) {
          seen[at[place]] = 1;
          if ((fails[place] & ~bit) === 0) counts[at[place]] += 1;
        }
        facets[name] = new Map();
        table.forEach((value, place) => seen[place] && facets[name].set(value, counts[place]));
      }
      const byDate = new Map(dates.map((date) => [date, 0]));
      const dateCounts = new Int32Array(dates.length);
      for (let place = 0; place < count; place++) if ((fails[place] & ~(1 << DATE_BIT)) === 0) dateCounts[dateOf[place]] += 1;
      dates.forEach((date, place) => byDate.set(date, byDate.get(date) + dateCounts[place]));
      return { ...linesOf(fails), facets, dates: byDate };
    },

    /** The lines of each of several times [from, to], under `filter` but for its dates. */
    async windows(filter, times) {
      const out = [];
      for (const [from, to] of times) out.push(linesOf(await failures({ ...filter, from, to })).lines);
      return out;
    },

    /** For each date that is known how often the thing `at` was for, against and neutral under `filter`, but for its dates. */
    async course(filter, at) {
      const fails = await failures({ ...filter, from: "", to: "" });
      const out = new Map();
      for (const place of placesAt(at)) {
        const date = dates[dateOf[place]];
        if (fails[place] || !date) continue;
        if (!out.has(date)) out.set(date, { support: 0, oppose: 0, neutral: 0 });
        out.get(date)[stances[tieStance[tieOf[place]]]] += 1;
      }
      return out;
    },

    /** Quotations of the thing `at` under `filter`, newest first, `limit` of them from `offset` on. */
    async quotations(filter, at, offset, limit) {
      const fails = await failed(filter);
      const pack = await words();
      const all = new Set();
      const matching = new Map();
      for (const place of placesAt(at)) {
        all.add(quotationOf[place]);
        if (!fails[place]) matching.set(quotationOf[place], dates[dateOf[place]]);
      }
      const sorted = [...matching].sort((one, other) => (one[1] < other[1] ? 1 : one[1] > other[1] ? -1 : one[0] - other[0])).map(([quotation]) => quotation);
      return { all: all.size, total: sorted.length, items: sorted.slice(offset, offset + limit).map((place) => quotationObject(place, pack)) };
    },

    /** Speakers, topics and words that hold everything asked for. */
    async search(text, limit) {
      const pack = await words();
      const found = await haystack.every(folded(text).split(" ").filter(Boolean));
      const people = found.speakers.sort((one, other) => block.speakers.count[other] - block.speakers.count[one]);
      return {
        speakers: people.slice(0, limit).map((place) => names[place]),
        topics: found.topics.slice(0, limit).map((place) => ({ id: topicIds[place], label: labels[place] })),
        quotations: found.quotations.slice(0, limit).map((place) => ({ words: pack.content(place), ...quotationObject(place, pack) })),
        found: found.quotations.length,
      };
    },

    /** Unpack the words while nobody waits for them. */
    warm: () => words().then(() => {}, () => {}),
  };

  /** Lines made of the statements that fail nothing, and how many these are. Statements are sorted by line and quotation. */
  function linesOf(fails) {
    const lines = [];
    let shown = 0;
    for (let tie = 0; tie < ties; tie++) {
      let [quoted, last, sum, known, date, checked] = [0, -1, 0, 0, "", false];
      for (let place = tieStart[tie]; place < tieStart[tie + 1]; place++) {
        if (fails[place]) continue;
        shown += 1;
        if (quotationOf[place] !== last) quoted += 1;
        last = quotationOf[place];
        if (confidence[place] !== UNKNOWN) {
          sum += confidence[place];
          known += 1;
        }
        if (dates[dateOf[place]] > date) date = dates[dateOf[place]];
        checked ||= facetOf.reviewed.at[place] === 1;
      }
      if (!quoted) continue;
      const line = tieObject(tie);
      line.count = quoted;
      line.confidence = known ? sum / known / 1000 : null;
      line.latest = date;
      line.checked = checked;
      lines.push(line);
    }
    return { lines, shown };
  }
}

const valueOf = ({ table, at }, place) => table[at[place]];

/** Places of `values`, or null where any will do. */
function allowed(values, place) {
  return values[0] === undefined && values.length === 1 ? null : new Set(values.map((value) => place.get(value)));
}

function placesOf(values) {
  return new Map(values.map((value, place) => [value, place]));
}

/** Rows by the group each belongs to: a function from a group to its rows. */
function grouped(groupOf, groups) {
  const start = new Int32Array(groups + 1);
  for (const group of groupOf) start[group + 1] += 1;
  for (let group = 0; group < groups; group++) start[group + 1] += start[group];
  const next = start.slice();
  const rows = new Int32Array(groupOf.length);
  groupOf.forEach((group, row) => (rows[next[group]++] = row));
  return (group) => [...rows.subarray(start[group], start[group + 1])];
}
