"""What went wrong, one readable line each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotegraph.evaluate.characters import Side, folded
from quotegraph.model import Article, Quotation, Span, Spans

_END = re.compile(r"[.!?…]+[”\"’»)]*\s|\n")
_REACH = 400


@dataclass(frozen=True, slots=True)
class Finding:
    """One error. ``kind``: missed, false, border (content not exact), speaker or stance.

    ``sentence`` is the text around the quotation with the gold content in ``[ ]`` and the predicted one in ``{ }``.
    """

    doc_id: str
    kind: str
    quotation: str
    note: str
    sentence: str

    def __str__(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self.kind:8}{self.doc_id}#{self.quotation}{note}: {self.sentence}"


def findings(article: Article, gold: Side, predicted: Side, pairs: dict[int, int]) -> tuple[Finding, ...]:
    """The errors of an article in the order of its text."""
    out: list[tuple[int, Finding]] = []

    def add(kind: str, quotation: Quotation, note: str, wanted: Spans, given: Spans) -> None:
        shown = _shown(article.text, wanted, given)
        out.append((quotation.content[0].start, Finding(article.doc_id, kind, quotation.id, note, shown)))

    for g, quotation in enumerate(gold.quotations):
        name = quotation.speaker.name if quotation.speaker else "no speaker"
        if g not in pairs:
            add("missed", quotation, f"{quotation.type}, {name}", quotation.content, ())
            continue
        other = predicted.quotations[pairs[g]]
        if gold.content[g] != predicted.content[pairs[g]]:
            add("border", quotation, quotation.type, quotation.content, other.content)
        found = other.speaker.name if other.speaker else "no speaker"
        if quotation.speaker and folded(found) != folded(name):
            add("speaker", quotation, f"{found} for {name}", quotation.content, ())
        if note := _stances_apart(quotation, other):
            add("stance", quotation, note, quotation.content, ())
    for p, quotation in enumerate(predicted.quotations):
        if p not in pairs.values():
            name = quotation.speaker.name if quotation.speaker else "no speaker"
            add("false", quotation, f"{quotation.type}, {name}", (), quotation.content)
    return tuple(finding for _, finding in sorted(out, key=lambda item: item[0]))


def _stances_apart(gold: Quotation, predicted: Quotation) -> str:
    wanted = {(stance.topic, stance.stance) for stance in gold.stances}
    given = {(stance.topic, stance.stance) for stance in predicted.stances}
    parts = [f"missed {topic}={stance}" for topic, stance in sorted(wanted - given)]
    parts += [f"false {topic}={stance}" for topic, stance in sorted(given - wanted)]
    return ", ".join(parts)


def _shown(text: str, wanted: Spans, given: Spans) -> str:
    spans = sorted({*wanted, *given})
    start, end = _sentences(text, Span(spans[0].start, max(span.end for span in spans)))
    # where two marks meet, the one that closes stands first
    marks = [(span.end, 0, "]") for span in wanted] + [(span.end, 0, "}") for span in given]
    marks += [(span.start, 1, "[") for span in wanted] + [(span.start, 1, "{") for span in given]
    out, at = [], start
    for place, _, mark in sorted(marks):
        out.append(text[at:place] + mark)
        at = place
    return " ".join("".join([*out, text[at:end]]).split())


def _sentences(text: str, span: Span) -> Span:
    """The span with the sentences it stands in, as far as end marks and paragraphs show them."""
    first = max(0, span.start - _REACH)
    before = [match.end() for match in _END.finditer(text, first, span.start)]
    after = _END.search(text, max(span.start, span.end - 1), span.end + _REACH)
    return Span(before[-1] if before else first, after.end() if after else min(len(text), span.end + _REACH))
