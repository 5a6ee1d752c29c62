"""The stance stage: relevance, then side, then confidence, each by its own small model."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from quotegraph.language import Reading
from quotegraph.language.models import english
from quotegraph.model import Quotation, Stance, Topic
from quotegraph.stance import calibration, direction, relevance
from quotegraph.stance.context import Around, around
from quotegraph.stance.head import EXAMPLES, Coded, Head, fit_head
from quotegraph.stance.linear import Logistic
from quotegraph.stance.scope import Scope
from quotegraph.stance.topics import Topics, prepare
from quotegraph.stance.wording import wording
from quotegraph.stance.words import WIDTH, Array, Text, Vectors, unit, words_of

FEATURES: dict[str, tuple[str, ...]] = {
    "first": relevance.FIRST,
    "second": relevance.SECOND,
    "side": direction.POINTING,
    "sided": direction.SETTING,
    "pooled": calibration.POOLED,
    "sure": calibration.SURE,
    "guarded": direction.SETTING,
    "emphatic": direction.SETTING,
}
"""Name of each model and the names of its features."""
AT_ONCE = 2000
"""Quotations judged together: more than any article has, so that a book takes no more memory than one."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The trained models by name, and the least probabilities of a topic and of a side that are given out."""

    models: dict[str, Logistic]
    least: float
    least_side: float

    def to_json(self) -> dict[str, Any]:
        """The weights as a JSON object."""
        models = {name: model.to_json() for name, model in self.models.items()}
        return {"least": self.least, "least_side": self.least_side, "models": models}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Weights:
        """The weights of a JSON object; KeyError where a feature is missing."""
        models = {name: Logistic.from_json(data["models"][name], names) for name, names in FEATURES.items()}
        return cls(models, float(data["least"]), float(data["least_side"]))


@cache
def shipped() -> Weights:
    """The weights that ship with the package."""
    return Weights.from_json(json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that the models look at in one article: arrays of shape (quotations, topics, features)."""

    arounds: tuple[Around, ...]
    first: Array
    pointing: Array
    setting: Array


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Probabilities for each quotation and topic, all of shape (quotations, topics).

    ``relevance``: the quotation bears on the topic; ``support``: its side is support, if it has one; ``sided``: it has
    one; ``sure``: topic and stance are right; ``intensity`` is 1 to 3. ``least`` and ``least_side`` are the least
    probabilities of a topic and of a side that are given out. ``told`` are log odds of support where somebody
    welcomes, rejects and so on the very thing that the topic names, else 0. ``open`` (quotations): the wording takes no
    side; ``vectors`` (quotations, 256) is the direction of the words; ``speakers`` are keys; ``broader`` has the topic
    above each that has one.
    """

    topics: tuple[str, ...]
    relevance: Array
    support: Array
    sided: Array
    sure: Array
    intensity: Array
    least: float
    least_side: float
    told: Array
    open: Array
    vectors: Array
    speakers: tuple[str, ...]
    broader: Mapping[str, str]

    def stances(self) -> list[tuple[Stance, ...]]:
        """The stances of each quotation, surest topic first, but narrower topics before wider ones."""
        chosen = [
            calibration.choose(
                self.relevance[i],
                self.support[i],
                self.sided[i],
                self.sure[i],
                self.topics,
                self.intensity[i],
                self.least,
                self.least_side,
            )
            for i in range(len(self.relevance))
        ]
        return [calibration.most_specific_first(stances, self.broader) for stances in chosen]


class RuleStance:
    """Stances by interpretable features of words, parse and static vectors under small logistic models.

    >>> from quotegraph.language import read
    >>> from quotegraph.model import Article, Span, Speaker
    >>> reading = next(read([Article("a", "The mayor rejected the road toll.")]))
    >>> mayor = Speaker("m", "Mayor")
    >>> found = Quotation("q1", (Span(19, 32),), (Span(10, 18),), (Span(0, 9),), "stance", speaker=mayor)
    >>> toll = Topic("toll", "Road toll", "Drivers should pay a toll on the road.")
    >>> [(s.topic, s.stance) for s in RuleStance().judge(reading, (found,), [toll])[0].stances]
    [('toll', 'oppose')]
    """

    def __init__(self, weights: Weights | None = None, head: Head | None = None) -> None:
        self._weights = weights
        self._head = head
        self._vectors = Vectors()
        self._prepared: Topics | None = None
        self._shown = Head({})

    def judge(
        self, reading: Reading, quotations: tuple[Quotation, ...], topics: Sequence[Topic]
    ) -> tuple[Quotation, ...]:
        """The quotations with the stances of their speakers on ``topics``, surest topic first."""
        text = Text(reading) if len(quotations) > AT_ONCE else None
        out: list[Quotation] = []
        for first in range(0, len(quotations), AT_ONCE):
            part = quotations[first : first + AT_ONCE]
            judged = self.scores(reading, part, topics, text)
            stances = judged.stances() if judged is not None else [()] * len(part)
            out += [replace(quotation, stances=own) for quotation, own in zip(part, stances, strict=True)]
        return tuple(out)

    def scores(
        self, reading: Reading, quotations: tuple[Quotation, ...], topics: Sequence[Topic], text: Text | None = None
    ) -> Judged | None:
        """What the models find for each quotation and topic; None where there is nothing to judge.

        ``text``: the words of the article, where they are at hand.
        """
        if not quotations or not topics or not reading.blocks:
            return None
        ready = self.prepared(topics)
        found = evidence(reading, quotations, ready, self._vectors, text)
        head = self._shown if self._head is None else self._head.plus(self._shown)
        return decide(found, quotations, ready, self._weights or shipped(), self._vectors, head)

    def prepared(self, topics: Sequence[Topic]) -> Topics:
        """The topics made ready; those of the last call are kept."""
        if self._prepared is None or self._prepared.topics != tuple(topics):
            self._prepared = prepare(topics, self._vectors)
            self._shown = examples_head(topics, self._vectors)
        return self._prepared


def evidence(
    reading: Reading, quotations: Sequence[Quotation], topics: Topics, vectors: Vectors, text: Text | None = None
) -> Evidence:
    """The features of an article's quotations; ``text``: its words, where they are at hand."""
    text = text or Text(reading)
    arounds = around(reading, text, quotations)
    seen = relevance.Seen(arounds, topics, vectors)
    first = relevance.first_features(arounds, quotations, seen)
    scope = Scope(text.words)
    pointing = [direction.pointing_features(scope, one, topics, seen) for one in arounds]
    setting = [
        direction.setting_features(one, quotation, topics) for one, quotation in zip(arounds, quotations, strict=True)
    ]
    return Evidence(tuple(arounds), first, np.array(pointing), np.array(setting))


def decide(
    found: Evidence,
    quotations: Sequence[Quotation],
    topics: Topics,
    weights: Weights,
    vectors: Vectors,
    head: Head | None = None,
) -> Judged:
    """What the models find for each quotation and topic; ``head`` is what was learnt of some topics."""
    models = weights.models
    logits = models["first"].logit(found.first)
    second = relevance.second_features(found.first, logits, found.arounds, quotations)
    chance = relevance.own_country(models["second"].logit(second), found.arounds, quotations, topics)
    side = models["side"].logit(found.pointing)
    pooled = calibration.pooled_features(side, chance, found.arounds, quotations)
    support = models["pooled"].probability(pooled)
    sided = models["sided"].probability(found.setting)
    ids = tuple(topic.id for topic in topics.topics)
    directions = np.array([direction_of(one, vectors) for one in found.arounds])
    speakers = tuple((q.speaker.key or "") if q.speaker else "" for q in quotations)
    if head is not None:
        chance = head.moved("bears", chance, ids, directions, speakers)
        support = head.moved("support", support, ids, directions, speakers)
        sided = head.moved("sided", sided, ids, directions, speakers)
    sure = models["sure"].probability(calibration.sure_features(chance, support, sided, quotations, weights.least_side))
    guarded, emphatic = models["guarded"].probability(found.setting), models["emphatic"].probability(found.setting)
    intensity = np.where(emphatic >= 0.5, 3, np.where(guarded >= 0.5, 1, 2))
    return Judged(
        ids,
        chance,
        support,
        sided,
        sure,
        intensity,
        weights.least,
        weights.least_side,
        told=direction.told(found.pointing),
        open=np.array([wording(a, q).open_or_refused for a, q in zip(found.arounds, quotations, strict=True)]),
        vectors=directions,
        speakers=speakers,
        broader={topic.id: topic.broader for topic in topics.topics if topic.broader},
    )


def examples_head(topics: Sequence[Topic], vectors: Vectors) -> Head:
    """What the topics' own examples tell of the words that go with them; a head of nothing where there are none.

    An example counts for its topic and its side, and a little against the other topics.
    """
    rows = []
    for topic in topics:
        for text, support in (*((one, True) for one in topic.supporting), *((one, False) for one in topic.opposing)):
            forms = [word.form for word in words_of(english()(text)) if word.bears]
            vector = unit(vectors.rows(forms).sum(axis=0)) if forms else np.zeros(WIDTH)
            for other in topics:
                mine = other.id == topic.id
                rows.append(Coded(other.id, "bears", vector, "", 0.0, mine, 1.0 if mine else 0.5))
            rows.append(Coded(topic.id, "support", vector, "", 0.0, support))
    return fit_head(rows, EXAMPLES)


def direction_of(around: Around, vectors: Vectors) -> Array:
    """The direction of the words of a quotation, shape (256,): of length 1, or 0 where none bears on a subject."""
    forms = [word.form for word in around.zones["content"] if word.bears]
    return unit(vectors.rows(forms).sum(axis=0)) if forms else np.zeros(WIDTH)
