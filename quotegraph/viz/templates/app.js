// Brings the parts together: one state, every part shows it.

import { byId, replace, said } from "./dom.js";
import { many, number, showDate, speak, t } from "./text.js";
import { VIEWS, blank, createStore, filtered } from "./state.js";
import { affiliation, alone, plannedNodes } from "./scene.js";
import { possible, relations } from "./relations.js";
import { embedded } from "./data.js";
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
  const source = embedded(block, () => byId("words").textContent);
  const overview = await source.overview();
  writeHead(overview);
  if (!overview.counts.statements) {
    document.body.classList.add("empty");
    byId("nothing").hidden = false;
    if (block.found) {
      byId("nothing-text").textContent = t("empty.found", { quotations: many("quotations", block.found) });
      byId("nothing-command").textContent = t("empty.found.command");
    }
    return;
  }
  await explore(source, overview, block);
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

async function explore(source, overview, { style, story, ignored }) {
  const tour = story ?? { title: "", steps: [] };
  let notes = ignored ?? []; // shown until somebody closes them
  const totals = await source.view(blank());
  const listeners = [];
  const bys = possible(overview);
  const store = createStore(knownValues(overview, bys, tour), listeners);
  let view = totals;
  let scene = { key: "", lines: [] };
  let announced = "";
  let panelWanted = false;

  /** `follow`: the keyboard's focus goes to the panel as well. */
  function choose(at, follow = false) {
    panelWanted = follow;
    hideHints();
    store.set({ at, ...(at && (at.what === "speaker" || at.what === "topic") ? {} : { own: "" }) }, true);
  }

  const planned = plannedNodes(overview);
  const describe = createDescribe(overview, () => view.lines, () => scene.lines);
  const picture = createPicture(byId("canvas"), overview.network, style, {
    choose, point: createTip(overview, () => view.lines, () => scene.lines), drawn: tellDrawn, moved: () => tools.moved(),
  });
  const keys = createKeys(byId("picture"), byId("options"), picture, describe, { choose, preview: (at) => draw({ ...store.state, at }) });
  const table = createTable(byId("table"), store, overview.confidences, choose);
  const matrix = createMatrix(byId("matrix"), overview, choose);
  const compare = createCompare(byId("compare"), store, source, overview, planned, style, choose);
  const panel = createPanel(byId("panel"), source, overview, {
    choose, own: () => store.set({ own: store.state.own ? "" : "1", net: "all", view: "picture" }, true), open: (quotation) => openArticle(byId("article"), quotation),
  });
  const filters = createFilters(byId("facets"), store, overview);
  const search = createSearch(byId("q"), byId("results"), store, source, choose);
  const legend = createLegend(byId("legend"), style, choose);
  const tools = controls(store, picture, bys);
  const tale = createStory(byId("story"), byId("story-open"), tour, store, (state) => (state.at ? describe(state.at) : t("story.all")));
  const hideHints = createHints(byId("hints"));
  createSave(picture, overview.title || t("title"), () => view.lines);
  filters.start(totals);

  /** The picture of `state`; returns whether it is arranged in another way than before. */
  function draw(state) {
    const key = scene.key;
    const own = state.own && state.at && (state.at.what === "speaker" || state.at.what === "topic");
    scene = state.net !== "all" ? relations(planned, view.lines, state, overview, style)
      : own ? alone(planned, view.lines, state.at, overview) : affiliation(planned, view.lines, state.at, overview);
    picture.show({ ...scene, halo: haloOf(state, overview) });
    keys.show(scene.lines);
    return key !== scene.key;
  }

  function tellDrawn(drawn, all) {
    byId("drawn").hidden = drawn >= all && !scene.cut;
    byId("drawn").textContent = t("drawn", { drawn: number(drawn), lines: many("lines", all) });
  }

  async function show(state, before) {
    const next = await source.view(state);
    if (state !== store.state) return; // overtaken by a newer choice
    view = next;
    document.documentElement.dataset.theme = state.theme;
    if (!before || before.theme !== state.theme) picture.setTheme(state.theme);
    for (const name of VIEWS) {
      byId(`tab-${name}`).setAttribute("aria-selected", String(state.view === name));
      byId(`tab-${name}`).tabIndex = state.view === name ? 0 : -1;
      byId(`view-${name}`).hidden = state.view !== name;
    }
    legend.show(view.lines, state.net);
    replace(byId("chips"), filters.chips(state));
    byId("clear").hidden = !filtered(state);
    byId("tagline").hidden = filtered(state) || state.net !== "all" || state.view !== "picture";
    tools.show(state);
    tale.show(state, before);
    if (draw(state) || !before || before.view !== state.view) picture.fit();
    picture.setLayout(state.layout);
    if (state.view === "table") table.show(view.lines, state);
    if (state.view === "matrix") matrix.show(view.lines, state);
    if (state.view === "compare") await compare.show(state, totals);
    filters.show(view, state);
    byId("none").hidden = view.lines.length > 0 || state.view === "compare";
    byId("none-ties").hidden = !(view.lines.length && !scene.lines.length && state.view === "picture");
    await Promise.all([panel.show(state, view.lines), search.show(state)]);
    if (panelWanted) panel.focus();
    panelWanted = false;
    announce(state);
  }

  /** Say in one line what is shown now: to the eye above the picture, to screen readers when it changes. */
  function announce(state) {
    const ties = state.net !== "all" && state.view === "picture";
    const lines = state.view === "picture" && !ties ? scene.lines : view.lines;
    const speakers = new Set(lines.map((line) => line.speaker)).size;
    const topics = new Set(lines.map((line) => line.topic)).size;
    const text = ties
      ? t("showing.ties", { lines: many("lines", scene.lines.length), nodes: many(state.by === "person" ? "speakers" : "groups", picture.nodes().length) })
      : t("showing", { lines: many("lines", lines.length), speakers: many("speakers", speakers), topics: many("topics", topics) });
    const part = lines.length < totals.lines.length ? ` (${t("showing.part", { shown: number(lines.length), lines: number(totals.lines.length) })})` : "";
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

  let showing = 0;
  async function shown(state, before) {
    showing += 1;
    await show(state, before).finally(() => (showing -= 1));
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

/** Which values the address may name. */
function knownValues(overview, bys, story) {
  const speakers = new Set(overview.speakers.map(({ name }) => name));
  const topics = new Set(overview.topics.map(({ id }) => id));
  const groups = (by) => (by === "person" ? speakers : new Set(overview.speakers.flatMap((speaker) => [speaker[by], speaker.kind === by ? speaker.name : ""])));
  const known = {
    speaker: ({ speaker }) => speakers.has(speaker),
    topic: ({ topic }) => topics.has(topic),
    line: ({ stance, speaker, topic }) => overview.hasLine(stance, speaker, topic),
    group: ({ by, name }) => bys.includes(by) && Boolean(name) && groups(by).has(name),
    pair: ({ by, one, other }) => bys.includes(by) && one !== "" && other !== "" && groups(by).has(one) && groups(by).has(other),
  };
  return { facets: overview.known, bys, story, at: (at) => known[at.what](at) };
}

start().catch((error) => {
  byId("failed").hidden = false;
  throw error;
});
