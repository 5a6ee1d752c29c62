"""A stance model on the pairs of the open corpus that are never learnt from, their mirrors and hard negatives.

python tests/bench/pairs_dev.py [encoder|rules|onnx:FOLDER|callable:MODULE:FUNCTION] [FOLDER]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from quotegraph.corpus import Pair, hard_negatives, read_pairs
from quotegraph.model import STANCES
from quotegraph.stages import create
from quotegraph.stance.alone import Pair as Asked
from quotegraph.stance.alone import judge_pairs

FOLDER = Path(__file__).parents[2] / "data" / "train" / "pairs"
TURNED = {"support": "oppose", "oppose": "support", "neutral": "neutral"}


def main() -> None:
    """Print the figures."""
    name = sys.argv[1] if len(sys.argv) > 1 else "encoder"
    pairs = read_pairs(sys.argv[2] if len(sys.argv) > 2 else FOLDER, "dev")
    every = [*pairs, *(pair.mirrored() for pair in pairs), *hard_negatives(pairs)]
    asked = [Asked(pair.id, pair.text, pair.proposition, pair.holder) for pair in every]
    found = {pair.id: stance for pair, stance in judge_pairs(create("stance", name), asked)}
    said = {name: stance.stance for name, stance in found.items()}
    both = [pair for pair in every if pair.bears]
    print(f"{name}: {len(both)} pairs with their mirrors")
    print(f"macro-F1 {macro(both, said):.1f}")
    sided = [pair for pair in both if pair.stance != "neutral"]
    print(f"sided: right {share(said[p.id] == p.stance for p in sided):.1f} %,", end=" ")
    print(f"turned round {share(said[p.id] == TURNED[p.stance] for p in sided):.1f} %")
    turned = share(said[p.id] == TURNED[said[p.mirrored().id]] for p in pairs if p.stance != "neutral")
    print(f"the mirror turns the answer round: {turned:.1f} %")
    sure = [(stance.confidence, said[pair.id] == pair.stance) for pair in both if (stance := found[pair.id]).confidence]
    print(f"expected calibration error {calibration_error(sure):.1f} %")
    others = [pair for pair in every if not pair.bears]
    print(f"neutral on a proposition that only shares words: {share(said[p.id] == 'neutral' for p in others):.1f} %")
    kinds = defaultdict(list)
    for pair in both:
        kinds[pair.kind].append(said[pair.id] == pair.stance)
    for kind, right in sorted(kinds.items(), key=lambda item: share(item[1])):
        print(f"  {kind:20} {share(right):5.1f} % of {len(right)}")


def macro(pairs: list[Pair], said: dict[str, str]) -> float:
    """Mean F1 of the three stances, in per cent."""
    total = 0.0
    for name in STANCES:
        both = sum(pair.stance == name == said[pair.id] for pair in pairs)
        total += (
            200 * both / max(1, sum(pair.stance == name for pair in pairs) + sum(said[p.id] == name for p in pairs))
        )
    return total / len(STANCES)


def calibration_error(sure: list[tuple[float, bool]], bins: int = 10) -> float:
    """The mean distance of confidence and share right over bins of equal width, in per cent."""
    total = 0.0
    for number in range(bins):
        inside = [one for one in sure if min(int(one[0] * bins), bins - 1) == number]
        total += abs(sum(confidence for confidence, _ in inside) - sum(right for _, right in inside))
    return 100 * total / max(1, len(sure))


def share(holds: Iterable[bool]) -> float:
    """The share of what holds, in per cent."""
    found = list(holds)
    return 100 * sum(found) / max(1, len(found))


if __name__ == "__main__":
    main()
