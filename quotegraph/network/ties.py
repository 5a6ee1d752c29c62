"""Statements to networks: speakers tied to topics, and speakers tied to one another by what they say about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES, Statement
from quotegraph.network.counts import retained, speaker_attributes, tally
from quotegraph.network.grouping import grouped
from quotegraph.network.split import split_counts

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.float64]]

SIGN = {"support": 1, "oppose": -1, "neutral": 0}
KINDS = ("affiliation", "congruence", "conflict", "subtract")
NORMALISATIONS = ("no", "average", "jaccard", "cosine")
BLOCK = 512
"""Speakers whose ties to all others are computed at a time: keeps memory linear in the number of speakers."""


def network(
    statements: Iterable[Statement],
    kind: str,
    *,
    normalisation: str = "no",
    duplicates: str = "include",
    unnamed: bool = False,
    by: str = "person",
) -> nx.Graph:
    """The network of a kind: ``affiliation``, ``congruence``, ``conflict`` or ``subtract`` (see there).

    ``by`` says what speakers are: ``person`` as they are named, or all of an ``organisation``, ``country`` or ``camp``
    together (see :func:`quotegraph.network.grouped`).

    >>> network([Statement("Ann", "rail", "support")], "affiliation").number_of_edges()
    1
    >>> network([], "friends")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no network is called 'friends'; there are: affiliation, congruence, ...
    """
    statements = grouped(statements, by)
    if kind == "affiliation":
        if normalisation != "no":
            raise QuotegraphError(f"an affiliation network knows no normalisation; {normalisation!r} was asked for")
        return affiliation(statements, duplicates=duplicates, unnamed=unnamed)
    if kind not in KINDS:
        raise QuotegraphError(f"no network is called {kind!r}; there are: {', '.join(KINDS)}")
    return _ONE_MODE[kind](statements, normalisation=normalisation, duplicates=duplicates, unnamed=unnamed)


def affiliation(
    statements: Iterable[Statement], *, duplicates: str = "include", unnamed: bool = False
) -> nx.MultiGraph:
    """Speakers and topics, one edge for each stance of a speaker on a topic.

    Nodes are ``speaker:<name>`` and ``topic:<id>`` with ``label``, ``mode`` (speaker or topic), ``quotations``, and for
    speakers ``kind``, ``organisation``, ``camp``. The edge with key *stance* has ``weight`` x_ijk (the number of
    statements), ``stance``, ``sign`` (1, −1, 0), ``confidence`` (mean of those statements that have one; left out
    where none has) and ``statements`` (the ids of their quotations). Neutral statements are edges, too.

    >>> graph = affiliation([Statement("Ann", "rail", "support")] * 2 + [Statement("Ann", "rail", "oppose")])
    >>> [(u, v, stance, edge["weight"]) for u, v, stance, edge in graph.edges(keys=True, data=True)]
    [('speaker:Ann', 'topic:rail', 'support', 2), ('speaker:Ann', 'topic:rail', 'oppose', 1)]
    """
    import networkx as nx

    rows = retained(statements, duplicates, unnamed)
    graph = nx.MultiGraph()
    _add_speakers(graph, rows, prefix="speaker:")
    quotations: defaultdict[str, set[str]] = defaultdict(set)
    edges: defaultdict[tuple[str, str, int], list[Statement]] = defaultdict(list)
    for number, statement in enumerate(rows):
        quotations[statement.topic].add(statement.quote_id or f"row {number}")
        edges[statement.speaker, statement.topic, STANCES.index(statement.stance)].append(statement)
    for topic in sorted(quotations):
        graph.add_node(f"topic:{topic}", label=topic, mode="topic", quotations=len(quotations[topic]))
    for (speaker, topic, at), members in sorted(edges.items()):
        attributes: dict[str, Any] = {"stance": STANCES[at], "sign": SIGN[STANCES[at]], "weight": len(members)}
        confidences = [member.confidence for member in members if member.confidence is not None]
        if confidences:
            attributes["confidence"] = sum(confidences) / len(confidences)
        attributes["statements"] = tuple(member.quote_id for member in members if member.quote_id)
        graph.add_edge(f"speaker:{speaker}", f"topic:{topic}", key=STANCES[at], **attributes)
    return graph


def congruence(
    statements: Iterable[Statement], *, normalisation: str = "no", duplicates: str = "include", unnamed: bool = False
) -> nx.Graph:
    """Speakers tied by the same stance on the same topic: w_ij = Σ_t (p_it p_jt + n_it n_jt).

    p_it and n_it are the numbers of statements in which speaker i supports and opposes topic t (the binary qualifier of
    discourse network analysis, Leifeld 2017). Neutral statements take no side and are left out, with them speakers
    who take none. Ties have ``weight`` and ``sign`` 1. Nodes are the speakers' names, with ``kind``, ``organisation``,
    ``quotations`` and ``camp``; sources without a name are left out unless ``unnamed`` (the same words may mean two
    people).

    ``normalisation`` (c is the congruence above, B_i the set of pairs (topic, stance) that i has stated at least once):

    - ``no``: c. Counts multiply, so it grows quadratically with how often both are quoted.
    - ``average``: c / ((T_i + T_j) / 2) with T_i = Σ_t (p_it + n_it) statements of i. Not bounded by 1.
    - ``jaccard``: \\|B_i ∩ B_j\\| / \\|B_i ∪ B_j\\|, from 0 to 1; how often something was said plays no part.
    - ``cosine``: c / (‖x_i‖ ‖x_j‖) with ‖x_i‖² = Σ_t (p_it² + n_it²), from 0 to 1.

    These are the Jaccard index and the cosine as defined, not what Discourse Network Analyzer computes by these names.
    ``duplicates`` says which repetitions count (see :data:`quotegraph.network.counts.DUPLICATES`).

    >>> rows = [("Ann", "rail", "support"), ("Bob", "rail", "support"), ("Bob", "tax", "oppose")]
    >>> rows = [Statement(*row) for row in rows]
    >>> congruence(rows).edges["Ann", "Bob"]
    {'weight': 1, 'sign': 1}
    >>> congruence(rows, normalisation="jaccard").edges["Ann", "Bob"]["weight"]
    0.5
    """
    return _one_mode(statements, "congruence", normalisation, duplicates, unnamed)


def conflict(
    statements: Iterable[Statement], *, normalisation: str = "no", duplicates: str = "include", unnamed: bool = False
) -> nx.Graph:
    """Speakers tied by opposite stances on the same topic: w_ij = Σ_t (p_it n_jt + n_it p_jt).

    Their ``sign`` is −1. Everything else is as in :func:`congruence`, with every stance of one of the two speakers
    turned round: ``jaccard`` compares B_i with the mirrored B_j, ``cosine`` divides by the same lengths.

    >>> rows = [Statement("Ann", "rail", "support"), Statement("Cem", "rail", "oppose")]
    >>> conflict(rows).edges["Ann", "Cem"]["weight"]
    1
    """
    return _one_mode(statements, "conflict", normalisation, duplicates, unnamed)


def subtract(
    statements: Iterable[Statement], *, normalisation: str = "no", duplicates: str = "include", unnamed: bool = False
) -> nx.Graph:
    """Speakers tied by congruence less conflict: positive where they agree more than they differ.

    Each of the two is normalised by itself (see :func:`congruence`); ``jaccard`` and ``cosine`` lie between −1 and 1.
    Edges carry ``weight``, ``sign``, ``congruence`` and ``conflict``; where the two are equal there is no edge.

    >>> rows = [Statement("Ann", "rail", "support"), Statement("Cem", "rail", "oppose")]
    >>> subtract(rows).edges["Ann", "Cem"]["weight"]
    -1
    """
    return _one_mode(statements, "subtract", normalisation, duplicates, unnamed)


_ONE_MODE = {"congruence": congruence, "conflict": conflict, "subtract": subtract}


def _one_mode(
    statements: Iterable[Statement], kind: str, normalisation: str, duplicates: str, unnamed: bool
) -> nx.Graph:
    import networkx as nx
    import numpy as np

    if normalisation not in NORMALISATIONS:
        raise QuotegraphError(f"normalisation={normalisation!r} is not one of {', '.join(NORMALISATIONS)}")
    rows = retained(statements, duplicates, unnamed, neutral=False)
    graph = nx.Graph()
    _add_speakers(graph, rows)
    counts = tally(rows)
    number = int if normalisation == "no" else float
    for start, same, opposite in _blocks(counts.matrix("support"), counts.matrix("oppose"), normalisation):
        weight = {"congruence": same, "conflict": opposite, "subtract": same - opposite}[kind]
        for a, j in zip(*np.nonzero(np.triu(weight, start + 1)), strict=True):
            sign = -1 if kind == "conflict" or weight[a, j] < 0 else 1
            attributes = {"weight": number(weight[a, j]), "sign": sign}
            if kind == "subtract":
                attributes["congruence"], attributes["conflict"] = number(same[a, j]), number(opposite[a, j])
            graph.add_edge(counts.speakers[start + a], counts.speakers[j], **attributes)
    return graph


def _blocks(support: Matrix, oppose: Matrix, normalisation: str) -> Iterator[tuple[int, Matrix, Matrix]]:
    """Congruence and conflict of some speakers (rows, the first one's number given) with all of them (columns)."""
    import numpy as np

    if normalisation == "jaccard":
        support, oppose = (support > 0).astype(float), (oppose > 0).astype(float)
    size = support.sum(axis=1) + oppose.sum(axis=1)
    length = np.sqrt((support**2).sum(axis=1) + (oppose**2).sum(axis=1))
    for start in range(0, len(support), BLOCK):
        part = slice(start, start + BLOCK)
        same = support[part] @ support.T + oppose[part] @ oppose.T
        opposite = support[part] @ oppose.T + oppose[part] @ support.T
        both = size[part, None] + size[None, :]
        if normalisation == "average":
            yield start, same / (both / 2), opposite / (both / 2)
        elif normalisation == "jaccard":
            yield start, same / (both - same), opposite / (both - opposite)
        elif normalisation == "cosine":
            lengths = length[part, None] * length[None, :]
            yield start, same / lengths, opposite / lengths
        else:
            yield start, same, opposite


def _add_speakers(graph: nx.Graph, rows: Sequence[Statement], prefix: str = "") -> None:
    camps = split_counts(tally(rows)).camps
    for name, attributes in speaker_attributes(rows).items():
        graph.add_node(prefix + name, label=name, mode="speaker", camp=camps[name], **attributes)
