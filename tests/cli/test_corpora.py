"""``corpus``."""

from pathlib import Path

import pytest

from quotegraph.lines import from_line
from tests.cli.conftest import Run

TRAIN = Path(__file__).parents[2] / "data" / "train"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of two articles, one of which breaks a rule."""
    folder = tmp_path / "ferry"
    folder.mkdir()
    for name in ("topics.tsv", "cast.tsv", "01.brief"):
        (folder / name).write_bytes((TRAIN / "rent-cap" / name).read_bytes())
    (folder / "02.brief").write_text("title: A\npublisher: B\ndate: 2030-01-01\n===\nGo {q1:on.\n===\n", "utf-8")
    return folder


def test_a_corpus_that_keeps_to_the_rules_is_counted(run: Run) -> None:
    ended = run("corpus", TRAIN / "rent-cap")
    assert ended.code == 0
    assert ended.out.startswith("11 articles, ")


def test_lines_are_written_and_what_breaks_the_rules_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    ended = run("corpus", folder, "-o", tmp_path / "out.jsonl")
    assert ended.code == 1
    assert ended.complaints == [
        f"{folder / '02.brief'}:5: mark {{q1: is not closed by '}}'",
        "1 problem; all else is done",
    ]
    assert ended.out.startswith("1 article, ")
    assert ended.out.endswith(f" written to {tmp_path / 'out.jsonl'}\n")
    printed = run("corpus", folder, "-o", "-")
    assert printed.out == (tmp_path / "out.jsonl").read_text("utf-8")
    (line,) = printed.lines()
    assert from_line(line).quotations
    assert "non_quotes" in line


def test_pairs_are_written_beside_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    for name in ("topics.tsv", "cast.tsv", "01.brief"):
        (tmp_path / "set" / name).write_bytes((TRAIN / "rent-cap" / name).read_bytes())
    (tmp_path / "pairs").mkdir()
    (tmp_path / "pairs" / "a.txt").write_text(
        "# a | A\n+ It is good.\n- It is bad.\ns1 | plain | Ann | “Fine!”\nx\n", "utf-8"
    )
    ended = run("corpus", tmp_path, "-o", tmp_path / "a.jsonl", "--pairs", tmp_path / "p.jsonl")
    assert ended.code == 1
    assert ended.complaints[0].startswith(f"{tmp_path / 'pairs' / 'a.txt'}:5: 1 field in 'x'; ")
    assert ended.out.endswith(f" written to {tmp_path / 'a.jsonl'} and {tmp_path / 'p.jsonl'}\n")
    printed = run("corpus", tmp_path, "--pairs", "-")
    assert printed.out == (tmp_path / "p.jsonl").read_text("utf-8")
    lines = printed.lines()
    assert [line["id"] for line in lines if line["set"] == "pairs"] == ["a/1", "a/1~m"]
    assert lines[1] == {
        "premise": "Ann: “Fine!”",
        "hypothesis": "It is bad.",
        "label": "oppose",
        "set": "pairs",
        "id": "a/1~m",
    }
    assert {line["label"] for line in lines if line["set"] == "set"} == {"support", "oppose", "off"}


def test_a_folder_without_briefs(run: Run, tmp_path: Path) -> None:
    ended = run("corpus", tmp_path)
    assert (ended.code, ended.complaints) == (1, [f"{tmp_path}: holds no .brief files"])
