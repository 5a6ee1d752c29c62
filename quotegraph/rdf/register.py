"""The register: who each speaker is, gathered from how the articles present them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from quotegraph.model import Speaker
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.terms import Described, text


@dataclass(frozen=True, slots=True)
class Shown:
    """How an article of a date (ISO day, or empty) presents a speaker; ``article`` decides between equal dates.

    ``own`` is False where only a person's decision makes it this speaker.
    """

    date: str
    article: str
    speaker: Speaker
    own: bool = True


@dataclass(frozen=True, slots=True)
class Decided:
    """What people say of a speaker: a name, a Wikidata item (or ``none``), and the IRIs of these decisions."""

    name: str | None = None
    item: str | None = None
    reasons: tuple[str, ...] = ()


def entry(node: NamedNode, shown: Iterable[Shown], decided: Decided = Decided()) -> Iterator[Quad]:
    """A speaker's quads in the register.

    The name is the one most often used (of equals the newest), the other names are aliases; of everything else the
    newest that is known counts. Each role is kept with the first and last day on which it was seen. What people have
    decided comes first, and names of others that they have merged into this speaker are only aliases.

    >>> one = Shown("2027-03-01", "a", Speaker("mara-lind", "Mara Lind", role="mayor"))
    >>> sorted(q.object.value for q in entry(v.speaker_iri("mara-lind"), [one]) if q.predicate == v.LABEL)
    ['Mara Lind', 'mayor']
    """
    known = sorted(shown, key=lambda s: (s.date, s.article))
    if not known:
        return
    own = [s for s in known if s.own] or [s for s in known if s.speaker.kind != "unnamed"] or known
    times = Counter(s.speaker.name for s in own)
    newest = {s.speaker.name: number for number, s in enumerate(own)}
    name = decided.name or max(times, key=lambda n: (times[n], newest[n]))
    names = {s.speaker.name for s in known if s.speaker.kind != "unnamed" or s.own}
    names |= {s.speaker.link.shown.name for s in known if s.speaker.link and s.speaker.link.shown.kind != "unnamed"}
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (node, v.TYPE, v.AGENT),
        (node, v.TYPE, v.KIND_CLASSES[own[-1].speaker.kind]),
        (node, v.LABEL, text(name)),
        *((node, v.ALTERNATIVE, text(other)) for other in sorted(names) if other != name),
    ]
    key = v.speaker_key(node.value)
    if key is not None:
        triples.append((node, v.IDENTIFIER, text(key)))
    for field, predicate in (
        ("gender", v.GENDER),
        ("country", v.COUNTRY),
        ("organisation", v.ORGANISATION),
        ("camp", v.CAMP),
    ):
        value = next((getattr(s.speaker, field) for s in reversed(known) if getattr(s.speaker, field)), "")
        if value:
            triples.append((node, predicate, text(value)))
    item = decided.item or next((s.speaker.wikidata for s in reversed(own) if s.speaker.wikidata), None)
    if item and (entity := v.wikidata_iri(item)):
        triples += [(node, v.SAME_AS, entity), (node, v.SCHEMA_SAME_AS, entity)]
    triples += ((node, v.DECIDED_BY, NamedNode(reason)) for reason in decided.reasons)
    triples += _roles(node, known)
    triples += _organisations(node, known)
    yield from (Quad(*triple, v.REGISTER) for triple in triples)


def _roles(node: NamedNode, known: list[Shown]) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    days: dict[tuple[str, str], list[str]] = {}
    for s in known:
        if s.speaker.role:
            days.setdefault((s.speaker.role, s.speaker.organisation), []).append(s.date)
    for (role, organisation), seen in days.items():
        role_node = v.role_iri(node, role, organisation)
        yield node, v.HAS_ROLE, role_node
        yield role_node, v.TYPE, v.ROLE_CLASS
        yield role_node, v.LABEL, text(role)
        if organisation:
            yield role_node, v.ORGANISATION, text(organisation)
        dated = sorted(day for day in seen if day)
        if dated:
            yield role_node, v.FIRST_SEEN, Literal(dated[0], datatype=v.DATE)
            yield role_node, v.LAST_SEEN, Literal(dated[-1], datatype=v.DATE)


def _organisations(node: NamedNode, known: list[Shown]) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    for name in sorted({s.speaker.organisation for s in known if s.speaker.organisation}):
        organisation = v.organisation_iri(name)
        yield node, v.SPEAKS_FOR, organisation
        yield organisation, v.TYPE, v.SCHEMA_ORGANISATION
        yield organisation, v.LABEL, text(name)


def speakers_of(register: Described) -> tuple[Speaker, ...]:
    """The speakers that a store's register holds, by name and key.

    >>> from quotegraph.rdf.terms import described
    >>> mara = Speaker("mara-lind", "Mara Lind", role="mayor")
    >>> quads = entry(v.speaker_iri("mara-lind"), [Shown("", "a", mara)])
    >>> speakers_of(described(q.triple for q in quads)) == (mara,)
    True
    """
    found = []
    for iri, node in register.items():
        kind = next((v.KIND_OF_CLASS[c] for c in node.get(v.TYPE.value, ()) if c in v.KIND_OF_CLASS), None)
        if kind is None:
            continue
        roles = [register[role] for role in node.get(v.HAS_ROLE.value, ())]
        newest = max(roles, key=lambda r: (_first(r, v.LAST_SEEN), _first(r, v.LABEL)), default={})
        entity = _first(node, v.SAME_AS)
        found.append(
            Speaker(
                key=v.speaker_key(iri),
                name=_first(node, v.LABEL),
                kind=kind,
                gender=_first(node, v.GENDER),
                role=_first(newest, v.LABEL),
                organisation=_first(node, v.ORGANISATION),
                country=_first(node, v.COUNTRY),
                wikidata=v.last(entity) if entity else None,
                camp=_first(node, v.CAMP),
            )
        )
    return tuple(sorted(found, key=lambda s: (s.name, s.key or "", s.kind)))


def _first(node: Mapping[str, list[str]], predicate: NamedNode) -> str:
    return min(node.get(predicate.value, ()), default="")
