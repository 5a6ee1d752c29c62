"""The page's data block: statements, quotations, articles, names, each once, rows instead of objects.

Rows refer to each other by number. The order is that of first appearance for quotations and articles and by name for
speakers and topics, so that the same input gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES, Statement, Topic
from quotegraph.statements import Passage

PARTS = ("", "content", "cue", "source")
VERSION = 2
FACTS = ("kind", "organisation", "country", "camp")
"""What is said of a speaker; of several rows, the first that says it counts."""


@dataclass(frozen=True, slots=True)
class Block:
    """What the page knows, as JSON-ready rows.

    ``speakers``: name, kind, organisation, country, camp, number of quotations; ``topics``: id, label, proposition,
    note, number of quotations; ``ties``: speaker, topic, stance (place in STANCES); ``articles``: id, title, publisher,
    date, url; ``quotations``: article, type, modality, via, confidence, reviewed (1, 0, or None where unknown), pieces;
    ``statements``: tie, intensity, confidence, quotation.
    """

    speakers: list[list[Any]]
    topics: list[list[Any]]
    ties: list[list[int]]
    articles: list[list[Any]]
    quotations: list[list[Any]]
    statements: list[list[Any]]


def block(statements: Sequence[Statement], passages: Iterable[Passage] = (), topics: Sequence[Topic] = ()) -> Block:
    """The rows of a page; raises QuotegraphError for a stance that is none.

    >>> made = block([Statement("Ann", "road-toll", "support")])
    >>> made.speakers, made.topics, made.ties
    ([['Ann', '', '', '', '', 1]], [['road-toll', 'Road toll', '', '', 1]], [[0, 0, 0]])
    """
    for number, row in enumerate(statements, 1):
        if row.stance not in STANCES:
            raise QuotegraphError(
                f"statement {number} ({row.speaker}, {row.topic}): "
                f"stance {row.stance!r} is not one of {', '.join(STANCES)}"
            )
    wanted = {row.quote_id for row in statements if row.quote_id}
    passage_of = {passage.quote_id: passage for passage in passages if passage.quote_id in wanted}
    speaker_place = {name: place for place, name in enumerate(sorted({row.speaker for row in statements}))}
    topic_place = {name: place for place, name in enumerate(sorted({row.topic for row in statements}))}
    tie_place = {
        tie: place
        for place, tie in enumerate(
            sorted({(speaker_place[r.speaker], topic_place[r.topic], STANCES.index(r.stance)) for r in statements})
        )
    }
    articles = _Numbered()
    quotations = _Numbered()
    speaker_quotes: list[set[int]] = [set() for _ in speaker_place]
    topic_quotes: list[set[int]] = [set() for _ in topic_place]
    facts_of: dict[str, list[str]] = {name: [""] * len(FACTS) for name in speaker_place}
    rows = []
    for number, row in enumerate(statements):
        passage = passage_of.get(row.quote_id)
        article = articles.place((row.article, row.publisher, row.date), lambda r=row, p=passage: _article(r, p))
        key = (row.quote_id,) if row.quote_id else (number,)
        quotation = quotations.place(key, lambda r=row, p=passage, a=article: _quotation(r, p, a))
        speaker, topic = speaker_place[row.speaker], topic_place[row.topic]
        speaker_quotes[speaker].add(quotation)
        topic_quotes[topic].add(quotation)
        facts = facts_of[row.speaker]
        for place, fact in enumerate(FACTS):
            facts[place] = facts[place] or getattr(row, fact)
        tie = tie_place[speaker, topic, STANCES.index(row.stance)]
        rows.append([tie, row.intensity, _number(row.confidence), quotation])
    described = {topic.id: topic for topic in topics}
    return Block(
        speakers=[[name, *facts_of[name], len(speaker_quotes[place])] for name, place in speaker_place.items()],
        topics=[[*_topic(name, described), len(topic_quotes[place])] for name, place in topic_place.items()],
        ties=[list(tie) for tie in tie_place],
        articles=articles.rows,
        quotations=quotations.rows,
        statements=rows,
    )


class _Numbered:
    """Rows that are made once for each key and known by their number."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._places: dict[tuple[Any, ...], int] = {}

    def place(self, key: tuple[Any, ...], make: Any) -> int:
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(make())
        return self._places[key]


def _article(row: Statement, passage: Passage | None) -> list[Any]:
    return [row.article, passage.title if passage else "", row.publisher, row.date, passage.url if passage else ""]


def _quotation(row: Statement, passage: Passage | None, article: int) -> list[Any]:
    if passage is None:
        pieces = [[row.words, 1]] if row.words else []
        return [article, "", "", "", None, None, pieces]
    return [
        article,
        passage.type,
        passage.modality,
        passage.via,
        _number(passage.confidence),
        int(passage.reviewed),
        [[text, PARTS.index(part)] for text, part in passage.pieces],
    ]


def _topic(name: str, described: Mapping[str, Topic]) -> list[str]:
    if name in described:
        topic = described[name]
        return [name, topic.label, topic.proposition, topic.note]
    label = name if " " in name else name.replace("-", " ").replace("_", " ").strip()
    return [name, label[:1].upper() + label[1:] if label else name, "", ""]


def _number(value: float | None) -> float | None:
    """A probability as JSON can carry it: three places, nothing that is no number."""
    return None if value is None or not math.isfinite(value) else round(min(1.0, max(0.0, value)), 3)
