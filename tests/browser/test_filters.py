"""What is left to see after a filter, and how one gets back."""

import pytest

from tests.browser.reader import overlaps

ALL = 10


def test_only_lines_against(at_town):
    at_town.tick("stance", "Oppose")
    assert at_town.lines() == {
        ("José Ábrego", "oppose", "harbour-bridge"),
        ("Anglers' Union", "oppose", "harbour-bridge"),
        ("Town council", "oppose", "night-buses"),
        ("Town council", "oppose", "dog-tax"),
    }
    assert at_town.showing() == "4 lines between 3 speakers and 3 topics (4 of 10 shown)"
    assert "Norland" not in {label["text"] for label in at_town.picture("labels()")}


def test_two_values_of_a_list_add_up_and_two_lists_narrow(at_town):
    at_town.tick("stance", "Oppose")
    at_town.tick("stance", "Neutral")
    assert len(at_town.lines()) == 5
    at_town.tick("kind", "Organisation")
    assert {speaker for speaker, _, _ in at_town.lines()} == {"Anglers' Union"}


@pytest.mark.parametrize(
    ("facet", "value", "left"),
    [
        ("type", "Attitude", {("Town council", "oppose", "night-buses")}),
        ("speaker", "Norland", {("Norland", "support", "harbour-bridge")}),
        ("topic", "Dog tax", {("José Ábrego", "support", "dog-tax"), ("Town council", "oppose", "dog-tax")}),
        (
            "reviewed",
            "Checked",
            {("Mara Lindqvist", "support", "harbour-bridge"), ("Norland", "support", "harbour-bridge")},
        ),
        ("publisher", "Not known", {("Norland", "support", "harbour-bridge")}),
    ],
)
def test_each_list_leaves_what_it_says(at_town, facet, value, left):
    at_town.tick(facet, value)
    assert at_town.lines() == left


def test_a_line_gets_thinner_when_some_of_its_quotations_are_filtered_out(at_town):
    before = at_town.line("Mara Lindqvist", "support", "harbour-bridge")["width"]
    at_town.tick("type", "Direct")
    assert at_town.line("Mara Lindqvist", "support", "harbour-bridge")["width"] < before


def test_numbers_beside_the_boxes_follow_the_other_filters(at_town):
    at_town.tick("topic", "Dog tax")
    counts = at_town.page.locator("details[data-facet=stance] .count").all_inner_texts()
    assert counts == ["1", "1", "0"]


def test_dates_from_and_to(at_town):
    at_town.page.fill("#date-from", "2031-05-01")
    at_town.page.locator("#date-from").dispatch_event("change")
    assert {speaker for speaker, _, _ in at_town.lines()} == {"Mara Lindqvist", "José Ábrego", "Anglers' Union"}
    at_town.page.fill("#date-to", "2031-05-31")
    at_town.page.locator("#date-to").dispatch_event("change")
    assert at_town.lines() == {
        ("Mara Lindqvist", "support", "harbour-bridge"),
        ("Anglers' Union", "neutral", "night-buses"),
    }
    assert "1 statement has no date." in at_town.page.inner_text("#facets")


def test_a_bar_for_each_month_that_shows_only_that_month(at_town):
    bars = at_town.page.locator(".months .bars button")
    assert bars.count() == 4
    assert bars.nth(3).get_attribute("aria-label") == "June 2031: 2 statements. Show only this"
    bars.nth(3).click()
    assert at_town.lines() == {("José Ábrego", "support", "harbour-bridge"), ("José Ábrego", "support", "dog-tax")}
    assert bars.nth(3).get_attribute("aria-pressed") == "true"
    bars.nth(3).click()
    assert len(at_town.lines()) == ALL


def test_least_confidence(at_town):
    at_town.page.locator("#sure").fill("80")
    left = at_town.lines()
    assert ("José Ábrego", "support", "harbour-bridge") not in left
    assert ("Norland", "support", "harbour-bridge") in left, "what has no figure stays"
    assert len(left) == 5


def test_search_finds_speakers_whatever_the_accents(at_town):
    at_town.search("jose abrego")
    assert {speaker for speaker, _, _ in at_town.lines()} == {"José Ábrego"}
    at_town.page.locator("#results button").first.click()
    assert at_town.heading() == "José Ábrego"


def test_search_finds_words_and_leads_to_them(at_town):
    at_town.search("herring")
    assert at_town.lines() == {("Anglers' Union", "oppose", "harbour-bridge")}
    assert "Words (1)" in at_town.page.inner_text("#results")
    at_town.page.locator("#results button").click()
    assert at_town.words() == ["herring would leave"]


def test_search_finds_topics_by_their_proposition(at_town):
    at_town.search("abolished")
    assert {topic for _, _, topic in at_town.lines()} == {"dog-tax"}


def test_search_for_what_is_not_there_says_so(at_town):
    at_town.search("zzzz")
    assert "Nothing found for “zzzz”." in at_town.page.inner_text("#side")
    assert at_town.lines() == set()
    assert at_town.page.is_visible("#none")
    at_town.page.click("#none-clear")
    assert len(at_town.lines()) == ALL
    assert at_town.page.input_value("#q") == ""


def test_each_filter_is_a_chip_that_takes_it_away(at_town):
    at_town.tick("stance", "Oppose")
    at_town.search("bridge")
    chips = at_town.page.locator("#chips button")
    assert chips.all_inner_texts() == ["“bridge” ×", "Oppose ×"]
    chips.nth(1).click()
    at_town.settle()
    assert chips.all_inner_texts() == ["“bridge” ×"]
    assert not at_town.box("stance", "Oppose").is_checked()
    at_town.page.click("#clear")
    assert len(at_town.lines()) == ALL
    assert not at_town.page.is_visible("#clear")


def test_what_stays_keeps_its_place(at_town):
    before = at_town.point_of("speaker:Norland")
    at_town.tick("stance", "Support")
    assert at_town.point_of("speaker:Norland") == before


def test_long_lists_can_be_searched(at_debate):
    section = at_debate.page.locator("details[data-facet=speaker]")
    section.locator("summary").click()
    assert section.locator("li").count() == 6
    section.get_by_role("button", name="Show all 60").click()
    assert section.locator("li").count() == 60
    section.locator(".find").fill("christopher")
    names = section.locator("li bdi").all_inner_texts()
    assert len(names) == 6
    assert all("Christopher" in name for name in names)
    section.locator("li input").first.click()
    at_debate.settle()
    assert {speaker for speaker, _, _ in at_debate.lines()} == {names[0]}


def test_filtered_pictures_have_no_overlapping_labels(at_debate):
    at_debate.tick("stance", "Oppose")
    assert overlaps(at_debate.picture("labels()")) == []
