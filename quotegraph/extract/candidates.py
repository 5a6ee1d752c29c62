"""A candidate: a possible quotation with the evidence that found it, before the vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotegraph.language import Parse
from quotegraph.model import Spans

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A possible quotation.

    ``rule`` is the kind of construction, ``lemma`` the cue's; ``verb`` and ``subject`` are tokens of ``parse``
    where the construction has them; ``modality`` is what the construction itself says (*refused to say*), else empty.
    """

    content: Spans
    cue: Spans
    source: Spans
    rule: str
    lemma: str
    parse: Parse
    verb: Token | None = None
    subject: Token | None = None
    modality: str = ""

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.content[-1].end

    @property
    def extent(self) -> tuple[int, int]:
        """From the first to the last character of content, cue and source."""
        every = (*self.content, *self.cue, *self.source)
        return min(span.start for span in every), max(span.end for span in every)


def size(spans: Spans) -> int:
    """The characters of some spans.

    >>> from quotegraph.model import Span
    >>> size((Span(0, 3), Span(5, 6)))
    4
    """
    return sum(span.end - span.start for span in spans)


def shared(one: Spans, other: Spans) -> int:
    """The characters that two lists of spans have in common.

    >>> from quotegraph.model import Span
    >>> shared((Span(0, 3), Span(5, 9)), (Span(2, 6),))
    2
    """
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
