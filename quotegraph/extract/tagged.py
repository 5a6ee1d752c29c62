"""What the tagger adds to the vote: features of every candidate, and candidates of its own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotegraph.extract.candidates import Candidate
from quotegraph.extract.phrases import noun_phrase
from quotegraph.extract.proposals import Proposal, propose
from quotegraph.extract.shelf import Shelf
from quotegraph.extract.tagger import Scores
from quotegraph.language import Parse, Reading
from quotegraph.model import Span, Spans

_LEADING = frozenset(("det", "amod", "compound", "poss", "nmod", "nummod", "predet"))  # they lead to a noun
SIGNED = "direct-dash"  # the rule of a quotation that is signed
LEAST = 0.25  # score from which the tagger proposes; the vote, not this, decides


@dataclass(frozen=True, slots=True, eq=False)
class Tagging:
    """What the tagger says of one article: probabilities for every piece, and the quotations that they make."""

    scores: Scores
    proposals: tuple[Proposal, ...]
    shelf: Shelf[Proposal]

    @classmethod
    def of(cls, scores: Scores) -> Tagging:
        """The scores with the proposals decoded from them."""
        proposals, shelf = tuple(propose(scores, LEAST)), Shelf[Proposal]()
        for proposal in proposals:
            shelf.put(proposal.content[0].start, proposal.content[-1].end, proposal)
        return cls(scores, proposals, shelf)


def tagger_features(tagging: Tagging, candidate: Candidate, out: dict[str, float]) -> None:
    """Adds the tagger's view of a candidate's content, borders, cue and source to its features."""
    scores, family = tagging.scores, candidate.rule.split("-")[0]
    first, last = candidate.content[0], candidate.content[-1]
    start, end = candidate.start, candidate.end
    level = max((1, 2), key=lambda one: scores.borders(first, one)[0] + scores.borders(last, one)[1])
    nested = "" if level == 1 else "2"
    found = {
        "inside": scores.mean("inside" + nested, candidate.content),
        "begin": scores.borders(first, level)[0],
        "end": scores.borders(last, level)[1],
        "before": scores.beside(first, level)[0],
        "after": scores.beside(last, level)[1],
        "cue": scores.mean("cue", candidate.cue),
        "source": scores.mean("source", candidate.source),
        "to source": scores.link("source", first, candidate.source),
        "to cue": scores.link("cue", first, candidate.cue),
        "quotative": scores.mean("quotative", candidate.content),
        "term": scores.mean("term", candidate.content),
    }
    whole = found["inside"] * found["begin"] * found["end"] * (1 - found["before"]) * (1 - found["after"])
    for name, value in found.items():
        out[f"tagger:{name}"] = value
        out[f"tagger:{name}:odds"] = _odds(value)
    out[f"tagger:level {level}"] = 1.0
    out["tagger:whole"] = out[f"tagger:whole&{family}"] = whole
    shared, proposal = max(
        (
            (_jaccard(candidate.content, p.content), p)
            for p in tagging.shelf.near(start, end)
            if p.content[0].start < end and start < p.content[-1].end
        ),
        key=lambda item: item[0],
        default=(0.0, None),
    )
    out["tagger:shared"] = shared
    if proposal is not None and shared > 0.5:
        out["tagger:score"] = proposal.score
        out["tagger:same"] = out[f"tagger:same&{family}"] = float(shared > 0.97)
        out["tagger:same source"] = _agreement(candidate.source, proposal.source)
        out["tagger:same cue"] = _agreement(candidate.cue, proposal.cue)
        out["tagger:all"] = proposal.score * shared * out["tagger:same source"]
    else:
        out["tagger:none"] = 1.0


def _jaccard(one: Spans, other: Spans) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = sum(span.end - span.start for span in (*one, *other)) - both
    return both / either if either else 0.0


def _agreement(one: Spans, other: Spans) -> float:
    """Shared part of two sources or cues; two that are not there agree."""
    return _jaccard(one, other) if one or other else 1.0


def _odds(value: float) -> float:
    """Log odds, a quarter of them, between -1 and 1."""
    held = min(max(value, 0.018), 0.982)
    return math.log(held / (1 - held)) / 4


def tagged(reading: Reading, tagging: Tagging, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """The tagger's proposals as candidates, those that rules made alike left out."""
    made = {(candidate.content, candidate.cue, candidate.source) for candidate in known}
    for proposal, candidate in proposed(reading, tagging, known):
        if (proposal.content, proposal.cue, proposal.source) not in made:
            yield candidate


def proposed(reading: Reading, tagging: Tagging, known: Sequence[Candidate]) -> Iterator[tuple[Proposal, Candidate]]:
    """The tagger's proposals, each with the candidate that it makes.

    Those that give a letter to somebody else than who signs it (*“…” – Jane Doe*, among the ``known``) are left out.
    """
    signed = Shelf[Candidate]()
    for one in known:
        if one.rule == SIGNED:
            signed.put(one.start, one.end, one)
    parses: dict[int, list[Parse]] = defaultdict(list)
    for parse in reading.parses:
        parses[parse.block.span.start].append(parse)
    for proposal in tagging.proposals:
        block = reading.block_at(proposal.content[0].start).span
        if proposal.content[-1].end > block.end and not reading.near(Span(proposal.content[0].start, block.end)):
            continue  # what is not in marks does not run on into the next paragraph
        here = parses[block.start]
        candidate = _candidate(proposal, here)
        if candidate is None:
            continue
        if not any(_signs_another(one, candidate) for one in signed.near(candidate.start, candidate.end)):
            yield proposal, candidate


def _candidate(proposal: Proposal, parses: Sequence[Parse]) -> Candidate | None:
    parse = _parse_at(parses, proposal.content[0])
    if parse is None:
        return None
    verb = next((t for span in proposal.cue[:1] for t in parse.within(span) if t.pos_ in ("VERB", "NOUN")), None)
    said = (*proposal.cue, *proposal.content)
    source = tuple(whole if _apart(whole := whole_phrase(parse, span), said) else span for span in proposal.source)
    named = [token for span in source[:1] for token in parse.within(span)]
    inside = {token.i for token in named}
    return Candidate(
        proposal.content,
        proposal.cue,
        source,
        "tagger" if proposal.level == 1 else "tagger-nested",
        verb.lemma_.lower() if verb is not None else "",
        parse,
        verb,
        next((t for t in named if t.head.i not in inside), None),
    )


def _apart(source: Span, said: Spans) -> bool:
    """Whether a source shares no word with cue and content: of *his promise to go* the source is *his*."""
    return not any(source.start < span.end and span.start < source.end for span in said)


def _signs_another(signed: Candidate, candidate: Candidate) -> bool:
    """Whether most of a signed quotation is given to somebody else."""
    return _jaccard(signed.content, candidate.content) > 0.4 and signed.source != candidate.source


def whole_phrase(parse: Parse, span: Span) -> Span:
    """A source that is no phrase made one: *the* becomes *the Hungarian*, *network he* and *we in* lose a word."""
    tokens = [token for token in parse.within(span) if not token.is_space]
    if not tokens:
        return span
    last = tokens[-1]
    if last.dep_ == "prep" and len(tokens) > 1:
        return parse.span(tokens[0], tokens[-2])
    if last.dep_ in _LEADING and last.head.i > last.i:
        whole = noun_phrase(parse, last.head)
        return Span(min(span.start, whole.start), whole.end)
    if last.pos_ == "PRON" and last.dep_ in ("nsubj", "nsubjpass") and len(tokens) > 1 and last.left_edge.i == last.i:
        return parse.span(last, last)
    return span


def _parse_at(parses: Sequence[Parse], span: Span) -> Parse | None:
    """The innermost parse whose stretch a span begins in."""
    around = [p for p in parses if p.offsets and p.offsets[0] <= span.start <= p.offsets[-1]]
    return min(around, key=lambda p: p.offsets[-1] - p.offsets[0], default=None)
