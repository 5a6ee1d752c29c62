"""The page beside plain pyvis with the same lines in the same run: cost of building, size, cost in Chromium.

Printed, not asserted. In Chromium: CPU seconds of the renderer until the first picture is drawn, seconds until the page
is ready, the slowest of six filters; the best of three runs. Plain pyvis is opened with few lines only: with more it
never settles.
"""

import re
import shutil
import sys
import tempfile
import time
from math import isfinite
from pathlib import Path
from random import Random

from pyvis.network import Network

from quotegraph.model import STANCES, Statement
from quotegraph.network import positions
from quotegraph.statements import Passage
from quotegraph.viz import Page

HOUSE = Path(__file__).parents[2]
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
SIZES = ((60, 15, 300), (150, 20, 1_000), (1_000, 40, 20_000))
OPENED_PLAIN = 1_000
RUNS = 3
WINDOW = 300
FILTERS = (
    {"stance": ["oppose"]},
    {"stance": []},
    {"topic": ["topic-3"]},
    {"topic": []},
    {"sure": 60},
    {"sure": 0},
)
FILTERED = """async (change) => {
  const start = performance.now();
  quotegraph.store.set(change);
  await new Promise((done) => setTimeout(done));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return (performance.now() - start) / 1000;
}"""


def debate(speakers, topics, count):
    """Statements with ``count`` different lines, each by one quotation, and their passages of 300 characters."""
    draw = Random(1)
    text = " ".join(path.read_text("utf-8") for path in sorted((HOUSE / "data" / "train").rglob("*.brief"))[:150])
    text = re.sub(r"[\[\]{}<>|]", "", text)
    keys = [(speaker, topic, stance) for speaker in range(speakers) for topic in range(topics) for stance in STANCES]
    statements, passages = [], []
    for n, (speaker, topic, stance) in enumerate(draw.sample(keys, min(count, len(keys)))):
        article, at = f"article-{n // 5}", draw.randrange(len(text) - WINDOW)
        words = text[at : at + WINDOW]
        date = f"20{30 + n % 2}-{1 + n // 5 % 12:02d}-{1 + n // 60 % 28:02d}"
        statements.append(
            Statement(
                f"Speaker {speaker}", f"topic-{topic}", stance, 2, round(draw.random(), 2), date, article,
                f"Paper {n // 5 % 12}", f"Body {speaker % 60}", "person", f"{article}#q{n}", words[100:200],
            )
        )  # fmt: skip
        pieces = ((words[:60], ""), (words[60:80], "source"), (words[80:100], ""), (words[100:200], "content"))
        passages.append(
            Passage(
                f"{article}#q{n}",
                f"Title of {article}",
                f"https://news.example/{article}",
                (*pieces, (words[200:], "")),
                "direct",
                "asserted",
                "",
                0.8,
                n % 50 == 0,
            )
        )
    return statements, passages


def plain_pyvis(statements):
    network = Network(cdn_resources="in_line")
    for statement in statements:
        network.add_node(f"speaker:{statement.speaker}", label=statement.speaker)
        network.add_node(f"topic:{statement.topic}", label=statement.topic, shape="square")
        network.add_edge(f"speaker:{statement.speaker}", f"topic:{statement.topic}", title=statement.stance)
    return network.generate_html()


def timed(run, *args):
    start = time.process_time()
    result = run(*args)
    return time.process_time() - start, result


class Browser:
    """Chromium, asked how long it takes and what it costs."""

    def __init__(self, playwright, path):
        self._browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        self._session = self._browser.new_browser_cdp_session()

    def _spent(self):
        processes = self._session.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(process["cpuTime"] for process in processes if process["type"] == "renderer")

    def opened(self, path, ready, settled):
        """The best of some runs: CPU seconds until drawn, seconds until ready, seconds of the slowest filter."""
        best = (float("inf"),) * 3
        for _ in range(RUNS):
            context = self._browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
            page = context.new_page()
            page.goto("about:blank")
            before, start = self._spent(), time.perf_counter()
            page.goto(path.as_uri())
            page.wait_for_selector(ready, state="attached")
            waited = time.perf_counter() - start
            page.evaluate(settled)
            spent = self._spent() - before
            ours = "data-ready" in ready
            slowest = max(page.evaluate(FILTERED, change) for change in FILTERS) if ours else float("nan")
            best = tuple(map(min, best, (spent, waited, slowest)))
            context.close()
        return best

    def ours(self, path):
        frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        return self.opened(path, "html[data-ready=yes]", frames)

    def plain(self, path):
        settled = (
            "new Promise((done) => { network.once('stabilizationIterationsDone', done); setTimeout(done, 30000); })"
        )
        return self.opened(path, "#mynetwork canvas", settled)


def main():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        print("no Chromium: only building is measured")
        measure(None)
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        measure(Browser(playwright, path))


def measure(browser):
    heads = ("lines", "what", "build CPU s", "MiB", "first picture CPU s", "ready s", "slowest filter s")
    print("".join(f"{head:>21}" for head in heads))
    for speakers, topics, count in SIZES:
        statements, passages = debate(speakers, topics, count)
        ours, page = timed(lambda rows, words: Page(rows, words).html(), statements, passages)
        show(len(statements), "explorer", ours, page, browser and browser.ours)
        theirs, plain = timed(plain_pyvis, statements)
        show(len(statements), "plain pyvis", theirs, plain, browser and count <= OPENED_PLAIN and browser.plain)
        places, _ = timed(positions, statements)
        print(f"{'':42}of the explorer's CPU seconds, {places:.2f} are positions; ratio {theirs / ours:.1f}")
    print("plain pyvis draws each pair once only and has neither the words nor a layout")


def show(lines, what, built, page, opened):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        figures = opened(path) if opened else (float("nan"),) * 3
    cells = [
        f"{lines:,}",
        what,
        f"{built:.2f}",
        f"{len(page.encode()) / 2**20:.2f}",
        *(f"{f:.2f}" if isfinite(f) else "–" for f in figures),
    ]
    print("".join(f"{cell:>21}" for cell in cells))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
