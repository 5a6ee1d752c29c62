"""The stance pairs of the open corpus are read, and what breaks their form is named."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.corpus import hard_negatives, read_pairs
from quotegraph.corpus.pairs import KINDS
from quotegraph.errors import QuotegraphError

PAIRS = Path(__file__).parents[2] / "data" / "train" / "pairs"
BLOCK = """# owl-night | birds
+ Owls should be let out at night.
- Owls should be kept in at night.
s2 | plain | Ann Lee | Lee said the owls must fly.
n | off | - | The zoo has nine owls.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "birds.txt").write_text(BLOCK, "utf-8")
    return tmp_path


def test_each_proposition_of_the_open_corpus_has_twelve_texts_and_50_of_them_are_dev() -> None:
    pairs = read_pairs(PAIRS)
    assert set(Counter(pair.proposition_id for pair in pairs).values()) == {12}
    parts = {part: {pair.proposition_id for pair in pairs if pair.part == part} for part in ("train", "dev")}
    count = len(parts["train"] | parts["dev"])
    assert (len(parts["train"]), len(parts["dev"])) == (count - 50, 50)
    assert len({pair.id for pair in pairs}) == len(pairs) == 12 * count
    card = (PAIRS / "README.md").read_text("utf-8")
    assert f"**What**: {count} propositions" in card
    assert f"{12 * count:,} in all" in card
    assert f"{24 * count:,} pairs" in card
    assert {pair.kind for pair in pairs} == set(KINDS)
    assert all((pair.intensity == 0) == (pair.stance == "neutral") for pair in pairs)
    assert read_pairs(PAIRS, "dev") == [pair for pair in pairs if pair.part == "dev"]


def test_hard_negatives_stay_in_their_part_and_are_another_matter() -> None:
    pairs = read_pairs(PAIRS, "dev")
    stated = {pair.proposition_id: pair.proposition for pair in pairs}
    negatives = hard_negatives(pairs, 2)
    assert len(negatives) == 2 * len(pairs)
    assert all(not pair.bears and pair.stance == "neutral" for pair in negatives)
    assert all(
        pair.proposition in stated.values() and pair.proposition != stated[pair.proposition_id] for pair in negatives
    )
    assert hard_negatives(pairs, 2) == negatives
    dev = {pair.proposition for pair in pairs}
    crossed = [pair for pair in hard_negatives(read_pairs(PAIRS)) if (pair.part == "dev") != (pair.proposition in dev)]
    assert crossed == []


def test_one_text_is_one_pair(folder: Path) -> None:
    (folder / "dev.txt").write_text("# held out\nowl-night # all of it\n", "utf-8")
    said, fact = read_pairs(folder, "dev")
    assert (said.id, said.subject, said.holder, said.stance, said.intensity) == (
        "owl-night/1", "birds", "Ann Lee", "support", 2,
    )  # fmt: skip
    assert (fact.holder, fact.stance, fact.intensity, fact.mirrored().stance) == ("", "neutral", 0, "neutral")
    assert said.where == f"{folder / 'birds.txt'}:4"
    assert read_pairs(folder, "train") == []


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        (0, "owl-night | birds", ":1: 'owl-night | birds' opens no block; its first line is '# id | subject'"),
        (1, "Owls should fly.", ":2: 'Owls should fly.' where the proposition is wanted; it is written '+ …'"),
        (2, "+ Owls!", ":3: '+ Owls!' where its mirror, with the opposite sense is wanted; it is written '- …'"),
        (2, "- owls should be let out at night.", ":3: the mirror is the proposition itself"),
        (3, "s4 | plain | - | x", ":4: side is 's4', is to be s1, s2, s3, o1, o2, o3 or n"),
        (3, "s2 | easy | - | x", ":4: kind is 'easy', is to be one of plain, irony"),
        (3, "s2 | plain | x", ":4: 3 fields in 's2 | plain | x'; a text is written side | kind | holder | text"),
        (3, "s2 | plain | | x", ":4: no holder; write - for an unknown one"),
        (3, "s2 | plain | - |", ":4: no text"),
    ],
)
def test_what_breaks_the_form_is_named(folder: Path, line: int, wrong: str, told: str) -> None:
    lines = BLOCK.splitlines()
    lines[line] = wrong
    (folder / "birds.txt").write_text("\n".join(lines), "utf-8")
    with pytest.raises(QuotegraphError) as error:
        read_pairs(folder)
    assert str(error.value).startswith(f"{folder / 'birds.txt'}{told}")


def test_all_problems_are_told_and_the_rest_is_read(folder: Path) -> None:
    more = (
        BLOCK.replace("s2 | plain", "x | plain")
        + "\n"
        + BLOCK.replace("owl-night", "owl-day")
        + "\n# owl-two | birds\n"
    )
    (folder / "more.txt").write_text(more, "utf-8")
    (folder / "dev.txt").write_text("owl-dusk\n", "utf-8")
    problems: list[str] = []
    pairs = read_pairs(folder, problem=problems.append)
    assert [pair.id for pair in pairs] == ["owl-night/1", "owl-night/2", "owl-day/1", "owl-day/2"]
    assert [problem.partition(": ")[2][:30] for problem in problems] == [
        "the id 'owl-night' stands twic",
        "the end of the block where the",
        "'owl-dusk' is no proposition o",
    ]


def test_a_folder_without_pairs_and_a_part_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(QuotegraphError, match=r"holds no \.txt files of pairs"):
        read_pairs(tmp_path)
    with pytest.raises(QuotegraphError, match="no part of the pairs is called 'test'; there are: train, dev, all"):
        read_pairs(PAIRS, "test")


@given(st.text(max_size=200))
def test_any_text_is_read_or_named(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "any.txt"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        problems: list[str] = []
        try:
            read_pairs(place, problem=problems.append)
        except QuotegraphError as error:
            problems.append(str(error))
        assert all(problem.startswith(str(file)) for problem in problems)
