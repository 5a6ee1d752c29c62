"""Topics made ready for comparison: phrases, words, vectors, and which way each phrase points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotegraph.language.models import english
from quotegraph.model import Topic
from quotegraph.stance.words import Array, Vectors, Word, unit, words_of

_NEGATIVE = frozenset(("not", "undo", "against"))


@dataclass(frozen=True, slots=True, eq=False)
class TopicWord:
    """A content word of a topic; ``sign`` is +1 if to favour it is to support the proposition, -1 if to oppose."""

    stem: str
    form: str
    topic: int
    sign: float


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """All topics of a run side by side.

    ``vectors`` (words, 256) are of length 1; ``phrases`` (phrases, words) turns what is found of each word into what
    is found of each phrase, rows add up to 1; ``label``, ``proposition`` (topics) and ``alternatives`` (topics, longest
    list; the label where there are fewer) are rows of it; ``phrase_vectors`` (phrases, 256); ``weights`` (words) says
    how much a word tells one topic from another.
    ``negated`` (topics) is -1 where the proposition says *not*; ``sign`` is +1 where who favours the thing that the
    label names supports the proposition, -1 where he opposes it.
    """

    topics: tuple[Topic, ...]
    words: tuple[TopicWord, ...]
    vectors: Array
    weights: Array
    phrases: Array
    phrase_vectors: Array
    label: Array
    proposition: Array
    alternatives: Array
    negated: Array
    sign: Array


def prepare(topics: Sequence[Topic], vectors: Vectors) -> Topics:
    """The topics, parsed and weighed against each other.

    >>> ready = prepare([Topic("toll", "Road toll", "Drivers should not pay a toll.")], Vectors())
    >>> float(ready.negated[0]), float(ready.sign[0])
    (-1.0, -1.0)
    """
    texts = [[topic.label, topic.proposition, *topic.alternatives] for topic in topics]
    docs = iter(english().pipe([_capital(text) for group in texts for text in group]))
    parsed = [[words_of(next(docs)) for _ in group] for group in texts]
    words: list[TopicWord] = []
    place: dict[tuple[int, str], int] = {}
    rows: list[list[int]] = []
    label, proposition, alternatives = [], [], []
    negated, sign = [], []
    for number, group in enumerate(parsed):
        main, verb_undoes, denied = _main(group[1])
        negated.append(-1.0 if denied else 1.0)
        turned = _turns(group[0], main)
        sign.append(negated[-1] * (-1.0 if verb_undoes != turned else 1.0))
        first = len(rows)
        for phrase in group:
            row = []
            for word in phrase:
                if not word.bears:
                    continue
                key = (number, word.stem)
                if key not in place:
                    place[key] = len(words)
                    of_verb = word.stem == main or ("undo" in word.classes and verb_undoes)
                    words.append(
                        TopicWord(
                            word.stem, word.form, number, negated[-1] if of_verb or not verb_undoes else -negated[-1]
                        )
                    )
                row.append(place[key])
            rows.append(row)
        label.append(first)
        proposition.append(first + 1)
        alternatives.append(list(range(first + 2, len(rows))))
    longest = max((len(group) for group in alternatives), default=0) or 1
    padded = [group + [first] * (longest - len(group)) for group, first in zip(alternatives, label, strict=True)]
    table = vectors.rows([word.form for word in words])
    weights = _weights(words, table, len(topics))
    phrases = np.zeros((len(rows), len(words)))
    for number, row in enumerate(rows):
        if row:
            phrases[number, row] = weights[row] / weights[row].sum()
    return Topics(
        tuple(topics),
        tuple(words),
        unit(table),
        weights,
        phrases,
        unit((phrases > 0) @ table),
        np.array(label, dtype=int),
        np.array(proposition, dtype=int),
        np.array(padded, dtype=int).reshape(len(topics), longest),
        np.array(negated),
        np.array(sign),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _weights(words: Sequence[TopicWord], table: Array, topics: int) -> Array:
    """A word tells more the longer its vector is and the fewer topics of the set have it."""
    spread: dict[str, set[int]] = {}
    for word in words:
        spread.setdefault(word.stem, set()).add(word.topic)
    rare = np.array([np.log((topics + 1) / len(spread[word.stem])) / np.log(topics + 1) for word in words])
    return np.asarray(np.minimum(np.linalg.norm(table, axis=1), 12.0) * np.maximum(rare, 0.1))


def _main(words: Sequence[Word]) -> tuple[str, bool, bool]:
    """The stem of the proposition's main verb, whether it undoes its object, whether the proposition says not."""
    root = next((i for i, word in enumerate(words) if word.head == i), 0)
    if not words:
        return "", False, False
    chain = [root]  # should give up its flat; should be allowed to keep
    below = [i for i, word in enumerate(words) if word.head == root and word.dep in ("xcomp", "ccomp")]
    if words[root].lemma in ("allow", "permit", "require", "oblige", "have", "be", "go", "begin", "continue") and below:
        chain.append(below[0])
    own = [i for i, word in enumerate(words) if i in chain or word.head in chain]
    denied = sum("not" in words[i].classes and words[i].lemma not in ("without", "little", "few") for i in own) % 2 == 1
    undoes = sum("undo" in words[i].classes or "against" in words[i].classes for i in chain) % 2 == 1
    return words[chain[-1]].stem, undoes, denied


def _turns(words: Sequence[Word], main: str) -> bool:
    """Whether the head of a label names the undoing of a thing (*phone ban*, *closure of the stand*)."""
    return any(
        (word.head == i or word.stem == main) and not word.classes.isdisjoint(_NEGATIVE) for i, word in enumerate(words)
    )
