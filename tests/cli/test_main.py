"""What all commands have in common."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from quotegraph.cli import main
from quotegraph.cli.group import Quotegraph
from quotegraph.cli.printing import plain, table
from quotegraph.errors import QuotegraphError
from tests.cli.conftest import Run

COMMANDS = [
    "annotate",
    "add",
    "query",
    "statements",
    "speakers",
    "network",
    "page",
    "serve",
    "validate",
    "export",
    "import",
    "evaluate",
    "judge",
    "topics",
    "corpus",
    "learn",
]


def test_help_lists_the_commands(run: Run) -> None:
    ended = run("--help")
    listed = [line.split()[0] for line in ended.out.split("Commands:")[1].splitlines() if line.strip()]
    assert listed == COMMANDS
    assert "..." not in ended.out.split("Commands:")[1]  # no explanation is cut


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example(run: Run, command: str) -> None:
    ended = run(command, "--help")
    assert ended.code == 0
    assert f"Example:\n    quotegraph {command}" in ended.out


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, quotegraph.cli; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "spacy",
        "numpy",
        "rdflib",
        "pyoxigraph",
        "networkx",
        "trafilatura",
        "jinja2",
        "yaml",
        "wordllama",
        "pyvis",
    }
    assert heavy.isdisjoint(loaded)


def test_misuse_is_one_line_and_exit_2(run: Run) -> None:
    assert run("annotate").complaints == ["Missing argument 'SOURCE...'. (see quotegraph annotate --help)"]
    assert run("annotate").code == 2
    assert run("no-such").complaints == ["No such command 'no-such'. (see quotegraph --help)"]
    assert run("topics", "--no-such").code == 2


def failing(error: Exception) -> Quotegraph:
    @click.group(cls=Quotegraph)
    def group() -> None:
        pass

    @click.command()
    def fail() -> None:
        raise error

    group.add_command(fail)
    return group


def test_unexpected_errors_are_one_line_too() -> None:
    ended = CliRunner().invoke(failing(ZeroDivisionError("a\nb\x1b[31m")), ["fail"])
    assert ended.exit_code == 1
    assert ended.stderr == (
        "quotegraph: ZeroDivisionError: a b\\x1b[31m (this should not happen; --debug shows where it comes from)\n"
    )


def test_a_full_disk_is_one_line() -> None:
    ended = CliRunner().invoke(failing(OSError(28, "No space left on device")), ["fail"])
    assert (ended.exit_code, ended.stderr) == (1, "quotegraph: No space left on device\n")


@pytest.mark.parametrize("error", [ZeroDivisionError(), QuotegraphError("no")])
def test_debug_shows_where_an_error_comes_from(error: Exception) -> None:
    ended = CliRunner().invoke(failing(error), ["fail", "--debug"])
    assert ended.exception is error


def test_interruption_is_one_line() -> None:
    ended = CliRunner().invoke(failing(click.Abort()), ["fail"])
    assert (ended.exit_code, ended.stderr) == (130, "quotegraph: stopped\n")


def test_a_reader_that_has_enough_is_no_error() -> None:
    command = f"{sys.executable} -m quotegraph topics | head -n 1; echo ${{PIPESTATUS[0]}}"
    slow = f"{sys.executable} -c 'import time; time.sleep(0)'"
    ended = subprocess.run(["bash", "-c", f"{slow}; {command}"], capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    assert ended.stdout.startswith("security-guarantees")


def test_table_cells_cannot_steer_a_terminal() -> None:
    lines = list(table(["name", "n"], [["a\x1b]0;title\x07\nb", 1], ["日本", None], ["x" * 200, 12]]))
    assert lines[2].startswith("a\\x1b]0;title\\x07 b")
    assert len({len(line) for line in lines[:2]}) == 1
    assert lines[4].split()[0] == "x" * 71 + "…"
    assert list(table(["name"], [])) == ["name", "----"]


def test_plain_keeps_ordinary_text() -> None:
    assert plain("Zoë’s “naïve” 日本 🎉") == "Zoë’s “naïve” 日本 🎉"


def test_main_is_the_group_of_commands() -> None:
    assert isinstance(main, Quotegraph)
