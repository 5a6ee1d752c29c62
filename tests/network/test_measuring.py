"""Measures against values worked out by hand."""

import networkx as nx
import pytest

from quotegraph.model import Statement
from quotegraph.network import affiliation, conflict, measures, subtract
from quotegraph.network import measuring as measuring_module

YES, NO = "support", "oppose"


def rows_of(graph):
    return {row["node"]: row for row in measures(graph)}


def test_a_chain_by_hand():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 2), ("b", "c", -3), ("d", "e", 1)])
    rows = rows_of(graph)
    assert list(rows) == ["b", "c", "a", "d", "e"]  # the strongest first, then by name
    b = rows["b"]
    assert (b["degree"], b["strength"], b["positive"], b["negative"]) == (2, 5, 2, 3)
    assert b["betweenness"] == pytest.approx(1 / 6)  # one of the six pairs of the other four nodes
    assert b["closeness"] == pytest.approx(2 / 4 * 2 / 2)
    assert rows["a"]["closeness"] == pytest.approx(2 / 4 * 2 / 3)
    assert rows["d"]["closeness"] == pytest.approx(1 / 4)
    assert b["kind"] is None


def test_affiliation_counts_parallel_ties_once_for_degree():
    said = [Statement("Ann", "rail", YES, kind="person")] * 2 + [
        Statement("Ann", "rail", NO, kind="person"),
        Statement("Ann", "rail", "neutral", kind="person"),
        Statement("Bob", "rail", NO),
    ]
    rows = rows_of(affiliation(said))
    ann, rail = rows["speaker:Ann"], rows["topic:rail"]
    assert (ann["degree"], ann["strength"], ann["positive"], ann["negative"]) == (1, 4, 2, 1)
    assert (rail["degree"], rail["strength"], rail["positive"], rail["negative"]) == (2, 5, 2, 2)
    assert (ann["label"], ann["kind"], ann["camp"]) == ("Ann", "person", 1)
    assert (rail["mode"], rail["camp"]) == ("topic", None)
    assert rail["betweenness"] == 1.0


def test_signs_of_one_mode_networks():
    said = [Statement("Ann", "rail", YES), Statement("Bob", "rail", NO)]
    assert rows_of(conflict(said))["Ann"]["negative"] == 1
    assert rows_of(subtract(said))["Ann"]["negative"] == 1
    assert rows_of(subtract(said))["Ann"]["positive"] == 0


def test_none_and_one():
    assert measures(nx.Graph()) == []
    assert rows_of(subtract([Statement("Ann", "rail", YES)]))["Ann"]["closeness"] == 0.0


def test_closeness_is_that_of_networkx():
    graph = nx.gnp_random_graph(40, 0.06, seed=2)
    rows, expected = rows_of(graph), nx.closeness_centrality(graph)
    assert {node: row["closeness"] for node, row in rows.items()} == pytest.approx(expected)


def test_large_networks_are_estimated_from_a_fixed_sample(monkeypatch):
    graph = nx.barabasi_albert_graph(300, 3, seed=1)
    exact = rows_of(graph)
    monkeypatch.setattr(measuring_module, "WORK", 60_000)
    estimated = rows_of(graph)
    assert estimated == rows_of(graph)
    assert estimated != exact
    for name in ("betweenness", "closeness"):
        assert max(abs(estimated[node][name] - exact[node][name]) for node in graph) < 0.1
