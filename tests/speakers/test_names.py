from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.speakers.cast import cast_of, same_person
from quotegraph.speakers.mentions import names_in
from quotegraph.speakers.names import parse_name, slug
from quotegraph.speakers.roles import match, parse_role


@given(st.text(min_size=1))
def test_a_key_is_plain_and_never_empty(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(name))


@given(
    st.text(alphabet="习近平李强金正恩Владимир", min_size=1, max_size=6),
    st.text(alphabet="习近平李强金正恩Владимир", min_size=1, max_size=6),
)
def test_names_in_other_scripts_have_keys_of_their_own(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


@given(st.text())
def test_any_text_has_names_inside_it(text: str) -> None:
    for mention in names_in(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.name.strip()
    cast_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Keir Starmer left.", [("Minister Keir Starmer", "person")]),
        ("the Ministry of Higher Education left.", [("Ministry of Higher Education", "organisation")]),
        ("the Nurses' Union of Ambria left.", [("Nurses' Union of Ambria", "organisation")]),
        ("the Rail and Dock Workers' Union left.", [("Rail and Dock Workers' Union", "organisation")]),
        ("he met Ursula von der Leyen there.", [("Ursula von der Leyen", "person")]),
        ("he reads The Salt Road daily.", [("The Salt Road", "organisation")]),
        ("But nobody came.", []),
        ("In Dunmoor Pádraig Szabo left.", [("Pádraig Szabo", "person")]),
        ("@MaraHolt: no", [("Mara Holt", "person")]),
        ("It rained. Fourteen states left. Twenty-two stayed.", []),
        ("It was Thirty Kilometres that left.", [("Thirty Kilometres", "unknown")]),
        ("Big Dragan Holt left.", [("Dragan Holt", "person")]),
        ("THE COUNCIL HAS SPOKEN ITS MIND\n\nMara Holt left.", [("Mara Holt", "person")]),
        ("COUNCIL VOTES DOWN TAX\n\nThe vote was close.", []),
        ("FURIOUS Claas Bredow left.", [("Claas Bredow", "unknown")]),
        ("John Reyes, Jr., left.", [("John Reyes, Jr.", "person")]),
        ("Open Passage spoke. It is open. He leads Open Passage now.", [("Open Passage", "unknown")] * 2),
    ],
)
def test_names_of_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.name, m.kind) for m in names_in(text)] == expected


def test_one_person_in_two_spellings_is_one_of_the_cast() -> None:
    text = "Yevgeny Yermakov met Evgeni Ermakov's aide. 习近平 李强 left. Kwame Osei and Hannah Osei stayed."
    assert [e.name for e in cast_of(text) if e.kind == "person"] == ["Yevgeny Yermakov", "Kwame Osei", "Hannah Osei"]


def test_a_father_and_a_son_of_one_name_are_two() -> None:
    text = "John Reyes Jr. met John Reyes Sr. today. Reyes Jr. spoke, Reyes Sr. slept. John Reyes, Sr., woke."
    found = [(e.name, len(e.mentions)) for e in cast_of(text)]
    assert found == [("John Reyes Jr.", 2), ("John Reyes Sr.", 3)]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Dorothea Auman was sworn in on Monday as chancellor of Holm.", ("chancellor of Holm",)),
        ("Rosa Kern becomes commissioner for the camps.", ("commissioner for the camps",)),
        ("Rosa Kern was elected the next mayor of Osmar.", ("the next mayor of Osmar",)),
        ("Rosa Kern resigned as finance minister.", ("former finance minister",)),
        ("Rosa Kern was named in the report.", ()),
        ("Rosa Kern took the minister at his word.", ()),
    ],
)
def test_verbs_tell_offices(text: str, roles: tuple[str, ...]) -> None:
    assert names_in(text)[0].roles == roles


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dmitry Peskov", "Dmitri Peskov", True),
        ("Tariq el-Sanhuri", "Tarek Sanhoury", True),
        ("Rachid El Khoury", "Rashid al-Khoury", True),
        ("Bob Menzies", "Robert Menzies", True),
        ("J. Holt", "Jane Holt", True),
        ("Maria Lopez", "Mario Lopez", False),
        ("Paul Klein", "Paula Klein", False),
        ("Simon Holt", "Simone Holt", False),
        ("Anna Holt", "Anna Holm", False),
    ],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert same_person(parse_name(one), parse_name(other)) is same


@pytest.mark.parametrize(
    ("asked", "held", "fits"),
    [
        ("the minister", "foreign minister of Osmar", True),
        ("the Osmari foreign minister", "foreign minister of Osmar", True),
        ("the defence minister", "Defense Minister", True),
        ("the spokeswoman", "a spokesman for the ministry", True),
        ("the British prime minister", "Prime Minister of the United Kingdom", True),
        ("the mayor", "deputy mayor", False),
        ("the French president", "President of Ukraine", False),
        ("the porter", "foreign minister", False),
    ],
)
def test_roles_that_fit(asked: str, held: str, fits: bool) -> None:
    assert (match(parse_role(asked), parse_role(held)) >= 0.8) is fits
