"""Role phrases (“the Osmari foreign minister”) as words that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import ROLES, SYNONYMS
from quotegraph.speakers.names import fold

_COMPOUNDS = (
    (
        re.compile(r"\bhead of (?:the )?government\b|\bprime minister\b|\bminister[- ]president\b", re.I),
        "prime-minister",
    ),
    (re.compile(r"\bhead of state\b", re.I), "president"),
    (re.compile(r"\bchief executive(?: officer)?\b|\bmanaging director\b", re.I), "chief-executive"),
    (re.compile(r"\bpress secretary\b", re.I), "spokesperson"),
    (re.compile(r"\bmember of (?:the )?(?:parliament|congress|bundestag|assembly)\b", re.I), "lawmaker"),
    (re.compile(r"\bsecretary[- ]general\b|\bgeneral secretary\b", re.I), "secretary-general"),
    (re.compile(r"\bsecretary of state\b|\bforeign secretary\b|\btop diplomat\b", re.I), "foreign minister"),
    (re.compile(r"\bchief of (?:the )?(?:general )?staff\b", re.I), "chief-of-staff"),
    (re.compile(r"\bvice[- ](chancellor|president|premier|chair)", re.I), r"vice-\1"),
    (re.compile(r"\bex-(?=\w)", re.I), "former "),
)
_EMPTY = frozenset(
    """
    the a an of for at in on to from and or by with its his her their our my new current now then who is was this
    that one
    mr mrs ms dr sir longtime veteran influential powerful top
    """.split()
)
_FORMER = frozenset("former ex old late retired ousted outgoing once then previous".split())
_NEW = frozenset("new incoming newly fresh future designate".split())
_NAMES = re.compile(r"[A-ZÀ-Þ][\w.]+(?: (?:of |and )?[A-ZÀ-Þ][\w.]+)+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[’']s\b", re.I)
_SHORT = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "prof": "professor",
    "col": "colonel", "capt": "captain", "maj": "major", "lt": "lieutenant", "sgt": "sergeant", "cpl": "corporal",
    "adm": "admiral", "cmdr": "commander", "rev": "reverend", "insp": "inspector", "supt": "superintendent",
}  # fmt: skip
ANY_PERSON = frozenset("man woman person".split())
_STEM = re.compile(r"(?:ians?|ans?|is?|ish|ese|ias?|as?|es?|s)$")
_LED = {
    "leader": ("president", "prime-minister", "chancellor", "chair", "marshal", "premier", "mayor", "king"),
    "politician": ("minister", "lawmaker", "senator", "leader", "president", "prime-minister", "councillor", "mayor"),
    "minister": ("prime-minister", "secretary"),
    "chair": ("leader", "president"),
    "officer": ("general", "colonel", "superintendent", "inspector", "captain", "sergeant", "marshal"),
    "general": ("chief-of-staff", "commander"),
    "officials": (),
    "academic": ("professor",),
    "scientist": ("professor", "biologist", "physicist", "hydrologist", "chemist"),
    "researcher": ("professor", "scientist"),
    "teacher": ("headteacher",),
    "lawyer": ("prosecutor", "judge"),
    "chief": ("leader",),
    "player": ("captain", "midfielder", "striker", "goalkeeper"),
    "coach": ("manager",),
    "manager": ("coach",),
}
LESSER = frozenset("deputy vice assistant shadow acting pro honorary junior under associate".split())
GENERIC = frozenset(
    "man woman politician veteran father mother person jurist conservative liberal democrat socialist".split()
)
"""Heads that describe somebody already named rather than bring in somebody new."""

KIN = frozenset(
    """
    mother father parent brother sister cousin uncle aunt nephew niece son daughter child husband wife widow widower
    grandfather grandmother grandson granddaughter brother-in-law sister-in-law father-in-law mother-in-law
    """.split()
)
"""Heads that say whose relative somebody is."""
FACING = frozenset("host guest counterpart interlocutor opponent rival challenger visitor".split())
"""Heads that say whom somebody meets or stands against."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase: its head noun and its other words, both normalised; countries as ``@CODE``, names as stems."""

    text: str
    head: str
    words: frozenset[str]
    former: bool = False
    gender: str = ""
    new: bool = False


@lru_cache(maxsize=20_000)
def parse_role(text: str) -> Role:
    """A phrase as a role.

    >>> role = parse_role("the Hungarian prime minister")
    >>> role.head, sorted(role.words)
    ('prime-minister', ['@HU'])
    """
    plain = text
    for pattern, joined in _COMPOUNDS:
        plain = pattern.sub(joined, plain)
    plain = _NAMES.sub(_country_token, plain)
    words = _WORD.findall(plain)
    head, raw, gender, former, new = "", "", "", False, False
    rest: list[str] = []
    if words and words[0].casefold() in ("no", "not"):
        return Role(text, "", frozenset())
    for at, word in enumerate(words):
        lower = word.casefold()
        if lower[0] in "’'":  # what stands before a possessive belongs to the owner (“the mayor's deputy”)
            if head and "|" not in rest:
                rest.append(f"{raw}'")
                head = raw = gender = ""
            elif rest and rest[-1] in ROLES:
                rest[-1] += "'"  # “head of the President's office”
            continue
        lower = _SHORT.get(lower, lower)
        if lower in _FORMER:
            former = True
        new = new or lower in _NEW
        if lower in ("of", "for", "at", "in", "to", "who", "from") and head:
            rest.append("|")  # the head noun stands before the first preposition
        plain_noun = lower.rsplit("-", 1)[-1]
        known = lower if lower in ROLES or lower in SYNONYMS else plain_noun if plain_noun in ROLES else ""
        if known and "|" not in rest:
            if head:
                rest.append(raw if raw in LESSER else head)
            raw = lower
            head = SYNONYMS.get(known, known)
            gender = ROLES.get(known, "")
            if plain_noun != lower and lower not in SYNONYMS:
                rest += lower.split("-")[:-1]
            continue
        if lower not in _EMPTY and lower not in _FORMER:
            of_another = known and word.islower() and words[at - 1].casefold() != "and"
            rest.append(f"{word_key(word)}'" if of_another else word_key(word))  # “a guest of the mayor” is no mayor
    if not head and words and (of_sex := re.fullmatch(r"(\w{3,})-?(wom[ae]n|m[ae]n)", words[-1].casefold())):
        head, gender = ("woman", "f") if of_sex[2][0] == "w" else ("man", "m")  # “the dairyman”
        rest[-1:] = [word_key(of_sex[1])]
    return Role(text, head, frozenset(rest) - {"|", head}, former, gender, new)


def _country_token(found: re.Match[str]) -> str:
    """A country's name of several words as one token, another name as it is."""
    before, of, name = "", "", found.group()
    if (place := load().country(name)) is None:
        before, of, name = name.rpartition(" of ")  # “President of United States”
        place = load().country(name)
    return f"{before}{of}iso-{place.code}" if place else found.group()


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """A word in the form in which it is compared: ``@CODE`` for a country and its people, a stem for another name.

    >>> word_key("Hungarian"), word_key("Osmari") == word_key("Osmar"), word_key("defense")
    ('@HU', True, 'defence')
    """
    if word.startswith("iso-"):
        return f"@{word[4:]}"
    place = load().demonym(word) or load().country(word)
    if place and (word[0].isupper()):
        return f"@{place.code}"
    folded = fold(word)
    if word[0].isupper() and len(folded) > 4 and folded not in SYNONYMS and folded not in ROLES:
        stem = _STEM.sub("", folded)
        return stem if len(stem) > 3 else folded
    return SYNONYMS.get(folded, folded.removesuffix("s") if folded not in ROLES and len(folded) > 4 else folded)


def match(asked: Role, held: Role, more: frozenset[str] = frozenset()) -> float:
    """How well a role phrase fits a role somebody holds, 0 to 1; ``more`` are other words known of the holder.

    >>> match(parse_role("the minister"), parse_role("the Osmari foreign minister"))
    1.0
    >>> match(parse_role("the Spanish minister"), parse_role("the Osmari foreign minister")) < 0.5
    True
    """
    if not asked.head or not held.head:
        return 0.0
    heads = {held.head, *held.words}
    if asked.head == held.head:
        score = 1.0
    elif asked.head in held.words:
        score = 0.9
    elif asked.head in ANY_PERSON and asked.words and asked.words <= held.words:
        score = 0.85
    elif set(_LED.get(asked.head, ())) & heads:
        score = 0.8
    else:
        return 0.0
    known = held.words | more | {held.head}
    missing = asked.words - known
    if (held.words - asked.words - set(held.head.split("-"))) & LESSER:
        score *= 0.4
    if missing:
        countries = {word for word in missing if word[0] == "@"}
        if countries and any(word[0] == "@" for word in known):
            return 0.0
        score *= 0.45 ** len(missing)
    if asked.words and not missing:
        score += 0.05 * len(asked.words & known)
    if asked.former and held.new:
        return 0.0
    if asked.former != held.former:
        score *= 0.75 if asked.former else 0.3 if asked.new else 0.7
    return min(1.0, score) if not asked.words else min(1.2, score)
