"""What of an article is counted, and what stands for what in it."""

from __future__ import annotations

from dataclasses import dataclass

from quotegraph.evaluate.characters import Positions, Side, counted, folded, overlap, side
from quotegraph.evaluate.marked import Marked
from quotegraph.evaluate.matching import THRESHOLD, matched, overlaps
from quotegraph.model import Quotation

SOURCE_OVERLAP = 0.5
"""Overlap of sources (Jaccard, in characters that count) from which the source of a quotation is right."""


@dataclass(frozen=True, slots=True)
class View:
    """Which gold quotations count. Those that do not are neither rewarded nor punished.

    ``dont_care``: leave out what gold marks as not quotative, and predictions inside of its ``discard`` spans;
    ``outer_only``: leave out nested quotations, gold and predicted (for gold that has outermost ones only); ``types``:
    count these types alone, all if empty.
    """

    dont_care: bool = False
    outer_only: bool = False
    types: frozenset[str] = frozenset()

    def counts(self, gold: Marked, quotation: Quotation) -> bool:
        """Whether a gold quotation counts."""
        if self.dont_care and quotation.id in gold.not_quotative:
            return False
        if self.types and not (quotation.type in self.types and gold.declares(quotation.id, "type")):
            return False
        return not (self.outer_only and quotation.parent)

    def passes_over(self, predicted: Marked, quotation: Quotation) -> bool:
        """Whether a predicted quotation that stands for no gold one is no error."""
        if self.types and quotation.type not in self.types and predicted.declares(quotation.id, "type"):
            return True
        return self.outer_only and quotation.parent is not None


WHOLE = View()
"""All quotations count."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Gold and prediction of an article beside each other.

    ``pairs``: number of a gold quotation → number of the predicted one that stands for it; ``wanted``, ``given``: the
    numbers of gold and predicted quotations that count; ``given`` and not matched is false;
    ``discard``: characters in which a prediction is no error.
    """

    gold: Marked
    predicted: Marked
    a: Side
    b: Side
    pairs: dict[int, int]
    wanted: tuple[int, ...]
    given: tuple[int, ...]
    discard: Positions

    @property
    def back(self) -> dict[int, int]:
        """The pairs, from predicted to gold."""
        return {p: g for g, p in self.pairs.items()}

    @property
    def false(self) -> tuple[int, ...]:
        """Numbers of the predicted quotations that count and stand for no gold one."""
        taken = set(self.pairs.values())
        return tuple(p for p in self.given if p not in taken)


def paired(gold: Marked, predicted: Marked, view: View = WHOLE) -> Pairing:
    """Match the quotations of an article as ``view`` has it.

    Gold that does not count takes no part in the matching; a prediction that is left and overlaps with such gold is
    passed over.

    >>> from quotegraph.model import Annotation, Article, Span
    >>> words = Annotation(Article("a", "We go."), (Quotation("q1", (Span(0, 5),)),))
    >>> paired(Marked(words, frozenset({"q1"})), Marked(words), View(dont_care=True)).given
    ()
    """
    a, b = side(gold.annotation), side(predicted.annotation)
    wanted = tuple(g for g, quotation in enumerate(a.quotations) if view.counts(gold, quotation))
    candidates = overlaps(a, b, THRESHOLD)
    pairs = matched(a, b, candidates, set(wanted))
    taken, rest = set(pairs.values()), set(range(len(a.quotations))).difference(wanted)
    passed = {p for g, p in candidates if g in rest}
    discard = counted(gold.annotation.article.text, gold.discard) if view.dont_care else frozenset()
    given = tuple(
        p
        for p, quotation in enumerate(b.quotations)
        if p in taken
        or not (p in passed or (b.content[p] and b.content[p] <= discard) or view.passes_over(predicted, quotation))
    )
    return Pairing(gold, predicted, a, b, pairs, wanted, given, discard)


def source_is_right(pairing: Pairing, g: int, p: int) -> bool:
    """Whether the source overlaps the gold one by half; where gold has none, whether the speaker is the same."""
    if pairing.a.source[g]:
        return overlap(pairing.a.source[g], pairing.b.source[p]) >= SOURCE_OVERLAP
    return _source_follows(pairing, g, p)


def source_is_touched(pairing: Pairing, g: int, p: int) -> bool:
    """As :func:`source_is_right`, but one shared character is enough."""
    if pairing.a.source[g]:
        return bool(pairing.a.source[g] & pairing.b.source[p])
    return _source_follows(pairing, g, p)


def _source_follows(pairing: Pairing, g: int, p: int) -> bool:
    if pairing.a.quotations[g].speaker is not None:
        return name_of(pairing.a.quotations[g]) == name_of(pairing.b.quotations[p])
    return not pairing.b.source[p]


def name_of(quotation: Quotation) -> str:
    """The speaker's name as it is compared, empty where there is none."""
    return folded(quotation.speaker.name if quotation.speaker else None)
