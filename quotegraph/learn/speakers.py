"""Train the choice of whom a pronoun or a role means (``quotegraph/speakers/weights.json``) from gold annotations.

Each source that is a pronoun or a definite role phrase is an example: its options are those of the article at that
place, the right one is the option that bears the gold speaker's name. Conditional logit (McFadden 1974), fitted by
Newton's method (no randomness, so no seed), with an L2 penalty on how far the weights are from plain ones (START). As
what is found earlier in an article changes the options later on, the articles are gone through several times, each
time with the weights learnt before, and the examples of all times count (Ross, Gordon & Bagnell 2011).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from quotegraph.errors import QuotegraphError
from quotegraph.language import Reading, read
from quotegraph.learn.card import card_of, write_card
from quotegraph.learn.gold import Corpus, Row
from quotegraph.lines import from_line
from quotegraph.model import Annotation, Quotation, Speaker
from quotegraph.output import replacing
from quotegraph.speakers.cast import Entity, same_person
from quotegraph.speakers.mentions import names_in
from quotegraph.speakers.names import fold, parse_name
from quotegraph.speakers.phrases import described, take_apart
from quotegraph.speakers.ranking import QUESTIONS, Option, Question, Weights, probabilities
from quotegraph.speakers.within import gone_through

PENALTY = 4.0
ROUNDS = 3
_LIGHTER = {"role": 0.5}  # kinds whose features are more and rarer, and the share of the penalty that they bear
SEEN = 5  # options that a feature must tell apart to get a weight
LEAST = 10  # examples
Watch = Callable[[Iterable[Annotation]], Iterable[Annotation]]
"""Gives on the articles as they are read, to tell how far it is."""
START: dict[str, dict[str, float]] = {
    "person": {"salience": 3.0, "gender unknown": -1.5} | {f"kind unknown {n}": -2.5 for n in (1, 2, 3)},
    "thing": {"salience": 3.0, "other number": -2.0, "kind location": -1.5}
    | {f"kind unknown {n}": -1.5 for n in (1, 2, 3)},
    "role": {"fit": 8.0, "salience": 0.5, "new": 4.5, "not yet": -1.5, "new, any person": -3.0, "new, of an age": -3.0},
}
"""Weights with which the articles are gone through first: the most prominent, the best fitting."""


@dataclass(frozen=True, slots=True)
class Example:
    """The options of a question and which of them are right."""

    kind: str
    options: tuple[Option, ...]
    right: tuple[bool, ...]


def learn(corpora: Sequence[Corpus], out: Path, penalty: float = PENALTY, watch: Watch = iter) -> str:
    """Train on corpora and write the weights to ``out`` and their data card beside it; says what was done.

    The temperatures are fitted on the sets left out (on those seen if none is).
    """
    seen = _read([row for corpus in corpora for row in corpus.rows], watch)
    aside = _read([row for corpus in corpora for row in corpus.left_out], watch)
    weights = Weights(START, dict.fromkeys(QUESTIONS, 1.0), dict.fromkeys(QUESTIONS, 1.0))
    examples: list[Example] = []
    for _ in range(ROUNDS):
        examples += _answerable(seen, weights)
        if len(examples) < LEAST:
            raise QuotegraphError(f"{len(examples)} examples are too few to learn from; at least {LEAST} are wanted")
        weights = replace(weights, of={kind: _learnt(kind, examples, penalty) for kind in QUESTIONS})
    learnt = [example for gold, reading in seen for example in examples_of(gold, reading, weights)]
    measured = [example for gold, reading in aside for example in examples_of(gold, reading, weights)]
    judged = measured or learnt
    weights = replace(
        weights,
        temperature={kind: temperature(kind, judged, weights) for kind in QUESTIONS},
        coverage={kind: _coverage(kind, judged) for kind in QUESTIONS},
    )
    held = {"coverage": weights.coverage, "temperature": weights.temperature, "weights": weights.of}
    with replacing(out) as file:
        file.write(json.dumps(held, indent=0, sort_keys=True) + "\n")
    lines = [*_told("learnt from", learnt, weights), *_told("not seen", measured, weights)]
    write_card(card_of(out), "speakers", corpora, {"penalty": penalty, "rounds": ROUNDS}, lines)
    return f"{len(seen)} articles: {out}\n" + "\n".join(lines)


def _read(rows: Sequence[Row], watch: Watch) -> list[tuple[Annotation, Reading]]:
    gold, again = tee(watch([from_line(row) for row in rows]))
    return list(zip(gold, read(one.article for one in again), strict=True))


def _answerable(read_articles: Sequence[tuple[Annotation, Reading]], weights: Weights) -> list[Example]:
    found = (example for gold, reading in read_articles for example in examples_of(gold, reading, weights))
    return [example for example in found if any(example.right) and not all(example.right)]


def _coverage(kind: str, examples: Sequence[Example]) -> float:
    """The share of questions with a right option, after Laplace."""
    own = [any(example.right) for example in examples if example.kind == kind]
    return round((sum(own) + 1) / (len(own) + 2), 3)


def examples_of(gold: Annotation, reading: Reading, weights: Weights) -> list[Example]:
    """The examples of an article, with the options as the article is gone through with ``weights``."""
    bare = tuple(replace(q, speaker=None, stances=(), via=None) for q in gold.quotations)
    if not bare or not reading.blocks:
        return []
    questions = gone_through(reading, bare, weights, ask=True).course.questions or []
    text = gold.article.text
    called = {
        (fold(described(span.of(text))), quotation.speaker.name)
        for quotation in gold.quotations
        for span in quotation.source
        if quotation.speaker is not None
    }

    def is_right(entity: Entity | None, speaker: Speaker) -> bool:
        if entity is None:
            return False
        return is_called(entity, speaker) or (fold(entity.description), speaker.name) in called

    found = []
    for quotation in gold.quotations:
        if quotation.speaker is None or not quotation.source:
            continue
        question = _asked_at(text, quotation, questions)
        if question is None:
            continue
        right = [is_right(one.entity, quotation.speaker) for one in question.options]
        if question.kind == "role" and not any(right):
            right[-1] = True
        if right:
            found.append(Example(question.kind, question.options, tuple(right)))
    return found


def _asked_at(text: str, quotation: Quotation, questions: Sequence[Question]) -> Question | None:
    """The first question that came up on the head of the source, else where it begins."""
    phrase = take_apart(text, quotation.source[0], names_in(text))
    if phrase.form not in ("pronoun", "role"):
        return None
    head = text.casefold().find(phrase.noun, phrase.start, phrase.start + len(phrase.text))
    asked = {question.at: question for question in reversed(questions)}
    begun = asked.get(phrase.start)
    return asked.get(head) or (begun if begun is not None and begun.kind == phrase.form else None)


def is_called(entity: Entity, speaker: Speaker) -> bool:
    """Whether an entity of an article is the gold speaker, by the names that the article gives it.

    >>> from collections import Counter
    >>> holt = Entity("person", names=Counter({"Holt": 2}))
    >>> is_called(holt, Speaker("mara-holt", "Mara Holt")), is_called(holt, Speaker("mara-holm", "Mara Holm"))
    (True, False)
    """
    if not entity.names:
        return fold(entity.description) == fold(described(speaker.name))
    wanted = parse_name(speaker.name)
    for name in entity.names:
        if fold(name).removeprefix("the ") == fold(speaker.name).removeprefix("the "):
            return True
        given = parse_name(name)
        if speaker.kind == "person" and (
            same_person(given, wanted) or (len(given.words) == 1 and fold(given.last) in map(fold, wanted.words))
        ):
            return not (speaker.gender and entity.gender and speaker.gender != entity.gender)
    return speaker.kind == "country" and fold(speaker.name) in (fold(name) for name in entity.names)


def _learnt(kind: str, examples: Sequence[Example], penalty: float) -> dict[str, float]:
    own = [example for example in examples if example.kind == kind]
    return fit(own, penalty * _LIGHTER.get(kind, 1.0), START[kind])


_SHOWN = {"person": "he", "thing": "it", "role": "the minister"}


def fit(
    examples: Sequence[Example], penalty: float = PENALTY, start: Mapping[str, float] = MappingProxyType({})
) -> dict[str, float]:
    """Weights of a conditional logit by Newton's method, with an L2 penalty on how far they are from ``start``.

    >>> ann, bo = Option(Entity("person"), {"near": 1.0}), Option(Entity("person"), {})
    >>> fit([Example("person", (ann, bo), (True, False))] * 9)["near"] > 0
    True
    """
    counts = Counter(name for example in examples for one in example.options for name in one.features)
    names = sorted({name for name, count in counts.items() if count >= SEEN} | set(start))
    column = {name: i for i, name in enumerate(names)}
    tables = [_table(example, column) for example in examples]
    mean = np.array([start.get(name, 0.0) for name in names])
    w = mean.copy()

    def loss(at: NDArray[np.float64]) -> float:
        shares = ((_softmax(x @ at) * right).sum() for x, right in tables)
        return penalty / 2 * float(((at - mean) ** 2).sum()) - sum(math.log(max(1e-12, share)) for share in shares)

    least = loss(w)
    for _ in range(100):
        gradient, hessian = penalty * (w - mean), np.eye(len(names)) * penalty
        for x, right in tables:
            p = _softmax(x @ w)
            among = p * right / max(1e-12, float((p * right).sum()))  # of several right ones, the likelier count more
            gradient += x.T @ (p - among)
            hessian += (x.T * p) @ x - np.outer(x.T @ p, x.T @ p)
        step = np.linalg.solve(hessian, gradient)
        length = next((size for size in (0.5**n for n in range(20)) if loss(w - size * step) < least), 0.0)
        w -= length * step
        least = loss(w)
        if length * float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(w[i]), 4) for name, i in column.items() if abs(w[i]) >= 5e-4}


def _table(example: Example, column: dict[str, int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x: NDArray[np.float64] = np.zeros((len(example.options), len(column)))
    for i, one in enumerate(example.options):
        for name, value in one.features.items():
            if name in column:
                x[i, column[name]] = value
    return x, np.asarray(example.right, dtype=float)


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum())


def temperature(kind: str, examples: Sequence[Example], weights: Weights) -> float:
    """The temperature at which the probabilities of the right options of a kind of question are likeliest."""
    own = [example for example in examples if example.kind == kind and any(example.right)]

    def loss(value: float) -> float:
        return -sum(math.log(max(1e-9, _share(example, weights, value))) for example in own)

    return min((round(0.5 * 1.1**n, 3) for n in range(21)), key=loss) if own else 1.0


def _share(example: Example, weights: Weights, value: float) -> float:
    shares = probabilities(example.options, weights.of[example.kind], value)
    return sum(share for share, right in zip(shares, example.right, strict=True) if right)


def _told(label: str, examples: Sequence[Example], weights: Weights) -> list[str]:
    """What share of each kind of question is answered right, and how sure the answers are on average."""
    told = []
    for kind in QUESTIONS:
        own = [example for example in examples if example.kind == kind]
        answers = [probabilities(e.options, weights.of[kind], weights.temperature[kind]) for e in own]
        hits = [e.right[max(range(len(p)), key=lambda n: (p[n], -n))] for e, p in zip(own, answers, strict=True)]
        if own:
            sure = sum(max(p) for p in answers) / len(own) * weights.coverage[kind]
            told.append(
                f"{label}, “{_SHOWN[kind]}”: {100 * sum(hits) / len(own):.1f} % of {len(own)} right,"
                f" mean confidence {100 * sure:.1f} %"
            )
    return told
