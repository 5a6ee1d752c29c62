"""``network`` and ``page``: who stands with whom, as numbers and as a picture."""

from __future__ import annotations

import click

from quotegraph.cli.places import MIN_CONFIDENCE, statements_of
from quotegraph.cli.printing import complain, number_of, shown

SHOWN = "node kind quotations camp degree strength positive negative betweenness closeness".split()
BY = "person|organisation|country|camp"
KINDS = "affiliation|congruence|conflict|subtract"


@click.command()
@click.argument("store")
@click.argument("kind", metavar=KINDS)
@click.option(
    "-o", "--output", metavar="FILE", help="Write the network here: .graphml, .gexf, .csv (ties), .json or .net."
)
@click.option("--by", default="person", show_default=True, metavar=BY, help="What a speaker is in the network.")
@MIN_CONFIDENCE
def network(store: str, kind: str, output: str | None, by: str, min_confidence: float) -> None:
    """A network of speakers (and topics), with measures.

    STORE may be a .csv file of statements, too. affiliation: speakers and topics; congruence: speakers who take the
    same side; conflict: opposite sides; subtract: congruence less conflict. With --by organisation (or country, or the
    camp of your own list of speakers) all of one organisation are one node, and who belongs to none is left out.

    \b
    Example:
      quotegraph network graph congruence
      quotegraph network graph subtract --by country
      quotegraph network statements.csv subtract -o network.graphml
    """
    from quotegraph.network import grouped, measures, write
    from quotegraph.network import network as tied

    statements = statements_of(store, min_confidence)
    kept = grouped(statements, by)
    graph = tied(kept, kind)
    if missing := len(statements) - len(kept):
        complain(f"{number_of(missing, 'statement')} left out, as the speaker's {by} is not known")
    if output is not None:
        write(graph, output)
    shown([{name: row[name] for name in SHOWN} for row in measures(graph)])


@click.command()
@click.argument("store")
@click.argument("out", metavar="OUT.html")
@click.option("--title", default="", help="The page's heading.")
@click.option("--language", default="en", show_default=True, metavar="de|en|fr|uk", help="Language of the interface.")
@click.option("--story", metavar="FILE.json", help="Views to show first, as saved in the page by “Add this view”.")
@click.option("--with-text", is_flag=True, help="Put the articles in full into the page, not 300 characters alone.")
@MIN_CONFIDENCE
def page(
    store: str, out: str, title: str, language: str, story: str | None, with_text: bool, min_confidence: float
) -> None:
    """The explorer: one HTML file to look at.

    Who supports and who opposes what; search, filter, click, down to the very words.
    STORE may be a .csv file of statements, too. OUT.html may be -, for standard output. Articles may be under
    copyright: think before you publish a page made --with-text.

    \b
    Example:
      quotegraph page graph page.html
      quotegraph page graph page.html --language uk --story tour.json
    """
    from quotegraph.cli.places import page_of

    made = page_of(store, title, language, story, with_text, min_confidence)
    for note in made.notes:
        complain(note)
    if out == "-":
        click.echo(made.html(), nl=False)
    else:
        made.write(out)
        click.echo(f"page written to {out}")
