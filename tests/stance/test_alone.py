"""The bare model on texts and targets."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES
from quotegraph.stages import create
from quotegraph.stance.alone import Pair, judge_pairs, line_of, pair_from_line, proposition
from quotegraph.stance.question import Asked

PAIRS = [
    Pair("a", "The union rejected the new bridge.", "The new bridge should be built."),
    Pair("b", "We welcome the new bridge.", "the new bridge", "Ann Lee", "The council met."),
]


def by_target(asked: list[Asked]) -> list[object]:
    return [("support", 0.9) if one.proposition.endswith("is good.") else ("oppose", 0.8) for one in asked]


class Whole:
    """A stage that judges nothing."""

    def judge(self, reading: object, quotations: object, topics: object) -> object:
        return quotations


def test_pairs_keep_their_order_over_batches() -> None:
    many = [Pair(str(n), *(PAIRS[n % 2].text, PAIRS[n % 2].target)) for n in range(130)]
    found = list(judge_pairs(create("stance", f"callable:{__name__}:by_target"), many))
    assert [pair.id for pair, _ in found] == [str(n) for n in range(130)]
    assert [stance.stance for _, stance in found] == ["oppose", "support"] * 65


def test_a_model_of_pairs_sees_text_holder_context_and_proposition() -> None:
    seen: list[Asked] = []

    class Model:
        def probabilities(self, asked: list[Asked]) -> list[list[float]]:
            seen.extend(asked)
            return [[0.2, 0.2, 0.6]] * len(asked)

    from quotegraph.stance.asking import AskingStance

    found = [stance.stance for _, stance in judge_pairs(AskingStance(Model()), PAIRS[1:])]  # type: ignore[arg-type]
    assert found == ["neutral"]
    (asked,) = seen
    assert (asked.text, asked.holder, asked.context, asked.proposition) == (
        "We welcome the new bridge.", "Ann Lee", "The council met.", "The new bridge is good.",
    )  # fmt: skip
    list(judge_pairs(AskingStance(Model()), PAIRS[:1]))  # type: ignore[arg-type]
    assert seen[-1].holder == "", "nobody stands in for a holder that is not known"


def test_whole_stages_and_rules_answer_too() -> None:
    assert [s.stance for _, s in judge_pairs(create("stance", f"callable:{__name__}:Whole"), PAIRS)] == ["neutral"] * 2
    for _, stance in judge_pairs(create("stance", "rules"), PAIRS):
        assert stance.confidence is not None
        assert 1 / 3 <= stance.confidence <= 1


@pytest.mark.parametrize(
    ("target", "stated"),
    [
        ("nuclear power", "Nuclear power is good."),
        ("The tax must go.", "The tax must go."),
        ("Nobody should pay twice", "Nobody should pay twice."),
        ("legalization of marijuana", "Legalization of marijuana is good."),
    ],
)
def test_a_phrase_becomes_a_proposition_and_a_sentence_stays(target: str, stated: str) -> None:
    assert proposition(target) == stated


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ([], "list; a line is {id, text, target}"),
        ({"text": "a", "target": "b"}, "no 'id'; a line is"),
        ({"id": 1, "text": " ", "target": "b"}, "no 'text'; "),
        ({"id": 1, "text": "a"}, "no 'target'; "),
        ({"id": 1, "text": 7, "target": "b"}, "'text' is int, is to be a text; "),
        ({"id": 1, "text": "a", "target": "b", "holder": []}, "'holder' is list, is to be a text; "),
        ({"id": 1, "text": "\ud800", "target": "b"}, "holds half of a character"),
    ],
)
def test_lines_that_are_no_pairs(line: object, told: str) -> None:
    with pytest.raises(QuotegraphError) as error:
        pair_from_line(line, "a.jsonl:3")
    assert str(error.value).startswith(f"a.jsonl:3: {told}")


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Pair, st.just("x"), _TEXT, _TEXT, st.text(max_size=9), st.text(max_size=30)), max_size=3))
def test_any_pair_gets_a_lawful_answer(pairs: list[Pair]) -> None:
    for pair, stance in judge_pairs(create("stance", "rules"), pairs):
        line = line_of(pair, stance)
        assert line["label"] in STANCES
        assert (line["intensity"] == 0) == (line["label"] == "neutral")
        assert line["confidence"] is None or 0 <= line["confidence"] <= 1
