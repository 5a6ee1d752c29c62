"""A light head that learns a user's own topics from coded statements, on features that stay as they are.

For each topic three logistic models with few effective parameters: does a quotation bear on it, does its speaker take a
side, which one. Each starts from the log odds of the model below and adds what the coded statements tell: a shift of
the topic, the direction of the quotation's words (static vectors), and what the same speaker said before. Weights have
Gaussian priors, so that few statements move little (Rasmussen & Williams, *Gaussian Processes for Machine Learning*,
2006, algorithm 3.1: Laplace approximation, here with the prior mean of the model below).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.stance.linear import sigmoid
from quotegraph.stance.words import WIDTH, Array

PARTS = ("bears", "sided", "support")


@dataclass(frozen=True, slots=True)
class Prior:
    """Variances of a part's weights: of the topic's shift, of the words' direction, of a speaker."""

    shift: float
    words: float
    speaker: float


PRIORS = {
    "bears": Prior(shift=0.01, words=2.0, speaker=0.0),
    "sided": Prior(shift=0.01, words=0.01, speaker=0.0),
    "support": Prior(shift=0.05, words=0.5, speaker=8.0),
}
"""Chosen on sets of the open corpus, each learnt from some of its articles and measured on the others."""
EXAMPLES = {part: Prior(shift=0.001, words=1.0, speaker=0.0) for part in PARTS}
"""For the examples of topic files, which are said by nobody and stand in no article."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One coded example of one part: ``logit`` is what the model below says, ``yes`` what the person says.

    ``vector`` (256) is the direction of the quotation's words, of length 1 or 0; ``weight`` how much it counts.
    """

    topic: str
    part: str
    vector: Array
    speaker: str
    logit: float
    yes: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """What is added to the log odds of one part of one topic."""

    bias: float
    words: Array
    speakers: Mapping[str, float]

    def of(self, vectors: Array, speakers: Sequence[str]) -> Array:
        """What is added for each of some quotations, shape (quotations,)."""
        said = np.array([self.speakers.get(name, 0.0) for name in speakers])
        return np.asarray(self.bias + vectors @ self.words + said)


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The shifts by topic and part; topics without any are left as they are.

    >>> up = Coded("toll", "support", np.eye(256)[0], "ann", 0.0, True)
    >>> head = fit_head([up, up, up])
    >>> bool(head.added("toll", "support", np.eye(256)[:1], ["ann"])[0] > 1)
    True
    >>> head.added("bridge", "support", np.eye(256)[:1], ["ann"])
    array([0.])
    """

    shifts: Mapping[tuple[str, str], Shift]

    def added(self, topic: str, part: str, vectors: Array, speakers: Sequence[str]) -> Array:
        """What is added to the log odds of a part for each of some quotations."""
        shift = self.shifts.get((topic, part))
        return np.zeros(len(speakers)) if shift is None else shift.of(vectors, speakers)

    def moved(
        self, part: str, probabilities: Array, topics: Sequence[str], vectors: Array, speakers: Sequence[str]
    ) -> Array:
        """Probabilities of a part, shape (quotations, topics), with what was learnt added to their log odds."""
        p = np.clip(probabilities, 1e-6, 1 - 1e-6)
        added = [self.added(topic, part, vectors, speakers) for topic in topics]
        return sigmoid(np.log(p / (1 - p)) + np.array(added).T.reshape(p.shape))

    def plus(self, other: Head) -> Head:
        """The two heads together: what both add."""
        return Head({**other.shifts, **{key: _sum(one, other.shifts.get(key)) for key, one in self.shifts.items()}})

    def to_json(self) -> dict[str, Any]:
        """The head as a JSON object."""
        out: dict[str, Any] = {}
        for (topic, part), shift in sorted(self.shifts.items()):
            out.setdefault(topic, {})[part] = {
                "bias": round(shift.bias, 4),
                "words": [round(float(value), 3) for value in shift.words],
                "speakers": {name: round(value, 3) for name, value in sorted(shift.speakers.items())},
            }
        return out

    @classmethod
    def from_json(cls, data: object, where: str) -> Head:
        """The head of a JSON object; a QuotegraphError that begins with ``where`` if it is none."""
        try:
            shifts = {
                (str(topic), str(part)): _shift(one)
                for topic, parts in data.items()  # type: ignore[attr-defined]
                for part, one in parts.items()
            }
        except (AttributeError, KeyError, TypeError, ValueError):
            raise QuotegraphError(f"{where}: holds no head as `quotegraph learn stance` writes it") from None
        if any(part not in PARTS for _, part in shifts):
            raise QuotegraphError(f"{where}: has a part that is none of {', '.join(PARTS)}")
        return cls(shifts)


def fit_head(rows: Sequence[Coded], priors: Mapping[str, Prior] = PRIORS) -> Head:
    """The head that coded examples make most probable."""
    groups: dict[tuple[str, str], list[Coded]] = {}
    for one in rows:
        groups.setdefault((one.topic, one.part), []).append(one)
    return Head({key: _fitted(group, priors[key[1]]) for key, group in groups.items()})


def _fitted(rows: Sequence[Coded], prior: Prior) -> Shift:
    """Newton's method for the dual weights: one for each example."""
    vectors = np.array([one.vector for one in rows])
    names = [one.speaker for one in rows]
    same = np.array([[bool(a) and a == b for b in names] for a in names], dtype=float)
    kernel = prior.shift + prior.words * (vectors @ vectors.T) + prior.speaker * same
    base = np.array([one.logit for one in rows])
    yes = np.array([one.yes for one in rows], dtype=float)
    weight = np.array([one.weight for one in rows])
    dual = np.zeros(len(rows))
    for _ in range(50):
        f = base + kernel @ dual
        p = sigmoid(f)
        curve = np.maximum(weight * p * (1 - p), 1e-6)
        target = (f - base) + weight * (yes - p) / curve
        new = np.linalg.solve(kernel + np.diag(1 / curve), target)
        step = new - dual
        dual = dual + step * min(1.0, 4.0 / max(1e-9, float(np.abs(kernel @ step).max())))  # no leap over the top
        if np.abs(step).max() < 1e-8:
            break
    speakers: dict[str, float] = {}
    for name, value in zip(names, dual, strict=True):
        if name and prior.speaker:
            speakers[name] = speakers.get(name, 0.0) + prior.speaker * float(value)
    return Shift(prior.shift * float(dual.sum()), prior.words * (vectors.T @ dual), speakers)


def _sum(one: Shift, other: Shift | None) -> Shift:
    if other is None:
        return one
    names = {*one.speakers, *other.speakers}
    speakers = {name: one.speakers.get(name, 0.0) + other.speakers.get(name, 0.0) for name in names}
    return Shift(one.bias + other.bias, one.words + other.words, speakers)


def _shift(data: Mapping[str, Any]) -> Shift:
    words = np.array(data["words"], dtype=np.float64)
    if words.shape != (WIDTH,):
        raise ValueError(words.shape)
    return Shift(float(data["bias"]), words, {str(k): float(value) for k, value in data["speakers"].items()})
