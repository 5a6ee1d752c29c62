"""Training of the stance models: ``python -m quotegraph.learn.stance GOLD.jsonl TOPICS -o weights.json``.

GOLD holds annotation lines whose ``doc_id`` begins with the name of their set (``rent-cap/03``); TOPICS is a folder
with a topic file for each set. Each model learns from what the models before it say of sets that they did not see; the
figures that are printed are made the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from quotegraph.language import read
from quotegraph.model import Annotation, Quotation, Topic
from quotegraph.stance import calibration, relevance
from quotegraph.stance.judge import FEATURES, Evidence, Weights, evidence
from quotegraph.stance.linear import Logistic, fit, sigmoid
from quotegraph.stance.topics import Topics, prepare
from quotegraph.stance.words import Array, Vectors

FOLDS = 5
PENALTY = {
    "first": 30.0,
    "second": 30.0,
    "side": 100.0,
    "sided": 100.0,
    "pooled": 30.0,
    "sure": 10.0,
    "guarded": 100.0,
    "emphatic": 100.0,
}
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
        folds = sorted({example.fold for example in self.examples})
        out: list[Array] = [np.zeros(0)] * len(self.examples)
        for start in range(FOLDS):
            held = set(folds[start::FOLDS])
            inside = [i for i, example in enumerate(self.examples) if example.fold not in held]
            model = _fit(name, [features[i] for i in inside], [yes[i] for i in inside], [rows[i] for i in inside])
            for i, example in enumerate(self.examples):
                if example.fold in held:
                    out[i] = model.logit(features[i])
        self.seen[name] = out
        return _fit(name, features, yes, rows)


def _fit(name: str, features: Sequence[Array], yes: Sequence[Array], rows: Sequence[Array]) -> Logistic:
    x = np.concatenate([f[r > 0] for f, r in zip(features, rows, strict=True)])
    y = np.concatenate([f[r > 0] for f, r in zip(yes, rows, strict=True)])
    weight = np.concatenate([r[r > 0] for r in rows])
    return fit(FEATURES[name], x, y.astype(float), PENALTY[name], weight)


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
        calibration.sure_features(p, s, h, e.quotations)
        for p, s, h, e in zip(chance, support, has_side, found, strict=True)
    ]
    guess = [np.where(h < 0.5, 0, np.where(s >= 0.5, 1, -1)) for s, h in zip(support, has_side, strict=True)]
    right = [((e.on > 0) & (e.side == g)).astype(float) for e, g in zip(found, guess, strict=True)]
    models["sure"] = trainer.fit("sure", sure, right, [(p > 0.15).astype(float) for p in chance])
    certain = [sigmoid(logits) for logits in trainer.seen["sure"]]
    return Weights(models, 0.35, 0.5), list(zip(chance, support, has_side, certain, strict=True))
