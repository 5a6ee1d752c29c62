"""Queries: what their head says, values that stay values, errors with a place, answers in every format."""

import csv
import io
import json
import shlex
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Article, Quotation, Span, Speaker, Stance
from quotegraph.rdf import Store, open_store, sparql
from quotegraph.rdf.queries import ask, find_query, named_queries, read_query
from quotegraph.rdf.results import FORMATS, Results

HOSTILE = [
    '" . ?s ?p ?o } #',
    "' } ; DROP ALL ; #",
    '""" } UNION { ?a ?b ?c } """',
    "\\",
    '\\" } #',
    "a\nb\r\tc\0\x1b[31m",
    "?who $topic",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    "{{}}%s%n",
    "𝔘𝔫𝔦 🚋",
]


@pytest.mark.parametrize("name", named_queries())
def test_named_queries_explain_themselves_and_run_anywhere(name: str) -> None:
    query = named_queries()[name]
    assert len(query.question) > 15
    assert query.examples
    declared = {parameter.name for parameter in query.parameters}
    assert declared == set(sparql.parameters(query.text)), "what is declared is used"
    for parameter in query.parameters:
        assert parameter.meaning
        if parameter.default is not None:
            parameter.term(parameter.default, name)
    for example in query.examples:
        words = [word for word in shlex.split(example) if word not in ("-f", "ttl")]
        assert words[::2] == ["-p"] * (len(words) // 2)
        prepareQuery(query.bind(dict(word.split("=", 1) for word in words[1::2])))
    prepareQuery(query.text)  # without any value, too
    order = query.text.partition("ORDER BY")[2]
    assert order or "CONSTRUCT" in query.text


@given(st.text())
@settings(deadline=None)
def test_tokens_are_the_query(query: str) -> None:
    assert "".join(token.text for token in sparql.tokens(query)) == query


@given(st.text(max_size=30) | st.sampled_from(HOSTILE))
@settings(deadline=None)
def test_a_value_stays_one_term(value: str) -> None:
    bound = read_query("SELECT ($v AS ?x) ('$v' AS ?y) { BIND($v AS ?z) } # $v").bind({"v": value})
    ((first, second, _),) = [tuple(row) for row in ox.Store().query(bound.replace("?y)", "?y) ?z"))]
    assert first.value == value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert second.value == "$v"


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_find_nothing_and_break_nothing(value: str, store: Store) -> None:
    before = set(store.engine.quads())
    for query in named_queries().values():
        values = {p.name: value for p in query.parameters if p.type == "text"}
        values |= {p.name: "2031" for p in query.parameters if p.type == "date" and p.default is None}
        found = ask(store, query, values)
        if "topic" in values or "speaker" in values:
            assert found.rows == ()
    assert set(store.engine.quads()) == before


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_names_are_found_by_their_name(value: str, tmp_path: Path) -> None:
    name = value.strip()
    quotation = Quotation(
        'q"1', (Span(0, 2),), speaker=Speaker(name, name), stances=(Stance(value, "oppose"),), via=value
    )
    article = Annotation(Article(value, f"Go {value}", value, value, "2031-01-01", value), (quotation,))
    with open_store(tmp_path / "a.trig", create=True) as store:
        store.add([article])
    with open_store(tmp_path / "a.trig") as store:
        assert list(store.annotations()) == [article]
        found = ask(store, "who-opposes", {"topic": value})
        assert [row[0].value for row in found.rows] == [name]
        assert len(ask(store, "positions", {"speaker": name}).rows) == 1
        assert len(ask(store, "article", {"article": value}).rows) == 1
        everything = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
        for form in ("csv", "json", "xml", "table"):
            assert everything.to(form)


@pytest.mark.parametrize(
    ("query", "values", "words"),
    [
        (
            "who-opposes",
            {},
            r"who-opposes: parameter topic \(id or label of the topic\) is missing; give it as -p topic=",
        ),
        ("who-opposes", {"topic": "t", "x": "1"}, "no parameter is called 'x'; there are: topic, minimum"),
        ("who-opposes", {"topic": "t", "minimum": "many"}, "parameter minimum is 'many'; allowed is a whole number"),
        ("quotations-by", {"by": "age"}, "allowed is one of publisher, gender, organisation, country, kind"),
        ("least-certain", {"below": "0,5"}, "allowed is a number"),
        ("new-since", {"date": "yesterday"}, "allowed is a date like 2025-09-05"),
        ("controversy", {"topic": "t"}, "there are: none"),
    ],
)
def test_values_that_do_not_fit(query: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(QuotegraphError, match=words):
        find_query(query).bind(values)


def test_values_of_every_type() -> None:
    head = "# @param a: integer -- x\n# @param b: number = 0.5 -- x\n# @param c: iri -- x\n# @param d: p|q = q -- x\n"
    query = read_query(head + "ASK { FILTER(?x IN ($a, $b, $c, $d)) }")
    bound = query.bind({"a": "-3", "c": "http://example.org/a"})
    assert bound.endswith(
        '("-3"^^<http://www.w3.org/2001/XMLSchema#integer>, "0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>,'
        ' <http://example.org/a>, "q")) }'
    )
    for bad in ("http://example.org/a> <b", "no iri", "http://a b"):
        with pytest.raises(QuotegraphError, match="allowed is an IRI"):
            query.bind({"a": "1", "c": bad})


def test_unknown_names_list_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QuotegraphError, match="no query is called 'who'; there are: agreement, article, camps"):
        find_query("who")
    with pytest.raises(QuotegraphError, match=r"missing\.rq: cannot be read"):
        find_query(str(tmp_path / "missing.rq"))
    (tmp_path / "bad.rq").write_bytes(b"\xff")
    with pytest.raises(QuotegraphError, match="byte 0 is not UTF-8"):
        find_query(str(tmp_path / "bad.rq"))


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("", "1:1"),
        ("ASK x", "1:5"),
        ("SELECT ?s\nWHERE {\n  ?s a ex:Thing\n}", "3:8"),
        ("SELECT ?s\nWHERE {\n  ?s a qg:Topic }\nORDER ?s", "4:1"),
        ("# @param x: text -- x\nASK { ?s ?p $x } }", "2:18"),
        ("SELECT * {\n SERVICE <http://example.org/> { ?s ?p ?o } }", "2:2"),
        ("DELETE WHERE { ?s ?p ?o }", "1:1"),
        ("ASK {\n" + "{" * 5000 + "}" * 5000 + "}", "2:100"),
    ],
)
def test_errors_tell_line_and_column(query: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(query)
    with pytest.raises(QuotegraphError) as error:
        find_query(str(tmp_path / "mine.rq"))
    assert str(error.value).startswith(f"{tmp_path / 'mine.rq'}:{place}: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE SILENT <http://example.org/> {} }",
        "SELECT * { service <http://example.org/> {} }",
        "PREFIX ex: <http://example.org/> SELECT * { SERVICEex:a {} }",
        "PREFIX : <http://example.org/> SELECT * { SERVICE:a {} }",
        "PREFIX : <http://example.org/> SELECT * { ?s ?p trueSERVICE:a {} }",
        "SELECT * { FILTER EXISTS{SERVICE?x{}} }",
        "SELECT * { # comment\nSERVICE\n<http://example.org/> {} }",
        "SELECT * { ?s ?p '#' . SERVICE <http://example.org/> {} }",
        "SELECT * { \\u0053ERVICE <http://example.org/> {} }",
    ],
)
def test_service_is_refused_in_every_spelling(query: str, store: Store) -> None:
    with pytest.raises(QuotegraphError, match=r"SERVICE|backslash"):
        store.query(query)


def test_service_as_a_word_is_no_crime(store: Store) -> None:
    store.query(
        '# SERVICE\nSELECT ?service { ?service <http://x/SERVICE> \'SERVICE\', schema:service, """\nSERVICE""" }'
    )


def test_well_known_prefixes_need_no_declaration(store: Store) -> None:
    assert store.query("ASK { ?s a qg:Topic ; skos:prefLabel ?label }").truth is True


def test_select_in_every_format(store: Store) -> None:
    found = ask(store, "said-on-topic", {"topic": "harbour-toll"})
    names, rows = found.variables, found.cells()
    assert list(csv.reader(io.StringIO(found.to("csv")))) == [list(names), *map(list, rows)]
    answer = json.loads(found.to("json"))
    assert answer["head"]["vars"] == list(names)
    assert [tuple(b[n]["value"] for n in names) for b in answer["results"]["bindings"]] == rows
    namespace = "{http://www.w3.org/2005/sparql-results#}"
    results = ElementTree.fromstring(found.to("xml").encode()).findall(f".//{namespace}result")
    assert [tuple(b[0].text or "" for b in result) for result in results] == rows
    assert rdflib.query.Result.parse(io.BytesIO(found.to("xml").encode()), format="xml").type == "SELECT"
    table = found.to("table").splitlines()
    assert len(table) == len(rows) + 2
    assert table[0].split() == list(names)
    with pytest.raises(QuotegraphError, match="ttl is for triples"):
        found.to("ttl")
    with pytest.raises(QuotegraphError, match="there are: table, csv, json, xml, ttl"):
        found.to("yaml")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
def test_triples_in_every_format(store: Store) -> None:
    for query in ("CONSTRUCT { ?s qg:opposes ?o } WHERE { ?s qg:opposes ?o }", "DESCRIBE qg:speaker\\/odo-fenn"):
        found = store.query(query)
        assert found.triples
        for form, parser in (("ttl", "turtle"), ("json", "json-ld"), ("xml", "xml")):
            assert len(rdflib.Graph().parse(data=found.to(form), format=parser)) == len(found.triples)
        assert len(found.to("csv").splitlines()) == len(found.triples) + 1
        assert found.to("table").splitlines()[0].split() == ["subject", "predicate", "object"]


def test_yes_and_no_in_every_format(store: Store) -> None:
    found = store.query("ASK { ?s a qg:Article }")
    assert found.to("table") == "yes\n"
    assert found.to("csv") == "answer\nyes\n"
    assert json.loads(found.to("json")) == {"head": {}, "boolean": True}
    assert ElementTree.fromstring(found.to("xml").encode())[1].text == "true"
    assert store.query("ASK { ?s a qg:Nothing }").to("table") == "no\n"


@given(st.lists(st.tuples(st.none() | st.text(), st.text()), max_size=4))
@settings(deadline=None)
def test_any_string_survives_every_format(rows: list[tuple[str | None, str]]) -> None:
    terms = tuple(tuple(None if cell is None else ox.Literal(cell) for cell in row) for row in rows)
    found = Results(("a", "b"), terms)
    cells = [tuple(cell or "" for cell in row) for row in rows]
    assert list(csv.reader(io.StringIO(found.to("csv"), newline="")))[1:] == [list(row) for row in cells]
    bindings = json.loads(found.to("json"))["results"]["bindings"]
    assert [tuple(b.get(n, {"value": ""})["value"] for n in "ab") for b in bindings] == cells
    ElementTree.fromstring(found.to("xml").encode())
    table = found.to("table")
    assert len(table.splitlines()) == len(rows) + 2
    assert not any(character < " " for character in table.replace("\n", ""))
    assert set(FORMATS) == {"table", "csv", "json", "xml", "ttl"}
