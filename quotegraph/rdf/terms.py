"""Strings and numbers as RDF terms, and graphs as something to look things up in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from quotegraph.errors import QuotegraphError
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.vocabulary import clean

if TYPE_CHECKING:
    from rdflib.term import Node

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Described = Mapping[str, Mapping[str, list[str]]]
"""Subject → predicate → values, all as strings: a graph as it is read."""


def text(value: str, datatype: NamedNode | None = None) -> Literal:
    """A literal of any string.

    >>> text("Go.").value
    'Go.'
    """
    return Literal(clean(value), datatype=datatype)


def decimal(value: float) -> Literal:
    """A number as ``xsd:decimal``, without exponent and without loss.

    >>> decimal(1e-7).value
    '0.0000001'
    """
    written = format(Decimal(repr(float(value))), "f")
    return Literal(written.rstrip("0").rstrip(".") if "." in written else written, datatype=v.DECIMAL)


def day(date: str) -> str | None:
    """The day of an ISO date with or without time; None for what is not one.

    >>> day("2025-09-05T10:00:00Z"), day("soon")
    ('2025-09-05', None)
    """
    try:
        return datetime.fromisoformat(date).date().isoformat()
    except ValueError:
        return None


def described(triples: Iterable[Iterable[Any]]) -> dict[str, dict[str, list[str]]]:
    """Triples by subject and predicate, to look things up in.

    >>> described([(v.iri("qg:a"), v.LABEL, text("A"))])[v.BASE + "a"][v.LABEL.value]
    ['A']
    """
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        found[subject.value][predicate.value].append(value.value)
    return found


def first(node: Mapping[str, list[str]], predicate: NamedNode) -> str | None:
    """A subject's value, of several the smallest, so that the same graph always reads the same; None without one."""
    found = node.get(predicate.value)
    return min(found) if found else None


def only(node: Mapping[str, list[str]], predicate: NamedNode, where: str) -> str:
    """A subject's value, which must be there; the QuotegraphError otherwise begins with ``where``."""
    found = first(node, predicate)
    if found is None:
        raise QuotegraphError(f"{where}: no <{predicate.value}>; this is no article that quotegraph wrote")
    return found


def to_rdflib(term: NamedNode | ox.BlankNode | ox.Literal) -> Node:
    """A term of pyoxigraph as one of rdflib.

    >>> to_rdflib(ox.Literal("Hi", language="en"))
    rdflib.term.Literal('Hi', lang='en')
    """
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == v.PREFIXES["xsd"] + "string" else URIRef(term.datatype.value)
    return Literal(term.value, datatype=datatype)
