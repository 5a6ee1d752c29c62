// How speakers and topics are drawn on the canvas. Pure: everything comes in as arguments.

const [LEAST_ROUND, LEAST_ICON, LEAST_CARD] = [8.2, 6, 7]; // pixels on the screen: anything smaller would only be dirt
const paths = new Map();

/** Whether the page is dark now: by the reader's choice or, without one, by the system's. */
export function isDark(theme) {
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function lineWidth(style, count) {
  return style.widths[Math.min(count, style.widths.length - 1)];
}

export function lineOpacity(style, confidence) {
  return confidence === null ? style.opacityUnknown : style.opacities[Math.round(confidence * (style.opacities.length - 1))];
}

/** Something faint still hides the lines that run behind it. */
function clearUnder(ctx, colours, flags) {
  if (!flags.faint) return;
  ctx.fillStyle = colours.ground;
  ctx.fill();
  ctx.globalAlpha = 0.35;
}

function ring(ctx, colours, flags) {
  if (flags.chosen || flags.focused) {
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = colours.focus;
    if (flags.focused && !flags.chosen) ctx.setLineDash([3, 3]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

/** A dotted rim around what no person has confirmed. */
function halo(ctx, colours, flags) {
  if (!flags.halo || flags.faint) return;
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = colours.soft;
  ctx.setLineDash([2, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A round speaker with initials, or the drawing of its kind. */
export function drawSpeaker(ctx, node, x, y, colours, icons, flags) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, node.size, 0, 2 * Math.PI);
  clearUnder(ctx, colours, flags);
  ctx.beginPath();
  ctx.arc(x, y, node.size + 4, 0, 2 * Math.PI);
  ring(ctx, colours, flags);
  halo(ctx, colours, flags);
  ctx.beginPath();
  ctx.arc(x, y, node.size, 0, 2 * Math.PI);
  ctx.fillStyle = colours.speaker;
  ctx.fill();
  ctx.lineWidth = flags.hovered ? 2.5 : 1.4;
  ctx.strokeStyle = colours["speaker-rim"];
  ctx.stroke();
  if (Object.hasOwn(icons, node.kind) && node.size * flags.scale > LEAST_ICON) drawIcon(ctx, node.kind, icons, x, y, node.size * 1.3, colours.ink);
  else if (node.mark && node.size * flags.scale > LEAST_ROUND) {
    ctx.font = `600 ${node.size * 0.85}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colours.ink;
    ctx.fillText(node.mark, x, y + node.size * 0.04);
  }
  ctx.restore();
}

function drawIcon(ctx, kind, icons, x, y, size, colour) {
  if (!paths.has(kind)) paths.set(kind, new Path2D(icons[kind]));
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 24, size / 24);
  ctx.lineWidth = 2;
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = colour;
  ctx.stroke(paths.get(kind));
}

function fillShares(ctx, left, top, width, height, colours, shares) {
  const all = shares.support + shares.neutral + shares.oppose;
  let from = left;
  for (const stance of all ? ["support", "neutral", "oppose"] : []) {
    const part = (width * shares[stance]) / all;
    ctx.fillStyle = colours[stance];
    ctx.fillRect(from, top, part, height);
    from += part;
  }
}

/** A topic: a card with a bar at its foot that shows the shares of for, neutral and against (`shares`: counts). */
export function drawTopic(ctx, x, y, [width, height], colours, shares, flags) {
  const left = x - width / 2;
  const top = y - height / 2;
  if (height * flags.scale < LEAST_CARD && !flags.chosen && !flags.focused) {
    ctx.globalAlpha = flags.faint ? 0.2 : 0.75;
    fillShares(ctx, left, top, width, height, colours, shares);
    ctx.globalAlpha = 1;
    return;
  }
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 6);
  clearUnder(ctx, colours, flags);
  ctx.beginPath();
  ctx.roundRect(left - 4, top - 4, width + 8, height + 8, 9);
  ring(ctx, colours, flags);
  halo(ctx, colours, flags);
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 6);
  ctx.fillStyle = colours.topic;
  ctx.fill();
  ctx.save();
  ctx.clip();
  fillShares(ctx, left, top + height - 7, width, 7, colours, shares);
  ctx.restore();
  ctx.lineWidth = flags.hovered ? 2.5 : 1.2;
  ctx.strokeStyle = colours["topic-rim"];
  ctx.stroke();
  ctx.restore();
}
