"""Hard negatives for relevance: texts beside propositions that share words with them and are another matter."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quotegraph.corpus.pairs import Pair

TOO_ALIKE = 0.35
"""Cosine of two propositions' words from which a text on one may well bear on the other, too."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_Weights = Mapping[str, float]


def hard_negatives(pairs: Sequence[Pair], count: int = 1) -> list[Pair]:
    """For each text the ``count`` other propositions whose words are most like its own, on which it takes no side.

    Propositions come from the part that the text is of, so that nothing of dev is learnt from. Those much like the
    text's own (cosine of weighed words :data:`TOO_ALIKE` or more) are passed over. No chance is involved: the same
    pairs give the same negatives. ``bears`` is False, ``stance`` neutral; an ``id`` ends in ``!`` and the other's id.

    >>> said = ("x", "Owls fly at night.", "Owls do not fly at night.", "Night flights wake me.")
    >>> other = ("y", "Night flights should be banned.", "Night flights should go on.", "No more noise!")
    >>> rows = [Pair(f"{n}/1", "", p, m, t, "", "support", 2, "plain", "train") for n, p, m, t in (said, other)]
    >>> [(pair.id, pair.stance) for pair in hard_negatives(rows)]
    [('x/1!y', 'neutral'), ('y/1!x', 'neutral')]
    """
    out: list[Pair] = []
    for part in sorted({pair.part for pair in pairs}):
        inside = [pair for pair in pairs if pair.part == part]
        stated = {pair.proposition_id: pair for pair in inside if not pair.id.endswith("~m")}
        table = _Table({name: f"{pair.proposition} {pair.mirror}" for name, pair in stated.items()})
        far = {name: _far(table.compared(name), name) for name in stated}
        for pair in inside:
            if pair.proposition_id not in stated or pair.id.endswith("~m"):
                continue
            alike = table.like(pair.text)
            others = sorted(far[pair.proposition_id], key=lambda name: (-alike.get(name, 0.0), name))
            for name in others[:count]:
                out.append(
                    replace(
                        pair,
                        id=f"{pair.id}!{name}",
                        subject=stated[name].subject,
                        proposition=stated[name].proposition,
                        mirror=stated[name].mirror,
                        stance="neutral",
                        intensity=0,
                        bears=False,
                    )
                )
    return out


def _far(alike: _Weights, name: str) -> list[str]:
    return [other for other, value in alike.items() if other != name and value < TOO_ALIKE]


class _Table:
    """Texts by name as weighed words of length 1 (term frequency times inverse document frequency)."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        counts = {name: Counter(_words(text)) for name, text in texts.items()}
        spread = Counter(word for found in counts.values() for word in found)
        self.rare = {word: math.log((1 + len(texts)) / (1 + number)) + 1e-6 for word, number in spread.items()}
        self.rows = {name: self._unit(found) for name, found in counts.items()}
        self.with_word: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for name, row in self.rows.items():
            for word, value in row.items():
                self.with_word[word].append((name, value))

    def like(self, text: str) -> dict[str, float]:
        """Name → cosine of the words of a text and of the one under that name, where they share a word."""
        return self._cosines(self._unit(Counter(word for word in _words(text) if word in self.rare)))

    def compared(self, name: str) -> dict[str, float]:
        """Name → cosine with the text under ``name``, for all of them."""
        return dict.fromkeys(self.rows, 0.0) | self._cosines(self.rows[name])

    def _cosines(self, row: _Weights) -> dict[str, float]:
        out: dict[str, float] = defaultdict(float)
        for word, value in row.items():
            for name, other in self.with_word[word]:
                out[name] += value * other
        return out

    def _unit(self, found: Mapping[str, int]) -> dict[str, float]:
        row = {word: number * self.rare[word] for word, number in found.items()}
        length = math.sqrt(sum(value * value for value in row.values())) or 1.0
        return {word: value / length for word, value in row.items()}


def _words(text: str) -> list[str]:
    """Words without a plural s, so that *flights* meets *flight*."""
    return [
        word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in _WORD.findall(text.lower())
    ]
