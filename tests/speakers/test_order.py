"""The register is the same in whatever order, and in however many goes, its articles come."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.corpus.sets import read_set
from quotegraph.language import read
from quotegraph.model import Annotation
from quotegraph.speakers import RegisterLinker, RuleResolver
from quotegraph.speakers.across import is_linked, same_links, unlinked

SET = Path(__file__).parents[2] / "data" / "train" / "rent-cap"


@pytest.fixture(scope="module")
def found() -> list[Annotation]:
    """A running story whose speakers are known inside each article alone."""
    gold = [brief.annotation for brief in read_set(SET)]
    readings = read([annotation.article for annotation in gold])
    return [
        RuleResolver().resolve(reading, annotation.quotations)
        for annotation, reading in zip(gold, readings, strict=True)
    ]


@pytest.fixture(scope="module")
def linked(found: list[Annotation]) -> dict[str, Annotation]:
    return {annotation.article.doc_id: annotation for annotation in RegisterLinker().link(found)}


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_order_and_any_number_of_goes_give_the_same(
    found: list[Annotation], linked: dict[str, Annotation], data: st.DataObject
) -> None:
    left = data.draw(st.permutations(found))
    known: list[Annotation] = []
    while left:
        size = data.draw(st.integers(1, len(left)))
        chunk, left = left[:size], left[size:]
        known = list(RegisterLinker().link([*known, *chunk]))
    for annotation in known:
        assert same_links(annotation, linked[annotation.article.doc_id]), annotation.article.doc_id


def test_each_link_says_why_and_can_be_taken_back(found: list[Annotation], linked: dict[str, Annotation]) -> None:
    links = [q.speaker.link for a in linked.values() for q in a.quotations if q.speaker]
    assert all(link and link.rule and 0 < link.confidence <= 1 for link in links)
    assert {"full name", "last name", "as named"} <= {link.rule for link in links if link}
    for before in found:
        after = linked[before.article.doc_id]
        assert is_linked(after) == bool(after.quotations)
        assert not is_linked(before)
        assert unlinked(after) == before
