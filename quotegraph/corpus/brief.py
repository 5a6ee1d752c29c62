"""One article of the corpus: head lines, the marked text, one line for each quotation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotegraph.corpus.markup import Marked, marked
from quotegraph.errors import QuotegraphError
from quotegraph.lines import checked_date, to_line
from quotegraph.model import (
    MODALITIES,
    QUOTATION_TYPES,
    STANCES,
    Annotation,
    Article,
    Quotation,
    Spans,
    Speaker,
    Stance,
)

_NEEDED = ("title", "publisher", "date")
_LINE = re.compile(r"q([0-9]+):\s*(.+)")
_STANCE = re.compile(rf"([\w-]+)=({'|'.join(STANCES)})(?:/([123]))?")
_DOUBLE = frozenset('“”«»„"')
_MARKS = _DOUBLE | frozenset("‘’‚‹›'")
_SHAPE = "qN: SPEAKER | TYPE | modality | topic=stance/intensity | parent=qM | via=NAME"


@dataclass(frozen=True, slots=True)
class Brief:
    """An article with its right quotations, and ``non_quotes``: words in quotation marks that are no quotation."""

    annotation: Annotation
    non_quotes: Spans = ()

    def line(self) -> dict[str, Any]:
        """The annotation line, with ``non_quotes`` beside its keys.

        >>> from quotegraph.model import Span
        >>> Brief(Annotation(Article("a", "The “deal”.")), (Span(4, 10),)).line()["non_quotes"]
        [[4, 10]]
        """
        return {**to_line(self.annotation), "non_quotes": [list(span) for span in self.non_quotes]}


@dataclass(frozen=True, slots=True)
class _Row:
    """A quotation line, cut at its bars, with where it stands."""

    number: str
    fields: tuple[str, ...]
    where: str


def parse(source: str, file: str, doc_id: str, topics: Collection[str], cast: Mapping[str, Speaker]) -> Brief:
    """The article of a ``.brief`` file's text; ``topics`` are the ids, ``cast`` the speakers that it may name.

    A QuotegraphError names file and line, what is wrong there, and what is allowed.

    >>> head = ["title: T", "publisher: P", "date: 2030-01-02", "==="]
    >>> source = "\\n".join([*head, "{s1:Ann} {c1:says} {q1:no}.", "===", "q1: Ann | indirect"])
    >>> parse(source, "a.brief", "set/a", (), {"Ann": Speaker("ann", "Ann")}).annotation.quotations[0].cue
    (Span(start=4, end=8),)
    """
    lines = unicodedata.normalize("NFC", source).split("\n")
    borders = [i for i, line in enumerate(lines) if line.rstrip(" ") == "==="]
    if len(borders) != 2:
        raise QuotegraphError(
            f"{file}: {len(borders)} lines '===' where two are wanted: between head, text and quotation lines"
        )
    head = _head(lines[: borders[0]], file)
    text = marked(lines[borders[0] + 1 : borders[1]], file, borders[0] + 2)
    rows = _rows(lines[borders[1] + 1 :], file, borders[1] + 2)
    quotations = _nested([_quotation(row, text, topics, cast) for row in rows], rows)
    known = {row.number for row in rows}
    for (letter, number), line in text.lines.items():
        if letter != "n" and number not in known:
            raise QuotegraphError(f"{file}:{line}: mark {{{letter}{number}:}} has no quotation line q{number}")
    non_quotes = text.spans.get(("n", ""), ())
    for row, quotation in zip(rows, quotations, strict=True):
        _check_marks(quotation, quotations, non_quotes, text.text, row.where)
    article = Article(
        doc_id,
        text.text,
        head["title"],
        head["publisher"],
        head["date"],
        head.get("url") or None,
        head.get("lang", "en"),
    )
    return Brief(Annotation(article, quotations), non_quotes)


def _head(lines: Sequence[str], file: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not key and not colon:
            continue
        if not colon:
            raise QuotegraphError(
                f"{file}:{number}: {line.strip()!r} has no colon; head lines are 'title: …' and so on"
            )
        head[key] = value
        if key == "date":
            head[key] = checked_date(value, f"{file}:{number}")
    for key in _NEEDED:
        if not head.get(key):
            raise QuotegraphError(f"{file}:1: the head lacks {key!r}; it needs {', '.join(_NEEDED)}")
    return head


def _rows(lines: Sequence[str], file: str, first: int) -> list[_Row]:
    rows: dict[str, _Row] = {}
    for at, line in enumerate(lines, first):
        if not line.strip():
            continue
        where = f"{file}:{at}"
        found = _LINE.fullmatch(line.strip())
        if not found:
            raise QuotegraphError(f"{where}: {line.strip()!r} is no quotation line; it is written {_SHAPE}")
        number, fields = found[1], tuple(field.strip() for field in found[2].split("|"))
        if number in rows:
            raise QuotegraphError(f"{where}: q{number} has a line already ({rows[number].where})")
        if len(fields) < 2 or fields[1] not in QUOTATION_TYPES:
            kind = repr(fields[1]) if len(fields) > 1 else "nothing"
            raise QuotegraphError(f"{where}: q{number}: type is {kind}, is to be one of {', '.join(QUOTATION_TYPES)}")
        rows[number] = _Row(number, fields, where)
    return list(rows.values())


def _quotation(row: _Row, text: Marked, topics: Collection[str], cast: Mapping[str, Speaker]) -> Quotation:
    content, cue, source = (text.spans.get((letter, row.number), ()) for letter in "qcs")
    here = f"{row.where}: q{row.number}"
    if not content:
        raise QuotegraphError(f"{here} is not marked in the text; its content is to stand in {{q{row.number}:…}}")
    modality, parent, via = "asserted", None, None
    stances: list[Stance] = []
    for field in row.fields[2:]:
        key, _, value = (part.strip() for part in field.partition("="))
        if field in MODALITIES:
            modality = field
        elif key in ("parent", "via"):
            if not value:
                raise QuotegraphError(f"{here}: {key}= names nobody")
            parent, via = (value, via) if key == "parent" else (parent, value)
        else:
            stances += [_stance(item, topics, here) for item in map(str.strip, field.split(",")) if item]
    return Quotation(
        id=f"q{row.number}",
        content=content,
        cue=cue,
        source=source,
        type=row.fields[1],
        modality=modality,
        parent=parent,
        via=via,
        speaker=_speaker(row.fields[0], cast, here),
        stances=tuple(stances),
    )


def _speaker(name: str, cast: Mapping[str, Speaker], here: str) -> Speaker:
    if name.startswith("~") and name != "~":
        return Speaker(None, name.lstrip("~"), "unnamed")
    if name not in cast:
        raise QuotegraphError(f"{here}: {name!r} is not in cast.tsv; who has no name is written ~a senior official")
    return cast[name]


def _stance(item: str, topics: Collection[str], here: str) -> Stance:
    found = _STANCE.fullmatch(item)
    if not found:
        raise QuotegraphError(
            f"{here}: {item!r} is neither a modality ({', '.join(MODALITIES)}), nor parent=qM, via=NAME"
            f" or a stance such as topic=support/2 ({', '.join(STANCES)}; 1 to 3)"
        )
    if found[1] not in topics:
        raise QuotegraphError(f"{here}: topic {found[1]!r} is not in topics.tsv, which has {', '.join(topics)}")
    return Stance(found[1], found[2], int(found[3] or (0 if found[2] == "neutral" else 2)))


def _nested(quotations: Sequence[Quotation], rows: Sequence[_Row]) -> tuple[Quotation, ...]:
    """The quotations with their levels: one more than that of the parent."""
    parents = {quotation.id: quotation.parent for quotation in quotations}
    out = []
    for quotation, row in zip(quotations, rows, strict=True):
        way = [quotation.id]
        while (above := parents[way[-1]]) is not None:
            if above not in parents:
                raise QuotegraphError(f"{row.where}: {way[-1]}: parent {above!r} is not a quotation of this article")
            if above in way:
                raise QuotegraphError(f"{row.where}: {above} is nested in itself")
            way.append(above)
        out.append(replace(quotation, level=len(way)))
    return tuple(out)


def _check_marks(
    quotation: Quotation, quotations: Sequence[Quotation], non_quotes: Spans, text: str, where: str
) -> None:
    """Whether type and quotation marks agree; marks of nested quotations and of terms are not the content's own."""
    words = "".join(span.of(text) for span in quotation.content)
    if quotation.type == "mixed" and _MARKS.isdisjoint(words):
        raise QuotegraphError(f"{where}: {quotation.id} is mixed but holds no quotation marks: {words!r}")
    if quotation.type not in ("indirect", "stance") or _DOUBLE.isdisjoint(words):
        return
    if any(other.parent == quotation.id for other in quotations):
        return
    if any(s.start <= n.start and n.end <= s.end for n in non_quotes for s in quotation.content):
        return
    raise QuotegraphError(
        f"{where}: {quotation.id} is {quotation.type} but holds quotation marks: {words!r}; it is mixed, or the marks"
        " are those of a nested quotation (parent=) or of a term ({n:…})"
    )
