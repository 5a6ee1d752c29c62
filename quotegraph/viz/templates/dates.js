// Stretches of time: "2031-01-01..2031-06-30", and how a long time is cut.

const SPAN = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/;

export function isSpan(text) {
  const found = SPAN.exec(text);
  return found !== null && Boolean(found[1] || found[2]);
}

/** [from, to] of "from..to"; either may be "". */
export function spanOf(text) {
  const [, from = "", to = ""] = SPAN.exec(text) || [];
  return [from, to];
}

/** The day before a day. */
export function dayBefore(day) {
  return moved(day, -1);
}

export function dayAfter(day) {
  return moved(day, 1);
}

function moved(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  date.setUTCDate(date.getUTCDate() + days);
  const text = date.toISOString();
  return text.length === 24 ? text.slice(0, 10) : day; // years beyond four digits
}

/** A day for a date that may be a year or a month alone. */
export function firstDay(date) {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

export function lastDay(date) {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split("-").map(Number);
  return `${date}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0")}`;
}

/** Two stretches of time with about as many statements each; `dates`: date → number. Null where there is but one date. */
export function halves(dates) {
  const known = [...dates].filter(([date]) => date).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  if (known.length < 2) return null;
  const all = known.reduce((sum, [, count]) => sum + count, 0);
  let sum = 0;
  let at = known.length - 1;
  for (let place = 0; place < known.length; place++) {
    if (place && sum + known[place][1] / 2 >= all / 2) {
      at = place;
      break;
    }
    sum += known[place][1];
  }
  const cut = firstDay(known[at][0]);
  return [`${firstDay(known[0][0])}..${dayBefore(cut)}`, `${cut}..${lastDay(known.at(-1)[0])}`];
}
