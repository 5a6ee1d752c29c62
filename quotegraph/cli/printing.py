"""What people see: tables, one-line messages, progress; nothing that a text holds can steer their terminal."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import click

WIDEST = 72
"""Characters of a table's cell; what is longer is cut, the other formats have all of it."""

_STEERING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Item = TypeVar("Item")


def plain(text: str) -> str:
    r"""``text`` on one line, without control and direction characters.

    >>> plain("a\n b\x1b[31m\u202ec")
    'a b\\x1b[31m\\u202ec'
    """
    escaped = _STEERING.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)
    return " ".join(escaped.split())


def number_of(count: int, what: str) -> str:
    """A number with its noun.

    >>> number_of(1, "article"), number_of(24, "article")
    ('1 article', '24 articles')
    """
    return f"{count} {what}{'' if count == 1 else 's'}"


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"quotegraph: {plain(message)}", err=True)


class Problems:
    """What went wrong with single articles: told at once, counted for the end."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, message: str) -> None:
        """Tell one."""
        self.count += 1
        complain(message)

    def end(self) -> None:
        """Exit with 1 if there were any, and say how many."""
        if self.count:
            complain(f"{number_of(self.count, 'problem')}; all else is done")
            raise click.exceptions.Exit(1)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a table; numbers stand to the right.

    >>> print(*table(["speaker", "n"], [["Ann Lee", 2], ["Bo", 10.5]]), sep="\\n")
    speaker     n
    -------  ----
    Ann Lee     2
    Bo       10.5
    """
    given = [list(row) for row in rows]
    cells = [[_cell(value) for value in row] for row in given]
    right = [
        bool(given) and all(isinstance(row[column], int | float) or row[column] is None for row in given)
        for column in range(len(header))
    ]
    widths = [max(map(_width, column)) for column in zip(header, *cells, strict=True)]
    for row in [list(header), ["-" * width for width in widths], *cells]:
        padded = (_padded(cell, width, at) for cell, width, at in zip(row, widths, right, strict=True))
        yield "  ".join(padded).rstrip()


def shown(rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows that have the same keys as a table; nothing for no rows."""
    for line in table(list(rows[0]), [list(row.values()) for row in rows]) if rows else ():
        click.echo(line)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = plain(f"{value:.4g}" if isinstance(value, float) else str(value))
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rstrip() + "…"


def _width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _padded(text: str, width: int, right: bool) -> str:
    fill = " " * (width - _width(text))
    return fill + text if right else text + fill


def counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """The items, with their number so far on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    number = 0
    for number, item in enumerate(items, 1):
        click.echo(f"\r{number} {what} ", nl=False, err=True)
        yield item
    if number:
        click.echo(err=True)


def stepped() -> Callable[[int, int, float], None]:
    """To be told of each step (done, of how many, its loss): writes that on standard error if it is a terminal."""
    began = time.monotonic()
    before: int | None = None  # steps of an earlier run

    def step(done: int, steps: int, loss: float) -> None:
        nonlocal before
        if not sys.stderr.isatty():
            return
        before = done - 1 if before is None else before
        minutes = (steps - done) * (time.monotonic() - began) / (done - before) / 60
        click.echo(f"\r{done} of {steps} steps, loss {loss:.3f}, {minutes:.0f} min left ", nl=done == steps, err=True)

    return step
