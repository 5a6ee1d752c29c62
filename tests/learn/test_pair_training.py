"""A cross-encoder learns from pairs, goes on from checkpoints and other trainings, and is measured and calibrated."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer, processors

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
save_file = pytest.importorskip("safetensors.torch").save_file

from quotegraph.errors import QuotegraphError  # noqa: E402
from quotegraph.learn import pairs, steps  # noqa: E402
from quotegraph.learn.encoder import Sizes  # noqa: E402
from quotegraph.learn.pair_lines import PairCorpus, PairLine  # noqa: E402
from quotegraph.learn.pair_network import PairNetwork  # noqa: E402
from quotegraph.learn.steps import checkpoint  # noqa: E402
from quotegraph.stance.onnx import OnnxPairs  # noqa: E402
from quotegraph.stance.question import Asked  # noqa: E402

SIZES = Sizes(300, 64, 32, 1, 2, 64)
SAYS = {"yes": "support", "no": "oppose", "never": "oppose", "well": "support"}


def stance(text: str, hypothesis: str = "the plan", **more: Any) -> PairLine:
    """The side is that of the word; turned round by “left”, off where the plan is not named."""
    said = next((side for word, side in SAYS.items() if word in text.split()), "neutral")
    if "left" in hypothesis:
        said = {"support": "oppose", "oppose": "support"}.get(said, said)
    return PairLine(text, hypothesis, ("off",) if "plan" not in hypothesis else (said,), **more)


def lines() -> list[PairLine]:
    texts = [f"{who} says {word}" for word in (*SAYS, "that") for who in ("mara", "she", "we", "mara, she")]
    return [stance(text, about) for text in texts for about in ("the plan", "plan left", "we wait")]


def base_of(folder: Path, tokenizer: Tokenizer) -> Path:
    """A tiny BERT model that knows nothing yet."""
    copy = Tokenizer.from_str(tokenizer.to_str())
    copy.post_processor = processors.TemplateProcessing(
        single="! $A ?", pair="! $A ? $B:1 ?:1", special_tokens=[(one, copy.token_to_id(one)) for one in "!?"]
    )
    copy.save(str(folder / "tokenizer.json"))
    config = {"vocab_size": SIZES.words, "max_position_embeddings": SIZES.places, "hidden_size": SIZES.size}
    config |= {"num_hidden_layers": SIZES.layers, "num_attention_heads": SIZES.heads, "intermediate_size": SIZES.wide}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    torch.manual_seed(3)
    own = PairNetwork(SIZES, 3).state_dict()
    held = {
        "embeddings.word_embeddings.weight": own["words.weight"],
        "embeddings.position_embeddings.weight": own["places.weight"] * 0.1,
        "embeddings.token_type_embeddings.weight": own["kinds.weight"],
    }
    for part in ("weight", "bias"):
        held[f"embeddings.LayerNorm.{part}"] = own[f"norm.{part}"]
        layer = "encoder.layer.0."
        for name, value in zip(("query", "key", "value"), own[f"layers.0.qkv.{part}"].chunk(3), strict=True):
            held[f"{layer}attention.self.{name}.{part}"] = value.clone()
        for mine, theirs in (
            ("out", "attention.output.dense"),
            ("norm1", "attention.output.LayerNorm"),
            ("up", "intermediate.dense"),
            ("down", "output.dense"),
            ("norm2", "output.LayerNorm"),
        ):
            held[f"{layer}{theirs}.{part}"] = own[f"layers.0.{mine}.{part}"]
    save_file(held, folder / "model.safetensors")
    return folder


@pytest.fixture(scope="module")
def base(tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return base_of(tmp_path_factory.mktemp("base"), tokenizer)


def learn(out: Path, base: Path, given: Sequence[PairLine], aside: Sequence[PairLine] = (), **more: Any) -> str:
    inference = more.pop("inference", False)
    corpus = PairCorpus(Path("a.jsonl"), tuple(given), tuple(aside), inference, 1.0, "CC BY 4.0")
    return pairs.learn([corpus], out, base, **{"rate": 5e-3, "size": 8, "longest": 32, "threads": 1, **more})


@pytest.fixture(scope="module")
def trained(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run")
    aside = [stance(f"mara says {word}", about, set="left, out") for word in SAYS for about in ("the plan", "we wait")]
    assert learn(out, base, lines(), aside, passes=36) == f"60 pairs learnt: {out / 'model'}"
    return out


def test_sides_mirrors_and_what_is_off_are_learnt(trained: Path) -> None:
    model = OnnxPairs(trained / "model")
    assert model.tells_off
    for text in ("she says yes", "we says never", "mara says that"):
        asked = [Asked(text, about) for about in ("the plan", "plan left", "we wait")]
        wanted = [stance(one.text, one.proposition).labels[0] for one in asked]
        found = model.shares(asked).argmax(axis=1)
        assert [("support", "oppose", "neutral", "off")[number] for number in found] == wanted


def test_the_folder_has_its_card_and_a_log_is_kept(trained: Path) -> None:
    card = (trained / "model" / "README.md").read_text("utf-8")
    assert "| a.jsonl | CC BY 4.0 | 60 | 20 off, 16 support, 16 oppose, 8 neutral | 1 | " in card
    assert "- Not seen, but measured on: 8 pairs of a.jsonl (left, out)." in card
    assert "- left, out: 8 pairs, 100.0 % right, macro-F1 100.0, 100.0 % of 4 sides" in card
    config = json.loads((trained / "model" / "config.json").read_text("utf-8"))
    assert config["id2label"] == {"0": "support", "1": "neutral", "2": "oppose", "3": "off"}
    assert config["quotegraph"]["premise"] == "{context} {holder}: {text}"
    assert config["quotegraph"]["temperature"] < 1, "what is right throughout may be said more surely"
    log = (trained / "log").read_text("utf-8")
    assert "288 steps, from step 0" in log
    assert "dev left, out: 8 pairs, " in log


def test_a_training_goes_on_as_if_it_had_not_stopped(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "SAVED", 3)

    class Stop(Exception):
        pass

    def watch(done: int, of: int, value: float) -> None:
        if done == 5:
            raise Stop

    learn(tmp_path / "whole", base, lines())
    with pytest.raises(Stop):
        learn(tmp_path / "halved", base, lines(), watch=watch)
    assert checkpoint(tmp_path / "halved")["done"] == 3
    learn(tmp_path / "halved", base, lines())
    one, other = (checkpoint(tmp_path / name)["network"] for name in ("whole", "halved"))
    assert all(torch.allclose(one[name], other[name], atol=1e-5) for name in one)
    for more in ({"seed": 2}, {"rate": 1e-3}, {"passes": 2}, {"start": tmp_path / "whole"}):
        with pytest.raises(QuotegraphError, match="checkpoint of another training"):
            learn(tmp_path / "halved", base, lines(), **more)
    with pytest.raises(QuotegraphError, match="checkpoint of another training"):
        learn(tmp_path / "halved", base, [*lines()[:-1], stance("we says no")])


def test_stances_go_on_from_inference(base: Path, tmp_path: Path) -> None:
    labels = ("entail", "neutral", "contradict", "not_entail")
    given = [PairLine("mara says yes", f"she says {label}", (label,)) for label in labels]
    learn(tmp_path / "nli", base, given * 4, inference=True)
    assert checkpoint(tmp_path / "nli")["labels"] == ["entail", "neutral", "contradict"]
    config = json.loads((tmp_path / "nli" / "model" / "config.json").read_text("utf-8"))
    assert list(config["id2label"].values()) == ["entail", "neutral", "contradict"]
    for number, start in enumerate((tmp_path / "nli", tmp_path / "nli" / "last.pt")):
        learn(tmp_path / f"on{number}", base, lines(), start=start, rate=1e-9)
        found, wanted = (checkpoint(place)["network"] for place in (tmp_path / f"on{number}", tmp_path / "nli"))
        assert torch.allclose(found["head.bias"], wanted["head.bias"][[0, 1, 2, 1]], atol=1e-6)
    with pytest.raises(
        QuotegraphError, match="on0: no network of pairs that can be gone on from: 4 outputs, are to be 3"
    ):
        learn(tmp_path / "back", base, given, inference=True, start=tmp_path / "on0")


def test_what_cannot_be_gone_on_from_is_told(base: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    (tmp_path / "no.pt").write_text("no")
    torch.save({"a": 1}, tmp_path / "else.pt")
    torch.save({"network": {"a": torch.zeros(1)}}, tmp_path / "other.pt")
    torch.save({"network": PairNetwork(Sizes(300, 64, 16, 1, 2, 32), 4).state_dict()}, tmp_path / "small.pt")
    for name, said in (
        ("gone.pt", "no checkpoint of a training: no such file or directory"),
        ("no.pt", "no checkpoint of a training: "),
        ("else.pt", "no checkpoint of a training: it holds no network"),
        ("other.pt", "no network of pairs that can be gone on from: "),
        ("small.pt", "another encoder than that of the base: Sizes(words=300, places=64, size=16"),
    ):
        with pytest.raises(QuotegraphError) as error:
            learn(tmp_path / "run", base, lines(), start=tmp_path / name)
        assert str(error.value).startswith(f"{tmp_path / name}: {said}")
    with pytest.raises(QuotegraphError, match="reads pairs of 64 word pieces at most, not of 65"):
        learn(tmp_path / "run", base, lines(), longest=65)
    with pytest.raises(QuotegraphError, match=r"no config\.json; it is to be the folder of a BERT model"):
        learn(tmp_path / "run", tmp_path, lines())


def example(right: Sequence[float], two: bool = False, length: int = 3) -> pairs.Example:
    return pairs.Example(np.arange(length, dtype=np.int32), 2, tuple(right), two, "a")


def test_batches_hold_pairs_of_like_length_as_often_as_asked_for() -> None:
    rows = [example((1, 0, 0, 0), length=3 + number % 40) for number in range(400)]
    batches = pairs.plan([(rows, 1.5)], 2, 10, 7)
    assert len(batches) == 120
    widths = [max(len(row.ids) for row in one) - min(len(row.ids) for row in one) for one in batches]
    assert np.mean(widths) < 2
    seen = [id(row) for one in batches for row in one]
    assert {seen.count(id(row)) for row in rows} <= {2, 3, 4}
    first = [len(one[0].ids) for one in batches[:60]]
    assert first != sorted(first)
    again = pairs.plan([(rows, 1.5)], 2, 10, 7)
    assert [[id(row) for row in one] for one in again] == [[id(row) for row in one] for one in batches]


def test_the_loss_lets_every_allowed_output_be_right() -> None:
    def cost(logits: Sequence[float], right: Sequence[float], two: float = 0.0) -> float:
        return float(pairs.loss(torch.tensor([logits]), torch.tensor([right]), torch.tensor([two])))

    neutral, off = [0.0, 4, 0, 0], [0.0, 0, 0, 4]
    assert cost(neutral, [0.0, 1, 0, 1]) == pytest.approx(cost(off, [0.0, 1, 0, 1]))
    assert cost(neutral, [0.0, 1, 0, 1]) < cost(neutral, [0.0, 0, 0, 1]) - 2
    unsided = cost([1.0, 4, 0, 0], [1.0, 0, 0, 0], two=1.0)
    assert unsided < cost([1.0, 4, 0, 0], [1.0, 0, 0, 0]), "to take no side costs less where one had to be chosen"
    assert unsided < cost([0.0, 4, 1, 0], [1.0, 0, 0, 0], two=1.0)


def test_figures_count_off_as_neutral_and_sides_alone_where_two_were_to_choose_from() -> None:
    rows = [example(right) for right in ((1, 0, 0, 0), (0, 1, 0, 1), (0, 0, 0, 1), (0, 0, 1, 0))]
    rows += [example((0, 0, 1, 0), two=True)]
    logits = np.array([[3, 0, 0, 0], [0, 0, 0, 3], [0, 3, 0, 0], [2, 0, 0, 0], [0, 9, 1, 0]], np.float32)
    (said,) = pairs.measured(logits, rows)
    assert said == "a: 5 pairs, 80.0 % right, macro-F1 77.8, 66.7 % of 3 sides"
    (coarse,) = pairs.measured(np.array([[0, 0, 2]], np.float32), [example((0, 1, 1))])
    assert coarse == "a: 1 pairs, 100.0 % right"


def test_a_network_that_is_too_sure_is_cooled() -> None:
    rng = np.random.default_rng(1)
    true = rng.normal(size=(4000, 3)) * 2
    shares = np.exp(true) / np.exp(true).sum(axis=1, keepdims=True)
    drawn = [rng.choice(3, p=row) for row in shares]
    rows = [example([float(number == one) for number in range(3)]) for one in drawn]
    assert pairs.temperature((true * 2).astype(np.float32), rows) == pytest.approx(2.0, rel=0.1)
    assert pairs.temperature(true.astype(np.float32), rows) == pytest.approx(1.0, rel=0.1)
    assert pairs.temperature(np.zeros((0, 3), np.float32), []) == 1.0


def test_what_is_written_with_other_runs_is_the_mean_of_all(base: Path, tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("two", 2)):
        learn(tmp_path / name, base, lines(), seed=seed)
    asked = [Asked("she says yes", "the plan")]
    alone = OnnxPairs(tmp_path / "one" / "model").shares(asked)
    learn(tmp_path / "one", base, lines(), seed=1, others=[tmp_path / "two"])
    assert "| mean with the runs | two |" in (tmp_path / "one" / "model" / "README.md").read_text("utf-8")
    assert not np.allclose(OnnxPairs(tmp_path / "one" / "model").shares(asked), alone)
    with pytest.raises(QuotegraphError, match=r"nowhere: no last\.pt; the folder of another run is wanted"):
        learn(tmp_path / "one", base, lines(), seed=1, others=[tmp_path / "nowhere"])
