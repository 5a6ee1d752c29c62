"""Networks against matrices worked out by hand and against their definitions."""

import itertools
import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import Statement
from quotegraph.network import KINDS, affiliation, conflict, congruence, network, subtract
from quotegraph.network import ties as ties_module

YES, NO = "support", "oppose"
# Alpha: c1 four times yes, c2 yes. Beta: c1 twice no, c2, c3, c4 yes. Gamma: c1 yes, c2 yes and no, c3 twice no.
SMALL = [
    *[Statement("Alpha", "c1", YES)] * 4,
    Statement("Alpha", "c2", YES),
    *[Statement("Beta", "c1", NO)] * 2,
    *[Statement("Beta", topic, YES) for topic in ("c2", "c3", "c4")],
    Statement("Gamma", "c1", YES),
    Statement("Gamma", "c2", YES),
    Statement("Gamma", "c2", NO),
    *[Statement("Gamma", "c3", NO)] * 2,
    Statement("Beta", "c1", "neutral"),
]

statement = st.builds(
    Statement,
    speaker=st.sampled_from("ABCDE"),
    topic=st.sampled_from("wxyz"),
    stance=st.sampled_from([YES, NO, "neutral"]),
    kind=st.sampled_from(["person", "unnamed"]),
    article=st.sampled_from(["", "a", "b"]),
)


def weights(graph):
    return {"".join(sorted(name[0] for name in edge)): weight for *edge, weight in graph.edges(data="weight")}


@pytest.mark.parametrize(
    ("kind", "normalisation", "expected"),
    [
        ("congruence", "no", {"AB": 1, "AG": 5, "BG": 1}),
        ("conflict", "no", {"AB": 8, "AG": 1, "BG": 5}),
        ("subtract", "no", {"AB": -7, "AG": 4, "BG": -4}),
        ("subtract", "average", {"AB": -7 / 5, "AG": 4 / 5, "BG": -4 / 5}),
        # A {c1+ c2+}, B {c1- c2+ c3+ c4+}, G {c1+ c2+ c2- c3-}
        ("congruence", "jaccard", {"AB": 1 / 5, "AG": 2 / 4, "BG": 1 / 7}),
        # mirrored B {c1+ c2- c3- c4-}, mirrored G {c1- c2- c2+ c3+}
        ("conflict", "jaccard", {"AB": 1 / 5, "AG": 1 / 5, "BG": 3 / 5}),
        ("subtract", "jaccard", {"AG": 2 / 4 - 1 / 5, "BG": 1 / 7 - 3 / 5}),
        # lengths: A √17, B √7, G √7
        ("congruence", "cosine", {"AB": 1 / math.sqrt(17 * 7), "AG": 5 / math.sqrt(17 * 7), "BG": 1 / 7}),
        ("conflict", "cosine", {"AB": 8 / math.sqrt(17 * 7), "AG": 1 / math.sqrt(17 * 7), "BG": 5 / 7}),
    ],
)
def test_one_mode_by_hand(kind, normalisation, expected):
    assert weights(network(SMALL, kind, normalisation=normalisation)) == pytest.approx(expected)


def test_affiliation_by_hand():
    said = [
        Statement("rail", "rail", YES, confidence=0.9, quote_id="a#q1", kind="person", organisation="Rail Union"),
        Statement("rail", "rail", YES, confidence=0.6, quote_id="a#q2", kind="person"),
        Statement("rail", "rail", YES, quote_id="b#q1"),
        Statement("rail", "rail", "neutral", quote_id="b#q1"),
        Statement("an aide", "rail", NO, kind="unnamed"),
    ]
    graph = affiliation(said)
    assert dict(graph.nodes(data=True)) == {
        "speaker:rail": {
            "label": "rail",
            "mode": "speaker",
            "camp": 0,
            "kind": "person",
            "organisation": "Rail Union",
            "quotations": 3,
        },
        "topic:rail": {"label": "rail", "mode": "topic", "quotations": 3},
    }
    edges = graph["speaker:rail"]["topic:rail"]
    assert list(edges) == [YES, "neutral"]
    assert edges[YES]["weight"] == 3
    assert edges[YES]["confidence"] == pytest.approx(0.75)
    assert edges[YES]["statements"] == ("a#q1", "a#q2", "b#q1")
    assert edges["neutral"] == {"stance": "neutral", "sign": 0, "weight": 1, "statements": ("b#q1",)}
    assert set(affiliation(said, unnamed=True)) == {"speaker:rail", "speaker:an aide", "topic:rail"}


def test_neutral_statements_tie_nobody():
    rows = [Statement("Ann", "rail", "neutral"), Statement("Bob", "rail", YES), Statement("Cem", "rail", NO)]
    assert list(subtract(rows)) == ["Bob", "Cem"]


def test_repetitions_count_once_in_their_period():
    def rows(*dates):
        return [Statement("Ann", "rail", YES, date=date) for date in dates] + [Statement("Bob", "rail", YES)]

    def weight(duplicates, *dates):
        return congruence(rows(*dates), duplicates=duplicates).edges["Ann", "Bob"]["weight"]

    assert weight("include", "2020-01-06", "2021-01-06") == 2
    assert weight("month", "2020-01-06", "2020-01-30") == 1
    assert weight("month", "2020-01-06", "2021-01-06") == 2  # the same month of another year is another month
    assert weight("week", "2020-01-06", "2021-01-11") == 2  # both are week 2
    assert weight("week", "2020-12-31", "2021-01-01") == 1  # one week across the turn of the year
    assert weight("year", "2020-01-06", "2020-12-06", "2021-01-01") == 2
    assert weight("all", "2020-01-06", "2021-01-06", "") == 1
    assert weight("month", "", "") == 2  # without a date nobody knows that it is a repetition


def test_unknown_options_list_those_there_are():
    with pytest.raises(QuotegraphError, match="no network is called 'x'; there are: affiliation, congruence, conflict"):
        network(SMALL, "x")
    with pytest.raises(QuotegraphError, match="'dna' is not one of no, average, jaccard, cosine"):
        congruence(SMALL, normalisation="dna")
    with pytest.raises(QuotegraphError, match="'day' is not one of include, article, week, month, year, all"):
        affiliation(SMALL, duplicates="day")
    with pytest.raises(QuotegraphError, match="knows no normalisation"):
        network(SMALL, "affiliation", normalisation="cosine")
    with pytest.raises(QuotegraphError, match="stance 'for' is not one of support, oppose, neutral"):
        affiliation([Statement("Ann", "rail", "for")])


@pytest.mark.parametrize("kind", KINDS)
def test_no_statements_no_nodes(kind):
    assert network([], kind).number_of_nodes() == 0


@given(st.lists(statement, max_size=30))
def test_congruence_is_what_the_sum_says(statements):
    counted = [s for s in statements if s.kind != "unnamed" and s.stance != "neutral"]
    agreement, disagreement = congruence(statements), conflict(statements)
    for a, b in itertools.combinations(sorted({s.speaker for s in counted}), 2):
        pairs = [(s, t) for s in counted for t in counted if (s.speaker, t.speaker, s.topic) == (a, b, t.topic)]
        same = sum(s.stance == t.stance for s, t in pairs)
        assert (agreement.get_edge_data(a, b) or {"weight": 0})["weight"] == same
        assert (disagreement.get_edge_data(a, b) or {"weight": 0})["weight"] == len(pairs) - same


@given(st.lists(statement, max_size=30), st.sampled_from(["jaccard", "cosine"]))
def test_bounded_normalisations(statements, normalisation):
    for graph in (
        congruence(statements, normalisation=normalisation),
        conflict(statements, normalisation=normalisation),
    ):
        assert all(0 < abs(weight) <= 1 + 1e-12 for *_, weight in graph.edges(data="weight"))
    assert all(abs(w) <= 1 + 1e-12 for *_, w in subtract(statements, normalisation=normalisation).edges(data="weight"))


@given(st.lists(statement, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_statements_plays_no_part(statements, random):
    shuffled = list(statements)
    random.shuffle(shuffled)
    for kind in KINDS:
        assert nx.utils.edges_equal(
            network(statements, kind).edges(data="weight"), network(shuffled, kind).edges(data="weight")
        )


def test_blocks_give_the_same_network_as_one_piece(monkeypatch):
    whole = subtract(SMALL, normalisation="cosine")
    monkeypatch.setattr(ties_module, "BLOCK", 2)
    assert weights(subtract(SMALL, normalisation="cosine")) == weights(whole)
