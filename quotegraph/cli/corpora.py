"""``corpus``: articles that people have marked up, checked and made into annotation lines."""

from __future__ import annotations

import click

from quotegraph.cli.places import output_to
from quotegraph.cli.printing import Problems, number_of


@click.command()
@click.argument("folder")
@click.option(
    "-o", "--output", metavar="OUT.jsonl", help="Write the articles here as annotation lines (-: print them)."
)
def corpus(folder: str, output: str | None) -> None:
    """Check articles that are marked up by hand, and convert them.

    FOLDER holds sets: folders with topics.tsv, cast.tsv and .brief files, as in docs/annotation-guide.md. What breaks
    its rules is named with file and line, and exit 1 if anything does. The lines have non_quotes beside the usual keys:
    words in quotation marks that are no quotation.

    \b
    Example:
      quotegraph corpus data/train
      quotegraph corpus data/train -o train.jsonl
    """
    from quotegraph.corpus import read_corpus
    from quotegraph.lines import dumped

    problems = Problems()
    briefs = list(read_corpus(folder, problems))
    if output is not None:
        with output_to(output) as file:
            for brief in briefs:
                file.write(dumped(brief.line()) + "\n")
    if output != "-":
        quotations = sum(len(brief.annotation.quotations) for brief in briefs)
        to = f", written to {output}" if output else ""
        click.echo(f"{number_of(len(briefs), 'article')}, {number_of(quotations, 'quotation')}{to}")
    problems.end()
