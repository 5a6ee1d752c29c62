"""Which organisation “the union”, “the company”, “his party” means."""

from __future__ import annotations

from quotegraph.speakers.cast import Entity
from quotegraph.speakers.discourse import Discourse
from quotegraph.speakers.lexicon import BODIES, PLACES, ROLES
from quotegraph.speakers.names import fold

_FIRMS = frozenset(
    "company firm business developer operator manufacturer platform startup group contractor app".split()
)
_ANY = frozenset(
    "organisation organization group charity campaign association agency authority body institution".split()
)
_PAPERS = frozenset("newspaper paper magazine outlet broadcaster website".split())
_FIRM_WORDS = frozenset("company group firm works corporation enterprise holdings industries factory".split())
_PARTY_WORDS = frozenset("party union alliance front movement list league democrats greens labour bloc".split())
_BUILT = frozenset("quay street road bridge square lane avenue".split())
OWN_BODIES = frozenset("party group organisation organization union movement faction".split())
"""What somebody's own organisation is called after a possessive."""


def body_of(noun: str, phrase: str, course: Discourse, publisher: str = "") -> Entity | None:
    """The organisation of the article that a definite phrase with the head ``noun`` means: named so or of that kind.

    The article's own ``publisher`` is meant only where it is named so.
    """
    paper = set(fold(publisher).split())
    asked = set(fold(phrase).replace("-", " ").split()) - {noun}
    best: tuple[tuple[bool, float, int], Entity] | None = None
    for entity in (*course.cast, *course.described):
        if entity.kind not in ("organisation", "unknown", "person") and not (
            entity.kind == "unnamed" and noun in entity.description
        ):
            continue
        words = {word.strip("'’") for word in fold(entity.name).replace("-", " ").split()}
        named = noun in words and asked <= words | {word.removesuffix("s") for word in words}
        if not named and (
            asked or words <= paper or not _can_be(noun, entity, words) or _of_another(entity, words, course)
        ):
            continue
        often = min(0.5, 0.1 * len(entity.mentions))
        rank = (named, course.salience.get(entity, 0.0) + often, course.last(entity))
        if best is None or rank > best[0]:
            best = (rank, entity)
    return best[1] if best is not None and (best[0][0] or best[0][2] >= 0) else None


def _of_another(entity: Entity, words: set[str], course: Discourse) -> bool:
    """Whether a name is a place's or a role's, or only part of the name of a body (“Quayside” of a union's)."""
    last = fold(entity.name).rsplit(" ", 1)[-1]
    if last in PLACES or last in _BUILT or words <= ROLES.keys():
        return True
    others = (set(fold(one.name).replace("-", " ").split()) for one in course.cast if one.kind == "organisation")
    return any(words < other and other & BODIES for other in others)


def _can_be(noun: str, entity: Entity, words: set[str]) -> bool:
    kinds = words & BODIES
    if noun in _FIRMS:
        return not (entity.roles or entity.gender) and not kinds - _FIRM_WORDS and len(entity.name) > 3
    if entity.kind != "organisation":
        return False
    if noun == "party":
        return bool(words & _PARTY_WORDS)
    return (noun in _ANY and not kinds & _PAPERS) or (noun in _PAPERS and not kinds)


def organisation_of(person: Entity, cast: tuple[Entity, ...]) -> Entity | None:
    """The organisation that a person's roles name."""
    text = " ".join(fold(role) for role in person.roles)
    for entity in cast:
        if entity.kind == "organisation" and any(fold(name) in text for name in entity.names):
            return entity
    return None
