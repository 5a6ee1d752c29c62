"""From annotations to statement rows and passages."""

from hypothesis import given
from hypothesis import strategies as st

from quotegraph.model import Annotation, Article, Quotation, Span, Speaker, Stance
from quotegraph.statements import Passage, passage, statements

ARTICLE = Article("a/01", "“Go,” said Ann Lee. Bo left.", publisher="The Post", date="2027-03-14")
SPEAKER = Speaker("ann-lee", "Ann Lee", organisation="Ferries Ltd")
STANCES = (Stance("ferry", "support", 3, 0.75), Stance("toll", "neutral", 0))
QUOTATION = Quotation("q1", (Span(0, 5),), (Span(6, 10),), (Span(11, 18),), speaker=SPEAKER, stances=STANCES)


def test_a_row_for_each_stance_of_each_quotation_with_a_speaker() -> None:
    unnamed = Quotation("q2", (Span(20, 22),), stances=STANCES)
    rows = list(statements(Annotation(ARTICLE, (QUOTATION, unnamed))))
    assert [(row.topic, row.stance, row.intensity, row.confidence) for row in rows] == [
        ("ferry", "support", 3, 0.75),
        ("toll", "neutral", 0, None),
    ]
    first = rows[0]
    assert (first.speaker, first.kind, first.organisation) == ("Ann Lee", "person", "Ferries Ltd")
    assert (first.article, first.publisher, first.date) == ("a/01", "The Post", "2027-03-14")
    assert (first.quote_id, first.words) == ("a/01#q1", "“Go,”")


def shown(found: Passage) -> str:
    return "".join(text for text, _ in found.pieces if text is not None)


def test_a_passage_cuts_a_long_article_at_words() -> None:
    before, after = "before " * 100, " after" * 100
    article = Article("a", f"{before}“Go,” said Ann Lee.{after}")
    start = len(before)
    quotation = Quotation("q1", (Span(start, start + 5),), (Span(start + 6, start + 10),))
    pieces = passage(article, quotation, window=60).pieces
    assert pieces[0] == pieces[-1] == (None, "")
    words = "".join(text for text, _ in pieces[1:-1] if text)
    assert set(words.split()) == {"before", "“Go,”", "said", "Ann", "Lee.", "after"}
    assert len(words) < 80


spans = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.text(min_size=121, max_size=150), st.lists(spans, min_size=1, max_size=3), st.lists(spans, max_size=2))
def test_a_passage_is_a_stretch_of_the_text_that_holds_all_parts(
    text: str, content: list[Span], others: list[Span]
) -> None:
    quotation = Quotation("q1", tuple(content), tuple(others), tuple(others[:1]))
    found = passage(Article("a", text), quotation, window=20)
    assert shown(found) in text
    pieces = [text for text, part in found.pieces if part == "content"]
    covered = {at for span in content for at in range(span.start, span.end)}
    assert "".join(piece or "" for piece in pieces) == "".join(text[at] for at in sorted(covered))
