"""The data block as the page carries it: columns instead of rows, names once, the words compressed.

What the picture and the filters need stands in one JSON object of columns. What is read only after a click or a search
(words, titles, links) is JSON, deflated, in letters; browsers unpack it when it is asked for.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from quotegraph.viz.data import Block

GAP = 4
"""Instead of a part: text that was left out."""
MILLE = 1000
"""Probabilities are whole thousandths; -1 stands for unknown."""
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+-;=?@^_`{|}~.,/"
"""What stands for 0 to 84."""
_LEVEL = 9


def columns(rows: Block) -> dict[str, Any]:
    """What the page needs at once.

    A column of words is ``{"table": [...], "at": [...]}``, with the place of each value in the table, or one number
    where all are the same. ``ties`` are one number each (speaker, topic and stance in one), as steps from the one
    before; ``statements`` are sorted by tie and quotation, and their ties and articles of quotations are steps, too.

    >>> from quotegraph.model import Statement
    >>> from quotegraph.viz.data import block
    >>> made = columns(block([Statement("Ann", "toll", "support"), Statement("Ann", "toll", "oppose")]))
    >>> made["ties"], made["statements"]["tie"], made["speakers"]["name"]
    ([0, 1], [0, 1], ['Ann'])
    """
    names, kinds, organisations, countries, camps, speaker_counts = _columns(rows.speakers, 6)
    ids, labels, propositions, notes, topic_counts = _columns(rows.topics, 5)
    doc_ids, _, publishers, dates, _ = _columns(rows.articles, 5)
    article_of, types, _, _, _, reviewed, _ = _columns(rows.quotations, 7)
    statements = sorted(rows.statements, key=lambda row: (row[0], row[3]))
    tie, intensity, confidence, quotation = _columns(statements, 4)
    width = len(rows.topics)
    return {
        "speakers": {
            "name": names,
            "kind": _coded(kinds),
            "organisation": _coded(organisations),
            "country": _coded(countries),
            "camp": _coded(camps),
            "count": speaker_counts,
        },
        "topics": {"id": ids, "label": labels, "proposition": propositions, "note": notes, "count": topic_counts},
        "ties": _steps([(speaker * width + topic) * 3 + stance for speaker, topic, stance in rows.ties]),
        "articles": {
            "publisher": _coded(publishers),
            "date": _coded(dates),
            "count": len(doc_ids),
            "named": len({*doc_ids} - {""}),
        },
        "quotations": {
            "article": _steps(article_of),
            "type": _coded(types),
            "reviewed": _coded([int(value or 0) for value in reviewed]),
        },
        "statements": {
            "tie": _steps(tie),
            "intensity": _same(intensity),
            "confidence": _same([mille(value) for value in confidence]),
            "quotation": _steps(quotation),
        },
    }


def words(rows: Block, texts: Mapping[str, str] | None = None) -> str:
    """Words, titles and links, compressed; with ``texts`` (article id to text) the articles in full as well.

    Each quotation is one string and its cuts: part (its place in PARTS, or GAP) and length in UTF-16 units, in turn.
    """
    _, _, modalities, vias, confidences, _, pieces = _columns(rows.quotations, 7)
    ids, titles, _, _, urls = _columns(rows.articles, 5)
    said = [_whole("".join(text or "" for text, _ in row)) for row in pieces]
    cuts = [[n for text, part in row for n in _cut(text, part)] for row in pieces]
    pack: dict[str, Any] = {
        "text": said,
        "cuts": cuts,
        "modality": _coded(modalities),
        "via": _coded(vias),
        "confidence": _same([mille(value) for value in confidences]),
        "articles": {"id": ids, "title": titles, "url": urls},
    }
    if texts:
        articles = [_whole(texts.get(name, "")) for name in ids]
        pack["articles"]["text"] = articles
        pack["start"] = [
            _units(articles[row[0]][: articles[row[0]].find(text)]) if text and text in articles[row[0]] else -1
            for row, text in zip(rows.quotations, said, strict=True)
        ]
    return packed(pack)


def packed(value: Any) -> str:
    """``value`` as JSON, deflated, five letters for every four bytes.

    The first letter says how many bytes fill up the last four. None of the letters means anything in HTML.

    >>> len(packed([])), packed([])[0]
    (16, '2')
    """
    import numpy as np

    text = _whole(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    deflated = zlib.compress(text.encode(), _LEVEL)
    fours = np.frombuffer(deflated + b"\0" * (-len(deflated) % 4), ">u4").astype(np.uint32)
    letters = np.frombuffer(LETTERS.encode(), np.uint8)
    return (
        str(-len(deflated) % 4)
        + letters[np.stack([fours // 85**power % 85 for power in (4, 3, 2, 1, 0)], axis=1)].tobytes().decode()
    )


def _columns(rows: Sequence[Sequence[Any]], width: int) -> list[list[Any]]:
    return [[row[place] for row in rows] for place in range(width)]


def _coded(values: Sequence[Any]) -> dict[str, Any]:
    table: dict[Any, int] = {}
    at = [table.setdefault(value, len(table)) for value in values]
    return {"table": list(table), "at": _same(at)}


def _same(values: Sequence[int]) -> Sequence[int] | int:
    return values[0] if len(set(values)) == 1 else values


def _steps(values: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise([0, *values])]


def mille(value: float | None) -> int:
    """A probability in whole thousandths, -1 for an unknown one.

    >>> mille(0.25), mille(None)
    (250, -1)
    """
    return -1 if value is None else round(MILLE * value)


def _cut(text: str | None, part: int) -> tuple[int, int]:
    return (GAP, 0) if text is None else (part, _units(text))


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text) if not text.isascii() else len(text)


def _whole(text: str) -> str:
    """``text`` with half pairs, which no file can carry, replaced one by one."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)
