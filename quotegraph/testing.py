"""Checks that any stage must pass, ours and other people's: call them from your tests.

Each check raises an AssertionError with a sentence that says what is wrong in which article.

    from quotegraph.testing import check_extractor

    def test_my_extractor():
        check_extractor(MyExtractor())
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quotegraph.model import (
    KINDS,
    MODALITIES,
    QUOTATION_TYPES,
    STANCES,
    Annotation,
    Article,
    Quotation,
    Span,
    Topic,
)
from quotegraph.stages import Extractor, SpeakerLinker, SpeakerResolver, StanceModel, create

if TYPE_CHECKING:
    from quotegraph.language import Reading

_TEXTS = (
    "",
    " \n\n\t ",
    "Nobody spoke.",
    "“The toll must fall,” said Mara Lindqvist, the transport minister. She added that it would fall in June.",
    "According to the union, the minister promised that the bridge would open. Ann Lee welcomed the pledge.",
    "Open for talks\n\n- Bo Okafor said yes.\n- Others, he said, “would never” agree.\n\nKey points: “tolls”",
    "“We heard her say ‘never’,” Cem Arslan told reporters.\n\n“And again.\n\n“And again,” he said.",
    "“An opening without an end, said Ann Lee. \"Another' one ”and» «two„ ‘three, said Bo.",
    "'Tis the season, said O'Neill's '90s fans' leader: ''no'' and ``yes''.",
    "«Nous irons», a dit Zoé. „Nein“, sagte er.\r\n\r\n「行きます」と彼は言った。",
    "Ann Lee said \x00that\x1b[31m <b>the toll</b>\u202e & \U0001f600 it \u200bwould\u2028fall\ufeff.",
    '"' * 41 + " said Bo.",
    "said " * 60,
    "“" + "very " * 400 + "long,” said Ann Lee.",
)
ARTICLES = tuple(Article(f"awkward/{number:02}", text) for number, text in enumerate(_TEXTS, 1))
"""Short articles with ordinary and with awkward texts: empty, unbalanced marks, other scripts, control characters."""

TOPICS = (
    Topic("road-toll", "Road toll", "The road toll should be abolished.", ("toll", "tolls"), "testing"),
    Topic("new-bridge", "New bridge", "The new bridge should be opened.", ("bridge",), "testing"),
)
"""Topics that some of :data:`ARTICLES` are about."""

_WHO = ("speaker", "via", "confidence")  # what a resolver and a linker may set: an unsure speaker lowers the confidence


def check_annotation(annotation: Annotation) -> None:
    """What holds for every annotation, whoever made it.

    Spans lie in the text, are not empty and stand in order; ids are there once; a parent is another quotation of the
    article, and no quotation is nested in itself; ``level`` is one more than the parent's; types, modalities, kinds and
    stances are those of :mod:`quotegraph.model`; confidences are probabilities.

    >>> article = Article("a", "Ann said so.")
    >>> check_annotation(Annotation(article, (Quotation("q1", (Span(9, 11),)),)))
    >>> check_annotation(Annotation(article, (Quotation("q1", (Span(9, 99),)),)))
    Traceback (most recent call last):
    AssertionError: a: q1: content [9, 99) does not lie in the text of 12 characters
    """
    where, text = annotation.article.doc_id, annotation.article.text
    by_id = {quotation.id: quotation for quotation in annotation.quotations}
    _check(len(by_id) == len(annotation.quotations), f"{where}: a quotation id is there twice")
    for quotation in annotation.quotations:
        at = f"{where}: {quotation.id}"
        _check(bool(quotation.content), f"{at}: no content")
        for part in ("content", "cue", "source"):
            _check_spans(getattr(quotation, part), len(text), f"{at}: {part}")
        _check_one_of(quotation.type, QUOTATION_TYPES, f"{at}: type")
        _check_one_of(quotation.modality, MODALITIES, f"{at}: modality")
        _check_probability(quotation.confidence, f"{at}: confidence")
        _check_parents(quotation, by_id, at)
        if quotation.speaker is not None:
            _check(bool(quotation.speaker.name.strip()), f"{at}: the speaker has no name")
            _check_one_of(quotation.speaker.kind, KINDS, f"{at}: the speaker's kind")
        for stance in quotation.stances:
            _check_one_of(stance.stance, STANCES, f"{at}: stance on {stance.topic}")
            allowed = (0,) if stance.stance == "neutral" else (1, 2, 3)
            _check_one_of(stance.intensity, allowed, f"{at}: intensity on {stance.topic}")
            _check_probability(stance.confidence, f"{at}: confidence on {stance.topic}")
        judged = [stance.topic for stance in quotation.stances]
        _check(len(judged) == len(set(judged)), f"{at}: two stances on one topic")
    for mention in annotation.mentions:
        _check_spans((mention.span,), len(text), f"{where}: mention of {mention.key}")
        _check_probability(mention.confidence, f"{where}: confidence of the mention of {mention.key}")


def check_extractor(extractor: Extractor, articles: Sequence[Article] = ARTICLES) -> None:
    """What an extractor must do: give well-formed quotations, without speakers, the same ones each time.

    >>> check_extractor(create("extract", "rules"))
    """
    for reading in _read(articles):
        article = reading.article
        quotations = extractor.extract(reading)
        check_annotation(Annotation(article, quotations))
        _check(reading.article == article, f"{article.doc_id}: the article was changed")
        _check(extractor.extract(reading) == quotations, f"{article.doc_id}: a second run gives other quotations")
        _check(bool(article.text.strip()) or not quotations, f"{article.doc_id}: quotations in a text without words")


def check_resolver(
    resolver: SpeakerResolver, extractor: Extractor | None = None, articles: Sequence[Article] = ARTICLES
) -> None:
    """What a resolver must do: say who speaks, and leave all else of the quotations as it is; the same each time.

    ``extractor`` finds the quotations (the rules if none is given).

    >>> check_resolver(create("speakers", "rules"))
    """
    extractor = extractor or create("extract", "rules")
    for reading in _read(articles):
        quotations = extractor.extract(reading)
        annotation = resolver.resolve(reading, quotations)
        where = reading.article.doc_id
        check_annotation(annotation)
        _check(annotation.article == reading.article, f"{where}: the article was changed")
        _check(
            _without(annotation.quotations, *_WHO) == _without(quotations, *_WHO),
            f"{where}: more than who speaks and how surely was changed",
        )
        _check(resolver.resolve(reading, quotations) == annotation, f"{where}: a second run gives other speakers")


def check_linker(
    linker: SpeakerLinker,
    resolver: SpeakerResolver | None = None,
    extractor: Extractor | None = None,
    articles: Sequence[Article] = ARTICLES,
) -> None:
    """What a linker must do: give every annotation back, in order, with nothing changed but its speakers.

    One key has one name and one kind in all articles; linking twice is linking once; nothing at all is fine, too.

    >>> check_linker(create("link", "register"))
    """
    extractor, resolver = extractor or create("extract", "rules"), resolver or create("speakers", "rules")
    annotations = [resolver.resolve(reading, extractor.extract(reading)) for reading in _read(articles)]
    linked = list(linker.link(annotations))
    _check([a.article for a in linked] == [a.article for a in annotations], "articles are changed, lost or moved")
    shown: dict[str, tuple[str, str]] = {}
    for before, after in zip(annotations, linked, strict=True):
        where = after.article.doc_id
        check_annotation(after)
        _check(
            _without(before.quotations, *_WHO) == _without(after.quotations, *_WHO),
            f"{where}: more than who speaks and how surely was changed",
        )
        for quotation in after.quotations:
            speaker = quotation.speaker
            if speaker is not None and speaker.key is not None:
                known = shown.setdefault(speaker.key, (speaker.name, speaker.kind))
                _check(known == (speaker.name, speaker.kind), f"{where}: {speaker.key} has two names or kinds")
    _check(list(linker.link(linked)) == linked, "linking what is linked changes it")
    _check(list(linker.link([])) == [], "linking nothing gives something")


def check_stance_model(
    model: StanceModel,
    topics: Sequence[Topic] = TOPICS,
    extractor: Extractor | None = None,
    articles: Sequence[Article] = ARTICLES,
) -> None:
    """What a stance model must do: add stances on the topics it is given and on no other, nothing else.

    Without topics there are no stances; a second run gives the same ones.

    >>> check_stance_model(create("stance", "rules"))
    """
    extractor = extractor or create("extract", "rules")
    allowed = {topic.id for topic in topics}
    for reading in _read(articles):
        where = reading.article.doc_id
        quotations = extractor.extract(reading)
        judged = model.judge(reading, quotations, topics)
        check_annotation(Annotation(reading.article, judged))
        _check(
            _without(judged, "stances") == _without(quotations, "stances"), f"{where}: more than stances was changed"
        )
        for quotation in judged:
            foreign = {stance.topic for stance in quotation.stances} - allowed
            _check(not foreign, f"{where}: {quotation.id}: stance on {', '.join(foreign)}, which was not asked for")
        _check(model.judge(reading, quotations, topics) == judged, f"{where}: a second run gives other stances")
        unasked = model.judge(reading, quotations, ())
        _check(not any(quotation.stances for quotation in unasked), f"{where}: stances without topics")


def _read(articles: Iterable[Article]) -> Iterable[Reading]:
    from quotegraph.language import read

    return read(articles)


def _without(quotations: Iterable[Quotation], *names: str) -> list[Quotation]:
    """The quotations with some of their fields emptied, to compare the others."""
    empty: dict[str, Any] = {"speaker": None, "via": None, "confidence": None, "stances": ()}
    return [replace(quotation, **{name: empty[name] for name in names}) for quotation in quotations]


def _check_parents(quotation: Quotation, by_id: dict[str, Quotation], at: str) -> None:
    way, step = [quotation.id], quotation
    while step.parent is not None:
        _check(step.parent in by_id, f"{at}: parent {step.parent} is not there")
        _check(step.parent not in way, f"{at}: nested in itself")
        way.append(step.parent)
        step = by_id[step.parent]
    _check(quotation.level == len(way), f"{at}: level {quotation.level}, although it is nested {len(way) - 1} deep")


def _check_spans(spans: Sequence[Span], length: int, at: str) -> None:
    for start, end in spans:
        inside = 0 <= start < end <= length
        _check(inside, f"{at} [{start}, {end}) does not lie in the text of {length} characters")
    ordered = all(before.end <= after.start for before, after in pairwise(spans))
    _check(ordered, f"{at}: the spans {[tuple(span) for span in spans]} overlap or stand out of order")


def _check_one_of(value: object, allowed: Sequence[object], at: str) -> None:
    _check(value in allowed, f"{at}: {value!r} is not one of {', '.join(map(str, allowed))}")


def _check_probability(value: float | None, at: str) -> None:
    _check(value is None or 0 <= value <= 1, f"{at}: {value!r} is no probability")


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise AssertionError(message)
