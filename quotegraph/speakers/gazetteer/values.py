"""What the gazetteer's tables hold, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotegraph.speakers.names import fold

_MARKS = re.compile(r"[^\w\s]+")


_WEIGHTS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^(?!.*(?:vice|deputy|acting|office of|council of ministers\b))(?:(?:federal )?president\b"
        r"|(?:federal )?chancellor\b|prime minister|premier\b|head of (?:state|government)"
        r"|king\b|queen\b|emperor|pope\b|supreme leader|taoiseach"
        r"|secretary[- ]general|director[- ]general)",
        r"^(?!.*(?:deputy|state secretary|under)).*(?:minister|secretary of|high representative|governor"
        r"|vice[- ]president|commissioner|chancellor of|home secretary|foreign secretary|defence secretary)",
        r"deputy|speaker|mayor|spokes|press secretary|leader|chair|director|ambassador|head of",
    )
)


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without marks between and beside them.

    >>> name_words("Annegret Kramp-Karrenbauer"), name_words("Orbán, Viktor")
    (('annegret', 'kramp', 'karrenbauer'), ('orban', 'viktor'))
    """
    return tuple(_MARKS.sub(" ", fold(name)).split())


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from ``start`` to ``end`` (month or year; empty: open); ``as_of``: when the open end was true."""

    name: str
    organisation: str
    start: str
    end: str
    as_of: str

    def held(self, date: str) -> bool:
        """Whether the office was held on an ISO date, as far as is known (an open end counts for three years more).

        >>> Office("Chancellor", "", "2021-12", "2025-05", "").held("2024-02-01")
        True
        """
        if self.start and date[: len(self.start)] < self.start[: len(date)]:
            return False
        if self.end:
            return date[: len(self.end)] <= self.end[: len(date)]
        return not self.as_of or (date[:4].isdigit() and int(date[:4]) <= int(self.as_of[:4]) + 3)

    def surely_held(self, date: str) -> bool:
        """Whether the office was held on an ISO date for sure: its end is known, or the date not later than ``as_of``.

        >>> Office("Minister", "", "2020-02", "", "2022-07").surely_held("2023-01-01")
        False
        """
        return bool(self.start) and self.held(date) and (bool(self.end) or date[: len(self.as_of)] <= self.as_of)

    @property
    def weight(self) -> int:
        """0 for who leads a state, a government or a world body, 1 for ministers, 2 for others who lead, 3 for members.

        >>> [Office(name, "", "", "", "").weight for name in ("Prime Minister", "Deputy Prime Minister", "Member")]
        [0, 2, 3]
        """
        return next((i for i, pattern in enumerate(_WEIGHTS) if pattern.search(self.name)), len(_WEIGHTS))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds or held a public office; ``countries`` as ISO codes, ``born`` and ``died`` as years or 0."""

    name: str
    aliases: tuple[str, ...]
    gender: str
    countries: tuple[str, ...]
    wikidata: str | None
    offices: tuple[Office, ...]
    born: int = 0
    died: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and all aliases."""
        return (self.name, *self.aliases)

    def office(self, date: str) -> Office | None:
        """The weightiest office held on an ISO date, None where none is known.

        >>> seat = Office("Member of parliament", "", "2010", "", "")
        >>> office = Office("Minister of Trade", "", "2020", "", "")
        >>> Person("Ada Holt", (), "f", (), None, (seat, office)).office("2021-05-01").name
        'Minister of Trade'
        """
        held = [office for office in self.offices if office.start and office.held(date)]
        return min(held, key=lambda o: (o.weight, not o.surely_held(date), len(o.name)), default=None)

    def could_speak(self, date: str) -> bool:
        """Whether somebody of these years could be quoted on an ISO date; True where the years are unknown."""
        if not date[:4].isdigit():
            return True
        year = int(date[:4])
        return not (self.born and year < self.born + 15) and not (self.died and year > self.died + 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a seat that speaks for one under its own name (``code`` is the country's ISO code)."""

    name: str
    code: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under its canonical name; ``kind`` as in the table (intl, party, news, …)."""

    name: str
    kind: str
    wikidata: str | None = None
