"""Text to tokens, and the stretches of capitalised words in them that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from quotegraph.language.capitals import calm
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import BODIES, BODY_NAMES, NOT_NAMES, NUMBERS, PARTICLES, ROLES, TITLES
from quotegraph.speakers.numbers import number_of

_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"  # an accent may follow its letter
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|[^\W\d_]\.(?=[ \u00a0][^\W\d_a-z])|{_LETTERS}(?:[’'&.-]{_LETTERS})*|\n\s*\n|\S"
)
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof sen rep gov gen col capt maj lt sgt adm cmdr rev st hon messrs mme no jr sr".split()
)
POSSESSIVE = re.compile(r"[’'][sS]$")
WITHIN = frozenset("in near outside around across inside throughout".split())
"""Prepositions before a place."""
SAYING = frozenset(
    """
    accuse accuses accused add adds added announce announces announced ask asks asked claim claims claimed denies
    denied deny insist insists insisted rejects rejected reject reply replies replied say says said saying tell tells
    told urge urges urged vow vows vowed warn warns warned writes wrote
    """.split()
)
"""Verbs of saying, which are no part of a name even in a headline."""
_EPITHETS = frozenset("big little old young poor dear lucky plucky".split())
"""Words before a name that are no part of it."""
_GENERATIONS = frozenset(("jr", "jr.", "sr", "sr."))
_TIME = re.compile(r"[012]?\d[.:][0-5]\d")
_OPENERS = frozenset("“„«‘‚‹\"'(*_>")
_CLOSERS = frozenset("”»")
_OF = frozenset(("of", "for", "on", "against"))
_OWNERS = frozenset("king queen people women children worker farmer teacher lawyer minister".split())
_HEADS = BODIES | frozenset("league house palace union bank mothers friends".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark with its place; ``opens`` says whether it begins a sentence."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


def tokens(text: str) -> list[Token]:
    """Words and marks of a text.

    >>> [token.text for token in tokens("Mr. Holt’s aide left.")]
    ['Mr.', 'Holt’s', 'aide', 'left', '.']
    """
    found: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(calm(text)):
        word, start, end = normalize("NFC", match.group()), match.start(), match.end()
        if word == "." and found and found[-1].end == start and found[-1].lower in _ABBREVIATED:
            last = found.pop()
            found.append(Token(last.text + ".", last.start, end, last.opens))
            continue
        if word[0] == "\n":
            opens = True
            continue
        if word[0] in "•*-–—#" and opens:
            continue
        found.append(Token(word, start, end, opens))
        if word in ".!?:…":
            opens = True
        elif word[0] not in _OPENERS and word not in _CLOSERS and not _stamp(found):
            opens = False
    return found


def _stamp(found: list[Token]) -> bool:
    """Whether tokens end with the time that opens an entry of a live report (“14.20 Rain”, “09:40 No news”)."""
    if _TIME.fullmatch(found[-1].text):
        return found[-1].opens
    hour = found[-3:-2]
    return bool(hour) and hour[0].opens and _TIME.fullmatch("".join(token.text for token in found[-3:])) is not None


def capital(word: str) -> bool:
    """Whether a word is written as a name (“al-Khoury” too)."""
    return word[0].isupper() or (len(word) > 2 and word[:3] in ("al-", "el-", "de-") and word[3:4].isupper())


def stretches(words: list[Token], lower: set[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each name."""
    sure = {(a.text, b.text) for a, b in pairwise(words) if not a.opens and capital(a.text) and capital(b.text)}
    at = 0
    while at < len(words):
        word = words[at]
        if not capital(word.text) or len(word.text) == 1 or (_no_name(word) and not _counting_name(words, at)):
            at += 1
            continue
        if word.text.isupper() and len(word.text) > 2 and (word.lower in SAYING or word.lower in lower - ROLES.keys()):
            at += 1  # a word in capitals for emphasis or in a headline
            continue
        if word.opens and _shouts(words, at):
            at += 1
            continue
        if (
            word.opens
            and _common(word, lower)
            and not _public(words, at)
            and not _opens_title(words, at)
            and at + 1 < len(words)
            and capital(words[at + 1].text)
            and (word.text, words[at + 1].text) not in sure
        ):
            at += 1
            continue
        at = _after_place(words, at)
        last = name_end(words, at)
        yield at, last
        at = last + 1


def _opens_title(words: list[Token], at: int) -> bool:
    """Whether a word is the first of the title before a name (“Prime Minister Ada Holt”)."""
    if at + 2 >= len(words) or not capital(words[at + 2].text):
        return False
    return words[at + 1].lower in ROLES and not load().first_name(words[at + 1].lower)


def _shouts(words: list[Token], at: int) -> bool:
    """Whether a word in capitals opens a text before a name that is not (“FURIOUS Claas Bredow told …”)."""
    following = [token.text for token in words[at + 1 : at + 3]]
    mixed = len(following) == 2 and all(capital(word) and not word.isupper() for word in following)
    return mixed and words[at].text.isupper() and len(words[at].text) > _LONGEST_LETTERS


_LONGEST_LETTERS = 5  # of an abbreviation that is read letter by letter


def _no_name(word: Token) -> bool:
    return word.lower in NOT_NAMES or word.lower in NUMBERS or number_of(word.lower) > 0


def _public(words: list[Token], at: int) -> bool:
    """Whether a name that the gazetteer knows begins at a word (“Downing Street”)."""
    table, last = load(), _run(words, at)
    name = POSSESSIVE.sub("", " ".join(token.text for token in words[at : last + 1]))
    return bool(table.seat(name) or table.organisation(name) or table.country(name))


def _numbered(words: list[Token], at: int) -> bool:
    """“No 10”: the word and the number after it are one name."""
    return words[at].text in ("No", "No.", "Number") and at + 1 < len(words) and words[at + 1].text.isdigit()


def _counting_name(words: list[Token], at: int) -> bool:
    """A number that begins a name in the middle of a sentence (“Thirty Kilometres”), or “No 10”."""
    if _numbered(words, at):
        return True
    following = words[at + 1].text if at + 1 < len(words) else "."
    number = words[at].lower in NUMBERS or number_of(words[at].lower) > 0
    return not words[at].opens and number and capital(following)


def _after_place(words: list[Token], at: int) -> int:
    """Where the name proper begins in “In Dunmoor Anna Holt said”."""
    table = load()
    last = _run(words, at)
    near = words[at - 1].lower if at else ""
    office = at > 1 and near == "of" and words[at - 2].lower in ROLES  # “Secretary of State Ada Holt”
    within = near in WITHIN or near == "from" or office
    for i in range(at + 1, last):
        before = words[i - 1].text
        place = within or (table.capital(before) and not table.first_name(before))
        if place and table.first_name(words[i].text) and not (table.first_name(before) and not table.capital(before)):
            return i
    return at


def _common(word: Token, lower: set[str]) -> bool:
    """A word that opens a sentence before a name and is no part of it."""
    text = word.lower
    if text in TITLES or load().first_name(text) or load().demonym(text) or text in ROLES:
        return False
    return text in lower or text in _EPITHETS or text.endswith(("ly", "ing", "ed"))


def name_end(words: list[Token], at: int) -> int:
    """The last token of the name that begins at a token."""
    last = _run(words, at)
    if last + 2 < len(words) and words[last + 1].text == "," and words[last + 2].lower in _GENERATIONS:
        return last + 2  # “John Reyes, Jr.”
    if last == at and _numbered(words, at):
        return at + 1
    while (further := _joined(words, at, last)) is not None:
        last = further
    return last


def _run(words: list[Token], at: int) -> int:
    """The last token of a run of capitalised words, particles between them included."""
    last = at
    while last + 1 < len(words):
        here, after = words[last], words[last + 1]
        if after.start - here.end > 1 or after.opens or POSSESSIVE.search(here.text) or after.lower in SAYING:
            break
        if capital(after.text) and after.start > here.end:
            last += 1
        elif after.text in PARTICLES and last + 2 < len(words) and capital(words[last + 2].text):
            last += 2
        elif (
            after.text in PARTICLES and last + 3 < len(words)
            and words[last + 2].text in PARTICLES and capital(words[last + 3].text)
        ):  # fmt: skip
            last += 3
        else:
            break
    return last


def _joined(words: list[Token], first: int, last: int) -> int | None:
    """Where a name goes on after “of”, “for the”, “and”, a possessive (“Nurses' Union of Ambria”), else None."""
    at = last + 1
    if at >= len(words):
        return None
    head = POSSESSIVE.sub("", words[last].text)
    if words[at].text in ("’", "'") and words[at].start == words[last].end and head.endswith("s"):
        if at + 1 < len(words) and capital(words[at + 1].text) and words[at + 1].start == words[at].end + 1:
            end = _run(words, at + 1)
            return end if words[end].lower in BODY_NAMES or words[at + 1].lower in BODY_NAMES else None
        return None
    if head != words[last].text and capital(words[at].text) and words[at].start == words[last].end + 1:
        owner = head.casefold() in _OWNERS or words[at].lower in BODY_NAMES
        return _run(words, at) if owner and not load().demonym(head) and not load().country(head) else None
    lower = words[at].text
    body = head.casefold() in _HEADS
    if lower in _OF and body:
        at += 1
        if at < len(words) and words[at].text == "the":
            at += 1
        going_on = at < len(words) and capital(words[at].text)
        if going_on and words[at].lower in NOT_NAMES:  # “the Association of Can Makers”
            going_on = at + 1 < len(words) and capital(words[at + 1].text) and words[at + 1].lower not in NOT_NAMES
        return _run(words, at) if going_on else None
    determined = first > 0 and words[first - 1].lower == "the"
    if lower in ("and", "&") and at + 1 < len(words) and capital(words[at + 1].text) and (determined or lower == "&"):
        end = _run(words, at + 1)
        return end if words[end].lower in BODY_NAMES and not load().country(head) else None
    if lower == "and" and first > 0 and words[first - 1].text == "(" and at + 1 < len(words):
        end = _run(words, at + 1)  # “Mara Holt (Land and Order)”
        closed = end + 1 < len(words) and words[end + 1].text == ")" and capital(words[at + 1].text)
        return end if closed and not load().country(head) else None
    if lower in ("and", "&") and at + 1 < len(words) and any(w.lower in _OF for w in words[first:at]) and body is False:
        second = words[at + 1]
        ministry = words[first].lower in ("ministry", "department", "office", "minister", "secretary")
        return _run(words, at + 1) if ministry and capital(second.text) else None
    return None
