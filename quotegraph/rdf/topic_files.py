"""Files of topics as they stand, right or wrong: SKOS (``.ttl``) or a table (``.tsv``)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from quotegraph.errors import QuotegraphError
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.terms import Described, described

COLUMNS = ("id", "label", "proposition", "alternatives", "broader", "note", "for", "against")
"""Of a table: the first three must be there in this order, the others where they are wanted."""

_NEEDED = COLUMNS[:3]
_OWN_COUNTRY = re.compile(r"\bthe speaker['’]s own\b", re.IGNORECASE)
_DIVIDED = {"alternatives": ";", "for": "|", "against": "|"}
_READ = (v.PREFERRED, v.PROPOSITION, v.ALTERNATIVE, v.NOTE, v.EXAMPLE_FOR, v.EXAMPLE_AGAINST)


@dataclass(frozen=True, slots=True)
class Declared:
    """A topic as a file has it; ``where`` is its file and line, ``places`` those of values; ``lang`` its language."""

    where: str
    id: str
    labels: tuple[str, ...]
    propositions: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    note: str = ""
    own_country: bool = False
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()
    lang: str = "en"
    places: Mapping[str, str] = field(default_factory=dict)

    def at(self, value: str) -> str:
        """File and line of a value, as far as it is known."""
        return self.places.get(value, self.where)


def read_declared(path: Path) -> tuple[list[Declared], str]:
    """The topics that a file declares and the name of their scheme; a QuotegraphError if it cannot be read at all."""
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


def concepts_of(graph: Described, where: str) -> list[tuple[Declared, str]]:
    """The topics of a graph, each with its IRI.

    >>> concepts_of({}, "nowhere")
    []
    """
    kinds = {v.CONCEPT.value, v.TOPIC.value}
    found = []
    for iri, node in graph.items():
        if not kinds & set(node.get(v.TYPE.value, ())):
            continue
        broader = tuple(
            v.topic_id(other) if v.TYPE.value in graph.get(other, {}) else f"<{other}>"
            for other in _values(node, v.BROADER)
        )
        declared = Declared(
            where=where,
            id=v.topic_id(iri),
            labels=_values(node, v.PREFERRED),
            propositions=_values(node, v.PROPOSITION),
            alternatives=_values(node, v.ALTERNATIVE),
            broader=broader,
            note=" ".join(_values(node, v.NOTE)),
            own_country=_values(node, v.OWN_COUNTRY) == ("true",),
            supporting=_values(node, v.EXAMPLE_FOR),
            opposing=_values(node, v.EXAMPLE_AGAINST),
            lang=min(_values(node, v.IN_LANGUAGE), default="en"),
        )
        found.append((declared, iri))
    return found


def scheme_and_id(iri: str) -> tuple[str, str] | None:
    """The scheme and the id in the IRI of a topic of ours; None for others.

    >>> scheme_and_id(v.topic_iri("housing", "rent-cap").value)
    ('housing', 'rent-cap')
    """
    rest = iri.removeprefix(v.topic_root())
    if rest == iri or rest.count("/") != 1:
        return None
    scheme, _, topic = rest.partition("/")
    return v.decode(scheme), v.decode(topic)


def _read_table(path: Path, written: str, scheme: str) -> tuple[list[Declared], str]:
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    header = [cell.strip() for cell in rows[0]] if rows else []
    if tuple(header[:3]) != _NEEDED:
        raise QuotegraphError(
            f"{path}:1: the first line must name the columns {', '.join(COLUMNS[:4])}, divided by tabs"
        )
    for name in header:
        if name not in COLUMNS or header.count(name) > 1:
            said = "stands twice" if name in COLUMNS else f"is none of {', '.join(COLUMNS)}"
            raise QuotegraphError(f"{path}:1: the column {name!r} {said}")
    declared = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[len(header) :]):
            raise QuotegraphError(f"{path}:{number}: {len(row)} cells, but the first line names {len(header)} columns")
        cells = dict.fromkeys(COLUMNS, "") | {
            name: "" if cell.strip() == "-" else cell.strip() for name, cell in zip(header, row, strict=False)
        }
        several = {name: _parts(cells[name], mark) for name, mark in _DIVIDED.items()}
        declared.append(
            Declared(
                where=f"{path}:{number}",
                id=cells["id"],
                labels=(cells["label"],) if cells["label"] else (),
                propositions=(cells["proposition"],) if cells["proposition"] else (),
                alternatives=several["alternatives"],
                broader=(cells["broader"],) if cells["broader"] else (),
                note=cells["note"],
                own_country=bool(_OWN_COUNTRY.search(f"{cells['label']}\n{cells['proposition']}")),
                supporting=several["for"],
                opposing=several["against"],
            )
        )
    return declared, scheme


def _parts(cell: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(mark) if part.strip())


def _read_turtle(path: Path, written: str, scheme: str) -> tuple[list[Declared], str]:
    try:
        triples = [quad.triple for quad in parse(written, format=RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise QuotegraphError(f"{path}{f':{line}' if line else ''}: not Turtle: {error}") from None
    plain = [
        triple
        for triple in triples
        if isinstance(triple.subject, NamedNode | BlankNode)
        and isinstance(triple.object, NamedNode | BlankNode | Literal)
    ]
    graph = described(_in_english(plain))
    concepts = concepts_of(graph, str(path))
    schemes = {ours[0] for _, iri in concepts if (ours := scheme_and_id(iri))}
    lines = written.splitlines()
    languages = _languages(plain)
    found = [_placed(topic, iri, lines, str(path), languages.get(f"<{iri}>", "en")) for topic, iri in concepts]
    return found, schemes.pop() if len(schemes) == 1 else scheme


def _placed(topic: Declared, iri: str, lines: Sequence[str], path: str, lang: str) -> Declared:
    """The topic with the lines that it and its values stand in, where they are written as one would expect."""
    first = _line_of(iri, lines)
    if first is None:
        return replace(topic, where=f"{path}: {topic.id}", lang=lang)
    places = {}
    for value in (*topic.labels, *topic.propositions, *topic.supporting, *topic.opposing):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        number = next((n for n, line in enumerate(lines[first:], first) if value in line or escaped in line), None)
        if number is not None:
            places[value] = f"{path}:{number + 1}"
    return replace(topic, where=f"{path}:{first + 1}", lang=lang, places=places)


def _line_of(iri: str, lines: Sequence[str]) -> int | None:
    """The index of the line that a subject stands at the beginning of: whole, shortened by a base or by a prefix."""
    short = re.escape(v.last(iri))
    start = re.compile(rf"\s*(?:<{re.escape(iri)}>|<[^>]*{short}>|[\w.-]*:{short}(?=[\s;]|$))")
    return next((number for number, line in enumerate(lines) if start.match(line)), None)


def _languages(triples: Sequence[Triple]) -> dict[str, str]:
    """Subject → a language other than English in which a topic has its label or proposition and no English one."""
    found: dict[tuple[str, str], set[str]] = {}
    for triple in triples:
        if triple.predicate in (v.PREFERRED, v.PROPOSITION) and isinstance(triple.object, Literal):
            found.setdefault(_key(triple), set()).add(_language(triple) or "en")
    out: dict[str, str] = {}
    for (iri, _), languages in sorted(found.items()):
        if "en" not in languages:
            out.setdefault(iri, min(languages))
    return out


def _in_english(triples: Sequence[Triple]) -> Iterator[Triple]:
    """The triples, of what is said in several languages those in English, else those in the first by its code."""
    kept: dict[tuple[str, str], str] = {}
    for triple in triples:
        if triple.predicate in _READ:
            key, lang = _key(triple), _language(triple) or "en"
            kept[key] = min(kept.get(key, lang), lang, key=lambda one: (one != "en", one))
    for triple in triples:
        if (_language(triple) or "en") == kept.get(_key(triple), _language(triple) or "en"):
            yield triple


def _key(triple: Triple) -> tuple[str, str]:
    return str(triple.subject), triple.predicate.value


def _language(triple: Triple) -> str:
    value = triple.object
    return (value.language or "").partition("-")[0].lower() if isinstance(value, Literal) else ""


def _values(node: Mapping[str, list[str]], predicate: NamedNode) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in node.get(predicate.value, ()) if value.strip()))
