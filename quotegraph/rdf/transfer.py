"""Stores out to files of other formats, and back in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat

from quotegraph.errors import QuotegraphError
from quotegraph.lines import from_line
from quotegraph.model import Annotation
from quotegraph.output import replacing
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.files import serialised
from quotegraph.rdf.graph import annotation
from quotegraph.rdf.jsonld import to_json_ld
from quotegraph.rdf.terms import described

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}
"""Suffix → format; ``.jsonl`` (annotation lines) comes on top. Turtle and N-Triples hold no graph names."""
_DERIVED = {p.value for p in (v.IN_FORCE, v.AGREES_WITH, v.DISAGREES_WITH, *v.SIDES.values())}


def format_of(path: Path) -> RdfFormat:
    """The RDF format of a file's name; a QuotegraphError lists those there are.

    >>> format_of(Path("a.trig")) == RdfFormat.TRIG
    True
    """
    if path.suffix.lower() not in FORMATS:
        allowed = ", ".join([*FORMATS, ".jsonl"])
        raise QuotegraphError(f"{path}: the suffix {path.suffix!r} is not one of {allowed}")
    return FORMATS[path.suffix.lower()]


def write(path: Path, quads: Iterable[Quad]) -> None:
    """Write quads to a file in the format of its suffix, in an order that depends on nothing but them."""
    form = format_of(path)
    if form == RdfFormat.JSON_LD:
        written = to_json_ld(quads)
    elif form.supports_datasets:
        written = serialised(quads, form)
    else:
        written = serialised({Quad(*quad.triple) for quad in quads}, form)
    with replacing(path) as file:
        file.write(written)


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: quads of article graphs, of topics, of reviews, and of what is not quotegraph's."""

    articles: dict[NamedNode, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    topics: list[Quad] = field(default_factory=list)
    reviews: list[Quad] = field(default_factory=list)
    foreign: list[Quad] = field(default_factory=list)


def read(path: Path) -> Content:
    """What an RDF file holds; what is derived is left out, as the store derives it itself.

    Where the format has no graph names, the IRIs tell what belongs where. A QuotegraphError names the file if it
    cannot be read, or holds nothing of quotegraph's, or an article that is not whole.
    """
    form = format_of(path)
    content = Content()
    try:
        for quad in ox.parse(path.read_bytes(), format=form, base_iri=v.BASE):
            _sort(quad, content)
    except (SyntaxError, ValueError) as error:
        raise QuotegraphError(f"{path}: not {path.suffix[1:]} data: {' '.join(str(error).split())}") from None
    except OSError as error:
        raise QuotegraphError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    if not (content.articles or content.topics or content.reviews):
        raise QuotegraphError(f"{path}: holds no annotated article and no topic")
    for article, quads in content.articles.items():
        try:
            annotation(article, described(quad.triple for quad in quads))
        except QuotegraphError as error:
            raise QuotegraphError(f"{path}: {error}") from None
    return content


def read_lines(path: Path) -> Iterator[Annotation]:
    """The annotations of a ``.jsonl`` file; a QuotegraphError names file and line of the first bad one."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    where = f"{path}:{number}"
                    try:
                        yield from_line(json.loads(line), where)
                    except (json.JSONDecodeError, RecursionError) as error:
                        raise QuotegraphError(f"{where}: not JSON: {error}") from None
    except OSError as error:
        raise QuotegraphError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise QuotegraphError(f"{path}: byte {error.start} is not UTF-8") from None


def _sort(quad: Quad, content: Content) -> None:
    graph, subject = quad.graph_name, quad.subject
    home: Any = graph if isinstance(graph, NamedNode) else _home(subject, quad.predicate)
    placed = Quad(subject, quad.predicate, quad.object, home or ox.DefaultGraph())
    if home in (v.REGISTER, v.DERIVED, v.PENDING):
        return
    if home == v.TOPICS:
        content.topics.append(placed)
    elif home == v.REVIEWS:
        content.reviews.append(placed)
    elif home is not None and v.is_article(home):
        content.articles[home].append(placed)
    else:
        content.foreign.append(placed)


def _home(subject: Any, predicate: NamedNode) -> NamedNode | None:
    """The graph that a triple without one belongs to; None if it is not quotegraph's."""
    if predicate.value in _DERIVED:
        return v.DERIVED
    if not isinstance(subject, NamedNode) or not subject.value.startswith(v.BASE):
        return None
    first, *rest = subject.value.removeprefix(v.BASE).split("/")
    if first == "article" and rest:
        return v.REGISTER if rest[-1] == "speaker" else NamedNode(f"{v.BASE}article/{rest[0]}")
    homes = {"topic": v.TOPICS, "review": v.REVIEWS, "reviewer": v.REVIEWS, "listed": v.REVIEWS}
    homes |= {"speaker": v.REGISTER, "organisation": v.REGISTER, "principal": v.REGISTER, "pending": v.PENDING}
    return homes.get(first)
