"""Entries of the register that turn out to be one: variants of a name in one office, names of one public figure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quotegraph.speakers.names import bare, edits, fold, parse_name, sound

if TYPE_CHECKING:
    from quotegraph.speakers.register import Entry, Register

_CROWD = 40  # people of one last name in one office, of whom none is held against another
_ONE_ONLY = frozenset("mayor president prime-minister chancellor governor king queen premier chief-executive".split())


def join_variants(register: Register) -> None:
    """Join people of one last name whose first names are alike or hold each other, where one role is given to both."""
    gone: set[Entry] = set()
    alike: dict[tuple[str, str], dict[Entry, None]] = defaultdict(dict)
    for entry in register.people:
        for key in _offices(entry):
            alike[key][entry] = None
    for entry in register.people:
        few = (alike[key] for key in _offices(entry) if len(alike[key]) <= _CROWD)
        for other in dict.fromkeys(other for others in few for other in others):
            if other is entry or other in gone:
                continue
            if {entry.gender, other.gender} == {"f", "m"} or entry.documents & other.documents:
                continue
            if _joinable(entry, other):
                _join(register, entry, other)
                gone.add(entry)
                for key in _offices(entry):
                    alike[key][other] = None
                break
    register.people = [entry for entry in register.people if entry not in gone]


def _offices(entry: Entry) -> list[tuple[str, str]]:
    """The last name of somebody, whole and in its parts, with the head of each of the roles."""
    last = fold(parse_name(entry.name).last)
    names = dict.fromkeys(sound(bare(part)) for part in (last, *last.split("-")) if part)
    return list(dict.fromkeys((name, role.head) for _, _, role in entry.roles if role.head for name in names))


def join_public(register: Register) -> None:
    """Join what turned out to be one public figure under different names (“Владимир Путин”)."""
    first: dict[int, Entry] = {}
    for entry in register.people:
        if entry.known is not None and first.setdefault(id(entry.known), entry) is not entry:
            _join(register, entry, first[id(entry.known)])
    register.people = [entry for entry in register.people if entry.known is None or first[id(entry.known)] is entry]


def _join(register: Register, entry: Entry, into: Entry) -> None:
    into.names.update(entry.names)
    into.genders.update(entry.genders)
    into.roles += entry.roles
    into.documents |= entry.documents
    for name in entry.names:
        register._index.remove(parse_name(name), entry)
        register._index.add(parse_name(name), into)


def _joinable(one: Entry, other: Entry) -> bool:
    """Whether two people of one last name are one: first names that are forms of one name, and a role in common.

    The less alike the names are, the fewer may hold the role.
    """
    a, b = sorted((fold(parse_name(entry.name).first) for entry in (one, other)), key=len)
    near = len(a) > 4 and edits(sound(a), sound(b), 1) < 2
    if near or (len(a) > 3 and (b.startswith(a) or b.endswith(a))):
        return _shared_role(one, other)
    return len(a) > 4 and a[:3] == b[:3] and _shared_role(one, other, _ONE_ONLY)


def _shared_role(one: Entry, other: Entry, heads: frozenset[str] = frozenset()) -> bool:
    pairs = ((a, b) for _, _, a in one.roles for _, _, b in other.roles if not heads or a.head in heads)
    return any(a.head and a.head == b.head and not (a.words ^ b.words) & {"deputy", "vice"} for a, b in pairs)
