"""Bodies that are meant by a phrase without their name: “the union”, “the pilots”, “his party”, “her ministry”."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from quotegraph.speakers.bodies import OWN_BODIES, body_of, office_of, organisation_of, people_of
from quotegraph.speakers.body_names import fits, words_of
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import BODIES
from quotegraph.speakers.names import fold
from quotegraph.speakers.phrases import Phrase
from quotegraph.speakers.roles import parse_role
from quotegraph.speakers.scene import Found, Scene

_POSSESSIVES = ("his", "her", "their", "its")
_DETERMINER = re.compile(r"^(?:the|this|these|that)\s+", re.I)
_MINISTRIES = frozenset(("ministry", "department"))
_MOUTHPIECE = re.compile(
    r"[’']s? (?:own )?(?:press|media|communications) (?:office|service|department|team)$"
    r"|^[Tt]he (?:ambassadors|delegates|members) of (?:the )?[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*$"
)
_NO_FIELD = frozenset(
    """
    prime first deputy former new junior senior chief state cabinet shadow acting foreign-born government other same
    federal then own press private whole responsible competent said powerful outgoing incoming late old young no
    """.split()
)
_FIELD = re.compile(
    r"\b(?P<before>[a-z]{4,}(?= minister| ministry)|[A-Z][a-z]{3,}(?= Minister| Ministry)) [Mm]inist(?:er|ry)\b"
    r"|\b(?:[Mm]inister|[Mm]inistry) (?:of|for) (?:the )?(?P<after>[A-Z]?[a-z]{4,})\b(?! (?:and|Affairs|affairs)\b)"
)


def body_behind(scene: Scene, phrase: Phrase) -> Found | None:
    """The body of the article that a phrase means, if it means one."""
    first = phrase.text.split(" ", 1)[0].casefold()
    if (own := _own_body(scene, phrase, first)) is not None:
        return Found(own, "possessive", 0.8)
    if (named := _speaks_for(scene, phrase)) is not None:
        return Found(named, "possessive", 0.8)
    if (owned := _of_owner(scene, phrase)) is not None:
        return Found(owned, "possessive", 0.7)
    if not phrase.definite or first not in ("the", "this", "these"):
        return None
    plain = _DETERMINER.sub("", phrase.text)
    if phrase.form in ("people", "group") and not phrase.owner:
        people = people_of(plain, phrase.noun, scene.course)
        return Found(people, "body", 0.7) if people is not None else None
    if phrase.form == "body" and first != "these":
        if plain.casefold() in _MINISTRIES and (ministry := _ministry(scene, scene.text, phrase.start)) is not None:
            return Found(ministry, "body", 0.7)
        body = body_of(phrase.noun, plain, scene.course, scene.reading.article.publisher, scene.titles)
        return Found(body, "body", 0.8) if body is not None else None
    return None


def _own_body(scene: Scene, phrase: Phrase, first: str) -> Entity | None:
    """The organisation that “his party”, “Ms Holt's union” or “my institute” means, as somebody's roles name it."""
    if phrase.noun not in OWN_BODIES | BODIES or phrase.plural:
        return None
    person = None
    if first in ("my", "our"):
        label, outer = scene.label_at(phrase.start), scene.outer_speakers(phrase.start)
        person = outer[-1] if outer else label.entity if label is not None else None
    elif first in _POSSESSIVES:
        known = scene.at.get(phrase.start)
        person = known.entity if known is not None else None
    elif (found := re.match(r"(.+?)[’']s? (?:own |former |old )?[\w-]+$", phrase.text)) is not None:
        ends = phrase.start + found.end(1)
        owners = [m for m in scene.names_near(phrase.start) if m.possessive and m.span.end == ends]
        person = scene.named(owners[0]) if owners else None
    if person is None or person.kind != "person":
        return None
    if phrase.noun in _MINISTRIES and not person.plural:
        held = [role for role in (*person.roles, *person.offices) if not parse_role(role).former]
        return _ministry(scene, " | ".join(held))
    former = re.search(r"\b(?:former|old)\b", phrase.text) is not None
    if phrase.noun == "office" and not former and (office := office_of(person, scene.cast)) is not None:
        return office
    return organisation_of(person, scene.cast, phrase.noun, former)


def _of_owner(scene: Scene, phrase: Phrase) -> Entity | None:
    """The one body with the owner in its name (“Velmora's central bank”: the Central Bank of Velmora)."""
    if phrase.form != "body" or phrase.plural or not phrase.owner or not phrase.owner[0].isupper():
        return None
    others = frozenset(words_of(_DETERMINER.sub("", phrase.text))) - {phrase.noun, "own"}
    found = [e for e in scene.cast if e.kind == "organisation" and fits(phrase.noun, others, e.name)]
    return found[0] if len(found) == 1 else None


def _speaks_for(scene: Scene, phrase: Phrase) -> Entity | None:
    """The body or the state behind “the League's press office” and “the ambassadors of the Pact”."""
    if not _MOUTHPIECE.search(phrase.text):
        return None
    for mention in scene.names_near(phrase.start):
        inside = phrase.start <= mention.span.start and mention.span.end <= phrase.start + len(phrase.text)
        ends = mention.span.end == phrase.start + len(phrase.text)
        if inside and mention.kind not in ("person", "adjective", "word") and (mention.possessive or ends):
            return scene.named(mention)
    return None


def _ministry(scene: Scene, said: str, before: int = sys.maxsize) -> Entity | None:
    """The ministry of the one field of which some words name a minister or a ministry ``before`` a place in them."""
    fields = [field for field, at in _fields(said).items() if at < before]
    if len(fields) != 1:
        return None
    field = fields[0]
    named = [e for e in scene.cast if e.kind == "organisation" and {field, "ministry"} <= set(words_of(e.name))]
    if len(named) > 1:
        return None
    return named[0] if named else scene.described(f"the {field} ministry")


@lru_cache(maxsize=64)
def _fields(said: str) -> dict[str, int]:
    """The fields of ministers and ministries, with where each stands first."""
    found: dict[str, int] = {}
    for match in _FIELD.finditer(said):
        field = fold(match["before"] or match["after"])
        if field not in _NO_FIELD and load().demonym(field.capitalize()) is None:
            found.setdefault(field, match.start())
    return found
