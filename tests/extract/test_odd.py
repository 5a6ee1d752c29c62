"""Odd articles: `odd/` holds one a file, with what a careful reader finds in it.

``least`` and ``most`` bound the number of quotations, each of ``holds`` is a quotation (its ``words``, and as far as
they are given its ``speaker``, ``source``, ``cue``, ``modality``), and what ``lacks`` names is the content of none.
"""

import tomllib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from quotegraph.model import Annotation, Article, Quotation
from quotegraph.pipeline import PROFILES, annotate
from quotegraph.testing import check_annotation

FILES = sorted(Path(__file__).with_name("odd").glob("*.toml"))
EXPECTED = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FILES}
ARTICLES = [Article(name, expected["text"]) for name, expected in EXPECTED.items()]


@pytest.fixture(scope="module", params=sorted(PROFILES))
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def found(profile: str) -> dict[str, Annotation]:
    """The annotations of all odd articles, made in one run."""
    return {annotation.article.doc_id: annotation for annotation in annotate(ARTICLES, profile=profile)}


def shown(text: str, quotation: Quotation) -> dict[str, str]:
    cut = lambda spans: " … ".join(span.of(text) for span in spans)  # noqa: E731
    return {
        "words": cut(quotation.content),
        "source": cut(quotation.source),
        "cue": cut(quotation.cue),
        "speaker": quotation.speaker.name if quotation.speaker else "",
        "modality": quotation.modality,
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_a_careful_reader_agrees(name: str, found: dict[str, Annotation]) -> None:
    expected: dict[str, Any] = EXPECTED[name]
    text, quotations = expected["text"], found[name].quotations
    rows = [shown(text, quotation) for quotation in quotations]
    assert expected.get("least", 0) <= len(rows) <= expected.get("most", len(rows)), rows
    for wanted in expected.get("holds", ()):
        assert any(wanted.items() <= row.items() for row in rows), (wanted, rows)
    for words in expected.get("lacks", ()):
        assert all(words not in row["words"] for row in rows), (words, rows)


def test_all_is_well_formed_and_nothing_crosses(found: dict[str, Annotation]) -> None:
    for annotation in found.values():
        check_annotation(annotation)
        contents = [span for quotation in annotation.quotations for span in quotation.content]
        for one, other in combinations(sorted(contents), 2):
            assert not one.start < other.start < one.end < other.end, (annotation.article.doc_id, one, other)


def without_speakers(annotations: Sequence[Annotation]) -> list[list[tuple[object, ...]]]:
    """All but the speakers, whom other articles may rightly name more fully."""
    return [
        [(q.id, q.content, q.cue, q.source, q.type, q.modality, q.parent, q.rule) for q in annotation.quotations]
        for annotation in annotations
    ]


def test_a_second_run_and_other_neighbours_change_nothing(profile: str, found: dict[str, Annotation]) -> None:
    again = list(annotate(ARTICLES, profile=profile))
    assert again == list(found.values())
    other_way = list(annotate(ARTICLES[::-1], profile=profile))[::-1]
    assert without_speakers(other_way) == without_speakers(again)
    some = list(annotate(ARTICLES[::3], profile=profile))
    assert without_speakers(some) == without_speakers(again[::3])
