"""What arguments name and options share: outputs, topic files, places that statements come from."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from quotegraph.errors import QuotegraphError

if TYPE_CHECKING:
    from quotegraph.model import ListedSpeaker, Statement, Topic
    from quotegraph.pipeline import Profile
    from quotegraph.rdf.store import Store
    from quotegraph.serve import Columns
    from quotegraph.statements import Passage
    from quotegraph.viz import Page, Story


PROFILE = click.option(
    "--profile", default="accurate", show_default=True, metavar="accurate|fast", help="How much time to take."
)
ATTRIBUTIONS = click.option(
    "--attributions",
    default="quotations",
    show_default=True,
    metavar="quotations|all",
    help="What to find; all: beliefs, plans and perceptions, too.",
)


MIN_CONFIDENCE = click.option(
    "--min-confidence",
    default=0.0,
    show_default=True,
    type=click.FloatRange(0, 1),
    metavar="0..1",
    help="Leave out stances less sure than this; those without a confidence stay.",
)


def stance_model_option(default: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option ``--stance-model``."""
    return click.option(
        "--stance-model",
        default=default,
        show_default=True,
        metavar="rules|encoder|onnx:FOLDER|callable:MODULE:FUNCTION",
        help="What judges stances: our rules or encoder, your own ONNX model, or your own function.",
    )


STANCE_MODEL = stance_model_option("rules")


@contextmanager
def output_to(path: str | None) -> Iterator[TextIO]:
    """The file at ``path``, in its place once all went well; standard output for None and ``-``."""
    if path is None or path == "-":
        yield sys.stdout
        return
    from quotegraph.output import replacing

    with replacing(path) as file:
        yield file


def topics_of(path: str | None, stance_model: str = "rules") -> tuple[Topic, ...]:
    """The topics of a file, those that ship with quotegraph for None; in any language for other people's models."""
    from quotegraph.rdf.topic_faults import LANGUAGES
    from quotegraph.rdf.topics import default_topics, read_topics

    ours = stance_model in ("rules", "encoder")
    return default_topics() if path is None else read_topics(path, LANGUAGES if ours else None)


def profile_of(name: str, attributions: str, stance_model: str) -> Profile:
    """The stages of a run; the stance model is loaded, so that what is wrong with it is told before all else."""
    from quotegraph import pipeline, stages

    profile = pipeline.profile_of(name, attributions)
    return replace(profile, stance=stages.create("stance", stance_model))


def listed_of(path: str | None) -> tuple[ListedSpeaker, ...]:
    """The speakers that a file lists, none for None."""
    if path is None:
        return ()
    from quotegraph.exchange.speakers_tsv import read_speakers

    return read_speakers(path)


def user() -> str:
    """The name of who sits at the keyboard, as this machine knows it.

    >>> bool(user())
    True
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "somebody"


def statements_of(place: str, least: float = 0.0) -> list[Statement]:
    """The statements of a store or of a ``.csv`` table, those less sure than ``least`` left out."""
    from quotegraph.statements import confident

    if _is_table(place):
        from quotegraph.exchange.statements_csv import read_statements

        return confident(read_statements(place), least)
    from quotegraph.rdf.store import open_store

    with open_store(place) as store:
        return confident(store.statements(), least)


def page_of(
    place: str,
    title: str,
    language: str = "en",
    story: str | None = None,
    with_text: bool = False,
    least: float = 0.0,
) -> Page:
    """The explorer page of a store, with the words in their place, or of a ``.csv`` table.

    ``story``: a file of views to show first; ``with_text``: the articles in full, too; ``least``: less sure stances
    are left out.
    """
    from quotegraph.statements import confident
    from quotegraph.viz import Page, read_story

    told = None if story is None else read_story(story)
    if _is_table(place):
        known = statements_of(place)
        sure = confident(known, least)
        unsure = len(known) - len(sure)
        return Page(sure, title=title, language=language, story=told, unsure=unsure, least=least)
    from quotegraph.rdf.store import open_store

    with open_store(place) as store:
        known, passages = _told(store)
        sure = confident(known, least)
        texts = {one.article.doc_id: one.article.text for one in store.annotations()} if with_text else None
        found = 0 if known else sum(len(one.quotations) for one in store.annotations())
        return Page(
            sure,
            passages,
            store.topics(),
            title=title,
            language=language,
            story=told,
            texts=texts,
            found=found,
            unsure=len(known) - len(sure),
            least=least,
        )


def columns_at(place: str, least: float = 0.0) -> Columns:
    """The statements of a store or of a ``.csv`` table as columns, those less sure than ``least`` left out.

    Raises QuotegraphError where none is left.
    """
    from quotegraph.rdf.store import open_store
    from quotegraph.serve import columns_of
    from quotegraph.statements import confident
    from quotegraph.viz.data import block

    if _is_table(place):
        known = statements_of(place)
        passages: list[Passage] = []
        topics: tuple[Topic, ...] = ()
    else:
        with open_store(place) as store:
            known, passages = _told(store)
            topics = store.topics()
    sure = confident(known, least)
    if not sure:
        raise QuotegraphError(
            f"{place}: none of its {len(known)} statements is as sure as {least:g}; a lower --min-confidence keeps some"
            if known
            else f"{place} holds no statements to explore; quotegraph add puts articles in, with topics that they touch"
        )
    return columns_of(block(sure, passages, topics))


def _told(store: Store) -> tuple[list[Statement], list[Passage]]:
    statements: list[Statement] = []
    passages: list[Passage] = []
    for rows, places in store.told():
        statements += rows
        passages += places
    return statements, passages


def story_at(path: str | None, language: str) -> tuple[Story | None, list[str]]:
    """The story of a file, none for None; and sentences about what in it could not be read."""
    from quotegraph.viz import read_story
    from quotegraph.viz.story import notes

    told = None if path is None else read_story(path)
    return told, notes(told, language)


def _is_table(place: str) -> bool:
    return Path(place).suffix.lower() == ".csv" and not place.startswith(("http://", "https://"))
