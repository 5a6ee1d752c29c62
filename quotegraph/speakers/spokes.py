"""Whom a spokesperson speaks for, as the role or the description says it."""

from __future__ import annotations

import re

from quotegraph.model import Article, Speaker
from quotegraph.speakers import gazetteer
from quotegraph.speakers.meant import Meaning
from quotegraph.speakers.names import slug
from quotegraph.speakers.public import public_by_role

_SPOKES = r"(?:spokes(?:man|woman|person|people|men|women)|press (?:secretary|officer|chief)|mouthpiece)"
_AFTER = re.compile(
    rf"\b{_SPOKES}\s+(?:for|of|to|at|from)\s+(?P<who>[^,;()]+?)(?:\s+(?:who|on|in|after|since)\b.*)?(?:[,;(]|$)", re.I
)
_BEFORE = re.compile(rf"^(?P<who>.+?)\s+(?:(?:chief|deputy|official|senior|top|then|new|former)\s+)*{_SPOKES}\b", re.I)
_ARTICLE = re.compile(r"^(?:the|a|an|another|one|his|her|its|their|our|my)\s+", re.I)
_EMPTY = frozenset("chief deputy official senior top former new then longtime own male female unnamed".split())
_OFFICES = {"presidential": "president", "royal": "king", "gubernatorial": "governor", "papal": "pope"}
_LONGEST = 80


def spoken_for(text: str) -> str:
    """The words for whom a spokesperson speaks for; empty where none are said.

    >>> spoken_for("a spokesman for the Shore Party"), spoken_for("the Kremlin's deputy spokeswoman")
    ('Shore Party', 'Kremlin')
    >>> spoken_for("Russian presidential spokesperson"), spoken_for("a spokesman"), spoken_for("the mayor")
    ('Russian president', '', '')
    """
    found = _AFTER.search(text[:300]) or _BEFORE.match(_ARTICLE.sub("", text[:300]))
    if found is None:
        return ""
    words = re.sub(r"[’']s?$", "", _ARTICLE.sub("", found["who"].strip())).split()
    words = [_OFFICES.get(word.casefold(), word) for word in words if word.casefold() not in _EMPTY]
    shown = " ".join(words)
    return shown if len(shown) <= _LONGEST else ""


def principal_of(speaker: Speaker, article: Article, meaning: Meaning) -> str:
    """The name of whom a speaker of an article is the spokesperson for; empty for everybody else."""
    said = spoken_for(speaker.name if speaker.kind == "unnamed" else speaker.role)
    if not said:
        return ""
    table = gazetteer.load()
    if known := table.organisation(said):
        return known.name
    if seat := table.seat(said):
        return seat.name
    of_state = re.fullmatch(r"(?:(?P<people>.+?)\s+)?(?:government|state)", said, re.I)
    if of_state:
        people = re.sub(r"[’']s?$", "", of_state["people"] or "")
        place = table.demonym(people) or table.country(people) if people else None
        name = place.name if place else people or speaker.country
        return name or ("" if said.islower() else said)
    if place := table.country(said) or table.capital(said):
        return place.name
    if person := public_by_role(f"the {said}", article):
        return person.name
    kind = "unnamed" if said.islower() else "organisation"
    asked = Speaker(None, f"the {said}", kind) if kind == "unnamed" else Speaker(slug(said), said, kind)
    meant = meaning.of(asked, article).speaker
    if meant.name != asked.name:
        return meant.name
    return said if kind == "organisation" else ""
