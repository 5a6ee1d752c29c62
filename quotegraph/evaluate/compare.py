"""Two predictions of the same articles beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotegraph.evaluate import quotations
from quotegraph.evaluate.bootstrap import SAMPLES, Interval, Samples
from quotegraph.evaluate.document import DocumentScore
from quotegraph.evaluate.findings import Finding
from quotegraph.evaluate.marked import Marked
from quotegraph.evaluate.pairing import WHOLE, View
from quotegraph.evaluate.report import MACRO, PREFIXES, Report, report, scored
from quotegraph.model import STANCES, Annotation


@dataclass(frozen=True, slots=True)
class Difference:
    """F1 of the second prediction less that of the first.

    ``interval``: 95 % bootstrap interval over articles, both predictions on the same ones; ``above``: the share of
    samples in which the second is better. Both None without intervals.
    """

    value: float
    interval: Interval | None = None
    above: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both reports, the differences by measure, and the gold quotations that only one of the two detects."""

    first: Report
    second: Report
    differences: dict[str, Difference]
    only_first: tuple[Finding, ...]
    only_second: tuple[Finding, ...]

    def table(self, first: str = "first", second: str = "second") -> str:
        """F1 of both and the differences, as text of 100 columns at most."""
        return "\n".join(_table(self, first, second)) + "\n"


def compare(
    gold: Iterable[Annotation | Marked],
    first: Iterable[Annotation | Marked],
    second: Iterable[Annotation | Marked],
    samples: int = SAMPLES,
    view: View = WHOLE,
) -> Comparison:
    """Score two predictions against the same gold, see :func:`~quotegraph.evaluate.evaluate`.

    >>> from quotegraph.model import Article, Quotation, Span
    >>> found = Annotation(Article("a", "We go, he said."), (Quotation("q1", (Span(0, 5),)),))
    >>> compare([found], [], [found]).differences["detect"].value
    1.0
    """
    wanted = list(gold)
    (rows_before, lacking_before), (rows_after, lacking_after) = (
        scored(wanted, predicted, view) for predicted in (first, second)
    )
    before, after = report(rows_before, lacking_before, samples), report(rows_after, lacking_after, samples)
    drawn_before, drawn_after = (Samples([row.counts for row in rows], samples) for rows in (rows_before, rows_after))
    return Comparison(
        before,
        after,
        _differences(before, after, drawn_before, drawn_after),
        only_first=tuple(_only(rows_before, rows_after)),
        only_second=tuple(_only(rows_after, rows_before)),
    )


def _differences(first: Report, second: Report, before: Samples, after: Samples) -> dict[str, Difference]:
    out = {}
    names = [name for name, score in first.scores.items() if score.gold and name != quotations.LINKS]
    for name in names:
        drawn = after.f1(name) - before.f1(name)
        value = second.scores[name].f1 - first.scores[name].f1
        out[name] = Difference(value, after.interval(drawn), float((drawn > 0).mean()) if after.number else None)
    for prefix in PREFIXES if first.scores["all"].gold else ():
        classes = [prefix + stance for stance in STANCES]
        drawn = after.mean_f1(classes) - before.mean_f1(classes)
        value = second.macro[prefix + MACRO][0] - first.macro[prefix + MACRO][0]
        above = float((drawn > 0).mean()) if after.number else None
        out[prefix + MACRO] = Difference(value, after.interval(drawn), above)
    return out


def _only(finds: Sequence[DocumentScore], misses: Sequence[DocumentScore]) -> Iterator[Finding]:
    for found, missed in zip(finds, misses, strict=True):
        for finding in missed.findings:
            if finding.kind == "missed" and finding.quotation in found.found:
                yield replace(finding, kind="found")


def _table(comparison: Comparison, first: str, second: str) -> Iterator[str]:
    yield f"{comparison.first.articles} articles; 1 = {first}, 2 = {second}"
    yield ""
    yield f"{'F1':24}{'1':>6}{'2':>7}{'2 - 1':>8}   95 %              2 is better in"
    for name, one in comparison.differences.items():
        values = [
            r.macro[name][0] if name in r.macro else r.scores[name].f1 for r in (comparison.first, comparison.second)
        ]
        interval = f"   {100 * one.interval[0]:+6.1f} – {100 * one.interval[1]:+6.1f}" if one.interval else ""
        above = f"   {100 * one.above:5.1f} % of samples" if one.above is not None else ""
        yield f"{name:24}{100 * values[0]:6.1f}{100 * values[1]:7.1f}{100 * one.value:+8.1f}{interval}{above}"
    yield ""
    yield f"quotations that only 1 finds: {len(comparison.only_first)}, only 2: {len(comparison.only_second)}"
