// Brings the parts together: one state, every part shows it.

import { byId, el, replace, said } from "./dom.js";
import { brief, many, number, showDate, speak, t } from "./text.js";
import { VIEWS, blank, createStore, filtered } from "./state.js";
import { affiliation, plannedNodes } from "./scene.js";
import { embedded } from "./data.js";
import { isDark } from "./paint.js";
import { createPicture } from "./picture.js";
import { createKeys } from "./keys.js";
import { createTable } from "./table.js";
import { createMatrix } from "./matrix.js";
import { createPanel } from "./panel.js";
import { createFilters } from "./filters.js";
import { createSearch } from "./search.js";
import { createLegend } from "./legend.js";

async function start() {
  const block = JSON.parse(byId("data").textContent);
  speak(block.texts, block.language);
  const source = embedded(block, byId("words").textContent);
  const overview = await source.overview();
  writeHead(overview);
  if (!overview.counts.statements) {
    document.body.classList.add("empty");
    byId("nothing").hidden = false;
    return;
  }
  await explore(source, overview, block.style);
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

async function explore(source, overview, style) {
  const totals = await source.view(blank());
  const listeners = [];
  const store = createStore(knownValues(overview), listeners);
  const topicLabel = new Map(overview.topics.map((topic) => [topic.id, topic]));
  let view = totals;
  let announced = "";

  let panelWanted = false;

  /** `follow`: the keyboard's focus goes to the panel as well. */
  function choose(at, follow = false) {
    panelWanted = follow;
    store.set({ at }, true);
  }

  const planned = plannedNodes(overview);
  const picture = createPicture(byId("canvas"), overview.network, style, {
    choose, point: (at, x, y) => showTip(at, x, y, view, topicLabel), drawn: () => {}, moved: () => {},
  });
  const draw = (at) => {
    const scene = { ...affiliation(planned, view.lines, at, overview), halo: false };
    picture.show(scene);
    keys.show(scene.lines);
  };
  const keys = createKeys(byId("picture"), byId("options"), picture, describe, { choose, preview: draw });

  function describe(at) {
    if (at.what === "speaker") return t("picture.option.speaker", { name: at.speaker, quotations: many("quotations", overview.speakers.find(({ name }) => name === at.speaker).count) });
    const topic = topicLabel.get(at.topic);
    if (at.what === "topic") return t("picture.option.topic", { name: topic.label, quotations: many("quotations", topic.count) });
    const line = view.lines.find((one) => one.stance === at.stance && one.speaker === at.speaker && one.topic === at.topic);
    return `${t("picture.tip.line", { speaker: at.speaker, stance: t(at.stance), topic: topic.label })}, ${many("quotations", line.count)}`;
  }
  const table = createTable(byId("table"), store, overview.confidences, choose);
  const matrix = createMatrix(byId("matrix"), overview, choose);
  const panel = createPanel(byId("panel"), source, overview, choose);
  const filters = createFilters(byId("facets"), store, overview);
  const search = createSearch(byId("q"), byId("results"), store, source, choose);
  const legend = createLegend(byId("legend"), style, choose);
  filters.start(totals);
  controls(store, picture);

  async function show(state, before) {
    view = await source.view(state);
    if (state !== store.state) return; // overtaken by a newer choice
    document.documentElement.dataset.theme = state.theme;
    if (!before || before.theme !== state.theme) picture.setTheme(state.theme);
    for (const name of VIEWS) {
      byId(`tab-${name}`).setAttribute("aria-selected", String(state.view === name));
      byId(`tab-${name}`).tabIndex = state.view === name ? 0 : -1;
      byId(`view-${name}`).hidden = state.view !== name;
    }
    legend.show(view.lines);
    replace(byId("chips"), filters.chips(state));
    byId("clear").hidden = !filtered(state);
    byId("tagline").hidden = filtered(state);
    byId("filtered").hidden = !filtered(state) && state.view !== "picture";
    draw(state.at);
    if (!before || before.view !== state.view) picture.fit();
    picture.setLayout(state.layout);
    byId("layout").value = state.layout;
    if (state.view === "table") table.show(view.lines, state);
    if (state.view === "matrix") matrix.show(view.lines, state);
    filters.show(view, state);
    byId("none").hidden = view.lines.length > 0;
    byId("theme").textContent = t(isDark(state.theme) ? "theme.light" : "theme.dark");
    await Promise.all([panel.show(state, view.lines), search.show(state)]);
    if (panelWanted) panel.focus();
    panelWanted = false;
    announce();
  }

  /** Say in one line what is shown now: to the eye above the picture, to screen readers when it changes. */
  function announce() {
    const speakers = new Set(view.lines.map((line) => line.speaker)).size;
    const topics = new Set(view.lines.map((line) => line.topic)).size;
    const text = t("showing", { lines: many("lines", view.lines.length), speakers: many("speakers", speakers), topics: many("topics", topics) });
    const part = view.lines.length < totals.lines.length ? ` (${t("showing.part", { shown: number(view.lines.length), lines: number(totals.lines.length) })})` : "";
    byId("showing").textContent = text + part;
    const heading = store.state.at ? byId("panel").querySelector("h2").textContent : "";
    const now = heading ? `${heading}. ${byId("panel").querySelector("h3.number").textContent}` : text;
    if (announced !== now) byId("live").textContent = now;
    announced = now;
  }

  function tellIgnored() {
    byId("notice").hidden = !store.ignored.length;
    if (store.ignored.length) replace(byId("notice-text"), said(t("notice.ignored", { what: store.ignored.join(", ").slice(0, 300) })));
  }

  listeners.push((state, before) => show(state, before));
  listeners.push(tellIgnored);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.setTheme(store.state.theme));
  addEventListener("beforeprint", () => picture.setTheme("light"));
  addEventListener("afterprint", () => picture.setTheme(store.state.theme));
  tellIgnored();
  await show(store.state, null);
  globalThis.quotegraph = { picture, store };
  document.documentElement.dataset.ready = "yes";
}

/** Which values the address may name. */
function knownValues(overview) {
  const speakers = new Set(overview.speakers.map(({ name }) => name));
  const topics = new Set(overview.topics.map(({ id }) => id));
  return {
    facets: overview.known,
    at: ({ what, stance, speaker, topic }) =>
      what === "speaker" ? speakers.has(speaker) : what === "topic" ? topics.has(topic) : what === "line" ? overview.hasLine(stance, speaker, topic) : true,
  };
}

function controls(store, picture) {
  VIEWS.forEach((name, place) => {
    const tab = byId(`tab-${name}`);
    tab.addEventListener("click", () => store.set({ view: name }, true));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = VIEWS[(place + step + VIEWS.length) % VIEWS.length];
      store.set({ view: next }, true);
      byId(`tab-${next}`).focus();
    });
  });
  byId("layout").addEventListener("change", (event) => store.set({ layout: event.target.value }, true));
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => picture.zoom(0.8));
  byId("zoom-fit").addEventListener("click", () => picture.fit());
  byId("theme").addEventListener("click", () => store.set({ theme: isDark(store.state.theme) ? "light" : "dark" }));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address belongs to the state
    byId("picture").focus();
  });
  const clear = () => store.set({ ...blank(), view: store.state.view, layout: store.state.layout, theme: store.state.theme, at: store.state.at, sort: store.state.sort, down: store.state.down }, true);
  byId("clear").addEventListener("click", clear);
  byId("none-clear").addEventListener("click", clear);
  byId("notice-close").addEventListener("click", () => (byId("notice").hidden = true));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("q").focus();
    } else if (event.key === "Escape" && !typing && store.state.at && !event.defaultPrevented) store.set({ at: null }, true);
  });
}

function showTip(at, x, y, view, topicLabel) {
  const tip = byId("tip");
  tip.hidden = at === null;
  if (!at) return;
  if (at.what === "line") {
    const line = view.lines.find((one) => one.stance === at.stance && one.speaker === at.speaker && one.topic === at.topic);
    replace(tip, el("b", {}, said(brief(at.speaker)), " ", el("span", { class: `verb ${at.stance}` }, t(at.stance)), " ", said(brief(topicLabel.get(at.topic).label))),
      el("br"), t("picture.tip.open", { quotations: many("quotations", line ? line.count : 0) }));
  } else if (at.what === "topic") {
    const topic = topicLabel.get(at.topic);
    replace(tip, said(brief(topic.label), "b"), topic.proposition ? [el("br"), said(topic.proposition)] : null, el("br"), many("quotations", topic.count));
  } else replace(tip, said(brief(at.speaker), "b"));
  const { offsetWidth: width, offsetHeight: height } = tip;
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
  tip.style.top = `${y + 18 + height > innerHeight ? y - height - 10 : y + 18}px`;
}

start().catch((error) => {
  byId("failed").hidden = false;
  throw error;
});
