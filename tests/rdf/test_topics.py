"""Topic files: both formats read alike, and everything that can be wrong with one is found."""

import tempfile
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph import resources
from quotegraph.errors import QuotegraphError
from quotegraph.model import Topic
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.terms import described
from quotegraph.rdf.topic_scaffold import Draft, scaffold
from quotegraph.rdf.topics import (
    check_topics,
    default_topics,
    improve_topics,
    read_topics,
    topic_quads,
    topics_graph,
    topics_of,
)

HEAD = "id\tlabel\tproposition\talternatives\n"
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix qg: <https://w3id.org/quotegraph/> .\n"
GOOD = 'skos:prefLabel "Rent"@en ; qg:proposition "Rents should be capped."@en .\n'


def test_the_topics_that_ship_are_whole() -> None:
    (path,) = (resources.ontology() / "topics").glob("*.ttl")
    assert check_topics(path) == ()
    topics = default_topics()
    assert {t.scheme for t in topics} == {"ukraine"}
    assert [t.id for t in topics if t.own_country] == ["own-troop-contribution"]
    assert all(t.alternatives and t.proposition.endswith(".") for t in topics)


def test_a_table_reads_like_its_turtle(tmp_path: Path) -> None:
    table = tmp_path / "tessel.tsv"
    table.write_text(
        "\ufeff" + HEAD + "rent-cap\tRent cap\tRents should be capped.\tcap; rents ;\r\n"
        "\n"
        'crews\tCrews\tThe speaker’s own country should send "crews".\t-\n'
        "short\tShort\tIt should be short.\n"
    )
    topics = read_topics(table)
    assert topics == (
        Topic("rent-cap", "Rent cap", "Rents should be capped.", ("cap", "rents"), "tessel"),
        Topic("crews", "Crews", 'The speaker’s own country should send "crews".', scheme="tessel", own_country=True),
        Topic("short", "Short", "It should be short.", scheme="tessel"),
    )
    topics_graph(topics).serialize(tmp_path / "copy.ttl", format="turtle")
    assert sorted(read_topics(tmp_path / "copy.ttl"), key=lambda t: t.id) == sorted(topics, key=lambda t: t.id)


def test_the_scheme_of_a_file_called_topics_is_its_folder(tmp_path: Path) -> None:
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour" / "topics.tsv").write_text(HEAD + "a\tA\tA should be.\t\n")
    assert read_topics(tmp_path / "harbour" / "topics.tsv")[0].scheme == "harbour"


def test_topics_of_other_people_and_languages(tmp_path: Path) -> None:
    path = tmp_path / "theirs.ttl"
    path.write_text(
        PREFIXES + '<http://example.org/t#rent> a skos:Concept ; skos:prefLabel "Miete"@de, "Rent"@en ;'
        ' qg:proposition "Rents should be capped."@en ; skos:scopeNote "Since 2030." .\n'
        "<http://example.org/t#price> a skos:Concept ; skos:broader <http://example.org/t#rent> ;"
        ' skos:prefLabel "Preis"@de ; qg:proposition "Preise sollen fallen."@de .\n'
    )
    assert read_topics(path, languages=None) == (
        Topic("rent", "Rent", "Rents should be capped.", scheme="theirs", note="Since 2030."),
        Topic("price", "Preis", "Preise sollen fallen.", scheme="theirs", broader="rent", lang="de"),
    )
    assert check_topics(path, languages=("de", "en")) == ()
    with pytest.raises(QuotegraphError) as error:
        read_topics(path)
    assert str(error.value) == (
        f"{path}:4: topic 'price' is in 'de', which no model here reads; write label and proposition in en, too"
    )


def test_all_that_a_topic_can_have_is_read_from_both_formats_and_kept_by_a_store(tmp_path: Path) -> None:
    full = (
        Topic(
            "rent",
            "Rents",
            "Rents should fall.",
            ("rent",),
            "all",
            None,
            "Of flats.",
            False,
            ("Too dear!",),
            ("Fair.",),
        ),
        Topic(
            "cap", "Rent cap", "Rents should be capped.", (), "all", "rent", "", False, ("Cap it; now", "Yes"), ("No",)
        ),
    )
    table = tmp_path / "all.tsv"
    table.write_text(
        "id\tlabel\tproposition\tnote\talternatives\tbroader\tfor\tagainst\n"
        "rent\tRents\tRents should fall.\tOf flats.\trent\t\tToo dear!\tFair.\n"
        "cap\tRent cap\tRents should be capped.\t-\t-\trent\tCap it; now | Yes\tNo\n"
    )
    assert read_topics(table) == full
    topics_graph(full).serialize(tmp_path / "all.ttl", format="turtle")
    assert {topic.id: topic for topic in read_topics(tmp_path / "all.ttl")} == {topic.id: topic for topic in full}
    assert topics_of(described(quad.triple for quad in topic_quads(full))) == full


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("a\tA\t\t\n", ":2: topic 'a' has no proposition; it needs exactly one"),
        ("a\t\tA should be.\t\n", ":2: topic 'a' has no label"),
        ("\tA\tA should be.\t\n", ":2: a topic has no id"),
        (
            "a\tA\tA should be.\t\nb\ta\tB should be.\t\n",
            ":3: topic 'b' has the label of topic 'a'; each needs its own",
        ),
        (
            "a\tA\tShould A be?\t\n",
            ":2: the proposition of topic 'a' is a question; write it as a sentence that one can be for or against",
        ),
        (
            "a\tA\tAye\t\n",
            ":2: the proposition of topic 'a' is 'Aye', no sentence; write a sentence that one can be for or against,"
            " such as 'Rents should be capped.'",
        ),
        ("a\tA\tA should be.\t\nb\tB\tB should be.\t\na\tC\tC should be.\t\n", ":4: the id 'a' stands twice"),
        ("", ": holds no topic; declare one as qg:Topic with skos:prefLabel and qg:proposition"),
    ],
)
def test_tables_that_are_wrong(content: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(HEAD + content)
    assert [str(finding) for finding in check_topics(path)] == [f"{path}{found}"]
    with pytest.raises(QuotegraphError) as error:
        read_topics(path)
    assert str(error.value) == f"{path}{found}"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"<x:rent> a skos:Concept ; {GOOD[:-3]} , 'Another one.' .", "has 2 propositions; it needs exactly one"),
        (f"<x:rent> a skos:Concept ; skos:prefLabel 'Other' ; {GOOD}", "has 2 preferred labels; it needs exactly one"),
        (f"<x:rent> a skos:Concept ; skos:broader <x:gone> ; {GOOD}", "is narrower than <x:gone>, which is not there"),
        (f"<x:rent> a skos:Concept ; skos:broader <x:rent> ; {GOOD}", "broader goes in a circle: x:rent"),
        (
            f"<x/a> a skos:Concept ; skos:broader <x/b> ; {GOOD}"
            f"<x/b> a skos:Concept ; skos:broader <x/a> ; {GOOD.replace('Rent', 'B')}",
            "broader goes in a circle: a > b",
        ),
        (
            f"<x/a> a skos:Concept ; skos:broader <x/b>, <x/c> ; {GOOD}"
            f"<x/b> a skos:Concept ; {GOOD.replace('Rent', 'B')}<x/c> a skos:Concept ; {GOOD.replace('Rent', 'C')}",
            "topic 'a' has 2 broader topics; it can have one",
        ),
        (
            "<x:rent> a skos:ConceptScheme .",
            "holds no topic; declare one as qg:Topic with skos:prefLabel and qg:proposition",
        ),
    ],
)
def test_turtle_that_is_wrong(content: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(f"@base <http://example.org/> .\n{PREFIXES}{content}")
    (finding,) = check_topics(path)
    assert str(finding).startswith(str(path))
    assert str(finding).endswith(found)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("no turtle")
    (tmp_path / "b.tsv").write_text("name\tlabel\n")
    (tmp_path / "c.tsv").write_bytes(b"id\xff")
    (tmp_path / "d.csv").write_text("")
    for name, words in {
        "a.ttl": "not Turtle",
        "b.tsv": ":1: the first line must name the columns id, label, proposition, alternatives",
        "c.tsv": "byte 2 is not UTF-8",
        "d.csv": "read from .ttl",
        "missing.ttl": "cannot be read: no such file",
    }.items():
        with pytest.raises(QuotegraphError) as error:
            read_topics(tmp_path / name)
        assert str(error.value).startswith(str(tmp_path / name))
        assert words in str(error.value)


def test_several_findings_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(HEAD + "a\t\t\t\n")
    with pytest.raises(QuotegraphError, match=r"a\.tsv:2: topic 'a' has no label \(and 1 more"):
        read_topics(path)


@given(st.lists(st.builds(Topic, st.text(), st.text(min_size=1), st.text(), scheme=st.just("s")), max_size=4))
@settings(deadline=None)
def test_any_topic_is_valid_rdf(topics: list[Topic]) -> None:
    quads = topic_quads(topics)
    found = topics_of(described(quad.triple for quad in quads))
    assert {t.id for t in found} == {v.clean(t.id) for t in topics}
    text = topics_graph(topics).serialize(format="nt")
    assert len(rdflib.Graph().parse(data=text, format="nt")) == len(set(quads))


def test_faults_of_turtle_name_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        f"@base <http://example.org/> .\n{PREFIXES}@prefix t: <http://example.org/t/> .\n"
        '<a> a qg:Topic ;\n  skos:prefLabel "A"@en .\n'
        't:b a qg:Topic ;\n  skos:prefLabel "B"@en ;\n  qg:proposition "Is B \\"good\\"?"@en .\n'
        '<http://example.org/c> a qg:Topic ; skos:prefLabel "C"@en ;\n  qg:proposition "C is good."@en ;\n'
        '  qg:exampleFor "So."@en ;\n  qg:exampleAgainst "So."@en .\n'
    )
    assert [(finding.where, finding.message.split(";")[0]) for finding in check_topics(path)] == [
        (f"{path}:5", "topic 'a' has no proposition"),
        (f"{path}:9", "the proposition of topic 'b' is a question"),
        (f"{path}:12", "an example of topic 'c' stands for both sides: 'So.'"),
    ]


def test_advice_is_given_on_what_would_help(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(
        "id\tlabel\tproposition\talternatives\tfor\n"
        "a\tA\tA should be.\tthing\tYes!\nb\tB\tB should be.\tThing\t\nc\tC\tC should be.\t\t\n"
    )
    assert [str(finding).removeprefix(str(path)) for finding in improve_topics(path)] == [
        ":2: topic 'a' has examples for it, none against it (qg:exampleAgainst)",
        ":3: topics 'a' and 'b' share the phrase 'Thing', which tells neither",
        ":4: topic 'c' has no alternatives: other words that people use for it (skos:altLabel)",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id\tlabel\tproposition\tcolour\n", ":1: the column 'colour' is none of id, label"),
        ("id\tlabel\tproposition\tnote\tnote\n", ":1: the column 'note' stands twice"),
        ("id\tlabel\tproposition\na\tA\tA is.\tb\n", ":2: 4 cells, but the first line names 3 columns"),
    ],
)
def test_columns_that_are_wrong(content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(content)
    with pytest.raises(QuotegraphError) as error:
        check_topics(path)
    assert str(error.value).startswith(f"{path}{told}")


@given(
    st.lists(st.text(max_size=20), min_size=1, max_size=4, unique_by=str.casefold), st.sampled_from([".ttl", ".tsv"])
)
@settings(deadline=None)
def test_any_labels_can_be_begun(labels: list[str], suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"any{suffix}"
        path.write_text(scaffold([Draft(label, (label,), (label,)) for label in labels], labels[0], suffix), "utf-8")
        found = [finding.message for finding in check_topics(path)]
        assert sum("is still to be written" in message for message in found) == len(labels)
