"""What two descriptions of people say of each other: the same work, the same place, or things one person is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import BODIES
from quotegraph.speakers.roles import LESSER, Role, match, parse_role, word_key

_FIELDS = {
    "politics": """president prime-minister chancellor minister senator representative lawmaker mayor governor leader
        councillor secretary candidate nominee politician premier opposition envoy diplomat commissioner
        secretary-general vice-president vice-premier chair speaker democrat republican conservative liberal socialist
        tory green ruler revolutionary congressman congresswoman assemblyman assemblywoman undersecretary whip
        attorney-general comptroller king queen prince princess emperor emir sultan monarch strongman dictator
        spokesperson first-lady heir""",
    "law": "judge justice lawyer prosecutor magistrate notary bailiff arbitrator solicitor barrister attorney",
    "force": """general officer sheriff colonel captain commander sergeant admiral major lieutenant police-chief soldier
        inspector superintendent detective marshal brigadier corporal warden guard fighter rebel""",
    "business": """banker chief-executive entrepreneur investor businessman businesswoman tycoon magnate executive
        economist trader broker manager developer publisher owner shipowner financier billionaire cfo analyst""",
    "science": """professor scientist researcher virologist biologist physicist chemist historian engineer sociologist
        anthropologist archaeologist astronomer climatologist ecologist epidemiologist geographer geologist
        hydrologist immunologist linguist mathematician meteorologist neurologist oceanographer philosopher
        psychologist statistician academic laureate astronaut dean rector provost programmer""",
    "health": """doctor nurse midwife surgeon psychiatrist dentist pharmacist physician pediatrician therapist
        anaesthetist radiologist vet veterinarian optician nutritionist""",
    "sport": """footballer player swimmer cyclist golfer quarterback skier boxer goalkeeper striker midfielder champion
        coach athlete runner sprinter bodybuilder wrestler surfer skater gymnast rower sailor racer jockey referee
        nba nfl nhl mlb basketball baseball football soccer cricket tennis hockey rugby golf defender pitcher batsman
        bowler cricketer fencer weightlifter snowboarder""",
    "arts": """novelist author painter pianist drummer actor poet singer musician composer artist comedian dancer
        performer filmmaker writer playwright sculptor cellist violinist guitarist rapper actress photographer
        designer architect conductor scriptwriter model presenter""",
    "faith": """bishop pastor imam priest rabbi archbishop cardinal pope vicar chaplain monk nun cleric ayatollah
        patriarch""",
    "media": "journalist reporter editor correspondent columnist commentator blogger pundit anchorman anchorwoman",
    "work": """plumber baker driver fisherman farmer student pupil carpenter barber waiter cleaner porter builder
        bricklayer electrician mechanic gardener butcher cook chef tailor teacher headteacher shopkeeper fisher
        firefighter librarian receptionist janitor miner welder roofer locksmith postman hairdresser painter-decorator
        bus-driver taxi-driver villager resident tenant pensioner retiree teenager neighbour neighbor""",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_OFTEN_CHANGED = [  # fields between which people move so often that both say nothing
    {"politics", "law"}, {"politics", "business"}, {"politics", "force"}, {"politics", "science"},
    {"science", "business"},
    {"science", "health"}, {"law", "business"}, {"law", "science"}, {"media", "arts"}, {"media", "politics"},
    {"work", "faith"}, {"sport", "media"}, {"business", "media"}, {"arts", "science"}, {"health", "politics"},
    {"law", "force"}, {"force", "business"}, {"media", "science"}, {"media", "business"}, {"sport", "business"},
    {"health", "business"}, {"faith", "politics"}, {"faith", "science"},
]  # fmt: skip
_RARELY_BOTH = {"sport", "arts", "work", "faith", "health"}
_GENERIC = frozenset("leader chair president secretary speaker commissioner candidate spokesperson".split())
"""Heads that politics shares with companies, clubs and churches."""
_PUBLIC = re.compile(
    r"\b(?:part(?:y|ies)|opposition|senate|house|parliament|congress|state|democrat\w*|republican|labour|tory|tories|green"
    r"|conservative|liberal|socialist|government|presidential|nation\w*|federal|country|prime|minority|majority)\b",
    re.I,
)
_NOT_BESIDE_OFFICE = frozenset({"faith", "sport", "arts", "work", "media", "science"})
_WORLD = re.compile(
    r"\b(?:nato|un|u\.n\.|united nations|eu|european|commission|imf|monetary fund|world bank|world trade|who|iaea|opec"
    r"|interpol|unesco|fifa|olympic|international|council of europe|african union|arab league)\b",
    re.I,
)
_LOOSE = frozenset("former man woman person people member head chief leader official top senior local".split())
_KIN = re.compile(
    r"\b(?:wife|husband|son|daughter|brother|sister|mother|father|widow|widower|partner|cousin|nephew|niece|uncle|aunt"
    r"|grandson|granddaughter|heir|spouse)\s+(?:of|to)\b"
    r"|\bfirst lady\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What descriptions and dates say: ``weight`` -3 (two people) to 3 (one), 0 where they say nothing."""

    weight: int
    reason: str


@dataclass(frozen=True, slots=True)
class _About:
    role: Role
    fields: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]
    world: bool
    kin: bool


@lru_cache(maxsize=20_000)
def _about(text: str) -> _About:
    text = text[:300]
    role = parse_role(text)
    table = load()
    found = {word for word in (role.head, *role.words) if word in _FIELD_OF}
    plain = [word.strip(".,;:()") for word in text.replace("’s", " ").replace("'s", " ").split()]
    found |= {word for word in (w.casefold() for w in plain) if word in _FIELD_OF}
    countries = {word for word in role.words if word[0] == "@"}
    for word in plain:
        place = table.capital(word) if word[:1].isupper() else None
        if place is not None:
            countries.add(f"@{place.code}")
    if not countries and not _PUBLIC.search(text):
        found -= _GENERIC
    fields = {_FIELD_OF[role.head]} if role.head in found else {_FIELD_OF[word] for word in found}
    keys = {word_key(word) for word in plain if len(word) > 2 and word[0].isalnum()}
    words = {
        key
        for key in keys
        if key[0] != "@" and key not in _FIELD_OF and key not in LESSER and key not in _LOOSE and key not in _EMPTY
    }
    return _About(role, frozenset(fields), frozenset(countries), frozenset(words), bool(_WORLD.search(text)),
                  bool(_KIN.search(text)))  # fmt: skip


_EMPTY = frozenset("the and for from with who was has had not its his her their that this are been".split())


def evidence(one: str, one_date: str, other: str, other_date: str) -> Evidence:
    """Whether two descriptions, each with its date, can be those of one person.

    >>> evidence("Velmoran trade minister", "2022", "trade minister of Velmora", "2023").weight
    3
    >>> evidence("speaker of the US House", "2024", "a bus driver in Bristol", "2024").weight
    -2
    >>> evidence("", "2024", "a bus driver in Bristol", "2024").weight
    0
    """
    years = [int(date[:4]) for date in (one_date, other_date) if date[:4].isdecimal()]
    gap = abs(years[0] - years[1]) if len(years) == 2 else 0
    if gap > 70:
        return Evidence(-3, f"{gap} years apart")
    a, b = _about(one), _about(other)
    if not one.strip() or not other.strip():
        return Evidence(0, "nothing said of one of them")
    if a.kin != b.kin and a.countries == b.countries:
        return Evidence(-1, "one is called after a relative")
    against: list[str] = []
    weight = 0
    if a.countries and b.countries and not a.countries & b.countries and not (a.world or b.world):
        against.append("different countries")
        weight -= 1
    conflict = _conflict(a, b)
    if conflict:
        against.append(f"{'/'.join(sorted(a.fields))} and {'/'.join(sorted(b.fields))}")
        weight -= 2 if gap < 4 else 1
    if gap > 45 and (against or gap > 60):
        against.append(f"{gap} years apart")
        weight -= 1
    if against:
        return Evidence(max(weight, -3), ", ".join(against))
    return _agreement(a, b)


def _conflict(a: _About, b: _About) -> bool:
    if not a.fields or not b.fields or a.fields & b.fields:
        return False
    return not any({x, y} in _OFTEN_CHANGED or not ({x, y} & _RARELY_BOTH) for x in a.fields for y in b.fields)


def _agreement(a: _About, b: _About) -> Evidence:
    shared = a.words & b.words
    bodies = shared & BODIES
    named = shared - bodies
    weight = 0
    said: list[str] = []
    fit = max(match(a.role, b.role, b.words | b.countries), match(b.role, a.role, a.words | a.countries))
    if (a.role.head and a.role.head == b.role.head) or fit >= 0.8:
        weight += 1
        said.append("the same role")
    elif a.fields & b.fields:
        weight += 1
        said.append("the same field")
    if a.countries & b.countries:
        weight += 1
        said.append("the same country")
    if named:
        weight += min(2, len(named))
        said.append("both " + ", ".join(sorted(named)[:2]))
    if bodies and not named:
        weight += 1
        said.append("both of a " + ", ".join(sorted(bodies)[:2]))
    return Evidence(min(weight, 3), ", ".join(said) or "descriptions that say nothing of each other")


def contradicts(one: str, other: str) -> bool:
    """Whether two descriptions name fields of work that one person is rarely in.

    >>> contradicts("a plumber from Ohio", "politician"), contradicts("a lawyer", "politician")
    (True, False)
    """
    return _conflict(_about(one), _about(other))


def could_be_office_holder(text: str) -> bool:
    """Whether somebody who holds a public office may be described so at that time.

    >>> [could_be_office_holder(text) for text in ("pastor of a church", "former teacher", "")]
    [False, True, True]
    """
    about = _about(text)
    return about.role.former or not about.fields or not about.fields <= _NOT_BESIDE_OFFICE
