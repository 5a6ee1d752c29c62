"""CPU seconds and size of a page, beside plain pyvis with the same lines in the same run. Printed, not asserted."""

import time
from random import Random

from pyvis.network import Network

from quotegraph.model import STANCES, Statement
from quotegraph.network import positions
from quotegraph.viz import Page

SIZES = ((60, 15, 300), (200, 30, 2_000), (1_000, 40, 6_000))


def debate(speakers, topics, count):
    """Statements with ``count`` different lines, each by one quotation."""
    draw = Random(1)
    pairs = [(speaker, topic) for speaker in range(speakers) for topic in range(topics)]
    keys = [(pair, stance) for pair in pairs for stance in STANCES]
    return [
        Statement(
            f"Speaker {speaker}", f"topic-{topic}", stance, confidence=0.8, quote_id=f"a{n}#q1", words="So be it."
        )
        for n, ((speaker, topic), stance) in enumerate(draw.sample(keys, min(count, len(keys))))
    ]


def plain_pyvis(statements):
    network = Network(cdn_resources="in_line")
    for statement in statements:
        network.add_node(f"speaker:{statement.speaker}", label=statement.speaker)
        network.add_node(f"topic:{statement.topic}", label=statement.topic, shape="square")
        network.add_edge(f"speaker:{statement.speaker}", f"topic:{statement.topic}", title=statement.stance)
    return network.generate_html()


def timed(run, statements):
    start = time.process_time()
    result = run(statements)
    return time.process_time() - start, result


def main():
    print(f"{'lines':>8}{'positions':>12}{'page':>10}{'size':>10}{'plain pyvis':>14}{'size':>10}")
    for speakers, topics, count in SIZES:
        statements = debate(speakers, topics, count)
        places, _ = timed(positions, statements)
        ours, page = timed(lambda rows: Page(rows).html(), statements)
        theirs, plain = timed(plain_pyvis, statements)
        print(
            f"{len(statements):8}{places:10.2f} s{ours:8.2f} s{len(page) / 1e6:7.1f} MB"
            f"{theirs:12.2f} s{len(plain) / 1e6:7.1f} MB"
        )
    print("CPU seconds to build; plain pyvis draws each pair once only and has neither the words nor a layout")


if __name__ == "__main__":
    main()
