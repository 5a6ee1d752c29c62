"""95 % intervals: articles drawn with replacement, as many as there are, again and again (Efron 1979)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from quotegraph.evaluate.counts import Counts, Key

Numbers = np.ndarray[Any, np.dtype[np.float64]]

SEED = 20261124
SAMPLES = 1000
_BOUNDS = (0.025, 0.975)

Interval = tuple[float, float]


class Samples:
    """Sums of counts in ``number`` bootstrap samples of the articles; the seed is fixed, so two runs are alike.

    The same numbers of articles and samples give the same draws: two predictions of the same articles are compared in
    pairs. Without two articles, or for ``number`` 0, there are no intervals.

    >>> from collections import Counter
    >>> rows = [Counter({Key("detect", "hit"): 1, Key("detect", "gold"): 1, Key("detect", "predicted"): 1})] * 2
    >>> samples = Samples(rows, number=100)
    >>> samples.interval(samples.f1("detect"))
    (1.0, 1.0)
    """

    def __init__(self, rows: Sequence[Counts], number: int = SAMPLES) -> None:
        self.number = number if len(rows) > 1 else 0
        self._columns: dict[Key, int] = {}
        for row in rows:
            for key in row:
                self._columns.setdefault(key, len(self._columns))
        self._sums = self._drawn(rows) if self.number else None

    def _drawn(self, rows: Sequence[Counts]) -> Numbers:
        table = np.zeros((len(rows), len(self._columns)))
        for number, row in enumerate(rows):
            for key, value in row.items():
                table[number, self._columns[key]] = value
        draws = np.random.default_rng(SEED).multinomial(len(rows), [1 / len(rows)] * len(rows), size=self.number)
        return np.asarray(draws @ table)

    def sums(self, measure: str, part: str) -> Numbers:
        """The count in each sample, 0 where it never occurs."""
        column = self._columns.get(Key(measure, part))
        return np.zeros(self.number) if column is None or self._sums is None else self._sums[:, column]

    def f1(self, measure: str) -> Numbers:
        """F1 of a measure in each sample."""
        return _share(2 * self.sums(measure, "hit"), self.sums(measure, "predicted") + self.sums(measure, "gold"))

    def share(self, measure: str) -> Numbers:
        """Right ones among the gold ones of a measure in each sample; not a number where a sample has no case."""
        return _share(self.sums(measure, "hit"), self.sums(measure, "gold"), otherwise=np.nan)

    def mean_f1(self, measures: Sequence[str]) -> Numbers:
        """Mean F1 of those measures that a sample has gold of."""
        present = np.array([self.sums(measure, "gold") > 0 for measure in measures])
        values = np.array([self.f1(measure) for measure in measures]) * present
        return _share(values.sum(axis=0), present.sum(axis=0))

    def interval(self, values: Numbers) -> Interval | None:
        """The bounds of the middle 95 % of the samples' values, None where there are none."""
        values = values[~np.isnan(values)]
        if not len(values):
            return None
        low, high = np.quantile(values, _BOUNDS)
        return float(low), float(high)


def _share(above: Numbers, below: Numbers, otherwise: float = 0.0) -> Numbers:
    return np.asarray(np.divide(above, below, out=np.full(len(above), otherwise), where=below > 0))
