import json
import zlib

from hypothesis import given
from hypothesis import strategies as st

from quotegraph.model import STANCES, Statement
from quotegraph.statements import Passage
from quotegraph.viz import encode
from quotegraph.viz.data import block

PIECES = st.lists(
    st.tuples(st.none() | st.text(max_size=5), st.sampled_from(("", "content", "cue", "source"))), max_size=6
)


def unpacked(text):
    """As a browser does it."""
    numbers = [encode.LETTERS.index(letter) for letter in text[1:]]
    data = b"".join(
        sum(number * 85**power for number, power in zip(numbers[at : at + 5], (4, 3, 2, 1, 0), strict=True)).to_bytes(4)
        for at in range(0, len(numbers), 5)
    )
    return json.loads(zlib.decompress(data[: len(data) - int(text[0])]))


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_what_is_packed_can_be_unpacked_and_means_nothing_in_html(value):
    text = encode.packed(value)
    assert unpacked(text) == value
    assert not set("<>&'\"\\") & set(text)


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3), st.sampled_from(STANCES)), max_size=12))
def test_every_statement_can_be_read_back_from_columns(rows):
    made = encode.columns(block([Statement(*row) for row in rows]))
    names, topics = made["speakers"]["name"], made["topics"]["id"]
    ties = list(summed(made["ties"]))
    back = []
    for tie in summed(made["statements"]["tie"]):
        pair, stance = divmod(ties[tie], 3)
        back.append((names[pair // len(topics)], topics[pair % len(topics)], STANCES[stance]))
    assert back == sorted(rows, key=lambda row: (*row[:2], STANCES.index(row[2])))


@given(PIECES)
def test_words_come_back_in_their_pieces(pieces):
    passage = Passage("a#1", "", "", tuple(pieces), "direct", "asserted", "", None)
    pack = unpacked(encode.words(block([Statement("Ann", "toll", "support", quote_id="a#1")], [passage])))
    units = pack["text"][0].encode("utf-16-le")
    at, back = 0, []
    for part, length in zip(pack["cuts"][0][::2], pack["cuts"][0][1::2], strict=True):
        back.append(None if part == encode.GAP else units[2 * at : 2 * (at + length)].decode("utf-16-le"))
        at += length
    assert back == [text for text, _ in pieces]
    assert 2 * at == len(units)


def test_half_pairs_become_the_replacement_character():
    pack = unpacked(encode.words(block([Statement("Ann", "toll", "support", words="a\ud83d\ude00b")])))
    assert pack["text"] == ["a\ufffd\ufffdb"]
    assert pack["cuts"] == [[1, 4]]


def test_articles_in_full_know_where_each_quotation_stands():
    rows = [
        Statement("Ann", "toll", "support", article="a", words="no toll"),
        Statement("Bo", "toll", "oppose", article="b"),
    ]
    pack = unpacked(encode.words(block(rows), {"a": "😀 I say: no toll."}))
    assert pack["articles"]["text"] == ["😀 I say: no toll.", ""]
    assert pack["start"] == [10, -1]


def test_a_column_with_one_value_is_one_number():
    made = encode.columns(block([Statement("Ann", "toll", "support"), Statement("Bo", "toll", "support")]))
    assert made["speakers"]["kind"] == {"table": [""], "at": 0}
    assert made["statements"]["confidence"] == encode.mille(None) == -1


def summed(steps):
    total = 0
    for step in steps:
        total += step
        yield total
