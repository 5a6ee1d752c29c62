"""The flat table of statements as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TextIO

from quotegraph.errors import QuotegraphError
from quotegraph.lines import checked_date
from quotegraph.model import KINDS, STANCES, Statement
from quotegraph.tables import csv_line, unguarded

COLUMNS = tuple(field.name for field in fields(Statement))
REQUIRED = ("speaker", "topic", "stance")


def write_statements(statements: Iterable[Statement], file: TextIO) -> int:
    r"""Write statements as CSV with a header line to ``file`` (opened with ``newline=""``); how many there were.

    A text that a spreadsheet would take for a formula (one that begins with ``=``, ``+``, ``-``, ``@``, tab or carriage
    return) gets an apostrophe before it, which :func:`read_statements` takes off again. NUL characters are left out.

    >>> import sys
    >>> write_statements([Statement("=Ann", "rail", "support", confidence=0.5)], sys.stdout)
    speaker,topic,stance,intensity,confidence,date,article,publisher,organisation,kind,quote_id,words,country,camp
    '=Ann,rail,support,2,0.5,,,,,,,,,
    1
    """
    file.write(csv_line(COLUMNS))
    count = 0
    for statement in statements:
        file.write(csv_line([getattr(statement, name) for name in COLUMNS]))
        count += 1
    return count


def read_statements(path: str | Path) -> list[Statement]:
    """The statements of a CSV file with the columns of :class:`~quotegraph.model.Statement`, in any order.

    ``speaker``, ``topic`` and ``stance`` suffice; columns of other names are ignored. A bad row is a QuotegraphError
    that names file and line.
    """
    where = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise QuotegraphError(f"{where}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise QuotegraphError(f"{where}: {reason}; a CSV file in UTF-8 is wanted") from None
    return list(_statements(text, where))


def _statements(text: str, where: str) -> Iterator[Statement]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip().casefold() for name in next(rows, [])]
        _check(header, where)
        end = rows.line_num
        for row in rows:
            line, end = end + 1, rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                raise QuotegraphError(f"{where}:{line}: {len(row)} cells, the header has {len(header)}")
            yield _statement(dict(zip(header, row, strict=False)), f"{where}:{line}")
    except csv.Error as error:
        raise QuotegraphError(f"{where}:{rows.line_num}: no valid CSV: {error}") from None


def _check(header: list[str], where: str) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise QuotegraphError(
            f"{where}:1: no column {' or '.join(map(repr, missing))}; a statements table needs {', '.join(REQUIRED)} "
            f"and may have {', '.join(name for name in COLUMNS if name not in REQUIRED)}"
        )
    for name in COLUMNS:
        if header.count(name) > 1:
            raise QuotegraphError(f"{where}:1: column {name!r} stands twice")


def _statement(row: Mapping[str, str], where: str) -> Statement:
    cells = {name: unguarded(row.get(name, "")) for name in COLUMNS}
    plain = {name: cell.strip() for name, cell in cells.items()}
    for name in ("speaker", "topic"):
        if not plain[name]:
            raise QuotegraphError(f"{where}: no {name!r}")
    stance = plain["stance"].casefold()
    if stance not in STANCES:
        raise QuotegraphError(f"{where}: stance {plain['stance']!r} is not one of {', '.join(STANCES)}")
    if plain["kind"] not in ("", *KINDS):
        raise QuotegraphError(f"{where}: kind {plain['kind']!r} is not one of {', '.join(KINDS)}")
    return Statement(
        speaker=plain["speaker"],
        topic=plain["topic"],
        stance=stance,
        intensity=_intensity(plain["intensity"], stance, where),
        confidence=_confidence(plain["confidence"], where),
        date=checked_date(plain["date"], where) if plain["date"] else "",
        article=cells["article"],
        publisher=cells["publisher"],
        organisation=cells["organisation"],
        kind=plain["kind"],
        quote_id=cells["quote_id"],
        words=cells["words"],
        country=plain["country"],
        camp=plain["camp"],
    )


def _intensity(cell: str, stance: str, where: str) -> int:
    if not cell:
        return 0 if stance == "neutral" else 2
    if cell not in ("0", "1", "2", "3"):
        raise QuotegraphError(f"{where}: intensity {cell!r} is not 0, 1, 2 or 3")
    return int(cell)


def _confidence(cell: str, where: str) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise QuotegraphError(f"{where}: confidence {cell!r} is not a number from 0 to 1")
    return value
