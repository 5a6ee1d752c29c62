"""``learn``: train the models for quotations, speakers and stances, on articles that people have marked up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotegraph.cli.group import Quotegraph
from quotegraph.cli.learning_pairs import pairs
from quotegraph.cli.printing import counted, stepped
from quotegraph.cli.training import (
    BASE,
    LICENCES,
    MEAN,
    RUN,
    SEED,
    THREADS,
    WITHOUT,
    installed_for,
    listed,
    timed,
    topics_by_set,
)

if TYPE_CHECKING:
    from quotegraph.learn.gold import Corpus

_CORPORA = click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...")
_PENALTY = "On weights far from plain ones."


@click.group(cls=Quotegraph)
def learn() -> None:
    """Train the models on articles that are marked up by hand.

    CORPUS is a folder of .brief files (as data/train) or a file of annotation lines (.jsonl, .jsonl.gz). A data card is
    written beside the weights: what they saw, under which licences, with which options.

    \b
    Example:
      quotegraph learn votes data/train -o weights.json
      quotegraph learn quotes data/train -o run --base minilm
    """


@click.command()
@_CORPORA
@RUN
@BASE
@click.option("--start", metavar="FILE.pt", help="Start from this checkpoint of another training.")
@MEAN
@WITHOUT
@LICENCES
@click.option("--passes", default=3, show_default=True, type=click.IntRange(1), help="How often to go through all.")
@click.option("--rate", default=3e-4, show_default=True, type=click.FloatRange(0, min_open=True), help="Learning rate.")
@SEED
@THREADS
def quotes(
    corpora: tuple[str, ...],
    output: str,
    base: str,
    start: str | None,
    others: tuple[str, ...],
    without: str,
    licences: tuple[str, ...],
    passes: int,
    rate: float,
    seed: int,
    threads: int,
) -> None:
    """The tagger, a small neural network.

    It marks content, cue and source. Needs the extra learn, and takes an hour or more. Started again with the same
    arguments, it goes on from its last checkpoint. Sets that are left out are measured on. The style in which a CORPUS
    is annotated stands before it (brief:, polnear:, gum:, litbank:; brief if there is none), how often it is seen in a
    pass behind (*4, *0.5).

    \b
    Example:
      quotegraph learn quotes data/train -o run --base minilm --without rent-cap
      quotegraph learn quotes data/train*4 polnear:more.jsonl.gz -o run --base minilm
    """
    installed_for("learn quotes")
    from quotegraph.learn.quotes import learn as learnt

    found = _corpora([_styled(given) for given in corpora], without, licences)
    click.echo(
        learnt(
            found,
            Path(output),
            Path(base),
            start=Path(start) if start else None,
            others=[Path(other) for other in others],
            passes=passes,
            rate=rate,
            seed=seed,
            threads=threads,
            watch=stepped(),
        )
    )


@click.command()
@_CORPORA
@click.option("-o", "--output", required=True, metavar="WEIGHTS.json", help="Write the weights here.")
@click.option("--tagger", "taggers", multiple=True, metavar="FOLDER[=SET,SET]", help="Let this tagger vote, too.")
@click.option("--penalty", type=click.FloatRange(0, min_open=True), help="On large weights; else one that suits.")
@WITHOUT
@LICENCES
def votes(
    corpora: tuple[str, ...],
    output: str,
    taggers: tuple[str, ...],
    penalty: float | None,
    without: str,
    licences: tuple[str, ...],
) -> None:
    """The vote, which decides what is a quotation.

    It weighs what the rules and, with --tagger, a tagger propose. A tagger is surer of articles that it has learnt
    from, so each set is to be read by one that has not seen it: with --tagger a=x,y --tagger b, the sets x and y are
    read by a, the others by b. Style and times stand at a CORPUS as for learn quotes; of one seen less than once, a
    part is drawn by chance. In another style than brief, only outermost quotations of words teach anything.

    \b
    Example:
      quotegraph learn votes data/train -o weights.json
      quotegraph learn votes data/train -o weights.json --tagger run/model
    """
    from quotegraph.learn.votes import learn as learnt

    found = _corpora([_styled(given) for given in corpora], without, licences)
    click.echo(learnt(found, Path(output), taggers, penalty, watch=lambda articles: counted(articles, "articles")))


@click.command()
@_CORPORA
@click.option("-o", "--output", required=True, metavar="WEIGHTS.json", help="Write the weights here.")
@click.option("--topics", "topic_place", metavar="TTL|FOLDER", help="Topics, or a folder with SET/topics.tsv.")
@click.option(
    "--base", metavar="rules|onnx:FOLDER|callable:...", help="With a STORE: the model to build on; else rules."
)
@WITHOUT
@LICENCES
def stance(
    corpora: tuple[str, ...],
    output: str,
    topic_place: str | None,
    base: str | None,
    without: str,
    licences: tuple[str, ...],
) -> None:
    """Which topics a quotation bears on, and on which side.

    Of a STORE instead of a CORPUS, the judgements by people are learnt: 20 to 200 of them make the model better on the
    store's own topics. What is written then is a small head on the model, to be named as --stance-model
    learnt:WEIGHTS.json. A judgement counts for the topics it names; to others the quotation does not belong.

    Of a CORPUS, all models are learnt, from two sets at least. Without --topics: the topics.tsv of each set of a
    folder, else the topics that ship with quotegraph.

    \b
    Example:
      quotegraph learn stance graph -o mine.json
      quotegraph annotate new/ --stance-model learnt:mine.json
      quotegraph learn stance data/train -o weights.json
    """
    if _is_store(corpora[0]):
        if len(corpora) > 1 or topic_place or without or licences:
            raise click.UsageError("a STORE is learnt from alone, with its own topics")
        click.echo(_own_topics(corpora[0], output, base or "rules"))
        return
    if base is not None:
        raise click.UsageError("--base goes with a STORE")
    from quotegraph.learn.stance import learn as learnt

    found = _corpora([(given, "brief", 1.0) for given in corpora], without, licences)
    topics = topics_by_set(corpora if topic_place is None else [topic_place], topic_place)
    click.echo(learnt(found, Path(output), topics, watch=lambda sets: counted(sets, "sets")))


@click.command()
@_CORPORA
@click.option("-o", "--output", required=True, metavar="WEIGHTS.json", help="Write the weights here.")
@click.option("--penalty", default=4.0, show_default=True, type=click.FloatRange(0, min_open=True), help=_PENALTY)
@WITHOUT
@LICENCES
def speakers(corpora: tuple[str, ...], output: str, penalty: float, without: str, licences: tuple[str, ...]) -> None:
    """Whom “she”, “it” and “the minister” mean.

    Learnt from sources that are pronouns or role phrases. How sure the answers are is set by the sets left out.

    \b
    Example:
      quotegraph learn speakers data/train -o weights.json --without rent-cap,rate-rise
    """
    from quotegraph.learn.speakers import learn as learnt

    found = _corpora([(given, "brief", 1.0) for given in corpora], without, licences)
    click.echo(learnt(found, Path(output), penalty, watch=lambda articles: counted(articles, "articles")))


for _command in (quotes, votes, speakers, stance, pairs):
    learn.add_command(_command)


def _is_store(place: str) -> bool:
    path = Path(place)
    remote = place.startswith(("http://", "https://"))
    return remote or path.suffix.lower() in (".trig", ".nq") or (path / "CURRENT").is_file()


def _own_topics(place: str, output: str, base: str) -> str:
    from quotegraph.learn.own_topics import learn as learnt
    from quotegraph.rdf.coded import judged_by_people
    from quotegraph.rdf.store import open_store

    with open_store(place) as store:
        coded = [(one.annotation, one.by_people) for one in judged_by_people(store)]
        topics = [topic for topic in store.topics() if topic.proposition]
    return learnt(coded, topics, Path(output), base, place)


def _corpora(places: Sequence[tuple[str, str, float]], without: str, licences: Sequence[str]) -> list[Corpus]:
    from quotegraph.learn.gold import read_corpora

    return read_corpora([(Path(place), style, times) for place, style, times in places], listed(without), licences)


def _styled(given: str) -> tuple[str, str, float]:
    """Place, style and times of ``polnear:more.jsonl*0.5``."""
    from quotegraph.extract.tagger import STYLES

    style, colon, place = given.partition(":")
    if not colon or style not in STYLES:
        style, place = STYLES[0], given
    bare, times = timed(place)
    return bare, style, times
