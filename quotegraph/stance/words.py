"""The words of an article in order, with their place in the parse, and the vectors of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotegraph.language.models import embeddings
from quotegraph.model import Span
from quotegraph.stance.lexicon import classes, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quotegraph.language import Reading

Array = NDArray[np.float64]
WIDTH = 256
_KEPT = 50_000  # vectors kept at a time
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
_EMPTY = frozenset(
    """
    be have do say tell add ask go get make thing way one other same such more most much many so very just only also
    even still yet then now here there well really again too ever should would could will can may might must shall not
    no yes own new first last year day week month time people mr mrs ms dr
    """.split()
)
_PARTICLES = frozenset(("away", "off", "out", "down", "up", "back"))
_SUFFIXES = (
    "isations izations isation ization ations ation ments ment ities ity ings ing ions ion ures ure ances ance ences "
    "ence ers er ors or als al ives ive ally ly ed es s e y"
).split()


@dataclass(frozen=True, slots=True)
class Word:
    """A token: its lemma, stem and form, the index of its head in the list that it stands in (itself for a root).

    ``classes`` are those of the lexicon; ``start`` is its place in the article's text; ``sentence`` a running number.
    """

    lemma: str
    stem: str
    form: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    sentence: int
    classes: frozenset[str]

    @property
    def bears(self) -> bool:
        """Whether the word says something of the subject (a content word, not one of the commonest)."""
        return self.pos in _CONTENT and bears_subject(self.lemma)


def bears_subject(lemma: str) -> bool:
    """Whether a lemma is not one of the commonest, which say nothing of the subject.

    >>> bears_subject("rent"), bears_subject("week")
    (True, False)
    """
    return lemma not in _EMPTY and len(lemma) > 1


class Text:
    """All words of an article in order of the text; quoted sentences stand where they stand."""

    def __init__(self, reading: Reading) -> None:
        raw: list[tuple[int, int, int]] = []  # start, parse, token
        docs = [parse.doc for parse in reading.parses]
        for number, parse in enumerate(reading.parses):
            offsets, holes = parse.offsets, parse.holes
            raw += [(offsets[t.idx], number, t.i) for t in parse.doc if t.i not in holes and not t.is_space]
        raw.sort()
        place = {(number, i): at for at, (_, number, i) in enumerate(raw)}
        tags = [_tags(doc) for doc in docs]
        first, count = [], 0
        for doc_tags in tags:
            first.append(count)
            count += doc_tags[-1][6] + 1 if doc_tags else 0
        self.words: list[Word] = []
        for at, (start, number, i) in enumerate(raw):
            lemma, form, pos, tag, dep, head, sentence, found = tags[number][i]
            self.words.append(
                Word(
                    lemma,
                    stem(lemma),
                    form,
                    pos,
                    tag,
                    dep,
                    place.get((number, head), at),
                    start,
                    first[number] + sentence,
                    found,
                )
            )
        self.starts = [word.start for word in self.words]

    def between(self, span: Span) -> range:
        """The indices of the words in a span of the article's text."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def inside(self, spans: Iterable[Span]) -> list[int]:
        """The indices of the words in some spans, in their order."""
        return [i for span in spans for i in self.between(span)]


def words_of(doc: Doc) -> list[Word]:
    """The words of a parsed text by itself (a label, a proposition).

    >>> from quotegraph.language.models import english
    >>> [word.stem for word in words_of(english()("Evictions should be banned.")) if word.bears]
    ['evict', 'ban']
    """
    return [
        Word(lemma, stem(lemma), form, pos, tag, dep, head, token.idx, sentence, found)
        for token, (lemma, form, pos, tag, dep, head, sentence, found) in zip(doc, _tags(doc), strict=True)
    ]


def _tags(doc: Doc) -> list[tuple[str, str, str, str, str, int, int, frozenset[str]]]:
    out = []
    lemmas = [token.lemma_.lower() for token in doc]
    found = classes(lemmas)
    for token in doc:
        if token.pos_ == "ADV" and token.lower_ == "back":
            found[token.i] = frozenset()  # “hit back”
        apart_from_verb = token.dep_ == "prt" or (token.dep_ == "advmod" and token.lower_ in _PARTICLES)
        if apart_from_verb and token.head.i != token.i - 1:  # “keep minors away”
            apart = lexicon().get(f"{lemmas[token.head.i]}_{lemmas[token.i]}")
            found[token.head.i] = found[token.head.i] if apart is None else apart
    number = -1
    for token in doc:
        if token.is_sent_start or number < 0:
            number += 1
        i = token.i
        lemma, pos = lemmas[i], token.pos_
        form = token.text if pos == "PROPN" else lemma
        out.append((lemma, form, pos, token.tag_, token.dep_, token.head.i, number, found[i]))
    return out


@lru_cache(maxsize=20_000)
def stem(lemma: str) -> str:
    """A lemma without its usual endings, so that *exempt* meets *exemption* and *closure* meets *close*.

    >>> stem("exemption"), stem("closure"), stem("close"), stem("tram")
    ('exempt', 'clos', 'clos', 'tram')
    """
    for suffix in _SUFFIXES:
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= 4 - (len(suffix) == 1 and suffix in "ey"):
            base = lemma[: -len(suffix)]
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "sl" else base
    return lemma


class Vectors:
    """Static vectors of words, each looked up once; their length says how much a word tells."""

    def __init__(self) -> None:
        self._row: dict[str, int] = {}
        self._table = np.zeros((0, WIDTH))

    def rows(self, forms: Sequence[str]) -> Array:
        """The vectors of some words, shape (words, 256)."""
        missing = [form for form in dict.fromkeys(forms) if form not in self._row]
        if missing:
            if len(self._row) > _KEPT:
                self._row, self._table = {}, np.zeros((0, WIDTH))
                missing = list(dict.fromkeys(forms))
            new = np.asarray(embeddings().embed(missing, norm=False), dtype=np.float64)
            self._row.update((form, len(self._table) + i) for i, form in enumerate(missing))
            self._table = np.concatenate([self._table, new])
        if not forms:
            return np.zeros((0, WIDTH))
        return self._table[[self._row[form] for form in forms]]


def unit(vectors: Array) -> Array:
    """Vectors at length 1 along the last axis (zero stays zero)."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9))
