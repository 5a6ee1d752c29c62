from __future__ import annotations

import pytest

from quotegraph.model import Article, Speaker
from quotegraph.speakers.gazetteer import Office, load
from quotegraph.speakers.public import public_by_last_name, public_by_role


@pytest.mark.parametrize(
    ("phrase", "date", "name"),
    [
        ("the French president", "2015-06-01", "François Hollande"),
        ("the French president", "2019-06-01", "Emmanuel Macron"),
        ("the German chancellor", "2020-06-01", "Angela Merkel"),
        ("the Dutch prime minister", "2019-06-01", "Mark Rutte"),
        ("the British foreign secretary", "2017-06-01", "Boris Johnson"),
        ("the French president", "2080-06-01", None),
        ("the former French president", "2019-06-01", None),
        ("the Velmoran president", "2019-06-01", None),
    ],
)
def test_a_role_means_who_held_it_then(phrase: str, date: str, name: str | None) -> None:
    found = public_by_role(phrase, Article("a", "No.", date=date))
    assert (found.name if found else None) == name


def test_an_office_last_heard_of_years_ago_means_nobody() -> None:
    stale = [
        (person, office)
        for person, office in load().office_holders("GB", "2024-01-01")
        if office.name == "Home Secretary" and not office.surely_held("2024-01-01")
    ]
    for person, _ in stale:
        assert public_by_role("the British home secretary", Article("a", "No.", date="2024-01-01")) != person
    assert public_by_role("the British home secretary", Article("a", "No.", date="2080-01-01")) is None


@pytest.mark.parametrize(
    ("name", "role", "text", "date", "wikidata"),
    [
        ("Macron", "", "Macron spoke in Paris.", "2019-06-01", "Q3052772"),
        ("Macron", "", "Macron spoke in Tokyo.", "2019-06-01", None),
        ("Macron", "", "Macron spoke in Paris.", None, None),
        ("Xi", "", "Xi spoke in Beijing.", "2019-06-01", "Q15031"),
        ("Macron", "cheese maker", "Macron spoke in Paris.", "2019-06-01", None),
        ("Johnson", "", "Johnson spoke in London.", "2020-06-01", None),  # several of that name sit in parliament
        ("Philp", "", "Philp spoke in London.", "2020-06-01", None),  # a member of parliament, not known to all
        ("Emmanuel Macron", "", "Emmanuel Macron spoke in Paris.", "2019-06-01", None),
    ],
)
def test_a_last_name_alone_means_whom_all_know(
    name: str, role: str, text: str, date: str | None, wikidata: str | None
) -> None:
    found = public_by_last_name(name, Speaker("k", name, role=role), Article("a", text, date=date))
    assert (found.wikidata if found else None) == wikidata


def test_offices_weigh_by_what_their_holders_lead() -> None:
    weights = [
        Office(name, "", "", "", "").weight
        for name in ("President of France", "Vice President", "Minister of Trade", "Mayor of London", "Member")
    ]
    assert weights == [0, 1, 1, 2, 3]
