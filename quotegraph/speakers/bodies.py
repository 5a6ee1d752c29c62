"""Which organisation “the union”, “the company”, “his party” means."""

from __future__ import annotations

import re
from collections.abc import Collection

from quotegraph.speakers.body_names import fits, heads_of, is_official, may_be_called, people_fit, says, words_of
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.discourse import Discourse
from quotegraph.speakers.lexicon import BODIES, PLACES, ROLES
from quotegraph.speakers.names import fold
from quotegraph.speakers.roles import parse_role

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
_WORDS = re.compile(r"[^\W_]+")
_LOOSE = frozenset("party group organisation organization movement faction".split())
OWN_BODIES = _LOOSE | {"union"}
"""What somebody's own organisation is called after a possessive."""


def body_of(
    noun: str, phrase: str, course: Discourse, publisher: str = "", without: Collection[Entity] = ()
) -> Entity | None:
    """The organisation of the article that a definite phrase with the head ``noun`` means: named so or of that kind.

    The article's own ``publisher`` is meant only where it is named so, those in ``without`` never are.
    """
    paper = set(fold(publisher).split())
    asked = set(words_of(phrase)) - {noun}
    best: tuple[tuple[bool, float, int], Entity] | None = None
    for entity in (*course.cast, *course.described):
        if entity.kind not in ("organisation", "unknown", "person") and not (
            entity.kind == "unnamed" and noun in entity.description
        ):
            continue
        words = {word.strip("'’") for word in fold(entity.name).replace("-", " ").split()}
        if entity in without or (entity.mentions and all(mention.weak for mention in entity.mentions)):
            continue  # what only opens a sentence is hardly a name
        named = noun in words and asked <= words | {word.removesuffix("s") for word in words}
        named = named or (entity.kind == "organisation" and fits(noun, frozenset(asked), entity.name))
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
    if may_be_called(noun, entity.name):
        return True
    private = noun in ("association", "charity", "campaign", "group")
    return (noun in _ANY and not kinds & _PAPERS and not (private and is_official(entity.name))) or (
        noun in _PAPERS and not kinds
    )


def people_of(phrase: str, noun: str, course: Discourse) -> Entity | None:
    """The one body of the article so far whose people a definite phrase names (“the pilots”, “the judges”)."""
    asked = frozenset(words_of(phrase)) - {noun}
    found = [
        entity for entity in course.cast
        if entity.kind == "organisation" and course.last(entity) >= 0
        and any(people_fit(noun, asked, name) for name in entity.names)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def organisation_of(
    person: Entity, cast: tuple[Entity, ...], noun: str = "party", former: bool = False
) -> Entity | None:
    """The organisation that a person's roles name, if it may be called by a noun; ``former``: that was theirs once."""
    for role in person.roles:
        if parse_role(role).former and not former:
            continue
        text = _spaced(role)
        for entity in cast:
            if entity is person or not _maybe_body(entity):
                continue
            said = any(_spaced(name) in text for name in entity.names)
            if said and may_be_ones(noun, entity.name):
                entity.kind = "organisation"
                return entity
    return None


def office_of(person: Entity, cast: tuple[Entity, ...]) -> Entity | None:
    """The one office of the article that is called after what somebody is (the auditor general's “Audit Office”)."""
    held = [word for role in person.parsed_roles if not role.former for word in (role.head, *role.words)]
    found = []
    for entity in cast:
        fields = set(words_of(entity.name)) - {"office"} if "office" in heads_of(entity.name) else set()
        if entity.kind == "organisation" and fields and all(any(says(w, one) for one in held) for w in fields):
            found.append(entity)
    return found[0] if len(found) == 1 else None


def _maybe_body(entity: Entity) -> bool:
    """Whether a name is a body's, or a person's by nothing but its number of words."""
    if entity.kind == "organisation":
        return True
    shown = entity.gender or entity.roles or any(mention.kind == "person" for mention in entity.mentions)
    return entity.kind in ("unknown", "person") and not shown


def _spaced(text: str) -> str:
    """The words of a text with a blank around each, so that whole words are found in it."""
    return f" {' '.join(_WORDS.findall(fold(text)))} "


def may_be_ones(noun: str, name: str) -> bool:
    """Whether somebody's organisation may be meant by a noun after a possessive (“his party”, “her union”).

    >>> may_be_ones("party", "Shore Front"), may_be_ones("party", "Rent Commission"), may_be_ones("union", "Can Makers")
    (True, False, False)
    """
    words, heads = set(words_of(name)), heads_of(name)
    if noun in _LOOSE:
        return not is_official(name) and not name.isdigit()
    if noun in heads or may_be_called(noun, name):
        return True
    return noun in _FIRMS and not words & BODIES - _FIRM_WORDS
