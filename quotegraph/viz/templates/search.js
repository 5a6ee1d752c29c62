// Search: what is typed narrows the picture and lists speakers, topics and words that match.

import { el, replace, said } from "./dom.js";
import { number, t } from "./text.js";

const LIMIT = 5;
const ROOM = 110;

/** The part of `words` around what was asked for. */
function snippet(words, asked) {
  const found = words.toLowerCase().indexOf(asked.toLowerCase().split(" ")[0]);
  const start = found < 60 ? 0 : words.indexOf(" ", found - 40) + 1;
  return `${start ? "… " : ""}${words.slice(start, start + ROOM)}${start + ROOM < words.length ? " …" : ""}`;
}

export function createSearch(input, box, store, source, choose) {
  let waiting = 0;
  let turn = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => store.set({ q: input.value.slice(0, 500) }), 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") box.querySelector("button")?.focus();
    else if (event.key === "Escape" && input.value) {
      input.value = "";
      store.set({ q: "" });
    } else return;
    event.preventDefault();
  });

  const group = (title, rows) => (rows.length ? el("section", {}, el("h2", {}, title), el("ul", {}, rows)) : null);
  const hit = (at, ...content) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => choose(at) } }, content));

  return {
    async show(state) {
      if (input.value !== state.q && document.activeElement !== input) input.value = state.q;
      const mine = (turn += 1);
      const text = state.q.trim();
      if (!text) {
        replace(box);
        return;
      }
      const found = await source.search(text, LIMIT);
      if (mine !== turn) return;
      const none = !found.speakers.length && !found.topics.length && !found.quotations.length;
      replace(box,
        none ? el("p", { class: "about" }, t("search.none", { q: text })) : null,
        group(t("facet.speaker"), found.speakers.map((name) => hit({ what: "speaker", speaker: name }, said(name)))),
        group(t("facet.topic"), found.topics.map(({ id, label }) => hit({ what: "topic", topic: id }, said(label)))),
        group(`${t("search.quotations")} (${number(found.found)})`, found.quotations.filter((row) => row.views.length).map((row) => {
          const [{ stance, speaker, topic }] = row.views;
          return hit({ what: "line", stance, speaker, topic }, said(speaker, "b"), " ", said(snippet(row.words, text), "span", { class: "snippet" }));
        })));
    },
  };
}
