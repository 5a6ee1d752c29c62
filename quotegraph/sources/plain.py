"""Plain text files."""

from __future__ import annotations

from quotegraph.errors import QuotegraphError
from quotegraph.model import Article
from quotegraph.sources.encoding import decode


def article(data: bytes, doc_id: str, where: str) -> Article:
    r"""The article of a text file: its text without surrounding blank lines.

    >>> article(b"\r\nAid came.\r\n", "a", "a.txt").text
    'Aid came.'
    """
    text = without_blank_lines_around(decode(data, where))
    if not text.strip():
        raise QuotegraphError(f"{where}: the file is empty; an article needs text")
    return Article(doc_id, text)


def without_blank_lines_around(text: str) -> str:
    r"""The text without blank lines before and white space after it.

    >>> without_blank_lines_around("\n \n  a\n\n b \n\n")
    '  a\n\n b'
    """
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)
