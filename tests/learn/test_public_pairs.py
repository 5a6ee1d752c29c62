"""Public corpora as lines for training: two-sided, mirrored, off; nothing that may not be used."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quotegraph.learn.pair_lines import pair_lines
from quotegraph.learn.public_pairs import digest, main, read_mirrors, stance_lines, write

TOLL = "Drivers should pay a toll."
MIRRORS = Path(__file__).parents[2] / "data" / "train" / "mirrors.tsv"


def corpus(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    folder.mkdir(exist_ok=True)
    with gzip.open(folder / f"{name}.train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path, Path]:
    table = tmp_path / "mirrors.tsv"
    table.write_text(
        f"sha256\tmirror\tother\tyes\n{digest(TOLL)}\tRoads should be free.\tTolls are theft.\t\n", "utf-8"
    )
    sided = [{"id": str(n), "text": f"Text {n}.", "target": TOLL, "label": "support"} for n in range(200)]
    phrases = [{"id": str(n), "text": f"Text {n}.", "target": "the toll", "label": "neutral"} for n in range(50)]
    corpus(tmp_path / "stance", "perspectrum", sided)
    corpus(tmp_path / "stance", "vast", phrases)
    corpus(tmp_path / "stance", "seesaw", sided)
    pairs: list[dict[str, Any]] = [{"id": "1", "premise": "Owls fly.", "hypothesis": "Owls move.", "label": "entail"}]
    pairs.append({"id": "2", "premise": "Owls fly.", "hypothesis": "Owls sing.", "label": "neutral", "coarse": True})
    corpus(tmp_path / "inference", "mnli", pairs)
    corpus(tmp_path / "inference", "sick", pairs)
    return table, tmp_path / "stance", tmp_path / "inference", tmp_path / "out"


def test_files_hold_what_may_be_used(folders: tuple[Path, Path, Path, Path]) -> None:
    counts = write(*folders)
    found = {name: list(pair_lines(folders[-1] / f"{name}.jsonl")) for name in counts}
    assert {name: len(lines) for name, lines in found.items()} == counts
    assert {line.set for line in found["stance"]} == {"perspectrum"}
    assert {line.set for line in found["stance-unclear"]} == {"vast"}
    assert {line.set for line in found["inference"]} == {"mnli"}
    assert sorted(line.labels for line in found["inference"]) == [("entail",), ("not_entail",)]
    assert {line.labels for line in found["stance-unclear"]} == {("neutral", "off")}


def test_propositions_are_turned_round_by_their_mirrors(folders: tuple[Path, Path, Path, Path]) -> None:
    write(*folders)
    lines = list(pair_lines(folders[-1] / "stance.jsonl"))
    assert Counter(line.labels for line in lines if line.hypothesis == TOLL) == {("support",): 200}
    turned = [line for line in lines if line.hypothesis != TOLL]
    assert {line.hypothesis for line in turned} == {"Roads should be free.", "Tolls are theft."}
    assert {(line.labels, line.two) for line in turned} == {(("oppose",), True)}
    assert 50 < len(turned) < 110


def test_the_same_lines_come_each_time(folders: tuple[Path, Path, Path, Path]) -> None:
    rows = [{"id": str(n), "text": "Yes.", "target": "the toll", "label": "support"} for n in range(30)]
    mirrors = read_mirrors(folders[0])
    assert list(stance_lines("persent", rows, mirrors)) == list(stance_lines("persent", rows, mirrors))


def test_what_is_no_table_or_no_folder_is_told(
    folders: tuple[Path, Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table, stance, inference, out = map(str, folders)
    assert main([table, stance, str(out), str(out)]) == 1
    assert f"{out}: no NAME.train.jsonl.gz; a folder of corpora is wanted" in capsys.readouterr().err
    assert main([str(folders[1] / "vast.train.jsonl.gz"), stance, inference, out]) == 1
    assert "no table of mirrors (sha256, mirror, other, yes)" in capsys.readouterr().err
    assert main([table]) == 2


def test_the_shipped_mirrors_are_statements_by_digest() -> None:
    mirrors = read_mirrors(MIRRORS)
    assert len(mirrors) > 1400
    assert all(len(key) == 16 and int(key, 16) >= 0 for key in mirrors)
    assert all(text.strip() and not text.endswith("?") for one in mirrors.values() for text in one.mirrors)
