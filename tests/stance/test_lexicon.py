"""The table of words of attitude."""

from quotegraph.stance.lexicon import CLASSES, classes, lexicon


def test_every_class_has_words_and_no_other_class_is_there() -> None:
    assert {name for found in lexicon().values() for name in found} == set(CLASSES)


def test_no_word_is_both_for_and_against_or_good_and_bad() -> None:
    both = [word for word, found in lexicon().items() if {"for", "against"} <= found or {"good", "bad"} <= found]
    assert both == []


def test_the_longest_phrase_wins_and_stands_at_its_first_word() -> None:
    found = classes(["they", "look", "forward", "to", "it"])
    assert [bool(one) for one in found] == [False, True, False, False, False]
    assert "for" in found[1]


def test_a_phrase_cut_short_by_the_end_is_its_words() -> None:
    assert classes(["they", "call"])[1] == lexicon().get("call", frozenset())


def test_idioms_are_judgements_and_attitudes() -> None:
    assert classes(["a", "slap", "in", "the", "face"])[1] == {"bad"}
    assert classes(["a", "breath", "of", "fresh", "air"])[1] == {"good"}
    assert classes(["a", "non", "-", "starter"])[1] == {"against"}
