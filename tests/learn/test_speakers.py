"""Training of the choice of speakers, on articles small enough to see through."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.learn.gold import read_corpora
from quotegraph.learn.speakers import Example, fit, is_called, learn, temperature
from quotegraph.lines import written
from quotegraph.model import Annotation, Article, Quotation, Span, Speaker
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.ranking import Option, Weights, probabilities

WOMEN = ("Mara Holt", "Anna Lang", "Ruth Sands", "Helen Marsh", "Clara Weir")


def _article(number: int) -> Annotation:
    """“NAME, the ROLE, met OTHER. THE ROLE said no. She said yes. It said maybe.”"""
    one, other = WOMEN[number % 5], WOMEN[(number + 1) % 5]
    parts = [
        (f"{one}, the mayor, met {other} of the Shore Party. ", "", None),
        ("", "The mayor", Speaker("one", one)),
        (" said no. Later ", "she", Speaker("one", one)),
        (" said yes. The Shore Party voted. In the end ", "it", Speaker("shore-party", "Shore Party", "organisation")),
    ]
    text, quotations = "", []
    for before, source, speaker in parts:
        text += before
        if speaker is not None:
            start = len(text)
            text += source
            at = len(text) + 6
            quotations.append(
                Quotation(f"q{start}", (Span(at, at + 2),), source=(Span(start, len(text)),), speaker=speaker)
            )
    return Annotation(Article(f"set{number % 2}/{number}", f"{text} said maybe."), tuple(quotations))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(f"{written(_article(number))}\n" for number in range(40)), "utf-8")
    return file


def test_training_writes_weights_and_a_card(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights.json"
    said = learn(read_corpora([(gold, "brief", 1.0)], ["set1"], ["CC0"]), out)
    assert said.startswith("20 articles")
    assert "not seen, “he”: 100.0 %" in said
    held = json.loads(out.read_text("utf-8"))
    assert set(held["weights"]) == set(held["temperature"]) == set(held["coverage"]) == {"person", "thing", "role"}
    assert all(0 < share < 1 for share in held["coverage"].values())
    card = (tmp_path / "weights.card.md").read_text("utf-8")
    assert "Not seen, but measured on: set1" in card
    assert "CC0" in card


def test_training_is_the_same_each_time(gold: Path, tmp_path: Path) -> None:
    corpora = read_corpora([(gold, "brief", 1.0)], [], [])
    learn(corpora, tmp_path / "a.json")
    learn(corpora, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_too_few_examples_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(f"{written(_article(1))}\n", "utf-8")
    with pytest.raises(QuotegraphError, match="too few to learn from; at least 10"):
        learn(read_corpora([(file, "brief", 1.0)], [], []), tmp_path / "w.json")


def _example(near: float, right: bool) -> Example:
    options = (Option(Entity("person"), {"near": near}), Option(Entity("person"), {"near": 1.0 - near}))
    return Example("person", options, (right, not right))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=12))
def test_any_examples_can_be_fitted_and_the_start_is_never_likelier(given_examples: list[tuple[float, bool]]) -> None:
    examples = [_example(*one) for one in given_examples]

    def likelihood(weight: float) -> float:
        product = 1.0
        for example in examples:
            shares = probabilities(example.options, {"near": weight})
            product *= sum(share for share, right in zip(shares, example.right, strict=True) if right)
        return product

    found = fit(examples, penalty=0.5, start={"near": 0.0})
    assert likelihood(found.get("near", 0.0)) >= likelihood(0.0) * (1 - 1e-6)


def test_the_temperature_makes_rash_weights_modest() -> None:
    examples = [_example(0.9, number % 4 != 0) for number in range(40)]
    rash = Weights({"person": {"near": 9.0}}, {"person": 1.0}, {"person": 1.0})
    assert temperature("person", examples, rash) > 2.0


@pytest.mark.parametrize(
    ("names", "kind", "speaker", "expected"),
    [
        (["Mara Holt"], "person", Speaker("x", "Mara Holt"), True),
        (["Holt"], "person", Speaker("x", "Mara Holt"), True),
        (["Peter Holt"], "person", Speaker("x", "Mara Holt"), False),
        (["The Shore Party"], "organisation", Speaker("x", "Shore Party", "organisation"), True),
        (["Velmora"], "unknown", Speaker("x", "Velmora", "country"), True),
        (["Velm"], "unknown", Speaker("x", "Velmora", "country"), False),
    ],
)
def test_whom_an_entity_is(names: list[str], kind: str, speaker: Speaker, expected: bool) -> None:
    entity = Entity(kind)
    entity.names.update(names)
    assert is_called(entity, speaker) is expected
