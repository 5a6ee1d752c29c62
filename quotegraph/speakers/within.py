"""Who speaks, inside one article: chains of names, roles and pronouns, and the source of each quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quotegraph.model import Annotation, Mention, Quotation, Span, Speaker
from quotegraph.speakers.bodies import OWN_BODIES, body_of, organisation_of
from quotegraph.speakers.cast import Entity, cast_of
from quotegraph.speakers.discourse import Discourse, Event, events, noun_phrase, weight_of
from quotegraph.speakers.lexicon import PRONOUNS
from quotegraph.speakers.mentions import NameMention, names_in
from quotegraph.speakers.names import fold, parse_name
from quotegraph.speakers.phrases import Phrase, described, take_apart
from quotegraph.speakers.roles import parse_role
from quotegraph.speakers.shown import known_roles, speaker_of

if TYPE_CHECKING:
    from quotegraph.language import Block, Reading


_ANYBODY = frozenset(
    "official spokesperson source diplomat minister adviser lawmaker person man woman member worker leader resident".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """The entity behind a source, the rule that found it, and how surely."""

    entity: Entity
    rule: str
    confidence: float


class RuleResolver:
    """Finds the speaker of each quotation of an article by rules."""

    def resolve(self, reading: Reading, quotations: tuple[Quotation, ...]) -> Annotation:
        """The quotations with their speakers, and the mentions behind them.

        >>> from quotegraph.language import read
        >>> from quotegraph.model import Article
        >>> text = "Mara Holt left. “No,” she said."
        >>> quotation = Quotation("q1", (Span(16, 21),), (Span(26, 30),), (Span(22, 25),))
        >>> found = RuleResolver().resolve(next(read([Article("a", text)])), (quotation,))
        >>> found.quotations[0].speaker.name
        'Mara Holt'
        """
        return _Resolution(reading, quotations).annotation()


@dataclass(slots=True)
class _Resolution:
    reading: Reading
    quotations: tuple[Quotation, ...]
    text: str = ""
    names: tuple[NameMention, ...] = ()
    cast: tuple[Entity, ...] = ()
    by_name: dict[int, Entity] = field(default_factory=dict)
    at: dict[int, Found] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    course: Discourse = field(default_factory=lambda: Discourse([], ()))
    labels: dict[int, Found] = field(default_factory=dict)

    def annotation(self) -> Annotation:
        self.text = self.reading.article.text
        if not self.quotations:
            return Annotation(self.reading.article)
        self.names = names_in(self.text)
        self.cast = known_roles(cast_of(self.text), self.reading.article.date)
        self.by_name = {m.span.start: entity for entity in self.cast for m in entity.mentions}
        self._walk()
        self._without_source()
        shown: dict[Entity, Speaker] = {}
        out = []
        for quotation in self.quotations:
            found = self.found.get(quotation.id)
            if found is None:
                out.append(quotation)
                continue
            if found.entity not in shown:
                shown[found.entity] = speaker_of(found.entity, self.cast, self.reading.article.date)
            speaker = shown[found.entity]
            sure = quotation.confidence * found.confidence if quotation.confidence is not None else None
            out.append(replace(quotation, speaker=speaker, via=self._via(quotation), confidence=sure))
            self.mentions += [Mention(s, speaker.key or "", found.rule, found.confidence) for s in quotation.source]
        return Annotation(self.reading.article, tuple(out), tuple(self.mentions))

    def _walk(self) -> None:
        """Go through the text once, in order: names, pronouns, roles, sources."""
        starts = {m.span.start: m for m in self.names}
        taken = {at: m for m in self.names for at in (m.span.start,)}
        found, sentences, named = events(self.reading, set(taken))
        self.course = Discourse(sentences, self.cast)
        self._labels()
        queue: list[tuple[int, int, object]] = [(event.at, 1, event) for event in found]
        queue += [(at, 0, mention) for at, mention in starts.items()]
        for quotation in self.quotations:
            if quotation.source:
                queue.append((max(span.end for span in quotation.source) - 1, 2, quotation))
        queue.sort(key=lambda item: item[:2])
        for at, _, item in queue:
            if isinstance(item, NameMention):
                entity = self.by_name.get(at)
                if entity is not None:
                    token, quoted = named.get(at, (None, False))
                    weight = weight_of(token) if token is not None else 0.4
                    self.course.mention(entity, at, weight * (0.25 if quoted else 1.0))
            elif isinstance(item, Event):
                self._event(item)
            elif isinstance(item, Quotation):
                self._source(item)

    def _event(self, event: Event) -> None:
        course = self.course
        course.go_to(event.at)
        weight = event.weight * (0.25 if event.quoted else 1.0)
        kind = PRONOUNS.get(event.pronoun, "")
        if kind in ("m", "f"):
            without = self._outer_speakers(event.at) if event.quoted else []
            without += self._subject_of_same_verb(event)
            entity, sure = course.person(kind, without)
            if entity is not None:
                entity.gender = entity.gender or kind
                course.mention(entity, event.at, weight * 0.9)
                self.at[event.at] = Found(entity, "pronoun", sure)
            return
        if kind in ("n", "p"):
            thing = course.thing(kind == "p")
            if thing is not None:
                self.at[event.at] = Found(thing, "pronoun", 0.6)
                if event.weight > 0.8:
                    course.mention(thing, event.at, weight * 0.8)
            return
        self._role_event(event, weight)

    def _role_event(self, event: Event, weight: float) -> None:
        token = event.token
        if any(m.span.start <= event.at < m.span.end for m in self._names_near(event.at)):
            return
        if token.dep_ in ("attr", "oprd", "compound") or (token.dep_ == "appos" and token.head.pos_ == "PROPN"):
            return
        if any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children):
            return
        start, phrase, definite = noun_phrase(event, self.text)
        end = start + len(phrase)
        if any(event.at < m.span.start <= event.at + len(token) + 2 for m in self._names_near(event.at)):
            return  # the role before a name
        if any(event.at < m.span.start < end and m.kind == "person" and m.span.start == self._head_place(phrase, start, m)
               for m in self._names_near(event.at)):  # fmt: skip
            return
        if event.quoted or phrase.split(" ", 1)[0].casefold() in ("his", "her", "its", "their", "my", "our", "your"):
            return
        known = self._by_role(phrase, event.at, start) if definite else None
        if (
            known is None
            and weight >= 0.85
            and (definite or phrase.split(" ", 1)[0].casefold() in ("a", "an", "one", "another"))
        ):
            known = Found(self._describe(phrase), "description", 0.8)
        if known is not None:
            self.course.mention(known.entity, event.at, weight * (0.35 if known.rule == "description" else 1.0))
            self.at[event.at] = known

    def _head_place(self, phrase: str, start: int, mention: NameMention) -> int:
        before = phrase[: mention.span.start - start]
        return mention.span.start if not re.search(r"\b(?:of|for|to|from|by|with)\b", before) else -1

    def _names_near(self, at: int) -> list[NameMention]:
        return [m for m in self.names if at - 90 < m.span.start < at + 90]

    def _subject_of_same_verb(self, event: Event) -> list[Entity]:
        if event.token.dep_ not in ("dobj", "dative") or event.pronoun in ("his", "himself", "herself"):
            return []
        subjects = [t for t in event.token.head.lefts if t.dep_ in ("nsubj", "nsubjpass")]
        found = [self.by_name.get(event.parse.start(t)) for t in subjects]
        return [entity for entity in found if entity is not None]

    def _outer_speakers(self, at: int) -> list[Entity]:
        """The speakers of the quotations around a place."""
        return [
            self.found[q.id].entity
            for q in self.quotations
            if q.id in self.found and any(span.start <= at < span.end for span in q.content)
        ]

    def _source(self, quotation: Quotation) -> None:
        if quotation.id in self.found:
            return
        parent = next((q for q in self.quotations if q.id == quotation.parent), None)
        if parent is not None and parent.source and parent.source[0].start > quotation.source[0].start:
            self._source(parent)
        found = None
        for span in quotation.source:
            if (found := self._label_itself(span)) is not None:
                break
            phrase = take_apart(self.text, span, self._names_near(span.start) or self.names)
            found = self._behind(phrase, span, quotation, parent)
            if found is not None:
                break
        if found is None:
            return
        self.found[quotation.id] = found
        quoted = quotation.parent is not None
        self.course.mention(found.entity, quotation.source[-1].end - 1, 0.4 if quoted else 1.25)

    def _behind(self, phrase: Phrase, span: Span, quotation: Quotation, parent: Quotation | None) -> Found | None:
        if phrase.form == "empty":
            return None
        if phrase.form == "pronoun":
            return self._pronoun(phrase, quotation, parent)
        if phrase.form == "name" and phrase.mention is not None:
            entity = self.by_name.get(phrase.mention.span.start)
            if entity is None:
                entity = self._named(phrase.mention)
            if phrase.beside and entity.kind in ("unknown",) and parse_role(phrase.beside).head:
                entity.kind = "person"
            return Found(entity, "name", 0.97)
        if phrase.form == "several":
            return Found(self._describe(phrase.text, "group", plural=True), "several", 0.8)
        if phrase.form == "role":
            return self._role_source(phrase)
        if phrase.form in ("body", "other", "document", "possessive", "people", "group"):
            return self._other_source(phrase)
        return None

    def _pronoun(self, phrase: Phrase, quotation: Quotation, parent: Quotation | None) -> Found | None:
        kind = PRONOUNS[phrase.noun]
        if kind in ("1", "1p"):
            if parent is not None and parent.id in self.found:
                return Found(self.found[parent.id].entity, "first person", 0.9)
            label = self._label_at(phrase.start)
            if label is not None:
                return Found(label.entity, "first person", 0.9)
            outer = self._outer_speakers(phrase.start)
            if outer:
                return Found(outer[-1], "first person", 0.85)
            return Found(self._describe(phrase.text), "first person", 0.4)
        known = self.at.get(phrase.start)
        if known is not None:
            return known
        if kind in ("m", "f"):
            entity, sure = self.course.person(kind)
            if entity is not None:
                return Found(entity, "pronoun", sure)
        if kind == "rel":
            before = [m for m in self._names_near(phrase.start) if m.span.end <= phrase.start]
            if before and (entity := self.by_name.get(before[-1].span.start)) is not None:
                return Found(entity, "relative", 0.8)
            entity, sure = self.course.person("")
            return Found(entity, "relative", 0.5) if entity is not None else None
        thing = self.course.thing(kind == "p")
        if thing is not None:
            return Found(thing, "pronoun", 0.5)
        return Found(self._describe(phrase.text, plural=kind == "p"), "pronoun", 0.4)

    def _role_source(self, phrase: Phrase) -> Found:
        inside = [self.at[at] for at in range(phrase.start, phrase.start + len(phrase.text)) if at in self.at]
        for found in inside:
            if found.rule in ("role", "bridge", "description") and self._is_head(found, phrase):
                if found.rule == "description" and found.entity.description in described(phrase.text):
                    found.entity.description = described(phrase.text)
                return found
        if phrase.definite:
            known = self._by_role(phrase.text, phrase.start, phrase.start)
            if known is not None:
                return known
        owned = self._owned(phrase)
        if owned is not None:
            return Found(owned, "possessive", 0.7)
        if not phrase.definite and (later := self._named_later(phrase)) is not None:
            return Found(later, "named later", 0.6)
        return Found(self._describe(phrase.text), "description", 0.85)

    def _named_later(self, phrase: Phrase) -> Entity | None:
        """The one person to whom the text later gives the role that its lead left without a name (“a district judge”)."""
        asked = parse_role(phrase.text)
        lead = [block for block in self.reading.blocks if block.kind == "paragraph"][:2]
        if not lead or phrase.start > lead[-1].span.end or asked.head in _ANYBODY or not asked.head:
            return None
        fitting = [
            entity for entity in self.cast
            if entity.kind == "person" and entity.mentions[0].span.start > phrase.start
            and any(role.head == asked.head for role in entity.parsed_roles)
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 else None

    def _owned(self, phrase: Phrase) -> Entity | None:
        """“her office” as “Voresku's office”."""
        owner, _, plain = phrase.text.partition(" ")
        known = self.at.get(phrase.start)
        if owner.casefold() not in ("his", "her", "their", "its") or known is None or not known.entity.names:
            return None
        name = parse_name(known.entity.name).last if known.entity.kind == "person" else known.entity.name
        return self._describe(f"{name}'s {plain}", plural=phrase.plural)

    def _is_head(self, found: Found, phrase: Phrase) -> bool:
        asked = parse_role(phrase.text)
        if found.entity.kind == "unnamed":
            return parse_role(found.entity.description).head == asked.head
        return any(role.head == asked.head or asked.head in role.words for role in found.entity.parsed_roles) or (
            found.rule == "bridge"
        )

    def _by_role(self, text: str, at: int, start: int) -> Found | None:
        asked = parse_role(text)
        if not asked.head:
            return None
        owner = text.split(" ", 1)[0].casefold()
        more: frozenset[str] = frozenset()
        without: list[Entity] = []
        if owner in ("his", "her", "their", "its"):
            known = self.at.get(start)
            if known is not None:
                without = [known.entity]
                asked = parse_role(f"{text} of {known.entity.name}" if known.entity.names else text)
                held = [w for role in known.entity.parsed_roles for w in (role.head, *role.words)]
                more = frozenset() if not held else frozenset()
                loose = parse_role(text)
                for entity in self.cast:
                    if entity in without or entity.kind != "person":
                        continue
                    for role in entity.parsed_roles:
                        if role.head == loose.head and (role.words & (set(held) | asked.words)):
                            return Found(entity, "role", 0.8)
                if owner == "its":
                    entity, sure = self.course.holder(loose, at)
                    return Found(entity, "role", sure * 0.8) if entity is not None else None
            return None
        entity, sure = self.course.holder(asked, at, more)
        if entity is not None:
            return Found(entity, "role", sure)
        entity, sure = self.course.bridged(asked, text, without)
        return Found(entity, "bridge", sure) if entity is not None else None

    def _other_source(self, phrase: Phrase) -> Found:
        plain = re.sub(r"^(?:the|an?|its|his|her|their)\s+", "", phrase.text, flags=re.I)
        owner = phrase.text.split(" ", 1)[0].casefold()
        known = self.at.get(phrase.start)
        if owner in ("his", "her") and phrase.noun in OWN_BODIES and known is not None:
            mine = organisation_of(known.entity, self.cast)
            if mine is not None:
                return Found(mine, "possessive", 0.8)
        if phrase.definite and phrase.form == "body" and owner in ("the", "this"):
            entity = body_of(phrase.noun, plain, self.course)
            if entity is not None:
                return Found(entity, "body", 0.8)
        if known is not None and known.entity.kind == "country" and phrase.noun in ("government", "embassy"):
            return Found(known.entity, "possessive", 0.8)
        if (owned := self._owned(phrase)) is not None:
            return Found(owned, "possessive", 0.7)
        kind = "group" if phrase.form == "group" else "unnamed"
        return Found(self._describe(phrase.text, kind, plural=phrase.plural), "description", 0.85)

    def _named(self, mention: NameMention) -> Entity:
        entity = Entity(mention.kind if mention.kind not in ("adjective", "word", "location") else "unknown")
        entity.names[mention.name] += 1
        entity.mentions.append(mention)
        self.by_name[mention.span.start] = entity
        return entity

    def _describe(self, text: str, kind: str = "unnamed", plural: bool = False) -> Entity:
        """An entity that is only described; the same words mean the same one in an article."""
        shown = described(text)
        for entity in self.course.described:
            if entity.description == shown:
                return entity
        entity = Entity(kind, description=shown, plural=plural)
        role = parse_role(shown)
        entity.gender = role.gender if not plural else ""
        self.course.described.append(entity)
        return entity

    def _labels(self) -> None:
        """The speakers of turns, by the place where their label stands."""
        for block in self.reading.blocks:
            if block.label is None:
                continue
            phrase = take_apart(self.text, block.label, self._names_near(block.label.start))
            named = self.by_name.get(phrase.mention.span.start) if phrase.mention and phrase.form == "name" else None
            entity = (
                named if named is not None and named.kind == "person" else self._labelled(block.label.of(self.text))
            )
            self.labels[block.span.start] = Found(entity, "label", 0.95)

    def _labelled(self, label: str) -> Entity:
        name = parse_name(re.sub(r"\s*\(.*", "", label.strip("@*_")))
        words = [fold(word) for word in name.words]
        for entity in self.cast:
            if entity.kind not in ("person", "unknown", "organisation"):
                continue
            for known in entity.names:
                parsed = parse_name(known)
                gender = not (name.gender and entity.gender and name.gender != entity.gender)
                if gender and (
                    words == [fold(w) for w in parsed.words] or (len(words) == 1 and words[0] == fold(parsed.last))
                ):
                    return entity
        if fold(label).strip(".") in ("q", "a", "interviewer", "question", "answer"):
            people = [e for e in self.cast if e.kind == "person"]
            if fold(label).strip(".") in ("a", "answer") and people:
                return max(people, key=lambda e: len(e.mentions))
            return self._describe("interviewer")
        role = parse_role(label.casefold())
        entity, _ = self.course.holder(role, 0)
        if entity is not None or role.head or not name.words[-1][0].isupper():
            return entity or self._describe(label)
        made = next((e for e in self.course.described if fold(e.name) == fold(name.full)), None)
        if made is None:
            made = Entity("person", gender=name.gender)
            made.names[_written(name.full)] += 1
            self.course.described.append(made)
        return made

    def _label_itself(self, span: Span) -> Found | None:
        block = self.reading.block_at(span.start)
        inside = block.label is not None and block.label.start <= span.start < block.label.end
        return self.labels.get(block.span.start) if inside else None

    def _label_at(self, at: int) -> Found | None:
        return self.labels.get(self.reading.block_at(at).span.start)

    def _without_source(self) -> None:
        """Quotations whose source does not stand in their sentence."""
        main = next((e for e in self.cast if e.kind == "person" and len(e.name.split()) > 1), None)
        order = sorted(self.quotations, key=lambda q: q.content[0].start)
        for number, quotation in enumerate(order):
            if quotation.id in self.found:
                continue
            found = self._label_at(quotation.content[0].start)
            if found is None and main is not None and not quotation.source and quotation.parent is None:
                if self.text[quotation.content[0].start] not in "“”\"„«»‘'‚`" and quotation.type == "direct":
                    found = Found(main, "interview", 0.7)
            found = found or self._by_neighbours(order, number, quotation)
            if found is not None:
                self.found[quotation.id] = found

    def _by_neighbours(self, order: Sequence[Quotation], number: int, quotation: Quotation) -> Found | None:
        block = self.reading.block_at(quotation.content[0].start)
        before = [q for q in order[:number] if q.id in self.found and q.parent is None]
        after = [q for q in order[number + 1 :] if q.id in self.found and q.parent is None and q.source]
        if quotation.parent is not None:
            before = [q for q in before if q.id != quotation.parent] or before
        here = [q for q in before if self._block(q) is block]
        if here:
            return Found(self.found[here[-1].id].entity, "same paragraph", 0.8)
        subject = self._subject_before(block, quotation.content[0].start)
        if subject is not None:
            return Found(subject, "subject before", 0.7)
        later = [q for q in after if self._block(q) is block]
        if later:
            return Found(self.found[later[0].id].entity, "same paragraph", 0.6)
        if before:
            return Found(self.found[before[-1].id].entity, "speaker before", 0.55)
        if after:
            return Found(self.found[after[0].id].entity, "speaker after", 0.4)
        return None

    def _block(self, quotation: Quotation) -> Block:
        return self.reading.block_at(quotation.content[0].start)

    def _subject_before(self, block: Block, at: int) -> Entity | None:
        """The last person named before a quotation in its paragraph."""
        for mention in reversed(self.names):
            if block.span.start <= mention.span.start < at:
                entity = self.by_name.get(mention.span.start)
                if entity is not None and entity.kind == "person":
                    return entity
        return None

    def _via(self, quotation: Quotation) -> str | None:
        if not quotation.via:
            return quotation.via
        wanted = fold(quotation.via)
        for entity in self.cast:
            if any(fold(name) == wanted for name in entity.names):
                return entity.name
        at = self.text.find(quotation.via)
        if at < 0:
            return quotation.via
        phrase = take_apart(self.text, Span(at, at + len(quotation.via)), self.names)
        found = self._behind(phrase, Span(at, at + len(quotation.via)), quotation, None)
        return found.entity.name if found is not None else quotation.via


def _written(label: str) -> str:
    """A label in capitals as a name."""
    return " ".join("-".join(p.capitalize() for p in w.split("-")) if w.isupper() else w for w in label.split())
