"""``topics``: what speakers can take sides on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotegraph.cli.group import Quotegraph
from quotegraph.cli.places import output_to, topics_of
from quotegraph.cli.printing import complain, number_of, plain
from quotegraph.errors import QuotegraphError

if TYPE_CHECKING:
    from quotegraph.model import Topic
    from quotegraph.rdf.topic_scaffold import Draft
    from quotegraph.stance.suggest import Candidate, Words

_SHOWN = 160  # characters of an example


class Topics(Quotegraph):
    """A group that takes what is none of its commands for the file of its first one, ``list``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """``topics``, ``topics FILE`` are ``topics list``, ``topics list FILE``."""
        first = next((arg for arg in args if not arg.startswith("-")), "")
        if first not in self.commands and not {"-h", "--help"} & set(args[:1]):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Topics)
def topics() -> None:
    """Topics and their propositions: shown, begun, checked, suggested.

    A topic file is SKOS (.ttl) or a table (.tsv) with the columns id, label, proposition and, where wanted,
    alternatives (divided by semicolons), broader, note, for, against (examples, divided by bars).

    \b
    Example:
      quotegraph topics
      quotegraph topics mine.ttl
      quotegraph topics new mine.ttl "Rent cap" "Empty homes"
    """


@click.command("list")
@click.argument("file", required=False, metavar="[TTL|TSV]")
def list_(file: str | None) -> None:
    """Topics and their propositions, as a tree.

    Every fault of the file is named, and exit 1 if there are any. Without a file: the topics that ship with
    quotegraph.

    \b
    Example:
      quotegraph topics list mine.ttl
    """
    if file is not None:
        _end_if_wrong(file)
    for line in _tree(topics_of(file)):
        click.echo(line)


@click.command()
@click.argument("file", metavar="TTL|TSV")
def check(file: str) -> None:
    """What is missing or wrong in a topic file, and what would help.

    Each with file and line and what is allowed; exit 1 if anything is wrong. What would only help is told, too.

    \b
    Example:
      quotegraph topics check mine.ttl
    """
    from quotegraph.rdf.topics import improve_topics, read_topics

    _end_if_wrong(file)
    for finding in improve_topics(file):
        click.echo(f"{plain(str(finding))}")
    click.echo(f"{plain(file)}: {number_of(len(read_topics(file)), 'topic')}, nothing wrong")


@click.command()
@click.argument("file", metavar="TTL|TSV")
@click.argument("labels", nargs=-1, metavar="[LABEL]...")
def new(file: str, labels: tuple[str, ...]) -> None:
    """Begin a topic file.

    With a topic for each LABEL, its propositions still to be written and all that a topic can have explained. A file
    that is there is left alone.

    \b
    Example:
      quotegraph topics new housing.ttl "Rent cap" "Empty homes"
    """
    from quotegraph.rdf.topic_scaffold import Draft

    drafts = [Draft(label.strip() or "?") for label in labels] or [Draft("Rent cap", ("cap on rents",))]
    _begin(file, drafts)
    click.echo(f"{number_of(len(drafts), 'topic')} begun in {plain(file)}; write the propositions, then: topics check")


@click.command()
@click.argument("store")
@click.option("-n", "--number", default=12, show_default=True, type=click.IntRange(1), help="Candidates at most.")
@click.option("-o", "--output", metavar="TTL|TSV", help="Begin a topic file with them.")
def suggest(store: str, number: int, output: str | None) -> None:
    """Candidates for topics, from a store's own quotations.

    What most speakers argue about, each with the phrases they use and some of their words. Nothing is left to
    chance: the same store gives the same candidates.

    \b
    Example:
      quotegraph topics suggest graph
      quotegraph topics suggest graph -n 8 -o mine.ttl
    """
    from quotegraph.stance.suggest import suggest as suggested

    if output is not None:
        _check_free(output)
    found = suggested(_words(store), number)
    if not found:
        raise QuotegraphError(f"{store}: too few quotations to suggest topics from; no phrase stands in two of them")
    if output is not None:
        from quotegraph.rdf.topic_scaffold import Draft

        _begin(output, [Draft(one.label, one.phrases, tuple(_shown(one))) for one in found])
        click.echo(
            f"{number_of(len(found), 'topic')} begun in {plain(output)}; write the propositions, then: topics check"
        )
        return
    for one in found:
        click.echo(f"{plain(one.label)}  ({_counts(one)})")
        if one.phrases:
            click.echo(f"    also: {plain(', '.join(one.phrases))}")
        for line in _shown(one):
            click.echo(f"    {line}")


for _command in (list_, check, new, suggest):
    topics.add_command(_command)


def _words(place: str) -> Iterator[Words]:
    from quotegraph.rdf.store import open_store
    from quotegraph.stance.suggest import Words

    with open_store(place) as store:
        for annotation in store.annotations():
            article = annotation.article
            for quotation in annotation.quotations:
                name = quotation.speaker.name if quotation.speaker else ""
                yield Words(quotation.words(article.text), name, article.doc_id, quotation.type == "stance")


def _begin(file: str, drafts: Sequence[Draft]) -> None:
    from quotegraph.rdf.topic_scaffold import scaffold

    _check_free(file)
    path = Path(file)
    scheme = path.stem if path.stem != "topics" else path.resolve().parent.name
    written = scaffold(drafts, scheme, path.suffix.lower())
    with output_to(file) as out:
        out.write(written)


def _check_free(file: str) -> None:
    if Path(file).exists():
        raise QuotegraphError(f"{file}: is there already; name another file, or add to this one by hand")


def _end_if_wrong(file: str) -> None:
    from quotegraph.rdf.topics import check_topics

    findings = check_topics(file)
    for finding in findings:
        complain(str(finding))
    if findings:
        complain(number_of(len(findings), "fault"))
        raise click.exceptions.Exit(1)


def _counts(one: Candidate) -> str:
    speakers, articles = number_of(one.speakers, "speaker"), number_of(one.articles, "article")
    return f"{number_of(one.quotations, 'quotation')}, {speakers}, {articles}"


def _shown(one: Candidate) -> Iterator[str]:
    for example in one.examples:
        words = plain(example.text)
        words = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
        yield f"{plain(example.speaker) or 'somebody'}: {words}"


def _tree(topics: Sequence[Topic], broader: str | None = None, depth: int = 0) -> Iterator[str]:
    known = {topic.id for topic in topics}
    for topic in topics:
        above = topic.broader if topic.broader in known else None
        if above == broader:
            yield f"{'  ' * depth}{plain(topic.id)}  {plain(topic.label)}"
            yield f"{'  ' * depth}    {plain(topic.proposition)}"
            yield from _tree(topics, topic.id, depth + 1)
