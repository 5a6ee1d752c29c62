"""``evaluate``: how much of what people marked up is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotegraph.cli.places import topics_of
from quotegraph.cli.printing import Problems, complain, counted

if TYPE_CHECKING:
    from quotegraph.model import Annotation


@click.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.argument("predicted", required=False, metavar="[PRED.jsonl]")
@click.option("--topics", "topic_file", metavar="TTL", help="Topics to judge where PRED is missing.")
@click.option(
    "--profile", default="accurate", show_default=True, metavar="accurate|fast", help="How much time to take."
)
def evaluate(gold: str, predicted: str | None, topic_file: str | None, profile: str) -> None:
    """Scores against annotation lines that are right.

    Of content, source, speaker and stance. Without PRED, the texts of GOLD are annotated first.

    \b
    Example:
      quotegraph evaluate gold.jsonl
      quotegraph evaluate gold.jsonl annotated.jsonl
    """
    from quotegraph.evaluate import evaluate as scored

    problems = Problems()
    right = _annotations(gold, problems)
    if predicted is not None:
        found = _annotations(predicted, problems)
    else:
        from quotegraph.pipeline import annotate

        articles = counted([annotation.article for annotation in right], "articles")
        found = list(annotate(articles, topics_of(topic_file), profile, problem=problems))
    click.echo(scored(right, found).table(), nl=False)
    problems.end()


def _annotations(file: str, problems: Problems) -> list[Annotation]:
    from quotegraph.errors import QuotegraphError
    from quotegraph.model import Annotation
    from quotegraph.sources import read

    found = [one for one in read([file], problems, complain, annotated=True) if isinstance(one, Annotation)]
    if not found:
        raise QuotegraphError(f"{file}: no annotation lines; each has doc_id, text and quotes")
    return found
