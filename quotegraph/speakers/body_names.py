"""Short phrases for bodies (“the cab drivers' union”, “the traders”) against the full names of bodies."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quotegraph.speakers.lexicon import BODIES, BODY_NAMES
from quotegraph.speakers.names import fold

if TYPE_CHECKING:
    from quotegraph.speakers.cast import Entity

_UNITED = "union guild federation association confederation brotherhood syndicate society alliance league"
_KIN: dict[str, frozenset[str]] = {
    "union": frozenset("guild federation association confederation brotherhood syndicate workers employees".split()),
    "trade-union": frozenset("union guild federation association confederation brotherhood".split()),
    "guild": frozenset("union association society".split()),
    "association": frozenset(f"{_UNITED} traders merchants makers owners brewers growers".split()),
    "federation": frozenset("association union confederation league".split()),
    "society": frozenset("association guild".split()),
    "lobby": frozenset("association federation institute council chamber".split()),
    "agency": frozenset("authority office service bureau".split()),
    "authority": frozenset("agency office inspectorate regulator".split()),
    "regulator": frozenset("authority agency inspectorate office commission".split()),
    "watchdog": frozenset("authority agency inspectorate office regulator commission guardian".split()),
    "department": frozenset(("ministry",)),
    "ministry": frozenset(("department",)),
    "newspaper": frozenset("herald times tribune gazette courier messenger observer sentinel post".split()),
    "parliament": frozenset("assembly diet".split()),
    "think-tank": frozenset("institute centre center foundation".split()),
    "tribunal": frozenset(("court", "panel")),
    "force": frozenset(("police", "constabulary")),
    "brigade": frozenset(("fire",)),
}
"""Nouns by which a body is called, and heads of the names of bodies that may be called so."""
_OFFICIAL = frozenset(
    """
    ministry commission court parliament government council senate department treasury police army navy embassy assembly
    tribunal legislature cabinet presidency directorate inspectorate judiciary prosecution secretariat
    """.split()
)
_FIELDS = frozenset(
    """
    agriculture administrative armed central constitutional culture defence defense economy education energy environment
    federal finance foreign health home housing interior justice labour labor national research science social state
    supreme transport trade water affairs forces general staff fiscal audit statistics election electoral prosecutor
    prosecutors
    """.split()
)
_PRIVATE = frozenset("association charity campaign group guild union federation society lobby club".split())
_PEOPLE: dict[str, frozenset[str]] = {
    "judges": frozenset("court tribunal".split()),
    "justices": frozenset(("court",)),
    "commissioners": frozenset(("commission",)),
    "councillors": frozenset(("council",)),
    "councilors": frozenset(("council",)),
    "senators": frozenset(("senate",)),
    "prosecutors": frozenset("prosecutor prosecutors prosecution".split()),
    "inspectors": frozenset(("inspectorate",)),
    "trustees": frozenset("trust fund foundation".split()),
    "regulators": frozenset("regulator authority".split()),
    "panellists": frozenset(("panel",)),
}
"""People who act as a body only, and the heads of names of such bodies."""
_ANYBODY = frozenset(
    """
    citizens consumers customers employees employers friends members neighbours neighbors owners parents patients people
    pupils residents students users victims voters workers
    """.split()
)
"""People of whom most belong to no body."""
_OF_TRADE: dict[str, frozenset[str]] = {
    "cabbies": frozenset("cab taxi".split()),
    "dockers": frozenset("dock docks harbour port".split()),
    "doctors": frozenset("medical physicians".split()),
    "teachers": frozenset("teaching education".split()),
    "farmers": frozenset("farm farming agricultural".split()),
    "firefighters": frozenset(("fire",)),
    "fishermen": frozenset("fishing fish fishers".split()),
    "hoteliers": frozenset("hotel hotels".split()),
    "landlords": frozenset("property owners".split()),
    "lorry": frozenset("haulage hauliers".split()),
    "mill": frozenset(("mills",)),
    "publishers": frozenset(("publishing",)),
    "truckers": frozenset("haulage hauliers truck".split()),
    "miners": frozenset("mine mining".split()),
    "skippers": frozenset("fishing fishermen".split()),
}
"""People of a trade, and how the names of their bodies call it otherwise."""
_OF = re.compile(r"\s(?:of|for|in|on|against)\s")
_JOINING = frozenset("the of for and in on at a an &".split())


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that say something, folded and without possessive.

    >>> words_of("The Rail Workers' Union of Velmora")
    ('rail', 'workers', 'union', 'velmora')
    """
    words = (word.strip("'’").removesuffix("'s").removesuffix("’s") for word in fold(name).replace("-", " ").split())
    return tuple(word for word in words if word and word not in _JOINING)


@lru_cache(maxsize=20_000)
def heads_of(name: str) -> frozenset[str]:
    """The nouns of a body's name that say what it is: its last word, and the last before “of” or “for”.

    >>> sorted(heads_of("Ministry of Transport")), sorted(heads_of("Cab Drivers' Union"))
    (['ministry', 'transport'], ['union'])
    """
    plain = fold(name).replace("-", " ").split()
    ends = [i for i, word in enumerate(plain) if word in ("of", "for", "and", "in", "on") and i]
    return frozenset(plain[i - 1].strip("'’") for i in (*ends, len(plain)) if plain)


def is_official(name: str) -> bool:
    """Whether a body is the state's, so that nobody calls it an association or a charity.

    >>> is_official("Fisheries Commission"), is_official("Union Fish Traders")
    (True, False)
    """
    return bool(heads_of(name) & _OFFICIAL)


def is_of_any_state(name: str) -> bool:
    """Whether many states have a body of a name.

    >>> is_of_any_state("Finance Ministry"), is_of_any_state("Senate"), is_of_any_state("Kestrian Dam Authority")
    (True, True, False)
    """
    return is_official(name) and all(word in _OFFICIAL or word in _FIELDS for word in words_of(name))


def may_be_called(noun: str, name: str) -> bool:
    """Whether a body of a name may be called by a noun of like meaning.

    >>> may_be_called("union", "Players' Association"), may_be_called("charity", "Finance Ministry")
    (True, False)
    """
    if noun in _PRIVATE and is_official(name):
        return False
    return bool(heads_of(name) & _KIN.get(noun, frozenset()))


def says(word: str, name: str) -> bool:
    """Whether a word of a phrase stands in a name, as it is, in another number, or as the like of it.

    >>> says("trader", "Union Fish Traders"), says("cabbies", "Cab Drivers' Union"), says("rail", "Fish Traders")
    (True, True, False)
    """
    words = words_of(name)
    return any(_same(word, other) for other in words) or bool(_OF_TRADE.get(word, frozenset()) & set(words))


def _same(one: str, other: str) -> bool:
    if one == other or one.removesuffix("s") == other.removesuffix("s"):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.startswith(short[:-1]) and len(long) - len(short) < 4


def fits(noun: str, others: frozenset[str], name: str) -> bool:
    """Whether a definite phrase, with a head noun and ``others`` of its words, may stand for the name of a body.

    >>> fits("union", frozenset({"cabbies"}), "Cab Drivers' Union"), fits("union", frozenset({"rail"}), "Dock Union")
    (True, False)
    """
    words = words_of(name)
    if len(words) < 2 or not (noun in words or may_be_called(noun, name)):
        return False
    if noun in words and noun not in heads_of(name):
        return False
    return all(says(word, name) for word in others)


def people_fit(noun: str, others: frozenset[str], name: str) -> bool:
    """Whether people (“the pilots”, “the judges”) may stand for a body of a name.

    >>> people_fit("pilots", frozenset(), "Pilots' Society"), people_fit("judges", frozenset(), "Labour Court")
    (True, True)
    >>> people_fit("workers", frozenset(), "Mill Workers' Union")
    False
    """
    words = words_of(name)
    if len(words) < 2 or not all(says(word, name) for word in others):
        return False
    if heads_of(name) & _PEOPLE.get(noun, frozenset()):
        return True
    if noun in _ANYBODY and not others:
        return False
    return noun.endswith("s") and noun in words and noun not in BODIES and bool(set(words) & BODY_NAMES)


def shortens(short: str, full: str) -> bool:
    """Whether a name of several words is another one without some of its words, but for its head (“Dam Authority”).

    >>> shortens("Dam Authority", "Kestrian Dam Authority"), shortens("Quayside Union", "Quayside Workers' Union")
    (True, True)
    >>> shortens("National Bank", "National Bank of Belvaria"), shortens("Dam Authority", "Dam Workers' Union")
    (True, False)
    """
    few, where = _parts(short)
    many, there = _parts(full)
    if not few or len(few) + len(where) < 2 or (few, where) == (many, there) or few[-1] != many[-1]:
        return False
    rest = iter(many)
    return all(word in rest for word in few) and (not where or where == there)


@lru_cache(maxsize=20_000)
def _parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name up to the first “of” or “for”, and those after it."""
    first, _, rest = _OF.sub("|", fold(name), count=1).partition("|")
    return words_of(first), words_of(rest)


def same_words(one: str, other: str) -> bool:
    """Whether two names of bodies are the same words in another order, with “of” or “for” or without.

    >>> same_words("Ministry of Transport", "Transport Ministry"), same_words("Labour Court", "Labour Union")
    (True, False)
    """
    return one != other and sorted(words_of(one)) == sorted(words_of(other))


def join_bodies(found: list[Entity]) -> None:
    """Join what bears the name of a body of the same text, and nothing shows to be a person, to that body."""
    bodies = {fold(entity.name): entity for entity in found if entity.kind == "organisation"}
    joined: set[Entity] = set()
    for entity in [one for one in found if one.kind in ("person", "unknown")]:
        body = bodies.get(fold(entity.name))
        if body is None or " " not in entity.name or entity.gender or entity.roles or len(entity.names) > 1:
            continue
        if any(mention.kind == "person" for mention in entity.mentions):
            continue
        body.names.update(entity.names)
        body.mentions = sorted((*body.mentions, *entity.mentions), key=lambda mention: mention.span)
        joined.add(entity)
    found[:] = [entity for entity in found if entity not in joined]
