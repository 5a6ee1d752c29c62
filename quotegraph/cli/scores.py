"""``evaluate``: how much of what people marked up is found."""

from __future__ import annotations

import click


@click.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.argument("predicted", required=False, metavar="[PRED.jsonl]")
@click.option("--topics", "topic_file", metavar="TTL", help="Topics to judge where PRED is missing.")
@click.option(
    "--profile", default="accurate", show_default=True, metavar="accurate|fast", help="How much time to take."
)
def evaluate(gold: str, predicted: str | None, topic_file: str | None, profile: str) -> None:
    """Scores against annotation lines that are right.

    Of content, source, speaker and stance.
    Without PRED, the texts of GOLD are annotated first.

    \b
    Example:
      quotegraph evaluate gold.jsonl
      quotegraph evaluate gold.jsonl annotated.jsonl
    """
