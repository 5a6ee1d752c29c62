from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.language import Reading, read
from quotegraph.model import Article, Span


def reading(text: str) -> Reading:
    return next(read([Article("a", text)]))


def test_a_quoted_sentence_is_parsed_apart_from_its_report() -> None:
    text = "“We waited. It never came,” said Mara Lind."
    frame, inner = reading(text).parses
    assert frame.doc.text == '"Yes," said Mara Lind.'
    assert inner.doc.text == "We waited. It never came,"
    assert [quote.parts[0].of(text) for quote in frame.holes.values()] == ["“We waited. It never came,”"]


def test_quoted_words_stay_in_their_sentence_without_marks() -> None:
    text = "She called it “a very long road” indeed."
    (parse,) = reading(text).parses
    assert parse.doc.text == "She called it a very long road indeed."
    assert parse.span(parse.doc[3], parse.doc[6]).of(text) == "a very long road"


def test_every_token_knows_its_place() -> None:
    text = "PARIS – Ana Ruiz told “reporters”: “No.” It “rained”\n\n• “Yes,” he said."
    for parse in reading(text).parses:
        for token in parse.doc:
            if token.i not in parse.holes and token.text.isalpha() and token.text != "Yes":
                assert parse.span(token, token).of(text) == token.text


def test_the_parser_sees_words_without_emphasis_pictures_and_what_has_no_width() -> None:
    text = "**No,** said _Ivo\u00ad Ma\u200drek_ \U0001f389\0 of snake_case."
    (parse,) = reading(text).parses
    assert parse.doc.text.split() == ["No,", "said", "Ivo", "Marek", "of", "snake_case."]
    tokens = {token.text: parse.span(token, token).of(text) for token in parse.doc if not token.is_space}
    assert (tokens["No"], tokens["Ivo"], tokens["Marek"]) == ("No", "Ivo", "Ma\u200drek")


def test_a_stretch_that_comes_again_is_read_in_its_own_place() -> None:
    text = "It rained.\n\nThe council met.\n\nIt rained."
    first, _, last = reading(text).parses
    assert first.doc is last.doc
    assert (first.start(first.doc[0]), last.start(last.doc[0])) == (0, text.rindex("It"))


def test_near_finds_the_parts_that_a_span_touches() -> None:
    text = "“One,” he said. “Two ‘deep’,” she said."
    held = reading(text)
    assert [part.of(text) for part, _ in held.near(Span(text.index("deep"), text.index("deep") + 1))] == [
        "“Two ‘deep’,”",
        "‘deep’",
    ]
    assert held.near(Span(8, 12)) == []


def test_articles_come_in_order_with_empty_ones_among_them() -> None:
    articles = [Article(str(number), "It rained." if number % 3 else "") for number in range(40)]
    assert [r.article.doc_id for r in read(articles)] == [str(number) for number in range(40)]


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from(list("“”\"'‘’ab A.,:\n\0\u200b\u202e\ud800é€-")), max_size=120))
def test_any_text_is_read_with_offsets_in_order_and_inside(text: str) -> None:
    for parse in reading(text).parses:
        assert list(parse.offsets) == sorted(parse.offsets)
        assert not parse.offsets or (parse.offsets[0] >= 0 and parse.offsets[-1] < len(text))
        assert len(parse.offsets) == len(parse.doc.text)
