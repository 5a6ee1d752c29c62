"""Speakers without a source in their sentence: turns of a transcript, answers, free-standing quoted sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotegraph.model import Quotation
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.names import Name, fold, parse_name
from quotegraph.speakers.phrases import take_apart
from quotegraph.speakers.roles import parse_role
from quotegraph.speakers.scene import Found, Scene

_MARKS = "“”„«»‟\"‘’‚'`‹›"


def note_labels(scene: Scene) -> None:
    """Find who the labels of a transcript's turns mean."""
    for block in scene.reading.blocks:
        if block.label is None:
            continue
        phrase = take_apart(scene.text, block.label, scene.names_near(block.label.start))
        entity = scene.by_name.get(phrase.mention.span.start) if phrase.mention and phrase.form == "name" else None
        if entity is None or entity.kind != "person":
            entity = _labelled(scene, block.label.of(scene.text))
        scene.labels[block.span.start] = Found(entity, "label", 0.95)


def _labelled(scene: Scene, label: str) -> Entity:
    name = parse_name(re.sub(r"\s*\(.*", "", label.strip("@*_ ")) or label)
    for entity in scene.cast:
        if entity.kind in ("person", "unknown", "organisation") and _is_called(entity, name):
            return entity
    letter = fold(label).strip(".")
    if letter in ("q", "a", "interviewer", "question", "answer"):
        people = [e for e in scene.cast if e.kind == "person"]
        if letter in ("a", "answer") and people:
            return max(people, key=lambda e: len(e.mentions))
        return scene.described("interviewer")
    role = parse_role(label.casefold())
    holder, _ = scene.course.holder(role, 0)
    if holder is not None or role.head or not name.words[-1][0].isupper():
        return holder or scene.described(label)
    made = next((e for e in scene.course.described if fold(e.name) == fold(name.full)), None)
    if made is None:
        made = Entity("person", gender=name.gender)
        made.names[_written(name.full)] += 1
        scene.course.described.append(made)
    return made


def _is_called(entity: Entity, name: Name) -> bool:
    if name.gender and entity.gender and name.gender != entity.gender:
        return False
    words = [fold(word) for word in name.words]
    parsed = [parse_name(known) for known in entity.names]
    return any(words == [fold(w) for w in p.words] or words == [fold(p.last)] for p in parsed)


def _written(label: str) -> str:
    """A label in capitals as a name."""
    return " ".join("-".join(p.capitalize() for p in w.split("-")) if w.isupper() else w for w in label.split())


def without_source(scene: Scene) -> None:
    """Find who speaks the quotations that have no source: the turn, the interviewee, the speaker beside them."""
    main = next((e for e in scene.cast if e.kind == "person" and len(e.name.split()) > 1), None)
    order = sorted(scene.quotations, key=lambda q: q.content[0].start)
    for number, quotation in enumerate(order):
        if quotation.id in scene.found:
            continue
        found = scene.label_at(quotation.content[0].start)
        if found is None and main is not None and _is_answer(scene, quotation):
            found = Found(main, "interview", 0.7)
        found = found or _named_after(scene, quotation) or _by_neighbours(scene, order, number, quotation)
        if found is not None:
            scene.found[quotation.id] = found


def _named_after(scene: Scene, quotation: Quotation) -> Found | None:
    """Whoever is named right after words that end in a comma (“…,” Mara Holt, who was there, …)."""
    end = quotation.content[-1].end
    if quotation.source or quotation.type != "direct" or not scene.text[end - 2 : end].startswith(","):
        return None
    for mention in scene.names_near(end):
        if mention.span.start >= end and mention.kind == "person" and not scene.text[end : mention.span.start].strip():
            return Found(scene.named(mention), "named after", 0.8)
    return None


def _is_answer(scene: Scene, quotation: Quotation) -> bool:
    """Direct speech without marks, cue or source: an answer of an interview, or a text by somebody."""
    unmarked = scene.text[quotation.content[0].start] not in _MARKS
    return unmarked and quotation.type == "direct" and not quotation.source and quotation.parent is None


def _by_neighbours(scene: Scene, order: Sequence[Quotation], number: int, quotation: Quotation) -> Found | None:
    start = quotation.content[0].start
    block = scene.reading.block_at(start)
    before = [q for q in order[:number] if q.id in scene.found and q.parent is None and q.id != quotation.parent]
    after = [q for q in order[number + 1 :] if q.id in scene.found and q.parent is None and q.source]
    if before and scene.reading.block_at(before[-1].content[0].start) is block:
        return Found(scene.found[before[-1].id].entity, "same paragraph", 0.8)
    subject = _named_before(scene, block.span.start, start)
    if subject is not None:
        return Found(subject, "named before", 0.7)
    if after and scene.reading.block_at(after[0].content[0].start) is block:
        return Found(scene.found[after[0].id].entity, "same paragraph", 0.6)
    if before:
        return Found(scene.found[before[-1].id].entity, "speaker before", 0.55)
    if after:
        return Found(scene.found[after[0].id].entity, "speaker after", 0.4)
    return None


def _named_before(scene: Scene, start: int, at: int) -> Entity | None:
    """The last person named between two places."""
    for mention in reversed(scene.names):
        if start <= mention.span.start < at:
            entity = scene.by_name.get(mention.span.start)
            if entity is not None and entity.kind == "person":
                return entity
    return None
