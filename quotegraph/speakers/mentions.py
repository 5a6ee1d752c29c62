"""Names in a text: capitalised stretches with their titles, the roles beside them, and what they name.

Works on plain text, so that names can be found in articles whose parse is not at hand.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.model import Span
from quotegraph.speakers.beside import after, before, named_to, personal
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import (
    BODIES,
    BODY_NAMES,
    DOCUMENTS,
    GROUPS,
    NOT_NAMES,
    NUMBERS,
    PAPERS,
    PLACES,
    ROLES,
    TITLES,
)
from quotegraph.speakers.stretches import POSSESSIVE, WITHIN, Token, stretches, tokens

_COURTESY = frozenset("mr mrs ms miss mx sir dame lord lady herr frau monsieur madame mme".split())
_DATELINE = re.compile(
    r"(?:^|\n[ \t]*\n)[ \t]*(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ ][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,3})"
    r"(?:,[^\n—–(-]{1,30})?(?:[ ]\([^)\n]{2,40}\))?[ ]*(?:[—–]|--?)[ ]"
)
_LINE = re.compile(r"[^\n]+")
_OFFICES = frozenset(
    """
    president premier chancellor governor mayor minister secretary king queen pope emperor taoiseach veep pm ambassador
    commissioner chair chairman chairwoman chairperson speaker sheriff archbishop bishop judge prosecutor ombudsman
    whip treasurer
    """.split()
)
_OFFICE_FIELDS = frozenset(
    """
    prime vice deputy foreign home interior defence defense finance health justice education trade transport culture
    labour labor energy environment treasury first lord acting former new then chief state public assistant agriculture
    housing police high federal
    """.split()
)
_OF_GENERALS = frozenset("attorney secretary solicitor director inspector surgeon advocate auditor".split())
_CAPITALS = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_LABEL = 3  # words in capitals that may be a name on a line of its own
_LEADERS = frozenset(
    """
    leader president chair chairman chairwoman director head founder co-founder treasurer secretary executive chief boss
    member members
    """.split()
)
_IN_ROOMS = frozenset("chair minister president host presenter moderator interviewer judge professor doctor".split())
_CREEDS = frozenset(
    "green tory liberal democrat republican socialist conservative nationalist progressive people person child fan "
    "source".split()
)


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text.

    ``name`` is the name with title and without possessive; ``span`` covers it with all capitalised words before it;
    ``kind`` is person, organisation, country, place (a seat of government), location, adjective, word or unknown;
    ``roles`` are the phrases beside it that say what the bearer is; ``weak`` marks a single word that may be
    capitalised for opening a sentence only; ``determined`` that an article stands before it.
    """

    span: Span
    name: str
    kind: str
    roles: tuple[str, ...] = ()
    weak: bool = False
    determined: bool = False
    possessive: bool = False


@lru_cache(maxsize=256)
def names_in(text: str) -> tuple[NameMention, ...]:
    """All names of a text, in order.

    >>> [(m.name, m.kind, m.roles) for m in names_in("Mara Lindqvist, the trade minister, met the Shore Party.")]
    [('Mara Lindqvist', 'person', ('the trade minister',)), ('Shore Party', 'organisation', ())]
    """
    words = tokens(text)
    lower = {token.text for token in words if token.text.islower()}
    datelines = [found.span() for found in _DATELINE.finditer(text)]
    headlines = _headlines(text)
    found: list[NameMention] = []
    for first, last in stretches(words, lower):
        if headlines and _within(headlines, words[first].start):
            continue
        at = bisect_right(datelines, (words[first].start, len(text))) - 1
        if at >= 0 and words[first].start < datelines[at][1]:
            span = Span(words[first].start, words[last].end)
            found.append(NameMention(span, span.of(text), "location"))
        else:
            found.append(_mention(text, words, first, last, lower))
    return tuple(found)


def _headlines(text: str) -> list[tuple[int, int]]:
    """Where lines of four words or more stand in capitals, of which none tells what is a name."""
    if text.isupper():
        return []
    return [
        found.span() for found in _LINE.finditer(text)
        if found[0].isupper() and len(_CAPITALS.findall(found[0])) > _LABEL
    ]  # fmt: skip


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    number = bisect_right(spans, (at, sys.maxsize)) - 1
    return number >= 0 and at < spans[number][1]


def _mention(text: str, words: list[Token], first: int, last: int, lower: set[str]) -> NameMention:
    end_word = words[last].text
    possessive = bool(POSSESSIVE.search(end_word))
    end = words[last].end - (2 if possessive else 0)
    parts = [token.text for token in words[first : last + 1]]
    parts[-1] = end_word[:-2] if possessive else end_word
    determined = first > 0 and words[first - 1].lower in ("the", "a", "an")
    whole = " ".join(parts)
    kind = _known(whole)
    start = first
    roles: list[str] = []
    if not kind and determined and _is_office(parts):
        kind = "word"
    if not kind:
        cut = _role_prefix(parts)
        if cut:
            prefix = " ".join(parts[:cut])
            if any(part.rstrip(".").casefold() not in _COURTESY for part in parts[:cut]):
                roles.append(prefix)
            titled = TITLES.get(parts[cut - 1].rstrip(".").casefold()) is not None
            start, kind = first + cut - titled, "person"
            roles += before(words, first)
        else:
            roles += before(words, first)
    name = re.sub(r"\s+", " ", text[words[start].start : end])
    if first > 0 and words[first - 1].text == "@" and words[first - 1].end == words[first].start:
        name = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|_", " ", name)  # a handle: @MaraHolt
        kind = "person" if " " in name else kind
    if first > 0 and words[first - 1].text == "The" and start == first and _goes_on(words, first - 1):
        name = f"The {name}"  # “in The Salt Road”: the article is part of the name
    if not kind:
        kind = _kind(parts, roles, determined)
    if kind == "unknown" and first > 0 and words[first - 1].lower in WITHIN:
        kind = "location"
    if kind == "unknown" and last > first and _is_led(words, first):
        kind = "organisation"
    if kind in ("person", "unknown") or roles:
        roles += after(words, start, last)
        roles += named_to(words, first, last) if kind == "person" else []
        if kind == "unknown" and any(personal(role) for role in roles):
            kind = "person"
    weak = start == first and last == first and words[first].opens and kind == "unknown"
    if weak and _common_noun(words[first].lower):
        kind = "word"
    if first == last and kind in ("organisation", "unknown") and not determined and _is_called(words, first):
        kind = "word"
    if (weak and words[first].lower in lower) or name.casefold() in ("sir", "madam", "dear", "editor"):
        kind = "word"
    if kind in ("organisation", "unknown") and first == last and not possessive and _describes(words, last, determined):
        kind = "adjective"
    return NameMention(Span(words[first].start, end), name, kind, tuple(roles), weak, determined, possessive)


def _describes(words: list[Token], at: int, determined: bool) -> bool:
    """Whether a single capitalised word only describes the noun after it (“the Osmari delegation”)."""
    noun = words[at + 1].text if at + 1 < len(words) else ""
    if words[at].lower in PAPERS:
        return False
    if load().demonym(words[at].text) or (determined and re.search(r"(?:ian|ean|ese|ish)s?$", words[at].text)):
        return True
    if noun in BODIES or noun in ROLES or noun.removesuffix("s") in ROLES or noun in PLACES:
        return True
    return determined and words[at].text.endswith("i") and noun.islower() and noun not in NOT_NAMES


def _is_called(words: list[Token], at: int) -> bool:
    """Whether a title alone calls somebody or stands for him (“Professor, is that so?”, “Thank you, Chair.”)."""
    word = words[at].lower
    if word not in TITLES and word not in _IN_ROOMS:
        return False
    before = words[at].opens or words[at - 1].text in (",", ":")
    return before and at + 1 < len(words) and words[at + 1].text in (",", ".", "?", "!", ":")


def is_office(mention: NameMention) -> bool:
    """Whether a mention is no name but an office in capitals (“the Mayor”)."""
    return mention.kind == "word" and mention.determined


def _is_office(parts: list[str]) -> bool:
    """Whether words with capitals are no name but an office (“the Prime Minister”, “the Attorney General”)."""
    *fields, head = (part.casefold() for part in parts)
    if head == "general":
        return bool(fields) and fields[-1] in _OF_GENERALS
    return head in _OFFICES and all(word in _OFFICES or word in _OFFICE_FIELDS for word in fields)


def _is_led(words: list[Token], first: int) -> bool:
    """Whether a name stands after what somebody is of a body and of nobody else (“the leader of Sovereign Hearth”)."""
    return first > 1 and words[first - 1].lower in ("of", "at") and words[first - 2].lower in _LEADERS


def _goes_on(words: list[Token], at: int) -> bool:
    """Whether a word stands in the middle of a sentence, after a word in lower case."""
    return at > 0 and not words[at].opens and words[at - 1].text.islower()


def _common_noun(word: str) -> bool:
    return word in ROLES or word.removesuffix("s") in ROLES or word in GROUPS or word in NUMBERS or word in DOCUMENTS


def _known(name: str) -> str:
    table = load()
    if table.country(name):
        return "country"
    if table.seat(name):
        return "place"
    if table.organisation(name) and name.casefold() not in BODY_NAMES:
        return "organisation"
    return ""


def _role_prefix(parts: list[str]) -> int:
    """How many capitalised words before the name proper are titles, roles or what describes them."""
    cut = 0
    for i, part in enumerate(parts[:-1]):
        word = part.rstrip(".").casefold()
        if word in _CREEDS or (i > 1 and parts[i - 1] in ("of", "for")):
            continue  # “the Union of Merchant Officers”
        if word in TITLES or word in ROLES or word.rsplit("-", 1)[-1] in ROLES:
            first_name = (
                load().first_name(word) and len(parts) - i == 2 and cut == 0 and word not in ("president", "king")
            )
            if not (first_name and word in ("dean", "earl", "duke", "prince", "major", "judge", "bishop", "marshal")):
                cut = i + 1
    if cut == 0 and len(parts) > 2 and load().demonym(parts[0]) and load().first_name(parts[1]):
        cut = 1
    if any(part.casefold() in BODY_NAMES for part in parts[cut:]) and len(parts) - cut > 1:
        return 0
    if cut and parts[cut].casefold() in ("of", "for", "de"):
        return 0
    return cut


def _kind(parts: list[str], roles: list[str], determined: bool) -> str:
    words = [part.casefold() for part in parts]
    if words[0].rstrip(".") in TITLES and len(words) > 1:
        return "person"
    body = any(word in BODY_NAMES for word in words) and (len(words) > 1 or words[0] in BODIES)
    if body and not (load().first_name(words[0]) and len(words) == 2 and not determined):
        return "organisation"
    if determined and not roles:
        return "organisation"
    if any(personal(role) for role in roles):
        return "person"
    if len(words) == 1 and parts[0].isupper() and 1 < len(parts[0]) < 7:
        return "organisation"
    if len(words) > 1 and load().first_name(words[0]) and not any(word in ("of", "for", "and", "&") for word in words):
        return "person"
    return "unknown"
