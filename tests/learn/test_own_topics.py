"""A user's own topics, learnt from judgements of people in a store."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.learn.own_topics import learn, material, measured
from quotegraph.model import Annotation, Article, Quotation, Span, Speaker, Stance, Topic
from quotegraph.rdf import open_store
from quotegraph.rdf.coded import judged_by_people
from quotegraph.stages import create
from quotegraph.stance.head import PARTS, Coded, Head, fit_head

BAN = Topic("ban", "Wood stoves", "Wood stoves should be banned in town.", ("stoves",), "town")
TRAM = Topic("tram", "Tram", "A tram should be built.", ("tramway",), "town")
SAID = {
    "Ann": ("the smoke of stoves is a gift of winter", "oppose"),
    "Bo": ("his stove is a neighbour's cough", "support"),
}
AT = datetime(2031, 5, 1, tzinfo=UTC)


def annotation(number: int) -> Annotation:
    text, quotations = "", []
    for who, (words, _) in SAID.items():
        start = len(text) + len(who) + 6
        text += f"{who} says {words}. "
        quotations.append(
            Quotation(
                f"q{who}",
                (Span(start, start + len(words)),),
                (Span(start - 5, start - 1),),
                (Span(start - 6 - len(who), start - 6),),
                speaker=Speaker(who.lower(), who),
                stances=(Stance("ban", "neutral", 0, 0.4),),
            )
        )
    return Annotation(Article(f"town/{number}", text), tuple(quotations))


def coded_store(folder: Path) -> Path:
    """A store with six articles that somebody coded, and two that nobody did."""
    with open_store(folder / "graph", create=True) as store:
        store.add([annotation(number) for number in range(8)], [BAN, TRAM])
        for number in range(6):
            for who, (_, side) in SAID.items():
                store.review(f"town/{number}#q{who}", Stance("ban", side, 2), "Coder", AT)
    return folder / "graph"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return coded_store(tmp_path)


def test_what_people_judged_is_told_apart_from_what_the_model_did(place: Path) -> None:
    with open_store(place) as store:
        found = list(judged_by_people(store))
    assert [one.annotation.article.doc_id for one in found] == [f"town/{number}" for number in range(6)]
    assert {pair for one in found for pair in one.by_people} == {("qAnn", "ban"), ("qBo", "ban")}
    assert [s.stance for q in found[0].annotation.quotations for s in q.stances] == ["oppose", "support"]


def test_nothing_is_learnt_from_the_article_that_is_measured(place: Path) -> None:
    with open_store(place) as store:
        coded = [(one.annotation, one.by_people) for one in judged_by_people(store)]
    found = material(coded, [BAN, TRAM], "rules")
    lonely = found[:1]
    assert measured(lonely)[0] == measured(lonely)[1]  # no other article to learn from


def test_a_head_stands_on_models_that_take_one(tmp_path: Path) -> None:
    with pytest.raises(QuotegraphError, match="a head on learnt:x is one on another head"):
        learn([], [BAN], tmp_path / "a.json", "learnt:x", "graph")
    with pytest.raises(QuotegraphError, match="judges whole articles by itself"):
        learn([], [BAN], tmp_path / "a.json", "callable:tests.stance.test_models:Silent", "graph")


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"kind": "other"}', '{"kind": "quotegraph stance head 1"}',
     '{"kind": "quotegraph stance head 1", "topics": {"a": {"bears": {"bias": 1, "words": [1], "speakers": {}}}}}'],
)  # fmt: skip
def test_a_file_that_holds_no_head_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "mine.json").write_text(content)
    with pytest.raises(QuotegraphError) as error:
        create("stance", f"learnt:{tmp_path / 'mine.json'}")
    assert str(error.value).startswith(f"{tmp_path / 'mine.json'}: ")


def test_few_examples_move_little_and_many_move_more() -> None:
    rows = [Coded("t", "support", np.zeros(256), "", 0.0, True)] * 40
    moved = [fit_head(rows[:count]).added("t", "support", np.zeros((1, 256)), [""])[0] for count in (1, 10, 40)]
    assert 0 < moved[0] < 0.1 < moved[1] < moved[2]


def test_what_the_model_below_knows_already_is_not_learnt_twice() -> None:
    known, new = (fit_head([Coded("t", "support", np.zeros(256), "ann", logit, True)] * 5) for logit in (6.0, -1.0))
    at = ("t", "support", np.zeros((1, 256)), ["ann"])
    assert known.added(*at)[0] < 0.2 < 1 < new.added(*at)[0]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b"]), st.sampled_from(PARTS), st.integers(0, 255), st.sampled_from(["", "x", "ü"]),
            st.floats(-12, 12), st.booleans(), st.floats(0.1, 2),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_examples_give_a_head_that_comes_back_from_json(
    drawn: list[tuple[str, str, int, str, float, bool, float]],
) -> None:
    unit = np.eye(256)
    rows = [Coded(topic, part, unit[at], who, logit, yes, weight) for topic, part, at, who, logit, yes, weight in drawn]
    head = fit_head(rows)
    again = Head.from_json(json.loads(json.dumps(head.to_json())), "mine")
    for part in PARTS:
        moved = head.moved(part, np.full((3, 2), 0.5), ("a", "b"), unit[:3], ("", "x", "ü"))
        assert np.isfinite(moved).all()
        assert ((moved >= 0) & (moved <= 1)).all()
        assert again.moved(part, np.full((3, 2), 0.5), ("a", "b"), unit[:3], ("", "x", "ü")) == pytest.approx(
            moved, abs=0.01
        )
