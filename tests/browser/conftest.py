"""Chromium for the tests of the page: found, installed where that is allowed, or all tests here skipped, loudly.

QUOTEGRAPH_CHROMIUM names the browser; QUOTEGRAPH_REQUIRE_BROWSER=1 makes its absence a failure.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.browser.reader import Reader, debate, town

FOLDER = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-quic "
    "--disable-component-update --disable-sync"
).split()
MISSING = (
    "NO CHROMIUM: the page was not tested. "
    "Install it (Debian: apt-get install chromium) or name it in QUOTEGRAPH_CHROMIUM."
)
REQUIRED = os.environ.get("QUOTEGRAPH_REQUIRE_BROWSER") == "1"
_open = {}


@cache
def chromium() -> str | None:
    named = os.environ.get("QUOTEGRAPH_CHROMIUM")
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("update", "install --yes --no-install-recommends chromium fonts-dejavu-core"):
            subprocess.run(["apt-get", "-qq", *command.split()], env=quiet, capture_output=True, check=False)
        found = shutil.which("chromium")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    here = [item for item in items if FOLDER in item.path.parents]
    for item in here:
        item.add_marker("browser")
    yield  # after this, only what was asked for is left
    here = [item for item in here if item in items]
    if here and not config.option.collectonly and chromium() is None:
        _open["missing"] = True
        if not REQUIRED:
            for item in here:
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter):
    if _open.get("missing"):
        terminalreporter.section("browser", red=True, bold=True)
        terminalreporter.line(MISSING, red=True, bold=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Close the browser after its last test: while it is open, nothing else here can run an event loop of its own."""
    result = yield
    if nextitem is None or FOLDER not in nextitem.path.parents:
        for close in (_open.pop("browser", None), _open.pop("playwright", None)):
            if close:
                close()
        _open.pop("instance", None)
        _open.pop("reader", None)
    return result


@pytest.fixture
def browser():
    if "instance" not in _open:
        path = chromium()
        assert path is not None, MISSING
        from playwright.sync_api import sync_playwright

        playwright = sync_playwright().start()
        _open["playwright"] = playwright.stop
        _open["instance"] = playwright.chromium.launch(executable_path=path, args=FLAGS)
        _open["browser"] = _open["instance"].close
    return _open["instance"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def town_page(folder):
    town().write(folder / "town.html")
    return folder / "town.html"


@pytest.fixture(scope="session")
def debate_page(folder):
    debate().write(folder / "debate.html")
    return folder / "debate.html"


@pytest.fixture
def reader(browser):
    """Somebody at the browser; at the end of the test nothing may have gone wrong behind their back."""
    someone = _open["reader"] = _open.get("reader") or Reader(browser)  # one for all: a new one costs half a second
    someone.begin()
    yield someone
    assert someone.complaints == []
    assert someone.requests == []


@pytest.fixture
def at_town(reader, town_page):
    reader.open(town_page)
    return reader


@pytest.fixture
def at_debate(reader, debate_page):
    reader.open(debate_page)
    return reader
