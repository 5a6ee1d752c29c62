"""Looking names up: few are given for a closer look, however many there are, and always the right one among them."""

from quotegraph.model import Article
from quotegraph.speakers.index import NameIndex
from quotegraph.speakers.names import parse_name
from quotegraph.speakers.register import register_of


def index_of(names):
    index = NameIndex()
    for name in names:
        index.add(parse_name(name), name)
    return index


def test_names_with_other_digits_are_not_looked_at():
    index = index_of([f"Ann{number} Lee" for number in range(3_000)])
    assert index.full(parse_name("Ann2718 Lee")) == ["Ann2718 Lee"]


def test_of_very_many_alike_few_are_looked_at_and_the_very_name_among_them():
    letters = "bcdfghjklmnp"
    names = [f"A{a}{b}{c} Lee" for a in letters for b in letters for c in letters]
    found = index_of(names).full(parse_name(names[-1]))
    assert found == [names[-1]]


def test_numbered_people_stay_apart_in_the_register_whatever_the_order():
    articles = [Article(str(n), f"Ann{n} Lee, the mayor of Holm, left. “No,” said Ann{n} Lee.") for n in range(1, 9)]
    registers = [register_of(order) for order in (articles, articles[::-1])]
    assert [sorted(entry.name for entry in found.people) for found in registers] == [
        sorted(f"Ann{n} Lee" for n in range(1, 9))
    ] * 2


def test_a_text_full_of_names_alike_has_as_many_people_as_names():
    names = [f"Ann{number} Lee" for number in range(300)]
    text = " ".join(f"{name}, the mayor of Holm, met Mr Lee." for name in names)
    assert sorted(entry.name for entry in register_of([Article("a", text)]).people) == sorted(names)


def test_two_spellings_that_a_text_uses_time_and_again_are_two_people():
    text = "Marek Dorin left. Marrek Dorin stayed. Marek Dorin came back. Marrek Dorin slept."
    found = register_of([Article("a", text), Article("b", "Marek Dorin met Ines Roth.")])
    assert sorted(entry.name for entry in found.people) == ["Ines Roth", "Marek Dorin", "Marrek Dorin"]


def test_two_spellings_of_two_articles_are_one_person():
    found = register_of([Article("a", "Marek Dorin left."), Article("b", "Marrek Dorin left.")])
    assert len(found.people) == 1


def test_a_first_name_means_somebody_near_and_nobody_elsewhere():
    texts = {"a": "Zoltan Merrick met Ines Roth in Osmar.", "b": "Ines Roth met Zoltan in Osmar.", "c": "Zoltan left."}
    register = register_of(Article(name, text) for name, text in texts.items())
    assert [entry.name for entry in register.called(parse_name("Zoltan"), "b")] == ["Zoltan Merrick"]
    assert register.called(parse_name("Zoltan"), "c") == []
