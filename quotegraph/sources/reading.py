"""One stream of articles from all sources, each doc_id once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal, overload

from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Article
from quotegraph.sources import jsonl, plain
from quotegraph.sources.walk import File, bytes_of, checked, files

STDIN = "-"
_STDIN_NAME = "standard input"

Place = tuple[str, "Article | Annotation"]


@overload
def read(
    sources: Sequence[str | Path],
    problem: Callable[[str], None],
    notice: Callable[[str], None] = ...,
    *,
    annotated: Literal[False] = ...,
    stdin: BinaryIO | None = ...,
) -> Iterator[Article]: ...
@overload
def read(
    sources: Sequence[str | Path],
    problem: Callable[[str], None],
    notice: Callable[[str], None] = ...,
    *,
    annotated: Literal[True],
    stdin: BinaryIO | None = ...,
) -> Iterator[Article | Annotation]: ...
def read(
    sources: Sequence[str | Path],
    problem: Callable[[str], None],
    notice: Callable[[str], None] = lambda _: None,
    *,
    annotated: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Annotation]:
    """The articles of files, folders and ``-`` (standard input), in order, one at a time.

    Standard input is JSON lines, one page, one text with front matter or one plain text, as its beginning says.

    What is wrong with one article is told to ``problem`` in one sentence, and the others go on; what was skipped on
    purpose is told to ``notice``. A source that is not there, or of no kind that can be read, is a QuotegraphError
    before anything is read. A doc_id that was there before is a problem; the first one counts. With ``annotated``,
    JSON lines that have ``quotes`` are given out as annotations.

    >>> from io import BytesIO
    >>> [article.text for article in read(["-"], print, stdin=BytesIO(b"Aid came."))]
    ['Aid came.']
    """
    if sum(source == STDIN for source in sources) > 1:
        raise QuotegraphError("standard input (-) can be read only once")
    places = [None if source == STDIN else checked(source) for source in sources]
    return _unique(_all(places, problem, notice, annotated, stdin), problem)


def _unique(found: Iterator[Place], problem: Callable[[str], None]) -> Iterator[Article | Annotation]:
    seen: dict[str, str] = {}
    for place, one in found:
        doc_id = (one.article if isinstance(one, Annotation) else one).doc_id
        if doc_id in seen:
            problem(f"{place}: doc_id {doc_id!r} was read from {seen[doc_id]} already; this one is left out")
            continue
        seen[doc_id] = place
        yield one


def _all(
    places: list[Path | None],
    problem: Callable[[str], None],
    notice: Callable[[str], None],
    annotated: bool,
    stdin: BinaryIO | None,
) -> Iterator[Place]:
    for place in places:
        if place is None:
            yield from _from_stdin(stdin or sys.stdin.buffer, problem, annotated)
            continue
        for file in files(place, problem, notice):
            try:
                yield from _from_file(file, problem, annotated)
            except QuotegraphError as error:
                problem(str(error))


def _from_file(file: File, problem: Callable[[str], None], annotated: bool) -> Iterator[Place]:
    where, suffix = str(file.path), file.path.suffix.lower()
    if suffix == ".jsonl":
        try:
            with file.path.open("rb") as lines:
                yield from jsonl.articles(lines, where, problem, annotated)
        except OSError as error:
            raise QuotegraphError(f"{where}: cannot be read: {(error.strerror or str(error)).lower()}") from None
        return
    yield where, _article(bytes_of(file.path), suffix, file.doc_id, where)


def _article(data: bytes, suffix: str, doc_id: str, where: str) -> Article:
    if suffix == ".md":
        from quotegraph.sources import markdown

        return markdown.article(data, doc_id, where)
    if suffix == ".txt":
        return plain.article(data, doc_id, where)
    from quotegraph.sources import html

    return html.article(data, doc_id, where)


def _from_stdin(stdin: BinaryIO, problem: Callable[[str], None], annotated: bool) -> Iterator[Place]:
    before: list[bytes] = []
    for line in stdin:
        before.append(line)
        if line.removeprefix(b"\xef\xbb\xbf").strip():
            break
    lines = chain(before, stdin)
    if before and before[-1].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from jsonl.articles(lines, _STDIN_NAME, problem, annotated)
        return
    data = b"".join(lines)
    try:
        yield _STDIN_NAME, _article(data, _suffix_of(data), "stdin", _STDIN_NAME)
    except QuotegraphError as error:
        problem(str(error))


def _suffix_of(data: bytes) -> str:
    """What files that begin like this are called: front matter is a ``.md``, a page's first tag an ``.html``."""
    begin = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".md" if begin.splitlines()[:1] == [b"---"] else ".txt"
