"""Topics made ready for comparison: phrases, words, vectors, and which way each phrase points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotegraph.language.models import english
from quotegraph.model import Topic
from quotegraph.stance.proposition import alike, proposition_of
from quotegraph.stance.words import Array, Vectors, unit, words_of

_WHOSE = frozenset(("speaker", "own", "country"))  # words that only say whose country is meant


@dataclass(frozen=True, slots=True, eq=False)
class TopicWord:
    """A content word of a topic; ``sign`` is +1 if to favour it is to support the proposition, -1 if to oppose.

    ``is_verb``: it is the proposition's main verb or of its family.
    """

    stem: str
    form: str
    topic: int
    sign: float
    is_verb: bool


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
        reading = proposition_of(group[1])
        negated.append(reading.denied)
        sign.append(reading.sign(group[0]))
        first = len(rows)
        for phrase in group:
            row = []
            for word in phrase:
                if not word.bears or (topics[number].own_country and word.lemma in _WHOSE):
                    continue
                key = (number, word.stem)
                if key not in place:
                    place[key] = len(words)
                    words.append(
                        TopicWord(
                            word.stem,
                            word.form,
                            number,
                            reading.sign_of(word, sign[-1]),
                            alike(word.stem, reading.verb),
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
