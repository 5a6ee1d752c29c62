"""Where each speaker and topic stands in the picture: computed once, so that the page is still at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from quotegraph.model import Statement
from quotegraph.network.counts import Counts, tally
from quotegraph.network.split import split_counts

COLUMN = 130.0
"""Pixels between neighbouring columns: a name of 110 pixels and air."""
ROW = 64.0
"""Pixels between the nodes of a column: the largest node with its name below."""
LOOSE = 110.0
"""Pixels between the nodes of a column where there is room."""
GAPS = (40.0, 170.0)
"""Pixels, least and most, that stand between camps, undecided speakers and topics beside the width of a column."""
WIDTH = 1200.0
"""Pixels that a small picture may spread over."""
ROWS = 13
"""Nodes of a column in a small picture (900 pixels high); larger pictures grow in both directions."""
ASPECT = 1.6
SINGLE = 8
"""Topics that stand in one column; more stand staggered in several."""
SWEEPS = 40

Position = tuple[float, float]


def positions(statements: Iterable[Statement]) -> dict[str, Position]:
    """Pixels from the middle of the topics (x to the right, y down) for ``speaker:<name>`` and ``topic:<id>``.

    Camp 1 stands left, camp 2 right, each in columns: the more one-sided a speaker, the farther out. Topics stand in
    the middle, speakers without a camp between topics and camps. Within a column everything is ordered by what it is
    connected to, so that lines cross little. Neighbours in a column are at least 64 pixels apart, columns at least 130;
    60 speakers and 15 topics fit 1440 × 900. Equal statements give equal positions, in whatever order; time grows
    with the number of statements, and as n log n with that of speakers and topics.

    >>> positions([Statement("Ann", "rail", "support"), Statement("Cem", "rail", "oppose")])
    {'speaker:Ann': (-300.0, 0.0), 'speaker:Cem': (300.0, 0.0), 'topic:rail': (0.0, 0.0)}
    """
    counts = tally(statements)
    division = split_counts(counts)
    speaker_height, topic_height = _heights(counts)
    rows = max(ROWS, math.ceil(math.sqrt((len(speaker_height) + len(topic_height)) * COLUMN / (ROW * ASPECT))))

    def outward(camp: int) -> list[int]:
        members = [i for i, name in enumerate(counts.speakers) if division.camps[name] == camp]
        return sorted(members, key=lambda i: (abs(division.axis[counts.speakers[i]]), i))

    undecided = sorted(outward(0), key=lambda i: (speaker_height[i], i))
    sides = [
        [_columns(undecided[half::2], rows, speaker_height), _columns(outward(camp), rows, speaker_height)]
        for half, camp in ((0, 1), (1, 2))
    ]
    middle = _middle(counts, rows, topic_height, division.topics)
    groups = [group for side in sides for group in side if group]
    width = COLUMN * (sum(len(group) for group in groups) + len(middle) - 1)
    gap = min(GAPS[1], max(GAPS[0], (WIDTH - width) / len(groups))) if groups else 0.0

    out: dict[str, Position] = {}
    for direction, side in zip((-1, 1), sides, strict=True):
        x = (len(middle) - 1) / 2 * COLUMN
        for group in side:
            x += gap if group else 0.0
            spacing = _spacing(max(map(len, group), default=1), rows)
            for number, column in enumerate(group):
                x += COLUMN
                shift = spacing / 4 * (-1) ** number if len(group) > 1 else 0.0
                for row, i in enumerate(column):
                    out[f"speaker:{counts.speakers[i]}"] = (
                        direction * x,
                        (row - (len(column) - 1) / 2) * spacing + shift,
                    )
    spacing = _spacing(len(topic_height), rows, len(middle))
    for number, column in enumerate(middle):
        x = (number - (len(middle) - 1) / 2) * COLUMN
        for row, j in enumerate(column):
            at = row * len(middle) + number
            out[f"topic:{counts.topics[j]}"] = (x, (at - (len(topic_height) - 1) / 2) * spacing)
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in sorted(out.items())}


def _heights(counts: Counts) -> tuple[list[float], list[float]]:
    """Heights that bring close what is connected: the second eigenvector of the walk between speakers and topics.

    Each speaker is moved to the mean of its topics and each topic to the mean of its speakers, again and again, with
    the common part taken out (reciprocal averaging, Hill 1973).
    """
    weight = {cell: float(sum(stances)) for cell, stances in counts.cells.items()}
    speaker_weight, topic_weight = [0.0] * len(counts.speakers), [0.0] * len(counts.topics)
    for (i, j), value in weight.items():
        speaker_weight[i] += value
        topic_weight[j] += value
    topics = [float(j) for j in range(len(topic_weight))]
    speakers = [0.0] * len(speaker_weight)
    for _ in range(SWEEPS):
        speakers = [0.0] * len(speaker_weight)
        for (i, j), value in weight.items():
            speakers[i] += value * topics[j] / speaker_weight[i]
        after = [0.0] * len(topic_weight)
        for (i, j), value in weight.items():
            after[j] += value * speakers[i] / topic_weight[j]
        mean = sum(map(float.__mul__, after, topic_weight)) / (sum(topic_weight) or 1.0)
        after = [value - mean for value in after]
        length = math.sqrt(sum(value * value for value in after))
        if length < 1e-9:  # every speaker on the same topics: any order is as good
            break
        topics = [value / length for value in after]
    return [round(value, 9) for value in speakers], [round(value, 9) for value in topics]


def _columns(nodes: Sequence[int], rows: int, height: Sequence[float]) -> list[list[int]]:
    """Nodes, inner ones first, in as few columns as there must be, equally filled, each ordered by height."""
    count = math.ceil(len(nodes) / rows)
    cuts = [round(number * len(nodes) / count) for number in range(count + 1)] if count else [0]
    return [sorted(nodes[a:b], key=lambda i: (height[i], i)) for a, b in pairwise(cuts)]


def _middle(counts: Counts, rows: int, height: Sequence[float], axis: dict[str, float]) -> list[list[int]]:
    """The columns of topics: ordered by height, in each row the topic that camp 1 favours more to the left."""
    order = sorted(range(len(height)), key=lambda j: (height[j], j))
    count = 1 if len(order) <= SINGLE else max(2, math.ceil(len(order) / rows))
    out: list[list[int]] = [[] for _ in range(count)]
    for start in range(0, len(order), count):
        row = sorted(order[start : start + count], key=lambda j: (axis[counts.topics[j]], j))
        for column, j in zip(out, row, strict=False):
            column.append(j)
    return out


def _spacing(nodes: int, rows: int, columns: int = 1) -> float:
    """Pixels from one node to the next lower one, where nodes of ``columns`` columns take turns."""
    return min(LOOSE, max(ROW / columns, (rows - 1) * ROW / max(1, nodes - 1)))
