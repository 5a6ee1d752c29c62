import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import Statement
from quotegraph.viz import Page, read_story
from quotegraph.viz.story import LONGEST, MOST_STEPS, Step, story_of

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("steps", "title", "text", "address")), inner)
    ),
    max_leaves=10,
)


def test_a_story_is_read_as_the_page_saves_it(tmp_path):
    step = {"title": "First", "text": "Look.", "address": "#view=table"}
    (tmp_path / "tour.json").write_text(json.dumps({"title": "Tour", "steps": [step]}), "utf-8")
    story = read_story(tmp_path / "tour.json")
    assert (story.title, story.steps, story.ignored) == ("Tour", (Step("First", "Look.", "#view=table"),), ())


@given(st.binary() | st.text() | ANYTHING.map(json.dumps))
def test_whatever_stands_in_the_file_the_page_opens_and_says_what_is_left_out(content):
    story = story_of(content, "tour.json")
    page = Page([Statement("Ann", "toll", "support")], story=story)
    assert page.html()
    assert story.steps or story.ignored or json.loads(content)["steps"] == []
    assert all("tour.json" in note or note == "…" for note in page.notes)


def test_a_step_that_is_none_is_named_with_its_number():
    story = story_of(
        json.dumps({"steps": [{"text": "a"}, "b", {"address": 7}, {"address": "#" + "x" * LONGEST["address"]}, {}]})
    )
    assert [step.text for step in story.steps] == ["a"]
    assert [values["n"] for _, values in story.ignored] == ["2", "3", "4", "5"]


def test_a_very_long_story_is_cut_and_the_notes_stay_few():
    story = story_of(json.dumps({"steps": [{"text": "x" * 10_000}] * (MOST_STEPS + 50)}))
    assert len(story.steps) == MOST_STEPS
    assert len(story.steps[0].text) == LONGEST["text"]
    assert len(Page([], story=story).notes) == 6


@pytest.mark.parametrize("place", ["missing.json", ".", "a\0b"])
def test_a_story_that_is_not_there_is_an_error(tmp_path, place):
    with pytest.raises(QuotegraphError, match="cannot be read"):
        read_story(tmp_path / place)
