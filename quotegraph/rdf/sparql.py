"""SPARQL text, token by token: enough to refuse SERVICE, to put values in the place of parameters, to find errors.

Oxigraph takes keywords without a space after them (``SERVICEex:x``), so words are judged by what they contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as ox

from quotegraph.errors import QuotegraphError
from quotegraph.rdf import vocabulary as v

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
_ERROR = re.compile(r"error at (\d+:\d+)")
_SAID = re.compile(r"[A-Z][a-zA-Z]+(?: [a-zA-Z]+){2,}")
"""A sentence among the tokens that Oxigraph's parser would have liked: what it has against a query's meaning."""
DEEPEST = 100
"""Levels of brackets and signs in front of each other that a query may have; Oxigraph's parser dies of thousands."""
_DEEPER = {**dict.fromkeys("({[", 1), **dict.fromkeys(")}]", -1)}


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
    quotegraph.errors.QuotegraphError: mine.rq:2:2: syntax error: what begins with '?s' is not understood
    """
    depth = 0
    for token in tokens(query):
        depth = max(0, depth + _DEEPER.get(token.text, 0))
        if depth > DEEPEST:
            line, column = _place(query, token.start)
            raise QuotegraphError(f"{where}:{line}:{column}: nested more than {DEEPEST} levels deep")
        code = token.text if token.kind == "word" else token.prefix
        if "service" in code.lower() or token.text == "\\":
            line, column = _place(query, token.start)
            what = "SERVICE is not allowed, as it calls other machines" if code else "a backslash outside of a string"
            raise QuotegraphError(f"{where}:{line}:{column}: {what}")
    try:
        ox.Store().query(completed(query))
    except SyntaxError as error:
        raise syntax_error(query, error, where) from None
    except (OSError, RuntimeError, ValueError):
        pass  # well formed; whether it can be answered shows when it is asked


def syntax_error(query: str, error: SyntaxError, where: str) -> QuotegraphError:
    """What is wrong with a query that Oxigraph's parser refuses, with line and column.

    That parser often points to the end of the query; where rdflib's, too, finds something, its place is told.

    >>> str(syntax_error("ASK {\\n ?s a ex:Thing }", SyntaxError("error at 2:9: expected a"), "mine.rq"))
    'mine.rq:2:7: the prefix ex: is not declared'
    """
    for token in _undeclared(query):
        if token.prefix not in v.PREFIXES:
            line, column = _place(query, token.start)
            return QuotegraphError(f"{where}:{line}:{column}: the prefix {token.prefix}: is not declared")
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    complete = completed(query)
    try:
        parseQuery(complete)
    except ParseException as found:
        line, column = _place(query, max(0, found.loc - (len(complete) - len(query))))
        rest = complete[found.loc :].split()
        what = f"what begins with {rest[0][:40]!r} is not understood" if rest else "the query ends too early"
        return QuotegraphError(f"{where}:{line}:{column}: syntax error: {what}")
    message = str(error)
    place = _ERROR.match(message)
    reason = next((said for said in _SAID.findall(message)), "not SPARQL 1.1")
    return QuotegraphError(f"{where}:{place[1] if place else '1:1'}: syntax error: {reason}")


def completed(query: str) -> str:
    """The query with declarations, before its first line, of the well-known prefixes that it uses without any.

    >>> completed("ASK { ?s a qg:Topic }")
    'PREFIX qg: <https://w3id.org/quotegraph/> ASK { ?s a qg:Topic }'
    """
    missing = dict.fromkeys(token.prefix for token in _undeclared(query) if token.prefix in v.PREFIXES)
    return "".join(f"PREFIX {prefix}: <{v.PREFIXES[prefix]}> " for prefix in missing) + query


def _undeclared(query: str) -> Iterator[Token]:
    known = {second.text for first, second in pairwise(_code(query)) if first.text.upper() == "PREFIX"}
    for token in _code(query):
        if token.kind == "name" and token.prefix != "_" and f"{token.prefix}:" not in known:
            yield token


def _code(query: str) -> Iterator[Token]:
    return (token for token in tokens(query) if token.kind != "comment" and token.text.strip())


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
