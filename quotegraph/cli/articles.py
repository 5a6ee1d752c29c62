"""``annotate`` and ``add``: articles in; annotation lines, or a store, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from quotegraph.cli.places import ATTRIBUTIONS, PROFILE, STANCE_MODEL, listed_of, output_to, profile_of, topics_of, user
from quotegraph.cli.printing import Problems, complain, counted, number_of

if TYPE_CHECKING:
    from quotegraph.model import Annotation, Article, Topic
    from quotegraph.pipeline import Profile
    from quotegraph.rdf.store import Store

_SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
_TOPICS = click.option(
    "--topics", "topic_file", metavar="TTL", help="Topics to judge (.ttl or topics.tsv); else those that ship with it."
)
_SPEAKERS = click.option(
    "--speakers",
    "speaker_file",
    metavar="TSV",
    help="Your own list of speakers: name, aliases, wikidata, organisation, camp, country.",
)
_MENTIONS = click.option("--mentions", is_flag=True, help="Keep every mention of somebody who could speak, too.")


@click.command()
@_SOURCES
@click.option("-o", "--output", metavar="OUT.jsonl", help="Write here instead of to standard output.")
@_TOPICS
@_SPEAKERS
@PROFILE
@ATTRIBUTIONS
@STANCE_MODEL
@_MENTIONS
def annotate(
    sources: tuple[str, ...],
    output: str | None,
    topic_file: str | None,
    speaker_file: str | None,
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
    topics, listed = topics_of(topic_file, stance_model), listed_of(speaker_file)
    articles = counted(read(sources, problems, complain), "articles")
    with output_to(output) as file:
        for annotation in annotated(articles, topics, stages, problem=problems, listed=listed):
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
@_SPEAKERS
@PROFILE
@ATTRIBUTIONS
@STANCE_MODEL
@_MENTIONS
def add(
    store: str,
    sources: tuple[str, ...],
    topic_file: str | None,
    speaker_file: str | None,
    profile: str,
    attributions: str,
    stance_model: str,
    mentions: bool,
) -> None:
    """Annotate articles and put them into a store.

    Lines of a .jsonl file that have "quotes" are taken as they are. An article that is in the store already is
    replaced. Topics are those of --topics, else those of the store, else those that ship with quotegraph. The list of
    --speakers is kept in the store and counts from then on. Of mentions those of who is quoted are kept, of all with
    --mentions. Who is who is settled over all articles of the store,
    whatever the order in which they come.

    \b
    Example:
      quotegraph add graph articles/
      quotegraph add graph annotated.jsonl
    """
    from quotegraph.rdf.store import open_store
    from quotegraph.sources import read

    problems = Problems()
    stages = profile_of(profile, attributions, stance_model)
    if mentions:
        stages = replace(stages, speakers="mentions")
    given = topics_of(topic_file, stance_model) if topic_file else None
    listed = listed_of(speaker_file)
    found = counted(read(sources, problems, complain, annotated=True), "articles")
    with open_store(store, write=True, create=True) as opened:
        topics = given or tuple(topic for topic in opened.topics() if topic.proposition) or topics_of(None)
        if speaker_file is not None:
            opened.list_speakers(listed, user(), datetime.now(UTC))
        count = Counter[str]()
        opened.add(_annotations(found, opened, topics, stages, problems, count), topics)
    click.echo(f"{number_of(count['new'], 'article')} added to {store}")
    if count["linked"]:
        click.echo(f"speakers linked anew in {number_of(count['linked'], 'earlier article')}")
    problems.end()


def _annotations(
    found: Iterable[Article | Annotation],
    store: Store,
    topics: Sequence[Topic],
    profile: Profile,
    problems: Problems,
    count: Counter[str],
) -> Iterator[Annotation]:
    """The annotations that were found and those of the articles, whose speakers are linked to all that is known.

    Earlier ones whose speakers are others now come last; ``count`` tells how many are new and how many linked anew.
    """
    from quotegraph.model import Annotation
    from quotegraph.pipeline import extend, relinked
    from quotegraph.speakers.listed import as_listed

    listed = store.listed()
    articles, ready = [], []
    for one in found:
        if isinstance(one, Annotation):
            ready.append(as_listed(one, listed))
        else:
            articles.append(one)
    new = {article.doc_id for article in articles} | {annotation.article.doc_id for annotation in ready}
    count["new"] = len(articles) + len(ready)
    yield from ready
    if not articles and not store.linked():
        return
    known = [one for one in store.as_found() if one.article.doc_id not in new] + ready
    made = extend(known, articles, topics, profile, problems, listed) if articles else relinked(known, profile, listed)
    for annotation in made:
        count["linked"] += annotation.article.doc_id not in new
        yield annotation
