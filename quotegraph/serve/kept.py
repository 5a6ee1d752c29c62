"""Columns kept on disk, so that a store that has not changed is there at once the next time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from quotegraph import __version__
from quotegraph.serve.columns import Columns
from quotegraph.serve.index import Index
from quotegraph.serve.texts import Texts

FORM = 1
"""Counted up whenever the columns become others."""
_TABLES = "tables.json"
_PARTS: dict[str, Any] = {"Texts": Texts, "Index": Index}


def folder() -> Path:
    """Where columns are kept: ``quotegraph`` in the user's own cache folder.

    >>> folder().parts[-2:]
    ('quotegraph', 'explorer')
    """
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(cache) if cache else Path.home() / ".cache") / "quotegraph" / "explorer"


def fingerprint(place: str) -> str | None:
    """What changes whenever the store or table at ``place`` changes; None for what is not on this machine.

    >>> fingerprint("https://store.example/sparql") is None
    True
    """
    if place.startswith(("http://", "https://")):
        return None
    path = Path(place).resolve()
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    seen = hashlib.sha256(f"{FORM} {__version__} {path}\n".encode("utf-8", "surrogateescape"))
    for file in files:
        if file.name == "LOCK" or file.name.startswith(("LOG", "OPTIONS")):
            continue  # written by whoever looks at the store
        try:
            about = file.stat()
        except OSError:
            continue
        if not file.is_dir():
            seen.update(f"{file.name} {about.st_size} {about.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def kept(place: str, mark: str) -> Columns | None:
    """The columns kept for ``place`` if they bear the fingerprint ``mark``; arrays stay on disk until they are read."""
    home = _home(place)
    try:
        tables = json.loads((home / _TABLES).read_text("utf-8"))
        return _read(Columns, home, tables, "") if tables["mark"] == mark else None
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None  # none there, or half of one: made anew


def keep(place: str, mark: str, columns: Columns) -> None:
    """Keep columns in the place of those kept before; only this user can read them. OSError where there is no room."""
    home = _home(place)
    home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(prefix="new-", dir=home.parent))
    try:
        tables: dict[str, Any] = {"mark": mark}
        _write(columns, made, tables, "")
        (made / _TABLES).write_text(json.dumps(tables), "utf-8")
        shutil.rmtree(home, ignore_errors=True)
        made.rename(home)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _home(place: str) -> Path:
    return folder() / hashlib.sha256(str(Path(place).resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _write(value: Any, home: Path, tables: dict[str, Any], prefix: str) -> None:
    for field in fields(value):
        part, name = getattr(value, field.name), prefix + field.name
        if is_dataclass(part):
            _write(part, home, tables, f"{name}.")
        elif isinstance(part, np.ndarray):
            np.save(home / f"{name}.npy", part, allow_pickle=False)
        else:
            tables[name] = part


def _read(kind: Any, home: Path, tables: dict[str, Any], prefix: str) -> Any:
    parts: dict[str, Any] = {}
    for field in fields(kind):
        name = prefix + field.name
        if field.type in _PARTS:
            parts[field.name] = _read(_PARTS[field.type], home, tables, f"{name}.")
        elif field.type == "Numbers":
            parts[field.name] = np.load(home / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        else:
            parts[field.name] = tables[name]
    return kind(**parts)
