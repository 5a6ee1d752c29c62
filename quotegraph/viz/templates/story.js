// A story: views with a few words each, one after the other; and making one of what is seen now.

import { byId, el, replace, said } from "./dom.js";
import { number, t } from "./text.js";
import { toHash } from "./state.js";
import { download } from "./save.js";

/** `story`: title and steps (title, text, address), to which new ones are added. `name(state)`: what a view is called. */
export function createStory(box, opener, story, store, name) {
  const { steps } = story;
  let { title } = story;
  let making = false;

  function go(place) {
    store.go(steps[place].address, { step: String(place + 1) });
  }

  function stop() {
    making = false;
    store.set({ step: "" });
    show(store.state);
    byId("live").textContent = "";
  }

  function add() {
    steps.push({ title: name(store.state), text: "", address: toHash({ ...store.state, step: "" }) });
    making = true;
    store.set({ step: "" });
    show(store.state);
    box.querySelector("li:last-child textarea").focus();
  }

  const button = (id, text, click, disabled = false) => el("button", { type: "button", id, disabled, on: { click } }, text);

  function player(place) {
    const step = steps[place];
    return [
      el("p", { class: "where" }, title ? [said(title, "b"), " · "] : null, t("story.step", { n: number(place + 1), all: number(steps.length) })),
      step.title ? said(step.title, "h2") : null,
      step.text ? said(step.text, "p", { class: "text" }) : null,
      el("p", { class: "buttons" },
        button("story-back", t("story.back"), () => go(place - 1), place === 0),
        button("story-next", t("story.next"), () => go(place + 1), place === steps.length - 1),
        button("story-stop", t("story.stop"), stop)),
    ];
  }

  function maker() {
    const titleInput = el("input", { value: title, "aria-label": t("story.title"), placeholder: t("story.title"), maxlength: "300", on: { input: () => (title = titleInput.value) } });
    const row = (step, place) => {
      const head = el("input", { value: step.title, "aria-label": t("story.heading", { n: place + 1 }), maxlength: "300", on: { input: () => (step.title = head.value) } });
      const text = el("textarea", { rows: "2", "aria-label": t("story.words", { n: place + 1 }), placeholder: t("story.words", { n: place + 1 }), maxlength: "5000", on: { input: () => (step.text = text.value) } });
      text.value = step.text;
      return el("li", {}, head, text, el("button", { type: "button", on: { click: () => go(place) } }, t("story.look")),
        el("button", { type: "button", "aria-label": t("story.remove", { n: place + 1 }), on: { click: () => (steps.splice(place, 1), show(store.state)) } }, "×"));
    };
    return [
      el("p", { class: "where" }, t("story.making")), titleInput, el("ol", {}, steps.map(row)),
      el("p", { class: "buttons" },
        button("story-save", t("story.save"), () => download("story.json", "application/json", [JSON.stringify({ title, steps }, null, 1)]), !steps.length),
        button("story-play", t("story.play"), () => ((making = false), go(0)), !steps.length),
        button("story-stop", t("story.stop"), stop)),
    ];
  }

  function show(state) {
    const place = Number(state.step) - 1;
    const playing = !making && place >= 0 && place < steps.length;
    box.hidden = !playing && !making;
    opener.hidden = !steps.length || playing || making;
    replace(box, playing ? player(place) : making ? maker() : null);
  }

  opener.addEventListener("click", () => go(0));
  byId("story-add").addEventListener("click", () => {
    byId("save").open = false;
    add();
  });

  return {
    show(state, before) {
      if (making && !state.step) return; // what is being written stays
      if (state.step) making = false;
      if (!before || before.step !== state.step) show(state);
      if (before && before.step !== state.step && state.step) box.querySelector("#story-next:enabled, #story-back")?.focus();
    },
    /** Whoever comes without an address of their own starts with the first step. */
    begin: () => steps.length && go(0),
  };
}
