"""Stages are found by name, ours and other people's, and put in order by the pipeline."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from quotegraph import pipeline, stages
from quotegraph.errors import QuotegraphError
from quotegraph.language import Reading
from quotegraph.model import Article, Quotation, Span
from quotegraph.pipeline import Profile, annotate

SPOKEN = Article("spoken", "“The toll must fall,” said Mara Lindqvist, the transport minister.")


class Failing:
    """An extractor that cannot stand one article."""

    def extract(self, reading: Reading) -> tuple[Quotation, ...]:
        if "\x00" in reading.article.text:
            raise ValueError("a NUL\ncharacter")
        return (Quotation("mine", (Span(0, 3),)),)


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("extract.failing", "tests.test_stages:Failing", "quotegraph.stages")
    monkeypatch.setattr(stages, "entry_points", lambda group: EntryPoints([point]).select(group=group))


@pytest.mark.parametrize("kind", list(stages.BUILT_IN))
def test_an_unknown_stage_lists_those_there_are(kind: str) -> None:
    with pytest.raises(QuotegraphError) as raised:
        stages.create(kind, "psychic")
    assert str(raised.value) == f"no {kind} stage is called 'psychic'; there are: {', '.join(stages.names(kind))}"


@pytest.mark.usefixtures("foreign")
def test_stages_of_other_packages_are_found() -> None:
    assert "failing" in stages.names("extract")
    assert "failing" not in stages.names("speakers")
    assert type(stages.create("extract", "failing")).__name__ == "Failing"


def test_an_unknown_profile_lists_those_there_are() -> None:
    with pytest.raises(QuotegraphError, match="no profile is called 'best'; there are: accurate, fast"):
        next(annotate([SPOKEN], profile="best"))


@pytest.mark.usefixtures("foreign")
def test_an_article_that_fails_is_given_out_without_quotations_and_told() -> None:
    problems: list[str] = []
    articles = [SPOKEN, Article("bad", "\x00"), Article("last", "One more.")]
    found = list(annotate(articles, profile=Profile(extract="failing"), problem=problems.append))
    assert [(a.article.doc_id, len(a.quotations)) for a in found] == [("spoken", 1), ("bad", 0), ("last", 1)]
    assert problems == ["bad: given out without quotations: ValueError: a NUL\ncharacter"]
    with pytest.raises(ValueError, match="a NUL"):
        list(annotate(articles, profile=Profile(extract="failing")))


def test_known_annotations_are_not_given_out_again() -> None:
    known = list(annotate([SPOKEN]))
    later = Article("later", "“It will,” Lindqvist added.")
    (found,) = annotate([later], known=known)
    assert found.article == later


def test_articles_are_read_one_after_the_other() -> None:
    read: list[str] = []

    def articles() -> Iterator[Article]:
        for number in range(3):
            read.append(str(number))
            yield Article(str(number), f"Nobody spoke, {number}.")

    assert [annotation.article.doc_id for annotation in annotate(articles())] == read == ["0", "1", "2"]
    assert list(pipeline.annotate([])) == []
