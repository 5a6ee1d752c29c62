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


def test_what_is_no_command_is_a_file_to_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "topics.tsv").write_text(HEAD + "toll\tRoad toll\tThe toll should be abolished.\ttolls\n")
    assert run("topics", tmp_path / "topics.tsv") == run("topics", "list", tmp_path / "topics.tsv")
    assert run("topics", "--debug", tmp_path / "topics.tsv") == run("topics", tmp_path / "topics.tsv")
    assert run("topics", "--debug", "check", tmp_path / "topics.tsv").code == 0
    assert "suggest" in run("topics", "--help").out
    assert "TTL|TSV" in run("topics", "check", "--help").out


@pytest.mark.parametrize("suffix", [".ttl", ".tsv"])
def test_a_new_file_wants_its_propositions_and_nothing_else(run: Run, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"housing{suffix}"
    assert run("topics", "new", file, "Rent cap", "Miete & “Zins” \\").out.startswith("2 topics begun in ")
    ended = run("topics", "check", file)
    assert (ended.code, len(ended.complaints)) == (1, 3)
    line = next(n for n, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "TODO" in text)
    assert ended.complaints[0].startswith(f"{file}:{line}: the proposition of topic 'rent-cap' is still to be written")
    file.write_text(
        file.read_text("utf-8")
        .replace(
            "TODO: one sentence that one can be for or against, such as 'Rents should be capped.'", "X is good.", 1
        )
        .replace("TODO: one sentence that one can be for or against, such as 'Rents should be capped.'", "Y is good."),
        "utf-8",
    )
    ended = run("topics", "check", file)
    assert (ended.code, ended.complaints) == (0, [])
    assert "topic 'rent-cap' has no alternatives" in ended.out
    assert ended.out.endswith(f"{file}: 2 topics, nothing wrong\n")
    assert "miete-zins  Miete & “Zins” \\" in run("topics", file).out


def test_a_new_file_is_written_over_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text("precious")
    for arguments in (("new", file), ("suggest", "nowhere", "-o", file)):
        ended = run("topics", *arguments)
        assert (ended.code, file.read_text()) == (1, "precious")
        assert ended.complaints[0].startswith(f"{file}: is there already")
    assert run("topics", "new", tmp_path / "a.docx", "A").complaints == [
        "topics are written as .ttl (SKOS) or .tsv (a table), not as '.docx'"
    ]
    assert run("topics", "new", tmp_path / "b.ttl", "A", "a").complaints == [
        "two topics are to be called 'a'; each needs a label of its own"
    ]


def test_suggestions_come_from_the_quotations_of_a_store(run: Run, shared_store: Path, tmp_path: Path) -> None:
    ended = run("topics", "suggest", shared_store, "-n", "5")
    assert (ended.code, ended.complaints) == (0, [])
    assert run("topics", "suggest", shared_store, "-n", "5") == ended
    heads = [line for line in ended.out.splitlines() if not line.startswith(" ")]
    assert 1 <= len(heads) <= 5
    assert all("quotation" in line and "speaker" in line for line in heads)
    begun = run("topics", "suggest", shared_store, "-n", "5", "-o", tmp_path / "mine.ttl")
    assert begun.out.startswith(f"{len(heads)} topics begun")
    checked = run("topics", "check", tmp_path / "mine.ttl")
    assert [("is still to be written" in line) for line in checked.complaints[:-1]] == [True] * len(heads)
