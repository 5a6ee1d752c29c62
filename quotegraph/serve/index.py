"""Which quotations hold a piece of a word: all words once, and for each the quotations that it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from quotegraph.serve.texts import Numbers, folded

BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Index:
    """``words``: all different folded words as bytes, a line break after each; ``starts``: where each begins there.

    ``places[ends[w]:ends[w + 1]]`` are the quotations of word ``w``; ``count`` is the number of quotations. What
    somebody asks for is split at spaces, so that a piece can only lie inside one word: looking through the different
    words is as good as looking through all texts.

    >>> index = Index.of(["We need it now", "Nobody needs it"])
    >>> index.holding("need").tolist(), index.holding("now").tolist(), index.holding("us").tolist()
    ([True, True], [True, False], [False, False])
    """

    words: Numbers
    starts: Numbers
    places: Numbers
    ends: Numbers
    count: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> Index:
        """The index of texts."""
        number: dict[str, int] = {}
        found: list[int] = []
        lengths: list[int] = []
        for text in texts:
            mine = {number.setdefault(word, len(number)) for word in folded(text).split(" ") if word}
            found.extend(mine)
            lengths.append(len(mine))
        word_of = np.asarray(found, np.int32)
        order = np.argsort(word_of, kind="stable")
        places = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order]
        ends = np.zeros(len(number) + 1, np.int64)
        np.cumsum(np.bincount(word_of, minlength=len(number)), out=ends[1:])
        encoded = [word.encode("utf-8", "replace") + BREAK.encode() for word in number]
        starts = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts, places, ends, len(lengths))

    def holding(self, piece: str) -> Numbers:
        """For each quotation whether a word of it holds ``piece`` (folded, without spaces)."""
        out = np.zeros(self.count, bool)
        blob, needle = bytes(self.words), piece.encode("utf-8", "replace")
        hits = []
        at = blob.find(needle)
        while at >= 0:
            word = int(np.searchsorted(self.starts, at, side="right")) - 1
            hits.append(word)
            at = blob.find(needle, int(self.starts[word + 1]))
        for word in hits:
            out[self.places[self.ends[word] : self.ends[word + 1]]] = True
        return out
