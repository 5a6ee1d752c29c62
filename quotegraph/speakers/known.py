"""Which public figure a name means, where its bearer's office, country and date leave one only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from quotegraph.speakers.fields import contradicts
from quotegraph.speakers.gazetteer import Office, Person, load
from quotegraph.speakers.likeness import ALIKE, common, forms, likeness
from quotegraph.speakers.names import parse_name
from quotegraph.speakers.roles import Role, match, parse_role, word_key

_SURE, _LIKELY, _NOTHING, _AGAINST = 3, 2, 0, -1
_POLITICAL = frozenset(
    "candidate nominee politician lawmaker senator representative leader minister secretary president prime-minister "
    "premier democrat republican statesman frontrunner hopeful contender chancellor governor".split()
)
_PARTY = frozenset(
    """democratic republican labour labor conservative liberal green social presidential party national federal
    opposition us prime vice parliamentary senate house congress parliament state country
    ex then sitting longtime""".split()
)
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
    said = [role for role in roles if role.strip()]
    places = frozenset(codes)
    best: dict[int, list[tuple[Person, str]]] = {}
    for person, kind in candidates(name):
        if (gender and person.gender and gender != person.gender) or not person.could_speak(date):
            continue
        best.setdefault(_fit(person, said, date, places), []).append((person, kind))
    sure = best.get(_SURE, [])
    if len(sure) > 1:  # the one whose very name it is, of those of like names
        sure = [found for found in sure if found[1] in ("equal", "alias")] or sure
    if sure:
        return sure[0][0] if len(sure) == 1 else None
    full = [(p, k) for p, k in [*best.get(_LIKELY, []), *best.get(_NOTHING, [])] if k in _IN_FULL]
    if len(full) != 1 or full[0][1] not in _IN_FULL:
        return None
    person = full[0][0]
    if said:
        return person if _fit(person, said, date, places) == _LIKELY and not common(name) else None
    return person if not common(name) and date and _in_office(person, date, places) else None


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
        words = parsed.words
        for last in dict.fromkeys((words[-1], words[0])) if len(words) > 1 else words:
            for person in table.people(last):
                if id(person) not in found:
                    kind = min((likeness(form, other).kind for other in person.names), key=_rank)
                    if kind in _FITTING and not (kind == "last" and len(words) > 1):
                        found[id(person)] = person, kind
    return tuple(found.values())


def _rank(kind: str) -> int:
    return _FITTING.index(kind) if kind in _FITTING else len(_FITTING)


def _fit(person: Person, roles: list[str], date: str, places: frozenset[str]) -> int:
    grades = [_fit_of_role(person, role, date, places) for role in roles]
    if not grades:
        return _NOTHING
    if _SURE in grades:
        return _SURE
    return _AGAINST if _AGAINST in grades else max(grades)


def role_fits(person: Person, role: str, date: str) -> bool:
    """Whether a public figure held an office on a date that a role phrase, which names its country, means.

    >>> [role_fits(p, "French president", "2019-05-01") for p, _ in candidates("Emmanuel Macron")]
    [True]
    """
    return _fit_of_role(person, role, date, frozenset()) == _SURE


def _fit_of_role(person: Person, text: str, date: str, places: frozenset[str]) -> int:
    asked = parse_role(text[:300])
    own = frozenset(f"@{code}" for code in person.countries)
    said = {word for word in asked.words if word[0] == "@"}
    if asked.head:
        for office in person.offices:
            if _is_office(asked, office, own, date) and (said & own or places & set(person.countries) or not own):
                return _SURE
    if contradicts(text, "politician"):
        return _AGAINST
    if not asked.head:
        return _NOTHING
    there = bool(said & own) or (not said and bool(places & set(person.countries)))
    if asked.head not in _POLITICAL or not there or not _active(person, date):
        return _AGAINST if said and not said & own else _NOTHING
    rest = {word for word in asked.words if word[0] != "@" and word not in _PARTY}
    return _LIKELY if not rest - _words(person) else _NOTHING


def _is_office(asked: Role, office: Office, own: frozenset[str], date: str) -> bool:
    if date and asked.former != bool(office.end and office.end < date[: len(office.end)]):
        return False
    if date and not asked.former and not office.held(date):
        return False
    held = _office_role(office.name)
    return match(replace(asked, former=False), held, own | _organisation_words(office.organisation)) >= 0.8


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
