"""What people have decided about speakers, brought about in a store: which articles change, and what is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.decisions import Outcome, Quoted, decisions_of, in_force, outcome
from quotegraph.rdf.engines import matches
from quotegraph.rdf.graph import annotation, quads
from quotegraph.rdf.register import Decided
from quotegraph.rdf.terms import described


@dataclass(slots=True)
class Applied:
    """What decisions change: graphs of articles to be rewritten, speakers to be shown anew, what is decided by key."""

    articles: dict[NamedNode, list[Quad]] = field(default_factory=dict)
    touched: set[NamedNode] = field(default_factory=set)
    decided: dict[str, Decided] = field(default_factory=dict)


def applied(store: ox.Store) -> Applied:
    """What the decisions in force change in a store as it is."""
    reviews = described(q.triple for q in matches(store, None, None, None, v.REVIEWS))
    decisions = in_force(decisions_of(reviews))
    marked = {q.subject for q in matches(store, None, v.DECIDED_BY, None, v.REGISTER)}
    if not decisions and not marked and not any(matches(store, None, v.LINKED_KEY, None, None)):
        return Applied()
    quotations = quoted(store)
    found = outcome(decisions, quotations)
    keys = found.names.keys() | found.items.keys() | found.reasons.keys()
    decided = {
        key: Decided(found.names.get(key), found.items.get(key), tuple(dict.fromkeys(found.reasons.get(key, ()))))
        for key in keys
    }
    return Applied(
        articles=_rewritten(store, quotations, found),
        touched=marked | {v.speaker_iri(key) for key in keys},
        decided=decided,
    )


def quoted(store: ox.Store) -> list[Quoted]:
    """All quotations that have a speaker, as they were before any decision."""
    appearances: dict[Any, tuple[str | None, frozenset[str]]] = {}
    articles: dict[Any, str] = {}
    found = []
    for quad in matches(store, None, v.APPEARANCE_OF_SPEAKER, None, None):
        graph = quad.graph_name
        if quad.object not in appearances:
            appearances[quad.object] = _linked(store, quad.object, graph)
        if graph not in articles:
            articles[graph] = _identifier(store, graph, graph)
        key, names = appearances[quad.object]
        found.append(Quoted(quad.subject.value, key, names, articles[graph], _identifier(store, quad.subject, graph)))
    return sorted(found, key=lambda one: one.iri)


def current(store: ox.Store) -> dict[str, str | None]:
    """Quotation IRI → the key of its speaker as the store has it now."""
    return {q.subject.value: v.speaker_key(q.object.value) for q in matches(store, None, v.SPEAKER, None, None)}


def _linked(store: ox.Store, appearance: NamedNode, graph: NamedNode) -> tuple[str | None, frozenset[str]]:
    node = described(q.triple for q in matches(store, appearance, None, None, graph))[appearance.value]
    names = set(node.get(v.LABEL.value, ()))
    for presented in node.get(v.PRESENTED.value, ()):
        names |= {q.object.value for q in matches(store, NamedNode(presented), v.LABEL, None, graph)}
    before = node.get(v.LINKED_KEY.value)
    key = before[0] or None if before else v.speaker_key(node[v.OF_SPEAKER.value][0])
    return key, frozenset(names)


def _identifier(store: ox.Store, node: NamedNode, graph: NamedNode) -> str:
    return min((q.object.value for q in matches(store, node, v.IDENTIFIER, None, graph)), default="")


def _rewritten(store: ox.Store, quotations: Iterable[Quoted], found: Outcome) -> dict[NamedNode, list[Quad]]:
    """The articles some of whose quotations are now by somebody else."""
    now = current(store)
    changed: set[str] = set()
    by_article: dict[str, list[Quoted]] = defaultdict(list)
    moved: dict[str, Counter[str]] = defaultdict(Counter)
    for one in quotations:
        by_article[one.article].append(one)
        wanted = found.keys.get(one.iri, one.key)
        if now.get(one.iri) != wanted:
            changed.add(one.article)
        if one.key is not None and wanted is not None:
            moved[one.key][wanted] += 1
    renamed = {key: min(counts, key=lambda k: (-counts[k], k)) for key, counts in moved.items()}
    out = {}
    for doc_id in sorted(changed):
        decided = {one.id: key for one in by_article[doc_id] if (key := found.keys.get(one.iri)) is not None}
        out[v.article_iri(doc_id)] = _written(store, v.article_iri(doc_id), decided, renamed)
    return out


def _written(store: ox.Store, article: NamedNode, decided: Mapping[str, str], renamed: Mapping[str, str]) -> list[Quad]:
    graph = described(q.triple for q in matches(store, None, None, None, article))
    topics = {
        v.topic_id(topic): NamedNode(topic) for node in graph.values() for topic in node.get(v.ON_TOPIC.value, ())
    }
    return quads(annotation(article, graph, undecided=True), topics, decided, renamed)
