"""Public figures that an article means by a last name or an office, from the gazetteer."""

from __future__ import annotations

import re
from dataclasses import replace

from quotegraph.model import Article, Speaker
from quotegraph.speakers import gazetteer
from quotegraph.speakers.cast import cast_of
from quotegraph.speakers.known import known_person
from quotegraph.speakers.names import slug
from quotegraph.speakers.roles import match, parse_role

_PRESIDENTIAL = frozenset("AR AZ BR BY CL CN CO CY EG FR ID KE KR KZ MX NG PH RU SN TR TW UA US UZ VE ZA".split())
"""Codes of countries whose president leads them; elsewhere the head of the government does."""


def public_speaker(person: gazetteer.Person, speaker: Speaker) -> Speaker:
    """The speaker that a public figure is, with the role that the article gives it."""
    place = gazetteer.load().coded(person.countries[0]) if person.countries else None
    role = speaker.role if speaker.kind == "person" else re.sub(r"^the ", "", speaker.name)
    return Speaker(
        slug(person.name), person.name, "person", person.gender, role, speaker.organisation,
        place.name if place else speaker.country, person.wikidata,
    )  # fmt: skip


def public_by_last_name(name: str, speaker: Speaker, article: Article) -> gazetteer.Person | None:
    """The public figure whom a last name alone means: the article says the office, or it is one that all know.

    All know who leads a state, a government or a world body; the article must name the country, and nobody else of
    that name hold an office there then.
    """
    date = article.date
    if len(name.split()) != 1 or not date:
        return None
    table = gazetteer.load()
    places = (table.country(n) or table.capital(n) or table.seat(n) for e in cast_of(article.text) for n in e.names)
    codes = {place.code for place in places if place}
    if speaker.role:
        return known_person(name, [speaker.role], date, codes, speaker.gender)
    fitting = [
        person for person in table.people(name)
        if any(office.held(date) for office in person.offices)
        and codes & set(person.countries)
        and not (speaker.gender and person.gender and person.gender != speaker.gender)
    ]  # fmt: skip
    if len(fitting) != 1 or not any(o.weight == 0 and o.surely_held(date) for o in fitting[0].offices):
        return None
    return fitting[0]


def public_by_role(text: str, article: Article) -> gazetteer.Person | None:
    """The public figure whom “the German chancellor” means on the date of an article."""
    if not article.date:
        return None
    table = gazetteer.load()
    plain = re.sub(r"^the\s+", "", text, flags=re.I)
    if found := table.holder(plain, article.date):
        return found
    asked = parse_role(plain)
    if asked.head == "leader" and len(asked.words) == 1 and (code := next(iter(asked.words)))[0] == "@":
        asked = replace(asked, head="president" if code[1:] in _PRESIDENTIAL else "prime-minister")
    codes = [word[1:] for word in asked.words if word[0] == "@"]
    if (
        len(codes) != 1
        or asked.former
        or asked.head not in ("president", "prime-minister", "chancellor", "minister", "king")
    ):
        return None
    rest = asked.words - {f"@{codes[0]}"}
    holders: dict[str, gazetteer.Person] = {}
    for person, office in table.office_holders(codes[0], article.date):
        if not office.surely_held(article.date):
            continue  # a minister of years ago is not the minister
        role = parse_role(office.name)
        own = role.words - {f"@{codes[0]}"}
        if (
            match(asked, role, frozenset({f"@{codes[0]}"})) >= 0.8
            and rest <= own
            and (rest or not own - {"republic", "federal", "state", "of"})
        ):
            holders[person.name] = person
    return next(iter(holders.values())) if len(holders) == 1 else None
