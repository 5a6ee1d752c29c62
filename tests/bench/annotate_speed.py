"""Words per CPU second of ``annotate``, beside plain spaCy on the same texts in the same run. Printed, not asserted.

One process; loading the models is left out. Rounds of the two take turns, so that a machine that slows down slows both;
the best round counts, being the one that others disturbed least.
"""

import json
import os
import time
from dataclasses import replace
from pathlib import Path

from quotegraph.language.models import english
from quotegraph.lines import article_from_line
from quotegraph.pipeline import annotate
from quotegraph.rdf.topics import default_topics

GOLD = Path(__file__).parents[2] / "data" / "gold" / "ukraine.jsonl"
COPIES = 4
ROUNDS = 3


def main():
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    once = [article_from_line(json.loads(line)) for line in lines]
    articles = [replace(one, doc_id=f"{copy}/{one.doc_id}") for copy in range(COPIES) for one in once]
    words = sum(len(article.text.split()) for article in articles)
    topics = default_topics()
    for _ in annotate(once[:4], topics):
        pass
    for _ in english().pipe([article.text for article in once[:4]]):
        pass

    def with_quotegraph():
        return sum(len(annotation.quotations) for annotation in annotate(articles, topics))

    def with_spacy():
        return sum(len(doc) for doc in english().pipe(article.text for article in articles))

    seconds = {"annotate": [], "plain spaCy": []}
    for _ in range(ROUNDS):
        for name, run in (("annotate", with_quotegraph), ("plain spaCy", with_spacy)):
            start = time.process_time()
            run()
            seconds[name].append(time.process_time() - start)
    print(f"{len(articles)} articles, {words} words, OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS', 'not set')}")
    best = {name: min(values) for name, values in seconds.items()}
    for name, value in best.items():
        rounds = ", ".join(f"{words / one:,.0f}" for one in seconds[name])
        print(f"{name:12}{words / value:8,.0f} words per CPU second (rounds: {rounds})")
    print(f"annotate takes {best['annotate'] / best['plain spaCy']:.2f} times as long as the parser alone")


if __name__ == "__main__":
    main()
