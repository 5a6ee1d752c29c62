"""``corpus``: articles that people have marked up, checked and made into annotation lines."""

from __future__ import annotations

from pathlib import Path

import click

from quotegraph.cli.places import output_to
from quotegraph.cli.printing import Problems, number_of
from quotegraph.cli.training import topics_by_set


@click.command()
@click.argument("folder")
@click.option(
    "-o", "--output", metavar="OUT.jsonl", help="Write the articles here as annotation lines (-: print them)."
)
@click.option("--pairs", metavar="PAIRS.jsonl", help="Write pairs for learn pairs here: what was said, a proposition.")
def corpus(folder: str, output: str | None, pairs: str | None) -> None:
    """Check articles that are marked up by hand, and convert them.

    FOLDER holds sets: folders with topics.tsv, cast.tsv and .brief files, as in docs/annotation-guide.md. What breaks
    its rules is named with file and line, and exit 1 if anything does. The lines have non_quotes beside the usual keys:
    words in quotation marks that are no quotation. The pairs are those of the articles and of the files in
    FOLDER/pairs; learn pairs can also be given FOLDER itself.

    \b
    Example:
      quotegraph corpus data/train
      quotegraph corpus data/train -o train.jsonl --pairs pairs.jsonl
    """
    from quotegraph.corpus import read_corpus
    from quotegraph.lines import dumped

    problems = Problems()
    briefs = list(read_corpus(folder, problems))
    if output is not None:
        with output_to(output) as file:
            for brief in briefs:
                file.write(dumped(brief.line()) + "\n")
    if pairs is not None:
        from quotegraph.learn.pair_lines import article_pairs, text_pairs

        annotations = (brief.annotation for brief in briefs)
        with output_to(pairs) as file:
            for line in (*text_pairs(Path(folder), problems), *article_pairs(annotations, topics_by_set([folder]))):
                file.write(dumped(line.line()) + "\n")
    if "-" not in (output, pairs):
        quotations = sum(len(brief.annotation.quotations) for brief in briefs)
        written = " and ".join(place for place in (output, pairs) if place)
        to = f", written to {written}" if written else ""
        click.echo(f"{number_of(len(briefs), 'article')}, {number_of(quotations, 'quotation')}{to}")
    problems.end()
