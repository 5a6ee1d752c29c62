"""Words in quotation marks that nobody says: on signs, as titles, as terms."""

import pytest

from quotegraph.extract import RuleExtractor
from quotegraph.extract.attitudes import pieces
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.features import features
from quotegraph.extract.marked import is_inscribed
from quotegraph.extract.speech import speeches
from quotegraph.language import Reading, read
from quotegraph.model import Article, Span

EXTRACTOR = RuleExtractor()


def reading_of(text: str) -> Reading:
    return next(read([Article("a", text)]))


def candidates(reading: Reading) -> list[Candidate]:
    return [*speeches(reading), *pieces(reading)]


@pytest.mark.parametrize(
    "text",
    [
        "The shop was dark. “Back in ten minutes,” said the sign on the window.",
        "On the gate hangs a sign: “Beware of the geese.”",
        "Two men unrolled a banner. “No toll on our bridge,” it read.",
        "A placard at the bend reads “Slow down for the toads”.",
        "Somebody carried a placard with the words “Geese before grants”.",
    ],
)
def test_what_stands_on_things_is_nobodys(text: str) -> None:
    assert EXTRACTOR.extract(reading_of(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The shop was dark. “Back in ten minutes,” said the baker on the stairs.",
        "“It was no sign of trouble,” said the harbour master.",
        "The ferryman took down the sign. “Nobody reads it,” he said.",
        "One poster wrote: “Nobody reads this forum any more.”",
    ],
)
def test_people_beside_signs_are_heard(text: str) -> None:
    found = EXTRACTOR.extract(reading_of(text))
    assert [quotation.type for quotation in found] == ["direct"]
    assert found[0].source


def test_a_sign_is_known_by_its_noun_and_not_by_a_name() -> None:
    reading = reading_of("“It is time to leave,” said Sign Holloway. “It is not,” said a sign.")
    first, second = (c for c in candidates(reading) if c.source)
    assert [is_inscribed(reading, one) for one in (first, second)] == [False, True]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("She wrote one novel, “The Salt Stair”, and burnt it.", "The Salt Stair", "marks after comma&title&all"),
        ("The novel “The Salt Stair” sold well.", "The Salt Stair", "marks of a work&title"),
        ("The line is called “the noodle” in the village.", "the noodle", "marks and named"),
        ("The old road is known as “rope lane”.", "rope lane", "marks=few small&all"),
        ("The clerks spoke of the so-called “paper days” again.", "paper days", "marks after so-called"),
        ("They argued over the word “soon” for a week.", "soon", "marks after word"),
        ("“Rents have tripled.”\n\nThe union says so on its page.", "Rents have tripled", "marks as heading"),
    ],
)
def test_the_vote_hears_how_marks_are_led_to(text: str, words: str, wanted: str) -> None:
    reading = reading_of(text)
    around = Span(text.index(words), text.index(words) + len(words))
    heard = [
        features(reading, one) for one in candidates(reading) if one.start <= around.start and around.end <= one.end
    ]
    assert heard
    assert all(wanted in found for found in heard)


def test_plain_reports_have_no_features_of_marks() -> None:
    reading = reading_of("The minister said the line would open in June.")
    assert not any(name.startswith("marks") for one in candidates(reading) for name in features(reading, one))
