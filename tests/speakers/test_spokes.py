"""Whom spokespersons speak for."""

from collections.abc import Callable

import pytest

from quotegraph.model import Annotation
from quotegraph.speakers.spokes import spoken_for

Linked = Callable[[list[tuple[str, str, str]]], list[Annotation]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("a spokeswoman for the Dock Union", "Dock Union"),
        ("spokesman of the harbour ministry", "harbour ministry"),
        ("press secretary to Mara Holt, the mayor", "Mara Holt"),
        ("the ministry's spokesman", "ministry"),
        ("Velmoran government spokesperson", "Velmoran government"),
        ("the governor’s senior spokeswoman", "governor"),
        ("French presidential spokesman", "French president"),
        ("a spokesman for the police who asked not to be named", "police"),
        ("chief spokesman", ""),
        ("a spokesman", ""),
        ("the speaker of the house", ""),
        ("", ""),
        ("spokesman for " + "x" * 5_000, ""),
    ],
)
def test_words_for_whom_somebody_speaks(text: str, who: str) -> None:
    assert spoken_for(text) == who


def test_principals_have_the_name_that_they_have_elsewhere(linked: Linked) -> None:
    named, unnamed = linked(
        [
            (
                "a",
                "2031-01-01",
                "{Mara Holt, the mayor}, and {Ines Roth, a spokeswoman for Holt}, said [no] and [yes].",
            ),
            ("b", "2031-01-02", "Mara Holt met Ines Roth. {A spokesman for the mayor} said [perhaps]."),
        ]
    )
    assert [q.speaker.speaks_for for q in named.quotations if q.speaker] == ["", "Mara Holt"]
    assert [q.speaker.speaks_for for q in unnamed.quotations if q.speaker] == ["Mara Holt"]


def test_countries_and_heads_of_state_are_known_by_name(linked: Linked) -> None:
    state, head = linked(
        [
            ("a", "2025-01-01", "{French government spokesperson Ida Perrin} said [no]."),
            ("b", "2025-01-02", "{Odo Fenn, the French presidential spokesman}, said [yes]."),
        ]
    )
    assert [q.speaker.speaks_for for a in (state, head) for q in a.quotations if q.speaker] == [
        "France",
        "Emmanuel Macron",
    ]


def test_the_spokesman_of_one_is_not_that_of_another(linked: Linked) -> None:
    there = "Mara Holt, Karl Fenn and Ina Berg met Bo Lund."
    one, other = linked(
        [
            ("a", "2031-01-01", f"{there} {{Ines Roth, a spokeswoman for Holt}}, said [no]."),
            ("b", "2031-01-02", f"{there} {{Karl Fenn's spokeswoman}} said [yes]."),
        ]
    )
    first, second = one.quotations[0].speaker, other.quotations[0].speaker
    assert first is not None
    assert second is not None
    assert (first.key, second.key) == ("ines-roth", None)
    assert (first.speaks_for, second.speaks_for) == ("Mara Holt", "Karl Fenn")
