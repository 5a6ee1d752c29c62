"""The statements table goes out and comes back the same; a bad row is named by file and line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.exchange import read_statements, write_statements
from quotegraph.exchange.statements_csv import COLUMNS
from quotegraph.model import KINDS, STANCES, Statement

# the file is UTF-8, so no lone surrogates; NUL is left out on writing; names are read without white space around
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
name = text.map(str.strip).filter(bool)
any_statement = st.builds(
    Statement,
    speaker=name,
    topic=name,
    stance=st.sampled_from(STANCES),
    intensity=st.integers(0, 3),
    confidence=st.none() | st.floats(0, 1).map(lambda value: float(f"{value:.12g}")),
    date=st.sampled_from(["", "2025-09-05", "2025-09-05T12:30:00"]),
    article=text,
    publisher=text,
    organisation=text,
    kind=st.sampled_from(["", *KINDS]),
    quote_id=text,
    words=text,
)


@given(st.lists(any_statement, max_size=4))
def test_what_is_written_is_read(tmp_path_factory, statements):
    path = tmp_path_factory.mktemp("csv") / "statements.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        assert write_statements(statements, file) == len(statements)
    assert read_statements(path) == statements


@pytest.mark.parametrize("start", "=+-@\t\r")
def test_no_cell_is_a_formula(start):
    file = io.StringIO()
    write_statements([Statement(f"{start}Ann", "rail", "support", words=f"{start}1+1")], file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    assert (rows[0]["speaker"], rows[0]["words"]) == (f"'{start}Ann", f"'{start}1+1")


def test_three_columns_suffice_in_any_order_with_others_between(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("\ufeffStance;note;speaker;Topic\nsupport;x;Ann;rail\n\nneutral;;Bob;rail\n", encoding="utf-8")
    assert read_statements(path) == [
        Statement("Ann", "rail", "support", 2),
        Statement("Bob", "rail", "neutral", 0),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ":1: no column 'speaker' or 'topic' or 'stance'; a statements table needs speaker, topic, stance and may"),
        ("speaker,topic\nAnn,rail\n", ":1: no column 'stance'"),
        ("speaker,topic,stance,topic\n", ":1: column 'topic' stands twice"),
        (
            'speaker,topic,stance,words\nAnn,rail,support,"two\nlines"\nBob,rail,for,\n',
            ":4: stance 'for' is not one of",
        ),
        ("speaker,topic,stance\n ,rail,support\n", ":2: no 'speaker'"),
        ("speaker,topic,stance\nAnn,,support\n", ":2: no 'topic'"),
        ("speaker,topic,stance\nAnn,rail,support,x\n", ":2: 4 cells, the header has 3"),
        ("speaker,topic,stance,intensity\nAnn,rail,support,4\n", ":2: intensity '4' is not 0, 1, 2 or 3"),
        ("speaker,topic,stance,confidence\nAnn,rail,support,nan\n", ":2: confidence 'nan' is not a number from 0 to 1"),
        ("speaker,topic,stance,date\nAnn,rail,support,5.9.25\n", ":2: date '5.9.25' is not ISO"),
        ("speaker,topic,stance,kind\nAnn,rail,support,robot\n", ":2: kind 'robot' is not one of person"),
        ("speaker,topic,stance\n" + "x" * 200_000 + ",rail,support\n", ":2: no valid CSV: field larger"),
    ],
)
def test_bad_rows_are_named(tmp_path, content, message):
    path = tmp_path / "s.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QuotegraphError) as caught:
        read_statements(path)
    assert str(caught.value).startswith(f"{path}{message}")


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.csv").write_bytes("speaker,topic,stance\nÅsa,rail,support\n".encode("latin-1"))
    with pytest.raises(QuotegraphError, match=r"latin\.csv: is not UTF-8"):
        read_statements(tmp_path / "latin.csv")
    with pytest.raises(QuotegraphError, match="cannot be read: no such file"):
        read_statements(tmp_path / "none.csv")


def test_the_columns_are_those_promised():
    promised = (
        "speaker topic stance intensity confidence date article publisher organisation kind quote_id words country camp"
    )
    assert " ".join(COLUMNS) == promised
