"""The roles that stand beside a name: before it, in apposition, after “is”."""

from __future__ import annotations

import re

from quotegraph.speakers.lexicon import NOT_NAMES, ROLES
from quotegraph.speakers.names import fold
from quotegraph.speakers.stretches import POSSESSIVE, SAYING, Token, capital, name_end

_HEAD_ENDS = re.compile(r"\s(?:of|for|in|at|on|to|from|with|against|and)\s")
_PUNCTUATION = frozenset(',;:.!?—–()[]“”„«»"')
_OF = frozenset(("of", "for", "on", "against"))
_SAYING = frozenset("said says told asked added warned announced argued insisted replied as by with from to".split())
_DETERMINERS = frozenset("the a an its his her their our my this that one another whose".split())
_COPULAS = frozenset("is was became remains remained becomes".split())
_NO_ROLE = frozenset("and or but said says as to in on with".split())
_JOINING = frozenset("the a an of for and its his her their".split())
_FINITE = frozenset("is was are were has had will would can could may might must should does did".split())
_LONGEST_APPOSITION = 16  # words
_LONGEST_WAY = 8  # words from a verb to the “as” of an office
_AUXILIARIES = frozenset("is was has had been being will be are were".split())
_CHOSEN = frozenset("elected re-elected appointed named becomes became chosen picked".split())
_NAMING = frozenset("named appointed made nominated picked chose elected".split())
_GOVERNMENTS = frozenset(("government", "cabinet", "administration"))
_TAKING = frozenset("sworn installed inaugurated takes took taking taken serves works starts started begins".split())
_LEAVING = frozenset(
    "resigned resigns stepped steps served quit quits retired retires removed dismissed sacked".split()
)
"""Verbs with offices: one is chosen mayor or as mayor, sworn in as mayor; whoever resigned as mayor was it before."""
_DOING = {
    "leads": "leader of", "heads": "head of", "chairs": "chair of", "runs": "head of", "manages": "manager of",
    "coaches": "coach of", "edits": "editor of", "owns": "owner of", "founded": "founder of", "directs": "director of",
    "captains": "captain of", "led": "former leader of", "chaired": "former chair of", "headed": "former head of",
}  # fmt: skip
"""What somebody is who does something (“who chairs the council”)."""
_HEADING = frozenset(("leads", "heads", "chairs"))
"""Those of them that say so in a main clause, too."""
_BARE = frozenset(
    """
    president premier chancellor minister secretary mayor governor chair chairman chairwoman chairperson director
    commissioner ambassador prosecutor speaker treasurer leader head captain spokesman spokeswoman spokesperson
    """.split()
)
"""Offices that stand without an article after “is”."""


def personal(role: str) -> bool:
    """Whether a phrase holds a noun for a person."""
    return any(word in ROLES or word.rsplit("-", 1)[-1] in ROLES for word in re.findall(r"[\w-]+", role.casefold()))


def before(words: list[Token], first: int) -> list[str]:
    """The role in lower case right before a name (“special envoy NAME”, “its minister, NAME”)."""
    at = first - 1
    if at < 0 or words[first].opens:
        return []
    if words[at].text in ("is", "was") and at > 1:
        return _subject(words, at)
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
        if word.lower in _DETERMINERS or POSSESSIVE.search(word.text):
            begin -= 1
            if POSSESSIVE.search(word.text):
                while begin > 0 and (capital(words[begin - 1].text) or words[begin - 1].lower in _DETERMINERS):
                    if words[begin].opens:
                        break
                    begin -= 1
            elif comma and begin > 1 and words[begin - 1].lower in _OF and not words[begin].opens:
                continue  # “the leader of the Shore Party, NAME”
            break
        if word.lower in NOT_NAMES and not (comma and word.lower in (*_OF, "whose")):
            break
        begin -= 1
    phrase = " ".join(token.text for token in words[begin : at + 1])
    owned = any(POSSESSIVE.search(token.text) for token in words[begin:at])
    if comma and words[begin].lower not in _DETERMINERS and not owned:
        return []
    if comma and not personal(_HEAD_ENDS.split(phrase)[0].rsplit(" ", 1)[-1]):
        return []  # “the minister met Ivo Sand, NAME”
    return [phrase]


def _subject(words: list[Token], verb: int) -> list[str]:
    """The definite role that is the subject of a sentence which says who holds it (“the new chair is NAME”)."""
    begin = verb
    while begin > 0 and verb - begin < 6 and not words[begin].opens:
        begin -= 1
    phrase = [token.text for token in words[begin:verb]]
    if (
        not phrase
        or phrase[0].casefold() not in ("the", "its", "their", "his", "her")
        or phrase[-1].casefold() not in ROLES
    ):
        return []
    return [" ".join(phrase)]


def after(words: list[Token], first: int, last: int) -> list[str]:
    """The roles after a name: appositions, “of the Shore Party”, “(Labour)”, “is the new minister”."""
    at = last + 1
    if at >= len(words) or POSSESSIVE.search(words[last].text):
        return []
    mark = words[at].text
    if mark in (",", "—", "–", "("):
        begin = at + 1
        if begin + 1 < len(words) and words[begin].text.isdigit() and words[begin + 1].text == ",":
            begin += 2
        if mark != "(" and begin + 1 < len(words) and words[begin].text == "who":
            return _doing(words, begin + 1)
        return _apposition(words, begin, mark)
    if mark in ("of", "from", "at", "for") and at + 1 < len(words):
        second = at + 2 if words[at + 1].text == "the" else at + 1
        if second < len(words) and capital(words[second].text):
            end = name_end(words, second)
            return [" ".join(["of", *(token.text for token in words[second : end + 1])])]
    if mark in _COPULAS and at + 1 < len(words) and words[at + 1].text in ("the", "a", "an"):
        return _apposition(words, at + 1, "is")
    if mark in _COPULAS and any(word.text in _BARE for word in words[at + 1 : at + 4]) and _is_role(words, at + 1):
        return _apposition(words, at + 1, "is")
    if mark in _HEADING:
        return _doing(words, at)
    return _taken_up(words, at)


def named_to(words: list[Token], first: int, last: int) -> list[str]:
    """The office to which somebody is named or that is said to be his (“appointed NAME defence minister”).

    Whose government or cabinet it is, is the head of it.
    """
    if first > 1 and words[first - 1].text == "of" and words[first - 2].text in _GOVERNMENTS:
        return ["head of government"]
    at = last + 1
    if POSSESSIVE.search(words[last].text):
        return ["head of government"] if at < len(words) and words[at].text in _GOVERNMENTS else []
    if not any(word.text in _NAMING for word in words[max(0, first - 2) : first]):
        return []
    if at < len(words) and words[at].text == ",":
        ends = (i for i in range(at + 1, min(at + _LONGEST_APPOSITION, len(words))) if words[i].text in _PUNCTUATION)
        at = next(ends, len(words))
        at = at + 1 if at < len(words) and words[at].text == "," else len(words)
    if at < len(words) and words[at].text in ("as", "to", "its", "the", "his", "her", "their"):
        at += 1
    near = words[at].lower if at < len(words) else ""
    if not near.islower() or near in NOT_NAMES or not _is_role(words, at):
        return []
    return [f"new {text}" for text in _apposition(words, at, "is")]


def _doing(words: list[Token], at: int) -> list[str]:
    """What somebody is who leads, chairs or owns something, or speaks for it (“who leads the Shore Party”)."""
    verb = words[at].text
    says = "spokesperson for" if verb == "speaks" and words[at + 1 : at + 2] and words[at + 1].text == "for" else ""
    role = _DOING.get(verb, says)
    phrase: list[str] = []
    for token in words[at + (2 if says else 1) : at + _LONGEST_APPOSITION] if role else ():
        if token.text in _PUNCTUATION or (phrase and token.lower in NOT_NAMES and token.lower not in _JOINING):
            break
        phrase.append(token.text)
    named = phrase and (phrase[0] in _DETERMINERS or phrase[0][0].isupper() or len(phrase) == 1)
    return [" ".join((role, *phrase))] if named else []


def _taken_up(words: list[Token], at: int) -> list[str]:
    """The office that a verb says somebody takes up or leaves (“was sworn in on Monday as mayor of Osmar”)."""
    begin = at
    while begin < len(words) and words[begin].text in _AUXILIARIES:
        begin += 1
    verb = words[begin].text if begin < len(words) else ""
    leaves = verb in _LEAVING
    if verb not in _TAKING and verb not in _CHOSEN and not leaves:
        return []
    role = begin + 1
    if verb not in _CHOSEN or (role < len(words) and not _is_role(words, role)):
        for role in range(begin + 1, min(begin + _LONGEST_WAY, len(words))):
            if words[role].text in _PUNCTUATION or words[role].text == "as":
                break
        if role >= len(words) or words[role].text != "as":
            return []
        role += 1
    if role >= len(words) or not _is_role(words, role):
        return []
    found = _apposition(words, role, "is")
    return [f"former {text}" for text in found] if leaves else found


def _is_role(words: list[Token], at: int) -> bool:
    """Whether a role, perhaps with what describes it, begins at a word (“mayor”, “the next mayor”)."""
    for word in words[at : at + 4]:
        if word.lower in ROLES or word.lower.rsplit("-", 1)[-1] in ROLES:
            return True
        if word.text in _PUNCTUATION or (word.lower in NOT_NAMES and word.lower not in (*_DETERMINERS, "next")):
            return False
    return False


def _apposition(words: list[Token], begin: int, mark: str) -> list[str]:
    phrase: list[str] = []
    for token in words[begin : begin + _LONGEST_APPOSITION]:
        if token.text in _PUNCTUATION or token.text in ("who", "whose", "which", "when", "where"):
            break
        if mark == "," and phrase and (token.text in SAYING or token.text in _FINITE):
            return []  # “…, the prosecutor told the court”: a clause of its own
        phrase.append(token.text)
    if not phrase:
        return []
    text = " ".join(phrase)
    head = fold(text.split(" of ")[0].split(" at ")[0].split(" for ")[0].split(" in ")[0])
    if mark == "(" and len(phrase) < 6:
        return [f"of {text}"] if phrase[0][0].isupper() else [text]
    if phrase[0] in ("and", "or", "but", "said", "says", "as", "to", "in", "on", "with"):
        return []
    if phrase[0].endswith("ed") and phrase[0] not in ("retired", "acclaimed", "noted", "renowned"):
        return []
    if phrase[0] == "of" or personal(head):
        return [text]
    return []
