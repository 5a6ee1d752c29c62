// When things were said: a bar a month (a year where the time is long); a click shows only that time.

import { el, replace } from "./dom.js";
import { many, showDate, t } from "./text.js";

const MOST = 60;

/** The times to show bars for: every month from first to last, else every year, else only those that occur. */
export function spans(dates) {
  const months = dates.map((date) => (date.length >= 7 ? date.slice(0, 7) : null));
  if (months.every(Boolean)) {
    const list = [];
    let [year, month] = months[0].split("-").map(Number);
    const last = months.at(-1);
    while (list.length <= MOST) {
      const key = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
      list.push(key);
      if (key >= last) return list;
      [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    }
  }
  const [from, to] = [Number(dates[0].slice(0, 4)), Number(dates.at(-1).slice(0, 4))];
  if (to - from < MOST) return Array.from({ length: to - from + 1 }, (_, step) => String(from + step).padStart(4, "0"));
  return [...new Set(dates.map((date) => date.slice(0, 4)))].slice(-MOST);
}

export function lastDay(span) {
  if (span.length === 4) return `${span}-12-31`;
  const [year, month] = span.split("-").map(Number);
  return `${span}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0")}`;
}

export function createMonths(box, store) {
  let bars = null;

  function choose(span) {
    const [from, to] = [span.length === 4 ? `${span}-01-01` : `${span}-01`, lastDay(span)];
    const { state } = store;
    store.set(state.from === from && state.to === to ? { from: "", to: "" } : { from, to }, true);
  }

  return {
    /** `dates`: date → number of statements that pass all other filters; dates with 0 keep the axis steady. */
    show(dates, state) {
      const all = [...dates.keys()].filter(Boolean).sort();
      if (!all.length) return;
      if (!bars) {
        bars = new Map(spans(all).map((span) => {
          const bar = el("i");
          const button = el("button", { type: "button", on: { click: () => choose(span) } }, bar);
          return [span, { bar, button }];
        }));
        const keys = [...bars.keys()];
        replace(box, el("div", { class: "bars" }, [...bars.values()].map(({ button }) => button)),
          el("div", { class: "ends", "aria-hidden": "true" }, el("span", {}, showDate(keys[0])), keys.length > 1 ? el("span", {}, showDate(keys.at(-1))) : null));
      }
      const size = [...bars.keys()][0].length;
      const sums = new Map();
      for (const [date, count] of dates) sums.set(date.slice(0, size), (sums.get(date.slice(0, size)) || 0) + count);
      const most = Math.max(1, ...[...bars.keys()].map((span) => sums.get(span) || 0));
      for (const [span, { bar, button }] of bars) {
        const count = sums.get(span) || 0;
        bar.style.height = `${count ? Math.max(6, (100 * count) / most) : 0}%`;
        const inside = (!state.from || lastDay(span) >= state.from) && (!state.to || span <= state.to);
        button.classList.toggle("outside", !inside);
        button.setAttribute("aria-pressed", String(Boolean(state.from || state.to) && inside));
        const label = t("date.month", { month: showDate(span, "long"), statements: many("statements", count) });
        button.setAttribute("aria-label", label);
        button.title = label;
      }
    },
  };
}
