"""``topics``: what speakers can take sides on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from quotegraph.cli.places import topics_of
from quotegraph.cli.printing import complain, number_of, plain

if TYPE_CHECKING:
    from quotegraph.model import Topic


@click.command()
@click.argument("file", required=False, metavar="[TTL|TSV]")
def topics(file: str | None) -> None:
    """Topics and their propositions, as a tree.

    Every fault of the file is named, and exit 1 if there are any.
    A table (.tsv) has the columns id, label, proposition, alternatives (divided by semicolons). Without a file: the
    topics that ship with quotegraph.

    \b
    Example:
      quotegraph topics
      quotegraph topics mine.ttl
    """
    from quotegraph.rdf.topics import check_topics

    findings = check_topics(file) if file is not None else ()
    for finding in findings:
        complain(str(finding))
    if findings:
        complain(number_of(len(findings), "fault"))
        raise click.exceptions.Exit(1)
    for line in _tree(topics_of(file)):
        click.echo(line)


def _tree(topics: Sequence[Topic], broader: str | None = None, depth: int = 0) -> Iterator[str]:
    known = {topic.id for topic in topics}
    for topic in topics:
        above = topic.broader if topic.broader in known else None
        if above == broader:
            yield f"{'  ' * depth}{plain(topic.id)}  {plain(topic.label)}"
            yield f"{'  ' * depth}    {plain(topic.proposition)}"
            yield from _tree(topics, topic.id, depth + 1)
