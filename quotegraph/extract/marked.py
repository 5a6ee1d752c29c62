"""What tells words in quotation marks that somebody says from signs, titles, terms and scare quotes."""

from __future__ import annotations

import re
from collections.abc import Container

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.language import Reading
from quotegraph.model import Span

_NEAR = 70  # characters before the marks that are looked at
_HEADING = 8  # words of a heading, at most
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = frozenset(
    "a an and as at but by for from in into is of on or over the to under up v versus vs with de la le".split()
)
_DETERMINERS = frozenset("a an the this that these those its his her their our my your no any some each".split())
_NAMED = frozenset(
    "called christened dubbed entitled headed known labeled labelled listed named nicknamed styled termed "
    "titled".split()
)
_STOPS = ".!?;\n"


def is_inscribed(reading: Reading, candidate: Candidate) -> bool:
    """Whether words in marks stand on a thing, whoever put them there: *“No entry”, said the sign*."""
    marks = [part for part, _ in reading.near(candidate.content[0])]
    if not marks:
        return False
    text, start = reading.article.text, marks[0].start
    before = text[max(reading.block_at(start).body.start, start - _NEAR) : start]
    who = candidate.subject
    if who is not None and candidate.source:
        if who.lower_ == "it" and candidate.lemma == "read":  # *They passed a banner. “No peace,” it read.*
            return any(word.casefold() in lex.CARRIERS for word in _WORD.findall(before))
        return who.lemma_.casefold() in lex.CARRIERS and who.pos_ == "NOUN"
    named = _WORD.findall(candidate.source[0].of(text).casefold()) if candidate.source else []
    if candidate.source and not (named and named[-1] in lex.CARRIERS):
        return False
    if candidate.cue and candidate.lemma not in lex.NOUNS:
        return False
    near = [word.casefold() for word in _lead(before)[-5:]]
    return any(word in lex.CARRIERS for word in near) and (before.rstrip()[-1:] == ":" or near[-1] == "words")


def marked_features(reading: Reading, candidate: Candidate, share: str, out: dict[str, float]) -> None:
    """Adds features of the first piece in marks of a content; ``share``: whether *all* or *some* of it is in marks."""
    text = reading.article.text
    part = next(
        (part for span in candidate.content for part, _ in reading.near(span) if part.start >= span.start), None
    )
    if part is None:
        return
    words = _WORD.findall(part.of(text))
    if not words:
        return
    block = reading.block_at(part.start).body
    before = text[max(block.start, part.start - _NEAR) : part.start]
    lead = _lead(before)
    shape = _shape(words)
    kind = f"{shape}&{share}"
    out[f"marks={kind}"] = 1.0
    out[f"marks ends={_end(text, part)}&{share}"] = 1.0
    if _carries(candidate, lead):
        out["marks on a carrier"] = out[f"marks on a carrier&{share}"] = 1.0
    if not candidate.source and part.end >= block.end - 1 and part.start <= block.start + 1 and len(words) <= _HEADING:
        out["marks as heading"] = 1.0
    last = lead[-1].casefold() if lead else ""
    joint = before.rstrip()[-1:]
    if last in lex.WORKS or any(word.casefold() in lex.WORKS for word in lead[-4:]):
        out["marks of a work"] = out[f"marks of a work&{shape}"] = 1.0
    if joint == ",":
        out[f"marks after comma&{kind}"] = 1.0
    elif joint and joint not in ":":
        places: dict[str, Container[str]] = {
            "determiner": _DETERMINERS,
            "name": _NAMED,
            "word": lex.TERMS,
            "so-called": ("so-called",),
        }
        where = next((name for name, known in places.items() if last in known), "")
        if where:
            out[f"marks after {where}"] = out[f"marks after {where}&{share}"] = 1.0
    verb = candidate.verb
    if verb is not None and candidate.lemma in lex.NAMING and any(child.dep_ == "auxpass" for child in verb.children):
        out["marks and named"] = 1.0


def _lead(before: str) -> list[str]:
    """The words of the sentence so far."""
    return _WORD.findall(before[max(before.rfind(stop) for stop in _STOPS) + 1 :])


def _shape(words: list[str]) -> str:
    """*title*: several words, all that matter with a capital; else by their number and the first one's letter."""
    weighty = [word for word in words if word.casefold() not in _SMALL]
    capital = words[0][:1].isupper()
    if len(words) > 1 and capital and all(word[:1].isupper() for word in weighty):
        return "capitals" if all(word.isupper() for word in words) else "title"
    size = "one" if len(words) == 1 else "few" if len(words) < 4 else "many"
    return f"{size} {'capital' if capital else 'small'}"


def _end(text: str, part: Span) -> str:
    """The sign inside the closing mark."""
    last = text[part.end - 2 : part.end - 1]
    return last if last in ".,?!" else "word"


def _carries(candidate: Candidate, lead: list[str]) -> bool:
    """Whether a thing that bears writing, not somebody, stands as the source or just before the marks."""
    who = candidate.subject
    if who is not None and who.lemma_.casefold() in lex.CARRIERS:
        return True
    return not candidate.source and any(word.casefold().removesuffix("s") in lex.CARRIERS for word in lead[-8:])
