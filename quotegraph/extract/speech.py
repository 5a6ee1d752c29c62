"""Direct speech: quoted sentences, joined where a cue cuts them in two, with the cue and source beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import agent_of, noun_phrase, reporter_of, spans_of, subject_of, verb_group
from quotegraph.language import Parse, Quoted, Reading
from quotegraph.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ENDS = frozenset((".", "?", "!", ";", "…"))
_DASHES = frozenset(("-", "–", "—", "―", "--"))
_INVERTED_ONLY = frozenset("read run go begin come ring continue end conclude sound".split())
_REACH = 40  # tokens between a quotation and its cue, at most
_REPORTING = lex.SAY | lex.THINK | lex.ATTITUDE | lex.NAMING | lex.ORDER | _INVERTED_ONLY


@dataclass(slots=True)
class Report:
    """The words beside a quotation that say who speaks."""

    rule: str
    parse: Parse
    cue: Spans = ()
    source: Spans = ()
    verb: Token | None = None
    who: Token | None = None
    until: int = -1  # the last token that belongs to it

    @property
    def lemma(self) -> str:
        """The cue's lemma, empty without a cue."""
        return self.verb.lemma_.lower() if self.verb is not None and self.cue else ""


@dataclass(slots=True)
class _Unit:
    """One quotation in the making."""

    parse: Parse
    quotes: list[Quoted] = field(default_factory=list)
    report: Report | None = None


def speeches(reading: Reading) -> Iterator[Candidate]:
    """Candidates of all quoted sentences of an article."""
    units: list[_Unit] = []
    of_quote: dict[int, _Unit] = {}
    for parse in reading.parses:
        last: tuple[_Unit, int] | None = None  # the unit before in this parse, and where it or its report ends
        for hole, quote in sorted(parse.holes.items()):
            unit = of_quote.get(id(quote))
            if unit is None:
                joined = last is not None and _goes_on(parse, hole, last)
                if joined and last is not None:
                    unit = last[0]
                    unit.quotes.append(quote)
                else:
                    unit = _Unit(parse, [quote])
                    units.append(unit)
                of_quote[id(quote)] = unit
            if unit.report is None:
                before = last[1] + 1 if last is not None else 0
                unit.report = _beside(parse, hole, before)
            end = _closing(parse, hole)
            if unit.report is not None and unit.report.parse is parse:
                end = max(end, unit.report.until)
            last = unit, end
    for unit in units:
        yield _candidate(unit)


def _candidate(unit: _Unit) -> Candidate:
    report = unit.report or Report("alone", unit.parse)
    parts = tuple(sorted(part for quote in unit.quotes for part in quote.parts))
    return Candidate(
        parts, report.cue, report.source, f"direct-{report.rule}", report.lemma, report.parse, report.verb, report.who
    )


def _goes_on(parse: Parse, hole: int, last: tuple[_Unit, int]) -> bool:
    """Whether a quoted piece goes on with the quotation before it: *“…,” she said, “…”* or *“…,” she said. “…”*."""
    unit, end = last
    if unit.report is None or unit.report.parse is not parse or unit.report.rule not in ("after", "dash"):
        between = [t for t in parse.doc[end + 1 : hole - 1] if not t.is_space]
        return not between and unit.report is not None and unit.report.rule != "alone"
    between = [t for t in parse.doc[end + 1 : hole - 1] if not t.is_space]
    if any(not t.is_punct for t in between):
        comma = parse.doc[hole - 2].text in (",", ":") if hole >= 2 else False
        sentence = any(t.text in _ENDS for t in between)
        return comma and not sentence and not any(t.pos_ in ("VERB", "AUX") for t in between)
    if any(t.text in (".", ";", "?", "!") for t in between):
        return _after(parse, hole) is None
    return True


def _closing(parse: Parse, hole: int) -> int:
    doc = parse.doc
    for i in range(hole + 1, min(hole + 4, len(doc))):
        if doc[i].text.endswith('"'):
            return i
        if doc[i].text.strip("\"'”’»") in _DASHES:
            return i - 1
    return hole


def _beside(parse: Parse, hole: int, floor: int) -> Report | None:
    left = _before(parse, hole, floor)
    if left is not None and left.cue and left.rule in ("colon", "before"):
        return left
    right = _after(parse, hole)
    if right is not None:
        return right
    if left is not None:
        return left
    return _preceding_sentence(parse, hole, floor)


# ------------------------------------------------------------------------------------------------ after it
def _after(parse: Parse, hole: int) -> Report | None:
    """*“…,” said X*, *“…,” X said*, *“…” – X*, *“…,” according to X*."""
    doc = parse.doc
    at = _closing(parse, hole) + 1
    ended = doc[at - 2].text in (".",) if at >= 2 else False
    comma = False
    while at < len(doc) and (doc[at].text in (",", ")") or doc[at].is_space):
        comma = comma or doc[at].text == ","
        at += 1
    if at >= len(doc):
        return None
    first = doc[at]
    glued = first.text.strip("\"'”’»")  # *”― Jane Doe*: the tokenizer may leave mark and dash together
    if glued in _DASHES or first.text == ":":
        return _signature(parse, at)
    if first.text in _ENDS or first.text == '"' or (ended and not first.text[:1].islower()):
        return None
    end = _window_end(parse, at)
    if first.lower_ == "according" and at + 1 < len(doc):
        who = next((c for c in doc[at + 1].children if c.dep_ in ("pobj", "pcomp")), None)
        if who is not None:
            source = (noun_phrase(parse, who),)
            cue = spans_of(parse, [first, doc[at + 1]])
            return Report("after", parse, cue, source, first, who, who.right_edge.i)
    if first.lower_ in ("thus", "so") and at + 1 < len(doc) and doc[at + 1].pos_ in ("PROPN", "DET", "NOUN"):
        head = _noun_from(doc, at + 1, end)
        if head is not None:
            return Report("after", parse, (), (noun_phrase(parse, head),), None, head, head.right_edge.i)
    return _reporting_clause(parse, at, end)


def _window_end(parse: Parse, at: int) -> int:
    doc = parse.doc
    end = at
    while end < len(doc) and end - at < _REACH and doc[end].text not in _ENDS and end + 1 not in parse.holes:
        end += 1
    return end


def _reporting_clause(parse: Parse, at: int, end: int) -> Report | None:
    doc = parse.doc
    start = at
    while start < end and (doc[start].pos_ in ("ADV", "CCONJ") or doc[start].text == ","):
        start += 1
    if start >= end:
        return None
    for i in range(start, min(end, start + 18)):
        verb = doc[i]
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass", "amod"):
            continue
        lemma = verb.lemma_.lower()
        particle = any(c.dep_ == "prt" and c.lower_ in lex.PARTICLES.get(lemma, ()) for c in verb.children)
        known = lemma in _REPORTING or particle or (lemma == "put" and any(c.lower_ == "it" for c in verb.children))
        inverted = i == start or all(t.dep_ in ("aux", "neg", "advmod") for t in doc[start:i])
        who = _reporter(parse, verb, start, end, inverted)
        if who is None or who.i in parse.holes:
            if verb.dep_ in ("relcl", "acl", "advcl"):
                continue
            return None
        if not inverted and who.left_edge.i > start + 1 and who.i > start + 2:
            return None
        if inverted and lemma in ("be", "come", "follow", "go", "run", "read") and not known:
            known = who.lemma_.lower() in lex.NOUNS
        if not known and (lemma in ("be", "have") or not _manner(verb, who, end)):
            return None
        source = noun_phrase(parse, who)
        cue = spans_of(parse, verb_group(verb))
        until = max(i, who.right_edge.i if who.right_edge.i < end else i)
        return Report("after", parse, cue, (source,), verb, who, max(until, end - 1))
    return None


def _reporter(parse: Parse, verb: Token, start: int, end: int, inverted: bool) -> Token | None:
    agent = agent_of(verb)
    if agent is not None:
        return agent
    who = subject_of(verb)
    if who is not None and who.i not in parse.holes and start <= who.i < end:
        return who
    if inverted:  # the parser often calls the inverted subject an object
        return _noun_from(verb.doc, verb.i + 1, end)
    for child in verb.lefts:
        if child.pos_ in ("PROPN", "NOUN", "PRON") and start <= child.i and child.dep_ in ("nmod", "dep", "dobj"):
            return child
    if verb.dep_ in ("conj", "advcl"):
        found = reporter_of(verb)
        return found if found is not None and start <= found.i < end else None
    return None


def _noun_from(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the noun phrase that begins at ``start``."""
    for i in range(start, min(end, start + 10)):
        token = doc[i]
        if token.pos_ in ("PROPN", "NOUN", "PRON") and token.dep_ not in ("compound", "poss", "nmod", "amod"):
            return token
        if token.pos_ in ("VERB", "AUX", "ADP") or token.is_punct:
            return None
    return None


def _manner(verb: Token, who: Token, end: int) -> bool:
    """Whether any verb may report: *“…,” he shrugged.* – past or present, no object, close to the quotation."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not any(c.dep_ == "aux" for c in verb.children):
        return False
    if any(
        c.dep_ in ("dobj", "ccomp", "xcomp", "attr", "acomp") and c.i > verb.i and c.i != who.i for c in verb.children
    ):
        return False
    return (
        abs(verb.i - who.i) <= 6 and verb.doc[max(0, who.left_edge.i - 1)].text in (",", '"', ")")
    ) or verb.i < who.i


def _signature(parse: Parse, at: int) -> Report | None:
    """*“…” – Jane Doe, chair of …* at the end of a paragraph."""
    doc = parse.doc
    if any(t.pos_ in ("VERB", "AUX") for t in doc[at + 1 :]) or len(doc) - at > 16:
        return None
    head = _noun_from(doc, at + 1, len(doc))
    if head is None:
        return None
    whole = noun_phrase(parse, head)
    name = Span(max(whole.start, parse.start(doc[at + 1])), whole.end)  # the parser may take the dash for a name
    return Report("dash", parse, (), (name,), None, head, len(doc) - 1)


# ------------------------------------------------------------------------------------------------ before it
def _before(parse: Parse, hole: int, floor: int) -> Report | None:
    """*X said: “…”*, *X told reporters, “…”*, *…, adding: “…”*, *X, on the steps: “…”*."""
    doc = parse.doc
    at = hole - 2
    while at >= floor and doc[at].is_space:
        at -= 1
    if at < floor:
        return None
    lead = doc[at].text
    if lead in _ENDS or lead == '"' or lead in (")",):
        return None
    start = at
    while start > floor and at - start < _REACH and doc[start - 1].text not in _ENDS and doc[start - 1].text != '"':
        start -= 1
    rule = "colon" if lead == ":" else "before"
    verbs = [t for t in doc[start : at + 1] if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    for verb in reversed(verbs):
        lemma = verb.lemma_.lower()
        particle = any(c.dep_ == "prt" and c.lower_ in lex.PARTICLES.get(lemma, ()) for c in verb.children)
        known = lemma in lex.SAY | lex.ORDER | lex.THINK | _INVERTED_ONLY or particle
        known = known or (lemma == "put" and any(c.lower_ == "it" for c in verb.children))
        known = known or (lemma in lex.NAMING and lead not in (":", ",")) or (lemma == "quote")
        if not known or (lemma in _INVERTED_ONLY | {"add"} and lead not in (":", ",") and lemma != "add"):
            continue
        who = agent_of(verb) or reporter_of(verb)
        if who is None or who.i in parse.holes:
            who = None
        if lead not in (":", ",") and any(c.dep_ == "ccomp" and c.i < hole - 1 for c in verb.children):
            continue
        source: Spans = (noun_phrase(parse, who),) if who is not None and who.i >= floor else ()
        return Report(rule, parse, spans_of(parse, verb_group(verb)), source, verb, who, hole)
    if lead != ":":
        return None
    noun = next((t for t in reversed(doc[start:at]) if t.lemma_.lower() in lex.NOUNS and t.pos_ == "NOUN"), None)
    main = next((v for v in verbs if subject_of(v) is not None), None)
    who = subject_of(main) if main is not None else _noun_from(doc, start, at)
    if noun is not None and (main is None or main.lemma_ in ("be", "have")):
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        who = owner if owner is not None else who
    if who is None or (who.pos_ == "PRON" and who.lower_ in ("it", "this", "that", "there", "what")):
        return None
    return Report("colon", parse, (), (_without_circumstance(parse, who),), None, who, hole)


def _without_circumstance(parse: Parse, who: Token) -> Span:
    """*Lena Okafor, on the steps of the town hall: “…”*: the name ends before a circumstance."""
    span = noun_phrase(parse, who)
    for token in parse.within(span):
        if token.i > who.i and token.pos_ in ("ADP", "SCONJ", "ADV") and token.nbor(-1).text == ",":
            return Span(span.start, parse.end(token.nbor(-2)))
    return span


def _preceding_sentence(parse: Parse, hole: int, floor: int) -> Report | None:
    """*Mr Tusk put it more drily. “…”*: the sentence before has a reporting verb that lacks its content."""
    doc = parse.doc
    at = hole - 2
    if at < floor or doc[at].text not in (".", "?", "!"):
        return None
    start = at - 1
    while start >= floor and doc[start].text not in _ENDS and doc[start].text != '"':
        start -= 1
    for verb in doc[start + 1 : at]:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in lex.SAY | {"put", "speak", "react"}:
            continue
        if any(c.dep_ in ("ccomp", "xcomp", "dobj") and c.lower_ != "it" for c in verb.children):
            continue
        who = subject_of(verb)
        if who is not None and who.i not in parse.holes and verb.dep_ in ("ROOT", "conj"):
            source = (noun_phrase(parse, who),)
            return Report("sentence", parse, spans_of(parse, verb_group(verb)), source, verb, who, hole)
    return None
