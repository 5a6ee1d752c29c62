"""The pronouns and common noun phrases of an article in order, how prominent each is, and where its phrase begins."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotegraph.speakers.lexicon import PRONOUNS, ROLES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotegraph.language import Parse, Reading

_WEIGHTS = {
    "nsubj": 1.0,
    "nsubjpass": 0.9,
    "agent": 0.7,
    "dobj": 0.5,
    "dative": 0.5,
    "pobj": 0.4,
    "poss": 0.35,
    "ROOT": 0.5,
}
_CLIMB = frozenset(("compound", "appos", "nmod", "flat", "conj", "amod", "nummod"))
_SINGULAR = frozenset(("NN", "NNP", "JJ"))
_INDEFINITE = frozenset(("a", "an", "one", "another", "some", "no", "any", "every", "each"))
_DEFINITE = frozenset(("the", "this", "that"))
_OPENING = _INDEFINITE | _DEFINITE | frozenset(("his", "her", "its", "their", "my", "our", "your"))
_DESCRIBING = frozenset(("JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "VBN", "VBG", "CD", "HYPH", "RB"))


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A pronoun or a common noun phrase in the text; ``quoted``: inside a quoted sentence."""

    at: int
    token: Token
    parse: Parse
    weight: float
    quoted: bool
    pronoun: str = ""


def top_of(token: Token) -> Token:
    """The head of the phrase in which a token is a part of a name or an apposition."""
    for _ in range(4):
        if token.dep_ in _CLIMB and token.head.i != token.i:
            token = token.head
        else:
            break
    return token


def weight_of(token: Token) -> float:
    """How prominent the place of a token in its sentence is (subject 1, object 0.5, …)."""
    token = top_of(token)
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return _WEIGHTS["agent"]
    return _WEIGHTS.get(token.dep_, 0.4)


def events(reading: Reading, taken: set[int]) -> tuple[list[Event], list[int], dict[int, tuple[Token, bool]]]:
    """Pronouns and common noun phrases in order of the text; where sentences start; tokens by their place.

    ``taken`` are the places of the characters at which names begin; their tokens come back in the third part.
    """
    found: list[Event] = []
    starts: list[int] = []
    named: dict[int, tuple[Token, bool]] = {}
    for parse in reading.parses:
        quoted = parse.quote is not None
        offsets, holes = parse.offsets, parse.holes
        for token in parse.doc:
            if token.i in holes:
                continue
            at = offsets[token.idx]
            if not quoted and token.is_sent_start:
                starts.append(at)
            if at in taken:
                named[at] = (token, quoted)
                continue
            lower = token.lower_
            if lower in PRONOUNS:
                kind = PRONOUNS[lower]
                if kind in ("m", "f", "n", "p"):
                    found.append(Event(at, token, parse, weight_of(token), quoted, lower))
            elif (lower in ROLES or lower.rsplit("-", 1)[-1] in ROLES) and token.tag_ in _SINGULAR:
                found.append(Event(at, token, parse, weight_of(token), quoted))
    found.sort(key=lambda event: event.at)
    starts.sort()
    return found, starts, named


def noun_phrase(event: Event, text: str) -> tuple[int, str, bool]:
    """Start, text and definiteness of the noun phrase around a role noun: determiner to noun, “of …” included."""
    token, parse = event.token, event.parse
    left = _left_of(token, parse.holes)
    right = token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for") and child.right_edge.i - token.i < 8:
            right = child.right_edge
            break
    start, end = parse.start(left), parse.end(right)
    phrase = text[start:end]
    first = phrase.split(" ", 1)[0].casefold()
    if first in _INDEFINITE:
        return start, phrase, False
    owned = any(child.dep_ == "poss" for child in token.lefts)
    return start, phrase, first in _DEFINITE or owned


def _left_of(token: Token, holes: Container[int]) -> Token:
    """The first word of the noun phrase of a role noun.

    Where the parser has the phrase begin elsewhere than with a determiner or an owner, it is the nearest determiner
    from which only describing words part the noun.
    """
    left = token.left_edge if token.left_edge.i >= token.i - 8 else token
    within = token.doc[left.i : token.i]
    if left.i not in holes and (left.lower_ in _OPENING or any(child.dep_ == "poss" for child in token.lefts)):
        return left
    for i in range(token.i - 1, max(-1, token.i - 8), -1):
        word = token.doc[i]
        joins = word.lower_ in ("and", "of") and word.doc[i - 1].is_title and word.doc[i + 1].is_title
        if word.lower_ in _OPENING:
            return word
        if i in holes or not (joins or word.text == "-" or word.tag_ in _DESCRIBING):
            break
    return token if any(word.i in holes for word in within) else left
