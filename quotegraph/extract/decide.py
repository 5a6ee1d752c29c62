"""One decision over all candidates: which stand, with what borders, type, modality, nesting and confidence."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from quotegraph.extract import lexicon as lex
from quotegraph.extract.adverbials import views
from quotegraph.extract.attitudes import pieces
from quotegraph.extract.candidates import Candidate, shared, size
from quotegraph.extract.clauses import reports
from quotegraph.extract.confidence import confidence_features, density
from quotegraph.extract.features import features, quoted_share
from quotegraph.extract.laid_out import LAID_OUT, names_nobody, turns
from quotegraph.extract.marked import is_inscribed
from quotegraph.extract.modality import modality
from quotegraph.extract.shelf import Shelf
from quotegraph.extract.speech import speeches
from quotegraph.extract.tagged import SIGNED, Tagging, proposed, tagged
from quotegraph.extract.tagger import Tagger
from quotegraph.language import Reading
from quotegraph.model import Quotation, Span

_STANCE_RULES = frozenset(
    (
        "object",
        "object-modal",
        "object-long",
        "object-modal-long",
        "prepositional",
        "side",
        "adjective-prep",
        "noun-prep",
    )
)
_PRONOUNS = frozenset(("it", "him", "her", "them", "this", "that", "these", "those", "me", "us", "you"))
_HERE = Path(__file__).parent
READER = _HERE / "reader"
"""The folder of the trained network: model.onnx, tokenizer.json, config.json."""
WIDE, WIDE_THRESHOLD = "polnear", 0.4
"""The style of annotation that takes beliefs and plans for attributions, and the score from which one stands in it."""


Chosen = list[tuple[float, Candidate]]


@dataclass(frozen=True, slots=True)
class Vote:
    """The weights of a candidate's features and the score from which it may stand; those of a quotation's confidence
    and the confidence from which it does."""

    weights: Mapping[str, float]
    threshold: float
    confidence: Mapping[str, float]
    least: float

    @classmethod
    @cache
    def shipped(cls, name: str) -> Vote:
        """Those of a file that lies beside this module."""
        held = json.loads((_HERE / name).read_text(encoding="utf-8"))
        return cls(held["weights"], held["threshold"], held["confidence"], held["least"])


def probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Logistic function of the weighted features.

    >>> probability({"bias": 1.0}, {"bias": 0.0})
    0.5
    """
    score = sum(value * weights.get(name, 0.0) for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def propose(reading: Reading, tagging: Tagging | None = None) -> list[Candidate]:
    """All candidates of an article, borders set, in order of the text; with a tagging, the tagger's own among them."""
    found = [*speeches(reading), *turns(reading), *pieces(reading)]
    for parse in reading.parses:
        found.extend(reports(parse))
        found.extend(views(parse))
    found = [_bordered(reading, candidate) for candidate in found]
    if tagging is not None:
        found.extend(_bordered(reading, candidate) for candidate in list(tagged(reading, tagging, found)))
    found = [c for c in found if not (_is_asked(c) or names_nobody(reading, c) or is_inscribed(reading, c))]
    return sorted(found, key=lambda c: (c.start, -c.end, c.rule))


def _is_asked(candidate: Candidate) -> bool:
    """*Asked whether she would go, Holt said no*: whoever the sentence goes on with did not ask, but was asked."""
    verb = candidate.verb
    if verb is None or verb.tag_ != "VBN" or verb.dep_ != "advcl" or candidate.lemma not in lex.ASKING:
        return False
    return not any(child.dep_ in ("aux", "auxpass", "nsubj", "agent") for child in verb.children)


def decide(reading: Reading, tagging: Tagging | None, vote: Vote) -> tuple[Quotation, ...]:
    """The quotations of an article: the likeliest candidates that do not contradict each other, in order of content."""
    chosen = choose(reading, tagging, vote)
    sure = [probability(found, vote.confidence) for found in chosen.features()]
    kept = [
        (round(one, 4), candidate)
        for one, (_, candidate), quotation in zip(sure, chosen.kept, chosen.quotations(), strict=True)
        if one >= vote.least or (quotation.type == "direct" and not _is_nobodys(candidate))
    ]
    return _quotations(reading, kept, chosen.relays)


def _is_nobodys(candidate: Candidate) -> bool:
    """Words in marks in a sentence that names no speaker: of other direct speech the speaker alone may be in doubt."""
    return not candidate.source and candidate.rule.startswith("piece")


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates that the vote chose, in order of their content, and what their confidence follows from.

    ``heard`` are the features that the vote had, by the id of a candidate; ``shelf`` holds all candidates, scored.
    """

    reading: Reading
    kept: Chosen
    relays: Mapping[int, Candidate]
    heard: Mapping[int, dict[str, float]]
    shelf: Shelf[tuple[float, Candidate]]

    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations that the candidates make; the vote's score is the confidence."""
        return _quotations(self.reading, self.kept, self.relays)

    def features(self) -> list[dict[str, float]]:
        """The features of the confidence of each quotation."""
        text = self.reading.article.text
        dense = density(len(self.kept), text)
        return [
            confidence_features(
                quotation,
                text,
                score,
                self.heard[id(candidate)],
                self.shelf.near(candidate.start, candidate.end),
                dense,
            )
            for quotation, (score, candidate) in zip(self.quotations(), self.kept, strict=True)
        ]


def choose(reading: Reading, tagging: Tagging | None, vote: Vote) -> Choice:
    """What the vote chooses in an article."""
    candidates = propose(reading, tagging)
    heard = {id(candidate): features(reading, candidate, tagging) for candidate in candidates}
    scored = [(probability(heard[id(candidate)], vote.weights), candidate) for candidate in candidates]
    shelf: Shelf[tuple[float, Candidate]] = Shelf()
    for score, candidate in scored:
        shelf.put(candidate.start, candidate.end, (score, candidate))
    kept, relays = _relayed(_chosen(scored, vote.threshold))
    return Choice(reading, kept, relays, heard, shelf)


class RuleExtractor:
    """The extractor of the profile ``fast``: rules propose, a logistic vote decides."""

    def extract(self, reading: Reading) -> tuple[Quotation, ...]:
        """The quotations of an article, in order of their content."""
        return decide(reading, None, Vote.shipped("weights.json"))


class TaggedExtractor:
    """The extractor of the profile ``accurate``: rules and the trained tagger propose, one logistic vote decides."""

    def __init__(self, folder: Path = READER) -> None:
        self._tagger = Tagger(folder)

    def extract(self, reading: Reading) -> tuple[Quotation, ...]:
        """The quotations of an article, in order of their content."""
        return decide(reading, Tagging.of(self._tagger.scores(reading)), Vote.shipped("weights-tagged.json"))


class AttributionExtractor:
    """The extractor of ``--attributions all``: whatever the tagger takes for somebody's, beliefs and plans included.

    It asks the tagger for the wider notion of attribution that PolNeAR's annotators had (Newell et al. 2018). The
    vote has learnt the narrower one and is not asked; confidences are the tagger's own. Signed letters alone go by
    the rules, since the tagger may give them to who signs the next one.
    """

    def __init__(self, folder: Path = READER) -> None:
        self._tagger = Tagger(folder)

    def extract(self, reading: Reading) -> tuple[Quotation, ...]:
        """The attributions of an article, in order of their content."""
        tagging = Tagging.of(self._tagger.scores(reading, WIDE))
        signed = [candidate for candidate in speeches(reading) if candidate.rule == SIGNED]
        scored = [
            (proposal.score, _bordered(reading, _without_that(reading, candidate)))
            for proposal, candidate in proposed(reading, tagging, signed)
        ]
        weights = Vote.shipped("weights.json").weights
        scored += [(probability(features(reading, candidate), weights), candidate) for candidate in signed]
        return _quotations(reading, _chosen(scored, WIDE_THRESHOLD), {})


def _without_that(reading: Reading, candidate: Candidate) -> Candidate:
    """The candidate with *that* before its content left out, as everywhere else."""
    content = tuple(
        Span(span.start + 5, span.end) if span.of(reading.article.text)[:5].casefold() == "that " else span
        for span in candidate.content
    )
    return replace(candidate, content=content)


def _bordered(reading: Reading, candidate: Candidate) -> Candidate:
    """The candidate with whole words in its source, and quotation marks in its content where it holds all in them."""
    text = reading.article.text
    source = tuple(_whole_words(text, span) for span in candidate.source)
    content = candidate.content
    if not candidate.rule.startswith("direct") and candidate.rule not in LAID_OUT:
        content = tuple(_with_marks(reading, span) for span in content)
        if candidate.rule.startswith(("small-clause", "tagger")) and candidate.lemma in lex.NAMING:
            content = (_without_pronoun(reading, content[0]), *content[1:])
    return replace(candidate, content=content, source=source)


def _whole_words(text: str, span: Span) -> Span:
    """*the vice* (-president): a word with a hyphen is one word."""
    end = span.end
    while end + 1 < len(text) and text[end] in "-‑" and text[end - 1].isalnum() and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(span.start, end)


def _with_marks(reading: Reading, span: Span) -> Span:
    """Marks taken in; a border never cuts a quoted piece, and a quoted piece that follows a comma belongs to it."""
    text = reading.article.text
    start, end = span
    for part, _ in reading.near(span):
        first = next((i for i in range(part.start, part.end) if text[i].isalnum()), part.start)
        last = next((i for i in range(part.end - 1, part.start, -1) if text[i].isalnum()), part.end - 1)
        if start <= first and last < end:
            start, end = min(start, part.start), max(end, part.end)
        elif start < part.start < end < part.end:
            end = part.end
    return Span(start, end)


def _without_pronoun(reading: Reading, span: Span) -> Span:
    """*calls it “a scandal”*: where the thing is a pronoun and only its name is quoted, the name is the content."""
    lead, _, rest = span.of(reading.article.text).partition(" ")
    start = span.end - len(rest)
    if lead.casefold() not in _PRONOUNS:
        return span
    whole = any(part.start == start and part.end == span.end for part, _ in reading.near(span))
    return Span(start, span.end) if whole else span


# ------------------------------------------------------------------------------------------------ choice
def _chosen(scored: Chosen, threshold: float) -> Chosen:
    """The likeliest candidates that do not contradict each other."""
    kept: Chosen = []
    shelf: Shelf[tuple[int, int, Candidate]] = Shelf()
    for score, candidate in sorted(scored, key=lambda item: (-item[0], item[1].start, item[1].end)):
        if score < threshold:
            break
        start, end = candidate.extent
        beside = (other for low, high, other in shelf.near(start, end) if low < end and start < high)
        if not any(_contradict(candidate, other) for other in beside):
            kept.append((score, candidate))
            shelf.put(start, end, (start, end, candidate))
    return sorted(kept, key=lambda item: (item[1].start, -item[1].end))


def _contradict(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates cannot both be quotations: the same words, crossing words, or the same cue twice."""
    if shared(one.content, other.content) == 0:
        return bool(one.cue) and one.cue == other.cue and one.rule != "small-clause"
    return not (_inside(one, other) or _inside(other, one))


def _inside(inner: Candidate, outer: Candidate) -> bool:
    """Whether a candidate, cue and source too, stands inside one part of the other's content without filling it."""
    start, end = inner.extent
    if not any(part.start <= start and end <= part.end for part in outer.content):
        return False
    return bool(inner.cue) or size(inner.content) < 0.8 * size(outer.content)


def _relayed(chosen: Chosen) -> tuple[Chosen, dict[int, Candidate]]:
    """*Mara said it was late, according to her office*: the office only relays; what it relays names it.

    Returns what stays, and the relaying candidate by the id of the one it relays. Where *according to* comes first, it
    reports a report, and both stay.
    """
    relays: dict[int, Candidate] = {}
    gone: set[int] = set()
    shelf: Shelf[Candidate] = Shelf()
    for _, candidate in chosen:
        shelf.put(*candidate.extent, candidate)
    for _, outer in chosen:
        if outer.rule != "according":
            continue
        for inner in shelf.near(outer.start, outer.start + 2):
            start, end = inner.extent
            fills = start <= outer.start + 2 and end >= outer.end - 2 and outer.cue[0].start >= end
            if inner is not outer and fills and _inside(inner, outer):
                relays[id(inner)] = outer
                gone.add(id(outer))
                break
    return [(score, candidate) for score, candidate in chosen if id(candidate) not in gone], relays


# ------------------------------------------------------------------------------------------------ result
def _quotations(reading: Reading, chosen: Chosen, relays: Mapping[int, Candidate]) -> tuple[Quotation, ...]:
    names = {id(candidate): f"q{number}" for number, (_, candidate) in enumerate(chosen, 1)}
    shelf: Shelf[tuple[int, int, Candidate]] = Shelf()
    for _, candidate in chosen:
        begin, end = candidate.start, candidate.end
        shelf.put(begin, end, (begin, end, candidate))
    parents: dict[int, Candidate] = {}
    children: dict[int, list[Candidate]] = defaultdict(list)
    for _, candidate in chosen:
        start, end = candidate.extent
        around = [
            other
            for begin, stop, other in shelf.near(start, start)
            if begin <= start and end <= stop and other is not candidate and _inside(candidate, other)
        ]
        if around:
            parent = parents[id(candidate)] = min(around, key=lambda other: (size(other.content), other.start))
            children[id(parent)].append(candidate)
    text = reading.article.text
    out = []
    for score, candidate in chosen:
        over = parents.get(id(candidate))
        out.append(
            Quotation(
                id=names[id(candidate)],
                content=candidate.content,
                cue=candidate.cue,
                source=candidate.source,
                type=type_of(reading, candidate, children[id(candidate)]),
                modality=modality(text, candidate),
                level=_level(candidate, parents),
                parent=names[id(over)] if over is not None else None,
                via=relays[id(candidate)].source[0].of(text) if id(candidate) in relays else None,
                confidence=round(score, 4),
                rule=candidate.rule,
            )
        )
    return tuple(out)


def _level(candidate: Candidate, parents: Mapping[int, Candidate]) -> int:
    level, at = 1, candidate
    while id(at) in parents:
        level, at = level + 1, parents[id(at)]
    return level


def type_of(reading: Reading, candidate: Candidate, children: Sequence[Candidate] = ()) -> str:
    """The type of the quotation that a candidate makes; ``children`` are those inside it."""
    if candidate.rule.startswith("direct") or candidate.rule in LAID_OUT:
        return "direct"
    share = quoted_share(reading, candidate.content)
    if share > 0.999:
        return "direct"
    if share:
        theirs = Shelf[Span]()
        for span in (span for child in children for span in child.content):
            theirs.put(*span, span)
        for span in candidate.content:
            for at in (part.start for part, _ in reading.near(span) if span.start <= part.start < span.end):
                if not any(other.start <= at < other.end for other in theirs.near(at, at)):
                    return "mixed"
    return "stance" if candidate.rule in _STANCE_RULES or _is_bare_object(candidate) else "indirect"


def _is_bare_object(candidate: Candidate) -> bool:
    """*rejected the plan*, seen by the tagger alone: a verb, not of saying, whose content is a mere noun phrase."""
    if not candidate.rule.startswith("tagger") or candidate.verb is None or candidate.verb.pos_ not in ("VERB", "AUX"):
        return False
    if candidate.lemma in lex.NAMING | lex.SAY:
        return False
    tokens = [token for token in candidate.parse.within(candidate.content[0]) if not token.is_punct]
    inside = {token.i for token in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    if head is None or head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass") for child in head.children)
