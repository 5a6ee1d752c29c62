"""What went wrong, one readable line each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotegraph.evaluate.characters import folded
from quotegraph.evaluate.pairing import Pairing, source_is_right
from quotegraph.model import Quotation, Span, Spans

KINDS = ("missed", "false", "border", "source", "speaker", "stance")

_END = re.compile(r"[.!?…]+[”\"’»)]*\s|\n")
_REACH = 400
_LONGEST = 300  # of a stretch between two marks; what is longer is cut in its middle


@dataclass(frozen=True, slots=True)
class Finding:
    """One error. ``kind`` is one of :data:`KINDS`; ``border``: content not exact.

    ``sentence`` is the text around the quotation with what gold has in ``[ ]`` and what the prediction has in ``{ }``:
    the content, or for ``source`` the source.
    """

    doc_id: str
    kind: str
    quotation: str
    note: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.kind:8}{self.head}: {self.sentence}"

    @property
    def head(self) -> str:
        """Where it is, and what is wrong in a few words."""
        return f"{self.doc_id}#{self.quotation}{f' ({self.note})' if self.note else ''}"


def findings(pairing: Pairing) -> tuple[Finding, ...]:
    """The errors of an article in the order of its text; a quotation may have several."""
    text, doc_id = pairing.gold.annotation.article.text, pairing.gold.annotation.article.doc_id
    out: list[tuple[int, Finding]] = []

    def add(kind: str, quotation: Quotation, note: str, wanted: Spans, given: Spans) -> None:
        shown = _shown(text, quotation.content, wanted, given)
        out.append((quotation.content[0].start, Finding(doc_id, kind, quotation.id, note, shown)))

    for g in pairing.wanted:
        gold = pairing.a.quotations[g]
        if g not in pairing.pairs:
            add("missed", gold, f"{gold.type}, {_speaker(gold)}", gold.content, ())
            continue
        p = pairing.pairs[g]
        other = pairing.b.quotations[p]
        if pairing.a.content[g] != pairing.b.content[p]:
            add("border", gold, gold.type, gold.content, other.content)
        # where gold names a speaker but has no source, it is the speaker that is wrong
        if not source_is_right(pairing, g, p) and (gold.source or not gold.speaker):
            note = f"{_words(text, other.source)} for {_words(text, gold.source)}"
            add("source", gold, note, gold.source, other.source)
        if gold.speaker and folded(_speaker(other)) != folded(_speaker(gold)):
            add("speaker", gold, f"{_speaker(other)} for {_speaker(gold)}", gold.content, ())
        if note := _stances_apart(gold, other):
            add("stance", gold, note, gold.content, ())
    for p in pairing.false:
        quotation = pairing.b.quotations[p]
        add("false", quotation, f"{quotation.type}, {_speaker(quotation)}", (), quotation.content)
    return tuple(finding for _, finding in sorted(out, key=lambda item: item[0]))


def _speaker(quotation: Quotation) -> str:
    return quotation.speaker.name if quotation.speaker else "no speaker"


def _words(text: str, spans: Spans) -> str:
    words = " ".join(" … ".join(span.of(text) for span in spans).split())
    if not words:
        return "no source"
    return words if len(words) <= 80 else words[:79] + "…"


def _stances_apart(gold: Quotation, predicted: Quotation) -> str:
    wanted = {(stance.topic, stance.stance) for stance in gold.stances}
    given = {(stance.topic, stance.stance) for stance in predicted.stances}
    parts = [f"missed {topic}={stance}" for topic, stance in sorted(wanted - given)]
    parts += [f"false {topic}={stance}" for topic, stance in sorted(given - wanted)]
    return ", ".join(parts)


def _shown(text: str, content: Spans, wanted: Spans, given: Spans) -> str:
    spans = sorted({*content, *wanted, *given})
    start, end = _sentences(text, Span(spans[0].start, max(span.end for span in spans)))
    # where two marks meet, the one that closes stands first
    marks = [(span.end, 0, "]") for span in wanted] + [(span.end, 0, "}") for span in given]
    marks += [(span.start, 1, "[") for span in wanted] + [(span.start, 1, "{") for span in given]
    out, at = [], start
    for place, _, mark in sorted(marks):
        out.append(_cut(text[at:place]) + mark)
        at = place
    return " ".join("".join([*out, _cut(text[at:end])]).split())


def _cut(words: str) -> str:
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]} … {words[-half:]}"


def _sentences(text: str, span: Span) -> Span:
    """The span with the sentences it stands in, as far as end marks and paragraphs show them."""
    first = max(0, span.start - _REACH)
    before = [match.end() for match in _END.finditer(text, first, span.start)]
    after = _END.search(text, max(span.start, span.end - 1), span.end + _REACH)
    return Span(before[-1] if before else first, after.end() if after else min(len(text), span.end + _REACH))
