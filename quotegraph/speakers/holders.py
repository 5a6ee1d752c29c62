"""Who of the register holds the role that a phrase of an article names (“the prime minister”, “Holt's predecessor”)."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from quotegraph.model import Article
from quotegraph.speakers.names import parse_name
from quotegraph.speakers.options import OFFICES
from quotegraph.speakers.register import NEAR, Entry, Register
from quotegraph.speakers.roles import Role, match, parse_role, word_key

_OWNER = re.compile(r"(.+?)[’']s? (?:\w+ )?(predecessor|successor)\b")
_OF_SOMEBODY = re.compile(r"([^’']+)[’']s?\s([^’']+)")
_NAMED = re.compile(r"^(?:the|this)\s.*?\b[A-ZÀ-Þ]|^[A-ZÀ-Þ].*[’'][sS]\s", re.S)
"""A role that names its place or body (“the Osmari minister”, “Osmar's minister”)."""
_LONG = 366  # days within which somebody is likely still in office


def holders(register: Register, text: str, article: Article) -> list[Entry]:
    """Those whom a role phrase of an article may mean, by what near articles say of people; one where it is clear.

    >>> from quotegraph.speakers.register import register_of
    >>> told = "Mara Holt, the Osmari minister, spoke. Ivo Sand, Ruth Berg and Peter Lang left."
    >>> asked = Article("b", "The minister spoke. Ivo Sand, Ruth Berg and Peter Lang left.")
    >>> [entry.name for entry in holders(register_of([Article("a", told), asked]), "the minister", asked)]
    ['Mara Holt']
    """
    asked, date = parse_role(text), article.date or "9999"
    owner = _owner(register, text, article)
    scored = []
    for fit, entry in register.holding(asked, article.doc_id):
        if owner is not None and _apart_from(owner, asked, entry):
            continue
        near = register.nearness(article.doc_id, entry)
        late = asked.new and not _just_begun(asked, entry, date)
        if near >= NEAR and not late and not _contradicts(asked, entry, article):
            scored.append((round(fit, 2), register.since(asked, entry, date), near, entry))
    if not scored:
        return _before_or_after(register, text, asked, article) or _beside(register, text, article)
    best_fit = max(fit for fit, *_ in scored)
    left = sorted(((s, n, e) for fit, s, n, e in scored if fit >= best_fit - 0.1), key=lambda x: (x[0], x[1]))
    if len(left) == 1 or left[-1][0] > left[-2][0] or left[-1][1] > 2 * left[-2][1]:
        return [left[-1][2]]
    return [entry for _, _, entry in left]


def holder_further_off(register: Register, text: str, article: Article) -> Entry | None:
    """The one person to whom articles that share little else give a role which names its place or body.

    Only where they are of about the same time, so that nobody else need have followed.

    >>> from quotegraph.speakers.register import register_of
    >>> told = Article("a", "Mara Holt, the Osmari minister, spoke in Osmar.", date="2031-05-01")
    >>> asked = [Article(day, "In Osmar it rained.", date=day) for day in ("2031-06-01", "2041-06-01")]
    >>> found = [holder_further_off(register_of([told, one]), "the Osmari minister", one) for one in asked]
    >>> [entry.name if entry else None for entry in found]
    ['Mara Holt', None]
    """
    asked = parse_role(text)
    if asked.new or asked.former or not _NAMED.search(text):
        return None
    day = _day_of(article.date)
    found = [
        entry
        for fit, entry in register.holding(asked, article.doc_id, 1)
        if fit > 1
        and not _contradicts(asked, entry, article)
        and any(
            day is None or (said := _day_of(when)) is None or abs(day - said) <= _LONG
            for when, _, role in entry.roles
            if match(asked, role, entry.words) > 1
        )
    ]
    return found[0] if len(found) == 1 else None


def _before_or_after(register: Register, text: str, asked: Role, article: Article) -> list[Entry]:
    """The one person known to have held before, or to hold after, the office of whom a phrase names."""
    owner = _OWNER.match(text)
    if owner is None or asked.head != owner[2]:
        return []
    named = [e for e in register.called(parse_name(owner[1]), article.doc_id) if article.doc_id in e.documents]
    if len(named) != 1:
        return []
    offices = {role.head for _, _, role in named[0].roles if role.head in OFFICES}
    dates = [when for when, _, role in named[0].roles if role.head in offices and not role.former]
    found: dict[Entry, None] = {}
    for head in sorted(offices):
        held = next(role for _, _, role in named[0].roles if role.head == head)
        for _, entry in register.holding(replace(held, former=False, new=False), article.doc_id):
            days = [when for when, _, role in entry.roles if role.head == head and not role.former]
            earlier = not days or min(days) < min(dates, default="")
            if entry is not named[0] and earlier == (asked.head == "predecessor"):
                found[entry] = None
    return list(found) if len(found) == 1 else []


def _beside(register: Register, text: str, article: Article) -> list[Entry]:
    """The one who holds such a role where its owner holds another (“Holt's foreign minister”)."""
    owner = _owner(register, text, article)
    if owner is None:
        return []
    asked = parse_role(_OF_SOMEBODY.sub(r"the \2", text))
    places = _places(owner)
    found = [
        entry
        for fit, entry in register.holding(asked, article.doc_id)
        if fit >= 1
        and entry is not owner
        and any(match(asked, role, entry.words) >= 1 and role.words & places for _, _, role in entry.roles)
    ]
    return found if len(found) == 1 else []


def _owner(register: Register, text: str, article: Article) -> Entry | None:
    """The one person of an article whose a role is said to be."""
    owned = _OF_SOMEBODY.fullmatch(text)
    named = register.called(parse_name(owned[1]), article.doc_id) if owned else []
    named = [entry for entry in named if article.doc_id in entry.documents]
    return named[0] if len(named) == 1 else None


def _places(entry: Entry) -> frozenset[str]:
    """What the offices of somebody name: places, bodies, fields."""
    return frozenset(word for _, _, role in entry.roles for word in role.words if role.head in OFFICES)


def _apart_from(owner: Entry, asked: Role, entry: Entry) -> bool:
    """Whether somebody's role is one of another place or body than that of the owner of a role."""
    own = _places(owner)
    held = {word for _, _, role in entry.roles for word in role.words if role.head == asked.head}
    named = {word_key(word) for name in owner.names for word in name.split()}
    more = held - asked.words
    return bool(own and more) and not more & own and not held & named


def _day_of(date: str | None) -> int | None:
    """A date as a number of days; None where it is not told in full."""
    try:
        return datetime.date.fromisoformat((date or "")[:10]).toordinal()
    except ValueError:
        return None


def _contradicts(asked: Role, entry: Entry, article: Article) -> bool:
    """Whether the very article says that somebody's time in an office is over, or only begun, unlike the phrase."""
    here = [role for _, document, role in entry.roles if document == article.doc_id]
    held = [role for role in here if match(replace(asked, former=role.former), role, entry.words) >= 0.8]
    if asked.former:
        return bool(held) and not any(role.former for role in held)
    gone = any(role.former for role in held) or any(role.head == "predecessor" for role in here)
    return gone and not any(not role.former for role in held)


def _just_begun(asked: Role, entry: Entry, date: str) -> bool:
    """Whether an article up to a date calls somebody new in an office, too."""
    plain = replace(asked, former=False)
    return any(role.new and when <= date and match(plain, role, entry.words) >= 0.8 for when, _, role in entry.roles)
