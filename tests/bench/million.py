"""A table of statements as large as one likes, invented: ``python tests/bench/million.py OUT.csv [NUMBER]``.

A few speakers are quoted often and most but once or twice, as in newspapers; each leans to one side of each of several
debates. The words are pieces of the invented training articles.
"""

import csv
import re
import sys
from dataclasses import astuple
from pathlib import Path
from random import Random

from quotegraph.exchange.statements_csv import COLUMNS
from quotegraph.model import Statement

HOUSE = Path(__file__).parents[2]
SPEAKERS, TOPICS, PUBLISHERS, BODIES, COUNTRIES = 20_000, 200, 60, 400, 50
YEARS = range(2015, 2025)
QUOTATIONS_AN_ARTICLE = 4


def statements(number, seed=1):
    """``number`` statements, one a quotation."""
    draw = Random(seed)
    text = " ".join(path.read_text("utf-8") for path in sorted((HOUSE / "data" / "train").rglob("*.brief")))
    words = re.sub(r"[\[\]{}<>|]", "", text).split()
    articles = [
        (
            f"{draw.choice(YEARS)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
            f"Paper {draw.randrange(PUBLISHERS)}",
        )
        for _ in range(number // QUOTATIONS_AN_ARTICLE + 1)
    ]
    for n in range(number):
        speaker = int(SPEAKERS * draw.random() ** 3)
        topic = int(TOPICS * draw.random() ** 2)
        against = (speaker + topic) % 2 if draw.random() < 0.85 else (speaker + topic + 1) % 2
        stance = "neutral" if draw.random() < 0.08 else ("oppose" if against else "support")
        date, publisher = articles[n // QUOTATIONS_AN_ARTICLE]
        at = draw.randrange(len(words) - 40)
        yield Statement(
            speaker=f"Speaker {speaker}",
            topic=f"topic-{topic}",
            stance=stance,
            intensity=0 if stance == "neutral" else draw.randrange(1, 4),
            confidence=round(draw.random(), 2),
            date=date,
            article=f"{publisher}/{n // QUOTATIONS_AN_ARTICLE}",
            publisher=publisher,
            organisation=f"Body {speaker % BODIES}",
            kind="person",
            quote_id=f"{publisher}/{n // QUOTATIONS_AN_ARTICLE}#q{n}",
            words=" ".join(words[at : at + draw.randrange(8, 25)]),
            country=f"Country {speaker % COUNTRIES}",
        )


def main():
    path, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows(map(astuple, statements(number)))


if __name__ == "__main__":
    main()
