// Where the page gets its data. Everything answers with promises, so that a served page can ask a server instead.

import { folded, plainDate } from "./text.js";

/** The data block of this very file. */
export function embedded(block) {
  const { speakers, topics, ties, articles, quotations, statements, stances } = block;
  const tieOf = statements.map((row) => row[0]);
  const dateOf = articles.map((row) => plainDate(row[3]));
  const byQuotation = quotations.map(() => []);
  const bySpeaker = speakers.map(() => []);
  const byTopic = topics.map(() => []);
  const byTie = ties.map(() => []);
  statements.forEach(([tie, , , quotation], place) => {
    byQuotation[quotation].push(place);
    bySpeaker[ties[tie][0]].push(place);
    byTopic[ties[tie][1]].push(place);
    byTie[tie].push(place);
  });
  const speakerPlace = new Map(speakers.map((row, place) => [row[0], place]));
  const topicPlace = new Map(topics.map((row, place) => [row[0], place]));
  const tiePlace = new Map(ties.map(([s, p, k], place) => [`${s} ${p} ${k}`, place]));
  const reviewed = ["no", "yes"];

  // what each facet says of a statement
  const facetOf = {
    stance: (place) => stances[ties[tieOf[place]][2]],
    speaker: (place) => speakers[ties[tieOf[place]][0]][0],
    kind: (place) => speakers[ties[tieOf[place]][0]][1],
    topic: (place) => topics[ties[tieOf[place]][1]][0],
    type: (place) => quotations[statements[place][3]][1],
    publisher: (place) => articles[quotations[statements[place][3]][0]][2],
    reviewed: (place) => reviewed[quotations[statements[place][3]][5] || 0],
  };
  const facetNames = Object.keys(facetOf);

  let heap = null; // what is searched, made when somebody first searches
  function haystack() {
    heap ??= {
      speakers: speakers.map((row) => folded(`${row[0]} ${row[2]}`)),
      topics: topics.map((row) => folded(`${row[1]} ${row[0]} ${row[2]}`)),
      quotations: quotations.map((row) => folded(contentOf(row))),
    };
    return heap;
  }
  const contentOf = (row) => row[6].filter(([text, part]) => part === 1 && text).map(([text]) => text).join(" … ");

  /** For every statement which of the tests it fails: 0 none, a bit for each. */
  function failures(filter) {
    const tests = facetNames.map((name) => {
      if (!filter[name].length) return null;
      const wanted = new Set(filter[name]);
      return (place) => wanted.has(facetOf[name](place));
    });
    const last = filter.to && `${filter.to}\uffff`;
    tests.push(filter.from || filter.to ? (place) => {
      const date = dateOf[quotations[statements[place][3]][0]];
      return date !== "" && (!filter.from || date >= filter.from || filter.from.startsWith(date)) && (!filter.to || date <= last);
    } : null);
    tests.push(filter.sure ? (place) => statements[place][2] === null || statements[place][2] * 100 >= filter.sure : null);
    const terms = folded(filter.q).split(" ").filter(Boolean);
    if (terms.length) {
      const heaps = haystack();
      tests.push((place) => {
        const [tie, , , quotation] = statements[place];
        const [speaker, topic] = ties[tie];
        return terms.every((term) => heaps.speakers[speaker].includes(term) || heaps.topics[topic].includes(term) ||
          heaps.quotations[quotation].includes(term));
      });
    }
    const out = new Uint16Array(statements.length);
    tests.forEach((test, bit) => {
      if (test) for (let place = 0; place < out.length; place++) if (!test(place)) out[place] |= 1 << bit;
    });
    return out;
  }

  let lastFilter = "";
  let lastFailures = null;
  function failed(filter) {
    const key = JSON.stringify([filter.q, filter.from, filter.to, filter.sure, ...facetNames.map((name) => filter[name])]);
    if (key !== lastFilter || !lastFailures) {
      lastFailures = failures(filter);
      lastFilter = key;
    }
    return lastFailures;
  }

  const tieObject = (tie) => {
    const [speaker, topic, stance] = ties[tie];
    return { id: tie, speaker: speakers[speaker][0], topic: topics[topic][0], label: topics[topic][1], stance: stances[stance] };
  };

  function quotationObject(place) {
    const [article, type, modality, via, confidence, checked, pieces] = quotations[place];
    const [id, title, publisher, date, url] = articles[article];
    const views = byQuotation[place].map((row) => ({ ...tieObject(tieOf[row]), intensity: statements[row][1], confidence: statements[row][2] }));
    return { place, type, modality, via, confidence, reviewed: checked === 1, pieces, article: { id, title, publisher, date, url }, views };
  }

  function placesAt(at) {
    if (at.what === "speaker") return bySpeaker[speakerPlace.get(at.speaker)] || [];
    if (at.what === "topic") return byTopic[topicPlace.get(at.topic)] || [];
    const tie = tiePlace.get(`${speakerPlace.get(at.speaker)} ${topicPlace.get(at.topic)} ${stances.indexOf(at.stance)}`);
    return tie === undefined ? [] : byTie[tie];
  }

  return {
    async overview() {
      const dates = dateOf.filter(Boolean).sort();
      return {
        title: block.title,
        stances,
        network: block.network,
        ties: ties.map((_, tie) => tieObject(tie)),
        speakers: speakers.map(([name, kind, organisation, count]) => ({ name, kind, organisation, count })),
        topics: topics.map(([id, label, proposition, note, count]) => ({ id, label, proposition, note, count })),
        counts: {
          speakers: speakers.length, topics: topics.length, quotations: quotations.length, statements: statements.length,
          articles: new Set(articles.map((row) => row[0]).filter(Boolean)).size,
        },
        dates: dates.length ? [dates[0], dates.at(-1)] : null,
        confidences: statements.some((row) => row[2] !== null),
        reviews: quotations.some((row) => row[5] === 1),
      };
    },

    /** What is visible under `filter`: ties, number of statements, counts for each facet's values, and of dates. */
    async view(filter) {
      const fails = failed(filter);
      const found = new Map();
      const facets = Object.fromEntries(facetNames.map((name) => [name, new Map()]));
      const dates = new Map();
      let shown = 0;
      for (let place = 0; place < fails.length; place++) {
        const [tie, , confidence, quotation] = statements[place];
        const date = dateOf[quotations[quotation][0]];
        facetNames.forEach((name, bit) => {
          if ((fails[place] & ~(1 << bit)) === 0) count(facets[name], facetOf[name](place), 1);
          else count(facets[name], facetOf[name](place), 0);
        });
        count(dates, date, (fails[place] & ~(1 << facetNames.length)) === 0 ? 1 : 0);
        if (fails[place]) continue;
        shown += 1;
        let line = found.get(tie);
        if (!line) found.set(tie, (line = { ...tieObject(tie), quotations: new Set(), sum: 0, known: 0, latest: "" }));
        line.quotations.add(quotation);
        if (confidence !== null) {
          line.sum += confidence;
          line.known += 1;
        }
        if (date > line.latest) line.latest = date;
      }
      const lines = [...found.values()].sort((one, other) => one.id - other.id).map((line) => ({
        id: line.id, speaker: line.speaker, topic: line.topic, label: line.label, stance: line.stance, latest: line.latest,
        count: line.quotations.size, confidence: line.known ? line.sum / line.known : null,
      }));
      return { lines, shown, facets, dates };
    },

    /** Quotations of the thing `at` under `filter`, newest first, `limit` of them from `offset` on. */
    async quotations(filter, at, offset, limit) {
      const fails = failed(filter);
      const all = new Set();
      const matching = new Set();
      for (const place of placesAt(at)) {
        all.add(statements[place][3]);
        if (!fails[place]) matching.add(statements[place][3]);
      }
      const date = (quotation) => dateOf[quotations[quotation][0]];
      const sorted = [...matching].sort((one, other) => (date(one) < date(other) ? 1 : date(one) > date(other) ? -1 : one - other));
      return { all: all.size, total: sorted.length, items: sorted.slice(offset, offset + limit).map(quotationObject) };
    },

    /** Speakers, topics and words that hold everything asked for. */
    async search(text, limit) {
      const terms = folded(text).split(" ").filter(Boolean);
      const heaps = haystack();
      const match = (heapRow) => terms.every((term) => heapRow.includes(term));
      const pick = (rows) => rows.map((row, place) => (match(row) ? place : -1)).filter((place) => place >= 0);
      const people = pick(heaps.speakers).sort((one, other) => speakers[other][3] - speakers[one][3]);
      const words = pick(heaps.quotations);
      return {
        speakers: people.slice(0, limit).map((place) => speakers[place][0]),
        topics: pick(heaps.topics).slice(0, limit).map((place) => ({ id: topics[place][0], label: topics[place][1] })),
        quotations: words.slice(0, limit).map((place) => ({ words: contentOf(quotations[place]), ...quotationObject(place) })),
        found: words.length,
      };
    },
  };
}

function count(map, key, step) {
  map.set(key, (map.get(key) || 0) + step);
}
