"""Words in quotation marks that stand on signs, banners and plaques."""

from __future__ import annotations

import re

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.language import Reading

_NEAR = 70  # characters before the marks that are looked at
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
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


def _lead(before: str) -> list[str]:
    """The words of the sentence so far."""
    return _WORD.findall(before[max(before.rfind(stop) for stop in _STOPS) + 1 :])
