"""Annotations with what their lines hold for scoring beside the format."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.lines import checked_date, from_line
from quotegraph.model import Annotation, Span, Spans
from quotegraph.sources import STDIN
from quotegraph.sources.jsonl import check_characters, objects

DECLARABLE = ("type", "modality", "parent", "entity")
_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Marked:
    """An annotation, gold or predicted, with the keys of its line that only scoring knows.

    ``not_quotative``: ids of quotations marked ``"quotative": false`` or ``"dont_care": true``; ``non_quotes``: spans
    in quotation marks that are no quotation; ``discard``: spans that nobody annotated; ``undeclared``: id of a
    quotation → those of :data:`DECLARABLE` that its line does not say.
    """

    annotation: Annotation
    not_quotative: frozenset[str] = frozenset()
    non_quotes: Spans = ()
    discard: Spans = ()
    undeclared: Mapping[str, frozenset[str]] = field(default_factory=lambda: _NOTHING)

    def declares(self, quotation_id: str, key: str) -> bool:
        """Whether the line of a quotation says its ``key``, and so can be held to it."""
        return key not in self.undeclared.get(quotation_id, ())


def marked_line(line: Mapping[str, Any], where: str = "annotation line") -> Marked:
    """The annotation of a JSON object with its marks; ``where`` opens the message of the QuotegraphError on bad ones.

    >>> quote = {"id": "q1", "content": [[0, 2]], "quotative": False}
    >>> marked_line({"doc_id": "a", "text": "Hi.", "quotes": [quote]}).not_quotative
    frozenset({'q1'})
    """
    annotation = from_line(_with_usable_date(line), where)
    quotes = [(str(quote["id"]), quote) for quote in line.get("quotes") or ()]
    length = len(annotation.article.text)
    return Marked(
        annotation,
        frozenset(name for name, quote in quotes if quote.get("quotative") is False or quote.get("dont_care")),
        _spans(line.get("non_quotes"), length, f"{where}: non_quotes"),
        _spans(line.get("discard"), length, f"{where}: discard"),
        {name: lacks for name, quote in quotes if (lacks := frozenset(k for k in DECLARABLE if not _says(quote, k)))},
    )


def _with_usable_date(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """Corpora of old papers know the year alone; scores do not ask for the day."""
    if isinstance(line, Mapping) and line.get("date"):
        try:
            checked_date(str(line["date"]), "")
        except QuotegraphError:
            return {**line, "date": None}
    return line


def _says(quote: Mapping[str, Any], key: str) -> bool:
    # a parent or an entity of null is an answer, a type or a modality of null is none
    return key in quote if key in ("parent", "entity") else bool(quote.get(key))


def _spans(value: Any, length: int, where: str) -> Spans:
    if not isinstance(value, list | None):
        raise QuotegraphError(f"{where}: a list of spans is wanted, this is {type(value).__name__}")
    out = []
    for item in value or ():
        if not (isinstance(item, list) and len(item) == 2 and all(type(place) is int for place in item)):
            raise QuotegraphError(f"{where}: {item!r} is not a span [start, end]")
        span = Span(*item)
        if not 0 <= span.start < span.end <= length:
            raise QuotegraphError(f"{where}: {item!r} lies outside the text of {length} characters")
        out.append(span)
    return tuple(out)


def read_marked(path: str, problem: Callable[[str], None]) -> list[Marked]:
    """The annotation lines of a file (``.gz`` too) or of ``-`` (standard input).

    What is wrong with one line is told to ``problem``, and the others count. A QuotegraphError where the file cannot be
    read or holds no annotation line.
    """
    where = "standard input" if path == STDIN else path
    out = []
    for place, line in objects(_lines(path, where), where, problem):
        try:
            if isinstance(line, dict) and "quotes" not in line:
                raise QuotegraphError(f"{place}: no 'quotes'; this line is left out")
            one = marked_line(line, place)
            check_characters(one.annotation.article, place)
            out.append(one)
        except QuotegraphError as error:
            problem(str(error))
    if not out:
        raise QuotegraphError(f"{where}: no annotation lines; each has doc_id, text and quotes")
    return out


def _lines(path: str, where: str) -> Iterator[bytes]:
    if path == STDIN:
        yield from sys.stdin.buffer
        return
    try:
        with gzip.open(path, "rb") if Path(path).suffix.lower() == ".gz" else open(path, "rb") as lines:
            yield from lines
    except FileNotFoundError:
        raise QuotegraphError(f"{where}: no such file") from None
    except (OSError, EOFError, ValueError, zlib.error) as error:  # ValueError: names that hold NUL
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise QuotegraphError(f"{where}: cannot be read: {reason.lower()}") from None
