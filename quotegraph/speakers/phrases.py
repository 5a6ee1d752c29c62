"""Source phrases: what the head of “the ministry's spokeswoman, Zeynab Rahimi” is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotegraph.model import Span
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import (
    BODIES,
    COLLECTIVES,
    DOCUMENTS,
    GROUPS,
    NUMBERS,
    PAPERS,
    PLACES,
    PRONOUNS,
    ROLES,
    UTTERANCES,
)
from quotegraph.speakers.mentions import NameMention
from quotegraph.speakers.numbers import number_of

_NEAR = 40  # characters by which a span may grow to hold whole words and names
_LEADING = re.compile(r"(?:even|only|but|and|then|yet|also|like|so|now|still|for|by|to|from|according to|in)\s+", re.I)
_RELATIVE = re.compile(r"[,\s]+(?:who|whom|whose|which|that|where|when|while|speaking|citing|quoting|asked)\b.*$", re.S)
_TAIL = re.compile(
    r",?\s+(?:(?-i:speaking|talking|writing|standing|sitting|wearing|holding)|on condition of anonymity"
    r"|(?:on|last|this) (?:mon|tues|wednes|thurs|fri|satur|sun)day|in an? (?:interview|statement))\b.*$",
    re.S | re.I,
)
_AFTER_NAME = re.compile(
    r"(?:of|from|for|at|in|on|by|and|&|himself|herself|itself|has|had|have|is|was|will|would|said|says|II|,)\b"
)
_CODA = re.compile(
    r"\s+(?:himself|herself|itself|themselves|back home|at home|here|there|too|alone|again|also|afterwards|later"
    r"|yesterday|today|meanwhile)$"
)
_QUANTITY = re.compile(
    r"^(?:an? (?:total|number|group|handful|couple|majority|coalition|string|series)|dozens|scores|hundreds|thousands"
    r"|some|most|many|all|several|both|two|three|four|five) of (?:the |its |his |her |their )?(?=\S)",
    re.I,
)
_INDEFINITE = frozenset(
    "a an one another some several many few most two three four five six seven eight nine ten no any".split()
)
_OWN = frozenset("his her its their my our your".split())
_PREPOSITION = re.compile(
    r"(?<![\w-])(?:of|for|to|from|by|with|at|in|on|behind|near|close|inside|within|against|familiar|along|across"
    r"|around|outside|among|including|polled|surveyed)(?![\w-])",
    re.I,
)
_OFFICE = re.compile(r"(?:the )?(?:[\w-]+ ){0,2}?([\w-]+) of (?:the )?[\w-]+")  # “secretary of state”
_RELAYS = re.compile(
    r"\b(?:spokes\w+|aides?|advis[eo]rs?|lawyers?|counsel|friends?|allies|ally|critics?|opponents?|supporters?|office"
    r"|sources?|people|persons?|officials?|colleagues?|members?|wife|husband|mother|father|son|daughter|assistants?"
    r"|attorneys?|envoys?|deput(?:y|ies)|predecessor|successor|biographer|neighbou?rs?)\s+"
    r"(?:for|of|to|from|close to|near|at|with)\b",
    re.I,
)
_AGENT = re.compile(r"(?:er|or|ist|ian|eer|ee|ant|man|woman|year)$")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase taken apart.

    ``form``: pronoun, possessive (pronoun before a noun), name, several (names), role (one person), body, group,
    document, other, empty. ``text`` is the phrase without relative clause; ``noun`` its head noun in lower case;
    ``mention`` the name that is its head; ``beside`` the rest of an apposition; ``start`` where ``text`` begins.
    """

    form: str
    text: str
    start: int
    noun: str = ""
    mention: NameMention | None = None
    others: tuple[NameMention, ...] = ()
    beside: str = ""
    owner: str = ""
    definite: bool = False
    plural: bool = False


def take_apart(text: str, span: Span, mentions: Sequence[NameMention]) -> Phrase:
    """The phrase of a source span; ``mentions`` are the names of the article in its order.

    >>> from quotegraph.speakers.mentions import names_in
    >>> text = "The ministry's spokeswoman, Zeynab Rahimi, said no."
    >>> phrase = take_apart(text, Span(0, 41), names_in(text))
    >>> phrase.form, phrase.mention.name
    ('name', 'Zeynab Rahimi')
    """
    first_near = bisect_left(mentions, span.start - _NEAR, key=_begin)
    mentions = mentions[first_near : bisect_left(mentions, span.end + _NEAR, key=_begin)]
    start, words = _clean(text, _snapped(text, span, mentions))
    if not words:
        return Phrase("empty", "", span.start)
    end = start + len(words)
    inside = [m for m in mentions if start <= m.span.start < end and m.kind not in ("word",)]
    lower = words.casefold()
    if lower in PRONOUNS:
        return Phrase("pronoun", words, start, noun=lower)
    segments = _segments(words, start, inside)
    first = segments[0]
    found = _head_name(text, first, inside)
    role = found is not None and found.name.casefold() in ROLES.keys() - PAPERS
    if found is not None and role and (len(segments) > 1 or found.span != first):
        found = None  # a role in capitals (“The CHAIR”)
    if found is not None:
        together = _together(text, found, inside, first)
        if together:
            return Phrase("several", words, start, mention=found, others=together, plural=True)
        beside = text[first.end : end].strip(" ,—–")
        return Phrase("name", words, start, mention=found, beside=beside, definite=True)
    common = _common(text, first, _without_aside(text, segments, words), start)
    plural = common.plural and not first.of(text).casefold().startswith("one of ")
    for segment in segments[1:2]:
        named = _head_name(text, segment, inside)
        if named is not None and named.name.casefold() in ROLES:
            continue
        begins = named is not None and named.span.start - segment.start < 2
        ends = named is not None and named.kind == "person" and named.span.end == segment.end
        bare_body = (
            named is not None
            and named.kind == "organisation"
            and named.span.end == segment.end
            and text[segment.start : named.span.start].casefold() in ("", "the ")
            and not plural
        )
        if bare_body or (
            named is not None and named.kind in ("person", "unknown") and (begins or (ends and not plural))
        ):
            return Phrase("name", words, start, mention=named, beside=first.of(text), definite=True)
    return common


def _begin(mention: NameMention) -> int:
    return mention.span.start


def _without_aside(text: str, segments: list[Span], words: str) -> str:
    """A phrase of several segments without what is only said in passing of its head (“the mayor, usually …”)."""
    if len(segments) < 2 or re.match(r"(?:an?|the|one|its|his|her|their|and|or)\s", segments[1].of(text).casefold()):
        return words
    return segments[0].of(text)


def _snapped(text: str, span: Span, mentions: Sequence[NameMention]) -> Span:
    """The span with the whole of the name in which it begins and of the hyphenated word in which it ends."""
    start, end = span
    for mention in mentions:
        if mention.span.start < start < mention.span.end and start - mention.span.start < _NEAR:
            start = mention.span.start
    rest = (
        re.match(r"(?:[^\W_]|[-’'](?=[^\W_]))*", text[end : end + _NEAR]) if end and text[end - 1].isalnum() else None
    )
    if rest and not re.match(r"[’'][sS]\b", rest.group()):
        end += len(rest.group())
    return Span(start, end)


def _clean(text: str, span: Span) -> tuple[int, str]:
    """The phrase without quotation marks, leading adverbs, relative clause and possessive, and where it begins."""
    words = span.of(text)
    start = span.start
    while (stripped := words.lstrip(" \n\t,;:—–-“”\"'‘’(*_@")) != words or (found := _LEADING.match(words)):
        cut = len(words) - len(stripped) if stripped != words else found.end()  # type: ignore[union-attr]
        if cut >= len(words):
            break
        start, words = start + cut, words[cut:]
    words = _RELATIVE.sub("", words)
    words = _TAIL.sub("", words)
    words = words.rstrip(' \n\t,;:—–-“”"‘(*_')
    words = _CODA.sub("", words)
    words = re.sub(r"[’'][sS]?$", "", words)
    if words.count("(") > words.count(")"):
        words = words[: words.index("(")].rstrip()
    return start, words


def _segments(words: str, start: int, inside: Sequence[NameMention]) -> list[Span]:
    """The parts between commas, dashes and brackets that do not lie in a name."""
    found: list[Span] = []
    begin = 0
    for match in re.finditer(r"\s*[,(]\s*|\s+[—–-]\s+|\)\s*", words):
        at = start + match.start()
        if any(m.span.start < at < m.span.end for m in inside) or match.start() == 0:
            continue
        if match.start() > begin:
            found.append(Span(start + begin, at))
        begin = match.end()
    if begin < len(words):
        found.append(Span(start + begin, start + len(words)))
    return found or [Span(start, start + len(words))]


def _head_name(text: str, segment: Span, inside: Sequence[NameMention]) -> NameMention | None:
    """The name that is the head of a segment, if its head is a name."""
    names = [m for m in inside if segment.start <= m.span.start < segment.end and m.kind != "adjective"]
    for mention in reversed(names):
        before = text[segment.start : mention.span.start].strip().casefold()
        after = text[mention.span.end : segment.end].strip()
        if re.search(r"\b(?:called|named)$", before) and mention.kind in ("person", "unknown"):
            return mention
        if not (mention.possessive and after.strip("’'s ")) and _may_follow(mention, before, after):
            words = _WORD.findall(before)
            if _may_precede(mention, before, words):
                return mention
    return None


def _may_follow(mention: NameMention, before: str, after: str) -> bool:
    """Whether what comes after a name in its phrase leaves the name its head."""
    if before == "the" and after.startswith(("and ", "& ")) and after.rsplit(" ", 1)[-1] in ROLES:
        return False  # “the Hearth and Pass leader”
    if not after or _AFTER_NAME.match(after):
        return True
    return mention.kind == "person" and not before and after[0].islower()  # a source that took in the verb


def _may_precede(mention: NameMention, before: str, words: list[str]) -> bool:
    """Whether what comes before a name in its phrase leaves the name its head."""
    near_role = bool(words) and (words[-1] in ROLES or words[-1].rsplit("-", 1)[-1] in ROLES)
    if re.search(r"[’']s?$|[’']s\s", before):
        of_body = (
            re.search(r"[’']s?$", before)
            and len(mention.name.split()) > 1
            and mention.kind in ("person", "organisation", "unknown")
        )
        if not of_body and not near_role:
            return False
    if words and number_of(words[-1]) > 1 and mention.name.endswith("s") and mention.kind != "person":
        return False  # “31 Democrats”
    if words and words[0] in _OWN and len(words) == 1 and mention.kind == "person":
        return False
    if _PREPOSITION.search(before) or re.search(r"\band\b", before):
        members = re.fullmatch(r"(?:the )?members (?:of|at|in)(?: the)?", before)
        if members and mention.kind == "organisation":
            return True
        office = _OFFICE.fullmatch(before) if mention.kind == "person" and " " in mention.name else None
        return (near_role or bool(office and office[1] in ROLES)) and not _RELAYS.search(before)
    return True


def _together(text: str, head: NameMention, inside: Sequence[NameMention], first: Span) -> tuple[NameMention, ...]:
    """All names of a coordination (“A and B”), else nothing."""
    people = [
        m for m in inside if m.kind in ("person", "unknown", "country", "organisation") and first.start <= m.span.start
    ]
    listed = first.end
    for one, other in pairwise(people):
        between = text[one.span.end : other.span.start].casefold().strip()
        if (
            re.fullmatch(r"(?:,|,? ?and(?: the)?|&|,? ?or)", between)
            and one.kind == other.kind
            and one.span.end <= listed
        ):
            if between == ",":
                listed = other.span.end
                continue
            return tuple(people)
    return ()


_AFAR = re.compile(r"\b(?:added|made|written|at|in|by|from|with|after|under)\b")
"""What shows that a possessive is not that of the head (“a sentence added at Holt's request”)."""


def _common(text: str, first: Span, words: str, start: int) -> Phrase:
    """A phrase whose head is a common noun."""
    segment = _QUANTITY.sub("", first.of(text)) or first.of(text)
    owner = ""
    own = _WORD.findall(segment)
    lower = [word.casefold() for word in own]
    if not lower:
        return Phrase("empty", words, start)
    if lower[0] in _OWN and len(lower) > 1:
        owner = lower[0]
    elif (found := re.match(r"(.+?)(?:[’']s|(?<=s)[’'])\s", segment)) and not _AFAR.search(found.group(1)):
        owner = found.group(1)
    if not owner and (found := re.search(r"^(?:the|its)?\s*\S+\s+(?:of|for)\s+(.+)$", segment)):
        owner = found.group(1)
    head_part = _PREPOSITION.split(segment, maxsplit=1)[0]
    if owner and lower[0] not in _OWN and "’s" in segment.replace("'s", "’s"):
        after = re.split(r"(?:[’']s|(?<=s)[’'])\s", segment, maxsplit=1)
        head_part = _PREPOSITION.split(after[1], maxsplit=1)[0] if len(after) > 1 else head_part
    heads = [word.casefold() for word in _WORD.findall(head_part)]
    for at, word in enumerate(heads[1:], 1):
        if heads[at - 1] in DOCUMENTS and (word.endswith("ed") or word in ("made", "written", "sent", "put", "seen")):
            heads = heads[:at]  # “a study published this week”
            break
    noun = heads[-1] if heads else lower[-1]
    definite = (
        lower[0] in ("the", "this", "that", "these", "those") or bool(owner and lower[0] in _OWN) or lower[0] in _OWN
    )
    if owner and not definite and re.search(r"[’']s?\s", segment):
        definite = lower[0] not in _INDEFINITE
    counted = any(w in NUMBERS or number_of(w) > 1 for w in lower[:3])
    plain = noun.rsplit("-", 1)[-1]
    singular = plain in ROLES and not counted
    plural_role = not singular and (plain.removesuffix("s") in ROLES or plain in GROUPS or (plain.endswith("men")))
    form = "other"
    if noun in GROUPS or (counted and plural_role):
        form = "group"
    elif singular or noun in ROLES:
        form = "role"
    elif noun in BODIES or plain in BODIES or plain.removesuffix("s") in BODIES:
        form = "body"
    elif noun in DOCUMENTS:
        form = "document"
    elif plural_role:
        form = "people"
    elif counted and plain.endswith("s") and plain not in DOCUMENTS:
        form = "group"
    plural = plural_role or counted or (form == "other" and noun.endswith("s") and noun[-2:] not in ("ss", "us", "is"))
    if owner and lower[0] in _OWN and form == "other":
        form = "possessive"
    return Phrase(form, words, start, noun=noun, owner=owner, definite=definite, plural=plural)


_ANONYMOUS = frozenset(
    """
    people persons officials sources diplomats members deputies delegates investors lawmakers mps aides advisers
    colleagues witnesses insiders executives employees participants others men women lawyers allies friends critics
    supporters opponents respondents analysts traders bankers users visitors guests customers passengers
    """.split()
)
_FEW = 5  # fewer than so many are some people whom an article does not name, not a group


def unnamed_people(text: str) -> bool:
    """Whether a phrase for several means some people without a name, who are nobody's group.

    >>> [unnamed_people(text) for text in ("two people familiar with the matter", "26 countries", "the three parties")]
    [True, False, False]
    >>> unnamed_people("Three of the four dissenters"), unnamed_people("Forty-one doctors")
    (True, False)
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if words[:3] == ["a", "total", "of"]:
        words = words[3:]
    if not words or words[0] in ("some", "a", "several", "its", "his", "her", "their", "both"):
        return bool(words)
    value = number_of(words[0])
    if value and words[1:3] == ["of", "the"]:
        return True
    head = _PREPOSITION.split(" ".join(words), maxsplit=1)[0].split()[-1:]
    return (0 < value < _FEW) or (words[0] != "the" and head != [] and head[0] in _ANONYMOUS)


def is_thing(phrase: Phrase) -> bool:
    """Whether a phrase names something that cannot speak, so that somebody else does (“the process”, “his answer”).

    >>> span = Span(0, 11)
    >>> is_thing(take_apart("The process", span, ())), is_thing(take_apart("The skipper", span, ()))
    (True, False)
    """
    if phrase.form not in ("other", "possessive", "document"):
        return False
    noun = phrase.noun
    if noun in UTTERANCES and noun not in DOCUMENTS:
        return True
    if phrase.form != "other" or phrase.plural or noun in COLLECTIVES or not noun.isalpha() or _AGENT.search(noun):
        return False
    first = phrase.text.split(" ", 1)[0].casefold()
    bare_noun = first == noun and first not in _INDEFINITE
    return (phrase.definite or bare_noun) and noun not in PLACES and noun not in NUMBERS


def described(text: str) -> str:
    """A description as it is shown: the determiner in lower case.

    >>> described("A senior official"), described("Western diplomats"), described("Norwegians")
    ('a senior official', 'Western diplomats', 'Norwegians')
    """
    text = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" ,;:")
    first = text.split(" ", 1)[0].casefold()
    known = (
        first in _INDEFINITE
        or first in NUMBERS
        or first in ("the", "both", "neither", "those", "other", "most", "opposition")
    )
    plain = first in ROLES or first.removesuffix("s") in ROLES or first in GROUPS or first in _OWN or first in DOCUMENTS
    if text.isupper() and len(text) > 3:
        return text.casefold()
    alone = " " not in text and load().demonym(text) is None  # not “Norwegians”
    return text[0].casefold() + text[1:] if text and (known or plain or alone) else text
