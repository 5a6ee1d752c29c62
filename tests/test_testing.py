"""The checks for stages find what is wrong."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from quotegraph.language import Reading
from quotegraph.model import Annotation, Article, Mention, Quotation, Span, Speaker, Stance, Topic
from quotegraph.stages import create
from quotegraph.testing import (
    check_annotation,
    check_extractor,
    check_linker,
    check_resolver,
    check_stance_model,
)

ARTICLE = Article("a", "Ann said so.")
GOOD = Quotation("q1", (Span(9, 11),), (Span(4, 8),), (Span(0, 3),), confidence=0.5, speaker=Speaker("ann", "Ann"))


def test_a_good_annotation_passes() -> None:
    nested = replace(GOOD, id="q2", parent="q1", level=2, stances=(Stance("t", "support"), Stance("u", "neutral", 0)))
    check_annotation(Annotation(ARTICLE, (GOOD, nested), (Mention(Span(0, 3), "ann"),)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"content": ()}, "no content"),
        ({"content": (Span(9, 13),)}, r"content \[9, 13\) does not lie in the text"),
        ({"cue": (Span(4, 4),)}, r"cue \[4, 4\) does not lie in the text"),
        ({"content": (Span(4, 8), Span(0, 3))}, "out of order"),
        ({"content": (Span(0, 5), Span(4, 8))}, "overlap"),
        ({"type": "spoken"}, "'spoken' is not one of direct"),
        ({"modality": ""}, "'' is not one of asserted"),
        ({"confidence": 1.1}, "1.1 is no probability"),
        ({"confidence": float("nan")}, "nan is no probability"),
        ({"parent": "q9"}, "parent q9 is not there"),
        ({"parent": "q1"}, "nested in itself"),
        ({"level": 2}, "level 2, although it is nested 0 deep"),
        ({"speaker": Speaker(None, " ")}, "the speaker has no name"),
        ({"speaker": Speaker(None, "Ann", "robot")}, "'robot' is not one of person"),
        ({"stances": (Stance("t", "for"),)}, "'for' is not one of support"),
        ({"stances": (Stance("t", "support", 0),)}, "0 is not one of 1, 2, 3"),
        ({"stances": (Stance("t", "neutral", 2),)}, "2 is not one of 0"),
        ({"stances": (Stance("t", "support", 2, -1.0),)}, "-1.0 is no probability"),
        ({"stances": (Stance("t", "support"), Stance("t", "oppose"))}, "two stances on one topic"),
    ],
)
def test_what_is_wrong_with_a_quotation_is_found(change: dict[str, Any], says: str) -> None:
    with pytest.raises(AssertionError, match=says):
        check_annotation(Annotation(ARTICLE, (replace(GOOD, **change),)))


def test_ids_and_mentions_are_looked_at() -> None:
    with pytest.raises(AssertionError, match="id is there twice"):
        check_annotation(Annotation(ARTICLE, (GOOD, GOOD)))
    with pytest.raises(AssertionError, match="mention of ann"):
        check_annotation(Annotation(ARTICLE, (), (Mention(Span(0, 30), "ann"),)))


class Forgetful:
    """Finds something the first time only."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def extract(self, reading: Reading) -> tuple[Quotation, ...]:
        text = reading.article.text
        if not text.strip() or text in self.seen:
            return ()
        self.seen.add(text)
        return (Quotation("q1", (Span(0, len(text)),)),)


class Everything:
    """Takes every text for a quotation, even one without words."""

    def extract(self, reading: Reading) -> tuple[Quotation, ...]:
        text = reading.article.text
        return (Quotation("q1", (Span(0, len(text)),)),) if text else ()


def test_a_bad_extractor_is_found() -> None:
    with pytest.raises(AssertionError, match="a second run gives other quotations"):
        check_extractor(Forgetful())
    with pytest.raises(AssertionError, match="quotations in a text without words"):
        check_extractor(Everything())


class Retyping:
    def resolve(self, reading: Reading, quotations: tuple[Quotation, ...]) -> Annotation:
        return Annotation(reading.article, tuple(replace(quotation, type="direct") for quotation in quotations))


class Reversing:
    def link(self, annotations: Sequence[Annotation]) -> Sequence[Annotation]:
        return annotations[::-1]


class Renaming:
    def link(self, annotations: Sequence[Annotation]) -> Sequence[Annotation]:
        return [
            replace(one, quotations=tuple(replace(q, speaker=Speaker("x", f"Speaker {n}")) for q in one.quotations))
            for n, one in enumerate(annotations)
        ]


class Inventive:
    def judge(
        self, reading: Reading, quotations: tuple[Quotation, ...], topics: Sequence[Topic]
    ) -> tuple[Quotation, ...]:
        return tuple(replace(quotation, stances=(Stance("own-idea", "support"),)) for quotation in quotations)


def test_stages_that_go_beyond_their_part_are_found() -> None:
    with pytest.raises(AssertionError, match="more than who speaks"):
        check_resolver(Retyping())
    with pytest.raises(AssertionError, match="changed, lost or moved"):
        check_linker(Reversing())
    with pytest.raises(AssertionError, match="x has two names"):
        check_linker(Renaming())
    with pytest.raises(AssertionError, match="stance on own-idea, which was not asked for"):
        check_stance_model(Inventive())


@pytest.mark.parametrize("profile", ["accurate", "fast"])
def test_the_stages_of_each_profile_pass(profile: str) -> None:
    from quotegraph.pipeline import PROFILES

    names = PROFILES[profile]
    check_extractor(create("extract", names.extract))
    check_resolver(create("speakers", names.speakers))
    check_linker(create("link", names.link))
    check_stance_model(create("stance", names.stance))
