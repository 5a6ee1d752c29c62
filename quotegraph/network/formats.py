"""Networks as files that other programs read."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotegraph.errors import QuotegraphError
from quotegraph.output import replacing
from quotegraph.tables import csv_line

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(graph: nx.Graph, path: str | Path) -> None:
    """Write a network in the format that the suffix of ``path`` names.

    - ``.graphml``, ``.gexf`` (Gephi, Cytoscape, visone, igraph): nodes and ties with all attributes; characters that
      XML cannot hold become the replacement character. GEXF weights are absolute, ``signed_weight`` is what they were.
    - ``.csv``: one line a tie: source, target, its attributes; cells that a spreadsheet would run get an apostrophe.
    - ``.json``: node-link JSON, as ``networkx.node_link_graph(data, edges="links")`` and d3 read it.
    - ``.net``: Pajek; double quotation marks and line breaks in names are replaced; ties have their signed weight,
      neutral ones are left out.

    A QuotegraphError names the suffixes that there are if it is none of them, or says why the file cannot be written;
    what was there before is replaced as a whole or stays.
    """
    target = Path(path)
    maker = _MAKERS.get(target.suffix.lower())
    if maker is None:
        found = f"suffix {target.suffix!r}" if target.suffix else "no suffix"
        raise QuotegraphError(f"{path}: {found}; a network is written as {', '.join(SUFFIXES)}")
    content = maker(graph).encode("utf-8", errors="replace").decode()
    with replacing(target) as file:
        file.write(content)


def _graphml(graph: nx.Graph) -> str:
    import networkx as nx

    return "\n".join(nx.generate_graphml(_plain(graph, _xml), named_key_ids=False)) + "\n"


def _gexf(graph: nx.Graph) -> str:
    import networkx as nx

    return "\n".join(nx.generate_gexf(_gexf_signed(_plain(graph, _xml)))) + "\n"


def _gexf_signed(graph: nx.Graph) -> nx.Graph:
    """Gephi drops ties of negative weight, so the weight is absolute and ``signed_weight`` holds what it was."""
    for _, _, edge in graph.edges(data=True):
        if edge.get("weight", 1) < 0:
            edge["signed_weight"], edge["weight"] = edge["weight"], -edge["weight"]
    return graph


def _csv(graph: nx.Graph) -> str:
    plain = _plain(graph, str)
    names = list(dict.fromkeys(name for *_, edge in plain.edges(data=True) for name in edge))
    lines = [csv_line(["source", "target", *names])]
    lines += [
        csv_line([source, target, *(edge.get(name) for name in names)])
        for source, target, edge in plain.edges(data=True)
    ]
    return "".join(lines)


def _json(graph: nx.Graph) -> str:
    import networkx as nx

    return json.dumps(nx.node_link_data(graph, edges="links"), ensure_ascii=True, indent=1) + "\n"


def _pajek(graph: nx.Graph) -> str:
    number = {node: n for n, node in enumerate(graph, 1)}
    out = io.StringIO()
    speakers = sum(1 for _, mode in graph.nodes(data="mode") if mode == "speaker")
    # Pajek knows a two-mode network by the size of its first mode, whose nodes stand first
    out.write(f"*Vertices {len(number)}{f' {speakers}' if 0 < speakers < len(number) else ''}\n")
    for node, n in number.items():
        out.write(f'{n} "{_one_line(str(node))}"\n')
    out.write("*Edges\n")
    for source, target, edge in graph.edges(data=True):
        weight = edge.get("weight", 1)
        sign = edge.get("sign", -1 if weight < 0 else 1)
        if sign:
            out.write(f"{number[source]} {number[target]} {sign * abs(weight):.12g}\n")
    return out.getvalue()


def _one_line(name: str) -> str:
    return " ".join(_xml(name).replace('"', "'").split())


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _plain(graph: nx.Graph, text: Callable[[str], str]) -> nx.Graph:
    """The network with attributes that every format can hold: texts and numbers; lists joined, None left out."""

    def attributes(values: dict[str, Any]) -> dict[str, str | int | float]:
        return {name: _scalar(value, text) for name, value in values.items() if value is not None}

    out = type(graph)()
    name = _distinct(graph, text)
    out.add_nodes_from((name[node], attributes(data)) for node, data in graph.nodes(data=True))
    if graph.is_multigraph():
        for source, target, key, data in graph.edges(keys=True, data=True):
            out.add_edge(name[source], name[target], key=key, **attributes(data))
    else:
        out.add_edges_from((name[u], name[v], attributes(data)) for u, v, data in graph.edges(data=True))
    return out


def _distinct(graph: Iterable[Any], text: Callable[[str], str]) -> dict[Any, str]:
    """Node → its name in the file; names that became equal are numbered."""
    names: dict[Any, str] = {}
    taken: set[str] = set()
    for node in graph:
        name = first = text(str(node))
        count = 1
        while name in taken:
            count += 1
            name = f"{first} ({count})"
        taken.add(name)
        names[node] = name
    return names


def _scalar(value: Any, text: Callable[[str], str]) -> str | int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return text("; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))


_MAKERS: dict[str, Callable[[nx.Graph], str]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".csv": _csv,
    ".json": _json,
    ".net": _pajek,
}
SUFFIXES = tuple(_MAKERS)
