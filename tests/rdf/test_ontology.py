"""The ontology says everything that the code, the shapes and the queries use."""

import re

import pyoxigraph as ox
import pytest

from quotegraph import resources
from quotegraph.model import KINDS, MODALITIES, QUOTATION_TYPES, STANCES
from quotegraph.rdf import Store
from quotegraph.rdf import vocabulary as v

FOLDER = resources.ontology()


@pytest.fixture(scope="module")
def ontology() -> ox.Store:
    store = ox.Store()
    store.load(path=str(FOLDER / "quotegraph.ttl"))
    return store


def own(text: str) -> set[str]:
    return set(re.findall(r"\bqg:([A-Za-z]\w*)(?![\w/])", text))


def declared(ontology: ox.Store) -> set[str]:
    nodes = {quad.subject.value for quad in ontology if isinstance(quad.subject, ox.NamedNode)}
    return {node.removeprefix(v.BASE) for node in nodes if node.startswith(v.BASE)}


GRAPHS = {graph.value.removeprefix(v.BASE) for graph in v.OWN_GRAPHS}


def test_every_term_has_a_label_and_a_comment(ontology: ox.Store) -> None:
    for name in declared(ontology):
        node = ox.NamedNode(v.BASE + name)
        if "/" in name or not name:
            continue
        for predicate in (v.LABEL, v.iri("rdfs:comment")):
            assert len(list(ontology.quads_for_pattern(node, predicate, None))) == 1, name


def test_every_term_in_use_is_declared(ontology: ox.Store) -> None:
    known = declared(ontology) | GRAPHS
    for path in [FOLDER / "shapes.ttl", FOLDER / "context.jsonld", *(FOLDER / "queries").glob("*.rq")]:
        assert own(path.read_text("utf-8")) <= known, path.name
    assert own((FOLDER / "topics" / "ukraine.ttl").read_text("utf-8")) <= known


def test_every_term_in_a_store_is_declared(ontology: ox.Store, store: Store) -> None:
    known = declared(ontology)
    for quad in store.engine.quads():
        for term in (quad.predicate, quad.object if quad.predicate == v.TYPE else quad.predicate):
            if term.value.startswith(v.BASE):
                assert term.value.removeprefix(v.BASE) in known


def test_every_declared_term_is_in_use(ontology: ox.Store) -> None:
    code = (resources.ontology().parent / "quotegraph" / "rdf" / "vocabulary.py").read_text("utf-8")
    for name in declared(ontology):
        if "/" not in name and name not in (
            "",
            "Speaker",
            *(c.value.removeprefix(v.BASE) for c in v.KIND_CLASSES.values()),
        ):
            assert re.search(rf"\b{name}\b", code), name


def test_the_concepts_are_those_of_the_model(ontology: ox.Store) -> None:
    for group, names in (("type", QUOTATION_TYPES), ("modality", MODALITIES), ("stance", STANCES)):
        scheme = ox.NamedNode(f"{v.BASE}scheme/{group}")
        found = {quad.subject for quad in ontology.quads_for_pattern(None, v.IN_SCHEME, scheme)}
        assert found == {v.concept(group, name) for name in names}
    for kind in KINDS:
        assert v.KIND_CLASSES[kind].value.removeprefix(v.BASE) in declared(ontology)


def test_the_context_has_a_term_for_everything_in_a_store(store: Store, tmp_path) -> None:
    store.export(tmp_path / "a.jsonld")
    text = (tmp_path / "a.jsonld").read_text("utf-8")
    body = text.partition('"@graph"')[2]
    assert not re.search(r'"(?:qg|schema|skos|oa|prov|dcterms|rdfs|owl):\w+": ', body)
    assert "@value" not in body
