"""Which predicted quotation stands for which gold one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from quotegraph.evaluate.characters import Side, overlap

THRESHOLD = 0.5
"""Overlap of contents (Jaccard, in characters that count) from which a quotation counts as detected."""

Overlaps = Mapping[tuple[int, int], float]
"""(number of a gold quotation, number of a predicted one) → Jaccard index of their contents."""


def overlaps(gold: Side, predicted: Side, threshold: float = THRESHOLD) -> Overlaps:
    """The pairs whose contents overlap by ``threshold`` or more, found in time linear in their characters.

    >>> from quotegraph.model import Annotation, Article, Quotation, Span
    >>> from quotegraph.evaluate.characters import side
    >>> one, two = Quotation("one", (Span(6, 9),)), Quotation("two", (Span(0, 5),))
    >>> overlaps(*(side(Annotation(Article("a", "We go now."), found)) for found in ((two,), (one, two))))
    {(0, 1): 1.0}
    """
    holders = defaultdict(list)
    for p, content in enumerate(predicted.content):
        for position in content:
            holders[position].append(p)
    out = {}
    for g, content in enumerate(gold.content):
        shared = Counter(p for position in content for p in holders.get(position, ()))
        for p, common in sorted(shared.items()):
            share = common / (len(content) + len(predicted.content[p]) - common)
            if share >= threshold:
                out[g, p] = share
    return out


def matched(gold: Side, predicted: Side, pairs: Overlaps, only: Collection[int]) -> dict[int, int]:
    """Number of a gold quotation → number of the predicted one, each at most once; gold not in ``only`` takes no part.

    Of all assignments over ``pairs`` it is the one with the greatest sum of overlaps; equal sums are settled by the
    overlap of sources, then of cues, and what is then still equal by order.
    """
    return _assigned(
        {
            (g, p): share
            + 1e-3 * overlap(gold.source[g], predicted.source[p])
            + 1e-6 * overlap(gold.cue[g], predicted.cue[p])
            - 1e-9 * (g / len(gold.content) + p / len(predicted.content))
            for (g, p), share in pairs.items()
            if g in only
        }
    )


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
        for part in nx.connected_components(graph):  # many small searches are quicker than one large
            for edge in nx.max_weight_matching(graph.subgraph(part)):
                (_, g), (_, p) = sorted(edge)
                pairs[g] = p
    return dict(sorted(pairs.items()))
