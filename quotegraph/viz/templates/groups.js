// Speakers in groups (each by itself, organisations, countries, camps), and how groups are tied by the sides they take.

const MOST_GROUPS = 1200; // the most quoted ones
const MOST_LISTED = 40;
const BY = ["person", "organisation", "country", "camp"];

/** Speakers by the group they count for; those without one are left out. */
function groupsOf(speakers, by) {
  const out = new Map();
  for (const speaker of speakers) {
    const name = by === "person" ? speaker.name : speaker[by] || (by === "country" && speaker.kind === "country" ? speaker.name : by === "organisation" && speaker.kind === "organisation" ? speaker.name : "");
    if (name) out.set(speaker.name, name);
  }
  return out;
}

/** By what speakers can be grouped, and the groups there are. */
export function possible(speakers) {
  return new Map(BY.map((by) => [by, new Set(groupsOf(speakers, by).values())]).filter(([, groups]) => groups.size > 1));
}

/** The speakers of a group. */
export function membersOf(speakers, by, name) {
  return [...groupsOf(speakers, by)].filter(([, group]) => group === name).map(([speaker]) => speaker);
}

/**
 * Ties between groups: for each pair the weights Σ (for × for + against × against) and Σ (for × against + against × for)
 * over all topics, and how many topics each is made of. As in the tables of networks, neutral lines take no side.
 */
function tied(lines, groupOf) {
  const quoted = new Map();
  for (const line of lines) {
    const group = groupOf.get(line.speaker);
    if (group !== undefined && line.stance !== "neutral") quoted.set(group, (quoted.get(group) || 0) + line.count);
  }
  const names = [...quoted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_GROUPS).map(([name]) => name);
  const place = new Map(names.map((name, at) => [name, at]));
  const topics = new Map(); // topic → group → [for, against]
  for (const line of lines) {
    const at = place.get(groupOf.get(line.speaker));
    if (at === undefined || line.stance === "neutral") continue;
    if (!topics.has(line.topic)) topics.set(line.topic, new Map());
    const row = topics.get(line.topic);
    if (!row.has(at)) row.set(at, [0, 0]);
    row.get(at)[line.stance === "support" ? 0 : 1] += line.count;
  }
  const size = names.length;
  const [agree, differ, agreeOn, differOn] = Array.from({ length: 4 }, () => new Float64Array(size * size));
  for (const row of topics.values()) {
    const sides = [...row].sort((a, b) => a[0] - b[0]);
    for (let i = 0; i < sides.length; i++) {
      for (let j = i + 1; j < sides.length; j++) {
        const [[a, [forA, againstA]], [b, [forB, againstB]]] = [sides[i], sides[j]];
        const [same, opposite] = [forA * forB + againstA * againstB, forA * againstB + againstA * forB];
        const cell = a * size + b;
        agree[cell] += same;
        differ[cell] += opposite;
        agreeOn[cell] += same ? 1 : 0;
        differOn[cell] += opposite ? 1 : 0;
      }
    }
  }
  const ties = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const cell = a * size + b;
      if (agree[cell]) ties.push({ one: names[a], other: names[b], sign: "agree", weight: agree[cell], topics: agreeOn[cell] });
      if (differ[cell]) ties.push({ one: names[a], other: names[b], sign: "differ", weight: differ[cell], topics: differOn[cell] });
    }
  }
  return { ties, quoted, cut: quoted.size > names.length };
}

/** The ties that the picture shows, at most `most`, the strongest first, and their groups: where each stands and how it looks. */
export function tiesOf(lines, speakers, planned, { by, net }, style, most) {
  const groupOf = groupsOf(speakers, by);
  const { ties, quoted, cut } = tied(lines, groupOf);
  const wanted = ties.filter(({ sign }) => net === "both" || sign === net)
    .sort((a, b) => b.topics - a.topics || b.weight - a.weight || (a.one + a.other < b.one + b.other ? -1 : 1)).slice(0, most);
  const there = new Set(wanted.flatMap(({ one, other }) => [one, other]));
  const groups = new Map();
  for (const line of lines) {
    const name = groupOf.get(line.speaker);
    if (!there.has(name)) continue;
    const at = planned.get(`speaker:${line.speaker}`);
    if (!groups.has(name)) {
      const person = by === "person";
      groups.set(name, {
        name, count: quoted.get(name), side: 0, height: 0, all: 0, checked: false,
        kind: person ? at.kind : by === "country" || by === "organisation" ? by : "group", mark: person ? at.mark : "", room: person ? at.room : style.room,
      });
    }
    const group = groups.get(name);
    group.side += at.flank * line.count;
    group.height += at.y * line.count;
    group.all += line.count;
    group.checked ||= line.checked;
  }
  for (const group of groups.values()) [group.side, group.height] = [group.side < 0 ? -1 : 1, group.height / group.all];
  return { ties: wanted, groups: [...groups.values()], cut: cut || wanted.length === most };
}

const sidesOf = (lines, members) => {
  const out = new Map();
  for (const line of lines) {
    if (!members.has(line.speaker) || line.stance === "neutral") continue;
    if (!out.has(line.topic)) out.set(line.topic, { label: line.label, support: 0, oppose: 0 });
    out.get(line.topic)[line.stance] += line.count;
  }
  return out;
};

/** Topics on which both took sides: all, those they agree on and those they differ on (both lists may hold the same). */
export function shared(lines, one, other) {
  const [left, right] = [sidesOf(lines, one), sidesOf(lines, other)];
  const both = [...left].filter(([topic]) => right.has(topic)).map(([topic, mine]) => ({ topic, label: mine.label, mine, theirs: right.get(topic) }));
  const listed = (rows) => ({ number: rows.length, rows: rows.slice(0, MOST_LISTED) });
  return {
    all: both.map(({ topic }) => topic),
    agree: listed(both.filter(({ mine, theirs }) => mine.support * theirs.support + mine.oppose * theirs.oppose > 0)),
    differ: listed(both.filter(({ mine, theirs }) => mine.support * theirs.oppose + mine.oppose * theirs.support > 0)),
  };
}

/** Who belongs to a group: the most quoted ones with their numbers of quotations, and how many there are. */
export function membership(speakers, by, name) {
  const members = new Set(membersOf(speakers, by, name));
  const sorted = speakers.filter((speaker) => members.has(speaker.name)).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return { number: sorted.length, members: sorted.slice(0, MOST_LISTED).map((speaker) => [speaker.name, speaker.count]) };
}
