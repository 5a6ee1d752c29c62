// Saving: the picture as PNG or SVG, its lines as a table.

import { byId } from "./dom.js";
import { t } from "./text.js";
import { endsAt, lookOf, pointAt } from "./lines.js";

const SCALE = 2;
const MOST = 8000; // pixels of a side; browsers refuse much more
const AIR = 20;
const FORMULA = /^[=+\-@\t\r]/; // what spreadsheets would run

function follow(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

export function download(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  follow(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The whole picture on a canvas of its own, in the colours of the page. */
export function asCanvas(picture) {
  const { scene, bounds, draw } = picture.snapshot();
  const [left, top, right, bottom] = bounds;
  const [width, height] = [right - left + 2 * AIR, bottom - top + 2 * AIR];
  const scale = Math.min(SCALE, MOST / width, MOST / height);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = scene.colours.ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(scale, scale);
  ctx.translate(AIR - left, AIR - top);
  draw(ctx, scale);
  return canvas;
}

const xml = (text) => String(text).replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ").replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The whole picture as the text of an SVG file. */
export function asSvg(picture, title) {
  const { scene, style, nodes, lines, bounds } = picture.snapshot();
  const { colours } = scene;
  const [left, top, right, bottom] = bounds;
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left - AIR} ${top - AIR} ${right - left + 2 * AIR} ${bottom - top + 2 * AIR}" font-family="system-ui, sans-serif" font-size="${style.font}">`,
    `<title>${xml(title)}</title><rect x="${left - AIR}" y="${top - AIR}" width="100%" height="100%" fill="${colours.ground}"/>`];
  for (const line of lines) {
    const { colour, opacity, width, dashes } = lookOf(line, scene, style);
    const [a, b] = endsAt(line);
    const middle = pointAt(line, 0.5);
    const [cx, cy] = [2 * middle.x - (a.x + b.x) / 2, 2 * middle.y - (a.y + b.y) / 2];
    out.push(`<path d="M${a.x} ${a.y}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${b.x} ${b.y}" fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes.join(" ")}"` : ""}><title>${xml(line.a.text)} – ${xml(line.b.text)}</title></path>`);
  }
  for (const node of nodes.values()) {
    const { x, y, card, size, text, flank } = node;
    const clip = text.length > 60 ? `${text.slice(0, 59)}…` : text;
    if (card) {
      const [width, height] = style.card;
      out.push(`<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="6" fill="${colours.topic}" stroke="${colours["topic-rim"]}"/>`,
        `<text x="${x}" y="${y + 4}" text-anchor="middle" font-weight="600" fill="${colours.ink}"${clip.length > 24 ? ` textLength="${width - 14}" lengthAdjust="spacingAndGlyphs"` : ""}>${xml(clip)}</text>`);
    } else {
      out.push(`<circle cx="${x}" cy="${y}" r="${size}" fill="${colours.speaker}" stroke="${colours["speaker-rim"]}"/>`,
        `<text x="${x + (flank < 0 ? -1 : 1) * (size + 6)}" y="${y + 4}" text-anchor="${flank < 0 ? "end" : "start"}" fill="${colours.ink}">${xml(clip)}</text>`);
    }
  }
  return `${out.join("\n")}\n</svg>\n`;
}

const cell = (value) => {
  const text = FORMULA.test(String(value)) && typeof value === "string" ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Lines as CSV: one row each. */
export function asCsv(lines) {
  const head = ["speaker", "stance", "topic", "label", "quotations", "confidence", "latest"];
  const rows = lines.map((line) => [line.speaker, line.stance, line.topic, line.label, line.count, line.confidence === null ? "" : line.confidence.toFixed(3), line.latest]);
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** `linesNow()`: the lines that are visible, or the address of the file that a server makes of them. */
export function createSave(picture, title, linesNow) {
  const name = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60).toLowerCase() || "quotegraph";
  const act = (id, run) => byId(id).addEventListener("click", () => {
    byId("save").open = false;
    run();
    byId("live").textContent = t("save.done");
  });
  act("save-png", () => asCanvas(picture).toBlob((blob) => blob && download(`${name}.png`, "image/png", [blob])));
  act("save-svg", () => download(`${name}.svg`, "image/svg+xml", [asSvg(picture, title)]));
  act("save-csv", () => {
    const lines = linesNow();
    if (typeof lines === "string") follow(lines, `${name}.csv`);
    else download(`${name}.csv`, "text/csv", ["\ufeff", asCsv(lines)]);
  });
  byId("save").addEventListener("keydown", (event) => {
    if (event.key === "Escape") byId("save").open = false;
  });
}
