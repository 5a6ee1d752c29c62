"""``annotate`` and ``add``."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.lines import from_line
from quotegraph.testing import ARTICLES, check_annotation
from tests.cli.conftest import GOLD, Run

TEXT = "“The toll must fall,” said Mara Lindqvist, the transport minister."


def jsonl(*lines: dict[str, object] | str) -> str:
    return "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)


def test_annotate_gives_a_line_for_each_article_in_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Nobody spoke.")
    (tmp_path / "a.md").write_text(f"---\ntitle: Tolls\ndate: 2027-03-14\n---\n{TEXT}\n")
    ended = run("annotate", tmp_path)
    first, second = ended.lines()
    assert (ended.code, ended.complaints) == (0, [])
    assert [first["doc_id"], second["doc_id"]] == ["a", "b/2"]
    assert (first["title"], first["date"], first["text"]) == ("Tolls", "2027-03-14", TEXT)
    assert [quote["speaker"] for quote in first["quotes"]] == ["Mara Lindqvist"]
    assert second["quotes"] == []
    check_annotation(from_line(first))


def test_annotate_takes_articles_of_json_lines_and_ignores_all_else(run: Run) -> None:
    given = {"id": 7, "text": TEXT + "\r\n ", "quotes": [{"nonsense": 1}], "extra": {}, "publisher": "P"}
    ended = run("annotate", "-", stdin=jsonl(given))
    (line,) = ended.lines()
    assert ended.code == 0
    assert (line["doc_id"], line["text"], line["publisher"]) == ("7", given["text"], "P")
    assert len(line["quotes"]) == 1


def test_annotate_finds_all_attributions_on_request(run: Run) -> None:
    source = jsonl({"id": "a", "text": "Most voters in Dunmoor are tired of the delay."})
    assert not run("annotate", "-", stdin=source).lines()[0]["quotes"][1:]
    (quote,) = run("annotate", "-", "--attributions", "all", stdin=source).lines()[0]["quotes"]
    assert quote["confidence"] >= 0.4


def test_annotate_judges_the_topics_it_is_given(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "topics.tsv"
    table.write_text(
        "id\tlabel\tproposition\talternatives\nroad-toll\tRoad toll\tThe road toll should be abolished.\ttoll;tolls\n"
    )
    source = jsonl({"id": "a", "text": "“I welcome the end of the road toll,” said Mara Lindqvist. “Abolish it.”"})
    ended = run("annotate", "-", "--topics", table, stdin=source)
    assert ended.code == 0
    assert {stance["topic"] for line in ended.lines() for q in line["quotes"] for stance in q["stances"]} <= {
        "road-toll"
    }


def test_annotate_writes_mentions_on_request(run: Run) -> None:
    source = jsonl({"id": "a", "text": TEXT}, {"id": "b", "text": "Nobody spoke."})
    assert all("mentions" not in line for line in run("annotate", "-", stdin=source).lines())
    first, second = run("annotate", "-", "--mentions", stdin=source).lines()
    start = TEXT.index("Mara")
    found = [m for m in first["mentions"] if m["span"][0] <= start < m["span"][1]]
    assert [(m["entity"], m["name"], m["kind"]) for m in found] == [("mara-lindqvist", "Mara Lindqvist", "person")]
    assert 0 < found[0]["confidence"] <= 1
    assert isinstance(second["mentions"], list)
    assert from_line(first).mentions


def test_annotate_into_a_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    ended = run("annotate", "-", "-o", out, stdin=TEXT)
    assert (ended.code, ended.out) == (0, "")
    assert json.loads(out.read_text("utf-8"))["doc_id"] == "stdin"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl"]


def test_hostile_texts_come_back_unchanged(run: Run) -> None:
    ended = run("annotate", "-", stdin=jsonl(*({"id": a.doc_id, "text": a.text} for a in ARTICLES)))
    assert (ended.code, ended.complaints) == (0, [])
    assert [line["text"] for line in ended.lines()] == [article.text for article in ARTICLES]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(), max_size=3))
def test_any_text_comes_back_unchanged(run: Run, texts: list[str]) -> None:
    ended = run(
        "annotate",
        "-",
        stdin=jsonl({"id": "first", "text": TEXT}, *({"id": i, "text": t} for i, t in enumerate(texts))),
    )
    assert (ended.code, ended.complaints) == (0, [])
    assert [line["text"] for line in ended.lines()] == [TEXT, *texts]
    for line in ended.lines():
        check_annotation(from_line(line))


def test_bad_articles_are_told_and_counted_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        jsonl({"id": "a", "text": TEXT}, "{oops", {"id": "b"}, {"id": "a", "text": "again"}, {"id": "c", "text": ""})
    )
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "dated.md").write_text("---\ndate: 31 June\n---\nText.")
    ended = run("annotate", tmp_path / "in.jsonl", tmp_path / "empty.txt", tmp_path / "dated.md")
    assert ended.code == 1
    assert [line["doc_id"] for line in ended.lines()] == ["a", "c"]
    where = f"{tmp_path}/in.jsonl"
    assert ended.complaints == [
        f"{where}:2: no JSON: Expecting property name enclosed in double quotes at column 2",
        f"{where}:3: no 'text'; each line needs doc_id (or id) and text",
        f"{where}:4: doc_id 'a' was read from {where}:1 already; this one is left out",
        f"{tmp_path}/empty.txt: the file is empty; an article needs text",
        f"{tmp_path}/dated.md: date '31 June' is not ISO; write it as 2025-09-05",
        "5 problems; all else is done",
    ]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["no/such.md"], "no/such.md: no such file or folder"),
        (
            [GOLD.parents[2] / "pyproject.toml"],
            "suffix '.toml'; files that end in .md, .txt, .html, .htm, .jsonl are read",
        ),
        ([GOLD, "--topics", "no/such.ttl"], "no/such.ttl: "),
        ([GOLD, "--topics", GOLD], "ukraine.jsonl"),
        ([GOLD, "--attributions", "some"], "no attributions are called 'some'; there are: quotations, all"),
        (
            [GOLD, "--profile", "fast", "--attributions", "all"],
            "all attributions are found by the profile accurate alone, not by fast",
        ),
        ([GOLD, "--profile", "best"], "no profile is called 'best'; there are: accurate, fast"),
        ([GOLD, "-o", "no/such/out.jsonl"], "no/such/out.jsonl: cannot be written: no such file or directory"),
        ([GOLD, "-o", GOLD.parent], "cannot be written: is a directory"),
        (["-", "-"], "standard input (-) can be read only once"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, args: list[str | Path], says: str) -> None:
    ended = run("annotate", *args)
    assert (ended.code, ended.out) == (1, "")
    (complaint,) = ended.complaints
    assert says in complaint


def test_a_failed_run_leaves_the_output_that_was_there(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("precious")
    assert run("annotate", GOLD, "--profile", "best", "-o", out).code == 1
    assert out.read_text() == "precious"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_add_annotates_articles_and_takes_annotation_lines_as_they_are(run: Run, tmp_path: Path) -> None:
    quote = {"id": "x9", "content": [[0, 4]], "speaker": "Bo Okafor", "entity": "bo-okafor", "type": "stance"}
    (tmp_path / "in.jsonl").write_text(
        jsonl({"id": "ready", "text": "Tolls.", "quotes": [quote]}, {"id": "raw", "text": TEXT})
    )
    ended = run("add", tmp_path / "graph", tmp_path / "in.jsonl")
    assert (ended.code, ended.complaints) == (0, [])
    assert ended.out == f"2 articles added to {tmp_path}/graph\n"
    run("export", tmp_path / "graph", tmp_path / "out.jsonl")
    lines = {line["doc_id"]: line for line in map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())}
    assert [(q["id"], q["speaker"]) for q in lines["ready"]["quotes"]] == [("x9", "Bo Okafor")]
    assert [q["speaker"] for q in lines["raw"]["quotes"]] == ["Mara Lindqvist"]


def test_adding_again_replaces(run: Run, store: Path, tmp_path: Path) -> None:
    before = run("statements", store).out
    assert run("add", store, tmp_path / "gold.jsonl").code == 0
    assert run("statements", store).out == before


def test_speakers_of_later_articles_are_those_of_earlier_ones(run: Run, tmp_path: Path) -> None:
    for name, text in (("a", TEXT), ("b", "“It will fall,” Lindqvist said. Mara Lindqvist left.")):
        assert run("add", tmp_path / "graph", "-", stdin=jsonl({"id": name, "text": text})).code == 0
    run("export", tmp_path / "graph", tmp_path / "out.jsonl")
    lines = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert len({quote["entity"] for line in lines for quote in line["quotes"]}) == 1


def test_a_bad_annotation_line_is_told_and_nothing_stored_is_lost(run: Run, store: Path, tmp_path: Path) -> None:
    before = run("statements", store).out
    bad = {"id": "bad", "text": "Hi.", "quotes": [{"id": "q1", "content": [[0, 99]]}]}
    (tmp_path / "in.jsonl").write_text(jsonl(bad))
    ended = run("add", store, tmp_path / "in.jsonl")
    assert ended.code == 1
    assert ended.complaints == [
        f"{tmp_path}/in.jsonl:1: quotation 1: content: span [0, 99] does not lie in the text of 3 characters",
        "1 problem; all else is done",
    ]
    assert run("statements", store).out == before


@pytest.mark.parametrize("place", ["file.md", "folder"])
def test_add_to_what_is_no_store_leaves_it_alone(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.md").write_text("precious")
    (tmp_path / "file.md").write_text("precious")
    ended = run("add", tmp_path / place, GOLD)
    assert ended.code == 1
    assert len(ended.complaints) == 1
    assert str(tmp_path / place) in ended.complaints[0]
    assert (tmp_path / "file.md").read_text() == (tmp_path / "folder" / "notes.md").read_text() == "precious"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["notes.md"]


def test_add_of_nothing_makes_no_store(run: Run, tmp_path: Path) -> None:
    assert run("add", tmp_path / "graph", "no/such.md").code == 1
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("command", ["annotate", "add"])
def test_a_stance_model_that_is_none_is_told_before_anything_is_read_or_written(
    run: Run, tmp_path: Path, command: str
) -> None:
    places = [tmp_path / "graph", tmp_path / "nowhere.md"][-1 if command == "annotate" else 0 :]
    ended = run(command, *places, "--stance-model", f"onnx:{tmp_path}")
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaints == [
        f"{tmp_path}: no model.onnx; the folder of a stance model holds model.onnx, tokenizer.json, config.json"
    ]
    assert not (tmp_path / "graph").exists()


def test_a_stance_model_of_ones_own_judges(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine_for_tests.py").write_text("def judge(asked):\n    return ['neutral' for _ in asked]\n")
    (tmp_path / "a.md").write_text("Ann Lee welcomed the road toll.")
    (tmp_path / "topics.tsv").write_text("id\tlabel\tproposition\ntoll\tRoad toll\tThe road toll is right.\n")
    ended = run("annotate", "a.md", "--topics", "topics.tsv", "--stance-model", "callable:mine_for_tests:judge")
    assert [s["stance"] for line in ended.lines() for q in line["quotes"] for s in q["stances"]] == ["neutral"]
