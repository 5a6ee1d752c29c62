"""How every command ends: in success, or in one line on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from quotegraph.cli.printing import complain
from quotegraph.errors import QuotegraphError

FAILED = 1
MISUSED = 2
INTERRUPTED = 130


class Quotegraph(click.Group):
    """A group whose commands end with one line instead of a traceback, in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands in the order of a day's work."""
        return list(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; each takes ``--debug``, before or after its own arguments."""
        cmd.params.append(_debug())
        super().add_command(cmd, name)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; exit 1 if it failed, 2 if it was called wrongly."""
        given = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(given, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except Exception as error:
            if not standalone_mode or "--debug" in given:
                raise
            code = _ended(error)
        if not standalone_mode:
            return code
        sys.exit(code if isinstance(code, int) else 0)


def _ended(error: Exception) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return MISUSED
    if isinstance(error, click.UsageError):
        complain(f"{error.format_message()}{_see_help(error)}")
        return MISUSED
    if isinstance(error, click.Abort):
        complain("stopped")
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # whoever read our output has enough; without this, Python complains once more when it closes standard output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    if isinstance(error, click.ClickException):
        complain(error.format_message())
    elif isinstance(error, QuotegraphError):
        complain(str(error))
    elif isinstance(error, OSError) and error.strerror:  # a full disk, a place that may not be read
        complain(f"{error.filename}: {error.strerror}" if error.filename else error.strerror)
    elif isinstance(error, MemoryError):
        complain("out of memory")
    else:
        complain(f"{type(error).__name__}: {error} (this should not happen; --debug shows where it comes from)")
    return FAILED


def _see_help(error: click.UsageError) -> str:
    return f" (see {error.ctx.command_path} --help)" if error.ctx else ""


def _debug() -> click.Option:
    return click.Option(["--debug"], is_flag=True, expose_value=False, help="Show where an error comes from.")
