"""Changes to an Oxigraph store, each whole or not at all.

Articles go in batch by batch; together with a batch the store notes which speakers it touches. What is derived is
rebuilt afterwards and the note taken back, so that a run that breaks off is made good by the next one that writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from quotegraph.model import Topic
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.deciding import applied
from quotegraph.rdf.derive import derived, judged, principals, registered, spoken_for, stored
from quotegraph.rdf.engines import matches
from quotegraph.rdf.judgements import newest_reviews
from quotegraph.rdf.listed import listing
from quotegraph.rdf.terms import described
from quotegraph.rdf.topics import topic_quads

BATCH = 20_000
"""Quads after which a batch of articles is written."""
_CHUNK = 50_000


def put_articles(store: ox.Store, articles: Mapping[NamedNode, Sequence[Quad]], more: Iterable[Quad] = ()) -> None:
    """Put article graphs (IRI → quads) in the place of those there are, and add ``more``, in one transaction."""
    old = [article for article in articles if store.contains_named_graph(article)]
    reviews = newest_reviews(described(q.triple for q in matches(store, None, None, None, v.REVIEWS)))
    new = [*more]
    stale: list[Quad] = []
    for article, quads in articles.items():
        spoken = {quad.object for quad in quads if quad.predicate == v.SPEAKER}
        spoken |= {quad.object for quad in matches(store, None, v.SPEAKER, None, article)}
        new += quads
        new += judged(quads, reviews)
        new += (Quad(v.PENDING, v.TOUCHES, speaker, v.PENDING) for speaker in spoken)
    for article in old:
        for quad in matches(store, None, v.IN_ARTICLE, article, article):
            stale += matches(store, quad.subject, v.IN_FORCE, None, v.DERIVED)
    if old:
        drops = (f"DROP GRAPH {article} ;" for article in old)
        store.update("\n".join([*drops, _data("DELETE", stale), _data("INSERT", new)]))
    else:
        store.extend(new)


def put_review(store: ox.Store, quotation: NamedNode, review: Sequence[Quad]) -> None:
    """Add a judgement by a person on a quotation to the reviews, put it in force, and say which ones it supersedes."""
    article = next(matches(store, quotation, v.IN_ARTICLE, None, None)).object
    known = [*matches(store, None, None, None, v.REVIEWS), *review]
    links = {
        quad
        for quad in judged(
            matches(store, None, None, None, article), newest_reviews(described(q.triple for q in known))
        )
        if quad.subject == quotation
    }
    before = set(matches(store, quotation, v.IN_FORCE, None, v.DERIVED))
    node: Any = review[0].subject
    new = {*review, *(links - before)}
    new |= {Quad(node, v.SUPERSEDES, link.object, v.REVIEWS) for link in before - links}
    new |= {Quad(v.PENDING, v.TOUCHES, q.object, v.PENDING) for q in matches(store, quotation, v.SPEAKER, None, None)}
    store.update("\n".join([_data("DELETE", before - links), _data("INSERT", new)]))


def put_listed(store: ox.Store, listed: Sequence[Quad]) -> None:
    """Put a list of speakers in the place of the one there is."""
    before = listing(matches(store, None, None, None, v.REVIEWS))
    store.update("\n".join([_data("DELETE", before), _data("INSERT", listed)]))


def put_topics(store: ox.Store, topics: Sequence[Topic]) -> None:
    """Declare topics; one that was there before is replaced, one that was only named so far gets its right IRI."""
    new = set(topic_quads(topics))
    subjects: set[Any] = {quad.subject for quad in new}
    old = {quad for subject in subjects for quad in matches(store, subject, None, None, v.TOPICS)}
    steps = [_data("DELETE", old - new), _data("INSERT", new - old)]
    for topic in topics:
        undeclared, declared = v.topic_iri(v.UNDECLARED, topic.id), v.topic_iri(topic.scheme, topic.id)
        if undeclared != declared and any(matches(store, undeclared, None, None, v.TOPICS)):
            steps.append(
                f"DELETE {{ GRAPH ?g {{ ?s ?p {undeclared} }} }} INSERT {{ GRAPH ?g {{ ?s ?p {declared} }} }}"
                f" WHERE {{ GRAPH ?g {{ ?s ?p {undeclared} }} }} ;"
                f" DELETE WHERE {{ GRAPH {v.TOPICS} {{ {undeclared} ?p ?o }} }} ;"
            )
    store.update("\n".join(steps))


def settle(store: ox.Store) -> None:
    """Apply what people decided about speakers, and rebuild what is derived from all that changed."""
    made = applied(store)
    put_articles(store, made.articles, (Quad(v.PENDING, v.TOUCHES, speaker, v.PENDING) for speaker in made.touched))
    notes = list(matches(store, v.PENDING, v.TOUCHES, None, v.PENDING))
    touched = {note.object for note in notes}
    if not touched:
        return
    old = set(stored(store, touched))
    new = (quad for build in (registered(store, touched, made.decided), derived(store, touched)) for quad in build)
    if old:
        fresh = set(new)
        store.update("\n".join([_data("DELETE", old - fresh), _data("INSERT", fresh - old), _data("DELETE", notes)]))
    else:
        for chunk in _chunks(new):
            store.extend(chunk)
        store.update(_data("DELETE", notes))
    before, after = set(principals(store)), set(spoken_for(store))
    store.update("\n".join([_data("DELETE", before - after), _data("INSERT", after - before)]))


def _data(verb: str, quads: Iterable[Quad]) -> str:
    lines = (f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n} ;"


def _chunks(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    remaining = iter(quads)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
