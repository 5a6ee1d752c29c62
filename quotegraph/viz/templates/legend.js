// The legend: what the marks mean, and one line of this very picture as an example.

import { el, replace, said, svg } from "./dom.js";
import { t } from "./text.js";

function sample(stance, dashes, width = 3, faint = false) {
  return svg("svg", { class: "sample", viewBox: "0 0 34 10", "aria-hidden": "true" }, svg("line", {
    x1: 1, x2: 33, y1: 5, y2: 5, class: `${stance}${faint ? " faint" : ""}`, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : null,
  }));
}

/** `speakers`: the kinds of those that there are. */
export function createLegend(box, style, speakers, choose) {
  const there = new Set(speakers.filter((kind) => Object.hasOwn(style.icons, kind)));
  const wide = document.documentElement.clientWidth; // 0 in a frame that is not laid out yet
  if (wide && wide < 700) box.open = false; // it would fill the screen
  const example = el("li", { class: "example" });
  const item = (picture, text) => el("li", {}, picture, " ", el("span", {}, text));
  const icon = (path) => svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path }));
  const [support, oppose, width] = [el("span"), el("span"), el("span")];
  const forIt = item(sample("support", style.dashes.support), support);
  const againstIt = item(sample("oppose", style.dashes.oppose, 3), oppose);
  const neutral = item(sample("neutral", style.dashes.neutral, 1.6), t("neutral"));
  const faint = item(sample("support", null, 3, true), t("legend.faint"));
  const topic = item(el("span", { class: "square", "aria-hidden": "true" }), t("legend.topic"));
  const kinds = el("li", { class: "icons", hidden: !there.size }, Object.keys(style.icons).filter((kind) => there.has(kind)).map((kind) => [icon(style.icons[kind]), " ", el("span", {}, t(`kind.${kind}`))]));
  const rim = item(el("span", { class: "round rim", "aria-hidden": "true" }), t("legend.halo"));
  replace(box,
    el("summary", {}, t("legend")),
    el("ul", {},
      forIt, againstIt, neutral,
      item(sample("support", null, 6), width),
      faint,
      item(el("span", { class: "round", "aria-hidden": "true" }, "AB"), t("legend.speaker")),
      topic,
      kinds,
      el("li", {}, t("legend.sides")),
      rim,
      example));

  return {
    /** The line with the most quotations explains itself; `net`: which picture it is; `halo`: whether there are rims. */
    show(lines, net, halo) {
      const ties = net !== "all";
      support.textContent = t(ties ? "net.agree" : "support");
      oppose.textContent = t(ties ? "net.differ" : "oppose");
      width.textContent = t(ties ? "legend.width.ties" : "legend.width");
      neutral.hidden = faint.hidden = topic.hidden = ties;
      forIt.hidden = net === "differ";
      againstIt.hidden = net === "agree";
      rim.hidden = !halo;
      const signed = lines.filter((line) => line.stance !== "neutral");
      const best = signed.reduce((most, line) => (!most || line.count > most.count ? line : most), null);
      example.hidden = !best || ties;
      if (!best) return;
      const at = { what: "line", stance: best.stance, speaker: best.speaker, topic: best.topic };
      replace(example, t("legend.example"), " ", el("button", { type: "button", class: "link", on: { click: () => choose(at, true) } },
        said(best.speaker), " ", el("span", { class: `verb ${best.stance}` }, t(best.stance)), " ", said(best.label)));
    },
  };
}
