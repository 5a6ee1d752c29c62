"""Logistic models: fitted, written, read again."""

import numpy as np
import pytest

from quotegraph.stance.judge import FEATURES, Weights, shipped
from quotegraph.stance.linear import Logistic, fit, sigmoid


def test_fit_finds_the_line_that_made_the_data() -> None:
    generator = np.random.default_rng(7)
    rows = generator.normal(size=(4000, 3))
    yes = generator.random(4000) < sigmoid(2 * rows[:, 0] - rows[:, 1] + 0.5)
    model = fit(("a", "b", "c"), rows, yes.astype(float), penalty=1e-3)
    slopes = model.weights / model.scale
    assert slopes == pytest.approx([2, -1, 0], abs=0.2)
    assert model.bias - slopes @ model.mean == pytest.approx(0.5, abs=0.2)


def test_without_evidence_the_weights_are_those_expected() -> None:
    rows = np.array([[0.0, 1.0], [2.0, 1.0], [0.0, 3.0], [2.0, 3.0]])
    model = fit(("a", "b"), rows, np.full(4, 0.5), penalty=1e6, expected={"b": 0.75})
    assert model.weights / model.scale == pytest.approx([0, 0.75], abs=1e-3)


def test_a_constant_feature_is_no_error() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    model = fit(("same", "other"), rows, np.array([0.0, 0.0, 1.0]), penalty=1.0)
    assert np.isfinite(model.probability(rows)).all()


def test_model_is_the_same_after_json_whatever_the_order_of_features() -> None:
    model = Logistic(("a", "b"), np.array([1.0, 2.0]), np.array([1.0, 0.5]), np.array([0.25, -3.0]), 0.125)
    again = Logistic.from_json(model.to_json(), ("b", "a"))
    rows = np.array([[0.5, 0.75]])
    assert again.logit(rows[:, ::-1]) == pytest.approx(model.logit(rows))


def test_a_missing_feature_is_named() -> None:
    model = Logistic(("a",), np.zeros(1), np.ones(1), np.ones(1), 0.0)
    with pytest.raises(KeyError, match="b"):
        Logistic.from_json(model.to_json(), ("a", "b"))


def test_shipped_weights_have_every_model_and_come_back_from_json() -> None:
    weights = shipped()
    assert {name: model.names for name, model in weights.models.items()} == FEATURES
    assert Weights.from_json(weights.to_json()).to_json() == weights.to_json()
