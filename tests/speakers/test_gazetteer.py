from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.speakers.gazetteer import Gazetteer, Office, Person, build, load, name_words
from quotegraph.speakers.gazetteer.tables import SortedTable

TABLES = ("people", "names", "holders", "countries", "places", "organisations", "roles", "nicknames", "firstnames")


def lines(table: str) -> list[list[str]]:
    text = (load().path / f"{table}.tsv").read_text(encoding="utf-8")
    assert table == "names" or unicodedata.is_normalized("NFC", text)  # words of names are folded
    return [line.split("\t") for line in text.split("\n")[:-1]]


@pytest.mark.parametrize("table", [*TABLES, "spellings", "variants", "regions"])
def test_every_line_of_a_table_has_the_cells_of_its_header(table: str) -> None:
    header, *rows = lines(table)
    assert rows
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.parametrize("table", ["people", "names", "holders"])
def test_tables_that_are_searched_by_halves_are_in_order(table: str) -> None:
    keys = [row[0].encode() for row in lines(table)[1:]]
    assert keys == sorted(set(keys))


def test_people_have_one_wikidata_id_each_and_terms_of_five_parts() -> None:
    people = lines("people")[1:]
    ids = [row[5] for row in people if row[5]]
    assert len(ids) == len(set(ids)) > 20_000
    assert all(identifier[0] == "Q" and identifier[1:].isdigit() for identifier in ids)
    assert all(term.count(";") == 4 for row in people for term in row[7].split("|"))


def test_indexes_name_people_who_are_there() -> None:
    people = {row[0] for row in lines("people")[1:]}
    for table, cells in (("names", (1, 2)), ("holders", (1,)), ("roles", (4,))):
        named = {
            row[cell][i : i + 4] for row in lines(table)[1:] for cell in cells for i in range(0, len(row[cell]), 4)
        }
        assert named <= people


def test_the_tables_stay_small() -> None:
    assert sum(path.stat().st_size for path in load().path.glob("*.tsv")) < 6_000_000


def test_one_country_has_many_names() -> None:
    table = load()
    assert table.country("Britain") == table.demonym("British") == table.capital("London")
    assert table.country("Atlantis") is None


@pytest.mark.parametrize(("word", "code"), [("Dutch", "NL"), ("French", "FR"), ("British", "GB"), ("Chinese", "CN")])
def test_a_people_is_that_of_the_country_rather_than_of_its_dependencies(word: str, code: str) -> None:
    found = load().demonym(word)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [
        ("Emmanuel Macron", "Q3052772"),
        ("MACRON Emmanuel", "Q3052772"),
        ("Эммануэль Макрон", "Q3052772"),
        ("习近平", "Q15031"),
        ("Orbán Viktor", "Q57641"),
        ("محمود عباس", "Q127998"),
        ("Κυριάκος Μητσοτάκης", "Q552751"),
        ("Recep Tayyip Erdogan", "Q39259"),
    ],
)
def test_people_are_found_by_any_form_of_their_names(name: str, wikidata: str) -> None:
    assert [person.wikidata for person in load().called(name)] == [wikidata]


def test_two_people_of_one_name_are_both_found() -> None:
    assert {person.name for person in load().called("George Bush")} == {"George Bush", "George W. Bush"}


@pytest.mark.parametrize(
    ("phrase", "date", "name"),
    [
        ("UN secretary-general", "2014-03-01", "Ban Ki-moon"),
        ("UN secretary-general", "2020-03-01", "António Guterres"),
        ("UN secretary-general", "2090-03-01", None),
        ("chief porter of Atlantis", "2020-03-01", None),
    ],
)
def test_a_fixed_phrase_means_who_held_the_office_then(phrase: str, date: str, name: str | None) -> None:
    found = load().holder(phrase, date)
    assert (found.name if found else None) == name


def test_offices_of_a_country_on_a_date() -> None:
    held = {(person.name, office.name) for person, office in load().office_holders("FR", "2015-06-01")}
    assert ("François Hollande", "President") in held
    assert not any(name == "Emmanuel Macron" and "President" in office for name, office in held)
    assert list(load().office_holders("XX", "2015-06-01")) == []


@pytest.mark.parametrize(
    ("office", "date", "held", "surely"),
    [
        (Office("M", "", "2020-02", "2021-05", ""), "2020-02-10", True, True),
        (Office("M", "", "2020-02", "2021-05", ""), "2020-01-31", False, False),
        (Office("M", "", "2020-02", "2021-05", ""), "2021-05-31", True, True),
        (Office("M", "", "2020-02", "2021-05", ""), "2021-06-01", False, False),
        (Office("M", "", "2020-02", "", "2022-07"), "2023-06-01", True, False),
        (Office("M", "", "2020-02", "", "2022-07"), "2027-06-01", False, False),
        (Office("M", "", "2019", "", "2022-07"), "2019-06-01", True, True),
        (Office("M", "", "2020-02", "", "2022-07"), "2020", True, True),
    ],
)
def test_an_open_end_is_no_evidence_for_ever(office: Office, date: str, held: bool, surely: bool) -> None:
    assert (office.held(date), office.surely_held(date)) == (held, surely)


def test_nobody_speaks_before_birth_or_after_death() -> None:
    person = Person("Ada Holt", (), "f", (), None, (), 1930, 1991)
    assert [person.could_speak(date) for date in ("1920-01-01", "1980-01-01", "1991-05", "2001", "")] == [
        False,
        True,
        True,
        False,
        True,
    ]


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    table = load()
    for way in (table.people, table.called, table.country, table.organisation, table.first_name, table.bearers):
        way(text)  # type: ignore[operator]
    assert table.holder(text, text) is None or text
    assert all(word == word.strip() for word in name_words(text))


@given(st.lists(st.text(st.characters(exclude_characters="\t\n", codec="utf-8"), min_size=1), unique=True), st.text())
def test_a_sorted_table_finds_just_its_lines(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], other: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "sorted.tsv"
    rows = [f"{key}\tv" for key in sorted(keys, key=lambda key: key.encode())]
    path.write_bytes("\n".join(["key\tvalue", *rows, ""]).encode())
    table = SortedTable(path)
    assert all(table.row(key) == [key, "v"] for key in keys if not key.endswith("\r"))
    assert (table.row(other) is not None) == (other in keys)


def test_a_table_that_names_somebody_who_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text("key\tname\n")
    (tmp_path / "names.tsv").write_text("word\tlast\tother\nholt\t0001\t\n")
    with pytest.raises(QuotegraphError, match=r"people.tsv: no line '0001'"):
        Gazetteer(tmp_path).people("Holt")


def source(folder: Path) -> Path:
    """A small source of the build, as its card describes."""
    import gzip

    tables = {
        "countries.tsv": "iso2\tname\talternatives\tdemonyms\tcapital\tgovernment_seats\t"
        "government_metonyms\twikidata\tindependent\n"
        "FR\tFrance\tFrench Republic\tFrench\tParis\t\tParis\tQ142\tyes\n",
        "organisations.tsv": "name\taliases\tkind\twikidata\n"
        "North Atlantic Treaty Organization (NATO)\tthe Alliance\tintl\t\n",
        "roles.tsv": "phrase\toffice\torganisation\tcountry\tlang\tkind\nElysee chief\tPresident\t\tFR\ten\tfixed\n",
        "nicknames.tsv": "nickname\tnames\nManu\tEmmanuel\n",
        "people.tsv.gz": "id\tname\taliases\twikidata\tgender\tcountry\tbirth\tdeath\tsource\n"
        "Q1\tAda Holt, Baroness Holt\tA. Holt\tQ1\tf\tFR\t1950\t\teps\n"
        "own:holt\tAda Holt\t\t\tf\tFR\t1951\t\town\n"
        "Q2\tBo Roth\tBoris Roth\tQ2\tm\tFR\t1960\t\teps|ep2015\n"
        "Q3\tCy Lund\t\tQ3\tm\tFR\t1960\t\tep2015\n",
        "terms.tsv.gz": "person_id\toffice\torganisation\tparty\tcountry\tstart\tend\topen_asof\tsource\n"
        "Q1\tPresident\t\t\tFR\t2010-01-05\t\t2012-07\teps:france\n"
        "Q1\tPresident of France\t\t\tFR\t2010-01-05\t2014-02-01\t\teps:world\n"
        "own:holt\tParty leader\tGreens\t\tFR\t2015-01-01\t\t2026-01\town\n"
        "Q2\tMinister of Trade\t\t\tFR\t1980-01-05\t1988-01-01\t\teps:france\n"
        "Q2\tMinister of Health\t\t\tFR\t1999-01-05\t2001-01-01\t\teps:france\n"
        "Q3\tPresident\t\t\tFR\t2001-01-05\t2002-01-01\t\teverypolitician-2015\n",
        "firstnames.tsv.gz": "name\tus_births\tus_female_share\tpoliticians\tpoliticians_female_share\n"
        "Ada\t9000\t1.0\t0\t\nQuux\t20\t0.5\t0\t\n",
    }  # fmt: skip
    for name, text in tables.items():
        (folder / name).write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return folder


def test_the_build_joins_closes_and_leaves_out(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "spellings.tsv").write_text("name\tcountry\tspellings\nAda Holt\tFR\tАда Холт\n", encoding="utf-8")
    build.main(source(tmp_path), out)
    once = {path.name: path.read_bytes() for path in out.glob("*.tsv")}
    build.main(tmp_path, out)
    assert {path.name: path.read_bytes() for path in out.glob("*.tsv")} == once
    table = Gazetteer(out)
    assert table.people("Lund") == []
    [holt] = table.called("Ада Холт")
    assert (holt.name, holt.aliases, holt.wikidata) == ("Ada Holt", ("A. Holt", "Ада Холт"), "Q1")
    assert [(office.name, office.end) for office in holt.offices] == [
        ("President", "2014-02"),
        ("President of France", "2014-02"),
        ("Party leader", ""),
    ]
    [roth] = table.people("Roth")
    assert (roth.aliases, [office.name for office in roth.offices]) == ((), ["Minister of Health"])
    assert table.holder("Elysee chief", "2011-01-01") == holt
    assert [person.name for person, _ in table.office_holders("FR", "2000-01-01")] == ["Bo Roth"]
    assert table.first_name("Ada") == "f"
    assert table.first_name("Quux") == ""


def test_the_shipped_tables_hold_what_the_card_says() -> None:
    card = (load().path / "README.md").read_text(encoding="utf-8")
    for table in (*TABLES, "spellings", "variants", "regions"):
        assert f"`{table}.tsv`" in card
    assert "ODbL" in card
