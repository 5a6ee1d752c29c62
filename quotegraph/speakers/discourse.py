"""The course of an article: who was mentioned where, how prominently, and whom a pronoun or a role means at a place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotegraph.speakers.cast import Entity
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import BODIES, DOCUMENTS, PRONOUNS, ROLES
from quotegraph.speakers.options import (
    FITS,
    fit_of,
    held_for_another,
    of_gender,
    of_number,
    of_role,
    of_somebody_new,
    sort_of,
)
from quotegraph.speakers.ranking import Features, Option, Question, Weights, answered
from quotegraph.speakers.roles import Role, parse_role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotegraph.language import Parse, Reading

_FADING = 0.55  # what is left of a mention's weight a sentence later
_NEXT_PARAGRAPH = 0.7  # what is left of it in the next paragraph besides
_WEIGHTS = {
    "nsubj": 1.0,
    "nsubjpass": 0.9,
    "agent": 0.7,
    "dobj": 0.5,
    "dative": 0.5,
    "pobj": 0.4,
    "poss": 0.35,
    "ROOT": 0.5,
}
_CLIMB = frozenset(("compound", "appos", "nmod", "flat", "conj", "amod", "nummod"))
_SUBJECT = 0.85  # the least weight of what is a subject
_MOST = 10  # options that are weighed
_NEAR = 30  # entities that they are compared with
_KEPT = 200  # entities that stay in mind, the most prominent ones
_SINGULAR = frozenset(("NN", "NNP", "JJ"))
_PERSONAL = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_INDEFINITE = frozenset(("a", "an", "one", "another", "some", "no", "any", "every", "each"))
_DEFINITE = frozenset(("the", "this", "that"))
_OPENING = _INDEFINITE | _DEFINITE | frozenset(("his", "her", "its", "their", "my", "our", "your"))
_DESCRIBING = frozenset(("JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "VBN", "VBG", "CD", "HYPH", "RB"))


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A pronoun or a common noun phrase in the text; ``quoted``: inside a quoted sentence."""

    at: int
    token: Token
    parse: Parse
    weight: float
    quoted: bool
    pronoun: str = ""


def top_of(token: Token) -> Token:
    """The head of the phrase in which a token is a part of a name or an apposition."""
    for _ in range(4):
        if token.dep_ in _CLIMB and token.head.i != token.i:
            token = token.head
        else:
            break
    return token


def weight_of(token: Token) -> float:
    """How prominent the place of a token in its sentence is (subject 1, object 0.5, …)."""
    token = top_of(token)
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return _WEIGHTS["agent"]
    return _WEIGHTS.get(token.dep_, 0.4)


def events(reading: Reading, taken: set[int]) -> tuple[list[Event], list[int], dict[int, tuple[Token, bool]]]:
    """Pronouns and common noun phrases in order of the text; where sentences start; tokens by their place.

    ``taken`` are the places of the characters at which names begin; their tokens come back in the third part.
    """
    found: list[Event] = []
    starts: list[int] = []
    named: dict[int, tuple[Token, bool]] = {}
    for parse in reading.parses:
        quoted = parse.quote is not None
        offsets, holes = parse.offsets, parse.holes
        for token in parse.doc:
            if token.i in holes:
                continue
            at = offsets[token.idx]
            if not quoted and token.is_sent_start:
                starts.append(at)
            if at in taken:
                named[at] = (token, quoted)
                continue
            lower = token.lower_
            if lower in PRONOUNS:
                kind = PRONOUNS[lower]
                if kind in ("m", "f", "n", "p"):
                    found.append(Event(at, token, parse, weight_of(token), quoted, lower))
            elif (lower in ROLES or lower.rsplit("-", 1)[-1] in ROLES) and token.tag_ in _SINGULAR:
                found.append(Event(at, token, parse, weight_of(token), quoted))
    found.sort(key=lambda event: event.at)
    starts.sort()
    return found, starts, named


@dataclass(eq=False, slots=True)
class Trace:
    """Where and how an entity was mentioned last, and how often; ``spoke``: the place where it was a source last.

    A mention inside a quotation counts only as long as there is none outside; ``heard`` is where the last one stands;
    ``pronoun`` says whether the last one was a pronoun.
    """

    at: int
    sentence: int
    block: int
    weight: float
    quoted: bool
    mentions: int = 0
    spoke: int = -1
    heard: int = -1
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question comes up: how prominent the mention is in its sentence, and whether it is inside a quotation."""

    at: int
    weight: float = 0.4
    quoted: bool = False


@dataclass(eq=False, slots=True)
class Discourse:
    """Salience of entities as the text goes on; ``sentences`` are the places where sentences start.

    ``questions``: those that came up, if they are asked for; ``speaker``: whoever was the source of a quotation last.
    """

    sentences: list[int]
    cast: tuple[Entity, ...]
    weights: Weights
    described: list[Entity] = field(default_factory=list)
    salience: dict[Entity, float] = field(default_factory=dict)
    traces: dict[Entity, Trace] = field(default_factory=dict)
    blocks: tuple[int, ...] = ()
    questions: list[Question] | None = None
    _sentence: int = 0
    _block: int = 0
    _opened: dict[int, Entity] = field(default_factory=dict)  # paragraph → its first subject
    speaker: Entity | None = None

    def go_to(self, at: int) -> None:
        """Let salience fade up to a place in the text."""
        sentence = bisect_right(self.sentences, at)
        if sentence > self._sentence:
            fade = _FADING ** min(6, sentence - self._sentence)
            block = bisect_right(self.blocks, at)
            if block > self._block:
                fade *= _NEXT_PARAGRAPH
            for entity in self.salience:
                self.salience[entity] *= fade
            self._block = block
            self._sentence = sentence

    def mention(
        self,
        entity: Entity,
        at: int,
        weight: float,
        quoted: bool = False,
        speaks: bool = False,
        pronoun: bool = False,
    ) -> None:
        """Note a mention; ``speaks``: as the source of a quotation; ``pronoun``: by a pronoun."""
        self.go_to(at)
        before = self.salience.get(entity, 0.0)
        self.salience[entity] = max(before, weight) + 0.3 * min(1.0, before)
        trace = self.traces.get(entity)
        if trace is None:
            trace = self.traces[entity] = Trace(at, self._sentence, self._block, weight, quoted)
        elif trace.quoted or not quoted:
            trace.at, trace.sentence, trace.block = at, self._sentence, self._block
            trace.weight, trace.quoted = weight, quoted
        if quoted:
            trace.heard = at
        else:
            if not speaks:
                trace.pronoun = pronoun
            if weight >= _SUBJECT:
                self._opened.setdefault(self._block, entity)
        if len(self.salience) > 2 * _KEPT:
            self.salience = {one: self.salience[one] for one in self._nearest(self.salience)[:_KEPT]}
        if speaks:
            trace.spoke = at
            self.speaker = entity
        else:
            trace.mentions += 1

    def last(self, entity: Entity) -> int:
        """The place where an entity was mentioned last, -1 if it was not."""
        trace = self.traces.get(entity)
        return max(trace.at, trace.heard) if trace is not None else -1

    def person(self, gender: str, place: Place, without: Iterable[Entity] = ()) -> tuple[Entity | None, float]:
        """The person that a pronoun of a gender means at a place, and how surely."""
        self.go_to(place.at)
        left_out = set(without)
        fitting = [
            entity
            for entity in self.salience
            if entity not in left_out
            and _one_person(entity)
            and (not gender or (entity.gender or entity.leaning) in ("", gender))
        ]
        ranked = self._nearest(fitting)[:_NEAR]
        options = (Option(e, self._features(e, place, ranked) | of_gender(e, gender)) for e in ranked[:_MOST])
        return self._answer(Question("person", place.at, tuple(options)))

    def thing(self, plural: bool, place: Place, without: Iterable[Entity] = ()) -> tuple[Entity | None, float]:
        """The organisation, country or group that “it” or “they” means, and how surely."""
        self.go_to(place.at)
        left_out = set(without)
        fitting = [
            entity
            for entity in self.salience
            if entity not in left_out and entity.kind != "person" and (plural or not entity.plural)
            and not (entity.kind == "unnamed" and not entity.plural and _one_person(entity))
        ]  # fmt: skip
        ranked = self._nearest(fitting)[:_NEAR]
        options = (Option(e, self._features(e, place, ranked) | of_number(e, plural)) for e in ranked[:_MOST])
        return self._answer(Question("thing", place.at, tuple(options)))

    def bearer(
        self, asked: Role, place: Place, text: str, without: Iterable[Entity] = ()
    ) -> tuple[Entity | None, float]:
        """The person of the article whom a definite role phrase means, None if somebody new, and how surely."""
        left_out = set(without)
        self.go_to(place.at)
        fits: dict[Entity, float] = {}
        for entity in (*self.cast, *self.described):
            if entity in left_out or not _one_person(entity):
                continue
            if asked.gender and entity.gender and asked.gender != entity.gender:
                continue
            fit = fit_of(asked, entity)
            if fit < FITS and held_for_another(asked, entity):
                continue
            if fit >= FITS or entity in self.salience:
                fits[entity] = fit
        ranked = sorted(self._nearest(fits), key=lambda e: -fits[e])[:_MOST]
        near = self._nearest(ranked)
        margin = self._margin(near)
        best = max(fits.values(), default=0.0)
        options = [
            Option(
                e,
                self._features(e, place, near)
                | of_role(e, asked, fits[e], best)
                | ({f"margin of {'some' if e.parsed_roles else 'no'} roles": margin} if e is near[0] else {}),
            )
            for e in ranked
        ]
        new = of_somebody_new(asked, text, best)
        if self._block <= 2:
            new[f"new, in paragraph {self._block}"] = 1.0
        options.append(Option(None, new))
        return self._answer(Question("role", place.at, tuple(options)))

    def holder(self, asked: Role) -> Entity | None:
        """The person whose known roles a role phrase fits best, wherever the article names them."""
        fits = [
            (fit_of(asked, entity), self.last(entity), entity)
            for entity in (*self.cast, *self.described)
            if _one_person(entity) and not (asked.gender and entity.gender and asked.gender != entity.gender)
        ]
        best = max(fits, key=lambda item: item[:2], default=None)
        return best[2] if best is not None and best[0] >= FITS else None

    def _answer(self, question: Question) -> tuple[Entity | None, float]:
        if self.questions is not None:
            self.questions.append(question)
        found = answered(question, self.weights)
        return (found[0].entity, found[1]) if found is not None else (None, 0.0)

    def _nearest(self, entities: Iterable[Entity]) -> list[Entity]:
        """Entities by salience, the most prominent first."""
        return sorted(entities, key=lambda e: (self.salience.get(e, 0.0), self.last(e)), reverse=True)

    def _margin(self, ranked: Sequence[Entity]) -> float:
        """How much more prominent the most prominent of several is than the next, in doublings up to 3."""
        first, second = (*(self.salience.get(entity, 0.0) for entity in ranked[:2]), 0.0, 0.0)[:2]
        return min(3.0, math.log2((first + 0.02) / (second + 0.02)))

    def _features(self, entity: Entity, place: Place, ranked: Sequence[Entity]) -> Features:
        """What the course of the article says for an option; ``ranked`` are all options by salience."""
        trace = self.traces.get(entity)
        if trace is None:
            return {"not yet": 1.0, f"kind {sort_of(entity)}": 1.0}
        sentences, blocks = self._sentence - trace.sentence, self._block - trace.block
        found = {
            "salience": math.log(self.salience.get(entity, 0.0) + 0.02),
            f"rank {min(3, ranked.index(entity))}": 1.0,
            f"sentences {min(4, sentences)}": 1.0,
            f"paragraphs {min(3, blocks)}": 1.0,
            f"kind {sort_of(entity)}": 1.0,
            "mentions": math.log(1 + trace.mentions),
            "last weight": trace.weight,
        }
        own = self.last(entity)
        later = sum(self.last(other) > own for other in ranked)
        found[f"later {min(3, later)}"] = 1.0
        if sentences <= 1 and trace.weight >= _SUBJECT and later == 0:
            found["last subject"] = 1.0
        if place.weight >= _SUBJECT and trace.weight >= _SUBJECT:
            found[f"subject after subject {min(2, sentences)}"] = 1.0
        if trace.pronoun and sentences <= 1:
            found[f"pronoun {sentences}"] = 1.0
        if self._opened.get(self._block) is entity:
            found["opened paragraph"] = 1.0
        elif self._opened.get(self._block - 1) is entity:
            found["opened paragraph before"] = 1.0
        if trace.quoted:
            found["quoted in quotation" if place.quoted else "quoted"] = 1.0
        elif place.quoted:
            found["heard" if trace.heard > trace.at else "not heard"] = 1.0
        if entity is self.speaker:
            found["spoke last"] = 1.0
            found[f"spoke last, paragraphs {min(2, blocks)}"] = 1.0
        elif trace.spoke >= 0:
            found["spoke"] = 1.0
        return found


def _one_person(entity: Entity) -> bool:
    if entity.kind == "person":
        return not entity.plural
    if entity.kind == "unknown":
        if load().capital(entity.name) is not None:
            return False
        return (entity.spoke or len(entity.name.split()) in (2, 3)) and not any(m.determined for m in entity.mentions)
    if entity.kind != "unnamed" or entity.plural:
        return False
    head = parse_role(entity.description).head
    return head not in BODIES and head not in DOCUMENTS and bool(head)


def noun_phrase(event: Event, text: str) -> tuple[int, str, bool]:
    """Start, text and definiteness of the noun phrase around a role noun: determiner to noun, “of …” included."""
    token, parse = event.token, event.parse
    left = _left_of(token, parse.holes)
    right = token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for") and child.right_edge.i - token.i < 8:
            right = child.right_edge
            break
    start, end = parse.start(left), parse.end(right)
    phrase = text[start:end]
    first = phrase.split(" ", 1)[0].casefold()
    if first in _INDEFINITE:
        return start, phrase, False
    owned = any(child.dep_ == "poss" for child in token.lefts)
    return start, phrase, first in _DEFINITE or owned


def _left_of(token: Token, holes: Container[int]) -> Token:
    """The first word of the noun phrase of a role noun.

    Where the parser has the phrase begin elsewhere than with a determiner or an owner, it is the nearest determiner
    from which only describing words part the noun.
    """
    left = token.left_edge if token.left_edge.i >= token.i - 8 else token
    within = token.doc[left.i : token.i]
    if left.i not in holes and (left.lower_ in _OPENING or any(child.dep_ == "poss" for child in token.lefts)):
        return left
    for i in range(token.i - 1, max(-1, token.i - 8), -1):
        word = token.doc[i]
        joins = word.lower_ in ("and", "of") and word.doc[i - 1].is_title and word.doc[i + 1].is_title
        if word.lower_ in _OPENING:
            return word
        if i in holes or not (joins or word.text == "-" or word.tag_ in _DESCRIBING):
            break
    return token if any(word.i in holes for word in within) else left
