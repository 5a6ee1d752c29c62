"""Figures about networks: how central a node is, and how well two camps explain the ties."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

WORK = 5_000_000
"""Steps over nodes and ties that betweenness and closeness may take; more, and they are estimated from a sample."""
FEWEST = 32
"""Nodes of such a sample at least."""


def measures(graph: nx.Graph) -> list[dict[str, Any]]:
    """One row for each node, the strongest first.

    - ``node``, ``label``, ``mode``, ``kind``, ``organisation``, ``quotations``, ``camp``: the node's attributes, None
      where it has none.
    - ``degree``: number of other nodes that it is tied to, k_i.
    - ``strength``: Σ_j \\|w_ij\\| (Barrat et al. 2004), over all parallel ties.
    - ``positive``, ``negative``: the same over ties of sign 1 and −1 alone (support and oppose in an affiliation
      network; agreement and disagreement in a subtract network; a congruence network is all positive, a conflict
      network all negative).
    - ``betweenness``: Σ_{s≠i≠t} σ_st(i)/σ_st as a share of all pairs: shortest paths, in numbers of ties, that pass
      through i (Freeman 1977; Brandes 2001).
    - ``closeness``: (r_i / (n − 1)) · (r_i / Σ_j d_ij) over the r_i nodes that can be reached (Wasserman & Faust 1994).

    Of very large networks (nodes × ties above 5 million) betweenness and closeness are estimated from the paths of a
    fixed random sample of nodes (Brandes & Pich 2007).

    >>> from quotegraph.model import Statement
    >>> from quotegraph.network import congruence
    >>> rows = measures(congruence(Statement(name, "rail", "support") for name in ("Ann", "Bob", "Cem")))
    >>> [(row["node"], row["degree"], row["strength"], row["closeness"]) for row in rows]
    [('Ann', 2, 2, 1.0), ('Bob', 2, 2, 1.0), ('Cem', 2, 2, 1.0)]
    """
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from(graph)
    simple.add_edges_from((u, v) for u, v in graph.edges() if u != v)
    pivots = max(FEWEST, WORK // (len(simple) + simple.number_of_edges() + 1))
    between = nx.betweenness_centrality(simple, k=pivots if pivots < len(simple) else None, seed=0)
    close = _closeness(simple, pivots)
    rows = []
    for node, attributes in graph.nodes(data=True):
        weights = [(abs(edge.get("weight", 1)), _sign(edge)) for _, _, edge in graph.edges(node, data=True)]
        rows.append(
            {"node": node}
            | {name: attributes.get(name) for name in ("label", "mode", "kind", "organisation", "quotations", "camp")}
            | {
                "degree": simple.degree[node],
                "strength": sum(weight for weight, _ in weights),
                "positive": sum(weight for weight, sign in weights if sign > 0),
                "negative": sum(weight for weight, sign in weights if sign < 0),
                "betweenness": between[node],
                "closeness": close[node],
            }
        )
    return sorted(rows, key=lambda row: (-row["strength"], str(row["node"])))


def _sign(edge: Mapping[str, Any]) -> int:
    if "sign" in edge:
        return int(edge["sign"])
    return 1 if edge.get("weight", 1) > 0 else -1


def _closeness(graph: nx.Graph, pivots: int) -> dict[Any, float]:
    """Closeness from the distances to all nodes, or to a fixed sample of so many of them."""
    import networkx as nx

    nodes = list(graph)
    sample = nodes if pivots >= len(nodes) else random.Random(0).sample(nodes, pivots)
    total, met = dict.fromkeys(nodes, 0), dict.fromkeys(nodes, 0)
    for pivot in sample:
        for node, distance in nx.single_source_shortest_path_length(graph, pivot).items():
            if node != pivot:
                total[node] += distance
                met[node] += 1
    out = dict.fromkeys(nodes, 0.0)
    for part in nx.connected_components(graph):
        for node in part:
            if met[node]:
                out[node] = (len(part) - 1) / (len(nodes) - 1) * met[node] / total[node]
    return out


@dataclass(frozen=True, slots=True)
class Frustration:
    """How badly two camps explain signed ties.

    ``weight``: Σ|w| of all ties between speakers with a camp; ``frustrated``: that of ties which contradict the camps
    (positive ones between them, negative ones inside one); ``opposition``: that of negative ties between the camps.
    """

    weight: float
    frustrated: float
    opposition: float

    @property
    def share(self) -> float:
        """Frustrated weight as a share of all: 0 = the camps explain every tie; a random split leaves about a half."""
        return self.frustrated / self.weight if self.weight else 0.0

    @property
    def polarisation(self) -> float:
        """Share of the weight that is opposition between the camps: 0 where all agree, low where nothing fits."""
        return self.opposition / self.weight if self.weight else 0.0


def frustration(graph: nx.Graph, camps: Mapping[Any, int] | None = None) -> Frustration:
    """How badly camps explain the ties of a subtract network (Harary 1959; Aref & Wilson 2018).

    ``camps`` are the nodes' own (attribute ``camp``) unless given; ties of nodes in camp 0 are left out.

    >>> from quotegraph.model import Statement
    >>> from quotegraph.network import subtract
    >>> rows = [("Ann", "rail", "support"), ("Bob", "rail", "support"), ("Cem", "rail", "oppose")]
    >>> graph = subtract(Statement(*row) for row in rows)
    >>> frustration(graph)
    Frustration(weight=3, frustrated=0, opposition=2)
    >>> frustration(graph, {"Ann": 1, "Bob": 2, "Cem": 2}).share
    0.6666666666666666
    """
    if camps is None:
        camps = dict(graph.nodes(data="camp", default=0))
    weight = frustrated = opposition = 0
    for u, v, edge in graph.edges(data=True):
        if not (camps.get(u) and camps.get(v)):
            continue
        size, together = abs(edge["weight"]), camps[u] == camps[v]
        weight += size
        if (_sign(edge) > 0) != together:
            frustrated += size
        elif not together:
            opposition += size
    return Frustration(weight, frustrated, opposition)
