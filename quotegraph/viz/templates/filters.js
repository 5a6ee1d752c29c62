// Filters: each list narrows what is shown; nothing ticked means everything.

import { el, replace, said } from "./dom.js";
import { counted, folded, number, t, tOr } from "./text.js";
import { FACETS, filtered } from "./state.js";
import { createMonths } from "./months.js";

const SHORT = 6;
const LONG = 200;
const OPEN = ["stance", "type"];

/** Whether what no person has checked is rimmed: by the reader's choice or, without one, where some are checked. */
export function haloOf(state, overview) {
  return state.halo ? state.halo === "yes" : overview.reviews;
}

export function createFilters(box, store, source) {
  const { overview } = source;
  const facets = new Map();
  const months = el("div", { class: "months" });
  const histogram = createMonths(months, store);
  const from = dateInput("from");
  const to = dateInput("to");
  const undated = el("p", { class: "about" });
  const slider = el("input", {
    type: "range", min: "0", max: "100", step: "5", id: "sure", on: { input: () => store.set({ sure: Number(slider.value) }) },
  });
  const sureValue = el("output", { for: "sure" });
  const halo = el("input", { type: "checkbox", id: "halo", on: { change: () => store.set({ halo: halo.checked ? "yes" : "no" }) } });

  function dateInput(key) {
    const input = el("input", { type: "date", id: `date-${key}`, on: { change: () => store.set({ [key]: input.value }, true) } });
    return input;
  }

  function name(facet, value) {
    if (facet === "topic") return source.topic(value)?.label ?? value;
    if (facet === "stance") return t(`stance.${value}`) === `stance.${value}` ? t(`${value}.noun`) : t(`stance.${value}`);
    return tOr(`${facet}.${value}`, value);
  }

  function toggle(facet, value, on) {
    const chosen = store.state[facet].filter((one) => one !== value);
    store.set({ [facet]: on ? [...chosen, value] : chosen }, true);
  }

  /** `all`: how many values there are, where not all are here. */
  function build(facet, values, all) {
    const list = el("ul");
    const find = el("input", { type: "search", class: "find", placeholder: t("facet.find"), "aria-label": `${t("facet.find")}: ${t(`facet.${facet}`)}`, on: { input: () => look() } });
    const longer = el("button", { type: "button", class: "more", on: { click: () => ((made.long = !made.long), fillList()) } });
    const known = new Set(values);
    const made = { long: false, counts: new Map(), boxes: new Map(), show };
    const section = el("details", { class: "facet", "data-facet": facet, open: OPEN.includes(facet) },
      el("summary", {}, t(`facet.${facet}`)), all > 2 * SHORT ? find : null, list, longer);

    /** What somebody types is looked for among the values that are here; a server is asked for others. */
    async function look() {
      fillList();
      const asked = find.value;
      const found = asked ? await source.values(facet, asked, store.state) : null;
      if (!found || asked !== find.value) return;
      made.counts = new Map([...made.counts, ...found]);
      fillList();
    }

    function wanted() {
      for (const value of made.counts.keys()) if (!known.has(value)) known.add(value) && values.push(value);
      const needle = folded(find.value);
      const chosen = new Set(store.state[facet]);
      const fitting = values.filter((value) => (needle ? folded(name(facet, value)).includes(needle) : true));
      const limit = made.long || needle ? LONG : SHORT + 2 >= values.length ? SHORT + 2 : SHORT;
      return fitting.filter((value, place) => place < limit || chosen.has(value));
    }

    function fillList() {
      const shown = wanted();
      const had = document.activeElement;
      replace(list, shown.map((value) => {
        if (!made.boxes.has(value)) {
          const tick = el("input", { type: "checkbox", on: { change: () => toggle(facet, value, tick.checked) } });
          const count = el("span", { class: "count" });
          const item = el("li", {}, el("label", { class: facet === "stance" ? value : null }, tick, said(name(facet, value)), count));
          made.boxes.set(value, { tick, count, item });
        }
        return made.boxes.get(value).item;
      }));
      if (had && had !== document.activeElement && list.contains(had)) had.focus();
      longer.hidden = all <= SHORT + 2 || Boolean(find.value);
      longer.textContent = made.long ? t("facet.fewer") : all > LONG ? t("facet.most", { n: number(LONG), all: number(all) }) : t("facet.all", { n: number(all) });
      refresh(shown);
    }

    function refresh(shown) {
      const chosen = new Set(store.state[facet]);
      for (const value of shown) {
        const { tick, count, item } = made.boxes.get(value);
        tick.checked = chosen.has(value);
        count.textContent = number(made.counts.get(value) || 0);
        item.classList.toggle("nothing", !made.counts.get(value) && !tick.checked);
      }
    }

    let last = "";
    function show(counts) {
      made.counts = counts;
      const shown = wanted();
      const key = JSON.stringify(shown);
      if (key !== last) fillList();
      else refresh(shown);
      last = key;
      if (find.value) look();
    }
    box.append(section);
    return made;
  }

  /** Values of a facet, the most frequent first; stances in their own order. */
  function valuesOf(facet, counts) {
    if (facet === "stance") return overview.stances.filter((stance) => counts.has(stance));
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  }

  return {
    /** `totals`: the counts without any filter. */
    start(totals) {
      replace(box);
      for (const facet of FACETS) {
        const values = valuesOf(facet, totals.facets[facet]);
        if (values.length > 1 || (facet === "reviewed" && overview.reviews)) facets.set(facet, build(facet, values, overview.values?.[facet] ?? values.length));
        if (facet === "stance" && overview.dates) {
          const without = totals.dates.get("") || 0;
          undated.textContent = without ? counted("date.undated", without) : "";
          box.append(el("details", { class: "facet", open: true }, el("summary", {}, t("date")), months,
            el("div", { class: "dates" }, el("label", {}, t("date.from"), from), el("label", {}, t("date.to"), to)), without ? undated : null));
        }
        if (facet === "reviewed") box.append(el("p", { class: "facet" }, el("label", {}, halo, el("span", {}, t("halo")))));
        if (facet === "stance" && overview.confidences) {
          box.append(el("details", { class: "facet", open: true }, el("summary", {}, t("sure")),
            el("div", { class: "slider" }, el("label", { for: "sure", class: "unseen" }, t("sure")), slider, sureValue), el("p", { class: "about" }, t("sure.note"))));
        }
      }
    },
    show(view, state) {
      for (const [facet, made] of facets) made.show(view.facets[facet]);
      histogram.show(view.dates, state);
      from.value = state.from;
      to.value = state.to;
      halo.checked = haloOf(state, overview);
      slider.value = String(state.sure);
      sureValue.textContent = state.sure ? t("sure.value", { n: `≥ ${state.sure}` }) : t("sure.any");
    },
    /** One small button for each filter that is on. */
    chips(state) {
      if (!filtered(state)) return [];
      const chip = (text, change) => el("li", {}, el("button", { type: "button", "aria-label": t("remove", { what: text }), on: { click: () => store.set(change, true) } }, said(text), " ×"));
      const out = [];
      if (state.q) out.push(chip(`“${state.q}”`, { q: "" }));
      for (const facet of FACETS) for (const value of state[facet]) out.push(chip(name(facet, value), { [facet]: state[facet].filter((one) => one !== value) }));
      if (state.from || state.to) out.push(chip(`${state.from || "…"} – ${state.to || "…"}`, { from: "", to: "" }));
      if (state.sure) out.push(chip(`${t("sure")} ${t("sure.value", { n: state.sure })}`, { sure: 0 }));
      return out;
    },
  };
}
