"""Who agrees with whom: the picture of speakers, organisations, countries and camps tied to each other."""

import pytest

from quotegraph.model import Statement
from quotegraph.network import network
from quotegraph.viz import Page
from tests.browser.reader import overlaps

ROWS = [
    Statement(speaker, topic, stance, organisation=body, country=country, camp=camp, date=date, quote_id=f"a#{n}")
    for n, (speaker, topic, stance, body, country, camp, date) in enumerate(
        [
            ("Ann", "bridge", "support", "Builders", "Norland", "north", "2031-01-05"),
            ("Ann", "bridge", "support", "Builders", "Norland", "north", "2031-02-05"),
            ("Bo", "bridge", "support", "Builders", "Norland", "north", "2031-03-05"),
            ("Bo", "tax", "oppose", "Builders", "Norland", "north", "2031-04-05"),
            ("Cem", "bridge", "oppose", "Anglers", "Sudland", "south", "2031-05-05"),
            ("Cem", "tax", "oppose", "Anglers", "Sudland", "south", "2031-06-05"),
            ("Dee", "tax", "neutral", "Anglers", "Sudland", "south", "2031-07-05"),
        ]
    )
]


@pytest.fixture(scope="module")
def page(folder):
    Page(ROWS, title="Ties").write(folder / "ties.html")
    return folder / "ties.html"


def ties(reader):
    reader.settle()
    return {
        (tie["at"]["one"], tie["at"]["other"], tie["sign"], tie["weight"], tie["topics"])
        for tie in reader.picture("lines()")
    }


def sorted_ties(found):
    return {(*sorted(tie[:2]), *tie[2:]) for tie in found}


def test_weights_are_those_of_the_network_commands(reader, page):
    reader.open(page, "#net=both")
    expected = set()
    for kind, sign in (("congruence", "agree"), ("conflict", "differ")):
        for one, other, weight in network(ROWS, kind).edges(data="weight"):
            expected.add((*sorted((one, other)), sign, weight))
    assert {tie[:4] for tie in sorted_ties(ties(reader))} == expected


def test_agreement_and_disagreement_can_be_seen_alone(reader, page):
    reader.open(page)
    reader.page.select_option("#net", "agree")
    assert sorted_ties(ties(reader)) == {("Ann", "Bo", "agree", 2, 1), ("Bo", "Cem", "agree", 1, 1)}
    assert "net=agree" in reader.page.url
    assert reader.showing() == "2 lines between 3 speakers"
    reader.page.select_option("#net", "differ")
    assert sorted_ties(ties(reader)) == {("Ann", "Cem", "differ", 2, 1), ("Bo", "Cem", "differ", 1, 1)}
    assert {line["dashes"] is not False for line in reader.picture("lines()")} == {True}


@pytest.mark.parametrize(
    ("by", "tie"),
    [
        ("organisation", ("Anglers", "Builders", "agree", 1, 1)),
        ("country", ("Norland", "Sudland", "agree", 1, 1)),
        ("camp", ("north", "south", "agree", 1, 1)),
    ],
)
def test_speakers_count_for_their_organisation_country_or_camp(reader, page, by, tie):
    reader.open(page, "#net=agree")
    reader.page.select_option("#by", by)
    assert sorted_ties(ties(reader)) == {tie}
    assert reader.showing() == "1 line between 2 groups"


def test_a_click_on_a_tie_lists_the_topics_and_the_words(reader, page):
    reader.open(page, "#net=differ")
    line = next(tie for tie in reader.picture("lines()") if {tie["at"]["one"], tie["at"]["other"]} == {"Bo", "Cem"})
    reader.page.mouse.click(*reader.picture(f"pointOn({line['id']})"))
    panel = reader.panel()
    assert "They agree on 1\nTax" in panel
    assert "They disagree on 1\nBridge" in panel
    assert "4 quotations" in panel
    reader.page.reload()
    reader.page.wait_for_selector("html[data-ready=yes]")
    assert "They disagree on 1\nBridge" in reader.panel()


def test_a_click_on_a_group_lists_who_belongs_to_it(reader, page):
    reader.open(page, "#net=agree&by=organisation")
    reader.click_node("group:Builders")
    assert reader.heading() == "Builders"
    assert "Organisation, 2 speakers" in reader.panel()
    assert "4 quotations" in reader.panel()
    reader.page.click("#panel li button:has-text('Bo')")
    assert reader.heading() == "Bo"


def test_pointing_at_a_tie_says_on_how_many_topics(reader, page):
    reader.open(page, "#net=agree")
    line = next(tie for tie in reader.picture("lines()") if {tie["at"]["one"], tie["at"]["other"]} == {"Ann", "Bo"})
    reader.page.mouse.move(*reader.picture(f"pointOn({line['id']})"))
    reader.page.wait_for_selector("#tip:not([hidden])")
    assert "agree on 1 topic" in reader.page.inner_text("#tip")


def test_filters_hold_here_too(reader, page):
    reader.open(page, "#net=both&topic=tax")
    assert sorted_ties(ties(reader)) == {("Bo", "Cem", "agree", 1, 1)}


def test_where_nobody_shares_a_topic_it_says_so_and_leads_back(reader, page):
    reader.open(page, "#net=agree&speaker=Dee")
    assert "Nobody here shares a topic" in reader.page.inner_text("#none-ties")
    reader.page.click("#none-all")
    assert reader.lines() == {("Dee", "neutral", "tax")}


def test_the_keyboard_walks_along_ties(reader, page):
    reader.open(page, "#net=both")
    reader.page.focus("#picture")
    reader.page.keyboard.press("n")
    assert "agree on" in reader.page.locator("#options").text_content()
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("quotegraph.store.state.at.what") == "pair"


def test_names_do_not_overlap(at_debate):
    at_debate.page.select_option("#net", "both")
    at_debate.settle()
    labels = at_debate.picture("labels()")
    assert len(labels) > 30
    assert overlaps(labels) == []


def test_nothing_to_group_by_offers_no_choice(reader, folder):
    Page([Statement("Ann", "toll", "support"), Statement("Bo", "toll", "support")]).write(folder / "plain.html")
    reader.open(folder / "plain.html", "#net=agree&by=camp")
    assert not reader.page.is_visible("#by")
    assert "by=camp" in reader.page.inner_text("#notice")
