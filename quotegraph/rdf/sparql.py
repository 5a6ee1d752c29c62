"""SPARQL text, token by token: enough to refuse SERVICE, to put values in the place of parameters, to find errors.

Oxigraph takes keywords without a space after them (``SERVICEex:x``), so words are judged by what they contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from quotegraph.errors import QuotegraphError

_TOKEN = re.compile(
    r"""
    (?P<comment>  \#[^\n\r]* )
  | (?P<string>   \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<iri>      <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
  | (?P<variable> [?$]\w+ )
  | (?P<name>     (?P<prefix>[\w.\-]*):(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])* )
  | (?P<word>     \w+ )
  | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ERROR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class Token(NamedTuple):
    """A piece of a query: ``kind`` is comment, string, iri, variable, name (prefixed), word or other."""

    kind: str
    text: str
    start: int
    prefix: str = ""


def tokens(query: str) -> Iterator[Token]:
    """The pieces of a query in order; together they are the query.

    >>> [t.text for t in tokens("ASK{?s ?p 'a # b'}") if t.kind != "other"]
    ['ASK', '?s', '?p', "'a # b'"]
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if match.group("name") is not None:
            kind = "name"
        yield Token(kind, match.group(), match.start(), match.group("prefix") or "")


def check(query: str, where: str = "query") -> None:
    """Raise a QuotegraphError if a query is not well formed (with line and column) or calls another endpoint.

    >>> check("SELECT * {\\n ?s ?p }", "mine.rq")
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: mine.rq:2:8: syntax error: expected one of LATERAL, SERVICE, [_]
    """
    for token in tokens(query):
        code = token.text if token.kind == "word" else token.prefix
        if "service" in code.lower() or token.text == "\\":
            line, column = _place(query, token.start)
            what = "SERVICE is not allowed, as it calls other machines" if code else "a backslash outside of a string"
            raise QuotegraphError(f"{where}:{line}:{column}: {what}")
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        raise syntax_error(error, where) from None
    except (OSError, RuntimeError, ValueError):
        pass  # well formed; whether it can be answered shows when it is asked


def syntax_error(error: SyntaxError, where: str) -> QuotegraphError:
    """The error of Oxigraph's parser as one sentence with line and column.

    >>> str(syntax_error(SyntaxError("error at 2:9: expected a"), "mine.rq"))
    'mine.rq:2:9: syntax error: expected a'
    """
    found = _ERROR.fullmatch(str(error))
    if not found:
        return QuotegraphError(f"{where}: syntax error: {error}")
    line, column, message = found.groups()
    return QuotegraphError(f"{where}:{line}:{column}: syntax error: {' '.join(message.split())}")


def parameters(query: str) -> tuple[str, ...]:
    """The names that stand in a query with a dollar sign, in order.

    >>> parameters("SELECT ?s { ?s ?p $topic } # $other")
    ('topic',)
    """
    return tuple(dict.fromkeys(t.text[1:] for t in tokens(query) if t.kind == "variable" and t.text[0] == "$"))


def bind(query: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The query with the values, written as terms, in the place of ``$name``.

    A value can never become anything else than one term, whatever it contains.

    >>> bind("ASK { ?s ?p $who }", {"who": ox.Literal('a" } #')})
    'ASK { ?s ?p "a\\\\" } #" }'
    """
    return "".join(
        str(values[t.text[1:]]) if t.kind == "variable" and t.text[0] == "$" and t.text[1:] in values else t.text
        for t in tokens(query)
    )


def _place(query: str, offset: int) -> tuple[int, int]:
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
