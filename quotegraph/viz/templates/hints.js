// Three hints for somebody who is here for the first time; they go away by themselves or by a click and do not come back.

import { el, replace } from "./dom.js";
import { t } from "./text.js";

const SEEN = "quotegraph.hints";
const HINTS = ["hints.line", "hints.filter", "hints.views"];

const remembered = {
  get() {
    try {
      return localStorage.getItem(SEEN) !== null;
    } catch {
      return false; // a page in a notebook's frame has no memory
    }
  },
  set() {
    try {
      localStorage.setItem(SEEN, "1");
    } catch {
      // then they are here again next time
    }
  },
};

/** Returns a function that makes the hints go away. */
export function createHints(box) {
  if (remembered.get()) return () => {};
  let at = 0;
  const done = () => {
    box.hidden = true;
    remembered.set();
  };
  const show = () => {
    const last = at === HINTS.length - 1;
    replace(box, el("p", {}, el("b", {}, t("hints.step", { n: at + 1, all: HINTS.length })), " ", t(HINTS[at])),
      last ? null : el("button", { type: "button", id: "hints-next", on: { click: () => ((at += 1), show(), box.querySelector("button").focus()) } }, t("hints.next")),
      el("button", { type: "button", id: "hints-done", on: { click: done } }, t("hints.done")));
  };
  show();
  box.hidden = false;
  return () => !box.hidden && done();
}
