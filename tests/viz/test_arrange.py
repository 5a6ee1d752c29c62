from itertools import combinations

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from quotegraph.viz.arrange import Box, bounds, flanks, given

CARD = (172.0, 38.0)
ANYWHERE = st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))


@st.composite
def debates(draw):
    speakers = [
        Box(f"speaker:{n}", draw(st.floats(6, 18)), draw(st.floats(0, 152))) for n in range(draw(st.integers(0, 60)))
    ]
    topics = [Box(f"topic:{n}", 19.0) for n in range(draw(st.integers(0, 30)))]
    hints = {box.id: draw(ANYWHERE) for box in (*speakers, *topics) if draw(st.booleans())}
    return speakers, topics, hints


def rectangles(speakers, topics, made):
    for box in speakers:
        (x, y), side = made.places[box.id], made.flanks[box.id]
        yield box.id, x - box.half, y - box.half, x + box.half, y + box.half
        ends = sorted((x + side * box.half, x + side * (box.half + 6 + box.label)))
        yield box.id, ends[0], y - 7, ends[1], y + 7
    for box in topics:
        x, y = made.places[box.id]
        yield box.id, x - CARD[0] / 2, y - box.half, x + CARD[0] / 2, y + box.half


@settings(max_examples=40, deadline=None)
@for_any(debates())
def test_nothing_lies_on_anything_else(debate):
    speakers, topics, hints = debate
    made = flanks(speakers, topics, CARD, hints)
    for one, other in combinations(rectangles(speakers, topics, made), 2):
        if one[0] != other[0]:
            apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
            assert apart, (one, other)


@settings(max_examples=40, deadline=None)
@for_any(debates())
def test_everything_lies_within_the_bounds_at_whole_pixels(debate):
    speakers, topics, hints = debate
    made = flanks(speakers, topics, CARD, hints)
    assert set(made.places) == {box.id for box in (*speakers, *topics)}
    left, top, right, bottom = made.bounds
    for _, x0, y0, x1, y1 in rectangles([], topics, made):
        assert left <= x0 < x1 <= right
        assert top <= y0 < y1 <= bottom
    assert all(x == int(x) and y == int(y) for x, y in made.places.values())


@settings(max_examples=40, deadline=None)
@for_any(debates(), st.randoms())
def test_the_order_of_the_input_does_not_matter(debate, random):
    speakers, topics, hints = debate
    shuffled = random.sample(speakers, len(speakers)), random.sample(topics, len(topics))
    assert flanks(*shuffled, CARD, hints).places == flanks(speakers, topics, CARD, hints).places


def test_the_hints_decide_the_side_and_the_order():
    speakers = [Box(f"speaker:{name}", 10, 50) for name in "abcd"]
    hints = {"speaker:a": (-5, 9), "speaker:b": (-1, 2), "speaker:c": (3, 0), "speaker:d": (4, -1)}
    places = flanks(speakers, [Box("topic:t", 19)], CARD, hints).places
    assert places["speaker:b"][1] < places["speaker:a"][1]
    assert places["speaker:d"][1] < places["speaker:c"][1]
    assert max(places["speaker:a"][0], places["speaker:b"][0]) < -86
    assert min(places["speaker:c"][0], places["speaker:d"][0]) > 86


def test_the_undecided_fill_the_shorter_flank():
    speakers = [Box(f"speaker:{n}", 10) for n in range(6)]
    hints = {"speaker:0": (-1, 0), "speaker:1": (-1, 1), "speaker:2": (-1, 2)}
    made = flanks(speakers, [Box("topic:t", 19)], CARD, hints)
    assert sorted(made.flanks.values()) == [-1, -1, -1, 1, 1, 1]


def test_a_common_debate_fits_an_ordinary_screen_at_readable_size():
    speakers = [Box(f"speaker:{n}", 6.5 + n % 5, 150) for n in range(60)]
    topics = [Box(f"topic:{n}", 19) for n in range(15)]
    hints = {box.id: (n % 2 * 2 - 1, n) for n, box in enumerate(speakers)}
    left, top, right, bottom = flanks(speakers, topics, CARD, hints).bounds
    assert right - left < 1000
    assert bottom - top < 800


def test_very_many_grow_in_both_directions():
    speakers = [Box(f"speaker:{n}", 8, 120) for n in range(2000)]
    hints = {box.id: (n % 2 * 2 - 1, n) for n, box in enumerate(speakers)}
    left, top, right, bottom = flanks(speakers, [Box("topic:t", 19)], CARD, hints).bounds
    assert 0.5 < (right - left) / (bottom - top) < 3


def test_positions_by_hand_keep_their_proportions():
    boxes = [Box(f"speaker:{name}", 10) for name in "abc"]
    places = given(boxes, [], CARD, {"speaker:a": (0, 0), "speaker:b": (10, 0), "speaker:c": (10, 5)}).places
    assert places["speaker:b"][0] - places["speaker:a"][0] == pytest.approx(
        2 * 1.4 * (places["speaker:c"][1] - places["speaker:b"][1]), rel=0.02
    )


@pytest.mark.parametrize("odd", [(float("nan"), 0), (float("inf"), 0), (0, -float("inf")), (1e300, -1e300)])
def test_positions_that_are_none_stand_below(odd):
    boxes = [Box("speaker:a", 10), Box("speaker:b", 10), Box("speaker:c", 10)]
    places = given(boxes, [], CARD, {"speaker:a": (0, 0), "speaker:b": odd}).places
    assert places["speaker:b"][1] > places["speaker:a"][1]
    assert places["speaker:b"] != places["speaker:c"]


def test_nothing_has_no_extent():
    assert bounds([], [], CARD, {}, {}) == (0, 0, 0, 0)
    assert flanks([], [], CARD, {}).bounds == (0, 0, 0, 0)
