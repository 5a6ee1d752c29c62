"""Learn a user's own topics: a light head on a stance model that stays as it is, from statements that people coded.

Some twenty to two hundred coded statements are enough to move something (see :mod:`quotegraph.stance.head`). What it
brings is measured on articles that the head has not learnt from, and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.language import read
from quotegraph.model import Annotation, Topic
from quotegraph.output import replacing
from quotegraph.stance.calibration import sides
from quotegraph.stance.head import Coded, Head, fit_head
from quotegraph.stance.judge import Judged
from quotegraph.stance.learnt import file_of, with_head

LEAST = 10
"""Coded statements below which nothing is learnt."""
FOLDS = 5
_UNSAID = 0.5  # weight of a topic that somebody who coded the quotation did not name

Pairs = frozenset[tuple[str, str]]
"""Quotation ids and topics."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """An article whose stances were coded: what the model says, what people say of (quotation, topic)."""

    judged: Judged
    coded: dict[tuple[int, int], str]
    rows: list[Coded] = field(default_factory=list)


def material(coded: Iterable[tuple[Annotation, Pairs]], topics: Sequence[Topic], base: str) -> list[Material]:
    """Articles made ready: ``coded`` are annotations with what people have judged in them."""
    stage = with_head(base, Head({}), base)
    given = [(annotation, pairs) for annotation, pairs in coded if pairs]
    place = {topic.id: number for number, topic in enumerate(topics)}
    out = []
    for (annotation, pairs), reading in zip(given, read(a.article for a, _ in given), strict=True):
        judged = stage.scores(reading, annotation.quotations, topics)
        if judged is None:
            continue
        said = {
            (number, place[stance.topic]): stance.stance
            for number, quotation in enumerate(annotation.quotations)
            for stance in quotation.stances
            if (quotation.id, stance.topic) in pairs and stance.topic in place
        }
        out.append(Material(judged, said, _rows(judged, said)))
    return out


def learn_head(found: Sequence[Material]) -> Head:
    """The head that the coded statements of some articles give."""
    return fit_head([row for one in found for row in one.rows])


def learn(
    coded: Iterable[tuple[Annotation, Pairs]], topics: Sequence[Topic], out: Path, base: str = "rules", place: str = ""
) -> str:
    """Learn from coded statements and write the head to ``out``; says what it brings on articles it has not seen.

    A QuotegraphError that begins with ``place`` where there are fewer than :data:`LEAST` statements or one article.
    """
    found = [one for one in material(coded, topics, base) if one.coded]
    count = sum(len(one.coded) for one in found)
    if count < LEAST or len(found) < 2:
        raise QuotegraphError(
            f"{place}: {count} coded statements in {len(found)} articles; at least {LEAST} in two articles are needed,"
            " 20 to 200 are good (a coded statement is a judgement of a quotation by a person)"
        )
    before, after = measured(found)
    used = sorted({found[0].judged.topics[j] for one in found for _, j in one.coded})
    told = {"statements": count, "articles": len(found), "topics": used, "side_before": before, "side_after": after}
    with replacing(out) as file:
        file.write(file_of(learn_head(found), base, told))
    return (
        f"{count} coded statements on {len(used)} topics learnt; stance right on articles not learnt from: {before:.0%}"
        f" before, {after:.0%} after: {out}"
    )


def measured(found: Sequence[Material]) -> tuple[float, float]:
    """The share of coded stances that are met before and after, each by a head that did not learn from its article."""
    before: list[bool] = []
    after: list[bool] = []
    for fold in range(min(FOLDS, len(found))):
        test = found[fold::FOLDS]
        head = learn_head([one for number, one in enumerate(found) if number % FOLDS != fold])
        for one in test:
            for mine, which in ((before, None), (after, head)):
                stances = stances_of(one.judged, which)
                mine += [stances[i][j] == said for (i, j), said in sorted(one.coded.items())]
    return float(np.mean(before)), float(np.mean(after))


def stances_of(judged: Judged, head: Head | None) -> list[list[str]]:
    """The likeliest stance of each quotation on each topic, if it bears on it."""
    support, sided = judged.support, judged.sided
    if head is not None:
        support = head.moved("support", support, judged.topics, judged.vectors, judged.speakers)
        sided = head.moved("sided", sided, judged.topics, judged.vectors, judged.speakers)
    given = sides(support, sided, judged.least_side)
    return [[{1: "support", -1: "oppose", 0: "neutral"}[int(side)] for side in row] for row in given]


def _rows(judged: Judged, said: dict[tuple[int, int], str]) -> list[Coded]:
    """The examples of each part; topics that a coded quotation was not given count a little as not borne on."""
    rows: list[Coded] = []
    coded = {i for i, _ in said}
    for i in sorted(coded):
        for j, topic in enumerate(judged.topics):

            def example(
                part: str, probability: float, yes: bool, weight: float = 1.0, i: int = i, topic: str = topic
            ) -> None:
                p = min(max(probability, 1e-4), 1 - 1e-4)
                logit = float(np.log(p / (1 - p)))
                rows.append(Coded(topic, part, judged.vectors[i], judged.speakers[i], logit, yes, weight))

            stance = said.get((i, j))
            example("bears", judged.relevance[i, j], stance is not None, 1.0 if stance else _UNSAID)
            if stance is not None:
                example("sided", judged.sided[i, j], stance != "neutral")
            if stance in ("support", "oppose"):
                example("support", judged.support[i, j], stance == "support")
    return rows
