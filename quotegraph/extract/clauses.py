"""Reports inside a sentence: clauses and infinitives of reporting verbs, set phrases, noun cues."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotegraph.extract import lexicon as lex
from quotegraph.extract.attitudes import attitudes, predicate, small_clause
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import endless, noun_phrase, reporter_of, runs, stretch, subject_of, verb_group
from quotegraph.extract.report import PASSIVE_CHAIN, Reporting, from_infinitive, from_to, infinitive_marker, reporting
from quotegraph.language import Parse
from quotegraph.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEVER = frozenset("do make let help keep get mean ensure cause require prove need try happen".split())
_BE_LIKE = frozenset("be remain stay feel seem sound stand become grow".split())
_DEEPEST = 40
_SIDE_MARKS = frozenset((",", "—", "–", "-", "--", "?", "!"))
_SET_WORDS = frozenset(
    "clear plain known know understood slip say understand doubt explicit felt record public".split()
)


def reports(parse: Parse) -> Iterator[Candidate]:
    """Candidates of all reporting verbs, adjectives and nouns of a parse."""
    beyond = endless(parse.doc) | _deep(parse)
    for token in parse.doc:
        if token.i in parse.holes or token.is_punct or token.is_space or (beyond and token.i in beyond):
            continue
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
            yield from _verb(parse, token)
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in lex.NOUNS:
            yield from _noun(parse, token)
        elif token.text == ":":
            yield from _colon(parse, token)


def _deep(parse: Parse) -> set[int]:
    """The tokens that stand deeper in the tree than any writer goes: each would be read with all that hangs on it."""
    if len(parse.doc) < _DEEPEST:
        return set()
    heads = [token.head.i for token in parse.doc]
    depth: list[int] = [0] * len(heads)
    for i in range(len(heads)):
        chain = []
        while not depth[i] and heads[i] != i:
            chain.append(i)
            i = heads[i]
        for number, inner in enumerate(reversed(chain), 1):
            depth[inner] = depth[i] + number
    return {i for i, value in enumerate(depth) if value > _DEEPEST}


def _verb(parse: Parse, verb: Token) -> Iterator[Candidate]:
    lemma = verb.lemma_.lower()
    if lemma in _BE_LIKE:
        yield from predicate(parse, verb)
        if lemma == "be":
            return
    if lemma in ("make", "let", "give", "leave", "go", "place", "put"):
        yield from _set_phrase(parse, verb)
    particle = next((c for c in verb.children if c.dep_ == "prt" and c.lower_ in lex.PARTICLES.get(lemma, ())), None)
    report = reporting(parse, verb)
    named = False
    if lemma in lex.NAMING:
        for candidate in small_clause(report):
            named = named or candidate.rule == "small-clause"
            yield candidate
    if not named:
        yield from attitudes(report, particle)
    if lemma in _NEVER and particle is None:
        return
    said = False
    for child in verb.children:
        if child.i in parse.holes:
            said = said or child.dep_ in ("ccomp", "dobj", "parataxis")
        elif child.dep_ == "ccomp" or (child.dep_ == "advcl" and _is_question(child, lemma)):
            if not named:
                said = True
                yield from _clause(report, child)
        elif child.dep_ == "xcomp" and not named:
            found = list(_infinitive(report, child))
            said = said or bool(found)
            yield from found
    if _speaks_not(report):
        yield from _refusal(report, report.cue(), verb)
    if not said and report.who is not None:
        yield from _parenthesis(report)


def _is_question(clause: Token, lemma: str) -> bool:
    """*asked her if they were allowed*: the parser takes the *if* for a condition."""
    return lemma in ("ask", "wonder", "know", "say") and any(
        c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in clause.children
    )


# ------------------------------------------------------------------------------------------------ clauses
def _clause(report: Reporting, clause: Token) -> Iterator[Candidate]:
    """*said (that) …*, before, after or around the verb."""
    parse, verb, doc = report.parse, report.verb, report.verb.doc
    inside = {t.i for t in clause.subtree} - _detached(report, clause)
    inside -= {t.i for t in verb.children if t.dep_ not in ("ccomp", "advcl")}
    own = _reporting_clause(report, inside)
    if clause.i < verb.i:
        first = min(verb.left_edge.i, min(inside))
        first = max([first, *(i + 1 for i in range(first, own[0]) if doc[i].text == ";")])
        inside |= set(range(first, own[0]))
        inside = {i for i in inside if i >= first} - set(range(own[0], own[1] + 1))
        yield from report.candidate(_parts(parse, inside), "inverted")
        return
    inside = {i for i in inside if i > verb.i}
    marker = infinitive_marker(clause)
    if report.lemma in lex.ORDER and marker is not None:
        inside = {i for i in inside if i >= marker.i}
    if inside:
        yield from report.candidate(stretch(parse, list(doc[min(inside) : max(inside) + 1])), "clause")
    if doc[own[0] - 1].text == "," and own[0] > verb.sent.start + 1 and own[1] + 1 < len(doc):
        # *Soldiers, he observed, were the last*: the parser may have hung only what follows on the verb
        yield from _parenthesis(report)


def _detached(report: Reporting, clause: Token) -> set[int]:
    """What the parser joined to the content by *and* though it goes on with the reporting clause.

    *says A and promises B*; *urged them to talk and offered help*; *, refusing to say whether …*.
    """
    out: set[int] = set()
    for token in clause.subtree:
        if token.i <= clause.i:
            continue
        if token.tag_ == "VBG" and token.dep_ == "advcl" and token.nbor(-1).text == ",":
            if token.lemma_.lower() in lex.SAY | lex.REFUSING | lex.NAMING | lex.ORDER and _at_end(token, clause):
                out |= {t.i for t in token.subtree}
        elif token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ") and subject_of(token) is None:
            infinitive = infinitive_marker(token.head) is not None or token.head.tag_ == "VB"
            reporting_verb = token.lemma_.lower() in lex.SAY | lex.COMMIT | lex.ORDER
            same_tense = token.tag_ == report.verb.tag_ and token.head.tag_ != token.tag_
            if infinitive or (reporting_verb and same_tense):
                out |= {t.i for t in token.subtree}
                before = token.left_edge.i - 1
                out |= {before} if report.verb.doc[before].dep_ == "cc" else set()
    return out


def _at_end(token: Token, clause: Token) -> bool:
    return token.right_edge.i >= clause.right_edge.i


def _reporting_clause(report: Reporting, content: set[int]) -> tuple[int, int]:
    """First and last token of the reporting words: subject, verb and what hangs on them, without the content."""
    verb = report.verb
    mine = {t.i for t in verb_group(verb)}
    subject = subject_of(verb)
    for child in verb.children:
        if child.i in content or child.dep_ == "ccomp":
            continue
        is_subject = subject is not None and child.i == subject.i
        if is_subject or child.i > verb.i or child.dep_ in ("aux", "neg", "auxpass", "advmod"):
            mine |= {t.i for t in child.subtree if not (t.is_punct and t.head.i == verb.i)}
    mine -= content
    marks = {t.i for t in verb.children if t.is_punct}
    first, last = next(run for run in runs(mine | marks) if run[0] <= verb.i <= run[1])
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


def _parenthesis(report: Reporting) -> Iterator[Candidate]:
    """*…, he said, …* and *…, he said.* where the parser made the report a side remark or lost the content."""
    parse, doc = report.parse, report.verb.doc
    if any(c.dep_ in ("dobj", "xcomp", "attr", "acomp") for c in report.verb.children) and report.lemma not in lex.SAY:
        return
    own = _reporting_clause(report, set())
    sentence = report.verb.sent
    if any(i in parse.holes for i in range(sentence.start, sentence.end)):
        return
    start = max([sentence.start, *(i + 1 for i in range(sentence.start, own[0]) if doc[i].text == ";")])
    end = min([sentence.end, *(i for i in range(own[1] + 1, sentence.end) if doc[i].text == ";")])
    before = doc[own[0] - 1].text if own[0] > start else ""
    after = doc[own[1] + 1].text if own[1] + 1 < end else ""
    rest = set(range(start, end)) - set(range(own[0], own[1] + 1))
    if before.lower() == "as" or doc[own[0]].lower_ == "as":  # as he put it, …
        yield from report.candidate(_parts(parse, rest - {own[0] - 1}), "as")
        return
    if before not in _SIDE_MARKS or after not in {*_SIDE_MARKS, ".", ";", ""}:
        return
    if any(doc[i].pos_ in ("VERB", "AUX") for i in rest):
        listed = "parenthesis" if report.lemma in lex.SAY | lex.THINK else "parenthesis-other"
        yield from report.candidate(_parts(parse, rest), listed)


# ------------------------------------------------------------------------------------------------ infinitives
def _infinitive(report: Reporting, clause: Token) -> Iterator[Candidate]:
    """*promised to …*, *refused to say …*, *asked X to …*; *is expected to say that …* is the inner verb's."""
    parse, verb, lemma = report.parse, report.verb, report.lemma
    marker = infinitive_marker(clause)
    if marker is None:
        if lemma in lex.NAMING | lex.SAY | {"remember", "recall"}:
            yield from report.candidate(from_to(parse, clause.left_edge, clause), "gerund")
        return
    if lemma in lex.REFUSING and clause.lemma_.lower() in lex.SPEAKING:
        yield from _refusal(report, [*report.cue(), marker, clause], clause)
        return
    if any(child.dep_ == "auxpass" for child in verb.children):
        if lemma in PASSIVE_CHAIN and clause.lemma_.lower() not in lex.SAY | lex.ATTITUDE:
            yield from report.candidate(from_infinitive(parse, marker, clause), "passive-infinitive")
        return
    if lemma in lex.ORDER | lex.COMMIT | lex.SAY | lex.THINK:
        negated = any(child.dep_ == "neg" for child in verb.children)
        span = from_infinitive(parse, marker, clause)
        cut = _detached(report, clause)
        if span is not None and cut:
            span = stretch(parse, list(parse.doc[marker.i : min(cut)]))
        yield from report.candidate(span, "infinitive-not" if negated else "infinitive")


def _speaks_not(report: Reporting) -> bool:
    """*would not comment on …*, *would not be drawn on …*, *will neither confirm nor deny …*."""
    if report.lemma not in lex.SPEAKING | {"draw", "deny"}:
        return False
    aux = {c.lower_ for c in report.verb.children if c.dep_ == "aux"}
    negated = any(c.dep_ in ("neg", "preconj") or c.lower_ in ("neither", "nor") for c in report.verb.children)
    return negated and bool(aux & {"would", "will", "wo", "could", "can", "ca", "did", "do", "does"})


def _refusal(report: Reporting, cue: list[Token], inner: Token) -> Iterator[Candidate]:
    """*refused to say whether …*, *would not comment on …*: the content is what was not said."""
    for child in inner.children:
        if child.i <= inner.i:
            continue
        if child.dep_ in ("ccomp", "dobj", "xcomp", "advcl"):
            yield from report.candidate(from_to(report.parse, child.left_edge, child), "refusal", cue, "refused")
            return
        if child.dep_ == "prep" and child.lower_ in ("on", "about", "of"):
            for grand in child.children:
                content = from_to(report.parse, grand.left_edge, grand)
                yield from report.candidate(content, "refusal", [*cue, child], "refused")
                return


# ------------------------------------------------------------------------------------------------ set phrases
def _set_phrase(parse: Parse, verb: Token) -> Iterator[Candidate]:
    """*made (it) clear that*, *let it be known that*, *let X know that*, *left no doubt that*, *went on to say*."""
    report = reporting(parse, verb)
    if report.who is None:
        return
    for token in verb.subtree:
        if token.i <= verb.i or token.i > verb.i + 16 or token.dep_ not in ("ccomp", "acl") or token.i in parse.holes:
            continue
        words = [t for t in parse.doc[verb.i : token.left_edge.i] if not t.is_punct]
        keys = [t for t in words if t.lower_ in _SET_WORDS]
        if keys:
            last = keys[0].i
            cue = verb_group(
                verb, [t for t in words if t.i <= last and t.pos_ not in ("PROPN", "NOUN", "ADV")] + keys[:1]
            )
            yield from report.candidate(from_to(parse, token.left_edge, token), "set-phrase", cue)
            return


def _colon(parse: Parse, colon: Token) -> Iterator[Candidate]:
    """*Quay Street: closer to four.* and *The editor writes: It was …*: what follows a name and a colon, unmarked."""
    doc = parse.doc
    start = colon.i
    while start > 0 and doc[start - 1].text not in (".", "?", "!", ";", '"') and colon.i - start < 20:
        start -= 1
    if colon.i - start == 0 or colon.i + 1 >= len(doc) or colon.i + 2 in parse.holes or colon.i + 1 in parse.holes:
        return
    lead = [t for t in doc[start : colon.i] if not t.is_space]
    verbs = [t for t in lead if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    said = next((v for v in reversed(verbs) if v.lemma_.lower() in lex.SAY), None)
    if verbs and said is None:
        return
    if said is not None:
        report = reporting(parse, said)
        cue = report.cue()
    else:
        head = next(
            (t for t in lead if t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ not in ("compound", "poss")), None
        )
        if head is None or not (lead[0].pos_ in ("PROPN", "DET", "NOUN", "ADJ") or lead[0].text.startswith("@")):
            return
        report = Reporting(parse, head, "", head, (parse.span(lead[0], _phrase_end(lead)),))
        cue = []
    sentence_end = next((i for i in range(colon.i + 1, len(doc)) if doc[i].text in (".", "?", "!", ";")), len(doc) - 1)
    rule = "colon-said" if said is not None else "colon-name"
    yield from report.candidate(stretch(parse, list(doc[colon.i + 1 : sentence_end + 1])), rule, cue)
    if sentence_end + 1 < len(doc):
        span = Span(parse.start(doc[colon.i + 1]), parse.end(doc[-1]))
        yield from report.candidate(span, rule + "-open", cue)


def _phrase_end(lead: list[Token]) -> Token:
    """The end of the naming phrase before a colon: up to the comma that is followed by a circumstance."""
    for before, token in itertools.pairwise(lead):
        if token.text == "," and token.i + 1 <= lead[-1].i and token.nbor(1).pos_ in ("ADP", "ADV", "SCONJ", "VERB"):
            return before
    return lead[-1]


# ------------------------------------------------------------------------------------------------ nouns
def _noun(parse: Parse, noun: Token) -> Iterator[Candidate]:
    """*the minister's claim that …*, *a promise to …*, *its call for …*, *his view is that …*."""
    content, rule, cue = _noun_content(parse, noun)
    if content is None:
        return
    who: Token | None = next((c for c in noun.children if c.dep_ == "poss"), None)
    if who is None:
        for preposition in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")):
            who = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if who is None and noun.dep_ in ("dobj", "pobj", "attr", "conj"):
        verb = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
        opinion = noun.lemma_.lower() in lex.OPINION_NOUNS and noun.dep_ == "pobj"  # is of the opinion that …
        who = reporter_of(verb) if verb is not None and (verb.lemma_ != "be" or opinion) else None
    source: Spans = ()
    if who is not None and who.i not in parse.holes:
        phrase = noun_phrase(parse, who)
        marks = [c for c in who.children if c.dep_ == "case"] if who.dep_ == "poss" else []
        source = (Span(phrase.start, parse.start(marks[0])) if marks else phrase,)
    yield from Reporting(parse, noun, noun.lemma_.lower(), who, source).candidate(content, rule, cue)


def _noun_content(parse: Parse, noun: Token) -> tuple[Span | None, str, list[Token]]:
    for child in noun.children:
        if child.i < noun.i:
            continue
        marker = infinitive_marker(child)
        that = any(m.lower_ == "that" and (m.dep_ == "mark" or child.dep_ != "relcl") for m in child.lefts)
        if child.dep_ in ("acl", "ccomp", "relcl") and that:
            return from_to(parse, child.left_edge, child), "noun", [noun]
        if child.dep_ in ("acl", "ccomp", "relcl") and marker is not None:
            return from_infinitive(parse, marker, child), "noun-infinitive", [noun]
        towards = child.dep_ == "prep" and child.lower_ in ("for", "to", "against", "of") and child.i == noun.i + 1
        if towards and noun.lemma_.lower() in lex.TOWARDS:
            target = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if target is not None:
                return from_to(parse, target.left_edge, target), "noun-prep", [noun]
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clause = next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.head.i), None)
        if clause is not None:
            return from_to(parse, clause.left_edge, clause), "noun-is", [noun]
    return None, "", []
