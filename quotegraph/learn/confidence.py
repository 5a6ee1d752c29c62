"""Train the confidence of quotations: which of those that the vote chooses are right, content and source.

What is right is what :mod:`quotegraph.evaluate` counts as right. Where gold names a speaker without a source, that is
the speaker, so speakers are looked for, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quotegraph import stages
from quotegraph.evaluate.marked import Marked, marked_line
from quotegraph.evaluate.pairing import WHOLE, View, paired, source_is_right
from quotegraph.extract.decide import Vote, choose
from quotegraph.extract.tagged import Tagging
from quotegraph.extract.tagger import Tagger
from quotegraph.language import read
from quotegraph.learn.gold import Corpus, Row

OUTERMOST = View(dont_care=True, outer_only=True)
"""What corpora in other styles than that of the open corpus mark."""


def chosen_examples(
    articles: Sequence[tuple[Row, Corpus]], vote: Vote, tagger_of: Callable[[str], Tagger | None]
) -> tuple[list[dict[str, float]], list[bool]]:
    """Features and labels of the quotations that a vote chooses in gold articles."""
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    resolver = stages.create("speakers", "rules")
    gold = [marked_line(row, str(corpus.place)) for row, corpus in articles]
    readings = read(marked.annotation.article for marked in gold)
    for marked, (row, corpus), reading in zip(gold, articles, readings, strict=True):
        tagger = tagger_of(row["doc_id"])
        choice = choose(reading, Tagging.of(tagger.scores(reading)) if tagger is not None else None, vote)
        found = Marked(resolver.resolve(reading, choice.quotations()))
        pairing = paired(marked, found, WHOLE if corpus.style == "brief" else OUTERMOST)
        back, features = pairing.back, choice.features()
        rows.extend(features[p] for p in pairing.given)
        labels.extend(p in back and source_is_right(pairing, back[p], p) for p in pairing.given)
    return rows, labels
