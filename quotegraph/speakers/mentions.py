"""Names in a text: capitalised stretches with their titles, the roles beside them, and what they name.

Works on plain text, so that names can be found in articles whose parse is not at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.model import Span
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import (
    BODIES,
    BODY_NAMES,
    DOCUMENTS,
    GROUPS,
    NOT_NAMES,
    NUMBERS,
    PARTICLES,
    PLACES,
    ROLES,
    TITLES,
)
from quotegraph.speakers.names import fold

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=[ \u00a0][^\W\d_a-z])|[^\W_]+(?:[’'&.-][^\W_]+)*|\n\s*\n|\S")
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof sen rep gov gen col capt maj lt sgt adm cmdr rev st hon messrs mme no jr sr".split()
)
_POSSESSIVE = re.compile(r"[’'][sS]$")
_OPENERS = frozenset("“„«‘‚‹\"'(*_>")
_PUNCTUATION = frozenset(',;:.!?—–()[]“”„«»"')
_OF = frozenset(("of", "for", "on", "against"))
_OWNERS = frozenset("king queen people women children worker farmer teacher lawyer minister".split())
_SAYING = frozenset("said says told asked added warned announced argued insisted replied as by with from to".split())
_DETERMINERS = frozenset("the a an its his her their our my this that one another".split())
_COPULAS = frozenset("is was became remains remained becomes".split())
_COURTESY = frozenset("mr mrs ms miss mx sir dame lord lady herr frau monsieur madame mme".split())
_CREEDS = frozenset(
    "green tory liberal democrat republican socialist conservative nationalist progressive people person child fan source".split()
)
_WITHIN = frozenset("in near outside around across inside throughout".split())
_LONGEST_APPOSITION = 16  # words


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


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text.

    ``name`` is the name with title and without possessive; ``span`` covers it with all capitalised words before it;
    ``kind`` is person, organisation, country, place (a seat of government), location, adjective, word or unknown; ``roles`` are the phrases beside it that say what the bearer is; ``weak`` marks a single
    word that may be capitalised for opening a sentence only; ``determined`` that an article stands before it.
    """

    span: Span
    name: str
    kind: str
    roles: tuple[str, ...] = ()
    weak: bool = False
    determined: bool = False
    possessive: bool = False


def tokens(text: str) -> list[Token]:
    """Words and marks of a text.

    >>> [token.text for token in tokens("Mr. Holt’s aide left.")]
    ['Mr.', 'Holt’s', 'aide', 'left', '.']
    """
    found: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
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
        elif word[0] not in _OPENERS:
            opens = False
    return found


@lru_cache(maxsize=256)
def names_in(text: str) -> tuple[NameMention, ...]:
    """All names of a text, in order.

    >>> [(m.name, m.kind, m.roles) for m in names_in("Mara Lindqvist, the trade minister, met the Shore Party.")]
    [('Mara Lindqvist', 'person', ('the trade minister',)), ('Shore Party', 'organisation', ())]
    """
    words = tokens(text)
    lower = {token.text for token in words if token.text.islower()}
    return tuple(_mention(text, words, first, last, lower) for first, last in _stretches(words, lower))


def _capital(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and word[:3] in ("al-", "el-", "de-") and word[3:4].isupper())


def _stretches(words: list[Token], lower: set[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each name."""
    at = 0
    while at < len(words):
        word = words[at]
        if (
            not _capital(word.text)
            or len(word.text) == 1
            or (word.lower in NOT_NAMES and (word.opens or word.text != word.text.upper()))
        ):
            at += 1
            continue
        if word.opens and _common(word, lower) and at + 1 < len(words) and _capital(words[at + 1].text):
            at += 1
            continue
        at = _after_place(words, at)
        last = _run(words, at)
        while (further := _joined(words, at, last)) is not None:
            last = further
        yield at, last
        at = last + 1


def _after_place(words: list[Token], at: int) -> int:
    """Where the name proper begins in “In Dunmoor Anna Holt said”."""
    if at == 0 or words[at - 1].lower not in _WITHIN:
        return at
    last = _run(words, at)
    for i in range(at + 1, last):
        if load().first_name(words[i].text) and not load().first_name(words[i - 1].text):
            return i
    return at


def _common(word: Token, lower: set[str]) -> bool:
    """A word that opens a sentence before a name and is no part of it."""
    text = word.lower
    if text in TITLES or load().first_name(text) or load().demonym(text) or text in ROLES:
        return False
    return text in lower or text.endswith(("ly", "ing", "ed"))


def _run(words: list[Token], at: int) -> int:
    """The last token of a run of capitalised words, particles between them included."""
    last = at
    while last + 1 < len(words):
        here, after = words[last], words[last + 1]
        if after.start - here.end > 1 or after.opens or _POSSESSIVE.search(here.text):
            break
        if _capital(after.text) and after.start > here.end:
            last += 1
        elif after.text in PARTICLES and last + 2 < len(words) and _capital(words[last + 2].text):
            last += 2
        elif (
            after.text in PARTICLES and last + 3 < len(words)
            and words[last + 2].text in PARTICLES and _capital(words[last + 3].text)
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
    head = _POSSESSIVE.sub("", words[last].text)
    if words[at].text in ("’", "'") and words[at].start == words[last].end and head.endswith("s"):
        if at + 1 < len(words) and _capital(words[at + 1].text) and words[at + 1].start == words[at].end + 1:
            end = _run(words, at + 1)
            return end if words[end].lower in BODY_NAMES or words[at + 1].lower in BODY_NAMES else None
        return None
    if head != words[last].text and _capital(words[at].text) and words[at].start == words[last].end + 1:
        owner = head.casefold() in _OWNERS or words[at].lower in BODY_NAMES
        return _run(words, at) if owner and not load().demonym(head) and not load().country(head) else None
    lower = words[at].text
    body = head.casefold() in BODIES or head.casefold() in ("league", "house", "union", "bank", "mothers", "friends")
    if lower in _OF and body:
        at += 1
        if at < len(words) and words[at].text == "the":
            at += 1
        return _run(words, at) if at < len(words) and _capital(words[at].text) else None
    determined = first > 0 and words[first - 1].lower == "the"
    if lower in ("and", "&") and at + 1 < len(words) and _capital(words[at + 1].text) and (determined or lower == "&"):
        end = _run(words, at + 1)
        return end if words[end].lower in BODY_NAMES and not load().country(head) else None
    if lower in ("and", "&") and at + 1 < len(words) and any(w.lower in _OF for w in words[first:at]) and body is False:
        second = words[at + 1]
        ministry = words[first].lower in ("ministry", "department", "office", "minister", "secretary")
        return _run(words, at + 1) if ministry and _capital(second.text) else None
    return None


def _mention(text: str, words: list[Token], first: int, last: int, lower: set[str]) -> NameMention:
    end_word = words[last].text
    possessive = bool(_POSSESSIVE.search(end_word))
    end = words[last].end - (2 if possessive else 0)
    parts = [token.text for token in words[first : last + 1]]
    parts[-1] = end_word[:-2] if possessive else end_word
    determined = first > 0 and words[first - 1].lower in ("the", "a", "an")
    whole = " ".join(parts)
    kind = _known(whole)
    start = first
    roles: list[str] = []
    if not kind:
        cut = _role_prefix(parts)
        if cut:
            prefix = " ".join(parts[:cut])
            if any(part.rstrip(".").casefold() not in _COURTESY for part in parts[:cut]):
                roles.append(prefix)
            titled = TITLES.get(parts[cut - 1].rstrip(".").casefold()) is not None
            start, kind = first + cut - titled, "person"
            roles += _before(words, first)
        else:
            roles += _before(words, first)
    name = re.sub(r"\s+", " ", text[words[start].start : end])
    if first > 0 and words[first - 1].text == "@" and words[first - 1].end == words[first].start:
        name = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|_", " ", name)  # a handle: @MaraHolt
        kind = "person" if " " in name else kind
    if first > 0 and words[first - 1].text == "The" and not words[first - 1].opens and start == first:
        name = f"The {name}"  # “in The Salt Road”: the article is part of the name
    if not kind:
        kind = _kind(parts, roles, determined)
    if kind == "unknown" and first > 0 and words[first - 1].lower in _WITHIN:
        kind = "location"
    if kind in ("person", "unknown") or roles:
        roles += _beside(words, start, last)
        if kind == "unknown" and any(_personal(role) for role in roles):
            kind = "person"
    weak = start == first and last == first and words[first].opens and kind == "unknown"
    if weak and _common_noun(words[first].lower):
        kind = "word"
    if (weak and words[first].lower in lower) or name.casefold() in ("sir", "madam", "dear", "editor"):
        kind = "word"
    if kind in ("organisation", "unknown") and first == last and not possessive and _describes(words, last, determined):
        kind = "adjective"
    return NameMention(Span(words[first].start, end), name, kind, tuple(roles), weak, determined, possessive)


def _describes(words: list[Token], at: int, determined: bool) -> bool:
    """Whether a single capitalised word only describes the noun after it (“the Osmari delegation”)."""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if load().demonym(words[at].text) or (determined and re.search(r"(?:ian|ean|ese|ish)s?$", words[at].text)):
        return True
    noun = after in BODIES or after in ROLES or after.removesuffix("s") in ROLES or after in PLACES
    return noun or (determined and words[at].text.endswith("i") and after.islower() and after not in NOT_NAMES)


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
        if word in _CREEDS:
            continue
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
    if any(_personal(role) for role in roles):
        return "person"
    if len(words) == 1 and parts[0].isupper() and 1 < len(parts[0]) < 7:
        return "organisation"
    if len(words) > 1 and load().first_name(words[0]) and not any(word in ("of", "for", "and", "&") for word in words):
        return "person"
    return "unknown"


def _personal(role: str) -> bool:
    return any(word in ROLES or word.rsplit("-", 1)[-1] in ROLES for word in re.findall(r"[\w-]+", role.casefold()))


def _before(words: list[Token], first: int) -> list[str]:
    """The role in lower case right before a name (“special envoy NAME”), or before it and a comma (“its minister, NAME”)."""
    at = first - 1
    if at < 0 or words[first].opens:
        return []
    comma = words[at].text == ","
    if comma:
        at -= 1
    if at < 0 or not words[at].text[0].isalpha():
        return []
    near = words[at].lower
    if not comma and near not in ROLES and near.rsplit("-", 1)[-1] not in ROLES:
        return []
    begin = at
    while begin > 0 and at - begin < 10:
        word = words[begin - 1]
        if word.text in _PUNCTUATION or word.lower in _SAYING or words[begin].opens:
            break
        if word.lower in _DETERMINERS or _POSSESSIVE.search(word.text):
            begin -= 1
            if _POSSESSIVE.search(word.text):
                while begin > 0 and (_capital(words[begin - 1].text) or words[begin - 1].lower in _DETERMINERS):
                    if words[begin].opens:
                        break
                    begin -= 1
            break
        if word.lower in NOT_NAMES and not (comma and word.lower in _OF):
            break
        begin -= 1
    phrase = " ".join(token.text for token in words[begin : at + 1])
    owned = any(_POSSESSIVE.search(token.text) for token in words[begin:at])
    if comma and words[begin].lower not in _DETERMINERS and not owned:
        return []
    if comma and not _personal(phrase.split(" of ")[0]):
        return []
    return [phrase]


def _beside(words: list[Token], first: int, last: int) -> list[str]:
    """The roles after a name: appositions, “of the Shore Party”, “(Labour)”, “is the new minister”."""
    at = last + 1
    if at >= len(words) or _POSSESSIVE.search(words[last].text):
        return []
    mark = words[at].text
    if mark in (",", "—", "–", "("):
        begin = at + 1
        if begin + 1 < len(words) and words[begin].text.isdigit() and words[begin + 1].text == ",":
            begin += 2
        return _apposition(words, begin, mark)
    if mark in ("of", "from", "at", "for") and at + 1 < len(words):
        second = at + 2 if words[at + 1].text == "the" else at + 1
        if second < len(words) and _capital(words[second].text):
            end = _run(words, second)
            while (further := _joined(words, second, end)) is not None:
                end = further
            return [" ".join(["of", *(token.text for token in words[second : end + 1])])]
    if mark in _COPULAS and at + 1 < len(words) and words[at + 1].text in ("the", "a", "an"):
        return _apposition(words, at + 1, "is")
    return []


def _apposition(words: list[Token], begin: int, mark: str) -> list[str]:
    phrase: list[str] = []
    for token in words[begin : begin + _LONGEST_APPOSITION]:
        if token.text in _PUNCTUATION or token.text in ("who", "whose", "which", "when", "where"):
            break
        phrase.append(token.text)
    if not phrase:
        return []
    text = " ".join(phrase)
    head = fold(text.split(" of ")[0].split(" at ")[0].split(" for ")[0].split(" in ")[0])
    if mark == "(" and len(phrase) < 6:
        return [f"of {text}"] if phrase[0][0].isupper() else [text]
    if phrase[0] in ("and", "or", "but", "said", "says", "as", "to", "in", "on", "with"):
        return []
    if phrase[0] == "of" or _personal(head):
        return [text]
    return []
