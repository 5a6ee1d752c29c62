"""Lists of speakers: read, or refused with file and line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.exchange.speakers_tsv import read_speakers
from quotegraph.model import ListedSpeaker


def test_all_columns_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "speakers.tsv"
    path.write_text(
        "Wikidata\tname\taliases\tcamp\tcountry\torganisation\r\n"
        "Q42\tMara  Holt\tHolt; the “Boss” ;Holt\tgovernment\tNorland\tShore Party\r\n"
        "\r\n"
        "\tOdo Fenn\r\n",
        "utf-8-sig",
    )
    assert read_speakers(path) == (
        ListedSpeaker("Mara Holt", ("Holt", "the “Boss”"), "Q42", "Shore Party", "government", "Norland"),
        ListedSpeaker("Odo Fenn"),
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", ": is empty; the columns are name, aliases, wikidata, organisation, camp, country"),
        ("name\tparty\nA\tB\n", ":1: column 'party' is none of a speakers file; the columns are name, aliases"),
        ("aliases\tcamp\nA\tB\n", ":1: no column 'name'"),
        ("name\tname\nA\tB\n", ":1: column 'name' stands twice"),
        ("name\nA\tB\n", ":2: 2 cells, the first line names 1 columns"),
        ("name\tcamp\n\tB\n", ":2: no name"),
        ("name\twikidata\nA\t42\n", ":2: '42' is no Wikidata item; write it as Q42, or leave it empty"),
        ("name\twikidata\nA\tQ42\n\nB\tQ42\n", ":4: the Wikidata item 'Q42' stands in line 2 already"),
        ("name\nA\na\n", ":3: the name 'a' stands in line 2 already"),
        ("name\taliases\nA\tC\nB\tc\n", ":3: the alias 'c' is one of line 2, too"),
        ("name\taliases\nA\tB\nB\t\n", ":2: the alias 'B' is the name in line 3; who is one speaker"),
        (
            "name\taliases\nA\tB\nB\tA\n",
            ":2: the alias 'B' is the name in line 3 (and that one the other way round, a circle)",
        ),
        (
            "name\taliases\nA\tB\nB\tC\nC\tA\n",
            ":2: the alias 'B' is the name in line 3 (and that one the other way round",
        ),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "speakers.tsv"
    path.write_text(content)
    with pytest.raises(QuotegraphError) as error:
        read_speakers(path)
    assert str(error.value).startswith(f"{path}{says}")
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(QuotegraphError, match="cannot be read"):
        read_speakers(tmp_path / "none.tsv")
    (tmp_path / "latin.tsv").write_bytes(b"name\nJos\xe9\n")
    with pytest.raises(QuotegraphError, match="byte 8 is not UTF-8"):
        read_speakers(tmp_path / "latin.tsv")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=3), max_size=4))
def test_any_table_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "speakers.tsv"
    lines = ["name\taliases\twikidata", *("\t".join(row) for row in rows)]
    path.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    said = ""
    try:
        assert all(one.name for one in read_speakers(path))
    except QuotegraphError as error:
        said = str(error)
    assert len(said.splitlines()) < 2
