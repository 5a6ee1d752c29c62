"""Folders of the corpus: a set is a folder with ``topics.tsv``, ``cast.tsv`` and ``.brief`` files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quotegraph.corpus.brief import Brief, parse
from quotegraph.errors import QuotegraphError
from quotegraph.model import KINDS, Speaker
from quotegraph.sources.encoding import decode

TOPIC_COLUMNS = ("id", "label", "proposition", "alternatives")
CAST_COLUMNS = ("name", "kind", "gender", "role", "organisation", "country", "aliases")
_GENDERS = ("f", "m", "-")
_KINDS = tuple(kind for kind in KINDS if kind != "unnamed")


def _raise(message: str) -> None:
    raise QuotegraphError(message)


def read_corpus(folder: str | Path, problem: Callable[[str], None] = _raise) -> Iterator[Brief]:
    """The articles of all sets in and below a folder, sets and articles in the order of their names.

    The ``doc_id`` is the set's name, a slash and the file's name without its suffix. What breaks the rules is told to
    ``problem`` in one sentence (file, line, what, what is allowed) and left out; left to itself, it is a
    QuotegraphError at the first.

    >>> next(read_corpus("no-folder"))
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no-folder: no such folder
    """
    root = Path(folder)
    sets = sorted({path.parent for path in root.rglob("*.brief")})
    if not sets:
        raise QuotegraphError(f"{root}: {'holds no .brief files' if root.is_dir() else 'no such folder'}")
    seen: dict[str, Path] = {}
    for one in sets:
        name = one.resolve().name
        if name in seen:
            problem(f"{one}: a set is called {name!r} already ({seen[name]}); the names of sets must differ")
            continue
        seen[name] = one
        yield from read_set(one, problem)


def read_set(folder: str | Path, problem: Callable[[str], None] = _raise) -> list[Brief]:
    """The articles of one set; see :func:`read_corpus`.

    >>> read_set("no-folder", print)
    no-folder/topics.tsv: cannot be read: no such file or directory
    []
    """
    root = Path(folder)
    try:
        topics = [row["id"] for row in _table(root / "topics.tsv", TOPIC_COLUMNS).values()]
        cast = _cast(root / "cast.tsv")
    except QuotegraphError as error:
        problem(str(error))
        return []
    briefs = []
    for path in sorted(root.glob("*.brief")):
        try:
            briefs.append(parse(_text(path), str(path), f"{root.resolve().name}/{path.stem}", topics, cast))
        except QuotegraphError as error:
            problem(str(error))
    return briefs


def _cast(path: Path) -> dict[str, Speaker]:
    cast: dict[str, Speaker] = {}
    keys: dict[str, str] = {}
    for number, row in _table(path, CAST_COLUMNS).items():
        where, name = f"{path}:{number}", row["name"]
        for column, allowed in (("kind", _KINDS), ("gender", _GENDERS)):
            if row[column] not in allowed:
                raise QuotegraphError(f"{where}: {name}: {column} {row[column]!r} is not one of {', '.join(allowed)}")
        key = _key(name)
        if key in keys:
            same = "stands twice" if keys[key] == name else f"looks the same as {keys[key]!r} in plain letters"
            raise QuotegraphError(f"{where}: {name!r} {same}; each name is to stand once")
        keys[key] = name
        cast[name] = Speaker(key, name, row["kind"])
    return cast


def _key(name: str) -> str:
    """The name in small plain letters, or as it is where it has none.

    >>> _key("Zoé O'Hara"), _key("Зоя")
    ('zoe-o-hara', 'Зоя')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or name


def _table(path: Path, columns: Sequence[str]) -> dict[int, dict[str, str]]:
    """The rows of a table with tabs between its cells, by line number."""
    lines = unicodedata.normalize("NFC", _text(path)).split("\n")
    header = [cell.strip() for cell in lines[0].split("\t")]
    if header != list(columns):
        raise QuotegraphError(
            f"{path}:1: columns are {' '.join(header)!r}, are to be {' '.join(columns)}, tabs between"
        )
    rows = {}
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(columns):
            raise QuotegraphError(f"{path}:{number}: {len(cells)} cells, are to be {len(columns)} with tabs between")
        if not cells[0]:
            raise QuotegraphError(f"{path}:{number}: the first cell ({columns[0]}) is empty")
        rows[number] = dict(zip(columns, cells, strict=True))
    return rows


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise QuotegraphError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
