"""What answers a store's questions: Oxigraph on this machine, or a SPARQL endpoint anywhere.

Both give pyoxigraph's terms, so that everything above them is written once.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from typing import Any, Protocol

import pyoxigraph as ox

from quotegraph import __version__
from quotegraph.errors import QuotegraphError

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
TIMEOUT = 60
"""Seconds that an endpoint may take for one answer."""
_GRAPHS_A_REQUEST = 50
_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"


class Engine(Protocol):
    """What a store needs in order to be read."""

    def query(self, query: str) -> Answer:
        """The answer to a SPARQL query; a SyntaxError if it is none."""

    def graphs(self, names: Sequence[ox.NamedNode]) -> Iterator[list[tuple[Any, Any, Any]]]:
        """The triples of named graphs, one list a graph, in the order of ``names``."""

    def quads(self) -> Iterator[ox.Quad]:
        """Everything there is."""


class Local:
    """An Oxigraph store, in memory or on disk; plain patterns of a query see all graphs together."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def query(self, query: str) -> Answer:
        """The answer to a SPARQL query; a SyntaxError if it is none."""
        return self.store.query(query, use_default_graph_as_union=True)

    def graphs(self, names: Sequence[ox.NamedNode]) -> Iterator[list[tuple[Any, Any, Any]]]:
        """The triples of named graphs, one list a graph, in the order of ``names``."""
        for name in names:
            yield [(q.subject, q.predicate, q.object) for q in self.store.quads_for_pattern(None, None, None, name)]

    def quads(self) -> Iterator[ox.Quad]:
        """Everything there is."""
        return iter(self.store)


def matches(
    store: ox.Store,
    subject: ox.NamedNode | None,
    predicate: ox.NamedNode | None,
    value: ox.NamedNode | ox.Literal | None,
    graph: ox.NamedNode | None,
) -> Iterator[Any]:
    """The quads of a pattern; in what quotegraph writes, all but values are named nodes."""
    return store.quads_for_pattern(subject, predicate, value, graph)


class Endpoint:
    """A SPARQL endpoint, read over HTTP; what its plain patterns see is its own affair."""

    def __init__(self, url: str) -> None:
        self.url = url

    def query(self, query: str) -> Answer:
        """The answer to a SPARQL query; a QuotegraphError that names the endpoint if it does not give one."""
        headers = {
            "Content-Type": "application/sparql-query; charset=utf-8",
            "Accept": f"{_ROWS}, {_TRIPLES};q=0.9",
            "User-Agent": f"quotegraph/{__version__}",
        }
        try:
            request = urllib.request.Request(self.url, data=query.encode(), headers=headers)
            with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
                body, kind = response.read(), response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
            raise QuotegraphError(f"{self.url}: the endpoint answers {error.code} {error.reason}: {said}") from None
        except (OSError, ValueError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise QuotegraphError(f"{self.url}: the endpoint does not answer: {reason}") from None
        return self._parsed(body, kind)

    def _parsed(self, body: bytes, kind: str) -> Answer:
        try:
            if kind == _TRIPLES:
                store = ox.Store()
                store.load(body, format=ox.RdfFormat.N_TRIPLES)
                return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
            if kind == _ROWS:
                return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise QuotegraphError(f"{self.url}: the endpoint's answer cannot be read: {error}") from None
        raise QuotegraphError(f"{self.url}: no SPARQL endpoint: it answers with {kind}, not with {_ROWS}")

    def graphs(self, names: Sequence[ox.NamedNode]) -> Iterator[list[tuple[Any, Any, Any]]]:
        """The triples of named graphs, one list a graph, in the order of ``names``; fifty graphs a request."""
        for first in range(0, len(names), _GRAPHS_A_REQUEST):
            wanted = names[first : first + _GRAPHS_A_REQUEST]
            found: dict[str, list[tuple[Any, Any, Any]]] = {name.value: [] for name in wanted}
            listed = " ".join(map(str, wanted))
            answer: Any = self.query(f"SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            for graph, *triple in answer:
                found[graph.value].append(tuple(triple))
            yield from found.values()

    def quads(self) -> Iterator[ox.Quad]:
        """Everything there is in named graphs."""
        answer: Any = self.query("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")
        return (ox.Quad(*row) for row in answer)
