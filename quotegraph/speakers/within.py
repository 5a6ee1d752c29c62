"""Who speaks, inside one article, which is gone through once, with names, pronouns, roles and sources as they come."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quotegraph.model import Annotation, Mention, Quotation, Span, Speaker
from quotegraph.speakers.bearers import by_role
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.chains import Chained, chains, source_chains
from quotegraph.speakers.discourse import Place
from quotegraph.speakers.events import Event, events, noun_phrase, top_of, weight_of
from quotegraph.speakers.lexicon import PRONOUNS
from quotegraph.speakers.mentions import NameMention, is_office
from quotegraph.speakers.ranking import Weights, shipped
from quotegraph.speakers.roles import parse_role
from quotegraph.speakers.scene import Found, Scene, scene_of
from quotegraph.speakers.shown import speaker_of
from quotegraph.speakers.sources import owned_by, relay_of, source_of
from quotegraph.speakers.turns import note_labels, without_source

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotegraph.language import Reading

_OWN = ("his", "her", "its", "their")
_SPEAKERS = ("my", "our", "your")
_ONE = ("a", "an", "one", "another")
_REPLY = ("reply", "answer", "respond", "retort")
_SUCCESSION = re.compile(r"(?:his|her|its|their) (successor|predecessor)\b", re.I)
_THINGS = frozenset(("ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP", "WORK_OF_ART", "EVENT"))
_QUOTED = 0.25  # how much a mention inside a quotation counts for the sentences around it


class RuleResolver:
    """Finds the speaker of each quotation of an article by rules."""

    all_mentions = False

    def resolve(self, reading: Reading, quotations: tuple[Quotation, ...]) -> Annotation:
        """The quotations with their speakers, and the mentions behind them.

        >>> from quotegraph.language import read
        >>> from quotegraph.model import Article, Span
        >>> text = "Mara Holt left. “No,” she said."
        >>> quotation = Quotation("q1", (Span(16, 21),), (Span(26, 30),), (Span(22, 25),))
        >>> found = RuleResolver().resolve(next(read([Article("a", text)])), (quotation,))
        >>> found.quotations[0].speaker.name
        'Mara Holt'
        """
        if not reading.blocks or not (quotations or self.all_mentions):
            return Annotation(reading.article, quotations)
        scene = gone_through(reading, quotations)
        shown: dict[Entity, Speaker] = {}

        def speaker(entity: Entity) -> Speaker:
            if entity not in shown:
                shown[entity] = speaker_of(entity, scene.cast)
            return shown[entity]

        out: list[Quotation] = []
        for quotation in quotations:
            found = scene.found.get(quotation.id)
            via = relay_of(scene, quotation.via) if quotation.via else quotation.via
            if found is None:
                out.append(replace(quotation, via=via))
                continue
            out.append(replace(quotation, speaker=speaker(found.entity), via=via))
        told = chains(scene) if self.all_mentions else source_chains(scene)
        mentions = tuple(_mention(one, speaker(one.entity)) for one in told)
        return Annotation(reading.article, tuple(out), mentions)


class MentionResolver(RuleResolver):
    """As RuleResolver, but tells of all mentions of an article, also of those who are not quoted."""

    all_mentions = True


def _mention(one: Chained, speaker: Speaker) -> Mention:
    return Mention(one.span, speaker.key, one.rule, one.confidence, speaker.name, speaker.kind, speaker.wikidata)


def gone_through(
    reading: Reading, quotations: tuple[Quotation, ...], weights: Weights | None = None, ask: bool = False
) -> Scene:
    """The scene of an article once its speakers are found; ``ask``: with the questions that came up.

    ``weights``: those that choose between people, the shipped ones if there are none.
    """
    scene = scene_of(reading, quotations, weights or shipped())
    if ask:
        scene.course.questions = []
    _walk(scene)
    without_source(scene)
    return scene


def _walk(scene: Scene) -> None:
    """Go through the text once; a source comes after all that stands in it."""
    taken = {m.span.start for m in scene.names if not is_office(m)}
    found, sentences, named = events(scene.reading, taken)
    scene.course.sentences = sentences
    _weigh_kinds(scene, named)
    note_labels(scene)
    queue: list[tuple[int, int, NameMention | Event | Quotation]] = [(event.at, 1, event) for event in found]
    queue += [(mention.span.start, 0, mention) for mention in scene.names]
    queue += [(max(span.end for span in q.source) - 1, 2, q) for q in scene.quotations if q.source]
    queue.sort(key=lambda item: item[:2])
    for at, _, item in queue:
        if isinstance(item, NameMention):
            entity = scene.by_name.get(at)
            if entity is not None:
                _follow(scene, item, entity)
                token, quoted = named.get(at, (None, False))
                weight = weight_of(token) if token is not None else 0.4
                scene.course.mention(entity, at, weight * (_QUOTED if quoted else 1.0), quoted)
                if token is not None and not quoted:
                    _note_asker(scene, token, entity)
        elif isinstance(item, Event):
            _event(scene, item)
        else:
            source_of(scene, item)


def _note_asker(scene: Scene, token: Token, entity: Entity) -> None:
    """Note who asks somebody something; whoever replies next is somebody else."""
    token = top_of(token)
    if token.head.lemma_ == "ask" and token.dep_ == "nsubj":
        scene.asker = entity


def _follow(scene: Scene, mention: NameMention, entity: Entity) -> None:
    """Hand on the office in “his successor, X” and “her predecessor, X”."""
    found = next((r for r in map(_SUCCESSION.match, mention.roles) if r), None)
    owner = scene.at.get(scene.text.casefold().rfind(found[0].casefold(), 0, mention.span.end)) if found else None
    if found is None or owner is None or owner.entity is entity:
        return
    mark, left = ("new", owner.entity) if found[1].casefold() == "successor" else ("former", entity)
    held = [role for role in owner.entity.parsed_roles if role.head and not role.former]
    entity.roles += [f"{mark} {role.text}" for role in held]
    if left is owner.entity:
        left.roles = [f"former {role}" if parse_role(role).head else role for role in left.roles]


def _weigh_kinds(scene: Scene, named: dict[int, tuple[Token, bool]]) -> None:
    """Let the parser's entity types decide where nothing in the text shows that a name is a person's."""
    for entity in scene.cast:
        if entity.kind != "person" or entity.gender or entity.roles or any(m.kind == "person" for m in entity.mentions):
            continue
        types = [named[m.span.start][0].ent_type_ for m in entity.mentions if m.span.start in named]
        if sum(t in _THINGS for t in types) > sum(t == "PERSON" for t in types):
            entity.kind = "unknown"


def _event(scene: Scene, event: Event) -> None:
    course = scene.course
    course.go_to(event.at)
    weight = event.weight * (_QUOTED if event.quoted else 1.0)
    kind = PRONOUNS.get(event.pronoun, "")
    place = Place(event.at, event.weight, event.quoted)
    if kind in ("m", "f"):
        without = [*(scene.outer_speakers(event.at) if event.quoted else []), *scene.told_of(event.at)]
        entity, sure = course.person(kind, place, [*without, *_subject_of_same_verb(scene, event)])
        if entity is not None:
            entity.leaning = entity.leaning or kind
            course.mention(entity, event.at, weight * 0.9, event.quoted, pronoun=True)
            _note_pronoun(scene, event, Found(entity, "pronoun", sure))
    elif kind in ("n", "p"):
        thing, sure = course.thing(kind == "p", place, scene.titles)
        if thing is not None:
            _note_pronoun(scene, event, Found(thing, "pronoun", sure))
            if event.weight > 0.8:
                course.mention(thing, event.at, weight * 0.8, event.quoted, pronoun=True)
    else:
        _role_event(scene, event, weight)


def _subject_of_same_verb(scene: Scene, event: Event) -> list[Entity]:
    """Whom a pronoun cannot mean: an object the subject, a subject who did it something (“asked by Holt, he …”)."""
    verb = event.token.head
    if event.pronoun in ("his", "himself", "herself"):
        return []
    if verb.lemma_ in _REPLY and scene.asker is not None:
        return [scene.asker]
    if event.token.dep_ in ("dobj", "dative"):
        others = [t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")]
    elif event.token.dep_ in ("nsubj", "nsubjpass"):
        agents = [t for clause in verb.lefts if clause.dep_ == "advcl" for t in clause.children if t.dep_ == "agent"]
        others = [t for agent in agents for t in agent.children if t.dep_ == "pobj"]
    else:
        return []
    parse = event.parse
    spans = [(parse.start(t.left_edge), parse.end(t)) for t in others if t.i not in parse.holes]
    near = scene.names_near(event.at)
    return [
        scene.by_name[m.span.start]
        for m in near
        if m.span.start in scene.by_name and any(start <= m.span.start < end for start, end in spans)
    ]


def _role_event(scene: Scene, event: Event, weight: float) -> None:
    """A role in lower case: somebody of the article, or somebody new."""
    if event.quoted or _belongs_to_name(scene, event):
        return
    start, phrase, definite = noun_phrase(event, scene.text)
    first = phrase.split(" ", 1)[0].casefold()
    if _heads_name(scene, event, start, phrase):
        return
    if first in _SPEAKERS:
        if first == "my" and weight >= 0.85:
            mine = Found(scene.described(phrase), "description", 0.8)
            scene.course.mention(mine.entity, event.at, weight)
            scene.note(event.at, Span(start, start + len(phrase)), mine)
        return
    place = Place(event.at, event.weight, marks=_marks(scene, event, start))
    known = by_role(scene, phrase, place, start) if definite else None
    if known is None and first in _OWN and weight >= 0.85 and start in scene.at:
        owned = owned_by(scene, scene.at[start].entity, phrase.partition(" ")[2])
        known = Found(owned, "description", 0.7) if owned is not None else None
        definite = False
    if known is None and weight >= 0.85 and (definite or first in _ONE):
        known = Found(scene.described(phrase), "description", 0.8)
    if known is not None:
        scene.course.mention(known.entity, event.at, weight)
        scene.note(event.at, Span(start, start + len(phrase)), known)
        _note_asker(scene, event.token, known.entity)


def _marks(scene: Scene, event: Event, start: int) -> tuple[str, ...]:
    """What stands out of the place of a role: behind its verb, at the beginning of a sentence or a paragraph."""
    token = top_of(event.token)
    found = []
    if token.dep_ == "nsubj" and token.head.i < token.i:
        found.append("behind verb")
    if start in scene.course.sentences:
        found.append("opens sentence")
    if start in scene.course.blocks:
        found.append("opens paragraph")
    return tuple(found)


def _note_pronoun(scene: Scene, event: Event, found: Found) -> None:
    scene.note(event.at, Span(event.at, event.at + len(event.token)), found)


def _belongs_to_name(scene: Scene, event: Event) -> bool:
    token = event.token
    near = scene.names_near(event.at)
    if any(m.span.start <= event.at < m.span.end and not is_office(m) for m in near):
        return True
    if token.dep_ in ("attr", "oprd", "compound") or (token.dep_ == "appos" and token.head.pos_ == "PROPN"):
        return True
    return any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)


def _heads_name(scene: Scene, event: Event, start: int, phrase: str) -> bool:
    """Whether the role stands right before a name, or the name of a person follows it without preposition."""
    for mention in scene.names_near(event.at):
        if event.at < mention.span.start <= event.at + len(event.token) + 2:
            return True
        inside = event.at < mention.span.start < start + len(phrase) and mention.kind == "person"
        between = phrase[: mention.span.start - start]
        if inside and not re.search(r"\b(?:of|for|to|from|by|with)\b", between):
            return True
    return False
