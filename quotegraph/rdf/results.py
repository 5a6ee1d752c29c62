"""Answers to queries, and how they are written: as a table, CSV, JSON, XML or Turtle."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from quotegraph.errors import QuotegraphError
from quotegraph.rdf import sparql
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.engines import Engine

FORMATS = ("table", "csv", "json", "xml", "ttl")
CELL = 60
"""Columns of a terminal that one cell of a table takes at most."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESULTS = "http://www.w3.org/2005/sparql-results#"


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query, with pyoxigraph's terms.

    SELECT gives ``rows`` under ``variables`` (None where a variable has no value), CONSTRUCT and DESCRIBE give
    ``triples``, ASK gives ``truth``; what the query is not about is empty or None.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def cells(self) -> list[tuple[str, ...]]:
        """The rows as plain strings, empty where there is no value; IRIs without brackets.

        >>> Results(("a", "b"), ((ox.Literal(1), None),)).cells()
        [('1', '')]
        """
        return [tuple("" if term is None else _plain(term) for term in row) for row in self._table()[1]]

    def to(self, form: str) -> str:
        """The answer as text in one of FORMATS; a QuotegraphError if it cannot be written so.

        >>> print(Results(("name",), ((ox.Literal("Mara, mayor"),),)).to("csv"))
        name
        "Mara, mayor"
        <BLANKLINE>
        """
        if form not in FORMATS:
            raise QuotegraphError(f"no result format is called {form!r}; there are: {', '.join(FORMATS)}")
        if form == "ttl":
            return self._turtle()
        if self.triples is not None and form in ("json", "xml"):
            return _graph(self.triples, ox.RdfFormat.JSON_LD if form == "json" else ox.RdfFormat.RDF_XML)
        return {"table": self._text, "csv": self._csv, "json": self._json, "xml": self._xml}[form]()

    def _table(self) -> tuple[tuple[str, ...], Sequence[tuple[Any, ...]]]:
        if self.truth is not None:
            return ("answer",), ((ox.Literal("yes" if self.truth else "no"),),)
        if self.triples is not None:
            return ("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in self.triples]
        return self.variables, self.rows

    def _text(self) -> str:
        if self.truth is not None:
            return "yes\n" if self.truth else "no\n"
        head = self._table()[0]
        table = [head, *([_shown(cell) for cell in row] for row in self.cells())]
        widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
        table.insert(1, ["-" * width for width in widths])
        lines = (
            "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in table
        )
        return "\n".join(lines) + "\n"

    def _csv(self) -> str:
        return "".join(",".join(map(_quoted, line)) + "\n" for line in (self._table()[0], *self.cells()))

    def _json(self) -> str:
        if self.truth is not None:
            return json.dumps({"head": {}, "boolean": self.truth}) + "\n"
        bindings = [
            {name: _json_term(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]
        answer = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

    def _xml(self) -> str:
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in self.variables)
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{_RESULTS}"><head>{head}</head>']
        if self.truth is not None:
            lines.append(f"<boolean>{str(self.truth).lower()}</boolean>")
        else:
            lines.append("<results>")
            for row in self.rows:
                bound = zip(self.variables, row, strict=True)
                cells = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in bound if t is not None)
                lines.append(f"<result>{''.join(cells)}</result>")
            lines.append("</results>")
        return "\n".join(lines) + "</sparql>\n"

    def _turtle(self) -> str:
        if self.triples is None:
            raise QuotegraphError(
                "ttl is for triples (CONSTRUCT, DESCRIBE); this query gives rows: table, csv, json, xml"
            )
        return _graph(self.triples, ox.RdfFormat.TURTLE)


def run(engine: Engine, query: str, where: str = "query") -> Results:
    """The answer of an engine to a query, read to its end; ``where`` opens the message of the QuotegraphError."""
    sparql.check(query, where)
    try:
        answer = engine.query(sparql.completed(query))
        if isinstance(answer, ox.QueryBoolean):
            return Results(truth=bool(answer))
        if isinstance(answer, ox.QueryTriples):
            return Results(triples=tuple(sorted(set(answer), key=str)))
        return Results(tuple(name.value for name in answer.variables), tuple(tuple(row) for row in answer))
    except SyntaxError as error:
        raise sparql.syntax_error(query, error, where) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QuotegraphError(f"{where}: cannot be answered: {error}") from None


def _graph(triples: Sequence[ox.Triple], form: ox.RdfFormat) -> str:
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in triples]
    prefixes = {} if form == ox.RdfFormat.JSON_LD else v.PREFIXES
    return (ox.serialize(quads, format=form, prefixes=prefixes) or b"").decode()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[,"\r\n]|^\s|\s$', cell) else cell


def _plain(term: Any) -> str:
    return str(term) if isinstance(term, ox.Triple | ox.BlankNode) else str(term.value)


def _shown(cell: str) -> str:
    """A cell as a terminal can show it: no control characters, one line, not too wide."""
    for prefix, namespace in v.PREFIXES.items():
        if cell.startswith(namespace) and cell != namespace:
            cell = f"{prefix}:{cell.removeprefix(namespace)}"
    cell = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in " ".join(cell.split()))
    if _width(cell) <= CELL:
        return cell
    kept, width = [], 1
    for c in cell:
        width += _width(c)
        if width > CELL:
            break
        kept.append(c)
    return "".join(kept) + "…"


def _width(cell: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.Literal):
        out = {"type": "literal", "value": term.value}
        if term.language:
            out["xml:lang"] = term.language
        elif term.datatype.value != v.PREFIXES["xsd"] + "string":
            out["datatype"] = term.datatype.value
        return out
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": _plain(term)}


def _xml_term(term: Any) -> str:
    written = _json_term(term)
    value = escape(_NOT_XML.sub("\ufffd", written["value"]))
    if written["type"] != "literal":
        return f"<{written['type']}>{value}</{written['type']}>"
    if "xml:lang" in written:
        return f"<literal xml:lang={quoteattr(written['xml:lang'])}>{value}</literal>"
    datatype = f" datatype={quoteattr(written['datatype'])}" if "datatype" in written else ""
    return f"<literal{datatype}>{value}</literal>"
