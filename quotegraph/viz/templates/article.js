// A whole article in a window of its own, the quotation's words marked; only where the page holds the text.

import { el, replace, said, safeLink } from "./dom.js";
import { showDate, t } from "./text.js";

const PARTS = ["", "content", "cue", "source"];

export function openArticle(box, { article, whole }) {
  const parts = whole();
  const link = article.url ? safeLink(article.url, `${t("card.open")} ↗`) : null;
  replace(box,
    el("form", { method: "dialog" }, el("button", { class: "close", "aria-label": t("panel.close") }, "×")),
    said(article.title || article.id, "h2", { id: "article-title" }),
    el("p", { class: "about" }, [article.publisher, article.date && showDate(article.date)].filter(Boolean).map((text, place) => [place ? ", " : "", said(text)]), link ? [" · ", link] : null),
    el("div", { class: "text", dir: "auto", tabindex: "0" }, parts.map(([text, part]) => (part ? el(part === 1 ? "mark" : "span", { class: PARTS[part] }, text) : text))));
  box.showModal();
  box.querySelector("mark, .source")?.scrollIntoView({ block: "center" });
}
