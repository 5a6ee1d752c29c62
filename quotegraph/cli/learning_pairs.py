"""``learn pairs``: train a cross-encoder for stances, or for natural language inference before that."""

from __future__ import annotations

from pathlib import Path

import click

from quotegraph.cli.printing import stepped
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


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PAIRS...")
@RUN
@BASE
@click.option("--start", metavar="FOLDER|FILE.pt", help="Go on from another training: its folder or checkpoint.")
@MEAN
@WITHOUT
@LICENCES
@click.option("--passes", default=1, show_default=True, type=click.IntRange(1), help="How often to go through all.")
@click.option("--rate", default=1e-4, show_default=True, type=click.FloatRange(0, min_open=True), help="Learning rate.")
@click.option("--batch", default=32, show_default=True, type=click.IntRange(1), help="Pairs in a batch.")
@click.option("--longest", default=128, show_default=True, type=click.IntRange(8), help="Word pieces in a pair.")
@SEED
@THREADS
def pairs(
    places: tuple[str, ...],
    output: str,
    base: str,
    start: str | None,
    others: tuple[str, ...],
    without: str,
    licences: tuple[str, ...],
    passes: int,
    rate: float,
    batch: int,
    longest: int,
    seed: int,
    threads: int,
) -> None:
    """A cross-encoder, which reads what was said and a proposition together.

    PAIRS is a folder of the open corpus (as data/train, with its pairs/), or a file of lines (.jsonl, .jsonl.gz) with
    premise, hypothesis and label: support, neutral, oppose or off (it has nothing to do with it), a list of those that
    may be right, or entail, neutral, contradict, not_entail. A line may have a set, by which it is left out, the part
    train or dev, and two (true where its judges had two sides to choose from). What is left out, and dev, is measured
    on. *2 behind PAIRS: seen twice in a pass; *0.5: half of it.

    Needs the extra learn, and takes hours: two cores read about 60 pairs a second. Started again with the same
    arguments, it goes on from its last checkpoint. The folder model/ is used with --stance-model onnx:FOLDER.

    \b
    Example:
      quotegraph learn pairs nli.jsonl.gz -o inference --base minilm
      quotegraph learn pairs data/train*2 more.jsonl -o run --base minilm --start inference --without rent-cap
    """
    installed_for("learn pairs")
    from quotegraph.learn.gold import licences_of
    from quotegraph.learn.pair_lines import read_pair_corpora
    from quotegraph.learn.pairs import learn as learnt

    given = [timed(place) for place in places]
    folders = [place for place, _ in given if Path(place).is_dir()]
    corpora = read_pair_corpora(
        [(Path(place), times) for place, times in given],
        topics_by_set(folders) if folders else lambda name: (),
        listed(without),
        licences_of(len(given), licences),
    )
    click.echo(
        learnt(
            corpora,
            Path(output),
            Path(base),
            start=Path(start) if start else None,
            others=[Path(other) for other in others],
            passes=passes,
            rate=rate,
            size=batch,
            longest=longest,
            seed=seed,
            threads=threads,
            watch=stepped(),
        )
    )
