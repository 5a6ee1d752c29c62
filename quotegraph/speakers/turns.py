"""Speakers without a source in their sentence: turns of a transcript, answers, free-standing quoted sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from quotegraph.model import Quotation, Span
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.lexicon import UTTERANCES
from quotegraph.speakers.names import Name, fold, parse_name
from quotegraph.speakers.phrases import take_apart
from quotegraph.speakers.roles import parse_role
from quotegraph.speakers.scene import Found, Scene
from quotegraph.speakers.sources import behind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotegraph.language import Parse

_REPLY = re.compile(
    r"[\s,”“\"’'»]*(?:came|was|is|ran|goes|went) (?:the|his|her|their) (?:curt |short |only )?(?:reply|answer|retort)"
)
_PASSIVE = re.compile(
    r"(?:it )?(?:(?:has|have|had|having|['’]ve) )?(?:is|are|was|were|be|been|being)(?: \w+ly)? "
    r"(?:said|told|understood|believed|thought|rumou?red|reported|whispered|heard|alleged|expected|feared|warned|known"
    r"|promised|called)|one hears|it goes"
)
_HEARSAY = frozenset(("rumour", "report", "gossip", "hearsay"))
_MARKS = "“”„«»‟\"‘’‚'`‹›"


def note_labels(scene: Scene) -> None:
    """Find who the labels of a transcript's turns mean; a role with a name in brackets stands for it from then on."""
    called: dict[str, Entity] = {}
    for block in scene.reading.blocks:
        if block.label is None:
            continue
        phrase = take_apart(scene.text, block.label, scene.names_near(block.label.start))
        entity = scene.by_name.get(phrase.mention.span.start) if phrase.mention and phrase.form == "name" else None
        if entity is None or entity.kind != "person":
            entity = _labelled(scene, block.label.of(scene.text))
        label = fold(block.label.of(scene.text))
        entity = called.get(label, entity) if entity.kind == "unnamed" else entity
        if entity.kind == "unknown":
            entity.kind = "person"  # whose turn it is speaks
        if entity.names and " (" in label:
            called[label.split(" (")[0]] = entity
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
    holder = scene.course.holder(role)
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
        found = _of_nobody(scene, quotation) or scene.label_at(quotation.content[0].start)
        if not quotation.source:
            found = found or _led_in(scene, order[:number], quotation)
        if found is None and main is not None and _is_answer(scene, quotation):
            found = Found(main, "interview", 0.7)
        if not quotation.source:
            found = found or _of_sentence(scene, quotation)
        found = found or _named_after(scene, quotation) or _by_neighbours(scene, order, number, quotation)
        if found is not None:
            scene.found[quotation.id] = found


def _of_nobody(scene: Scene, quotation: Quotation) -> Found | None:
    """Somebody who is not told: “is said to”, “it is whispered”, “dismissed rumours that”."""
    cue = " ".join(span.of(scene.text) for span in quotation.cue).casefold()
    if quotation.source or quotation.type == "direct" or not cue:
        return None
    noun = cue.rsplit(" ", 1)[-1]
    if noun.removesuffix("s").replace("rumor", "rumour") in _HEARSAY or _PASSIVE.fullmatch(cue):
        return Found(scene.described(noun if noun.startswith(("rumo", "report")) else "unnamed"), "nobody", 0.7)
    told = scene.quotation(quotation.parent)
    rejected = told is not None and (noun in UTTERANCES or noun.removesuffix("s") in UTTERANCES)
    return Found(scene.described("unnamed"), "nobody", 0.6) if rejected else None


def _named_after(scene: Scene, quotation: Quotation) -> Found | None:
    """Whoever is named right after words that end in a comma (“…,” Mara Holt, who was there, …)."""
    end = quotation.content[-1].end
    if quotation.source or quotation.type != "direct" or not scene.text[end - 2 : end].startswith(","):
        return None
    for mention in scene.names_near(end):
        if mention.span.start >= end and mention.kind == "person" and not scene.text[end : mention.span.start].strip():
            return Found(scene.named(mention), "named after", 0.8)
    return None


def _led_in(scene: Scene, before: Sequence[Quotation], quotation: Quotation) -> Found | None:
    """Whoever does what the items of a list say: the speaker, or the subject, of the sentence that leads in.

    So, too, for a paragraph of quoted words after one that ends in a colon.
    """
    blocks = scene.reading.blocks
    block = scene.reading.block_at(quotation.content[0].start)
    opens = not scene.text[block.span.start : quotation.content[0].start].strip(" >*_\n")
    if block.kind != "bullet" and not (opens and quotation.type == "direct"):
        return None
    lead = next((b for b in reversed(blocks[: blocks.index(block)]) if b.kind != "bullet"), None)
    ends = (":", ",") if block.kind == "bullet" else ":"
    if lead is None or not scene.text[: lead.span.end].rstrip().endswith(ends):
        return None
    spoke = [q for q in before if q.id in scene.found and lead.span.start <= q.content[0].start < lead.span.end]
    if spoke:
        return Found(scene.found[spoke[-1].id].entity, "lead-in", 0.8)
    for parse in scene.reading.parses:
        if parse.block is lead and parse.quote is None:
            roots = [token for token in parse.doc if token.dep_ == "ROOT"]
            found = next((f for root in reversed(roots) if (f := _subject(scene, parse, root)) is not None), None)
            if found is None and roots[-1].pos_ in ("NOUN", "PROPN"):  # a subject whose verbs stand in the list
                span = parse.span(roots[-1].left_edge, roots[-1])
                found = behind(scene, take_apart(scene.text, span, scene.names_near(span.start)), None)
            return found
    return None


def _of_sentence(scene: Scene, quotation: Quotation) -> Found | None:
    """The subject of the verb that the content depends on, where it stands outside the content."""
    start = quotation.content[0].start
    for parse in scene.reading.parses:
        if not parse.offsets or not parse.block.span.start <= start < parse.block.span.end:
            continue
        at = [i for i, quote in parse.holes.items() if any(p.start <= start < p.end for p in quote.parts)]
        inside = [parse.doc[i] for i in at] or parse.within(quotation.content[0])
        if not inside or (parse.quote is not None and not parse.within(quotation.content[0])):
            continue
        own = {token.i for token in inside}
        top = next((token for token in inside if token.head.i not in own), None)
        for verb in list(top.ancestors)[:3] if top is not None else ():
            if (found := _subject(scene, parse, verb, own)) is not None:
                return found
    return None


def _subject(scene: Scene, parse: Parse, verb: Token, without: Collection[int] = ()) -> Found | None:
    for child in verb.children:
        owner = verb.pos_ in ("NOUN", "PROPN") and child.dep_ in ("poss", "compound")  # also a verb read as a noun
        if (owner or child.dep_ in ("nsubj", "nsubjpass")) and child.i not in without:
            right = child if child.pos_ == "PRON" else child.right_edge
            span = parse.span(child.left_edge, right)
            found = behind(scene, take_apart(scene.text, span, scene.names_near(span.start)), None)
            if found is not None and found.entity.kind not in ("location", "adjective", "word"):
                return Found(found.entity, "sentence", 0.75 * found.confidence)
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
    same = before and scene.reading.block_at(before[-1].content[0].start) is block
    answer = _REPLY.match(scene.text, quotation.content[-1].end)
    last = max((span.end for span in (*before[-1].content, *before[-1].cue)), default=0) if same else 0
    if (subject := _subject_before(scene, quotation, last)) is not None and not answer:
        return subject
    if same and not answer:
        return Found(scene.found[before[-1].id].entity, "same paragraph", 0.8)
    asked = scene.found[before[-1].id].entity if same else None
    named = _named_before(scene, block.span.start, start, asked if answer else None)
    if named is not None:
        return Found(named, "named before", 0.7)
    if same:
        return Found(scene.found[before[-1].id].entity, "same paragraph", 0.6)
    if after and scene.reading.block_at(after[0].content[0].start) is block:
        return Found(scene.found[after[0].id].entity, "same paragraph", 0.6)
    if before:
        return Found(scene.found[before[-1].id].entity, "speaker before", 0.55)
    if after:
        return Found(scene.found[after[0].id].entity, "speaker after", 0.4)
    return None


def _subject_before(scene: Scene, quotation: Quotation, last: int) -> Found | None:
    """The person who is the subject of the sentence right before quoted words in the same paragraph.

    Nothing if that sentence holds the end of the quotation before, at ``last``.
    """
    start = quotation.content[0].start
    for parse in scene.reading.parses:
        if parse.quote is not None or not parse.block.span.start <= start < parse.block.span.end:
            continue
        before = [token for token in parse.within(Span(parse.block.span.start, start)) if token.i not in parse.holes]
        words = [token for token in before if token.is_alpha]
        if not words:
            return None
        root = words[-1].sent.root
        if root.i in parse.holes or parse.start(root) >= start or parse.start(words[-1].sent[0]) < last:
            return None
        found = _subject(scene, parse, root)
        return Found(found.entity, "subject before", 0.8) if found and _can_answer(found.entity) else None
    return None


def _can_answer(entity: Entity) -> bool:
    return entity.kind == "person" or (entity.kind == "unnamed" and bool(parse_role(entity.description).head))


def _named_before(scene: Scene, start: int, at: int, without: Entity | None) -> Entity | None:
    """The last person named between two places."""
    for mention in reversed(scene.names):
        if start <= mention.span.start < at:
            entity = scene.by_name.get(mention.span.start)
            if entity is not None and entity.kind == "person" and entity is not without:
                return entity
    return None
