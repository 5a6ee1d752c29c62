"""``speakers``: listed, decided, taken back."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TOPICS = "id\tlabel\tproposition\talternatives\nroad-toll\tRoad toll\tThe road toll should be abolished.\ttoll;tolls\n"


def line(doc_id: str, *names: str) -> str:
    text = "Abolish it. " * len(names)
    quotes = [
        {
            "id": f"q{number}",
            "content": [[12 * number, 12 * number + 11]],
            "speaker": name,
            "entity": name.casefold().replace(" ", "-"),
            "stances": [{"topic": "road-toll", "stance": "support"}],
        }
        for number, name in enumerate(names)
    ]
    return json.dumps({"doc_id": doc_id, "text": text, "date": "2031-01-01", "quotes": quotes}) + "\n"


@pytest.fixture
def place(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "topics.tsv").write_text(TOPICS)
    lines = line("a", "Mara Holt", "Odo Fenn") + line("b", "Holt") + line("c", "Odo Fenn")
    (tmp_path / "lines.jsonl").write_text(lines)
    assert run("add", tmp_path / "graph", tmp_path / "lines.jsonl", "--topics", tmp_path / "topics.tsv").code == 0
    return tmp_path / "graph"


def test_speakers_are_listed_with_the_pairs_that_may_be_one(run: Run, place: Path) -> None:
    ended = run("speakers", place)
    assert (ended.code, ended.complaints) == (0, [])
    assert "3 speakers" in ended.out
    assert "1 pair that may be one speaker" in ended.out
    assert ended.out.splitlines()[2].startswith("Odo Fenn")


def test_lists_for_other_programs(run: Run, place: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("speakers", place, "-f", "csv").out)))
    assert [(row["key"], row["quotations"], row["articles"]) for row in rows] == [
        ("odo-fenn", "2", "2"),
        ("holt", "1", "1"),
        ("mara-holt", "1", "1"),
    ]
    (pair,) = run("speakers", "list", place, "--doubts", "-f", "json").lines()
    assert (pair["key"], pair["other key"], pair["why"]) == ("mara-holt", "holt", "one name of several")
    assert run("speakers", place, "-f", "pdf").code == 2


def test_a_merge_is_seen_in_queries_and_networks_and_can_be_undone(run: Run, place: Path) -> None:
    query = ("query", place, "who-supports", "-p", "topic=road-toll", "-f", "csv")
    before = run(*query).out, run("network", place, "congruence").out
    ended = run("speakers", "merge", place, "Mara Holt", "holt", "--by", "Ada")
    assert (ended.code, ended.complaints) == (0, [])
    assert ended.out == "decided: merge mara-holt holt\n"
    rows = list(csv.DictReader(io.StringIO(run(*query).out)))
    assert [(row["speaker"], row["quotations"]) for row in rows] == [("Mara Holt", "2"), ("Odo Fenn", "2")]
    assert "Holt\n" not in run("network", place, "congruence").out.replace("Mara Holt", "")
    assert run("speakers", place, "--doubts").out == "no pair looks as if it were one speaker\n"
    assert "Ada" in run("speakers", "log", place).out
    assert run("speakers", "undo", place).code == 0
    assert (run(*query).out, run("network", place, "congruence").out) == before
    assert run("validate", place).code == 0
    assert run("query", place, "decisions").code == 0


def test_each_decision_has_its_command(run: Run, place: Path) -> None:
    for args in (
        ("rename", place, "holt", "M. Holt"),
        ("link", place, "M. Holt", "Q42"),
        ("apart", place, "mara-holt", "holt"),
        ("split", place, "odo-fenn", "c", "--as", "Odo Fenn (the younger)"),
        ("assign", place, "mara-holt", "b#q0"),
    ):
        ended = run("speakers", *args)
        assert (ended.code, ended.complaints) == (0, []), args
    rows = list(csv.DictReader(io.StringIO(run("speakers", place, "-f", "csv").out)))
    assert [row["speaker"] for row in rows] == ["Mara Holt", "Odo Fenn", "Odo Fenn (the younger)"]
    assert len(run("speakers", "log", place).out.splitlines()) == 7


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("merge", "{}", "holt", "nobody"), 1, "no speaker is called 'nobody'"),
        (("merge", "{}", "holt"), 2, "Missing argument 'OTHER'"),
        (("link", "{}", "holt", "42"), 1, "write it as Q42, or none"),
        (("undo", "{}"), 1, "there is no decision that counts"),
        (("merge", "{}/no", "holt", "odo"), 1, "there is no such store"),
        (("merg", "{}"), 2, "unexpected extra argument"),
        (("{}/no",), 1, "there is no such store"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, place: Path, args: tuple[str, ...], code: int, says: str) -> None:
    ended = run("speakers", *(arg.format(place) for arg in args))
    assert ended.code == code
    (complaint,) = ended.complaints
    assert says in complaint


STORY = {
    "1": "“The toll must fall,” said Mara Lindqvist, the transport minister of Velmora, by Tomas Roth and Ines Falk.",
    "2": "Roth and Falk waited. “It will fall,” Lindqvist said. “It has to,” said Karl Lindqvist, a baker.",
    "3": "“It fell,” Ms Lindqvist told Tomas Roth and Ines Falk. The transport minister said it was late.",
}


def story(*numbers: str) -> str:
    lines = ({"doc_id": f"toll/{n}", "text": STORY[n], "date": f"2031-01-0{n}"} for n in numbers)
    return "".join(json.dumps(one) + "\n" for one in lines)


def test_the_order_of_adding_changes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("add", tmp_path / "once.nq", "-", "--profile", "fast", stdin=story("1", "2", "3")).code == 0
    for goes in (("3", "2", "1"), ("23", "1"), ("2", "13")):
        place = tmp_path / f"{'-'.join(goes)}.nq"
        for go in goes:
            assert run("add", place, "-", "--profile", "fast", stdin=story(*go)).code == 0
        assert place.read_bytes() == (tmp_path / "once.nq").read_bytes(), goes
    said = run("add", tmp_path / "again.nq", "-", "--profile", "fast", stdin=story("3")).out
    assert said.endswith("\n")
    assert "linked anew in 1 earlier article" in run("add", tmp_path / "again.nq", "-", stdin=story("1")).out
    assert "Mara Lindqvist" in run("query", tmp_path / "again.nq", "links").out


def test_a_list_of_speakers_comes_first_and_stays(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "speakers.tsv"
    table.write_text("name\taliases\twikidata\tcamp\nM. Lindqvist\tMara Lindqvist\tQ77\tgovernment\n")
    (line,) = run("annotate", "-", "--profile", "fast", "--speakers", table, stdin=story("1")).lines()
    quote = line["quotes"][0]
    assert (quote["speaker"], quote["entity"], quote["wikidata"], quote["camp"]) == (
        "M. Lindqvist",
        "m-lindqvist",
        "Q77",
        "government",
    )
    place = tmp_path / "store.nq"
    assert run("add", place, "-", "--profile", "fast", "--speakers", table, stdin=story("1")).code == 0
    assert run("add", place, "-", "--profile", "fast", stdin=story("3")).code == 0
    rows = list(csv.DictReader(io.StringIO(run("speakers", place, "-f", "csv").out)))
    assert [(row["speaker"], row["wikidata"]) for row in rows if "Lindqvist" in row["speaker"]] == [
        ("M. Lindqvist", "Q77")
    ]
    table.write_text("name\nNobody\n")
    assert "linked anew" in run("add", place, "-", "--profile", "fast", "--speakers", table, stdin=story("3")).out
    assert "Mara Lindqvist" in run("speakers", place).out
    assert run("validate", place).code == 0


def test_a_wrong_list_of_speakers_is_one_line_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "speakers.tsv"
    table.write_text("name\taliases\nA\tB\nB\tA\n")
    for command in (("annotate", "-"), ("add", tmp_path / "store", "-")):
        ended = run(*command, "--speakers", table, stdin=story("1"))
        assert ended.code == 1
        (complaint,) = ended.complaints
        assert complaint.startswith(f"{table}:2: the alias 'B' is the name in line 3")
    assert not (tmp_path / "store").exists()


def test_stores_put_together_are_as_if_filled_at_once(run: Run, tmp_path: Path) -> None:
    assert run("add", tmp_path / "once.nq", "-", "--profile", "fast", stdin=story("1", "2", "3")).code == 0
    for number in "123":
        assert run("add", tmp_path / f"{number}.nq", "-", "--profile", "fast", stdin=story(number)).code == 0
        assert run("export", tmp_path / f"{number}.nq", tmp_path / f"{number}.ttl").code == 0
        assert run("import", tmp_path / "all.nq", tmp_path / f"{number}.ttl").code == 0
    assert (tmp_path / "all.nq").read_bytes() == (tmp_path / "once.nq").read_bytes()


def test_all_mentions_are_kept_on_request(run: Run, tmp_path: Path) -> None:
    counts = []
    for name, flags in (("few", ()), ("all", ("--mentions",))):
        assert run("add", tmp_path / name, "-", "--profile", "fast", *flags, stdin=story("1")).code == 0
        assert run("validate", tmp_path / name).code == 0
        ended = run("query", tmp_path / name, "mentions", "-p", "speaker=Mara Lindqvist", "-f", "csv")
        rows = list(csv.DictReader(io.StringIO(ended.out)))
        assert all(row["rule"] and 0 < float(row["confidence"]) <= 1 for row in rows)
        exported = run("export", tmp_path / name, tmp_path / f"{name}.jsonl")
        assert exported.code == 0
        counts.append(len(json.loads((tmp_path / f"{name}.jsonl").read_text())["mentions"]))
        assert rows
    assert counts[0] < counts[1]
