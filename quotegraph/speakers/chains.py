"""All mentions of an article: each name, pronoun, role and source with the entity it means."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotegraph.model import Span
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.lexicon import PRONOUNS

if TYPE_CHECKING:
    from quotegraph.speakers.scene import Scene

NAMED = 0.97  # how surely a name means the entity of the article that bears it


@dataclass(frozen=True, slots=True)
class Chained:
    """A place in the text that means an entity; ``rule`` says what linked it, ``confidence`` how surely."""

    span: Span
    entity: Entity
    rule: str
    confidence: float


def chains(scene: Scene) -> tuple[Chained, ...]:
    """The mentions of a scene that has been gone through, in order of the text.

    Names that are words or only describe something (“the Osmari delegation”) are none. A source counts as a mention
    where no other mention of its speaker stands in it (“a senior official”).
    """
    found: dict[Span, Chained] = {}
    for mention in scene.names:
        entity = scene.by_name.get(mention.span.start)
        if entity is not None and entity.kind not in ("adjective", "word"):
            found[mention.span] = Chained(mention.span, entity, "name", NAMED)
    for span, noted in scene.noted:
        found[span] = Chained(span, noted.entity, noted.rule, noted.confidence)
    for one in _first_persons(scene):
        found.setdefault(one.span, one)
    of_entity: dict[Entity, list[int]] = defaultdict(list)
    for one in found.values():
        of_entity[one.entity].append(one.span.start)
    for starts in of_entity.values():
        starts.sort()
    for one in source_chains(scene):
        starts = of_entity[one.entity]
        if bisect_left(starts, one.span.start) == bisect_left(starts, one.span.end):
            found[one.span] = one
    return tuple(sorted(found.values(), key=lambda one: (one.span.start, -one.span.end)))


def source_chains(scene: Scene) -> tuple[Chained, ...]:
    """The sources of quotations alone, in order of the quotations."""
    found = ((quotation, scene.found.get(quotation.id)) for quotation in scene.quotations)
    return tuple(
        Chained(span, link.entity, link.rule, link.confidence)
        for quotation, link in found
        if link is not None
        for span in quotation.source
    )


def _first_persons(scene: Scene) -> list[Chained]:
    """“I” and “we” inside quotations, which mean the speaker."""
    found = []
    for parse in scene.reading.parses:
        for token in parse.doc:
            if PRONOUNS.get(token.lower_) not in ("1", "1p") or token.i in parse.holes:
                continue
            at = parse.start(token)
            speakers = scene.outer_speakers(at)
            label = scene.label_at(at) if not speakers else None
            if speakers or label is not None:
                entity = speakers[-1] if speakers else label.entity  # type: ignore[union-attr]
                sure = 0.9 if PRONOUNS[token.lower_] == "1" else 0.7
                found.append(Chained(Span(at, at + len(token)), entity, "first person", sure))
    return found
