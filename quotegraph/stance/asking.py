"""Stances from any model that reads a text and a proposition: relevance decides what is asked, the model which side.

Such a model sees pairs, not articles: see :class:`~quotegraph.stance.question.Asked`. ``onnx`` reads one from a folder,
``called`` takes a function of the user's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES, Quotation, Topic
from quotegraph.stance import calibration
from quotegraph.stance.head import Head
from quotegraph.stance.judge import Judged, RuleStance
from quotegraph.stance.linear import sigmoid
from quotegraph.stance.question import PairModel, asked_of, context_of
from quotegraph.stance.words import Array

if TYPE_CHECKING:
    from quotegraph.language import Reading

_LEAST = 1e-4  # so that no answer is beyond all doubt
_OPEN = 3.0  # log odds of taking no side where the wording does not
_AT_ONCE = 2000  # quotations: more than any article has, so that a book takes no more memory than one


class AskingStance:
    """A stance stage that asks a model about each quotation and each topic that it bears on.

    >>> from quotegraph.language import read
    >>> from quotegraph.model import Article, Span, Speaker
    >>> class Contrary:
    ...     def probabilities(self, asked):
    ...         return np.array([[0.1, 0.8, 0.1] for _ in asked])
    >>> reading = next(read([Article("a", "The mayor welcomed the road toll.")]))
    >>> mayor = Speaker("m", "Mayor")
    >>> found = Quotation("q1", (Span(19, 32),), (Span(10, 18),), (Span(0, 9),), "stance", speaker=mayor)
    >>> toll = Topic("toll", "Road toll", "Drivers should pay a toll on the road.")
    >>> [(s.topic, s.stance) for s in AskingStance(Contrary()).judge(reading, (found,), [toll])[0].stances]
    [('toll', 'oppose')]
    """

    def __init__(self, model: PairModel, head: Head | None = None) -> None:
        self.model = model
        self._rules = RuleStance(head=head)
        self._head = head

    def judge(
        self, reading: Reading, quotations: tuple[Quotation, ...], topics: Sequence[Topic]
    ) -> tuple[Quotation, ...]:
        """The quotations with the stances of their speakers on ``topics``, surest topic first."""
        out: list[Quotation] = []
        for first in range(0, len(quotations), _AT_ONCE):
            part = quotations[first : first + _AT_ONCE]
            judged = self.scores(reading, part, topics)
            stances = judged.stances() if judged is not None else [()] * len(part)
            out += [replace(quotation, stances=own) for quotation, own in zip(part, stances, strict=True)]
        return tuple(out)

    def scores(self, reading: Reading, quotations: tuple[Quotation, ...], topics: Sequence[Topic]) -> Judged | None:
        """What is found for each quotation and topic; None where there is nothing to judge."""
        judged = self._rules.scores(reading, quotations, topics)
        if judged is None:
            return None
        pairs = [(int(i), int(j)) for i, j in zip(*np.nonzero(judged.relevance >= judged.least), strict=True)]
        if not pairs:
            return judged
        contexts = [context_of(reading, quotation) for quotation in quotations]
        asked = [asked_of(reading, quotations[i], topics[j], contexts[i]) for i, j in pairs]
        answers = np.asarray(self.model.probabilities(asked), dtype=np.float64)
        return _answered(judged, pairs, answers, self._head)

    def alone(self, given: Sequence[tuple[Reading, Quotation, Topic, str]]) -> list[tuple[Array, int]]:
        """For single quotations, each on one topic: the model's bare answer, and how strong the wording is (1 to 3).

        All are asked at once. An answer is the probabilities of support, oppose, neutral.
        """
        judged = [self._rules.scores(reading, (quotation,), (topic,)) for reading, quotation, topic, _ in given]
        asked = [asked_of(*one) for one in given]
        answers = np.asarray(self.model.probabilities(asked), dtype=np.float64) if asked else np.zeros((0, 3))
        return [
            (answer, 2 if one is None else int(one.intensity[0, 0]))
            for answer, one in zip(answers, judged, strict=True)
        ]


def _answered(judged: Judged, pairs: Sequence[tuple[int, int]], answers: Array, head: Head | None) -> Judged:
    """What was judged, with the sides that the model says and what wording and the user's own statements tell.

    Confidence is the probability of the topic times that of the side.
    """
    shares = np.full((*judged.relevance.shape, 3), 1 / 3)
    for (i, j), answer in zip(pairs, answers, strict=True):
        shares[i, j] = np.clip(answer, _LEAST, 1.0)
    log_odds = np.log(shares[..., 0] / shares[..., 1]) + judged.told
    neutral = np.log(shares[..., 2] / (shares[..., 0] + shares[..., 1])) + _OPEN * judged.open[:, None]
    support, sided = sigmoid(log_odds), sigmoid(-neutral)
    if head is not None:
        support = head.moved("support", support, judged.topics, judged.vectors, judged.speakers)
        sided = head.moved("sided", sided, judged.topics, judged.vectors, judged.speakers)
    given, probabilities = (
        calibration.sides(support, sided, judged.least_side),
        calibration.stance_probabilities(support, sided),
    )
    stance = np.where(given > 0, probabilities[0], np.where(given < 0, probabilities[1], probabilities[2]))
    return replace(judged, support=support, sided=sided, sure=judged.relevance * stance)


def row(answer: object, where: str) -> list[float]:
    """Probabilities of support, oppose, neutral from a label, a label with its probability, or a table of them.

    What a label leaves is divided between the two others. A QuotegraphError beginning with ``where`` for anything else.

    >>> row("oppose", "f"), row({"support": 3, "oppose": 1}, "f")
    ([0.0, 1.0, 0.0], [0.75, 0.25, 0.0])
    >>> [round(one, 2) for one in row(("support", 0.8), "f")]
    [0.8, 0.1, 0.1]
    """
    if isinstance(answer, str) and answer in STANCES:
        answer = (answer, 1.0)
    if isinstance(answer, tuple | list) and len(answer) == 2 and answer[0] in STANCES and _is_share(answer[1], 1.0):
        rest = (1.0 - float(answer[1])) / 2
        return [float(answer[1]) if name == answer[0] else rest for name in STANCES]
    if isinstance(answer, Mapping) and answer and set(answer) <= set(STANCES):
        values = [answer.get(name, 0.0) for name in STANCES]
        if all(_is_share(value, float("inf")) for value in values) and max(values) > 0:
            parts = [
                float(value) / float(max(values)) for value in values
            ]  # their sum is finite, however large they are
            return [part / sum(parts) for part in parts]
    raise QuotegraphError(
        f"{where}: {answer!r:.80} is no answer; each is one of {', '.join(STANCES)}, such a label with its"
        " probability, or a table of the three"
    )


def _is_share(value: object, most: float) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most and value != float("inf")
    )
