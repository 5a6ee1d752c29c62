"""The extractor that ships as the default: rules and the trained tagger in one vote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.extract import AttributionExtractor, TaggedExtractor
from quotegraph.extract.tagged import whole_phrase
from quotegraph.language import read
from quotegraph.model import Annotation, Article, Quotation, Span
from quotegraph.testing import check_annotation

EXTRACTOR = TaggedExtractor()
NEWS = """PORT SELM – The coastal line will open in June, Lena Okafor, the transport minister, said on Monday.

“We have waited long enough,” she told reporters. “It opens.”

The so-called “ghost platform” has stood empty for a year. According to the union, the minister promised a second
platform two years ago. Rail Watch welcomed the news.
"""


def quotations(text: str) -> tuple[Quotation, ...]:
    return EXTRACTOR.extract(next(read([Article("a", text)])))


def test_an_article_gives_its_quotations_with_cue_and_source() -> None:
    found = {q.words(NEWS): (q.source[0].of(NEWS), q.cue[0].of(NEWS)) for q in quotations(NEWS) if q.source and q.cue}
    assert found["The coastal line will open in June"] == ("Lena Okafor, the transport minister", "said")
    assert found["“We have waited long enough,” … “It opens.”"] == ("she", "told")
    assert found["the news"] == ("Rail Watch", "welcomed")
    assert not any("ghost platform" in words for words in found)


def test_an_article_reads_the_same_alone_and_among_others() -> None:
    others = [Article(str(number), f"{number} trains ran late, the board said.") for number in range(20)]
    among = [EXTRACTOR.extract(reading) for reading in read([*others, Article("a", NEWS)])]
    assert among[-1] == quotations(NEWS)


def test_an_article_without_any_quotation_gives_none() -> None:
    assert quotations("The council met on Monday. Trains ran late all summer, and the station stood empty.") == ()


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from(list("“”\"'‘’ab SaidWe.,:\n\0\u200b\u202e\ud800é€-")), max_size=150))
def test_any_text_gives_well_formed_quotations(text: str) -> None:
    article = Article("a", text)
    check_annotation(Annotation(article, quotations(text)))


def test_letters_are_given_to_those_who_sign_them() -> None:
    text = (
        "“The toll is unfair to everybody who has to cross the river twice a day.”― Ruta Vilks\n"
        "“Pay and be glad that there is a bridge at all, say I.” — Owen Carrick\n"
    )
    assert [q.source[0].of(text) for q in quotations(text)] == ["Ruta Vilks", "Owen Carrick"]


def test_signatures_hold_for_all_attributions_too() -> None:
    text = "“Bring it on. We have waited for years.” — Tomasz Rey\n“Not under my window.” — Adaeze Obi\n"
    found = AttributionExtractor().extract(next(read([Article("a", text)])))
    assert [q.source[0].of(text) for q in found] == ["Tomasz Rey", "Adaeze Obi"]
    assert [q.words(text) for q in found] == ["“Bring it on. We have waited for years.”", "“Not under my window.”"]


def test_beliefs_and_plans_are_found_on_request() -> None:
    text = "Lena Okafor believes that the line will open in June. Polls show that most voters are tired of the delay."
    wide = AttributionExtractor().extract(next(read([Article("a", text)])))
    assert [(q.words(text), q.source[0].of(text)) for q in wide] == [
        ("the line will open in June", "Lena Okafor"),
        ("most voters are tired of the delay", "Polls"),
    ]
    check_annotation(Annotation(Article("a", text), wide))


def test_a_source_holds_whole_words() -> None:
    text = "“The bridge will stay shut,” the vice-mayor said on Friday."
    (quotation,) = quotations(text)
    assert [span.of(text) for span in quotation.source] == ["the vice-mayor"]


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("On tolls the Estonian was categorical.", "the", "the Estonian"),
        ("Her budget adviser was blunter.", "Her budget", "Her budget adviser"),
        ("To an old friend she explained it again.", "old friend she", "she"),
        ("The mayor and her deputy left.", "The mayor", "The mayor"),
        ("Eleven towns in a joint text call it a start.", "Eleven towns in", "Eleven towns"),
    ],
)
def test_a_source_that_is_no_phrase_is_made_one(text: str, cut: str, whole: str) -> None:
    (parse,) = next(read([Article("a", text)])).parses
    start = text.index(cut)
    assert whole_phrase(parse, Span(start, start + len(cut))).of(text) == whole
