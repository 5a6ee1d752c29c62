"""Answers sought in a process of their own, so that a query that breaks the engine down takes nothing else with it.

Oxigraph dies, instead of refusing, of some queries: its parser of thousands of operators in a row, its sorting of some
mixtures of kinds of values. Named queries hold neither; what people write may.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping

from quotegraph.errors import QuotegraphError


def answer_apart(place: str, text: str, name: str, values: Mapping[str, str], form: str) -> str:
    """The answer of the store at ``place`` to a query, written in one of ``results.FORMATS``.

    ``name`` opens the messages about the query, ``values`` are those of its parameters. A QuotegraphError says what is
    wrong with the query or the store, or that the engine broke down.

    >>> import tempfile
    >>> from quotegraph.rdf import open_store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open_store(f"{folder}/graph", create=True).close()
    ...     answer_apart(f"{folder}/graph", "ASK { ?s a $kind }", "mine.rq", {"kind": "x"}, "table")
    'no\\n'
    """
    wanted = {"place": place, "text": text, "name": name, "values": dict(values), "form": form}
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "quotegraph.rdf.apart"],
        input=json.dumps(wanted).encode(),
        capture_output=True,
        check=False,
    )
    if ended.returncode:
        raise QuotegraphError(f"{name}: the query engine broke down over this query ({_reason(ended)}); {_HINT}")
    told = json.loads(ended.stdout)
    if "error" in told:
        raise QuotegraphError(told["error"])
    return str(told["answer"])


_HINT = "ORDER BY over values of several kinds (write ORDER BY STR(?x)) and thousands of operators can be why"


def _reason(ended: subprocess.CompletedProcess[bytes]) -> str:
    if ended.returncode < 0:
        return signal.Signals(-ended.returncode).name
    said = ended.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1][:200] if said else f"exit {ended.returncode}"


def _answered(place: str, text: str, name: str, values: Mapping[str, str], form: str) -> dict[str, str]:
    from quotegraph.rdf.queries import ask, read_query
    from quotegraph.rdf.store import open_store

    try:
        query = read_query(text, name)
        with open_store(place) as store:
            return {"answer": ask(store, query, values).to(form)}
    except QuotegraphError as error:
        return {"error": str(error)}


if __name__ == "__main__":
    json.dump(_answered(**json.load(sys.stdin)), sys.stdout)
