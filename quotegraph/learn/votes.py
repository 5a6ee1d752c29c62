"""Train the vote over candidates (``quotegraph/extract/weights.json``, ``weights-tagged.json``) from gold annotations.

Every candidate that the rules propose is an example; it is positive where it matches a gold quotation (Jaccard of the
content's letters and digits at least 0.5) at least nearly as well as any other candidate does. Logistic regression with
an L2 penalty, fitted by Newton's method (no randomness, so no seed).

With taggers, the vote hears them, too. A tagger is surer of articles that it has learnt from than of others, so each
set must be read by one that has not seen it.

A corpus in another style than that of the open corpus marks fewer things: outermost quotations alone and, of
attributions, not all that are utterances (``quotative``). What such a corpus would not mark is no example there.

A second model learns the confidence of what the vote chooses in the same articles (:mod:`quotegraph.learn.confidence`).
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import tee
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotegraph.errors import QuotegraphError
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.decide import Vote, propose, type_of
from quotegraph.extract.features import features
from quotegraph.extract.tagged import Tagging
from quotegraph.extract.tagger import Tagger
from quotegraph.language import Reading, read
from quotegraph.learn.card import card_of, write_card
from quotegraph.learn.confidence import chosen_examples
from quotegraph.learn.gold import Corpus, Row, set_of
from quotegraph.lines import from_line
from quotegraph.model import Annotation, Quotation, Spans
from quotegraph.output import replacing

PENALTY = 2.0
TAGGED_PENALTY = 8.0
SEEN = 3  # times a feature must occur to get a weight
THRESHOLD, TAGGED_THRESHOLD = 0.36, 0.34
LEAST_CONFIDENCE = 0.3  # what is likelier wrong than this says is no quotation
CONFIDENCE_PENALTY = 2.0
VOTE_ALONE = {"vote": 4.0}
"""Weights of a confidence that is the vote's score, where nothing chosen was wrong (or right) to learn from."""
SEED = 20261124
LEAST = 10  # examples
Watch = Callable[[Iterable[Annotation]], Iterable[Annotation]]
"""Gives on the articles as they are read, to tell how far it is."""
SLACK = 0.15  # how much worse than the best candidate of a gold quotation (at most 1.5) a right one may be


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
    corpora: Sequence[Corpus], tagger_of: Callable[[str], Tagger | None] = lambda doc_id: None, watch: Watch = iter
) -> tuple[list[dict[str, float]], list[bool]]:
    """Features and labels of the candidates of gold articles; ``tagger_of`` gives the tagger that reads an article."""
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    seen = [(row, corpus.style == "brief") for corpus in corpora for row in _share(corpus)]
    gold, again = tee(watch([from_line(row) for row, _ in seen]))
    for (row, whole), annotation, reading in zip(seen, gold, read(one.article for one in again), strict=True):
        tagger = tagger_of(annotation.article.doc_id)
        tagging = Tagging.of(tagger.scores(reading)) if tagger is not None else None
        candidates = propose(reading, tagging)
        if whole:
            judged = _right(annotation.article.text, candidates, annotation.quotations)
        else:
            candidates, judged = _partly(reading, candidates, annotation.quotations, row)
        rows.extend(features(reading, candidate, tagging) for candidate in candidates)
        labels.extend(judged)
    return rows, labels


def _share(corpus: Corpus) -> Sequence[Row]:
    """The articles of a corpus, or as many of them, drawn by chance, as ``times`` says."""
    if corpus.times >= 1:
        return corpus.rows
    return random.Random(SEED).sample(corpus.rows, max(1, round(len(corpus.rows) * corpus.times)))


def _partly(
    reading: Reading, candidates: Sequence[Candidate], gold: Sequence[Quotation], row: Row
) -> tuple[list[Candidate], list[bool]]:
    """The candidates that a corpus of outermost utterances says something of, and which of them are right.

    Wrong ones are left out where they match an attribution that is no utterance, stand inside a quotation, or report
    an attitude: the corpus may not have marked them and they be right.
    """
    text = reading.article.text
    said = [bool(quote.get("quotative", True)) for quote in row["quotes"]]
    places = [characters(text, quotation.content) for quotation in gold]
    utterances = [quotation for quotation, is_said in zip(gold, said, strict=True) if is_said]
    outer = [place for place, is_said in zip(places, said, strict=True) if is_said]
    others = [place for place, is_said in zip(places, said, strict=True) if not is_said]

    def unknown(candidate: Candidate) -> bool:
        mine = characters(text, candidate.content)
        return (
            any(jaccard(mine, other) >= 0.4 for other in others)
            or any(mine < one and len(mine) < 0.8 * len(one) for one in outer)
            or type_of(reading, candidate) == "stance"
        )

    judged = zip(candidates, _right(text, candidates, utterances), strict=True)
    kept = [(candidate, right) for candidate, right in judged if right or not unknown(candidate)]
    return [candidate for candidate, _ in kept], [right for _, right in kept]


def _right(text: str, candidates: Sequence[Candidate], gold: Sequence[Quotation]) -> list[bool]:
    """Which candidates match a gold quotation as well as, or nearly as well as, the best one does."""
    found = [[agreement(text, candidate, quotation) for quotation in gold] for candidate in candidates]
    best = [max(column) for column in zip(*found, strict=True)]
    return [any(own and own >= top - SLACK for own, top in zip(row, best, strict=True)) for row in found]


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


def learn(
    corpora: Sequence[Corpus],
    out: Path,
    taggers: Sequence[str] = (),
    penalty: float | None = None,
    watch: Watch = iter,
) -> str:
    """Train on corpora and write the weights to ``out`` and their data card beside it; says what was done.

    Of a corpus that is seen less than once (``times``), a part is drawn by chance, with a fixed seed.
    ``taggers`` are folders of trained networks that vote, too: ``FOLDER`` or, for some sets only, ``FOLDER=SET,SET``.
    ``penalty``: PENALTY or, with taggers, TAGGED_PENALTY if it is None.
    """
    if penalty is None:
        penalty = TAGGED_PENALTY if taggers else PENALTY
    threshold = TAGGED_THRESHOLD if taggers else THRESHOLD
    articles = sum(len(_share(corpus)) for corpus in corpora)
    tagger_of = _taggers(taggers)
    rows, labels = examples(corpora, tagger_of, watch)
    if not 0 < sum(labels) < len(labels) or len(rows) < LEAST:
        raise QuotegraphError(
            f"{len(rows)} examples, {sum(labels)} of them positive, are too few to learn from; at least {LEAST} of both"
            " kinds are wanted"
        )
    weights = fit(rows, labels, penalty)
    chosen = [(row, corpus) for corpus in corpora for row in _share(corpus)]
    sure, right = chosen_examples(chosen, Vote(weights, threshold, {}, 0.0), tagger_of)
    confidence = fit(sure, right, CONFIDENCE_PENALTY) if 0 < sum(right) < len(right) else VOTE_ALONE
    held = {
        "threshold": threshold,
        "articles": articles,
        "examples": len(rows),
        "weights": weights,
        "least": LEAST_CONFIDENCE,
        "chosen": len(sure),
        "confidence": confidence,
    }
    with replacing(out) as file:
        file.write(json.dumps(held, indent=0, sort_keys=True) + "\n")
    counts = f"{len(rows)} examples, {sum(labels)} positive, {len(weights)} weights; confidence from {len(sure)} chosen"
    heard = ["/".join(Path(text).parts[-2:]) for text in taggers]  # the card is not to tell whose disk it was
    options = {
        "taggers": "; ".join(heard) or "none",
        "penalty": penalty,
        "threshold": threshold,
        "penalty of the confidence": CONFIDENCE_PENALTY,
        "least confidence": LEAST_CONFIDENCE,
    }
    write_card(card_of(out), "vote", corpora, options, [counts])
    return f"{articles} articles, {counts}: {out}"


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
    return lambda doc_id: of_set.get(set_of(doc_id), other)
