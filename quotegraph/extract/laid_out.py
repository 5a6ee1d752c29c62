"""What layout alone marks as somebody's words: turns of a transcript, answers, block quotes, quoted mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import noun_phrase, reporter_of, spans_of, subject_of, verb_group
from quotegraph.language import Parse, Reading
from quotegraph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LAID_OUT = frozenset(("turn", "answer", "blockquote"))
"""Rules by which layout alone makes a text somebody's words."""

_ASKING = frozenset(
    ("Q", "Question", "QUESTION", "HOST", "PRESENTER", "INTERVIEWER", "MODERATOR", "Interviewer", "Host")
)
_LONGEST = 50  # lines of one quotation: each is weighed with what stands in it
_THINGS = frozenset(("it", "this", "that", "there", "what", "which"))
_ANSWER = frozenset(("A", "Answer", "ANSWER"))
"""Labels that name nobody."""
_I = re.compile(r"\b(?:I|my|me|My)\b")
_WE = re.compile(r"\b(?:we|our|us)\b", re.I)
_IN_MARKS = re.compile(r"[“\"«„][^“”\"«»„]{0,2000}[”\"»“]")


def turns(reading: Reading) -> Iterator[Candidate]:
    """Candidates of transcript turns, posts and block quotes."""
    asking = _interviewers(reading)
    text = reading.article.text
    interviewed = _is_interview(reading)
    parse_of = {id(parse.block): parse for parse in reversed(reading.parses)}
    for block in reading.blocks:
        parse = parse_of.get(id(block))
        if parse is None:
            continue
        label = block.label.of(text) if block.label is not None else ""
        if block.kind == "answer" or (block.kind == "turn" and label in _ANSWER and interviewed):
            yield Candidate((block.body,), (), (), "answer", "", parse)
        elif block.kind != "turn" or block.label is None or label in asking or label in _ANSWER:
            continue
        elif not (parse.holes and len(parse.doc) <= 6):  # a turn that is all in marks is found as quoted speech
            yield Candidate((block.body,), (), (block.label,), "turn", "", parse)
    yield from _block_quotes(reading, parse_of)


def names_nobody(reading: Reading, candidate: Candidate) -> bool:
    """Whether the source is a label such as *Q:* or *A:*."""
    text = reading.article.text
    return any(
        span.end - span.start < 9 and span.of(text) in _ANSWER | {"Q", "Question", "QUESTION"}
        for span in candidate.source
    )


def _is_interview(reading: Reading) -> bool:
    """Whether somebody answers under the label *A:*, who says I or we, and not the paper that explains something."""
    text = reading.article.text
    answers = [
        _IN_MARKS.sub(" ", block.body.of(text))
        for block in reading.blocks
        if block.label is not None and block.label.of(text) in _ANSWER
    ]
    ours = sum(_WE.search(answer) is not None for answer in answers)
    return any(_I.search(answer) for answer in answers) or 2 * ours > len(answers)


def _interviewers(reading: Reading) -> set[str]:
    """Labels of those who only ask: most of their turns end in a question mark, or the label says so."""
    text = reading.article.text
    asked: dict[str, list[bool]] = {}
    for block in reading.blocks:
        if block.kind == "turn" and block.label is not None:
            asked.setdefault(block.label.of(text), []).append(block.body.of(text).rstrip('*_ ”"»').endswith("?"))
    out = set(_ASKING.intersection(asked))
    if len(asked) > 1:
        publisher = reading.article.publisher.casefold()
        for label, questions in asked.items():
            if (len(questions) > 1 and sum(questions) / len(questions) >= 0.6) or (
                label.casefold() in publisher.split() and len(questions) > 1
            ):
                out.add(label)
    return out


# ------------------------------------------------------------------------------------------------ block quotes
@dataclass(slots=True)
class _Lines:
    """Quoted lines of one depth, and the parse of the line before them that says whose they are."""

    lead: Parse | None
    parse: Parse
    spans: list[Span] = field(default_factory=list)


def _block_quotes(reading: Reading, parse_of: Mapping[int, Parse]) -> Iterator[Candidate]:
    """Lines after *>*, those with as many of them together; a line before them that ends in a colon says whose."""
    text = reading.article.text
    leads: dict[int, Parse] = {}  # by the depth of the lines that they lead to
    open_: dict[int, _Lines] = {}
    for block in reading.blocks:
        depth = text.count(">", block.span.start, block.body.start) if block.kind == "blockquote" else 0
        parse = parse_of.get(id(block))
        if not depth:
            yield from map(_quoted_lines, open_.values())
            open_ = {}
        leads = {level: lead for level, lead in leads.items() if level <= depth}
        if parse is None:
            continue
        if text[block.body.end - 1] == ":" and not (depth and _reporter(parse) is None):
            leads[depth + 1] = parse
        elif depth:
            lines = open_.setdefault(depth, _Lines(leads.get(depth), parse))
            lines.spans.append(block.span)
            if len(lines.spans) == _LONGEST:
                yield _quoted_lines(open_.pop(depth))
    yield from map(_quoted_lines, open_.values())


def _quoted_lines(lines: _Lines) -> Candidate:
    spans, lead = tuple(lines.spans), lines.lead
    found = _reporter(lead) if lead is not None else None
    if lead is not None and found is not None:
        verb, who = found
        cue, source = spans_of(lead, verb_group(verb)), (noun_phrase(lead, who),)
        return Candidate(spans, cue, source, "blockquote", verb.lemma_.lower(), lead, verb, who)
    named = _named(lead) if lead is not None else None
    if lead is None or named is None:
        return Candidate(spans, (), (), "blockquote", "", lines.parse)
    return Candidate(spans, (), (noun_phrase(lead, named),), "blockquote", "", lead, None, named)


def _reporter(parse: Parse) -> tuple[Token, Token] | None:
    """The last reporting verb of a line, and who reports."""
    for verb in reversed(parse.doc):
        if verb.pos_ == "VERB" and verb.lemma_.lower() in lex.SAY:
            who = reporter_of(verb)
            return (verb, who) if who is not None and who.i not in parse.holes else None
    return None


def _named(parse: Parse) -> Token | None:
    """Whom the last sentence of a line without reporting verb is about: *A statement by Holt went up:*."""
    *_, sentence = parse.doc.sents
    who = subject_of(sentence.root)
    if who is not None and who.lemma_.lower() in lex.NOUNS:
        sent = (word for word in sentence if word.lower_ in ("from", "by") and word.i > who.i)
        return next((noun for word in sent for noun in word.children if noun.dep_ == "pobj"), None)
    return who if who is not None and who.i not in parse.holes and who.lower_ not in _THINGS else None
