"""Answers to queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from quotegraph.errors import QuotegraphError
from quotegraph.rdf.engines import Engine


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query, with pyoxigraph's terms.

    SELECT gives ``rows`` under ``variables`` (None where a variable has no value), CONSTRUCT and DESCRIBE give
    ``triples``, ASK gives ``truth``; the others are empty or None.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


def run(engine: Engine, query: str) -> Results:
    """The answer of an engine to a query, read to its end."""
    try:
        answer = engine.query(query)
        if isinstance(answer, ox.QueryBoolean):
            return Results(truth=bool(answer))
        if isinstance(answer, ox.QueryTriples):
            return Results(triples=tuple(answer))
        return Results(tuple(name.value for name in answer.variables), tuple(tuple(row) for row in answer))
    except SyntaxError as error:
        raise QuotegraphError(f"query: {error}") from None
