"""``python -m quotegraph.learn.public_pairs MIRRORS STANCE INFERENCE OUT``: public pairs, for ``learn pairs``.

STANCE and INFERENCE are folders of ``NAME.train.jsonl.gz`` with lines {id, text, target, label, holder?, form?} and
{id, premise, hypothesis, label, coarse?}, as the encoder that ships was trained on (its card tells which, and under
which licences). OUT gets ``stance.jsonl``, ``stance-unclear.jsonl`` (no licence stated) and ``inference.jsonl``.

A target is also read the other way round, with the side turned, so that the encoder cannot tell a side by the tone of
a text alone. For propositions that is done by mirrors that were written by hand (``data/train/mirrors.tsv``, by the
SHA-256 of the proposition, since the propositions are not ours to give away).
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.learn.pair_lines import PREMISE, PairLine
from quotegraph.output import replacing
from quotegraph.stance.onnx import filled
from quotegraph.stance.question import Asked

SEED = 20261124
UNCLEAR = frozenset("vast procon20 iam ibm_claim valueeval emergent semeval16 persent gwsd".split())
"""Stance corpora that state no licence."""
UNUSED = frozenset("seesaw debatenet gwsd emergent iam saguaro_news imppres sick".split())
"""For research only, in another language, or kept to measure on."""
MOST = {"vast": 9000, "dse": 5500, "newsmtsc": 7000, "persent": 2500, "procon20": 2200}
"""Pairs that are drawn from the largest corpora."""
TWO_SIDED = frozenset("perspectrum valueeval argkp ibm_claim procon20 arct iam".split())
"""Corpora without neutral texts."""
OF_PROPOSITIONS = TWO_SIDED | {"emergent", "gwsd"}
ON_TARGET = frozenset(("newsmtsc",))
"""Corpora whose neutral texts do have to do with the target."""
MIRRORED = 0.4
TURNED = 0.2
OFF = 0.12
"""Shares: of propositions that are read the other way round, too; of other targets; of pairs with another target."""
GOOD = (*["{} is good."] * 3, "{} does good.", "{} is right.", "{} deserves support.", "{} should happen.")
BAD = ("{} is bad.", "{} does harm.", "{} is to be rejected.", "{} is wrong.", "There should be no {}.")
_TURNED = {"support": "oppose", "oppose": "support", "neutral": "neutral"}


@dataclass(frozen=True, slots=True)
class Mirror:
    """Statements that whoever supports a proposition opposes; ``yes`` is the proposition itself, of a question."""

    mirrors: tuple[str, ...]
    yes: str = ""


def digest(proposition: str) -> str:
    """By what a proposition is found in the table of mirrors.

    >>> digest("Owls should fly.")
    '9237fc6d077d7e16'
    """
    return hashlib.sha256(proposition.encode()).hexdigest()[:16]


def read_mirrors(path: Path) -> dict[str, Mirror]:
    """The table of mirrors: columns ``sha256``, ``mirror``, ``other``, ``yes``."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row["sha256"]: Mirror((row["mirror"], row["other"]), row["yes"] or "") for row in rows}
    except (OSError, UnicodeDecodeError, KeyError, csv.Error) as error:
        raise QuotegraphError(f"{path}: no table of mirrors (sha256, mirror, other, yes): {error}") from None


def stance_lines(name: str, rows: Sequence[Mapping[str, Any]], mirrors: Mapping[str, Mirror]) -> Iterator[PairLine]:
    """The pairs of one stance corpus."""
    rng = random.Random(f"{SEED} {name}")
    if name == "dse":  # two thirds of it are neutral
        neutral = [row for row in rows if row["label"] == "neutral"]
        sided = [row for row in rows if row["label"] != "neutral"]
        rows = [*sided, *rng.sample(neutral, min(len(neutral), 2500))]
    if len(rows) > MOST.get(name, len(rows)):
        rows = rng.sample(list(rows), MOST[name])
    targets = sorted({row["target"] for row in rows})
    for row in rows:
        target, label = row["target"], row["label"]
        premise = filled(PREMISE, Asked(row["text"], "", row.get("holder", "")))
        unsided = ("neutral",) if name in ON_TARGET else ("neutral", "off")
        labels, turned = ((unsided,) * 2) if label == "neutral" else ((label,), (_TURNED[label],))
        two = name in TWO_SIDED
        if name not in OF_PROPOSITIONS and not target.rstrip().endswith((".", "?", "!")):
            if rng.random() < TURNED:
                named = target[:1].upper() + target[1:]
                yield PairLine(premise, rng.choice(BAD).format(named), turned, name, f"{row['id']}~m")
            else:
                yield PairLine(premise, rng.choice(GOOD).format(target), labels, name, row["id"])
            continue
        mirror = mirrors.get(digest(target))
        stated = mirror.yes if mirror and mirror.yes and rng.random() < 0.5 else target
        yield PairLine(premise, stated, labels, name, row["id"], two=two)
        if mirror and name != "arct" and rng.random() < MIRRORED:  # arct has mirrors of its own
            yield PairLine(premise, rng.choice(mirror.mirrors), turned, name, f"{row['id']}~m", two=two)
        if two and len(targets) > 30 and rng.random() < OFF:
            yield PairLine(premise, rng.choice(targets), ("off",), name, f"{row['id']}~x")


def inference_lines(name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[PairLine]:
    """The pairs of one corpus of inference; where it has two classes, neutral means *not entailed*."""
    for row in rows:
        label = "not_entail" if row.get("coarse") and row["label"] == "neutral" else row["label"]
        yield PairLine(row["premise"], row["hypothesis"], (label,), name, row.get("id", ""))


def corpora(folder: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Name and lines of each corpus of a folder that may be used; a QuotegraphError where there is none."""
    found = False
    for path in sorted(folder.glob("*.train.jsonl.gz")):
        name = path.name.split(".")[0]
        if name not in UNUSED:
            found = True
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield name, [json.loads(line) for line in lines]
    if not found:
        raise QuotegraphError(f"{folder}: no NAME.train.jsonl.gz; a folder of corpora is wanted")


def write(mirror_table: Path, stance: Path, inference: Path, out: Path) -> dict[str, int]:
    """Write the three files; how many lines each has."""
    mirrors = read_mirrors(mirror_table)
    made: dict[str, list[PairLine]] = {"stance": [], "stance-unclear": [], "inference": []}
    for name, rows in corpora(stance):
        made["stance-unclear" if name in UNCLEAR else "stance"] += stance_lines(name, rows, mirrors)
    for name, rows in corpora(inference):
        made["inference"] += inference_lines(name, rows)
    random.Random(SEED).shuffle(made["inference"])
    out.mkdir(parents=True, exist_ok=True)
    for name, lines in made.items():
        with replacing(out / f"{name}.jsonl") as file:
            file.writelines(json.dumps(line.line(), ensure_ascii=False) + "\n" for line in lines)
    return {name: len(lines) for name, lines in made.items()}


def main(argv: Sequence[str]) -> int:
    """A table and three folders; 1 after a QuotegraphError, told on standard error."""
    if len(argv) != 4:
        print(__doc__.partition("\n\n")[0], file=sys.stderr)
        return 2
    try:
        print(write(*map(Path, argv)))
    except QuotegraphError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
