"""Quads as JSON-LD that a person can read: articles with their quotations in them, quotations with their judgements.

The context is ``ontology/context.jsonld``; it stands in the file, so that nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from quotegraph import resources
from quotegraph.rdf import vocabulary as v

Nodes = dict[str, dict[str, list[Any]]]


def to_json_ld(quads: Iterable[Quad]) -> str:
    """Quads, which must be free of blank nodes, as a JSON-LD document.

    >>> quad = Quad(v.article_iri("a"), v.HEADLINE, Literal("Go"), v.article_iri("a"))
    >>> json.loads(to_json_ld([quad]))["@graph"][0]["@graph"]
    [{'id': 'qg:article/ca978112ca1bbdcafac2', 'title': 'Go'}]
    """
    graphs: dict[str, Nodes] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        graphs[graph][_value(quad.subject)][quad.predicate.value].append(quad.object)
    written: list[Any] = []
    for name in sorted(graphs):
        nodes = _Graph(graphs[name]).written()
        written += [{"id": _compact(name), "@graph": nodes}] if name else nodes
    document = {"@context": _context(), "@graph": written}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


class _Graph:
    """The nodes of one graph, each written once: in the node that it lies below, or else at the top."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.inside: dict[str, str] = {}
        self.members: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, values in nodes.items():
            for predicate, objects in values.items():
                for value in objects:
                    self._place(subject, predicate, value)

    def _place(self, subject: str, predicate: str, value: Any) -> None:
        if not isinstance(value, NamedNode) or value.value not in self.nodes:
            return
        if value.value.startswith(f"{subject}/"):
            self.inside.setdefault(value.value, subject)
        elif predicate in _REVERSE and subject.startswith(f"{value.value}/") and subject not in self.inside:
            self.inside[subject] = value.value
            self.members[value.value][_REVERSE[predicate]].append(subject)

    def written(self) -> list[dict[str, Any]]:
        return [self.node(subject) for subject in sorted(self.nodes) if subject not in self.inside]

    def node(self, subject: str) -> dict[str, Any]:
        out: dict[str, Any] = {"id": _compact(subject)}
        for predicate, objects in sorted(self.nodes[subject].items()):
            kept = [o for o in objects if not (predicate in _REVERSE and self.inside.get(subject) == _value(o))]
            for term, values in self._terms(subject, predicate, sorted(kept, key=str)).items():
                out[term] = values[0] if len(values) == 1 else values
        for term, members in self.members[subject].items():
            out[term] = [self.node(member) for member in sorted(members, key=self._position)]
        return out

    def _terms(self, subject: str, predicate: str, objects: list[Any]) -> Mapping[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for value in objects:
            term, written = _written(predicate, value)
            if isinstance(value, NamedNode) and self.inside.get(value.value) == subject:
                written = self.node(value.value)
            found[term].append(written)
        return found

    def _position(self, subject: str) -> tuple[int, str]:
        found = self.nodes[subject].get(v.POSITION.value)
        return (int(found[0].value) if found else 0, subject)


_REVERSE = {v.IN_ARTICLE.value: "quotations", v.OF_QUOTATION.value: "judgements"}


def _written(predicate: str, value: Any) -> tuple[str, Any]:
    """The term and the value of a triple."""
    if predicate == v.TYPE.value:
        name = _compact(_value(value))
        return "type", name[3:] if _context().get(name[3:]) == name else name
    candidates = _terms().get(predicate, ())
    if not isinstance(value, Literal):
        term = next((term for term, coerced in candidates if coerced.get("@type") == "@id"), None)
        return (term, _compact(_value(value))) if term else (_compact(predicate), {"@id": _compact(_value(value))})
    wanted = _coerced(value)
    for term, coerced in candidates:
        if coerced == wanted:
            return term, value.value
        if not coerced and (native := _native(value)) is not None:
            return term, native
    plain = candidates[0][0] if candidates else _compact(predicate)
    return plain, {"@value": value.value, **wanted} if wanted else {"@value": value.value}


def _coerced(value: Literal) -> dict[str, str]:
    if value.language:
        return {"@language": value.language}
    datatype = _compact(value.datatype.value)
    return {} if datatype == "xsd:string" else {"@type": datatype}


def _native(value: Literal) -> int | bool | None:
    """The JSON value that reads as this literal again, if there is one."""
    if value.datatype == v.BOOLEAN and value.value in ("true", "false"):
        return value.value == "true"
    if value.datatype == v.INTEGER and value.value.lstrip("-").isdecimal() and str(int(value.value)) == value.value:
        return int(value.value)
    return None


def _compact(iri: str) -> str:
    for prefix, namespace in _prefixes().items():
        if iri.startswith(namespace) and not iri.startswith(f"{namespace}//"):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _value(node: Any) -> str:
    return str(node.value) if isinstance(node, NamedNode) else str(node)


@cache
def _context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources.ontology() / "context.jsonld").read_text("utf-8"))["@context"]
    return found


@cache
def _prefixes() -> dict[str, str]:
    return {name: iri for name, iri in _context().items() if name in v.PREFIXES}


@cache
def _terms() -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Predicate → its terms, each with what it takes values for (``@type`` or ``@language``)."""
    found: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for term, meaning in _context().items():
        meaning = {"@id": meaning} if isinstance(meaning, str) else meaning
        if not isinstance(meaning, dict) or "@id" not in meaning or term in _prefixes() or meaning["@id"][0] == "@":
            continue
        found[v.iri(meaning["@id"]).value].append((term, {k: x for k, x in meaning.items() if k != "@id"}))
    return found
