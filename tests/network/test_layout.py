"""Positions: sides, room to read, and no chance in it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.model import Statement
from quotegraph.network import camps, positions

LABEL, LINE = 110, 30  # pixels that a name takes, and a node with it from the next one at least


def debate(speakers, topics, count, seed):
    draw = random.Random(seed)
    names = [f"Speaker {i}" for i in range(speakers)]
    side = {name: draw.choice([1, 1, -1, -1, 0]) for name in names}
    leaning = {f"topic-{j}": draw.choice([1, -1]) for j in range(topics)}
    rows = []
    for n in range(count):
        name, topic = names[n % speakers], draw.choice(list(leaning))
        sign = side[name] * leaning[topic] * draw.choice([1, 1, 1, -1])
        rows.append(Statement(name, topic, {1: "support", -1: "oppose", 0: "neutral"}[sign]))
    return rows


def crowded(places, width, height):
    points = sorted(places.values())
    return [
        (a, b)
        for i, a in enumerate(points)
        for b in points[i + 1 :]
        if b[0] - a[0] < width and abs(b[1] - a[1]) < height
    ]


@pytest.mark.parametrize("seed", range(8))
def test_sixty_speakers_and_fifteen_topics_fit_a_screen(seed):
    places = positions(debate(60, 15, 300, seed))
    assert len(places) == 75
    assert crowded(places, LABEL, 60) == []
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    assert max(xs) - min(xs) + LABEL <= 1440
    assert max(ys) - min(ys) + 60 <= 900


@pytest.mark.parametrize(("speakers", "topics"), [(1, 1), (2, 9), (300, 40), (7, 200), (1000, 3)])
def test_nothing_overlaps_at_any_size(speakers, topics):
    assert crowded(positions(debate(speakers, topics, 4 * speakers + topics, 1)), LABEL, LINE) == []


def test_the_camps_stand_left_and_right_of_the_topics():
    rows = debate(40, 6, 200, 3)
    places, camp = positions(rows), camps(rows)
    topics = [x for key, (x, _) in places.items() if key.startswith("topic:")]
    by_camp = {c: [places[f"speaker:{name}"][0] for name in camp if camp[name] == c] for c in (0, 1, 2)}
    assert max(by_camp[1]) < min(topics) <= 0 <= max(topics) < min(by_camp[2])
    assert by_camp[0]
    assert max(by_camp[1]) < min(by_camp[0])
    assert max(by_camp[0]) < min(by_camp[2])


def test_the_side_of_the_topics_is_that_of_the_camp_however_unequal_the_camps():
    rows = [Statement(f"Speaker {n}", "rail", "oppose" if n < 3 else "support") for n in range(90)]
    places = positions(rows)
    assert places["topic:rail"] == (0.0, 0.0)
    assert {name for name, (x, _) in places.items() if x > 0} == {
        "speaker:Speaker 0",
        "speaker:Speaker 1",
        "speaker:Speaker 2",
    }


any_statement = st.builds(
    Statement,
    speaker=st.text(max_size=5),
    topic=st.text(max_size=3),
    stance=st.sampled_from(["support", "oppose", "neutral"]),
)


@given(st.lists(any_statement, max_size=30), st.randoms(use_true_random=False))
def test_everybody_has_a_place_whatever_the_names_and_their_order(statements, draw):
    places = positions(iter(statements))
    assert set(places) == {f"speaker:{s.speaker}" for s in statements} | {f"topic:{s.topic}" for s in statements}
    assert crowded(places, LABEL, LINE) == []
    shuffled = list(statements)
    draw.shuffle(shuffled)
    assert positions(shuffled) == places
