"""The stance pairs of the open corpus keep to their form."""

import re
from pathlib import Path

import pytest

PAIRS = Path(__file__).parents[2] / "data" / "train" / "pairs"
FILES = sorted(PAIRS.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_block_has_a_proposition_its_mirror_and_twelve_texts(path: Path) -> None:
    blocks = path.read_text("utf-8").strip().split("\n\n")
    assert len(blocks) == 100
    for block in blocks:
        head, proposition, mirror, *texts = block.split("\n")
        assert re.fullmatch(r"# \S+ \| .+", head), head
        assert proposition.startswith("+ "), head
        assert mirror.startswith("- "), head
        assert proposition[2:] != mirror[2:], head
        assert len(texts) == 12, head
        for text in texts:
            assert re.fullmatch(r"(?:[so][123]|n) \| [a-z-]+ \| [^|]+ \| [^|]+", text), f"{head}: {text}"


def test_no_block_comes_twice() -> None:
    heads = [line.split(" | ")[0] for path in FILES for line in path.read_text("utf-8").split("\n") if line[:2] == "# "]
    assert len(set(heads)) == len(heads) == 300
