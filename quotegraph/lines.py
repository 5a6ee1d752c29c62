"""Annotation lines: the JSON form of an :class:`~quotegraph.model.Annotation`, one article a line.

``to_line`` and ``from_line`` are inverse to each other for all fields of the format; keys that are not part of the
format are ignored on reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.model import (
    KINDS,
    MODALITIES,
    QUOTATION_TYPES,
    STANCES,
    Annotation,
    Article,
    Mention,
    Quotation,
    Span,
    Spans,
    Speaker,
    Stance,
)

_LINE_ENDS = re.compile(
    "[\x7f-\x9f\u2028\u2029\ud800-\udfff]"
)  # some programs break lines at them, some cannot write them


def to_line(annotation: Annotation) -> dict[str, Any]:
    """The annotation as a JSON object.

    >>> to_line(Annotation(Article("a", "Hi.")))["quotes"]
    []
    """
    article = annotation.article
    line = {
        "doc_id": article.doc_id,
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "url": article.url,
        "lang": article.lang,
        "text": article.text,
        "quotes": [_quote(quotation) for quotation in annotation.quotations],
    }
    if annotation.mentions:
        line["mentions"] = mentions_of(annotation)
    return line


def mentions_of(annotation: Annotation) -> list[dict[str, Any]]:
    """The mentions of an annotation as JSON objects.

    >>> mentions_of(Annotation(Article("a", "Mara left."), mentions=(Mention(Span(0, 4), "mara", name="Mara"),)))
    [{'span': [0, 4], 'entity': 'mara', 'name': 'Mara', 'kind': 'person', 'wikidata': None, 'confidence': 1.0}]
    """
    return [_mention(mention) for mention in annotation.mentions]


def written(annotation: Annotation) -> str:
    r"""The annotation as one line of a JSON lines file, without the line end.

    >>> written(Annotation(Article("a", "Go,\u2028he said.\n")))[-44:]
    '"text": "Go,\\u2028he said.\\n", "quotes": []}'
    """
    return dumped(to_line(annotation))


def dumped(line: Mapping[str, Any]) -> str:
    r"""A JSON object as one line that every program takes for one and can write, without the line end.

    >>> dumped({"text": "Go,\u2028she said.\n"})
    '{"text": "Go,\\u2028she said.\\n"}'
    """
    text = json.dumps(line, ensure_ascii=False, allow_nan=False)
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _quote(quotation: Quotation) -> dict[str, Any]:
    speaker = quotation.speaker
    out: dict[str, Any] = {
        "id": quotation.id,
        "content": [list(span) for span in quotation.content],
        "cue": [list(span) for span in quotation.cue],
        "source": [list(span) for span in quotation.source],
        "speaker": speaker.name if speaker else None,
        "entity": speaker.key if speaker else None,
        "kind": speaker.kind if speaker else None,
        "type": quotation.type,
        "modality": quotation.modality,
        "level": quotation.level,
        "parent": quotation.parent,
        "via": quotation.via,
        "confidence": quotation.confidence,
        "stances": [
            {"topic": s.topic, "stance": s.stance, "intensity": s.intensity, "confidence": s.confidence}
            for s in quotation.stances
        ],
    }
    if speaker:
        for name in ("wikidata", "role", "organisation", "country", "gender", "speaks_for", "camp"):
            if getattr(speaker, name):
                out[name] = getattr(speaker, name)
    if quotation.rule:
        out["rule"] = quotation.rule
    return out


def _mention(mention: Mention) -> dict[str, Any]:
    out: dict[str, Any] = {
        "span": list(mention.span),
        "entity": mention.key,
        "name": mention.name,
        "kind": mention.kind,
        "wikidata": mention.wikidata,
        "confidence": mention.confidence,
    }
    if mention.rule:
        out["rule"] = mention.rule
    return out


def from_line(line: Mapping[str, Any], where: str = "annotation line") -> Annotation:
    """The annotation of a JSON object; ``where`` (file:line) opens the message of the QuotegraphError on bad ones.

    >>> from_line({"doc_id": "a", "text": "Hi.", "quotes": []}).article.doc_id
    'a'
    """
    article = article_from_line(line, where)
    quotes = _list(line.get("quotes"), f"{where}: quotes")
    found = tuple(
        _quotation(quote, article.text, f"{where}: quotation {number}") for number, quote in enumerate(quotes, 1)
    )
    _check_ids(found, where)
    mentions = _list(line.get("mentions"), f"{where}: mentions")
    return Annotation(
        article,
        found,
        tuple(_read_mention(one, article.text, f"{where}: mention {number}") for number, one in enumerate(mentions, 1)),
    )


def _check_ids(quotations: tuple[Quotation, ...], where: str) -> None:
    parents: dict[str, str | None] = {}
    for quotation in quotations:
        if quotation.id in parents:
            raise QuotegraphError(f"{where}: quotation id {quotation.id!r} stands twice")
        parents[quotation.id] = quotation.parent
    settled: set[str] = set()
    for quotation in quotations:
        way: list[str] = []
        at: str | None = quotation.id
        while at is not None and at not in settled:
            if at not in parents:
                raise QuotegraphError(f"{where}: quotation {way[-1]!r}: parent {at!r} is not there")
            if at in way:
                raise QuotegraphError(f"{where}: quotation {at!r} is nested in itself")
            way.append(at)
            at = parents[at]
        settled.update(way)


def article_from_line(line: Mapping[str, Any], where: str = "line") -> Article:
    """The article of a JSON object with ``doc_id`` (or ``id``) and ``text``; every other key but the known is ignored.

    >>> article_from_line({"id": 7, "text": "Hi."}).doc_id
    '7'
    """
    if not isinstance(line, Mapping):
        raise QuotegraphError(f"{where}: a JSON object is wanted, this is {type(line).__name__}")
    doc_id = line.get("doc_id")
    if doc_id is None:
        doc_id = line.get("id")
    if doc_id is None or str(doc_id).strip() == "":
        raise QuotegraphError(f"{where}: no 'doc_id'; each line needs doc_id (or id) and text")
    if isinstance(doc_id, bool) or not isinstance(doc_id, str | int):
        raise QuotegraphError(f"{where}: 'doc_id' is to be a string or a number, is {type(doc_id).__name__}")
    text = line.get("text")
    if text is None:
        raise QuotegraphError(f"{where}: no 'text'; each line needs doc_id (or id) and text")
    if not isinstance(text, str):
        raise QuotegraphError(f"{where}: 'text' is to be a string, is {type(text).__name__}")
    date = line.get("date")
    return Article(
        doc_id=str(doc_id),
        text=text,
        title=str(line.get("title") or ""),
        publisher=str(line.get("publisher") or ""),
        date=checked_date(str(date), where) if date else None,
        url=str(line["url"]) if line.get("url") else None,
        lang=str(line.get("lang") or "en"),
    )


def checked_date(date: str, where: str) -> str:
    """``date`` if it is ISO (``2025-09-05``, a time may follow), else a QuotegraphError.

    >>> checked_date("2025-09-05", "a.md")
    '2025-09-05'
    """
    from datetime import datetime

    try:
        datetime.fromisoformat(date)
        ok = date[4:5] == "-" and date[7:8] == "-" and date[5:7].isdigit()  # not 20250905, not 2025-W36-5
    except ValueError:
        ok = False
    if not ok:
        raise QuotegraphError(f"{where}: date {date!r} is not ISO; write it as 2025-09-05")
    return date


def _quotation(quote: Any, text: str, where: str) -> Quotation:
    if not isinstance(quote, Mapping):
        raise QuotegraphError(f"{where}: a JSON object is wanted, this is {type(quote).__name__}")
    content = _spans(quote.get("content"), text, f"{where}: content")
    if not content:
        raise QuotegraphError(f"{where}: 'content' has no span")
    if not quote.get("id"):
        raise QuotegraphError(f"{where}: no 'id'")
    kind = _one_of(quote.get("kind") or "person", KINDS, f"{where}: kind")
    speaker = None
    if quote.get("speaker"):
        speaker = Speaker(
            key=str(quote["entity"]) if quote.get("entity") else None,
            name=str(quote["speaker"]),
            kind=kind,
            gender=str(quote.get("gender") or ""),
            role=str(quote.get("role") or ""),
            organisation=str(quote.get("organisation") or ""),
            country=str(quote.get("country") or ""),
            wikidata=str(quote["wikidata"]) if quote.get("wikidata") else None,
            speaks_for=str(quote.get("speaks_for") or ""),
            camp=str(quote.get("camp") or ""),
        )
    return Quotation(
        id=str(quote["id"]),
        content=content,
        cue=_spans(quote.get("cue"), text, f"{where}: cue"),
        source=_spans(quote.get("source"), text, f"{where}: source"),
        type=_one_of(quote.get("type") or "indirect", QUOTATION_TYPES, f"{where}: type"),
        modality=_one_of(quote.get("modality") or "asserted", MODALITIES, f"{where}: modality"),
        level=_level(quote.get("level"), f"{where}: level"),
        parent=str(quote["parent"]) if quote.get("parent") else None,
        via=str(quote["via"]) if quote.get("via") else None,
        confidence=_probability(quote.get("confidence"), f"{where}: confidence"),
        speaker=speaker,
        stances=tuple(_stance(item, where) for item in _list(quote.get("stances"), f"{where}: stances")),
        rule=str(quote.get("rule") or ""),
    )


def _read_mention(mention: Any, text: str, where: str) -> Mention:
    if not isinstance(mention, Mapping):
        raise QuotegraphError(f"{where}: a JSON object is wanted, this is {type(mention).__name__}")
    (span,) = _spans([mention.get("span")], text, f"{where}: span")
    confidence = _probability(mention.get("confidence"), f"{where}: confidence")
    return Mention(
        span=span,
        key=str(mention["entity"]) if mention.get("entity") else None,
        rule=str(mention.get("rule") or ""),
        confidence=1.0 if confidence is None else confidence,
        name=str(mention.get("name") or ""),
        kind=_one_of(mention.get("kind") or "person", KINDS, f"{where}: kind"),
        wikidata=str(mention["wikidata"]) if mention.get("wikidata") else None,
    )


def _stance(item: Any, where: str) -> Stance:
    if not isinstance(item, Mapping) or not item.get("topic"):
        raise QuotegraphError(f"{where}: a stance needs 'topic' and 'stance'")
    stance = _one_of(item.get("stance"), STANCES, f"{where}: stance")
    intensity = item.get("intensity")
    if intensity is None:
        intensity = 0 if stance == "neutral" else 2
    if isinstance(intensity, bool) or intensity not in (0, 1, 2, 3):
        raise QuotegraphError(f"{where}: intensity {intensity!r} is not 0, 1, 2 or 3")
    return Stance(
        topic=str(item["topic"]),
        stance=stance,
        intensity=intensity,
        confidence=_probability(item.get("confidence"), f"{where}: stance confidence"),
    )


def _list(value: Any, where: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise QuotegraphError(f"{where}: a list is wanted, this is {type(value).__name__}")
    return value


def _level(value: Any, where: str) -> int:
    if value is None:
        return 1
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise QuotegraphError(f"{where}: {value!r} is not 1, 2, 3 and so on")
    return value


def _one_of(value: Any, allowed: Iterable[str], where: str) -> str:
    if value not in tuple(allowed):
        raise QuotegraphError(f"{where}: {value!r} is not one of {', '.join(allowed)}")
    return str(value)


def _probability(value: Any, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise QuotegraphError(f"{where}: {value!r} is not a number from 0 to 1")
    return float(value)


def _spans(value: Any, text: str, where: str) -> Spans:
    out = []
    for item in _list(value, where):
        if (
            not isinstance(item, list | tuple)
            or len(item) != 2
            or not all(isinstance(i, int) and not isinstance(i, bool) for i in item)
        ):
            raise QuotegraphError(f"{where}: {item!r} is not a span [start, end]")
        start, end = item
        if not 0 <= start < end <= len(text):
            raise QuotegraphError(f"{where}: span [{start}, {end}] does not lie in the text of {len(text)} characters")
        out.append(Span(start, end))
    return tuple(out)
