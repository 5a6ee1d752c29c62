"""Which topics a quotation bears on: features of each pair, and their probability in two rounds.

The first round looks at words and meaning, zone by zone; the second at what the first found for the other topics of the
quotation and for the same topic elsewhere in the article (what a speaker is asked about is seldom said twice).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quotegraph.model import Quotation
from quotegraph.stance.context import ZONES, Around
from quotegraph.stance.linear import sigmoid
from quotegraph.stance.topics import Topics
from quotegraph.stance.words import Array, Vectors, Word, stem, unit

_KINDS = ("label", "alternative", "proposition", "hard", "meaning")
_CUES = tuple(
    "say tell add argue call warn ask describe promise refuse want think believe claim insist accuse deny announce "
    "according reply demand propose write note explain report confirm admit recall view urge decline hope fear "
    "suggest find".split()
)
_PRIORS = (
    *("is_stance", "is_direct", "asserted", "length", "cue_attitude", "cue_speech", "first_person", "past", "must"),
    *("attitudes", "actions", "judgements", "numbers", "question", "nested", "by_title"),
    *(f"cue:{lemma}" for lemma in _CUES),
)
FIRST = (
    *(f"{zone}:{kind}" for zone in ZONES for kind in _KINDS),
    *(f"{zone}:{name}" for zone in ZONES for name in ("best", "lead")),
    "nearest:best",
    "nearest:lead",
    *_PRIORS,
)
"""Names of the features of the first round."""
SECOND = (
    "first",
    "lead",
    "second_lead",
    "others",
    "article_mean",
    "article_max",
    "previous",
    "next",
    "speaker_before",
    "speaker_mean",
    "parent",
    "content:best",
    "content:lead",
    "frame:best",
    "before:best",
    "title:best",
    "block:best",
    "empty",
    *(f"empty_{name}" for name in ("frame", "before", "title", "block", "previous", "article")),
    *_PRIORS,
)
"""Names of the features of the second round."""

_SOFT = 0.3  # below this two words have nothing to do with each other
_OWN = frozenset(("i", "we", "us", "our", "ours", "my", "own", "its", "national"))
_STATES = frozenset(("country", "state", "nation", "government"))
_NEAR = {"content": 1.0, "frame": 0.8, "before": 0.6}
_GIVING = frozenset("offer pledge commit promise vow decline refuse send contribute provide exclude rule".split())
_MEANT = 1.0  # log odds


def first_features(arounds: Sequence[Around], quotations: Sequence[Quotation], seen: Seen) -> Array:
    """Features of the first round, shape (quotations, topics, len(FIRST))."""
    count = len(seen.topics.topics)
    out = np.zeros((len(arounds), count, len(FIRST)))
    column = {name: i for i, name in enumerate(FIRST)}
    nearest = np.zeros((len(arounds), count))
    for zone in ZONES:
        found = np.array([seen.zone(one.zones[zone]) for one in arounds])  # (quotations, kinds, topics)
        for kind, name in enumerate(_KINDS):
            out[:, :, column[f"{zone}:{name}"]] = found[:, kind]
        best = found[:, :3].max(axis=1) + 0.5 * found[:, 4]
        out[:, :, column[f"{zone}:best"]] = best
        out[:, :, column[f"{zone}:lead"]] = lead(best)
        nearest = np.maximum(nearest, best * _NEAR.get(zone, 0.0))
    out[:, :, column["nearest:best"]] = nearest
    out[:, :, column["nearest:lead"]] = lead(nearest)
    priors = np.array([_priors(one, quotation) for one, quotation in zip(arounds, quotations, strict=True)])
    out[:, :, [column[name] for name in _PRIORS]] = priors[:, None]
    return out


def second_features(first: Array, logits: Array, arounds: Sequence[Around], quotations: Sequence[Quotation]) -> Array:
    """Features of the second round from those and the log odds (quotations, topics) of the first."""
    count, topics = logits.shape
    out = np.zeros((count, topics, len(SECOND)))
    if not count or not topics:
        return out
    column = {name: i for i, name in enumerate(SECOND)}
    chance = sigmoid(logits)
    names = [(q.speaker.key or q.speaker.name) if q.speaker else None for q in quotations]
    ids = {q.id: i for i, q in enumerate(quotations)}
    total = chance.sum(axis=0)
    likeliest, best, runner_up = chance.argmax(axis=0), chance.max(axis=0), np.zeros(topics)
    if count > 1:
        runner_up = np.partition(chance, -2, axis=0)[-2]
    said: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        if name:
            said.setdefault(name, []).append(i)
    said_in_all = {name: chance[places].sum(axis=0) for name, places in said.items()}
    last: dict[str, int] = {}  # where each speaker spoke last
    out[:, :, column["lead"]] = lead(logits)
    for i in range(count):
        row = out[i]
        row[:, column["first"]] = logits[i]
        row[:, column["second_lead"]] = logits[i] - np.sort(logits[i])[-2:][0]
        row[:, column["others"]] = chance[i].sum() - chance[i]
        row[:, column["article_mean"]] = (total - chance[i]) / max(1, count - 1)
        row[:, column["article_max"]] = np.where(likeliest == i, runner_up, best)
        row[:, column["previous"]] = chance[i - 1] if i else 0.0
        row[:, column["next"]] = chance[i + 1] if i + 1 < count else 0.0
        if speaker := names[i]:
            more = len(said[speaker]) - 1
            row[:, column["speaker_before"]] = chance[last[speaker]] if speaker in last else 0.0
            row[:, column["speaker_mean"]] = (said_in_all[speaker] - chance[i]) / more if more else 0.0
            last[speaker] = i
        parent = ids.get(quotations[i].parent or "")
        row[:, column["parent"]] = chance[parent] if parent is not None else 0.0
    kept = [name for name in SECOND if name in FIRST]
    out[:, :, [column[name] for name in kept]] = first[:, :, [FIRST.index(name) for name in kept]]
    empty = np.maximum(0.0, 1.0 - out[:, :, column["content:best"]].max(axis=1))[:, None]
    out[:, :, column["empty"]] = empty
    for name in ("frame", "before", "title", "block"):
        out[:, :, column[f"empty_{name}"]] = empty * out[:, :, column[f"{name}:best"]]
    out[:, :, column["empty_previous"]] = empty * out[:, :, column["previous"]]
    out[:, :, column["empty_article"]] = empty * out[:, :, column["article_mean"]]
    return out


def lead(values: Array) -> Array:
    """How far each topic's value is ahead of the best other one (negative: behind), along the last axis.

    >>> lead(np.array([3.0, 1.0, 0.0]))
    array([ 2., -2., -3.])
    """
    if values.shape[-1] < 2:
        return np.array(values, dtype=float)
    two = np.partition(values, -2, axis=-1)[..., -2:]
    best_other = np.where(values == two[..., 1:], two[..., :1], two[..., 1:])
    return np.asarray(values - best_other)


class Seen:
    """Every word of an article compared with every word of the topics, once."""

    def __init__(self, arounds: Sequence[Around], topics: Topics, vectors: Vectors) -> None:
        self.topics = topics
        words: dict[str, Word] = {}
        for a in arounds:
            for zone in a.zones.values():
                words |= {word.form: word for word in zone if word.form not in words and word.bears}
        self.row = {form: i for i, form in enumerate(words)}
        self.table = vectors.rows(list(words))
        alike = unit(self.table) @ topics.vectors.T
        stems = {word.stem for word in topics.words}
        columns: dict[str, list[int]] = {}
        for i, topic_word in enumerate(topics.words):
            columns.setdefault(topic_word.stem, []).append(i)
        self.soft = np.clip((alike - _SOFT) / (1 - _SOFT), 0.0, 1.0)
        self.hard = np.zeros_like(alike)
        for i, word in enumerate(words.values()):
            if word.stem in stems:
                self.hard[i, columns[word.stem]] = 1.0
        self.soft = np.maximum(self.soft, self.hard)
        self.topic_of = np.array([word.topic for word in topics.words], dtype=int)
        self.known: dict[tuple[int, ...], Array] = {}

    def zone(self, words: Sequence[Word]) -> Array:
        """What a zone has of each topic, shape (kinds, topics)."""
        rows = tuple(sorted({row for word in words if (row := self.row.get(word.form)) is not None and word.bears}))
        if rows in self.known:
            return self.known[rows]
        topics, count = self.topics, len(self.topics.topics)
        out = np.zeros((len(_KINDS), count))
        if rows and len(topics.words):
            at = list(rows)
            phrases = topics.phrases @ self.soft[at].max(axis=0)
            out[0] = phrases[topics.label]
            out[1] = phrases[topics.alternatives].max(axis=1)
            out[2] = phrases[topics.proposition]
            found = self.hard[at].max(axis=0) * topics.weights
            np.add.at(out[3], self.topic_of, found / 10.0)
            alike = topics.phrase_vectors @ unit(self.table[at].sum(axis=0))
            meanings = [alike[topics.label], alike[topics.proposition], alike[topics.alternatives].max(axis=1)]
            out[4] = np.mean(meanings, axis=0)
        self.known[rows] = out
        return out

    def similar(self, words: Sequence[Word]) -> Array:
        """How much each word of a zone is a word of the topics, 0 to 1, shape (words, topic words)."""
        out = np.zeros((len(words), len(self.topics.words)))
        rows = [(i, self.row[word.form]) for i, word in enumerate(words) if word.form in self.row and word.bears]
        if rows:
            at, of = zip(*rows, strict=True)
            out[list(at)] = self.soft[list(of)]
        return out


def own_country(logits: Array, arounds: Sequence[Around], quotations: Sequence[Quotation], topics: Topics) -> Array:
    """Probabilities of log odds; a topic about the speaker's own country wants a sign that it is meant.

    Such signs are words of the first person, *own*, the name of the speaker's country, and a state that speaks; a state
    that offers, pledges or declines something speaks of what is its own to give.
    """
    wanted = [i for i, topic in enumerate(topics.topics) if topic.own_country]
    if not wanted:
        return sigmoid(logits)
    logits = logits.copy()
    for i, (around, quotation) in enumerate(zip(arounds, quotations, strict=True)):
        words = [*around.zones["content"], *around.zones["frame"]]
        states = any(word.lemma in _STATES for word in around.source)
        speaker = quotation.speaker
        country = stem(speaker.country.lower()) if speaker else ""
        meant = (
            (speaker is not None and speaker.kind == "country")
            or states
            or any(word.lemma in _OWN for word in words)
            or (len(country) > 3 and any(word.stem.startswith(country[:5]) for word in words if word.pos != "VERB"))
        )
        gives = (states or (speaker is not None and speaker.kind == "country")) and any(
            word.lemma in _GIVING for word in around.cue
        )
        logits[i, wanted] += 2 * _MEANT if gives else _MEANT if meant else -_MEANT
    return sigmoid(logits)


def _priors(around: Around, quotation: Quotation) -> Array:
    content = around.zones["content"]
    found = [name for word in content for name in word.classes]
    lemmas = {word.lemma for word in content}
    cue = {word.lemma for word in around.cue}
    attitude = any(not word.classes.isdisjoint(("for", "against")) for word in around.cue)
    title = {word.stem for word in around.zones["title"] if word.bears}
    values = [
        quotation.type == "stance",
        quotation.type == "direct",
        quotation.modality == "asserted",
        np.log1p(len(content)),
        attitude,
        bool(around.cue) and not attitude,
        not lemmas.isdisjoint(("i", "we", "my", "our")),
        sum(word.tag in ("VBD", "VBN") for word in content) / (1 + len(content)),
        "must" in found,
        "for" in found or "against" in found,
        "do" in found or "undo" in found,
        "good" in found or "bad" in found,
        any(word.pos == "NUM" for word in content),
        "?" in lemmas,
        quotation.parent is not None,
        any(word.stem in title for word in content),
    ]
    return np.array([*values, *(lemma in cue for lemma in _CUES)], dtype=float)
