// Elements made of text and other elements, never of HTML: whatever a name or a text contains is shown as it is.

const SVG = "http://www.w3.org/2000/svg";

/** An element. `options`: attributes; `on` maps events to handlers; `data` text from articles gets its own direction. */
export function el(name, options = {}, ...children) {
  return fill(document.createElement(name), options, children);
}

export function svg(name, options = {}, ...children) {
  return fill(document.createElementNS(SVG, name), options, children);
}

function fill(node, options, children) {
  for (const [key, value] of Object.entries(options)) {
    if (key === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (key === "vars") for (const [property, size] of Object.entries(value)) node.style.setProperty(property, size);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Text that comes from the data: its writing direction is its own and does not leak. */
export function said(text, tag = "bdi", options = {}) {
  return el(tag, { dir: "auto", ...options }, text);
}

export function byId(id) {
  return document.getElementById(id);
}

export function replace(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** A link if the address is one of the web, else plain text: no `javascript:` and the like. */
export function safeLink(address, text) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text);
}
