"""Two camps: what they must be whatever the statements, and what they are where the answer is known."""

import itertools
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotegraph.model import Statement
from quotegraph.network import camps, frustration, split, subtract

YES, NO = "support", "oppose"


def said(text):
    """``Ann rail +, Bob rail -`` as statements."""
    signs = {"+": YES, "-": NO, "0": "neutral"}
    rows = (part.split() for part in text.split(","))
    return [Statement(speaker, topic, signs[sign]) for speaker, topic, sign in rows]


statement = st.builds(
    Statement,
    speaker=st.sampled_from("ABCDEFG"),
    topic=st.sampled_from("wxyz"),
    stance=st.sampled_from([YES, NO, "neutral"]),
)


def ties(statements):
    return subtract(statements, normalisation="cosine")


def least_frustration(graph):
    nodes = list(graph)
    return min(
        frustration(graph, dict(zip(nodes, sides, strict=True))).frustrated
        for sides in itertools.product((1, 2), repeat=len(nodes))
    )


def test_two_plain_camps_and_those_outside():
    rows = said(
        "Ann rail +, Ann tax -, Bob rail +, Cem tax +, Cem rail -, Dee tax +, "
        "Eve rail 0, Fay moon +, Gus rail +, Gus rail -"
    )
    assert camps(rows) == {"Ann": 1, "Bob": 1, "Cem": 2, "Dee": 2, "Eve": 0, "Fay": 0, "Gus": 0}


def test_camp_1_is_for_camp_2_against():
    rows = said("Ann rail -, Bob rail -, Cem rail +")
    assert camps(rows) == {"Ann": 2, "Bob": 2, "Cem": 1}
    assert camps(said("Ann rail -, Bob rail -")) == {"Ann": 2, "Bob": 2}


def test_parts_without_a_tie_between_them_are_divided_each_by_itself():
    rows = said("Ann rail +, Bob rail -, Cem tax +, Dee tax -")
    assert camps(rows) == {"Ann": 1, "Bob": 2, "Cem": 1, "Dee": 2}


def test_a_speaker_quoted_often_weighs_no_more():
    loud = said("Ann rail +, Ann tax +") * 50
    rows = said("Bob rail -, Bob tax +, Cem rail -, Cem tax +, Dee rail -, Dee tax +")
    assert camps(loud + rows)["Bob"] == camps(said("Ann rail +, Ann tax +") + rows)["Bob"]


def test_the_axis_runs_from_camp_1_to_camp_2():
    division = split(said("Ann rail +, Ann tax -, Bob rail +, Bob tax +, Cem rail -, Cem tax +, Dee rail -"))
    assert division.camps["Ann"] != division.camps["Cem"]
    assert division.topics["rail"] < 0 < division.topics["tax"]
    assert min(division.axis, key=division.axis.__getitem__) == "Ann"
    assert division.axis["Ann"] < division.axis["Bob"] < division.axis["Cem"]


@pytest.mark.parametrize("seed", range(40))
def test_the_least_frustration_is_found(seed):
    draw = Random(seed)
    speakers, topics = "ABCDEFGHI"[: draw.randint(3, 9)], "uvwxyz"[: draw.randint(2, 6)]
    rows = [Statement(draw.choice(speakers), draw.choice(topics), draw.choice([YES, NO])) for _ in range(25)]
    graph = ties(rows)
    assert frustration(graph, camps(rows)).frustrated == pytest.approx(least_frustration(graph))


@given(st.lists(statement, max_size=40), st.randoms(use_true_random=False))
def test_camps_do_not_hang_on_the_order(statements, random):
    shuffled = list(statements)
    random.shuffle(shuffled)
    assert split(shuffled) == split(statements)


@given(st.lists(statement, max_size=40))
def test_who_has_a_tie_has_a_camp_and_no_single_move_helps(statements):
    graph, found = ties(statements), camps(statements)
    assert set(found) == {s.speaker for s in statements}
    assert {name for name, camp in found.items() if camp} >= {name for name in graph if graph.degree[name]}
    before = frustration(graph, found).frustrated
    for name, camp in found.items():
        if camp:
            assert frustration(graph, found | {name: 3 - camp}).frustrated >= before - 1e-6


@example(
    said("A w +, A x +, A z -, B x +, B z -, C z +, D w +, E w +, E x -")  # where a choice by chance would show
)
@given(st.lists(statement, max_size=40))
def test_turning_every_stance_round_swaps_the_camps(statements):
    turned = [Statement(s.speaker, s.topic, {YES: NO, NO: YES}.get(s.stance, s.stance)) for s in statements]
    graph = ties(statements)
    assert frustration(graph, camps(turned)).frustrated == pytest.approx(
        frustration(graph, camps(statements)).frustrated
    )


def test_frustration_by_hand():
    graph = subtract(said("Ann rail +, Ann rail +, Bob rail +, Cem rail -"))  # AB +2, AC -2, BC -1
    assert frustration(graph).share == 0
    assert frustration(graph).polarisation == pytest.approx(3 / 5)
    wrong = frustration(graph, {"Ann": 1, "Bob": 2, "Cem": 2})
    assert (wrong.weight, wrong.frustrated, wrong.opposition) == (5, 3, 2)
    assert frustration(graph, {"Ann": 1, "Bob": 1}).weight == 2  # who has no camp does not count
    assert frustration(subtract([])).share == 0
    assert frustration(subtract(said("Ann rail +, Bob rail +"))).polarisation == 0
