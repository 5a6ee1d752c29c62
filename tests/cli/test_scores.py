"""``evaluate``."""

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
        (["nowhere.jsonl"], "nowhere.jsonl: no such file or folder"),
        ([tmp_path / "plain.jsonl"], "plain.jsonl: no annotation lines; each has doc_id, text and quotes"),
        ([gold, "nowhere.jsonl"], "nowhere.jsonl: no such file or folder"),
        ([gold, "--topics", "nowhere.ttl"], "nowhere.ttl"),
    ):
        ended = run("evaluate", *args)
        assert (ended.code, ended.out) == (1, "")
        (complaint,) = ended.complaints
        assert says in complaint


def test_a_bad_line_is_told_and_the_others_are_scored(run: Run, gold: Path) -> None:
    gold.write_text(gold.read_text("utf-8") + "{oops\n", "utf-8")
    ended = run("evaluate", gold, GOLD)
    assert ended.code == 1
    assert ended.complaints[0].startswith(f"{gold}:4: no JSON")
    assert "detect" in ended.out
