"""One article's part of a report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quotegraph.evaluate.counts import Counts
from quotegraph.evaluate.findings import Finding, findings
from quotegraph.evaluate.identity import Item, identities
from quotegraph.evaluate.marked import Marked
from quotegraph.evaluate.pairing import WHOLE, Pairing, View, paired, source_is_right
from quotegraph.evaluate.quotations import count_quotations
from quotegraph.evaluate.statements import Judged, count_statements


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Counts, and what cannot be added up: identities, judged confidences, errors, ids of gold quotations found."""

    counts: Counts
    identities: tuple[Item, ...]
    judged_quotations: Judged
    judged_statements: Judged
    findings: tuple[Finding, ...]
    found: frozenset[str]


def score_document(gold: Marked, predicted: Marked, view: View = WHOLE) -> DocumentScore:
    """Compare the predicted annotation of an article with the gold one. Statements and identities know no view."""
    counted = paired(gold, predicted, view)
    whole = counted if view == WHOLE else paired(gold, predicted)
    counts: Counts = Counter()
    count_quotations(counts, counted)
    judged = count_statements(counts, whole)
    return DocumentScore(
        counts,
        identities(whole),
        _judged(counted),
        judged,
        findings(counted),
        frozenset(counted.a.quotations[g].id for g in counted.pairs),
    )


def _judged(pairing: Pairing) -> Judged:
    """Confidence of each predicted quotation that counts, and whether content and source are right."""
    back = pairing.back
    return tuple(
        (confidence, p in back and source_is_right(pairing, back[p], p))
        for p in pairing.given
        if (confidence := pairing.b.quotations[p].confidence) is not None
    )
