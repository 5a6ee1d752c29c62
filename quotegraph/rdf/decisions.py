"""What people decide about speakers: who is one, who is two, what they are called, and who that is in Wikidata.

A decision is a judgement like that of a stance: it stands in the graph of reviews with who made it and when, is never
changed, and counts until another one takes it back. Keys may change as articles come in, so a decision remembers some
quotations of the speakers that it is about, and speaks of whoever they belong to when it is applied.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, Quad

from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.judgements import moment_of
from quotegraph.rdf.terms import Described, Triple, first, text

ACTIONS = ("merge", "split", "assign", "apart", "rename", "link", "undo")
NONE = "none"
"""What a decision ``link`` says of a speaker who is no item of Wikidata."""
_MOST = 20  # quotations by which a decision knows its speakers again


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person about speakers.

    ``merge``: ``speaker`` and ``other`` are one, called like ``speaker``. ``split``: the ``parts`` of ``speaker``
    (names by which articles call it, articles, quotations ``article#id``) are somebody else, ``other``. ``assign``: the
    quotations ``parts``, whoever spoke them so far, are by ``other``. ``apart``: ``speaker`` and ``other`` are two.
    ``rename``: ``speaker`` is called ``name``. ``link``: ``speaker`` is the Wikidata item ``wikidata``, or none.
    ``undo``: the decision ``undoes`` does not count.
    """

    action: str
    by: str
    at: datetime
    speaker: str = ""
    other: str = ""
    parts: tuple[str, ...] = ()
    name: str = ""
    wikidata: str = ""
    undoes: str = ""
    anchors: frozenset[str] = frozenset()
    other_anchors: frozenset[str] = frozenset()
    iri: str = ""

    @property
    def id(self) -> str:
        """Its short name, for people."""
        return v.last(self.iri)[:8]

    def said(self) -> str:
        """What was decided, in words.

        >>> Decision("merge", "Ada", datetime(2031, 5, 1, tzinfo=UTC), "mara-holt", "holt").said()
        'merge mara-holt holt'
        """
        shown = [self.speaker, *self.parts]
        shown += [f"→ {self.other}"] if self.action in ("split", "assign") else [self.other]
        return " ".join(
            word for word in (self.action, *shown, self.name, self.wikidata, v.last(self.undoes)[:8]) if word
        )


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as decisions see it: ``key`` is the speaker's before any decision, ``names`` what it is called."""

    iri: str
    key: str | None
    names: frozenset[str]
    article: str
    id: str


@dataclass(slots=True)
class Outcome:
    """What all decisions come to: key by quotation (where it is another one), names and items by key, and why."""

    keys: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)


def decision_quads(decision: Decision) -> list[Quad]:
    """A decision's quads, for the graph of reviews.

    >>> from quotegraph.rdf.terms import described
    >>> at = datetime(2031, 5, 1, tzinfo=UTC)
    >>> [made] = decisions_of(described(q.triple for q in decision_quads(Decision("rename", "Ada", at, "a", name="A"))))
    >>> (made.action, made.speaker, made.name, made.by, made.at == at)
    ('rename', 'a', 'A', 'Ada', True)
    """
    node = decision_iri(decision)
    person = v.reviewer_iri(decision.by)
    triples: list[Triple] = [
        (node, v.TYPE, v.SPEAKER_JUDGEMENT),
        (node, v.ACTION, text(decision.action)),
        (node, v.GENERATED_AT, Literal(_moment(decision), datatype=v.DATE_TIME)),
        (node, v.ATTRIBUTED_TO, person),
        (person, v.TYPE, v.AGENT),
        (person, v.LABEL, text(decision.by)),
    ]
    for predicate, value in (
        (v.OF_KEY, decision.speaker),
        (v.OTHER_KEY, decision.other),
        (v.LABEL, decision.name),
        (v.WIKIDATA, decision.wikidata),
    ):
        if value:
            triples.append((node, predicate, text(value)))
    triples += ((node, v.PART, text(part)) for part in decision.parts)
    if decision.undoes:
        triples.append((node, v.SUPERSEDES, NamedNode(decision.undoes)))
    for predicate, anchors in ((v.ANCHOR, decision.anchors), (v.OTHER_ANCHOR, decision.other_anchors)):
        triples += ((node, predicate, NamedNode(anchor)) for anchor in sorted(anchors)[:_MOST])
    return [Quad(*triple, v.REVIEWS) for triple in triples]


def decision_iri(decision: Decision) -> NamedNode:
    """The IRI of a decision, from what it says, who made it and when.

    >>> decision_iri(Decision("rename", "Ada", datetime(2031, 5, 1, tzinfo=UTC), "a", name="A")).value[:33]
    'https://w3id.org/quotegraph/revie'
    """
    said = (decision.action, decision.speaker, decision.other, *decision.parts, decision.undoes, decision.by)
    seed = v.clean("\n".join((*said, _moment(decision))))
    return v.below(v.iri("qg:review"), hashlib.sha256(seed.encode()).hexdigest()[:20])


def _moment(decision: Decision) -> str:
    return decision.at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def decisions_of(graph: Described) -> list[Decision]:
    """All decisions about speakers in the graph of reviews, the oldest first.

    >>> decisions_of({})
    []
    """
    found = []
    for iri, node in graph.items():
        if v.SPEAKER_JUDGEMENT.value not in node.get(v.TYPE.value, ()):
            continue
        person = graph.get(first(node, v.ATTRIBUTED_TO) or "", {})
        found.append(
            Decision(
                action=first(node, v.ACTION) or "",
                by=first(person, v.LABEL) or "",
                at=moment_of(first(node, v.GENERATED_AT)),
                speaker=first(node, v.OF_KEY) or "",
                other=first(node, v.OTHER_KEY) or "",
                parts=tuple(sorted(node.get(v.PART.value, ()))),
                name=first(node, v.LABEL) or "",
                wikidata=first(node, v.WIKIDATA) or "",
                undoes=first(node, v.SUPERSEDES) or "",
                anchors=frozenset(node.get(v.ANCHOR.value, ())),
                other_anchors=frozenset(node.get(v.OTHER_ANCHOR.value, ())),
                iri=iri,
            )
        )
    return sorted(found, key=lambda decision: (decision.at, decision.iri))


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that count: all but those taken back, and those that take back.

    >>> in_force([])
    []
    """
    known = list(decisions)
    undone = {decision.undoes for decision in known if decision.action == "undo"}
    return [decision for decision in known if decision.action != "undo" and decision.iri not in undone]


def outcome(decisions: Sequence[Decision], quotations: Iterable[Quoted]) -> Outcome:
    """What decisions in force, one after the other, make of the quotations of a store.

    >>> at = datetime(2031, 5, 1, tzinfo=UTC)
    >>> one, two = (Quoted(f"x:{key}", key, frozenset({key}), key, "q1") for key in ("mara-holt", "holt"))
    >>> outcome([Decision("merge", "Ada", at, "mara-holt", "holt")], [one, two]).keys
    {'x:holt': 'mara-holt'}
    """
    if not decisions:
        return Outcome()
    state = _State(quotations)
    for decision in decisions:
        state.apply(decision)
    return state.outcome()


class _State:
    """Who speaks each quotation while decisions are applied."""

    def __init__(self, quotations: Iterable[Quoted]) -> None:
        self.quotations = {quoted.iri: quoted for quoted in quotations}
        self.key = {quoted.iri: quoted.key for quoted in self.quotations.values()}
        self.spoken: dict[str, set[str]] = {}
        for iri, key in self.key.items():
            if key is not None:
                self.spoken.setdefault(key, set()).add(iri)
        self.found = Outcome()

    def apply(self, decision: Decision) -> None:
        """Let one decision have its effect; none if what it is about is not there any more."""
        speaker = self._now(decision.speaker, decision.anchors)
        other = self._now(decision.other, decision.other_anchors)
        why = [speaker]
        if decision.action == "merge":
            if other != speaker:
                self._move(set(self.spoken.get(other, ())), speaker)
                self._take_over(other, speaker)
        elif decision.action in ("split", "assign"):
            if decision.action == "assign":
                chosen = {iri for iri, quoted in self.quotations.items() if _has(quoted, decision.parts)}
                why = [other]
            else:
                other = decision.other
                mine = self.spoken.get(speaker, ())
                chosen = {iri for iri in mine if _is_part(self.quotations[iri], decision.parts)}
                why = [speaker, other]
            self._move(chosen, other)
            if decision.name and chosen:
                self.found.names[other] = decision.name
        elif decision.action == "apart":
            self.found.apart.add(frozenset({speaker, other}))
            why = []
        elif decision.action == "rename":
            self.found.names[speaker] = decision.name
        elif decision.action == "link":
            self.found.items[speaker] = decision.wikidata
        for key in why:
            self.found.reasons.setdefault(key, []).append(decision.iri)

    def _now(self, key: str, anchors: frozenset[str]) -> str:
        """The key by which a speaker goes now."""
        keys = Counter(now for anchor in anchors if (now := self.key.get(anchor)) is not None)
        if not keys:
            return key
        most = max(keys.values())
        return key if keys.get(key) == most else min(one for one, count in keys.items() if count == most)

    def _move(self, iris: set[str], key: str) -> None:
        for iri in iris:
            before = self.key[iri]
            if before is not None:
                self.spoken[before].discard(iri)
            self.key[iri] = key
            self.spoken.setdefault(key, set()).add(iri)

    def _take_over(self, gone: str, key: str) -> None:
        """Give a speaker what was decided about the one merged into it, where nothing was decided about itself."""
        self.found.names.pop(gone, None)
        item = self.found.items.pop(gone, None)
        if item is not None:
            self.found.items.setdefault(key, item)
        self.found.reasons.setdefault(key, []).extend(self.found.reasons.pop(gone, []))

    def outcome(self) -> Outcome:
        """What has come of it."""
        for iri, quoted in self.quotations.items():
            key = self.key[iri]
            if key is not None and key != quoted.key:
                self.found.keys[iri] = key
        return self.found


def _has(quoted: Quoted, parts: Sequence[str]) -> bool:
    return f"{quoted.article}#{quoted.id}" in parts


def _is_part(quoted: Quoted, parts: Sequence[str]) -> bool:
    return quoted.article in parts or _has(quoted, parts) or any(name in parts for name in quoted.names)


def anchored(keys: Mapping[str, str | None], key: str) -> frozenset[str]:
    """Quotations by which a speaker can be found again; ``keys`` is quotation → key of its speaker.

    >>> sorted(anchored({"x:1": "mara", "x:2": "odo"}, "mara"))
    ['x:1']
    """
    mine = sorted(quotation for quotation, speaker in keys.items() if speaker == key)
    return frozenset(mine[:_MOST])
