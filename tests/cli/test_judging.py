"""``judge``."""

import gzip
import json
from pathlib import Path

from tests.cli.conftest import Run

LINES = [
    {"id": "a", "text": "We welcome the bridge.", "target": "The bridge should be built.", "holder": "Ann"},
    {"id": "b", "text": "We reject the bridge.", "target": "the bridge"},
]


def written(*lines: object) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines)


def test_pairs_in_labels_out(run: Run, tmp_path: Path) -> None:
    ended = run("judge", "-", stdin=written(*LINES))
    assert (ended.code, ended.complaints) == (0, [])
    assert [(line["id"], set(line)) for line in ended.lines()] == [
        (name, {"id", "label", "intensity", "confidence"}) for name in "ab"
    ]
    (tmp_path / "pairs.jsonl.gz").write_bytes(gzip.compress(written(*LINES).encode()))
    run("judge", tmp_path / "pairs.jsonl.gz", "-o", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == ended.out


def test_bad_lines_are_told_and_the_others_judged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text("{\n" + written({"id": "x"}, LINES[0], LINES[0]), "utf-8")
    ended = run("judge", tmp_path / "pairs.jsonl")
    assert [line["id"] for line in ended.lines()] == ["a"]
    assert ended.code == 1
    assert [told.removeprefix(f"{tmp_path / 'pairs.jsonl'}:")[:14] for told in ended.complaints[:3]] == [
        "1: no JSON: Ex",
        "2: no 'text'; ",
        "4: the id 'a' ",
    ]


def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    for name, content in (("none.jsonl", None), ("broken.gz", b"no gzip"), ("empty.jsonl", b"")):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        ended = run("judge", tmp_path / name)
        assert (ended.code, ended.out) == (1, "")
        assert ended.complaints[0].startswith(f"{tmp_path / name}: ")
