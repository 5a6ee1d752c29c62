"""Whether two names, each with what is said of its bearer and when, mean one person: the one place that decides it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from quotegraph.speakers.fields import Evidence, contradicts, could_be_office_holder, evidence
from quotegraph.speakers.gazetteer import Person, load
from quotegraph.speakers.known import candidates, known_person, role_fits
from quotegraph.speakers.likeness import ALIKE, LONGEST, Likeness, common, likeness
from quotegraph.speakers.names import parse_name, script_of
from quotegraph.speakers.roles import match, parse_role

_TABLE_SINCE = "1992"  # by when the gazetteer knows who holds an office
_OFFICE_MAN = re.compile(r"\b(?:spokes|chair|congress|council|assembly|ombuds)man\b", re.I)  # women are called so, too
_APART = ("apart", "near", "unknown")
_OFFICIAL = frozenset("president prime-minister minister secretary chancellor governor mayor king queen".split())
VERDICTS = ("same", "different", "unclear")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody as an article shows them: ``about`` is the role or description, ``date`` ISO, ``gender`` f or m."""

    name: str
    about: str = ""
    date: str = ""
    gender: str = ""


class Verdict(NamedTuple):
    """``verdict`` is one of VERDICTS, ``confidence`` a probability that it is right, ``reason`` a short phrase."""

    verdict: str
    confidence: float
    reason: str


_BARE = {  # kind of likeness → the verdict where nothing else is known
    "equal": ("same", 0.88), "spelling": ("same", 0.82), "script": ("same", 0.82), "alias": ("same", 0.85),
    "nickname": ("same", 0.72), "order": ("same", 0.8), "middle": ("same", 0.75), "suffix": ("unclear", 0.6),
    "initials": ("unclear", 0.6), "double": ("unclear", 0.6), "given": ("unclear", 0.6),
    "reversed": ("unclear", 0.6),
    "variant": ("unclear", 0.6), "last": ("unclear", 0.6), "first": ("unclear", 0.7), "typo": ("unclear", 0.55),
    "unknown": ("unclear", 0.7), "near": ("different", 0.75), "apart": ("different", 0.97),
}  # fmt: skip
_WEAK = {  # … where a little speaks for one person
    **dict.fromkeys(ALIKE, ("same", 0.88)), "suffix": ("same", 0.7), "initials": ("same", 0.7),
    "double": ("same", 0.72), "given": ("unclear", 0.6), "reversed": ("same", 0.7), "variant": ("same", 0.72),
    "last": ("unclear", 0.55),
    "first": ("unclear", 0.6), "typo": ("same", 0.65), "unknown": ("unclear", 0.6), "near": ("different", 0.6),
    "apart": ("different", 0.95),
}  # fmt: skip
_STRONG = {  # … where much does
    **dict.fromkeys(ALIKE, ("same", 0.95)), "suffix": ("same", 0.85), "initials": ("same", 0.88),
    "double": ("same", 0.88), "given": ("same", 0.82), "reversed": ("same", 0.88), "variant": ("same", 0.88),
    "last": ("same", 0.82),
    "first": ("same", 0.72), "typo": ("same", 0.82), "unknown": ("unclear", 0.55), "near": ("same", 0.65),
    "apart": ("different", 0.85),
}  # fmt: skip


def same(one: Bearer, other: Bearer) -> Verdict:
    """Whether two bearers of names are one person, with a probability and the reason.

    Public figures are told apart by the gazetteer (office, country, date), others by how alike the names are and
    what the descriptions say. Where both leave doubt the verdict is ``unclear``: keep them apart. Symmetric.

    >>> same(Bearer("Macron", "French president", "2019"), Bearer("Emmanuel Macron", "president of France", "2022"))
    Verdict(verdict='same', confidence=0.97, reason='both Emmanuel Macron (Q3052772)')
    >>> same(Bearer("George Bush", "US president", "1990"), Bearer("George Bush", "US president", "2005")).verdict
    'different'
    >>> same(Bearer("John Smith"), Bearer("John Smith"))
    Verdict(verdict='unclear', confidence=0.6, reason='the same name, which many bear')
    """
    one, other = sorted((one, other), key=lambda b: (b.name, b.about, b.date, b.gender))
    if max(len(one.name), len(other.name)) > LONGEST:
        alike = one.name == other.name
        return Verdict("same" if alike else "unclear", 0.8 if alike else 0.5, "longer than names are")
    like = likeness(_readable(one.name), _readable(other.name))
    genders = [_gender(bearer) for bearer in (one, other)]
    if set(genders) == {"f", "m"}:
        return Verdict("different", 0.95, "a woman and a man")
    if like.kind == "apart" and not _may_be_public(one, other):
        return _apart(one, other, like)
    known = [public_person(bearer) for bearer in (one, other)]
    if known[0] and known[1]:
        if known[0] is known[1] or (_fits(known[0], other) and _fits(known[1], one) and like.kind in (*ALIKE, "first")):
            return Verdict("same", 0.97, f"both {_shown(known[0])}")
        return Verdict("different", 0.95, f"{_shown(known[0])} and {_shown(known[1])}")
    for person, bearer in ((known[0], other), (known[1], one)):
        if person is None or like.kind not in ("last", "first") or not parse_name(bearer.name).first:
            continue
        if all(likeness(form, bearer.name).kind in _APART for form in person.names):
            return Verdict("different", 0.9, f"{_shown(person)} and another {parse_name(bearer.name).last}")
    if like.kind in ("apart", "unknown") and _share_alias(one, other):
        like = Likeness("alias", "names of one public figure")
    if like.kind == "apart":
        return _apart(one, other, like)
    said = evidence(one.about, one.date, other.about, other.date)
    for person, bearer in ((known[0], other), (known[1], one)):
        if person is not None:
            said = _beside(person, bearer, said)
    return _judged(one, other, like, said)


def _judged(one: Bearer, other: Bearer, like: Likeness, said: Evidence) -> Verdict:
    reason = f"{like.reason}; {said.reason}" if said.weight else like.reason
    if like.kind == "suffix" and _years_between(one, other) > 24:
        return Verdict("different", 0.85, f"{like.reason}, a generation apart")
    if said.weight <= -2:
        return Verdict("different", 0.9, reason)
    many = like.kind in ALIKE and common(one.name) and common(other.name)
    if said.weight == -1:
        if like.kind in ("equal", "spelling", "script", "alias") and not many:
            return Verdict("unclear", 0.6, reason)
        return Verdict("different", 0.7, reason)
    if said.weight == 0:
        if many and not (like.kind == "script" and _share_alias(one, other)):
            return Verdict("unclear", 0.6, f"{like.reason}, which many bear")
        if like.kind in ("last", "first") and (apart := _told_apart(one, other)):
            return Verdict("different", 0.65, f"{like.reason}; {apart}")
        return Verdict(*_BARE[like.kind], reason)
    if (
        like.kind in ("last", "first")
        and not _same_office(one, other)
        and not (said.weight > 1 and parse_role(one.about[:300]).head == parse_role(other.about[:300]).head)
    ):
        if apart := _told_apart(one, other):
            return Verdict("different", 0.65, f"{like.reason}; {apart}")
        return Verdict("unclear", 0.55, reason)
    verdict, confidence = (_WEAK if said.weight == 1 else _STRONG)[like.kind]
    return Verdict(verdict, min(confidence, 0.85) if many else confidence, reason)


def _apart(one: Bearer, other: Bearer, like: Likeness) -> Verdict:
    """Different names; unclear if one may be the other's name before or after a marriage."""
    a, b = parse_name(one.name), parse_name(other.name)
    for short, long in ((a, b), (b, a)):
        if short.first and short.first == long.first:
            for person in load().called(long.full):
                forms_ = [parse_name(form).words for form in person.names]
                if any(set(short.words) < set(words) and set(long.words) < set(words) for words in forms_):
                    return Verdict("unclear", 0.6, f"{like.reason}; perhaps an earlier family name")
    return Verdict(*_BARE["apart"], like.reason)


def _gender(bearer: Bearer) -> str:
    if bearer.gender in ("f", "m"):
        return bearer.gender
    name = parse_name(bearer.name)
    if name.gender and not _OFFICE_MAN.search(name.title):
        return name.gender
    about = bearer.about[:300]
    return "" if _OFFICE_MAN.search(about) else parse_role(about).gender


def _years_between(one: Bearer, other: Bearer) -> int:
    years = [int(b.date[:4]) for b in (one, other) if b.date[:4].isdecimal()]
    return abs(years[0] - years[1]) if len(years) == 2 else 0


def _same_office(one: Bearer, other: Bearer) -> bool:
    a, b = parse_role(one.about[:300]), parse_role(other.about[:300])
    return max(match(a, b), match(b, a)) >= 0.8


def _told_apart(one: Bearer, other: Bearer) -> str:
    """Why a name alone does not mean the bearer of a full one: a title of the other sex, another high office then."""
    genders = {_gender(b) or load().first_name(parse_name(b.name).first) for b in (one, other)}
    if genders >= {"f", "m"}:
        return "a woman and a man"
    a, b = parse_role(one.about[:300]), parse_role(other.about[:300])
    official = a.head != b.head and {a.head, b.head} <= _OFFICIAL and a.former == b.former
    if official and not _same_office(one, other) and _years_between(one, other) < 2:
        return "different offices at one time"
    return ""


def _readable(name: str) -> str:
    """A name in another script as the gazetteer writes it, where it knows one public figure of that name."""
    if script_of(name) == "latin":
        return name
    found = load().called(name)
    return found[0].name if len(found) == 1 else name


def _fits(person: Person, bearer: Bearer) -> bool:
    """Whether a public figure held then what is said of a bearer."""
    return role_fits(person, bearer.about[:300], bearer.date)


@lru_cache(maxsize=20_000)
def public_person(bearer: Bearer) -> Person | None:
    """The public figure that a bearer surely is; None in any doubt."""
    if not bearer.about.strip():
        return None
    about = bearer.about[:300]
    codes = [word[1:] for word in parse_role(about).words if word[0] == "@"]
    return known_person(bearer.name, [about], bearer.date, codes, _gender(bearer))


def _may_be_public(one: Bearer, other: Bearer) -> bool:
    """Whether names that are not alike may be two names of one public figure."""
    return bool({id(p) for p, _ in candidates(one.name)} & {id(p) for p, _ in candidates(other.name)})


def _share_alias(one: Bearer, other: Bearer) -> bool:
    table = load()
    return bool({id(p) for p in table.called(one.name)} & {id(p) for p in table.called(other.name)})


def _shown(person: Person) -> str:
    return f"{person.name} ({person.wikidata})" if person.wikidata else person.name


def _beside(person: Person, bearer: Bearer, said: Evidence) -> Evidence:
    """What is said of a bearer, held against the offices of the public figure that the other one is."""
    roles = [bearer.about] if bearer.about.strip() else []
    if not person.could_speak(bearer.date):
        return Evidence(-3, f"{person.name} could not speak then")
    held = [office for office in person.offices if bearer.date and office.held(bearer.date)]
    if roles and held and (contradicts(bearer.about, "politician") or not could_be_office_holder(bearer.about)):
        return Evidence(-2, f"{person.name} was {held[0].name} then")
    if roles and said.weight >= 0 and bearer.date[:4] > _TABLE_SINCE:
        asked = parse_role(bearer.about[:300])
        if asked.head in _OFFICIAL and not any(
            match(replace(asked, former=False), parse_role(office.name), frozenset(f"@{c}" for c in person.countries))
            >= 0.4
            for office in person.offices
        ):
            return Evidence(min(said.weight, 0), f"{person.name} is not known to have held that office")
    return said
