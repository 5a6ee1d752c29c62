"""``annotate`` and ``add``: articles in; annotation lines, or a store, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from quotegraph.cli.places import ATTRIBUTIONS, PROFILE, STANCE_MODEL, output_to, profile_of, topics_of
from quotegraph.cli.printing import Problems, complain, counted, number_of

if TYPE_CHECKING:
    from quotegraph.model import Annotation, Article, Topic
    from quotegraph.pipeline import Profile
    from quotegraph.rdf.store import Store

_SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
_TOPICS = click.option(
    "--topics", "topic_file", metavar="TTL", help="Topics to judge (.ttl or topics.tsv); else those that ship with it."
)


@click.command()
@_SOURCES
@click.option("-o", "--output", metavar="OUT.jsonl", help="Write here instead of to standard output.")
@_TOPICS
@PROFILE
@ATTRIBUTIONS
@STANCE_MODEL
@click.option("--mentions", is_flag=True, help="Write every mention of somebody who could speak, too.")
def annotate(
    sources: tuple[str, ...],
    output: str | None,
    topic_file: str | None,
    profile: str,
    attributions: str,
    stance_model: str,
    mentions: bool,
) -> None:
    """Articles to annotation lines.

    Each with its quotations, their speakers and stances.

    One JSON object an article, in the order of the articles. Of a .jsonl file doc_id (or id), text, title, date,
    publisher, url and lang are taken, every other key is ignored.
    With --mentions each line has mentions, too: span, entity (key), name, kind, wikidata, confidence, rule.

    \b
    Example:
      quotegraph annotate articles/ -o annotated.jsonl
      quotegraph annotate report.html --topics topics.tsv
    """
    from quotegraph.lines import dumped, mentions_of, to_line
    from quotegraph.pipeline import annotate as annotated
    from quotegraph.sources import read

    problems = Problems()
    stages = profile_of(profile, attributions, stance_model)
    if mentions:
        stages = replace(stages, speakers="mentions")
    topics = topics_of(topic_file, stance_model)
    articles = counted(read(sources, problems, complain), "articles")
    with output_to(output) as file:
        for annotation in annotated(articles, topics, stages, problem=problems):
            line = to_line(annotation)
            line.pop("mentions", None)
            if mentions:
                line["mentions"] = mentions_of(annotation)
            file.write(dumped(line) + "\n")
    problems.end()


@click.command()
@click.argument("store")
@_SOURCES
@_TOPICS
@PROFILE
@ATTRIBUTIONS
@STANCE_MODEL
def add(
    store: str, sources: tuple[str, ...], topic_file: str | None, profile: str, attributions: str, stance_model: str
) -> None:
    """Annotate articles and put them into a store.

    Lines of a .jsonl file that have "quotes" are taken as they are. An article that is in the store already is
    replaced. Topics are those of --topics, else those of the store, else those that ship with quotegraph.

    \b
    Example:
      quotegraph add graph articles/
      quotegraph add graph annotated.jsonl
    """
    from quotegraph.rdf.store import open_store
    from quotegraph.sources import read

    problems = Problems()
    stages = profile_of(profile, attributions, stance_model)
    given = topics_of(topic_file, stance_model) if topic_file else None
    found = counted(read(sources, problems, complain, annotated=True), "articles")
    with open_store(store, write=True, create=True) as opened:
        topics = given or tuple(topic for topic in opened.topics() if topic.proposition) or topics_of(None)
        count = opened.add(_annotations(found, opened, topics, stages, problems), topics)
    click.echo(f"{number_of(count, 'article')} added to {store}")
    problems.end()


def _annotations(
    found: Iterable[Article | Annotation],
    store: Store,
    topics: Sequence[Topic],
    profile: Profile,
    problems: Problems,
) -> Iterator[Annotation]:
    """The annotations that were found and those of the articles, whose speakers are linked to all that is known."""
    from quotegraph.model import Annotation
    from quotegraph.pipeline import annotate as annotated

    articles, ready = [], []
    for one in found:
        if isinstance(one, Annotation):
            ready.append(one)
        else:
            articles.append(one)
    yield from ready
    if articles:
        new = {article.doc_id for article in articles} | {annotation.article.doc_id for annotation in ready}
        stored = [annotation for annotation in store.annotations() if annotation.article.doc_id not in new]
        yield from annotated(articles, topics, profile, [*stored, *ready], problems)
