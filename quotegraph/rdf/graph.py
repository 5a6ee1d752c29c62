"""An annotation as quads, one named graph an article, and back; nothing that an annotation line says gets lost."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from quotegraph import __version__
from quotegraph.errors import QuotegraphError
from quotegraph.lines import from_line, to_line
from quotegraph.model import Annotation, Article, Link, Mention, Quotation, Span, Spans, Speaker, Stance
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.judgements import in_force, stance
from quotegraph.rdf.terms import Described, Triple, day, decimal, first, only, text
from quotegraph.rdf.vocabulary import below, clean

CONTEXT = 32
"""Characters before and after its words that a selector keeps, to find them again in a changed text."""


def quads(
    annotation: Annotation,
    topics: Mapping[str, NamedNode],
    decided: Mapping[str, str] | None = None,
    renamed: Mapping[str, str] | None = None,
) -> list[Quad]:
    """The quads of an annotation, all in its article's graph; ``topics`` is topic id → IRI.

    ``decided`` is quotation id → key of the speaker that people say it is, ``renamed`` key → key for mentions.
    A topic that ``topics`` lacks goes into the scheme of undeclared ones. A QuotegraphError names what an annotation
    line could not say (a span outside the text, an unknown type, an id that stands twice).

    >>> len(quads(Annotation(Article("a", "Hi.")), {}))
    11
    """
    doc_id = annotation.article.doc_id
    checked = from_line(to_line(annotation), f"article {doc_id!r}")
    graph = v.article_iri(doc_id)
    writer = _Writer(_with_links(checked, annotation), graph, topics, decided or {}, renamed or {})
    return [Quad(*triple, graph) for triple in writer.triples()]


def _with_links(checked: Annotation, given: Annotation) -> Annotation:
    """A checked annotation with what lines do not say: how each speaker was found."""
    quotations = tuple(
        replace(
            q, speaker=replace(q.speaker, link=old.speaker.link) if q.speaker and old.speaker else q.speaker,
            via_shown=old.via_shown,
        )
        for q, old in zip(checked.quotations, given.quotations, strict=True)
    )  # fmt: skip
    mentions = tuple(replace(m, shown=old.shown) for m, old in zip(checked.mentions, given.mentions, strict=True))
    return replace(checked, quotations=quotations, mentions=mentions)


class _Writer:
    """Writes one annotation; a class because everything hangs on the same article, text and topics."""

    def __init__(
        self,
        annotation: Annotation,
        graph: NamedNode,
        topics: Mapping[str, NamedNode],
        decided: Mapping[str, str],
        renamed: Mapping[str, str],
    ) -> None:
        self.annotation, self.graph, self.topics = annotation, graph, topics
        self.decided, self.renamed = decided, renamed
        self.text = clean(annotation.article.text)
        self.run = below(graph, "run")
        self.iris: dict[str, NamedNode] = {}
        self.appearances: dict[tuple[NamedNode, Speaker, Link | None], NamedNode] = {}
        used: dict[Spans, int] = defaultdict(int)
        for quotation in annotation.quotations:
            used[quotation.content] += 1
            self.iris[quotation.id] = v.quotation_iri(graph, quotation.content, used[quotation.content])

    def triples(self) -> Iterator[Triple]:
        yield from self.article(self.annotation.article)
        for position, quotation in enumerate(self.annotation.quotations, 1):
            yield from self.quotation(quotation, position)
        for (speaker, described, link), node in self.appearances.items():
            yield from self.appearance(node, speaker, described, link)
        used: dict[Span, int] = defaultdict(int)
        for position, mention in enumerate(self.annotation.mentions, 1):
            used[mention.span] += 1
            yield from self.mention(mention, position, used[mention.span])

    def article(self, article: Article) -> Iterator[Triple]:
        node = self.graph
        yield node, v.TYPE, v.ARTICLE
        yield node, v.TYPE, v.NEWS_ARTICLE
        yield node, v.IDENTIFIER, text(article.doc_id)
        yield node, v.BODY, Literal(self.text)
        yield node, v.TEXT_HASH, Literal("sha256:" + hashlib.sha256(self.text.encode()).hexdigest())
        yield node, v.IN_LANGUAGE, text(article.lang)
        for predicate, value in ((v.HEADLINE, article.title), (v.PUBLISHER, article.publisher)):
            if value:
                yield node, predicate, text(value)
        if article.url is not None:
            yield node, v.URL, text(article.url, v.ANY_URI)
        if article.date is not None:
            published = day(article.date)
            if published:
                yield node, v.DATE_PUBLISHED, Literal(published, datatype=v.DATE)
            if published != article.date:
                yield node, v.PUBLISHED_AT, text(article.date)
        yield node, v.GENERATED_BY, self.run
        yield self.run, v.TYPE, v.RUN
        yield self.run, v.TYPE, v.ACTIVITY
        yield self.run, v.USED, node
        yield self.run, v.PIPELINE_VERSION, Literal(f"quotegraph {__version__}")

    def quotation(self, quotation: Quotation, position: int) -> Iterator[Triple]:
        node = self.iris[quotation.id]
        yield node, v.TYPE, v.QUOTATION
        yield node, v.IDENTIFIER, text(quotation.id)
        yield node, v.IN_ARTICLE, self.graph
        yield node, v.POSITION, Literal(position)
        yield node, v.WORDS, text(quotation.words(self.text))
        yield node, v.QUOTATION_TYPE, v.concept("type", quotation.type)
        yield node, v.MODALITY, v.concept("modality", quotation.modality)
        yield node, v.LEVEL, Literal(str(quotation.level), datatype=v.INTEGER)  # any size
        if quotation.parent is not None:
            yield node, v.NESTED_IN, self.iris[quotation.parent]
        if quotation.via is not None:
            yield node, v.VIA, text(quotation.via)
        if quotation.via_shown:
            yield node, v.VIA_SHOWN, text(quotation.via_shown)
        if quotation.confidence is not None:
            yield node, v.CONFIDENCE, decimal(quotation.confidence)
        if quotation.rule:
            yield node, v.RULE, text(quotation.rule)
        for name, predicate in (("content", v.CONTENT), ("cue", v.CUE), ("source", v.SOURCE)):
            for number, span in enumerate(getattr(quotation, name), 1):
                selector = below(node, name, number)
                yield node, predicate, selector
                yield from self.selector(selector, span, number)
        speaker = None
        if quotation.speaker is not None:
            key = self.decided.get(quotation.id, quotation.speaker.key)
            speaker = below(node, "speaker") if key is None else v.speaker_iri(key)
            shown = (speaker, quotation.speaker, quotation.speaker.link)
            if shown not in self.appearances:
                self.appearances[shown] = below(self.graph, "appearance", len(self.appearances) + 1)
            yield node, v.SPEAKER, speaker
            yield node, v.APPEARANCE_OF_SPEAKER, self.appearances[shown]
        for number, taken in enumerate(quotation.stances, 1):
            yield from self.judgement(node, speaker, taken, number)

    def selector(self, node: NamedNode, span: Span, position: int) -> Iterator[Triple]:
        yield node, v.TYPE, v.POSITION_SELECTOR
        yield node, v.TYPE, v.QUOTE_SELECTOR
        yield node, v.POSITION, Literal(position)
        yield node, v.START, Literal(span.start)
        yield node, v.END, Literal(span.end)
        yield node, v.EXACT, Literal(span.of(self.text))
        yield node, v.PREFIX, Literal(self.text[max(0, span.start - CONTEXT) : span.start])
        yield node, v.SUFFIX, Literal(self.text[span.end : span.end + CONTEXT])

    def appearance(self, node: NamedNode, iri: NamedNode, speaker: Speaker, link: Link | None) -> Iterator[Triple]:
        yield node, v.TYPE, v.APPEARANCE
        yield node, v.OF_SPEAKER, iri
        if v.speaker_key(iri.value) != speaker.key:
            yield node, v.LINKED_KEY, text(speaker.key or "")
        yield from self.shown(node, speaker)
        if link is not None:
            yield node, v.RULE, text(link.rule)
            yield node, v.CONFIDENCE, decimal(link.confidence)
            if link.note:
                yield node, v.SPEAKER_NOTE, text(link.note)
            if link.shown != speaker:
                yield from self.presented(node, link.shown)

    def presented(self, node: NamedNode, speaker: Speaker) -> Iterator[Triple]:
        before = below(node, "presented")
        yield node, v.PRESENTED, before
        yield before, v.TYPE, v.PRESENTATION
        if speaker.key is not None:
            yield before, v.IDENTIFIER, text(speaker.key)
        yield from self.shown(before, speaker)

    def shown(self, node: NamedNode, speaker: Speaker) -> Iterator[Triple]:
        yield node, v.LABEL, text(speaker.name)
        yield node, v.KIND, v.KIND_CLASSES[speaker.kind]
        for predicate, value in (
            (v.GENDER, speaker.gender),
            (v.ROLE, speaker.role),
            (v.ORGANISATION, speaker.organisation),
            (v.COUNTRY, speaker.country),
            (v.WIKIDATA, speaker.wikidata),
            (v.SPOKESPERSON_OF, speaker.speaks_for),
            (v.CAMP, speaker.camp),
        ):
            if value:
                yield node, predicate, text(value)

    def mention(self, mention: Mention, position: int, number: int) -> Iterator[Triple]:
        place = f"{mention.span.start}-{mention.span.end}"
        node = below(self.graph, "mention", place if number == 1 else f"{place}.{number}")
        yield node, v.TYPE, v.MENTION
        yield self.graph, v.HAS_MENTION, node
        yield from self.selector(node, mention.span, position)
        yield node, v.KIND, v.KIND_CLASSES[mention.kind]
        yield node, v.CONFIDENCE, decimal(mention.confidence)
        if mention.key is not None:
            key = self.renamed.get(mention.key, mention.key)
            yield node, v.MENTION_OF, v.speaker_iri(key)
            if key != mention.key:
                yield node, v.LINKED_KEY, text(mention.key)
        for predicate, value in ((v.LABEL, mention.name), (v.RULE, mention.rule), (v.WIKIDATA, mention.wikidata)):
            if value:
                yield node, predicate, text(value)
        if mention.shown is not None:
            yield from self.presented(node, mention.shown)

    def judgement(
        self, quotation: NamedNode, speaker: NamedNode | None, stance: Stance, position: int
    ) -> Iterator[Triple]:
        topic = self.topics.get(stance.topic) or v.topic_iri(v.UNDECLARED, stance.topic)
        node = below(quotation, "judgement", position)
        yield node, v.TYPE, v.JUDGEMENT
        yield node, v.OF_QUOTATION, quotation
        yield node, v.POSITION, Literal(position)
        yield node, v.ON_TOPIC, topic
        yield node, v.STANCE, v.concept("stance", stance.stance)
        yield node, v.INTENSITY, Literal(int(stance.intensity))
        yield node, v.GENERATED_BY, self.run
        if speaker is not None:
            yield node, v.HOLDER, speaker
        if stance.confidence is not None:
            yield node, v.CONFIDENCE, decimal(stance.confidence)


def annotation(
    article: NamedNode,
    graph: Described,
    reviews: Mapping[str, list[Stance]] | None = None,
    undecided: bool = False,
) -> Annotation:
    """The annotation that an article's graph holds; the inverse of :func:`quads`.

    ``reviews`` is quotation IRI → stances by people (see :func:`reviews_of`); where they judge a topic, the model's
    judgement does not count. ``undecided`` gives the speakers as they were before people decided who they are.
    A QuotegraphError says what the graph lacks.

    >>> from quotegraph.rdf.terms import described
    >>> a = Annotation(Article("a", "Hi.", "Title"))
    >>> annotation(v.article_iri("a"), described(q.triple for q in quads(a, {}))) == a
    True
    """
    node = graph.get(article.value, {})
    where = f"graph <{article.value}>"
    body = only(node, v.BODY, where)
    ids = {
        subject: only(graph[subject], v.IDENTIFIER, where)
        for subject in graph
        if v.QUOTATION.value in graph[subject].get(v.TYPE.value, ())
    }
    judgements: dict[str, list[str]] = defaultdict(list)
    for subject, values in graph.items():
        for quotation in values.get(v.OF_QUOTATION.value, ()):
            judgements[quotation].append(subject)
    found = []
    for iri in sorted(ids, key=lambda subject: _position(graph, subject)):
        model = [stance(graph[j], where) for j in sorted(judgements[iri], key=lambda j: _position(graph, j))]
        stances = in_force(model, (reviews or {}).get(iri, []))
        named = tuple(replace(s, topic=v.topic_id(s.topic)) for s in stances)
        found.append(_quotation(graph, iri, ids, named, where, undecided))
    mentions = [s for s in graph if v.MENTION.value in graph[s].get(v.TYPE.value, ())]
    mentions.sort(key=lambda subject: _position(graph, subject))
    return Annotation(
        Article(
            doc_id=only(node, v.IDENTIFIER, where),
            text=body,
            title=first(node, v.HEADLINE) or "",
            publisher=first(node, v.PUBLISHER) or "",
            date=first(node, v.PUBLISHED_AT) or first(node, v.DATE_PUBLISHED),
            url=first(node, v.URL),
            lang=only(node, v.IN_LANGUAGE, where),
        ),
        tuple(found),
        tuple(_mention(graph, graph[mention], where, undecided) for mention in mentions),
    )


def _quotation(
    graph: Described, iri: str, ids: Mapping[str, str], stances: tuple[Stance, ...], where: str, undecided: bool
) -> Quotation:
    node = graph[iri]
    parent = first(node, v.NESTED_IN)
    confidence = first(node, v.CONFIDENCE)
    try:
        return Quotation(
            id=ids[iri],
            content=_spans(graph, node, v.CONTENT),
            cue=_spans(graph, node, v.CUE),
            source=_spans(graph, node, v.SOURCE),
            type=v.last(only(node, v.QUOTATION_TYPE, where)),
            modality=v.last(only(node, v.MODALITY, where)),
            level=int(only(node, v.LEVEL, where)),
            parent=ids[parent] if parent else None,
            via=first(node, v.VIA),
            confidence=None if confidence is None else float(confidence),
            speaker=_speaker(graph, node, where, undecided),
            stances=stances,
            rule=first(node, v.RULE) or "",
            via_shown=first(node, v.VIA_SHOWN) or "",
        )
    except (KeyError, ValueError) as error:
        raise QuotegraphError(f"{where}: quotation <{iri}> cannot be read: {error}") from None


def _mention(graph: Described, node: Mapping[str, list[str]], where: str, undecided: bool) -> Mention:
    speaker, presented = first(node, v.MENTION_OF), first(node, v.PRESENTED)
    try:
        return Mention(
            span=Span(int(only(node, v.START, where)), int(only(node, v.END, where))),
            key=_key(node, v.speaker_key(speaker) if speaker else None, undecided),
            rule=first(node, v.RULE) or "",
            confidence=float(only(node, v.CONFIDENCE, where)),
            name=first(node, v.LABEL) or "",
            kind=v.KIND_OF_CLASS[only(node, v.KIND, where)],
            wikidata=first(node, v.WIKIDATA),
            shown=_presented(graph, presented, where) if presented else None,
        )
    except (KeyError, ValueError) as error:
        raise QuotegraphError(f"{where}: a mention cannot be read: {error}") from None


def _key(node: Mapping[str, list[str]], key: str | None, undecided: bool) -> str | None:
    before = first(node, v.LINKED_KEY) if undecided else None
    return key if before is None else before or None


def _speaker(graph: Described, quotation: Mapping[str, list[str]], where: str, undecided: bool) -> Speaker | None:
    speaker = first(quotation, v.SPEAKER)
    if speaker is None:
        return None
    node = graph.get(only(quotation, v.APPEARANCE_OF_SPEAKER, where), {})
    found = _shown(node, _key(node, v.speaker_key(speaker), undecided), where)
    presented, confidence = first(node, v.PRESENTED), first(node, v.CONFIDENCE)
    if confidence is None:
        return found
    shown = found if presented is None else _presented(graph, presented, where)
    note = first(node, v.SPEAKER_NOTE) or ""
    return replace(found, link=Link(shown, first(node, v.RULE) or "", float(confidence), note))


def _presented(graph: Described, presented: str, where: str) -> Speaker:
    node = graph.get(presented, {})
    return _shown(node, first(node, v.IDENTIFIER), where)


def _shown(node: Mapping[str, list[str]], key: str | None, where: str) -> Speaker:
    return Speaker(
        key=key,
        name=only(node, v.LABEL, where),
        kind=v.KIND_OF_CLASS[only(node, v.KIND, where)],
        gender=first(node, v.GENDER) or "",
        role=first(node, v.ROLE) or "",
        organisation=first(node, v.ORGANISATION) or "",
        country=first(node, v.COUNTRY) or "",
        wikidata=first(node, v.WIKIDATA),
        speaks_for=first(node, v.SPOKESPERSON_OF) or "",
        camp=first(node, v.CAMP) or "",
    )


def _spans(graph: Described, node: Mapping[str, list[str]], predicate: NamedNode) -> Spans:
    selectors = sorted(node.get(predicate.value, ()), key=lambda selector: _position(graph, selector))
    return tuple(
        Span(int(graph[selector][v.START.value][0]), int(graph[selector][v.END.value][0])) for selector in selectors
    )


def _position(graph: Described, subject: str) -> tuple[int, str]:
    found = graph.get(subject, {}).get(v.POSITION.value, ["0"])[0]
    return (int(found) if re.fullmatch("[0-9]+", found) else 0, subject)
