"""Bytes to articles: Markdown with front matter, plain text, HTML, JSON lines, folders of them, standard input."""

from quotegraph.sources.reading import STDIN, read
from quotegraph.sources.walk import SUFFIXES

__all__ = ["STDIN", "SUFFIXES", "read"]
