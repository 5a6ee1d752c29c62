"""What is known while an article is gone through: its names and cast, who was meant where, who speaks what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from quotegraph.model import Quotation, Span
from quotegraph.speakers.cast import Entity, cast_of
from quotegraph.speakers.discourse import Discourse
from quotegraph.speakers.mentions import NameMention, names_in
from quotegraph.speakers.phrases import described
from quotegraph.speakers.ranking import Weights
from quotegraph.speakers.roles import parse_role
from quotegraph.speakers.shown import known_roles

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotegraph.language import Parse, Reading

_OPENING = frozenset('“„«‘‚‹"')
_CLOSING = frozenset('”“»’‘›"')
_NEAR = 90  # characters before and after a place in which names are looked for


@dataclass(frozen=True, slots=True)
class Found:
    """The entity behind a source, the rule that found it, and how surely."""

    entity: Entity
    rule: str
    confidence: float


@dataclass(eq=False, slots=True)
class Scene:
    """An article on the way to its speakers.

    ``by_name``: entities by the place where a name of theirs begins; ``at``: what pronouns and roles meant, by place;
    ``found``: speakers by quotation id; ``labels``: speakers of turns by the place where the turn begins; ``noted``:
    the words of pronouns and roles, and what they meant;
    ``asker``: whoever asked something last; ``documents``: where documents are mentioned, by their noun, once that is
    asked; ``titles``: what is only ever named as titles are, in quotation marks.
    """

    reading: Reading
    quotations: tuple[Quotation, ...]
    text: str
    names: tuple[NameMention, ...]
    cast: tuple[Entity, ...]
    by_name: dict[int, Entity]
    course: Discourse
    at: dict[int, Found] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    labels: dict[int, Found] = field(default_factory=dict)
    noted: list[tuple[Span, Found]] = field(default_factory=list)
    asker: Entity | None = None
    documents: dict[str, list[tuple[Parse, Token]]] | None = None
    titles: frozenset[Entity] = frozenset()
    _starts: list[int] = field(default_factory=list)
    _by_id: dict[str, Quotation] = field(default_factory=dict)
    _contents: list[tuple[Span, int]] = field(default_factory=list)  # in order, with the number of the quotation
    _sources: list[tuple[Span, int]] = field(default_factory=list)  # the same for sources
    _reach: list[int] = field(default_factory=list)  # where the contents up to each one end at the latest

    def __post_init__(self) -> None:
        self._starts = [mention.span.start for mention in self.names]
        self._by_id = {quotation.id: quotation for quotation in reversed(self.quotations)}
        self._contents = sorted((span, number) for number, q in enumerate(self.quotations) for span in q.content)
        self._sources = sorted((span, number) for number, q in enumerate(self.quotations) for span in q.source)
        self.titles = frozenset(entity for entity in self.cast if self._is_title(entity))
        self._reach = list(accumulate((span.end for span, _ in self._contents), max))

    def names_near(self, at: int) -> tuple[NameMention, ...]:
        """The names that begin close to a place."""
        return self.names[bisect_left(self._starts, at - _NEAR) : bisect_left(self._starts, at + _NEAR)]

    def note(self, at: int, span: Span, found: Found) -> None:
        """Note whom the pronoun or role noun at a place means; ``span`` covers the whole phrase."""
        self.at[at] = found
        self.noted.append((span, found))

    def outer_speakers(self, at: int) -> list[Entity]:
        """The speakers of the quotations around a place, as far as they are found."""
        around = []
        for i in range(bisect_right(self._contents, at, key=lambda item: item[0].start) - 1, -1, -1):
            if self._reach[i] <= at:
                break
            span, number = self._contents[i]
            if at < span.end:
                around.append(number)
        ids = [self.quotations[number].id for number in sorted(around)]
        return [self.found[one].entity for one in ids if one in self.found]

    def told_of(self, at: int) -> list[Entity]:
        """Those whom the quotation with a source at a place names: nobody calls himself by his name.

        In somebody else's words he may be named before the source (“Holt's bill would pass, she said”).
        """
        number = bisect_right(self._sources, at, key=lambda item: item[0].start) - 1
        if number < 0 or self._sources[number][0].end <= at:
            return []
        quotation = self.quotations[self._sources[number][1]]
        found = []
        for span in quotation.content:
            if span.start < at and quotation.type != "direct":
                continue
            names = self.names[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
            found += [self.by_name[m.span.start] for m in names if m.span.start in self.by_name]
        return found

    def quotation(self, one: str | None) -> Quotation | None:
        """The quotation of an id."""
        return self._by_id.get(one) if one is not None else None

    def source_before(self, at: int) -> Found | None:
        """Who is meant by the source that ends right before a place, with a comma between at most."""
        number = bisect_right(self._sources, at, key=lambda item: item[0].end) - 1
        if number < 0 or not 0 < at - self._sources[number][0].end <= len(", "):
            return None
        return self.found.get(self.quotations[self._sources[number][1]].id)

    def _is_title(self, entity: Entity) -> bool:
        """Whether a name only ever stands alone in quotation marks, as a title does (“Nine Weeks”, its report)."""
        return bool(entity.mentions) and all(
            self.text[max(0, mention.span.start - 1) : mention.span.start] in _OPENING
            and self.text[mention.span.end : mention.span.end + 2].strip(",. ")[:1] in _CLOSING
            for mention in entity.mentions
        )

    def label_at(self, at: int) -> Found | None:
        """The speaker of the turn in which a place lies."""
        return self.labels.get(self.reading.block_at(at).span.start) if self.labels else None

    def named(self, mention: NameMention) -> Entity:
        """The entity of a name; a new one where the cast holds none."""
        entity = self.by_name.get(mention.span.start)
        if entity is None:
            entity = Entity(mention.kind if mention.kind not in ("adjective", "word", "location") else "unknown")
            entity.names[mention.name] += 1
            entity.mentions.append(mention)
            self.by_name[mention.span.start] = entity
        return entity

    def described(self, text: str, kind: str = "unnamed", plural: bool = False) -> Entity:
        """An entity that is only described; the same words mean the same one in an article."""
        shown = described(text)
        for entity in self.course.described:
            if entity.description == shown:
                return entity
        entity = Entity(kind, description=shown, plural=plural)
        entity.gender = "" if plural else parse_role(shown).gender
        self.course.described.append(entity)
        return entity


def scene_of(reading: Reading, quotations: tuple[Quotation, ...], weights: Weights) -> Scene:
    """The scene of an article before it is gone through."""
    text = reading.article.text
    names = names_in(text)
    cast = known_roles(cast_of(text), reading.article.date)
    by_name = {m.span.start: entity for entity in cast for m in entity.mentions}
    return Scene(
        reading,
        quotations,
        text,
        names,
        cast,
        by_name,
        Discourse([], cast, weights, blocks=reading.starts, text=text),
    )
