"""``quotegraph serve`` with a million invented statements: what starting costs, and how long a reader waits.

``python tests/bench/served_speed.py [NUMBER]``. Printed, not asserted. Seconds are those of the clock, however busy the
machine is (its load is printed). For each step the best and the median of five, and the CPU seconds of one: a machine
with a core to spare takes about their sum.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).parents[2]
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
RUNS = 5
WORDS = ("minister", "council", "bridge", "tax", "water", "school", "harbour")
DONE = """async () => {
  while (!quotegraph.idle()) await new Promise((done) => setTimeout(done, 5));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
STEPS = {
    "one search": lambda n: {"q": WORDS[n]},
    "words of a speaker": lambda n: {"q": "", "at": {"what": "speaker", "speaker": f"Speaker {n}"}},
    "filter by stance": lambda n: {"at": None, "stance": [("support", "oppose")[n % 2]]},
    "filter by date": lambda n: {"stance": [], "from": f"20{15 + n}-01-01", "to": f"20{15 + n}-12-31"},
    "who agrees": lambda n: {"from": "", "to": "", "net": ("agree", "all", "differ", "all", "both")[n], "at": None},
    "table": lambda n: {
        "net": "all",
        "view": "table",
        "sort": ("speaker", "topic", "latest", "stance", "quotations")[n],
    },
    "matrix": lambda n: {"view": ("matrix", "picture", "matrix", "picture", "matrix")[n]},
    "compare": lambda n: {"view": "compare", "a": f"20{15 + n}-01-01..20{15 + n}-12-31", "b": "2024-01-01..2024-12-31"},
}


def cpu(process):
    """CPU seconds that a process has used so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process):
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
    return int(found[1]) / 2**10


def started(table, cache):
    """A server, its address, how long it took."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", "from quotegraph.cli import main; main()", "serve", str(table), "--port", "0"],
        stdout=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONUNBUFFERED": "1"},
        text=True,
    )
    address = re.search(r"http://\S+", process.stdout.readline())[0]
    return process, address, time.perf_counter() - start


def ended(process):
    process.terminate()
    process.wait(30)


def watched(address, process):
    """What a reader waits for, as rows."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        session = browser.new_browser_cdp_session()

        def spent():
            processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
            return cpu(process), sum(one["cpuTime"] for one in processes if one["type"] == "renderer")

        def each(before):
            return [(after - start) / RUNS for after, start in zip(spent(), before, strict=True)]

        first, before = [], spent()
        for _ in range(RUNS):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.set_default_timeout(60_000)
            start = time.perf_counter()
            page.goto(address)
            page.wait_for_selector("html[data-ready=yes]", state="attached")
            page.evaluate(DONE)
            first.append(time.perf_counter() - start)
        yield "first picture", first, each(before)
        for name, change in STEPS.items():
            waits, before = [], spent()
            for n in range(RUNS):
                start = time.perf_counter()
                page.evaluate("(change) => quotegraph.store.set(change)", change(n))
                page.evaluate(DONE)
                waits.append(time.perf_counter() - start)
            yield name, waits, each(before)
        browser.close()


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "statements.csv"
        subprocess.run(
            [sys.executable, str(HOUSE / "tests" / "bench" / "million.py"), str(table), str(number)], check=True
        )
        print(f"{number:,} statements, {table.stat().st_size / 2**20:.0f} MiB of CSV; load {os.getloadavg()[0]:.1f}")
        for how in ("first start", "start again"):
            process, address, took = started(table, folder)
            print(f"{how:>22}: {took:6.1f} s, {cpu(process):6.1f} CPU s, {memory(process):6.0f} MiB")
            if how == "first start":
                ended(process)
        kept = sum(file.stat().st_size for file in (Path(folder) / "quotegraph").rglob("*"))
        print(f"{'kept on disk':>22}: {kept / 2**20:.0f} MiB")
        print(f"{'':22}  {'best s':>8}{'median s':>10}{'server CPU s':>14}{'page CPU s':>12}")
        for name, waits, (server, page) in watched(address, process):
            print(f"{name:>22}: {min(waits):8.2f}{statistics.median(waits):10.2f}{server:14.2f}{page:12.2f}")
            sys.stdout.flush()
        print(f"load {os.getloadavg()[0]:.1f}, {memory(process):.0f} MiB")
        ended(process)


if __name__ == "__main__":
    main()
