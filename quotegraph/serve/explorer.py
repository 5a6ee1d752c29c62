"""The explorer's data: answers to what its page asks, each as a value that JSON can carry."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.model import Statement, Topic
from quotegraph.serve.choice import Choice, Facets
from quotegraph.serve.columns import Columns, columns_of
from quotegraph.serve.picture import picture, speaker_rows, topic_rows, used
from quotegraph.serve.reading import course, quotations, search
from quotegraph.serve.rows import Rows
from quotegraph.serve.seen import DATE, Haystack, Lines, counts_by_facet, failures, lines_of
from quotegraph.serve.texts import Numbers, folded
from quotegraph.serve.ties import tie, ties
from quotegraph.statements import Passage
from quotegraph.viz.data import block

DRAWN = 1000
"""Lines that a picture draws at most: no more are sent."""
LISTED = 200
"""Values of a filter that are sent at once; the others are searched for."""
DAYS = 400
"""Where there are more dates than this, they are counted by month."""
KEPT = 8
MOST_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """What passes one set of filters."""

    fails: Numbers
    lines: Lines
    counts: dict[str, Numbers]


class Explorer:
    """Answers of one store, by name: ``view``, ``rows``, ``matrix``, ``sides``, ``ties``, ``tie``, ``compare``, …

    What was asked last is kept, so that a click under the same filters costs little. Safe for several threads.

    >>> explorer = explorer_of([Statement("Ann", "toll", "support", words="So be it.")])
    >>> explorer.answer("view", "")["totals"]
    {'lines': 1, 'speakers': 1, 'topics': 1, 'statements': 1}
    >>> explorer.answer("search", "text=BE&limit=5")["found"]
    1
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.facets = Facets(columns)
        self._haystack = Haystack(self.facets)
        self._rows = Rows(self.facets)
        self._lock = Lock()
        self._seen: OrderedDict[tuple[object, ...], Seen] = OrderedDict()
        self._pictures: OrderedDict[tuple[object, ...], dict[str, Any]] = OrderedDict()
        self._spans, self._span_names = self._spans_of_time()
        everything = self._under(Choice())
        self._listed = {
            name: _most(everything.counts[name], self.facets.tables[name], LISTED) for name in self.facets.tables
        }

    def answer(self, name: str, query: str) -> Any:
        """The answer to a question of the page; raises KeyError for an unknown one and ValueError for a bad one."""
        ask: Callable[[dict[str, str], Choice], Any] = {
            "view": self._view,
            "rows": self._table,
            "matrix": lambda _, choice: self._rows.matrix(self._under(choice).lines),
            "sides": self._sides,
            "ties": lambda _, choice: ties(self.facets, self._under(choice).lines, choice),
            "tie": self._tie,
            "compare": self._compare,
            "course": self._course,
            "quotations": self._quotations,
            "values": self._values,
            "search": lambda given, _: search(
                self.facets, self._haystack, given.get("text", "")[:500], _number(given, "limit", 20)
            ),
        }[name]
        given = {key: values[-1] for key, values in parse_qs(query, max_num_fields=50).items()}
        return ask(given, self.facets.read(given.get("state", "")))

    def overview(self) -> dict[str, Any]:
        """What the page has to know before all else."""
        c = self.columns
        known = [day for day in self.facets.dates if day]
        return {
            "counts": {
                "speakers": len(c.speakers),
                "topics": len(c.topics),
                "quotations": len(c.words),
                "statements": len(c.statement_tie),
                "articles": sum(
                    1
                    for place in range(len(c.article_ids))
                    if c.article_ids.ends[place + 1] > c.article_ids.ends[place]
                ),
            },
            "dates": [known[0], known[-1]] if known else None,
            "confidences": bool((c.statement_confidence >= 0).any()),
            "reviews": bool(c.quotation_reviewed.any()),
            "bys": list(self.facets.groups),
            "values": {name: int(np.count_nonzero(counts)) for name, counts in self._everything().items()},
        }

    def _everything(self) -> dict[str, Numbers]:
        counts = self._under(Choice()).counts
        return {name: counts[name] for name in self.facets.tables}

    def lines(self, query: str) -> Iterator[list[Any]]:
        """All lines under the filters of an address: speaker, stance, topic, label, count, confidence, latest."""
        choice = self.facets.read(query)
        return self._rows.all(self._under(choice).lines, choice)

    def _under(self, choice: Choice) -> Seen:
        with self._lock:
            if choice.key in self._seen:
                self._seen.move_to_end(choice.key)
                return self._seen[choice.key]
        fails = failures(self.facets, self._haystack, choice)
        made = Seen(fails, lines_of(self.facets, np.flatnonzero(fails == 0)), counts_by_facet(self.facets, fails))
        with self._lock:
            self._seen[choice.key] = made
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)
        return made

    def _view(self, given: dict[str, str], choice: Choice) -> dict[str, Any]:
        seen = self._under(choice)
        lines, c = seen.lines, self.columns
        places = self._drawn(lines, choice)
        shown = lines.only(places)
        speakers, topics = used(c, shown.tie)
        key = (*choice.key, choice.own and str(choice.at), len(speakers), len(topics), hash(speakers.tobytes()))
        with self._lock:
            made = self._pictures.get(key)
        if made is None:
            made = picture(c, speakers, topics)
            with self._lock:
                self._pictures[key] = made
                while len(self._pictures) > KEPT:
                    self._pictures.popitem(last=False)
        return {
            "lines": self._rows.rows(lines, places),
            "totals": {
                "lines": len(lines),
                "speakers": len(np.unique(c.tie_speaker[lines.tie])),
                "topics": len(np.unique(c.tie_topic[lines.tie])),
                "statements": int(np.count_nonzero(seen.fails == 0)),
            },
            "facets": {name: self._facet(seen, choice, name) for name in self._listed},
            "dates": self._dates(seen.counts["date"]),
            "unknown": choice.unknown,
            "chosen": self._chosen(choice),
            **self._rows.begin(lines),
            **made,
        }

    def _drawn(self, lines: Lines, choice: Choice) -> Numbers:
        """Places of the lines to be drawn: the strongest, and those of the chosen thing."""
        c = self.columns
        if choice.at is None:
            return lines.strongest(DRAWN)
        mine = np.flatnonzero(self.facets.lines_at(choice.at)[lines.tie])
        mine = mine[lines.only(mine).strongest(DRAWN)]
        if choice.own or choice.at["what"] in ("group", "pair"):
            return mine if choice.own else lines.strongest(DRAWN)
        base = lines.strongest(DRAWN)
        speakers, topics = used(c, lines.tie[base])
        inside = np.isin(c.tie_speaker[lines.tie[mine]], speakers) & np.isin(c.tie_topic[lines.tie[mine]], topics)
        # nothing moves at a click on what is drawn: only somebody found elsewhere brings others along
        extra = mine[inside] if inside.any() else mine[:LISTED]
        kept: Numbers = np.concatenate([extra, base[~np.isin(base, extra)][: DRAWN - len(extra)]])
        if inside.any():  # all that was drawn stays in the picture
            missing = base[~np.isin(base, kept)]
            lost = ~np.isin(c.tie_speaker[lines.tie[missing]], c.tie_speaker[lines.tie[kept]])
            lost |= ~np.isin(c.tie_topic[lines.tie[missing]], c.tie_topic[lines.tie[kept]])
            kept = np.concatenate([kept, missing[lost]])
        return kept

    def _chosen(self, choice: Choice) -> dict[str, Any]:
        """What is known of the chosen speaker and topic, drawn or not."""
        out: dict[str, Any] = {"speakers": [], "topics": []}
        for part, rows in (("speaker", speaker_rows), ("topic", topic_rows)):
            if choice.at and part in choice.at:
                place = self.facets.places[part][choice.at[part]]
                out[f"{part}s"] = rows(self.columns, np.asarray([place]))
        return out

    def _facet(self, seen: Seen, choice: Choice, name: str) -> list[list[Any]]:
        places = dict.fromkeys((*self._listed[name], *choice.facets.get(name, ())))
        return self._counted(seen, name, places)

    def _counted(self, seen: Seen, name: str, places: Iterable[int]) -> list[list[Any]]:
        """Value, number of statements, what it is called."""
        table, counts = self.facets.tables[name], seen.counts[name]
        called = self.columns.labels if name == "topic" else table
        return [[table[at], int(counts[at]), called[at]] for at in places]

    def _values(self, given: dict[str, str], choice: Choice) -> list[list[Any]]:
        """Values of a filter whose names hold what somebody types, the most frequent first."""
        name, needle = given.get("facet", ""), folded(given.get("text", "")[:500])
        if name not in self._listed:
            raise ValueError(f"no filter {name!r}")
        called = self.columns.labels if name == "topic" else self.facets.tables[name]
        found = np.asarray([place for place, text in enumerate(called) if needle in folded(text)], np.int64)
        everything = self._under(Choice()).counts[name]
        most = found[np.argsort(-everything[found], kind="stable")][:LISTED]
        return self._counted(self._under(choice), name, most.tolist())

    def _table(self, given: dict[str, str], choice: Choice) -> dict[str, Any]:
        lines = self._under(choice).lines
        offset, limit = _number(given, "offset", len(lines)), _number(given, "limit", MOST_AT_ONCE)
        return {
            "total": len(lines),
            "lines": self._rows.rows(lines, self._rows.sorted(lines, choice)[offset : offset + limit]),
        }

    def _sides(self, _: dict[str, str], choice: Choice) -> list[dict[str, Any]]:
        lines = self._under(choice).lines
        return self._rows.sides(lines.only(self.facets.lines_at(_wanted(choice))[lines.tie]))

    def _tie(self, _: dict[str, str], choice: Choice) -> dict[str, Any]:
        at = _wanted(choice)
        if at["what"] not in ("group", "pair"):
            raise ValueError("neither a group nor a pair is chosen")
        return tie(self.facets, self._under(choice).lines, at)

    def _compare(self, given: dict[str, str], choice: Choice) -> dict[str, Any]:
        times = []
        for part in ("a", "b"):
            start, _, end = given.get(part, "").partition("..")
            times.append(self._under(replace(choice, start=start, end=end)).lines)
        before, after = times
        drawn = []
        for lines, others in ((before, after), (after, before)):
            places = lines.strongest(DRAWN)
            fresh = self._rows.changed(lines, others)[places].tolist()
            rows = self._rows.rows(lines, places)
            drawn.append([[*row, new] for row, new in zip(rows, fresh, strict=True)])
        ties_drawn = np.unique([row[0] for row in [*drawn[0], *drawn[1]]]).astype(np.int64)
        return {
            "before": {"number": len(before), "lines": drawn[0]},
            "after": {"number": len(after), "lines": drawn[1]},
            **self._rows.changes(before, after),
            **picture(self.columns, *used(self.columns, ties_drawn)),
        }

    def _course(self, _: dict[str, str], choice: Choice) -> list[list[Any]]:
        fails = self._under(choice).fails & ~np.uint16(DATE)
        return course(self.facets, fails, _wanted(choice), self._spans, self._span_names)

    def _quotations(self, given: dict[str, str], choice: Choice) -> dict[str, Any]:
        offset = _number(given, "offset", len(self.columns.words))
        limit = _number(given, "limit", MOST_AT_ONCE)
        return quotations(self.facets, self._under(choice).fails, _wanted(choice), offset, limit)

    def _spans_of_time(self) -> tuple[Numbers, list[str]]:
        """For each date the place of its day or month, and the names of these."""
        names = self.facets.dates if len(self.facets.dates) <= DAYS else [day[:7] for day in self.facets.dates]
        table = sorted(set(names))
        return np.searchsorted(table, names), table

    def _dates(self, counts: Numbers) -> list[list[Any]]:
        sums = np.bincount(self._spans, counts, len(self._span_names)).astype(int)
        return [list(row) for row in zip(self._span_names, sums.tolist(), strict=True)]


def explorer_of(
    statements: Sequence[Statement], passages: Iterable[Passage] = (), topics: Sequence[Topic] = ()
) -> Explorer:
    """The explorer of statements; raises QuotegraphError where there are none."""
    if not statements:
        raise QuotegraphError("there are no statements to explore")
    return Explorer(columns_of(block(statements, passages, topics)))


def _most(counts: Numbers, names: list[str], limit: int) -> list[int]:
    there = np.flatnonzero(counts)
    if len(there) > limit:
        there = there[counts[there] >= np.partition(counts[there], -limit)[-limit]]
    return sorted(there.tolist(), key=lambda at: (-counts[at], names[at]))[:limit]


def _wanted(choice: Choice) -> Any:
    if choice.at is None:
        raise ValueError("nothing known is chosen")
    return choice.at


def _number(given: dict[str, str], name: str, most: int) -> int:
    text = given.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise ValueError(f"{name}={text!r} is no number")
    return min(int(text), most)
