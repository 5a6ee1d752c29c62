"""``python -m quotegraph.evaluate.accuracy``: measures sets and writes docs/accuracy.md and the README's table.

The sets are described in docs/accuracy/sets.toml; their figures lie beside it, ``ID.json`` each, so that the page can
be written anew without the corpora, most of which may not be passed on. A set is measured when its gold is named::

    python -m quotegraph.evaluate.accuracy sample=data/gold/ukraine.jsonl polnear=dev.jsonl.gz litbank=gold.gz,found.gz

``ID=GOLD`` annotates the texts of GOLD, ``ID=GOLD,FOUND`` takes the annotation lines in FOUND. Without arguments, the
page is written from the figures that are there.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.evaluate.described import DescribedSet, read_description
from quotegraph.evaluate.marked import Marked, read_marked
from quotegraph.evaluate.page import CLOSE, OPEN, page, readme_table, with_table
from quotegraph.evaluate.record import record
from quotegraph.evaluate.report import evaluate
from quotegraph.model import Annotation
from quotegraph.output import replacing

WARM = 3
"""Articles annotated before the clock starts, so that models are loaded and the parser's tables are filled."""


def measure(one: DescribedSet, gold: str, found: str | None = None) -> dict[str, Any]:
    """The report on a set in its JSON form, with its ``words`` and the ``speed`` in words per CPU second.

    ``gold`` and ``found`` are paths of annotation lines, ``.gz`` too; ``speed`` is None with ``found``. A bad line is a
    QuotegraphError: figures on a part of a set are no figures on the set.
    """
    right = read_marked(gold, _refuse)
    predicted: Sequence[Annotation | Marked]
    predicted, speed = (read_marked(found, _refuse), None) if found else _annotated(right, one)
    words = sum(_words(marked) for marked in right)
    return {"words": words, "speed": speed, **record(evaluate(right, predicted, view=one.view))}


def _refuse(message: str) -> None:
    raise QuotegraphError(message)


def _annotated(gold: Sequence[Marked], one: DescribedSet) -> tuple[list[Annotation], float]:
    from quotegraph.pipeline import annotate, profile_of
    from quotegraph.rdf.topics import read_topics

    topics = [topic for file in one.topics for topic in read_topics(file)]
    stages = profile_of(one.profile, one.attributions)
    articles = [marked.annotation.article for marked in gold]
    list(annotate(articles[:WARM], topics, stages))
    start = time.process_time()
    found = list(annotate(articles, topics, stages))
    return found, sum(_words(marked) for marked in gold) / (time.process_time() - start)


def _words(marked: Marked) -> int:
    return len(marked.annotation.article.text.split())


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is named, then write both pages; 1 after a QuotegraphError, told on standard error."""
    parser = argparse.ArgumentParser("python -m quotegraph.evaluate.accuracy", description=__doc__.partition("\n\n")[0])
    parser.add_argument("sets", nargs="*", metavar="ID=GOLD[,FOUND]", help="measure a set of the description anew")
    parser.add_argument("--sets", dest="description", default="docs/accuracy/sets.toml", metavar="TOML")
    parser.add_argument("--page", default="docs/accuracy.md", metavar="MD")
    parser.add_argument("--readme", default="README.md", metavar="MD")
    given = parser.parse_args(argv)
    try:
        _write(given.description, given.sets, given.page, given.readme)
    except QuotegraphError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _write(description_file: str, named: Sequence[str], page_file: str, readme_file: str) -> None:
    description = read_description(description_file)
    folder, known = Path(description_file).parent, {one.id: one for one in description.sets}
    for name in named:
        set_id, _, paths = name.partition("=")
        if set_id not in known or not paths:
            raise QuotegraphError(f"{name!r} is not ID=GOLD or ID=GOLD,FOUND with an ID out of {', '.join(known)}")
        gold, _, found = paths.partition(",")
        made = measure(known[set_id], gold, found or None)
        with replacing(folder / f"{set_id}.json") as file:
            json.dump(made, file, ensure_ascii=False, allow_nan=False, indent=1)
            file.write("\n")
        print(
            f"{set_id}: detect {100 * made['scores']['detect']['f1']:.1f}, e2e {100 * made['scores']['e2e']['f1']:.1f}"
        )
    measured = {set_id: _figures(folder / f"{set_id}.json") for set_id in known if (folder / f"{set_id}.json").exists()}
    for set_id in (name for name in known if name not in measured):
        print(f"{set_id}: not measured yet, left out", file=sys.stderr)
    with replacing(page_file) as file:
        file.write(page(description, measured))
    readme = with_table(Path(readme_file).read_text("utf-8"), readme_table(description, measured))
    if readme is None:
        raise QuotegraphError(f"{readme_file}: no place for the table; put it between {OPEN} and {CLOSE}")
    with replacing(readme_file) as file:
        file.write(readme)


def _figures(path: Path) -> dict[str, Any]:
    try:
        made = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise QuotegraphError(f"{path}: no JSON: {error}") from None
    if not isinstance(made, dict) or not {"words", "scores", "recall", "accuracy"} <= made.keys():
        raise QuotegraphError(f"{path}: no report of this program; measure the set anew")
    return made


if __name__ == "__main__":
    raise SystemExit(main())
