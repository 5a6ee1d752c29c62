"""A report as JSON: what ``quotegraph evaluate --json`` writes and ``docs/accuracy.md`` is made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotegraph.evaluate.bootstrap import Interval
from quotegraph.evaluate.compare import Comparison
from quotegraph.evaluate.findings import Finding
from quotegraph.evaluate.identity import Identity
from quotegraph.evaluate.reliability import Reliability
from quotegraph.evaluate.report import Rate, Report, Score


def record(report: Report) -> dict[str, Any]:
    """The report without its errors. Shares are from 0 to 1; what gold does not hold is null or left out.

    >>> from quotegraph.evaluate import evaluate
    >>> record(evaluate([], []))["scores"]["detect"]
    {'p': 0.0, 'r': 0.0, 'f1': 0.0, 'f1_95': None, 'hit': 0, 'predicted': 0, 'gold': 0}
    """
    non_quotes, empty = report.non_quotes, report.empty_articles
    return {
        "articles": report.articles,
        "articles_without_prediction": report.without_prediction,
        "gold_left_out": report.gold_left_out,
        "predicted_left_out": report.predicted_left_out,
        "scores": {name: _score(score) for name, score in report.scores.items()}
        | {name: {"f1": f1, "f1_95": _pair(interval)} for name, (f1, interval) in report.macro.items()},
        "recall": {
            field: {value: _rate(rate) for value, rate in rates.items()} for field, rates in report.recall.items()
        },
        "accuracy": {field: _rate(rate) for field, rate in report.accuracy.items()},
        "speaker_by_mention": {kind: _rate(rate) for kind, rate in report.mentions.items()},
        "non_quotes": _rate(non_quotes),
        "empty_articles": {
            "articles": empty.articles,
            "predictions": empty.predictions,
            "touched": empty.touched,
            "per_article": empty.predictions / empty.articles if empty.articles else None,
        },
        "flipped": report.flipped,
        "b_cubed": _identity(report.identity),
        "b_cubed_named": _identity(report.identity_named),
        "quotation_confidence": _reliability(report.quotation_confidence),
        "statement_confidence": _reliability(report.statement_confidence),
    }


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Both reports, the differences, and the quotations that only one of them finds."""
    return {
        "first": record(comparison.first),
        "second": record(comparison.second),
        "differences": {
            name: {"f1": one.value, "f1_95": _pair(one.interval), "samples_above_0": one.above}
            for name, one in comparison.differences.items()
        },
        "only_first": errors_record(comparison.only_first),
        "only_second": errors_record(comparison.only_second),
    }


def errors_record(errors: Sequence[Finding]) -> list[dict[str, str]]:
    """The errors as JSON objects."""
    return [
        {"doc_id": e.doc_id, "kind": e.kind, "quotation": e.quotation, "note": e.note, "sentence": e.sentence}
        for e in errors
    ]


def _score(score: Score) -> dict[str, Any]:
    return {
        "p": score.precision,
        "r": score.recall,
        "f1": score.f1,
        "f1_95": _pair(score.interval),
        "hit": score.hit,
        "predicted": score.predicted,
        "gold": score.gold,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    share = rate.share if rate.cases else None
    return {"share": share, "share_95": _pair(rate.interval), "hit": rate.hit, "cases": rate.cases}


def _pair(interval: Interval | None) -> list[float] | None:
    return list(interval) if interval else None


def _identity(found: Identity | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "p": found.precision,
        "r": found.recall,
        "f1": found.f1,
        "quotations": found.quotations,
        "gold_speakers": found.gold_speakers,
        "predicted_speakers": found.predicted_speakers,
    }


def _reliability(found: Reliability | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "predictions": found.predictions,
        "right": found.right,
        "area_under_roc": found.area,
        "expected_calibration_error": found.error,
        "bins": [
            {
                "from": one.low,
                "to": one.high,
                "predictions": one.predictions,
                "right": one.right,
                "confidence": one.confidence,
            }
            for one in found.bins
        ],
        "levels": [
            {
                "from": level.confidence,
                "predictions": level.predictions,
                "right": level.right,
                "p": level.right / level.predictions,
                "r": level.recall,
            }
            for level in found.levels
        ],
    }
