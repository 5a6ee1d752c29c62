"""What one article tells of people and bodies: all that the register needs of it, small enough to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.model import Article
from quotegraph.speakers import gazetteer
from quotegraph.speakers.cast import Entity, cast_of
from quotegraph.speakers.mentions import names_in
from quotegraph.speakers.names import fold, parse_name


@dataclass(frozen=True, slots=True)
class ToldOf:
    """Somebody or something of an article: names with how often, gender and roles as the article says them.

    ``surnamed``: those of the roles that stand beside a last name alone (“Mayor Holt”), which may be another's.
    """

    kind: str
    name: str
    names: tuple[tuple[str, int], ...]
    gender: str = ""
    roles: tuple[str, ...] = ()
    surnamed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What an article of a date (ISO, or empty) tells.

    ``people`` are those with a full name, ``short`` those of whom it says one name only, ``bodies`` organisations;
    ``places``: names of places; ``context``: the names by which another article is seen to be of the same story;
    ``codes``: countries that it names.
    """

    document: str
    date: str = ""
    people: tuple[ToldOf, ...] = ()
    short: tuple[ToldOf, ...] = ()
    bodies: tuple[ToldOf, ...] = ()
    places: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()


@lru_cache(maxsize=64)
def told(article: Article) -> Told:
    """What an article tells, from its text alone.

    >>> found = told(Article("a", "Mara Holt, the minister, met Ms Roth."))
    >>> [one.name for one in found.people], [one.name for one in found.short]
    (['Mara Holt'], ['Roth'])
    """
    cast = cast_of(article.text)
    table = gazetteer.load()
    shown = {
        fold(name)
        for entity in cast
        if len(entity.mentions) > 1 or not entity.mentions[0].weak
        for name in entity.names
    }
    people, short, bodies, places = _in_title(article, cast), [], [], set()
    for entity in cast:
        words = len(parse_name(entity.name).words)
        if (entity.kind == "person" and words > 1) or _maybe_person(entity):
            people.append(_told_of(entity))
        elif entity.kind in ("organisation", "unknown") and len(entity.name) > 1:
            bodies.append(_told_of(entity))
        if entity.kind in ("person", "unknown") and words == 1:
            short.append(_told_of(entity))
        if entity.kind in ("location", "country", "place"):
            places |= {fold(name) for name in entity.names}
    return Told(
        article.doc_id,
        article.date or "",
        tuple(people),
        tuple(short),
        tuple(bodies),
        frozenset(places),
        frozenset(word for name in shown for word in (name, name.split()[-1]) if not table.country(word)),
        _countries_in(article.text),
    )


def _in_title(article: Article, cast: Sequence[Entity]) -> list[ToldOf]:
    """People of whom the text says a last name only and the title the full one (“Transcript: Mara Holt on the tax”)."""
    if not article.title or article.title.isupper():
        return []
    lasts = {fold(entity.name) for entity in cast if entity.kind in ("person", "unknown") and " " not in entity.name}
    names = [parse_name(mention.name) for mention in names_in(article.title)]
    return [
        ToldOf("person", name.full, ((name.full, 1),), gazetteer.load().first_name(name.first).strip("u"))
        for name in names
        if len(name.words) in (2, 3) and fold(name.last) in lasts and name.words[0][1:].islower()
    ]


def _told_of(entity: Entity) -> ToldOf:
    names = tuple(sorted(entity.names.items()))
    return ToldOf(entity.kind, entity.name, names, entity.gender, tuple(entity.roles), _surnamed(entity))


def _surnamed(entity: Entity) -> tuple[str, ...]:
    """The roles that no full name of somebody stands beside."""
    if len(parse_name(entity.name).words) < 2:
        return ()
    parsed = [(parse_name(mention.name), mention.roles) for mention in entity.mentions]
    full = {role for name, roles in parsed if len(name.words) > 1 for role in (name.title, *roles)}
    return tuple(role for role in entity.roles if role not in full)


def _maybe_person(entity: Entity) -> bool:
    """A name of several words that nothing shows to be a person's, nor anything else's."""
    words = len(parse_name(entity.name).words)
    return entity.kind == "unknown" and 1 < words < 4 and not any(m.determined for m in entity.mentions)


def _countries_in(text: str) -> frozenset[str]:
    """Codes of the countries that a text names, itself, by its people, its capital or its seat of government."""
    table = gazetteer.load()
    ways = (table.country, table.demonym, table.capital, table.seat)
    found = {place.code for mention in names_in(text) for way in ways if (place := way(mention.name)) is not None}
    return frozenset(found)
