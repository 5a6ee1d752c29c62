"""``query``, ``statements``, ``validate``, ``export``, ``import``."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def digest(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_queries_are_listed_with_question_and_parameters(run: Run, shared_store: Path) -> None:
    ended = run("query", shared_store)
    assert (ended.code, ended.complaints) == (0, [])
    lines = ended.out.splitlines()
    assert lines[lines.index("who-opposes -p topic=... [-p minimum=1] [-p confidence=0]") + 1].startswith(
        "    Who opposes a proposition"
    )


def test_named_query_with_a_parameter(run: Run, shared_store: Path) -> None:
    ended = run("query", shared_store, "who-supports", "-p", "topic=security-guarantees", "-f", "csv")
    assert (ended.code, ended.complaints) == (0, [])
    assert len(ended.out.splitlines()) > 1


def test_own_query_from_a_file_and_from_standard_input(run: Run, shared_store: Path, tmp_path: Path) -> None:
    text = "PREFIX qg: <https://w3id.org/quotegraph/> SELECT (COUNT(?a) AS ?n) { ?a a qg:Article }"
    (tmp_path / "mine.rq").write_text(text)
    expected = "n\n6\n"
    assert run("query", shared_store, tmp_path / "mine.rq", "-f", "csv").out.replace("\r", "") == expected
    assert run("query", shared_store, "-", "-f", "csv", stdin=text).out.replace("\r", "") == expected


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nonsense"], "no query is called 'nonsense'; there are: "),
        (["who-opposes"], "who-opposes: parameter topic"),
        (["who-opposes", "-p", "nobody=x", "-p", "topic=x"], "no parameter is called 'nobody'; there are: topic"),
        (["no/such.rq"], "no/such.rq: cannot be read"),
        (["who-opposes", "-p", "topic=x", "-f", "pdf"], "pdf"),
    ],
)
def test_what_cannot_be_asked_is_one_line(run: Run, shared_store: Path, args: list[str], says: str) -> None:
    ended = run("query", shared_store, *args)
    assert (ended.code, ended.out) == (1, "")
    (complaint,) = ended.complaints
    assert says in complaint


@pytest.mark.parametrize("chain", ["FILTER(" + "1 + " * 60_000 + "1)", "{} UNION " * 60_000 + "{}"])
def test_a_query_that_breaks_the_engine_down_is_one_line(run: Run, shared_store: Path, chain: str) -> None:
    ended = run("query", shared_store, "-", stdin=f"SELECT * {{ {chain} }}")
    assert ended.code == 1
    assert len(ended.complaints) == 1
    assert ended.complaints[0].startswith("standard input: the query engine broke down over this query")


def test_own_queries_take_parameters_and_every_format(run: Run, shared_store: Path, tmp_path: Path) -> None:
    query = tmp_path / "mine.rq"
    query.write_text("SELECT ?name { ?s a qg:Speaker ; rdfs:label ?name FILTER(?name = $who) } ORDER BY ?name")
    asked = ("query", shared_store, query, "-p", "who=nobody at all", "-f")
    assert run(*asked, "csv").out == "name\n"
    assert json.loads(run(*asked, "json").out)["results"]["bindings"] == []
    assert run(*asked, "ttl").complaints[0].startswith("ttl is for triples")


def test_a_parameter_without_value_is_misuse(run: Run, shared_store: Path) -> None:
    ended = run("query", shared_store, "who-opposes", "-p", "topic")
    assert ended.code == 2
    assert ended.complaints == ["Invalid value for -p: 'topic' is not key=value (see quotegraph query --help)"]


def test_a_syntax_error_has_line_and_column(run: Run, shared_store: Path) -> None:
    ended = run("query", shared_store, "-", stdin="SELECT *\n{ ?s ?p }")
    assert ended.code == 1
    assert ended.complaints[0].startswith("standard input:2:3: syntax error")


def test_an_injected_parameter_stays_a_text(run: Run, shared_store: Path) -> None:
    ended = run("query", shared_store, "who-opposes", "-p", 'topic=" } ; DROP ALL #', "-f", "csv")
    assert ended.code == 0
    assert len(ended.out.splitlines()) == 1


@pytest.mark.parametrize("command", ["query", "statements", "validate", "network", "page", "export"])
def test_a_store_that_is_none(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "broken.trig").write_text("<a> <b>")
    more = {"network": ["congruence"], "page": [tmp_path / "o.html"], "export": [tmp_path / "o.trig"]}.get(command, [])
    for place in ("nowhere", "nowhere.trig", "folder", "notes.txt", "broken.trig"):
        before = digest(tmp_path)
        ended = run(command, tmp_path / place, *more)
        assert (ended.code, len(ended.complaints)) == (1, 1)
        assert str(tmp_path / place) in ended.complaints[0]
        assert digest(tmp_path) == before


def test_an_endpoint_that_does_not_answer(run: Run) -> None:
    ended = run("statements", "http://127.0.0.1:9/sparql")
    assert ended.code == 1
    assert ended.complaints[0].startswith("http://127.0.0.1:9/sparql: the endpoint does not answer")


def test_statements_are_a_table_with_these_columns(run: Run, shared_store: Path, tmp_path: Path) -> None:
    ended = run("statements", shared_store)
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert ended.out.splitlines()[0] == (
        "speaker,topic,stance,intensity,confidence,date,article,publisher,organisation,kind,quote_id,words,country,camp"
    )
    assert len(rows) > 10
    assert {row["stance"] for row in rows} <= {"support", "oppose", "neutral"}
    assert run("statements", shared_store, "-o", tmp_path / "s.csv").out == ""
    assert (tmp_path / "s.csv").read_bytes().decode() == ended.out


def test_validate_finds_nothing_in_what_add_writes(run: Run, shared_store: Path) -> None:
    ended = run("validate", shared_store)
    assert (ended.code, ended.complaints, ended.out) == (0, [], f"{shared_store} keeps to all shapes\n")


def test_validate_tells_what_is_wrong(run: Run, shared_store: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq"
    run("export", shared_store, broken)
    lines = broken.read_text("utf-8").splitlines(keepends=True)
    broken.write_text("".join(line for line in lines if "/quotegraph/words>" not in line), "utf-8")
    ended = run("validate", broken)
    assert ended.code == 1
    assert ended.complaints[-1].startswith(f"{broken}: ")
    assert "finding" in ended.complaints[-1]
    assert len(ended.complaints) > 1


@pytest.mark.parametrize("suffix", ["trig", "nq", "jsonl"])
def test_export_and_import_give_the_same_statements(run: Run, store: Path, tmp_path: Path, suffix: str) -> None:
    file, other = tmp_path / f"out.{suffix}", tmp_path / "other"
    assert run("export", store, file).code == 0
    assert run("import", other, file).code == 0
    assert run("statements", other).out == run("statements", store).out


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld"])
def test_export_in_other_formats(run: Run, shared_store: Path, tmp_path: Path, suffix: str) -> None:
    assert run("export", shared_store, tmp_path / f"out.{suffix}").code == 0
    assert (tmp_path / f"out.{suffix}").stat().st_size > 1000


@pytest.mark.parametrize("name", ["out.docx", "no/such/out.trig", "no/such/out.jsonl"])
def test_export_where_it_cannot_be(run: Run, shared_store: Path, tmp_path: Path, name: str) -> None:
    ended = run("export", shared_store, tmp_path / name)
    assert (ended.code, len(ended.complaints)) == (1, 1)
    assert str(tmp_path / name) in ended.complaints[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nowhere.trig", None),
        ("nowhere.jsonl", None),
        ("broken.trig", "<a> <b>"),
        ("broken.nq", "oops"),
        ("broken.jsonl", "{oops\n"),
        ("notes.docx", "x"),
    ],
)
def test_import_of_what_is_none_loses_nothing(
    run: Run, store: Path, tmp_path: Path, name: str, content: str | None
) -> None:
    before = run("statements", store).out
    if content is not None:
        (tmp_path / name).write_text(content)
    ended = run("import", store, tmp_path / name)
    assert ended.code == 1
    assert str(tmp_path / name) in ended.complaints[0]
    assert run("statements", store).out == before


def test_import_of_half_a_file_loses_nothing(run: Run, store: Path, tmp_path: Path) -> None:
    before = run("statements", store).out
    run("export", store, tmp_path / "half.nq")
    content = (tmp_path / "half.nq").read_text("utf-8")
    (tmp_path / "half.nq").write_text(content[: len(content) // 2], "utf-8")
    assert run("import", store, tmp_path / "half.nq").code == 1
    assert run("statements", store).out == before


def test_exported_lines_are_annotation_lines(
    run: Run, shared_store: Path, tmp_path: Path, gold_lines: list[str]
) -> None:
    run("export", shared_store, tmp_path / "out.jsonl")
    lines = {line["doc_id"]: line for line in map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())}
    for gold in map(json.loads, gold_lines[:6]):
        line = lines[gold["doc_id"]]
        assert line["text"] == gold["text"]
        assert [(q["content"], q["speaker"], q["type"]) for q in line["quotes"]] == [
            (q["content"], q["speaker"], q["type"]) for q in gold["quotes"]
        ]
