"""Topics: read from SKOS (``.ttl``) or a table (``.tsv``), checked, and written as SKOS."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from quotegraph import resources
from quotegraph.errors import QuotegraphError
from quotegraph.model import Topic
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.findings import Finding
from quotegraph.rdf.terms import Described, described, text

if TYPE_CHECKING:
    import rdflib

COLUMNS = ("id", "label", "proposition", "alternatives")
_OWN_COUNTRY = re.compile(r"\bthe speaker['’]s own\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Declared:
    """A topic as it stands in a file, before anything is known to be right about it."""

    where: str
    id: str
    labels: tuple[str, ...]
    propositions: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    note: str = ""
    own_country: bool = False


def read_topics(path: str | Path) -> tuple[Topic, ...]:
    """The topics of a ``.ttl`` or ``.tsv`` file, in its order.

    The scheme is the one in the topics' IRIs, else the file's name (``topics.tsv``: its folder's name). Raises a
    QuotegraphError with the first thing that :func:`check_topics` finds.

    >>> read_topics(resources.ontology() / "topics" / "ukraine.ttl")[0].label
    'Security guarantees for Ukraine'
    """
    declared, scheme = _read(Path(path))
    findings = _check(declared, str(path))
    if findings:
        more = f" (and {len(findings) - 1} more; `quotegraph topics {path}` lists them)" if len(findings) > 1 else ""
        raise QuotegraphError(f"{findings[0]}{more}")
    return tuple(
        Topic(
            id=topic.id,
            label=topic.labels[0],
            proposition=topic.propositions[0],
            alternatives=topic.alternatives,
            scheme=scheme,
            broader=topic.broader[0] if topic.broader else None,
            note=topic.note,
            own_country=topic.own_country,
        )
        for topic in declared
    )


def check_topics(path: str | Path) -> tuple[Finding, ...]:
    """Everything that is wrong with a topic file; a QuotegraphError if it cannot be read at all.

    >>> check_topics(resources.ontology() / "topics" / "ukraine.ttl")
    ()
    """
    declared, _ = _read(Path(path))
    return tuple(_check(declared, str(path)))


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
        out += [(scheme, v.TYPE, v.SCHEME), (scheme, v.LABEL, text(topic.scheme or v.UNDECLARED))]
        out += [(node, v.TYPE, kind) for kind in (v.TOPIC, v.CONCEPT)]
        out += [(node, v.NOTATION, text(topic.id)), (node, v.PREFERRED, _english(topic.label))]
        out.append((node, v.IN_SCHEME, scheme))
        if topic.scheme:  # topics that nobody declared have no order
            out.append((node, v.POSITION, Literal(position)))
        if topic.proposition:
            out.append((node, v.PROPOSITION, _english(topic.proposition)))
        out += [(node, v.ALTERNATIVE, _english(alternative)) for alternative in topic.alternatives]
        if topic.broader is not None:
            out.append((node, v.BROADER, v.topic_iri(topic.scheme, topic.broader)))
        else:
            out.append((node, v.TOP_CONCEPT_OF, scheme))
        if topic.note:
            out.append((node, v.NOTE, _english(topic.note)))
        if topic.own_country:
            out.append((node, v.OWN_COUNTRY, Literal(True)))
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

    Alternatives are in alphabetical order.

    >>> one = Topic("rent-cap", "Rent cap", "Rents should be capped.", ("cap",), "housing")
    >>> topics_of(described(q.triple for q in topic_quads([one]))) == (one,)
    True
    """
    found = []
    for declared, iri in _concepts(graph, "graph of topics"):
        scheme, _ = _ours(iri) or ("", "")
        position = int(_values(graph[iri], v.POSITION)[0]) if _values(graph[iri], v.POSITION) else 0
        topic = Topic(
            id=declared.id,
            label=declared.labels[0] if declared.labels else declared.id,
            proposition=declared.propositions[0] if declared.propositions else "",
            alternatives=tuple(sorted(declared.alternatives)),
            scheme="" if scheme == v.UNDECLARED else scheme,
            broader=declared.broader[0] if declared.broader else None,
            note=declared.note,
            own_country=declared.own_country,
        )
        found.append(((scheme == v.UNDECLARED, scheme, position, topic.id), topic))
    return tuple(topic for _, topic in sorted(found, key=lambda item: item[0]))


def _read(path: Path) -> tuple[list[_Declared], str]:
    readers = {".ttl": _read_turtle, ".tsv": _read_table}
    if path.suffix.lower() not in readers:
        raise QuotegraphError(f"{path}: topics are read from .ttl (SKOS) or .tsv, not from {path.suffix or 'this'!r}")
    try:
        written = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise QuotegraphError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise QuotegraphError(f"{path}: byte {error.start} is not UTF-8") from None
    stem = path.stem if path.stem != "topics" else path.resolve().parent.name
    return readers[path.suffix.lower()](path, written, stem)


def _read_table(path: Path, written: str, scheme: str) -> tuple[list[_Declared], str]:
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or [cell.strip() for cell in rows[0][:3]] != list(COLUMNS[:3]):
        raise QuotegraphError(f"{path}:1: the first line must name the columns {', '.join(COLUMNS)}, divided by tabs")
    declared = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = ["" if cell.strip() == "-" else cell.strip() for cell in row] + [""] * len(COLUMNS)
        topic, label, proposition, alternatives = cells[: len(COLUMNS)]
        declared.append(
            _Declared(
                where=f"{path}:{number}",
                id=topic,
                labels=(label,) if label else (),
                propositions=(proposition,) if proposition else (),
                alternatives=tuple(phrase.strip() for phrase in alternatives.split(";") if phrase.strip()),
                own_country=bool(_OWN_COUNTRY.search(f"{label}\n{proposition}")),
            )
        )
    return declared, scheme


def _read_turtle(path: Path, written: str, scheme: str) -> tuple[list[_Declared], str]:
    try:
        triples = [quad.triple for quad in parse(written, format=RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        raise QuotegraphError(f"{path}: not Turtle: {error}") from None
    graph = described(_in_english(triples))
    concepts = _concepts(graph, str(path))
    schemes = {ours[0] for _, iri in concepts if (ours := _ours(iri))}
    return [topic for topic, _ in concepts], schemes.pop() if len(schemes) == 1 else scheme


def _in_english(triples: Sequence[Triple]) -> Iterator[Triple]:
    """The triples without those literals in other languages of which there is an English one."""
    plain = [triple for triple in triples if isinstance(triple.object, NamedNode | BlankNode | Literal)]
    english = {(t.subject, t.predicate) for t in plain if _language(t) in ("", "en")}
    return (t for t in plain if _language(t) in ("", "en") or (t.subject, t.predicate) not in english)


def _language(triple: Triple) -> str:
    value = triple.object
    return (value.language or "").partition("-")[0].lower() if isinstance(value, Literal) else ""


def _concepts(graph: Described, where: str) -> list[tuple[_Declared, str]]:
    kinds = {v.CONCEPT.value, v.TOPIC.value}
    found = []
    for iri, node in graph.items():
        if not kinds & set(node.get(v.TYPE.value, ())):
            continue
        broader = tuple(
            v.topic_id(other) if v.TYPE.value in graph.get(other, {}) else f"<{other}>"
            for other in _values(node, v.BROADER)
        )
        topic = v.topic_id(iri)
        declared = _Declared(
            where=f"{where}: {topic}",
            id=topic,
            labels=_values(node, v.PREFERRED),
            propositions=_values(node, v.PROPOSITION),
            alternatives=_values(node, v.ALTERNATIVE),
            broader=broader,
            note=" ".join(_values(node, v.NOTE)),
            own_country=_values(node, v.OWN_COUNTRY) == ("true",),
        )
        found.append((declared, iri))
    return found


def _values(node: Mapping[str, list[str]], predicate: NamedNode) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in node.get(predicate.value, ()) if value.strip()))


def _ours(iri: str) -> tuple[str, str] | None:
    rest = iri.removeprefix(v.topic_root())
    if rest == iri or rest.count("/") != 1:
        return None
    scheme, _, topic = rest.partition("/")
    return v.decode(scheme), v.decode(topic)


def _check(declared: Sequence[_Declared], path: str) -> list[Finding]:
    findings = [] if declared else [Finding(path, "holds no topic")]
    ids = [topic.id for topic in declared]
    for number, topic in enumerate(declared):

        def say(message: str, where: str = topic.where) -> None:
            findings.append(Finding(where, message))

        if not topic.id:
            say("a topic has no id")
        elif topic.id in ids[:number]:
            say(f"the id {topic.id!r} stands twice")
        if not topic.labels:
            say(f"topic {topic.id!r} has no label")
        elif len(topic.labels) > 1:
            say(f"topic {topic.id!r} has {len(topic.labels)} preferred labels; it needs exactly one")
        if len(topic.propositions) != 1:
            count = f"{len(topic.propositions)} propositions" if topic.propositions else "no proposition"
            say(f"topic {topic.id!r} has {count}; it needs exactly one")
        if len(topic.broader) > 1:
            say(f"topic {topic.id!r} has {len(topic.broader)} broader topics; it can have one")
        for other in topic.broader:
            if other not in ids:
                say(f"topic {topic.id!r} is narrower than {other}, which is not there")
    findings += _cycles(declared)
    return findings


def _cycles(declared: Sequence[_Declared]) -> list[Finding]:
    broader = {topic.id: topic.broader[0] for topic in declared if topic.broader}
    found: dict[frozenset[str], Finding] = {}
    for topic in declared:
        seen, at = [topic.id], broader.get(topic.id)
        while at is not None and at not in seen:
            seen.append(at)
            at = broader.get(at)
        if at == topic.id:
            found.setdefault(frozenset(seen), Finding(topic.where, f"broader goes in a circle: {' > '.join(seen)}"))
    return list(found.values())


def _english(value: str) -> Literal:
    return Literal(v.clean(value), language="en")
