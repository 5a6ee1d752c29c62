"""No serious or critical fault of accessibility that axe-core knows of, in any state, light and dark."""

from pathlib import Path

import axe_playwright_python
import pytest

from quotegraph.model import Statement
from quotegraph.viz import Page
from quotegraph.viz.story import story_of
from tests.browser.reader import Reader, town

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
STATES = {
    "picture": "#view=picture",
    "matrix": "#view=matrix",
    "table": "#view=table&sort=latest",
    "compare": "#view=compare",
    "ties": "#net=both",
    "pair": "#net=both&at=pair%3Aperson%3AMara%2520Lindqvist%3AJos%25C3%25A9%2520%25C3%2581brego",
    "alone": "#at=speaker%3AMara%2520Lindqvist&own=1",
    "line": "#at=line%3Asupport%3AMara%2520Lindqvist%3Aharbour-bridge",
    "search": "#q=bridge&stance=oppose&from=2031-01-01",
    "nothing": "#q=zzzz",
    "ignored": "#view=nonsense",
    "story": "#step=1",
}


@pytest.fixture(scope="module")
def page(folder):
    story = story_of('{"title": "Tour", "steps": [{"title": "One", "text": "Look.", "address": ""}, {"title": "Two"}]}')
    town(
        story=story,
        texts={
            "Evening Post/2031-03-02": "In the hall, Mara Lindqvist said: we need it now. Then it rained. So be it."
        },
    ).write(folder / "axe.html")
    return folder / "axe.html"


@pytest.mark.parametrize("state", STATES)
def test_in_the_light(reader, page, state):
    reader.open(page, STATES[state])
    assert reader.violations(AXE) == []


def test_in_the_dark(browser, page):
    reader = Reader(browser, color_scheme="dark")
    for state in ("picture", "matrix", "table", "alone", "search"):
        reader.open(page, STATES[state])
        assert reader.violations(AXE, ["color-contrast"]) == [], state
    reader.close()


def test_on_a_phone(browser, page):
    reader = Reader(browser, viewport={"width": 360, "height": 740})
    for state in ("picture", "line"):
        reader.open(page, STATES[state])
        assert reader.violations(AXE) == [], state
    reader.close()


def test_with_everything_open(browser, page):
    reader = Reader(browser, first_visit=True)
    reader.open(page, STATES["picture"])
    for section in reader.page.locator("#facets details:not([open]) summary").all()[::-1]:
        section.click()
    reader.page.click("#save summary")
    assert reader.violations(AXE) == []
    reader.page.click("#story-add")
    assert reader.violations(AXE) == []
    reader.close()


def test_an_article_in_full(reader, page):
    reader.open(page, STATES["line"])
    reader.page.locator("#panel .whole").first.click()
    assert reader.violations(AXE) == []


def test_a_page_with_nothing_in_it(reader, folder):
    Page([], found=3).write(folder / "axe-empty.html")
    reader.page.goto(f"file://{folder}/axe-empty.html")
    assert reader.violations(AXE) == []


@pytest.mark.parametrize("language", ["de", "fr", "uk"])
def test_in_other_languages(reader, folder, language):
    Page([Statement("Ann", "toll", "support", date="2030-01-01")], language=language).write(folder / f"{language}.html")
    reader.open(folder / f"{language}.html")
    assert reader.violations(AXE) == []
