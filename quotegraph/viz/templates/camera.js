// The canvas of the picture and what of the world it shows: panned, zoomed and pinched by mouse, pen and fingers.

const DRAGGED = 4; // pixels a pointer moves before a press is no click
const [LEAST_SCALE, MOST_SCALE] = [0.01, 12];
const WHEEL = 0.0014; // zoom for each pixel that the wheel turns

/**
 * A canvas that fills `holder`. `on.draw(ctx)` draws in world coordinates; `on.tap(point, type)`: a click that is no drag;
 * `on.stir()`: the reader moves the view; `on.resize()`: the room has changed. Points are pixels from the holder's corner.
 */
export function createCamera(holder, on) {
  const canvas = document.createElement("canvas");
  holder.append(canvas);
  const ctx = canvas.getContext("2d");
  const view = { scale: 1, x: 0, y: 0 }; // where the world's origin is, in pixels of the holder
  const fingers = new Map();
  let [width, height, ratio, waiting, travelled] = [0, 0, 1, false, 0];

  function measure() {
    const [was, had] = [width, height];
    [width, height, ratio] = [holder.clientWidth, holder.clientHeight, Math.min(3, devicePixelRatio || 1)];
    [canvas.width, canvas.height] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    view.x += (width - was) / 2;
    view.y += (height - had) / 2;
  }

  const changed = () => holder.clientWidth !== width || holder.clientHeight !== height;

  function draw() {
    waiting = false;
    if (changed()) measure();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
    on.draw(ctx);
  }

  /** Draw everything once, in the next frame. */
  function redraw() {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  }

  const toWorld = ({ x, y }) => ({ x: (x - view.x) / view.scale, y: (y - view.y) / view.scale });
  const toHolder = ({ x, y }) => ({ x: x * view.scale + view.x, y: y * view.scale + view.y });

  function pointOf(event) {
    const frame = holder.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  }

  /** Zoom by `factor` so that what is at `point` stays there. */
  function zoom(factor, point = { x: width / 2, y: height / 2 }) {
    const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, view.scale * factor));
    view.x = point.x - ((point.x - view.x) * scale) / view.scale;
    view.y = point.y - ((point.y - view.y) * scale) / view.scale;
    view.scale = scale;
    redraw();
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    if (!fingers.size) travelled = 0;
    fingers.set(event.pointerId, pointOf(event));
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled <= DRAGGED) return;
    fingers.set(event.pointerId, now);
    if (other) zoom(Math.hypot(now.x - other.x, now.y - other.y) / (Math.hypot(before.x - other.x, before.y - other.y) || 1), other);
    else {
      view.x += now.x - before.x;
      view.y += now.y - before.y;
    }
    on.stir();
    redraw();
  });
  const leave = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && travelled <= DRAGGED && !fingers.size) on.tap(pointOf(event), event.pointerType);
  };
  canvas.addEventListener("pointerup", leave);
  canvas.addEventListener("pointercancel", leave);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    on.stir();
    zoom(Math.exp(-WHEEL * event.deltaY * (event.deltaMode ? 30 : 1)), pointOf(event));
  }, { passive: false });

  measure();
  new ResizeObserver(() => {
    if (!changed()) return;
    measure();
    on.resize();
    draw(); // at once, as the canvas is empty now
  }).observe(holder);

  return {
    redraw, toWorld, toHolder, pointOf, zoom,
    scale: () => view.scale,
    /** The size of the holder now. */
    size() {
      if (changed()) measure();
      return [width, height];
    },
    /** Show a point of the world in the middle. */
    moveTo({ x, y }, scale) {
      Object.assign(view, { scale, x: width / 2 - x * scale, y: height / 2 - y * scale });
      redraw();
    },
  };
}
