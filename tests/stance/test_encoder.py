"""What an encoder says is asked for where it may matter, and weighed with what the words tell."""

from collections.abc import Sequence

import numpy as np
import pytest

from quotegraph.language import Reading, read
from quotegraph.model import Article, Quotation, Span, Speaker, Topic
from quotegraph.stance import EncodedStance, encoder
from quotegraph.stance.judge import ENCODED, Weights, shipped
from quotegraph.stance.linear import Logistic
from quotegraph.stance.question import Asked
from quotegraph.stance.words import Array

TOPICS = (Topic("toll", "Road toll", "Drivers should pay a toll."), Topic("owls", "Owls", "Owls should fly."))


class Fixed:
    """Answers everything in the same way and keeps what it was asked."""

    def __init__(self, *shares: float) -> None:
        self.row = shares
        self.asked: list[Asked] = []

    def shares(self, asked: Sequence[Asked]) -> Array:
        self.asked += asked
        return np.array([self.row for _ in asked])

    def probabilities(self, asked: Sequence[Asked]) -> Array:
        return self.shares(asked)[:, :3]


def reading_of(text: str) -> Reading:
    return next(read([Article("a", text)]))


def said(text: str, content: str, who: str) -> Quotation:
    start = text.index(content)
    speaker = Speaker(who.lower(), who)
    return Quotation("q1", (Span(start, start + len(content)),), (), (Span(0, len(who)),), "indirect", speaker=speaker)


def believing() -> Weights:
    """The weights of the rules, with an encoder that is believed whatever the words say."""

    def one(names: tuple[str, ...], believed: str) -> Logistic:
        weights = np.array([5.0 if name == believed else 0.0 for name in names])
        return Logistic(names, np.zeros(len(names)), np.ones(len(names)), weights, 0.0)

    models = {name: one(names, "on" if name == "bears" else "read") for name, names in ENCODED.items()}
    rules = shipped()
    return Weights({**rules.models, **models}, rules.least, rules.least_side)


TEXT = "Ann said the road toll was one more idea of the minister."


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.9, 0.05, 0.03, 0.02), [("toll", "support")]),
        ((0.05, 0.9, 0.03, 0.02), [("toll", "oppose")]),
        ((0.03, 0.03, 0.92, 0.02), [("toll", "neutral")]),
        ((0.02, 0.02, 0.02, 0.94), []),
    ],
)
def test_the_answer_decides_topic_and_side_where_it_is_believed(
    shares: tuple[float, ...], expected: list[tuple[str, str]]
) -> None:
    quotation = said(TEXT, "the road toll was one more idea of the minister", "Ann")
    model = EncodedStance(believing(), model=Fixed(*shares))
    (found,) = model.judge(reading_of(TEXT), (quotation,), TOPICS)
    assert [(s.topic, s.stance) for s in found.stances if s.topic == "toll"] == expected


def test_only_topics_that_the_words_give_a_reason_for_are_asked() -> None:
    asked = Fixed(0.25, 0.25, 0.25, 0.25)
    quotation = said(TEXT, "the road toll was one more idea of the minister", "Ann")
    chance = np.array([[0.5, encoder.GATE / 2]])
    found = encoder.answers(asked, reading_of(TEXT), (quotation,), TOPICS, chance)
    assert [one.topic for one in asked.asked] == ["toll"]
    assert asked.asked[0].holder == "Ann"
    assert np.isnan(found[0, 1]).all()
    assert found[0, 0] == pytest.approx(0.25)


def test_a_book_is_asked_a_bounded_number_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MOST", 3)
    quotation = said(TEXT, "the road toll", "Ann")
    chance = np.array([[0.2, 0.9], [0.8, 0.1], [0.3, 0.7]])
    found = encoder.questions(reading_of(TEXT), (quotation,) * 3, TOPICS, chance)
    assert list(found) == [(0, 1), (1, 0), (2, 1)]


def test_what_was_not_asked_counts_for_nothing() -> None:
    quotation = said(TEXT, "the road toll", "Ann")
    nothing = np.full((1, 2, 4), np.nan)
    words = np.array([[1.5, -2.0]])
    bears = encoder.bears_features(words, nothing, (quotation,))
    assert bears[..., 0].tolist() == words.tolist()
    assert not bears[..., 1:].any()
    assert not encoder.side_features(words, nothing, (quotation,))[..., 1:].any()
    assert not encoder.sided_features(words, nothing)[..., 1:].any()


def test_answers_beyond_doubt_stay_finite() -> None:
    quotation = said(TEXT, "the road toll", "Ann")
    certain = np.array([[[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]])
    for features in (
        encoder.bears_features(np.zeros((1, 2)), certain, (quotation,)),
        encoder.side_features(np.zeros((1, 2)), certain, (quotation,)),
        encoder.sided_features(np.zeros((1, 2)), certain),
    ):
        assert np.isfinite(features).all()
