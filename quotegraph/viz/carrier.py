"""The picture as a pyvis network: nodes, edges and options for vis-network, still from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotegraph.model import STANCES
from quotegraph.viz import style
from quotegraph.viz.arrange import Arrangement, Box
from quotegraph.viz.data import Block

if TYPE_CHECKING:
    from pyvis.network import Network

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False, "randomSeed": 7},
    "physics": {
        "enabled": False,
        "solver": "barnesHut",
        "barnesHut": {
            "gravitationalConstant": -7000,
            "centralGravity": 0.8,
            "springLength": 110,
            "springConstant": 0.03,
        },
        "stabilization": {"enabled": True, "iterations": 250, "updateInterval": 250, "fit": False},
        "minVelocity": 2,
    },
    "interaction": {
        "hover": False,
        "selectable": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 100_000_000,  # the page shows its own, as text
        "zoomSpeed": 0.6,
        "keyboard": False,
    },
    "nodes": {"shape": "custom", "borderWidth": 1.5, "font": {"size": 0}},
    "edges": {"smooth": False, "hoverWidth": 1.5, "selectionWidth": 0, "arrowStrikethrough": False},
}


def speaker_id(name: str) -> str:
    """The node id of a speaker.

    >>> speaker_id("Ann Lee")
    'speaker:Ann Lee'
    """
    return f"speaker:{name}"


def topic_id(topic: str) -> str:
    """The node id of a topic.

    >>> topic_id("road-toll")
    'topic:road-toll'
    """
    return f"topic:{topic}"


def boxes(rows: Block) -> tuple[list[Box], list[Box]]:
    """What has to be placed: speakers with their labels, topics."""
    speakers = [
        Box(speaker_id(name), style.radius(count), style.label_width(name)) for name, *_, count in rows.speakers
    ]
    topics = [Box(topic_id(row[0]), style.CARD[1] / 2) for row in rows.topics]
    return speakers, topics


def network(rows: Block, arrangement: Arrangement, title: str = "", lines: bool = True) -> Network:
    """The pyvis network of a page, on demand without its ``lines``, which the page draws by itself.

    Nodes and edges are put into its lists directly: ``add_node`` and ``add_edge`` search
    through all earlier ones each time.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    net = Network(height="100%", width="100%", heading=title, cdn_resources="in_line")
    net.options = OPTIONS
    nodes: list[tuple[str, dict[str, Any]]] = [
        (
            speaker_id(name),
            {
                "label": name,
                "kind": kind,
                "mark": style.initials(name) if kind not in style.ICONS else "",
                "size": style.radius(count),
                "room": style.label_width(name),
            },
        )
        for name, kind, *_, count in rows.speakers
    ]
    nodes += [
        (topic_id(id), {"label": label, "kind": "topic", "size": style.CARD[1] / 2}) for id, label, *_ in rows.topics
    ]
    for key, details in nodes:
        x, y = arrangement.places[key]
        node = Node(key, "custom", x=x, y=y, flank=arrangement.flanks.get(key, 0), **details).options
        net.nodes.append(node)
        net.node_ids.append(key)
        net.node_map[key] = node
    if not lines:
        return net
    counts = [0] * len(rows.ties)
    for tie, *_ in rows.statements:
        counts[tie] += 1
    beside: dict[tuple[int, int], int] = {}
    for speaker, topic, _ in rows.ties:
        beside[speaker, topic] = beside.get((speaker, topic), 0) + 1
    seen: dict[tuple[int, int], int] = {}
    for place, (speaker, topic, stance) in enumerate(rows.ties):
        order = seen[speaker, topic] = seen.get((speaker, topic), -1) + 1
        name = STANCES[stance]
        edge = Edge(
            speaker_id(rows.speakers[speaker][0]),
            topic_id(rows.topics[topic][0]),
            id=place,
            stance=name,
            dashes=style.DASHES[name],
            width=style.width(counts[place]),
            color=style.COLOURS["light"][name],
            smooth=curve(order, beside[speaker, topic]),
        )
        net.edges.append(edge.options)
    return net


def plan(net: Network, bounds: tuple[float, float, float, float]) -> dict[str, Any]:
    """What the page takes from a network of :func:`network`: columns in the order of its nodes, and its options."""
    nodes = net.nodes
    return {
        "places": [round(node[axis]) for node in nodes for axis in "xy"],
        "sizes": [node["size"] for node in nodes],
        "flanks": [node["flank"] for node in nodes],
        "rooms": [node["room"] for node in nodes if "room" in node],
        "marks": [node.get("mark", "") for node in nodes],
        "options": net.options,
        "bounds": bounds,
    }


def curve(order: int, number: int) -> bool | dict[str, Any]:
    """How the ``order``-th of ``number`` lines between the same two nodes bends, so that none hides another.

    >>> curve(0, 1), curve(0, 2)["type"], curve(1, 2)["type"]
    (False, 'curvedCW', 'curvedCCW')
    """
    if number == 1 or (number == 3 and order == 1):
        return False
    return {"enabled": True, "type": "curvedCW" if order == 0 else "curvedCCW", "roundness": 0.12}
