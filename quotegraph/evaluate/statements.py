"""What counts as right among the statements (speaker, topic, stance) of one article."""

from __future__ import annotations

from quotegraph.evaluate.characters import Side
from quotegraph.evaluate.counts import Counts, tally
from quotegraph.evaluate.pairing import Pairing, name_of
from quotegraph.model import STANCES

MEASURES = ("topic", "signed", *STANCES, "all")
SIGNED = ("support", "oppose")
ON_QUOTATIONS = "on quotations: "
FLIPPED = "flipped"

Row = tuple[object, str, str]
"""Who (name, or number of the quotation), topic, stance."""

Judged = tuple[tuple[float, bool], ...]
"""For each prediction with a confidence: the confidence, and whether it is right."""


def count_statements(counts: Counts, pairing: Pairing) -> Judged:
    """Add the counts of one article, whose ``pairing`` is to be that of all quotations."""
    gold, predicted = _statements(pairing.a), _statements(pairing.b)
    _count_rows(counts, "", set(gold), set(predicted))
    for who, topic, stance in gold:
        if stance in SIGNED:
            other = (who, topic, "oppose" if stance == "support" else "support")
            tally(counts, FLIPPED, other in predicted and (who, topic, stance) not in predicted, 1)
    back = pairing.back
    _count_rows(
        counts,
        ON_QUOTATIONS,
        {(g, s.topic, s.stance) for g, q in enumerate(pairing.a.quotations) for s in q.stances},
        {
            (back.get(p, f"predicted {p}"), s.topic, s.stance)
            for p, q in enumerate(pairing.b.quotations)
            for s in q.stances
        },
    )
    return tuple((confidence, row in gold) for row, confidence in predicted.items() if confidence is not None)


def _statements(given: Side) -> dict[Row, float | None]:
    """Each speaker's stances in the article, once each, with the highest confidence."""
    out: dict[Row, float | None] = {}
    for quotation in given.quotations:
        for stance in quotation.stances:
            row = (name_of(quotation), stance.topic, stance.stance)
            before = out.get(row)
            out[row] = max((c for c in (before, stance.confidence) if c is not None), default=None)
    return out


def _count_rows(counts: Counts, prefix: str, gold: set[Row], predicted: set[Row]) -> None:
    def count(name: str, wanted: set[Row], given: set[Row]) -> None:
        tally(counts, prefix + name, len(wanted & given), len(wanted), len(given))

    count("topic", {(*row[:2], "") for row in gold}, {(*row[:2], "") for row in predicted})
    for name, stances in (("signed", SIGNED), ("all", STANCES), *((stance, (stance,)) for stance in STANCES)):
        count(name, {row for row in gold if row[2] in stances}, {row for row in predicted if row[2] in stances})
