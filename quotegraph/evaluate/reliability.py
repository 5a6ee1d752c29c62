"""Whether confidences mean what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose confidence lies from ``low`` to ``high``: how many, how many right, the mean confidence."""

    low: float
    high: float
    predictions: int
    right: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Level:
    """Predictions at least as sure as ``confidence``: how many, how many right, and the share of gold these are."""

    confidence: float
    predictions: int
    right: int
    recall: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well the confidences of ``predictions`` tell the ``right`` ones from the others.

    ``area``: area under the ROC curve, the chance that a right prediction is surer than a wrong one; None if all are
    right or all wrong. ``error``: expected calibration error, the mean distance of confidence and share of right ones
    over ten equal bins (Guo et al. 2017). Bins and levels without predictions are left out.
    """

    predictions: int
    right: int
    area: float | None
    error: float
    bins: tuple[Bin, ...]
    levels: tuple[Level, ...]


def reliability(judged: Sequence[tuple[float, bool]], gold: int) -> Reliability | None:
    """Reliability of confidences (each with whether the prediction is right) against ``gold`` cases; None without any.

    >>> found = reliability([(0.9, True), (0.8, True), (0.2, False)], gold=4)
    >>> found.area, round(found.error, 3), found.levels[0].recall
    (1.0, 0.167, 0.5)
    """
    if not judged:
        return None
    boxes: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in judged:
        boxes[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    bins = tuple(
        Bin(number / BINS, (number + 1) / BINS, len(box), sum(r for _, r in box), sum(c for c, _ in box) / len(box))
        for number, box in sorted(boxes.items())
    )
    sure = ((level, [right for confidence, right in judged if confidence >= level]) for level in LEVELS)
    return Reliability(
        predictions=len(judged),
        right=sum(right for _, right in judged),
        area=_area(judged),
        error=sum(abs(one.confidence * one.predictions - one.right) for one in bins) / len(judged),
        bins=bins,
        levels=tuple(Level(at, len(rs), sum(rs), sum(rs) / gold if gold else 0.0) for at, rs in sure if rs),
    )


def _area(judged: Sequence[tuple[float, bool]]) -> float | None:
    """By ranks (Mann & Whitney 1947); of two that are equally sure each is taken for half the surer one."""
    right = sum(is_right for _, is_right in judged)
    wrong = len(judged) - right
    if not right or not wrong:
        return None
    below, surer = 0, 0.0
    for _, group in groupby(sorted(judged), key=lambda one: one[0]):
        values = [is_right for _, is_right in group]
        among = len(values) - sum(values)
        surer += sum(values) * (below + among / 2)
        below += among
    return surer / (right * wrong)
