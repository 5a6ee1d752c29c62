"""Two camps: who stands with whom, by agreement and disagreement on topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quotegraph.model import Statement
from quotegraph.network.counts import Counts, tally

SWEEPS = 200
"""Rounds of the power iteration and of the moves; both stop as soon as nothing changes any more."""

Row = dict[int, float]
"""Topic number → net stance of one speaker, see :func:`net_stances`."""


@dataclass(frozen=True, slots=True)
class Split:
    """Two camps of speakers and the axis between them.

    ``camps``: speaker → 1, 2, or 0 (no signed tie with anybody). ``axis``: speaker → −1 (all of its statements with
    camp 1) to 1 (all with camp 2), 0 for camp 0. ``topics``: topic → the same for a topic's support: −1 if camp 1
    alone supports it and camp 2 opposes it, 1 the other way round.
    """

    camps: dict[str, int]
    axis: dict[str, float]
    topics: dict[str, float]


def camps(statements: Iterable[Statement]) -> dict[str, int]:
    """Speaker → camp: 1, 2, or 0 for speakers without a signed tie.

    Speakers are tied as in ``subtract(statements, normalisation="cosine")``, positively where they agree and negatively
    where they differ, so that a speaker quoted often weighs no more than one quoted once. The two camps minimise the
    frustration, the weight of positive ties between them plus that of negative ties inside them (Harary 1959; Doreian &
    Mrvar 1996): start from the signs of the leading eigenvector of the ties and from each topic's two sides, move
    single speakers while that lowers the frustration, keep the best. Parts of the network that are not connected are
    divided each by itself; camp 1 is the one with more net support there. The same statements give the same camps,
    whatever their order.

    >>> rows = [("Ann", "rail", "support"), ("Bob", "rail", "support"), ("Cem", "rail", "oppose")]
    >>> camps(Statement(*row) for row in rows)
    {'Ann': 1, 'Bob': 1, 'Cem': 2}
    """
    return split(statements).camps


def split(statements: Iterable[Statement]) -> Split:
    """The camps with the axis between them (see :func:`camps`).

    >>> split([Statement("Ann", "rail", "support"), Statement("Cem", "rail", "oppose")]).axis
    {'Ann': -1.0, 'Cem': 1.0}
    """
    return split_counts(tally(statements))


def split_counts(counts: Counts) -> Split:
    """The camps of speakers counted already.

    >>> split_counts(tally([Statement("Ann", "rail", "support")])).camps
    {'Ann': 0}
    """
    rows = net_stances(counts)
    side = [0] * len(rows)
    for part in _parts(rows):
        if len(part) > 1:
            for i, sign in _divide({i: rows[i] for i in part}).items():
                side[i] = sign
    loads: Row = {}
    totals: Row = {}
    for i, row in enumerate(rows):
        for j, value in row.items():
            if side[i]:
                loads[j] = loads.get(j, 0.0) + side[i] * value
                totals[j] = totals.get(j, 0.0) + abs(value)
    topic_axis = {j: loads[j] / totals[j] for j in totals}
    axis = []
    for i, row in enumerate(rows):
        weight = sum(abs(value) for value in row.values())
        at = sum(value * topic_axis.get(j, 0.0) for j, value in row.items()) / weight if side[i] and weight else 0.0
        axis.append(-at if at else 0.0)
    return Split(
        camps={name: {1: 1, -1: 2, 0: 0}[side[i]] for i, name in enumerate(counts.speakers)},
        axis=dict(zip(counts.speakers, axis, strict=True)),
        topics={name: -topic_axis.get(j, 0.0) or 0.0 for j, name in enumerate(counts.topics)},
    )


def net_stances(counts: Counts) -> list[Row]:
    """For each speaker the net stances other than 0, divided by the length of all that it said.

    >>> net_stances(tally([Statement("Ann", "rail", "support"), Statement("Ann", "tax", "neutral")]))
    [{0: 1.0}]
    """
    rows: list[Row] = [{} for _ in counts.speakers]
    squares = [0] * len(rows)
    for (i, j), (support, oppose, _) in counts.cells.items():
        squares[i] += support * support + oppose * oppose
        if support != oppose:
            rows[i][j] = float(support - oppose)
    return [{j: value / squares[i] ** 0.5 for j, value in row.items()} for i, row in enumerate(rows)]


def _parts(rows: list[Row]) -> list[list[int]]:
    """Speakers that hang together through topics, each group sorted; speakers without a net stance are in none."""
    root: dict[int, int] = {}

    def find(topic: int) -> int:
        while root.setdefault(topic, topic) != topic:
            root[topic] = root[root[topic]]
            topic = root[topic]
        return topic

    for row in rows:
        topics = list(row)
        for topic in topics[1:]:
            root[find(topic)] = find(topics[0])
    groups: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        if row:
            groups.setdefault(find(next(iter(row))), []).append(i)
    return [sorted(group) for group in groups.values()]


def _divide(rows: Mapping[int, Row]) -> dict[int, int]:
    """Speaker → 1 or −1, with the least frustration found."""
    by_topic: dict[int, Row] = {}
    for i, row in rows.items():
        for j, value in row.items():
            by_topic.setdefault(j, {})[i] = value
    starts = [_leading(rows)]
    starts += [by_topic[j] for j in sorted(by_topic, key=lambda j: (-len(by_topic[j]), j))[:STARTS]]
    best: dict[int, int] = {}
    most = float("-inf")
    for start in starts:
        sides, harmony = _settle(rows, start)
        if harmony > most + 1e-9:
            best, most = sides, harmony
    support = sum(best[i] * sum(row.values()) for i, row in rows.items())
    if support < -1e-9 or (abs(support) <= 1e-9 and best[min(best)] < 0):
        best = {i: -side for i, side in best.items()}
    return best


STARTS = 12
"""Topics whose two sides are tried as a start, the ones with most speakers first."""


def _leading(rows: Mapping[int, Row]) -> Row:
    """The leading eigenvector of S = XXᵀ, by power iteration on the rows: linear in the number of net stances."""
    vector = {i: sum(row.values()) + 1e-3 * _sign(row) * (1 + n / len(rows)) for n, (i, row) in enumerate(rows.items())}
    for _ in range(SWEEPS):
        loads: Row = {}
        for i, row in rows.items():
            for j, value in row.items():
                loads[j] = loads.get(j, 0.0) + vector[i] * value
        after = {i: sum(value * loads[j] for j, value in row.items()) for i, row in rows.items()}
        length = sum(value * value for value in after.values()) ** 0.5
        if length < 1e-12:
            break
        after = {i: value / length for i, value in after.items()}
        change = max(abs(after[i] - vector[i]) for i in rows)
        vector = after
        if change < 1e-9:
            break
    return vector


def _sign(row: Row) -> int:
    """1 or −1, by the first topic: where nothing else decides, so that opposite stances still start on opposite sides.

    >>> _sign({4: 0.6, 2: -0.8})
    -1
    """
    return 1 if row[min(row)] > 0 else -1


def _settle(rows: Mapping[int, Row], start: Row) -> tuple[dict[int, int], float]:
    """Sides after moving single speakers while that helps, and their harmony Σ_{i<j} s_i s_j S_ij.

    Harmony is all tie weight minus twice the frustration, so the one rises as the other falls.
    """
    sides = {i: 1 if (start.get(i, 0.0) or sum(row.values()) or _sign(row)) > 0 else -1 for i, row in rows.items()}
    own = {i: sum(value * value for value in row.values()) for i, row in rows.items()}
    loads: Row = {}
    for i, row in rows.items():
        for j, value in row.items():
            loads[j] = loads.get(j, 0.0) + sides[i] * value
    for _ in range(SWEEPS):
        moved = False
        for i, row in rows.items():
            # what the others pull this speaker to: the loads without its own share of them
            pull = sum(value * loads[j] for j, value in row.items()) - sides[i] * own[i]
            if sides[i] * pull < -1e-9:
                sides[i] = -sides[i]
                moved = True
                for j, value in row.items():
                    loads[j] += 2 * sides[i] * value
        if not moved:
            break
    harmony = (sum(load * load for load in loads.values()) - sum(own.values())) / 2
    return sides, harmony
