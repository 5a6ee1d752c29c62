"""Which characters of an article count, so that marks, spaces and *that* at a border never change a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotegraph.model import Annotation, Quotation, Span

SYMBOLS = frozenset("$£€¥%@#&+")
OPENERS = {
    "en": frozenset({"that", "whether"}),
    "de": frozenset({"dass", "daß", "ob"}),
    "fr": frozenset({"que", "qu"}),
}
"""Words that introduce a content and are taken off its start, by language."""

Positions = frozenset[int]


def counted(text: str, spans: Iterable[Span], drop: frozenset[str] = frozenset()) -> Positions:
    """Positions of the letters, digits and $£€¥%@#&+ in ``spans``, without a first word that is in ``drop``.

    >>> sorted(counted("that, it is", [Span(0, 11)], frozenset({"that"})))
    [6, 7, 9, 10]
    """
    out: set[int] = set()
    for start, end in spans:
        while start < end and not _counts(text[start]):
            start += 1
        stop = start
        while stop < end and text[stop].isalpha():
            stop += 1
        if text[start:stop].casefold() in drop:
            start = stop
        out.update(i for i in range(start, end) if _counts(text[i]))
    return frozenset(out)


def _counts(char: str) -> bool:
    return char.isalnum() or char in SYMBOLS


def counted_or_marks(text: str, spans: Sequence[Span], drop: frozenset[str] = frozenset()) -> Positions:
    """As :func:`counted`, but spans that would be left empty keep their words, or else their punctuation.

    >>> sorted(counted_or_marks("“That.”", [Span(0, 7)], frozenset({"that"})))
    [1, 2, 3, 4]
    >>> sorted(counted_or_marks("Ann: no", [Span(3, 4)]))
    [3]
    """
    return (
        counted(text, spans, drop)
        or counted(text, spans)
        or frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())
    )


def overlap(a: Positions, b: Positions) -> float:
    """Jaccard index: shared positions as a share of all; 0 where either is empty.

    >>> overlap(frozenset({1, 2}), frozenset({2, 3}))
    0.3333333333333333
    """
    return len(a & b) / len(a | b) if a and b else 0.0


def folded(name: str | None) -> str:
    """A name as it is compared: case, kind of apostrophe and white space play no part.

    >>> folded("Conor  O’Neil")
    "conor o'neil"
    """
    return " ".join((name or "").casefold().replace("’", "'").split())


@dataclass(frozen=True, slots=True)
class Side:
    """The quotations of one side (gold or predicted) of an article, with the positions that count of each."""

    quotations: tuple[Quotation, ...]
    content: tuple[Positions, ...]
    source: tuple[Positions, ...]
    cue: tuple[Positions, ...]


def side(annotation: Annotation) -> Side:
    """The side that an annotation is.

    >>> from quotegraph.model import Article
    >>> side(Annotation(Article("a", "Hi."), (Quotation("q1", (Span(0, 3),)),))).content
    (frozenset({0, 1}),)
    """
    text, found = annotation.article.text, annotation.quotations
    drop = OPENERS.get(annotation.article.lang[:2], OPENERS["en"])
    return Side(
        found,
        tuple(counted_or_marks(text, quotation.content, drop) for quotation in found),
        tuple(counted(text, quotation.source) for quotation in found),
        tuple(counted_or_marks(text, quotation.cue) for quotation in found),
    )
