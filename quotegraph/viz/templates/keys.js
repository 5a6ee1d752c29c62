// Walking through the picture with the keyboard: from node to node by arrows, along lines by N and P.

import { el, replace } from "./dom.js";

const WIDEST = 0.35; // how far to the side of the arrow still counts as its direction
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * `box` takes the focus; `options` is a hidden list in it that says to screen readers where one stands.
 * `describe(at)`: a thing or a line in words.
 */
export function createKeys(box, options, picture, describe, on) {
  let here = null;
  let line = null;
  let lines = [];
  let step = 0;

  function tell(text) {
    const id = `option-${(step += 1)}`; // a new one each time: otherwise some readers stay silent
    replace(options, el("div", { role: "option", id, "aria-selected": "true" }, text));
    box.setAttribute("aria-activedescendant", id);
  }

  function stand(id) {
    here = id;
    line = null;
    picture.focus(id);
    if (id === null) return;
    tell(describe(picture.node(id).at));
  }

  function nearest([dx, dy]) {
    const from = picture.placeOf(here);
    let best = null;
    let least = Infinity;
    for (const id of picture.nodes()) {
      if (id === here) continue;
      const { x, y } = picture.placeOf(id);
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      if (along <= WIDEST * aside || along < 0.5) continue;
      const distance = along + 2.5 * aside;
      if (distance < least) [best, least] = [id, distance];
    }
    return best;
  }

  function walkLines(direction) {
    const mine = lines.filter((one) => one.from === here || one.to === here);
    if (!mine.length) return;
    const place = mine.findIndex((one) => line && one.id === line.id);
    line = mine[place < 0 ? (direction > 0 ? 0 : mine.length - 1) : (place + direction + mine.length) % mine.length];
    tell(describe(line.at));
    on.preview(line.at);
  }

  /** All nodes, from left to right. */
  function row() {
    return picture.nodes().sort((one, other) => {
      const [a, b] = [picture.placeOf(one), picture.placeOf(other)];
      return a.x - b.x || a.y - b.y;
    });
  }

  function along(step) {
    const all = row();
    stand(all[(all.indexOf(here) + step + all.length) % all.length]);
  }

  box.addEventListener("focus", () => {
    stand(here !== null && picture.nodes().includes(here) ? here : (row()[0] ?? null));
  });
  box.addEventListener("blur", () => picture.focus(null));
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || here === null) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (Object.hasOwn(DIRECTIONS, key)) {
      const next = nearest(DIRECTIONS[key]);
      if (next) stand(next);
    } else if (key === "Home" || key === "End") stand(row().at(key === "Home" ? 0 : -1));
    else if (key === "PageDown" || key === "PageUp") along(key === "PageDown" ? 1 : -1);
    else if (key === "n" || key === "p") walkLines(key === "n" ? 1 : -1);
    else if (key === "Enter" || key === " ") {
      on.choose(line ? line.at : picture.node(here).at, true);
    } else if (key === "Escape") on.choose(null);
    else if (key === "+" || key === "=") picture.zoom(1.25);
    else if (key === "-") picture.zoom(0.8);
    else if (key === "0") picture.fit();
    else return;
    event.preventDefault();
  });

  return {
    /** The lines of the scene that the picture shows. */
    show(visible) {
      lines = visible;
      if (here !== null && !picture.nodes().includes(here)) here = null;
    },
  };
}
