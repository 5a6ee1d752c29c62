// A small chart: how often somebody was for (up) and against (down) over time.

import { el, svg } from "./dom.js";
import { many, number, showDate, t } from "./text.js";
import { spans } from "./months.js";

const [WIDTH, HALF, BAR] = [300, 34, 22];

/** `course`: date → how often for, against, neutral. Nothing where less than two months are known. */
export function courseChart(course) {
  const dates = [...course.keys()].sort();
  if (dates.length < 2) return null;
  const keys = spans(dates);
  if (keys.length < 2) return null;
  const size = keys[0].length;
  const sums = new Map(keys.map((key) => [key, { support: 0, oppose: 0, neutral: 0 }]));
  for (const [date, counts] of course) {
    const sum = sums.get(date.slice(0, size));
    if (sum) for (const stance of Object.keys(counts)) sum[stance] += counts[stance];
  }
  const most = Math.max(1, ...[...sums.values()].flatMap(({ support, oppose }) => [support, oppose]));
  const step = WIDTH / keys.length;
  const wide = Math.min(BAR, Math.max(1, step - 1.5));
  const bars = [...sums].flatMap(([, counts], place) => ["support", "oppose"].filter((stance) => counts[stance]).map((stance) => {
    const height = (HALF * counts[stance]) / most;
    return svg("rect", { class: stance, x: place * step + (step - wide) / 2, y: stance === "support" ? HALF - height : HALF + 1, width: wide, height });
  }));
  const total = { support: 0, oppose: 0, neutral: 0 };
  for (const counts of sums.values()) for (const stance of Object.keys(total)) total[stance] += counts[stance];
  const [first, last] = [showDate(keys[0], "long"), showDate(keys.at(-1), "long")];
  return el("figure", { class: "course" },
    svg("svg", { viewBox: `0 0 ${WIDTH} ${2 * HALF + 1}`, role: "img", preserveAspectRatio: "none",
      "aria-label": t("course.label", { first, last, support: number(total.support), oppose: number(total.oppose), most: many("statements", most) }) },
      svg("line", { x1: 0, x2: WIDTH, y1: HALF + 0.5, y2: HALF + 0.5 }), bars),
    el("figcaption", {}, el("span", {}, showDate(keys[0])), el("span", {}, el("b", { class: "support" }, `▲ ${t("support.speakers")}`), " ", el("b", { class: "oppose" }, `▼ ${t("oppose.speakers")}`)), el("span", {}, showDate(keys.at(-1)))));
}
