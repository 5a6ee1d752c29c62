"""Train the models of the stance stage (``quotegraph/stance/weights.json``) from gold annotations.

The first part of a ``doc_id`` names its set (``rent-cap/03``); each set has its own topics.
Each model learns from what the models before it say of sets that they did not see, and the figures that are printed are
made the same way. Logistic regression with an L2 penalty by Newton's method: no randomness, so no seed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.language import read
from quotegraph.learn.card import card_of, write_card
from quotegraph.learn.gold import Corpus, set_of
from quotegraph.model import Annotation, Quotation, Topic
from quotegraph.output import replacing
from quotegraph.stance import calibration, relevance
from quotegraph.stance.judge import FEATURES, Evidence, Weights, evidence
from quotegraph.stance.linear import Logistic, fit, sigmoid
from quotegraph.stance.topics import Topics, prepare
from quotegraph.stance.words import Array, Vectors

Watch = Callable[[Iterable[str]], Iterable[str]]
"""Gives on the names of the sets as they are read, to tell how far it is."""

FOLDS = 5
PENALTY = {
    "first": 30.0,
    "second": 30.0,
    "side": 1000.0,
    "sided": 100.0,
    "pooled": 30.0,
    "sure": 10.0,
    "guarded": 100.0,
    "emphatic": 100.0,
}
LEAST = (0.25, 0.3, 0.35, 0.4, 0.45)
"""Probabilities of a topic that are tried as the least to be given out."""
LEAST_SIDE = 0.45
"""The least probability of a side that is given out, below which the stance is neutral rather than guessed: one that
turns fewer sides round and loses no statement for it, on sets not learnt from."""

EXPECTED = {
    "side": {
        "for:phrase:named": 2.0,
        "for:phrase:meant": 1.5,
        "for:clause:named": 1.5,
        "for:clause:meant": 0.5,
        "turning:phrase:named": 2.0,
        "turning:phrase:meant": 1.5,
        "turning:clause:named": 1.0,
        "turning:clause:meant": 0.5,
        "tone:phrase:named": 1.0,
        "tone:phrase:meant": 0.7,
        "done": 0.7,
        "verb": 0.7,
        "duty": 0.4,
        "frame_done": 0.3,
        "judged": 1.0,
        "it_judged": 0.7,
        "called": 1.0,
        "near_topic": 0.5,
        "attitudes": 0.8,
        "actions": 0.4,
        "judgements": 0.5,
        "source": 0.7,
        "parity": 0.2,
    }
}
"""Weights that the language itself lets one expect: the penalty draws to them, so that few examples do not mislead."""

_SIDES = {"support": 1, "oppose": -1, "neutral": 0}


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """An article, its features and its gold: ``on`` (quotations, topics) 0 or 1; ``side`` 1, -1, 0; ``intensity``."""

    fold: str
    quotations: tuple[Quotation, ...]
    topics: Topics
    evidence: Evidence
    on: Array
    side: Array
    intensity: Array


def examples(annotations: Iterable[Annotation], topics: Sequence[Topic], fold: str, vectors: Vectors) -> list[Example]:
    """The articles of one set made ready for training."""
    ready = prepare(topics, vectors)
    place = {topic.id: i for i, topic in enumerate(topics)}
    out = []
    kept = [annotation for annotation in annotations if annotation.quotations]
    for annotation, reading in zip(kept, read(a.article for a in kept), strict=True):
        shape = (len(annotation.quotations), len(topics))
        on, side, intensity = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        for i, quotation in enumerate(annotation.quotations):
            for stance in quotation.stances:
                at = place[stance.topic]
                on[i, at], side[i, at], intensity[i, at] = 1, _SIDES[stance.stance], stance.intensity
        found = evidence(reading, annotation.quotations, ready, vectors)
        out.append(Example(fold, annotation.quotations, ready, found, on, side, intensity))
    return out


@dataclass(slots=True)
class Trainer:
    """Fits each model in turn on what the ones before it say of unseen sets."""

    examples: Sequence[Example]
    seen: dict[str, list[Array]]

    def fit(self, name: str, features: Sequence[Array], yes: Sequence[Array], rows: Sequence[Array]) -> Logistic:
        """The model on all rows; ``seen[name]`` gets its log odds for each article from models without its set."""
        out: list[Array] = [np.zeros(0)] * len(self.examples)
        for held in _folds(self.examples):
            inside = [i for i, example in enumerate(self.examples) if example.fold not in held]
            model = _fit(name, [features[i] for i in inside], [yes[i] for i in inside], [rows[i] for i in inside])
            for i, example in enumerate(self.examples):
                if example.fold in held:
                    out[i] = model.logit(features[i])
        self.seen[name] = out
        return _fit(name, features, yes, rows)


def _folds(examples: Sequence[Example]) -> list[frozenset[str]]:
    """The sets, divided into at most FOLDS parts, each to be judged by models of the others."""
    names = sorted({example.fold for example in examples})
    return [frozenset(names[start::FOLDS]) for start in range(min(FOLDS, len(names)))]


def _fit(name: str, features: Sequence[Array], yes: Sequence[Array], rows: Sequence[Array]) -> Logistic:
    x = np.concatenate([f[r > 0] for f, r in zip(features, rows, strict=True)])
    y = np.concatenate([f[r > 0] for f, r in zip(yes, rows, strict=True)])
    weight = np.concatenate([r[r > 0] for r in rows])
    return fit(FEATURES[name], x, y.astype(float), PENALTY[name], weight, EXPECTED.get(name))


def train(found: Sequence[Example]) -> tuple[Weights, list[tuple[Array, ...]]]:
    """The weights, and for each article (relevance, support, sided, sure) as models say that did not see its set."""
    trainer = Trainer(found, {})
    models: dict[str, Logistic] = {}
    all_pairs = [np.ones_like(e.on) for e in found]
    bearing = [e.on for e in found]
    sided = [np.abs(e.side) for e in found]
    models["first"] = trainer.fit("first", [e.evidence.first for e in found], bearing, all_pairs)
    second = [
        relevance.second_features(e.evidence.first, logits, e.evidence.arounds, e.quotations)
        for e, logits in zip(found, trainer.seen["first"], strict=True)
    ]
    models["second"] = trainer.fit("second", second, bearing, all_pairs)
    chance = [
        relevance.own_country(logits, e.evidence.arounds, e.quotations, e.topics)
        for e, logits in zip(found, trainer.seen["second"], strict=True)
    ]
    models["side"] = trainer.fit(
        "side", [e.evidence.pointing for e in found], [(e.side > 0).astype(float) for e in found], sided
    )
    pooled = [
        calibration.pooled_features(logits, p, e.evidence.arounds, e.quotations)
        for e, logits, p in zip(found, trainer.seen["side"], chance, strict=True)
    ]
    models["pooled"] = trainer.fit("pooled", pooled, [(e.side > 0).astype(float) for e in found], sided)
    setting = [e.evidence.setting for e in found]
    models["sided"] = trainer.fit("sided", setting, sided, bearing)
    models["guarded"] = trainer.fit("guarded", setting, [(e.intensity == 1).astype(float) for e in found], sided)
    models["emphatic"] = trainer.fit("emphatic", setting, [(e.intensity == 3).astype(float) for e in found], sided)
    support = [sigmoid(logits) for logits in trainer.seen["pooled"]]
    has_side = [sigmoid(logits) for logits in trainer.seen["sided"]]
    sure = [
        calibration.sure_features(p, s, h, e.quotations, LEAST_SIDE)
        for p, s, h, e in zip(chance, support, has_side, found, strict=True)
    ]
    guess = [calibration.sides(s, h, LEAST_SIDE) for s, h in zip(support, has_side, strict=True)]
    right = [((e.on > 0) & (e.side == g)).astype(float) for e, g in zip(found, guess, strict=True)]
    models["sure"] = trainer.fit("sure", sure, right, [(p > 0.15).astype(float) for p in chance])
    certain = [sigmoid(logits) for logits in trainer.seen["sure"]]
    said: list[tuple[Array, ...]] = list(zip(chance, support, has_side, certain, strict=True))
    least = max(LEAST, key=lambda level: figures(found, said, level)[1])
    return Weights(models, least, LEAST_SIDE), said


def figures(found: Sequence[Example], said: Sequence[tuple[Array, ...]], least: float) -> tuple[float, float, float]:
    """F1 of (article, speaker, topic), F1 of the same with a side, and, topics given, the share of gold sides met."""
    counts = np.zeros((2, 3))
    sides: list[Array] = []
    for example, (chance, support, has_side, _) in zip(found, said, strict=True):
        guess = calibration.sides(support, has_side, LEAST_SIDE)
        gold = _statements(example, example.on, example.side)
        mine = _statements(example, (chance >= least).astype(float), guess)
        sided, own = {s for s in gold if s[2]}, {s for s in mine if s[2]}
        topics, own_topics = {s[:2] for s in gold}, {s[:2] for s in mine}
        counts[0] += len(topics & own_topics), len(own_topics), len(topics)
        counts[1] += len(sided & own), len(own), len(sided)
        sides.append((guess == example.side)[example.side != 0])
    topic, signed = 2 * counts[:, 0] / np.maximum(1, counts[:, 1] + counts[:, 2])
    return float(topic), float(signed), float(np.concatenate(sides).mean())


def _statements(example: Example, taken: Array, side: Array) -> set[tuple[str, int, int]]:
    names = [quotation.speaker.name if quotation.speaker else "" for quotation in example.quotations]
    return {(names[i], int(j), int(side[i, j])) for i, j in zip(*np.nonzero(taken), strict=True)}


def learn(
    corpora: Sequence[Corpus], out: Path, topics_of: Callable[[str], Sequence[Topic]], watch: Watch = iter
) -> str:
    """Train on corpora and write the weights to ``out`` and their data card beside it; says how good they are.

    ``topics_of`` gives the topics of a set. A QuotegraphError where there are fewer than two sets, where a stance is on
    a topic that its set does not have, or where the sets hold too little to learn each model from.
    """
    sets: dict[str, list[Annotation]] = {}
    for annotation in (annotation for corpus in corpora for annotation in corpus.annotations()):
        sets.setdefault(set_of(annotation.article.doc_id), []).append(annotation)
    if len(sets) < 2:
        raise QuotegraphError(
            f"{corpora[0].place}: one set ({', '.join(sets)}); two are needed, to learn from one what holds for another"
        )
    vectors = Vectors()
    found: list[Example] = []
    for name in watch(list(sets)):
        topics = topics_of(name)
        _check_topics(sets[name], topics, name)
        found += examples(sets[name], topics, name, vectors)
    _check_sides(found)
    weights, said = train(found)
    topic, signed, side = figures(found, said, weights.least)
    with replacing(out) as file:
        file.write(json.dumps(weights.to_json(), indent=1) + "\n")
    measured = f"on unseen sets, with gold quotations: topics F1 {topic:.3f}, signed F1 {signed:.3f}, side {side:.3f}"
    options = {"folds": FOLDS, "penalties": ", ".join(f"{name} {value:g}" for name, value in PENALTY.items())}
    write_card(card_of(out), "stance", corpora, options, [measured])
    return f"{len(found)} articles learnt; {measured}: {out}"


def _check_sides(found: Sequence[Example]) -> None:
    for held in _folds(found):
        others = [example.side for example in found if example.fold not in held]
        for side, value in (("supports", 1), ("opposes", -1)):
            if not any(np.any(one == value) for one in others):
                raise QuotegraphError(
                    f"too little to learn from: no quotation {side} a topic but in {', '.join(sorted(held))}"
                )


def _check_topics(annotations: Iterable[Annotation], topics: Sequence[Topic], name: str) -> None:
    known = [topic.id for topic in topics]
    for annotation in annotations:
        for quotation in annotation.quotations:
            for stance in quotation.stances:
                if stance.topic not in known:
                    raise QuotegraphError(
                        f"{annotation.article.doc_id}: {quotation.id}: topic {stance.topic!r} is not one of the set"
                        f" {name}: {', '.join(known)}"
                    )
