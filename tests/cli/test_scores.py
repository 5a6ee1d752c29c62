"""``evaluate``."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import GOLD, Run


@pytest.fixture
def gold(gold_lines: Sequence[str], tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(gold_lines[:3]), "utf-8")
    return path


def test_gold_against_itself_is_perfect(run: Run, gold: Path) -> None:
    ended = run("evaluate", gold, gold)
    assert (ended.code, ended.complaints) == (0, [])
    (line,) = (line for line in ended.out.splitlines() if "detect" in line)
    assert "100.0" in line or "1.000" in line or "1.00" in line


def test_texts_of_gold_are_annotated_where_there_is_no_prediction(run: Run, gold: Path, tmp_path: Path) -> None:
    annotated = tmp_path / "annotated.jsonl"
    assert run("annotate", gold, "-o", annotated).code == 0
    ended = run("evaluate", gold)
    assert ended.code == 0
    assert ended.out == run("evaluate", gold, annotated).out


def test_what_cannot_be_scored_is_one_line(run: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.jsonl").write_text('{"id": "a", "text": "Hi."}\n')
    for args, says in (
        (["nowhere.jsonl"], "nowhere.jsonl: no such file"),
        ([tmp_path / "plain.jsonl"], "plain.jsonl: no annotation lines; each has doc_id, text and quotes"),
        ([gold, "nowhere.jsonl"], "nowhere.jsonl: no such file"),
        ([gold, "--topics", "nowhere.ttl"], "nowhere.ttl"),
    ):
        ended = run("evaluate", *args)
        assert (ended.code, ended.out) == (1, "")
        assert says in ended.complaints[-1]


def test_a_bad_line_is_told_and_the_others_are_scored(run: Run, gold: Path) -> None:
    gold.write_text(gold.read_text("utf-8") + "{oops\n", "utf-8")
    ended = run("evaluate", gold, GOLD)
    assert ended.code == 1
    assert ended.complaints[0].startswith(f"{gold}:4: no JSON")
    assert "detect" in ended.out


@pytest.fixture
def worse(gold: Path, tmp_path: Path) -> Path:
    """The gold without the first quotation of each article."""
    path = tmp_path / "worse.jsonl.gz"
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    for line in lines:
        removed = line["quotes"].pop(0)["id"]
        for quote in line["quotes"]:
            quote["parent"] = None if quote["parent"] == removed else quote["parent"]
    path.write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    return path


def test_errors_are_listed(run: Run, gold: Path, worse: Path) -> None:
    ended = run("evaluate", gold, worse, "--only", "missed, false", "--samples", 0)
    heads = [line for line in ended.out.splitlines() if line.startswith(("missed ", "false "))]
    assert [head.split()[1].partition("#")[0] for head in heads] == ["ukraine/01", "ukraine/02", "ukraine/03"]
    assert ended.out.count("]") >= 3
    assert "missed  " not in run("evaluate", gold, worse, "--only", "false").out
    assert run("evaluate", gold, worse).out in run("evaluate", gold, worse, "--errors").out


def test_json_stands_alone_or_beside_the_table(run: Run, gold: Path, worse: Path, tmp_path: Path) -> None:
    printed = run("evaluate", gold, worse, "--json", "-", "--errors", "--samples", 0)
    found = json.loads(printed.out)
    assert found["scores"]["detect"]["p"] == 1.0
    assert {error["kind"] for error in found["errors"]} >= {"missed"}
    ended = run("evaluate", gold, worse, "--json", tmp_path / "out.json", "--samples", 0)
    assert "detect" in ended.out
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == {k: v for k, v in found.items() if k != "errors"}


def test_two_predictions_are_compared(run: Run, gold: Path, worse: Path) -> None:
    ended = run("evaluate", gold, worse, gold)
    assert ended.code == 0
    assert ended.out.splitlines()[0] == f"3 articles; 1 = {worse}, 2 = {gold}"
    assert "quotations that only 1 finds: 0, only 2: 3" in ended.out
    assert sum(line.startswith("found ") for line in ended.out.splitlines()) == 3
    assert json.loads(run("evaluate", gold, worse, gold, "--json", "-").out)["differences"]["detect"]["f1"] > 0


def test_views_and_names_are_checked(run: Run, gold: Path) -> None:
    assert "left out" in run("evaluate", gold, gold, "--types", "direct,stance").out
    for option in ("--types", "--only"):
        ended = run("evaluate", gold, gold, option, "direkt")
        assert (ended.code, len(ended.complaints)) == (2, 1)
        assert "'direkt' is none of " in ended.complaints[0]
