"""Many texts as one row of bytes, and texts as they are compared with what somebody types."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts that are read one at a time: ``blob`` (bytes, UTF-8), ``ends`` (where each begins, and the last ends).

    >>> texts = Texts.of(["Ann", "", "José"])
    >>> len(texts), texts[0], texts[1], texts[2]
    (3, 'Ann', '', 'José')
    """

    blob: Numbers
    ends: Numbers

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Pack texts; half pairs, which no file can carry, become question marks."""
        parts = [text.encode("utf-8", "replace") for text in texts]
        ends = np.zeros(len(parts) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), out=ends[1:])
        return cls(np.frombuffer(b"".join(parts), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, place: int) -> str:
        return bytes(self.blob[self.ends[place] : self.ends[place + 1]]).decode()


def folded(text: str) -> str:
    """Small letters, no accents, plain spaces: what a search compares. The page's script folds in the same way.

    >>> folded("  José\\u00a0ÁBREGO "), folded("Straße")
    ('jose abrego', 'straße')
    """
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in parts if not unicodedata.category(letter).startswith("M"))
    return " ".join(text.lower().replace("\ufeff", " ").split())
