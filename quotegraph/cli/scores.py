"""``evaluate``: how much of what people marked up is found."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotegraph.cli.places import ATTRIBUTIONS, PROFILE, STANCE_MODEL, output_to, profile_of, topics_of
from quotegraph.cli.printing import Problems, counted, plain

if TYPE_CHECKING:
    from quotegraph.evaluate import Finding, Marked, View
    from quotegraph.model import Annotation, Topic
    from quotegraph.pipeline import Profile

WIDTH = 100
SHOWN = 20
"""Quotations that only one of two predictions finds, shown without ``--errors``."""

QUOTATION_TYPES = ("direct", "indirect", "mixed", "stance")
ERROR_KINDS = ("missed", "false", "border", "source", "speaker", "stance")


Names = frozenset[str]


def _some_of(names: Sequence[str]) -> Callable[[click.Context, click.Parameter, str | None], Names]:
    """Takes names that are divided by commas; a usage error for one that is not in the list."""

    def chosen(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Names:
        given = [name.strip() for name in (value or "").split(",") if name.strip()]
        for name in given:
            if name not in names:
                raise click.BadParameter(f"{name!r} is none of {', '.join(names)}")
        return frozenset(given)

    return chosen


@click.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.argument("predicted", required=False, metavar="[PRED.jsonl]")
@click.argument("other", required=False, metavar="[OTHER.jsonl]")
@click.option("--dont-care", is_flag=True, help='Leave out gold with "quotative": false, and "discard" spans.')
@click.option("--outer-only", is_flag=True, help="Leave out quotations inside others.")
@click.option(
    "--types",
    callback=_some_of(QUOTATION_TYPES),
    metavar="TYPE,...",
    help=f"Count these alone: {', '.join(QUOTATION_TYPES)}.",
)
@click.option("--errors", is_flag=True, help="List what went wrong; [gold] and {prediction} are marked.")
@click.option(
    "--only",
    callback=_some_of(ERROR_KINDS),
    metavar="KIND,...",
    help=f"List these errors alone: {', '.join(ERROR_KINDS)}.",
)
@click.option("--json", "json_file", metavar="FILE", help="Write the figures as JSON; - prints them and no table.")
@click.option(
    "--samples", type=click.IntRange(0), default=1000, show_default=True, help="Bootstrap samples; 0: no intervals."
)
@click.option("--topics", "topic_file", metavar="TTL", help="Topics to judge where PRED is missing.")
@PROFILE
@ATTRIBUTIONS
@STANCE_MODEL
def evaluate(
    gold: str,
    predicted: str | None,
    other: str | None,
    dont_care: bool,
    outer_only: bool,
    types: Names,
    errors: bool,
    only: Names,
    json_file: str | None,
    samples: int,
    topic_file: str | None,
    profile: str,
    attributions: str,
    stance_model: str,
) -> None:
    """Scores against annotation lines that are right.

    Of content, source, speaker, stance and confidence, with 95 % intervals. Without PRED, the texts of GOLD are
    annotated first. With OTHER, the two predictions are compared. Files may end in .gz.

    \b
    Example:
      quotegraph evaluate gold.jsonl
      quotegraph evaluate gold.jsonl annotated.jsonl --only missed,false
      quotegraph evaluate gold.jsonl before.jsonl after.jsonl
    """
    from quotegraph.evaluate import View, read_marked

    problems = Problems()
    right = read_marked(gold, problems)
    if predicted is None:
        stages = profile_of(profile, attributions, stance_model)
        found: list[Marked] | list[Annotation] = _annotated(
            right, topics_of(topic_file, stance_model), stages, problems
        )
    else:
        found = read_marked(predicted, problems)
    view = View(dont_care, outer_only, types)
    if other is None:
        _report(right, found, samples, view, errors or bool(only), only, json_file)
    else:
        second = read_marked(other, problems)
        _comparison(right, found, second, samples, view, errors, (str(predicted), other), json_file)
    problems.end()


def _annotated(gold: list[Marked], topics: Sequence[Topic], profile: Profile, problems: Problems) -> list[Annotation]:
    from quotegraph.pipeline import annotate

    articles = counted([marked.annotation.article for marked in gold], "articles")
    return list(annotate(articles, topics, profile, problem=problems))


def _report(
    gold: list[Marked],
    found: list[Marked] | list[Annotation],
    samples: int,
    view: View,
    listed: bool,
    only: Names,
    json_file: str | None,
) -> None:
    from quotegraph.evaluate import evaluate as scored
    from quotegraph.evaluate.record import errors_record, record

    report = scored(gold, found, samples, view)
    errors = [error for error in report.errors if not only or error.kind in only] if listed else []
    if json_file is not None:
        _written(record(report) | ({"errors": errors_record(errors)} if listed else {}), json_file)
    if json_file != "-":
        click.echo(report.table(), nl=False)
        for line in _list(errors):
            click.echo(line)


def _comparison(
    gold: list[Marked],
    found: list[Marked] | list[Annotation],
    second: list[Marked],
    samples: int,
    view: View,
    all_of_them: bool,
    names: tuple[str, str],
    json_file: str | None,
) -> None:
    from quotegraph.evaluate.compare import compare
    from quotegraph.evaluate.record import comparison_record

    comparison = compare(gold, found, second, samples, view)
    if json_file is not None:
        _written(comparison_record(comparison), json_file)
    if json_file != "-":
        click.echo(comparison.table(*map(plain, names)), nl=False)
        for number, errors in ((1, comparison.only_first), (2, comparison.only_second)):
            shown = errors if all_of_them else errors[:SHOWN]
            if shown:
                click.echo(f"\nonly {number} finds:")
            for line in _list(shown):
                click.echo(line)
            if len(shown) < len(errors):
                click.echo(f"\n… and {len(errors) - len(shown)} more (--errors shows all)")


def _list(errors: Sequence[Finding]) -> Iterator[str]:
    """Each error under its head, as text to read."""
    for error in errors:
        yield ""
        yield f"{error.kind:8} {plain(error.head)}"
        yield from textwrap.wrap(
            plain(error.sentence), WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
        )


def _written(found: dict[str, Any], path: str) -> None:
    import json

    with output_to(path) as file:
        json.dump(found, file, ensure_ascii=False, allow_nan=False, indent=1)
        file.write("\n")
