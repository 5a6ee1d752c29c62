"""The course of an article: who was mentioned where, how prominently, and whom a pronoun or a role means at a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotegraph.speakers.cast import Entity
from quotegraph.speakers.lexicon import BODIES, DOCUMENTS, PRONOUNS, ROLES
from quotegraph.speakers.roles import GENERIC, Role, match, parse_role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotegraph.language import Parse, Reading

_VAGUE = ("unknown", "location")
_FADING = 0.55  # what is left of a mention's weight a sentence later
_NEXT_PARAGRAPH = 0.7  # what is left of it in the next paragraph besides
_PASSING = 0.5  # and of that of somebody nameless
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
_UNKNOWN = 0.6  # how well somebody of unknown gender fits “he” or “she”
_SINGULAR = frozenset(("NN", "NNP", "JJ"))
_PERSONAL = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_INDEFINITE = frozenset(("a", "an", "one", "another", "some", "no", "any", "every", "each"))


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A pronoun or a common noun phrase in the text; ``quoted``: inside a quoted sentence."""

    at: int
    token: Token
    parse: Parse
    weight: float
    quoted: bool
    pronoun: str = ""


def weight_of(token: Token) -> float:
    """How prominent the place of a token in its sentence is (subject 1, object 0.5, …)."""
    for _ in range(4):
        if token.dep_ in _CLIMB and token.head is not token:
            token = token.head
        else:
            break
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
class Discourse:
    """Salience of entities as the text goes on; ``sentences`` are the places where sentences start."""

    sentences: list[int]
    cast: tuple[Entity, ...]
    described: list[Entity] = field(default_factory=list)
    salience: dict[Entity, float] = field(default_factory=dict)
    last: dict[Entity, int] = field(default_factory=dict)
    blocks: tuple[int, ...] = ()
    _sentence: int = 0
    _block: int = 0

    def go_to(self, at: int) -> None:
        """Let salience fade up to a place in the text."""
        sentence = bisect_right(self.sentences, at)
        if sentence > self._sentence:
            fade = _FADING ** min(6, sentence - self._sentence)
            block = bisect_right(self.blocks, at)
            if block > self._block:
                fade *= _NEXT_PARAGRAPH
            for entity in self.salience:
                passing = block > self._block and entity.kind == "unnamed"
                self.salience[entity] *= fade * (_PASSING if passing else 1.0)
            self._block = block
            self._sentence = sentence

    def mention(self, entity: Entity, at: int, weight: float) -> None:
        """Note a mention."""
        self.go_to(at)
        self.salience[entity] = max(self.salience.get(entity, 0.0), weight) + 0.3 * min(
            1.0, self.salience.get(entity, 0.0)
        )
        self.last[entity] = at

    def person(self, gender: str, without: Iterable[Entity] = ()) -> tuple[Entity | None, float]:
        """The most prominent person that a pronoun of a gender can mean, and how surely."""
        left_out = set(without)
        scored = [
            (
                score
                * (1.0 if not gender or gender in (entity.gender, entity.leaning) else _UNKNOWN)
                * (1.0 if entity.kind != "unknown" else 0.8 if entity.spoke and " " not in entity.name else 0.4),
                self.last[entity],
                entity,
            )
            for entity, score in self.salience.items()
            if entity not in left_out
            and _one_person(entity)
            and (not gender or (entity.gender or entity.leaning) in ("", gender))
        ]
        if not scored:
            return None, 0.0
        scored.sort(key=lambda item: item[:2], reverse=True)
        best = scored[0][0]
        second = scored[1][0] if len(scored) > 1 else 0.0
        return scored[0][2], 0.5 + 0.45 * (best - second) / (best or 1.0)

    def thing(self, plural: bool, without: Iterable[Entity] = ()) -> Entity | None:
        """The most prominent organisation, country or group that “it” or “they” can mean."""
        left_out = set(without)
        scored = [
            (score * (0.5 if plural != entity.plural else 1.0) * (0.6 if entity.kind in _VAGUE else 1.0),
             self.last[entity], entity)
            for entity, score in self.salience.items()
            if entity not in left_out and entity.kind != "person" and (plural or not entity.plural)
            and not (entity.kind == "unnamed" and not entity.plural and _one_person(entity))
        ]  # fmt: skip
        return max(scored, key=lambda item: item[:2])[2] if scored else None

    def holder(self, asked: Role, at: int) -> tuple[Entity | None, float]:
        """The person of the article whom a definite role phrase means, and how surely."""
        best: tuple[float, int, Entity] | None = None
        for entity in (*self.cast, *self.described):
            if not _one_person(entity) or (asked.gender and entity.gender and asked.gender != entity.gender):
                continue
            fit = max((match(asked, role, entity.words) for role in entity.parsed_roles), default=0.0)
            if entity.kind == "unnamed":
                own = parse_role(entity.description)
                fit = max(
                    fit, 0.95 * match(asked, own) if own.head == asked.head and own.former >= asked.former else 0.0
                )
            if fit < 0.5:
                continue
            seen = self.last.get(entity, -1)
            score = fit + 0.35 * min(1.0, self.salience.get(entity, 0.0)) + (0.2 if seen >= 0 else 0.0)
            if best is None or (score, seen) > best[:2]:
                best = (score, seen, entity)
        if best is not None:
            return best[2], min(0.95, 0.6 + 0.25 * best[0])
        return None, 0.0

    def bridged(self, asked: Role, text: str) -> tuple[Entity | None, float]:
        """The person whom a phrase means that says something new of them (“the veteran politician”)."""
        entity, sure = self.person(asked.gender)
        if entity is None:
            return None, 0.0
        if asked.head in GENERIC or "-year-old" in text or "-born" in text:
            return entity, 0.7 * sure
        return None, 0.0


def _one_person(entity: Entity) -> bool:
    if entity.kind == "person":
        return not entity.plural
    if entity.kind == "unknown":
        return (entity.spoke or len(entity.name.split()) in (2, 3)) and not any(m.determined for m in entity.mentions)
    if entity.kind != "unnamed" or entity.plural:
        return False
    head = parse_role(entity.description).head
    return head not in BODIES and head not in DOCUMENTS and bool(head)


def noun_phrase(event: Event, text: str) -> tuple[int, str, bool]:
    """Start, text and definiteness of the noun phrase around a role noun: determiner to noun, “of …” included."""
    token, parse = event.token, event.parse
    left = token.left_edge if token.left_edge.i >= token.i - 8 else token
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
    return start, phrase, first in ("the", "this", "that") or owned
