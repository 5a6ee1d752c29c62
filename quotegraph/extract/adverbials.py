"""Reports by an adverbial: *according to X, …*, *in X's view, …*, *in the words of X, …*, *for X, …*."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import endless, noun_phrase, runs, spans_of, stretch
from quotegraph.language import Parse
from quotegraph.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def views(parse: Parse) -> Iterator[Candidate]:
    """Candidates of all reporting adverbials of a parse."""
    beyond = endless(parse.doc)
    for token in parse.doc:
        if beyond and token.i in beyond:
            continue
        word = token.lower_
        if word == "according" and token.i + 1 < len(parse.doc) and parse.doc[token.i + 1].lower_ == "to":
            to = parse.doc[token.i + 1]
            who = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
            if who is not None:
                yield from _view(parse, token, [token, to], who, (noun_phrase(parse, who),), "according")
        elif word in ("in", "by", "to") and token.dep_ in ("prep", "ROOT", "advmod"):
            noun = next((c for c in token.children if c.dep_ == "pobj"), None)
            if noun is None or (noun.lemma_.lower() not in lex.VIEW_NOUNS and noun.lower_ not in lex.VIEW_NOUNS):
                continue
            yield from _in_the_view(parse, token, noun)


def _in_the_view(parse: Parse, preposition: Token, noun: Token) -> Iterator[Candidate]:
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        phrase = noun_phrase(parse, owner)
        mark = next((c for c in owner.children if c.dep_ == "case"), None)
        if mark is not None:
            phrase = Span(phrase.start, parse.start(mark))
        if owner.lower_ in ("my", "our", "your"):
            return
        cue = [preposition, *([] if mark is not None else [owner]), noun]
        yield from _view(parse, preposition, cue, owner, (phrase,), "view")
        return
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    who = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if of is not None and who is not None and who.lower_ not in ("my", "our"):
        cue = list(parse.doc[preposition.i : of.i + 1])
        yield from _view(parse, preposition, cue, who, (noun_phrase(parse, who),), "view")


def _view(parse: Parse, head: Token, cue: list[Token], who: Token, source: Spans, rule: str) -> Iterator[Candidate]:
    doc, sentence = parse.doc, head.sent
    phrase = {t.i for t in head.subtree}
    # a relative clause or apposition of the source belongs to the phrase; a clause that the parser hung on it does not
    first, last = min(cue[0].i, min(phrase)), max(_end_of_phrase(parse, head, who), *(t.i for t in cue))
    set_off = (doc[last + 1].text if last + 1 < len(doc) else "") == "," or (first > 0 and doc[first - 1].text == ",")
    if rule == "view" and not (set_off or first == sentence.start):  # what she had in her eyes
        return
    phrase = set(range(first, last + 1))
    clause = next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), None)
    inside = {t.i for t in clause.subtree} if clause is not None else set(range(sentence.start, sentence.end))
    if clause is None or clause.dep_ not in ("conj", "ccomp", "advcl", "relcl"):
        inside |= set(range(sentence.start, sentence.end))
    inside -= phrase
    inside = _between_semicolons(doc, inside, head.i)
    parts = []
    for start, end in runs(inside):
        span = stretch(parse, list(doc[start : end + 1]))
        if span is not None and any(doc[i].is_alpha or doc[i].like_num for i in range(start, end + 1)):
            parts.append(span)
    after = next((p for p in parts if p.start >= parse.end(doc[last])), None)
    if after is not None and len(parts) > 1:  # which is, in the words of X, “…”
        yield Candidate((after,), spans_of(parse, cue), source, f"{rule}-after", rule, parse, head, who)
    if parts:
        yield Candidate(tuple(parts), spans_of(parse, cue), source, rule, rule, parse, head, who)


def _end_of_phrase(parse: Parse, head: Token, who: Token) -> int:
    end = who.right_edge.i
    # at the start of a sentence the phrase ends with the comma, unless what follows is an apposition or relative clause
    span = noun_phrase(parse, who)
    for i in range(who.i, end + 1):
        token = parse.doc[i]
        if token.text == "," and parse.start(token) >= span.end:
            following = parse.doc[i + 1] if i + 1 <= end else None
            if following is None or following.lower_ not in ("who", "which", "whose", "where"):
                return i - 1
    return end


def _between_semicolons(doc: Doc, inside: set[int], at: int) -> set[int]:
    first = max((i for i in inside if i < at and doc[i].text == ";"), default=-1)
    last = min((i for i in inside if i > at and doc[i].text == ";"), default=len(doc))
    return {i for i in inside if first < i < last}
