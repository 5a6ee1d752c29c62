"""The person of an article whom a definite role phrase means (“the minister”, “her host”), at its place."""

from __future__ import annotations

import re

from quotegraph.speakers.cast import Entity, same_last
from quotegraph.speakers.discourse import Place
from quotegraph.speakers.names import fold, parse_name
from quotegraph.speakers.options import FITS, OF_AGE, OFFICES, fit_of
from quotegraph.speakers.roles import FACING, GENERIC, KIN, Role, parse_role
from quotegraph.speakers.scene import Found, Scene

POSSESSIVES = ("his", "her", "their", "its")
_SPEAKERS = ("my", "our", "your")
SURE = 0.5  # how sure it must be that a role means somebody who is not known to hold it
DESCRIBES = 0.35  # the same for a phrase that rather describes somebody than brings in somebody new
_OWNED = re.compile(r"[’']s?\s")


def by_role(scene: Scene, text: str, place: Place, start: int) -> Found | None:
    """The person whom a definite role phrase means; ``start`` is where it (and a possessive that opens it) begins."""
    asked = parse_role(text)
    if not asked.head:
        return None
    owner = text.split(" ", 1)[0].casefold()
    if owner in POSSESSIVES:
        return _by_owned_role(scene, text, start, owner)
    if owner in _SPEAKERS:
        if owner == "my" or asked.head not in FACING or scene.outer_speakers(start):
            return None
        entity, sure = scene.course.person(asked.gender, place, scene.told_of(place.at))
        return Found(entity, "bridge", sure) if entity is not None and entity.names and sure >= SURE else None
    entity, sure = scene.course.bearer(asked, place, text, scene.told_of(place.at))
    if entity is None:
        return None
    fits = fit_of(asked, entity) >= FITS
    enough = DESCRIBES if asked.head in GENERIC or OF_AGE.search(text) else SURE
    if not fits and (sure < enough or _is_somebodys(scene, text)):
        return None
    return Found(entity, "role" if fits else "bridge", sure)


def _is_somebodys(scene: Scene, text: str) -> bool:
    """Whether a role phrase names the person whose it is (“Holt's deputy”)."""
    owner = fold(_OWNED.split(text)[0]) if _OWNED.search(text) else ""
    people = (name for entity in scene.cast if entity.kind == "person" for name in entity.names)
    return bool(owner) and any(owner in (fold(name), fold(parse_name(name).last)) for name in people)


def _by_owned_role(scene: Scene, text: str, start: int, owner: str) -> Found | None:
    """“his spokesman”: the one whose role names the owner, or what the owner is."""
    known = scene.at.get(start)
    if known is None:
        return None
    asked = parse_role(text)
    whole = parse_role(f"{text} of {known.entity.name}") if known.entity.names else asked
    words = {word for role in known.entity.parsed_roles for word in (role.head, *role.words)} | whole.words
    for entity in scene.cast:
        if entity is known.entity or entity.kind != "person":
            continue
        if any(role.head == asked.head and role.words & words for role in entity.parsed_roles):
            return Found(entity, "role", 0.8)
    if (other := _beside_owner(scene, asked, known.entity, text, start)) is not None:
        return other
    if owner != "its" and not (known.entity.kind == "person" and asked.head in OFFICES):
        return None
    holder = scene.course.holder(asked)
    if holder is known.entity:
        return None
    return Found(holder, "role", 0.7) if holder is not None else None


def _beside_owner(scene: Scene, asked: Role, owner: Entity, text: str, start: int) -> Found | None:
    """“his cousin”: the only other one of his last name; “her host”: whoever else is spoken of."""
    if owner.kind != "person":
        return None
    if asked.head in KIN:
        last = parse_name(owner.name).last
        others = [
            one for one in scene.cast
            if one is not owner and one.kind == "person" and len(parse_name(one.name).words) > 1
            and same_last(parse_name(one.name).last, last) and asked.gender in ("", one.gender)
        ]  # fmt: skip
        return Found(others[0], "role", 0.8) if len(others) == 1 else None
    if asked.head in FACING:
        entity, sure = scene.course.person(asked.gender, Place(start + len(text)), [owner, *scene.told_of(start)])
        return Found(entity, "bridge", sure) if entity is not None and entity.names and sure >= SURE else None
    return None
