"""What the README shows is what happens: its console and Python blocks are run, its files are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
README = (HOUSE / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("data", "docs", "ontology"):
        (tmp_path / name).symlink_to(HOUSE / name)
    return tmp_path


def shell(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return run.stdout


def test_console_blocks_print_what_they_show(clone: Path) -> None:
    shown = blocks("console")
    assert shown
    for block in shown:
        printed = [f"$ {line[2:]}\n{shell(line[2:], clone)}" for line in block.splitlines() if line.startswith("$ ")]
        assert "".join(printed) == block


def test_python_blocks_run(clone: Path) -> None:
    for block in blocks("python"):
        assert shell(f"python - <<'END'\n{block}\nEND", clone) == "Mara Lindqvist – “The toll must fall,”\n"


def test_files_it_leads_to_are_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)|`((?:data|docs|notebooks|ontology)/[\w./-]+)`", README)
    named = [HOUSE / (link or name) for link, name in links]
    assert named
    assert [str(path) for path in named if not path.exists()] == []


def test_every_command_is_named() -> None:
    from quotegraph.cli import main

    assert [name for name in main.commands if not re.search(rf"`[^`]*\b{name}\b", README)] == []
