"""A stance model asked about single texts, without articles: for outside checks and other people's pipelines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.language import read
from quotegraph.language.models import english
from quotegraph.model import STANCES, Article, Quotation, Span, Speaker, Stance, Topic
from quotegraph.stages import StanceModel
from quotegraph.stance.asking import AskingStance
from quotegraph.stance.calibration import sides, stance_probabilities
from quotegraph.stance.judge import Judged, RuleStance
from quotegraph.stance.words import Array

BATCH = 64
"""Pairs that are read together."""

_FINITE = frozenset(("MD", "VBD", "VBP", "VBZ"))
_LABELS = {1: ("support", 0), -1: ("oppose", 1), 0: ("neutral", 2)}
_WANTED = "a line is {id, text, target} with holder and context where they are known"


@dataclass(frozen=True, slots=True)
class Pair:
    """Where does ``holder``, who says ``text``, stand on ``target``, a proposition or what somebody can be for?"""

    id: str
    text: str
    target: str
    holder: str = ""
    context: str = ""


def pair_from_line(line: object, where: str) -> Pair:
    """The pair of a JSON object; a QuotegraphError that begins with ``where`` says what it lacks.

    >>> pair_from_line({"id": 7, "text": "No!", "target": "The toll is fair."}, "a.jsonl:1").id
    '7'
    """
    if not isinstance(line, Mapping):
        raise QuotegraphError(f"{where}: {type(line).__name__}; {_WANTED}")
    values = {name: line.get(name) for name in ("text", "target", "holder", "context")}
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            raise QuotegraphError(f"{where}: {name!r} is {type(value).__name__}, is to be a text; {_WANTED}")
    missing = [name for name in ("text", "target") if not (values[name] or "").strip()]
    if line.get("id") in (None, "") or isinstance(line["id"], dict | list | bool):
        missing.insert(0, "id")
    if missing:
        raise QuotegraphError(f"{where}: no {missing[0]!r}; {_WANTED}")
    found = Pair(str(line["id"]), *(value or "" for value in values.values()))
    if any("\ud800" <= char <= "\udfff" for value in (found.id, *values.values()) for char in value or ""):
        raise QuotegraphError(f"{where}: holds half of a character (a lone surrogate)")
    return found


def proposition(target: str) -> str:
    """A target as something to be for or against: a sentence as it is, a phrase *X* as *X is good.*

    >>> proposition("The bridge should be built"), proposition("the new bridge")
    ('The bridge should be built.', 'The new bridge is good.')
    """
    said = " ".join(target.split())
    said = said[:1].upper() + said[1:]
    if any(token.tag_ in _FINITE and token.dep_ in ("ROOT", "aux", "auxpass") for token in english()(said)):
        return said if said[-1:] in (".", "!", "?", "”", '"') else f"{said}."
    return f"{said.rstrip('.')} is good."


def judge_pairs(stage: StanceModel, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Stance]]:
    """The stance of each pair, in order; its confidence is the probability of the side, its ``topic`` the target.

    >>> pairs = [Pair("1", "We welcome the toll and hope that it stays.", "The toll should stay.")]
    >>> [(pair.id, stance.stance) for pair, stance in judge_pairs(RuleStance(), pairs)]
    [('1', 'support')]
    """
    left = iter(pairs)
    while some := list(islice(left, BATCH)):
        yield from zip(some, _judged(stage, some), strict=True)


def line_of(pair: Pair, stance: Stance) -> dict[str, Any]:
    """What is written of a judged pair.

    >>> line_of(Pair("1", "", ""), Stance("", "oppose", 2, 0.75))
    {'id': '1', 'label': 'oppose', 'intensity': 2, 'confidence': 0.75}
    """
    return {"id": pair.id, "label": stance.stance, "intensity": stance.intensity, "confidence": stance.confidence}


def _judged(stage: StanceModel, pairs: Sequence[Pair]) -> list[Stance]:
    articles = [_article(pair) for pair in pairs]
    topics = [Topic("target", pair.target, proposition(pair.target)) for pair in pairs]
    quotations = [
        Quotation(
            "q1",
            (Span(len(a.text) - len(p.text), len(a.text)),),
            speaker=Speaker(None, p.holder) if p.holder else None,
        )
        for p, a in zip(pairs, articles, strict=True)
    ]
    given = list(zip(pairs, read(articles), quotations, topics, strict=True))
    if isinstance(stage, AskingStance):
        answered = stage.alone([(reading, q, topic, pair.context) for pair, reading, q, topic in given])
        return [_likeliest(answer, intensity, p) for (answer, intensity), p in zip(answered, pairs, strict=True)]
    if isinstance(stage, RuleStance):
        return [_stance(stage.scores(reading, (q,), (topic,)), p) for p, reading, q, topic in given]
    return [_first(stage.judge(reading, (q,), (topic,))[0].stances, p) for p, reading, q, topic in given]


def _article(pair: Pair) -> Article:
    context = pair.context.strip()
    return Article(pair.id, f"{context}\n\n{pair.text}" if context else pair.text)


def _first(stances: Sequence[Stance], pair: Pair) -> Stance:
    return stances[0] if stances else Stance(pair.target, "neutral", 0, None)


def _likeliest(answer: Array, intensity: int, pair: Pair) -> Stance:
    """The stance of a model's bare answer: the likeliest, with its probability."""
    best = int(answer.argmax())
    label = STANCES[best]
    return Stance(pair.target, label, intensity if label != "neutral" else 0, round(float(answer[best]), 3))


def _stance(judged: Judged | None, pair: Pair) -> Stance:
    if judged is None:
        return Stance(pair.target, "neutral", 0, None)
    label, place = _LABELS[int(sides(judged.support, judged.sided, judged.least_side)[0, 0])]
    sure = float(stance_probabilities(judged.support, judged.sided)[place, 0, 0])
    return Stance(pair.target, label, int(judged.intensity[0, 0]) if label != "neutral" else 0, round(sure, 3))
