"""Scores over all articles, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quotegraph.errors import QuotegraphError
from quotegraph.evaluate import quotations, statements
from quotegraph.evaluate.bootstrap import SAMPLES, Interval, Samples
from quotegraph.evaluate.counts import Counts, Key
from quotegraph.evaluate.document import DocumentScore, score_document
from quotegraph.evaluate.findings import Finding
from quotegraph.evaluate.identity import Identity, b_cubed
from quotegraph.evaluate.marked import Marked
from quotegraph.evaluate.pairing import WHOLE, View
from quotegraph.evaluate.reliability import Reliability, reliability
from quotegraph.model import MODALITIES, QUOTATION_TYPES, STANCES, Annotation
from quotegraph.speakers.kinds import MENTION_KINDS

PREFIXES = ("", statements.ON_QUOTATIONS)
MACRO = "macro"


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
class Rate:
    """``hit`` right ones of ``cases``, with the 95 % bootstrap interval of their share."""

    hit: int
    cases: int
    interval: Interval | None = None

    @property
    def share(self) -> float:
        """Right ones among the cases; 0 where there is none."""
        return self.hit / self.cases if self.cases else 0.0


@dataclass(frozen=True, slots=True)
class EmptyArticles:
    """Articles without any gold quotation: how many, the predictions in them, how many of them have one."""

    articles: int
    predictions: int
    touched: int


@dataclass(frozen=True, slots=True)
class Report:
    """What :func:`evaluate` found.

    ``gold_left_out``, ``predicted_left_out``: quotations that the view does not count. ``scores``: by measure, those of
    quotations and of statements; those that begin with "on quotations: " compare stances on matched quotations, whoever
    the speaker. ``macro``: mean F1 of support, oppose and neutral, by the same two prefixes, with its interval.
    ``recall``: detected quotations by field (type, modality, level, cue, source) and value; ``accuracy``: right ones
    among found quotations, by field; ``mentions``: those with the right speaker, by the kind of their source.
    ``non_quotes``: spans in marks that are no quotation, and of those the ones taken
    for one. ``flipped``: support taken for oppose or the reverse. ``quotation_confidence``: of content and source being
    right; ``statement_confidence``: of speaker, topic and stance. ``errors``: in order of the texts.
    """

    articles: int
    without_prediction: int
    gold_left_out: int
    predicted_left_out: int
    scores: dict[str, Score]
    macro: dict[str, tuple[float, Interval | None]]
    recall: dict[str, dict[str, Rate]]
    accuracy: dict[str, Rate]
    mentions: dict[str, Rate]
    non_quotes: Rate
    empty_articles: EmptyArticles
    flipped: int
    identity: Identity | None
    identity_named: Identity | None
    quotation_confidence: Reliability | None
    statement_confidence: Reliability | None
    errors: tuple[Finding, ...]

    def table(self) -> str:
        """The report as text of 100 columns at most."""
        from quotegraph.evaluate.table import table

        return "\n".join(table(self)) + "\n"


def evaluate(
    gold: Iterable[Annotation | Marked],
    predicted: Iterable[Annotation | Marked],
    samples: int = SAMPLES,
    view: View = WHOLE,
) -> Report:
    """Score predicted annotations against gold ones of the same articles (matched by doc_id).

    Only letters, digits and $£€¥%@#&+ count, so that quotation marks, spaces and punctuation at borders never change a
    score; an introducing "that" or "whether" is dropped on both sides. Quotations are matched one to one inside an
    article by the greatest sum of content overlap (Jaccard), from 0.5 on. On this:

    - ``detect``: matched; ``exact``: with the very characters; ``e2e``: matched, and the source overlaps by half (where
      gold has no source: the same speaker; no speaker either: no source); ``e2e_any``: one shared character is enough.
    - ``speaker``: matched, and the same canonical name; over quotations whose gold names a speaker.
    - ``cue``: matched, and the cues share a character; ``cue_exact``: all of them; over quotations with a cue.
    - ``coverage``: characters in contents, however they are divided into quotations.
    - ``parent links``: nested quotations of which both ends are matched.
    - ``topic``, ``signed``, ``support``, ``oppose``, ``neutral``, ``all``: statements (article, speaker, topic, and
      but for ``topic`` stance), each once an article; ``signed`` are support and oppose together.

    Gold articles without a prediction count as nothing found; predictions for other articles are left out. The same
    doc_id twice, or a text that differs, is a QuotegraphError. ``samples`` bootstrap samples over articles (fixed seed)
    give the 95 % intervals. ``view`` says which quotations count.

    >>> from quotegraph.model import Article, Quotation, Span
    >>> gold = Annotation(Article("a", "We go, he said."), (Quotation("q1", (Span(0, 5),)),))
    >>> evaluate([gold], [gold]).scores["detect"].f1
    1.0
    """
    return report(*scored(gold, predicted, view), samples)


def scored(
    gold: Iterable[Annotation | Marked], predicted: Iterable[Annotation | Marked], view: View = WHOLE
) -> tuple[list[DocumentScore], int]:
    """The score of each gold article in order of doc_id, and the number of those without a prediction."""
    wanted, given = _by_article(gold, "gold"), _by_article(predicted, "predictions")
    rows: list[DocumentScore] = []
    for doc_id, one in sorted(wanted.items()):
        article = one.annotation.article
        other = given.get(doc_id, Marked(Annotation(article)))
        if other.annotation.article.text != article.text:
            raise QuotegraphError(f"article {doc_id!r}: the text of the prediction is not that of the gold")
        rows.append(score_document(one, other, view))
    return rows, sum(doc_id not in given for doc_id in wanted)


def _by_article(annotations: Iterable[Annotation | Marked], where: str) -> dict[str, Marked]:
    out: dict[str, Marked] = {}
    for one in annotations:
        marked = one if isinstance(one, Marked) else Marked(one)
        doc_id = marked.annotation.article.doc_id
        if doc_id in out:
            raise QuotegraphError(f"{where}: article {doc_id!r} stands twice")
        out[doc_id] = marked
    return out


def report(rows: Sequence[DocumentScore], without_prediction: int, number: int = SAMPLES) -> Report:
    """The report on scored articles, with intervals from ``number`` bootstrap samples."""
    totals: Counts = Counter()
    for row in rows:
        totals.update(row.counts)
    samples = Samples([row.counts for row in rows], number)

    def score(measure: str) -> Score:
        hit, predicted, gold = (totals[Key(measure, part)] for part in ("hit", "predicted", "gold"))
        return Score(hit, predicted, gold, samples.interval(samples.f1(measure)))

    def rate(measure: str) -> Rate:
        hit, cases = totals[Key(measure, "hit")], totals[Key(measure, "gold")]
        return Rate(hit, cases, samples.interval(samples.share(measure)))

    names = (*quotations.MEASURES, quotations.LINKS, *(p + name for p in PREFIXES for name in statements.MEASURES))
    scores = {name: score(name) for name in names}
    judged_statements = [item for row in rows for item in row.judged_statements]
    items = [item for row in rows for item in row.identities]
    annotated = scores["all"].gold > 0  # gold without any stance says nothing of stances
    return Report(
        articles=len(rows),
        without_prediction=without_prediction,
        gold_left_out=totals[Key(quotations.IGNORED, "gold")],
        predicted_left_out=totals[Key(quotations.IGNORED, "predicted")],
        scores=scores,
        macro={prefix + MACRO: _macro(scores, samples, prefix) for prefix in PREFIXES},
        recall=_recall(totals, rate),
        accuracy={
            field: found for field in quotations.ACCURACIES if (found := rate(quotations.accuracy_of(field))).cases
        },
        mentions={kind: found for kind in MENTION_KINDS if (found := rate(quotations.mention_of(kind))).cases},
        non_quotes=rate(quotations.NON_QUOTES),
        empty_articles=EmptyArticles(*(totals[Key(quotations.EMPTY_ARTICLES, part)] for part in _EMPTY_PARTS)),
        flipped=totals[Key(statements.FLIPPED, "hit")],
        identity=b_cubed(items),
        identity_named=b_cubed([item for item in items if item[2]]),
        quotation_confidence=reliability(
            [item for row in rows for item in row.judged_quotations], scores["detect"].gold
        ),
        statement_confidence=reliability(judged_statements, scores["all"].gold) if annotated else None,
        errors=tuple(finding for row in rows for finding in row.findings if annotated or finding.kind != "stance"),
    )


_EMPTY_PARTS = ("gold", "predicted", "hit")
"""Articles, predictions in them, articles touched."""


def _macro(scores: dict[str, Score], samples: Samples, prefix: str) -> tuple[float, Interval | None]:
    names = [prefix + stance for stance in STANCES]
    present = [scores[name].f1 for name in names if scores[name].gold]
    return sum(present) / len(present) if present else 0.0, samples.interval(samples.mean_f1(names))


def _recall(totals: Counts, rate: Callable[[str], Rate]) -> dict[str, dict[str, Rate]]:
    levels = sorted({int(key.measure.removeprefix(_LEVEL)) for key in totals if key.measure.startswith(_LEVEL)})
    values = {
        "type": QUOTATION_TYPES,
        "modality": MODALITIES,
        "level": tuple(map(str, levels)),
        "cue": ("with", "without"),
        "source": ("with", "without"),
    }
    return {
        field: {value: found for value in values[field] if (found := rate(quotations.recall_of(field, value))).cases}
        for field in quotations.RECALLS
    }


_LEVEL = quotations.recall_of("level", "")
