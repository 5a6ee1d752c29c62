"""Numbers in digits and letters, by which groups are known (“the 26”)."""

from __future__ import annotations

_COUNTS = {word: value for value, word in enumerate(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen""".split(), 1
)} | {word: 10 * value for value, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
)}  # fmt: skip


def number_of(word: str) -> int:
    """What a number in digits or letters counts, 0 for other words.

    >>> number_of("26"), number_of("twenty-six"), number_of("six")
    (26, 26, 6)
    """
    parts = word.casefold().split("-")
    if word.isdecimal() and len(word) < 10:
        return int(word)
    return sum(_COUNTS.get(part, -1000) for part in parts) if all(part in _COUNTS for part in parts) else 0
