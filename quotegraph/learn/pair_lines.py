"""Pairs to learn from: premise, hypothesis, and which labels are right; from JSON lines or from the open corpus.

A line is an object with ``premise``, ``hypothesis`` and ``label``: one of those of stances (support, neutral, oppose,
off: it has nothing to do with it) or of natural language inference (entail, neutral, contradict, not_entail), or a list
of those that may be right. It may have a ``set``, by which it is left out and measured, an ``id``, the ``part`` train
or dev (dev is measured on, never learnt from), and ``two``: those who labelled it could choose from two sides only.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotegraph.corpus import read_corpus
from quotegraph.corpus.negatives import hard_negatives
from quotegraph.corpus.pairs import Pair, read_pairs
from quotegraph.errors import QuotegraphError
from quotegraph.language import read
from quotegraph.learn.gold import numbered, set_of
from quotegraph.model import Annotation, Topic
from quotegraph.stance.onnx import filled
from quotegraph.stance.question import Asked, asked_of, context_of

STANCE = ("support", "neutral", "oppose", "off")
"""What the outputs of a network for stances mean, in order."""
NLI = ("entail", "neutral", "contradict")
"""What those of a network for natural language inference mean."""
AS_STANCE = {
    "entail": ("support",),
    "neutral": ("neutral", "off"),
    "contradict": ("oppose",),
    "not_entail": ("neutral", "oppose", "off"),
}
"""Labels of inference as stances: a proposition is supported by what entails it, opposed by what contradicts it."""
PREMISE = "{context} {holder}: {text}"
HYPOTHESIS = "{proposition}"
OFF_SHARES = (0.35, 0.15)
"""Shares of a set's other topics that are taken as off: for quotations with a topic of their own, for those without."""

_INFERENCE = frozenset(AS_STANCE) - {"neutral"}
_LABELS = (*STANCE, *(name for name in AS_STANCE if name not in STANCE))
_TURNED = {"support": "oppose", "oppose": "support", "neutral": "neutral"}
_TEXTS = {"set": "", "id": "", "part": "train"}
_PARTS = ("train", "dev")
_DENYING = frozenset("no nobody none neither nor never nothing only without".split())

TopicsOf = Callable[[str], Sequence[Topic]]
"""From a set's name to its topics."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair with the labels that may be right; for the fields see the head of this module."""

    premise: str
    hypothesis: str
    labels: tuple[str, ...]
    set: str = ""
    id: str = ""
    part: str = "train"
    two: bool = False

    def line(self) -> dict[str, Any]:
        """The JSON object, without what is as it is by itself.

        >>> PairLine("Go.", "One should go.", ("support",), id="a").line()
        {'premise': 'Go.', 'hypothesis': 'One should go.', 'label': 'support', 'id': 'a'}
        """
        label = self.labels[0] if len(self.labels) == 1 else list(self.labels)
        out: dict[str, Any] = {"premise": self.premise, "hypothesis": self.hypothesis, "label": label}
        out |= {name: getattr(self, name) for name, plain in _TEXTS.items() if getattr(self, name) != plain}
        return out | ({"two": True} if self.two else {})

    def allowed(self, outputs: Sequence[str], inference: bool) -> tuple[int, ...]:
        """Which outputs may be right; ``inference``: the line is of a file with labels of inference.

        >>> PairLine("", "", ("neutral",)).allowed(STANCE, inference=True)
        (1, 3)
        >>> PairLine("", "", ("not_entail",)).allowed(NLI, inference=True)
        (1, 2)
        """
        named: set[str] = set()
        for label in self.labels:
            if inference and len(outputs) == len(STANCE):
                named |= set(AS_STANCE[label])
            else:
                named |= set(NLI[1:]) if label == "not_entail" else {label}
        return tuple(number for number, name in enumerate(outputs) if name in named)


@dataclass(frozen=True, slots=True)
class PairCorpus:
    """Pairs of one place: those to learn from, those to measure on, how often a pass, under which licence.

    ``inference``: the labels are those of natural language inference.
    """

    place: Path
    lines: tuple[PairLine, ...]
    left_out: tuple[PairLine, ...] = ()
    inference: bool = False
    times: float = 1.0
    licence: str = ""


def read_pair_corpora(
    places: Sequence[tuple[Path, float]], topics: TopicsOf, without: Sequence[str], licences: Sequence[str]
) -> list[PairCorpus]:
    """The corpora at places (files of lines, folders of the open corpus), each with how often it is seen in a pass.

    ``licences`` holds one for each place. A QuotegraphError says what is wrong with a line, that nothing is left to
    learn from, or that a set to leave out is not there.
    """
    out, sets = [], set()
    for (place, times), licence in zip(places, licences, strict=True):
        lines = list(corpus_lines(place, topics) if place.is_dir() else pair_lines(place))
        inference = any(label in _INFERENCE for line in lines for label in line.labels)
        aside = [line.part == "dev" or line.set in without for line in lines]
        sets |= {line.set for line in lines}
        seen = tuple(line for line, out_of_it in zip(lines, aside, strict=True) if not out_of_it)
        left_out = tuple(line for line, out_of_it in zip(lines, aside, strict=True) if out_of_it)
        if not lines:
            raise QuotegraphError(f"{place}: no pairs")
        out.append(PairCorpus(place, seen, left_out, inference, times, licence))
    for name in without:
        if name not in sets:
            there = ", ".join(sorted(sets - {""})[:20]) or "none"
            raise QuotegraphError(f"there is no set {name!r} to leave out; there are {there}")
    if not any(corpus.lines for corpus in out):
        raise QuotegraphError(
            f"{', '.join(str(corpus.place) for corpus in out)}: no pairs to learn from but those left out"
        )
    return out


def pair_lines(place: Path) -> Iterator[PairLine]:
    """The lines of a file (``.gz`` too); a QuotegraphError names the first that is wrong by file and number.

    >>> next(pair_lines(Path("no-file.jsonl")))
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no-file.jsonl: cannot be read: no such file or directory
    """
    first: tuple[bool, str, str] | None = None
    for content, where in numbered(place):
        line = _line(content, where)
        for label in line.labels:
            if label == "neutral":
                continue
            if first is None:
                first = label in _INFERENCE, label, where
            elif first[0] != (label in _INFERENCE):
                raise QuotegraphError(
                    f"{where}: label {label!r} where {first[2]} has {first[1]!r}; a file holds labels of stances"
                    f" ({', '.join(STANCE)}) or of inference ({', '.join(AS_STANCE)})"
                )
        yield line


def _line(content: bytes, where: str) -> PairLine:
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise QuotegraphError(f"{where}: no JSON: {error}") from None
    if not isinstance(given, dict):
        raise QuotegraphError(f"{where}: {type(given).__name__}, is to be an object with premise, hypothesis, label")
    for name in ("premise", "hypothesis"):
        value = given.get(name)
        if not isinstance(value, str) or not value.strip():
            raise QuotegraphError(f"{where}: {name} is {_shown(value)}, is to be a text")
    label = given.get("label")
    labels: list[Any] = label if isinstance(label, list) else [label]
    strange = [one for one in labels if not isinstance(one, str) or one not in _LABELS]
    if strange or not labels:
        shown = _shown(strange[0] if strange else label)
        raise QuotegraphError(f"{where}: label is {shown}, is to be of {', '.join(_LABELS)}, or a list of them")
    if {*STANCE} <= {*labels} or {*NLI} <= {*labels} or {"entail", "not_entail"} <= {*labels}:
        raise QuotegraphError(f"{where}: label {_shown(label)} allows everything; nothing is to be learnt from it")
    for name, plain in _TEXTS.items():
        if not isinstance(given.get(name, plain), str):
            raise QuotegraphError(f"{where}: {name} is {_shown(given[name])}, is to be a text")
    if given.get("part", "train") not in _PARTS:
        raise QuotegraphError(f"{where}: part is {_shown(given['part'])}, is to be one of {', '.join(_PARTS)}")
    if not isinstance(given.get("two", False), bool):
        raise QuotegraphError(f"{where}: two is {_shown(given['two'])}, is to be true or false")
    texts = {name: given.get(name, plain) for name, plain in _TEXTS.items()}
    return PairLine(given["premise"], given["hypothesis"], tuple(labels), two=given.get("two", False), **texts)


def _shown(value: object) -> str:
    return repr(value)[:60] if value is not None else "missing"


def corpus_lines(folder: Path, topics: TopicsOf) -> Iterator[PairLine]:
    """The pairs of a folder of the open corpus: those of its files of pairs, and those of its marked-up articles.

    >>> next(corpus_lines(Path("no-folder"), lambda name: ()))
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no-folder: no such folder
    """
    found = False
    for line in text_pairs(folder):
        found = True
        yield line
    if not found or next(folder.rglob("*.brief"), None) is not None:
        yield from article_pairs((brief.annotation for brief in read_corpus(folder)), topics)


def text_pairs(folder: Path, problem: Callable[[str], None] | None = None) -> Iterator[PairLine]:
    """The pairs of a folder of files of pairs, or of the folder ``pairs`` in it; of the set ``pairs``.

    Texts are read against the proposition and its mirror, and against another with like words, which is off. What is
    wrong is told to ``problem``; without one it is a QuotegraphError.
    """
    place = next((one for one in (folder / "pairs", folder) if any(one.glob("*.txt"))), None)
    if place is None:
        return
    pairs = read_pairs(place) if problem is None else read_pairs(place, problem=problem)
    for pair in pairs:
        alike = pair.kind == "off" and pair.stance == "neutral"  # such a text may bear on the proposition or not
        for one in (pair, pair.mirrored()):
            yield _of_pair(one, ("neutral", "off") if alike else (one.stance,))
    for pair in hard_negatives(pairs):
        yield _of_pair(pair, ("off",))


def article_pairs(annotations: Iterable[Annotation], topics: TopicsOf) -> Iterator[PairLine]:
    """The pairs of articles; the set is that of the article.

    Each quotation with a topic is a pair of what was said and the topic's proposition, and the same with the
    proposition turned round where that is a matter of one *not*. Other topics of the set are off: :data:`OFF_SHARES` of
    them, drawn by the pair's id.
    """
    for annotation in annotations:
        yield from _of_article(annotation, topics(set_of(annotation.article.doc_id)))


def _of_pair(pair: Pair, labels: tuple[str, ...]) -> PairLine:
    premise = filled(PREMISE, Asked(pair.text, pair.proposition, pair.holder))
    return PairLine(premise, pair.proposition, labels, "pairs", pair.id, pair.part)


def _of_article(annotation: Annotation, topics: Sequence[Topic]) -> Iterator[PairLine]:
    name = set_of(annotation.article.doc_id)
    reading = next(read([annotation.article]))
    for quotation in annotation.quotations:
        context = context_of(reading, quotation)
        coded = {stance.topic: stance.stance for stance in quotation.stances}
        for topic in topics:
            if not topic.proposition:
                continue
            number = f"{annotation.article.doc_id}#{quotation.id}#{topic.id}"
            asked = asked_of(reading, quotation, topic, context)
            premise = filled(PREMISE, asked)
            if topic.id in coded:
                stance = coded[topic.id]
                yield PairLine(premise, asked.proposition, (stance,), name, number)
                turned = turned_round(asked.proposition)
                if turned:
                    yield PairLine(premise, turned, (_TURNED[stance],), name, f"{number}~m")
            elif random.Random(number).random() < OFF_SHARES[0 if coded else 1]:
                yield PairLine(premise, asked.proposition, ("off",), name, number)


def turned_round(proposition: str) -> str:
    """The proposition with the opposite sense, where that is a matter of one *not*; else nothing.

    >>> turned_round("Rents should be capped."), turned_round("Lets should not be allowed.")
    ('Rents should not be capped.', 'Lets should be allowed.')
    >>> turned_round("The cap works."), turned_round("No home should stand empty.")
    ('', '')
    """
    words = proposition.split()
    small = [word.lower().strip(".,;:") for word in words]
    if small.count("should") != 1 or any(word in _DENYING or word.endswith(("n't", "n’t")) for word in small):
        return ""
    at = small.index("should")
    if small.count("not") == 0:
        return " ".join([*words[: at + 1], "not", *words[at + 1 :]])
    return " ".join([*words[: at + 1], *words[at + 2 :]]) if small[at + 1] == "not" and small.count("not") == 1 else ""
