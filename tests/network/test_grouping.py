"""Networks of organisations, countries and camps instead of people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import KINDS, Statement
from quotegraph.network import BY, congruence, grouped, network
from quotegraph.network import KINDS as NETWORKS

ANN = Statement("Ann", "rail", "support", kind="person", organisation="Shore Party", country="Norland", camp="yes")
BOB = Statement("Bob", "rail", "support", kind="person", organisation="Shore Party", country="Norland")
CEM = Statement("Cem", "rail", "support", kind="person", country="Sudland", camp="no")
UNION = Statement("Dock Union", "rail", "support", kind="organisation", country="Norland", camp="yes")
NORLAND = Statement("Norland", "rail", "oppose", kind="country")
AIDE = Statement("an aide", "rail", "oppose", kind="unnamed", organisation="Palace", country="Norland")
ROWS = [ANN, BOB, CEM, UNION, NORLAND, AIDE]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("person", ["Ann", "Bob", "Cem", "Dock Union", "Norland", "an aide"]),
        ("organisation", ["Shore Party", "Shore Party", "Dock Union", "Norland", "Palace"]),
        ("country", ["Norland", "Norland", "Sudland", "Norland", "Norland", "Norland"]),
        ("camp", ["yes", "no", "yes"]),
    ],
)
def test_who_a_statement_counts_for(by: str, names: list[str]) -> None:
    assert [row.speaker for row in grouped(ROWS, by)] == names


def test_members_of_one_are_one_node_and_its_counts_add_up() -> None:
    graph = network(ROWS, "congruence", by="organisation")
    assert sorted(graph) == ["Dock Union", "Norland", "Palace", "Shore Party"]
    assert graph.edges["Dock Union", "Shore Party"]["weight"] == 2
    assert graph.nodes["Shore Party"]["kind"] == "organisation"
    assert network(ROWS, "subtract", by="country").edges["Norland", "Sudland"]["weight"] == 3 - 2


def test_what_one_cannot_group_by() -> None:
    with pytest.raises(QuotegraphError, match="allowed are: person, organisation, country, camp"):
        network(ROWS, "conflict", by="party")


statement = st.builds(
    Statement,
    speaker=st.sampled_from("ABC"),
    topic=st.sampled_from("xy"),
    stance=st.sampled_from(["support", "oppose"]),
    kind=st.sampled_from(KINDS),
    organisation=st.sampled_from(["", "O", "P"]),
    country=st.sampled_from(["", "N"]),
)


@given(st.lists(statement, max_size=12), st.sampled_from(BY), st.sampled_from(NETWORKS))
def test_grouping_loses_only_what_belongs_nowhere(rows: list[Statement], by: str, kind: str) -> None:
    kept = grouped(rows, by)
    assert all(row.speaker for row in kept)
    assert len(kept) <= len(rows)
    assert network(rows, kind, by=by).nodes == network(kept, kind).nodes


def test_by_person_changes_nothing() -> None:
    assert network(ROWS, "congruence", by="person").edges == congruence(ROWS).edges
