"""Scores over all articles, with intervals, as values and as a table to read."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotegraph.errors import QuotegraphError
from quotegraph.evaluate.document import (
    ACCURACIES,
    ON_QUOTATIONS,
    QUOTATION_MEASURES,
    STATEMENT_MEASURES,
    Counts,
    DocumentScore,
    score_document,
)
from quotegraph.evaluate.findings import Finding
from quotegraph.model import QUOTATION_TYPES, STANCES, Annotation

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.float64]]

SEED = 20261124
SAMPLES = 1000
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
BINS = 10

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of ``hit`` right ones among ``predicted`` against ``gold``.

    ``interval``: 95 % bootstrap interval of F1 over articles; None where there is only one article.

    >>> score = Score(hit=1, predicted=2, gold=1)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.5, 1.0, 0.667)
    """

    hit: int
    predicted: int
    gold: int
    interval: Interval | None = None

    @property
    def precision(self) -> float:
        """Right ones among the predicted."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right ones among the gold."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hit / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Identity:
    """B-cubed scores (Bagga & Baldwin 1998) of who is who across articles, over ``quotations`` that were found."""

    precision: float
    recall: float
    quotations: int
    gold_speakers: int
    predicted_speakers: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Report:
    """What :func:`evaluate` found.

    ``scores``: by measure; those that begin with "on quotations: " compare stances on matched quotations, whoever the
    speaker. ``macro``: mean F1 of support, oppose and neutral by statements and "on quotations: ", with its interval.
    ``recall``: hits and gold by type of quotation; ``accuracy``: hits and cases among found quotations, by field.
    ``precision_at``: (confidence, hits, predictions, share of gold) of statements at least so sure;
    ``calibration_error``: mean distance of confidence and share of right ones, None without confidences. ``errors``: in
    order of the texts.
    """

    articles: int
    without_prediction: int
    scores: dict[str, Score]
    macro: dict[str, tuple[float, Interval | None]]
    recall: dict[str, tuple[int, int]]
    accuracy: dict[str, tuple[int, int]]
    flipped: int
    identity: Identity | None
    identity_named: Identity | None
    precision_at: tuple[tuple[float, int, int, float], ...]
    calibration_error: float | None
    errors: tuple[Finding, ...]

    def table(self) -> str:
        """The report as text of 100 columns at most."""
        return "\n".join(_table(self)) + "\n"


def evaluate(gold: Iterable[Annotation], predicted: Iterable[Annotation], samples: int = SAMPLES) -> Report:
    """Score predicted annotations against gold ones of the same articles (matched by doc_id).

    Only letters, digits and $£€¥%@#&+ count, so that quotation marks, spaces and punctuation at borders never change a
    score; an introducing "that" or "whether" is dropped on both sides. Quotations are matched one to one inside an
    article by the greatest sum of content overlap (Jaccard), from 0.5 on. On this:

    - ``detect``: matched; ``exact``: with the very characters; ``e2e``: matched, and the source overlaps by half (where
      gold has no source: the same speaker; no speaker either: no source).
    - ``speaker``: matched, and the same canonical name; over quotations whose gold names a speaker.
    - ``cue``: matched, and the cues share a character; over quotations with a cue.
    - ``coverage``: characters in contents, however they are divided into quotations.
    - ``topic``, ``signed``, ``support``, ``oppose``, ``neutral``, ``all``: statements (article, speaker, topic, and
      but for ``topic`` stance), each once an article; ``signed`` are support and oppose together.

    Gold articles without a prediction count as nothing found; predictions for other articles are left out. The same
    doc_id twice, or a text that differs, is a QuotegraphError. ``samples`` bootstrap samples over articles (fixed seed)
    give the 95 % intervals.

    >>> from quotegraph.model import Article, Quotation, Span
    >>> gold = Annotation(Article("a", "We go, he said."), (Quotation("q1", (Span(0, 5),)),))
    >>> evaluate([gold], [gold]).scores["detect"].f1
    1.0
    """
    wanted, given = _by_article(gold, "gold"), _by_article(predicted, "predictions")
    keys = any(q.speaker and q.speaker.key for doc_id in wanted if doc_id in given for q in given[doc_id].quotations)
    rows: list[DocumentScore] = []
    for doc_id, annotation in sorted(wanted.items()):
        other = given.get(doc_id, Annotation(annotation.article))
        if other.article.text != annotation.article.text:
            raise QuotegraphError(f"article {doc_id!r}: the text of the prediction is not that of the gold")
        rows.append(score_document(annotation, other, keys))
    return _report(rows, sum(doc_id not in given for doc_id in wanted), samples)


def _by_article(annotations: Iterable[Annotation], where: str) -> dict[str, Annotation]:
    out: dict[str, Annotation] = {}
    for annotation in annotations:
        doc_id = annotation.article.doc_id
        if doc_id in out:
            raise QuotegraphError(f"{where}: article {doc_id!r} stands twice")
        out[doc_id] = annotation
    return out


def _report(rows: Sequence[DocumentScore], without_prediction: int, samples: int) -> Report:
    totals: Counts = Counter()
    for row in rows:
        totals.update(row.counts)
    intervals = _intervals(rows, samples) if samples and len(rows) > 1 else {}
    scores = {
        name: Score(
            hit=sum(totals[part, "hit"] for part in parts),
            predicted=sum(totals[part, "predicted"] for part in parts),
            gold=sum(totals[part, "gold"] for part in parts),
            interval=intervals.get(name),
        )
        for name, parts in _MEASURES.items()
    }
    macro = {}
    for prefix in _PREFIXES:
        present = [scores[prefix + stance].f1 for stance in STANCES if scores[prefix + stance].gold]
        macro[prefix + "macro"] = (sum(present) / len(present) if present else 0.0, intervals.get(prefix + "macro"))
    identities = [item for row in rows for item in row.identities]
    judged = [item for row in rows for item in row.judged]
    return Report(
        articles=len(rows),
        without_prediction=without_prediction,
        scores=scores,
        macro=macro,
        recall=_rates(totals, "recall of ", QUOTATION_TYPES),
        accuracy=_rates(totals, "accuracy of ", ACCURACIES),
        flipped=totals["flipped", "hit"],
        identity=_identity(identities),
        identity_named=_identity([item for item in identities if item[2]]),
        precision_at=_precision_at(judged, scores["all"].gold),
        calibration_error=_calibration_error(judged),
        errors=tuple(finding for row in rows for finding in row.findings),
    )


_PREFIXES = ("", ON_QUOTATIONS)
_MEASURES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in QUOTATION_MEASURES},
    **{prefix + name: (prefix + name,) for prefix in _PREFIXES for name in STATEMENT_MEASURES},
    **{prefix + "signed": (prefix + "support", prefix + "oppose") for prefix in _PREFIXES},
    **{prefix + "all": tuple(prefix + stance for stance in STANCES) for prefix in _PREFIXES},
}
"""Measure → the counts that it sums up."""


def _rates(totals: Counts, prefix: str, names: Iterable[str]) -> dict[str, tuple[int, int]]:
    return {
        name: (totals[prefix + name, "hit"], totals[prefix + name, "gold"])
        for name in names
        if totals[prefix + name, "gold"]
    }


def _intervals(rows: Sequence[DocumentScore], samples: int) -> dict[str, Interval]:
    """95 % intervals of F1: articles drawn with replacement, as many as there are, again and again."""
    import numpy as np

    draws = np.random.default_rng(SEED).multinomial(len(rows), [1 / len(rows)] * len(rows), size=samples)

    def drawn(name: str, field: str) -> Numbers:
        numbers = [sum(row.counts[part, field] for part in _MEASURES[name]) for row in rows]
        return np.asarray(draws @ np.array(numbers, dtype=float))

    def share(above: Numbers, below: Numbers) -> Numbers:
        return np.divide(above, below, out=np.zeros(samples), where=below > 0)

    def f1(name: str) -> Numbers:
        return share(2 * drawn(name, "hit"), drawn(name, "predicted") + drawn(name, "gold"))

    def macro(prefix: str) -> Numbers:
        present = np.array([drawn(prefix + stance, "gold") > 0 for stance in STANCES])
        values = np.array([f1(prefix + stance) for stance in STANCES]) * present
        return share(values.sum(axis=0), present.sum(axis=0))

    samples_of = {name: f1(name) for name in _MEASURES} | {prefix + "macro": macro(prefix) for prefix in _PREFIXES}
    out = {}
    for name, values in samples_of.items():
        low, high = np.quantile(values, [0.025, 0.975])
        out[name] = (float(low), float(high))
    return out


def _identity(items: Sequence[tuple[str, str, bool]]) -> Identity | None:
    if not items:
        return None
    gold, predicted = Counter(item[0] for item in items), Counter(item[1] for item in items)
    both = Counter(item[:2] for item in items)
    return Identity(
        precision=sum(n * n / predicted[pair[1]] for pair, n in both.items()) / len(items),
        recall=sum(n * n / gold[pair[0]] for pair, n in both.items()) / len(items),
        quotations=len(items),
        gold_speakers=len(gold),
        predicted_speakers=len(predicted),
    )


def _precision_at(judged: Sequence[tuple[float, bool]], gold: int) -> tuple[tuple[float, int, int, float], ...]:
    out = []
    for level in LEVELS:
        sure = [right for confidence, right in judged if confidence >= level]
        if sure:
            out.append((level, sum(sure), len(sure), sum(sure) / gold if gold else 0.0))
    return tuple(out)


def _calibration_error(judged: Sequence[tuple[float, bool]]) -> float | None:
    """Expected calibration error over ten equal bins of confidence (Guo et al. 2017)."""
    if not judged:
        return None
    bins: defaultdict[int, list[float]] = defaultdict(list)
    for confidence, right in judged:
        bins[min(BINS - 1, int(confidence * BINS))].append(confidence - right)
    return sum(abs(sum(distances)) for distances in bins.values()) / len(judged)


def _table(report: Report) -> Iterator[str]:
    missing = f", {report.without_prediction} of them without a prediction" if report.without_prediction else ""
    yield f"{report.articles} articles{missing}"
    columns = f"{'':24}{'P':>6}{'R':>7}{'F1':>7}"
    head = f"{columns}   95 % of F1      right/predicted/gold"
    yield from ("", "quotations", head)
    for name in QUOTATION_MEASURES:
        yield _line(name, report.scores[name])
    yield _wrapped("found by type:", _shares(report.recall))
    yield _wrapped("right when found:", _shares(report.accuracy))
    yield from ("", "statements (article, speaker, topic, stance)", head)
    for prefix in _PREFIXES:
        for name in ("topic", "signed", *STANCES, "all"):
            yield _line(prefix + name, report.scores[prefix + name])
        value, interval = report.macro[prefix + "macro"]
        yield f"{prefix + 'macro':24}{'':13}{_percent(value)}{_interval(interval)}"
    yield f"support taken for oppose or the reverse: {report.flipped}"
    if report.precision_at:
        shares = (f"{100 * hit / n:.0f} % of {n} from {level:g}" for level, hit, n, _ in report.precision_at)
        yield _wrapped("right by confidence:", ", ".join(shares))
    if report.calibration_error is not None:
        yield f"expected calibration error: {report.calibration_error:.3f}"
    for label, identity in (("all", report.identity), ("named", report.identity_named)):
        if identity:
            if label == "all":
                yield from ("", "who is who across articles (B-cubed)", columns)
            yield (
                f"{label:24}{_percent(identity.precision)[1:]}{_percent(identity.recall)}{_percent(identity.f1)}"
                f"   {identity.quotations} quotations, {identity.gold_speakers} speakers, "
                f"{identity.predicted_speakers} predicted"
            )


def _wrapped(label: str, content: str) -> str:
    # no-break spaces hold a share together
    text = textwrap.fill(
        label + " " + content.replace(" of ", "\xa0of\xa0").replace(" %", "\xa0%"), 100, subsequent_indent="  "
    )
    return text.replace("\xa0", " ")


def _line(name: str, score: Score) -> str:
    return (
        f"{name:24}{_percent(score.precision)[1:]}{_percent(score.recall)}{_percent(score.f1)}"
        f"{_interval(score.interval)}   {score.hit}/{score.predicted}/{score.gold}"
    )


def _percent(share: float) -> str:
    return f"{100 * share:7.1f}"


def _interval(interval: Interval | None) -> str:
    return f"   {100 * interval[0]:5.1f} – {100 * interval[1]:5.1f}" if interval else f"{'':16}"


def _shares(rates: dict[str, tuple[int, int]]) -> str:
    return ", ".join(f"{name} {100 * hit / gold:.1f} % of {gold}" for name, (hit, gold) in rates.items()) or "–"
