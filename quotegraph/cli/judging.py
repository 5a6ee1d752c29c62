"""``judge``: the bare stance model, on texts and targets."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotegraph.cli.places import output_to, stance_model_option
from quotegraph.cli.printing import Problems, counted
from quotegraph.errors import QuotegraphError

if TYPE_CHECKING:
    from quotegraph.stance.alone import Pair


@click.command()
@click.argument("pairs", metavar="PAIRS.jsonl")
@click.option("-o", "--output", metavar="OUT.jsonl", help="Write here instead of to standard output.")
@stance_model_option("encoder")
def judge(pairs: str, output: str | None, stance_model: str) -> None:
    """Stances of single texts: the bare model.

    Each line of PAIRS is {id, text, target} with holder and context where they are known. A target is a proposition, or
    a phrase for what somebody can be for, which is read as “… is good”. Each line of OUT is {id, label, intensity,
    confidence}; the label is support, oppose or neutral. PAIRS may be - for standard input, or end in .gz.

    \b
    Example:
      quotegraph judge pairs.jsonl -o judged.jsonl
      quotegraph judge pairs.jsonl --stance-model onnx:my-model
    """
    from quotegraph.stages import create
    from quotegraph.stance.alone import judge_pairs, line_of

    problems = Problems()
    stage = create("stance", stance_model)
    with output_to(output) as file:
        for pair, stance in judge_pairs(stage, counted(_read(pairs, problems), "pairs")):
            file.write(json.dumps(line_of(pair, stance), ensure_ascii=False) + "\n")
    problems.end()


def _read(place: str, problem: Problems) -> Iterator[Pair]:
    from quotegraph.sources.jsonl import objects
    from quotegraph.stance.alone import pair_from_line

    where = "standard input" if place == "-" else place
    seen: set[str] = set()
    for at, line in objects(_lines(place, where), where, problem):
        try:
            found = pair_from_line(line, at)
            if found.id in seen:
                raise QuotegraphError(f"{at}: the id {found.id!r} stands twice; each pair needs its own")
        except QuotegraphError as error:
            problem(str(error))
            continue
        seen.add(found.id)
        yield found


def _lines(place: str, where: str) -> list[bytes]:
    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        return (gzip.decompress(data) if place.endswith(".gz") else data).splitlines(keepends=True)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise QuotegraphError(f"{where}: cannot be read: {reason.lower()}") from None
