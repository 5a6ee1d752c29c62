"""``query``, ``statements``, ``validate``, ``export``, ``import``: what a store holds, and its way in and out."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotegraph.cli.places import MIN_CONFIDENCE, output_to
from quotegraph.cli.printing import Problems, complain, number_of, plain

if TYPE_CHECKING:
    from quotegraph.rdf.queries import Query

FORMATS = "table|csv|json|xml|ttl"


@click.command()
@click.argument("store")
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]")
@click.option("-p", "--parameter", "given", multiple=True, metavar="key=value", help="A parameter of the query.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), metavar="0..1", help="Leave out stances less sure than this."
)
@click.option("-f", "--format", "form", default="table", show_default=True, metavar=FORMATS, help="How to write it.")
def query(store: str, name: str | None, given: tuple[str, ...], min_confidence: float | None, form: str) -> None:
    """Ask a store, by a named query or your own.

    Your own stands in a file or, for -, comes from standard input.
    Without NAME: the named queries, each with its question and parameters. --min-confidence is the parameter confidence
    of those that have it.

    \b
    Example:
      quotegraph query graph
      quotegraph query graph who-opposes -p topic=foreign-troops
      quotegraph query graph mine.rq -f csv
    """
    from quotegraph.rdf.apart import answer_apart
    from quotegraph.rdf.queries import ask, find_query, named_queries, own_query
    from quotegraph.rdf.store import open_store

    if name is None:
        with open_store(store):
            pass  # a store that is none is an error here, too
        for known in named_queries().values():
            click.echo(" ".join([known.name, *_parameters(known)]))
            click.echo(f"    {plain(known.question)}")
        return
    values = dict(_parameter(item) for item in given)
    if min_confidence is not None:
        values["confidence"] = f"{min_confidence:f}"
    own = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace") if name == "-" else own_query(name)
    if own is not None:
        answer = answer_apart(store, own, "standard input" if name == "-" else name, values, form)
    else:
        wanted = find_query(name)
        with open_store(store) as opened:
            answer = ask(opened, wanted, values).to(form)
    click.echo(answer, nl=False)


def _parameter(item: str) -> tuple[str, str]:
    key, mark, value = item.partition("=")
    if not mark or not key.strip():
        raise click.BadParameter(f"{item!r} is not key=value", param_hint="-p")
    return key.strip(), value


def _parameters(query: Query) -> Iterator[str]:
    """The parameters as they would be given: those in brackets can be left out."""
    for parameter in query.parameters:
        if parameter.default is None:
            yield f"-p {parameter.name}=..."
        else:
            yield f"[-p {parameter.name}={shlex.quote(parameter.default) if parameter.default else ''}]"


@click.command()
@click.argument("store")
@click.option("-o", "--output", metavar="CSV", help="Write here instead of to standard output.")
@MIN_CONFIDENCE
def statements(store: str, output: str | None, min_confidence: float) -> None:
    """The flat table of statements, as CSV.

    One row for each stance of each quotation.

    \b
    Example:
      quotegraph statements graph -o statements.csv
    """
    from quotegraph.exchange.statements_csv import write_statements
    from quotegraph.rdf.store import open_store
    from quotegraph.statements import confident

    with open_store(store) as opened, output_to(output) as file:
        write_statements(confident(opened.statements(), min_confidence), file)


@click.command()
@click.argument("store")
def validate(store: str) -> None:
    """Check a store against the SHACL shapes.

    One line for each finding, and exit 1 if there are any.

    \b
    Example:
      quotegraph validate graph
    """
    from quotegraph.rdf.shapes import validate as validated
    from quotegraph.rdf.store import open_store

    with open_store(store) as opened:
        findings = validated(opened)
    for finding in findings:
        complain(str(finding))
    if findings:
        complain(f"{store}: {number_of(len(findings), 'finding')}")
        raise click.exceptions.Exit(1)
    click.echo(f"{store} keeps to all shapes")


@click.command()
@click.argument("store")
@click.argument("file")
def export(store: str, file: str) -> None:
    """Write a store to a file.

    Its suffix says how: .ttl, .trig, .nq, .nt, .jsonld, or .jsonl (annotation lines).

    \b
    Example:
      quotegraph export graph graph.trig
      quotegraph export graph annotated.jsonl
    """
    from quotegraph.rdf.store import open_store

    with open_store(store) as opened:
        opened.export(file)


@click.command("import")
@click.argument("store")
@click.argument("file")
def import_(store: str, file: str) -> None:
    """Put the content of a file into a store.

    The file holds RDF, with what people have judged and decided, or, as .jsonl, annotation lines, which are taken as
    they are. Who is who is settled over all articles of the store.

    \b
    Example:
      quotegraph import graph graph.trig
      quotegraph import graph annotated.jsonl
    """
    from quotegraph.rdf.store import open_store

    problems = Problems()
    if Path(file).suffix.lower() != ".jsonl":
        with open_store(store, write=True, create=True) as opened:
            count = opened.load(file)
            if opened.linked():
                from quotegraph.pipeline import relinked

                opened.add(list(relinked(list(opened.as_found()), listed=opened.listed())))
        _added(count, store)
        return
    from quotegraph.model import Annotation
    from quotegraph.sources import read

    found = read([file], problems, complain, annotated=True)
    with open_store(store, write=True, create=True) as opened:
        count = opened.add(one if isinstance(one, Annotation) else Annotation(one) for one in found)
    _added(count, store)
    problems.end()


def _added(count: int, store: str) -> None:
    click.echo(f"{number_of(count, 'article')} added to {store}")
