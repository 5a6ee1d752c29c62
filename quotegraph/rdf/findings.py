"""What a check found wrong, in a line for the person who has to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: ``where`` names the file and line, or the node; ``message`` says what, in a sentence.

    >>> str(Finding("topics.tsv:3", "topic 'rent-cap' has no proposition"))
    "topics.tsv:3: topic 'rent-cap' has no proposition"
    """

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
