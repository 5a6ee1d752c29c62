"""What a wording says whatever its subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.language.models import english
from quotegraph.stance.wording import is_guarded, takes_no_side


def lemmas(text: str) -> str:
    return " ".join(token.lemma_.lower() for token in english()(text))


@pytest.mark.parametrize(
    "text",
    [
        "They take no position on the harbour.",
        "She was undecided about the merger.",
        "We have not decided yet.",
        "He has not made up his mind.",
        "That depends on the price.",
        "He would not be drawn on the merger.",
        "The ministry declined to say whether it would pay.",
        "He refused to comment.",
        "It remains to be seen.",
        "No decision has been taken.",
        "Norrmark abstained on the last point.",
        "The palace does not comment on bills.",
        "She would neither confirm nor deny it.",
        "The judge said it was not for the court to comment.",
        "He gave no opinion on the merger.",
        "The mayor parried all questions about the toll.",
        "The bank will say nothing before June.",
        "They were not willing to say whether it would come.",
    ],
)
def test_who_leaves_it_open_takes_no_side(text: str) -> None:
    assert takes_no_side(lemmas(text))


@pytest.mark.parametrize(
    "text",
    [
        "They take a clear position on the harbour.",
        "She decided to oppose the merger.",
        "The harbour must be built, whatever it costs.",
        "He declined the offer.",
        "We refuse to pay.",
        "Nothing is more urgent than a bridge.",
        "He said nothing had changed and the ban must stay.",
    ],
)
def test_who_takes_a_side_does_not_leave_it_open(text: str) -> None:
    assert not takes_no_side(lemmas(text))


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("The mayor did not rule out a levy.", True),
        ("He is not opposed to a levy.", True),
        ("She would agree only if others pay.", True),
        ("We back it, provided that it is safe.", True),
        ("They could live with a levy.", True),
        ("The mayor ruled out a levy.", False),
        ("We want the levy now.", False),
    ],
)
def test_what_is_hinted_at_or_has_conditions_is_guarded(text: str, guarded: bool) -> None:
    assert is_guarded(lemmas(text)) == guarded


@given(st.text(max_size=300))
def test_any_text_is_looked_through(text: str) -> None:
    assert takes_no_side(f"{text} it depend") is True
