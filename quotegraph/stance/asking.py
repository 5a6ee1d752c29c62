"""Stances from any model that reads a text and a proposition: relevance decides what is asked, the model which side.

Such a model sees pairs, not articles: see :class:`Asked`. ``onnx`` reads one from a folder, ``called`` takes a function
of the user's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES, Quotation, Span, Speaker, Topic
from quotegraph.stance import calibration
from quotegraph.stance.head import Head
from quotegraph.stance.judge import Judged, RuleStance
from quotegraph.stance.linear import sigmoid
from quotegraph.stance.words import Array

if TYPE_CHECKING:
    from quotegraph.language import Reading

_SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s)|(?<=[.!?][”’»\"])(?=\s)")
_OWN_COUNTRY = re.compile(r"the speaker['’]s own country", re.IGNORECASE)
_ENDED = re.compile(r"[.!?][”’»\"]?\s*$")
_LEAST = 1e-4  # so that no answer is beyond all doubt
_OPEN = 3.0  # log odds of taking no side where the wording does not
_AT_ONCE = 2000  # quotations: more than any article has, so that a book takes no more memory than one
_LONGEST = 600  # characters of a text or a context
_PAUSE = 60  # characters that may stand between the parts of a quotation


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked: where does ``holder``, who says ``text``, stand on ``proposition``?

    ``context`` is the sentence before, ``label`` what the topic is called, ``topic`` its id; ``note``,
    ``supporting`` and ``opposing`` are what the topic file says it covers and its examples for either side.
    """

    text: str
    proposition: str
    holder: str = ""
    context: str = ""
    label: str = ""
    topic: str = ""
    note: str = ""
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()


class PairModel(Protocol):
    """A model of pairs."""

    def probabilities(self, asked: Sequence[Asked]) -> Array:
        """Called once for each article that bears on a topic: rows of probabilities of support, oppose, neutral."""


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

    def alone(self, given: Sequence[tuple[Reading, Quotation, Topic, str]]) -> list[Judged | None]:
        """What is found for single quotations, each on one topic that it bears on; all are asked at once."""
        judged = [self._rules.scores(reading, (quotation,), (topic,)) for reading, quotation, topic, _ in given]
        asked = [asked_of(*one) for one in given]
        answers = np.asarray(self.model.probabilities(asked), dtype=np.float64) if asked else np.zeros((0, 3))
        return [
            None if one is None else _answered(one, [(0, 0)], answers[number : number + 1], self._head)
            for number, one in enumerate(judged)
        ]


def asked_of(reading: Reading, quotation: Quotation, topic: Topic, context: str = "") -> Asked:
    """The question on a quotation and a topic; the text has source and cue where they do not stand far off.

    >>> from quotegraph.language import read
    >>> from quotegraph.model import Article, Span
    >>> reading = next(read([Article("a", "The mayor welcomed the road toll.")]))
    >>> found = Quotation("q1", (Span(19, 32),), (Span(10, 18),), (Span(0, 9),), "stance")
    >>> asked_of(reading, found, Topic("toll", "Toll", "A toll is right.")).text
    'The mayor welcomed the road toll'
    """
    text = reading.article.text
    spans = sorted(span for span in (*quotation.source, *quotation.cue, *quotation.content) if span.start < span.end)
    words = quotation.words(text)
    together = all(after.start - before.end <= _PAUSE for before, after in pairwise(spans))
    if quotation.type != "direct" and spans and together and spans[-1].end - spans[0].start <= _LONGEST:
        words = Span(spans[0].start, max(span.end for span in spans)).of(text)
    return Asked(
        text=" ".join(words.split()),
        proposition=proposition_for(topic, quotation.speaker),
        holder=quotation.speaker.name if quotation.speaker else "",
        context=context,
        label=topic.label,
        topic=topic.id,
        note=topic.note,
        supporting=topic.supporting,
        opposing=topic.opposing,
    )


def proposition_for(topic: Topic, speaker: Speaker | None) -> str:
    """The topic's proposition for a speaker: where it is about the speaker's own country, that country is named.

    >>> topic = Topic("own", "Own troops", "The speaker's own country should send troops.", own_country=True)
    >>> proposition_for(topic, Speaker("ann", "Ann Lee", country="Norland"))
    'Norland should send troops.'
    >>> proposition_for(topic, Speaker("bo", "Bo Holt"))
    "Bo Holt's own country should send troops."
    """
    if not topic.own_country or speaker is None:
        return topic.proposition
    country = speaker.country or (speaker.name if speaker.kind == "country" else "")
    named = country or f"{speaker.name}'s own country"
    return _OWN_COUNTRY.sub(lambda _: named, topic.proposition)


def context_of(reading: Reading, quotation: Quotation) -> str:
    """The sentence before the one that a quotation begins in, in its paragraph; empty where there is none.

    >>> from quotegraph.language import read
    >>> from quotegraph.model import Article, Span
    >>> reading = next(read([Article("a", "The toll is dear. Ann hates it. So does Bo.")]))
    >>> context_of(reading, Quotation("q1", (Span(28, 30),), (), (Span(18, 21),)))
    'The toll is dear.'
    """
    spans = (*quotation.source, *quotation.cue, *quotation.content)
    if not spans:
        return ""
    start = min(span.start for span in spans)
    before = reading.article.text[reading.block_at(start).span.start : start]
    sentences = [one for one in _SENTENCE_END.split(before) if one.strip()]
    if sentences and not _ENDED.search(before):  # the last one goes on into the quotation
        sentences.pop()
    whole = sentences[-1] if sentences else ""
    return " ".join(whole.split())[-_LONGEST:]


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
        if all(_is_share(value, float("inf")) for value in values) and sum(values) > 0:
            return [float(value) / float(sum(values)) for value in values]
    raise QuotegraphError(
        f"{where}: {answer!r:.80} is no answer; each is one of {', '.join(STANCES)}, such a label with its"
        " probability, or a table of the three"
    )


def _is_share(value: object, most: float) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most and value != float("inf")
    )
