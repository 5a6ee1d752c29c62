"""What counts as right among the quotations of one article."""

from __future__ import annotations

from quotegraph.evaluate.characters import counted, folded
from quotegraph.evaluate.counts import Counts, tally
from quotegraph.evaluate.pairing import Pairing, name_of, source_is_right, source_is_touched
from quotegraph.model import Quotation
from quotegraph.speakers.kinds import mention_kind

MEASURES = ("detect", "exact", "e2e", "e2e_any", "speaker", "cue", "cue_exact", "coverage")
LINKS = "parent links"
RECALLS = ("type", "modality", "level", "cue", "source")
ACCURACIES = ("speaker", "last name", "unnamed", "type", "modality", "via", "parent")
NON_QUOTES = "non_quotes"
EMPTY_ARTICLES = "articles without quotations"
IGNORED = "left out"

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})


def count_quotations(counts: Counts, pairing: Pairing) -> None:
    """Add the counts of one article."""
    _count_found(counts, pairing)
    _count_speakers(counts, pairing)
    _count_cues(counts, pairing)
    _count_characters(counts, pairing)
    _count_recall(counts, pairing)
    for g, p in pairing.pairs.items():
        _count_fields(counts, pairing, g, p)
    _count_parents(counts, pairing)
    _count_traps(counts, pairing)


def _count_found(counts: Counts, pairing: Pairing) -> None:
    a, b, pairs = pairing.a, pairing.b, pairing.pairs.items()
    hits = {
        "detect": len(pairs),
        "exact": sum(a.content[g] == b.content[p] for g, p in pairs),
        "e2e": sum(source_is_right(pairing, g, p) for g, p in pairs),
        "e2e_any": sum(source_is_touched(pairing, g, p) for g, p in pairs),
    }
    for measure, hit in hits.items():
        tally(counts, measure, hit, len(pairing.wanted), len(pairing.given))
    # gold and predicted quotations that do not count
    tally(
        counts,
        IGNORED,
        hit=0,
        gold=len(a.quotations) - len(pairing.wanted),
        predicted=len(b.quotations) - len(pairing.given),
    )


def _count_speakers(counts: Counts, pairing: Pairing) -> None:
    gold, predicted, back = pairing.a.quotations, pairing.b.quotations, pairing.back
    named = [g for g in pairing.wanted if gold[g].speaker]
    # a prediction whose gold names no speaker cannot be judged; a false one counts
    given = sum(p not in back or gold[back[p]].speaker is not None for p in pairing.given)
    hit = sum(g in pairing.pairs and name_of(gold[g]) == name_of(predicted[pairing.pairs[g]]) for g in named)
    tally(counts, "speaker", hit, len(named), given)


def _count_cues(counts: Counts, pairing: Pairing) -> None:
    a, b = pairing.a, pairing.b
    gold, given = sum(bool(a.cue[g]) for g in pairing.wanted), sum(bool(b.cue[p]) for p in pairing.given)
    cues = [(a.cue[g], b.cue[p]) for g, p in pairing.pairs.items() if a.cue[g] and b.cue[p]]
    tally(counts, "cue", sum(bool(wanted & found) for wanted, found in cues), gold, given)
    tally(counts, "cue_exact", sum(wanted == found for wanted, found in cues), gold, given)


def _count_characters(counts: Counts, pairing: Pairing) -> None:
    a, wanted_numbers = pairing.a, set(pairing.wanted)
    wanted = frozenset().union(*(a.content[g] for g in wanted_numbers))
    spared = frozenset().union(*(content for g, content in enumerate(a.content) if g not in wanted_numbers))
    spared |= pairing.discard
    given = frozenset().union(*(pairing.b.content[p] for p in pairing.given)) - (spared - wanted)
    tally(counts, "coverage", len(wanted & given), len(wanted), len(given))


def _count_recall(counts: Counts, pairing: Pairing) -> None:
    for g in pairing.wanted:
        quotation, found = pairing.a.quotations[g], g in pairing.pairs
        kinds = {"level": str(quotation.level)}
        kinds |= {field: "with" if getattr(quotation, field) else "without" for field in ("cue", "source")}
        for field in ("type", "modality"):
            if pairing.gold.declares(quotation.id, field):
                kinds[field] = getattr(quotation, field)
        for field, value in kinds.items():
            tally(counts, recall_of(field, value), found, 1)


def recall_of(field: str, value: str) -> str:
    """The name of the measure: what share of the gold quotations of a kind is detected.

    >>> recall_of("type", "direct")
    'recall by type: direct'
    """
    return f"recall by {field}: {value}"


def accuracy_of(field: str) -> str:
    """The name of the measure: for what share of the quotations found a field is right.

    >>> accuracy_of("via")
    'accuracy of via'
    """
    return f"accuracy of {field}"


def mention_of(kind: str) -> str:
    """The name of the measure: for what share of the quotations found, with a source of a kind, the speaker is right.

    >>> mention_of("pronoun")
    'speaker of a source that is: pronoun'
    """
    return f"speaker of a source that is: {kind}"


def _count_fields(counts: Counts, pairing: Pairing, g: int, p: int) -> None:
    gold, predicted = pairing.a.quotations[g], pairing.b.quotations[p]
    right = {}
    for field in ("type", "modality"):
        if pairing.gold.declares(gold.id, field):
            same = getattr(gold, field) == getattr(predicted, field)
            right[field] = same and pairing.predicted.declares(predicted.id, field)
    if gold.speaker is not None and gold.speaker.kind == "unnamed":
        right["unnamed"] = predicted.speaker is None or predicted.speaker.key is None
    elif gold.speaker is not None:
        right["speaker"] = name_of(gold) == name_of(predicted)
        right["last name"] = _last_name(gold) == _last_name(predicted) != ""
    if gold.via or predicted.via:
        right["via"] = folded(gold.via) == folded(predicted.via)
    for field, is_right in right.items():
        tally(counts, accuracy_of(field), is_right, 1)
    if gold.speaker is not None:
        text = pairing.gold.annotation.article.text
        kind = mention_kind(" ".join(span.of(text) for span in gold.source), gold.speaker)
        tally(counts, mention_of(kind), right.get("unnamed", right.get("speaker", False)), 1)


def _last_name(quotation: Quotation) -> str:
    words = [word.strip(".,;:'\"()") for word in name_of(quotation).removesuffix("'s").split()]
    return next((word for word in reversed(words) if word and word not in _SUFFIXES), "")


def _count_parents(counts: Counts, pairing: Pairing) -> None:
    """Over pairs whose gold says whether it is nested; a link is right if both ends stand for the gold ones."""
    number_a = {quotation.id: g for g, quotation in enumerate(pairing.a.quotations)}
    number_b = {quotation.id: p for p, quotation in enumerate(pairing.b.quotations)}
    for g in pairing.wanted:
        tally(counts, LINKS, 0, pairing.a.quotations[g].parent is not None)
    for g, p in pairing.pairs.items():
        gold, predicted = pairing.a.quotations[g], pairing.b.quotations[p]
        if pairing.gold.declares(gold.id, "parent"):
            above, found = number_a.get(gold.parent or ""), number_b.get(predicted.parent or "")
            right = found is None if above is None else found is not None and pairing.pairs.get(above) == found
            tally(counts, accuracy_of("parent"), right, 1)
            tally(counts, LINKS, right and above is not None, 0, found is not None)


def _count_traps(counts: Counts, pairing: Pairing) -> None:
    """False quotations where there is none: in marks that are no quotation, in articles without any."""
    b, text = pairing.b, pairing.gold.annotation.article.text
    for span in pairing.gold.non_quotes:
        inside = counted(text, [span])
        taken = any(b.content[p] and 2 * len(b.content[p] & inside) >= len(b.content[p]) for p in pairing.false)
        tally(counts, NON_QUOTES, taken, 1)
    if not pairing.a.quotations:
        tally(counts, EMPTY_ARTICLES, bool(pairing.given), 1, len(pairing.given))
