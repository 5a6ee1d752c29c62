"""The course of an article: who was mentioned where, how prominently, and whom a pronoun or a role means at a place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotegraph.speakers.cast import Entity
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import BODIES, DOCUMENTS
from quotegraph.speakers.options import (
    FITS,
    fit_of,
    held_for_another,
    of_gender,
    of_number,
    of_role,
    of_somebody_new,
    of_time,
    sort_of,
)
from quotegraph.speakers.ranking import Features, Option, Question, Weights, answered
from quotegraph.speakers.roles import Role, parse_role
from quotegraph.speakers.sentences import said_of

if TYPE_CHECKING:
    pass

_FADING = 0.55  # what is left of a mention's weight a sentence later
_NEXT_PARAGRAPH = 0.7  # what is left of it in the next paragraph besides
_SUBJECT = 0.85  # the least weight of what is a subject
_MOST = 10  # options that are weighed
_NEAR = 30  # entities that they are compared with
_KEPT = 200  # entities that stay in mind, the most prominent ones
_PERSONAL = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))


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
    """Where a question comes up: how prominent the mention is in its sentence, and whether it is inside a quotation.

    ``marks`` are what else stands out of the place.
    """

    at: int
    weight: float = 0.4
    quoted: bool = False
    marks: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)
class Discourse:
    """Salience of entities as the text goes on; ``sentences`` are the places where sentences start.

    ``questions``: those that came up, if they are asked for; ``speaker``: whoever was the source of a quotation last;
    ``text``: that of the article.
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
    text: str = ""

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
        alone = self._alone()
        options = [
            Option(
                e,
                self._features(e, place, near)
                | of_role(e, asked, fits[e], best)
                | (of_time(asked, said_of(self.text, e)) if asked.new or asked.former else {})
                | self._bridging(e, alone, fits[e])
                | ({f"margin of {'some' if e.parsed_roles else 'no'} roles": margin} if e is near[0] else {}),
            )
            for e in ranked
        ]
        new = of_somebody_new(asked, text, best)
        new[f"new, {min(3, len(ranked))} known"] = 1.0
        if alone is not None:
            new["new, somebody alone in paragraph"] = 1.0
        new |= {f"new, {name}": 1.0 for name in place.marks}
        if self._block <= 2:
            new[f"new, in paragraph {self._block}"] = 1.0
        options.append(Option(None, new))
        return self._answer(Question("role", place.at, tuple(options)))

    def _bridging(self, entity: Entity, alone: Entity | None, fit: float) -> Features:
        """How likely somebody of whom no such role is known is taken up again by one, by how near he was named."""
        trace = self.traces.get(entity)
        if trace is None or not entity.names:
            return {}
        if fit >= FITS:
            return {"fits, alone in paragraph": 1.0} if entity is alone else {}
        known = "role known" if any(role.head for role in entity.parsed_roles) else "no role known"
        found = {f"{known}, sentences {min(3, self._sentence - trace.sentence)}": 1.0}
        if entity is alone:
            found[f"{known}, alone in paragraph"] = 1.0
        if trace.weight >= _SUBJECT and not trace.quoted:
            found[f"{known}, subject"] = 1.0
        if entity is self.speaker:
            found[f"{known}, spoke last"] = 1.0
        return found

    def _alone(self) -> Entity | None:
        """The one person whom the paragraph has named so far."""
        here = (entity for entity, trace in self.traces.items() if trace.block == self._block and not trace.quoted)
        people = [entity for entity in here if entity.names and _one_person(entity)]
        return people[0] if len(people) == 1 else None

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
