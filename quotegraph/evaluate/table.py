"""A report as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quotegraph.evaluate import quotations, statements
from quotegraph.evaluate.bootstrap import Interval
from quotegraph.evaluate.identity import Identity
from quotegraph.evaluate.reliability import Reliability
from quotegraph.evaluate.report import MACRO, PREFIXES, Rate, Report, Score

_COLUMNS = f"{'':24}{'P':>6}{'R':>7}{'F1':>7}"
_HEAD = f"{_COLUMNS}   95 % of F1      right/predicted/gold"
_SHARES = f"{'':24}{'%':>6}   95 %            right/cases"


def table(report: Report) -> Iterator[str]:
    """The lines of the report, none wider than 100 columns; sections about what gold does not hold are left out."""
    missing = f", {report.without_prediction} of them without a prediction" if report.without_prediction else ""
    yield f"{report.articles} articles{missing}"
    if report.gold_left_out or report.predicted_left_out:
        yield f"left out: {report.gold_left_out} gold and {report.predicted_left_out} predicted quotations"
    yield from ("", "quotations", _HEAD)
    for name in (*quotations.MEASURES, quotations.LINKS):
        if name not in ("speaker", quotations.LINKS) or report.scores[name].gold:
            yield _score(name, report.scores[name])
    if report.scores["detect"].gold:
        yield from ("", "found, by what they are", _SHARES)
    for field, rates in report.recall.items():
        yield from _rates(rates, f"{field}: ")
    if report.accuracy:
        yield from ("", "right, of quotations found", _SHARES)
    yield from _rates(report.accuracy, "")
    if report.mentions:
        yield from ("", "speaker right, by mention kind", _SHARES)
    yield from _rates(report.mentions, "")
    yield from _traps(report)
    yield from _reliability("confidence of quotations (content and source right)", report.quotation_confidence)
    if report.scores["all"].gold:
        yield from _statements(report)
    yield from _reliability("confidence of statements (speaker, topic, stance right)", report.statement_confidence)
    if report.identity and report.identity_named:
        yield from ("", "who is who across articles (B-cubed)", _COLUMNS)
        yield from (_identity("all", report.identity), _identity("named", report.identity_named))


def _statements(report: Report) -> Iterator[str]:
    yield from ("", "statements (article, speaker, topic, stance)", _HEAD)
    for prefix in PREFIXES:
        for name in statements.MEASURES:
            yield _score(prefix + name, report.scores[prefix + name])
        value, interval = report.macro[prefix + MACRO]
        yield f"{prefix + MACRO:24}{'':13}{_percent(value)}{_interval(interval)}".rstrip()
    yield f"support taken for oppose or the reverse: {report.flipped}"


def _traps(report: Report) -> Iterator[str]:
    non_quotes, empty = report.non_quotes, report.empty_articles
    if non_quotes.cases or empty.articles:
        yield ""
    if non_quotes.cases:
        yield (
            f"in marks but no quotation: {non_quotes.hit} of {non_quotes.cases} taken for one "
            f"({100 * non_quotes.share:.1f} %)"
        )
    if empty.articles:
        yield (
            f"articles without a quotation: {empty.predictions} false in {empty.articles} "
            f"({empty.predictions / empty.articles:.2f} an article)"
        )


def _reliability(title: str, found: Reliability | None) -> Iterator[str]:
    if found is None:
        return
    area = "–" if found.area is None else f"{found.area:.3f}"
    yield from ("", title)
    yield f"area under ROC {area}, expected calibration error {found.error:.3f}, {found.predictions} predictions"
    yield f"{'':24}{'%':>6}   mean confidence   predictions"
    for one in found.bins:
        share = 100 * one.right / one.predictions
        confidence = f"{100 * one.confidence:13.1f} %{one.predictions:14}"
        yield f"right, {one.low:.1f} to {one.high:.1f}       {share:6.1f}{confidence}"
    for level in found.levels:
        share = 100 * level.right / level.predictions
        recall = f"{100 * level.recall:.1f} % of gold"
        yield f"right, from {level.confidence:<12g}{share:6.1f}{'':15}{level.predictions:14}   {recall}"


def _identity(label: str, found: Identity) -> str:
    return (
        f"{label:24}{_percent(found.precision)[1:]}{_percent(found.recall)}{_percent(found.f1)}"
        f"   {found.quotations} quotations, {found.gold_speakers} speakers, {found.predicted_speakers} predicted"
    )


def _score(name: str, score: Score) -> str:
    return (
        f"{name:24}{_percent(score.precision)[1:]}{_percent(score.recall)}{_percent(score.f1)}"
        f"{_interval(score.interval)}   {score.hit}/{score.predicted}/{score.gold}"
    )


def _rates(rates: Mapping[str, Rate], prefix: str) -> Iterator[str]:
    for name, rate in rates.items():
        yield f"{prefix + name:24}{_percent(rate.share)[1:]}{_interval(rate.interval)}   {rate.hit}/{rate.cases}"


def _percent(share: float) -> str:
    return f"{100 * share:7.1f}"


def _interval(interval: Interval | None) -> str:
    return f"   {100 * interval[0]:5.1f} – {100 * interval[1]:5.1f}" if interval else f"{'':16}"
