// What differs between the lines of two times.

export const pairOf = (line) => JSON.stringify([line.speaker, line.topic]);

/** For each speaker and topic by how much more often it was for than against. */
function leanings(lines) {
  const out = new Map();
  for (const line of lines) {
    const step = line.stance === "support" ? line.count : line.stance === "oppose" ? -line.count : 0;
    const key = pairOf(line);
    out.set(key, { line, sum: (out.get(key)?.sum ?? 0) + step });
  }
  return out;
}

/** Who turned, which lines appeared or vanished, how many stayed. */
export function differences(before, after) {
  const [left, right] = [leanings(before), leanings(after)];
  const turned = [...right].filter(([key, { sum }]) => left.has(key) && Math.sign(left.get(key).sum) * Math.sign(sum) === -1)
    .map(([key, { line, sum }]) => ({ speaker: line.speaker, topic: line.topic, label: line.label, from: left.get(key).sum > 0 ? "support" : "oppose", to: sum > 0 ? "support" : "oppose" }));
  const turners = new Set(turned.map(pairOf));
  const [had, has] = [before, after].map((lines) => new Set(lines.map(({ id }) => id)));
  const listed = (rows) => ({ number: rows.length, rows });
  const only = (lines, others) => listed(lines.filter((line) => !others.has(line.id) && !turners.has(pairOf(line))).sort((a, b) => b.count - a.count || a.id - b.id));
  return { turned: listed(turned), appeared: only(after, had), vanished: only(before, has), stayed: after.filter(({ id }) => had.has(id)).length };
}
