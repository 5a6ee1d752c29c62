"""Judgements of stances, by models and by people, and which of them count.

The judgement in force on a quotation and a topic is the newest one by a person, else the model's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, Quad

from quotegraph.model import Stance
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.terms import Described, Triple, decimal, first, only, text
from quotegraph.rdf.vocabulary import clean


def stance(judgement: Mapping[str, list[str]], where: str) -> Stance:
    """What a judgement says; its ``topic`` is the topic's IRI. A QuotegraphError says what the judgement lacks."""
    confidence = first(judgement, v.CONFIDENCE)
    return Stance(
        topic=only(judgement, v.ON_TOPIC, where),
        stance=v.last(only(judgement, v.STANCE, where)),
        intensity=int(only(judgement, v.INTENSITY, where)),
        confidence=None if confidence is None else float(confidence),
    )


def newest_reviews(graph: Described) -> dict[str, dict[str, str]]:
    """Quotation → topic → the newest judgement by a person, all as IRIs, from the graph of reviews.

    >>> newest_reviews({})
    {}
    """
    found: dict[str, dict[str, str]] = {}
    for iri in sorted(graph, key=lambda subject: (moment_of(first(graph[subject], v.GENERATED_AT)), subject)):
        for quotation in graph[iri].get(v.OF_QUOTATION.value, ()):
            found.setdefault(quotation, {})[only(graph[iri], v.ON_TOPIC, f"judgement <{iri}>")] = iri
    return found


def moment_of(written: str | None) -> datetime:
    """The moment that a judgement names; long ago for what is none.

    >>> moment_of("2031-05-01T12:00:00Z").isoformat()
    '2031-05-01T12:00:00+00:00'
    """
    try:
        moment = datetime.fromisoformat(written or "")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def reviews_of(graph: Described) -> dict[str, list[Stance]]:
    """Quotation → what people say of its stances, newest only, from the graph of reviews; ``topic`` is an IRI.

    >>> reviews_of({})
    {}
    """
    return {
        quotation: [stance(graph[iri], f"judgement <{iri}>") for iri in by_topic.values()]
        for quotation, by_topic in newest_reviews(graph).items()
    }


def in_force(model: list[Stance], reviewed: list[Stance]) -> tuple[Stance, ...]:
    """The stances that count: on each topic the person's, else the model's; persons' on other topics come last.


    >>> kept = in_force([Stance("a", "support"), Stance("b", "oppose")], [Stance("a", "oppose")])
    >>> [(s.topic, s.stance) for s in kept]
    [('a', 'oppose'), ('b', 'oppose')]
    """
    by_person = {judged.topic: judged for judged in reviewed}
    kept: dict[str | int, Stance] = {}
    for number, judged in enumerate(model):
        person = by_person.get(judged.topic)
        kept[judged.topic if person else number] = person or judged
    for judged in by_person.values():
        kept.setdefault(judged.topic, judged)
    return tuple(kept.values())


def review_quads(
    quotation: NamedNode, topic: NamedNode, stance: Stance, reviewer: str, at: datetime, holder: NamedNode | None
) -> list[Quad]:
    """A judgement by a person, for the graph of reviews; the topic is ``topic`` whatever ``stance`` calls it.

    >>> q = v.quotation_iri(v.article_iri("a"), [(0, 3)])
    >>> at = datetime(2027, 3, 1, tzinfo=UTC)
    >>> len(review_quads(q, v.topic_iri("s", "t"), Stance("t", "oppose"), "Ada", at, None))
    9
    """
    moment = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    seed = "\n".join((quotation.value, topic.value, clean(reviewer), moment))
    node = NamedNode(f"{v.BASE}review/{hashlib.sha256(seed.encode()).hexdigest()[:20]}")
    person = v.reviewer_iri(reviewer)
    triples: list[Triple] = [
        (node, v.TYPE, v.JUDGEMENT),
        (node, v.OF_QUOTATION, quotation),
        (node, v.ON_TOPIC, topic),
        (node, v.STANCE, v.concept("stance", stance.stance)),
        (node, v.INTENSITY, Literal(stance.intensity)),
        (node, v.GENERATED_AT, Literal(moment, datatype=v.DATE_TIME)),
        (node, v.ATTRIBUTED_TO, person),
        (person, v.TYPE, v.AGENT),
        (person, v.LABEL, text(reviewer)),
    ]
    if holder is not None:
        triples.append((node, v.HOLDER, holder))
    if stance.confidence is not None:
        triples.append((node, v.CONFIDENCE, decimal(stance.confidence)))
    return [Quad(*triple, v.REVIEWS) for triple in triples]
