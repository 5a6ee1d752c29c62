// Two stretches of time side by side: which lines appeared, which vanished, who turned.

import { el, replace, said } from "./dom.js";
import { many, number, t } from "./text.js";
import { halves, spanOf } from "./dates.js";
import { arranged, selected } from "./lines.js";
import { affiliation, lineAt } from "./scene.js";
import { drawStage, fittingScale, stillScene } from "./stage.js";
import { isDark } from "./paint.js";

const PAGE = 40;
const AIR = 16;
const MOST_STRETCH = 3;
const pairOf = (line) => JSON.stringify([line.speaker, line.topic]);

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

/** What differs between the lines of two times. */
export function differences(before, after) {
  const [left, right] = [leanings(before), leanings(after)];
  const turned = [...right].filter(([key, { sum }]) => left.has(key) && Math.sign(left.get(key).sum) * Math.sign(sum) === -1)
    .map(([key, { line, sum }]) => ({ speaker: line.speaker, topic: line.topic, label: line.label, from: left.get(key).sum > 0 ? "support" : "oppose", to: sum > 0 ? "support" : "oppose" }));
  const turners = new Set(turned.map(pairOf));
  const [had, has] = [before, after].map((lines) => new Set(lines.map(({ id }) => id)));
  const only = (lines, others) => lines.filter((line) => !others.has(line.id) && !turners.has(pairOf(line))).sort((a, b) => b.count - a.count || a.id - b.id);
  return { turned, turners, appeared: only(after, had), vanished: only(before, has), stayed: after.filter(({ id }) => had.has(id)).length };
}

export function createCompare(box, store, source, overview, planned, style, choose) {
  let turn = 0;

  function dateInput(key, span, side) {
    const input = el("input", { type: "date", value: span[side], "aria-label": `${t(`compare.${key}`)}: ${t(side ? "date.to" : "date.from")}`, on: { change: () => {
      const now = [...span];
      now[side] = input.value;
      if (now[0] || now[1]) store.set({ [key]: now.join("..") }, true);
    } } });
    return input;
  }

  function listOf(title, rows, row) {
    const list = el("ul", {}, rows.slice(0, PAGE).map(row));
    return el("section", {}, el("h3", {}, title, " ", el("span", { class: "count" }, number(rows.length))),
      rows.length ? list : el("p", { class: "about" }, t("compare.none")),
      rows.length > PAGE ? el("button", { type: "button", class: "more", on: { click: (event) => (list.append(...rows.slice(PAGE).map(row)), event.target.remove()) } }, t("more", { n: number(rows.length - PAGE) })) : null);
  }

  const lineRow = (line) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose(lineAt(line), true) } },
    said(line.speaker), " ", el("span", { class: `verb ${line.stance}` }, t(line.stance)), " ", said(line.label)));
  const turnRow = (one) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose({ what: "line", stance: one.to, speaker: one.speaker, topic: one.topic }, true) } },
    said(one.speaker), ", ", said(one.label), ": ", el("span", { class: `verb ${one.from}` }, t(one.from)), " → ", el("span", { class: `verb ${one.to}` }, t(one.to))));

  function draw(canvas, lines, part, theme) {
    const colours = style.colours[isDark(theme) ? "dark" : "light"];
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = Math.min(2, devicePixelRatio || 1);
    [canvas.width, canvas.height] = [Math.max(1, width * ratio), Math.max(1, height * ratio)];
    const made = affiliation(planned, lines, null, overview);
    const [left, top, right, bottom] = overview.network.bounds;
    const label = Math.max(...overview.network.rooms);
    const scale = fittingScale(overview.network.bounds, label, width, height, AIR, style.font, 1.5);
    const stretch = Math.min(MOST_STRETCH, Math.max(1, (height - 2 * AIR) / ((bottom - top) * scale)));
    const nodes = new Map(made.nodes.map((node) => [node.id, { ...node, y: node.y * stretch, inSight: true }]));
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio * scale, 0, 0, ratio * scale, (ratio * width) / 2 - (ratio * scale * (left + right)) / 2, (ratio * height) / 2 - (ratio * scale * stretch * (top + bottom)) / 2);
    const scene = stillScene(colours, made.lines, part);
    drawStage(ctx, selected(arranged(made.lines, nodes), scene, false), nodes.values(), scene, style, scale, true);
  }

  return {
    async show(state, totals) {
      const mine = (turn += 1);
      const parts = halves(totals.dates);
      if (!parts && !(state.a && state.b)) {
        replace(box, el("p", { class: "about" }, t("compare.undated")));
        return;
      }
      const times = [spanOf(state.a || parts[0]), spanOf(state.b || parts[1])];
      const [before, after] = await source.windows(state, times);
      if (mine !== turn) return;
      const found = differences(before, after);
      const canvases = ["a", "b"].map((key) => el("canvas", { role: "img", "aria-label": t("compare.picture", { name: t(`compare.${key}`), lines: many("lines", (key === "a" ? before : after).length) }) }));
      replace(box,
        el("p", { class: "about" }, t("compare.about")),
        el("div", { class: "windows" }, ["a", "b"].map((key, place) => el("figure", {},
          el("figcaption", {}, el("b", {}, t(`compare.${key}`)), " ", dateInput(key, times[place], 0), " – ", dateInput(key, times[place], 1), " ", el("span", { class: "count" }, many("lines", (place ? after : before).length))),
          canvases[place]))),
        el("div", { class: "changes" },
          listOf(t("compare.turned"), found.turned, turnRow),
          listOf(t("compare.appeared"), found.appeared, lineRow),
          listOf(t("compare.vanished"), found.vanished, lineRow)),
        el("p", { class: "about" }, t("compare.stayed", { lines: many("lines", found.stayed) })));
      const changed = new Set([...found.appeared, ...found.vanished].map(({ id }) => id));
      const part = (line) => changed.has(line.id) || found.turners.has(pairOf(line));
      draw(canvases[0], before, part, state.theme);
      draw(canvases[1], after, part, state.theme);
    },
  };
}
