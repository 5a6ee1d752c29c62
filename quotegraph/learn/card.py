"""The data card that lies beside trained weights: what they saw, under which licences, how they were made."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from quotegraph import __version__
from quotegraph.learn.gold import Corpus, Row, set_of
from quotegraph.learn.pair_lines import PairCorpus
from quotegraph.lines import dumped
from quotegraph.model import QUOTATION_TYPES
from quotegraph.output import replacing

MOST_SETS = 60  # a corpus whose articles have no sets in their ids has as many sets as articles


def card_of(weights: Path) -> Path:
    """Where the card of a file of weights lies.

    >>> card_of(Path("weights.json")).name
    'weights.card.md'
    """
    return weights.with_suffix(".card.md")


def write_card(
    path: Path, name: str, corpora: Sequence[Corpus], options: Mapping[str, object], measured: Iterable[str] = ()
) -> None:
    """Write the card of weights; ``options`` are those of the training, ``measured`` lines about how good they are."""
    with replacing(path) as file:
        file.write(card(name, corpora, options, measured, dt.date.today()))


def card(
    name: str, corpora: Sequence[Corpus], options: Mapping[str, object], measured: Iterable[str], date: dt.date
) -> str:
    """The card as Markdown.

    >>> print(card("vote", [], {"penalty": 2.0}, ["F1 0.9"], dt.date(2030, 1, 2)).splitlines()[0])
    # Data card: vote
    """
    lines = _head(name, date)
    header = ["corpus", "licence", "articles", "words", "quotations", "style", "times a pass", "SHA-256 of its lines"]
    lines += [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    for corpus in corpora:
        types = Counter(quote["type"] for row in corpus.rows for quote in row["quotes"])
        kinds = ", ".join(f"{types[kind]} {kind}" for kind in QUOTATION_TYPES if types[kind])
        words = sum(len(row["text"].split()) for row in corpus.rows)
        cells = [corpus.place.name, corpus.licence, len(corpus.rows), words, f"{types.total()} ({kinds or 'none'})"]
        cells += [corpus.style, f"{corpus.times:g}", digest(corpus.rows)[:16]]
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    lines.append("")
    for corpus in corpora:
        sets = sorted({set_of(row["doc_id"]) for row in corpus.rows})
        if len(sets) <= MOST_SETS:
            lines.append(f"- Sets of {_cell(corpus.place.name)}: {', '.join(map(_cell, sets))}.")
        aside = sorted({set_of(row["doc_id"]) for row in corpus.left_out})
        if aside:
            lines.append(f"- Not seen, but measured on: {', '.join(map(_cell, aside))}.")
    return "\n".join([*lines, *_end(options, measured)]) + "\n"


def pair_card(
    corpora: Sequence[PairCorpus], options: Mapping[str, object], measured: Iterable[str], date: dt.date
) -> str:
    """The card of a network for pairs as Markdown.

    >>> print(pair_card([], {"seed": 1}, [], dt.date(2030, 1, 2)).splitlines()[-1])
    | seed | 1 |
    """
    lines = _head("pairs", date)
    header = ["corpus", "licence", "pairs", "labels", "times a pass", "SHA-256 of its lines"]
    lines += [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    for corpus in corpora:
        labels = Counter("/".join(line.labels) for line in corpus.lines)
        counts = ", ".join(f"{number} {label}" for label, number in labels.most_common())
        cells = [corpus.place.name, corpus.licence, len(corpus.lines), counts, f"{corpus.times:g}"]
        cells += [digest(line.line() for line in corpus.lines)[:16]]
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    lines.append("")
    for corpus in corpora:
        sets = Counter(line.set for line in corpus.lines if line.set)
        if 0 < len(sets) <= MOST_SETS:
            counts = ", ".join(f"{_cell(name)} ({sets[name]})" for name in sorted(sets))
            lines.append(f"- Sets of {_cell(corpus.place.name)}: {counts}.")
        if corpus.left_out:
            aside = ", ".join(sorted({line.set or "pairs without a set" for line in corpus.left_out}))
            count = len(corpus.left_out)
            lines.append(f"- Not seen, but measured on: {count} pairs of {_cell(corpus.place.name)} ({_cell(aside)}).")
    return "\n".join([*lines, *_end(options, measured)]) + "\n"


def _head(name: str, date: dt.date) -> list[str]:
    made = f"Made on {date.isoformat()} with quotegraph {__version__}."
    return [f"# Data card: {name}", "", made, "", "## What the weights saw", ""]


def _end(options: Mapping[str, object], measured: Iterable[str]) -> list[str]:
    lines = ["", "## How", "", "| option | value |", "|---|---|"]
    lines += [f"| {_cell(key)} | {_cell(value)} |" for key, value in options.items()]
    said = list(measured)
    return [*lines, "", "## Measured", "", *(f"- {_cell(line)}" for line in said)] if said else lines


def digest(rows: Iterable[Row]) -> str:
    """SHA-256 of lines: the same for the same annotations or pairs.

    >>> digest([])[:8]
    'e3b0c442'
    """
    found = hashlib.sha256()
    for row in rows:
        found.update(dumped(row).encode("utf-8") + b"\n")
    return found.hexdigest()


def _cell(value: object) -> str:
    """A value as one cell of a table, in which nothing is markup."""
    text = " ".join(str(value).split())
    return "".join(f"\\{char}" if char in "\\|*_`[]<>#" else char for char in text)
