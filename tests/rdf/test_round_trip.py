"""An annotation comes out of the graph as it went in, whatever strings stand in it."""

import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.lines import from_line, to_line
from quotegraph.model import (
    KINDS,
    MODALITIES,
    QUOTATION_TYPES,
    STANCES,
    Annotation,
    Article,
    Quotation,
    Span,
    Speaker,
    Stance,
    Topic,
)
from quotegraph.rdf import open_store
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.graph import annotation, quads
from quotegraph.rdf.jsonld import to_json_ld
from quotegraph.rdf.terms import described
from tests.rdf.invented import ANNOTATIONS, TOPICS

words = st.text(max_size=12)
some = st.text(min_size=1, max_size=12).filter(str.strip)
probability = st.none() | st.floats(0, 1, allow_subnormal=False)


@st.composite
def speakers(draw: st.DrawFn) -> Speaker | None:
    if draw(st.booleans()):
        return None
    return Speaker(
        key=draw(st.none() | some),
        name=draw(some),
        kind=draw(st.sampled_from(KINDS)),
        gender=draw(words),
        role=draw(words),
        organisation=draw(words),
        country=draw(words),
        wikidata=draw(st.none() | some),
    )


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    text = draw(st.text(min_size=2, max_size=60))
    offset = st.integers(0, len(text) - 1)
    spans = st.lists(st.builds(lambda a, n: Span(a, min(len(text), a + n)), offset, st.integers(1, 9)), max_size=3)
    quotations: list[Quotation] = []
    for id_ in draw(st.lists(some, max_size=4, unique=True)):
        quotations.append(
            Quotation(
                id=id_,
                content=tuple(draw(spans.filter(bool))),
                cue=tuple(draw(spans)),
                source=tuple(draw(spans)),
                type=draw(st.sampled_from(QUOTATION_TYPES)),
                modality=draw(st.sampled_from(MODALITIES)),
                level=draw(st.integers(1, 5)),
                parent=draw(st.none() | st.sampled_from([q.id for q in quotations])) if quotations else None,
                via=draw(st.none() | some),
                confidence=draw(probability),
                speaker=draw(speakers()),
                stances=tuple(
                    draw(
                        st.lists(
                            st.builds(Stance, some, st.sampled_from(STANCES), st.integers(0, 3), probability),
                            max_size=3,
                        )
                    )
                ),
                rule=draw(words),
            )
        )
    article = Article(
        doc_id=draw(some),
        text=text,
        title=draw(words),
        publisher=draw(words),
        date=draw(st.none() | st.sampled_from(["2031-01-05", "2031-01-05T08:30:00+01:00", "2031-01-05 10:00"])),
        url=draw(st.none() | some),
        lang=draw(some),
    )
    return Annotation(article, tuple(quotations))


@given(annotations(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_quads_and_back(written: Annotation, declared: bool) -> None:
    expected = from_line(json.loads(json.dumps(to_line(written))))
    names = {s.topic for q in expected.quotations for s in q.stances} if declared else ()
    made = quads(written, {name: v.topic_iri("any", name) for name in names})
    store = ox.Store()  # a trip through the store and a file, too
    store.extend(made)
    again = ox.parse(store.dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    article = v.article_iri(written.article.doc_id)
    assert annotation(article, described(quad.triple for quad in again)) == expected
    assert {quad.graph_name for quad in made} == {article}
    assert not any(isinstance(term, ox.BlankNode) for quad in made for term in (quad.subject, quad.object))


@given(annotations())
@settings(max_examples=60, deadline=None)
def test_json_ld_reads_as_the_same_quads(written: Annotation) -> None:
    made = set(quads(written, {}))
    document = to_json_ld(made)
    assert set(ox.parse(document, format=ox.RdfFormat.JSON_LD)) == made


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
def test_json_ld_is_the_same_to_rdflib(tmp_path, store) -> None:
    store.export(tmp_path / "a.jsonld")
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "a.jsonld", format="json-ld")
    assert len(set(dataset.quads())) == len(set(store.engine.quads()))


def test_json_ld_nests_what_belongs_together(store) -> None:
    document = json.loads(to_json_ld(store.engine.quads()))
    graph = next(g for g in document["@graph"] if g["id"] == "qg:" + v.article_iri("tessel/02").value[len(v.BASE) :])
    article = next(node for node in graph["@graph"] if node.get("identifier") == "tessel/02")
    assert [q["identifier"] for q in article["quotations"]] == ["q1", "q2", "q3", "q4"]
    assert article["quotations"][1]["judgements"][0]["topic"] == "qg:topic/tessel/harbour-toll"
    assert article["quotations"][0]["content"]["exact"] == "that Mara Lindqvist wanted the toll"


def test_halves_of_surrogate_pairs_become_replacement_characters() -> None:
    broken = Annotation(Article("a\ud800", "He said\udc00 go."), (Quotation("q", (Span(0, 8),)),))
    found = annotation(v.article_iri("a\ud800"), described(q.triple for q in quads(broken, {})))
    assert found.article.text == "He said\ufffd go."
    assert found.article.doc_id == "a\ufffd"


def test_numbers_of_any_size_and_kind() -> None:
    quotation = Quotation("q", (Span(0, 2),), level=10**30, stances=(Stance("t", "support", 2.0),))  # type: ignore[arg-type]
    found = annotation(
        v.article_iri("a"), described(q.triple for q in quads(Annotation(Article("a", "Go."), (quotation,)), {}))
    )
    assert found.quotations[0].level == 10**30
    assert found.quotations[0].stances == (Stance("t", "support", 2),)


def test_two_quotations_of_the_same_words_are_two() -> None:
    twice = Annotation(Article("a", "Go now."), tuple(Quotation(name, (Span(0, 2),)) for name in ("a", "b", "c")))
    assert annotation(v.article_iri("a"), described(q.triple for q in quads(twice, {}))) == twice


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (Quotation("q", (Span(0, 99),)), "does not lie in the text"),
        (Quotation("q", (Span(0, 2),), type="shouted"), "'shouted' is not one of direct"),
        (Quotation("q", (Span(0, 2),), parent="x"), "'x'"),
        (Quotation("q", (Span(0, 2),), stances=(Stance("t", "maybe"),)), "'maybe' is not one of support"),
    ],
)
def test_what_a_line_could_not_say_is_refused(bad: Quotation, said: str) -> None:
    with pytest.raises(QuotegraphError, match=said) as error:
        quads(Annotation(Article("doc", "Hi."), (bad,)), {})
    assert "'doc'" in str(error.value)


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "nq", "jsonld"])
def test_every_rdf_format_brings_back_the_store(suffix: str, store, tmp_path) -> None:
    store.export(tmp_path / f"out.{suffix}")
    with open_store(tmp_path / "copy.trig", create=True) as copy:
        assert copy.load(tmp_path / f"out.{suffix}") == len(ANNOTATIONS)
        assert list(copy.annotations()) == list(store.annotations())
        assert set(copy.engine.quads()) == set(store.engine.quads())


def test_annotation_lines_bring_back_the_stances_in_force(store, tmp_path) -> None:
    store.export(tmp_path / "out.jsonl")
    with open_store(tmp_path / "copy.trig", create=True) as copy:
        copy.load(tmp_path / "out.jsonl")
        assert list(copy.annotations()) == list(store.annotations())


def test_exports_of_equal_stores_are_equal(store, tmp_path) -> None:
    with open_store(tmp_path / "other", create=True) as other:
        other.add(reversed(ANNOTATIONS), TOPICS)
        other.export(tmp_path / "a.trig")
    with open_store(tmp_path / "third.nq", create=True) as third:
        third.add(ANNOTATIONS, TOPICS)
        third.export(tmp_path / "b.trig")
    assert (tmp_path / "a.trig").read_bytes() == (tmp_path / "b.trig").read_bytes()


@given(st.text(max_size=20), st.text(max_size=20))
def test_names_in_iris_are_one_segment_and_come_back(scheme: str, name: str) -> None:
    topic = v.topic_iri(scheme, name)
    assert topic.value.removeprefix(v.topic_root()).count("/") == 1
    assert v.topic_id(topic.value) == v.clean(name)
    assert v.speaker_key(v.speaker_iri(name).value) == v.clean(name)
    assert str(ox.Literal(topic.value)) == f'"{topic.value}"', "nothing that would need an escape"


def test_unknown_topics_are_one_with_those_declared_later(tmp_path) -> None:
    with open_store(tmp_path / "a.nq", create=True) as store:
        store.add(ANNOTATIONS)
        assert {t.scheme for t in store.topics()} == {""}
        before = list(store.statements())
        store.add([], TOPICS)
        assert [t.id for t in store.topics()] == [*(t.id for t in TOPICS), "lost-topic"]
        assert list(store.statements()) == before
        declared = set(store.engine.quads())
    with open_store(tmp_path / "b.nq", create=True) as store:
        store.add(ANNOTATIONS, TOPICS)
        assert set(store.engine.quads()) == declared


def test_a_topic_declared_again_is_replaced(tmp_path) -> None:
    with open_store(tmp_path / "a.nq", create=True) as store:
        store.add([], [Topic("t", "T", "T should be.", ("one",), "s")])
        store.add([], [Topic("t", "T", "T should not be.", scheme="s")])
        assert store.topics() == (Topic("t", "T", "T should not be.", scheme="s"),)
