"""A project's own list of speakers, which comes before all that the register finds out by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from quotegraph.model import Annotation, ListedSpeaker, Mention, Quotation, Speaker
from quotegraph.speakers.names import fold, slug

_SURE = 0.99


def as_listed(annotation: Annotation, listed: Sequence[ListedSpeaker]) -> Annotation:
    """An annotation in which every speaker that a list names, or gives an alias, is called and described as there.

    What the article calls the speaker comes before what the register does.

    >>> from quotegraph.model import Article
    >>> said = Quotation("q1", (), speaker=Speaker("the-boss", "The Boss"))
    >>> row = ListedSpeaker("Mara Holt", ("The Boss",), wikidata="Q42")
    >>> speaker = as_listed(Annotation(Article("a", ""), (said,)), [row]).quotations[0].speaker
    >>> speaker.key, speaker.name, speaker.wikidata
    ('mara-holt', 'Mara Holt', 'Q42')
    """
    if not listed:
        return annotation
    index = _index(tuple(listed))
    return replace(
        annotation,
        quotations=tuple(_quotation(quotation, index) for quotation in annotation.quotations),
        mentions=tuple(_mention(mention, index) for mention in annotation.mentions),
    )


@lru_cache(maxsize=4)
def _index(listed: tuple[ListedSpeaker, ...]) -> dict[str, ListedSpeaker]:
    return {_plain(name): one for one in listed for name in (*one.aliases, one.name)}


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def _quotation(quotation: Quotation, index: dict[str, ListedSpeaker]) -> Quotation:
    speaker = quotation.speaker
    if speaker is None:
        return quotation
    shown = speaker.link.shown.name if speaker.link else speaker.name
    found = index.get(_plain(shown)) or index.get(_plain(speaker.name))
    if found is None:
        return quotation
    link = replace(speaker.link, rule="listed", confidence=_SURE, note="") if speaker.link else None
    described = Speaker(
        key=slug(found.name),
        name=found.name,
        kind="person" if speaker.kind == "unnamed" else speaker.kind,
        gender=speaker.gender,
        role=speaker.role,
        organisation=found.organisation or speaker.organisation,
        country=found.country or speaker.country,
        wikidata=found.wikidata or speaker.wikidata,
        speaks_for=speaker.speaks_for,
        camp=found.camp,
        link=link,
    )
    return replace(quotation, speaker=described)


def _mention(mention: Mention, index: dict[str, ListedSpeaker]) -> Mention:
    shown = mention.shown or Speaker(mention.key, mention.name, mention.kind, wikidata=mention.wikidata)
    found = index.get(_plain(shown.name)) or index.get(_plain(mention.name))
    if found is None:
        return mention
    kind = "person" if mention.kind == "unnamed" else mention.kind
    key, item = slug(found.name), found.wikidata or mention.wikidata
    now = replace(mention, key=key, name=found.name, kind=kind, wikidata=item)
    return now if now == mention else replace(now, shown=shown)
