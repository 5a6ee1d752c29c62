from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.known import candidates, known_person, role_fits


@pytest.mark.parametrize(
    ("name", "roles", "date", "codes", "wikidata"),
    [
        ("Emmanuel Macron", ["French President"], "2019-05-01", "", "Q3052772"),
        ("Macron", ["the French president"], "2019-05-01", "", "Q3052772"),
        ("Macron", [], "2019-05-01", "FR", None),  # a last name alone says too little
        ("Emmanuel Macron", [], "2019-05-01", "FR", "Q3052772"),
        ("Emmanuel Macron", [], "2019-05-01", "JP", None),
        ("Emmanuel Macron", [], "", "FR", None),
        ("Emmanuel Macron", ["French economy minister"], "2015-06-01", "", "Q3052772"),
        ("Chris Murphy", ["Sen.", "of D-Conn"], "2019-05-01", "", "Q1077594"),
        ("Chris Murphy", ["a plumber from Ohio"], "2019-05-01", "US", None),
        ("Chris Murphy", ["an American musician"], "2019-05-01", "US", None),
        ("Chris Murphy", ["the Irish senator"], "2019-05-01", "IE US", None),
        ("Chris Murphy", [], "2019-05-01", "US", None),  # many are called so
        ("Chris Christie", ["New Jersey Gov."], "2016-09-21", "", "Q63879"),
        ("Donald Trump", ["Republican presidential nominee"], "2016-09-21", "US", "Q22686"),
        ("Donald Trump", ["Republican presidential nominee"], "2016-09-21", "FR", None),
        ("Donald Tusk", ["European Council President"], "2016-09-18", "DE", "Q946"),
        ("Mark Rutte", ["the NATO secretary general"], "2025-03-01", "BE", "Q57792"),
        ("George Bush", ["US president"], "2005-03-01", "", "Q207"),
        ("George Bush", [], "2005-03-01", "US", None),
        ("Vitali Klitschko", ["the capital's mayor"], "2025-04-25", "UA", "Q31919"),
        ("John Healey", ["his British colleague"], "2025-02-13", "GB", "Q615077"),
        ("Lindsey Graham", ["Sen."], "2016-09-22", "US", "Q22212"),
        ("Tony Blair", ["British prime minister"], "1950-05-01", "", None),
        ("Путин", ["Russian president"], "2022-03-01", "", "Q7747"),
        ("Nobody Atall", ["French President"], "2019-05-01", "FR", None),
    ],
)
def test_a_public_figure_is_named_where_nobody_else_can_be(
    name: str, roles: list[str], date: str, codes: str, wikidata: str | None
) -> None:
    found = known_person(name, roles, date, codes.split())
    assert (found.wikidata if found else None) == wikidata


def test_a_gender_that_is_said_rules_people_out() -> None:
    assert known_person("Hillary Clinton", ["US secretary of state"], "2011-05-01", ["US"], "f") is not None
    assert known_person("Hillary Clinton", ["US secretary of state"], "2011-05-01", ["US"], "m") is None
    assert known_person("Lindsey Graham", ["Sen."], "2016-09-22", ["US"], "f") is not None  # as the first name looks


def test_ordinary_work_makes_nobody_a_public_figure() -> None:
    """Whoever is called like a public figure and does other work is somebody else, whatever else the article names."""
    people = [p for p in load().people("Smith") + load().people("Rossi") + load().people("Schmidt") if p.countries]
    assert len(people) > 90
    for person in people:
        for role in ("a teacher from the suburbs", "striker", "bus driver", "local pianist"):
            assert known_person(person.name, [role], "2019-05-01", person.countries) is None


@pytest.mark.parametrize(
    ("name", "role", "date", "fits"),
    [
        ("François Hollande", "French president", "2014-05-01", True),
        ("François Hollande", "French president", "2019-05-01", False),
        ("François Hollande", "former French president", "2019-05-01", True),
        ("François Hollande", "former French president", "2014-05-01", False),
        ("François Hollande", "Spanish president", "2014-05-01", False),
    ],
)
def test_roles_fit_by_office_country_and_date(name: str, role: str, date: str, fits: bool) -> None:
    assert any(role_fits(person, role, date) for person, _ in candidates(name)) is fits


@pytest.mark.parametrize(
    ("name", "date", "office"),
    [
        ("Keir Starmer", "2025-03-01", "Prime Minister"),
        ("Friedrich Merz", "2025-08-01", "Chancellor"),
        ("Bart De Wever", "2025-10-01", "Prime Minister"),
        ("Mark Rutte", "2025-03-01", "Secretary General of NATO"),
        ("Mark Rutte", "1950-03-01", ""),
    ],
)
def test_the_weightiest_office_of_a_date(name: str, date: str, office: str) -> None:
    [person] = load().called(name)
    found = person.office(date)
    assert (found.name if found else "").startswith(office)


@settings(deadline=None)
@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=3), st.text(max_size=12), st.text(max_size=4))
def test_any_text_is_a_name_of_somebody_or_nobody(name: str, roles: list[str], date: str, code: str) -> None:
    assert known_person(name, roles, date, [code]) is None or name
