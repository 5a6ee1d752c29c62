"""Lines as rows for the page: sorted for the table, counted for the matrix, compared between two times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from quotegraph.model import STANCES
from quotegraph.serve.choice import Choice, Facets
from quotegraph.serve.seen import Lines
from quotegraph.serve.texts import Numbers, folded
from quotegraph.serve.ties import NEUTRAL, OPPOSE, SUPPORT

MATRIX_ROWS, MATRIX_COLUMNS = 150, 60
MOST_CHANGES = 200
MOST_LISTED = 40
_STANCE_ORDER = [("support", "oppose", "neutral").index(name) for name in STANCES]


class Rows:
    """Lines of one store as rows."""

    def __init__(self, facets: Facets) -> None:
        self._facets = facets

    @cached_property
    def _order(self) -> dict[str, Numbers]:
        """The place of each speaker and each topic in the alphabet."""
        c = self._facets.columns
        return {"speaker": _ranks(c.speakers), "topic": _ranks(c.labels)}

    def rows(self, lines: Lines, places: Sequence[int] | Numbers) -> list[list[Any]]:
        """Line, speaker, topic, label, stance, count, confidence, latest date, checked of lines."""
        c = self._facets.columns
        return [
            [
                tie,
                c.speakers[c.tie_speaker[tie]],
                c.topics[c.tie_topic[tie]],
                c.labels[c.tie_topic[tie]],
                int(c.tie_stance[tie]),
                int(lines.count[place]),
                None if np.isnan(lines.confidence[place]) else round(float(lines.confidence[place]), 4),
                self._facets.dates[lines.latest[place]],
                bool(lines.checked[place]),
            ]
            for place, tie in zip(list(places), lines.tie[places].tolist(), strict=True)
        ]

    def sorted(self, lines: Lines, choice: Choice) -> Numbers:
        """Places of the lines in the order of a column."""
        c = self._facets.columns
        if choice.sort == "speaker":
            key = self._order["speaker"][c.tie_speaker[lines.tie]]
        elif choice.sort == "topic":
            key = self._order["topic"][c.tie_topic[lines.tie]]
        elif choice.sort == "stance":
            key = np.asarray(_STANCE_ORDER)[c.tie_stance[lines.tie]]
        elif choice.sort == "confidence":
            key = np.nan_to_num(lines.confidence, nan=-1.0)
        else:
            key = lines.latest if choice.sort == "latest" else lines.count
        order: Numbers = np.argsort(-key if choice.down else key, kind="stable")
        return order

    def all(self, lines: Lines, choice: Choice) -> Iterator[list[Any]]:
        """Every line, sorted: speaker, stance, topic, label, count, confidence, latest."""
        order = self.sorted(lines, choice)
        for start in range(0, len(order), 1000):
            for _, speaker, topic, label, stance, count, sure, latest, _ in self.rows(
                lines, order[start : start + 1000]
            ):
                yield [speaker, STANCES[stance], topic, label, count, sure, latest]

    def matrix(self, lines: Lines) -> dict[str, Any]:
        """The most quoted speakers and topics, and the lines between them."""
        c = self._facets.columns
        speaker, topic = c.tie_speaker[lines.tie], c.tie_topic[lines.tie]
        rows = _most(speaker, lines.count, c.speakers, MATRIX_ROWS)
        columns = _most(topic, lines.count, c.topics, MATRIX_COLUMNS)
        cells = np.flatnonzero(np.isin(speaker, rows) & np.isin(topic, columns))
        return {
            "rows": [c.speakers[at] for at in rows],
            "columns": [[c.topics[at], c.labels[at]] for at in columns],
            "cut": len(rows) < len(np.unique(speaker)) or len(columns) < len(np.unique(topic)),
            "lines": self.rows(lines, cells),
        }

    def sides(self, lines: Lines) -> list[dict[str, Any]]:
        """The most quoted lines of each stance, and how many there are."""
        stance = self._facets.columns.tie_stance[lines.tie]
        out = []
        for place in range(len(STANCES)):
            mine = np.flatnonzero(stance == place)
            most = mine[np.argsort(-lines.count[mine], kind="stable")][:MOST_LISTED]
            out.append({"number": len(mine), "lines": self.rows(lines, most)})
        return out

    def begin(self, lines: Lines) -> dict[str, Any]:
        """Where to begin: the most disputed topics with their shares, the most quoted speakers."""
        c = self._facets.columns
        speaker, topic, stance = c.tie_speaker[lines.tie], c.tie_topic[lines.tie], c.tie_stance[lines.tie]
        shares = np.zeros((len(c.topics), len(STANCES)), np.int64)
        np.add.at(shares, (topic, stance), lines.count)
        least, both = np.minimum(shares[:, SUPPORT], shares[:, OPPOSE]), shares[:, SUPPORT] + shares[:, OPPOSE]
        there = np.flatnonzero(shares.sum(1)).tolist()
        disputed = sorted(there, key=lambda at: (-least[at], -both[at], c.topics[at]))[:6]
        return {
            "quoted": [
                [c.speakers[at], int(lines.count[speaker == at].sum())]
                for at in _most(speaker, lines.count, c.speakers, 8)
            ],
            "disputed": [
                {
                    "id": c.topics[at],
                    "label": c.labels[at],
                    "shares": dict(zip(STANCES, shares[at].tolist(), strict=True)),
                }
                for at in disputed
            ],
        }

    def changes(self, before: Lines, after: Lines) -> dict[str, Any]:
        """Who turned between two times, which lines appeared, which vanished, how many stayed."""
        c = self._facets.columns
        width = len(c.topics)
        (left, left_sum), (right, right_sum) = (self._leanings(lines, width) for lines in (before, after))
        pairs, at_left, at_right = np.intersect1d(left, right, return_indices=True)
        opposite = np.sign(left_sum[at_left]) * np.sign(right_sum[at_right]) == -1
        turned = pairs[opposite]
        rows = [
            [
                c.speakers[pair // width],
                c.topics[pair % width],
                c.labels[pair % width],
                SUPPORT if was > 0 else OPPOSE,
                OPPOSE if was > 0 else SUPPORT,
            ]
            for pair, was in zip(
                turned[:MOST_CHANGES].tolist(), left_sum[at_left[opposite]][:MOST_CHANGES].tolist(), strict=True
            )
        ]
        return {
            "turned": {"number": len(turned), "rows": rows},
            "appeared": self._only(after, before, turned, width),
            "vanished": self._only(before, after, turned, width),
            "stayed": len(np.intersect1d(before.tie, after.tie)),
        }

    def changed(self, lines: Lines, others: Lines) -> Numbers:
        """For each line whether it is not among the others."""
        found: Numbers = ~np.isin(lines.tie, others.tie)
        return found

    def _only(self, lines: Lines, others: Lines, turned: Numbers, width: int) -> dict[str, Any]:
        mine = np.flatnonzero(~np.isin(lines.tie, others.tie) & ~np.isin(self._pairs(lines, width), turned))
        most = mine[np.argsort(-lines.count[mine], kind="stable")][:MOST_CHANGES]
        return {"number": len(mine), "rows": self.rows(lines, most)}

    def _pairs(self, lines: Lines, width: int) -> Numbers:
        c = self._facets.columns
        pairs: Numbers = c.tie_speaker[lines.tie].astype(np.int64) * width + c.tie_topic[lines.tie]
        return pairs

    def _leanings(self, lines: Lines, width: int) -> tuple[Numbers, Numbers]:
        """Pairs of speaker and topic, and by how much more often the one was for the other than against."""
        stance = self._facets.columns.tie_stance[lines.tie]
        sign = np.where(stance == NEUTRAL, 0, np.where(stance == SUPPORT, 1, -1))
        pairs, at = np.unique(self._pairs(lines, width), return_inverse=True)
        return pairs, np.bincount(at, sign * lines.count, len(pairs))


def _most(at: Numbers, count: Numbers, names: list[str], limit: int) -> list[int]:
    sums = np.bincount(at, count, len(names))
    there = np.flatnonzero(sums)
    if len(there) > limit:
        there = there[sums[there] >= np.partition(sums[there], -limit)[-limit]]
    return sorted(there.tolist(), key=lambda place: (-sums[place], names[place]))[:limit]


def _ranks(names: list[str]) -> Numbers:
    order = sorted(range(len(names)), key=lambda at: (folded(names[at]), names[at]))
    ranks = np.zeros(len(names), np.int64)
    ranks[order] = np.arange(len(names))
    return ranks
