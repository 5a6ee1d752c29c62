"""What counts as right in one article: counts that add up over articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quotegraph.evaluate.characters import Side, folded, overlap, side
from quotegraph.evaluate.findings import Finding, findings
from quotegraph.evaluate.matching import matched
from quotegraph.model import STANCES, Annotation, Quotation

QUOTATION_MEASURES = ("detect", "exact", "e2e", "speaker", "cue", "coverage")
STATEMENT_MEASURES = ("topic", *STANCES)
ON_QUOTATIONS = "on quotations: "
ACCURACIES = ("speaker", "unnamed", "type", "modality", "via", "parent")

Counts = Counter[tuple[str, str]]
"""(measure, "hit" or "predicted" or "gold") → number; among the measures "recall of …", "accuracy of …", "flipped"."""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One article's part of the report.

    ``identities``: for each matched quotation (gold entity, predicted entity, gold is named); ``judged``: for each
    predicted statement with a confidence (confidence, is right).
    """

    counts: Counts
    identities: tuple[tuple[str, str, bool], ...]
    judged: tuple[tuple[float, bool], ...]
    findings: tuple[Finding, ...]


def score_document(gold: Annotation, predicted: Annotation, keys: bool = True) -> DocumentScore:
    """Compare the predicted annotation of an article with the gold one.

    ``keys``: predicted speakers have keys; without, their names serve for identity.
    """
    a, b = side(gold), side(predicted)
    pairs = matched(a, b)
    counts: Counts = Counter()
    _count_quotations(counts, a, b, pairs)
    _count_matched(counts, a, b, pairs)
    judged = _count_statements(counts, a, b, pairs)
    return DocumentScore(
        counts, _identities(gold.article.doc_id, a, b, pairs, keys), judged, findings(gold.article, a, b, pairs)
    )


def _count_quotations(counts: Counts, a: Side, b: Side, pairs: dict[int, int]) -> None:
    matched_gold = {p: g for g, p in pairs.items()}
    for measure in ("detect", "exact", "e2e"):
        counts[measure, "gold"] += len(a.quotations)
        counts[measure, "predicted"] += len(b.quotations)
    counts["cue", "gold"] += sum(map(bool, a.cue))
    counts["cue", "predicted"] += sum(map(bool, b.cue))
    counts["speaker", "gold"] += sum(quotation.speaker is not None for quotation in a.quotations)
    # a prediction whose gold names no speaker cannot be judged; a false one counts
    counts["speaker", "predicted"] += sum(
        p not in matched_gold or a.quotations[matched_gold[p]].speaker is not None for p in range(len(b.quotations))
    )
    wanted, given = frozenset().union(*a.content), frozenset().union(*b.content)
    counts["coverage", "gold"] += len(wanted)
    counts["coverage", "predicted"] += len(given)
    counts["coverage", "hit"] += len(wanted & given)
    for g, quotation in enumerate(a.quotations):
        counts[f"recall of {quotation.type}", "gold"] += 1
        counts[f"recall of {quotation.type}", "hit"] += g in pairs
    for g, p in pairs.items():
        counts["detect", "hit"] += 1
        counts["exact", "hit"] += a.content[g] == b.content[p]
        counts["e2e", "hit"] += source_is_right(a, b, g, p)
        counts["cue", "hit"] += bool(a.cue[g] & b.cue[p])
        counts["speaker", "hit"] += a.quotations[g].speaker is not None and _same_name(a.quotations[g], b.quotations[p])


def source_is_right(a: Side, b: Side, g: int, p: int) -> bool:
    """Whether the source overlaps the gold one by half; where gold has none, whether the speaker is the same."""
    if a.source[g]:
        return overlap(a.source[g], b.source[p]) >= 0.5
    if a.quotations[g].speaker is not None:
        return _same_name(a.quotations[g], b.quotations[p])
    return not b.source[p]


def _same_name(gold: Quotation, predicted: Quotation) -> bool:
    return _name(gold) == _name(predicted)


def _name(quotation: Quotation) -> str:
    return folded(quotation.speaker.name if quotation.speaker else None)


def _count_matched(counts: Counts, a: Side, b: Side, pairs: dict[int, int]) -> None:
    """How often the other fields are right on quotations that were found."""
    number_a = {quotation.id: g for g, quotation in enumerate(a.quotations)}
    number_b = {quotation.id: p for p, quotation in enumerate(b.quotations)}
    for g, p in pairs.items():
        gold, predicted = a.quotations[g], b.quotations[p]
        right = {"type": gold.type == predicted.type, "modality": gold.modality == predicted.modality}
        if gold.speaker is not None and gold.speaker.kind == "unnamed":
            right["unnamed"] = predicted.speaker is None or predicted.speaker.key is None
        elif gold.speaker is not None:
            right["speaker"] = _same_name(gold, predicted)
        if gold.via or predicted.via:
            right["via"] = folded(gold.via) == folded(predicted.via)
        above, found_above = number_a.get(gold.parent or ""), number_b.get(predicted.parent or "")
        right["parent"] = found_above is None if above is None else pairs.get(above, -1) == found_above
        for name, is_right in right.items():
            counts[f"accuracy of {name}", "gold"] += 1
            counts[f"accuracy of {name}", "hit"] += is_right


Key = tuple[object, str, str]
"""Who (name, or number of the quotation), topic, stance."""


def _count_statements(counts: Counts, a: Side, b: Side, pairs: dict[int, int]) -> tuple[tuple[float, bool], ...]:
    gold, predicted = _statements(a), _statements(b)
    _count_classes(counts, "", set(gold), set(predicted))
    for who, topic, stance in gold:
        if stance != "neutral":
            other = (who, topic, "oppose" if stance == "support" else "support")
            counts["flipped", "hit"] += other in predicted and (who, topic, stance) not in predicted
    back = {p: g for g, p in pairs.items()}
    _count_classes(
        counts,
        ON_QUOTATIONS,
        {(g, s.topic, s.stance) for g, q in enumerate(a.quotations) for s in q.stances},
        {(back.get(p, f"predicted {p}"), s.topic, s.stance) for p, q in enumerate(b.quotations) for s in q.stances},
    )
    return tuple((confidence, key in gold) for key, confidence in predicted.items() if confidence is not None)


def _statements(given: Side) -> dict[Key, float | None]:
    """Each speaker's stances in the article, once each, with the highest confidence."""
    out: dict[Key, float | None] = {}
    for quotation in given.quotations:
        for stance in quotation.stances:
            key = (_name(quotation), stance.topic, stance.stance)
            before = out.get(key)
            out[key] = max((c for c in (before, stance.confidence) if c is not None), default=None)
    return out


def _count_classes(counts: Counts, prefix: str, gold: set[Key], predicted: set[Key]) -> None:
    def count(name: str, wanted: set[tuple[object, ...]], given: set[tuple[object, ...]]) -> None:
        counts[prefix + name, "gold"] += len(wanted)
        counts[prefix + name, "predicted"] += len(given)
        counts[prefix + name, "hit"] += len(wanted & given)

    count("topic", {key[:2] for key in gold}, {key[:2] for key in predicted})
    for stance in STANCES:
        count(stance, {key for key in gold if key[2] == stance}, {key for key in predicted if key[2] == stance})


def _identities(doc_id: str, a: Side, b: Side, pairs: dict[int, int], keys: bool) -> tuple[tuple[str, str, bool], ...]:
    out = []
    for g, p in pairs.items():
        gold, predicted = a.quotations[g].speaker, b.quotations[p].speaker
        alone = f"alone\0{doc_id}\0{g}"  # a source without a name is nobody else
        gold_key = gold.key if gold else None
        predicted_key = (predicted.key if keys else folded(predicted.name)) if predicted else None
        out.append((gold_key or alone, predicted_key or alone, gold_key is not None))
    return tuple(out)
