"""From annotations to what people look at: statement rows and passages (the words in their place)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quotegraph.model import Annotation, Article, Quotation, Statement

WINDOW = 300
"""Characters of an article that a passage shows: enough to judge the words, little enough to quote lawfully."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation in its place, as a reader sees it.

    ``pieces`` are stretches of the article's text in order, each with its part: ``content``, ``cue``, ``source`` or
    ``""`` (the text around them); a piece of None stands for text left out.
    """

    quote_id: str
    title: str
    url: str
    pieces: tuple[tuple[str | None, str], ...]
    type: str
    modality: str
    via: str
    confidence: float | None
    reviewed: bool = False


def quote_id(article: Article, quotation: Quotation) -> str:
    """The quotation's name outside its article.

    >>> from quotegraph.model import Span
    >>> quote_id(Article("a/01", "Hi."), Quotation("q1", (Span(0, 2),)))
    'a/01#q1'
    """
    return f"{article.doc_id}#{quotation.id}"


def statements(annotation: Annotation) -> Iterator[Statement]:
    """The rows of an annotation: one for each stance of each quotation whose speaker is known by some name."""
    article = annotation.article
    for quotation in annotation.quotations:
        speaker = quotation.speaker
        if speaker is None:
            continue
        for stance in quotation.stances:
            yield Statement(
                speaker=speaker.name,
                topic=stance.topic,
                stance=stance.stance,
                intensity=stance.intensity,
                confidence=stance.confidence,
                date=article.date or "",
                article=article.doc_id,
                publisher=article.publisher,
                organisation=speaker.organisation or speaker.speaks_for,
                kind=speaker.kind,
                quote_id=quote_id(article, quotation),
                words=quotation.words(article.text),
                country=speaker.country,
                camp=speaker.camp,
            )


def confident(rows: Iterable[Statement], least: float) -> list[Statement]:
    """The rows whose confidence is ``least`` or more, and those that have none, such as people's own judgements.

    >>> rows = [Statement("Ann", "toll", "support", confidence=sure) for sure in (0.9, 0.4, None)]
    >>> [row.confidence for row in confident(rows, 0.5)]
    [0.9, None]
    """
    return [row for row in rows if row.confidence is None or row.confidence >= least]


def passage(article: Article, quotation: Quotation, window: int = WINDOW, reviewed: bool = False) -> Passage:
    """The quotation with up to ``window`` characters around its content, cue and source.

    >>> from quotegraph.model import Span
    >>> q = Quotation("q1", (Span(0, 4),), (Span(9, 13),), (Span(6, 8),))
    >>> passage(Article("a", "“Go”, he said."), q).pieces
    (('“Go”', 'content'), (', ', ''), ('he', 'source'), (' ', ''), ('said', 'cue'), ('.', ''))
    """
    text = article.text
    marked = [(span, part) for part in ("content", "source", "cue") for span in getattr(quotation, part)]
    start, end = min(span.start for span, _ in marked), max(span.end for span, _ in marked)
    room = max(0, window - (end - start)) // 2
    start, end = _back_to_word(text, max(0, start - room)), _on_to_word(text, min(len(text), end + room))
    part_of = [""] * (end - start)
    for span, part in reversed(marked):  # content wins where a cue or a source lies inside it
        for i in range(span.start - start, span.end - start):
            part_of[i] = part
    pieces: list[tuple[str | None, str]] = [(None, "")] if start else []
    begin = 0
    for i in range(1, len(part_of) + 1):
        if i == len(part_of) or part_of[i] != part_of[begin]:
            pieces.append((text[start + begin : start + i], part_of[begin]))
            begin = i
    if end < len(text):
        pieces.append((None, ""))
    return Passage(
        quote_id=quote_id(article, quotation),
        title=article.title,
        url=article.url or "",
        pieces=tuple(pieces),
        type=quotation.type,
        modality=quotation.modality,
        via=quotation.via or "",
        confidence=quotation.confidence,
        reviewed=reviewed,
    )


def _back_to_word(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _on_to_word(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at
