"""Topics: read from SKOS (``.ttl``) or a table (``.tsv``), checked, and written as SKOS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from quotegraph import resources
from quotegraph.errors import QuotegraphError
from quotegraph.model import Topic
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.findings import Finding
from quotegraph.rdf.terms import Described, text
from quotegraph.rdf.topic_faults import LANGUAGES, advice, faults
from quotegraph.rdf.topic_files import Declared, concepts_of, read_declared, scheme_and_id

if TYPE_CHECKING:
    import rdflib


def read_topics(path: str | Path, languages: Sequence[str] | None = LANGUAGES) -> tuple[Topic, ...]:
    """The topics of a ``.ttl`` or ``.tsv`` file, in its order.

    The scheme is the one in the topics' IRIs, else the file's name (``topics.tsv``: its folder's name). Raises a
    QuotegraphError with the first thing that :func:`check_topics` finds; ``languages`` are those that topics can be in,
    None for any.

    >>> read_topics(resources.ontology() / "topics" / "ukraine.ttl")[0].label
    'Security guarantees for Ukraine'
    """
    declared, scheme = read_declared(Path(path))
    findings = faults(declared, str(path), languages)
    if findings:
        more = f" (and {len(findings) - 1} more; `quotegraph topics check` lists them)" if len(findings) > 1 else ""
        raise QuotegraphError(f"{findings[0]}{more}")
    return tuple(_topic(one, one.labels[0], one.propositions[0], one.alternatives, scheme) for one in declared)


def check_topics(path: str | Path, languages: Sequence[str] | None = LANGUAGES) -> tuple[Finding, ...]:
    """Everything that is wrong with a topic file; a QuotegraphError if it cannot be read at all.

    >>> check_topics(resources.ontology() / "topics" / "ukraine.ttl")
    ()
    """
    declared, _ = read_declared(Path(path))
    return tuple(faults(declared, str(path), languages))


def improve_topics(path: str | Path) -> tuple[Finding, ...]:
    """What is not wrong with a topic file but would make it better.

    >>> improve_topics(resources.ontology() / "topics" / "ukraine.ttl")
    ()
    """
    declared, _ = read_declared(Path(path))
    return tuple(advice(declared))


def default_topics() -> tuple[Topic, ...]:
    """The topics that ship with quotegraph.

    >>> len(default_topics())
    15
    """
    folder = resources.ontology() / "topics"
    return tuple(topic for path in sorted(folder.glob("*.ttl")) for topic in read_topics(path))


def topic_quads(topics: Iterable[Topic]) -> list[Quad]:
    """The topics as SKOS concepts in the graph of topics.

    >>> len(topic_quads([Topic("rent-cap", "Rent cap", "Rents should be capped.", scheme="housing")]))
    10
    """
    out: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = []
    for position, topic in enumerate(topics, 1):
        scheme, node = v.scheme_iri(topic.scheme or v.UNDECLARED), v.topic_iri(topic.scheme, topic.id)

        def said(value: str, lang: str = topic.lang) -> Literal:
            return Literal(v.clean(value), language=lang)

        out += [(scheme, v.TYPE, v.SCHEME), (scheme, v.LABEL, text(topic.scheme or v.UNDECLARED))]
        out += [(node, v.TYPE, kind) for kind in (v.TOPIC, v.CONCEPT)]
        out += [(node, v.NOTATION, text(topic.id)), (node, v.PREFERRED, said(topic.label))]
        out.append((node, v.IN_SCHEME, scheme))
        if topic.scheme:  # topics that nobody declared have no order
            out.append((node, v.POSITION, Literal(position)))
        if topic.proposition:
            out.append((node, v.PROPOSITION, said(topic.proposition)))
        out += [(node, v.ALTERNATIVE, said(alternative)) for alternative in topic.alternatives]
        out += [(node, v.EXAMPLE_FOR, said(example)) for example in topic.supporting]
        out += [(node, v.EXAMPLE_AGAINST, said(example)) for example in topic.opposing]
        if topic.broader is not None:
            out.append((node, v.BROADER, v.topic_iri(topic.scheme, topic.broader)))
        else:
            out.append((node, v.TOP_CONCEPT_OF, scheme))
        if topic.note:
            out.append((node, v.NOTE, said(topic.note)))
        if topic.own_country:
            out.append((node, v.OWN_COUNTRY, Literal(True)))
        if topic.lang != "en":
            out.append((node, v.IN_LANGUAGE, text(topic.lang)))
    return [Quad(*triple, v.TOPICS) for triple in out]


def topics_graph(topics: Sequence[Topic]) -> rdflib.Graph:
    """The topics as an rdflib graph, ready for ``.serialize()``.

    >>> g = topics_graph([Topic("rent-cap", "Rent cap", "Rents should be capped.", scheme="housing")])
    >>> "qg:proposition" in g.serialize()
    True
    """
    import rdflib

    from quotegraph.rdf.terms import to_rdflib

    graph = rdflib.Graph()
    for prefix in ("qg", "skos"):
        graph.bind(prefix, v.PREFIXES[prefix])
    for quad in topic_quads(topics):
        graph.add(tuple(to_rdflib(term) for term in quad.triple))  # type: ignore[arg-type]
    return graph


def topics_of(graph: Described) -> tuple[Topic, ...]:
    """The topics that a store's graph of topics holds, by scheme and position, undeclared ones last.

    Alternatives and examples are in alphabetical order.

    >>> from quotegraph.rdf.terms import described
    >>> one = Topic("rent-cap", "Rent cap", "Rents should be capped.", ("cap",), "housing")
    >>> topics_of(described(q.triple for q in topic_quads([one]))) == (one,)
    True
    """
    found = []
    for declared, iri in concepts_of(graph, "graph of topics"):
        scheme, _ = scheme_and_id(iri) or ("", "")
        positions = graph[iri].get(v.POSITION.value, ())
        topic = _topic(
            declared,
            declared.labels[0] if declared.labels else declared.id,
            declared.propositions[0] if declared.propositions else "",
            tuple(sorted(declared.alternatives)),
            "" if scheme == v.UNDECLARED else scheme,
        )
        position = int(positions[0]) if positions else 0
        found.append(((scheme == v.UNDECLARED, scheme, position, topic.id), topic))
    return tuple(topic for _, topic in sorted(found, key=lambda item: item[0]))


def _topic(declared: Declared, label: str, proposition: str, alternatives: tuple[str, ...], scheme: str) -> Topic:
    return Topic(
        id=declared.id,
        label=label,
        proposition=proposition,
        alternatives=alternatives,
        scheme=scheme,
        broader=declared.broader[0] if declared.broader else None,
        note=declared.note,
        own_country=declared.own_country,
        supporting=tuple(sorted(declared.supporting)),
        opposing=tuple(sorted(declared.opposing)),
        lang=declared.lang,
    )
