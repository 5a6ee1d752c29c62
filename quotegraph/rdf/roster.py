"""All speakers of a store with what its articles say of them, and what people have decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotegraph.model import Speaker
from quotegraph.rdf.decisions import in_force, outcome
from quotegraph.rdf.engines import Local

if TYPE_CHECKING:
    from quotegraph.rdf.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker of a store: ``aliases`` are its other names; ``first`` and ``last`` the days on which it is quoted;
    ``notes`` what else it could be."""

    speaker: Speaker
    aliases: tuple[str, ...]
    quotations: int
    articles: frozenset[str]
    first: str
    last: str
    notes: tuple[str, ...] = ()


def roster(store: Store) -> list[Known]:
    """The speakers of a store that have a key, those quoted most first.

    >>> import tempfile
    >>> from quotegraph.model import Annotation, Article, Quotation, Span
    >>> from quotegraph.rdf import open_store
    >>> quotation = Quotation("q1", (Span(0, 2),), speaker=Speaker("mara", "Mara"))
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/a.trig", create=True) as store:
    ...     added = store.add([Annotation(Article("a", "Go.", date="2031-01-01"), (quotation,))])
    ...     [(one.speaker.name, one.quotations, one.first) for one in roster(store)]
    [('Mara', 1, '2031-01-01')]
    """
    quotations: dict[str, int] = defaultdict(int)
    articles: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[str]] = defaultdict(set)
    notes: dict[str, set[str]] = defaultdict(set)
    for annotation in store.annotations():
        article = annotation.article
        for quotation in annotation.quotations:
            speaker = quotation.speaker
            if speaker is None or speaker.key is None:
                continue
            quotations[speaker.key] += 1
            articles[speaker.key].add(article.doc_id)
            if article.date:
                days[speaker.key].add(article.date[:10])
            if speaker.link and speaker.link.note:
                notes[speaker.key].add(speaker.link.note)
    aliases = store.aliases()
    found = [
        Known(
            speaker,
            aliases.get(speaker.key, ()),
            quotations[speaker.key],
            frozenset(articles[speaker.key]),
            min(days[speaker.key], default=""),
            max(days[speaker.key], default=""),
            tuple(sorted(notes[speaker.key])),
        )
        for speaker in store.speakers()
        if speaker.key is not None
    ]
    return sorted(found, key=lambda one: (-one.quotations, one.speaker.name, one.speaker.key or ""))


def kept_apart(store: Store) -> set[frozenset[str]]:
    """Keys of the pairs that people have decided are two."""
    decisions = in_force(store.decisions())
    if not any(decision.action == "apart" for decision in decisions):
        return set()
    if not isinstance(store.engine, Local):
        return {frozenset((one.speaker, one.other)) for one in decisions if one.action == "apart"}
    return outcome(decisions, store.quoted()).apart
