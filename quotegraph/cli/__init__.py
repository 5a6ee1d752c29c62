"""The command line: each command parses, calls and prints; heavy imports wait until a command runs."""

from __future__ import annotations

import click

from quotegraph import __version__
from quotegraph.cli import articles, corpora, judging, learning, networks, scores, serving, speakers, stores, topics
from quotegraph.cli.group import Quotegraph

__all__ = ["main"]


@click.group(
    "quotegraph", cls=Quotegraph, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="quotegraph")
def main() -> None:
    """Who said what, about what, and on which side: from news articles to a graph.

    STORE is a folder, a .trig or .nq file, or the address of a SPARQL endpoint (to read). SOURCE is an article
    (.md, .txt, .html), a file of articles (.jsonl), a folder of them, or - for standard input.

    \b
    Example:
      quotegraph add graph articles/
      quotegraph page graph page.html
    """


for command in (
    articles.annotate,
    articles.add,
    stores.query,
    stores.statements,
    speakers.speakers,
    networks.network,
    networks.page,
    serving.serve,
    stores.validate,
    stores.export,
    stores.import_,
    scores.evaluate,
    judging.judge,
    topics.topics,
    corpora.corpus,
    learning.learn,
):
    main.add_command(command)
