"""The command line as its users see it: arguments in, exit code, output and one-line complaints out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quotegraph.cli import main

GOLD = Path(__file__).parents[2] / "data" / "gold" / "ukraine.jsonl"


@dataclass(frozen=True)
class Ended:
    """How a run ended; ``complaints`` are the lines on standard error without the program's name."""

    code: int
    out: str
    complaints: list[str]

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]


@pytest.fixture(scope="session")
def run() -> Run:
    def go(*args: str | Path, stdin: str | bytes | None = None) -> Ended:
        result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert "Traceback" not in result.stderr
        complaints = result.stderr.splitlines()
        assert all(line.startswith("quotegraph: ") for line in complaints), complaints
        return Ended(result.exit_code, result.stdout, [line.removeprefix("quotegraph: ") for line in complaints])

    return go


@pytest.fixture(scope="session")
def gold_lines() -> Sequence[str]:
    return GOLD.read_text("utf-8").splitlines(keepends=True)


@pytest.fixture(scope="session")
def shared_store(run: Run, gold_lines: Sequence[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with some annotated articles, to be read only."""
    folder = tmp_path_factory.mktemp("store")
    (folder / "gold.jsonl").write_text("".join(gold_lines[:6]), "utf-8")
    assert run("add", folder / "graph", folder / "gold.jsonl").code == 0
    return folder / "graph"


@pytest.fixture
def store(run: Run, gold_lines: Sequence[str], tmp_path: Path) -> Path:
    """A small store of its own for each test."""
    (tmp_path / "gold.jsonl").write_text("".join(gold_lines[:2]), "utf-8")
    assert run("add", tmp_path / "graph", tmp_path / "gold.jsonl").code == 0
    return tmp_path / "graph"
