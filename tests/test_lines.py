"""Annotation lines: there and back, and what is no line says so in one sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.lines import article_from_line, checked_date, from_line, to_line
from quotegraph.model import Annotation, Article, Mention, Quotation, Span, Speaker, Stance

TEXT = "Lena Okafor said the line would open. “It opens,” she said."
QUOTE: dict[str, Any] = {"id": "q1", "content": [[17, 36]], "cue": [[12, 16]], "source": [[0, 11]]}


def line(**quote: Any) -> dict[str, Any]:
    return {"doc_id": "a", "text": TEXT, "quotes": [QUOTE | quote]}


def test_line_and_annotation_are_inverse() -> None:
    speaker = Speaker("lena-okafor", "Lena Okafor", "person", "f", "minister", "Ministry", "Norway", "Q1")
    quotation = Quotation(
        "q1",
        (Span(17, 36),),
        (Span(12, 16),),
        (Span(0, 11),),
        type="mixed",
        modality="hedged",
        via="her office",
        confidence=0.75,
        speaker=speaker,
        stances=(Stance("open-line", "oppose", 3, 0.5), Stance("levy", "neutral", 0)),
        rule="ccomp",
    )
    nested = Quotation("q2", (Span(38, 49),), level=2, parent="q1")
    article = Article("a/01", TEXT, "Title", "Post", "2027-03-14", "https://example.org/1", "en")
    mentions = (
        Mention(Span(0, 11), "lena-okafor", "name", 0.9, "Lena Okafor", "person", "Q1"),
        Mention(Span(53, 56), None, name="a senior official", kind="unnamed"),
    )
    annotation = Annotation(article, (quotation, nested), mentions)
    assert from_line(json.loads(json.dumps(to_line(annotation)))) == annotation


@pytest.mark.parametrize(
    ("quote", "says"),
    [
        ({"content": []}, "'content' has no span"),
        ({"content": [[17, 400]]}, "does not lie in the text"),
        ({"content": [[20, 20]]}, "does not lie in the text"),
        ({"content": [["0", 4]]}, "is not a span"),
        ({"content": 5}, "a list is wanted"),
        ({"id": ""}, "no 'id'"),
        ({"type": "spoken"}, "'spoken' is not one of direct, indirect, mixed, stance"),
        ({"modality": ["hedged"]}, "is not one of asserted"),
        ({"level": "two"}, "'two' is not 1, 2, 3"),
        ({"confidence": 1.5}, "is not a number from 0 to 1"),
        ({"confidence": float("nan")}, "is not a number from 0 to 1"),
        ({"parent": "q9"}, "parent 'q9' is not there"),
        ({"parent": "q1"}, "nested in itself"),
        ({"stances": 3}, "a list is wanted"),
        ({"stances": [{"stance": "support"}]}, "a stance needs 'topic'"),
        ({"stances": [{"topic": "t", "stance": "for"}]}, "'for' is not one of support, oppose, neutral"),
        ({"stances": [{"topic": "t", "stance": "support", "intensity": 4}]}, "intensity 4"),
        ({"speaker": "Lena", "kind": "robot"}, "'robot' is not one of person"),
    ],
)
def test_what_is_no_quotation_says_so(quote: dict[str, Any], says: str) -> None:
    with pytest.raises(QuotegraphError, match=r"^in.jsonl:3: ") as raised:
        from_line(line(**quote), "in.jsonl:3")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("mention", "says"),
    [
        ({}, "None is not a span"),
        ({"span": [0, 400]}, "does not lie in the text"),
        ({"span": [0, 4], "confidence": 2}, "is not a number from 0 to 1"),
        ({"span": [0, 4], "kind": "robot"}, "'robot' is not one of person"),
        ("Lena", "a JSON object is wanted"),
    ],
)
def test_what_is_no_mention_says_so(mention: Any, says: str) -> None:
    with pytest.raises(QuotegraphError, match=r"^in.jsonl:3: mention 1") as raised:
        from_line(line() | {"mentions": [mention]}, "in.jsonl:3")
    assert says in str(raised.value)


def test_circle_of_two_is_found() -> None:
    quotes = [QUOTE | {"id": "q1", "parent": "q2"}, QUOTE | {"id": "q2", "parent": "q1"}]
    with pytest.raises(QuotegraphError, match="nested in itself"):
        from_line({"doc_id": "a", "text": TEXT, "quotes": quotes})


def test_id_twice_is_found() -> None:
    with pytest.raises(QuotegraphError, match="stands twice"):
        from_line({"doc_id": "a", "text": TEXT, "quotes": [QUOTE, QUOTE]})


def test_doc_id_or_id_whichever_is_there() -> None:
    assert article_from_line({"id": 7, "text": ""}).doc_id == "7"
    assert article_from_line({"doc_id": None, "id": "b", "text": ""}).doc_id == "b"
    assert article_from_line({"doc_id": 0, "text": ""}).doc_id == "0"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"text": "x"}, "no 'doc_id'"),
        ({"doc_id": " ", "text": "x"}, "no 'doc_id'"),
        ({"doc_id": ["a"], "text": "x"}, "'doc_id' is to be a string"),
        ({"doc_id": "a"}, "no 'text'"),
        ({"doc_id": "a", "text": 5}, "'text' is to be a string"),
        (["a"], "a JSON object is wanted"),
    ],
)
def test_what_is_no_article_says_so(bad: Any, says: str) -> None:
    with pytest.raises(QuotegraphError, match=says):
        article_from_line(bad)


@pytest.mark.parametrize("date", ["2025-09-05", "2025-09-05T10:00:00", "2025-09-05 10:00", "2025-09-05T10:00:00Z"])
def test_iso_dates_pass(date: str) -> None:
    assert checked_date(date, "a") == date


@pytest.mark.parametrize("date", ["5 September 2025", "2025-13-01", "2025-02-30", "20250905", "2025-W36-5", "2025", ""])
def test_other_dates_do_not(date: str) -> None:
    with pytest.raises(QuotegraphError, match="is not ISO"):
        checked_date(date, "a")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 99) | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(QUOTE)), inner, max_size=3),
    max_leaves=6,
)
keys = ["id", "content", "cue", "source", "speaker", "kind", "type", "level", "parent", "confidence", "stances"]


@given(st.dictionaries(st.sampled_from(keys), json_values))
def test_any_quotation_is_read_or_refused_in_one_sentence(quote: dict[str, Any]) -> None:
    try:
        annotation = from_line(line(**quote))
    except QuotegraphError:
        return
    assert from_line(to_line(annotation)) == annotation
