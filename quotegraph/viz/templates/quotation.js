// One quotation as a card: the words in their place, who said them where and when, and how sure we are.

import { el, said, safeLink } from "./dom.js";
import { brief, showDate, t, tOr } from "./text.js";

const BLANK_LINES = /\n\s*\n/g;
const PARTS = ["", "content", "cue", "source"];

/** The text with its parts marked; what was left out is an ellipsis. */
export function passage(pieces) {
  if (!pieces.some(([text]) => text)) return el("p", { class: "words none" }, t("card.nowords"));
  return el("blockquote", { class: "words", dir: "auto" }, pieces.map(([text, part]) => {
    if (text === null) return el("span", { class: "gap", title: t("card.left") }, "…");
    if (!part) return text.replace(BLANK_LINES, "\n");
    return el(part === 1 ? "mark" : "span", { class: PARTS[part], title: t(`panel.part.${PARTS[part]}`) }, text);
  }));
}

/** `choose(at)` is called when somebody follows a stance of the card to its line, `open(quotation)` to read the article. */
export function quotationCard(quotation, at, choose, open) {
  const { article } = quotation;
  const views = quotation.views.map((view) => {
    const degree = view.stance === "neutral" ? "" : view.intensity === 1 ? t("card.guarded") : view.intensity === 3 ? t("card.emphatic") : "";
    const facts = [degree, view.confidence === null ? "" : t("card.sure", { n: Math.round(view.confidence * 100) })].filter(Boolean);
    return el("li", {},
      el("button", {
        type: "button", class: `view ${view.stance}`,
        on: { click: () => choose({ what: "line", stance: view.stance, speaker: view.speaker, topic: view.topic }) },
      }, at.what === "speaker" ? "" : [said(brief(view.speaker)), " "], el("b", {}, t(view.stance)), " ", said(brief(view.label))),
      facts.length ? el("span", { class: "facts" }, facts.join(", ")) : null);
  });
  const facts = [
    quotation.type ? tOr(`type.${quotation.type}`, quotation.type) : "",
    quotation.modality && quotation.modality !== "asserted" ? tOr(`modality.${quotation.modality}`, quotation.modality) : "",
  ].filter(Boolean).map((fact) => el("span", { class: "tag" }, fact));
  if (quotation.via) facts.push(el("span", { class: "tag" }, t("card.via", { name: quotation.via })));
  if (quotation.reviewed) facts.push(el("span", { class: "tag reviewed" }, `✓ ${t("card.reviewed")}`));
  const link = article.url ? safeLink(article.url, `${t("card.open")} ↗`) : null;
  const where = [article.publisher ? said(article.publisher) : null, article.date ? el("time", {}, showDate(article.date)) : null].filter(Boolean);
  return el("article", { class: "card" },
    passage(quotation.pieces),
    el("p", { class: "where" },
      said(article.title || article.id || t("card.noarticle"), "cite"),
      where.length ? [where.flatMap((part, place) => (place ? [", ", part] : [part]))] : null,
      link ? [" · ", link] : null,
      quotation.whole() ? [" · ", el("button", { type: "button", class: "link whole", on: { click: () => open(quotation) } }, t("card.whole"))] : null),
    facts.length ? el("p", { class: "tags" }, facts) : null,
    el("ul", { class: "views" }, views));
}

/** What the marks mean, for the foot of the panel. */
export function marksKey() {
  return el("p", { class: "marks" }, t("panel.marks"), ": ",
    el("mark", { class: "content" }, t("panel.part.content")), " ",
    el("span", { class: "source" }, t("panel.part.source")), " ",
    el("span", { class: "cue" }, t("panel.part.cue")));
}

