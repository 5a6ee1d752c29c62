"""The page on accuracy and the README's table are made of reports, and say what those say."""

import json
from pathlib import Path

import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.evaluate.accuracy import main
from quotegraph.evaluate.described import read_description
from quotegraph.evaluate.page import page, readme_table, with_table
from quotegraph.lines import written
from tests.evaluate.articles import A, B, C, article, quotation

HOUSE = Path(__file__).parents[2]
SETS = """
preface = "What follows is measured."
rests = ["Two articles."]

[[sets]]
id = "small"
name = "Small set: two articles"
column = "small"
about = "Pairs of words."
licence = "none"
seen = "nothing."
outer_only = true
topics = ["nowhere.tsv"]
peers_note = "By the same scorer."
peers = [{ system = "another", detect = 50, cue = 12.5 }]

[[sets]]
id = "other"
name = "Other"
about = "Not at hand."
licence = "none"
seen = "nothing."
"""
GOLD = [article("x", quotation("1", A, "Ann", "ann", ("rail", "support"), cue=[C]), quotation("2", B)), article("y")]
FOUND = [article("x", quotation("1", A, "Ann", "e", ("rail", "oppose", 0.8), confidence=0.7)), article("y")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs" / "accuracy").mkdir(parents=True)
    (tmp_path / "docs" / "accuracy" / "sets.toml").write_text(SETS, "utf-8")
    (tmp_path / "README.md").write_text("# A\n<!-- scores -->stale<!-- /scores -->\nend\n", "utf-8")
    for name, annotations in (("gold", GOLD), ("found", FOUND)):
        (tmp_path / f"{name}.jsonl").write_text("".join(written(one) + "\n" for one in annotations), "utf-8")
    return tmp_path


def test_a_set_is_measured_and_both_pages_are_written(folder, capsys):
    assert main(["small=gold.jsonl,found.jsonl"]) == 0
    assert capsys.readouterr() == ("small: detect 66.7, e2e 66.7\n", "other: not measured yet, left out\n")
    text = (folder / "docs" / "accuracy.md").read_text("utf-8")
    for line in (
        "What follows is measured.",
        "- Two articles.",
        "## Small set: two articles",
        "- **Size**: 2 articles, 16 words, 2 gold quotations",
        "- **Reproduce**: `quotegraph evaluate GOLD.jsonl --outer-only`",
        "| another | 50.0 | 12.5 |",
        "Articles without any quotation: 0 false ones in 1 (0.00 an article).",
        "Support taken for oppose or the reverse: 1.",
        "| 0.7 to 0.8 | 70.0 | 100.0 | 1 (few) |",
    ):
        assert line in text.splitlines()
    assert "[Small set: two articles](#small-set-two-articles)" in text
    assert "## Other\n" not in text
    readme = (folder / "README.md").read_text("utf-8")
    assert readme.startswith("# A\n<!-- scores -->\n\n|  | small |\n")
    assert readme.endswith("\n\n<!-- /scores -->\nend\n")
    assert "stale" not in readme
    assert "words per CPU second" not in readme  # nothing was annotated


def test_pages_are_written_anew_from_the_figures_alone(folder):
    main(["small=gold.jsonl,found.jsonl"])
    before = [(folder / name).read_text("utf-8") for name in ("docs/accuracy.md", "README.md")]
    for name in ("gold.jsonl", "found.jsonl", "docs/accuracy.md"):
        (folder / name).unlink()
    assert main([]) == 0
    assert [(folder / name).read_text("utf-8") for name in ("docs/accuracy.md", "README.md")] == before


def test_statements_are_left_out_where_no_topics_are_named(folder):
    path = folder / "docs" / "accuracy" / "sets.toml"
    path.write_text(SETS.replace('topics = ["nowhere.tsv"]', ""), "utf-8")
    main(["small=gold.jsonl,found.jsonl"])
    assert "### Statements" not in (folder / "docs" / "accuracy.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("argument", "says"),
    [
        ("small", "'small' is not ID=GOLD or ID=GOLD,FOUND with an ID out of small, other"),
        ("big=gold.jsonl", "with an ID out of small, other"),
        ("small=nowhere.jsonl", "nowhere.jsonl: no such file"),
        ("small=README.md", "README.md:1: no JSON"),
    ],
)
def test_what_cannot_be_measured_is_told(folder, capsys, argument, says):
    assert main([argument]) == 1
    assert says in capsys.readouterr().err
    assert not (folder / "docs" / "accuracy.md").exists()


def test_a_readme_without_a_place_and_figures_of_others_are_told(folder, capsys):
    (folder / "README.md").write_text("# A\n", "utf-8")
    assert main([]) == 1
    assert "README.md: no place for the table" in capsys.readouterr().err
    (folder / "docs" / "accuracy" / "small.json").write_text("{}", "utf-8")
    assert main([]) == 1
    assert "small.json: no report of this program" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("preface", "prefaces", "'prefaces' is none of preface, rests, sets"),
        ('licence = "none"', "", "set 1: 'licence' is to be a text, is None"),
        ("outer_only", "outer", "set 1: 'outer' is none of id, name"),
        ("outer_only = true", 'types = ["direkt"]', "set 1: 'types' are some of direct, indirect, mixed, stance"),
        ("outer_only = true", 'types = "direct"', "set 1: 'types' is to be a list, is 'direct'"),
        ("system", "name", "set 1: a peer has a 'system' and figures"),
        ('id = "other"', 'id = "small"', "two sets have the same id"),
        ("[[sets]]", "[[sets", "cannot be read"),
    ],
)
def test_descriptions_are_checked(folder, old, new, says):
    path = folder / "docs" / "accuracy" / "sets.toml"
    path.write_text(SETS.replace(old, new), "utf-8")
    with pytest.raises(QuotegraphError) as raised:
        read_description(path)
    assert str(raised.value).startswith(str(path))
    assert says in str(raised.value)


def test_the_pages_of_the_house_are_those_of_its_figures():
    where = HOUSE / "docs" / "accuracy"
    description = read_description(where / "sets.toml")
    measured = {path.stem: json.loads(path.read_text("utf-8")) for path in where.glob("*.json")}
    assert measured.keys() <= {one.id for one in description.sets}
    assert (HOUSE / "docs" / "accuracy.md").read_text("utf-8") == page(description, measured)
    readme = (HOUSE / "README.md").read_text("utf-8")
    assert with_table(readme, readme_table(description, measured)) == readme
