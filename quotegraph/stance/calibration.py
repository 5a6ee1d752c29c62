"""From single probabilities to judgements: what a speaker says elsewhere counts, and confidence means probability."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from quotegraph.model import Quotation, Stance
from quotegraph.stance.context import Around
from quotegraph.stance.words import Array

POOLED = (
    "own",
    "same_speaker",
    "same_speaker_surest",
    "other_before",
    "other_before_reply",
    "other_before_echo",
    "parent",
    "child",
)
"""Features of the side once all quotations of the article are known; all of them point to support."""
SURE = ("relevance", "side", "sided", "both", "is_stance", "modality_asserted")
"""Features of the confidence of a judgement."""

_NEAR = 50  # quotations of the same speaker that count, before and after: all of them in anything but a book
_REPLY = frozenset(
    "retort counter reply hit rebut disagree dismiss respond answer object contradict scoff snap dispute deny".split()
)
_ECHO = frozenset("agree echo second add concur repeat confirm reiterate stress".split())


def pooled_features(
    sides: Array, relevance: Array, arounds: Sequence[Around], quotations: Sequence[Quotation]
) -> Array:
    """Shape (quotations, topics, len(POOLED)); ``sides`` are log odds of support, both arrays (quotations, topics)."""
    count, topics = sides.shape
    out = np.zeros((count, topics, len(POOLED)))
    names = [(q.speaker.key or q.speaker.name) if q.speaker else None for q in quotations]
    ids = {q.id: i for i, q in enumerate(quotations)}
    weighed = sides * relevance
    said: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        if name:
            said[name].append(i)
    for i, quotation in enumerate(quotations):
        out[i, :, 0] = sides[i]
        attitude = any(not word.classes.isdisjoint(("for", "against")) for word in arounds[i].cue)
        if attitude and quotation.type == "stance":
            continue  # *opposes*, *welcomed*: the cue itself takes the side, whatever was said elsewhere
        mine = said[names[i] or ""]
        near = bisect_left(mine, i)
        same = [j for j in mine[max(0, near - _NEAR) : near + _NEAR] if j != i]
        if same:
            out[i, :, 1] = weighed[same].sum(axis=0)
            surest = np.abs(weighed[same]).argmax(axis=0)
            out[i, :, 2] = weighed[same][surest, np.arange(topics)]
        before = [j for j in range(max(0, i - 3), i) if names[j] != names[i]]
        if before:
            last = weighed[before[-1]]
            lemmas = {word.lemma for word in arounds[i].cue}
            out[i, :, 3] = last
            out[i, :, 4] = last * bool(lemmas & _REPLY)
            out[i, :, 5] = last * bool(lemmas & _ECHO)
        parent = ids.get(quotation.parent or "")
        if parent is not None and names[parent] != names[i]:
            out[i, :, 6] = weighed[parent]
            out[parent, :, 7] = weighed[i]
    return out


def sure_features(
    relevance: Array, support: Array, sided: Array, quotations: Sequence[Quotation], least_side: float
) -> Array:
    """Shape (quotations, topics, len(SURE)) from the probabilities of topic, of support if sided, of being sided."""
    given, probabilities = sides(support, sided, least_side), stance_probabilities(support, sided)
    stance = np.where(given > 0, probabilities[0], np.where(given < 0, probabilities[1], probabilities[2]))
    is_stance = np.array([q.type == "stance" for q in quotations])[:, None] + np.zeros_like(relevance)
    asserted = np.array([q.modality == "asserted" for q in quotations])[:, None] + np.zeros_like(relevance)
    both = relevance * stance
    return np.stack(
        [_logit(relevance), np.abs(_logit(support)), _logit(sided), _logit(both), is_stance, asserted], axis=-1
    )


def stance_probabilities(support: Array, sided: Array) -> Array:
    """Probabilities of support, oppose, neutral, stacked in front."""
    return np.stack([sided * support, sided * (1 - support), 1 - sided])


def sides(support: Array, sided: Array, least_side: float) -> Array:
    """1 for support, -1 for oppose, 0 for neutral: the likeliest, but a side only from a probability of ``least_side``.

    >>> sides(np.array([0.9, 0.2, 0.5, 0.9]), np.array([0.9, 0.9, 0.8, 0.3]), 0.45).tolist()
    [1, -1, 0, 0]
    """
    favour, against, neutral = stance_probabilities(support, sided)
    clear = np.maximum(favour, against) >= np.maximum(neutral, least_side)
    return np.where(clear, np.where(favour >= against, 1, -1), 0)


def choose(
    relevance: Array,
    support: Array,
    sided: Array,
    confidence: Array,
    topics: Sequence[str],
    intensities: Array,
    least: float,
    least_side: float,
) -> tuple[Stance, ...]:
    """The stances of one quotation, surest first; all arrays (topics,).

    A topic is taken if its probability is ``least`` or more; for its side see :func:`sides`.
    """
    out = []
    given = sides(support, sided, least_side)
    for i in np.argsort(-relevance):
        if relevance[i] < least:
            break
        if not given[i]:
            out.append(Stance(topics[i], "neutral", 0, round(float(confidence[i]), 3)))
        else:
            side = "support" if given[i] > 0 else "oppose"
            out.append(Stance(topics[i], side, int(intensities[i]), round(float(confidence[i]), 3)))
    return tuple(out)


def most_specific_first(stances: Sequence[Stance], broader: Mapping[str, str]) -> tuple[Stance, ...]:
    """The stances in their order, but none before one on a narrower topic; ``broader`` has the topic above each.

    >>> found = [Stance("rents", "support"), Stance("ferry", "oppose"), Stance("rent-cap", "support")]
    >>> [stance.topic for stance in most_specific_first(found, {"rent-cap": "rents"})]
    ['rent-cap', 'rents', 'ferry']
    """
    out: list[Stance] = []
    for stance in stances:
        above = _above(stance.topic, broader)
        out.insert(next((at for at, other in enumerate(out) if other.topic in above), len(out)), stance)
    return tuple(out)


def _above(topic: str, broader: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while topic in broader and broader[topic] not in found:
        topic = broader[topic]
        found.add(topic)
    return found


def _logit(probability: Array) -> Array:
    p = np.clip(probability, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(p / (1 - p)))
