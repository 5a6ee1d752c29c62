"""A project's own list of speakers as a table (.tsv): name, aliases, wikidata, organisation, camp, country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quotegraph.errors import QuotegraphError
from quotegraph.model import ListedSpeaker

COLUMNS = ("name", "aliases", "wikidata", "organisation", "camp", "country")
_ALLOWED = f"the columns are {', '.join(COLUMNS)}, divided by tabs; name must be there"


def read_speakers(path: str | Path) -> tuple[ListedSpeaker, ...]:
    """The speakers of a table, whose first line names its columns, in any order; aliases are divided by semicolons.

    A QuotegraphError names file and line: of a column that is none, a name or an item of Wikidata that stands twice,
    an alias of two speakers, or one that is somebody's name (so that each would be merged into the other).

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "speakers.tsv"
    ...     _ = path.write_text("name\\taliases\\tcamp\\nMara Holt\\tHolt; the Boss\\tgovernment\\n")
    ...     [(one.name, one.aliases, one.camp) for one in read_speakers(path)]
    [('Mara Holt', ('Holt', 'the Boss'), 'government')]
    """
    where = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise QuotegraphError(f"{where}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise QuotegraphError(f"{where}: byte {error.start} is not UTF-8") from None
    rows = [(number, line.split("\t")) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1) if line.strip()]
    if not rows:
        raise QuotegraphError(f"{where}: is empty; {_ALLOWED}")
    (first, names), *body = rows
    header = [name.strip().casefold() for name in names]
    _check_header(header, f"{where}:{first}")
    found = [(number, _row(header, cells, f"{where}:{number}")) for number, cells in body]
    _check(found, where)
    return tuple(one for _, one in found)


def _check_header(header: Sequence[str], where: str) -> None:
    for name in header:
        if name not in COLUMNS:
            raise QuotegraphError(f"{where}: column {name!r} is none of a speakers file; {_ALLOWED}")
        if header.count(name) > 1:
            raise QuotegraphError(f"{where}: column {name!r} stands twice; {_ALLOWED}")
    if "name" not in header:
        raise QuotegraphError(f"{where}: no column 'name'; {_ALLOWED}")


def _row(header: Sequence[str], cells: Sequence[str], where: str) -> ListedSpeaker:
    if len(cells) > len(header):
        raise QuotegraphError(f"{where}: {len(cells)} cells, the first line names {len(header)} columns")
    row: Mapping[str, str] = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=False)}
    if not row["name"]:
        raise QuotegraphError(f"{where}: no name; each speaker needs one")
    item = row.get("wikidata", "")
    if item and not re.fullmatch(r"Q[1-9][0-9]*", item):
        raise QuotegraphError(f"{where}: {item!r} is no Wikidata item; write it as Q42, or leave it empty")
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())
    return ListedSpeaker(
        name=row["name"],
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != row["name"])),
        wikidata=item or None,
        organisation=row.get("organisation", ""),
        camp=row.get("camp", ""),
        country=row.get("country", ""),
    )


def _check(found: Sequence[tuple[int, ListedSpeaker]], where: str) -> None:
    names: dict[str, int] = {}
    items: dict[str, int] = {}
    for number, one in found:
        for value, known, what in ((one.name.casefold(), names, "name"), (one.wikidata, items, "Wikidata item")):
            if value and known.setdefault(value, number) != number:
                shown = one.name if what == "name" else one.wikidata
                raise QuotegraphError(
                    f"{where}:{number}: the {what} {shown!r} stands in line {known[value]} already; "
                    f"each speaker stands once, other names go into the column aliases"
                )
    aliases: dict[str, int] = {}
    merged = {number: names[alias.casefold()] for number, alias in _aliases(found) if alias.casefold() in names}
    for number, alias in _aliases(found):
        plain = alias.casefold()
        if plain in names:
            circle = " (and that one the other way round, a circle)" if _leads(merged, names[plain], number) else ""
            raise QuotegraphError(
                f"{where}:{number}: the alias {alias!r} is the name in line {names[plain]}{circle}; "
                f"who is one speaker stands in one line"
            )
        if aliases.setdefault(plain, number) != number:
            raise QuotegraphError(
                f"{where}:{number}: the alias {alias!r} is one of line {aliases[plain]}, too; "
                f"an alias means one speaker alone"
            )


def _aliases(found: Sequence[tuple[int, ListedSpeaker]]) -> Iterator[tuple[int, str]]:
    return ((number, alias) for number, one in found for alias in one.aliases)


def _leads(merged: Mapping[int, int], line: int, to: int) -> bool:
    """Whether one goes from a line to another one by aliases that are names."""
    seen: set[int] = set()
    while line in merged and line not in seen:
        seen.add(line)
        line = merged[line]
        if line == to:
            return True
    return False
