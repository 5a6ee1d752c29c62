"""The confidence of a quotation: the probability that its content and its source are right.

The vote weighs candidates one by one. Once some are chosen, more is known: which rivals lost, and how dense with
quotations the article is (in dense ones almost all that looks like a quotation is one). A second logistic model reads
this and the vote.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from quotegraph.extract.candidates import Candidate, shared, size
from quotegraph.model import Quotation

_HEARD = tuple(
    f"tagger:{name}"
    for name in (
        "source",
        "to source",
        "cue",
        "begin",
        "end",
        "whole",
        "shared",
        "score",
        "same source",
        "all",
        "none",
    )
)
_RELATIVE = frozenset(("who", "that", "which"))
_PERSONAL = frozenset(("he", "she", "they", "it", "i", "we"))
_USUAL = 3.0
_NO_RIVAL = 1e-4


def density(quotations: int, text: str) -> float:
    """How dense with quotations a text is: 0 where there are about 19 in a thousand words.

    >>> density(0, "Nothing."), round(density(20, "word " * 1000), 2)
    (-3.0, 0.04)
    """
    return math.log1p(1000 * quotations / max(1, len(text.split()))) - _USUAL


def confidence_features(
    quotation: Quotation,
    text: str,
    score: float,
    heard: Mapping[str, float],
    lost: Iterable[tuple[float, Candidate]],
    dense: float,
) -> dict[str, float]:
    """Features by name; each is there a second time, multiplied with the density ``dense`` of the article.

    ``score`` is the vote's and ``heard`` the features that it had; ``lost`` are the candidates near by, with their
    scores, among which the chosen one itself may be.
    """
    words = " ".join(span.of(text) for span in quotation.source).casefold()
    out = {
        "bias": 1.0,
        "vote": _odds(score),
        "source length": math.log1p(size(quotation.source)) / 4,
        "content length": math.log1p(size(quotation.content)) / 4,
        f"type={quotation.type}": 1.0,
        f"level={min(quotation.level, 3)}": 1.0,
        f"source={_kind(words)}": 1.0,
    }
    if len(words.split()) > 6:
        out["source long"] = 1.0
    if " and " in words:
        out["source and"] = 1.0
    if "," in words:
        out["source comma"] = 1.0
    out |= _rivals(quotation, lost)
    out |= {name: heard[name] for name in _HEARD if name in heard}
    return out | {f"{name}&dense": value * dense for name, value in out.items()}


def _kind(source: str) -> str:
    if not source:
        return "none"
    if source in _RELATIVE:
        return "relative"
    if source in _PERSONAL:
        return "pronoun"
    return "unnamed" if source.startswith(("a ", "an ")) else "other"


def _rivals(quotation: Quotation, lost: Iterable[tuple[float, Candidate]]) -> dict[str, float]:
    """How likely the best candidate is that shares words, with another source, or with other borders."""
    any_score = source = border = _NO_RIVAL
    for score, other in lost:
        both = shared(quotation.content, other.content)
        if not both or (other.content, other.source) == (quotation.content, quotation.source):
            continue
        any_score = max(any_score, score)
        if other.source == quotation.source:
            border = max(border, score)
        elif both > 0.5 * size(quotation.content):
            source = max(source, score)
    return {"rival": _odds(any_score), "rival source": _odds(source), "rival border": _odds(border)}


def _odds(value: float) -> float:
    """Log odds, a quarter of them."""
    held = min(max(value, _NO_RIVAL), 1 - _NO_RIVAL)
    return math.log(held / (1 - held)) / 4
