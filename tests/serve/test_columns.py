"""Columns, the index of words, and what is kept on disk."""

import json
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.model import Statement
from quotegraph.serve import Live, columns_of, kept
from quotegraph.serve.index import Index
from quotegraph.serve.texts import Texts, folded
from quotegraph.viz.data import block
from tests.browser.reader import debate_said, town_said

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@given(st.lists(TEXT, max_size=8), st.text("abé ßİ\n\x00\ufeff\u00a0x", max_size=4))
def test_the_index_finds_what_looking_through_all_texts_finds(texts, asked):
    index = Index.of(texts)
    for piece in folded(asked).split():
        assert index.holding(piece).tolist() == [piece in folded(text) for text in texts]


@given(st.lists(TEXT, max_size=8))
def test_texts_come_out_as_they_went_in(texts):
    packed = Texts.of(texts)
    assert [packed[place] for place in range(len(packed))] == texts


def same(one, other):
    for field in fields(one):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if is_dataclass(left):
            same(left, right)
        elif isinstance(left, np.ndarray):
            np.testing.assert_array_equal(left, right)
            assert left.dtype == right.dtype
        else:
            assert left == right


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "quotegraph" / "explorer"


def test_what_was_kept_is_what_was_there(cache, tmp_path):
    columns = columns_of(block(*town_said()))
    place = str(tmp_path / "store.csv")
    kept.keep(place, "one", columns)
    same(columns, kept.kept(place, "one"))
    assert kept.kept(place, "two") is None
    kept.keep(place, "two", columns)
    assert kept.kept(place, "one") is None
    assert len([*cache.iterdir()]) == 1  # the older is gone
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["tables.json", "statement_tie.npy", "index.words.npy"])
def test_half_of_it_is_none_of_it(cache, tmp_path, name):
    place = str(tmp_path / "store.csv")
    kept.keep(place, "one", columns_of(block(*town_said())))
    (file,) = cache.rglob(name)
    file.write_bytes(file.read_bytes()[:40])
    assert kept.kept(place, "one") is None


def test_the_fingerprint_changes_with_the_store(tmp_path):
    (tmp_path / "a.sst").write_text("1")
    before = kept.fingerprint(str(tmp_path))
    (tmp_path / "LOG").write_text("somebody looked")
    assert kept.fingerprint(str(tmp_path)) == before
    (tmp_path / "b.sst").write_text("2")
    assert kept.fingerprint(str(tmp_path)) != before


def test_the_explorer_keeps_up_with_its_store(cache, tmp_path):
    file = tmp_path / "said.csv"
    file.write_text("1")
    statements = debate_said(lines=70)
    loads, told = [], []

    def load():
        loads.append(file.read_text())
        return columns_of(block(statements[: 20 * int(file.read_text())]))

    live = Live(str(file), load, True, told.append)
    assert live.look().overview()["counts"]["statements"] == 20
    assert Live(str(file), load, True, told.append).look().overview()["counts"]["statements"] == 20
    assert loads == ["1"]  # the second was kept
    other = Live(str(file), load, True, told.append, variant="0.5")
    assert loads == ["1", "1"]
    file.write_text("02")
    assert other.look().overview()["counts"]["statements"] == 20
    other.wait()
    assert other.look().overview()["counts"]["statements"] == 40
    file.write_text("not a number")
    other.look()
    other.wait()
    assert other.look().overview()["counts"]["statements"] == 40
    assert len(told) == 1
    assert "cannot be read" in told[0]


def test_dates_of_all_kinds_and_none():
    rows = [
        Statement("Ann", "toll", "support", date=date) for date in ("", "2031", "2031-05", "2031-05-01T10:00", "soon")
    ]
    columns = columns_of(block([replace(row, quote_id=str(n)) for n, row in enumerate(rows)]))
    assert json.dumps(columns.dates) == '["", "2031", "2031-05", "2031-05-01T10:00", "soon"]'
