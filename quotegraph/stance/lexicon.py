"""General words of attitude, action and judgement: which way a word points, whatever the subject.

The table ``lexicon.tsv`` stands beside this module. A word may belong to several classes: *ban* undoes something and
*protect* both does something and is good.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

CLASSES = ("for", "against", "do", "undo", "good", "bad", "not", "must", "strong", "weak")
"""``for``/``against``: attitudes; ``do``/``undo``: what is done with a thing; ``good``/``bad``: how it is judged."""

_NOTHING: frozenset[str] = frozenset()
_LONGEST = 7  # words of the longest phrase in the table


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Lemma (or phrase, written with underscores) → its classes.

    >>> sorted(lexicon()["rule_out"])
    ['against', 'weak']
    """
    found: dict[str, set[str]] = {}
    for line in (Path(__file__).parent / "lexicon.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, lemmas = line.partition("\t")
        for lemma in lemmas.split():
            found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(classes) for lemma, classes in found.items()}


def classes(lemmas: Sequence[str]) -> list[frozenset[str]]:
    """The classes of each lemma of a sentence; those of a phrase stand at its first word, its other words have none.

    >>> [sorted(found) for found in classes(["not", "rule", "out", "a", "ban"])]
    [['not'], ['against', 'weak'], [], [], ['undo']]
    """
    table, starts = lexicon(), _starts()
    out: list[frozenset[str]] = []
    at = 0
    while at < len(lemmas):
        if lemmas[at] in starts:
            for length in range(min(_LONGEST, len(lemmas) - at), 1, -1):
                phrase = table.get("_".join(lemmas[at : at + length]))
                if phrase is not None:
                    out += [phrase, *([_NOTHING] * (length - 1))]
                    at += length
                    break
            else:
                out.append(table.get(lemmas[at], _NOTHING))
                at += 1
            continue
        out.append(table.get(lemmas[at], _NOTHING))
        at += 1
    return out


@cache
def _starts() -> frozenset[str]:
    return frozenset(phrase.split("_")[0] for phrase in lexicon() if "_" in phrase)
