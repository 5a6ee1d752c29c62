"""What counts and what does not; quotations where there are none; what the lines of gold say beside the format."""

import gzip
import io
import json
import sys
from types import SimpleNamespace

import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.evaluate import Marked, Rate, View, evaluate, read_marked
from quotegraph.evaluate.marked import marked_line
from quotegraph.model import Span
from tests.evaluate.articles import TEXT, A, B, C, D, article, quotation


def figures(gold, found, measure="detect", view=None):
    score = evaluate([gold], [found], view=view or View()).scores[measure]
    return score.hit, score.predicted, score.gold


def test_what_is_not_quotative_is_neither_rewarded_nor_punished():
    gold = Marked(
        article("x", quotation("1", A), quotation("2", B), quotation("3", C)),
        not_quotative=frozenset({"2", "3"}),
        discard=(Span(*D),),
    )
    found = article("x", quotation("p", A), quotation("q", B), quotation("r", (12, 19)), quotation("s", D))
    assert figures(gold, found) == (2, 4, 3)
    # r reaches half of 2, s lies in what is discarded
    assert figures(gold, found, view=View(dont_care=True)) == (1, 1, 1)
    assert figures(gold, found, "coverage", View(dont_care=True)) == (10, 10, 10)
    report = evaluate([gold], [found], view=View(dont_care=True))
    assert (report.gold_left_out, report.predicted_left_out) == (2, 3)
    assert report.errors == ()
    assert "left out: 2 gold and 3 predicted quotations" in report.table()


def test_a_prediction_partly_outside_of_a_discarded_span_is_false():
    gold = Marked(article("x", quotation("1", A)), discard=(Span(*D),))
    assert figures(gold, article("x", quotation("p", (26, 49))), view=View(dont_care=True)) == (0, 1, 1)


def test_gold_that_does_not_count_takes_no_prediction_away():
    # 2 is the better match of p, but only 1 counts
    gold = Marked(article("x", quotation("1", (0, 25)), quotation("2", (0, 18))), frozenset({"2"}))
    found = article("x", quotation("p", (0, 18)))
    assert figures(gold, found, view=View(dont_care=True)) == (1, 1, 1)


def test_outermost_quotations_alone():
    gold = article("x", quotation("1", (0, 25)), quotation("2", B, parent="1"))
    found = article("x", quotation("p", (0, 25)), quotation("q", B, parent="p"), quotation("r", C, parent="p"))
    assert figures(gold, found) == (2, 3, 2)
    assert figures(gold, found, view=View(outer_only=True)) == (1, 1, 1)


def test_some_types_alone():
    gold = article("x", quotation("1", A, type="direct"), quotation("2", B, type="stance"))
    found = article("x", quotation("p", A, type="mixed"), quotation("q", B), quotation("r", C), quotation("s", D))
    direct = View(types=frozenset({"direct"}))
    assert figures(gold, found, view=direct) == (1, 1, 1)  # q matches what does not count, r and s say "indirect"
    silent = Marked(found, undeclared={"s": frozenset({"type"})})
    assert figures(gold, silent, view=direct) == (1, 2, 1)  # s does not say what it is


def test_what_gold_does_not_say_is_not_held_against_a_prediction():
    gold = Marked(article("x", quotation("1", A)), undeclared={"1": frozenset({"type", "modality", "parent"})})
    report = evaluate([gold], [article("x", quotation("p", A, type="direct", modality="denied"))])
    assert report.accuracy == {}
    assert report.recall["type"] == report.recall["modality"] == {}


def test_false_quotations_in_traps_are_counted():
    gold = Marked(article("x", quotation("1", A)), non_quotes=(Span(*B), Span(*C)))
    empty = article("y")
    found = [article("x", quotation("p", A), quotation("q", (19, 30))), article("y", quotation("p", A))]
    report = evaluate([gold, empty], found)
    assert (report.non_quotes.hit, report.non_quotes.cases) == (1, 2)  # q: 6 of its 10 characters lie in B, 4 in C
    assert (report.empty_articles.articles, report.empty_articles.predictions) == (1, 1)
    table = report.table()
    assert "in marks but no quotation: 1 of 2 taken for one (50.0 %)" in table
    assert "articles without a quotation: 1 false in 1 (1.00 an article)" in table


def test_parent_links_need_both_ends():
    gold = article("x", quotation("1", (0, 25)), quotation("2", B, parent="1"), quotation("3", D, parent="1"))
    found = article("x", quotation("p", (0, 25)), quotation("q", B, parent="p"), quotation("r", D, parent="q"))
    report = evaluate([gold], [found])
    assert report.accuracy["parent"] == Rate(2, 3)
    links = report.scores["parent links"]
    assert (links.hit, links.predicted, links.gold) == (1, 2, 2)


def test_a_source_that_is_touched_and_a_last_name():
    gold = article("x", quotation("1", A, "Ann Lee, Jr.", "a", source=[(12, 49)]), quotation("2", B, "the union"))
    found = article("x", quotation("p", A, "J. Lee", "e", source=[(12, 19)]), quotation("q", B))
    report = evaluate([gold], [found])
    assert report.scores["e2e"].hit == 0
    assert report.scores["e2e_any"].hit == 1
    assert report.accuracy["last name"] == Rate(1, 1)
    assert report.accuracy["unnamed"] == Rate(1, 1)


LINE = {
    "doc_id": "x",
    "text": TEXT,
    "quotes": [
        {"id": "1", "content": [list(A)], "quotative": False},
        {"id": "2", "content": [list(B)], "dont_care": True, "type": "direct", "modality": None, "parent": None},
        {"id": "3", "content": [list(C)], "quotative": None, "entity": None},
    ],
    "non_quotes": [[0, 5]],
    "discard": [[6, 11], [12, 19]],
}


def test_lines_say_what_counts():
    marked = marked_line({**LINE, "date": "1848"})  # only the year: of no use, and no harm
    assert marked.annotation.article.date is None
    assert marked_line({**LINE, "date": "1848-03-18"}).annotation.article.date == "1848-03-18"
    assert marked.not_quotative == {"1", "2"}
    assert marked.non_quotes == (Span(0, 5),)
    assert marked.discard == (Span(6, 11), Span(12, 19))
    said = {i: {key for key in ("type", "modality", "parent", "entity") if marked.declares(i, key)} for i in "123"}
    assert said == {"1": set(), "2": {"type", "parent"}, "3": {"entity"}}


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        ("no", "non_quotes: a list of spans is wanted, this is str"),
        ([7], "non_quotes: 7 is not a span [start, end]"),
        ([[1]], r"non_quotes: [1] is not a span [start, end]"),
        ([[0, True]], "non_quotes: [0, True] is not a span [start, end]"),
        ([[5, 5]], "non_quotes: [5, 5] lies outside the text of 49 characters"),
        ([[40, 50]], "non_quotes: [40, 50] lies outside the text of 49 characters"),
    ],
)
def test_spans_that_are_none(spans, says):
    with pytest.raises(QuotegraphError) as raised:
        marked_line({**LINE, "non_quotes": spans}, "gold.jsonl:1")
    assert str(raised.value) == f"gold.jsonl:1: {says}"


def test_files_are_read_packed_or_not_and_from_standard_input(tmp_path, monkeypatch):
    line = (json.dumps(LINE) + "\n").encode()
    (tmp_path / "a.jsonl").write_bytes(line)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(line)))
    (plain,) = read_marked(str(tmp_path / "a.jsonl"), pytest.fail)
    assert read_marked(str(tmp_path / "a.jsonl.gz"), pytest.fail) == read_marked("-", pytest.fail) == [plain]


def test_bad_lines_are_told_and_the_others_count(tmp_path):
    half = {**LINE, "doc_id": "\ud800"}
    lines = ["{oops", json.dumps({"id": "a", "text": "Hi."}), json.dumps(half), json.dumps(LINE)]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    problems = []
    assert len(read_marked(str(path), problems.append)) == 1
    assert [problem.removeprefix(str(path))[:28] for problem in problems] == [
        ":1: no JSON: Expecting prope",
        ":2: no 'quotes'; this line i",
        ":3: 'doc_id' holds \\ud800 at",
    ]


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "broken.gz").write_bytes(gzip.compress(b"{}\n" * 1000)[:-20])
    (tmp_path / "false.gz").write_bytes(b"{}\n")
    for name, says in (
        ("nowhere.jsonl", "no such file"),
        ("", "is a directory"),
        ("\0", "null"),
        ("broken.gz", "end-of-stream"),
        ("false.gz", "not a gzipped file"),
    ):
        with pytest.raises(QuotegraphError, match=says):
            read_marked(f"{tmp_path}/{name}", lambda _: None)
