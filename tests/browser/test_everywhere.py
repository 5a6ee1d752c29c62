"""Small and large screens, fingers, paper, screen readers, first visits and other languages."""

import pytest

from quotegraph.viz import render
from tests.browser.reader import Reader, overlaps, town

SIZES = [(360, 640), (414, 896), (768, 1024), (1024, 700), (1920, 1080), (3840, 2160)]


@pytest.fixture
def newcomer(browser, town_page):
    someone = Reader(browser, first_visit=True)
    someone.open(town_page)
    yield someone
    someone.close()
    assert someone.complaints == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_or_leaves_the_screen(reader, debate_page, size):
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    for view in ("picture", "matrix", "table", "compare"):
        reader.open(debate_page, f"#view={view}")
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        for tool in reader.page.locator("#bar button:visible, #bar select:visible, #save summary").all():
            box = tool.bounding_box()
            assert box["x"] >= 0, view
            assert box["x"] + box["width"] <= size[0] + 0.5, view
    reader.open(debate_page)
    labels = reader.picture("labels()")
    assert len(labels) > 10
    assert overlaps(labels) == []
    assert reader.page.locator("#canvas").bounding_box()["height"] >= 280


def test_a_large_screen_uses_its_room(reader, debate_page):
    reader.page.set_viewport_size({"width": 3840, "height": 2160})
    reader.open(debate_page)
    frame = reader.page.locator("#canvas").bounding_box()
    places = [reader.point_of(node) for node in reader.picture("nodes()")]
    assert max(y for _, y in places) - min(y for _, y in places) > 0.75 * frame["height"]


@pytest.fixture
def phone(browser, town_page):
    someone = Reader(browser, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    someone.open(town_page)
    yield someone
    someone.close()
    assert someone.complaints == []


def test_a_finger_opens_a_name_and_a_line(phone):
    phone.page.touchscreen.tap(*phone.point_of("topic:dog-tax"))
    phone.until("quotegraph.store.state.at?.topic === 'dog-tax'")
    phone.settle()
    assert phone.heading() == "Dog tax"
    line = phone.line("Town council", "oppose", "night-buses")
    phone.page.touchscreen.tap(*phone.picture(f"pointOn({line['id']})"))
    phone.until("quotegraph.store.state.at?.what === 'line'")
    phone.settle()
    assert phone.heading() == "Town council opposes Night buses"


def test_a_finger_that_misses_a_little_still_hits(phone):
    x, y = phone.point_of("speaker:Norland")
    size = phone.picture("node('speaker:Norland').size") * phone.picture("scale()")
    phone.page.touchscreen.tap(x, y + size + 5)
    phone.until("quotegraph.store.state.at?.speaker === 'Norland'")


def test_what_can_be_pressed_is_large_enough_for_a_finger(phone):
    for tool in phone.page.locator("#bar button:visible, #bar select:visible, #save summary").all():
        assert tool.bounding_box()["height"] >= 30


def test_the_page_scrolls_under_a_finger_on_the_picture(phone):
    assert "pan-y" in phone.page.evaluate("getComputedStyle(document.querySelector('#canvas canvas')).touchAction")


def test_on_paper_there_are_no_controls_but_the_picture_and_the_words(at_town):
    at_town.click_node("topic:dog-tax")
    at_town.page.emulate_media(media="print")
    for gone in ("#side", "#tools", "#theme", "[role=tablist]", "#panel .close"):
        assert not at_town.page.locator(gone).first.is_visible(), gone
    assert at_town.page.is_visible("#canvas canvas")
    assert at_town.page.is_visible("#legend")
    assert "it only annoys people" in at_town.panel()
    at_town.page.emulate_media(media="screen")


def test_changes_are_told_to_screen_readers(at_town):
    live = at_town.page.locator("#live")
    assert live.get_attribute("aria-live") == "polite"
    at_town.tick("stance", "Oppose")
    at_town.until("document.getElementById('live').textContent.startsWith('4 lines')")
    at_town.click_node("topic:dog-tax")
    assert live.text_content() == "Dog tax. 1 quotation"


def test_the_table_holds_every_line_of_the_picture(at_town):
    lines = at_town.lines()
    at_town.page.click("#tab-table")
    assert at_town.page.locator("#table tbody tr").count() == len(lines)
    assert at_town.page.locator("#table caption").text_content() == "All lines of the picture as a table"
    assert at_town.page.locator("#table thead th[aria-sort]").count() == 1


def test_everything_above_the_picture_is_reached_by_the_tabulator(at_town):
    seen = set()
    for _ in range(60):
        at_town.page.keyboard.press("Tab")
        seen.add(at_town.page.evaluate("document.activeElement.id || document.activeElement.parentElement?.id"))
    assert {"skip", "theme", "q", "sure", "tab-picture", "net", "layout", "zoom-in", "save", "picture"} <= seen


def test_hints_for_the_first_visit_go_away_and_do_not_come_back(newcomer, town_page):
    hints = newcomer.page.locator("#hints")
    assert "1 of 3" in hints.inner_text()
    newcomer.page.click("#hints-next")
    newcomer.page.click("#hints-next")
    assert "3 of 3" in hints.inner_text()
    assert newcomer.page.locator("#hints-next").count() == 0
    newcomer.page.click("#hints-done")
    assert not hints.is_visible()
    newcomer.open(town_page)
    assert not hints.is_visible()


def test_hints_go_away_by_themselves_when_somebody_begins(newcomer):
    newcomer.click_node("topic:dog-tax")
    assert not newcomer.page.is_visible("#hints")


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("de", "5 Sprecher · 3 Themen · 12 Zitate aus 6 Artikeln · 2. März 2031 – 1. Juni 2031"),
        ("fr", "5 locuteurs · 3 sujets · 12 citations dans 6 articles · 2 mars 2031 – 1 juin 2031"),
        ("uk", "5 мовців · 3 теми · 12 цитат · 6 статей · 2 бер. 2031 р. – 1 черв. 2031 р."),
    ],
)
def test_pages_in_other_languages(reader, folder, language, counts):
    town(language=language).write(folder / f"town-{language}.html")
    reader.open(folder / f"town-{language}.html")
    texts = render.interface_texts(language)
    assert reader.page.inner_text("#counts") == counts
    assert reader.page.evaluate("document.documentElement.lang") == language
    reader.click_line("Town council", "oppose", "dog-tax")
    assert reader.heading() == f"Town council {texts['oppose']} Dog tax"
    assert texts["card.open"] in reader.panel()
    reader.choose({"at": None, "stance": ["oppose"]})
    assert texts["oppose.noun"] in reader.page.inner_text("#chips")
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for tool in reader.page.locator("#tools > :visible").all():
        assert tool.bounding_box()["x"] + tool.bounding_box()["width"] < 1440 - 350
