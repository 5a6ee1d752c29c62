"""The network learns, goes on from a checkpoint as if it had not stopped, and says the same from its ONNX file."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

from quotegraph.extract.tagger import WINDOW, Tagger  # noqa: E402
from quotegraph.learn import quotes, steps  # noqa: E402
from quotegraph.learn.network import Network  # noqa: E402
from quotegraph.learn.onnx_export import save  # noqa: E402
from quotegraph.learn.targets import Example, example  # noqa: E402

TEXT = "Mara said that we wait. No plan left. She says: no, never."


def line(times: int) -> dict[str, Any]:
    text = " ".join([TEXT] * times)
    found = []
    for i in range(times):
        at = i * (len(TEXT) + 1)
        found.append({"content": [[at + 15, at + 22]], "cue": [[at + 5, at + 9]], "source": [[at, at + 4]], "level": 1})
        found.append(
            {"content": [[at + 48, at + 57]], "cue": [[at + 42, at + 46]], "source": [[at + 38, at + 41]], "level": 1}
        )
    return {"doc_id": "a/1", "text": text, "quotes": found, "non_quotes": []}


@pytest.fixture(scope="module")
def examples(tokenizer: Tokenizer) -> list[Example]:
    return [example(tokenizer, line(times), "brief") for times in (1, 2, 16, 1, 2, 1, 3, 2)]


def network(tokenizer: Tokenizer) -> Network:
    torch.manual_seed(5)
    return Network(tokenizer.get_vocab_size(), WINDOW + 2, 32, 2, 2, 64)


@pytest.fixture(scope="module")
def trained(
    tokenizer: Tokenizer, examples: list[Example], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Network, Path]:
    out = tmp_path_factory.mktemp("run")
    (out / "tokenizer").mkdir()
    tokenizer.save(str(out / "tokenizer" / "tokenizer.json"))
    model = network(tokenizer)
    quotes.train(out, model, [(examples, 4.0)], {}, passes=16, rate=5e-3)
    model.eval()
    held = {name: value.numpy() for name, value in model.state_dict().items()}
    save(out / "model", held, 2, out / "tokenizer", {"seed": 5})
    return model, out


def test_the_network_learns_contents_cues_sources_and_links(
    trained: tuple[Network, Path], examples: list[Example]
) -> None:
    found = quotes.measure(trained[0], examples)
    assert min(found[name] for name in ("inside", "begin", "end", "cue", "source")) > 0.9
    assert min(found["->source"], found["->cue"], found["->first"]) > 0.5  # chance: below 0.1


@pytest.mark.parametrize(("exact", "most"), [(True, 1e-3), (False, 0.15)])
def test_the_file_says_what_the_network_says(
    trained: tuple[Network, Path], examples: list[Example], tmp_path: Path, exact: bool, most: float
) -> None:
    model, out = trained
    held = {name: value.numpy() for name, value in model.state_dict().items()}
    save(tmp_path, held, 2, out / "tokenizer", {"seed": 5}, exact)
    scores = Tagger(tmp_path).scores(line(1)["text"])
    data = quotes.batch([(examples[0], 0)])
    with torch.no_grad():
        logits, queries, keys = model(data.ids, data.shapes, data.mask)
    assert np.abs(scores.channels - logits.sigmoid().numpy()[0, 1:-1]).max() < most
    for mine, theirs in ((scores.queries, queries.numpy()[0, 1:-1]), (scores.keys[0], keys.numpy()[0, :-1])):
        assert np.abs(mine - theirs).mean() < most * np.abs(theirs).mean()
    assert json.loads((tmp_path / "config.json").read_text())["seed"] == 5


def test_windows_of_a_long_text_join(trained: tuple[Network, Path], examples: list[Example]) -> None:
    scores = Tagger(trained[1] / "model").scores(line(16)["text"])
    begins = examples[2].targets[:, 1] == 1
    assert len(scores.pieces) == len(examples[2].pieces) > WINDOW
    assert np.mean((scores.of("begin") > 0.5) == begins) > 0.98
    assert np.mean(scores.of("begin")[begins] > 0.5) > 0.9


def test_training_goes_on_from_its_checkpoint(
    tokenizer: Tokenizer, examples: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "SAVED", 1)
    whole, halved = network(tokenizer), network(tokenizer)
    corpora = [(examples, 1.0)]
    quotes.train(tmp_path / "whole", whole, corpora, {}, passes=4, rate=1e-3)

    class Stop(Exception):
        pass

    taken: list[int] = []
    real = quotes.loss

    def loss(model: Network, data: quotes.Batch) -> Any:
        if len(taken) == 2:
            raise Stop
        taken.append(1)
        return real(model, data)

    monkeypatch.setattr(quotes, "loss", loss)
    with pytest.raises(Stop):
        quotes.train(tmp_path / "halved", halved, corpora, {}, passes=4, rate=1e-3)
    monkeypatch.setattr(quotes, "loss", real)
    resumed = network(tokenizer)
    quotes.train(tmp_path / "halved", resumed, corpora, {}, passes=4, rate=1e-3)
    for one, other in zip(whole.parameters(), resumed.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-4)


def test_the_mean_of_two_runs_lies_between_them(tokenizer: Tokenizer, examples: list[Example], tmp_path: Path) -> None:
    runs = []
    for name, seed in (("one", 1), ("other", 2)):
        runs.append(network(tokenizer))
        quotes.train(tmp_path / name, runs[-1], [(examples, 1.0)], {}, passes=1, rate=5e-3, seed=seed)
    one, other = (run.state_dict()["channels.bias"].clone() for run in runs)
    steps.average(runs[0], [tmp_path / "other"])
    assert not torch.equal(one, other)
    assert torch.allclose(runs[0].state_dict()["channels.bias"], (one + other) / 2)
