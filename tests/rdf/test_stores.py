"""The kinds of stores, what changes them, and what must not get lost."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Article, Quotation, Span, Speaker, Stance, Topic
from quotegraph.rdf import Store, open_store, writing
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.queries import ask
from quotegraph.rdf.shapes import validate
from tests.rdf.conftest import fill
from tests.rdf.invented import ANNOTATIONS, TOPICS

PLACES = ("folder", "file.trig", "file.nq")
ORDER = ["tessel/05", "tessel/01", "tessel/02", "tessel/03", "tessel/04", "tessel/06"]


def said(doc_id: str, name: str, *stances: Stance, date: str = "2031-01-01", words: str = "Go on.") -> Annotation:
    speaker = Speaker(name.lower(), name)
    quotation = Quotation("q1", (Span(0, 2),), speaker=speaker, stances=stances)
    return Annotation(Article(doc_id, words, date=date), (quotation,))


def state(place: Path) -> dict[str, tuple[int, bytes]]:
    paths = sorted(place.rglob("*")) if place.is_dir() else [place]
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in paths if p.is_file()}


def triples(store: Store, graph: ox.NamedNode) -> set[tuple[str, ...]]:
    return {tuple(map(str, q.triple)) for q in store.engine.quads() if q.graph_name == graph}


@pytest.mark.parametrize("name", PLACES)
def test_what_was_added_is_there_again(name: str, tmp_path: Path) -> None:
    with open_store(tmp_path / name, create=True) as store:
        assert store.add(ANNOTATIONS, TOPICS) == len(ANNOTATIONS)
    with open_store(tmp_path / name) as store:
        found = list(store.annotations())
        assert [a.article.doc_id for a in found] == ORDER
        assert sorted(found, key=str) == sorted(ANNOTATIONS, key=str)
        assert [t.id for t in store.topics()] == [*(t.id for t in TOPICS), "lost-topic"]
        stances = sum(len(q.stances) for a in ANNOTATIONS for q in a.quotations)
        assert len(list(store.statements())) == stances
        assert len(list(store.passages())) == sum(len(a.quotations) for a in ANNOTATIONS)
        told = [*store.told()]
        assert [row for rows, _ in told for row in rows] == list(store.statements())
        assert [one for _, passages in told for one in passages] == list(store.passages())
        assert not triples(store, v.PENDING)


@pytest.mark.parametrize("name", PLACES)
def test_opening_for_reading_changes_nothing(name: str, tmp_path: Path) -> None:
    with open_store(tmp_path / name, create=True) as store:
        store.add(ANNOTATIONS, TOPICS)
    before = state(tmp_path / name)
    with open_store(tmp_path / name) as one, open_store(tmp_path / name) as two:
        assert list(one.statements()) == list(two.statements())
        assert ask(one, "controversy").rows
        for change in (lambda: one.add(ANNOTATIONS), lambda: one.load("x.nq"), lambda: one.settle()):
            with pytest.raises(QuotegraphError, match="for reading only"):
                change()
    assert state(tmp_path / name) == before


def test_a_second_process_reads_along_but_does_not_write(tmp_path: Path) -> None:
    code = (
        "import sys; from quotegraph.rdf import open_store\n"
        "print(len(list(open_store(sys.argv[1]).annotations())))\n"
        "open_store(sys.argv[1], write=True)"
    )
    with open_store(tmp_path / "folder", create=True) as store:
        store.add(ANNOTATIONS)
        other = subprocess.run([sys.executable, "-c", code, str(tmp_path / "folder")], capture_output=True, text=True)
    assert other.stdout.strip() == str(len(ANNOTATIONS))
    assert other.stderr.strip().endswith("another program is writing to this store; wait until it is done")


def test_places_that_are_no_store(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear")
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.txt").write_text("Dear")
    (tmp_path / "broken.trig").write_text("Dear <reader")
    (tmp_path / "broken.nq").write_bytes(b"\xff\xfe<a> <b>")
    (tmp_path / "dir.trig").mkdir()
    (tmp_path / "fake").mkdir()
    (tmp_path / "fake" / "CURRENT").write_text("nothing")
    for name, words in {
        "missing": "there is no such store",
        "missing.trig": "there is no such store",
        "empty": "this folder holds no store",
        "full": "this folder holds no store",
        "letter.txt": "not a store; a store is a folder, a .trig or .nq file, or a SPARQL endpoint",
        "broken.trig": "not trig data",
        "broken.nq": "not nq data",
        "dir.trig": "is a folder",
        "fake": "cannot be opened",
    }.items():
        before = sorted(p.name for p in tmp_path.rglob("*"))
        with pytest.raises(QuotegraphError, match=words) as error:
            open_store(tmp_path / name)
        assert str(error.value).startswith(str(tmp_path / name))
        assert "\n" not in str(error.value)
        assert sorted(p.name for p in tmp_path.rglob("*")) == before
    for name in ("full", "letter.txt", "broken.trig"):
        before_content = state(tmp_path / name)
        with pytest.raises(QuotegraphError):
            open_store(tmp_path / name, create=True)
        assert state(tmp_path / name) == before_content
    with pytest.raises(QuotegraphError, match="can only be read"):
        open_store("https://example.invalid/sparql", write=True)


@pytest.mark.parametrize("name", PLACES)
def test_adding_again_replaces(name: str, tmp_path: Path) -> None:
    with open_store(tmp_path / name, create=True) as store:
        store.add([said("a", "Mara", Stance("t", "support")), said("b", "Odo", Stance("t", "support"))])
        store.add([said("a", "Mara", Stance("t", "oppose"), words="No, no.")])
        once = set(store.engine.quads())
        assert [(s.speaker, s.stance) for s in store.statements()] == [("Mara", "oppose"), ("Odo", "support")]
    with open_store(tmp_path / f"other-{name}", create=True) as store:
        store.add([said("b", "Odo", Stance("t", "support"))])
        store.add([said("a", "Mara", Stance("t", "oppose"), words="No, no.")])
        assert set(store.engine.quads()) == once


def test_all_that_is_derived_is_the_same_in_whatever_order_articles_come(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "one.nq", create=True) as at_once,
        open_store(tmp_path / "two.nq", create=True) as singly,
    ):
        at_once.add(ANNOTATIONS, TOPICS)
        for annotation in reversed(ANNOTATIONS):
            singly.add([replace(annotation, quotations=annotation.quotations[:1])], TOPICS)
        for annotation in reversed(ANNOTATIONS):
            singly.add([annotation], TOPICS)
        for graph in (v.DERIVED, v.REGISTER):
            assert triples(singly, graph) == triples(at_once, graph)
        assert validate(singly)  # the topic that nobody declared
        assert {f.message for f in validate(singly)} == {
            "a topic has exactly one proposition; declare it in a topic file"
        }


def test_speakers_that_are_gone_leave_no_trace(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.nq", create=True) as store:
        store.add(ANNOTATIONS, TOPICS)
        store.add([Annotation(a.article) for a in ANNOTATIONS])
        assert store.speakers() == ()
        assert not triples(store, v.REGISTER)
        assert not triples(store, v.DERIVED)


def broken_off(*annotations: Annotation) -> Iterator[Annotation]:
    yield from annotations
    raise QuotegraphError("articles.jsonl:3: not JSON")


@pytest.mark.parametrize("name", PLACES)
def test_a_failure_midway_loses_nothing(name: str, tmp_path: Path) -> None:
    place = tmp_path / name
    with open_store(place, create=True) as store:
        store.add([said("old", "Mara", Stance("t", "support"))])
        with pytest.raises(QuotegraphError, match="not JSON"):
            store.add(broken_off(said("new", "Odo", Stance("t", "support"))))
    with open_store(place) as store:
        assert [a.article.doc_id for a in store.annotations()] == ["new", "old"]
        assert [row[0].value for row in ask(store, "who-supports", {"topic": "t"}).rows] == ["Mara", "Odo"]
        assert [row[0].value for row in ask(store, "agreement", {"speaker": "mara"}).rows] == ["Odo"]


def test_an_annotation_that_cannot_be_stored_leaves_the_old_one(tmp_path: Path) -> None:
    good = said("a", "Mara", Stance("t", "support"))
    bad = Annotation(good.article, (Quotation("q", (Span(5, 99),)),))
    with open_store(tmp_path / "folder", create=True) as store:
        store.add([good])
        with pytest.raises(QuotegraphError, match="'a'"):
            store.add([bad])
        assert list(store.annotations()) == [good]


def test_a_run_that_died_before_deriving_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "folder", create=True) as store:
        with monkeypatch.context() as patch:
            patch.setattr(writing, "derived", lambda *_: iter(["no quad"]))
            with pytest.raises(TypeError):
                store.add([said("a", "Mara", Stance("t", "support"))])
        assert triples(store, v.PENDING)
    with open_store(tmp_path / "folder", write=True) as store:
        store.add([said("b", "Odo", Stance("t", "oppose"))])
        assert [row[0].value for row in ask(store, "agreement", {"speaker": "mara"}).rows] == ["Odo"]
        assert not triples(store, v.PENDING)


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "sub" / "a.trig"
    place.parent.mkdir()
    with open_store(place, create=True) as store:
        store.add([said("a", "Mara")])
        before = place.read_bytes()
        place.rename(tmp_path / "kept.trig")
        place.mkdir()
        with pytest.raises(QuotegraphError, match="cannot be written"):
            store.add([said("b", "Odo")])
        assert os.listdir(tmp_path / "sub") == ["a.trig"]
        assert (tmp_path / "kept.trig").read_bytes() == before


def test_many_articles_take_several_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 100)
    many = [said(f"{n:02}", f"Speaker {n % 3}", Stance("t", ("support", "oppose")[n % 2])) for n in range(30)]
    with open_store(tmp_path / "folder", create=True) as store:
        assert store.add(many) == 30
        assert list(store.annotations()) == many
        assert len(store.speakers()) == 3
        assert len(ask(store, "side-changes").rows) == 0, "all on one day"


def test_the_judgement_in_force_is_the_newest_by_a_person(tmp_path: Path) -> None:
    topics = [Topic("t", "T", "T should be.", scheme="s"), Topic("u", "U", "U should be.", scheme="s")]
    article = said("a", "Mara", Stance("t", "support"))
    with open_store(tmp_path / "folder", create=True) as store:
        store.add([article, said("b", "Odo", Stance("t", "oppose"))], topics)
        store.review("a#q1", Stance("t", "oppose", 3), "Ada", datetime(2031, 5, 2, tzinfo=UTC))
        store.review("a#q1", Stance("t", "neutral", 0), "Bo", datetime(2031, 5, 1, tzinfo=UTC))  # older, comes later
        store.review("a#q1", Stance("u", "support", 1), "Bo", datetime(2031, 5, 1, tzinfo=UTC))
        expected = [("t", "oppose", 3), ("u", "support", 1)]
        for _ in range(2):
            found = next(iter(store.annotations()))
            assert [(s.topic, s.stance, s.intensity) for s in found.quotations[0].stances] == expected
            assert [p.reviewed for p in store.passages()] == [True, False]
            assert ask(store, "agreement", {"speaker": "mara"}).cells() == [("Odo", "agrees", "t", "oppose")]
            assert [row[2:5] for row in ask(store, "reviewed-differently").cells()] == [
                ("support", "oppose", "Ada"),
                ("", "support", "Bo"),
            ]
            assert validate(store) == []
            store.add([article], topics)  # adding again keeps what people say
        store.add([said("a", "Mara", Stance("t", "support"), words="X on.")], topics)
        store.add([Annotation(article.article)], topics)  # the quotation is gone, and with it what hung on it
        assert ask(store, "who-opposes", {"topic": "t"}).cells()[0][0] == "Odo"
        assert ask(store, "agreement", {"speaker": "odo"}).rows == ()


def test_reviews_of_what_is_not_there(tmp_path: Path) -> None:
    at = datetime(2031, 5, 1, tzinfo=UTC)
    with open_store(tmp_path / "a.nq", create=True) as store:
        store.add([said("a", "Mara", Stance("t", "support"))])
        with pytest.raises(QuotegraphError, match="no quotation 'a#\"q1'"):
            store.review('a#"q1', Stance("t", "oppose"), "Ada", at)
        with pytest.raises(QuotegraphError, match="no topic 'x'; there are: t"):
            store.review("a#q1", Stance("x", "oppose"), "Ada", at)


def test_speakers_have_their_name_from_the_register(store: Store) -> None:
    mara = next(s for s in store.speakers() if s.key == "mara-lindqvist")
    assert (mara.name, mara.wikidata, mara.country, mara.role) == (
        "Mara Lindqvist",
        "Q4242",
        "Norland",
        "minister of transport",
    )
    assert {s.speaker for s in store.statements() if s.article == "tessel/04"} >= {"Mara Lindqvist"}
    found = next(a for a in store.annotations() if a.article.doc_id == "tessel/04")
    assert (
        found.quotations[0].speaker
        == next(a for a in ANNOTATIONS if a.article.doc_id == "tessel/04").quotations[0].speaker
    )


def test_rdflib_reads_and_writes_the_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "folder", create=True) as store:
        store.add(ANNOTATIONS, TOPICS)
        dataset = store.dataset
        rows = dataset.query("SELECT ?who { GRAPH qg:derived { ?who qg:opposes ?topic } }", initNs=v.PREFIXES)
        assert len(rows) == 5
        del dataset
    with open_store(tmp_path / "folder", write=True) as store:
        assert len(list(store.annotations())) == len(ANNOTATIONS)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.nq", create=True)
    store.close()
    store.close()
    with pytest.raises(QuotegraphError, match="closed"):
        store.topics()


def test_files_that_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<x:a> <x:b> <x:c> .")
    (tmp_path / "b.ttl").write_text("no turtle")
    (tmp_path / "c.txt").write_text("text")
    (tmp_path / "d.jsonl").write_text('{"doc_id": "a", "text": "Hi."}\nnot json\n')
    article = v.article_iri("a").value
    (tmp_path / "e.nq").write_text(f'<{article}> <{v.IDENTIFIER.value}> "a" <{article}> .\n')
    with open_store(tmp_path / "store", create=True) as store:
        store.add([said("old", "Mara")])
        before = set(store.engine.quads())
        for name, words in {
            "a.ttl": "holds no annotated article",
            "b.ttl": "not ttl data",
            "c.txt": r"'.txt' is not one of .ttl, .nt, .trig, .nq, .jsonld, .jsonl",
            "e.nq": "no <http://schema.org/articleBody>",
            "missing.nq": "cannot be read: no such file",
        }.items():
            with pytest.raises(QuotegraphError, match=words) as error:
                store.load(tmp_path / name)
            assert str(error.value).startswith(str(tmp_path / name))
            assert set(store.engine.quads()) == before
        with pytest.raises(QuotegraphError, match=r"d\.jsonl:2: not JSON"):
            store.load(tmp_path / "d.jsonl")
        assert {a.article.doc_id for a in store.annotations()} == {"a", "old"}
        with pytest.raises(QuotegraphError, match="is not one of"):
            store.export(tmp_path / "out.doc")


def test_other_peoples_graphs_are_taken_over(tmp_path: Path, store: Store) -> None:
    store.export(tmp_path / "a.nq")
    own = '<x:me> <x:note> "mine" <x:notes> .\n'
    (tmp_path / "a.nq").write_text((tmp_path / "a.nq").read_text() + own)
    with open_store(tmp_path / "b.nq", create=True) as copy:
        copy.load(tmp_path / "a.nq")
    assert own in (tmp_path / "b.nq").read_text()
    with open_store(tmp_path / "b.nq", write=True) as copy:
        copy.add([said("a", "Mara")])
    assert own in (tmp_path / "b.nq").read_text()


@pytest.fixture(scope="module")
def endpoint(folder: Path) -> Iterator[str]:
    """A SPARQL endpoint whose default graph is empty: only what names its graphs finds anything."""
    data = ox.Store.read_only(str(folder))

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path != "/sparql":
                body, kind, code = b"<p>Hello</p>", "text/html", 200 if self.path == "/page" else 503
            else:
                answer, code = data.query(query), 200
                graph = isinstance(answer, ox.QueryTriples)
                kind = "application/n-triples" if graph else "application/sparql-results+json"
                body = answer.serialize(format=ox.RdfFormat.N_TRIPLES if graph else ox.QueryResultsFormat.JSON)
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_endpoint_reads_like_the_store_behind_it(endpoint: str, store: Store, tmp_path: Path) -> None:
    with open_store(f"{endpoint}/sparql") as remote:
        assert list(remote.annotations()) == list(store.annotations())
        assert list(remote.statements()) == list(store.statements())
        assert list(remote.passages()) == list(store.passages())
        assert remote.topics() == store.topics()
        assert remote.speakers() == store.speakers()
        for name, values in (("controversy", {}), ("who-opposes", {"topic": "harbour-toll"}), ("signed-graph", {})):
            assert ask(remote, name, values) == ask(store, name, values)
        assert remote.query("ASK { GRAPH ?g { ?s ?p ?o } }").truth is True
        assert validate(remote) == validate(store)
        remote.export(tmp_path / "a.nq")
        store.export(tmp_path / "b.nq")
        assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()
        with pytest.raises(QuotegraphError, match="reading only"):
            fill(remote)


def test_what_is_no_endpoint(endpoint: str) -> None:
    for path, words in (("/page", "it answers with text/html"), ("/gone", "answers 503")):
        with pytest.raises(QuotegraphError, match=words):
            open_store(endpoint + path)
    with pytest.raises(QuotegraphError, match="does not answer"):
        open_store("http://127.0.0.1:9/sparql")
    with pytest.raises(QuotegraphError, match="does not answer"):
        open_store("http://[broken/")
