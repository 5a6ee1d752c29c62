"""One thing alone, moved things, what is unsure, what is saved, and the article in full."""

import csv
import io
import struct
from xml.etree import ElementTree

import pytest

from tests.browser.reader import Reader, drag, town


def test_a_speaker_alone_with_those_for_left_and_against_right(at_town):
    at_town.click_node("speaker:Anglers' Union")
    at_town.page.click("#own")
    assert at_town.lines() == {
        ("Anglers' Union", "oppose", "harbour-bridge"),
        ("Anglers' Union", "neutral", "night-buses"),
    }
    places = {node: at_town.point_of(node) for node in at_town.picture("nodes()")}
    assert places["topic:harbour-bridge"][0] > places["speaker:Anglers' Union"][0]
    assert places["topic:night-buses"][1] > places["speaker:Anglers' Union"][1]
    assert "own=1" in at_town.page.url
    assert at_town.showing() == "2 lines between 1 speaker and 2 topics (2 of 10 shown)"
    at_town.page.click("#own")
    assert len(at_town.lines()) == 10


def test_a_topic_alone_and_from_there_to_another(at_town):
    at_town.click_node("topic:dog-tax")
    at_town.page.click("#own")
    at_town.settle()
    places = {node: at_town.point_of(node)[0] for node in at_town.picture("nodes()")}
    assert places["speaker:José Ábrego"] < places["topic:dog-tax"] < places["speaker:Town council"]
    at_town.click_node("speaker:José Ábrego")
    assert {topic for _, _, topic in at_town.lines()} == {"dog-tax", "harbour-bridge"}
    at_town.page.keyboard.press("Escape")
    assert len(at_town.lines()) == 10


def test_a_chart_shows_the_stance_over_time(at_town):
    at_town.click_node("speaker:José Ábrego")
    label = at_town.page.locator("#panel .course svg").get_attribute("aria-label")
    assert label == "From March 2031 to June 2031: 2 for, 1 against; at most 2 statements at a time"
    assert at_town.page.locator("#panel .course rect.support").count() == 1
    assert at_town.page.locator("#panel .course rect.oppose").count() == 1


def test_moved_things_stay_and_can_be_put_back(at_town):
    node = "speaker:Norland"
    before = at_town.point_of(node)
    drag(at_town, node, 60, 40)
    moved = at_town.point_of(node)
    assert moved == pytest.approx([before[0] + 60, before[1] + 40], abs=2)
    assert "Read the words" in at_town.panel(), "a drag is no click"
    at_town.tick("stance", "Support")
    assert at_town.point_of(node) == moved
    at_town.page.click("#undo")
    at_town.settle()
    assert at_town.point_of(node) == pytest.approx(before)
    assert not at_town.page.is_visible("#undo")


def test_all_moved_things_go_back_at_once(at_town):
    nodes = ("speaker:Norland", "topic:dog-tax")
    before = [at_town.point_of(node) for node in nodes]
    for node in nodes:
        drag(at_town, node, 30, 30)
    drag(at_town, nodes[0], 10, 0)
    at_town.page.click("#undo")
    assert at_town.point_of(nodes[0])[0] == pytest.approx(before[0][0] + 30, abs=2)
    at_town.page.click("#reset")
    at_town.settle()
    for node, place in zip(nodes, before, strict=True):
        assert at_town.point_of(node) == pytest.approx(place)


def test_what_nobody_checked_has_a_rim_until_one_says_no(at_town):
    x, y = at_town.point_of("speaker:Town council")
    ring = at_town.picture("node('speaker:Town council').size") + 4

    def inked():
        at_town.settle()
        scale = at_town.picture("scale()")
        return sum(
            at_town.colour_at(x + ring * scale * dx, y + ring * scale * dy) != [0, 0, 0]
            for dx, dy in ((0, 1), (0.1, 0.995), (-0.1, 0.995), (0.05, 0.9987), (-0.05, 0.9987), (0.15, 0.9887))
        )

    assert inked() > 0
    at_town.page.locator("#halo").uncheck()
    assert inked() == 0
    assert "halo=no" in at_town.page.url


def test_a_picture_is_saved_as_png(at_town):
    name, data = at_town.saved("#save-png")
    assert name == "a-bridge-for-the-town.png"
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width > 800
    assert height > 300


def test_a_picture_is_saved_as_svg_with_all_its_lines_and_names(at_town):
    name, data = at_town.saved("#save-svg")
    assert name == "a-bridge-for-the-town.svg"
    root = ElementTree.fromstring(data)
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}path")) == 10
    texts = {text.text for text in root.iter(f"{space}text")}
    assert {"Mara Lindqvist", "Harbour bridge"} <= texts
    dashed = [path for path in root.findall(f"{space}path") if path.get("stroke-dasharray")]
    assert len(dashed) == 4


def test_lines_are_saved_as_a_table_of_what_is_shown(at_town):
    at_town.tick("stance", "Neutral")
    _, data = at_town.saved("#save-csv")
    assert list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))) == [
        {
            "speaker": "Anglers' Union",
            "stance": "neutral",
            "topic": "night-buses",
            "label": "Night buses",
            "quotations": "1",
            "confidence": "0.600",
            "latest": "2031-05-20",
        }
    ]


def test_an_article_in_full_with_the_words_marked(reader, folder):
    texts = {
        "Evening Post/2031-03-02": "First, something else.\n\nIn the hall, Mara Lindqvist said: we need it now. "
        "Then it rained. Nobody minded."
    }
    town(texts=texts).write(folder / "full.html")
    reader.open(folder / "full.html", "#at=speaker%3AMara%2520Lindqvist")
    reader.page.click("#panel .whole")
    dialog = reader.page.locator("#article")
    assert "First, something else." in dialog.inner_text()
    assert "Nobody minded." in dialog.inner_text()
    assert dialog.locator("mark").all_inner_texts() == ["we need it now"]
    assert dialog.locator("h2").inner_text() == "News of 2031-03-02"
    reader.page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert reader.heading() == "Mara Lindqvist"


def test_without_the_text_nothing_offers_it(at_town):
    at_town.click_node("speaker:Mara Lindqvist")
    assert at_town.page.locator("#panel .whole").count() == 0


def test_months_can_be_played(at_town):
    at_town.page.click("#play")
    seen = []
    for _ in range(4):
        seen.append(at_town.page.evaluate("quotegraph.store.state.from"))
        at_town.until(f"quotegraph.store.state.from !== '{seen[-1]}'")
    assert seen == ["2031-03-01", "2031-04-01", "2031-05-01", "2031-06-01"]
    assert len(at_town.lines()) == 10
    assert "Play" in at_town.page.inner_text("#play")


def test_playing_is_one_step_a_click_for_who_wants_no_motion(browser, town_page):
    reader = Reader(browser, reduced_motion="reduce")
    reader.open(town_page)
    for month in ("03", "04"):
        reader.page.click("#play")
        assert reader.page.evaluate("quotegraph.store.state.from") == f"2031-{month}-01"
    reader.page.wait_for_timeout(1300)
    assert reader.page.evaluate("quotegraph.store.state.from") == "2031-04-01"
    reader.close()
    assert reader.complaints == []


def test_the_picture_follows_the_mouse_and_zooms_where_it_is(at_town):
    frame = at_town.page.locator("#canvas").bounding_box()
    x, y = frame["x"] + 30, frame["y"] + 30
    before = at_town.point_of("topic:dog-tax")
    at_town.page.mouse.move(x, y)
    at_town.page.mouse.down()
    at_town.page.mouse.move(x + 30, y + 20)
    at_town.page.mouse.move(x + 60, y + 40)
    at_town.page.mouse.up()
    at_town.settle()
    moved = at_town.point_of("topic:dog-tax")
    assert moved == pytest.approx([before[0] + 60, before[1] + 40])
    assert "Read the words" in at_town.panel(), "a drag is no click"
    at_town.page.mouse.move(*moved)
    at_town.page.mouse.wheel(0, -300)
    at_town.until("quotegraph.picture.scale() > 1.2")
    assert at_town.point_of("topic:dog-tax") == pytest.approx(moved, abs=0.5)
    at_town.page.set_viewport_size({"width": 1300, "height": 800})
    at_town.settle()
    assert at_town.picture("scale()") > 1.2, "the view is the reader's"


def test_two_fingers_zoom(browser, town_page):
    reader = Reader(browser, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    reader.open(town_page)
    before = reader.picture("scale()")
    frame = reader.page.locator("#canvas").bounding_box()
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + 60
    fingers = reader.context.new_cdp_session(reader.page)
    for kind, apart in (("touchStart", 20), ("touchMove", 40), ("touchMove", 60), ("touchEnd", None)):
        points = [] if apart is None else [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    reader.settle()
    assert reader.picture("scale()") > 1.5 * before
    assert "Read the words" in reader.panel()
    reader.close()
    assert reader.complaints == []


def test_the_force_solver_is_unpacked_only_when_it_is_wanted(at_town):
    assert at_town.page.evaluate("typeof vis") == "undefined"
    at_town.page.select_option("#layout", "force")
    at_town.until("typeof vis === 'object' && quotegraph.picture.resting()")
