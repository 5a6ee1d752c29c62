from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from quotegraph.language.layout import KINDS, blocks

LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "Q: Why?",
            "A: Because.",
            "**Bold?**",
            "- item",
            "> quoted",
            "By Ann Lee",
            "PARIS – It rained.",
            "a",
            "No.",
        ]
    )
    | st.text(max_size=30)
).map("\n".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.body.of(text)) for block in blocks(text)]


def test_headings_bullets_and_paragraphs_are_told_apart() -> None:
    text = "What was agreed\n\nThe council met on Monday.\n\n• Aid will go on.\n• Troops will not.\n"
    assert kinds(text) == [
        ("heading", "What was agreed"),
        ("paragraph", "The council met on Monday."),
        ("bullet", "Aid will go on."),
        ("bullet", "Troops will not."),
    ]


def test_dateline_and_clock_time_stand_outside_the_body() -> None:
    for lead in ("PARIS – ", "BRUSSELS (Wire) – ", "MONTALBA, Feb 2 (AW) - ", "13.55 ", "**18.40** "):
        text = f"{lead}Mara Lind said on Monday that it would rain."
        assert kinds(text) == [("paragraph", "Mara Lind said on Monday that it would rain.")], lead


def test_wrapped_lines_stay_one_block_and_separate_lines_do_not() -> None:
    wrapped = "The council met on Monday in the old town hall by the river\nand decided nothing at all."
    assert len(blocks(wrapped)) == 1
    assert len(blocks("The council met on Monday.\nIt decided nothing at all.")) == 2


def test_a_transcript_gives_turns_with_labels() -> None:
    text = "MR SZABO (Dunmoor): I have no quarrel with it.\n\nMs Eldjarn: Then sit down.\n\nMs Eldjarn: Please."
    found = blocks(text)
    assert [block.kind for block in found] == ["turn"] * 3
    assert [block.label.of(text) for block in found if block.label] == [
        "MR SZABO (Dunmoor)",
        "Ms Eldjarn",
        "Ms Eldjarn",
    ]


def test_turns_that_open_with_a_mark_have_labels_too() -> None:
    text = '"HOLM: Will it rain?\n\n"ELDJARN: Not before June.\n\n"HOLM: And then?"'
    assert [(block.kind, block.label.of(text) if block.label else "") for block in blocks(text)] == [
        ("turn", "HOLM"),
        ("turn", "ELDJARN"),
        ("turn", "HOLM"),
    ]


def test_line_ends_of_all_kinds_and_accents_apart_from_their_letters_change_nothing() -> None:
    text = "Rain\n\nZoë: It rains\ntoday.\nRené: No.\nZoë: Yes.\nRené: Oh.\n\nBy Zoë Gómez\n\n> It rained.\n"
    expected = [(kind, words.replace("\n", " ")) for kind, words in kinds(text)]
    assert [kind for kind, _ in expected] == ["heading", "turn", "turn", "turn", "turn", "byline", "blockquote"]
    for end in ("\r\n", "\r"):
        other = kinds(text.replace("\n", end))
        assert [(kind, words.replace(end, " ")) for kind, words in other] == expected
    apart = kinds(normalize("NFD", text))
    assert [(kind, normalize("NFC", words).replace("\n", " ")) for kind, words in apart] == expected


def test_the_head_of_a_mail_is_cut_off() -> None:
    text = "> On Tue, 4 May 2027 at 9:01, Ann Lee <ann@lee.example> wrote:"
    assert kinds(text) == [("blockquote", "Ann Lee <ann@lee.example> wrote:")]


def test_a_signed_letter_ends_its_line() -> None:
    letters = [
        "“The toll is unfair to everybody who has to cross the river twice a day.” ― Ruta Vilks",
        "“Pay and be glad that there is a bridge at all, say I.” — Owen Carrick",
    ]
    assert [body for _, body in kinds("\n".join(letters))] == letters


def test_one_colon_in_prose_is_no_turn() -> None:
    assert kinds("He added: “We will wait.”")[0][0] == "paragraph"


def test_an_interview_in_bold_gives_answers() -> None:
    text = "**Will it open?**\n\nYes, in June.\n\n**And the price?**\n\nAsk the board.\n\nShe left by the side door."
    assert [kind for kind, _ in kinds(text)] == ["heading", "answer", "heading", "answer", "paragraph"]


def test_block_quotes_and_bylines() -> None:
    assert kinds("By Ann Lee\n\n> We were there.\n\nIt rained.")[:2] == [
        ("byline", "By Ann Lee"),
        ("blockquote", "We were there."),
    ]


def test_a_paragraph_without_end_is_cut_and_nothing_lost() -> None:
    text = "She said that it rained. " * 2000
    found = blocks(text)
    assert max(block.span.end - block.span.start for block in found) <= 5000
    assert "".join(b.span.of(text).replace(" ", "") for b in found) == text.replace(" ", "")


@given(LINES)
def test_blocks_stand_in_order_and_hold_all_but_white_space(text: str) -> None:
    at = 0
    for block in blocks(text):
        assert block.kind in KINDS
        assert at <= block.span.start <= block.body.start < block.body.end <= block.span.end
        assert not text[at : block.span.start].strip()
        at = block.span.end
    assert not text[at:].strip()
