"""Which side a quotation takes on a topic that it bears on: features that point, and features that only set the scene.

A pointing feature is positive where the words favour the thing at issue and is turned round where the proposition is
against that thing (*no toll should be charged*), so that what is learned of one subject holds for any other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quotegraph.model import MODALITIES, Quotation
from quotegraph.stance.context import Around
from quotegraph.stance.topics import Topics
from quotegraph.stance.words import Array, Text, Word

POINTING = (
    "cue",
    "cue_of_stance",
    "cue_and_words",
    "path",
    "path_with_operators",
    "cue_and_path",
    "attitudes",
    "actions",
    "judgements",
    "composed",
    "near_topic",
    "duty",
    "negation",
    "parity",
    "frame_attitudes",
    "frame_judgements",
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
    "negated",
)

_REFUSING = frozenset(
    ("decline", "refuse", "dodge", "sidestep", "avoid", "comment", "unclear", "ask", "wonder", "whether")
)
_TURNING = ("not", "against", "undo")
_POSITIVE, _NEGATIVE = ("for", "do", "good"), ("against", "undo", "bad")
_FARTHEST = 8  # steps up the tree that a polarity is carried


def pointing_features(text: Text, around: Around, topics: Topics, similar: Array) -> Array:
    """The pointing features of one quotation, shape (topics, len(POINTING)).

    ``similar`` (content words, topic words) says how much a word of the content is a word of a topic.
    """
    words = text.words
    content = around.content
    inside = set(content)
    turned = {i: _turned(words, i, inside) for i in content}
    cue = _cue(around.cue)
    sums = dict.fromkeys(("attitudes", "actions", "judgements", "composed", "duty"), 0.0)
    negation = 0
    for i in content:
        found = words[i].classes
        if not found:
            continue
        value = turned[i] * _own(found)
        if "for" in found or "against" in found:
            sums["attitudes"] += turned[i] * (("for" in found) - ("against" in found))
        if "do" in found or "undo" in found:
            sums["actions"] += turned[i] * (("do" in found) - ("undo" in found))
        if "good" in found or "bad" in found:
            sums["judgements"] += turned[i] * (("good" in found) - ("bad" in found))
        if "must" in found:
            sums["duty"] += turned[i]
        sums["composed"] += value
        negation += "not" in found
    roots = [i for i in content if words[i].head == i or words[i].head not in inside]
    parity = _parity(words, roots, inside)
    frame_attitudes = _total(around.zones["frame"], ("for",), ("against",))
    frame_judgements = _total(around.zones["frame"], ("good",), ("bad",))
    count = len(topics.topics)
    signs = np.zeros((count, len(POINTING)))
    path, operated, near = _paths(words, content, inside, turned, topics, similar)
    matched = path != 0
    sign = topics.sign
    base = np.where(matched, path, sign * parity)
    columns = {
        "cue": cue * sign,
        "cue_of_stance": cue * sign * (len(content) < 8),
        "cue_and_words": cue * sign * parity,
        "path": path,
        "path_with_operators": operated,
        "cue_and_path": cue * base,
        "attitudes": np.tanh(sums["attitudes"]) * sign,
        "actions": np.tanh(sums["actions"]) * sign,
        "judgements": np.tanh(sums["judgements"] / 2) * sign,
        "composed": np.tanh(sums["composed"] / 2) * sign,
        "near_topic": near * sign,
        "duty": np.tanh(sums["duty"]) * sign,
        "negation": min(negation, 2) * sign,
        "parity": parity * topics.negated,
        "frame_attitudes": np.tanh(frame_attitudes) * sign,
        "frame_judgements": np.tanh(frame_judgements) * sign,
        "sign": sign,
    }
    for number, name in enumerate(POINTING):
        signs[:, number] = columns[name]
    return signs


def setting_features(around: Around, quotation: Quotation, topics: Topics) -> Array:
    """Features that have no side, shape (topics, len(SETTING))."""
    content = around.zones["content"]
    found = [name for word in content for name in word.classes]
    operators = any(name in found for name in ("for", "against", "do", "undo", "must"))
    judged = any(name in found for name in ("good", "bad"))
    fixed = [
        quotation.type == "stance",
        quotation.type == "direct",
        quotation.type == "mixed",
        *(quotation.modality == name for name in MODALITIES),
        any(not word.classes.isdisjoint(("for", "against")) for word in around.cue),
        operators,
        judged,
        min(3, found.count("strong") + sum("strong" in word.classes for word in around.cue)),
        min(3, found.count("weak") + sum("weak" in word.classes for word in around.cue)),
        np.log1p(len(content)),
        any(word.form == "?" for word in content),
        any(word.lemma in _REFUSING for word in around.cue),
    ]
    out = np.zeros((len(topics.topics), len(SETTING)))
    out[:, : len(fixed)] = fixed
    out[:, len(fixed)] = topics.negated
    return out


def _own(found: frozenset[str]) -> float:
    positive = any(name in found for name in _POSITIVE)
    negative = any(name in found for name in _NEGATIVE)
    return float(positive) - float(negative)


def _negated(words: Sequence[Word], i: int, inside: set[int]) -> bool:
    """Whether a word has a negation of its own (a child, or one of the two words before it)."""
    for j in range(max(0, i - 4), min(len(words), i + 3)):
        if j != i and j in inside and words[j].head == i and "not" in words[j].classes:
            return True
    return False


def _turned(words: Sequence[Word], i: int, inside: set[int]) -> float:
    """-1 if an odd number of negations, refusals and undoings stands over a word (or on it), else +1."""
    out = -1.0 if _negated(words, i, inside) else 1.0
    at = i
    for _ in range(_FARTHEST):
        head = words[at].head
        if head == at or head not in inside or words[at].dep in ("conj", "advcl", "parataxis", "relcl"):
            break
        if not words[head].classes.isdisjoint(_TURNING):
            out = -out
        if words[at].dep not in ("nsubj", "nsubjpass") and _negated(words, head, inside):
            out = -out
        at = head
    return out


def _paths(
    words: Sequence[Word],
    content: Sequence[int],
    inside: set[int],
    turned: dict[int, float],
    topics: Topics,
    similar: Array,
) -> tuple[Array, Array, Array]:
    """What the words over those that name a topic do to it: all; only where there are any; judgements near it."""
    count = len(topics.topics)
    path, operated, near, weight = (np.zeros(count) for _ in range(4))
    for row, i in enumerate(content):
        hits = np.flatnonzero(similar[row] > 0.5)
        if not len(hits):
            continue
        over = turned[i]
        has = _has_operator(words, i, inside)
        around = sum(
            turned[j] * (("good" in words[j].classes) - ("bad" in words[j].classes)) for j in content if abs(j - i) <= 6
        )
        for hit in hits:
            topic = topics.words[hit]
            strength = similar[row, hit] * topics.weights[hit]
            path[topic.topic] += strength * over * topic.sign
            operated[topic.topic] += strength * over * topic.sign * has
            near[topic.topic] += strength * np.tanh(around)
            weight[topic.topic] += strength
    scale = np.maximum(weight, 1e-9)
    return path / scale, operated / scale, near / scale


def _has_operator(words: Sequence[Word], i: int, inside: set[int]) -> bool:
    at = i
    if _negated(words, i, inside):
        return True
    for _ in range(_FARTHEST):
        head = words[at].head
        if head == at or head not in inside:
            return False
        if not words[head].classes.isdisjoint(("for", "against", "do", "undo", "not")) or _negated(words, head, inside):
            return True
        at = head
    return False


def _parity(words: Sequence[Word], roots: Sequence[int], inside: set[int]) -> float:
    if not roots:
        return 1.0
    root = roots[0]
    out = -1.0 if _negated(words, root, inside) else 1.0
    return -out if not words[root].classes.isdisjoint(_TURNING) else out


def _cue(cue: Sequence[Word]) -> float:
    """+1 for a cue that favours, -1 for one that is against, turned round by a negation in it."""
    value = _total(cue, ("for",), ("against",))
    if any(word.lemma == "against" for word in cue):
        value = -1.0
    elif value == 0 and any(word.lemma == "for" for word in cue):
        value = 1.0
    if any("not" in word.classes for word in cue):
        value = -value
    return float(np.clip(value, -1, 1))


def _total(words: Sequence[Word], positive: Sequence[str], negative: Sequence[str]) -> float:
    return float(
        sum((not word.classes.isdisjoint(positive)) - (not word.classes.isdisjoint(negative)) for word in words)
    )
