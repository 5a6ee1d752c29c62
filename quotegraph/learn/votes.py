"""Train the vote over candidates (``quotegraph/extract/weights.json``, ``weights-tagged.json``) from gold annotations.

    python -m quotegraph.learn.votes GOLD.jsonl [--without SET,SET] [--tagger FOLDER[=SET,SET]]... [--out WEIGHTS.json]

Every candidate that the rules propose is an example; it is positive where it matches a gold quotation (Jaccard of the
content's letters and digits at least 0.5) at least nearly as well as any other candidate does. Logistic regression with
an L2 penalty, fitted by Newton's method (no randomness, so no seed). Sets named by ``--without`` (first part of the
``doc_id``) are left out of training, for measuring on them. With ``--tagger`` the vote hears the tagger, too; a tagger
is surer of articles that it has learnt from than of others, so each set must be read by one that has not seen it:
``--tagger a=x,y --tagger b`` reads the sets x and y with a, the others with b.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotegraph.extract.candidates import Candidate
from quotegraph.extract.decide import propose
from quotegraph.extract.features import features
from quotegraph.extract.tagged import Tagging
from quotegraph.extract.tagger import Tagger
from quotegraph.language import read
from quotegraph.lines import from_line
from quotegraph.model import Annotation, Quotation, Spans

PENALTY = 2.0
TAGGED_PENALTY = 6.0
SEEN = 3  # times a feature must occur to get a weight
THRESHOLD = 0.45
ENOUGH = 0.75  # of the best possible score: content 1, source 0.3, cue 0.2


def characters(text: str, spans: Spans) -> frozenset[int]:
    """Places of the letters and digits of spans.

    >>> from quotegraph.model import Span
    >>> sorted(characters("a, b", (Span(0, 4),)))
    [0, 3]
    """
    return frozenset(i for span in spans for i in range(span.start, span.end) if text[i].isalnum())


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared part of two sets.

    >>> jaccard(frozenset({1, 2}), frozenset({2, 3}))
    0.3333333333333333
    """
    return len(one & other) / len(one | other) if one and other else 0.0


def agreement(text: str, candidate: Candidate, gold: Quotation) -> float:
    """How well a candidate matches: Jaccard of the contents plus shares for source and cue; 0 below a half."""
    content = jaccard(characters(text, candidate.content), characters(text, gold.content))
    if content < 0.5:
        return 0.0
    for weight, mine, theirs in ((0.3, candidate.source, gold.source), (0.2, candidate.cue, gold.cue)):
        if theirs:
            content += weight * jaccard(characters(text, mine), characters(text, theirs))
        elif not mine:
            content += weight / 2
    return content


def examples(
    gold: Iterable[Annotation], tagger_of: Callable[[str], Tagger | None] = lambda doc_id: None
) -> tuple[list[dict[str, float]], list[bool]]:
    """Features and labels of all candidates of gold articles; ``tagger_of`` gives the tagger that reads an article."""
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    annotations = list(gold)
    for annotation, reading in zip(annotations, read(a.article for a in annotations), strict=True):
        text = annotation.article.text
        tagger = tagger_of(annotation.article.doc_id)
        tagging = Tagging.of(tagger.scores(reading)) if tagger is not None else None
        for candidate in propose(reading, tagging):
            rows.append(features(reading, candidate, tagging))
            best = max((agreement(text, candidate, q) for q in annotation.quotations), default=0.0)
            labels.append(best >= ENOUGH)
    return rows, labels


def fit(rows: Sequence[dict[str, float]], labels: Sequence[bool], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of a logistic regression with an L2 penalty on all but the bias, by Newton's method.

    >>> weights = fit([{"bias": 1.0, "x": 1.0}, {"bias": 1.0}] * 5, [True, False] * 5)
    >>> weights["x"] > 0
    True
    """
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    column = {name: i for i, name in enumerate(names)}
    x: NDArray[np.float64] = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                x[i, column[name]] = value
    y = np.asarray(labels, dtype=float)
    ridge = np.full(len(names), penalty)
    if "bias" in column:
        ridge[column["bias"]] = 1e-6
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return {name: round(float(w[i]), 4) for name, i in column.items() if abs(w[i]) >= 5e-5}


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--without", default="")
    parser.add_argument("--tagger", action="append", default=[])
    parser.add_argument("--penalty", type=float)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    name = "weights-tagged.json" if options.tagger else "weights.json"
    out = options.out or Path(__file__).parent.parent / "extract" / name
    penalty = options.penalty or (TAGGED_PENALTY if options.tagger else PENALTY)
    left_out = set(options.without.split(",")) - {""}
    gold = [
        from_line(json.loads(line), f"{path}:{number}")
        for path in options.gold
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]
    gold = [annotation for annotation in gold if annotation.article.doc_id.split("/")[0] not in left_out]
    rows, labels = examples(gold, _taggers(options.tagger))
    weights = fit(rows, labels, penalty)
    held = {"threshold": THRESHOLD, "articles": len(gold), "examples": len(rows), "weights": weights}
    out.write_text(json.dumps(held, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(gold)} articles, {len(rows)} examples, {sum(labels)} positive, {len(weights)} weights: {out}")


def _taggers(given: Sequence[str]) -> Callable[[str], Tagger | None]:
    """The tagger of each article, by the set it belongs to."""
    of_set: dict[str, Tagger] = {}
    other: Tagger | None = None
    for text in given:
        folder, _, sets = text.partition("=")
        tagger = Tagger(Path(folder))
        for name in filter(None, sets.split(",")):
            of_set[name] = tagger
        if not sets:
            other = tagger
    return lambda doc_id: of_set.get(doc_id.split("/")[0], other)


if __name__ == "__main__":
    main()
