// What the reader has chosen, and its form in the address: reload, back and a sent link show the same.

import { NETS } from "./relations.js";
import { isSpan } from "./dates.js";

export const VIEWS = ["picture", "matrix", "table", "compare"];
export const LAYOUTS = ["camps", "force"];
export const COLUMNS = ["speaker", "stance", "topic", "quotations", "confidence", "latest"];
export const FACETS = ["stance", "type", "kind", "speaker", "organisation", "country", "topic", "publisher", "reviewed"];

export function blank() {
  return {
    view: "picture", layout: "camps", theme: "", q: "",
    ...Object.fromEntries(FACETS.map((facet) => [facet, []])),
    from: "", to: "", sure: 0, at: null, own: "", moved: [], net: "all", by: "person", a: "", b: "", halo: "", step: "", sort: "quotations", down: true,
  };
}

const PARTS = { speaker: ["speaker"], topic: ["topic"], line: ["stance", "speaker", "topic"], group: ["by", "name"], pair: ["by", "one", "other"] };

/** The chosen thing as text: `speaker:Ann`, `topic:id`, `line:support:Ann:id`, `pair:person:Ann:Bo`, each part encoded. */
export function atText(at) {
  if (!at) return "";
  return [at.what, ...PARTS[at.what].map((part) => encodeURIComponent(at[part]))].join(":");
}

const MOVE = /^(speaker|topic|group):([^]+)@(-?\d{1,6}),(-?\d{1,6})$/;
const MOST_MOVES = 300;

/** "speaker:Ann@120,-40": where the reader put something; as id and place. */
export function moveOf(text) {
  const [, what, name, x, y] = MOVE.exec(text);
  return [`${what}:${name}`, { x: Number(x), y: Number(y) }];
}

export function moveText(id, { x, y }) {
  return `${id}@${Math.round(x)},${Math.round(y)}`;
}

function isMove(text, known) {
  const [, what, name] = MOVE.exec(text) || [];
  return Boolean(what) && (what === "group" || known.at({ what, [what]: name }));
}

function atOf(text, known) {
  const [what, ...parts] = text.split(":").map((part) => decodeURIComponent(part));
  if (!Object.hasOwn(PARTS, what) || parts.length !== PARTS[what].length) return null;
  const at = { what, ...Object.fromEntries(PARTS[what].map((part, place) => [part, parts[place]])) };
  return known.at(at) ? at : null;
}

export function toHash(state) {
  const start = blank();
  const out = new URLSearchParams();
  for (const key of Object.keys(start)) {
    const value = state[key];
    if (key === "at") {
      if (value) out.append("at", atText(value));
    } else if (Array.isArray(value)) for (const item of value) out.append(key, item);
    else if (key === "down") {
      if (!value) out.append("sort-up", "1");
    } else if (value !== start[key]) out.append(key, value);
  }
  const text = out.toString();
  return text ? `#${text}` : "";
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (value) => DAY.test(value) && !Number.isNaN(new Date(`${value}T00:00:00Z`).getTime());

/** The state an address asks for, and the parts of it that mean nothing here. `known`: which values there are. */
export function fromHash(hash, known) {
  const state = blank();
  const ignored = [];
  const single = {
    view: (value) => VIEWS.includes(value),
    layout: (value) => LAYOUTS.includes(value),
    theme: (value) => value === "dark" || value === "light",
    net: (value) => NETS.includes(value),
    by: (value) => known.bys.includes(value),
    own: (value) => value === "1",
    a: isSpan,
    b: isSpan,
    halo: (value) => value === "yes" || value === "no",
    step: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= known.story.steps.length,
    sort: (value) => COLUMNS.includes(value),
    from: isDay,
    to: isDay,
    q: (value) => value.length <= 500,
  };
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    let fits = false;
    if (FACETS.includes(key)) {
      fits = known.facet(key, value);
      if (fits && !state[key].includes(value)) state[key].push(value);
    } else if (Object.hasOwn(single, key)) {
      fits = single[key](value);
      if (fits) state[key] = value;
    } else if (key === "sure") {
      fits = /^\d{1,3}$/.test(value) && Number(value) <= 100;
      if (fits) state.sure = Number(value);
    } else if (key === "moved") {
      fits = isMove(value, known);
      if (fits && state.moved.length < MOST_MOVES) state.moved.push(value);
    } else if (key === "sort-up") {
      fits = value === "1";
      if (fits) state.down = false;
    } else if (key === "at") {
      try {
        state.at = atOf(value, known);
      } catch {
        state.at = null; // a broken % in the address
      }
      fits = state.at !== null;
    }
    if (!fits) ignored.push(value ? `${key}=${value}` : key);
  }
  return { state, ignored };
}

/** Nothing is filtered, all else stays as it is. */
export const UNFILTERED = { ...Object.fromEntries(FACETS.map((facet) => [facet, []])), q: "", from: "", to: "", sure: 0 };

export function filtered(state) {
  return FACETS.some((facet) => state[facet].length) || Boolean(state.q || state.from || state.to || state.sure);
}

export function sameAt(one, other) {
  return atText(one) === atText(other);
}

/** The parts of a state that change when some parts of its address are taken out. */
function without(state, unknown) {
  const out = {};
  for (const text of unknown) {
    const [key, value] = [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)];
    if (FACETS.includes(key)) out[key] = (out[key] ?? state[key]).filter((one) => one !== value);
    else out[key] = blank()[key];
  }
  return "at" in out ? { ...out, own: "" } : out;
}

/** Holds the state; `set` changes it, tells everybody and writes the address. */
export function createStore(known, listeners) {
  const read = fromHash(location.hash, known);
  const store = {
    state: read.state,
    ignored: read.ignored,
    fresh: true, // the state comes from an address
    /** Write something into the state and the address that nobody has to be told. */
    note(change) {
      Object.assign(store.state, change);
      write(toHash(store.state), false);
    },
    /** Take out what names nothing: `unknown` parts of the address. */
    drop(unknown) {
      const before = store.state;
      store.state = { ...before, ...without(before, unknown) };
      store.ignored = unknown;
      write(toHash(store.state), false);
      for (const listener of listeners) listener(store.state, before);
    },
    /** `remember`: the browser's back button returns to what was before. */
    set(change, remember = false) {
      const before = store.state;
      store.state = { ...before, ...change };
      store.ignored = [];
      write(toHash(store.state), remember);
      for (const listener of listeners) listener(store.state, before);
    },
    /** To a view of a story: what its address says, and `change`. */
    go(address, change) {
      const there = fromHash(address, known);
      const before = store.state;
      store.state = { ...there.state, theme: before.theme, ...change };
      store.ignored = there.ignored;
      store.fresh = true;
      write(toHash(store.state), true);
      for (const listener of listeners) listener(store.state, before);
    },
  };
  function write(hash, remember) {
    if (hash === location.hash) return;
    try {
      history[remember ? "pushState" : "replaceState"](null, "", hash || location.pathname + location.search);
    } catch {
      // inside a notebook's frame there is no address to write
    }
  }
  addEventListener("popstate", () => {
    const before = store.state;
    const again = fromHash(location.hash, known);
    store.state = again.state;
    store.ignored = again.ignored;
    store.fresh = true;
    for (const listener of listeners) listener(store.state, before);
  });
  return store;
}
