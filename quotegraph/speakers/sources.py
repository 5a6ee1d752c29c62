"""The entity behind a source phrase, at its place in the article."""

from __future__ import annotations

import re
from bisect import bisect_right

from quotegraph.model import Quotation, Span
from quotegraph.speakers.bearers import DESCRIBES, POSSESSIVES, by_role
from quotegraph.speakers.cast import Entity, same_last
from quotegraph.speakers.collectives import body_behind
from quotegraph.speakers.discourse import Place
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.issuers import government_of, issuer_of, town_of
from quotegraph.speakers.lexicon import PRONOUNS, UTTERANCES
from quotegraph.speakers.names import fold, parse_name
from quotegraph.speakers.numbers import number_of
from quotegraph.speakers.phrases import Phrase, described, is_thing, take_apart, unnamed_people
from quotegraph.speakers.roles import parse_role, word_key
from quotegraph.speakers.scene import Found, Scene

_INDEFINITE = {"role": (0.95, 0.95), "people": (0.9, 0.85), "other": (0.87, 0.95), "group": (0.8, 0.6)}
_DEFINITE = {
    "role": (0.6, 0.7), "people": (0.35, 0.9), "other": (0.5, 0.35), "group": (0.4, 0.25), "body": (0.35, 0.45),
    "document": (0.25, 0.2), "possessive": (0.7, 0.7),
}  # fmt: skip
"""How often such a phrase means somebody whom the article does not name, and how often if it says whose it is."""
_ANYBODY = frozenset(
    "official spokesperson source diplomat minister adviser lawmaker person man woman member worker leader "
    "resident".split()
)

_NEAR = 60  # characters before “which” in which the words that it takes up are looked for
_BEFORE_WHICH = re.compile(r"\b((?:the|an?|its|their|his|her|this|that) (?:[\w’'-]+ ){0,3}?[\w’'-]+),?\s*\Z", re.I)


def source_of(scene: Scene, quotation: Quotation) -> None:
    """Find who stands behind the source of a quotation, and note it in the scene."""
    if quotation.id in scene.found:
        return
    parent = scene.quotation(quotation.parent)
    if parent is not None and parent.source and parent.source[0].start > quotation.source[0].start:
        source_of(scene, parent)
    found = None
    for span in quotation.source:
        if (found := _label_itself(scene, span)) is not None:
            break
        phrase = take_apart(scene.text, span, scene.names_near(span.start))
        if (found := behind(scene, phrase, parent)) is not None:
            break
    if found is None:
        return
    scene.found[quotation.id] = found
    found.entity.spoke = True
    weight = 0.4 if quotation.parent is not None else 1.25 if found.entity.kind != "unnamed" else 1.0
    scene.course.mention(found.entity, quotation.source[-1].end - 1, weight, speaks=True)


def relay_of(scene: Scene, via: str) -> str:
    """The canonical name of who relayed a quotation, given as it stands in the text."""
    wanted = fold(via)
    for entity in scene.cast:
        if any(fold(name) == wanted for name in entity.names):
            return entity.name
    at = scene.text.find(via)
    if at < 0 or not via.strip():
        return via
    found = behind(scene, take_apart(scene.text, Span(at, at + len(via)), scene.names_near(at)), None)
    return found.entity.name if found is not None else via


def behind(scene: Scene, phrase: Phrase, parent: Quotation | None) -> Found | None:
    """The entity that a phrase means; ``parent`` is the quotation in which it stands."""
    if phrase.form == "empty":
        return None
    if phrase.form == "pronoun":
        return _pronoun(scene, phrase, parent)
    if phrase.form == "name" and phrase.mention is not None:
        entity = scene.named(phrase.mention)
        if re.match(r"(?:the )?other ", phrase.text, re.I):
            entity = _the_other(scene, entity)
        elif phrase.mention.determined and (state := _state_of_people(scene, entity)) is not None:
            return Found(state, "demonym", 0.7)
        if phrase.beside and entity.kind == "unknown" and parse_role(phrase.beside).head:
            entity.kind = "person"
        return Found(entity, "name", 0.97)
    if phrase.form == "several":
        return Found(scene.described(_named_together(scene, phrase), "group", plural=True), "several", 0.8)
    if phrase.form == "role":
        return _role(scene, phrase)
    return _demonym(scene, phrase) or _other(scene, phrase)


def _the_other(scene: Scene, entity: Entity) -> Entity:
    """“the other Holt”: the one of that name of whom the article did not speak last."""
    last = parse_name(entity.name).last
    others = [one for one in scene.cast if one.kind == "person" and same_last(parse_name(one.name).last, last)]
    left = [one for one in others if one is not max(others, key=scene.course.last)]
    return max(left, key=scene.course.last) if left else entity


def _state_of_people(scene: Scene, people: Entity) -> Entity | None:
    """“the Velmorans”: Velmora, where the article names it."""
    name = people.name
    if people.kind == "person" or " " in name or not name.endswith("s"):
        return None
    state = _state_called(scene, name)
    return state if state is not people else None


def _state_called(scene: Scene, people: str) -> Entity | None:
    """The one state of the article whose people are called so."""
    key = word_key(people)
    states = [
        one for one in scene.cast
        if one.kind in ("country", "location", "unknown", "organisation") and not one.name.endswith("s")
        and any(word_key(other) == key for other in one.names)
    ]  # fmt: skip
    return states[0] if len(states) == 1 else None


def _named_together(scene: Scene, phrase: Phrase) -> str:
    """The names of a coordination in full, without what stands beside them."""
    names = [scene.named(mention).name for mention in phrase.others]
    return f"{', '.join(dict.fromkeys(names[:-1]))} and {names[-1]}"


def _label_itself(scene: Scene, span: Span) -> Found | None:
    label = scene.reading.block_at(span.start).label
    return scene.label_at(span.start) if label is not None and label.start <= span.start < label.end else None


def _pronoun(scene: Scene, phrase: Phrase, parent: Quotation | None) -> Found | None:
    kind = PRONOUNS[phrase.noun]
    if kind in ("1", "1p"):
        return _first_person(scene, phrase, parent)
    if kind == "2" and (called := _called_upon(scene, phrase)) is not None:
        return called
    known = scene.at.get(phrase.start)
    if kind == "p" and parent is not None and (known is None or not known.entity.plural):
        return Found(scene.described(phrase.text, plural=True), "pronoun", 0.5)  # “they say”, of people at large
    speaker = scene.found.get(parent.id) if parent is not None and kind in ("m", "f") else None
    if known is not None and not (speaker is not None and speaker.entity is known.entity and _in_marks(parent)):
        return known
    if kind in ("m", "f"):
        without = [speaker.entity] if speaker is not None and _in_marks(parent) else []
        entity, sure = scene.course.person(kind, Place(phrase.start), [*without, *scene.told_of(phrase.start)])
        if entity is not None:
            return Found(entity, "pronoun", sure)
    if kind == "rel" and (beside := scene.source_before(phrase.start)) is not None and not beside.entity.names:
        return Found(beside.entity, "relative", 0.8)  # “the office, which said …”
    if kind == "rel":
        before = [m for m in scene.names_near(phrase.start) if m.span.end <= phrase.start]
        if (
            before
            and phrase.start - before[-1].span.end <= 2
            and before[-1].kind not in ("word", "adjective", "location")
            and not (phrase.noun == "which" and before[-1].kind == "person")
        ):
            return Found(scene.named(before[-1]), "relative", 0.85)
        if phrase.noun == "which":  # “nine towns in a letter, which says”: no person
            last = scene.course.speaker
            many = last is not None and (last.plural or last.kind not in ("person", "unnamed"))
            if last is not None and many:
                return Found(last, "relative", 0.5)
            noun = _BEFORE_WHICH.search(scene.text, max(0, phrase.start - _NEAR), phrase.start)
            return Found(scene.described(noun[1]), "relative", 0.5) if noun else _thing(scene, phrase, kind)
        named = [scene.by_name[m.span.start] for m in before if m.span.start in scene.by_name]
        people = [entity for entity in named if entity.kind == "person"]
        roles = [scene.at[at] for at in range(phrase.start - 40, phrase.start) if at in scene.at]
        if people or roles:
            return Found(people[-1], "relative", 0.8) if people else roles[-1]
        entity, sure = scene.course.person("", Place(phrase.start))
        return Found(entity, "relative", 0.5) if entity is not None else None
    return _thing(scene, phrase, kind)


def _thing(scene: Scene, phrase: Phrase, kind: str) -> Found:
    thing, sure = scene.course.thing(kind == "p", Place(phrase.start), scene.titles)
    if thing is not None:
        return Found(thing, "pronoun", sure)
    return Found(scene.described(phrase.text, plural=kind == "p"), "pronoun", 0.4)


def _called_upon(scene: Scene, phrase: Phrase) -> Found | None:
    """Whom “you” means: the one just called by name (“Mara Holt, you say”), else whoever's turn is the next."""
    for mention in scene.names_near(phrase.start):
        between = scene.text[mention.span.end : phrase.start].strip(" *_")
        if mention.span.end <= phrase.start and between == "," and mention.kind in ("person", "unknown"):
            return Found(scene.named(mention), "called upon", 0.85)
    own = scene.label_at(phrase.start)
    starts = sorted(scene.labels)
    following = bisect_right(starts, phrase.start)
    if own is None or following >= len(starts) or scene.labels[starts[following]].entity is own.entity:
        return None
    return Found(scene.labels[starts[following]].entity, "called upon", 0.7)


def _in_marks(quotation: Quotation | None) -> bool:
    """Whether the words are the speaker's own, who would say “I” of himself."""
    return quotation is not None and quotation.type == "direct"


def _own_voice(scene: Scene) -> Entity | None:
    """The organisation whose own text an article is: a press release, a letter."""
    publisher = scene.reading.article.publisher
    if not publisher:
        return None
    named = {fold(publisher), fold(publisher).removeprefix("the ")}
    own = [e for e in scene.cast if e.kind in ("organisation", "unknown") and any(fold(n) in named for n in e.names)]
    return own[0] if len(own) == 1 else None


def _first_person(scene: Scene, phrase: Phrase, parent: Quotation | None) -> Found:
    if parent is not None and parent.id in scene.found:
        return Found(scene.found[parent.id].entity, "first person", 0.9)
    if (label := scene.label_at(phrase.start)) is not None:
        return Found(label.entity, "first person", 0.9)
    if outer := scene.outer_speakers(phrase.start):
        return Found(outer[-1], "first person", 0.85)
    if PRONOUNS[phrase.noun] == "1p" and (own := _own_voice(scene)) is not None:
        return Found(own, "own voice", 0.7)
    return Found(scene.described(phrase.text), "first person", 0.4)


def _role(scene: Scene, phrase: Phrase) -> Found:
    if not phrase.definite and not phrase.owner and (later := _named_later(scene, phrase)) is not None:
        return Found(later, "named later", 0.6)
    for at in range(phrase.start, phrase.start + len(phrase.text)):
        found = scene.at.get(at)
        if found is not None and found.rule in ("role", "bridge", "description") and _is_head(scene, at, found, phrase):
            shown = described(phrase.text)
            if found.rule == "description" and found.entity.description in shown:
                found.entity.description = shown
            return Found(found.entity, found.rule, stands_alone(phrase)) if found.rule == "description" else found
    if phrase.definite and (known := by_role(scene, phrase.text, Place(phrase.start), phrase.start)) is not None:
        return known
    if (owned := _owned(scene, phrase)) is not None:
        return Found(owned, "possessive", 0.7)
    return Found(scene.described(phrase.text), "description", stands_alone(phrase))


def stands_alone(phrase: Phrase) -> float:
    """How likely a source is nobody else than its phrase says, as marked-up articles have it.

    >>> from quotegraph.speakers.phrases import take_apart
    >>> [stands_alone(take_apart(text, Span(0, len(text)), ())) for text in ("A diplomat", "The report")]
    [0.95, 0.25]
    """
    alone, owned = (_DEFINITE if phrase.definite else _INDEFINITE).get(phrase.form, (0.5, 0.5))
    return owned if phrase.owner else alone


def _is_head(scene: Scene, at: int, found: Found, phrase: Phrase) -> bool:
    asked = parse_role(phrase.text)
    if found.entity.kind == "unnamed":
        return parse_role(found.entity.description).head == asked.head
    fits = any(role.head == asked.head or asked.head in role.words for role in found.entity.parsed_roles)
    return fits or (found.rule in ("bridge", "role") and scene.text.casefold().startswith(phrase.noun, at))


def _named_later(scene: Scene, phrase: Phrase) -> Entity | None:
    """The one person to whom the text later gives the role that its lead left without a name (“a district judge”)."""
    asked = parse_role(phrase.text)
    lead = [block for block in scene.reading.blocks if block.kind == "paragraph"][:2]
    if not lead or phrase.start > lead[-1].span.end or asked.head in _ANYBODY or not asked.head:
        return None
    fitting = [
        entity
        for entity in scene.cast
        if entity.kind == "person"
        and entity.mentions[0].span.start > phrase.start
        and any(role.head == asked.head for role in entity.parsed_roles)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _owned(scene: Scene, phrase: Phrase) -> Entity | None:
    """“her office” as “Voresku's office”."""
    owner, _, plain = phrase.text.partition(" ")
    known = scene.at.get(phrase.start)
    if owner.casefold() == "my":
        outer, label = scene.outer_speakers(phrase.start), scene.label_at(phrase.start)
        known = Found(outer[-1], "first person", 0.8) if outer else label
        owner = "his"
    if owner.casefold() not in POSSESSIVES or known is None:
        return None
    return owned_by(scene, known.entity, plain, phrase.plural)


def owned_by(scene: Scene, owner: Entity, plain: str, plural: bool = False) -> Entity | None:
    """What somebody has, described by the owner's name (“Voresku's office”); None of somebody without a name."""
    if not plain or not owner.names:
        return None
    name = owner.name
    if owner.kind == "person":
        last = parse_name(name).last
        namesake = any(e is not owner and e.kind == "person" and parse_name(e.name).last == last for e in scene.cast)
        name = name if namesake else last
    return scene.described(f"{name}'s {plain}", plural=plural)


def _counted(scene: Scene, phrase: Phrase) -> Entity | None:
    """“the 26”: the group of that number."""
    number = re.fullmatch(r"the ([\w-]+)(?: \w+)?", phrase.text.casefold())
    value = number_of(number[1]) if number else 0
    if not value:
        return None
    same = [e for e in scene.course.described if e.plural and value == number_of(e.description.split(" ")[0])]
    if same:
        return same[0]
    counted = [
        found for found in re.finditer(r"([\w-]+) ((?!of\b)[^\W\d_]{3,}s)\b", scene.text[: phrase.start])
        if number_of(found[1]) == value
    ]  # fmt: skip
    return scene.described(counted[0][0], "group", plural=True) if counted else None


def _demonym(scene: Scene, phrase: Phrase) -> Found | None:
    """“the Hungarian”: the most prominent person of that country."""
    if phrase.plural and (found := re.fullmatch(r"[Tt]he ([A-ZÀ-Þ][\w-]+s)", phrase.text)):
        state = _state_called(scene, found[1])
        return Found(state, "demonym", 0.7) if state is not None else None
    place = load().demonym(phrase.noun)
    if place is None or not phrase.definite or phrase.plural or len(phrase.text.split()) != 2:
        return None
    salience = scene.course.salience
    people = [e for e in scene.cast if e.kind == "person" and f"@{place.code}" in e.words and e in salience]
    return Found(max(people, key=lambda e: salience[e]), "demonym", 0.7) if people else None


def _other(scene: Scene, phrase: Phrase) -> Found | None:
    if phrase.text.casefold() == "the same" and scene.course.speaker is not None:
        return Found(scene.course.speaker, "the same", 0.8)
    if phrase.definite and phrase.noun.endswith("-year-old"):
        entity, sure = scene.course.person("", Place(phrase.start), scene.told_of(phrase.start))
        if entity is not None and sure >= DESCRIBES:
            return Found(entity, "bridge", sure)
    known = scene.at.get(phrase.start)
    if (body := body_behind(scene, phrase)) is not None:
        return body
    if known is not None and known.entity.kind == "country" and phrase.noun in ("government", "embassy"):
        return Found(known.entity, "possessive", 0.8)
    if (issuer := issuer_of(scene, phrase) or government_of(scene, phrase) or town_of(scene, phrase)) is not None:
        return Found(issuer, "issuer", 0.7)
    if (owned := _owned(scene, phrase)) is not None:
        return Found(owned, "possessive", 0.7)
    if (
        is_thing(phrase) and phrase.noun in UTTERANCES
    ):  # what was said has a sayer; a summit or a study speaks for itself
        return None
    if (counted := _counted(scene, phrase)) is not None:
        return Found(counted, "number", 0.8)
    kind = "group" if phrase.form == "group" and not unnamed_people(phrase.text) else "unnamed"
    return Found(scene.described(phrase.text, kind, plural=phrase.plural), "description", stands_alone(phrase))
