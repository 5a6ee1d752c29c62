"""``network`` and ``page``: who stands with whom, as numbers and as a picture."""

from __future__ import annotations

import click

from quotegraph.cli.places import statements_of
from quotegraph.cli.printing import shown

SHOWN = "node kind quotations camp degree strength positive negative betweenness closeness".split()
KINDS = "affiliation|congruence|conflict|subtract"


@click.command()
@click.argument("store")
@click.argument("kind", metavar=KINDS)
@click.option(
    "-o", "--output", metavar="FILE", help="Write the network here: .graphml, .gexf, .csv (ties), .json or .net."
)
def network(store: str, kind: str, output: str | None) -> None:
    """A network of speakers (and topics), with measures.

    STORE may be a .csv file of statements, too. affiliation: speakers and topics; congruence: speakers who take the
    same side; conflict: opposite sides; subtract: congruence less conflict.

    \b
    Example:
      quotegraph network graph congruence
      quotegraph network statements.csv subtract -o network.graphml
    """
    from quotegraph.network import measures, write
    from quotegraph.network import network as tied

    graph = tied(statements_of(store), kind)
    if output is not None:
        write(graph, output)
    shown([{name: row[name] for name in SHOWN} for row in measures(graph)])


@click.command()
@click.argument("store")
@click.argument("out", metavar="OUT.html")
@click.option("--title", default="", help="The page's heading.")
def page(store: str, out: str, title: str) -> None:
    """The explorer: one HTML file to look at.

    Who supports and who opposes what; search, filter, click, down to the very words.
    STORE may be a .csv file of statements, too. OUT.html may be -, for standard output.

    \b
    Example:
      quotegraph page graph page.html
    """
    from quotegraph.cli.places import page_of

    made = page_of(store, title)
    if out == "-":
        click.echo(made.html(), nl=False)
    else:
        made.write(out)
        click.echo(f"page written to {out}")
