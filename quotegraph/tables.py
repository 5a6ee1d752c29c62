"""Cells and lines of CSV that spreadsheets and other programs take as they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r'[,;"\r\n]|^\s|\s$')
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def csv_line(cells: Iterable[str | float | None]) -> str:
    r"""A line of a CSV file; texts are :func:`guarded`, None is an empty cell.

    >>> csv_line(["=Ann", None, 0.25, "two\nlines"])
    '\'=Ann,,0.25,"two\nlines"\n'
    """
    return ",".join(map(_cell, cells)) + "\n"


def _cell(value: str | float | None) -> str:
    if not isinstance(value, str):
        return "" if value is None else f"{value:.12g}"
    text = guarded(value)
    # csv.writer leaves a lone carriage return bare, which its own reader takes for the end of the row
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text


def guarded(text: str) -> str:
    """``text`` so that a spreadsheet shows it as text.

    >>> guarded("=1+1"), guarded("Ann")
    ("'=1+1", 'Ann')
    """
    text = text.replace("\0", "")
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that :func:`guarded` wrote.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
