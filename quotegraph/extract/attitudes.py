"""Reported acts and attitudes: objects, prepositional objects, small clauses, sides taken, idioms, quoted pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import noun_phrase, reporter_of, runs, verb_group
from quotegraph.extract.report import Reporting, from_infinitive, from_to, infinitive_marker, reporting
from quotegraph.language import Parse, Reading
from quotegraph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIMES = ("DATE", "TIME")
_REFLEXIVE = frozenset("himself herself themselves itself way hand head step place".split())
_CONDITIONS = frozenset("if unless provided providing once until so".split())


def attitudes(report: Reporting, particle: Token | None) -> Iterator[Candidate]:
    """Candidates of what a verb is directed at."""
    verb, lemma = report.verb, report.lemma
    modal = any(c.dep_ == "aux" and c.lower_ in ("would", "could", "will", "wo", "'d", "’d") for c in verb.children)
    for child in verb.children:
        if child.i in report.parse.holes:
            continue
        if child.dep_ in ("dobj", "attr") or (particle is not None and child.dep_ == "pobj"):
            if lemma in lex.ATTITUDE or particle is not None:
                yield from _object(report, child, "object")
            elif modal:
                yield from _object(report, child, "object-modal")
        elif child.dep_ == "xcomp" and child.tag_ == "VBG" and (lemma in lex.ATTITUDE or particle is not None):
            yield from report.candidate(_with_condition(report, child.left_edge, child), "object")
        elif (child.dep_ == "prep" and child.lower_ in lex.PREPOSITIONAL.get(lemma, ())) or (
            child.dep_ == "prep" and particle is not None
        ):
            yield from _prepositional(report, child)
    yield from _idiom(report)


def _with_condition(report: Reporting, first: Token, head: Token) -> Span | None:
    """The stretch of an object with a condition that follows it: *accept an award only if it binds both sides*."""
    span = from_to(report.parse, first, head)
    if span is None:
        return None
    for child in report.verb.children:
        lead = child.left_edge
        if child.i <= head.i or lead.i > head.right_edge.i + 3:
            continue
        words = {t.lower_ for t in report.parse.doc[head.right_edge.i + 1 : lead.i + 2]}
        if child.dep_ in ("advcl", "prep") and words & _CONDITIONS and not words & {"when", "because"}:
            return Span(span.start, max(span.end, report.parse.end(_last_word(child.right_edge))))
    return span


def _last_word(token: Token) -> Token:
    while token.is_punct and token.i > 0:
        token = token.nbor(-1)
    return token


def _object(report: Reporting, thing: Token, rule: str) -> Iterator[Candidate]:
    """*welcomed the pledge*, *ruled out X*: the object with all that hangs on it."""
    if thing.i < report.verb.i and thing.dep_ != "dobj":
        return
    if thing.ent_type_ in _TIMES or thing.lower_ in _REFLEXIVE:
        return
    span = _with_condition(report, thing.left_edge, thing)
    yield from report.candidate(span, rule)
    follows = next((c for c in report.verb.children if c.dep_ == "prep" and c.i == thing.right_edge.i + 1), None)
    if span is not None and follows is not None and follows.lower_ != "as":
        target = next((c for c in follows.children if c.dep_ in ("pobj", "pcomp")), None)
        if target is not None and target.ent_type_ not in _TIMES:
            longer = from_to(report.parse, thing.left_edge, follows)
            yield from report.candidate(longer, f"{rule}-long")


def _prepositional(report: Reporting, preposition: Token) -> Iterator[Candidate]:
    """*called for …*, *voted against …*; *accused X of …*, *blamed X for …* (the object comes with it)."""
    verb, doc = report.verb, report.parse.doc
    for child in preposition.children:
        if child.dep_ not in ("pobj", "pcomp") or child.ent_type_ in _TIMES:
            continue
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        if thing is not None:
            if report.lemma in ("accuse", "warn", "blame", "thank", "praise", "criticise", "criticize", "forgive"):
                yield from report.candidate(from_to(report.parse, thing.left_edge, child), "object-of")
            return
        between = doc[verb.i + 1 : preposition.i]
        if any(t.dep_ not in ("advmod", "prt", "npadvmod") for t in between):
            return
        cue = report.cue(preposition)
        infinitive = _infinitive_after(child) if preposition.lower_ in ("on", "to", "upon") else None
        if infinitive is not None:  # called on X to …
            marker = infinitive_marker(infinitive)
            if marker is not None:
                yield from report.candidate(from_infinitive(report.parse, marker, infinitive), "infinitive-on", cue)
                return
        yield from report.candidate(_with_condition(report, child.left_edge, child), "prepositional", cue)


def _infinitive_after(noun: Token) -> Token | None:
    verb = noun.head.head
    for token in (*noun.children, *verb.children):
        if (
            token.i > noun.i
            and token.dep_ in ("acl", "relcl", "xcomp", "advcl")
            and infinitive_marker(token) is not None
        ):
            return token
    return None


_IDIOMS: dict[str, dict[str, tuple[str, ...]]] = {
    "take": {
        "note": ("of",), "position": ("on",), "issue": ("with",), "view": ("of",), "side": ("with",),
        "offence": ("at",), "exception": ("to",), "credit": ("for",), "aim": ("at",),
    },
    "have": {
        "nothing": ("against",), "objection": ("to", "against"), "problem": ("with",), "doubt": ("about", "that"),
        "quarrel": ("with",), "reservation": ("about",), "confidence": ("in",), "faith": ("in",),
        "concern": ("about", "over"), "sympathy": ("for", "with"), "time": ("for",),
    },
    "pay": {"tribute": ("to",)},
    "make": {"case": ("for", "against"), "recommendation": ("on", "as"), "plea": ("for",), "fun": ("of",)},
    "throw": {"weight": ("behind",), "support": ("behind",)},
    "give": {"backing": ("to",), "support": ("to",), "blessing": ("to",)},
    "think": {"little": ("of",), "nothing": ("of",), "much": ("of",)},
    "see": {"need": ("for",), "case": ("for",), "room": ("for",)},
    "express": {"support": ("for",), "opposition": ("to",), "regret": ("at", "over", "for")},
    "declare": {"support": ("for",), "opposition": ("to",)},
    "call": {"attention": ("to",)},
    "draw": {"attention": ("to",)},
}  # fmt: skip
"""Light verb → noun → preposition before the content: *has nothing against X*."""


def _idiom(report: Reporting) -> Iterator[Candidate]:
    nouns = _IDIOMS.get(report.lemma)
    if nouns is None:
        return
    for thing in report.verb.children:
        lemma = thing.lemma_.lower()
        if thing.i <= report.verb.i or lemma not in nouns:
            continue
        for preposition in (*thing.children, *report.verb.children):
            if preposition.dep_ == "prep" and preposition.i > thing.i and preposition.lower_ in nouns[lemma]:
                target = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
                if target is not None:
                    words = [t for t in report.parse.doc[thing.left_edge.i : thing.i + 1] if not t.is_punct]
                    cue = report.cue(*words, preposition)
                    yield from report.candidate(from_to(report.parse, target.left_edge, target), "side", cue)
                    return


def small_clause(report: Reporting) -> Iterator[Candidate]:
    """*calls X Y*, *describes X as Y*, *finds X too small*."""
    verb, parse = report.verb, report.parse
    children = [c for c in verb.children if c.i > verb.i]
    named = next((c for c in children if c.dep_ == "dobj"), None)
    what = next((c for c in children if c.dep_ == "oprd"), None)
    if what is None:
        as_ = next((c for c in children if c.dep_ == "prep" and c.lower_ == "as"), None)
        if as_ is None and named is not None:
            as_ = next((c for c in named.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > named.i), None)
        what = next((c for c in as_.children if c.dep_ in ("pobj", "pcomp", "amod", "acomp")), None) if as_ else None
    clause = next(
        (c for c in children if c.dep_ == "ccomp" and c.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "NUM")), None
    )
    if what is not None:
        first = named.left_edge if named is not None else what.left_edge
        if first.i > what.i:
            first = what.left_edge
        yield from report.candidate(from_to(parse, first, what), "small-clause")
    elif clause is not None and not any(c.dep_ in ("aux", "cop", "mark") for c in clause.children):
        yield from report.candidate(from_to(parse, clause.left_edge, clause), "small-clause")
    elif report.lemma in ("call", "brand", "label", "dub", "term", "find", "think") and children:
        inside = [t for c in children if c.dep_ in ("dobj", "ccomp", "npadvmod", "dep", "advmod") for t in c.subtree]
        if inside and not any(t.dep_ == "mark" for t in inside) and report.lemma not in ("find", "think"):
            first_run = runs(t.i for t in inside)[0]
            start, end = parse.doc[first_run[0]], parse.doc[first_run[1]]
            yield from report.candidate(Span(parse.start(start), parse.end(_last_word(end))), "small-clause-loose")


# ------------------------------------------------------------------------------------------------ sides
def predicate(parse: Parse, be: Token) -> Iterator[Candidate]:
    """*is against …*, *is in favour of …*, *is convinced that …*, *is of the opinion that …*, *is ready to …*."""
    who = reporter_of(be)
    if who is None or who.i in parse.holes or who.lower_ in ("it", "there", "that", "this", "what"):
        return
    source = (noun_phrase(parse, who),)
    for child in be.children:
        if child.i < be.i:
            continue
        lemma = child.lemma_.lower()
        report = Reporting(parse, be, lemma, who, source)
        if child.dep_ in ("acomp", "attr", "oprd", "xcomp") and lemma in lex.ADJECTIVES:
            yield from _complement(report, child, verb_group(be, [child]), "adjective")
        elif child.dep_ == "prep":
            yield from _side(report, child, verb_group(be, [child]))
            for second in child.conjuncts:  # is against X and in favour of Y
                if second.dep_ == "conj" and second.pos_ == "ADP":
                    yield from _side(Reporting(parse, be, second.lower_, who, source), second, [second])
        elif child.dep_ in ("acomp", "advmod", "dep", "attr"):  # is dead against X, is all for X
            for grand in child.children:
                if grand.dep_ == "prep" and grand.lower_ in ("against", "for"):
                    yield from _side(report, grand, verb_group(be, [child, grand]))


def _complement(report: Reporting, head: Token, cue: list[Token], rule: str) -> Iterator[Candidate]:
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep_ == "ccomp":
            yield from report.candidate(from_to(report.parse, child.left_edge, child), rule, cue)
            return
        marker = infinitive_marker(child) if child.dep_ == "xcomp" else None
        if marker is not None:
            yield from report.candidate(from_infinitive(report.parse, marker, child), rule, cue)
            return
        if child.dep_ == "prep":
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    content = from_to(report.parse, grand.left_edge, grand)
                    yield from report.candidate(content, rule + "-prep", [*cue, child])
                    return


def _side(report: Reporting, preposition: Token, cue: list[Token]) -> Iterator[Candidate]:
    word = preposition.lower_
    noun = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
    if noun is None:
        return
    if word in ("against", "for", "behind"):
        if noun.ent_type_ not in ("DATE", "TIME", "CARDINAL"):
            yield from report.candidate(from_to(report.parse, noun.left_edge, noun), "side", cue)
    elif word == "in" and noun.lemma_.lower() in ("favour", "favor", "agreement", "doubt", "support"):
        for of in noun.children:
            if of.dep_ == "prep":
                for grand in of.children:
                    content = from_to(report.parse, grand.left_edge, grand)
                    yield from report.candidate(content, "side", [*cue, noun, of])
    elif word == "of" and noun.lemma_.lower() in lex.OPINION_NOUNS:
        for child in noun.children:
            if child.dep_ in ("acl", "ccomp", "relcl"):
                content = from_to(report.parse, child.left_edge, child)
                yield from report.candidate(content, "clause", [*cue, *noun.lefts, noun])


# ------------------------------------------------------------------------------------------------ quoted pieces
def pieces(reading: Reading) -> Iterator[Candidate]:
    """A few quoted words inside a sentence, with the verb or noun that governs them: *spoke of “mixed feelings”*."""
    for parse in reading.parses:
        spoken = {id(quote) for quote in (parse.quote, *parse.holes.values())}
        for part, quote in reading.near(Span(parse.offsets[0], parse.offsets[-1] + 1)):
            if id(quote) in spoken or any(h.start <= part.start < h.end for h in parse.holes.values()):
                continue
            inside = [token for token in parse.within(part) if not token.is_punct]
            if inside:
                yield from _piece(parse, inside, part)


def _piece(parse: Parse, inside: list[Token], part: Span) -> Iterator[Candidate]:
    indices = {t.i for t in inside}
    at = next((t for t in inside if t.head.i not in indices), inside[0])
    preposition: Token | None = None
    for _ in range(6):
        if at.head.i == at.i:
            return
        at = at.head
        if at.i in indices:
            return
        if at.pos_ == "ADP" and preposition is None:
            preposition = at
        elif at.pos_ in ("VERB", "AUX") or (at.pos_ == "NOUN" and at.lemma_.lower() in lex.NOUNS):
            break
    else:
        return
    report = reporting(parse, at) if at.pos_ != "NOUN" else Reporting(parse, at, at.lemma_.lower(), None, ())
    extra = [preposition] if preposition is not None and preposition.i == at.i + 1 else []
    cue = report.cue(*extra) if at.pos_ != "NOUN" else [at]
    yield from report.candidate(part, "piece" if preposition is None else "piece-prep", cue)
