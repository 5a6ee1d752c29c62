"""A network for pairs goes on from one with other outputs, and says the same from its folder as a stance model."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer, processors

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from quotegraph.learn.encoder import Drop, Sizes  # noqa: E402
from quotegraph.learn.pair_export import export  # noqa: E402
from quotegraph.learn.pair_lines import NLI, STANCE  # noqa: E402
from quotegraph.learn.pair_network import PairNetwork  # noqa: E402
from quotegraph.stance.onnx import OnnxPairs  # noqa: E402
from quotegraph.stance.question import Asked  # noqa: E402

ASKED = [
    Asked("We wait.", "The plan says no."),
    Asked("No plan left, and she says that we wait, and never says more " * 3, "We wait.", "Mara", "She left."),
    Asked("She says no.", "Never!", "Mara"),
]


@pytest.fixture(scope="module")
def paired(tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tokenizer's file, with border signs and kinds for pairs."""
    path = tmp_path_factory.mktemp("base") / "tokenizer.json"
    copy = Tokenizer.from_str(tokenizer.to_str())
    copy.post_processor = processors.TemplateProcessing(
        single="! $A ?", pair="! $A ? $B:1 ?:1", special_tokens=[(one, copy.token_to_id(one)) for one in "!?"]
    )
    copy.save(str(path))
    return path


def network(outputs: int, words: int = 250) -> PairNetwork:
    torch.manual_seed(5)
    made = PairNetwork(Sizes(words, 64, 32, 2, 2, 64), outputs)
    with torch.no_grad():
        for value in made.parameters():
            value += torch.randn(value.shape) * 0.15
        made.head.weight *= 4
    return made.eval()


@pytest.mark.parametrize("outputs", [3, 4])
@pytest.mark.parametrize(("exact", "most"), [(True, 1e-5), (False, 0.05)])
def test_the_folder_says_what_the_network_says(
    tokenizer: Tokenizer, paired: Path, tmp_path: Path, outputs: int, exact: bool, most: float
) -> None:
    made = network(outputs, tokenizer.get_vocab_size())
    labels = STANCE if outputs == 4 else NLI
    export(
        made.state_dict(), tmp_path, paired, labels, heads=2, max_length=64, temperature=2.0, card="# A", exact=exact
    )
    model = OnnxPairs(tmp_path)
    found = model.shares(ASKED)
    order = [0, 2, 1, 3][:outputs]
    for one, row in zip(ASKED, found, strict=True):
        premise = f"{one.context} {one.holder}: {one.text}" if one.holder else one.text
        pieces = model._tokenizer.encode(" ".join(premise.split()), one.proposition)
        with torch.no_grad():
            logits = made(torch.tensor([pieces.ids]), torch.tensor([pieces.type_ids]), torch.ones(1, len(pieces.ids)))
        told = torch.softmax(logits[0, order] / 2.0, 0).numpy()
        assert np.abs(row[:outputs] - told).max() < most
    assert np.ptp(found[:, 0]) > 2 * most, "the pairs must differ by more than the ways to read them"
    assert max(len(model._tokenizer.encode(one.text, one.proposition)) for one in ASKED) == 64
    assert (tmp_path / "README.md").read_text("utf-8") == "# A"
    assert json.loads((tmp_path / "config.json").read_text("utf-8"))["id2label"]["2"] == labels[2]


def test_labels_are_as_many_as_outputs(paired: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="3 labels for 4 outputs"):
        export(network(4).state_dict(), tmp_path, paired, NLI)


def test_a_network_for_stances_goes_on_from_one_for_inference() -> None:
    inference = network(3)
    stance = PairNetwork.from_state(inference.state_dict(), 4, 2).eval()
    given: tuple[Any, ...] = (torch.tensor([[3, 9, 4]]), torch.tensor([[0, 0, 1]]), torch.ones(1, 3))
    with torch.no_grad():
        assert torch.allclose(stance(*given), inference(*given)[:, [0, 1, 2, 1]], atol=1e-5)
    again = PairNetwork.from_state(stance.state_dict(), 4, 2)
    assert torch.equal(again.head.weight, stance.head.weight)
    with pytest.raises(ValueError, match="4 outputs, are to be 3"):
        PairNetwork.from_state(stance.state_dict(), 3, 2)


def test_padding_changes_nothing() -> None:
    made = network(3)
    ids, kinds = torch.tensor([[3, 9, 4]]), torch.tensor([[0, 0, 1]])
    wide = [torch.nn.functional.pad(one, (0, 5), value=7) for one in (ids, kinds)]
    real = torch.tensor([[1.0, 1, 1, 0, 0, 0, 0, 0]])
    with torch.no_grad():
        alone, padded = made(ids, kinds, torch.ones(1, 3)), made(wide[0], wide[1].clamp(max=1), real)
    assert torch.allclose(alone, padded, atol=1e-5)


def test_dropout_leaves_a_share_out_and_keeps_the_mean() -> None:
    drop = Drop(0.25)
    torch.manual_seed(1)
    x = torch.ones(1000, 100)
    found = drop(x)
    assert 0.24 < float((found == 0).float().mean()) < 0.26
    assert 0.99 < float(found.mean()) < 1.01
    assert not torch.equal(found, drop(x))
    assert torch.equal(drop.eval()(x), x)
