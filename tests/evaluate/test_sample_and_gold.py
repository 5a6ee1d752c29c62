"""The sample articles and their gold are the same texts, and the gold keeps the rules of the format."""

import csv
import json
from pathlib import Path

import pytest

from quotegraph.lines import from_line
from quotegraph.sources import read

DATA = Path(__file__).parents[2] / "data"


def gold_lines():
    return [json.loads(line) for line in (DATA / "gold" / "ukraine.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_articles_read_from_the_sample_are_those_of_the_gold():
    articles = list(read([DATA / "sample"], pytest.fail))
    assert articles == [from_line(line).article for line in gold_lines()]
    assert len(articles) == 24


def test_every_named_speaker_of_the_gold_is_in_the_cast():
    with (DATA / "gold" / "cast.tsv").open(encoding="utf-8", newline="") as file:
        cast = {row["name"]: row["kind"] for row in csv.DictReader(file, delimiter="\t")}
    for line in gold_lines():
        for quote in line["quotes"]:
            assert (quote["kind"] == "unnamed") == (quote["entity"] is None)
            assert quote["kind"] in ("unnamed", cast.get(quote["speaker"]))


def test_marks_begin_and_end_with_a_character_that_is_no_space():
    for line in gold_lines():
        for quotation in from_line(line).quotations:
            for span in (*quotation.content, *quotation.cue, *quotation.source):
                words = span.of(line["text"])
                assert words == words.strip() != ""
