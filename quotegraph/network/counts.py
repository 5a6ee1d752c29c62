"""From statements to counts: which of them count, and how often who says what about which topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from quotegraph.errors import QuotegraphError
from quotegraph.model import Statement

if TYPE_CHECKING:
    import numpy as np

DUPLICATES = ("include", "article", "week", "month", "year", "all")
"""``include``: every statement counts. Else a speaker's repetition of a stance on a topic within the same article,
ISO week, calendar month (of the same year), year, or anywhere counts once; the first one stays."""


def retained(
    statements: Iterable[Statement], duplicates: str = "include", unnamed: bool = True, neutral: bool = True
) -> list[Statement]:
    """The statements that count, in their order.

    ``unnamed=False`` leaves out sources without a name ("a senior official"): the same words may mean two people.
    ``neutral=False`` leaves out statements that take no side. A statement without a date (or without an article) is
    no repetition of another one by week, month or year (by article).

    >>> said = Statement("Ann", "rail", "support", article="a", date="2025-01-06")
    >>> len(retained([said, said])), len(retained([said, said], duplicates="article"))
    (2, 1)
    """
    if duplicates not in DUPLICATES:
        raise QuotegraphError(f"duplicates={duplicates!r} is not one of {', '.join(DUPLICATES)}")
    out: list[Statement] = []
    seen: set[tuple[str, ...]] = set()
    for statement in statements:
        if (statement.kind == "unnamed" and not unnamed) or (statement.stance == "neutral" and not neutral):
            continue
        period = _period(statement, duplicates)
        if period is not None:
            key = (statement.speaker, statement.topic, statement.stance, period)
            if key in seen:
                continue
            seen.add(key)
        out.append(statement)
    return out


def _period(statement: Statement, duplicates: str) -> str | None:
    """What a repetition shares with the first statement; None: this one is no repetition of any."""
    if duplicates == "include":
        return None
    if duplicates == "all":
        return ""
    if duplicates == "article":
        return statement.article or None
    day = statement.date[:10]
    if not day:
        return None
    if duplicates == "week":
        try:
            year, week, _ = date.fromisoformat(day).isocalendar()
        except ValueError:
            return None
        return f"{year}-{week}"
    return day[: len("2025-01")] if duplicates == "month" else day[: len("2025")]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each speaker supports, opposes or is neutral on each topic.

    ``speakers`` and ``topics`` are sorted; ``cells`` maps (speaker number, topic number) to the three counts.
    """

    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    cells: dict[tuple[int, int], tuple[int, int, int]]

    def matrix(self, stance: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Counts of one stance, speakers × topics.

        >>> tally([Statement("Ann", "rail", "oppose")]).matrix("oppose").tolist()
        [[1.0]]
        """
        import numpy as np

        out = np.zeros((len(self.speakers), len(self.topics)))
        at = ("support", "oppose", "neutral").index(stance)
        for cell, counts in self.cells.items():
            out[cell] = counts[at]
        return out


def tally(statements: Iterable[Statement]) -> Counts:
    """Counts of statements.

    >>> tally([Statement("Ann", "rail", "support"), Statement("Ann", "rail", "oppose")]).cells
    {(0, 0): (1, 1, 0)}
    """
    by_stance: dict[str, Counter[tuple[str, str]]] = {"support": Counter(), "oppose": Counter(), "neutral": Counter()}
    for statement in statements:
        if statement.stance not in by_stance:
            raise QuotegraphError(f"stance {statement.stance!r} is not one of {', '.join(by_stance)}")
        by_stance[statement.stance][statement.speaker, statement.topic] += 1
    pairs = sorted(set().union(*by_stance.values()))
    speakers = tuple(sorted({speaker for speaker, _ in pairs}))
    topics = tuple(sorted({topic for _, topic in pairs}))
    row = {name: i for i, name in enumerate(speakers)}
    column = {name: j for j, name in enumerate(topics)}
    return Counts(
        speakers,
        topics,
        {
            (row[pair[0]], column[pair[1]]): (
                by_stance["support"][pair],
                by_stance["oppose"][pair],
                by_stance["neutral"][pair],
            )
            for pair in pairs
        },
    )


def strengths(statements: Iterable[Statement]) -> dict[str, int]:
    """Speaker → weight of all its ties by congruence and conflict: Σ_t x_it (X_t − x_it).

    x_it is how often speaker i takes a side on topic t, X_t how often all do. Sources without a name have no ties.

    >>> strengths([Statement("Ann", "rail", "support")] * 2 + [Statement("Bob", "rail", "oppose")])
    {'Ann': 2, 'Bob': 2}
    """
    counts = tally(retained(statements, unnamed=False, neutral=False))
    all_of: Counter[int] = Counter()
    for (_, topic), (support, oppose, _) in counts.cells.items():
        all_of[topic] += support + oppose
    found = dict.fromkeys(counts.speakers, 0)
    for (speaker, topic), (support, oppose, _) in counts.cells.items():
        found[counts.speakers[speaker]] += (support + oppose) * (all_of[topic] - support - oppose)
    return found


def speaker_attributes(statements: Sequence[Statement]) -> dict[str, dict[str, Any]]:
    """Speaker → ``kind`` and ``organisation`` (the most frequent ones named) and the number of ``quotations``.

    >>> speaker_attributes([Statement("Ann", "rail", "support", kind="person", quote_id="a#q1")])
    {'Ann': {'kind': 'person', 'organisation': '', 'quotations': 1}}
    """
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    organisations: defaultdict[str, Counter[str]] = defaultdict(Counter)
    quotations: defaultdict[str, set[str]] = defaultdict(set)
    for number, statement in enumerate(statements):
        kinds[statement.speaker][statement.kind] += 1
        organisations[statement.speaker][statement.organisation] += 1
        # a table without quotation ids: each row stands for a quotation of its own
        quotations[statement.speaker].add(statement.quote_id or f"row {number}")
    return {
        speaker: {
            "kind": _most_frequent(kinds[speaker]),
            "organisation": _most_frequent(organisations[speaker]),
            "quotations": len(ids),
        }
        for speaker, ids in sorted(quotations.items())
    }


def _most_frequent(names: Counter[str]) -> str:
    return min((name for name in names if name), key=lambda name: (-names[name], name), default="")
