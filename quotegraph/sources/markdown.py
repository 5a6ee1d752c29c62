"""Markdown files with YAML front matter: title, publisher, date, url, lang."""

from __future__ import annotations

from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.lines import checked_date
from quotegraph.model import Article
from quotegraph.sources.encoding import decode
from quotegraph.sources.plain import without_blank_lines_around

_FENCE = "---"
_KEYS = ("title", "publisher", "date", "url", "lang")


def article(data: bytes, doc_id: str, where: str) -> Article:
    r"""The article of a Markdown file: text as it is below the front matter, without surrounding blank lines.

    >>> article(b"---\ntitle: Aid\ndate: 2025-09-05\n---\n\nAid *came*.\n", "a", "a.md")
    Article(doc_id='a', text='Aid *came*.', title='Aid', publisher='', date='2025-09-05', url=None, lang='en')
    """
    front, body = _parted(decode(data, where), where)
    head = _head(front, where)
    text = without_blank_lines_around(body)
    if not text.strip():
        what = "there is no text below the front matter" if front else "the file is empty; an article needs text"
        raise QuotegraphError(f"{where}: {what}")
    return Article(
        doc_id,
        text,
        title=head.get("title", ""),
        publisher=head.get("publisher", ""),
        date=checked_date(head["date"], where) if head.get("date") else None,
        url=head.get("url") or None,
        lang=head.get("lang") or "en",
    )


def _parted(text: str, where: str) -> tuple[str, str]:
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return "", text
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in (_FENCE, "..."):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    raise QuotegraphError(f"{where}:1: the front matter that '---' opens is not closed by a second '---'")


def _head(front: str, where: str) -> dict[str, str]:
    loaded = _loaded(front, where)
    if not loaded:
        return {}
    if not isinstance(loaded, dict):
        raise QuotegraphError(f"{where}: the front matter is not a list of 'key: value' lines")
    head = {}
    for key, value in loaded.items():
        name = key.strip().casefold() if isinstance(key, str) else ""
        if name not in _KEYS:
            continue
        if not isinstance(value, str):
            raise QuotegraphError(f"{where}: {name!r} in the front matter must be one value, is a {_kind(value)}")
        head[name] = " ".join(value.split())
    return head


def _loaded(front: str, where: str) -> Any:
    import yaml

    try:
        # the base loader leaves every scalar a string: dates, 'no' (Norwegian) and numbers as titles stay what they are
        return yaml.load(front, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise QuotegraphError(
            f"{where}:{line}: the front matter is no valid YAML ({error.problem}); "
            "a value with a colon in it needs quotation marks"
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise QuotegraphError(f"{where}: the front matter is no valid YAML ({reason})") from None


def _kind(value: Any) -> str:
    return "list" if isinstance(value, list) else "mapping"
