"""Who holds which office, which city speaks for which country: the tables beside this file, read once.

See the card in ``README.md`` for sources, dates and licences, and ``build.py`` for how they are made.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from quotegraph.errors import QuotegraphError
from quotegraph.resources import gazetteer as folder
from quotegraph.speakers.gazetteer.tables import SortedTable
from quotegraph.speakers.gazetteer.values import Office, Organisation, Person, Place, name_words
from quotegraph.speakers.names import fold

__all__ = ["Gazetteer", "Office", "Organisation", "Person", "Place", "load", "name_words"]

_OF_PARTY = re.compile(r"\b([DRI])-((?:[A-Z]\.){2}|[A-Z]\.?[A-Z]\b|[A-Z][a-z]+(?: [A-Z][a-z]+)?)")
_POSTINGS = 20_000  # words whose bearers are remembered


@dataclass(frozen=True)
class Gazetteer:
    """The tables of a folder, indexed by folded names."""

    path: Path
    _persons: dict[str, Person] = field(default_factory=dict)
    _postings: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)

    @cached_property
    def _people(self) -> SortedTable:
        return SortedTable(self.path / "people.tsv")

    @cached_property
    def _words(self) -> SortedTable:
        return SortedTable(self.path / "names.tsv")

    @cached_property
    def _holders(self) -> SortedTable:
        return SortedTable(self.path / "holders.tsv")

    def _rows(self, table: str) -> Iterator[list[str]]:
        lines = (self.path / table).read_text(encoding="utf-8").split("\n")
        return (line.split("\t") for line in lines[1:-1])

    def _person(self, key: str) -> Person:
        if key not in self._persons:
            row = self._people.row(key)
            if row is None:
                raise QuotegraphError(f"{self.path / 'people.tsv'}: no line {key!r}, which other tables name")
            _, name, aliases, gender, country, wikidata, years, terms = row
            born, _, died = years.partition("-")
            offices = tuple(Office(*term.split(";")) for term in terms.split("|") if term)
            self._persons[key] = Person(
                name, _cells(aliases), gender, _cells(country), wikidata or None, tuple(dict.fromkeys(offices)),
                int(born or 0), int(died or 0),
            )  # fmt: skip
        return self._persons[key]

    def people(self, last_name: str) -> list[Person]:
        """The people with a last name (any spelling the table knows).

        >>> [person.name for person in load().people("Starmer")]
        ['Keir Starmer']
        """
        words = name_words(last_name)
        return [self._person(key) for key in self._keys(words[-1])[0]] if words else []

    def called(self, name: str) -> list[Person]:
        """The people one of whose names or aliases is made of just these words, in any order and of any script.

        >>> [person.name for person in load().called("Orbán Viktor")], [p.name for p in load().called("Путин Владимир")]
        (['Viktor Orbán'], ['Vladimir Putin'])
        """
        words = name_words(name)
        if not words or len(words) > 12:
            return []
        wanted = sorted(words)
        keys: set[str] | None = None
        for word in sorted({w for w in words if len(w) > 1 or not w.isascii()}, key=len, reverse=True):
            last, other = self._keys(word)
            keys = {*last, *other} if keys is None else keys & {*last, *other}
            if not keys:
                return []
        found = [self._person(key) for key in sorted(keys or ())]
        return [person for person in found if any(sorted(name_words(form)) == wanted for form in person.names)]

    def bearers(self, word: str, last: bool = False) -> int:
        """In how many names of the table a word stands, or stands ``last``: how little it says alone.

        >>> load().bearers("Smith") > 20 > load().bearers("Macron")
        True
        """
        at_end, elsewhere = self._keys(fold(word))
        return len(at_end) + (0 if last else len(elsewhere))

    def _keys(self, word: str) -> tuple[list[str], list[str]]:
        if word not in self._postings:
            row = self._words.row(word)
            last, other = (_keys(row[1]), _keys(row[2])) if row else ([], [])
            if len(self._postings) > _POSTINGS:
                self._postings.clear()
            self._postings[word] = last, other
        return self._postings[word]

    def office_holders(self, code: str, date: str) -> Iterator[tuple[Person, Office]]:
        """Who held which office of a country (ISO code) on a date."""
        row = self._holders.row(code)
        for key in _keys(row[1]) if row else ():
            person = self._person(key)
            for office in person.offices:
                if office.start and office.held(date):
                    yield person, office

    @cached_property
    def _roles(self) -> dict[str, tuple[str, str]]:
        return {
            fold(phrase): (fold(office), keys)
            for phrases, office, _, _, keys in self._rows("roles.tsv")
            for phrase in _cells(phrases)
        }

    def holder(self, phrase: str, date: str) -> Person | None:
        """Who a fixed phrase means on a date (“NATO chief”); None where that is unknown or not one person.

        >>> load().holder("NATO chief", "2025-03-01").name
        'Mark Rutte'
        """
        office, keys = self._roles.get(fold(phrase), ("", ""))
        holders = {
            person.name: person
            for person in map(self._person, _keys(keys))
            if any(fold(held.name) == office and held.surely_held(date) for held in person.offices)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

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
    def _regions(self) -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
        names: dict[tuple[str, ...], str] = {}
        short: dict[str, str] = {}
        for name, code, abbreviations in self._rows("regions.tsv"):
            names[name_words(name)] = code
            short.update(dict.fromkeys(map(fold, _cells(abbreviations)), code))
        return names, short

    def regions(self, text: str) -> list[tuple[str, str]]:
        """The states and regions that a phrase names, each with the code of its country; “D-Mass.” names one, too.

        >>> load().regions("New Jersey Gov. Chris Christie"), load().regions("R-S.C.")
        ([('new jersey', 'US')], [('r-sc', 'US')])
        """
        names, short = self._regions
        found: list[tuple[str, str]] = []
        for party, state in _OF_PARTY.findall(text):
            if code := short.get(fold(state).replace(".", "")) or names.get(name_words(state)):
                found.append((f"{fold(party)}-{fold(state).replace('.', '')}", code))
        words, at = name_words(text), 0
        while at < len(words):
            size = next((n for n in (3, 2, 1) if words[at : at + n] in names), 0)
            if size:
                found.append((" ".join(words[at : at + size]), names[words[at : at + size]]))
            at += size or 1
        return found

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


def _keys(cell: str) -> list[str]:
    return [cell[i : i + 4] for i in range(0, len(cell), 4)]


@cache
def load() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer(folder())
