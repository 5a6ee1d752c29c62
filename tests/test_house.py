"""The rules of the house that a program can check."""

from pathlib import Path

import pytest
from importlinter.cli import lint_imports

HOUSE = Path(__file__).parents[1]
MODULES = sorted((HOUSE / "quotegraph").rglob("*.py"))
SOURCES = [*MODULES, *sorted((HOUSE / "quotegraph").rglob("*.js")), *sorted((HOUSE / "quotegraph").rglob("*.css"))]


def test_each_room_imports_only_what_it_may(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(HOUSE / "pyproject.toml"), cache_dir=None)
    assert code == 0, capsys.readouterr().out


def test_no_file_holds_two_rooms() -> None:
    long = {path.name: lines for path in SOURCES if (lines := len(path.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_no_module_is_a_lumber_room() -> None:
    assert [path for path in MODULES if path.stem in ("utils", "helpers", "common", "misc")] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path in MODULES if not path.read_text("utf-8").lstrip().startswith(('"""', 'r"""'))] == []
