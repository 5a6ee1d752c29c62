"""Which side a quotation takes on a topic that it bears on: features that point, and features that only set the scene.

A pointing feature is positive where the words favour the proposition: what they do to the thing at issue is turned
round where the proposition is against that thing (*no toll should be charged*), so that what is learned of one subject
holds for any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quotegraph.model import MODALITIES, Quotation
from quotegraph.stance.context import Around
from quotegraph.stance.relevance import Seen
from quotegraph.stance.scope import OPERATORS, TURNING, Scope
from quotegraph.stance.topics import Topics
from quotegraph.stance.wording import wording
from quotegraph.stance.words import Array, Word

_CUES = ("for", "turning", "tone")
POINTING = (
    *(f"{cue}:{form}:{base}" for cue in _CUES for form in ("phrase", "clause") for base in ("named", "meant")),
    "done",
    "mentioned",
    "duty",
    "done_to_it",
    "it_mentioned",
    "judged",
    "it_judged",
    "called",
    "near_topic",
    "attitudes",
    "actions",
    "judgements",
    "duties",
    "parity",
    "denials",
    "verb",
    "source",
    "frame_done",
    "frame_verb",
    "sign",
)
SETTING = (
    "is_stance",
    "is_direct",
    "is_mixed",
    *(f"modality:{name}" for name in MODALITIES),
    "cue_polar",
    "any_operator",
    "any_judgement",
    "strong",
    "weak",
    "length",
    "question",
    "refusing_cue",
    "open",
    "guarded",
    "no_side_words",
    "asks",
    "negated",
)

_TONE = frozenset(
    "warn complain threaten regret lament fume grumble question protest accuse blame fault "
    "mock scoff criticise criticize caution deplore rail attack".split()
)
_CARING = frozenset(("fear", "fight", "plead", "speak", "worry"))
_NAMING = frozenset(
    "call describe dub brand label see regard consider find deem hail dismiss denounce term think".split()
)
_REFUSING = frozenset("decline refuse dodge sidestep avoid comment unclear ask wonder whether".split())
_ASKING = frozenset("ask wonder inquire enquire query".split())
_SIDES = frozenset(("for", "against", "do", "undo", "good", "bad", "must"))
_IT = frozenset(
    "it this that these they them plan scheme idea proposal measure move deal bill law project rule step offer vote "
    "decision agreement change reform policy draft motion text demand request thing so".split()
)
_PAIRS = {
    "attitudes": ("for", "against"),
    "actions": ("do", "undo"),
    "judgements": ("good", "bad"),
    "duties": ("must", ""),
}
_EXPLICIT = (("for", "phrase"), ("for", "clause"), ("turning", "phrase"))
_PLAIN = 0.3
_TOLD = 1.8  # log odds: six of seven such quotations of the open corpus take the side that the cue says
_MATCH = 0.5  # similarity from which a word names a topic


@dataclass(frozen=True, slots=True)
class _Use:
    """One word of the content, as something that is done to or said of it."""

    depth: int  # steps from the head of the content
    turn: float  # -1 where what stands over it turns it round
    has_operator: bool
    has_duty: bool
    judged: float
    near: float


def pointing_features(scope: Scope, around: Around, topics: Topics, seen: Seen) -> Array:
    """The pointing features of one quotation, shape (topics, len(POINTING))."""
    words, content, sign = scope.words, around.content, topics.sign
    inside = set(content)
    similar = seen.similar(around.zones["content"])
    uses = {row: _use(scope, content[row], inside) for row in _naming(similar)}
    named = _named(uses, topics, similar)
    matched = named["mentioned"] != 0
    its = [_use(scope, i, inside) for row, i in enumerate(content) if words[i].lemma in _IT and row not in uses]
    it_turn = float(np.sign(sum(use.turn for use in its)))
    roots = [i for i in content if words[i].head == i or words[i].head not in inside]
    parity = _parity(scope, roots)
    clause = any(words[i].pos in ("VERB", "AUX") for i in roots[:1])
    base = np.where(matched, named["mentioned"], sign * (it_turn or parity))
    kind, value = _cue(around.cue)
    polar = value != 0
    sums = _sums(scope, content, inside)
    columns: dict[str, Array] = {
        "done": named["done"] * (not polar),
        "mentioned": named["mentioned"] * (not polar),
        "duty": named["duty"] * (not polar),
        "done_to_it": sign * np.sign(sum(u.turn for u in its if u.has_operator)) * (not polar),
        "it_mentioned": sign * it_turn * (not polar),
        "judged": named["judged"],
        "it_judged": sign * np.tanh(sum(u.judged for u in its)),
        "called": sign * sums["judgements"] * any(word.lemma in _NAMING for word in around.cue),
        "near_topic": named["near"],
        "attitudes": sign * sums["attitudes"],
        "actions": sign * sums["actions"],
        "judgements": sign * sums["judgements"],
        "duties": sign * sums["duties"],
        "parity": topics.negated * parity,
        "denials": sign * min(2, sum(scope.denied(i) for i in content)),
        "verb": named["verb"] * (not polar),
        "source": sign * _total(around.source, "for", "against"),
        "sign": sign,
    }
    told = seen.similar(around.zones["frame"])
    those = set(around.frame)
    frame = {row: _use(scope, around.frame[row], those) for row in _naming(told)}
    about = _named(frame, topics, told)
    columns |= {"frame_done": about["done"], "frame_verb": about["verb"]}
    out = np.zeros((len(sign), len(POINTING)))
    for number, name in enumerate(POINTING):
        if name in columns:
            out[:, number] = columns[name]
    if polar:
        form = "clause" if clause else "phrase"
        out[:, POINTING.index(f"{kind}:{form}:named")] = value * base * matched
        out[:, POINTING.index(f"{kind}:{form}:meant")] = value * base * ~matched
    return out


def told(pointing: Array) -> Array:
    """Log odds of support where the cue takes a side on the very thing named, else 0: features in, (…, topics) out."""
    at = [POINTING.index(f"{kind}:{form}:named") for kind, form in _EXPLICIT]
    value = pointing[:, :, at].sum(axis=-1)
    return np.asarray(np.where(np.abs(value) > _PLAIN, np.sign(value) * _TOLD, 0.0))


def setting_features(around: Around, quotation: Quotation, topics: Topics) -> Array:
    """Features that have no side, shape (topics, len(SETTING))."""
    content = around.zones["content"]
    found = [name for word in content for name in word.classes]
    cue = [name for word in around.cue for name in word.classes]
    force = wording(around, quotation)
    fixed = [
        quotation.type == "stance",
        quotation.type == "direct",
        quotation.type == "mixed",
        *(quotation.modality == name for name in MODALITIES),
        "for" in cue or "against" in cue,
        not OPERATORS.isdisjoint(found),
        "good" in found or "bad" in found,
        min(3, found.count("strong") + cue.count("strong")),
        min(3, found.count("weak") + cue.count("weak")),
        np.log1p(len(content)),
        any(word.form == "?" for word in content),
        any(word.lemma in _REFUSING for word in around.cue),
        force.open,
        force.guarded,
        _SIDES.isdisjoint(found) and _SIDES.isdisjoint(cue),
        any(word.lemma in _ASKING for word in around.cue),
    ]
    out = np.zeros((len(topics.topics), len(SETTING)))
    out[:, : len(fixed)] = fixed
    out[:, len(fixed)] = topics.negated
    return out


def _use(scope: Scope, i: int, inside: set[int]) -> _Use:
    words = scope.words
    turn, chain = scope.over(i, inside)
    operators = [j for j in chain if not words[j].classes.isdisjoint(OPERATORS | TURNING) or scope.denied(j)]
    must = any(
        "must" in words[j].classes
        for over in chain
        for j in range(max(0, over - 3), over + 1)
        if j == over or words[j].head == over
    )
    near = sum(
        (("good" in words[j].classes) - ("bad" in words[j].classes)) * (-1 if scope.denied(j) else 1)
        for j in range(i - 6, i + 7)
        if j in inside
    )
    return _Use(
        len(chain), turn, bool(operators) or scope.denied(i), must, scope.judged(i, inside), float(np.tanh(near))
    )


def _naming(similar: Array) -> list[int]:
    """The rows of words that name a topic."""
    return [int(row) for row in np.flatnonzero((similar > _MATCH).any(axis=1))]


def _named(uses: Mapping[int, _Use], topics: Topics, similar: Array) -> dict[str, Array]:
    """What is done to and said of the words that name a topic, weighed by how much they tell; each (topics,)."""
    count = len(topics.topics)
    sums = {name: np.zeros(count) for name in ("mentioned", "done", "duty", "judged", "near", "verb", "weight")}
    for row, column in zip(*np.nonzero(similar > _MATCH), strict=True):
        word, use = topics.words[column], uses[int(row)]
        strength = similar[row, column] * topics.weights[column] / (1 + use.depth) ** 2
        sums["weight"][word.topic] += strength
        sums["mentioned"][word.topic] += strength * use.turn * word.sign
        sums["done"][word.topic] += strength * use.turn * word.sign * use.has_operator
        sums["duty"][word.topic] += strength * use.turn * word.sign * use.has_duty
        sums["judged"][word.topic] += strength * use.judged * word.sign
        sums["verb"][word.topic] += strength * use.turn * word.sign * word.is_verb
        sums["near"][word.topic] += strength * use.near * word.sign
    weight = np.maximum(sums.pop("weight"), 1e-9)
    return {name: values / weight for name, values in sums.items()}


def _sums(scope: Scope, content: Sequence[int], inside: set[int]) -> dict[str, float]:
    """Words of attitude, action, judgement and duty, each turned by what stands over it, summed up to -1 to +1."""
    totals = dict.fromkeys(_PAIRS, 0.0)
    for i in content:
        found = scope.words[i].classes
        if found:
            turn = scope.over(i, inside)[0]
            for name, (positive, negative) in _PAIRS.items():
                totals[name] += turn * ((positive in found) - (negative in found))
    return {name: float(np.tanh(total / 1.5)) for name, total in totals.items()}


def _parity(scope: Scope, roots: Sequence[int]) -> float:
    if not roots:
        return 1.0
    out = -1.0 if scope.denied(roots[0]) else 1.0
    return -out if not scope.words[roots[0]].classes.isdisjoint(TURNING) else out


def _cue(cue: Sequence[Word]) -> tuple[str, float]:
    """The kind of a cue that takes a side and +1 or -1; 0 for one that only reports."""
    lemmas = {word.lemma for word in cue}
    found = {name for word in cue for name in word.classes}
    denied = -1.0 if "not" in found else 1.0  # a phrase like *no objection to* has its negation in it
    if "for" in lemmas and lemmas & _CARING:
        return "for", denied
    if lemmas & _TONE:
        return "tone", -denied
    if "against" in lemmas or "against" in found:
        return "turning", -denied
    if "for" in found or "for" in lemmas:
        return "for", denied
    return "", 0.0


def _total(words: Sequence[Word], positive: str, negative: str) -> float:
    return float(np.tanh(sum((positive in word.classes) - (negative in word.classes) for word in words)))
