"""A reporting word with who reports, and the candidates made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import agent_of, noun_phrase, reporter_of, spans_of, stretch, verb_group
from quotegraph.language import Parse
from quotegraph.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

PASSIVE_CHAIN = frozenset(
    "expect say report understand believe allege think rumour rumor know hear overhear quote use".split()
)
"""Verbs whose passive (or *used*) stands before the real cue: *is expected to say*, *was quoted as saying*."""


class Reporting:
    """A reporting verb, noun or adjective of a parse with who reports (token and span); makes candidates."""

    __slots__ = ("lemma", "parse", "source", "verb", "who")

    def __init__(self, parse: Parse, verb: Token, lemma: str, who: Token | None, source: Spans) -> None:
        self.parse, self.verb, self.lemma, self.who, self.source = parse, verb, lemma, who, source

    def candidate(
        self, content: Spans | Span | None, rule: str, cue: list[Token] | None = None, modality: str = ""
    ) -> Iterator[Candidate]:
        """One candidate, or none where there is no content."""
        if not content:
            return
        spans = (content,) if isinstance(content, Span) else content
        group = cue if cue is not None else self.cue()
        yield Candidate(
            spans, spans_of(self.parse, group), self.source, rule, self.lemma, self.parse, self.verb, self.who, modality
        )

    def cue(self, *extra: Token) -> list[Token]:
        """The tokens of the cue, the verbs before it in *was quoted as saying*, *is expected to say* included."""
        verb = self.verb
        group = verb_group(verb, extra)
        head = verb.head
        if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.pos_ == "VERB":
            return sorted({*verb_group(head.head), head, *group}, key=lambda t: t.i)
        if verb.dep_ == "xcomp" and head.pos_ == "VERB" and head.lemma_.lower() in PASSIVE_CHAIN:
            to = [c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux"]
            return sorted({*verb_group(head), *to, *group}, key=lambda t: t.i)
        return group


def reporting(parse: Parse, verb: Token) -> Reporting:
    """A verb with its reporter: subject, agent of a passive, or the subject that it shares with another verb."""
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    agent = agent_of(verb)
    if agent is not None:
        return Reporting(parse, verb, lemma, agent, (noun_phrase(parse, agent),))
    passive = passive and lemma != "draw"  # would not be drawn on …
    if verb.dep_ == "amod" or (passive and not any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children)):
        return Reporting(parse, verb, lemma, None, ())
    who = reporter_of(verb)
    if who is None or who.i in parse.holes:
        return Reporting(parse, verb, lemma, None, ())
    return Reporting(parse, verb, lemma, who, (noun_phrase(parse, who),))


def infinitive_marker(verb: Token) -> Token | None:
    """The *to* of an infinitive."""
    return next((c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux"), None)


def from_infinitive(parse: Parse, marker: Token, head: Token) -> Span | None:
    """The stretch of an infinitive, with a *not* before its *to*."""
    before = marker.nbor(-1) if marker.i else marker
    return from_to(parse, before if before.lower_ == "not" else marker, head)


def from_to(parse: Parse, first: Token, head: Token) -> Span | None:
    """The stretch from a token to the right edge of a head; a participle after a comma at its end is left out.

    *called for a ban, calling it overdue*: what follows the comma is a report of its own.
    """
    last = head.right_edge.i
    for token in head.subtree:
        if (
            token.i > head.i
            and token.tag_ == "VBG"
            and token.dep_ in ("acl", "advcl")
            and parse.doc[token.i - 1].text == ","
        ):
            last = min(last, token.i - 1)
    if last < first.i:
        return None
    return stretch(parse, list(parse.doc[first.i : last + 1]))
