"""Who holds which office, which city speaks for which country: the tables beside this file, read once.

See the card in ``README.md`` for sources, dates and licences, and ``build.py`` for how they are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from quotegraph.resources import gazetteer as folder
from quotegraph.speakers.names import fold


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
        if date[:7] < self.start[: len(date[:7])] and date[: len(self.start)] < self.start:
            return False
        if self.end:
            return date[: len(self.end)] <= self.end
        return not self.as_of or int(date[:4]) <= int(self.as_of[:4]) + 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds or held a public office."""

    name: str
    aliases: tuple[str, ...]
    gender: str
    countries: tuple[str, ...]
    wikidata: str | None
    offices: tuple[Office, ...]


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


@dataclass(frozen=True)
class Gazetteer:
    """The tables of a folder, indexed by folded names."""

    path: Path
    _persons: dict[int, Person] = field(default_factory=dict)

    @cached_property
    def _people(self) -> list[str]:
        return (self.path / "people.tsv").read_text(encoding="utf-8").split("\n")[1:-1]

    @cached_property
    def _by_last_name(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._people):
            for key in line[: line.index("\t")].split(" "):
                index[key].append(number)
        return dict(index)

    def _rows(self, table: str) -> Iterator[list[str]]:
        lines = (self.path / table).read_text(encoding="utf-8").split("\n")
        return (line.split("\t") for line in lines[1:-1])

    def _person(self, number: int) -> Person:
        if number not in self._persons:
            _, name, aliases, gender, country, wikidata, _, terms = self._people[number].split("\t")
            offices = [Office(*term.split(";")) for term in terms.split("|") if term]
            self._persons[number] = Person(
                name, _cells(aliases), gender, _cells(country), wikidata or None, tuple(dict.fromkeys(offices))
            )
        return self._persons[number]

    def people(self, last_name: str) -> list[Person]:
        """The people with a last name (any spelling the table knows).

        >>> [person.name for person in load().people("Starmer")]
        ['Keir Starmer']
        """
        return [self._person(number) for number in self._by_last_name.get(fold(last_name), ())]

    @cached_property
    def _by_country(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._people):
            for code in _cells(line.split("\t", 5)[4]):
                index[code].append(number)
        return dict(index)

    def office_holders(self, code: str, date: str) -> Iterator[tuple[Person, Office]]:
        """Who held which office of a country (ISO code) on a date."""
        for number in self._by_country.get(code, ()):
            person = self._person(number)
            for office in person.offices:
                if office.start and office.held(date):
                    yield person, office

    @cached_property
    def _roles(self) -> dict[str, tuple[str, str, str]]:
        return {
            fold(phrase): (office, organisation, country)
            for phrases, office, organisation, country in self._rows("roles.tsv")
            for phrase in _cells(phrases)
        }

    def holder(self, phrase: str, date: str) -> Person | None:
        """Who a fixed phrase means on a date (“NATO chief”); None where that is unknown or not one person.

        >>> load().holder("NATO chief", "2025-03-01").name
        'Mark Rutte'
        """
        found = self._roles.get(fold(phrase))
        if found is None:
            return None
        office, organisation, country = found
        holders = {
            person.name: person
            for person in self._office_index.get(fold(office), ())
            for held in person.offices
            if fold(held.name) == fold(office) and held.start and held.held(date)
            if not (organisation and held.organisation) or fold(organisation) == fold(held.organisation)
            if not country or not person.countries or country in person.countries
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    @cached_property
    def _office_index(self) -> dict[str, list[Person]]:
        wanted = {fold(office) for office, _, _ in self._roles.values()}
        index: dict[str, list[Person]] = defaultdict(list)
        for number, line in enumerate(self._people):
            terms = line.rsplit("\t", 1)[1]
            for office in {fold(term[: term.index(";")]) for term in terms.split("|") if term} & wanted:
                index[office].append(self._person(number))
        return dict(index)

    @cached_property
    def _countries(self) -> tuple[dict[str, Place], dict[str, Place], dict[str, Place], dict[str, Place]]:
        names: dict[str, Place] = {}
        demonyms: dict[str, Place] = {}
        cities: dict[str, Place] = {}
        codes: dict[str, Place] = {}
        for code, name, aliases, people, seats, wikidata in self._rows("countries.tsv"):
            place = codes[code] = Place(name, code, wikidata or None)
            for table, cell in ((names, f"{name}|{aliases}"), (demonyms, people), (cities, seats)):
                for alias in _cells(cell):
                    table.setdefault(fold(alias), place)
        return names, demonyms, cities, codes

    def country(self, name: str) -> Place | None:
        """The country of a name.

        >>> load().country("U.S.").name
        'United States'
        """
        return self._countries[0].get(fold(name))

    def adjectives(self, code: str) -> list[str]:
        """The folded words for a country's people and things.

        >>> "russian" in load().adjectives("RU")
        True
        """
        return [word for word, place in self._countries[1].items() if place.code == code]

    def demonym(self, word: str) -> Place | None:
        """The country of an adjective or a people (“Hungarian”, “Poles”)."""
        return self._countries[1].get(fold(word))

    def capital(self, name: str) -> Place | None:
        """The country whose government a city stands for (“Kyiv”)."""
        return self._countries[2].get(fold(name))

    def coded(self, code: str) -> Place | None:
        """The country of an ISO code."""
        return self._countries[3].get(code)

    @cached_property
    def _seats(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for name, code, aliases in self._rows("places.tsv"):
            for alias in (name, *_cells(aliases)):
                found[fold(alias.removeprefix("The "))] = Place(name, code)
        return found

    def seat(self, name: str) -> Place | None:
        """The seat that speaks under its own name.

        >>> load().seat("Kremlin").name
        'The Kremlin'
        """
        return self._seats.get(fold(name))

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        found: dict[str, Organisation] = {}
        for name, aliases, kind, wikidata in self._rows("organisations.tsv"):
            for alias in (name, *_cells(aliases)):
                found.setdefault(fold(alias.removeprefix("The ")), Organisation(name, kind, wikidata or None))
        return found

    def organisation(self, name: str) -> Organisation | None:
        """The organisation of a name, without article.

        >>> load().organisation("ECB").name
        'European Central Bank'
        """
        return self._organisations.get(fold(name))

    @cached_property
    def _first_names(self) -> dict[str, str]:
        lines = (self.path / "firstnames.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
        return {line[:-2]: line[-1] for line in lines}

    def first_name(self, word: str) -> str:
        """``f``, ``m`` or ``u`` (either) for a first name, empty for a word that is none as far as known.

        >>> load().first_name("Lucía"), load().first_name("Kremlin")
        ('f', '')
        """
        return self._first_names.get(fold(word), "")

    @cached_property
    def _nicknames(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for nickname, names in self._rows("nicknames.tsv"):
            found[fold(nickname)].update(fold(name) for name in _cells(names))
        return {name: frozenset(full) for name, full in found.items()}

    @cached_property
    def _variants(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for (names,) in self._rows("variants.tsv"):
            forms = frozenset(fold(name) for name in _cells(names))
            for form in forms:
                found[form] = found.get(form, frozenset()) | forms
        return found

    def variants(self, first_name: str) -> frozenset[str]:
        """The folded forms that a first name has in related languages and other transliterations.

        >>> sorted(load().variants("Oleg"))
        ['oleg', 'oleh']
        """
        return self._variants.get(fold(first_name), frozenset())

    def full_forms(self, first_name: str) -> frozenset[str]:
        """The folded first names that a nickname may stand for."""
        return self._nicknames.get(fold(first_name), frozenset())


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def load() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer(folder())
