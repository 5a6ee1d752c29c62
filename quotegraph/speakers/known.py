"""Which public figure a name means, where its bearer's office, country and date leave one only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from quotegraph.speakers.fields import contradicts
from quotegraph.speakers.gazetteer import Office, Person, load
from quotegraph.speakers.likeness import ALIKE, common, forms, likeness
from quotegraph.speakers.names import fold, parse_name, script_of, sound
from quotegraph.speakers.roles import Role, match, parse_role, word_key

_SURE, _OFFICE, _LIKELY, _NOTHING, _AGAINST = 4, 3, 2, 0, -1
_POLITICAL = frozenset(
    "candidate nominee politician lawmaker senator representative leader minister secretary president prime-minister "
    "premier democrat republican statesman frontrunner hopeful contender chancellor governor".split()
)
_PARTY = frozenset(
    key
    for word in """democratic republican labour labor conservative liberal green social presidential party national
    federal minority majority opposition us prime vice parliamentary senate house congress parliament state country
    ex then sitting longtime""".split()
    for key in (word, word_key(word), word_key(word.title()))
)
_RELATIONS = frozenset(
    """host guest colleague counterpart ally rival opponent critic predecessor successor friend wife husband incumbent
    partner supporter son daughter father mother brother sister man woman person veteran""".split()
)
"""Heads of phrases that say how somebody stands to another, not who they are."""
_PARTS = re.compile(r"\s+(?:and|who|&)\s+|[;/]")
_WORLD = re.compile(
    r"\bNATO\b|United Nations|\bUN\b|European (?:Council|Commission|Parliament|Central|Union)|\bEU\b"
    r"|World (?:Bank|Trade|Health)|Monetary Fund"
    r"|\bIMF\b|Atomic Energy|African Union|Arab League|Council of Europe|International|Interpol|UNESCO"
)
_SHORT = 8  # words of a role phrase that says one thing
_YEARS = 10  # after an office during which somebody may still be called a politician


def known_person(
    name: str, roles: Iterable[str] = (), date: str = "", codes: Iterable[str] = (), gender: str = ""
) -> Person | None:
    """The one public figure that a name means, None where that is not sure.

    ``roles`` are what an article says of the bearer, ``date`` its ISO date, ``codes`` the ISO codes of the countries
    that it names. Sure is: a role that the person held then, in the right country; or, of a name that is told in full
    and no other public figure bears, a political role in the right country; or, where nothing is said of the
    bearer, an office held on that date in a country that the article names. A role that does not fit rules the
    person out.

    >>> known_person("Macron", ["the French president"], "2019-05-01").name
    'Emmanuel Macron'
    >>> known_person("Chris Murphy", ["a plumber from Ohio"], "2019-05-01", ["US"]) is None
    True
    """
    parts = [part for role in roles for part in _PARTS.split(role) if part.strip()]
    said = [part for part in parts if _tells(part)]
    places = frozenset(codes)
    best: dict[int, list[tuple[Person, str]]] = {}
    for person, kind in candidates(name):
        fit = _fit(person, said, date, places)
        if gender and person.gender and gender != person.gender and not _looks_like(gender, name, fit, kind):
            continue
        if person.could_speak(date):
            best.setdefault(fit, []).append((person, kind))
    sure = best.get(_SURE, [])
    if len(sure) > 1:  # the one whose very name it is, of those of like names
        sure = [found for found in sure if found[1] in ("equal", "alias")] or sure
    if sure:
        return sure[0][0] if len(sure) == 1 else None
    full = [found for fit in (_OFFICE, _LIKELY, _NOTHING) for found in best.get(fit, []) if found[1] in _IN_FULL]
    if len(full) != 1:
        return None
    person = full[0][0]
    if full[0] in best.get(_OFFICE, []):
        return person if date else None
    if said:
        return person if full[0] in best.get(_LIKELY, []) and not common(name) else None
    return person if not common(name) and date and _in_office(person, date, places) else None


def _looks_like(gender: str, name: str, fit: int, kind: str) -> bool:
    """Whether a gender comes from a first name that women and men bear, while name and office are the person's own."""
    return fit == _SURE and kind in ("equal", "alias") and load().first_name(parse_name(name).first) == gender


_IN_FULL = ("equal", "alias", "spelling", "middle", "order", "script")
_FITTING = (*ALIKE, "suffix", "initials", "double", "last", "reversed", "variant")


@lru_cache(maxsize=4096)
def candidates(name: str) -> tuple[tuple[Person, str], ...]:
    """The public figures that a name may mean, each with the kind of likeness (``alias`` for other names they bear)."""
    table = load()
    found: dict[int, tuple[Person, str]] = {}
    for form in forms(name):
        parsed = parse_name(form)
        for person in table.called(parsed.full):
            found[id(person)] = person, "alias"
        if any(map(str.isdigit, form)):
            continue  # no spelling of another name
        words = parsed.words
        own = _keys(form)
        for last in dict.fromkeys((words[-1], words[0])) if len(words) > 1 else words:
            for person in table.people(last):
                if id(person) not in found and (len(words) == 1 or _may_be(person, last, own)):
                    kind = min((likeness(form, other).kind for other in person.names), key=_rank)
                    if kind in _FITTING and not (kind == "last" and len(words) > 1):
                        found[id(person)] = person, kind
    return tuple(found.values())


def _may_be(person: Person, last: str, keys: frozenset[str]) -> bool:
    """Whether a public figure of a last name has a further word in common with a name, as far as their sounds tell."""
    if script_of(last) != "latin":
        return True
    own = sound(last)
    mine = keys - {own}
    for name in person.names:
        others = _keys(name) - {own}
        initials = any(len(key) == 1 for key in mine | others)
        if not mine.isdisjoint(others) or (initials and {key[0] for key in mine} & {key[0] for key in others}):
            return True
    return False


@lru_cache(maxsize=20_000)
def _keys(name: str) -> frozenset[str]:
    """The sounds of the words of a name, of the forms that first names have, of all but the last word."""
    table = load()
    words = [fold(word).strip(".,'\"") for word in name.split()]
    parts = {part for word in words for part in (*re.split(r"[-‐–.]", word), word.replace("-", "")) if part}
    parts |= {"".join(words[:-1]), "".join(words[1:])} - {""}
    forms_ = {form for part in parts for form in (part, *table.full_forms(part), *table.variants(part))}
    return frozenset(sound(form) for form in forms_) - {""}


def _rank(kind: str) -> int:
    return _FITTING.index(kind) if kind in _FITTING else len(_FITTING)


def _fit(person: Person, roles: list[str], date: str, places: frozenset[str]) -> int:
    grades = [_fit_of_role(person, role, date, places) for role in roles]
    return _AGAINST if _AGAINST in grades and _SURE not in grades else max(grades, default=_NOTHING)


def role_fits(person: Person, role: str, date: str) -> bool:
    """Whether a public figure held an office on a date that a role phrase, which names its country, means.

    >>> [role_fits(p, "French president", "2019-05-01") for p, _ in candidates("Emmanuel Macron")]
    [True]
    """
    return _fit_of_role(person, role, date, frozenset()) == _SURE


def _fit_of_role(person: Person, text: str, date: str, places: frozenset[str]) -> int:
    asked = parse_role(text[:300])
    own = frozenset(f"@{code}" for code in person.countries)
    said = _countries(text[:300], asked)
    there = bool(said & own) or (not said and bool(places & set(person.countries)))
    plain = (
        replace(asked, words=asked.words - {word for word in asked.words if word[0] == "@"} | said) if said else asked
    )
    if asked.head and not (said and not said & own):
        offices = [office for office in person.offices if _is_office(plain, office, own, date)]
        if offices and (there or not own or any(_WORLD.search(f"{o.name} {o.organisation}") for o in offices)):
            return _SURE
        if offices and asked.head in _POLITICAL:
            return _OFFICE
    if len(text.split()) <= _SHORT and contradicts(text, "politician"):
        return _AGAINST
    if not asked.head:
        return _NOTHING
    if (
        there
        and date
        and not _capitals(text)
        and any(office.held(date) and _office_role(office.name).head == asked.head for office in person.offices)
    ):
        return _LIKELY  # “the capital's mayor”
    if asked.head not in _POLITICAL or not there or not _active(person, date):
        return _AGAINST if said and not said & own and len(text.split()) <= _SHORT else _NOTHING
    rest = {word for word in asked.words if word[0] != "@" and word not in _PARTY}
    return _LIKELY if not rest - _words(person) - _POLITICAL else _NOTHING


def _tells(role: str) -> bool:
    """Whether a phrase says who somebody is: not “his guest”, not the “of D-Va” that is left of a bracket."""
    parsed = parse_role(role[:300])
    return parsed.head not in _RELATIONS if parsed.head else not role.strip().startswith("of ")


def _capitals(text: str) -> bool:
    return any(word[0].isupper() for word in text.split()[1:])


def _countries(text: str, asked: Role) -> frozenset[str]:
    """The countries that a role phrase names, itself or by a region (“the New Mexico governor” names no Mexico)."""
    regions = load().regions(text)
    inside = {word for name, _ in regions for word in name.split()}
    named = {
        word for word in asked.words
        if word[0] == "@" and not any(w in inside for w in _ways(word[1:]))
    }  # fmt: skip
    return frozenset(named | {f"@{code}" for _, code in regions})


@lru_cache(maxsize=512)
def _ways(code: str) -> tuple[str, ...]:
    place = load().coded(code)
    return (fold(place.name), *load().adjectives(code)) if place else ()


def _is_office(asked: Role, office: Office, own: frozenset[str], date: str) -> bool:
    if date and asked.former != bool(office.end and office.end < date[: len(office.end)]):
        return False
    if date and not asked.former and not office.held(date):
        return False
    held, lower = _office_role(office.name), _office_role(office.name.casefold())
    more = own | _organisation_words(office.organisation) | lower.words
    return match(replace(asked, former=False), held, more) >= 0.8


@lru_cache(maxsize=20_000)
def _office_role(name: str) -> Role:
    return parse_role(name)


@lru_cache(maxsize=4096)
def _organisation_words(text: str) -> frozenset[str]:
    return frozenset(word_key(word) for word in text.split() if len(word) > 2)


def _words(person: Person) -> frozenset[str]:
    return frozenset().union(
        *(_office_role(o.name).words | _organisation_words(o.organisation) | {_office_role(o.name).head}
          for o in person.offices)
    )  # fmt: skip


def _active(person: Person, date: str) -> bool:
    """Whether somebody held an office on a date or some years before or after it."""
    if not date[:4].isdecimal():
        return True
    year = int(date[:4])
    for office in person.offices:
        start = int(office.start[:4] or 0)
        end = int((office.end or office.as_of or "9999")[:4])
        if start - _YEARS <= year <= end + _YEARS:
            return True
    return False


def _in_office(person: Person, date: str, places: frozenset[str]) -> bool:
    return bool(places & set(person.countries)) and any(o.start and o.held(date) for o in person.offices)
