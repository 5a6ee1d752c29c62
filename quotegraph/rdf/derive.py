"""What follows from judgements: which are in force, who supports and opposes what, who agrees; and the register.

All is rebuilt from the articles and the reviews alone, speaker by speaker, for those that a change touches.
Two speakers agree if on some topic both have taken the same side, and disagree if one supports what the other opposes;
sources without a name take sides, but agree with nobody, as nobody knows who they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from quotegraph.model import Link, Speaker
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.engines import matches
from quotegraph.rdf.judgements import stance
from quotegraph.rdf.register import Decided, Shown, entry
from quotegraph.rdf.terms import described

Sides = dict[NamedNode, set[str]]
"""Topic → stances taken on it."""


def judged(quads: Iterable[Any], reviews: Mapping[str, Mapping[str, str]]) -> Iterator[Quad]:
    """The quads that link the quotations of an article to their judgements in force.

    ``quads`` are the article's; ``reviews`` is quotation → topic → the newest judgement by a person, all as IRIs.
    """
    judgements: dict[NamedNode, dict[NamedNode, Any]] = defaultdict(dict)
    quotations = []
    for quad in quads:
        if quad.predicate in (v.OF_QUOTATION, v.ON_TOPIC):
            judgements[quad.subject][quad.predicate] = quad.object
        elif quad.predicate == v.IN_ARTICLE:
            quotations.append(quad.subject)
    for judgement, values in judgements.items():
        quotation = values[v.OF_QUOTATION]
        if values[v.ON_TOPIC].value not in reviews.get(quotation.value, {}):
            yield Quad(quotation, v.IN_FORCE, judgement, v.DERIVED)
    for quotation in quotations:
        for review in reviews.get(quotation.value, {}).values():
            yield Quad(quotation, v.IN_FORCE, NamedNode(review), v.DERIVED)


def positions(store: ox.Store, speaker: NamedNode) -> Sides:
    """The sides that a speaker has taken, by the judgements in force."""
    sides: Sides = defaultdict(set)
    for spoken in matches(store, None, v.SPEAKER, speaker, None):
        for link in matches(store, spoken.subject, v.IN_FORCE, None, v.DERIVED):
            node = described(q.triple for q in matches(store, link.object, None, None, None))[link.object.value]
            found = stance(node, f"judgement {link.object}")
            sides[NamedNode(found.topic)].add(found.stance)
    return sides


def derived(store: ox.Store, touched: Collection[NamedNode]) -> Iterator[Quad]:
    """The quads of the derived graph in which a speaker of ``touched`` takes part, as they should be."""
    sides = {speaker: positions(store, speaker) for speaker in sorted(touched, key=str)}
    camps: dict[tuple[NamedNode, str], set[NamedNode]] = {}
    for topic in {topic for taken in sides.values() for topic in taken}:
        for side in ("support", "oppose"):
            others = {q.subject for q in matches(store, None, v.SIDES[side], topic, v.DERIVED)} - sides.keys()
            here = {speaker for speaker, taken in sides.items() if side in taken.get(topic, ())}
            camps[topic, side] = {speaker for speaker in others | here if v.speaker_key(speaker.value) is not None}
    for speaker, taken in sides.items():
        for topic, stances in taken.items():
            for side in sorted(stances):
                yield Quad(speaker, v.SIDES[side], topic, v.DERIVED)
        if v.speaker_key(speaker.value) is not None:
            yield from _ties(speaker, taken, camps, sides)


def _ties(
    speaker: NamedNode,
    taken: Sides,
    camps: Mapping[tuple[NamedNode, str], set[NamedNode]],
    touched: Collection[NamedNode],
) -> Iterator[Quad]:
    opposite = {"support": "oppose", "oppose": "support"}
    for predicate, same in ((v.AGREES_WITH, True), (v.DISAGREES_WITH, False)):
        others: set[NamedNode] = set()
        for topic, stances in taken.items():
            for side in stances & opposite.keys():
                others |= camps[topic, side if same else opposite[side]]
        for other in others - {speaker}:
            yield Quad(speaker, predicate, other, v.DERIVED)
            if other not in touched:  # otherwise it says so itself
                yield Quad(other, predicate, speaker, v.DERIVED)


def stored(store: ox.Store, touched: Collection[NamedNode]) -> Iterator[Quad]:
    """The quads of the derived graph and the register in which a speaker of ``touched`` takes part, as they are."""
    for speaker in touched:
        yield from matches(store, speaker, None, None, v.DERIVED)
        yield from matches(store, None, None, speaker, v.DERIVED)
        for quad in matches(store, speaker, None, None, v.REGISTER):
            yield quad
            body = quad.predicate == v.SPEAKS_FOR and not v.is_principal(quad.object)
            if quad.predicate == v.HAS_ROLE or (body and _only(store, quad.object, touched)):
                yield from matches(store, quad.object, None, None, v.REGISTER)


def _only(store: ox.Store, organisation: NamedNode, speakers: Collection[NamedNode]) -> bool:
    """Whether nobody but these speakers speaks for an organisation."""
    return all(q.subject in speakers for q in matches(store, None, v.SPEAKS_FOR, organisation, v.REGISTER))


def registered(store: ox.Store, touched: Collection[NamedNode], decided: Mapping[str, Decided]) -> Iterator[Quad]:
    """The register's quads about the speakers of ``touched``, as they should be; ``decided`` is by key."""
    articles: dict[NamedNode, tuple[str, str]] = {}
    for speaker in touched:
        shown = []
        key = v.speaker_key(speaker.value)
        for quad in matches(store, None, v.OF_SPEAKER, speaker, None):
            if quad.graph_name not in articles:
                articles[quad.graph_name] = _dated(store, quad.graph_name)
            node = _node(store, quad.subject, quad.graph_name)
            found = _speaker(node, key)
            if presented := node.get(v.PRESENTED.value):
                before = _node(store, NamedNode(presented[0]), quad.graph_name)
                found = replace(found, link=Link(_speaker(before, None), ""))
            shown.append(Shown(*articles[quad.graph_name], found, v.LINKED_KEY.value not in node))
        yield from entry(speaker, shown, decided.get(key or "", Decided()))


def principals(store: ox.Store) -> Iterator[Quad]:
    """The quads of the register that say whom spokespersons speak for, as they are."""
    for quad in matches(store, None, v.SPEAKS_FOR, None, v.REGISTER):
        if v.is_principal(quad.object):
            yield quad
            if v.speaker_key(quad.object.value) is None:
                yield from matches(store, quad.object, None, None, v.REGISTER)


def spoken_for(store: ox.Store) -> Iterator[Quad]:
    """The same as they should be: the speaker of that name, if the register holds one alone, else the name."""
    for quad in matches(store, None, v.SPOKESPERSON_OF, None, None):
        for link in matches(store, quad.subject, v.OF_SPEAKER, None, quad.graph_name):
            named = (v.LABEL, v.ALTERNATIVE)
            found = {q.subject for name in named for q in matches(store, None, name, quad.object, v.REGISTER)}
            known = [node for node in found if v.speaker_key(node.value) is not None and node != link.object]
            principal = known[0] if len(known) == 1 else v.principal_iri(quad.object.value)
            yield Quad(link.object, v.SPEAKS_FOR, principal, v.REGISTER)
            if len(known) != 1:
                yield Quad(principal, v.TYPE, v.AGENT, v.REGISTER)
                yield Quad(principal, v.LABEL, quad.object, v.REGISTER)


def _dated(store: ox.Store, article: NamedNode) -> tuple[str, str]:
    node = _node(store, article, article)
    return min(node.get(v.DATE_PUBLISHED.value, [""])), min(node.get(v.IDENTIFIER.value, [""]))


def _speaker(node: Mapping[str, list[str]], key: str | None) -> Speaker:
    def value(predicate: NamedNode) -> str:
        return min(node.get(predicate.value, [""]))

    return Speaker(
        key=key,
        name=value(v.LABEL),
        kind=v.KIND_OF_CLASS.get(value(v.KIND), "unnamed"),
        gender=value(v.GENDER),
        role=value(v.ROLE),
        organisation=value(v.ORGANISATION),
        country=value(v.COUNTRY),
        wikidata=value(v.WIKIDATA) or None,
        speaks_for=value(v.SPOKESPERSON_OF),
        camp=value(v.CAMP),
    )


def _node(store: ox.Store, node: NamedNode, graph: NamedNode) -> Mapping[str, list[str]]:
    return described(q.triple for q in matches(store, node, None, None, graph))[node.value]
