"""Where the register looks names up: by last name and the beginning of the first, by all words in any order, by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.names import Name, bare, fold, sound

Bearer = TypeVar("Bearer")
_CROWD = 40
"""Bearers of one last name and one beginning above which nothing but the very name means any of them."""


class NameIndex(Generic[Bearer]):
    """Bearers of names; what it gives for a name are those who may bear it, for a closer look.

    >>> from quotegraph.speakers.names import parse_name
    >>> index = NameIndex[str]()
    >>> for name in ("Mara Holt", "Robert Falk", "Anna Falk"):
    ...     index.add(parse_name(name), name)
    >>> index.full(parse_name("Hanna Holt")), index.last(parse_name("Falk"))
    ([], ['Robert Falk', 'Anna Falk'])
    """

    def __init__(self) -> None:
        self._by_last: dict[str, dict[str, dict[Bearer, None]]] = defaultdict(lambda: defaultdict(dict))
        self._by_words: dict[str, dict[Bearer, None]] = defaultdict(dict)

    def add(self, name: Name, bearer: Bearer) -> None:
        """Note that somebody bears a name."""
        for last, first in _places(name):
            self._by_last[last][first][bearer] = None
        self._by_words[_in_any_order(name)][bearer] = None

    def remove(self, name: Name, bearer: Bearer) -> None:
        """Forget that somebody bears a name."""
        for last, first in _places(name):
            self._by_last[last][first].pop(bearer, None)
        self._by_words[_in_any_order(name)].pop(bearer, None)

    def exact(self, name: Name) -> list[Bearer]:
        """Those who bear the very words of a name, in whatever order."""
        return list(self._by_words.get(_in_any_order(name), ()))

    def full(self, name: Name) -> list[Bearer]:
        """Those who may bear a name of several words, those who bear its very words first.

        Of very many of one last name and one beginning only these: where so many are alike, no spelling is another's.
        """
        found = dict(self._by_words.get(_in_any_order(name), {}))
        for last, first in _places(name):
            bearers = self._by_last[last].get(first, {}) if last in self._by_last else {}
            if len(bearers) <= _CROWD:
                found.update(bearers)
        return list(found)

    def last(self, name: Name) -> list[Bearer]:
        """Those of a last name, the first word of a name that is written the other way round among them."""
        found: dict[Bearer, None] = {}
        for last in _lasts(name):
            for bearers in self._by_last.get(last, {}).values():
                found.update(bearers)
        return list(found)


def _in_any_order(name: Name) -> str:
    return " ".join(sorted(fold(word).replace("-", "") for word in name.words))


def _lasts(name: Name) -> Iterable[str]:
    return dict.fromkeys(sound(bare(fold(word))) for word in (name.last, name.words[-1]))


def _places(name: Name) -> Iterator[tuple[str, str]]:
    for last in _lasts(name):
        for first in _beginnings(name.first):
            yield last, first


@lru_cache(maxsize=20_000)
def _beginnings(first: str) -> frozenset[str]:
    """The letters with which a first name, and those that it is short for or a form of, may begin.

    Names with other digits (“Ann7”, “Ann8”) are never forms of one: the digits belong to the key.
    """
    plain = fold(first).rstrip(".")
    forms = {plain, *load().full_forms(plain), *load().variants(plain)} - {""}
    if not forms:
        return frozenset({""})
    digits = "".join(filter(str.isdigit, plain))
    return frozenset(
        {form[0] + digits for form in forms} | {sound(form)[:1].replace("C", "S") + digits for form in forms}
    )
