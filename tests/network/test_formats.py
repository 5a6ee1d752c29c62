"""Networks as files: read back by independent readers, whatever the names are."""

import csv
import json
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import Statement
from quotegraph.network import KINDS, SUFFIXES, affiliation, network, subtract, write

HOSTILE = [
    '<script>alert(1)</script>&amp;"',
    "\x00\x01\x1b[31m\uffff\ud800",
    "=HYPERLINK(1)",
    "two\nlines\r\tand ; , \u202eRTL",
    "]]>",
    " ",
    "1",
]


def statements():
    rows = [
        Statement(name, topic, stance, confidence=0.5, kind="person", organisation=name, quote_id=f"{name}#q{n}")
        for n, name in enumerate(HOSTILE)
        for topic in (*HOSTILE[:2], "rail")
        for stance in (("support", "oppose", "neutral")[n % 3],)
    ]
    return [*rows, Statement("no confidence", "rail", "support")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_network_can_be_written_in_every_format(tmp_path, kind, suffix):
    graph = network(statements(), kind)
    path = tmp_path / f"net{suffix}"
    write(graph, path)
    assert READERS[suffix](path) == (graph.number_of_nodes(), signed_edges(graph, suffix))


def signed_edges(graph, suffix):
    edges = [edge for *_, edge in graph.edges(data=True)]
    return len([edge for edge in edges if edge["sign"]] if suffix == ".net" else edges)


def read_graphml(path):
    graph = nx.read_graphml(path)
    return graph.number_of_nodes(), graph.number_of_edges()


def read_gexf(path):
    root = ET.parse(path).getroot()
    space = {"g": root.tag[1:].split("}")[0]}
    assert all(float(edge.get("weight", 1)) > 0 for edge in root.iterfind(".//g:edge", space))
    return len(root.findall(".//g:node", space)), len(root.findall(".//g:edge", space))


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row.values())
    nodes = network(statements(), "affiliation") if rows and "stance" in rows[0] else subtract(statements())
    return nodes.number_of_nodes(), len(rows)


def read_json(path):
    graph = nx.node_link_graph(json.loads(path.read_text(encoding="ascii")), edges="links")
    return graph.number_of_nodes(), graph.number_of_edges()


def read_pajek(path):
    head, _, rest = path.read_text(encoding="utf-8").partition("*Edges\n")
    lines = head.splitlines()
    assert lines[0].split()[:2] == ["*Vertices", str(len(lines) - 1)]
    for number, line in enumerate(lines[1:], 1):
        assert line.startswith(f'{number} "')
        assert line.endswith('"')
        assert line.count('"') == 2
    for line in rest.splitlines():
        source, target, weight = line.split()
        assert {int(source), int(target)} <= set(range(1, len(lines)))
        assert float(weight) != 0
    return len(lines) - 1, len(rest.splitlines())


READERS = {".graphml": read_graphml, ".gexf": read_gexf, ".csv": read_csv, ".json": read_json, ".net": read_pajek}


def test_attributes_survive(tmp_path):
    said = [Statement("Ann", "rail", "oppose", confidence=0.5, kind="person", quote_id=f"a#q{n}") for n in (1, 2)]
    write(affiliation([*said, Statement("Bob", "rail", "support")]), tmp_path / "a.graphml")
    graph = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert graph.nodes["speaker:Ann"] == {
        "label": "Ann",
        "mode": "speaker",
        "camp": 2,
        "kind": "person",
        "organisation": "",
        "quotations": 2,
    }
    assert graph["speaker:Ann"]["topic:rail"]["oppose"] == {
        "stance": "oppose",
        "sign": -1,
        "weight": 2,
        "confidence": 0.5,
        "statements": "a#q1; a#q2",
    }
    write(subtract([*said, Statement("Bob", "rail", "support")]), tmp_path / "s.NET")
    assert (tmp_path / "s.NET").read_text(encoding="utf-8") == '*Vertices 2\n1 "Ann"\n2 "Bob"\n*Edges\n1 2 -2\n'
    write(subtract([*said, Statement("Bob", "rail", "support")]), tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_text(encoding="utf-8") == (
        "source,target,weight,sign,congruence,conflict\nAnn,Bob,-2,-1,0,2\n"
    )


def test_names_that_become_equal_stay_apart(tmp_path):
    write(
        subtract([Statement(name, "rail", "support") for name in ("a\x01", "a\x02", "a\ufffd (2)")]),
        tmp_path / "n.graphml",
    )
    assert nx.read_graphml(tmp_path / "n.graphml").number_of_nodes() == 3


def test_paths_that_cannot_be(tmp_path):
    graph = subtract(statements())
    with pytest.raises(QuotegraphError, match=r"net\.png: suffix '\.png'; a network is written as \.graphml, \.gexf, "):
        write(graph, tmp_path / "net.png")
    with pytest.raises(QuotegraphError, match="net: no suffix; a network is written as"):
        write(graph, tmp_path / "net")
    with pytest.raises(QuotegraphError, match="cannot be written: no such file or directory"):
        write(graph, tmp_path / "none" / "net.csv")


@given(st.lists(st.text(max_size=6), min_size=2, max_size=4, unique=True))
def test_any_name_makes_well_formed_files(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("any")
    graph = affiliation([Statement(name, name, "support", organisation=name) for name in names])
    for suffix in (".graphml", ".gexf"):
        write(graph, folder / f"net{suffix}")
        ET.parse(folder / f"net{suffix}")
    write(graph, folder / "net.net")
    assert read_pajek(folder / "net.net") == (2 * len(names), len(names))
