"""Files that are written as a whole or not at all."""

import os
from pathlib import Path

import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.output import replacing


def test_a_failed_block_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), replacing(path) as file:
        file.writelines(["new" * 100_000, "half a character: \ud83d"])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_rights_of_a_file_stay_and_new_ones_are_the_usual(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    (tmp_path / "old.txt").chmod(0o640)
    before = os.umask(0o022)
    try:
        for name in ("old.txt", "new.txt"):
            with replacing(tmp_path / name) as file:
                file.write("new")
    finally:
        os.umask(before)
    assert (tmp_path / "old.txt").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o644


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with replacing(tmp_path / "link.txt") as file:
        file.write("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_device_is_written_to() -> None:
    with replacing("/dev/null") as file:
        file.write("new")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("name", [".", "no/such/file.txt", "x" * 300, "nul\x00.txt"])
def test_where_nothing_can_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(QuotegraphError, match="cannot be written: "), replacing(tmp_path / name):
        pytest.fail("the block was entered")
    assert list(tmp_path.iterdir()) == []
