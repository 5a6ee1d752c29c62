"""Whom a pronoun or a role means, of several: a learned choice by what the article has shown of each.

A question has options; the probability of each follows from the sum of its features' weights (a conditional logit:
McFadden 1974). The weights are learnt from marked-up articles by ``quotegraph learn speakers``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from quotegraph.speakers.cast import Entity

QUESTIONS = ("person", "thing", "role")
"""“he” or “she”; “it” or “they”; “the minister”."""
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody whom a mention may mean, None for somebody new, with what speaks for and against it."""

    entity: Entity | None
    features: Features


@dataclass(frozen=True, slots=True)
class Question:
    """A mention at a place, of a kind of QUESTIONS, and whom it may mean."""

    kind: str
    at: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features by kind of question, and what makes the probabilities honest.

    That is a temperature, and the share of questions whose right answer is among the options at all.
    """

    of: Mapping[str, Mapping[str, float]]
    temperature: Mapping[str, float]
    coverage: Mapping[str, float]


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that ship with the package."""
    held = json.loads(files("quotegraph.speakers").joinpath("weights.json").read_text("utf-8"))
    return Weights(held["weights"], held["temperature"], held["coverage"])


def answered(question: Question, weights: Weights) -> tuple[Option, float] | None:
    """The likeliest option and how surely it is right; of equals the first; None where there is no option.

    >>> ann, bo = Option(Entity("person"), {"near": 1.0}), Option(Entity("person"), {"near": 0.2})
    >>> weights = Weights({"person": {"near": 2.0}}, {"person": 1.0}, {"person": 0.9})
    >>> option, sure = answered(Question("person", 9, (ann, bo)), weights)
    >>> option is ann, round(sure, 2)
    (True, 0.75)
    """
    if not question.options:
        return None
    shares = probabilities(question.options, weights.of[question.kind], weights.temperature[question.kind])
    best = max(range(len(shares)), key=lambda number: (shares[number], -number))
    return question.options[best], shares[best] * weights.coverage[question.kind]


def probabilities(options: Sequence[Option], weights: Mapping[str, float], temperature: float = 1.0) -> list[float]:
    """The probability of each option."""
    scores = [sum(value * weights.get(name, 0.0) for name, value in one.features.items()) for one in options]
    top = max(scores)
    shares = [math.exp((score - top) / temperature) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]
