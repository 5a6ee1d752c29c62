"""The confidence of quotations: what it knows, and what it leaves out."""

import dataclasses

import pytest

from quotegraph.extract.decide import Vote, choose, decide
from quotegraph.language import Reading, read
from quotegraph.model import Article

TEXT = "“No,” said Mara Holt. Bo Okafor said that the ferry would sail."
VOTE = Vote.shipped("weights.json")


def reading(text: str) -> Reading:
    return next(read([Article("a", text)]))


@pytest.mark.parametrize(("least", "types"), [(0.0, ["direct", "indirect"]), (1.1, ["direct"])])
def test_what_is_too_unlikely_is_left_out_but_direct_speech_stays(least: float, types: list[str]) -> None:
    found = decide(reading(TEXT), None, dataclasses.replace(VOTE, least=least))
    assert [quotation.type for quotation in found] == types


def test_a_source_that_is_a_relative_pronoun_and_a_rival_are_known() -> None:
    choice = choose(
        reading("The aide who said that the ferry would sail left."), None, dataclasses.replace(VOTE, threshold=0.0)
    )
    assert any("source=relative" in features for features in choice.features())
    (alone, *_) = choose(reading("“No,” said Mara Holt."), None, VOTE).features()
    assert alone["rival source"] < alone["vote"]


@pytest.mark.parametrize("text", ["Asked whether she would resign, Mara Holt replied: “No.”"])
def test_who_is_asked_does_not_ask(text: str) -> None:
    assert [quotation.words(text) for quotation in decide(reading(text), None, VOTE)] == ["“No.”"]
