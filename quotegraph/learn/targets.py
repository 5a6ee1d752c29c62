"""Targets of the tagger: annotation lines to what each word piece is and where the pointers of contents lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quotegraph.extract.tagger import CHANNELS, LINKS, Ints, Pieces, pieces
from quotegraph.model import Span

UNKNOWN = -100
"""A target that the annotation style says nothing about."""
NONE = -1
"""A pointer that leads nowhere."""
_LEADS = ("that ", "whether ")
_AT = {name: i for i, name in enumerate(CHANNELS)}


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """An article for training: its pieces, targets (pieces, channels; UNKNOWN where the style does not say), and links
    (pieces, 3): the piece pointed to, NONE for nothing, UNKNOWN off the first pieces of contents."""

    doc_id: str
    style: str
    pieces: Pieces
    targets: NDArray[np.int8]
    links: Ints


def example(tokenizer: Tokenizer, row: dict[str, Any], style: str) -> Example:
    """Targets of one annotation line."""
    text = row["text"]
    found = pieces(tokenizer, text)
    targets = np.zeros((len(found), len(CHANNELS)), dtype=np.int8)
    links = np.full((len(found), len(LINKS)), UNKNOWN, dtype=np.int64)
    targets[:, _AT["quotative"]] = UNKNOWN
    for span in row.get("non_quotes") or ():
        first, last = found.range(Span(*span))
        targets[first:last, _AT["term"]] = 1
    for quote in sorted(row["quotes"], key=lambda q: -q["level"]):
        _mark_quote(text, found, targets, links, quote, style)
    if style != "brief":
        for name in ("inside2", "begin2", "end2", "term"):
            targets[:, _AT[name]] = UNKNOWN
    return Example(row["doc_id"], style, found, targets, links)


def _mark_quote(text: str, found: Pieces, targets: Any, links: Ints, quote: dict[str, Any], style: str) -> None:
    nested = "" if quote["level"] == 1 else "2"
    if nested and style != "brief":
        return
    ends: dict[str, int] = {}
    for name in ("source", "cue"):
        ends[name] = NONE
        for span in quote.get(name) or ():
            first, last = found.range(_tidy(text, Span(*span)))
            if first < last:
                targets[first:last, _AT[name]] = 1
                if ends[name] == NONE:
                    ends[name] = first
    whole = NONE
    quotative = quote.get("quotative", quote.get("type") != "stance")
    for span in quote["content"]:
        first, last = found.range(_tidy(text, Span(*span)))
        if first >= last:
            continue
        whole = first if whole == NONE else whole
        targets[first:last, _AT["inside" + nested]] = 1
        targets[first, _AT["begin" + nested]] = 1
        targets[last - 1, _AT["end" + nested]] = 1
        if not nested:
            targets[first:last, _AT["quotative"]] = int(quotative)
        links[first] = ends["source"], ends["cue"], whole


def _tidy(text: str, span: Span) -> Span:
    """Borders as the open corpus sets them: no introducing that/whether, no closing comma."""
    start, end = span
    lead = next((lead for lead in _LEADS if text[start : start + len(lead)].casefold() == lead), "")
    start += len(lead) if start + len(lead) < end else 0
    while end > start + 1 and text[end - 1] in ", ":
        end -= 1
    return Span(start, end)
