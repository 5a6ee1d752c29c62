"""``topics``."""

from pathlib import Path

import pytest

from quotegraph.resources import ontology
from tests.cli.conftest import Run

HEAD = "id\tlabel\tproposition\talternatives\n"


def test_topics_that_ship(run: Run) -> None:
    ended = run("topics")
    assert (ended.code, ended.complaints) == (0, [])
    assert "security-guarantees  Security guarantees for Ukraine" in ended.out
    assert run("topics", ontology() / "topics" / "ukraine.ttl") == ended


def test_topics_of_a_table(run: Run, tmp_path: Path) -> None:
    (tmp_path / "topics.tsv").write_text(HEAD + "toll\tRoad toll\tThe toll should be abolished.\ttolls\n")
    ended = run("topics", tmp_path / "topics.tsv")
    assert (ended.code, ended.out) == (0, "toll  Road toll\n    The toll should be abolished.\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nowhere.ttl", None),
        ("topics.docx", "x"),
        ("topics.ttl", "oops"),
        ("topics.tsv", "name\tlabel\n"),
        ("topics.tsv", HEAD + "toll\tRoad toll\t\t\n"),
        ("topics.tsv", HEAD + "toll\tRoad toll\tA.\t\ntoll\tRoad toll\tB.\t\n"),
        ("topics.tsv", ""),
    ],
)
def test_a_bad_topic_file_is_told(run: Run, tmp_path: Path, name: str, content: str | None) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    ended = run("topics", tmp_path / name)
    assert (ended.code, ended.out) == (1, "")
    assert str(tmp_path / name) in ended.complaints[0]
