"""Which predicted quotation stands for which gold one."""

from __future__ import annotations

from quotegraph.evaluate.characters import Side, overlap

THRESHOLD = 0.5
"""Overlap of contents (Jaccard, in characters that count) from which a quotation counts as detected."""


def matched(gold: Side, predicted: Side, threshold: float = THRESHOLD) -> dict[int, int]:
    """Number of a gold quotation → number of the predicted one, each at most once.

    Of all assignments over pairs whose contents overlap by ``threshold`` or more it is the one with the greatest sum of
    overlaps; equal sums are settled by the overlap of sources, then of cues.

    >>> from quotegraph.model import Annotation, Article, Quotation, Span
    >>> from quotegraph.evaluate.characters import side
    >>> one, two = Quotation("one", (Span(6, 9),)), Quotation("two", (Span(0, 5),))
    >>> matched(*(side(Annotation(Article("a", "We go now."), found)) for found in ((two,), (one, two))))
    {0: 1}
    """
    weights: dict[tuple[int, int], float] = {}
    for g, content in enumerate(gold.content):
        for p, other in enumerate(predicted.content):
            share = overlap(content, other)
            if share >= threshold:
                weights[g, p] = (
                    share
                    + 1e-3 * overlap(gold.source[g], predicted.source[p])
                    + 1e-6 * overlap(gold.cue[g], predicted.cue[p])
                )
    return _assigned(weights)


def _assigned(weights: dict[tuple[int, int], float]) -> dict[int, int]:
    """The matching of greatest weight. Most pairs have no rival and need no search."""
    by_gold: dict[int, list[int]] = {}
    by_predicted: dict[int, list[int]] = {}
    for g, p in weights:
        by_gold.setdefault(g, []).append(p)
        by_predicted.setdefault(p, []).append(g)
    pairs = {g: ps[0] for g, ps in by_gold.items() if len(ps) == 1 and len(by_predicted[ps[0]]) == 1}
    rivals = {pair: weight for pair, weight in weights.items() if pair[0] not in pairs}
    if rivals:
        import networkx as nx

        graph = nx.Graph()
        graph.add_weighted_edges_from((("gold", g), ("predicted", p), weight) for (g, p), weight in rivals.items())
        for edge in nx.max_weight_matching(graph):
            (_, g), (_, p) = sorted(edge)
            pairs[g] = p
    return dict(sorted(pairs.items()))
