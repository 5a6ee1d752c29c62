"""Two predictions beside each other; confidences; the JSON form."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.evaluate import evaluate
from quotegraph.evaluate.compare import compare
from quotegraph.evaluate.record import comparison_record, record
from quotegraph.evaluate.reliability import Bin, reliability
from tests.evaluate.articles import A, B, C, article, quotation

GOLD = [article(name, quotation("1", A, type="direct"), quotation("2", B)) for name in "uvwxyz"]
FIRST = [article(name, quotation("p", A, confidence=0.6)) for name in "uvwxyz"]
SECOND = [article(name, quotation("p", B), quotation("q", C)) for name in "uv"] + [
    article(name, quotation("p", A), quotation("q", B)) for name in "wxyz"
]


def test_differences_by_hand():
    comparison = compare(GOLD, FIRST, SECOND)
    assert comparison.first == evaluate(GOLD, FIRST)
    assert comparison.second == evaluate(GOLD, SECOND)
    found = comparison.differences["detect"]
    assert found.value == pytest.approx(2 * 10 / 24 - 2 * 6 / 18)
    low, high = found.interval
    assert low <= found.value <= high
    assert 0.5 < found.above <= 1
    assert [(one.doc_id, one.quotation) for one in comparison.only_first] == [("u", "1"), ("v", "1")]
    assert [(one.doc_id, one.quotation) for one in comparison.only_second] == [(name, "2") for name in "uvwxyz"]
    assert "topic" not in comparison.differences  # gold has no stance
    lines = comparison.table("before", "after").splitlines()
    assert lines[0] == "6 articles; 1 = before, 2 = after"
    assert lines[-1] == "quotations that only 1 finds: 2, only 2: 6"
    assert max(map(len, lines)) <= 100


def test_a_prediction_does_not_differ_from_itself():
    comparison = compare(GOLD, FIRST, FIRST)
    assert all((one.value, one.interval, one.above) == (0, (0, 0), 0) for one in comparison.differences.values())
    assert comparison.only_first == comparison.only_second == ()
    assert compare(GOLD, FIRST, SECOND, samples=0).differences["detect"].interval is None


def test_the_same_seed_draws_the_same_articles_for_both():
    # the second is better by one quotation in each article, so it is in each sample, too
    comparison = compare(GOLD, FIRST, GOLD)
    assert comparison.differences["detect"].interval == pytest.approx((1 / 3, 1 / 3))


def test_reliability_by_hand():
    found = reliability([(0.95, True), (0.95, False), (0.4, True), (0.1, False), (1.0, True)], gold=10)
    assert found.bins == (
        Bin(0.1, 0.2, 1, 0, 0.1),
        Bin(0.4, 0.5, 1, 1, 0.4),
        Bin(0.9, 1.0, 3, 2, pytest.approx(2.9 / 3)),
    )
    assert found.error == pytest.approx((0.1 + 0.6 + 0.9) / 5)
    # pairs right–wrong: .95 ties with .95 and beats .1; .4 beats .1 alone; 1 beats both: 0.5 + 1 + 1 + 2 of 6
    assert found.area == pytest.approx(4.5 / 6)
    assert [(level.confidence, level.predictions, level.right) for level in found.levels[-2:]] == [
        (0.9, 3, 2),
        (0.95, 3, 2),
    ]
    assert reliability([(0.5, True)], gold=1).area is None
    assert reliability([], gold=1) is None


judged = st.lists(st.tuples(st.sampled_from([0.0, 0.25, 0.3, 0.99, 1.0]), st.booleans()), min_size=1, max_size=30)


@given(judged)
def test_area_is_the_share_of_pairs_in_order(cases):
    right = [confidence for confidence, is_right in cases if is_right]
    wrong = [confidence for confidence, is_right in cases if not is_right]
    pairs = [(a > b) + (a == b) / 2 for a in right for b in wrong]
    found = reliability(cases, gold=len(cases))
    assert found.area == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)
    assert sum(one.predictions for one in found.bins) == len(cases)
    assert 0 <= found.error <= 1


def test_confidence_is_that_of_content_and_source():
    gold = article("x", quotation("1", A, source=[(0, 5)]), quotation("2", B))
    found = article("x", quotation("p", A, source=[C], confidence=0.9), quotation("q", B, confidence=0.7))
    confidence = evaluate([gold], [found]).quotation_confidence
    assert (confidence.predictions, confidence.right, confidence.area) == (2, 1, 0.0)


def test_the_json_form_holds_what_the_report_holds():
    gold = [article("x", quotation("1", A, "Ann", "ann", ("rail", "support"))), article("y")]
    found = [article("x", quotation("p", A, "Ann", "e", ("rail", "oppose", 0.8), confidence=0.7)), article("y")]
    report = evaluate(gold, found)
    made = json.loads(json.dumps(record(report), allow_nan=False))
    figures = {"p": 1.0, "r": 1.0, "f1": 1.0, "hit": 1, "predicted": 1, "gold": 1}
    assert made["scores"]["detect"] == {**figures, "f1_95": list(report.scores["detect"].interval)}
    assert made["scores"]["macro"]["f1"] == 0.0
    assert made["recall"]["type"]["indirect"]["share"] == 1.0
    assert made["accuracy"]["speaker"]["cases"] == 1
    assert made["non_quotes"]["share"] is None
    assert made["empty_articles"] == {"articles": 1, "predictions": 0, "touched": 0, "per_article": 0.0}
    assert made["flipped"] == 1
    assert made["quotation_confidence"]["bins"] == [
        {"from": 0.7, "to": 0.8, "predictions": 1, "right": 1, "confidence": 0.7}
    ]
    assert made["statement_confidence"]["expected_calibration_error"] == 0.8
    both = json.loads(json.dumps(comparison_record(compare(gold, found, gold)), allow_nan=False))
    assert both["first"] == made
    assert both["differences"]["support"]["f1"] == 1.0
    assert both["only_first"] == both["only_second"] == []
