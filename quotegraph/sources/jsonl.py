"""JSON lines: one article, or one annotation, a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.lines import article_from_line, from_line
from quotegraph.model import Annotation, Article


def articles(
    lines: Iterable[bytes], where: str, problem: Callable[[str], None], annotated: bool = False
) -> Iterator[tuple[str, Article | Annotation]]:
    r"""Place (``file:line``) and article of each line; a line that is none is told to ``problem`` and left out.

    With ``annotated``, lines that have ``quotes`` are annotations and taken as such; without, ``quotes`` and every
    other key that is not an article's is ignored. ``text`` is given out as it stands.

    >>> lines = [b'{"doc_id": "a", "text": "Hi."}\n', b"{oops}\n"]
    >>> [article.doc_id for _, article in articles(lines, "in.jsonl", print)]
    in.jsonl:2: no JSON: Expecting property name enclosed in double quotes at column 2
    ['a']
    """
    for place, loaded in objects(lines, where, problem):
        try:
            if isinstance(loaded, list):
                raise QuotegraphError(f"{place}: a JSON list; write one JSON object a line instead")
            is_annotation = annotated and isinstance(loaded, dict) and "quotes" in loaded
            one = from_line(loaded, place) if is_annotation else article_from_line(loaded, place)
            check_characters(one.article if isinstance(one, Annotation) else one, place)
        except QuotegraphError as error:
            problem(str(error))
            continue
        yield place, one


def objects(lines: Iterable[bytes], where: str, problem: Callable[[str], None]) -> Iterator[tuple[str, Any]]:
    r"""Place (``file:line``) and JSON value of each line that is not blank; what is no JSON is told to ``problem``.

    >>> list(objects([b'{"a": 1}\n', b"\n", b"[]"], "in.jsonl", print))
    [('in.jsonl:1', {'a': 1}), ('in.jsonl:3', [])]
    """
    count = 0
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.strip():
            continue
        count += 1
        place = f"{where}:{number}"
        try:
            loaded = _loaded(line, place)
        except QuotegraphError as error:
            problem(str(error))
            continue
        yield place, loaded
    if not count:
        problem(f"{where}: empty; one JSON object a line is wanted")


def _loaded(line: bytes, place: str) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise QuotegraphError(f"{place}: not UTF-8 at byte {error.start + 1} of the line") from None
    except json.JSONDecodeError as error:
        raise QuotegraphError(f"{place}: no JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise QuotegraphError(f"{place}: no JSON for us: nested too deep") from None
    except ValueError as error:  # numbers with thousands of digits
        raise QuotegraphError(f"{place}: no JSON for us: {error}") from None


def check_characters(article: Article, place: str) -> None:
    """A QuotegraphError that opens with ``place`` where the article holds half of a character (a lone surrogate)."""
    for name in ("doc_id", "text", "title", "publisher", "url", "lang"):
        value = getattr(article, name)
        if value:
            try:
                value.encode("utf-8")
            except UnicodeEncodeError as error:
                code = f"\\u{ord(value[error.start]):04x}"
                raise QuotegraphError(
                    f"{place}: {name!r} holds {code} at character {error.start}, half of a character; mend the text"
                ) from None
