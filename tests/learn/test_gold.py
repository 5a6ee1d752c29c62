"""What is learnt from: lines of files and of marked-up articles, with sets left out."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from quotegraph.corpus import read_corpus
from quotegraph.errors import QuotegraphError
from quotegraph.learn.gold import UNSTATED, read_corpora, rows

TRAIN = Path(__file__).parents[2] / "data" / "train"
QUOTE = {"id": "q1", "content": [[0, 2]]}
LINE = {"doc_id": "a/1", "text": "Hi “there”.", "quotes": [QUOTE]}


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return path


def test_a_folder_of_briefs_and_its_lines_are_the_same(tmp_path: Path) -> None:
    folder = TRAIN / "rent-cap"
    lines = write(tmp_path / "a.jsonl", *(brief.line() for brief in read_corpus(folder)))
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    assert list(rows(folder)) == list(rows(lines)) == list(rows(packed))


def test_keys_that_are_left_out_get_their_defaults(tmp_path: Path) -> None:
    marked = {**LINE, "quotes": [{**QUOTE, "quotative": False}], "non_quotes": [[3, 10]]}
    plain, with_marks = rows(write(tmp_path / "a.jsonl", LINE, "", marked))
    assert (plain["quotes"][0]["type"], plain["quotes"][0]["level"], plain["quotes"][0]["cue"]) == ("indirect", 1, [])
    assert (plain["non_quotes"], with_marks["non_quotes"]) == ([], [[3, 10]])
    assert ("quotative" in plain["quotes"][0], with_marks["quotes"][0]["quotative"]) == (False, False)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "a.jsonl:2: no JSON"),
        ("[" * 100_000, "a.jsonl:2: no JSON"),
        ("[]", "a.jsonl:2: a JSON object is wanted"),
        ({"text": "Hi."}, "a.jsonl:2: no 'doc_id'"),
        ({**LINE, "quotes": [{"id": "q1", "content": [[0, 99]]}]}, "a.jsonl:2: quotation 1: content: "),
        ({**LINE, "non_quotes": 5}, "a.jsonl:2: non_quotes: a list of spans is wanted"),
        ({**LINE, "non_quotes": [[3, 99]]}, "a.jsonl:2: non_quotes: [3, 99] is not a span [start, end] inside"),
        ({**LINE, "non_quotes": [[True, 3]]}, "a.jsonl:2: non_quotes: [True, 3] is not a span"),
    ],
)
def test_bad_lines(tmp_path: Path, line: object, said: str) -> None:
    file = write(tmp_path / "a.jsonl", LINE, line)
    with pytest.raises(QuotegraphError) as error:
        list(rows(file))
    assert str(error.value).startswith(f"{tmp_path}/{said}")


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "empty").mkdir()
    for name, said in (("bad.jsonl.gz", "cannot be read: not a gzipped file"), ("empty", "holds no .brief files")):
        with pytest.raises(QuotegraphError) as error:
            list(rows(tmp_path / name))
        assert said in str(error.value)


def test_sets_are_left_out_whole(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", *({**LINE, "doc_id": f"{name}/1"} for name in "abc"))
    (corpus,) = read_corpora([(file, "gum", 0.5)], ["b"])
    assert ([row["doc_id"] for row in corpus.rows], [row["doc_id"] for row in corpus.left_out]) == (
        ["a/1", "c/1"],
        ["b/1"],
    )
    assert (corpus.style, corpus.times, corpus.licence) == ("gum", 0.5, UNSTATED)
    assert [annotation.article.doc_id for annotation in corpus.annotations()] == ["a/1", "c/1"]
    with pytest.raises(QuotegraphError, match="no set 'd' to leave out; there are a, b, c"):
        read_corpora([(file, "gum", 1.0)], ["d"])
    with pytest.raises(QuotegraphError, match="no articles to learn from but those left out"):
        read_corpora([(file, "gum", 1.0)], ["a", "b", "c"])


@pytest.mark.parametrize(
    ("given", "stated"), [(["CC0"], ["CC0", "CC0"]), (["CC0", "MIT"], ["CC0", "MIT"]), ([], [UNSTATED, UNSTATED])]
)
def test_a_licence_for_each_or_for_all(tmp_path: Path, given: Sequence[str], stated: Sequence[str]) -> None:
    file = write(tmp_path / "a.jsonl", LINE)
    found = read_corpora([(file, "brief", 1.0)] * 2, (), given)
    assert [corpus.licence for corpus in found] == stated
    with pytest.raises(QuotegraphError, match="2 licences for 1 corpora"):
        read_corpora([(file, "brief", 1.0)], (), ["CC0", "MIT"])
