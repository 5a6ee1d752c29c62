"""What coded statements of one's own bring: the sample, learnt from some of its articles and measured on the others.

    python tests/bench/learning_curve.py [GOLD.jsonl] [TOPICS.ttl] [--base rules]

Gold quotations and topics are given. Articles are drawn eight times (seeds 0 to 7): a third to measure on, coded
statements from the others until there are enough.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from quotegraph.learn.gold import read_corpora
from quotegraph.learn.own_topics import Material, learn_head, material, stances_of
from quotegraph.model import STANCES
from quotegraph.rdf.topics import read_topics

SIZES = (0, 20, 50, 100, 150)
SEEDS = 8
ROOT = Path(__file__).parents[2]


def main() -> None:
    """Print the curve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="?", default=str(ROOT / "data/gold/ukraine.jsonl"))
    parser.add_argument("topics", nargs="?", default=str(ROOT / "ontology/topics/ukraine.ttl"))
    parser.add_argument("--base", default="rules")
    given = parser.parse_args()
    (corpus,) = read_corpora([(Path(given.gold), "brief", 1.0)], [])
    coded = [
        (annotation, frozenset((q.id, stance.topic) for q in annotation.quotations for stance in q.stances))
        for annotation in corpus.annotations()
    ]
    found = [one for one in material(coded, read_topics(given.topics), given.base) if one.coded]
    print("coded statements  macro-F1  right  turned round  (means of draws)")
    for size in SIZES:
        figures = np.mean([drawn(found, size, seed) for seed in range(SEEDS)], axis=0)
        print(f"{size:16}  {figures[0]:8.1f}  {figures[1]:5.1f}  {figures[2]:12.1f}")


def drawn(found: list[Material], size: int, seed: int) -> tuple[float, float, float]:
    """Macro-F1 of the three stances, share right and share of sides turned round, in per cent, for one draw."""
    order = np.random.default_rng(seed).permutation(len(found))
    third = max(3, len(order) // 3)
    taken: list[Material] = []
    for number in order[third:]:
        if sum(len(one.coded) for one in taken) >= size:
            break
        taken.append(found[number])
    head = learn_head(taken) if taken else None
    pairs = []
    for number in order[:third]:
        stances = stances_of(found[number].judged, head)
        pairs += [(said, stances[i][j]) for (i, j), said in found[number].coded.items()]
    return macro(pairs), 100 * float(np.mean([a == b for a, b in pairs])), 100 * turned(pairs)


def macro(pairs: list[tuple[str, str]]) -> float:
    """Mean F1 of the three stances, in per cent."""
    scores = []
    for name in STANCES:
        both = sum(a == b == name for a, b in pairs)
        scores.append(200 * both / max(1, sum(a == name for a, _ in pairs) + sum(b == name for _, b in pairs)))
    return float(np.mean(scores))


def turned(pairs: list[tuple[str, str]]) -> float:
    """Of the pairs whose gold takes a side, the share judged to take the opposite one."""
    sided = [pair for pair in pairs if pair[0] != "neutral"]
    return sum(a != b and b != "neutral" for a, b in sided) / max(1, len(sided))


if __name__ == "__main__":
    main()
