"""Word pieces with their shapes, windows that cover a text, and the contents that scores propose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from quotegraph.extract.decide import READER
from quotegraph.extract.proposals import propose
from quotegraph.extract.tagger import (
    CHANNELS,
    LINKS,
    POINTER,
    WINDOW,
    Pieces,
    Scores,
    Tagger,
    openings,
    pieces,
    spoken_for,
)
from quotegraph.model import Span

TEXT = "Mara Voss said:\n“We ‘never’ agreed.”\n\nNATO left at 9."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    letters = [chr(c) for c in range(33, 127)] + list("“”‘’«»")
    vocabulary = ["[UNK]", "[PAD]", *letters, *(f"##{letter}" for letter in letters), "said", "agreed", "never"]
    found = Tokenizer(models.WordPiece({word: i for i, word in enumerate(vocabulary)}, unk_token="[UNK]"))
    found.normalizer = normalizers.BertNormalizer(lowercase=True)
    found.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return found


def shape_of(found: Pieces, text: str, word: str) -> object:
    return found.shapes[found.range(Span(text.index(word), text.index(word) + 1))[0]].tolist()


def test_pieces_know_case_gap_and_marks(tokenizer: Tokenizer) -> None:
    found = pieces(tokenizer, TEXT)
    assert shape_of(found, TEXT, "Mara") == [1, 3, 0]
    assert shape_of(found, TEXT, "said") == [0, 1, 0]
    assert shape_of(found, TEXT, "“") == [3, 2, 2]
    assert shape_of(found, TEXT, "never") == [0, 0, 4]
    assert shape_of(found, TEXT, "agreed") == [0, 1, 1]
    assert shape_of(found, TEXT, "”") == [3, 0, 3]
    assert shape_of(found, TEXT, "NATO") == [1, 3, 0]  # a piece of one capital letter


def test_a_mark_that_is_not_closed_closes_nowhere(tokenizer: Tokenizer) -> None:
    found = pieces(tokenizer, "“We agreed. He said")
    assert found.shapes[:, 2].tolist().count(2) == 1
    assert 3 not in found.shapes[:, 2]


@given(st.text(alphabet=st.characters(), max_size=60))
def test_pieces_of_any_text_lie_in_it_in_order(tokenizer: Tokenizer, text: str) -> None:
    found = pieces(tokenizer, text)
    assert all(0 <= a <= b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
    assert np.all(np.diff(found.starts) >= 0)
    assert len(found.ids) == len(found.shapes) == len(found)


@given(st.integers(0, 5000))
def test_every_piece_is_spoken_for_by_one_window(size: int) -> None:
    opened, length = openings(size)
    covered = [i for at in range(len(opened)) for i in range(*spoken_for(opened, length, at, size))]
    assert covered == list(range(size))
    for at, start in enumerate(opened):
        low, high = spoken_for(opened, length, at, size)
        assert start <= low
        assert high <= start + length <= start + WINDOW
        assert start == 0 or low - start >= 20  # no piece at a border without any context


def scores(words: list[str], **marked: list[int]) -> Scores:
    """Scores over words divided by blanks: 0.95 for the channels of the words given, 0.01 for all others."""
    text = " ".join(words)
    begins = np.cumsum([0, *(len(word) + 1 for word in words)])[:-1]
    ends = begins + [len(word) for word in words]
    channels = np.full((len(words), len(CHANNELS)), 0.01, dtype=np.float32)
    for name, places in marked.items():
        channels[places, CHANNELS.index(name)] = 0.95
    zeros = np.zeros(len(words), dtype=np.int64)
    found = Pieces(zeros, begins, ends, np.zeros((len(words), 3), dtype=np.int64))
    queries = np.zeros((len(words), len(LINKS), POINTER), dtype=np.float32)
    keys = np.zeros((1, len(words) + 1, len(LINKS), POINTER), dtype=np.float32)
    for i in range(len(words)):
        keys[0, i + 1, :, i] = 20.0
    keys[0, 0, :, -1] = 20.0
    return Scores(text, found, channels, queries, keys, zeros, (0,))


def lead(found: Scores, piece: int, **goals: int) -> None:
    """Let the pointers of a piece lead to others; -1 for nowhere."""
    for name, goal in goals.items():
        found.queries[piece, LINKS.index(name)] = 0
        found.queries[piece, LINKS.index(name), goal] = 1.0


def test_parts_around_the_cue_are_one_content() -> None:
    words = "“ We wait ” said Mara Voss “ no more ”".split()
    found = scores(
        words,
        inside=[0, 1, 2, 3, 7, 8, 9, 10],
        begin=[0, 7],
        end=[3, 10],
        cue=[4],
        source=[5, 6],
        quotative=[*range(11)],
    )
    lead(found, 0, source=5, cue=4, first=0)
    lead(found, 7, source=5, cue=4, first=0)
    (one,) = propose(found)
    assert [span.of(found.text) for span in one.content] == ["“ We wait ”", "“ no more ”"]
    assert [span.of(found.text) for span in one.source] == ["Mara Voss"]
    assert [span.of(found.text) for span in one.cue] == ["said"]
    assert one.quotative > 0.9


def test_contents_that_touch_are_divided_where_the_second_begins() -> None:
    found = scores("a b c d e f".split(), inside=[1, 2, 3, 4], begin=[1, 3], end=[2, 4])
    lead(found, 1, source=-1, cue=-1, first=1)
    lead(found, 3, source=-1, cue=-1, first=3)
    assert [p.content for p in propose(found)] == [(Span(2, 5),), (Span(6, 9),)]
    assert propose(found)[0].source == ()


def test_nested_content_stands_beside_the_outer_one() -> None:
    found = scores("x he said she left y".split(), inside=[1, 2, 3, 4], begin=[1], end=[4])
    found.channels[3:5, CHANNELS.index("inside2")] = 0.9
    found.channels[3, CHANNELS.index("begin2")] = found.channels[4, CHANNELS.index("end2")] = 0.9
    lead(found, 1, source=-1, cue=-1, first=1)
    lead(found, 3, source=1, cue=2, first=3)
    assert [(p.level, p.content[0].of(found.text)) for p in propose(found)] == [
        (1, "he said she left"),
        (2, "she left"),
    ]


def test_measures_of_a_candidate() -> None:
    found = scores("a b c d e f".split(), inside=[1, 2, 3], begin=[1], end=[3])
    lead(found, 1, source=4, cue=-1)
    span = Span(2, 7)
    assert found.mean("inside", (span,)) == pytest.approx(0.95)
    assert found.mean("inside", ()) == 0.0
    assert found.borders(span) == pytest.approx((0.95, 0.95))
    assert found.borders(Span(2, 2)) == (0.0, 0.0)
    assert found.beside(span) == pytest.approx((0.01, 0.01))
    assert found.beside(Span(4, 5)) == pytest.approx((0.95, 0.95))
    assert found.link("source", span, (Span(8, 9),)) > 0.99
    assert found.link("cue", span, ()) > 0.99
    assert found.link("source", span, ()) < 0.01


def test_no_content_where_there_is_none() -> None:
    assert propose(scores("a b c".split())) == []


def test_a_stretch_without_words_is_not_read_and_changes_nothing_beside_it() -> None:
    tagger = Tagger(READER)
    text = "“It opens,” said Mara Voss. " + "“” 12 … " * 400
    found = tagger.scores(text)
    assert found.channels[-100:].max() == 0
    assert found.windows[-1] == len(found.opened) - 1
    assert found.mean("inside", (Span(0, 11),)) > 0.5
