"""Counts that add up over articles: what everything that is reported is made of."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple


class Key(NamedTuple):
    """What is counted: ``part`` is ``hit`` (right ones), ``predicted`` or ``gold`` of a ``measure``.

    A measure that is a plain share (recall of a type, accuracy of a field) has ``hit`` and ``gold`` alone.
    """

    measure: str
    part: str


Counts = Counter[Key]


def tally(counts: Counts, measure: str, hit: int, gold: int, predicted: int = 0) -> None:
    """Add to a measure.

    >>> counts = Counter()
    >>> tally(counts, "detect", hit=1, gold=2)
    >>> counts[Key("detect", "gold")]
    2
    """
    counts[Key(measure, "hit")] += hit
    counts[Key(measure, "gold")] += gold
    if predicted:
        counts[Key(measure, "predicted")] += predicted
