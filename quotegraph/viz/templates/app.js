// Brings the parts together: one state, every part shows it.

import { byId, replace, said } from "./dom.js";
import { many, number, showDate, speak, t } from "./text.js";
import { VIEWS, blank, createStore, filtered, moveOf, moveText } from "./state.js";
import { affiliation, alone } from "./scene.js";
import { relations } from "./relations.js";
import { embedded } from "./data.js";
import { locally } from "./questions.js";
import { served } from "./served.js";
import { isDark } from "./paint.js";
import { createPicture } from "./picture.js";
import { createKeys } from "./keys.js";
import { createTable } from "./table.js";
import { createMatrix } from "./matrix.js";
import { createCompare } from "./compare.js";
import { createPanel } from "./panel.js";
import { createFilters, haloOf } from "./filters.js";
import { createSearch } from "./search.js";
import { createLegend } from "./legend.js";
import { createStory } from "./story.js";
import { createHints } from "./hints.js";
import { createSave } from "./save.js";
import { openArticle } from "./article.js";
import { createDescribe, createTip } from "./describe.js";
import { controls } from "./controls.js";

const WARM_AFTER = 1500; // milliseconds: the words are unpacked while somebody looks at the picture

async function start() {
  const block = JSON.parse(byId("data").textContent);
  speak(block.texts, block.language);
  const source = block.served ? served(block) : await locally(embedded(block, () => byId("words").textContent), block.style);
  writeHead(source.overview);
  if (source.overview.counts.statements) await explore(source, block);
  else tellEmpty(block);
}

/** Why there is nothing, and what to do about it. */
function tellEmpty({ found, unsure, least }) {
  document.body.classList.add("empty");
  byId("nothing").hidden = false;
  if (unsure) {
    byId("nothing-text").textContent = t("empty.unsure", { statements: many("statements", unsure), n: number(Math.round(1000 * least) / 10) });
    byId("nothing-command").textContent = t("empty.unsure.command");
  } else if (found) {
    byId("nothing-text").textContent = t("empty.found", { quotations: many("quotations", found) });
    byId("nothing-command").textContent = t("empty.found.command");
  }
}

function writeHead(overview) {
  const { counts, dates } = overview;
  if (overview.title) replace(byId("title"), said(overview.title));
  const range = dates ? (dates[0] === dates[1] ? [dates[0]] : dates).map((date) => showDate(date)).join(" – ") : "";
  byId("counts").textContent = counts.statements ? t("counts", {
    speakers: many("speakers", counts.speakers), topics: many("topics", counts.topics), quotations: many("quotations", counts.quotations),
    articles: counts.articles ? t("counts.articles", { articles: many("articles", counts.articles) }) : "", dates: range ? ` · ${range}` : "",
  }) : "";
}

async function explore(source, { style, story, ignored }) {
  const { overview } = source;
  const tour = story ?? { title: "", steps: [] };
  let notes = ignored ?? []; // shown until somebody closes them
  const totals = await source.view(blank());
  const listeners = [];
  const { bys } = overview;
  const store = createStore({ ...source.knows, bys, story: tour }, listeners);
  let view = totals;
  let ties = null; // of groups, where these are shown
  let drawnBounds = totals.bounds;
  let scene = { key: "", lines: [] };
  let announced = "";
  let panelWanted = false;

  /** `follow`: the keyboard's focus goes to the panel as well. */
  function choose(at, follow = false) {
    panelWanted = follow;
    hideHints();
    store.set({ at, ...(at && (at.what === "speaker" || at.what === "topic") ? {} : { own: "" }) }, true);
  }

  const describe = createDescribe(source, () => view.lines, () => scene.lines);
  const picture = createPicture(byId("canvas"), overview, style, {
    choose, point: createTip(source, () => view.lines, () => scene.lines), drawn: tellDrawn, moved: noteMoves,
  });
  const keys = createKeys(byId("picture"), byId("options"), picture, describe, { choose, preview: (at) => draw({ ...store.state, at }) });
  const table = createTable(byId("table"), store, source, choose);
  const matrix = createMatrix(byId("matrix"), source, choose);
  const compare = createCompare(byId("compare"), store, source, style, choose);
  const panel = createPanel(byId("panel"), source, {
    choose, own: () => store.set({ own: store.state.own ? "" : "1", net: "all", view: "picture" }, true), open: (quotation) => openArticle(byId("article"), quotation),
  });
  const filters = createFilters(byId("facets"), store, source);
  const search = createSearch(byId("q"), byId("results"), store, source, choose);
  const legend = createLegend(byId("legend"), style, [...totals.planned.values()].map(({ kind }) => kind), choose);
  const tools = controls(store, picture, bys);
  const tale = createStory(byId("story"), byId("story-open"), tour, store, (state) => (state.at ? describe(state.at) : t("story.all")));
  const hideHints = createHints(byId("hints"));
  createSave(picture, overview.title || t("title"), () => (source.file ? source.file(store.state) : view.lines));
  filters.start(totals);

  /** The picture of `state`; returns whether it is arranged in another way than before. */
  function draw(state) {
    const [key, bounds] = [scene.key, drawnBounds];
    drawnBounds = view.bounds;
    const own = state.own && state.at && (state.at.what === "speaker" || state.at.what === "topic");
    scene = state.net !== "all" ? relations(ties, state, style) : own ? alone(view, state.at) : affiliation(view, state.at);
    picture.show({ ...scene, halo: haloOf(state, overview) });
    keys.show(scene.lines);
    return key !== scene.key || String(bounds) !== String(drawnBounds);
  }

  function tellDrawn(drawn, held) {
    const all = store.state.net === "all" && !store.state.own ? view.totals.lines : ties?.all ?? held;
    byId("drawn").hidden = drawn >= all && !scene.cut;
    byId("drawn").textContent = t("drawn", { drawn: number(drawn), lines: many("lines", all) });
  }

  async function show(state, before) {
    const [next, found] = await Promise.all([source.view(state), state.net === "all" ? null : source.ties(state)]);
    if (state !== store.state) return; // overtaken by a newer choice
    if (next.unknown.length) {
      store.drop(next.unknown);
      return;
    }
    [view, ties] = [next, found];
    document.documentElement.dataset.theme = state.theme;
    if (!before || before.theme !== state.theme) picture.setTheme(state.theme);
    for (const name of VIEWS) {
      byId(`tab-${name}`).setAttribute("aria-selected", String(state.view === name));
      byId(`tab-${name}`).tabIndex = state.view === name ? 0 : -1;
      byId(`view-${name}`).hidden = state.view !== name;
    }
    replace(byId("chips"), filters.chips(state));
    byId("clear").hidden = !filtered(state);
    byId("tagline").hidden = filtered(state) || state.net !== "all" || state.view !== "picture";
    tools.show(state);
    tale.show(state, before);
    if (draw(state) || !before || before.view !== state.view) picture.fit();
    legend.show(view.lines, state.net, overview.reviews || haloOf(state, overview));
    picture.setLayout(state.layout);
    if (store.fresh && (state.moved.length || picture.moves.any(picture.arrangement()))) picture.moves.load(picture.arrangement(), state.moved.map(moveOf));
    store.fresh = false;
    noteMoves();
    const shown = { table, matrix, compare }[state.view]?.show(state, totals);
    filters.show(view, state);
    byId("none").hidden = view.totals.lines > 0 || state.view === "compare";
    byId("none-ties").hidden = !(view.lines.length && !scene.lines.length && state.view === "picture");
    await Promise.all([shown, panel.show(state, view), search.show(state)]);
    if (panelWanted) panel.focus();
    panelWanted = false;
    announce(state);
  }

  /** Say in one line what is shown now: to the eye above the picture, to screen readers when it changes. */
  function announce(state) {
    const tied = state.net !== "all" && state.view === "picture";
    const alone = state.view === "picture" && !tied && state.own;
    const lines = alone ? scene.lines.length : view.totals.lines;
    const speakers = alone ? new Set(scene.lines.map((line) => line.speaker)).size : view.totals.speakers;
    const topics = alone ? new Set(scene.lines.map((line) => line.topic)).size : view.totals.topics;
    const text = tied
      ? t("showing.ties", { lines: many("lines", scene.lines.length), nodes: many(state.by === "person" ? "speakers" : "groups", picture.nodes().length) })
      : t("showing", { lines: many("lines", lines), speakers: many("speakers", speakers), topics: many("topics", topics) });
    const part = lines < totals.totals.lines ? ` (${t("showing.part", { shown: number(lines), lines: number(totals.totals.lines) })})` : "";
    byId("showing").textContent = text + part;
    const heading = state.at ? byId("panel").querySelector("h2").textContent : "";
    const now = heading ? `${heading}. ${byId("panel").querySelector("h3.number").textContent}` : text;
    if (announced !== now) byId("live").textContent = now;
    announced = now;
  }

  function tellIgnored() {
    const told = [store.ignored.length ? t("notice.ignored", { what: store.ignored.join(", ").slice(0, 300) }) : "", ...notes].filter(Boolean);
    byId("notice").hidden = !told.length;
    if (told.length) replace(byId("notice-text"), said(told.join(" ")));
  }

  /** A server may be gone; what was asked of it last is not shown. */
  function tellLost(error) {
    if (!source.file) throw error;
    notes = [t("served.lost")];
    tellIgnored();
  }

  /** What was moved in this arrangement belongs to the address. */
  function noteMoves() {
    const moved = picture.moves.list(picture.arrangement()).map(([id, place]) => moveText(id, place));
    if (moved.join() !== store.state.moved.join()) store.note({ moved });
    tools.moved();
  }

  let showing = 0;
  async function shown(state, before) {
    showing += 1;
    await show(state, before).catch(tellLost).finally(() => (showing -= 1));
  }

  listeners.push((state, before) => shown(state, before));
  listeners.push(tellIgnored);
  byId("notice-close").addEventListener("click", () => {
    notes = [];
    byId("notice").hidden = true;
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.setTheme(store.state.theme));
  addEventListener("beforeprint", () => picture.setTheme("light"));
  addEventListener("afterprint", () => picture.setTheme(store.state.theme));
  tellIgnored();
  if (!location.hash) tale.begin();
  await shown(store.state, null);
  globalThis.quotegraph = { picture, store, idle: () => showing === 0 };
  document.documentElement.dataset.ready = "yes";
  setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(() => source.warm()), WARM_AFTER);
}

start().catch((error) => {
  byId("failed").hidden = false;
  throw error;
});
