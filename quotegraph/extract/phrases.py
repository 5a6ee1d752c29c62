"""From tokens to spans: the noun phrase of a source, the verb group of a cue, the borders of a content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotegraph.language import Parse
from quotegraph.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TRIM = frozenset(", ; : . - – — ― -- ( ) [ ] * …".split())
_DROPPED_LEAD = frozenset(("that", "whether"))
_THROUGH = frozenset(("in", "on", "via", "through", "during", "by"))
_MEDIA = frozenset(
    "address article blog broadcast column communique communiqué declaration email e-mail interview letter memo "
    "message note post release report speech statement text tweet video".split()
)

LONGEST = 400
"""Tokens of a sentence: longer ones are none (lists, dumps), and to read each word with all others takes long."""


def endless(doc: Doc) -> set[int]:
    """The tokens of what the parser takes for a sentence and no one has written as one.

    >>> from quotegraph.language.models import english
    >>> endless(english()("Mara said so."))
    set()
    """
    if len(doc) <= LONGEST:
        return set()
    return {i for sentence in doc.sents if len(sentence) > LONGEST for i in range(sentence.start, sentence.end)}


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, before or after it."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    return None


def agent_of(verb: Token) -> Token | None:
    """Who does a passive verb: the noun after *by*."""
    if verb.tag_ != "VBN":
        return None
    for child in verb.children:
        if child.dep_ == "agent":
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def reporter_of(verb: Token) -> Token | None:
    """The subject of a verb that may have left it out: of the verb it is coordinated with, or of the matrix clause."""
    seen = 0
    at = verb
    while seen < 5:
        found = subject_of(at)
        if found is not None:
            return found
        head = at.head
        if head.i == at.i:
            return None
        if at.dep_ == "conj" and at.tag_ in ("VBD", "VBZ") and head.tag_ == "VB" and head.head.i != head.i:
            at = head.head  # *urged them to talk and offered help*: joined to the infinitive by mistake
            seen += 1
            continue
        if at.dep_ in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis", "pcomp", "prep"):
            at = head
        elif at.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
            # a participle after a comma belongs to the subject of the clause, not to the noun before it
            verb_above = next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), None)
            if verb.tag_ == "VBG" and verb.i > 0 and _after_comma(verb) and verb_above is not None:
                at = verb_above
            else:
                return head
        else:
            return None
        seen += 1
    return None


def _after_comma(token: Token) -> bool:
    before = token.nbor(-1)
    return before.text == "," or (before.pos_ == "ADV" and before.i > 0 and before.nbor(-1).text == ",")


def _is_medium(preposition: Token) -> bool:
    return any(word.dep_ == "pobj" and word.lemma_.lower() in _MEDIA for word in preposition.children)


def noun_phrase(parse: Parse, head: Token) -> Span:
    """The noun phrase of a source: titles and appositions in, relative clauses and closing commas out."""
    doc = head.doc
    left, right = head.left_edge.i, head.right_edge.i
    for child in head.subtree:
        clause = child.dep_ == "relcl" or (child.dep_ in ("advcl", "ccomp") and child.head.i == head.i)
        participle = child.dep_ == "acl" and child.head.i == head.i and doc[child.left_edge.i - 1].is_punct
        if child.left_edge.i > head.i and (clause or participle):
            right = min(right, child.left_edge.i - 1)
    for child in head.subtree:
        if child.i > head.i and child.dep_ == "prep" and child.lower_ in _THROUGH and _is_medium(child):
            right = min(right, child.i - 1)  # the miners and their union in a letter
    if (
        doc[left].ent_type_ == "GPE"
        and left < head.i
        and doc[left + 1].ent_type_ == "PERSON"
        and doc[left].pos_ == "PROPN"
    ):
        left += 1  # from Moscow Dmitry Peskov accused …
    for i in range(head.i + 1, right + 1):
        if doc[i].text in (":", '"', ";") or i in parse.holes:
            right = i - 1
            break
    while right > head.i and (doc[right].is_punct or doc[right].is_space or doc[right].dep_ in ("cc", "mark")):
        if doc[right].text in (")", "%"):
            break
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ in ("cc", "preconj")):
        left += 1
    return parse.span(doc[left], doc[right])


def verb_group(verb: Token, extra: Iterable[Token] = ()) -> list[Token]:
    """The verb with auxiliaries, negation and particles; adverbs and objects left out."""
    group = [verb]
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") and not (child.dep_ == "aux" and child.text == "to"):
            group.append(child)
    group.extend(extra)
    return sorted(set(group), key=lambda token: token.i)


def spans_of(parse: Parse, tokens: Sequence[Token]) -> Spans:
    """Spans of tokens, adjoining ones joined."""
    out: list[Span] = []
    last = None
    for token in sorted(tokens, key=lambda t: t.i):
        span = parse.span(token, token)
        if last is not None and token.i == last + 1 and out:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
        last = token.i
    return tuple(out)


def stretch(parse: Parse, tokens: Sequence[Token]) -> Span | None:
    """The span of a run of tokens with punctuation and an introducing *that* or *whether* trimmed off."""
    run = [token for token in tokens if not token.is_space]
    while run and (run[0].text in _TRIM or (run[0].lower_ in _DROPPED_LEAD and run[0].dep_ in ("mark", "complm"))):
        run = run[1:]
    while run and run[-1].text in _TRIM - {")"}:
        if run[-1].text == "." and run[-1].i in parse.holes:
            break
        run = run[:-1]
    if not run:
        return None
    return parse.span(run[0], run[-1])


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring indices as (first, last).

    >>> runs([1, 2, 5])
    [(1, 2), (5, 5)]
    """
    out: list[tuple[int, int]] = []
    for i in sorted(indices):
        if out and i == out[-1][1] + 1:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out
