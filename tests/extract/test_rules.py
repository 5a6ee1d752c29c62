import pytest

from quotegraph.extract import RuleExtractor
from quotegraph.extract.laid_out import turns
from quotegraph.language import read
from quotegraph.model import Article, Quotation

EXTRACTOR = RuleExtractor()


def quotations(text: str) -> tuple[Quotation, ...]:
    return EXTRACTOR.extract(next(read([Article("a", text)])))


def shown(text: str, quotation: Quotation) -> tuple[str, str, str]:
    cut = lambda spans: " … ".join(span.of(text) for span in spans)  # noqa: E731
    return cut(quotation.source), cut(quotation.cue), cut(quotation.content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Lena Okafor said on Monday that the line would open in June.",
            "Lena Okafor",
            "said",
            "the line would open in June",
        ),
        ("“We have waited long enough,” said Lena Okafor.", "Lena Okafor", "said", "“We have waited long enough,”"),
        ("‘We have waited long enough’, she told reporters.", "she", "told", "‘We have waited long enough’"),
        (
            "The line would open in June, the minister announced.",
            "the minister",
            "announced",
            "The line would open in June",
        ),
        ("The line, she added, would open in June.", "she", "added", "The line … would open in June"),
        ("According to the union, the line is unsafe.", "the union", "According to", "the line is unsafe"),
        ("The line is unsafe, according to the union.", "the union", "according to", "The line is unsafe"),
        ("In her view, the line is unsafe.", "her", "In her view", "the line is unsafe"),
        ("Lena Okafor told the committee: “It opens.”", "Lena Okafor", "told", "“It opens.”"),
        ("Lena Okafor, on the steps of the town hall: “It opens.”", "Lena Okafor", "", "“It opens.”"),
        ("Ministers welcomed the long delayed vote.", "Ministers", "welcomed", "the long delayed vote"),
        ("The minister promised to open the line.", "The minister", "promised", "to open the line"),
        ("The mayor ruled out a second platform.", "The mayor", "ruled out", "a second platform"),
        ("The mayor is against a second platform.", "The mayor", "is against", "a second platform"),
        ("The union called for a second platform.", "The union", "called for", "a second platform"),
        ("She described the plan as “a road to nowhere”.", "She", "described", "the plan as “a road to nowhere”"),
        ("She called it “a road to nowhere”.", "She", "called", "“a road to nowhere”"),
        ("He let it be known that the line would open.", "He", "let it be known", "the line would open"),
        ("The minister's claim that the line is safe met with laughter.", "The minister", "claim", "the line is safe"),
    ],
)
def test_one_form_each(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in [shown(text, quotation) for quotation in quotations(text)]


def test_pieces_around_and_after_a_cue_are_one_quotation() -> None:
    text = "“We waited,” she said, “and it never came.”\n\n“It rained,” he said. “It poured.”"
    first, second = quotations(text)
    assert [span.of(text) for span in first.content] == ["“We waited,”", "“and it never came.”"]
    assert [span.of(text) for span in second.content] == ["“It rained,”", "“It poured.”"]
    assert first.type == second.type == "direct"


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“It began in May,” said Ann Lee. “It never stopped.\n\n“It will not stop now.”"
    (quotation,) = quotations(text)
    assert len(quotation.content) == 3


def test_scare_quotes_are_no_quotation() -> None:
    assert quotations("The so-called “ghost platform” has stood empty for a year.") == ()


def test_facts_and_idioms_are_no_quotation() -> None:
    assert quotations("The council met on Monday. The station stood empty, and trains ran late all summer.") == ()


def test_a_report_in_a_report_is_nested() -> None:
    text = "The union said the minister had promised that a second platform would be built."
    outer, inner = quotations(text)
    assert (outer.level, inner.level, inner.parent) == (1, 2, outer.id)


def test_who_relays_is_named_and_what_is_reported_stays() -> None:
    text = "The minister told colleagues that the line would close, according to two people in the room."
    (quotation,) = [q for q in quotations(text) if q.level == 1]
    assert quotation.via == "two people in the room"
    assert shown(text, quotation)[0] == "The minister"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The mayor denied that he had lied.", "denied"),
        ("The mayor refused to say whether he would stand again.", "refused"),
        ("The mayor would not comment on the report.", "refused"),
        ("The mayor did not rule out a second platform.", "hedged"),
        ("The mayor said he would sign only if the council agreed.", "conditional"),
        ("The mayor is expected to say that the line will close.", "hypothetical"),
        ("The mayor said the line would close.", "asserted"),
        ("The mayor said the line would close on 3 May.", "asserted"),
        ("The mayor said May Holm would stay.", "asserted"),
        ("The mayor said the line may close.", "hedged"),
        ("THE MAYOR SAID THAT THE LINE MAY CLOSE.", "hedged"),
        ("THE MAYOR SAID THAT THE LINE CLOSED IN MAY AND JUNE.", "asserted"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert quotations(text)[0].modality == modality


def test_a_transcript_gives_each_turn_but_the_questions() -> None:
    text = "Q: Will it open?\n\nA: In June. I said so.\n\nQ: Really?\n\nA: Ask me in July."
    assert [shown(text, q)[2] for q in quotations(text)][0::1][0] == "In June. I said so."
    assert all(shown(text, q)[0] in ("", "I") for q in quotations(text))


def test_a_long_block_costs_time_in_proportion() -> None:
    quotations("he said that " * 3000 + "“" * 3000 + "‘" * 3000)


def test_a_paper_that_asks_and_answers_itself_is_no_interview() -> None:
    text = (
        "Q: Why is the bridge shut?\nA: Engineers found cracks in May. The council said it could not stay open.\n\n"
        "Q: When will it open?\nA: Not before spring.\n\nQ: Who pays?\nA: The county does."
    )
    assert [shown(text, q) for q in quotations(text)] == [("The council", "said", "it could not stay open")]


def test_mail_is_whose_the_line_before_it_says() -> None:
    text = (
        "On Mon, 3 May 2027 at 10:12, Ruta Vilks <ruta@vilks.example> wrote:\n\n> The bridge is safe.\n"
        "> Nils Berg replied:\n> > It is not.\n> It will open in June.\n"
    )
    rows = [(source, content) for source, _, content in (shown(text, quotation) for quotation in quotations(text))]
    assert ("Ruta Vilks", "> The bridge is safe. … > It will open in June.") in rows
    assert ("Nils Berg", "> > It is not.") in rows


def test_a_block_quote_is_whose_the_line_before_it_is_about() -> None:
    text = "Towards noon a statement by Dana Holt went up:\n\n> Leave the harbour to those who work in it.\n"
    reading = next(read([Article("a", text)]))
    (candidate,) = turns(reading)
    assert [span.of(text) for span in candidate.source] == ["Dana Holt"]
    assert candidate.cue == ()


def test_endless_block_quotes_cost_time_in_proportion() -> None:
    quotations("> Ann wrote:\n> > no\n" * 2000)


def test_a_source_ends_before_the_letter_it_speaks_in() -> None:
    text = "“We will not pay,” said the miners and the railway union in a letter."
    (found,) = quotations(text)
    assert [span.of(text) for span in found.source] == ["the miners and the railway union"]
