"""Every constraint of the shapes has a broken example that it alone finds."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH

from quotegraph import resources
from quotegraph.model import ListedSpeaker, Stance, Topic
from quotegraph.rdf import Store, open_store, people
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.shapes import validate, violations
from quotegraph.rdf.terms import to_rdflib
from tests.rdf.invented import ANNOTATIONS, TOPICS

SHAPE = f"{v.BASE}shape/"


def take(subject: str, predicate: str) -> str:
    return f"DELETE {{ ?s {predicate} ?o }} WHERE {{ ?s a {subject} ; {predicate} ?o }}"


def also(subject: str, predicate: str, value: str) -> str:
    return f"INSERT {{ ?s {predicate} {value} }} WHERE {{ ?s a {subject} }}"


def instead(subject: str, predicate: str, value: str) -> str:
    where = f"{{ ?s a {subject} ; {predicate} ?o }}"
    return f"DELETE {{ ?s {predicate} ?o }} INSERT {{ ?s {predicate} {value} }} WHERE {where}"


def quotation(name: str) -> str:
    doc, _, number = name.partition("#")
    found = next(a for a in ANNOTATIONS if a.article.doc_id == f"tessel/{doc}")
    content = next(q.content for q in found.quotations if q.id == number)
    return str(v.quotation_iri(v.article_iri(found.article.doc_id), content))


def insert(subject: str, predicate: str, value: object) -> str:
    return f"INSERT DATA {{ {subject} {predicate} {value} }}"


MARA, NORLAND, ODO = (v.speaker_iri(key) for key in ("mara-lindqvist", "norland", "odo-fenn"))
TOLL, TRAMS, FREE = (v.topic_iri("tessel", name) for name in ("harbour-toll", "night-trams", "free-trams"))
SUPPORT, OPPOSE = (v.concept("stance", name) for name in ("support", "oppose"))

BROKEN = {
    "article-identifier": take("qg:Article", "dcterms:identifier"),
    "article-text": take("qg:Article", "schema:articleBody"),
    "article-hash": instead("qg:Article", "qg:textHash", "'md5:1'"),
    "article-language": take("qg:Article", "schema:inLanguage"),
    "article-title": also("qg:Article", "schema:headline", "'one', 'two'"),
    "article-publisher": also("qg:Article", "schema:publisher", "'one', 'two'"),
    "article-date": instead("qg:Article", "schema:datePublished", "'soon'"),
    "article-url": also("qg:Article", "schema:url", "'one', 'two'"),
    "article-run": take("qg:Article", "prov:wasGeneratedBy"),
    "text-spans": "DELETE { ?s oa:end ?o } INSERT { ?s oa:end ?far } WHERE { ?s oa:end ?o BIND(?o + 9999 AS ?far) }",
    "run-version": take("qg:AnnotationRun", "qg:pipelineVersion"),
    "run-used": take("qg:AnnotationRun", "prov:used"),
    "quotation-identifier": take("qg:Quotation", "dcterms:identifier"),
    "quotation-article": take("qg:Quotation", "qg:inArticle"),
    "quotation-position": instead("qg:Quotation", "qg:position", "0"),
    "quotation-words": also("qg:Quotation", "qg:words", "'other words'"),
    "quotation-content": take("qg:Quotation", "qg:content"),
    "quotation-type": instead("qg:Quotation", "qg:quotationType", "'direct'"),
    "quotation-modality": take("qg:Quotation", "qg:modality"),
    "quotation-level": instead("qg:Quotation", "qg:level", "'one'"),
    "quotation-confidence": instead("qg:Quotation", "qg:confidence", "1.5"),
    "quotation-speaker": insert(quotation("01#q1"), "qg:speaker", NORLAND),
    "quotation-appearance": also("qg:Quotation", "qg:appearance", v.below(v.article_iri("tessel/01"), "appearance", 1)),
    "quotation-parent": insert(quotation("01#q1"), "qg:nestedIn", "<x:nowhere>"),
    "register-speaker": insert(quotation("01#q4"), "qg:speaker", "<x:nobody>"),
    "nested-article": insert(quotation("04#q1"), "qg:nestedIn", quotation("01#q1")),
    "nested-circle": insert(quotation("02#q1"), "qg:nestedIn", quotation("02#q2")),
    "span-start": take("oa:TextPositionSelector", "oa:start"),
    "span-end": take("oa:TextPositionSelector", "oa:end"),
    "span-order": "DELETE { ?s oa:end ?o ; oa:exact ?w } INSERT { ?s oa:end ?b ; oa:exact '' }"
    " WHERE { ?s oa:start ?b ; oa:end ?o ; oa:exact ?w }",
    "span-words": take("oa:TextPositionSelector", "oa:exact"),
    "speaker-name": take("qg:Person", "rdfs:label"),
    "speaker-kind": also("qg:Person", "a", "qg:Group"),
    "speaker-gender": also("qg:Person", "schema:gender", "'x'"),
    "speaker-same": also("qg:Person", "owl:sameAs", "<x:y>"),
    "appearance-speaker": take("qg:Appearance", "qg:ofSpeaker"),
    "appearance-name": take("qg:Appearance", "rdfs:label"),
    "appearance-kind": instead("qg:Appearance", "qg:kind", "'person'"),
    "appearance-link": instead("qg:Appearance", "qg:confidence", "1.5"),
    "presentation-name": take("qg:Presentation", "rdfs:label"),
    "mention-kind": instead("qg:Mention", "qg:kind", "'person'"),
    "mention-confidence": take("qg:Mention", "qg:confidence"),
    "mention-speaker": also("qg:Mention", "qg:mentionOf", f"{MARA}, {ODO}"),
    "decided": insert(MARA, "qg:decidedBy", "<x:nobody>"),
    "decision-action": instead("qg:SpeakerJudgement", "qg:action", "'forget'"),
    "decision-person": take("qg:SpeakerJudgement", "prov:wasAttributedTo"),
    "listed-name": take("qg:ListedSpeaker", "rdfs:label"),
    "listed-item": instead("qg:ListedSpeaker", "qg:wikidata", "'42'"),
    "role-name": take("qg:Role", "rdfs:label"),
    "role-days": instead("qg:Role", "qg:firstSeen", "'2099-01-01'^^xsd:date"),
    "topic-label": take("qg:Topic", "skos:prefLabel"),
    "topic-proposition": also("qg:Topic", "qg:proposition", "'Something else should be.'"),
    "topic-notation": take("qg:Topic", "skos:notation"),
    "topic-scheme": take("qg:Topic", "skos:inScheme"),
    "topic-broader": insert(TOLL, "skos:broader", "<x:nowhere>"),
    "broader-circle": insert(TRAMS, "skos:broader", FREE),
    "judgement": take("qg:StanceJudgement", "prov:wasGeneratedBy"),
    "judgement-quotation": also("qg:StanceJudgement", "qg:ofQuotation", quotation("01#q4")),
    "judgement-topic": also("qg:StanceJudgement", "qg:topic", f"{TOLL}, {TRAMS}"),
    "judgement-stance": also("qg:StanceJudgement", "qg:stance", f"{SUPPORT}, {OPPOSE}"),
    "judgement-intensity": instead("qg:StanceJudgement", "qg:intensity", "7"),
    "judgement-confidence": instead("qg:StanceJudgement", "qg:confidence", "-0.1"),
    "judgement-holder": also("qg:StanceJudgement", "qg:holder", f"{MARA}, {ODO}"),
    "review-time": take("qg:StanceJudgement", "prov:generatedAtTime"),
    "in-force-quotation": f"INSERT {{ {quotation('01#q4')} qg:judgement ?j }}"
    f" WHERE {{ ?j qg:ofQuotation {quotation('01#q1')} }}",
    "supports-judgement": insert(NORLAND, "qg:supports", TOLL),
    "opposes-judgement": insert(NORLAND, "qg:opposes", TOLL),
    "neutral-judgement": insert(NORLAND, "qg:neutralOn", TOLL),
    "agrees-topic": insert(NORLAND, "qg:agreesWith", MARA),
    "disagrees-topic": insert(NORLAND, "qg:disagreesWith", MARA),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    lost = Topic("lost-topic", "Lost", "What is lost should be found.", scheme="other")
    with open_store(tmp_path_factory.mktemp("stores") / "a.trig", create=True) as store:
        store.add(ANNOTATIONS, (*TOPICS, lost))
        store.review("tessel/06#q1", Stance("harbour-toll", "neutral", 0), "Ada", datetime(2031, 4, 1, tzinfo=UTC))
        people.rename(store, "norland", "The State of Norland", "Ada", datetime(2031, 4, 2, tzinfo=UTC))
        store.list_speakers([ListedSpeaker("Ina Falk", ("Falk",), "Q7")], "Ada", datetime(2031, 4, 2, tzinfo=UTC))
        yield store


@pytest.fixture(scope="module")
def messages() -> dict[str, re.Pattern[str]]:
    """The constraints that have an IRI and say something, each with its message as a pattern."""
    shapes = rdflib.Graph().parse(resources.ontology() / "shapes.ttl")
    found = {
        str(shape).removeprefix(SHAPE): re.compile(re.sub(r"\\{\\\?\w+\\}", ".+", re.escape(str(message))))
        for shape, message in shapes.subject_objects(SH.message)
    }
    assert {str(s) for s in shapes.subjects(RDF.type, SH.PropertyShape)} <= {SHAPE + name for name in found}
    return found


def test_a_store_as_it_is_written_keeps_to_all_shapes(filled: Store) -> None:
    assert validate(filled) == []


def test_every_constraint_has_a_message_of_its_own_and_an_example(messages: dict[str, re.Pattern[str]]) -> None:
    assert messages.keys() == BROKEN.keys()
    assert len({pattern.pattern for pattern in messages.values()}) == len(messages)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_example_is_found_by_its_constraint_alone(
    name: str, filled: Store, messages: dict[str, re.Pattern[str]]
) -> None:
    store = ox.Store()
    store.extend(ox.Quad(*quad.triple) for quad in filled.engine.quads() if quad.graph_name != v.PENDING)
    before = set(store)
    store.update(BROKEN[name], prefixes=v.PREFIXES)
    assert set(store) != before
    data = rdflib.Graph()
    for quad in store:
        data.add(tuple(map(to_rdflib, quad.triple)))
    found = violations(data)
    assert found
    assert {bool(messages[name].fullmatch(finding.message)) for finding in found} == {True}, found


def test_findings_call_things_by_their_names(filled: Store, tmp_path) -> None:
    filled.export(tmp_path / "copy.nq")
    with open_store(tmp_path / "copy.nq", write=True) as copy:
        copy.dataset.update(f"INSERT DATA {{ GRAPH qg:derived {{ {NORLAND} qg:supports {TOLL} }} }}", initNs=v.PREFIXES)
        (finding,) = validate(copy)
    assert str(finding) == (
        f"The State of Norland {NORLAND}: no judgement in force says that the speaker supports {TOLL}"
    )
