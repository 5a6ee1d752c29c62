"""A store of annotated articles: a folder (Oxigraph), a ``.trig`` or ``.nq`` file, or a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from quotegraph.errors import QuotegraphError
from quotegraph.lines import written
from quotegraph.model import Annotation, ListedSpeaker, Speaker, Stance, Statement, Topic
from quotegraph.output import replacing
from quotegraph.rdf import files, transfer, writing
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.deciding import current, quoted
from quotegraph.rdf.decisions import Decision, Quoted, anchored, decision_iri, decision_quads, decisions_of
from quotegraph.rdf.engines import Endpoint, Engine, Local
from quotegraph.rdf.graph import annotation, quads
from quotegraph.rdf.judgements import review_quads, reviews_of
from quotegraph.rdf.listed import listed_of, listed_quads
from quotegraph.rdf.register import speakers_of
from quotegraph.rdf.results import Results, run
from quotegraph.rdf.terms import described
from quotegraph.rdf.topics import topic_quads, topics_of
from quotegraph.statements import Passage, passage, statements

if TYPE_CHECKING:
    import rdflib

_ARTICLES = f"SELECT ?article ?id ?date {{ GRAPH ?article {{ ?article a {v.ARTICLE} ; {v.IDENTIFIER} ?id . \
OPTIONAL {{ ?article {v.DATE_PUBLISHED} ?day }} OPTIONAL {{ ?article {v.PUBLISHED_AT} ?at }} }} \
BIND(COALESCE(?at, STR(?day), '') AS ?date) }}"

_QUOTATION = f"SELECT ?quotation ?holder {{{{ GRAPH ?article {{{{ ?quotation {v.IN_ARTICLE} ?article ; \
{v.IDENTIFIER} ?id . ?article {v.IDENTIFIER} ?doc_id . OPTIONAL {{{{ ?quotation {v.SPEAKER} ?holder }}}} \
FILTER(CONCAT(?doc_id, '#', ?id) = {{id}}) }}}} }}}}"


def open_store(place: str | Path, *, write: bool = False, create: bool = False) -> Store:
    """Open the store at ``place``, for reading unless ``write``; ``create`` makes it (and writes) if it is missing.

    Opening for reading changes nothing there. Raises a QuotegraphError that names the place if it is not a store.

    >>> import tempfile
    >>> from quotegraph.model import Article
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open_store(f"{folder}/graph", create=True) as store:
    ...         added = store.add([Annotation(Article("a", "Hi."))])
    ...     with open_store(f"{folder}/graph") as store:
    ...         print(added, [a.article.doc_id for a in store.annotations()])
    1 ['a']
    """
    name = str(place)
    write = write or create
    if name.startswith(("http://", "https://")):
        if write:
            raise QuotegraphError(f"{name}: an endpoint can only be read; write to a folder, a .trig or a .nq file")
        endpoint = Endpoint(name)
        endpoint.query("SELECT ?one { BIND(1 AS ?one) }")
        return Store(endpoint, name)
    path = Path(place)
    if path.suffix.lower() in files.STORE_FORMATS:
        return Store(Local(files.open_file(path, create)), name, write, path)
    return Store(Local(files.open_folder(path, write, create)), name, write)


class Store:
    """What :func:`open_store` gives: annotations in, annotations, statements and answers out.

    A context manager; leaving it closes the store. After :meth:`add` has returned, what was added is on disk.
    """

    def __init__(self, engine: Engine, place: str, write: bool = False, path: Path | None = None) -> None:
        self.place = place
        """The place as it was given to :func:`open_store`."""
        self.write = write
        """Whether the store may be changed."""
        self._engine: Engine | None = engine
        self._file = path

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the place free for others; the store is of no use afterwards."""
        if self.write and self._file is None and isinstance(self._engine, Local):
            self._engine.store.flush()
        self._engine = None

    @property
    def engine(self) -> Engine:
        """What answers the store's queries; a QuotegraphError if the store is closed."""
        if self._engine is None:
            raise QuotegraphError(f"{self.place}: the store is closed")
        return self._engine

    # writing

    def add(self, annotations: Iterable[Annotation], topics: Sequence[Topic] = ()) -> int:
        """Store annotations and topics, and return the number of annotations.

        An article that is there already (the same ``doc_id``) is replaced; judgements by people stay. If
        ``annotations`` breaks off with an error, what came before it is stored, and the error goes on its way.

        ``topics`` declares topics; stances on topics that nobody declared are kept under their bare id, until somebody
        does.
        """
        local = self._writable()
        known = {topic.id: v.topic_iri(topic.scheme, topic.id) for topic in (*reversed(self.topics()), *topics)}
        batch: dict[NamedNode, list[Quad]] = {}
        used: set[str] = set()
        count = size = 0
        try:
            if topics:
                writing.put_topics(local, topics)
            for one in annotations:
                article = v.article_iri(one.article.doc_id)
                batch[article] = quads(one, known)
                used.update(stance.topic for quotation in one.quotations for stance in quotation.stances)
                count += 1
                size += len(batch[article])
                if size >= writing.BATCH:
                    self._put(batch, used - known.keys())
                    batch, size = {}, 0
        finally:
            self._put(batch, used - known.keys())
            self.settle()
        return count

    def _put(self, batch: dict[NamedNode, list[Quad]], undeclared: set[str]) -> None:
        topics = topic_quads([Topic(name, name, "") for name in undeclared])
        writing.put_articles(self._writable(), batch, topics)

    def review(self, quote_id: str, stance: Stance, reviewer: str, at: datetime) -> None:
        """Store a person's judgement of a quotation (``article#quotation id``); from now on it counts on its topic.

        Raises a QuotegraphError if there is no such quotation or topic.
        """
        local = self._writable()
        rows = self.query(_QUOTATION.format(id=ox.Literal(v.clean(quote_id)))).rows
        if not rows:
            raise QuotegraphError(f"{self.place}: there is no quotation {quote_id!r}")
        topics = {topic.id: v.topic_iri(topic.scheme, topic.id) for topic in self.topics()}
        if stance.topic not in topics:
            raise QuotegraphError(f"{self.place}: no topic {stance.topic!r}; there are: {', '.join(topics) or 'none'}")
        quotation, holder = rows[0]
        made = review_quads(quotation, topics[stance.topic], stance, reviewer, at, holder)
        writing.put_review(local, quotation, made)
        self.settle()

    def decide(self, decision: Decision) -> Decision:
        """Store a person's decision about speakers and bring it about; the decision with its id.

        It is kept whatever is added later. :mod:`quotegraph.rdf.people` checks decisions before.
        """
        local = self._writable()
        keys = self.keys()
        known = replace(
            decision,
            anchors=anchored(keys, decision.speaker) if decision.speaker else frozenset(),
            other_anchors=anchored(keys, decision.other) if decision.other else frozenset(),
        )
        made = decision_quads(known)
        local.extend(made)
        self.settle()
        return replace(known, iri=decision_iri(known).value)

    def list_speakers(self, listed: Sequence[ListedSpeaker], by: str, at: datetime) -> None:
        """Keep a project's own list of speakers, in the place of the one there is."""
        local = self._writable()
        if set(self.listed()) != set(listed):
            writing.put_listed(local, listed_quads(listed, by, at))
            self.settle()

    def load(self, path: str | Path) -> int:
        """Put in what a file holds, and return the number of articles.

        The file is RDF (``.ttl``, ``.nt``, ``.trig``, ``.nq``, ``.jsonld``) as :meth:`export` writes it, or annotation
        lines (``.jsonl``). Articles that are there already are replaced; graphs of other people are taken over.
        """
        local, path = self._writable(), Path(path)
        if path.suffix.lower() == ".jsonl":
            return self.add(transfer.read_lines(path))
        content = transfer.read(path)
        topics = topics_of(described(quad.triple for quad in content.topics))
        declared = [topic for topic in topics if topic.scheme]
        undeclared = {topic.id: topic for topic in topics if not topic.scheme}
        if declared:
            writing.put_topics(local, declared)
        local.extend([*content.foreign, *content.reviews])
        writing.put_articles(local, content.articles, topic_quads(undeclared.values()))
        known = [topic for topic in self.topics() if topic.scheme and topic.id in undeclared]
        if known:
            writing.put_topics(local, known)
        self.settle()
        return len(content.articles)

    def settle(self) -> None:
        """Rebuild what is derived from changed articles, and bring a store in a file to disk."""
        local = self._writable()
        writing.settle(local)
        if self._file is not None:
            files.write_quads(self._file, local)

    def _writable(self) -> ox.Store:
        if not self.write:
            raise QuotegraphError(f"{self.place}: the store is open for reading only; open it with write=True")
        return self._local()

    def _local(self) -> ox.Store:
        engine = self.engine
        if not isinstance(engine, Local):
            raise QuotegraphError(f"{self.place}: decisions about speakers are applied on this machine only")
        return engine.store

    # reading

    def annotations(self) -> Iterator[Annotation]:
        """The articles with their quotations and the stances in force, by date (undated ones first) and ``doc_id``."""
        yield from (found for found, _ in self._read())

    def _read(self) -> Iterator[tuple[Annotation, set[str]]]:
        """Annotations, each with the ids of those of its quotations that people have judged."""
        rows = self.query(_ARTICLES).rows
        ordered = sorted((str(date.value), str(doc_id.value), article) for article, doc_id, date in rows)
        names = [article for _, _, article in ordered]
        decided = self._decided()
        reviews = reviews_of(self._graph(v.REVIEWS))
        for name, triples in zip(names, self.engine.graphs(names), strict=True):
            graph = described(triples)
            found = _as_decided(annotation(name, graph, reviews), decided)
            judged = {graph[q][v.IDENTIFIER.value][0] for q in reviews.keys() & graph.keys()} if reviews else set()
            yield found, judged

    def _decided(self) -> dict[str, Speaker]:
        """The speakers about whom people have decided something, by key."""
        register = self._graph(v.REGISTER)
        keys = {v.speaker_key(iri) for iri, node in register.items() if v.DECIDED_BY.value in node}
        return {speaker.key: speaker for speaker in speakers_of(register) if speaker.key in keys and speaker.key}

    def linked(self) -> bool:
        """Whether the program has linked any speaker of the articles; those of annotation lines are as given."""
        return bool(self.query(f"ASK {{ ?shown a {v.APPEARANCE} ; {v.CONFIDENCE} ?sure }}").truth)

    def as_found(self) -> Iterator[Annotation]:
        """The annotations as the program made them: nothing that people have judged or decided changes them."""
        names = [article for article, _, _ in sorted(self.query(_ARTICLES).rows, key=lambda row: str(row[1].value))]
        for name, triples in zip(names, self.engine.graphs(names), strict=True):
            yield annotation(name, described(triples), undecided=True)

    def statements(self) -> Iterator[Statement]:
        """The rows of the statement table, in the order of :meth:`annotations`; speakers by their register name."""
        known = self._known()
        for found in self.annotations():
            yield from _rows(found, known)

    def passages(self) -> Iterator[Passage]:
        """Every quotation in its place, in the order of :meth:`annotations`."""
        for found, judged in self._read():
            yield from _passages(found, judged)

    def told(self) -> Iterator[tuple[list[Statement], list[Passage]]]:
        """The :meth:`statements` and :meth:`passages` of each article, with the store read but once."""
        known = self._known()
        for found, judged in self._read():
            yield [*_rows(found, known)], [*_passages(found, judged)]

    def _known(self) -> dict[str, Speaker]:
        return {speaker.key: speaker for speaker in self.speakers() if speaker.key is not None}

    def topics(self) -> tuple[Topic, ...]:
        """The topics, by scheme and in the order of their file; undeclared ones, without a proposition, are last."""
        return topics_of(self._graph(v.TOPICS))

    def speakers(self) -> tuple[Speaker, ...]:
        """The register: every speaker once, by name; an unnamed source is one for each of its quotations."""
        return speakers_of(self._graph(v.REGISTER))

    def decisions(self) -> list[Decision]:
        """What people have decided about speakers, the oldest first, with what was taken back."""
        return decisions_of(self._graph(v.REVIEWS))

    def listed(self) -> tuple[ListedSpeaker, ...]:
        """The project's own list of speakers."""
        return listed_of(self._graph(v.REVIEWS))

    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Key of a speaker → the other names that articles give it."""
        found = {}
        for iri, node in self._graph(v.REGISTER).items():
            key = v.speaker_key(iri)
            if key is not None and v.ALTERNATIVE.value in node:
                found[key] = tuple(sorted(node[v.ALTERNATIVE.value]))
        return found

    def quoted(self) -> list[Quoted]:
        """Every quotation that has a speaker, as it was before any decision."""
        return quoted(self._local())

    def keys(self) -> dict[str, str | None]:
        """IRI of a quotation → key of its speaker."""
        return current(self._local())

    def _graph(self, name: NamedNode) -> dict[str, dict[str, list[str]]]:
        return described(next(self.engine.graphs([name])))

    def query(self, query: str, where: str = "query") -> Results:
        """The answer to a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE) over all graphs together.

        A QuotegraphError, which ``where`` opens, tells line and column of a syntax error; SERVICE is refused, as it
        would call other machines. The prefixes of ``vocabulary.PREFIXES`` need not be declared.
        """
        return run(self.engine, query, where)

    def export(self, path: str | Path) -> None:
        """Write everything to a file: ``.ttl``, ``.nt``, ``.trig``, ``.nq``, ``.jsonld``, or lines (``.jsonl``)."""
        path = Path(path)
        if path.suffix.lower() == ".jsonl":
            with replacing(path) as file:
                file.writelines(written(found) + "\n" for found in self.annotations())
        else:
            transfer.write(path, self.engine.quads())

    @property
    def dataset(self) -> rdflib.Dataset:
        """The store as an rdflib Dataset, whose default graph is the union of all graphs."""
        import rdflib

        engine = self.engine
        if isinstance(engine, Local):
            from oxrdflib import OxigraphStore

            return rdflib.Dataset(store=OxigraphStore(store=engine.store), default_union=True)
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return rdflib.Dataset(store=SPARQLStore(self.place), default_union=True)


def _rows(found: Annotation, known: Mapping[str, Speaker]) -> Iterator[Statement]:
    quotations = tuple(
        replace(q, speaker=_completed(q.speaker, known[q.speaker.key or ""]))
        if q.speaker and q.speaker.key in known
        else q
        for q in found.quotations
    )
    return statements(replace(found, quotations=quotations))


def _passages(found: Annotation, judged: set[str]) -> Iterator[Passage]:
    return (passage(found.article, one, reviewed=one.id in judged) for one in found.quotations)


def _completed(shown: Speaker, known: Speaker) -> Speaker:
    """A speaker as an article shows it, called as the register does, with what the article leaves open."""
    return replace(
        shown,
        name=known.name,
        country=shown.country or known.country,
        organisation=shown.organisation or ("" if shown.speaks_for else known.organisation),
        camp=known.camp or shown.camp,
    )


def _as_decided(found: Annotation, decided: Mapping[str, Speaker]) -> Annotation:
    """An annotation whose speakers have the names and Wikidata items that people have decided on."""
    if not decided:
        return found
    quotations = tuple(
        replace(q, speaker=replace(q.speaker, name=known.name, kind=known.kind, wikidata=known.wikidata))
        if q.speaker and (known := decided.get(q.speaker.key or ""))
        else q
        for q in found.quotations
    )
    mentions = tuple(
        replace(m, name=known.name, kind=known.kind, wikidata=known.wikidata)
        if (known := decided.get(m.key or ""))
        else m
        for m in found.mentions
    )
    return replace(found, quotations=quotations, mentions=mentions)
