"""Marks in a text: ``{q1:…}`` content, ``{c1:…}`` cue, ``{s1:…}`` source, ``{n:…}`` marks that hold no quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotegraph.errors import QuotegraphError
from quotegraph.model import Span

_OPEN = re.compile(r"\{(?:([qsc])([0-9]+)|n):")
_LISTED = ("-", "•", ">", "*")
_NEAR = 30  # characters of the text that a complaint shows

Place = tuple[str, str]
"""A mark's letter and number: ``("q", "1")``; ``("n", "")``."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks; ``spans`` has those of each mark in order of the text, ``lines`` where each stands."""

    text: str
    spans: dict[Place, tuple[Span, ...]]
    lines: dict[Place, int]


def marked(lines: Sequence[str], file: str, first: int = 1) -> Marked:
    """The text and marks of lines, of which the first is line ``first`` of ``file``.

    Paragraphs are divided by empty lines; inside of one, a line end is a space, but in a list (lines that begin with
    ``-``, ``•``, ``>`` or ``*``) it stays. A QuotegraphError says which mark is open, empty or stray.

    >>> found = marked(["{s1:She} {c1:says} {q1:no", "way}."], "a.brief")
    >>> found.text, found.spans[("q", "1")]
    ('She says no way.', (Span(start=9, end=15),))
    """
    source, numbers = _joined(lines, first)
    plain: list[str] = []
    opened: list[tuple[Place, int, int]] = []
    spans: dict[Place, list[Span]] = {}
    places: dict[Place, int] = {}
    at = 0
    while at < len(source):
        where = f"{file}:{numbers[at]}"
        if found := _OPEN.match(source, at):
            opened.append(((found[1] or "n", found[2] or ""), len(plain), numbers[at]))
            at = found.end()
            continue
        if source[at] == "{":
            near = source[at : at + _NEAR]
            raise QuotegraphError(
                f"{where}: '{{' opens no mark: {near!r}; marks are {{q1:…}} {{c1:…}} {{s1:…}} {{n:…}}"
            )
        if source[at] == "}":
            if not opened:
                raise QuotegraphError(f"{where}: '}}' closes no mark: {source[max(0, at - _NEAR) : at + 1]!r}")
            place, start, line = opened.pop()
            spans.setdefault(place, []).append(_checked(Span(start, len(plain)), plain, place, f"{file}:{line}"))
            places[place] = min(line, places.get(place, line))
        else:
            plain.append(source[at])
        at += 1
    if opened:
        place, _, line = opened[-1]
        raise QuotegraphError(f"{file}:{line}: mark {{{''.join(place)}: is not closed by '}}'")
    return Marked("".join(plain), {place: tuple(sorted(found)) for place, found in spans.items()}, places)


def _joined(lines: Sequence[str], first: int) -> tuple[str, list[int]]:
    """The paragraphs, two line ends between them, and the line of each character."""
    out: list[str] = []
    numbers: list[int] = []
    paragraph: list[tuple[str, int]] = []
    for number, line in enumerate([*lines, ""], first):
        if line.strip():
            paragraph.append((line.strip(), number))
            continue
        if paragraph:
            between = "\n" if paragraph[0][0].startswith(_LISTED) else " "
            for i, (part, part_number) in enumerate(paragraph):
                lead = between if i else "\n\n" if out else ""
                out.append(lead + part)
                numbers += [part_number] * (len(lead) + len(part))
        paragraph = []
    return "".join(out), numbers


def _checked(span: Span, plain: Sequence[str], place: Place, where: str) -> Span:
    if span.start == span.end:
        raise QuotegraphError(f"{where}: mark {{{''.join(place)}:}} is empty")
    if plain[span.start].isspace() or plain[span.end - 1].isspace():
        held = "".join(plain[span.start : span.end])
        raise QuotegraphError(
            f"{where}: mark {{{''.join(place)}:}} begins or ends with white space: {held[:_NEAR]!r}; mark words only"
        )
    return span
