"""Take pictures of ten states of the explorer with Chromium.

``python docs/pictures/take.py [PAGE.html]`` writes them beside this file; those of the README are explorer.png (the
page as it opens) and explorer-words.png (after a click on its first example). Without PAGE it is out/demo.html, made
by ``make demo``.
"""

import base64
import io
import shutil
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

HOUSE = Path(__file__).parents[2]
SIZE = {"width": 1440, "height": 900}
COLOURS = 256
STATES = {
    "matrix": "#view=matrix",
    "table": "#view=table",
    "compare": "#view=compare",
    "agree": "#net=agree",
    "dark": "#theme=dark&stance=oppose",
}
"""Pictures that an address makes; others need a click."""

PIXELS = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
}"""


def ready(tab: Page, address: str) -> None:
    """Open the page anew at ``address``."""
    page = tab.url.split("#")[0]
    tab.goto("about:blank")
    tab.goto(page + address)
    tab.wait_for_selector("html[data-ready=yes]")


def main() -> None:
    """Take all pictures."""
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "out" / "demo.html"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not page.exists() or chromium is None:
        sys.exit(f"{page} is not there; run `make demo` first" if chromium else "no Chromium found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport=SIZE, color_scheme="light")
        context.add_init_script("localStorage.setItem('quotegraph.hints', '1')")
        tab = context.new_page()
        desk = browser.new_page()
        tab.goto(page.resolve().as_uri())
        tab.wait_for_selector("html[data-ready=yes]")
        save(tab, desk, "explorer.png")
        tab.click("#legend .example button")
        tab.wait_for_selector("#panel .card")
        save(tab, desk, "explorer-words.png")
        tab.click("#panel h2 .name >> nth=0")
        tab.click("#own")
        save(tab, desk, "explorer-alone.png")
        for name, address in STATES.items():
            ready(tab, address)
            save(tab, desk, f"explorer-{name}.png")
        ready(tab, "")
        tab.click("#panel .disputed button >> nth=0")
        tab.wait_for_selector("#panel .card")
        save(tab, desk, "explorer-topic.png")
        tab.set_viewport_size({"width": 390, "height": 844})
        ready(tab, "")
        save(tab, desk, "explorer-phone.png")
        browser.close()


def save(tab: Page, desk: Page, name: str) -> None:
    """Write what ``tab`` shows; ``desk`` is an empty page that unpacks pictures."""
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shot = base64.b64encode(tab.screenshot()).decode()
    width, height, pixels = desk.evaluate(PIXELS, shot)
    rgba = np.frombuffer(base64.b64decode(pixels), np.uint8).reshape(height, width, 4)
    target = Path(__file__).with_name(name)
    target.write_bytes(with_palette(rgba[..., :3]))
    print(f"{target.relative_to(HOUSE)}: {target.stat().st_size / 1000:.0f} kB")


def with_palette(rgb: np.ndarray) -> bytes:
    """``rgb`` (height, width, 3) as a PNG of its most frequent colours that differ, others as the nearest of these."""
    flat = rgb.reshape(-1, 3)
    seen, place, count = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(-count, kind="stable")
    _, groups = np.unique(seen[order] // 20, axis=0, return_index=True)  # one colour for each group of like ones
    chosen = np.unique(np.concatenate([np.arange(min(COLOURS // 2, len(order))), np.sort(groups)[: COLOURS // 2]]))
    palette = seen[order[chosen]].astype(np.int32)
    nearest = np.concatenate(
        [((part[:, None] - palette) ** 2).sum(2).argmin(1) for part in np.array_split(seen.astype(np.int32), 64)]
    )
    index = nearest[place.ravel()].astype(np.uint8).reshape(rgb.shape[:2])
    rows = b"".join(b"\0" + row.tobytes() for row in index)
    out = io.BytesIO()
    out.write(b"\x89PNG\r\n\x1a\n")
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", rgb.shape[1], rgb.shape[0], 8, 3, 0, 0, 0)),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ):
        out.write(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
    return out.getvalue()


if __name__ == "__main__":
    main()
