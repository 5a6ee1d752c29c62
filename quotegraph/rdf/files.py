"""Stores in files and folders: opening, and writing without ever leaving half a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat

from quotegraph.errors import QuotegraphError
from quotegraph.output import replacing
from quotegraph.rdf import vocabulary as v

STORE_FORMATS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS}
"""Suffix → format of the files that can be a store."""


def open_file(path: Path, create: bool) -> ox.Store:
    """A ``.trig`` or ``.nq`` file in memory; an empty store if it is missing and to be created."""
    if path.is_dir():
        raise QuotegraphError(f"{path}: is a folder, although it is called like a file")
    if not path.exists():
        if not create:
            raise QuotegraphError(f"{path}: there is no such store")
        if not path.parent.is_dir():
            raise QuotegraphError(f"{path}: the folder {path.parent} does not exist")
        return ox.Store()
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=STORE_FORMATS[path.suffix.lower()])
    except (SyntaxError, ValueError) as error:
        raise QuotegraphError(f"{path}: not {path.suffix[1:]} data: {error}") from None
    except OSError as error:
        raise QuotegraphError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    return store


def open_folder(path: Path, write: bool, create: bool) -> ox.Store:
    """The Oxigraph store in a folder; made anew if it is missing (or empty) and to be created."""
    if path.is_file():
        raise QuotegraphError(f"{path}: not a store; a store is a folder, a .trig or .nq file, or a SPARQL endpoint")
    if not (path / "CURRENT").is_file():  # every Oxigraph folder has it
        if not path.is_dir() and not create:
            raise QuotegraphError(f"{path}: there is no such store")
        if not create or (path.is_dir() and any(path.iterdir())):
            raise QuotegraphError(f"{path}: this folder holds no store")
    try:
        if not write:
            return ox.Store.read_only(str(path))
        path.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        if "lock" in str(error).lower():
            raise QuotegraphError(f"{path}: another program is writing to this store; wait until it is done") from None
        raise QuotegraphError(f"{path}: the store cannot be opened: {error}") from None


def write_quads(path: Path, quads: Iterable[Quad]) -> None:
    """Write quads to a ``.trig`` or ``.nq`` file, in a fixed order, in the place of what is there."""
    written = serialised(quads, STORE_FORMATS[path.suffix.lower()])
    with replacing(path) as file:
        file.write(written)


def serialised(quads: Iterable[Quad], form: RdfFormat) -> str:
    """Quads as text, in an order that depends on nothing but them.

    >>> serialised([Quad(v.ARTICLE, v.LABEL, ox.Literal("Article"))], RdfFormat.N_QUADS).split()[-2:]
    ['"Article"', '.']
    """
    ordered = sorted(quads, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))
    return (ox.serialize(ordered, format=form, prefixes=v.PREFIXES) or b"").decode()
