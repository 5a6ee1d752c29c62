"""Logistic models with named features: trained and kept as a small table of weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quotegraph.stance.words import Array


@dataclass(frozen=True, slots=True, eq=False)
class Logistic:
    """P(yes) = 1 / (1 + exp(-(bias + weights · (features - mean) / scale)))."""

    names: tuple[str, ...]
    mean: Array
    scale: Array
    weights: Array
    bias: float

    def logit(self, features: Array) -> Array:
        """Log odds of each row of features, shape (rows, features) → (rows,).

        >>> one = Logistic(("a",), np.zeros(1), np.ones(1), np.array([2.0]), -1.0)
        >>> one.logit(np.array([[0.5]]))
        array([0.])
        """
        slopes = self.weights / self.scale  # so that no copy of the features is made
        return np.asarray(features @ slopes + (self.bias - self.mean @ slopes))

    def probability(self, features: Array) -> Array:
        """Probability of yes for each row of features."""
        return sigmoid(self.logit(features))

    def to_json(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            "bias": round(self.bias, 4),
            "features": {
                name: [round(float(x), 4) for x in row]
                for name, *row in zip(self.names, self.mean, self.scale, self.weights, strict=True)
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], names: Sequence[str]) -> Logistic:
        """The model of a JSON object, its features put into the order of ``names``; KeyError if one is missing."""
        rows = np.array([data["features"][name] for name in names]).reshape(len(names), 3)
        return cls(tuple(names), rows[:, 0], rows[:, 1], rows[:, 2], float(data["bias"]))


def sigmoid(logit: Array) -> Array:
    """1 / (1 + exp(-x)), safe for any x.

    >>> sigmoid(np.array([0.0, 1000.0]))
    array([0.5, 1. ])
    """
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0))))


def fit(
    names: Sequence[str],
    features: Array,
    yes: Array,
    penalty: float,
    weight: Array | None = None,
    expected: Mapping[str, float] | None = None,
) -> Logistic:
    """A logistic model with L2 ``penalty`` on weights of standardised features, by Newton's method.

    ``yes`` holds 0 and 1 (or probabilities) for each row, ``weight`` how much a row counts. ``expected`` gives the
    weights (of features as they come) that the penalty draws to, 0 for those not named: what is known before any data.

    >>> rows = np.array([[0.0], [1.0], [2.0], [3.0]])
    >>> model = fit(("a",), rows, np.array([0.0, 0.0, 1.0, 1.0]), 1.0)
    >>> model.probability(rows).round(1)
    array([0.2, 0.4, 0.6, 0.8])
    """
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    x = np.concatenate([(features - mean) / scale, np.ones((len(features), 1))], axis=1)
    counts = np.ones(len(x)) if weight is None else weight
    ridge = np.diag([*([penalty] * (x.shape[1] - 1)), 1e-6])
    centre = np.array([*((expected or {}).get(name, 0.0) * one for name, one in zip(names, scale, strict=True)), 0.0])
    w = centre.copy()
    for _ in range(30):
        p = sigmoid(x @ w)
        gradient = x.T @ (counts * (p - yes)) + ridge @ (w - centre)
        curve = (x * (counts * np.maximum(p * (1 - p), 1e-6))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, gradient)
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    return Logistic(tuple(names), mean, scale, w[:-1], float(w[-1]))
