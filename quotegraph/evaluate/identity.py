"""Who is who across articles: B-cubed scores of the speakers' keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotegraph.evaluate.pairing import Pairing, name_of

Item = tuple[str, str, bool]
"""Of a quotation that was found: gold speaker, predicted speaker, whether the gold one has a key."""


@dataclass(frozen=True, slots=True)
class Identity:
    """B-cubed scores (Bagga & Baldwin 1998) of who is who across articles, over ``quotations`` that were found."""

    precision: float
    recall: float
    quotations: int
    gold_speakers: int
    predicted_speakers: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def identities(pairing: Pairing) -> tuple[Item, ...]:
    """The speakers on both sides of each pair.

    A speaker without a key is nobody else; the name serves where the predicted line says nothing of keys.
    """
    out = []
    for g, p in pairing.pairs.items():
        gold, predicted = pairing.a.quotations[g], pairing.b.quotations[p]
        alone = f"alone\0{pairing.gold.annotation.article.doc_id}\0{g}"
        gold_key = gold.speaker.key if gold.speaker else None
        predicted_key = predicted.speaker.key if predicted.speaker else None
        if not pairing.predicted.declares(predicted.id, "entity"):
            predicted_key = name_of(predicted) or None
        out.append((gold_key or alone, predicted_key or alone, gold_key is not None))
    return tuple(out)


def b_cubed(items: Sequence[Item]) -> Identity | None:
    """The scores; None where nothing was found.

    >>> b_cubed([("ann", "e1", True), ("ann", "e1", True), ("bo", "e1", True)]).recall
    1.0
    """
    if not items:
        return None
    gold, predicted = Counter(item[0] for item in items), Counter(item[1] for item in items)
    both = Counter(item[:2] for item in items)
    return Identity(
        precision=sum(n * n / predicted[pair[1]] for pair, n in both.items()) / len(items),
        recall=sum(n * n / gold[pair[0]] for pair, n in both.items()) / len(items),
        quotations=len(items),
        gold_speakers=len(gold),
        predicted_speakers=len(predicted),
    )
