"""Every named query, on three engines, over the invented articles."""

from decimal import Decimal

import oxrdflib
import pyoxigraph as ox
import pytest
import rdflib

from quotegraph.rdf import Store
from quotegraph.rdf.engines import Local
from quotegraph.rdf.queries import ask, named_queries

VALUES = {
    "agreement": [{"speaker": "odo-fenn"}, {"speaker": "MARA lindqvist"}],
    "article": [{"article": "tessel/04"}],
    "camps": [{"topic": "harbour-toll"}],
    "least-certain": [{"below": "1"}, {}],
    "mentions": [{"speaker": "odo-fenn"}, {"speaker": "Mara Lindqvist"}],
    "decisions": [{}, {"speaker": "odo-fenn-2"}],
    "links": [{}, {"below": "0.8"}],
    "speaks-for": [{}, {"principal": "mara lindqvist"}],
    "most-quoted": [{}, {"gender": "f"}, {"publisher": "harbour gazette"}, {"organisation": "Dockers' Union"}],
    "new-since": [{"date": "2031-02"}],
    "phrases": [{"speaker": "mara-lindqvist"}],
    "positions": [{"speaker": "Mara Lindqvist-Voss"}, {"speaker": "odo-fenn"}],
    "provenance": [{"quote": "tessel/01#q2"}, {"quote": "tessel/06#q1"}, {"quote": "tessel/01#q4"}],
    "quotations-by": [{"by": by} for by in ("publisher", "gender", "organisation", "country", "kind")],
    "roles": [{}, {"speaker": "odo-fenn-2"}],
    "said-on-topic": [{"topic": "Harbour Toll"}, {"topic": "night-trams", "since": "2031-02-01"}],
    "search": [{"text": "TRAMS"}],
    "side-changes": [{}, {"speaker": "mara-lindqvist"}],
    "timeline": [{"speaker": "odo-fenn", "topic": "night-trams"}],
    "who-opposes": [{"topic": "harbour-toll"}, {"topic": "harbour-toll", "confidence": "0.5"}],
    "who-supports": [{"topic": "night-trams"}, {"topic": "harbour-toll", "minimum": "2"}],
    "words-of": [{"speaker": "mara-lindqvist"}, {"speaker": "mara-lindqvist", "containing": "toll"}],
}
CASES = [(name, values) for name in named_queries() for values in VALUES.get(name, [{}])]


@pytest.fixture(scope="module")
def plain(folder) -> rdflib.Dataset:
    """The same quads in rdflib's own memory."""
    dataset = rdflib.Dataset(default_union=True)
    quads = ox.Store.read_only(str(folder))
    dataset.parse(data=quads.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return dataset


def cell(value: object) -> str | None:
    """A value as all engines agree on it: numbers by what they are worth."""
    if value is None:
        return None
    datatype = str(getattr(value, "datatype", None) or "").rstrip(">").rpartition("#")[2]
    text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
    return f"{Decimal(text).normalize():f}" if datatype in ("integer", "decimal") else text


def rows_of(result: rdflib.query.Result) -> list[tuple[str | None, ...]]:
    if result.type == "CONSTRUCT":
        return sorted(tuple(map(cell, triple)) for triple in result.graph)
    return [tuple(cell(binding.get(name)) for name in result.vars) for binding in result.bindings]


@pytest.mark.parametrize(("name", "values"), CASES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(CASES)])
def test_same_rows_in_the_same_order_on_all_engines(name: str, values: dict[str, str], store: Store, plain) -> None:
    assert isinstance(store.engine, Local)
    results = ask(store, name, values)
    triples = [tuple(map(cell, triple)) for triple in results.triples or ()]
    expected = sorted(triples) if results.triples is not None else [tuple(map(cell, row)) for row in results.rows]
    assert expected, "a query that finds nothing proves nothing"
    text = named_queries()[name].bind(values)
    through = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store.engine.store), default_union=True)
    assert rows_of(through.query(text)) == expected
    assert rows_of(plain.query(text)) == expected


@pytest.mark.parametrize("name", [name for name, query in named_queries().items() if "$confidence" in query.text])
def test_a_confidence_asked_for_leaves_out_what_is_less_sure(name: str, store: Store) -> None:
    values = {"speaker": "odo-fenn", "topic": "night-trams"}
    known = {p.name for p in named_queries()[name].parameters}
    asked = {key: value for key, value in values.items() if key in known}
    few = ask(store, name, asked | {"confidence": "1"}).rows
    assert few != ask(store, name, asked).rows
    assert ask(store, name, asked | {"confidence": "0.0"}).rows == ask(store, name, asked).rows
