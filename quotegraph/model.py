"""The values that travel through quotegraph: frozen, made of the standard library alone.

An :class:`Article` comes in; :class:`Quotation` s with a :class:`Speaker` and :class:`Stance` s come out, together an
:class:`Annotation`. A :class:`Statement` is one row of the flat table: speaker, topic, stance, from one quotation.
All offsets are Python characters of ``Article.text``, half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

QUOTATION_TYPES = ("direct", "indirect", "mixed", "stance")
MODALITIES = ("asserted", "hedged", "conditional", "denied", "refused", "hypothetical")
STANCES = ("support", "oppose", "neutral")
KINDS = ("person", "organisation", "country", "place", "group", "unnamed")


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) of an article's text.

    >>> Span(0, 5).of("Macron said")
    'Macro'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: ``text`` is never changed after reading; ``date`` is ISO (``2025-09-05``, time allowed)."""

    doc_id: str
    text: str
    title: str = ""
    publisher: str = ""
    date: str | None = None
    url: str | None = None
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of debate with the one proposition that a speaker can support or oppose.

    ``id`` is the last part of its IRI, ``scheme`` the name of the topic file it stands in; ``note`` says what it covers
    and what not; ``supporting`` and ``opposing`` are quotations that show what counts as either side; ``lang`` is the
    language of label and proposition.
    """

    id: str
    label: str
    proposition: str
    alternatives: tuple[str, ...] = ()
    scheme: str = ""
    broader: str | None = None
    note: str = ""
    own_country: bool = False  # the proposition is about the speaker's own country ("... should send its troops")
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The entity behind a source. ``key`` is the same for the same speaker in all articles; None: an unnamed source.

    ``kind`` is one of KINDS; ``gender`` f, m or empty; ``wikidata`` a Q-id; ``role`` as far as the texts say it;
    ``speaks_for`` is the name of whom a spokesperson speaks for, ``camp`` what a list of speakers says. ``link`` says
    how the speaker was found; two speakers are equal whatever it says.
    """

    key: str | None
    name: str
    kind: str = "person"
    gender: str = ""
    role: str = ""
    organisation: str = ""
    country: str = ""
    wikidata: str | None = None
    speaks_for: str = ""
    camp: str = ""
    link: Link | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """From what an article alone says of a speaker to the one of the register: ``shown`` is the speaker before linking.

    ``rule`` says what linked it, ``confidence`` how surely; ``note`` what else it could have been.
    """

    shown: Speaker
    rule: str
    confidence: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListedSpeaker:
    """A speaker that a project has listed: what it says comes before all that is found out otherwise."""

    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    organisation: str = ""
    camp: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names somebody or something that could speak.

    ``key`` and ``name`` are those of the speaker that is meant (None and a description for an unnamed one), ``kind`` is
    one of KINDS; ``rule`` says what linked it, ``confidence`` how surely; ``shown`` is who the article alone takes it
    for, where that is another.
    """

    span: Span
    key: str | None
    rule: str = ""
    confidence: float = 1.0
    name: str = ""
    kind: str = "person"
    wikidata: str | None = None
    shown: Speaker | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a speaker stands on a topic in one quotation.

    ``stance`` is one of STANCES; ``intensity`` 1 (guarded) to 3 (emphatic), 0 when neutral; ``confidence`` the
    probability that topic and stance are right.
    """

    topic: str
    stance: str
    intensity: int = 2
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words, thoughts or attitudes that an article attributes to somebody.

    ``content``, ``cue`` and ``source`` are spans in order of the text (cue and source may be empty); ``parent`` is the
    id of the quotation that this one is nested in, ``via`` the name of who relayed it, ``via_shown`` the article's own
    words for that where they are others; ``rule`` says what found it; ``confidence`` is the probability that content
    and source are right.
    """

    id: str
    content: Spans
    cue: Spans = ()
    source: Spans = ()
    type: str = "indirect"
    modality: str = "asserted"
    level: int = 1
    parent: str | None = None
    via: str | None = None
    confidence: float | None = None
    speaker: Speaker | None = None
    stances: tuple[Stance, ...] = ()
    rule: str = ""
    via_shown: str = field(default="", compare=False)

    def words(self, text: str) -> str:
        """The content as it stands in ``text``; parts are joined by an ellipsis.

        >>> Quotation("q1", (Span(0, 2), Span(13, 15))).words("We, he said, go")
        'We … go'
        """
        return " … ".join(span.of(text) for span in self.content)


@dataclass(frozen=True, slots=True)
class Annotation:
    """An article with all that was found in it."""

    article: Article
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the statement table: a speaker's stance on a topic, taken from one quotation.

    ``kind`` is the speaker's kind; ``quote_id`` is ``article#quotation id``; ``camp`` is what a list of speakers says;
    fields that a source lacks are empty.
    """

    speaker: str
    topic: str
    stance: str
    intensity: int = 2
    confidence: float | None = None
    date: str = ""
    article: str = ""
    publisher: str = ""
    organisation: str = ""
    kind: str = ""
    quote_id: str = ""
    words: str = ""
    country: str = ""
    camp: str = ""
