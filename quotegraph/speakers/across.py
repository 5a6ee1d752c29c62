"""One register of speakers for all articles of a run: the same speaker, the same key and name, whatever the order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quotegraph.model import Annotation, Article, Link, Mention, Quotation, Speaker
from quotegraph.speakers.meant import Meaning, Meant
from quotegraph.speakers.names import fold, parse_name, slug
from quotegraph.speakers.numbers import number_of
from quotegraph.speakers.register import Entry, Register, note_body, register_of
from quotegraph.speakers.spokes import principal_of

_TELLING = 5  # the least number by which a group is known


class RegisterLinker:
    """Joins the speakers of all articles of a run in one register."""

    def link(self, annotations: Sequence[Annotation]) -> Sequence[Annotation]:
        """The annotations, in their order, with canonical speakers.

        >>> from quotegraph.model import Span
        >>> def said(doc, text, name):
        ...     quotation = Quotation("q", (Span(0, 2),), speaker=Speaker(slug(name), name))
        ...     return Annotation(Article(doc, text), (quotation,))
        >>> one = said("a", "Mara Holt, the minister, spoke.", "Mara Holt")
        >>> two = said("b", "Ms Holt spoke.", "Holt")
        >>> [a.quotations[0].speaker.key for a in RegisterLinker().link([two, one])]
        ['mara-holt', 'mara-holt']
        """
        found = [unlinked(annotation) for annotation in annotations]
        register = register_of(a.article for a in found)
        for annotation in sorted(found, key=lambda a: a.article.doc_id):
            for speaker in dict.fromkeys(q.speaker for q in annotation.quotations if q.speaker):
                if speaker.kind == "organisation" and len(speaker.name.split()) > 1:
                    note_body(register, annotation.article.doc_id, speaker.name)
        meaning = meaning_of(register, found)
        return [_linked(annotation, meaning) for annotation in found]


def meaning_of(register: Register, annotations: Sequence[Annotation]) -> Meaning:
    """What the names of some annotations mean in a register.

    >>> meaning_of(register_of([]), []).keys
    {}
    """
    keys, bodies = _keys(register, annotations)
    return Meaning(register, keys, bodies, {key: entry for entry, key in keys.items()}, _counted(annotations))


def unlinked(annotation: Annotation) -> Annotation:
    """An annotation with what its article alone says of its speakers, as it was before it was linked.

    >>> shown = Speaker("holt", "Holt")
    >>> spoken = Quotation("q", (), speaker=Speaker("mara-holt", "Mara Holt", link=Link(shown, "last name")))
    >>> unlinked(Annotation(Article("a", ""), (spoken,))).quotations[0].speaker.name
    'Holt'
    """
    quotations = tuple(
        replace(
            q, speaker=q.speaker.link.shown if q.speaker and q.speaker.link else q.speaker, via=q.via_shown or q.via
        )
        for q in annotation.quotations
    )
    mentions = tuple(
        replace(m, key=m.shown.key, name=m.shown.name, kind=m.shown.kind, wikidata=m.shown.wikidata, shown=None)
        if m.shown
        else m
        for m in annotation.mentions
    )
    return replace(annotation, quotations=quotations, mentions=mentions)


def is_linked(annotation: Annotation) -> bool:
    """Whether an annotation's speakers were linked, so that they can be again; those that lines give are as given.

    >>> is_linked(Annotation(Article("a", "")))
    False
    """
    return any(q.speaker and q.speaker.link for q in annotation.quotations)


def same_links(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations of an article say the same of its speakers, and of how they were found.

    >>> same_links(Annotation(Article("a", "")), Annotation(Article("a", "")))
    True
    """
    links = ([(q.speaker.link if q.speaker else None, q.via_shown) for q in a.quotations] for a in (one, other))
    shown = ([m.shown for m in a.mentions] for a in (one, other))
    return one == other and next(links) == next(links) and next(shown) == next(shown)


def _counted(annotations: Sequence[Annotation]) -> dict[int, list[tuple[str, frozenset[str]]]]:
    """The names of groups by their number (“26 countries”), the most usual first, with their documents."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for annotation in annotations:
        for speaker in {q.speaker for q in annotation.quotations if q.speaker and q.speaker.kind == "group"}:
            value = number_of(speaker.name.split(" ")[0])
            if value >= _TELLING:
                found[value][speaker.name].add(annotation.article.doc_id)
    return {
        value: sorted(
            ((name, frozenset(documents)) for name, documents in names.items()),
            key=lambda item: (-len(item[1]), len(item[0].split()), not item[0][0].isdigit(), item[0]),
        )
        for value, names in found.items()
    }


def _keys(register: Register, annotations: Sequence[Annotation]) -> tuple[dict[Entry, str], dict[Entry, str]]:
    """Keys of people and, where they are given, of bodies.

    A key is the one that annotation lines give, else made of the name; those who share a name get the earliest
    document that names them as an addition.
    """
    people: dict[Entry, str] = {}
    bodies: dict[Entry, str] = {}
    for speaker, document in sorted(_given(annotations), key=lambda item: (item[0].key or "", item[1])):
        if speaker.kind == "person":
            named = [e for e in register.called(parse_name(speaker.name)) if document in e.documents]
            if len(named) == 1:
                people.setdefault(named[0], speaker.key or "")
        elif speaker.kind == "organisation":
            for entry in register.bodies_with(speaker.name.split()[-1]):
                if any(fold(name) == fold(speaker.name) for name in entry.names):
                    bodies.setdefault(entry, speaker.key or "")
    taken = set(people.values())
    by_slug: dict[str, list[Entry]] = defaultdict(list)
    for entry in register.people:
        if entry not in people:
            by_slug[slug(entry.name)].append(entry)
    for key, entries in by_slug.items():
        entries.sort(key=lambda e: min(e.documents))
        number = 0
        for entry in entries:
            number += 1
            while (made := key if number == 1 else f"{key}-{number}") in taken:
                number += 1
            people[entry] = made
    return people, bodies


def _given(annotations: Sequence[Annotation]) -> set[tuple[Speaker, str]]:
    """Speakers whose keys somebody else has made, with the article."""
    return {
        (quotation.speaker, annotation.article.doc_id)
        for annotation in annotations
        for quotation in annotation.quotations
        if quotation.speaker and quotation.speaker.key and quotation.speaker.key != slug(quotation.speaker.name)
    }


def _linked(annotation: Annotation, meaning: Meaning) -> Annotation:
    known: dict[Speaker, Meant] = {}
    quotations: list[Quotation] = []
    for quotation in annotation.quotations:
        speaker = quotation.speaker
        if speaker is None:
            quotations.append(_relayed(quotation, annotation.article, meaning))
            continue
        if speaker not in known:
            meant = meaning.of(speaker, annotation.article)
            principal = principal_of(speaker, annotation.article, meaning)
            known[speaker] = replace(meant, speaker=replace(meant.speaker, speaks_for=principal))
        meant = meaning.checked(quotation, known[speaker], annotation.article)
        link = Link(speaker, meant.rule, meant.confidence, meant.note)
        quotations.append(
            _relayed(replace(quotation, speaker=replace(meant.speaker, link=link)), annotation.article, meaning)
        )
    called = {(old.key, "" if old.key else old.name): meant for old, meant in known.items()}
    mentions = tuple(_mentioned(mention, called, annotation.article, meaning) for mention in annotation.mentions)
    return Annotation(annotation.article, tuple(quotations), mentions)


def _mentioned(
    mention: Mention, known: dict[tuple[str | None, str], Meant], article: Article, meaning: Meaning
) -> Mention:
    """A mention with the key and the name of the register; whoever is only mentioned is linked like a speaker."""
    called = (mention.key, "" if mention.key else mention.name)
    shown = Speaker(mention.key, mention.name, mention.kind, wikidata=mention.wikidata)
    if called not in known:
        if not mention.name:
            return mention
        known[called] = meaning.of(shown, article)
    meant = known[called]
    speaker = meant.speaker
    now = (speaker.key, speaker.name, speaker.kind, speaker.wikidata)
    if now == (mention.key, mention.name, mention.kind, mention.wikidata):
        return mention
    return replace(
        mention, key=speaker.key, name=speaker.name, kind=speaker.kind, wikidata=speaker.wikidata, shown=shown
    )


def _relayed(quotation: Quotation, article: Article, meaning: Meaning) -> Quotation:
    """A quotation with the full name of who relayed it."""
    via = quotation.via
    if not via:
        return quotation
    entries = meaning.register.called(parse_name(via), article.doc_id)
    here = [entry for entry in entries if article.doc_id in entry.documents]
    entries = entries if len(entries) == 1 else here
    name = entries[0].name if len(entries) == 1 else via
    return quotation if name == via else replace(quotation, via=name, via_shown=via)
