"""Which way propositions, labels and words point."""

import pytest

from quotegraph.language.models import english
from quotegraph.model import Topic
from quotegraph.stance.proposition import proposition_of
from quotegraph.stance.scope import Scope
from quotegraph.stance.topics import prepare
from quotegraph.stance.words import Vectors, stem, words_of


@pytest.mark.parametrize(
    ("proposition", "label", "sign"),
    [
        ("The bridge should be built.", "Bridge", 1),
        ("The bridge should not be built.", "Bridge", -1),
        ("No bridge should be built over the bay.", "Bridge over the bay", -1),
        ("Plastic bags should be banned.", "Plastic bags", -1),
        ("Plastic bags should be banned.", "Bag ban", 1),
        ("Plastic bags should be banned.", "Ban on bags", 1),
        ("The library should not be closed.", "Library", 1),
        ("The library should not be closed.", "Closure of the library", -1),
        ("The embargo on grain should be lifted.", "Grain embargo", -1),
        ("The state should impose a moratorium on new mines.", "Moratorium", 1),
        ("Motorists should no longer be allowed to park in the square.", "Parking in the square", -1),
        ("The fare should be cut by half.", "Fare", -1),
        ("The square should be closed to lorries.", "Lorries in the square", -1),
        ("The square should be closed to lorries.", "Lorry-free square", 1),
        ("Pupils, not teachers, should choose the books.", "Pupils' choice", 1),
        ("The chairman should resign.", "Resignation of the chairman", 1),
        ("Trams should be left out of the toll.", "Exemption for trams", 1),
        ("The number of kiosks should be limited.", "Kiosks", -1),
        ("The council should decide by majority.", "End of unanimity", 1),
    ],
)
def test_label_points_with_or_against_the_proposition(proposition: str, label: str, sign: int) -> None:
    read = [words_of(english()(text)) for text in (proposition, label)]
    assert proposition_of(read[0]).sign(read[1]) == sign


@pytest.mark.parametrize(
    ("text", "word", "turn"),
    [
        ("They want a tax on sugar.", "tax", 1),
        ("They oppose a tax on sugar.", "tax", -1),
        ("They do not oppose a tax on sugar.", "tax", 1),
        ("There should be no tax on sugar.", "tax", -1),
        ("They refuse to abolish the tax.", "tax", 1),
        ("They keep lorries away from the bridge.", "lorries", -1),
    ],
)
def test_negations_refusals_and_undoings_turn_a_word_round(text: str, word: str, turn: int) -> None:
    words = words_of(english()(text))
    at = next(i for i, one in enumerate(words) if text[one.start :].startswith(word))
    assert Scope(words).over(at, set(range(len(words))))[0] == turn


def test_topics_without_words_of_their_own_are_no_error() -> None:
    ready = prepare([Topic("a", "", ""), Topic("b", "…", "!", ("", "?"))], Vectors())
    assert ready.phrases.shape == (6, 0)
    assert ready.sign.tolist() == [1.0, 1.0]


def test_words_of_one_family_share_a_stem() -> None:
    assert stem("eviction") == stem("evict") == "evict"
    assert stem("closing") == stem("closure")
    assert stem("bus") != stem("business")
