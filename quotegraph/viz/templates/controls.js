// Buttons and lists above the picture, and keys that work everywhere.

import { byId, el, replace } from "./dom.js";
import { t } from "./text.js";
import { UNFILTERED, VIEWS } from "./state.js";
import { isDark } from "./paint.js";

/** `bys`: by what speakers can be grouped. */
export function controls(store, picture, bys) {
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
  replace(byId("by"), bys.map((by) => el("option", { value: by }, t(`by.${by}`))));
  for (const id of ["layout", "net", "by"]) byId(id).addEventListener("change", (event) => store.set({ [id]: event.target.value }, true));
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => picture.zoom(0.8));
  byId("zoom-fit").addEventListener("click", () => picture.fit());
  byId("undo").addEventListener("click", () => picture.moves.undo());
  byId("reset").addEventListener("click", () => picture.moves.reset());
  byId("theme").addEventListener("click", () => store.set({ theme: isDark(store.state.theme) ? "light" : "dark" }));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address belongs to the state
    byId("picture").focus();
  });
  const clear = () => store.set(UNFILTERED, true);
  byId("clear").addEventListener("click", clear);
  byId("none-clear").addEventListener("click", clear);
  byId("none-all").addEventListener("click", () => store.set({ net: "all" }, true));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#save")) byId("save").open = false;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("q").focus();
    } else if (event.key === "Escape" && !typing && store.state.at && !event.defaultPrevented && !byId("article").open) store.set({ at: null, own: "" }, true);
  });

  return {
    moved() {
      byId("undo").hidden = byId("reset").hidden = !picture.moves.steps();
    },
    show(state) {
      for (const id of ["layout", "net", "by"]) byId(id).value = state[id];
      byId("by-label").hidden = state.net === "all" || bys.length < 2;
      byId("tools").classList.toggle("still", state.view !== "picture");
      byId("theme").textContent = t(isDark(state.theme) ? "theme.light" : "theme.dark");
    },
  };
}
