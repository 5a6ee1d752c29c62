from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from quotegraph.language import read
from quotegraph.model import Annotation, Article, Quotation, Span
from quotegraph.speakers import RegisterLinker, RuleResolver


def annotated(doc_id: str, marked: str, date: str | None = None) -> Annotation:
    """The annotation of a text in which ``{source}`` marks the source and ``[content]`` the content of quotations.

    Sources and contents are paired in order; ``{}`` stands for a quotation without source.
    """
    text = ""
    sources: dict[int, Span | None] = {}
    contents: dict[int, Span] = {}
    starts: list[tuple[str, int, int]] = []
    for at, char in enumerate(marked):
        if char in "{[":
            starts.append((char, len(text), at))
        elif char in "}]":
            kind, start, place = starts.pop()
            if kind == "[":
                contents[place] = Span(start, len(text))
            else:
                sources[place] = Span(start, len(text)) if len(text) > start else None
        else:
            text += char
    assert len(sources) == len(contents), (sources, contents)
    quotations = tuple(
        Quotation(f"q{number}", (content,), source=(source,) if source else (), type="direct", confidence=1.0)
        for number, ((_, source), (_, content)) in enumerate(
            zip(sorted(sources.items()), sorted(contents.items()), strict=True), 1
        )
    )
    return RuleResolver().resolve(next(read([Article(doc_id, text, date=date)])), quotations)


def names(annotation: Annotation) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in annotation.quotations]


@pytest.fixture
def speakers() -> Callable[..., list[str | None]]:
    """The names of the speakers of a marked text, after linking."""

    def run(marked: str, date: str | None = None) -> list[str | None]:
        return names(RegisterLinker().link([annotated("one", marked, date)])[0])

    return run


@pytest.fixture
def linked() -> Callable[[Sequence[tuple[str, str, str]]], list[Annotation]]:
    """The linked annotations of several (doc_id, date, marked text)."""

    def run(articles: Sequence[tuple[str, str, str]]) -> list[Annotation]:
        return list(RegisterLinker().link([annotated(doc, text, date) for doc, date, text in articles]))

    return run
