from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.viz import style


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", style.COLOURS)
def test_text_is_readable_on_its_ground(theme):
    colours = style.COLOURS[theme]
    grounds = {"ink": ("ground", "raised", "mark", "speaker", "topic"), "soft": ("ground", "raised")}
    for ink, places in grounds.items():
        for ground in places:
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for stance in ("support", "oppose"):
        assert contrast(colours[stance], colours["ground"]) >= 4.5
    assert contrast(colours["neutral"], colours["ground"]) >= 3


@pytest.mark.parametrize("theme", style.COLOURS)
def test_the_stances_differ_from_each_other(theme):
    for one, other in combinations(("support", "oppose", "neutral"), 2):
        pairs = zip(*(bytes.fromhex(style.COLOURS[theme][name][1:]) for name in (one, other)), strict=True)
        assert sum(abs(a - b) for a, b in pairs) > 80


def test_both_themes_name_the_same_parts():
    assert list(style.COLOURS["light"]) == list(style.COLOURS["dark"])


@pytest.mark.parametrize("size", [style.radius, style.width])
def test_more_quotations_are_never_smaller(size):
    sizes = [size(number) for number in range(200)]
    assert sizes == sorted(sizes)
    assert sizes[1] < sizes[4] < sizes[9]


def test_the_less_sure_the_fainter_but_never_invisible():
    steps = [style.opacity(step / 10) for step in range(11)]
    assert steps == sorted(steps)
    assert steps[0] >= 0.25


@given(st.text())
def test_initials_are_at_most_two_letters_of_the_name(name):
    marks = style.initials(name)
    assert len(marks) <= 2
    assert all(letter.isalpha() for letter in marks)


@given(st.text())
def test_labels_never_take_more_than_their_room(label):
    assert 0 < style.label_width(label) <= style.NAME_WIDTH


def test_every_kind_but_a_person_has_a_drawing():
    from quotegraph.model import KINDS

    assert set(style.ICONS) == set(KINDS) - {"person"}
