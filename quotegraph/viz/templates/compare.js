// Two stretches of time side by side: which lines appeared, which vanished, who turned.

import { el, replace, said } from "./dom.js";
import { many, number, t } from "./text.js";
import { halves, spanOf } from "./dates.js";
import { arranged, selected } from "./lines.js";
import { affiliation, lineAt } from "./scene.js";
import { pairOf } from "./changes.js";
import { drawStage, fittingScale, stillScene } from "./stage.js";
import { isDark } from "./paint.js";

const PAGE = 40;
const AIR = 16;
const MOST_STRETCH = 3;

export function createCompare(box, store, source, style, choose) {
  let turn = 0;

  function dateInput(key, span, side) {
    const input = el("input", { type: "date", value: span[side], "aria-label": `${t(`compare.${key}`)}: ${t(side ? "date.to" : "date.from")}`, on: { change: () => {
      const now = [...span];
      now[side] = input.value;
      if (now[0] || now[1]) store.set({ [key]: now.join("..") }, true);
    } } });
    return input;
  }

  function listOf(title, { number: all, rows }, row) {
    const list = el("ul", {}, rows.slice(0, PAGE).map(row));
    return el("section", {}, el("h3", {}, title, " ", el("span", { class: "count" }, number(all))),
      rows.length ? list : el("p", { class: "about" }, t("compare.none")),
      rows.length > PAGE ? el("button", { type: "button", class: "more", on: { click: (event) => (list.append(...rows.slice(PAGE).map(row)), event.target.remove()) } }, t("more", { n: number(rows.length - PAGE) })) : null);
  }

  const lineRow = (line) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose(lineAt(line), true) } },
    said(line.speaker), " ", el("span", { class: `verb ${line.stance}` }, t(line.stance)), " ", said(line.label)));
  const turnRow = (one) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose({ what: "line", stance: one.to, speaker: one.speaker, topic: one.topic }, true) } },
    said(one.speaker), ", ", said(one.label), ": ", el("span", { class: `verb ${one.from}` }, t(one.from)), " → ", el("span", { class: `verb ${one.to}` }, t(one.to))));

  function draw(canvas, lines, { planned, bounds }, part, theme) {
    const colours = style.colours[isDark(theme) ? "dark" : "light"];
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = Math.min(2, devicePixelRatio || 1);
    [canvas.width, canvas.height] = [Math.max(1, width * ratio), Math.max(1, height * ratio)];
    const made = affiliation({ planned, bounds, lines }, null);
    const [left, top, right, bottom] = bounds;
    const label = [...planned.values()].reduce((most, node) => Math.max(most, node.room ?? 0), 0);
    const scale = fittingScale(bounds, label, width, height, AIR, style.font, 1.5);
    const stretch = Math.min(MOST_STRETCH, Math.max(1, (height - 2 * AIR) / ((bottom - top) * scale)));
    const nodes = new Map(made.nodes.map((node) => [node.id, { ...node, y: node.y * stretch, inSight: true }]));
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio * scale, 0, 0, ratio * scale, (ratio * width) / 2 - (ratio * scale * (left + right)) / 2, (ratio * height) / 2 - (ratio * scale * stretch * (top + bottom)) / 2);
    const scene = stillScene(colours, made.lines, part);
    drawStage(ctx, selected(arranged(made.lines, nodes, style.card[0]), scene, false), nodes.values(), scene, style, scale, true);
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
      const found = await source.compare(state, times);
      if (mine !== turn) return;
      const { before, after } = found;
      const canvases = ["a", "b"].map((key) => el("canvas", { role: "img", "aria-label": t("compare.picture", { name: t(`compare.${key}`), lines: many("lines", (key === "a" ? before : after).number) }) }));
      replace(box,
        el("p", { class: "about" }, t("compare.about")),
        el("div", { class: "windows" }, ["a", "b"].map((key, place) => el("figure", {},
          el("figcaption", {}, el("b", {}, t(`compare.${key}`)), " ", dateInput(key, times[place], 0), " – ", dateInput(key, times[place], 1), " ", el("span", { class: "count" }, many("lines", (place ? after : before).number))),
          canvases[place]))),
        el("div", { class: "changes" },
          listOf(t("compare.turned"), found.turned, turnRow),
          listOf(t("compare.appeared"), found.appeared, lineRow),
          listOf(t("compare.vanished"), found.vanished, lineRow)),
        el("p", { class: "about" }, t("compare.stayed", { lines: many("lines", found.stayed) })));
      const turners = new Set(found.turned.rows.map(pairOf));
      const part = (line) => line.changed || turners.has(pairOf(line));
      draw(canvases[0], before.lines, found, part, state.theme);
      draw(canvases[1], after.lines, found, part, state.theme);
    },
  };
}
