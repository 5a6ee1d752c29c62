"""Quotations as the page's cards show them: of a thing, newest first, or of a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from quotegraph.model import STANCES
from quotegraph.serve.choice import At, Facets
from quotegraph.serve.seen import Haystack
from quotegraph.serve.texts import Numbers, folded
from quotegraph.viz.encode import GAP, MILLE

CONTENT = 1


def rows_at(facets: Facets, at: At) -> Numbers:
    """The statements of the chosen thing."""
    found: Numbers = np.flatnonzero(facets.lines_at(at)[facets.columns.statement_tie])
    return found


def quotations(facets: Facets, fails: Numbers, at: At, offset: int, limit: int) -> dict[str, Any]:
    """``limit`` quotations of the chosen thing from ``offset`` on; ``total`` pass the filters, of ``all``."""
    c = facets.columns
    rows = rows_at(facets, at)
    passing, first = np.unique(c.statement_quotation[rows[fails[rows] == 0]], return_index=True)
    dates = facets.date[rows[fails[rows] == 0][first]]
    newest = passing[np.lexsort((passing, -dates))]
    return {
        "all": len(np.unique(c.statement_quotation[rows])),
        "total": len(newest),
        "items": [quotation(facets, int(place)) for place in newest[offset : offset + limit]],
    }


def course(facets: Facets, fails: Numbers, at: At, spans: Numbers, names: list[str]) -> list[list[Any]]:
    """For each span of time the chosen thing's statements by stance; ``spans``: the span of each date."""
    rows = rows_at(facets, at)
    rows = rows[(fails[rows] == 0) & (facets.date[rows] > 0)]
    cells = spans[facets.date[rows]] * len(STANCES) + facets.at["stance"][rows]
    counts = np.bincount(cells, minlength=len(names) * len(STANCES)).reshape(-1, len(STANCES))
    return [[names[span], *counts[span].tolist()] for span in np.flatnonzero(counts.sum(1)).tolist()]


def quotation(facets: Facets, place: int) -> dict[str, Any]:
    """Everything about one quotation."""
    c = facets.columns
    article = int(c.quotation_article[place])
    rows = c.quotation_rows[c.quotation_start[place] : c.quotation_start[place + 1]]
    return {
        "place": place,
        "views": [_view(facets, int(row)) for row in rows],
        "pieces": [*_pieces(facets, place)],
        "type": c.types[c.quotation_type[place]],
        "modality": c.modalities[c.quotation_modality[place]],
        "via": c.vias[c.quotation_via[place]],
        "reviewed": bool(c.quotation_reviewed[place]),
        "article": {
            "id": c.article_ids[article],
            "title": c.article_titles[article],
            "url": c.article_urls[article],
            "publisher": c.publishers[c.article_publisher[article]],
            "date": c.dates[c.article_date[article]],
        },
    }


def _view(facets: Facets, row: int) -> dict[str, Any]:
    c = facets.columns
    tie = int(c.statement_tie[row])
    sure = int(c.statement_confidence[row])
    topic = int(c.tie_topic[tie])
    return {
        "id": tie,
        "speaker": c.speakers[c.tie_speaker[tie]],
        "topic": c.topics[topic],
        "label": c.labels[topic],
        "stance": STANCES[c.tie_stance[tie]],
        "intensity": int(c.statement_intensity[row]),
        "confidence": None if sure < 0 else sure / MILLE,
    }


def _pieces(facets: Facets, place: int) -> Iterator[list[Any]]:
    c = facets.columns
    text, begin = c.words[place], 0
    cuts = c.cuts[c.cut_ends[place] : c.cut_ends[place + 1]].tolist()
    for part, length in zip(cuts[::2], cuts[1::2], strict=True):
        yield [None, 0] if part == GAP else [text[begin : begin + length], part]
        begin += length


def search(facets: Facets, haystack: Haystack, text: str, limit: int) -> dict[str, Any]:
    """Speakers, topics and quotations that hold everything asked for."""
    c = facets.columns
    pieces = folded(text).split()
    speakers, topics, words = (np.ones(len(names), bool) for names in (c.speakers, c.topics, c.words))
    for piece in pieces:
        for found, more in zip((speakers, topics, words), haystack.holding(piece), strict=True):
            found &= more
    people = np.flatnonzero(speakers)
    most = people[np.argsort(-c.speaker_count[people], kind="stable")][:limit]
    found_words = np.flatnonzero(words)
    cards = [quotation(facets, int(place)) for place in found_words[:limit]]
    for card in cards:
        card["words"] = " … ".join(text for text, part in card["pieces"] if part == CONTENT and text)
    return {
        "speakers": [c.speakers[at] for at in most],
        "topics": [{"id": c.topics[at], "label": c.labels[at]} for at in np.flatnonzero(topics)[:limit]],
        "quotations": cards,
        "found": len(found_words),
    }
