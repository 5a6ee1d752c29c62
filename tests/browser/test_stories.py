"""Stories: shown one view after the other, and made in the page."""

import json

import pytest

from quotegraph.viz.story import story_of
from tests.browser.reader import town

STORY = {
    "title": "The bridge in three steps",
    "steps": [
        {"title": "Everybody", "text": "Five speakers\nand three topics.", "address": ""},
        {"title": "Against", "text": "Who is against it?", "address": "#stance=oppose&topic=harbour-bridge"},
        {"title": "The union", "text": "", "address": "#view=table&at=speaker%3AAnglers'%2520Union"},
    ],
}


@pytest.fixture(scope="module")
def page(folder):
    town(story=story_of(json.dumps(STORY))).write(folder / "story.html")
    return folder / "story.html"


def test_it_begins_with_the_first_step_and_goes_on(reader, page):
    reader.open(page)
    assert "The bridge in three steps · step 1 of 3" in reader.page.inner_text("#story")
    assert "Five speakers\nand three topics." in reader.page.inner_text("#story")
    assert len(reader.lines()) == 10
    assert reader.page.is_disabled("#story-back")
    reader.page.click("#story-next")
    assert reader.page.inner_text("#story h2") == "Against"
    assert {speaker for speaker, _, _ in reader.lines()} == {"José Ábrego", "Anglers' Union"}
    reader.page.click("#story-next")
    reader.settle()
    assert reader.heading() == "Anglers' Union"
    assert reader.page.is_visible("#view-table")
    assert reader.page.is_disabled("#story-next")
    reader.page.click("#story-back")
    reader.settle()
    assert reader.page.inner_text("#story h2") == "Against"
    assert reader.page.is_visible("#view-picture")


def test_the_browsers_back_button_goes_back_a_step(reader, page):
    reader.open(page)
    reader.page.click("#story-next")
    reader.page.go_back()
    reader.until("document.querySelector('#story h2').textContent === 'Everybody'")


def test_an_address_of_ones_own_comes_first(reader, page):
    reader.open(page, "#stance=neutral")
    assert not reader.page.is_visible("#story")
    assert len(reader.lines()) == 1
    reader.page.click("#story-open")
    assert reader.page.inner_text("#story h2") == "Everybody"


def test_a_step_can_be_sent_as_an_address(reader, page):
    reader.open(page, "#stance=oppose&topic=harbour-bridge&step=2")
    assert reader.page.inner_text("#story h2") == "Against"


def test_it_can_be_left(reader, page):
    reader.open(page)
    reader.page.click("#story-next")
    reader.page.click("#story-stop")
    assert not reader.page.is_visible("#story")
    assert len(reader.lines()) == 2
    assert "step" not in reader.page.url


def test_views_become_a_story_that_can_be_saved_and_shown(at_town, reader, folder):
    at_town.click_node("topic:dog-tax")
    at_town.page.click("#save summary")
    at_town.page.click("#story-add")
    at_town.page.get_by_label("A few words for step 1").fill("All about dogs.")
    at_town.page.get_by_label("Title of the story").fill("Dogs")
    at_town.tick("stance", "Oppose")
    assert at_town.page.is_visible("#story-save"), "what is being written stays"
    at_town.page.click("#save summary")
    at_town.page.click("#story-add")
    with at_town.page.expect_download() as download:
        at_town.page.click("#story-save")
    story = story_of(download.value.path().read_bytes())
    assert (story.title, story.ignored) == ("Dogs", ())
    assert [step.text for step in story.steps] == ["All about dogs.", ""]
    assert story.steps[0].title == "Dog tax, topic, 2 quotations"
    town(story=story).write(folder / "dogs.html")
    reader.open(folder / "dogs.html")
    assert reader.heading() == "Dog tax"
    reader.page.click("#story-next")
    assert len(reader.lines()) == 4


def test_a_step_can_be_taken_out(at_town):
    at_town.page.click("#save summary")
    at_town.page.click("#story-add")
    at_town.page.get_by_label("Remove step 1").click()
    assert at_town.page.locator("#story li").count() == 0
    assert at_town.page.is_disabled("#story-save")


def test_a_broken_story_is_told_and_the_page_works(reader, folder):
    town(story=story_of('{"steps": [{"text": "Hello.", "address": "#view=nonsense&at=%"}, 5]}', "tour.json")).write(
        folder / "broken-story.html"
    )
    reader.open(folder / "broken-story.html")
    assert "Hello." in reader.page.inner_text("#story")
    assert "Step 2 of the story tour.json cannot be read" in reader.page.inner_text("#notice")
    assert len(reader.lines()) == 10


def test_a_story_that_is_none_leaves_the_page_as_it_is(reader, folder):
    town(story=story_of("no JSON", "tour.json")).write(folder / "no-story.html")
    reader.open(folder / "no-story.html")
    assert reader.page.inner_text("#notice-text") == "The story tour.json cannot be read and is left out."
    assert not reader.page.is_visible("#story")
    assert not reader.page.is_visible("#story-open")
