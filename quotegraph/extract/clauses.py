"""Reports inside a sentence: clauses, infinitives, objects and small clauses of reporting verbs, and noun cues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import (
    agent_of,
    noun_phrase,
    reporter_of,
    runs,
    spans_of,
    stretch,
    subject_of,
    verb_group,
)
from quotegraph.language import Parse
from quotegraph.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEVER = frozenset("be have do let make help keep get mean ensure cause require prove need try happen seem".split())
_PASSIVE_CHAIN = frozenset("expect say report understand believe allege think rumour rumor know hear overhear".split())


def reports(parse: Parse) -> Iterator[Candidate]:
    """Candidates of all reporting verbs, adjectives and nouns of a parse."""
    for token in parse.doc:
        if token.i in parse.holes or token.is_punct or token.is_space:
            continue
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
            yield from _verb(parse, token)
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in lex.NOUNS:
            yield from _noun(parse, token)


def _verb(parse: Parse, verb: Token) -> Iterator[Candidate]:
    lemma = verb.lemma_.lower()
    if lemma == "be":
        yield from _predicate(parse, verb)
        return
    if lemma in ("make", "let", "give", "leave"):
        yield from _set_phrase(parse, verb)
    particle = next((c for c in verb.children if c.dep_ == "prt" and c.lower_ in lex.PARTICLES.get(lemma, ())), None)
    who, source = _who(parse, verb)
    report = _Report(parse, verb, lemma, who, source)
    if lemma in _NEVER and particle is None:
        return
    named = False
    if lemma in lex.NAMING:
        for candidate in _small_clause(report):
            named = True
            yield candidate
    said = False
    for child in verb.children:
        if child.i in parse.holes:
            said = said or child.dep_ in ("ccomp", "dobj", "parataxis")
        elif child.dep_ == "ccomp" and not named:
            said = True
            yield from _clause(report, child)
        elif child.dep_ == "xcomp" and not named:
            found = list(_infinitive(report, child))
            said = said or bool(found)
            yield from found
        elif child.dep_ in ("dobj", "attr") and not named and (lemma in lex.ATTITUDE or particle is not None):
            yield from _object(report, child)
        elif child.dep_ == "prep" and child.lower_ in lex.PREPOSITIONAL.get(lemma, ()):
            yield from _prepositional(report, child)
    if not said and lemma in lex.SAY | lex.THINK and who is not None:
        yield from _parenthesis(report)


class _Report:
    """A reporting verb with who reports; makes candidates of it."""

    __slots__ = ("lemma", "parse", "source", "verb", "who")

    def __init__(self, parse: Parse, verb: Token, lemma: str, who: Token | None, source: Spans) -> None:
        self.parse, self.verb, self.lemma, self.who, self.source = parse, verb, lemma, who, source

    def candidate(
        self, content: Spans | Span | None, rule: str, cue: list[Token] | None = None, modality: str = ""
    ) -> Iterator[Candidate]:
        if not content:
            return
        spans = (content,) if isinstance(content, Span) else content
        group = cue if cue is not None else self.cue()
        yield Candidate(
            spans, spans_of(self.parse, group), self.source, rule, self.lemma, self.parse, self.verb, self.who, modality
        )

    def cue(self, *extra: Token) -> list[Token]:
        group = verb_group(self.verb, extra)
        head = self.verb.head
        if self.verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.pos_ == "VERB":  # was quoted as saying
            group = sorted({*verb_group(head.head), head, *group}, key=lambda t: t.i)
        elif self.verb.dep_ == "xcomp" and head.pos_ == "VERB" and head.lemma_.lower() in _PASSIVE_CHAIN:
            to = [c for c in self.verb.children if c.text == "to" and c.dep_ == "aux"]
            group = sorted({*verb_group(head), *to, *group}, key=lambda t: t.i)
        return group


def _who(parse: Parse, verb: Token) -> tuple[Token | None, Spans]:
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    agent = agent_of(verb)
    if agent is not None:
        return agent, (noun_phrase(parse, agent),)
    if passive and not any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children):
        return None, ()
    if verb.dep_ == "amod":
        return None, ()
    who = reporter_of(verb)
    if who is None or who.i in parse.holes:
        return None, ()
    return who, (noun_phrase(parse, who),)


# ------------------------------------------------------------------------------------------------ clauses
def _clause(report: _Report, clause: Token) -> Iterator[Candidate]:
    """*said (that) …*, before, after or around the verb."""
    parse, verb = report.parse, report.verb
    inside = {t.i for t in clause.subtree}
    inside -= {t.i for t in verb.children if t.dep_ != "ccomp"}
    own = _reporting_clause(report, inside)
    if clause.i < verb.i:
        first = min(verb.left_edge.i, min(inside))
        inside |= {i for i in range(first, own[0]) if i not in inside}
        inside -= set(range(own[0], own[1] + 1))
        yield from report.candidate(_parts(parse, inside), "inverted")
        return
    inside = {i for i in inside if i > verb.i}
    if report.lemma in lex.ORDER and _is_infinitive(clause):
        to = next(c.i for c in clause.children if c.text == "to" and c.dep_ == "aux")
        inside = {i for i in inside if i >= to}
    if not inside:
        return
    yield from report.candidate(stretch(parse, list(parse.doc[min(inside) : max(inside) + 1])), "clause")


def _reporting_clause(report: _Report, content: set[int]) -> tuple[int, int]:
    """First and last token of the reporting words: subject, verb and what hangs on them, without the content."""
    verb = report.verb
    mine = {t.i for t in verb_group(verb)}
    subject = subject_of(verb)
    for child in verb.children:
        if child.i in content or child.dep_ == "ccomp":
            continue
        if child is subject or child.i > verb.i or child.dep_ in ("aux", "neg", "auxpass"):
            mine |= {t.i for t in child.subtree if not (t.is_punct and t.head is verb)}
    mine -= content
    block = [run for run in runs(mine | {t.i for t in verb.children if t.is_punct}) if run[0] <= verb.i <= run[1]]
    first, last = block[0]
    doc = verb.doc
    while doc[first].is_punct and first < verb.i:
        first += 1
    while doc[last].is_punct and last > verb.i:
        last -= 1
    return first, last


def _parts(parse: Parse, indices: set[int]) -> Spans:
    out = []
    for first, last in runs(indices):
        span = stretch(parse, list(parse.doc[first : last + 1]))
        if span is not None and any(parse.doc[i].is_alpha or parse.doc[i].like_num for i in range(first, last + 1)):
            out.append(span)
    return tuple(out)


def _parenthesis(report: _Report) -> Iterator[Candidate]:
    """*…, he said, …* and *…, he said.* where the parser made the report a side remark or lost the content."""
    parse, verb, doc = report.parse, report.verb, report.verb.doc
    own = _reporting_clause(report, set())
    sentence = verb.sent
    if any(i in parse.holes for i in range(sentence.start, sentence.end)):
        return
    before = doc[own[0] - 1].text if own[0] > sentence.start else ""
    after = doc[own[1] + 1].text if own[1] + 1 < sentence.end else ""
    start = sentence.start
    for i in range(sentence.start, own[0]):
        if doc[i].text == ";":
            start = i + 1
    whole = set(range(start, sentence.end))
    for i in range(own[1] + 1, sentence.end):
        if doc[i].text == ";":
            whole -= set(range(i, sentence.end))
            break
    if doc[start].lower_ == "as" or (own[0] > start and doc[own[0] - 1].lower_ == "as"):
        if before.lower() == "as":  # as he put it, …
            yield from report.candidate(_parts(parse, whole - set(range(own[0] - 1, own[1] + 1))), "as")
        return
    if before not in (",", "—", "–", "-", "?", "!") or after not in (",", ".", "—", "–", ";", "", "-"):
        return
    rest = whole - set(range(own[0], own[1] + 1))
    if any(doc[i].pos_ in ("VERB", "AUX") for i in rest):
        yield from report.candidate(_parts(parse, rest), "parenthesis")


def _is_infinitive(clause: Token) -> bool:
    return any(child.text == "to" and child.dep_ == "aux" for child in clause.children)


def _infinitive(report: _Report, clause: Token) -> Iterator[Candidate]:
    """*promised to …*, *refused to say …*, *asked X to …*; *is expected to say that …* is the inner verb's."""
    parse, verb, lemma = report.parse, report.verb, report.lemma
    if not _is_infinitive(clause):
        if lemma in lex.NAMING | lex.SAY:
            yield from report.candidate(_from(parse, clause.left_edge, clause), "gerund")
        return
    to = next(c for c in clause.children if c.text == "to" and c.dep_ == "aux")
    inner = clause.lemma_.lower()
    negated = any(child.dep_ == "neg" for child in verb.children)
    if lemma in lex.REFUSING and inner in lex.SPEAKING:
        yield from _refusal(report, [*report.cue(), to, clause], clause)
        return
    if any(child.dep_ == "auxpass" for child in verb.children) or lemma in ("seem", "appear"):
        return
    if lemma in lex.ORDER | lex.COMMIT | lex.SAY | lex.THINK:
        rule = "infinitive" if not negated else "infinitive-not"
        yield from report.candidate(_from(parse, to, clause), rule)


def _refusal(report: _Report, cue: list[Token], inner: Token) -> Iterator[Candidate]:
    """*refused to say whether …*, *would not comment on …*: the content is what was not said."""
    for child in inner.children:
        if child.i <= inner.i:
            continue
        if child.dep_ in ("ccomp", "dobj", "xcomp"):
            content = _from(report.parse, child.left_edge, child)
            yield from report.candidate(content, "refusal", cue, "refused")
            return
        if child.dep_ == "prep" and child.lower_ in ("on", "about", "of"):
            for grand in child.children:
                content = _from(report.parse, grand.left_edge, grand)
                yield from report.candidate(content, "refusal", [*cue, child], "refused")
                return


def _from(parse: Parse, first: Token, head: Token) -> Span | None:
    last = head.right_edge
    if last.i < first.i:
        return None
    return stretch(parse, list(parse.doc[first.i : last.i + 1]))


# ------------------------------------------------------------------------------------------------ objects
def _object(report: _Report, thing: Token) -> Iterator[Candidate]:
    """*welcomed the pledge*, *ruled out X*: the object with all that hangs on it."""
    if thing.i < report.verb.i and not (thing.tag_ in ("WDT", "WP") or thing.dep_ == "dobj"):
        return
    if thing.ent_type_ in ("DATE", "TIME") or thing.lower_ in ("himself", "herself", "themselves", "itself", "way"):
        return
    yield from report.candidate(_from(report.parse, thing.left_edge, thing), "object")


def _prepositional(report: _Report, preposition: Token) -> Iterator[Candidate]:
    """*called for …*, *voted against …*, *accused X of …* (the object comes with it)."""
    for child in preposition.children:
        if child.dep_ not in ("pobj", "pcomp") or child.ent_type_ in ("DATE", "TIME"):
            continue
        thing = next((c for c in report.verb.children if c.dep_ == "dobj" and c.i > report.verb.i), None)
        if thing is not None:
            if report.lemma in ("accuse", "warn", "blame"):
                yield from report.candidate(_from(report.parse, thing.left_edge, child), "object-of")
            return
        if preposition.i != report.verb.i + 1 and any(
            preposition.i > c.i > report.verb.i and c.dep_ not in ("advmod", "prt") for c in report.verb.children
        ):
            return
        cue = report.cue(preposition)
        yield from report.candidate(_from(report.parse, child.left_edge, child), "prepositional", cue)


def _small_clause(report: _Report) -> Iterator[Candidate]:
    """*calls X Y*, *describes X as Y*, *found X too small*."""
    verb, parse = report.verb, report.parse
    children = [c for c in verb.children if c.i > verb.i]
    named = next((c for c in children if c.dep_ == "dobj"), None)
    what = next((c for c in children if c.dep_ == "oprd"), None)
    if what is None:
        as_ = next((c for c in children if c.dep_ == "prep" and c.lower_ == "as"), None)
        if as_ is None and named is not None:
            as_ = next((c for c in named.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > named.i), None)
        what = next((c for c in as_.children if c.dep_ in ("pobj", "pcomp", "amod", "acomp")), None) if as_ else None
    clause = next((c for c in children if c.dep_ == "ccomp" and c.pos_ in ("NOUN", "PROPN", "ADJ", "PRON")), None)
    if what is not None:
        first = named.left_edge if named is not None else what.left_edge
        if first.i > what.i:
            first = what.left_edge
        yield from report.candidate(_from(parse, first, what), "small-clause")
    elif clause is not None and not any(c.dep_ in ("aux", "cop", "mark") for c in clause.children):
        yield from report.candidate(_from(parse, clause.left_edge, clause), "small-clause")


# ------------------------------------------------------------------------------------------------ predicates
def _predicate(parse: Parse, be: Token) -> Iterator[Candidate]:
    """*is against …*, *is in favour of …*, *is convinced that …*, *is of the opinion that …*, *is ready to …*."""
    who = reporter_of(be)
    if who is None or who.i in parse.holes or who.lower_ in ("it", "there", "that", "this", "what"):
        return
    source = (noun_phrase(parse, who),)
    for child in be.children:
        if child.i < be.i:
            continue
        lemma = child.lemma_.lower()
        report = _Report(parse, be, lemma, who, source)
        if child.dep_ in ("acomp", "attr", "oprd") and lemma in lex.ADJECTIVES:
            yield from _complement(report, child, verb_group(be, [child]), "adjective")
        elif child.dep_ == "prep":
            yield from _side(report, child)


def _complement(report: _Report, head: Token, cue: list[Token], rule: str) -> Iterator[Candidate]:
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep_ == "ccomp":
            yield from report.candidate(_from(report.parse, child.left_edge, child), rule, cue)
            return
        if child.dep_ == "xcomp" and _is_infinitive(child):
            to = next(c for c in child.children if c.text == "to")
            yield from report.candidate(_from(report.parse, to, child), rule, cue)
            return
        if child.dep_ == "prep":
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    content = _from(report.parse, grand.left_edge, grand)
                    yield from report.candidate(content, rule + "-prep", [*cue, child])
                    return


def _side(report: _Report, preposition: Token) -> Iterator[Candidate]:
    word = preposition.lower_
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None:
        return
    cue = verb_group(report.verb, [preposition])
    if word in ("against", "for", "behind"):
        if noun.ent_type_ not in ("DATE", "TIME", "CARDINAL"):
            yield from report.candidate(_from(report.parse, noun.left_edge, noun), "side", cue)
    elif word == "in" and noun.lemma_.lower() in ("favour", "favor", "agreement", "doubt", "support"):
        for of in noun.children:
            if of.dep_ == "prep":
                for grand in of.children:
                    content = _from(report.parse, grand.left_edge, grand)
                    yield from report.candidate(content, "side", [*cue, noun, of])
    elif word == "of" and noun.lemma_.lower() in lex.OPINION_NOUNS:
        for child in noun.children:
            if child.dep_ in ("acl", "ccomp", "relcl"):
                content = _from(report.parse, child.left_edge, child)
                yield from report.candidate(content, "clause", [*cue, *(c for c in noun.lefts), noun])


def _set_phrase(parse: Parse, verb: Token) -> Iterator[Candidate]:
    """*made (it) clear that*, *let it be known that*, *let X know that*, *left no doubt that*."""
    who, source = _who(parse, verb)
    if who is None:
        return
    report = _Report(parse, verb, verb.lemma_.lower(), who, source)
    for token in verb.subtree:
        if token.i <= verb.i or token.i > verb.i + 8 or token.dep_ != "ccomp" or token.i in parse.holes:
            continue
        left = token.left_edge.i
        words = [t for t in parse.doc[verb.i : left] if not t.is_punct]
        keys = {t.lower_ for t in words}
        if keys & {"clear", "plain", "known", "know", "understood", "slip", "say", "understand", "doubt", "explicit"}:
            cue = verb_group(verb, [t for t in words if t.pos_ not in ("PROPN",) and t.lower_ != "that"])
            yield from report.candidate(_from(parse, token.left_edge, token), "set-phrase", cue)
            return


# ------------------------------------------------------------------------------------------------ nouns
def _noun(parse: Parse, noun: Token) -> Iterator[Candidate]:
    """*the minister's claim that …*, *a promise to …*, *there were warnings that …*."""
    clause = next(
        (
            c
            for c in noun.children
            if c.i > noun.i
            and (
                (c.dep_ in ("acl", "ccomp") and (any(m.lower_ == "that" for m in c.lefts) or _is_infinitive(c)))
                or (c.dep_ == "relcl" and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.lefts))
            )
        ),
        None,
    )
    if clause is None:
        return
    who: Token | None = next((c for c in noun.children if c.dep_ == "poss"), None)
    if who is None:
        for preposition in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")):
            who = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if who is None and noun.dep_ in ("dobj", "pobj", "attr", "conj"):
        verb = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
        who = reporter_of(verb) if verb is not None and verb.lemma_ not in ("be",) else None
    source: Spans = ()
    if who is not None and who.i not in parse.holes:
        phrase = noun_phrase(parse, who)
        if who.dep_ == "poss":
            marks = [c for c in who.children if c.dep_ == "case"]
            phrase = Span(phrase.start, parse.start(marks[0])) if marks else phrase
        source = (phrase,)
    report = _Report(parse, noun, noun.lemma_.lower(), who, source)
    rule = "noun-infinitive" if _is_infinitive(clause) else "noun"
    yield from report.candidate(_from(parse, clause.left_edge, clause), rule, [noun])
