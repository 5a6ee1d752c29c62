"""The graph: annotations as RDF, the store they lie in, the questions one can ask it."""

from quotegraph.rdf.store import Store, open_store

__all__ = ["Store", "open_store"]
