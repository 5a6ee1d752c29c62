"""Networks of statements: who is tied to what and to whom, in which camp, and where it stands in the picture."""

from quotegraph.network.counts import strengths
from quotegraph.network.formats import SUFFIXES, write
from quotegraph.network.grouping import BY, grouped
from quotegraph.network.layout import positions
from quotegraph.network.measuring import Frustration, frustration, measures
from quotegraph.network.split import Split, camps, split
from quotegraph.network.ties import KINDS, affiliation, conflict, congruence, network, subtract

__all__ = [
    "BY",
    "KINDS",
    "SUFFIXES",
    "Frustration",
    "Split",
    "affiliation",
    "camps",
    "conflict",
    "congruence",
    "frustration",
    "grouped",
    "measures",
    "network",
    "positions",
    "split",
    "strengths",
    "subtract",
    "write",
]
