"""From what an article says of an entity to the Speaker that is shown for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotegraph.model import Speaker
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.gazetteer import Person, load
from quotegraph.speakers.lexicon import BODY_NAMES, NUMBERS
from quotegraph.speakers.names import fold, parse_name, slug
from quotegraph.speakers.phrases import described
from quotegraph.speakers.roles import word_key

_ADJECTIVES = frozenset("foreign interior digital federal economic environmental agricultural maritime".split())
_PLACE_OF_GROUP = re.compile(
    r",?\s+(?:including|such as|along|across|around|from|in|at|on|outside|near|behind|polled|surveyed|gathered)\s"
)
_OF_STATE = re.compile(r"(?:Deputy |First |Vice[ -])?(?:Minister|Secretary) (?:of|for) (?!State for)")
_STATE_BODY = re.compile(
    r"(?:[Tt]he )?(?P<state>[A-ZÀ-Þ][\w-]+)(?:[’']s)? "
    r"(?P<body>(?:[a-z]+ ){1,2}(?:ministry|office|agency)|(?:[A-Z][a-z]+ ){1,2}(?:Ministry|Office))"
)
_TITLE = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame)\.? (?=[A-ZÀ-Þ])"
    r"|(?:[Pp]resident|[Cc]hancellor|[Pp]rime [Mm]inister|[Pp]remier) (?=[A-ZÀ-Þ][\w-]+[’']s ))"
)
_NEW_BODY = re.compile(r"(?i)\b(?:ministry|government|party|union|army|military|police|parliament|department|embassy)$")


def known_roles(cast: Sequence[Entity], date: str | None) -> tuple[Entity, ...]:
    """The cast of an article as copies, public figures with the offices that they held on its date."""
    table = load()
    found = []
    for entity in cast:
        copy = Entity(
            entity.kind, entity.names.copy(), entity.gender, list(entity.roles), mentions=list(entity.mentions)
        )
        found.append(copy)
        if entity.kind != "person" or not date:
            continue
        name = parse_name(entity.name)
        people = [p for p in table.people(name.words[-1]) if len(name.words) > 1 and _is_called(name.full, p)]
        if len(people) == 1:
            person = people[0]
            if person.gender and entity.gender and person.gender != entity.gender:
                continue
            copy.gender = copy.gender or person.gender
            countries = " ".join(_country(code) for code in person.countries[:1])
            offices = [office for office in person.offices if office.start and office.held(date)]
            held = [o.name for o in sorted(offices, key=lambda o: (o.weight, not o.surely_held(date), len(o.name)))]
            copy.offices = [
                f"{name} of {countries}"
                if countries not in name and (" of " not in name or _OF_STATE.match(name))
                else name
                for name in held
            ]
    return tuple(found)


def _is_called(name: str, person: Person) -> bool:
    return any(fold(other) == fold(name) for other in (person.name, *person.aliases))


def speaker_of(entity: Entity, cast: Sequence[Entity]) -> Speaker:
    """The speaker of an entity, with what its article and the gazetteer say of it.

    >>> speaker_of(Entity("unnamed", description="a senior official"), ()).name
    'a senior official'
    """
    table = load()
    if not entity.names:
        return _described(entity, cast)
    name = entity.name
    plain = re.sub(r"^[Tt]he\s+", "", name)
    if seat := table.seat(plain):
        return Speaker(slug(seat.name), seat.name, "place", country=_country(seat.code))
    if entity.kind != "person":
        if country := table.country(plain) or table.capital(plain):
            return Speaker(slug(country.name), country.name, "country", country=country.name, wikidata=country.wikidata)
        if fold(plain) == "brussels":
            return Speaker("european-union", "European Union", "organisation")
        known = table.organisation(plain)
        if known and (plain.casefold() not in BODY_NAMES or _european(cast)):
            return Speaker(slug(known.name), known.name, "organisation", wikidata=known.wikidata)
    kind = {"unknown": "person", "location": "place", "adjective": "group", "word": "unnamed"}.get(
        entity.kind, entity.kind
    )
    if entity.kind == "unknown" and not entity.roles and all(len(m.name.split()) > 1 for m in entity.mentions):
        kind = "organisation"  # never called by a last name
    if entity.kind == "unknown" and not entity.roles and len(plain.split()) == 1:
        kind = "organisation"
    if kind == "organisation":
        shown = name if name.startswith("The ") else plain
        return Speaker(slug(shown), shown, kind)
    if kind == "unnamed":
        return Speaker(None, described(name), kind)
    return Speaker(
        slug(name), name, kind, entity.gender, _role(entity), _organisation(entity, cast), _country_of(entity)
    )


def _european(cast: Sequence[Entity]) -> bool:
    """Whether an article is about the European Union, so that “the Commission” is its own."""
    return any(name in ("EU", "Brussels") or name.startswith("European ") for entity in cast for name in entity.names)


def _state_body(text: str, cast: Sequence[Entity]) -> Speaker | None:
    """A country's ministry or office, called the same whether the text says “Velmora's” or “the Velmoran”."""
    found = _STATE_BODY.fullmatch(text)
    if found is None:
        return None
    state, plain = found["state"], found["body"]
    table = load()
    country = table.country(state) or table.demonym(state)
    if country is not None:
        for name in (f"{word} {plain}" for word in (state, country.name, *table.adjectives(country.code))):
            if known := table.organisation(name):
                return Speaker(slug(known.name), known.name, "organisation", wikidata=known.wikidata)
        of = country.name
    else:
        key = word_key(state)
        same = [n for e in cast if e.kind != "person" for n in e.names if word_key(n) == key and " " not in n]
        if not same:
            return None
        of = min(same, key=lambda n: (len(n), n))
    shown = f"{plain.title()} of {of}"
    return Speaker(slug(shown), shown, "organisation", country=country.name if country else "")


def _described(entity: Entity, cast: Sequence[Entity]) -> Speaker:
    text = entity.description
    table = load()
    words = re.sub(r"^(?:the|a total of)\s+", "", text, flags=re.I).split()
    if entity.kind == "group":
        shown = " ".join(words)
        if (
            text.casefold().startswith("the ")
            and len(words) > 2
            and (words[0].casefold() in NUMBERS or words[0].isdigit())
        ):
            shown = " ".join(words[1:])
        shown = _PLACE_OF_GROUP.split(shown)[0]
        return Speaker(slug(shown), shown[0].upper() + shown[1:] if not shown[0].isdigit() else shown, "group")
    if ministry := re.fullmatch(r"(?:the )?(?!the\b)([a-z]+) ministry", text):
        field = ministry.group(1)
        shown = f"{field.capitalize()} Ministry" if field in _ADJECTIVES else f"Ministry of {field.capitalize()}"
        return Speaker(slug(shown), shown, "organisation")
    if (body := _state_body(text, cast)) is not None:
        return body
    if len(words) > 1 and _NEW_BODY.search(text) and words[0][0].isupper() and text.startswith("the "):
        country = table.demonym(words[0])
        plain = " ".join(words)
        if country and fold(plain).endswith("government") and len(words) == 2:
            return Speaker(slug(country.name), country.name, "country", country=country.name, wikidata=country.wikidata)
        if known := table.organisation(plain):
            return Speaker(slug(known.name), known.name, "organisation", wikidata=known.wikidata)
        return Speaker(slug(plain), plain, "organisation", country=country.name if country else "")
    text = _TITLE.sub("", text)
    return Speaker(None, text, "unnamed", entity.gender)


def _role(entity: Entity) -> str:
    plain = [role for role in entity.roles if not role.startswith("of ")]
    best = max(plain, key=len, default="") or next(iter(entity.offices), "")
    return re.sub(r"^(?:the|a|an|its|their|his|her)\s+", "", best, flags=re.I)[:120]


def _organisation(entity: Entity, cast: Sequence[Entity]) -> str:
    for role in entity.roles:
        text = fold(role)
        for other in cast:
            if other.kind == "organisation" and any(len(name) > 2 and fold(name) in text for name in other.names):
                return other.name
    return ""


def _country_of(entity: Entity) -> str:
    for word in sorted(entity.words):
        if word[0] == "@":
            return _country(word[1:])
    return ""


def _country(code: str) -> str:
    place = load().coded(code)
    return place.name if place else ""
