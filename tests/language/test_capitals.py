from hypothesis import given
from hypothesis import strategies as st

from quotegraph.language.capitals import calm


def test_words_in_capitals_are_small_where_they_are_small_elsewhere() -> None:
    text = "MAYOR RUTA VILKS SAYS BRIDGE WILL OPEN\n\nThe mayor, Ruta Vilks, said that the bridge would open."
    assert calm(text).splitlines()[0] == "Mayor Ruta Vilks says bridge will open"


def test_abbreviations_and_names_stay() -> None:
    for text in (
        "NATO and the EU met in THE HAGUE.",
        "The BBC and ITV said so.",
        "MR SZABO: It rains.",
        "JOHN F. KENNEDY",
    ):
        assert calm(text) == text


def test_the_first_words_of_a_report_are_calmed() -> None:
    assert calm("THE COUNCIL HAS said that NATO is safe.") == "The council has said that NATO is safe."


@given(st.text(alphabet="ABTHE thes’'.-İÉß\n", max_size=60) | st.text(max_size=60))
def test_every_character_keeps_its_place(text: str) -> None:
    out = calm(text)
    assert len(out) == len(text)
    assert out.casefold() == text.casefold()


def test_letters_between_apostrophes_are_gone_through_once() -> None:
    for unit in ("A'", "A.", "A-", "A ", "A' A", "THE A,  "):
        text = unit * 50_000
        assert len(calm(text)) == len(text)
