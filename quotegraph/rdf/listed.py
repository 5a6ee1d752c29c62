"""A project's own list of speakers in a store, beside what else people say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from pyoxigraph import Literal, Quad

from quotegraph.model import ListedSpeaker
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.terms import Described, Triple, first, text


def listed_quads(listed: Sequence[ListedSpeaker], by: str, at: datetime) -> list[Quad]:
    """A list of speakers as quads of the graph of reviews.

    >>> from quotegraph.rdf.terms import described
    >>> row = ListedSpeaker("Mara Holt", ("Holt",), "Q42", camp="government")
    >>> made = listed_quads([row], "Ada", datetime(2031, 5, 1, tzinfo=UTC))
    >>> listed_of(described(q.triple for q in made)) == (row,)
    True
    """
    person = v.reviewer_iri(by)
    moment = Literal(at.astimezone(UTC).isoformat().replace("+00:00", "Z"), datatype=v.DATE_TIME)
    triples: list[Triple] = [(person, v.TYPE, v.AGENT), (person, v.LABEL, text(by))] if listed else []
    for position, one in enumerate(listed, 1):
        node = v.listed_iri(one.name)
        triples += [
            (node, v.TYPE, v.LISTED),
            (node, v.POSITION, Literal(position)),
            (node, v.LABEL, text(one.name)),
            (node, v.GENERATED_AT, moment),
            (node, v.ATTRIBUTED_TO, person),
            *((node, v.ALTERNATIVE, text(alias)) for alias in one.aliases),
        ]
        for predicate, value in (
            (v.WIKIDATA, one.wikidata),
            (v.ORGANISATION, one.organisation),
            (v.CAMP, one.camp),
            (v.COUNTRY, one.country),
        ):
            if value:
                triples.append((node, predicate, text(value)))
    return [Quad(*triple, v.REVIEWS) for triple in triples]


def listed_of(graph: Described) -> tuple[ListedSpeaker, ...]:
    """The list of speakers that the graph of reviews holds, in its order."""
    nodes = [node for node in graph.values() if v.LISTED.value in node.get(v.TYPE.value, ())]
    nodes.sort(key=lambda node: (int(first(node, v.POSITION) or 0), first(node, v.LABEL) or ""))
    return tuple(
        ListedSpeaker(
            name=first(node, v.LABEL) or "",
            aliases=tuple(sorted(node.get(v.ALTERNATIVE.value, ()))),
            wikidata=first(node, v.WIKIDATA),
            organisation=first(node, v.ORGANISATION) or "",
            camp=first(node, v.CAMP) or "",
            country=first(node, v.COUNTRY) or "",
        )
        for node in nodes
    )


def listing(quads: Iterable[Quad]) -> list[Quad]:
    """Those of the quads of the graph of reviews that make up the list.

    >>> listing([])
    []
    """
    known = list(quads)
    nodes = {quad.subject for quad in known if quad.predicate == v.TYPE and quad.object == v.LISTED}
    return [quad for quad in known if quad.subject in nodes]
