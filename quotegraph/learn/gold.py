"""What the models learn from: annotation lines of a file or of a folder of marked-up articles, with their origin."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotegraph.corpus import read_corpus
from quotegraph.errors import QuotegraphError
from quotegraph.lines import from_line, to_line
from quotegraph.model import Annotation

UNSTATED = "not stated"

Row = dict[str, Any]
"""An annotation line with all keys of the format, with ``non_quotes``, and ``quotative`` where a quotation has it."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus to learn from: its lines (none of the sets left out), in which style, how often a pass, which licence.

    ``left_out`` are the lines of the sets left out, for measuring on them.
    """

    place: Path
    rows: tuple[Row, ...]
    left_out: tuple[Row, ...] = ()
    style: str = "brief"
    times: float = 1.0
    licence: str = UNSTATED

    def annotations(self) -> list[Annotation]:
        """The articles to learn from."""
        return [from_line(row, str(self.place)) for row in self.rows]


def set_of(doc_id: str) -> str:
    """The set an article belongs to: what stands before the first slash of its id.

    >>> set_of("rent-cap/03")
    'rent-cap'
    """
    return doc_id.split("/")[0]


def read_corpora(
    places: Sequence[tuple[Path, str, float]], without: Sequence[str] = (), licences: Sequence[str] = ()
) -> list[Corpus]:
    """The corpora at places, each with its style and how often it is seen; ``without`` are sets to leave out.

    ``licences`` holds one for each place, one for all, or none. A QuotegraphError says what is wrong with a line, that
    nothing is left to learn from, or that a set to leave out is not there.
    """
    out, sets = [], set()
    for (place, style, times), licence in zip(places, licences_of(len(places), licences), strict=True):
        found = list(rows(place))
        names = [set_of(row["doc_id"]) for row in found]
        sets |= set(names)
        seen = tuple(row for row, name in zip(found, names, strict=True) if name not in without)
        aside = tuple(row for row, name in zip(found, names, strict=True) if name in without)
        if not seen:
            raise QuotegraphError(f"{place}: no articles to learn from{' but those left out' if aside else ''}")
        out.append(Corpus(place, seen, aside, style, times, licence))
    for name in without:
        if name not in sets:
            raise QuotegraphError(f"there is no set {name!r} to leave out; there are {', '.join(sorted(sets)[:20])}")
    return out


def licences_of(places: int, licences: Sequence[str]) -> list[str]:
    """One licence for each place, where one for each is given, one for all, or none.

    >>> licences_of(2, ["CC0"]), licences_of(1, [])
    (['CC0', 'CC0'], ['not stated'])
    """
    if len(licences) not in (0, 1, places):
        raise QuotegraphError(f"{len(licences)} licences for {places} corpora; give one for each, or one for all")
    return list(licences) if len(licences) == places else list(licences or [UNSTATED]) * places


def rows(place: Path) -> Iterator[Row]:
    """The annotation lines of a JSON lines file (``.gz`` too) or of a folder of ``.brief`` files.

    >>> next(rows(Path("no-file.jsonl")))
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no-file.jsonl: cannot be read: no such file or directory
    """
    if place.is_dir():
        for brief in read_corpus(place):
            yield brief.line()
        return
    for line, where in numbered(place):
        yield _row(line, where)


def numbered(place: Path) -> Iterator[tuple[bytes, str]]:
    """The lines of a file (``.gz`` too) that are not blank, each with its place (file and number)."""
    try:
        with gzip.open(place, "rb") if place.suffix.lower() == ".gz" else place.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield line, f"{place}:{number}"
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise QuotegraphError(f"{place}: cannot be read: {reason.lower()}") from None


def _row(line: bytes, where: str) -> Row:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise QuotegraphError(
            f"{where}: no JSON: {error}; a corpus is a folder of .brief files or JSON lines"
        ) from None
    annotation = from_line(given, where)
    row = to_line(annotation)
    for quote, said in zip(row["quotes"], given.get("quotes") or (), strict=True):
        if "quotative" in said:
            quote["quotative"] = bool(said["quotative"])
    row["non_quotes"] = _spans(given.get("non_quotes"), len(annotation.article.text), f"{where}: non_quotes")
    return row


def _spans(value: Any, length: int, where: str) -> list[list[int]]:
    if not isinstance(value, list | None):
        raise QuotegraphError(f"{where}: a list of spans is wanted, this is {type(value).__name__}")
    for item in value or ():
        whole = isinstance(item, list) and len(item) == 2 and all(type(i) is int for i in item)
        if not whole or not 0 <= item[0] < item[1] <= length:
            raise QuotegraphError(
                f"{where}: {item!r} is not a span [start, end] inside the text of {length} characters"
            )
    return value or []
