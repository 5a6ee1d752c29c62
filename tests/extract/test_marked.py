"""Words in quotation marks that nobody says: on signs, banners and plaques."""

import pytest

from quotegraph.extract import RuleExtractor
from quotegraph.extract.attitudes import pieces
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.marked import is_inscribed
from quotegraph.extract.speech import speeches
from quotegraph.language import Reading, read
from quotegraph.model import Article

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
