"""What a model of pairs is asked about a quotation and a topic: see :class:`Asked`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from quotegraph.model import Quotation, Span, Speaker, Topic
from quotegraph.stance.words import Array

if TYPE_CHECKING:
    from quotegraph.language import Reading

_SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s)|(?<=[.!?][”’»\"])(?=\s)")
_OWN_COUNTRY = re.compile(r"the speaker['’]s own country", re.IGNORECASE)
_ENDED = re.compile(r"[.!?][”’»\"]?\s*$")
_LONGEST = 600  # characters of a text or a context
_PAUSE = 60  # characters that may stand between the parts of a quotation


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked: where does ``holder``, who says ``text``, stand on ``proposition``?

    ``context`` is the sentence before, ``label`` what the topic is called, ``topic`` its id; ``note``,
    ``supporting`` and ``opposing`` are what the topic file says it covers and its examples for either side.
    """

    text: str
    proposition: str
    holder: str = ""
    context: str = ""
    label: str = ""
    topic: str = ""
    note: str = ""
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()


class PairModel(Protocol):
    """A model of pairs."""

    def probabilities(self, asked: Sequence[Asked]) -> Array:
        """Called once for each article that bears on a topic: rows of probabilities of support, oppose, neutral."""


def asked_of(reading: Reading, quotation: Quotation, topic: Topic, context: str = "") -> Asked:
    """The question on a quotation and a topic; the text has source and cue where they do not stand far off.

    >>> from quotegraph.language import read
    >>> from quotegraph.model import Article, Span
    >>> reading = next(read([Article("a", "The mayor welcomed the road toll.")]))
    >>> found = Quotation("q1", (Span(19, 32),), (Span(10, 18),), (Span(0, 9),), "stance")
    >>> asked_of(reading, found, Topic("toll", "Toll", "A toll is right.")).text
    'The mayor welcomed the road toll'
    """
    text = reading.article.text
    spans = sorted(span for span in (*quotation.source, *quotation.cue, *quotation.content) if span.start < span.end)
    words = quotation.words(text)
    together = all(after.start - before.end <= _PAUSE for before, after in pairwise(spans))
    if quotation.type != "direct" and spans and together and spans[-1].end - spans[0].start <= _LONGEST:
        words = Span(spans[0].start, max(span.end for span in spans)).of(text)
    return Asked(
        text=" ".join(words.split()),
        proposition=proposition_for(topic, quotation.speaker),
        holder=quotation.speaker.name if quotation.speaker else "",
        context=context,
        label=topic.label,
        topic=topic.id,
        note=topic.note,
        supporting=topic.supporting,
        opposing=topic.opposing,
    )


def proposition_for(topic: Topic, speaker: Speaker | None) -> str:
    """The topic's proposition for a speaker: where it is about the speaker's own country, that country is named.

    >>> topic = Topic("own", "Own troops", "The speaker's own country should send troops.", own_country=True)
    >>> proposition_for(topic, Speaker("ann", "Ann Lee", country="Norland"))
    'Norland should send troops.'
    >>> proposition_for(topic, Speaker("bo", "Bo Holt"))
    "Bo Holt's own country should send troops."
    """
    if not topic.own_country or speaker is None:
        return topic.proposition
    country = speaker.country or (speaker.name if speaker.kind == "country" else "")
    named = country or f"{speaker.name}'s own country"
    return _OWN_COUNTRY.sub(lambda _: named, topic.proposition)


def context_of(reading: Reading, quotation: Quotation) -> str:
    """The sentence before the one that a quotation begins in, in its paragraph; empty where there is none.

    >>> from quotegraph.language import read
    >>> from quotegraph.model import Article, Span
    >>> reading = next(read([Article("a", "The toll is dear. Ann hates it. So does Bo.")]))
    >>> context_of(reading, Quotation("q1", (Span(28, 30),), (), (Span(18, 21),)))
    'The toll is dear.'
    """
    spans = (*quotation.source, *quotation.cue, *quotation.content)
    if not spans:
        return ""
    start = min(span.start for span in spans)
    before = reading.article.text[reading.block_at(start).span.start : start]
    sentences = [one for one in _SENTENCE_END.split(before) if one.strip()]
    if sentences and not _ENDED.search(before):  # the last one goes on into the quotation
        sentences.pop()
    whole = sentences[-1] if sentences else ""
    return " ".join(whole.split())[-_LONGEST:]
