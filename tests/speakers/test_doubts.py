"""Which pairs are shown to people as perhaps one, and in which order."""

import pytest

from quotegraph.model import Speaker
from quotegraph.speakers.doubts import Candidate, doubtful


def pairs(*candidates: Candidate, apart: set[frozenset[str]] = frozenset()) -> list[tuple[str, str]]:
    return [(doubt.one.name, doubt.other.name) for doubt in doubtful(candidates, apart)]


def person(name: str, **more: str) -> Candidate:
    return Candidate(Speaker(f"{name}-{more.get('role', '')}", name, **more))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Mara Holt"), person("Holt")),
        (person("Dmitry Volkonsky"), person("Dmitri Volkonskiy")),
        (person("John Smith", role="mayor"), person("John Smith", role="judge")),
        (person("Robert Falk"), person("Bob Falk")),
        (person("Mara Holt", role="mayor"), person("Mara Holt-Berg", role="mayor")),
        (person("Tomas Brandt"), person("Tomas Brant")),
        (person("Оксана Бойко"), person("Oksana Boyko")),
        (person("North Sea Union", kind="organisation"), person("NSU", kind="organisation")),
        (person("Shore Party", kind="organisation"), person("The Shore Party", kind="organisation")),
        (person("Norland"), person("Norland", kind="country", role="x")),
    ],
)
def test_names_alike_are_doubtful(one: Candidate, other: Candidate) -> None:
    assert len(pairs(one, other)) == 1
    assert len(pairs(other, one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Hannah Osei", gender="f"), person("Kwame Osei", gender="m")),
        (person("Hannah Osei"), person("Kwame Osei")),
        (person("Mara Holt", wikidata="Q1"), person("Holt", wikidata="Q2")),
        (person("Germany", kind="country"), person("Leaders of Germany", kind="group")),
        (person("Mara Holt"), person("Odo Fenn")),
    ],
)
def test_others_are_not(one: Candidate, other: Candidate) -> None:
    assert pairs(one, other) == []


def test_pairs_that_change_the_network_most_come_first() -> None:
    holts = [
        Candidate(Speaker("mara-holt", "Mara Holt"), ties=50),
        Candidate(Speaker("holt", "Holt"), ties=7),
        Candidate(Speaker("ina-falk", "Ina Falk"), ties=9),
        Candidate(Speaker("falk", "Falk"), ties=8),
    ]
    assert pairs(*holts) == [("Ina Falk", "Falk"), ("Mara Holt", "Holt")]
    assert pairs(*holts, apart={frozenset({"falk", "ina-falk"})}) == [("Mara Holt", "Holt")]
    assert [doubt.change for doubt in doubtful(holts)] == [8, 7]


def test_an_article_that_quotes_both_makes_a_pair_less_likely() -> None:
    one, other = Speaker("mara-holt", "Mara Holt"), Speaker("holt", "Holt")
    here, there = frozenset({"a"}), frozenset({"b"})
    (apart,) = doubtful([Candidate(one, articles=here), Candidate(other, articles=there)])
    (together,) = doubtful([Candidate(one, articles=here), Candidate(other, articles=here)])
    assert together.likely < apart.likely


def test_unnamed_sources_are_never_a_pair() -> None:
    assert pairs(*[Candidate(Speaker(None, "an aide", "unnamed"))] * 2) == []
