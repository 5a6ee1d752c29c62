"""From the places that were named to files: which file, under which doc_id."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotegraph.errors import QuotegraphError

SUFFIXES = (".md", ".txt", ".html", ".htm", ".jsonl")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read; ``doc_id`` is its path below the folder that was named, without suffix, divided by ``/``."""

    path: Path
    doc_id: str


def files(source: Path, problem: Callable[[str], None], notice: Callable[[str], None]) -> Iterator[File]:
    """The files of a source that :func:`checked` let pass: itself, or those below the folder, in order of path."""
    if not source.is_dir():
        yield File(source, _name(source.stem))
        return
    others = count = 0
    for path in _below(source, problem):
        if path.suffix.lower() in SUFFIXES:
            count += 1
            yield File(path, _name(path.relative_to(source).with_suffix("").as_posix()))
        else:
            others += 1
    if not count:
        problem(f"{source}: no article in the folder; files that end in {', '.join(SUFFIXES)} are read")
    elif others:
        notice(f"{source}: {others} other file{'s' if others > 1 else ''} skipped")


def checked(source: str | Path) -> Path:
    """The source as a path, or a QuotegraphError where nothing is there or it is of no kind that can be read.

    >>> checked("no/such/file.md")
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no/such/file.md: no such file or folder
    """
    path = Path(source)
    try:
        there = path.exists()
    except (OSError, ValueError) as error:  # names that are too long or hold NUL
        raise QuotegraphError(f"{source}: {_reason(error)}") from None
    if not there:
        raise QuotegraphError(f"{source}: no such file or folder")
    if not path.is_dir() and path.suffix.lower() not in SUFFIXES:
        found = f"suffix {path.suffix!r}" if path.suffix else "no suffix"
        raise QuotegraphError(f"{source}: {found}; files that end in {', '.join(SUFFIXES)} are read, or a folder, or -")
    return path


def bytes_of(path: Path) -> bytes:
    """The content of a file, or a QuotegraphError that says why there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise QuotegraphError(f"{path}: cannot be read: {_reason(error)}") from None


def _below(folder: Path, problem: Callable[[str], None]) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problem(f"{folder}: cannot be read: {_reason(error)}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):  # a link to a folder may lead round in a circle
            yield from _below(Path(entry.path), problem)
        elif entry.is_file():
            yield Path(entry.path)


def _name(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()
