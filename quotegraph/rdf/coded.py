"""Statements that people have coded: which stances of a store's quotations are judgements by people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotegraph.model import Annotation
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.store import Store

_JUDGED = f"SELECT DISTINCT ?doc_id ?id ?topic {{ GRAPH {v.REVIEWS} {{ ?judgement {v.OF_QUOTATION} ?quotation ; \
{v.ON_TOPIC} ?topic }} GRAPH ?article {{ ?article {v.IDENTIFIER} ?doc_id . ?quotation {v.IN_ARTICLE} ?article ; \
{v.IDENTIFIER} ?id }} }}"


@dataclass(frozen=True, slots=True)
class Judged:
    """An article with the stances in force; ``by_people`` has the quotation ids and topics that people have judged."""

    annotation: Annotation
    by_people: frozenset[tuple[str, str]]


def judged_by_people(store: Store) -> Iterator[Judged]:
    """The articles of a store in which people have judged stances, in the order of ``store.annotations()``.

    >>> import tempfile
    >>> from quotegraph.rdf import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(folder, create=True) as store:
    ...     list(judged_by_people(store))
    []
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for doc_id, quotation, topic in store.query(_JUDGED).rows:
        found.setdefault(str(doc_id.value), set()).add((str(quotation.value), v.topic_id(topic.value)))
    if not found:
        return
    for annotation in store.annotations():
        if annotation.article.doc_id in found:
            yield Judged(annotation, frozenset(found[annotation.article.doc_id]))
