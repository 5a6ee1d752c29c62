"""What passes the filters: statements, and the lines that they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quotegraph.serve.choice import FACETS, Choice, Facets
from quotegraph.serve.texts import Numbers, folded

DATE = 1 << 13
SURE = 1 << 14
WORDS = 1 << 15
BIT = {name: 1 << place for place, name in enumerate(FACETS)}


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines made of statements: ``tie`` (ascending), number of quotations, mean ``confidence`` (nan: unknown).

    ``latest``: place of the last date; ``checked``: whether a person has confirmed any of it.
    """

    tie: Numbers
    count: Numbers
    confidence: Numbers
    latest: Numbers
    checked: Numbers

    def __len__(self) -> int:
        return len(self.tie)

    def only(self, which: Numbers) -> Lines:
        """Some of the lines: places, or for each whether it is wanted."""
        return Lines(*(getattr(self, name)[which] for name in ("tie", "count", "confidence", "latest", "checked")))

    def strongest(self, number: int) -> Numbers:
        """Places of the strongest lines: by number of quotations, then confidence, then their own order."""
        sure = np.round(1000 * np.where(np.isnan(self.confidence), 0.5, self.confidence))
        strength = np.minimum(self.count, 2_000_000) * 1001.0 + sure
        if len(strength) > number:
            least = np.partition(strength, -number)[-number]
            places = np.flatnonzero(strength >= least)
        else:
            places = np.arange(len(strength))
        chosen: Numbers = places[np.argsort(-strength[places], kind="stable")][:number]
        return chosen


class Haystack:
    """Names and topics as they are searched; words of quotations are in the columns' index."""

    def __init__(self, facets: Facets) -> None:
        c = facets.columns
        self._index = c.index
        organisations = (c.organisations[at] for at in c.speaker_organisation)
        self.speakers = [folded(f"{name} {body}") for name, body in zip(c.speakers, organisations, strict=True)]
        self.topics = [folded(" ".join(parts)) for parts in zip(c.labels, c.topics, c.propositions, strict=True)]

    def holding(self, piece: str) -> tuple[Numbers, Numbers, Numbers]:
        """For each speaker, topic, quotation whether it holds ``piece``."""
        speakers, topics = (
            np.fromiter((piece in text for text in texts), bool, len(texts)) for texts in (self.speakers, self.topics)
        )
        return speakers, topics, self._index.holding(piece)


def failures(facets: Facets, haystack: Haystack, choice: Choice) -> Numbers:
    """For every statement which tests it fails: 0 none, a bit for each (``BIT``, ``DATE``, ``SURE``, ``WORDS``)."""
    c = facets.columns
    out = np.zeros(len(c.statement_tie), np.uint16)
    for name, wanted in choice.facets.items():
        fails = np.full(len(facets.tables[name]), BIT[name], np.uint16)
        fails[list(wanted)] = 0
        out |= fails[facets.at[name]]
    if choice.start or choice.end:
        out |= np.asarray([0 if _inside(day, choice) else DATE for day in facets.dates], np.uint16)[facets.date]
    if choice.sure:
        unsure = (c.statement_confidence >= 0) & (c.statement_confidence < 10 * choice.sure)
        out |= np.where(unsure, np.uint16(SURE), np.uint16(0))
    for piece in choice.q.split():
        speakers, topics, quotations = haystack.holding(piece)
        ties = speakers[c.tie_speaker] | topics[c.tie_topic]
        found = ties[c.statement_tie] | quotations[c.statement_quotation]
        out |= np.where(found, np.uint16(0), np.uint16(WORDS))
    return out


def _inside(day: str, choice: Choice) -> bool:
    late = not choice.start or day >= choice.start or choice.start.startswith(day)
    return bool(day) and late and (not choice.end or day <= f"{choice.end}\uffff")


def lines_of(facets: Facets, rows: Numbers) -> Lines:
    """The lines that the statements at ``rows`` (ascending) make."""
    c = facets.columns
    tie, quotation, sure = c.statement_tie[rows], c.statement_quotation[rows], c.statement_confidence[rows]
    if not len(rows):
        return Lines(tie, tie, np.zeros(0), tie, np.zeros(0, bool))
    starts = np.flatnonzero(np.concatenate([[True], tie[1:] != tie[:-1]]))
    first = np.concatenate([[True], (tie[1:] != tie[:-1]) | (quotation[1:] != quotation[:-1])])
    known = sure >= 0
    with np.errstate(invalid="ignore"):
        confidence = _sums(np.where(known, sure, 0), starts) / _sums(known, starts) / 1000
    return Lines(
        tie=tie[starts],
        count=_sums(first, starts),
        confidence=confidence,
        latest=np.maximum.reduceat(facets.date[rows], starts),
        checked=np.maximum.reduceat(facets.at["reviewed"][rows], starts) > 0,
    )


def _sums(values: Numbers, starts: Numbers) -> Numbers:
    sums: Numbers = np.add.reduceat(values.astype(np.int64), starts)
    return sums


def counts_by_facet(facets: Facets, fails: Numbers) -> dict[str, Numbers]:
    """For each facet, and ``date``, how many statements with each value pass all other tests."""
    passing = np.flatnonzero(fails == 0)
    failed = int(np.bitwise_or.reduce(fails)) if len(fails) else 0
    out = {}
    for name, bit in (*BIT.items(), ("date", DATE)):
        rows = np.flatnonzero((fails & ~np.uint16(bit)) == 0) if failed & bit else passing
        at, size = (facets.date, len(facets.dates)) if name == "date" else (facets.at[name], len(facets.tables[name]))
        out[name] = np.bincount(at[rows], minlength=size) if len(rows) < len(at) else np.bincount(at, minlength=size)
    return out
