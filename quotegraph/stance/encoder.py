"""What a cross-encoder adds: it reads a quotation and a topic's proposition together, and says how the two go together.

It is asked only where the words give some reason to think that the quotation bears on the topic. What it answers is
weighed, together with what the words, the parse and the rest of the article tell, by small logistic models.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from quotegraph.model import Quotation, Topic
from quotegraph.stance.question import Asked, PairModel, asked_of, context_of
from quotegraph.stance.relevance import lead
from quotegraph.stance.words import Array

if TYPE_CHECKING:
    from quotegraph.language import Reading
    from quotegraph.stance.onnx import OnnxPairs

FOLDER = Path(__file__).parent / "encoder"
"""Where the encoder that ships lies."""
GATE = 0.06
"""Probability of a topic, by its words, from which the encoder is asked."""
MOST = 3000
"""Questions for one article, the likeliest topics first: more than any article has, so that a book takes no hours."""

BEARS = ("words", "asked", "words_asked", "on", "on_lead", "sided", "previous", "next", "article", "is_stance")
"""Features of whether a quotation bears on a topic, once the encoder has been asked."""
SIDE = ("words", "read", "read_if_on", "is_stance_words", "is_stance_read")
"""Features of the side; all of them point to support."""
SIDED = ("words", "read", "on")
"""Features of whether a side is taken."""

_LEAST = 1e-3  # so that no answer is beyond all doubt

Ask = Callable[[Array], Array]
"""From the probability of each topic by its words to the encoder's answers; both by quotation and topic."""


class Encoder(PairModel, Protocol):
    """A model of pairs that also tells whether the text has to do with the proposition."""

    def shares(self, asked: Sequence[Asked]) -> Array:
        """Rows of probabilities of support, oppose, neutral and off (it does not bear on it)."""


@cache
def shipped_encoder() -> OnnxPairs:
    """The encoder that ships with the package, read once."""
    from quotegraph.stance.onnx import OnnxPairs

    return OnnxPairs(FOLDER)


def questions(
    reading: Reading, quotations: Sequence[Quotation], topics: Sequence[Topic], chance: Array
) -> dict[tuple[int, int], Asked]:
    """What is asked, by quotation and topic: where ``chance`` (quotations, topics) is at least GATE."""
    order = np.argsort(-chance, axis=None, kind="stable")[:MOST]
    found = [divmod(int(at), chance.shape[1]) for at in order if chance.flat[at] >= GATE]
    contexts = {i: context_of(reading, quotations[i]) for i in {i for i, _ in found}}
    return {(i, j): asked_of(reading, quotations[i], topics[j], contexts[i]) for i, j in sorted(found)}


def answers(
    encoder: Encoder, reading: Reading, quotations: Sequence[Quotation], topics: Sequence[Topic], chance: Array
) -> Array:
    """Probabilities (quotations, topics, 4) of support, oppose, neutral, off; not a number where nothing was asked."""
    out = np.full((*chance.shape, 4), np.nan)
    asked = questions(reading, quotations, topics, chance)
    if asked:
        rows, columns = zip(*asked, strict=True)
        out[list(rows), list(columns)] = encoder.shares(list(asked.values()))
    return out


def bears_features(words: Array, answered: Array, quotations: Sequence[Quotation]) -> Array:
    """Shape (quotations, topics, len(BEARS)); ``words`` are log odds of the topic by its words and neighbours."""
    asked, p = _parts(answered)
    on = np.where(asked, np.log((1 - p[..., 3]) / p[..., 3]), 0.0)
    sided = np.where(asked, np.log((p[..., 0] + p[..., 1]) / (p[..., 2] + p[..., 3])), 0.0)
    share = np.where(asked, 1 - p[..., 3], 0.0)
    before, after = np.zeros_like(share), np.zeros_like(share)
    before[1:], after[:-1] = share[:-1], share[1:]
    rest = (share.sum(axis=0) - share) / max(1, len(share) - 1)
    ahead = np.where(asked, lead(np.where(asked, on, -5.0)), 0.0)
    is_stance = _is_stance(quotations, share)
    return np.stack([words, asked, words * asked, on, ahead, sided, before, after, rest, is_stance], axis=-1)


def side_features(words: Array, answered: Array, quotations: Sequence[Quotation]) -> Array:
    """Shape (quotations, topics, len(SIDE)); ``words`` are log odds of support by words and parse."""
    asked, p = _parts(answered)
    read = np.where(asked, np.log(p[..., 0] / p[..., 1]), 0.0)
    is_stance = _is_stance(quotations, read)
    return np.stack([words, read, read * (1 - p[..., 3]), is_stance * words, is_stance * read], axis=-1)


def sided_features(words: Array, answered: Array) -> Array:
    """Shape (quotations, topics, len(SIDED)); ``words`` are log odds, by the wording, that a side is taken."""
    asked, p = _parts(answered)
    read = np.where(asked, np.log((p[..., 0] + p[..., 1]) / p[..., 2]), 0.0)
    on = np.where(asked, np.log((1 - p[..., 3]) / p[..., 3]), 0.0)
    return np.stack([words, read, on], axis=-1)


def _parts(answered: Array) -> tuple[Array, Array]:
    """Which were asked, and the probabilities, kept off 0 and 1."""
    asked = ~np.isnan(answered[..., 0])
    return asked, np.clip(np.where(asked[..., None], answered, 0.25), _LEAST, 1 - _LEAST)


def _is_stance(quotations: Sequence[Quotation], like: Array) -> Array:
    return np.array([q.type == "stance" for q in quotations], dtype=float)[:, None] + np.zeros_like(like)
