import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.language.layout import blocks
from quotegraph.language.marks import quoted
from quotegraph.model import Span


def found(text: str) -> list[tuple[int, str]]:
    return [(q.depth, text[q.start : q.end]) for q in quoted(text, [block.body for block in blocks(text)])]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("«", "»"),
        ("»", "«"),
        ("„", "“"),
        ("„", "”"),
        ("‘", "’"),
        ("'", "'"),
        ("``", "''"),
        ("''", "''"),
        ("“", '"'),
        ("‹", "›"),
        ("‚", "‘"),
    ],
)
def test_every_style(opening: str, closing: str) -> None:
    text = f"She said: {opening}It doesn’t open, and it can't.{closing} Then she left."
    assert found(text) == [(0, f"{opening}It doesn’t open, and it can't.{closing}")]


def test_apostrophes_are_no_marks() -> None:
    assert found("The ministers’ plan isn't ’tis or O'Neill's; rock 'n' roll in the '90s.") == []


def test_a_plural_apostrophe_does_not_close_single_marks() -> None:
    assert found("He called it ‘the ministers’ plan for June’, she said.") == [(0, "‘the ministers’ plan for June’")]


def test_marks_inside_marks() -> None:
    assert found("“He said ‘no’ to me,” she said.") == [(0, "“He said ‘no’ to me,”"), (1, "‘no’")]


def test_straight_marks_inside_others_do_not_close_them() -> None:
    assert found('“He called it «a "small" matter» and left,” she said.') == [
        (0, '“He called it «a "small" matter» and left,”'),
        (1, '«a "small" matter»'),
        (2, '"small"'),
    ]


def test_inches_and_feet() -> None:
    assert found('He is 5\'10" tall and "very thin".') == [(0, '"very thin"')]


def test_several_paragraphs_each_opened_only_the_last_closed() -> None:
    text = "“It began in May.\n\n“It went on in June.\n\n“It is over,” she said."
    (quote,) = quoted(text, [block.body for block in blocks(text)])
    assert [part.of(text) for part in quote.parts] == ["“It began in May.", "“It went on in June.", "“It is over,”"]
    assert quote.closed


def test_an_odd_mark_costs_only_itself() -> None:
    assert found("The “plan failed.\n\n“It rained,” he said. “It poured.”") == [
        (0, "“It rained,”"),
        (0, "“It poured.”"),
    ]
    assert found('A " lone mark, and "two words".') == [(0, '"two words"')]


def test_an_unclosed_quotation_after_a_colon_runs_to_the_end_of_its_paragraph() -> None:
    assert found("She said: “It never opened.\n\nThat was all.") == [(0, "“It never opened.")]


@given(st.text(alphabet="“”„«»‘’'\"` ab.,\n", max_size=80))
def test_any_marks_give_spans_inside_the_text_that_never_cross(text: str) -> None:
    paragraphs = [block.body for block in blocks(text)]
    parts: list[Span] = []
    for quote in quoted(text, paragraphs):
        for part in quote.parts:
            assert any(p.start <= part.start < part.end <= p.end for p in paragraphs)
            parts.append(part)
    for one in parts:
        for other in parts:
            crossing = one.start < other.start < one.end < other.end
            assert not crossing
