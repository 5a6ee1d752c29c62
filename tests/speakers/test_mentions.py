from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.language import read
from quotegraph.model import Annotation, Article, Quotation, Span, Speaker
from quotegraph.speakers import MentionResolver
from quotegraph.speakers.kinds import MENTION_KINDS, mention_kind
from quotegraph.stages import create
from quotegraph.testing import check_annotation, check_resolver


def mentions(text: str) -> list[tuple[str, str | None, str]]:
    """Words, name and rule of all mentions of a text."""
    reading = next(read([Article("a", text)]))
    found = MentionResolver().resolve(reading, create("extract", "rules").extract(reading))
    return [(one.span.of(text), one.name, one.rule) for one in found.mentions]


def test_all_mentions_are_told_of_with_whom_they_mean() -> None:
    text = "Mara Holt, the trade minister, met Peter Lang. “I won't yield,” she said. A porter said the minister left."
    found = mentions(text)
    assert ("Peter Lang", "Peter Lang", "name") in found
    assert ("I", "Mara Holt", "first person") in found
    assert ("she", "Mara Holt", "pronoun") in found
    assert ("the minister", "Mara Holt", "role") in found
    assert ("A porter", "a porter", "description") in found


def test_a_source_that_holds_a_name_is_told_of_once() -> None:
    found = mentions("Mara Holt, the trade minister, left early. “No,” said Mara Holt, the trade minister.")
    assert [words for words, _, _ in found] == ["Mara Holt", "Mara Holt"]


def test_articles_without_quotations_have_mentions() -> None:
    assert mentions("Mara Holt left. She was late.") == [
        ("Mara Holt", "Mara Holt", "name"),
        ("She", "Mara Holt", "pronoun"),
    ]


def test_the_resolver_of_mentions_is_a_resolver() -> None:
    check_resolver(create("speakers", "mentions"))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=120), st.data())
def test_any_text_has_well_formed_mentions(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quotation = Quotation("q1", (span,), source=(span,), type="direct")
    found = MentionResolver().resolve(next(read([Article("a", text)])), (quotation,))
    check_annotation(found)
    check_annotation(Annotation(found.article, (), found.mentions))


UNION = Speaker("rail-union", "Rail Workers' Union", "organisation")
FRANCE = Speaker("france", "France", "country")


@pytest.mark.parametrize(
    ("words", "speaker", "expected"),
    [
        ("Mr Holt", Speaker("mara-holt", "Mara Holt"), "last name"),
        ("Holt’s", Speaker("mara-holt", "Mara Holt"), "last name"),
        ("Mara", Speaker("mara-holt", "Mara Holt"), "last name"),
        ("the foreign minister, Mara Holt", Speaker("mara-holt", "Mara Holt"), "full name"),
        ("The minister", Speaker("mara-holt", "Mara Holt"), "role"),
        ("Zelensky", Speaker("z", "Volodymyr Zelenskyy"), "last name"),
        ("They", UNION, "pronoun"),
        ("the union", UNION, "collective"),
        ("The Rail Workers' Union", UNION, "body's name"),
        ("RWU", UNION, "body's name"),
        ("Brussels", Speaker("eu", "European Commission", "organisation"), "metonym"),
        ("Paris", FRANCE, "metonym"),
        ("the government", FRANCE, "metonym"),
        ("France", FRANCE, "body's name"),
        ("26 countries", Speaker("26", "26 countries", "group"), "collective"),
        ("a senior official", Speaker(None, "a senior official", "unnamed"), "unnamed"),
        ("we", Speaker(None, "residents", "unnamed"), "first person"),
        ("", UNION, "no source"),
    ],
)
def test_the_kind_of_a_mention(words: str, speaker: Speaker, expected: str) -> None:
    assert mention_kind(words, speaker) == expected


@given(st.text(), st.text(min_size=1), st.sampled_from(("person", "organisation", "country", "place", "group")))
def test_any_mention_has_a_kind(words: str, name: str, kind: str) -> None:
    assert mention_kind(words, Speaker("x", name, kind)) in MENTION_KINDS
