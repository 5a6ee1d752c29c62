"""Of which kind a mention is: a name in full, a last name, a role, a pronoun, a metonym, a collective."""

from __future__ import annotations

import re

from quotegraph.model import Speaker
from quotegraph.speakers.cast import same_last
from quotegraph.speakers.lexicon import PRONOUNS
from quotegraph.speakers.names import fold, parse_name

MENTION_KINDS = (
    "full name",
    "last name",
    "role",
    "pronoun",
    "first person",
    "body's name",
    "metonym",
    "collective",
    "unnamed",
    "no source",
)
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_LEAST = 3  # letters of a word by which a body's name is known


def mention_kind(words: str, speaker: Speaker) -> str:
    """The kind of a mention, one of MENTION_KINDS, from its words and whom it means.

    ``metonym``: a country or a place called otherwise than by its name (“Paris”, “the French government”), and a body
    called by the name of something else (“Brussels”); ``collective``: a group, and a body without its name (“the
    union”).

    >>> holt = Speaker("mara-holt", "Mara Holt")
    >>> [mention_kind(words, holt) for words in ("Mara Holt, the mayor", "Ms Holt", "she", "the mayor", "I", "")]
    ['full name', 'last name', 'pronoun', 'role', 'first person', 'no source']
    >>> mention_kind("the union", Speaker("u", "Rail Workers' Union", "organisation"))
    'collective'
    """
    plain = words.strip(" ,;:“”\"'‘’").casefold()
    if not plain:
        return "no source"
    plain = re.sub(r" (?:him|her|it)self$| themselves$", "", plain)
    if plain in PRONOUNS:
        return "first person" if PRONOUNS[plain] in ("1", "1p") else "pronoun"
    if speaker.kind == "unnamed":
        return "unnamed"
    if speaker.kind == "person":
        return _of_person(words, speaker)
    if speaker.kind == "group":
        return "collective"
    said, name = fold(words), fold(speaker.name).removeprefix("the ")
    if name in said:
        return "body's name"
    if speaker.kind in ("country", "place"):
        return "metonym"
    capitals = [word for word in _WORD.findall(words) if word[0].isupper() and word.casefold() != "the"]
    parts = set(_WORD.findall(name))
    if any(word.isupper() and len(word) > 1 for word in capitals) or any(
        len(word) >= _LEAST and fold(word) in parts for word in capitals
    ):
        return "body's name"
    opens = capitals[:1] if words.lstrip()[:1].isupper() and words.split()[0] == "".join(capitals[:1]) else []
    return "metonym" if len(words.split()) == 1 and opens else "collective"


def _of_person(words: str, speaker: Speaker) -> str:
    name = parse_name(speaker.name)
    said = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(words) if word[0].isupper()]
    last = any(same_last(word, part) for word in said for part in name.last.split())
    first = bool(name.first) and any(fold(word) == fold(name.first) for word in said)
    if last and (first or not name.first):
        return "full name"
    return "last name" if last or first else "role"
