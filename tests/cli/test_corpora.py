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


def test_a_folder_without_briefs(run: Run, tmp_path: Path) -> None:
    ended = run("corpus", tmp_path)
    assert (ended.code, ended.complaints) == (1, [f"{tmp_path}: holds no .brief files"])
