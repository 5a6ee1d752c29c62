"""What the vote knows of a candidate: construction, cue, subject, tense, place, length, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotegraph.extract import lexicon as lex
from quotegraph.extract.candidates import Candidate
from quotegraph.extract.tagged import Tagging, tagger_features
from quotegraph.language import Reading
from quotegraph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLASSES = {
    "say": lex.SAY,
    "think": lex.THINK,
    "order": lex.ORDER,
    "commit": lex.COMMIT,
    "attitude": lex.ATTITUDE,
    "naming": lex.NAMING,
    "adjective": lex.ADJECTIVES,
    "noun": lex.NOUNS,
}
_FIRST = frozenset(("i", "we", "me", "us"))
_SECOND = frozenset(("you",))
_THIRD = frozenset(("he", "she", "they", "him", "her", "them"))
_THINGS = frozenset(("it", "this", "that", "these", "those", "there", "which", "what", "whatever"))
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))


def features(reading: Reading, candidate: Candidate, tagging: Tagging | None = None) -> dict[str, float]:
    """Sparse features by name: 0 or 1, but for what the tagger says (``tagger:…``), which is a number."""
    out = {"bias": 1.0, f"rule={candidate.rule}": 1.0}
    lemma = candidate.lemma
    if lemma:
        out[f"lemma={lemma}"] = 1.0
        out[f"lemma={lemma}&{_family(candidate.rule)}"] = 1.0
        classes = [name for name, words in _CLASSES.items() if lemma in words]
        for name in classes:
            out[f"class={name}&{_family(candidate.rule)}"] = 1.0
        if not classes:
            out[f"class=other&{_family(candidate.rule)}"] = 1.0
    _subject(candidate, out)
    _verb(candidate, out)
    _content(reading, candidate, out)
    if tagging is not None:
        tagger_features(tagging, candidate, out)
    return out


def _family(rule: str) -> str:
    return rule.split("-")[0]


def _subject(candidate: Candidate, out: dict[str, float]) -> None:
    who = candidate.subject
    family = _family(candidate.rule)
    if who is None:
        kind = "label" if candidate.source else "none"
    elif (word := who.lower_) in _FIRST:
        kind = "first"
    elif word in _SECOND:
        kind = "second"
    elif word in _THIRD:
        kind = "third"
    elif word in ("who", "whom"):
        kind = "who"
    elif word in _THINGS:
        kind = "thing"
    elif who.ent_type_ in _NAMED:
        kind = who.ent_type_
    elif who.pos_ == "PROPN":
        kind = "propn"
    elif who.lower_ in ("one", "some", "many", "most", "others", "all", "both", "each", "few", "several"):
        kind = "some"
    else:
        kind = "noun-plural" if who.tag_ == "NNS" else "noun"
    out[f"subject={kind}"] = 1.0
    out[f"subject={kind}&{family}"] = 1.0
    if candidate.parse.quote is not None:
        out["inside"] = 1.0
        out[f"inside&subject={kind}"] = 1.0
    if candidate.parse.block.kind == "turn":
        out[f"turn&subject={kind}"] = 1.0


def _verb(candidate: Candidate, out: dict[str, float]) -> None:
    verb = candidate.verb
    if verb is None:
        return
    out[f"tag={verb.tag_}&{_family(candidate.rule)}"] = 1.0
    out[f"dep={verb.dep_}"] = 1.0
    out[f"dep={verb.dep_}&{_family(candidate.rule)}"] = 1.0
    for child in verb.children:
        if child.dep_ == "neg":
            out["negated"] = 1.0
            out[f"negated&{candidate.lemma}"] = 1.0
        elif child.dep_ == "aux" and child.tag_ == "MD":
            out[f"modal={child.lower_}"] = 1.0
        elif child.dep_ == "aux" and child.text == "to":
            out["to"] = 1.0
        elif child.dep_ == "auxpass":
            out["passive"] = 1.0
        elif child.dep_ in ("mark", "advmod") and child.lower_ in ("if", "when", "as", "because", "while", "although"):
            out[f"mark={child.lower_}"] = 1.0
    if candidate.rule.startswith("object"):
        out[f"{candidate.rule}&then={_preposition(candidate, verb)}"] = 1.0
    if verb.sent[-1].text == "?" or (len(verb.sent) > 1 and verb.sent[-2].text == "?"):
        out["question"] = 1.0


def _preposition(candidate: Candidate, verb: Token) -> str:
    """The preposition of the verb that stands in or just after an object's content: does it belong to the object?"""
    span = candidate.content[0]
    for child in verb.children:
        if child.dep_ == "prep" and span.start <= candidate.parse.start(child) <= span.end + 1:
            return child.lower_
    return ""


def _content(reading: Reading, candidate: Candidate, out: dict[str, float]) -> None:
    text = reading.article.text
    family = _family(candidate.rule)
    words = sum(len(span.of(text).split()) for span in candidate.content)
    for limit in (1, 2, 3, 5, 9, 16, 40):
        if words <= limit:
            out[f"words<={limit}&{family}"] = 1.0
            break
    out[f"parts={min(len(candidate.content), 3)}&{family}"] = 1.0
    quoted = quoted_share(reading, candidate.content)
    if quoted:
        share = "all" if quoted > 0.999 else "some"
        out[f"quoted={share}"] = 1.0
        out[f"quoted={share}&{family}"] = 1.0
    if family == "direct":
        first, last = text[candidate.start + 1 : candidate.start + 2], text[max(0, candidate.end - 2)]
        out[f"ends={last if last in '.,?!' else 'word'}"] = 1.0
        out[f"opens={'capital' if first.isupper() else 'small'}"] = 1.0
        block = reading.block_at(candidate.start)
        alone = block.body.start == candidate.start
        out[f"place={'start' if alone else 'inside'}&{candidate.rule}"] = 1.0
        out[f"block={block.kind}"] = 1.0
        return
    head = _head(candidate)
    if head is not None:
        out[f"head={head.pos_}&{family}"] = 1.0
        if head.pos_ == "PRON":
            out[f"content={head.lower_}"] = 1.0
        if any(c.tag_ in ("WP", "WRB", "WDT") for c in head.lefts) or head.tag_ in ("WP", "WRB"):
            out[f"wh&{family}"] = 1.0
        if any(c.dep_ == "mark" and c.lower_ == "that" for c in head.lefts):
            out[f"that&{family}"] = 1.0
        if head.ent_type_ == "PERSON":
            out[f"content=person&{family}"] = 1.0


def _head(candidate: Candidate) -> Token | None:
    """The head token of the content: the one whose own head lies outside it."""
    tokens = [token for token in candidate.parse.within(candidate.content[0]) if not token.is_punct]
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def quoted_share(reading: Reading, spans: tuple[Span, ...]) -> float:
    """The share of letters and digits of the spans that stand in (outermost) quotation marks."""
    text = reading.article.text
    total = inside = 0
    depth = _ground(reading, spans)
    for span in spans:
        total += _letters(span.of(text))
        at = span.start
        for part, quote in reading.near(span):
            if quote.depth == depth:
                inside += _letters(text[max(at, part.start) : min(part.end, span.end)])
                at = max(at, part.end)
    return inside / total if total else 0.0


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _ground(reading: Reading, spans: tuple[Span, ...]) -> int:
    """The depth of marks that counts for a content: inside those that it stands in, unless it fills them."""
    start, end = spans[0].start, spans[-1].end
    depths = [
        quote.depth
        for part, quote in reading.near(spans[0])
        if part.start < start and end <= part.end and (part.start + 1 < start or end + 1 < part.end)
    ]
    return max(depths) + 1 if depths else 0
