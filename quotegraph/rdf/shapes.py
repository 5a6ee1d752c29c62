"""Whether a store keeps to the SHACL shapes of ``ontology/shapes.ttl``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quotegraph import resources
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.findings import Finding
from quotegraph.rdf.terms import to_rdflib

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from quotegraph.rdf.store import Store

_ALL = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {v.PENDING}) }}"

_IRI = re.compile(rf"{re.escape(v.BASE)}[^\s<>]+")


def validate(store: Store) -> list[Finding]:
    """What is wrong in a store, by node and message; an empty list if it keeps to all shapes.

    >>> import tempfile
    >>> from quotegraph.rdf import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/a.trig", create=True) as store:
    ...     validate(store)
    []
    """
    import rdflib

    data = rdflib.Graph()
    for triple in store.query(_ALL).triples or ():
        data.add(tuple(to_rdflib(term) for term in (triple.subject, triple.predicate, triple.object)))  # type: ignore[arg-type]
    return violations(data)


def violations(data: rdflib.Graph) -> list[Finding]:
    """What is wrong in a graph.

    >>> import rdflib
    >>> data = rdflib.Graph().parse(data="<x:y> a <https://w3id.org/quotegraph/Role> .", format="ttl")
    >>> print(*violations(data))
    <x:y>: a role has exactly one name
    """
    from pyshacl import validate as shacl
    from rdflib import RDF, SH, URIRef

    _, report, _ = shacl(data, shacl_graph=_shapes(), inference="none", meta_shacl=False)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = str(report.value(result, SH.resultMessage))
        by_query = report.value(result, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent
        node = report.value(result, SH.value if by_query else SH.focusNode)
        found.add(Finding(_called(data, node), _IRI.sub(lambda iri: _called(data, URIRef(iri[0])), message)))
    return sorted(found, key=lambda finding: (finding.where, finding.message))


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(resources.ontology() / "shapes.ttl")


def _called(data: rdflib.Graph, node: Node | None) -> str:
    """A node as a person would call it: article#quotation, a name, or else its IRI without the namespace."""
    from rdflib import RDFS, URIRef

    iri = str(node)
    if not isinstance(node, URIRef):
        return iri
    above = re.match(rf"({re.escape(v.BASE)}article/[^/]+)(/quotation/[^/]+)?(/.*)?$", iri)
    if above:
        names = [data.value(URIRef(above[1]), URIRef(v.IDENTIFIER.value))]
        if above[2]:
            names.append(data.value(URIRef(above[1] + above[2]), URIRef(v.IDENTIFIER.value)))
        if all(names):
            return "#".join(map(str, names)) + (f" ({above[3][1:]})" if above[3] else "")
    label = data.value(node, RDFS.label)
    return f"{label} <{iri}>" if label else f"<{iri}>"
