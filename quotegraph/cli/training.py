"""What the commands that train share: which sets to leave out, licences, topics of sets, what must be installed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotegraph.cli.places import topics_of
from quotegraph.errors import QuotegraphError

if TYPE_CHECKING:
    from quotegraph.model import Topic

WITHOUT = click.option("--without", default="", metavar="SET,SET", help="Sets to leave out: those before / in doc_ids.")
LICENCES = click.option(
    "--licence", "licences", multiple=True, metavar="TEXT", help="For the card: one for each CORPUS, or one for all."
)
BASE = click.option(
    "--base", required=True, metavar="FOLDER", help="BERT model to start from: its config.json and so on."
)
RUN = click.option("-o", "--output", required=True, metavar="FOLDER", help="For checkpoints, the log, and model/.")
MEAN = click.option("--mean", "others", multiple=True, metavar="FOLDER", help="Average with this run of another seed.")
SEED = click.option("--seed", default=20261124, show_default=True, type=click.IntRange(0), help="Order of the batches.")
THREADS = click.option(
    "--threads", default=2, show_default=True, type=click.IntRange(1), help="Processor threads to use."
)

_NEEDED = ("torch", "onnx", "safetensors")
_TIMES = re.compile(r"(.+)\*(\d+(?:\.\d+)?)", re.DOTALL)


def listed(names: str) -> list[str]:
    """The names of a list with commas.

    >>> listed("rent-cap, rate-rise,")
    ['rent-cap', 'rate-rise']
    """
    return [name.strip() for name in names.split(",") if name.strip()]


def timed(given: str) -> tuple[str, float]:
    """A place and how often it is seen in a pass.

    >>> timed("more.jsonl*0.5"), timed("data/train")
    (('more.jsonl', 0.5), ('data/train', 1.0))
    """
    found = _TIMES.fullmatch(given)
    if found and float(found[2]) == 0:
        raise click.BadParameter(f"{given!r}: how often it is seen must be above 0", param_hint="CORPUS")
    return (found[1], float(found[2])) if found else (given, 1.0)


def installed_for(command: str) -> None:
    """A QuotegraphError where the extra ``learn`` is not installed."""
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        raise QuotegraphError(f"{command} needs {', '.join(lacking)}; install them: pip install 'quotegraph[learn]'")


def topics_by_set(places: Sequence[str], given: str | None = None) -> Callable[[str], Sequence[Topic]]:
    """The topics of each set: those of ``SET/topics.tsv`` below one of the places, else those of the file given."""
    folders = [Path(place) for place in places if Path(place).is_dir()]
    files = {path.parent.resolve().name: path for folder in folders for path in sorted(folder.rglob("topics.tsv"))}
    if folders:
        return lambda name: topics_of(str(files.get(name, folders[0] / name / "topics.tsv")))
    same = topics_of(given)
    return lambda name: same
