"""What speaks for and against each of those whom a pronoun or a role phrase may mean."""

from __future__ import annotations

import re
from collections.abc import Collection

from quotegraph.speakers.cast import Entity
from quotegraph.speakers.lexicon import DOCUMENTS, NUMBERS
from quotegraph.speakers.ranking import Features
from quotegraph.speakers.roles import GENERIC, Role, match, parse_role

FITS = 0.5
"""The least fit of a role phrase to somebody's roles that means something."""
OF_AGE = re.compile(r"-year-old|-born\b|\b(?:father|mother) of (?:[a-z]+teen|\d+|" + "|".join(sorted(NUMBERS)) + r")\b")
"""Phrases that tell more of somebody who is spoken of, and bring in nobody new."""
_BEGINNING = frozenset(
    "office successor succeeds succeeded sworn appointed named inaugurated elected takes took taken replaces".split()
)
_ENDING = frozenset("former formerly resigned retired once used until left quit stepped ousted dismissed ex".split())
OFFICES = frozenset(
    """
    president prime-minister minister chancellor mayor governor king queen chair secretary-general secretary premier
    speaker leader commissioner ambassador prosecutor chief-executive director treasurer pope bishop general
    """.split()
)


def of_gender(entity: Entity, gender: str) -> Features:
    """How an option fits the gender of a pronoun."""
    if not gender or gender == entity.gender:
        return {}
    return {"leans so": 1.0} if entity.leaning == gender else {"gender unknown": 1.0}


def of_number(entity: Entity, plural: bool) -> Features:
    """How an option fits “it” or, with ``plural``, “they”."""
    found = {f"{'they' if plural else 'it'}: {sort_of(entity)}": 1.0}
    if plural != entity.plural:
        found["other number"] = 1.0
    return found


def sort_of(entity: Entity) -> str:
    """The kind of an entity as the choice sees it."""
    if entity.kind == "unnamed":
        head = parse_role(entity.description).head
        sort = "document" if entity.description.rsplit(" ", 1)[-1] in DOCUMENTS else "somebody" if head else "unnamed"
        return f"{sort}s" if entity.plural else sort
    if entity.kind == "unknown":
        return f"unknown {min(3, len(entity.name.split()))}{' that spoke' if entity.spoke else ''}"
    return entity.kind


def fit_of(asked: Role, entity: Entity) -> float:
    """How well a role phrase fits what is known of somebody, 0 to 1.2."""
    fit = max((match(asked, role, entity.words) for role in entity.parsed_roles), default=0.0)
    if entity.kind == "unnamed":
        own = parse_role(entity.description)
        if own.head == asked.head and own.former >= asked.former:
            fit = max(fit, 0.95 * match(asked, own))
    return fit


def held_for_another(asked: Role, entity: Entity) -> bool:
    """Whether somebody has the role of a phrase, but of others (“Berg's spokeswoman” of “a spokeswoman for Holt”)."""
    return any(
        role.head == asked.head and bool(asked.words - role.words) and bool(role.words - asked.words)
        for role in entity.parsed_roles
    )


def of_role(entity: Entity, asked: Role, fit: float, best: float) -> Features:
    """How an option fits a role phrase; ``fit`` is its own fit, ``best`` the best of all."""
    found = {"fit": fit, f"fit {int(min(1.0, fit) * 5)}": 1.0}
    if fit < FITS:
        held = [role for role in entity.parsed_roles if role.head]
        found["other roles" if held else "no roles"] = 1.0
        if asked.head in OFFICES:
            found["office"] = 1.0
            if any(role.head in OFFICES for role in held):
                found["other office"] = 1.0
        if best >= FITS:
            found["another fits"] = 1.0
        if asked.head in GENERIC:
            found["any person"] = 1.0
        if asked.words:
            found["says more"] = 1.0
        if asked.former:
            found["formerly"] = 1.0
        if asked.gender:
            found["same gender" if entity.gender == asked.gender else "gender not known"] = 1.0
        if entity.kind == "unnamed":
            found["nameless and no fit"] = 1.0
    elif fit >= best:
        found["fits best"] = 1.0
    if entity.kind == "unnamed" and fit >= FITS:
        found["nameless and fits"] = 1.0
    if asked.former or asked.new:
        found["former or new"] = fit
    return found


def of_time(asked: Role, words: Collection[str]) -> Features:
    """What ``words`` that are said of an option tell of its time in an office, of a new or a former holder."""
    found = {"begins": 1.0} if asked.new and not _BEGINNING.isdisjoint(words) else {}
    return found | ({"is over": 1.0} if asked.former and not _ENDING.isdisjoint(words) else {})


def of_somebody_new(asked: Role, text: str, best: float) -> Features:
    """What speaks for a role phrase to mean nobody of the article."""
    found = {"new": 1.0, f"new, best fit {int(min(1.0, best) * 5)}": 1.0}
    if asked.head in OFFICES and best < FITS:
        found["new, office"] = 1.0
    if asked.former:
        found["new, formerly"] = 1.0
    if asked.head in GENERIC:
        found["new, any person"] = 1.0
    if asked.words:
        found["new, says more"] = 1.0
    if any(word[0] == "@" for word in asked.words) or re.search(r" [A-ZÀ-Þ]", text):
        found["new, names something"] = 1.0
    if OF_AGE.search(text):
        found["new, of an age"] = 1.0
    if asked.gender:
        found["new, of a gender"] = 1.0
    if " of " in text or " for " in text:
        found["new, of"] = 1.0
    return found
