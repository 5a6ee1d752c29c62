"""Pages with nothing, little, or strange things in them; and the page inside a notebook."""

import pytest

from quotegraph.model import Statement
from quotegraph.viz import Page
from tests.browser.reader import Reader, debate, overlaps, town


def test_an_empty_page_says_what_to_do(reader, folder):
    Page([], title="Nothing so far").write(folder / "empty.html")
    reader.page.goto(f"file://{folder}/empty.html")
    assert reader.page.inner_text("#title") == "Nothing so far"
    assert "There is nothing to show yet" in reader.page.inner_text("#nothing")
    assert "quotegraph add STORE articles/" in reader.page.inner_text("#nothing")
    assert not reader.page.is_visible("#explorer")


def test_quotations_on_no_declared_topic_are_counted_and_the_way_out_is_told(reader, folder):
    Page([], found=12).write(folder / "found.html")
    reader.page.goto(f"file://{folder}/found.html")
    assert "12 quotations found, none of them on a declared topic." in reader.page.inner_text("#nothing")
    assert "--topics" in reader.page.inner_text("#nothing pre")
    assert "Put articles into a store" not in reader.page.inner_text("#nothing")


def test_what_confidence_left_out_is_counted(reader, folder):
    Page([], unsure=12, least=0.95).write(folder / "unsure.html")
    reader.page.goto(f"file://{folder}/unsure.html")
    assert "All 12 statements are less sure than the 95 % asked for." in reader.page.inner_text("#nothing")
    assert "--min-confidence 0" in reader.page.inner_text("#nothing pre")
    assert "Put articles into a store" not in reader.page.inner_text("#nothing")


def test_a_browser_that_cannot_unpack_shows_the_words_and_the_forces(browser, debate_page):
    old = Reader(browser)
    old.context.add_init_script("delete globalThis.DecompressionStream")
    old.begin()
    old.open(debate_page)
    old.click_line(*sorted(old.lines())[0])
    assert old.words()
    old.search("words 7")
    assert old.page.locator("#results button").count() > 0
    old.search("")
    old.choose({"layout": "force"})
    old.until("quotegraph.picture.resting()")
    assert old.complaints == []
    old.close()


def test_a_date_outside_any_range_hides_everything_and_can_be_taken_away(reader, town_page):
    reader.open(town_page, "#from=9999-12-31&to=0001-01-01")
    assert reader.lines() == set()
    reader.page.click("#none-clear")
    assert len(reader.lines()) == 10


def test_a_day_that_is_none_is_ignored_and_told(reader, town_page):
    reader.open(town_page, "#from=2031-13-45&a=yesterday&own=2&net=foes&by=planet&step=1&at=pair%3Aperson%3AA%3AB")
    notice = reader.page.inner_text("#notice")
    for part in ("from=2031-13-45", "a=yesterday", "own=2", "net=foes", "by=planet", "step=1", "at=pair"):
        assert part in notice
    assert len(reader.lines()) == 10


def test_one_statement_of_speaker_topic_and_stance_alone(reader, folder):
    Page([Statement("Ann", "road-toll", "oppose")]).write(folder / "one.html")
    reader.open(folder / "one.html")
    assert reader.lines() == {("Ann", "oppose", "road-toll")}
    assert {label["text"] for label in reader.picture("labels()")} == {"Ann", "Road toll"}
    reader.click_line("Ann", "oppose", "road-toll")
    assert "The words of this quotation are not in the data." in reader.panel()
    assert reader.page.locator("#facets details").count() == 0
    reader.page.click("#tab-table")
    assert "Confidence" not in reader.page.inner_text("#table thead")


def test_words_of_a_table_are_shown_without_passages(reader, folder):
    Page([Statement("Ann", "road-toll", "oppose", date="2030-01-01", words="No toll, ever.")]).write(
        folder / "words.html"
    )
    reader.open(folder / "words.html")
    reader.click_node("speaker:Ann")
    assert reader.words() == ["No toll, ever."]
    assert "1 Jan 2030" in reader.panel()


def test_odd_dates_do_no_harm(reader, folder):
    dates = ("0001-01-01", "9999-12-31", "2030-13-45", "last week", "2030", "2030-02", "2030-02-03T10:00:00+01:00", "")
    Page([Statement(f"S{n}", "toll", "support", date=date) for n, date in enumerate(dates)]).write(
        folder / "dates.html"
    )
    reader.open(folder / "dates.html")
    assert len(reader.lines()) == 8
    assert reader.page.locator(".months .bars button").count() == 3
    assert "3 statements have no date." in reader.page.inner_text("#facets")
    reader.page.locator(".months .bars button").nth(1).click()
    assert {speaker for speaker, _, _ in reader.lines()} == {"S4", "S5", "S6"}
    reader.click_node("speaker:S6")
    assert "3 Feb 2030" in reader.panel()


def test_all_on_one_side(reader, folder):
    Page([Statement(f"Speaker number {n}", f"topic {m}", "support") for n in range(20) for m in range(3)]).write(
        folder / "side.html"
    )
    reader.open(folder / "side.html")
    labels = reader.picture("labels()")
    assert len(labels) == 23
    assert overlaps(labels) == []


def test_positions_given_by_hand_are_kept(reader, folder):
    statements = [Statement("Ann", "toll", "support"), Statement("Bo", "toll", "oppose")]
    positions = {"speaker:Ann": (0.0, 0.0), "speaker:Bo": (2.0, 0.0), "topic:toll": (1.0, 1.0)}
    Page(statements, positions=positions).write(folder / "given.html")
    reader.open(folder / "given.html")
    ann, bo, toll = (reader.point_of(node) for node in ("speaker:Ann", "speaker:Bo", "topic:toll"))
    assert toll[0] - ann[0] == pytest.approx(bo[0] - toll[0], abs=1)
    assert ann[1] == pytest.approx(bo[1], abs=1)
    assert toll[1] > ann[1]


def test_five_thousand_topics_open(reader, folder):
    Page([Statement(f"S{n % 40}", f"topic-{n}", ("support", "oppose")[n % 2]) for n in range(5000)]).write(
        folder / "topics.html"
    )
    reader.open(folder / "topics.html")
    assert reader.showing() == "5,000 lines between 40 speakers and 5,000 topics"
    assert "The 1,000 strongest of 5,000 lines are drawn." in reader.page.inner_text("#drawn")
    assert reader.picture("drawn()") == 1000
    reader.choose({"speaker": ["S7"]})
    assert reader.picture("drawn()") == 125
    assert not reader.page.is_visible("#drawn")
    reader.choose({"speaker": []})
    reader.page.click("#tab-matrix")
    assert "The 40 speakers and 60 topics with the most quotations are shown" in reader.page.inner_text("#matrix")


def test_three_hundred_lines_have_no_overlapping_labels(reader, folder):
    debate(speakers=100, topics=15, lines=300).write(folder / "many.html")
    reader.open(folder / "many.html")
    labels = reader.picture("labels()")
    assert len(labels) > 60
    assert overlaps(labels) == []


def test_inside_a_notebook_it_draws_and_reacts(reader, folder):
    path = folder / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{town()._repr_html_()}</body>", encoding="utf-8")
    reader.page.goto(f"file://{path}")
    frame = reader.page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for(state="attached")
    assert frame.locator("#showing").inner_text() == "10 lines between 5 speakers and 3 topics"
    frame.locator("details[data-facet=stance]").get_by_label("Oppose").click()
    frame.locator("#showing", has_text="4 of 10 shown").wait_for()
    frame.locator("#legend .example button").click()
    frame.locator("#panel .card").first.wait_for()
