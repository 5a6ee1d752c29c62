"""Quotations as the tagger alone would mark them: contents decoded from its borders, cue and source by its pointers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from quotegraph.extract.tagger import Floats, Scores
from quotegraph.model import Span, Spans

FAINT = 0.03
"""A piece that is less likely content than this ends every content."""
SURE = 0.5
_LONGEST = 60  # pieces of a cue or source
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Proposal:
    """A content with its cue and source; ``score``: how surely it is one; ``quotative``: that it is an utterance."""

    content: Spans
    cue: Spans
    source: Spans
    level: int
    score: float
    quotative: float


def propose(scores: Scores, threshold: float = 0.4) -> list[Proposal]:
    """The contents of both levels whose score reaches the threshold, in order of the text."""
    found: list[Proposal] = []
    for level in (1, 2):
        runs = [run for run in _runs(scores, level) if run[2] >= threshold]
        for group in _joined(scores, runs):
            found.append(_proposal(scores, group, level))
    return sorted(found, key=lambda p: (p.content[0].start, -p.content[-1].end))


Run = tuple[int, int, float]
"""First piece, past the last, score."""


def _runs(scores: Scores, level: int) -> list[Run]:
    """The likeliest division of the text into contents, none overlapping, by dynamic programming over the borders."""
    nested = "" if level == 1 else "2"
    inside, begin, end = (scores.of(name + nested) for name in ("inside", "begin", "end"))
    found: list[Run] = []
    open_ = np.flatnonzero(inside >= FAINT)
    if not len(open_):
        return found
    cuts = np.flatnonzero(np.diff(open_) > 1)
    firsts = [int(open_[0]), *(int(open_[i + 1]) for i in cuts)]
    lasts = [*(int(open_[i]) for i in cuts), int(open_[-1])]
    for first, last in zip(firsts, lasts, strict=True):
        here = slice(first, last + 1)
        for low, high in _divided(inside[here], begin[here], end[here]):
            a, b = first + low, first + high
            score = float(inside[a:b].mean() * 0.6 + begin[a] * 0.2 + end[b - 1] * 0.2)
            found.append((a, b, score))
    return found


def _divided(inside: Floats, begin: Floats, end: Floats) -> list[tuple[int, int]]:
    """Contents (first piece, past the last) of a stretch: Viterbi over outside and inside, borders as transitions."""
    yes = np.log(np.clip([inside, begin, end], _TINY, 1 - _TINY))
    no = np.log(1 - np.clip([inside, begin, end], _TINY, 1 - _TINY))
    out_cost = (no[0] + no[1] + no[2]).tolist()
    start_cost = (yes[0] + yes[1]).tolist()
    stay_cost = (yes[0] + no[1]).tolist()
    stop_cost, go_cost = yes[2].tolist(), no[2].tolist()
    size = len(inside)
    closed, running = 0.0, -1e9  # best scores: no content open before this piece; one is open
    trace: list[tuple[bool, bool]] = []  # does the best running one start here; does the best closed one end here
    for i in range(size):
        starts = closed + start_cost[i] > running + stay_cost[i]
        best = max(closed + start_cost[i], running + stay_cost[i])
        ends = best + stop_cost[i] > closed + out_cost[i]
        closed = max(best + stop_cost[i], closed + out_cost[i])
        running = best + go_cost[i]
        trace.append((starts, ends))
    spans: list[tuple[int, int]] = []
    i, stop = size - 1, size if running > closed else None
    while i >= 0:
        starts, ends = trace[i]
        if stop is None and ends:
            stop = i + 1
        if stop is not None and starts:
            spans.append((i, stop))
            stop = None
        i -= 1
    return spans[::-1]


def _joined(scores: Scores, runs: list[Run]) -> list[list[Run]]:
    """Parts of one content together: where the pointer of a part leads to the start of an earlier one."""
    groups: dict[int, list[Run]] = {}
    member: dict[int, int] = {}
    firsts: list[int] = []  # of the runs so far, in order
    for run in runs:
        low, chances = scores.pointed("first", run[0])
        goal = low + int(chances[1:].argmax()) if len(chances) > 1 else run[0]
        at = bisect_left(firsts, goal)
        near = min(firsts[max(0, at - 1) : at + 1], key=lambda first: abs(first - goal), default=run[0])
        head = member[near] if abs(near - goal) <= 2 and goal + 2 < run[0] else run[0]
        member[run[0]] = head
        firsts.append(run[0])
        groups.setdefault(head, []).append(run)
    return list(groups.values())


def _proposal(scores: Scores, group: list[Run], level: int) -> Proposal:
    content = tuple(_span(scores, first, last) for first, last, _ in group)
    weights = [last - first for first, last, _ in group]
    score = float(np.average([score for *_, score in group], weights=weights))
    quotative = float(np.average([scores.of("quotative")[a:b].mean() for a, b, _ in group], weights=weights))
    return Proposal(content, _linked(scores, group, "cue"), _linked(scores, group, "source"), level, score, quotative)


def _linked(scores: Scores, group: list[Run], link: str) -> Spans:
    """The cue or source that the parts of a content point to, all parts together."""
    votes: dict[int, float] = {}
    for first, last, _ in group:
        low, chances = scores.pointed(link, first)
        for at in np.flatnonzero(chances > 0.02).tolist():
            goal = low + at - 1 if at else -1
            votes[goal] = votes.get(goal, 0.0) + float(chances[at]) * min(10, last - first)
    goal = max(votes, key=lambda at: votes[at], default=-1)
    if goal < 0:
        return ()
    likely = scores.of(link) >= SURE
    start, stop = goal, goal + 1
    while stop < len(likely) and stop < goal + _LONGEST and (likely[stop] or _glued(scores, stop)):
        stop += 1
    while start > 0 and start > goal - _LONGEST and (likely[start - 1] or _glued(scores, start)):
        start -= 1
    return (_span(scores, start, stop),)


def _glued(scores: Scores, at: int) -> bool:
    """Whether a piece goes on with the word of the piece before it."""
    here = scores.pieces.starts[at]
    return bool(here == scores.pieces.ends[at - 1]) and scores.text[here - 1 : here + 1].isalnum()


def _span(scores: Scores, first: int, last: int) -> Span:
    """The characters from one piece to another."""
    return Span(int(scores.pieces.starts[first]), int(scores.pieces.ends[last - 1]))
