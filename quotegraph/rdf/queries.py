"""Named queries: SPARQL files that say in their head what they answer and which parameters they take.

The head of ``who-opposes.rq``::

    # Who opposes a proposition?
    # @param topic: text -- id or label of the topic
    # @param minimum: integer = 1 -- fewest quotations
    # @example -p topic=foreign-troops

A parameter stands in the query as ``$topic``. As ``$x`` and ``?x`` are the same variable to SPARQL, the file is a query
that any other tool runs too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from quotegraph import resources
from quotegraph.errors import QuotegraphError
from quotegraph.rdf import sparql
from quotegraph.rdf import vocabulary as v

if TYPE_CHECKING:
    from quotegraph.rdf.results import Results
    from quotegraph.rdf.store import Store

_PARAMETER = re.compile(
    r"@param\s+(?P<name>\w+)\s*:\s*(?P<type>[^=\s]+)\s*(?:=\s*(?P<default>.*?)\s*)?--\s*(?P<meaning>.+)"
)
_TYPES = {
    "text": (r".*", "any text"),
    "integer": (r"[+-]?\d{1,18}", "a whole number"),
    "number": (r"[+-]?\d{1,18}(\.\d{1,12})?", "a number"),
    "date": (r"\d{4}(-\d\d(-\d\d)?)?", "a date like 2025-09-05, 2025-09 or 2025"),
    "iri": (r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*", "an IRI"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: ``type`` is text, integer, number, date, iri or choices like ``person|place``.

    ``default`` is None where a value must be given.
    """

    name: str
    type: str = "text"
    default: str | None = None
    meaning: str = ""

    def term(self, value: str, where: str) -> ox.NamedNode | ox.Literal:
        """The value as a term; a QuotegraphError says what is allowed.

        >>> Parameter("minimum", "integer").term("3", "q").value
        '3'
        """
        choices = self.type.split("|")
        pattern, allowed = _TYPES.get(self.type, ("|".join(map(re.escape, choices)), "one of " + ", ".join(choices)))
        if not re.fullmatch(pattern, value, re.DOTALL | re.ASCII) and not (value == "" == self.default):
            raise QuotegraphError(f"{where}: parameter {self.name} is {value!r}; allowed is {allowed}")
        if self.type == "iri":
            return ox.NamedNode(value)
        if self.type in ("integer", "number"):
            return ox.Literal(value, datatype=v.INTEGER if self.type == "integer" else v.DECIMAL)
        return ox.Literal(v.clean(value))


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its question, its parameters and examples (arguments of the command line)."""

    name: str
    text: str
    question: str = ""
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()

    def bind(self, values: Mapping[str, str]) -> str:
        """The query with values for its parameters.

        A QuotegraphError names what is missing, unknown or not allowed.

        >>> read_query("ASK { ?s ?p $name }").bind({"name": "a"})
        'ASK { ?s ?p "a" }'
        """
        declared = {parameter.name: parameter for parameter in self.parameters}
        known = ", ".join(declared) or "none"
        for name in values:
            if name not in declared:
                raise QuotegraphError(f"{self.name}: no parameter is called {name!r}; there are: {known}")
        terms = {}
        for name, parameter in declared.items():
            value = values.get(name, parameter.default)
            if value is None:
                meaning = f" ({parameter.meaning})" if parameter.meaning else ""
                raise QuotegraphError(f"{self.name}: parameter {name}{meaning} is missing; give it as -p {name}=...")
            terms[name] = parameter.term(value, self.name)
        return sparql.bind(self.text, terms)


def read_query(text: str, name: str = "query") -> Query:
    """The query in a text, with what its head says; a ``$name`` without a declaration is a text that must be given.

    Raises a QuotegraphError that begins with ``name``, line and column if it is not well formed or calls SERVICE.

    >>> read_query("# Is there anything?\\nASK { ?s ?p ?o }").question
    'Is there anything?'
    """
    sparql.check(text, name)
    question, parameters, examples = [], [], []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        said = line.lstrip("#").strip()
        if found := _PARAMETER.match(said):
            default = found["default"]
            default = default[1:-1] if default and len(default) > 1 and default[0] == default[-1] == '"' else default
            parameters.append(Parameter(found["name"], found["type"], default, found["meaning"].strip()))
        elif said.startswith("@example"):
            examples.append(said.removeprefix("@example").strip())
        elif said and not said.startswith("@"):
            question.append(said)
    declared = {parameter.name for parameter in parameters}
    parameters += [Parameter(other) for other in sparql.parameters(text) if other not in declared]
    return Query(name, text, " ".join(question), tuple(parameters), tuple(examples))


@cache
def named_queries() -> dict[str, Query]:
    """The queries that ship with quotegraph, by name.

    >>> "who-opposes" in named_queries()
    True
    """
    folder = resources.ontology() / "queries"
    return {path.stem: read_query(path.read_text("utf-8"), path.stem) for path in sorted(folder.glob("*.rq"))}


def own_query(name: str) -> str | None:
    """The text of a ``.rq`` file, None for the name of a named query; what it says is not looked at.

    >>> own_query("who-opposes") is None
    True
    """
    if not name.endswith(".rq"):
        return None
    try:
        return Path(name).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise QuotegraphError(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise QuotegraphError(f"{name}: byte {error.start} is not UTF-8") from None


def find_query(name: str) -> Query:
    """The query of a name, or of a ``.rq`` file; a QuotegraphError lists the names there are.

    >>> find_query("who-opposes").parameters[0].name
    'topic'
    """
    own = own_query(name)
    if own is not None:
        return read_query(own, name)
    if name not in named_queries():
        names = ", ".join(named_queries())
        raise QuotegraphError(f"no query is called {name!r}; there are: {names} (and files that end in .rq)")
    return named_queries()[name]


def ask(store: Store, query: Query | str, values: Mapping[str, str] | None = None) -> Results:
    """The answer of a store to a query (or the query of a name), with values for its parameters.

    >>> from quotegraph.rdf import open_store
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/a.trig", create=True) as store:
    ...     ask(store, "who-opposes", {"topic": "rent-cap"}).rows
    ()
    """
    found = find_query(query) if isinstance(query, str) else query
    return store.query(found.bind(values or {}), where=found.name)
