// When things were said: a bar a month (a year where the time is long); a click shows only that time.

import { el, replace } from "./dom.js";
import { many, showDate, t } from "./text.js";
import { firstDay, lastDay } from "./dates.js";

const MOST = 60;
const TURN = 1100; // milliseconds that a month is shown for while they are played

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

export function createMonths(box, store) {
  let bars = null;
  let timer = 0;
  const play = el("button", { type: "button", id: "play", on: { click: () => (timer ? stop() : start()) } });

  function choose(span) {
    stop();
    const [from, to] = [firstDay(span), lastDay(span)];
    const { state } = store;
    store.set(state.from === from && state.to === to ? { from: "", to: "" } : { from, to }, true);
  }

  /** The bar after the one that is shown alone; the first if there is none. */
  function next() {
    const keys = [...bars.keys()];
    const at = keys.findIndex((span) => store.state.from === firstDay(span) && store.state.to === lastDay(span));
    return at + 1 < keys.length ? keys[at + 1] : null;
  }

  function step() {
    const span = next();
    if (span === null) {
      stop();
      store.set({ from: "", to: "" });
    } else store.set({ from: firstDay(span), to: lastDay(span) });
  }

  /** Nothing moves by itself for readers who do not want that: each click is one month. */
  function start() {
    step();
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) timer = setInterval(step, TURN);
    label();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    label();
  }

  function label() {
    play.textContent = timer ? `❚❚ ${t("date.pause")}` : `▶ ${t("date.play")}`;
    play.setAttribute("aria-pressed", String(Boolean(timer)));
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
        label();
        replace(box, el("div", { class: "bars" }, [...bars.values()].map(({ button }) => button)),
          el("div", { class: "ends", "aria-hidden": "true" }, el("span", {}, showDate(keys[0])), keys.length > 1 ? el("span", {}, showDate(keys.at(-1))) : null), keys.length > 1 ? play : null);
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
