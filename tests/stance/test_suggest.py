"""Candidates for topics: found in what several speakers say, the same ones each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.stance.suggest import Words, suggest

SAID = [
    Words("The congestion charge must go.", "Ann Lee", "a"),
    Words("the congestion charge", "Bo Holt", "a", attitude=True),
    Words("I welcome the congestion charge.", "Cem Arslan", "b"),
    Words("We should build a tram to the harbour.", "Ann Lee", "b"),
    Words("A tram would ruin us.", "Dora Quist", "c"),
    Words("It rained in Norvik on Monday.", "Dora Quist", "c"),
    Words("It rained in Norvik on Monday, said Ann Lee.", "Bo Holt", "c"),
]


def test_what_most_argue_about_comes_first_with_its_counts_and_words() -> None:
    found = suggest(SAID)
    assert [one.label for one in found[:2]] == ["Congestion charge", "Tram"]
    assert (found[0].quotations, found[0].speakers, found[0].articles) == (3, 3, 2)
    assert {example.speaker for example in found[0].examples} == {"Ann Lee", "Bo Holt", "Cem Arslan"}


def test_names_of_speakers_and_days_are_no_topics() -> None:
    said = {phrase.casefold() for one in suggest(SAID) for phrase in (one.label, *one.phrases)}
    assert said.isdisjoint({"ann lee", "lee", "monday", "bo"})


def test_no_more_than_asked_for_and_nothing_from_nothing() -> None:
    assert len(suggest(SAID, 1)) == 1
    assert suggest([]) == suggest([Words("  ")]) == suggest([Words("Yes."), Words("The moon.")]) == []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.builds(Words, st.text(max_size=60), st.sampled_from(["A", "B", ""])), max_size=5))
def test_any_words_give_candidates_that_stand_in_them(said: list[Words]) -> None:
    twice = [*said, *said]
    found = suggest(twice)
    assert suggest(twice) == found
    for one in found:
        assert one.label
        assert 1 <= one.quotations <= len(twice)
        assert all(example in said for example in one.examples)
