"""``learn``: real trainings on a few articles, and what is said when something is missing."""

import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from quotegraph.cli.printing import stepped
from quotegraph.stance.judge import Weights
from tests.cli.conftest import GOLD, Run

TRAIN = Path(__file__).parents[2] / "data" / "train"
LEARNS = all(find_spec(name) for name in ("torch", "onnx", "safetensors"))


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sets of two articles."""
    folder = tmp_path_factory.mktemp("briefs")
    for name in ("car-free", "rent-cap"):
        (folder / name).mkdir()
        for file in ("topics.tsv", "cast.tsv", "01.brief", "02.brief"):
            (folder / name / file).write_bytes((TRAIN / name / file).read_bytes())
    return folder


def test_votes_are_learnt(run: Run, briefs: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights.json"
    ended = run("learn", "votes", briefs, "-o", out, "--without", "car-free", "--licence", "CC BY 4.0")
    assert ended.code == 0
    assert ended.out.startswith("2 articles, ")
    held = json.loads(out.read_text("utf-8"))
    assert held["articles"] == 2
    assert {"bias"} < set(held["weights"])
    card = (tmp_path / "weights.card.md").read_text("utf-8")
    assert f"| {briefs.name} | CC BY 4.0 | 2 | " in card
    assert "Not seen, but measured on: car-free" in card


def test_lines_and_briefs_teach_the_same(run: Run, briefs: Path, tmp_path: Path) -> None:
    run("corpus", briefs, "-o", tmp_path / "a.jsonl")
    for place, name in ((briefs, "one"), (tmp_path / "a.jsonl", "two")):
        assert run("learn", "votes", place, "-o", tmp_path / name).code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_corpus_of_other_style_teaches_what_it_marks(run: Run, tmp_path: Path) -> None:
    text = "The line opens in June, Lena Okafor said. Owen Carrick believes it never will. He says that it rains."
    said = {"id": "q1", "type": "indirect", "content": [[0, 22]], "source": [[24, 35]], "cue": [[36, 40]]}
    thought = {"id": "q2", "type": "indirect", "content": [[64, 77]], "source": [[42, 54]], "quotative": False}
    lines = tmp_path / "news.jsonl"
    lines.write_text(
        "".join(json.dumps({"doc_id": f"n/{n}", "text": text, "quotes": [said, thought]}) + "\n" for n in range(16))
    )
    out = tmp_path / "weights.json"
    told = [
        run("learn", "votes", place, "-o", out).out for place in (lines, f"polnear:{lines}", f"polnear:{lines}*0.5")
    ]
    whole, part, half = ([int(number) for number in re.findall(r"(\d+) [aep]", one)] for one in told)
    assert whole[0] == part[0] == 16
    assert part[2] == whole[2] - 16, "the belief is no example, neither right nor wrong"
    assert part[1] < whole[1]
    assert half == [number // 2 for number in part]
    assert "| polnear | 0.5 |" in (tmp_path / "weights.card.md").read_text("utf-8")


def test_stance_is_learnt(run: Run, briefs: Path, tmp_path: Path) -> None:
    ended = run("learn", "stance", briefs, "-o", tmp_path / "weights.json")
    assert ended.code == 0
    assert ended.out.startswith("4 articles learnt; on unseen sets")
    Weights.from_json(json.loads((tmp_path / "weights.json").read_text("utf-8")))
    assert (tmp_path / "weights.card.md").exists()


def test_topics_of_lines_stand_elsewhere(run: Run, briefs: Path, tmp_path: Path) -> None:
    run("corpus", briefs, "-o", tmp_path / "a.jsonl")
    without = run("learn", "stance", tmp_path / "a.jsonl", "-o", tmp_path / "weights.json")
    assert without.code == 1
    assert "is not one of the set car-free" in without.complaints[0]
    for place in (briefs, TRAIN / "rent-cap" / "topics.tsv"):
        ended = run("learn", "stance", tmp_path / "a.jsonl", "--topics", place, "-o", tmp_path / "weights.json")
        assert ended.code == (0 if place == briefs else 1)


def test_one_set_is_not_enough_for_stance(run: Run, tmp_path: Path) -> None:
    ended = run("learn", "stance", GOLD, "-o", tmp_path / "weights.json")
    assert ended.code == 1
    assert ended.complaints[0].startswith(f"{GOLD}: one set (ukraine); two are needed")


def test_what_is_given_must_be_there(run: Run, briefs: Path, tmp_path: Path) -> None:
    (tmp_path / "few.jsonl").write_text(json.dumps({"doc_id": "a", "text": "It rained.", "quotes": []}))
    for args, said in (
        (["votes", tmp_path / "none", "-o", tmp_path / "out"], f"{tmp_path / 'none'}: cannot be read: no such file"),
        (
            ["votes", briefs, "-o", tmp_path / "out", "--without", "x"],
            "there is no set 'x' to leave out; there are car",
        ),
        (
            ["votes", briefs, "-o", tmp_path / "out", "--tagger", tmp_path],
            f"{tmp_path}: no model.onnx; the folder of a trained tagger holds",
        ),
        (
            ["votes", tmp_path / "few.jsonl", "-o", tmp_path / "out"],
            "0 examples, 0 of them positive, are too few to learn from; at least 10 of both kinds are wanted",
        ),
        (["votes", briefs, "-o", tmp_path / "no" / "out"], f"{tmp_path / 'no' / 'out'}: cannot be written"),
    ):
        ended = run("learn", *args)
        assert ended.code == 1
        assert ended.complaints[0].startswith(said)


@pytest.mark.parametrize("command", ["quotes", "votes", "stance", "pairs"])
def test_help_has_an_example_and_an_output_is_needed(run: Run, command: str) -> None:
    assert f"Example:\n    quotegraph learn {command}" in run("learn", command, "--help").out
    ended = run("learn", command, "data/train")
    assert (ended.code, "Missing option '-o'" in ended.complaints[0]) == (2, True)


@pytest.mark.skipif(LEARNS, reason="the extra learn is installed")
def test_without_the_extra_it_is_said_what_to_install(run: Run, briefs: Path, tmp_path: Path) -> None:
    ended = run("learn", "quotes", briefs, "-o", tmp_path / "run", "--base", tmp_path)
    assert ended.code == 1
    assert ended.complaints[0].startswith("learn quotes needs ")
    assert ended.complaints[0].endswith("; install them: pip install 'quotegraph[learn]'")


@pytest.mark.parametrize(("terminal", "shown"), [(True, 2), (False, 0)])
def test_steps_are_shown_on_a_terminal(
    terminal: bool, shown: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    step = stepped()
    step(99, 100, 0.25)
    step(100, 100, 0.125)
    told = capsys.readouterr().err
    assert told.count("\r") == shown
    assert told.endswith("100 of 100 steps, loss 0.125, 0 min left \n" if terminal else "")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny BERT model that knows nothing yet."""
    torch = pytest.importorskip("torch", reason="the extra learn is not installed")
    save_file = pytest.importorskip("safetensors.torch").save_file
    folder = tmp_path_factory.mktemp("base")
    words = [
        "[PAD]",
        "[UNK]",
        *(chr(c) for c in range(33, 127)),
        *(f"##{chr(c)}" for c in range(97, 123)),
        "said",
        "the",
    ]
    tokenizer = Tokenizer(models.WordPiece({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    size, wide, places = 32, 64, 256
    config = {"vocab_size": len(words), "max_position_embeddings": places, "hidden_size": size}
    config |= {"num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": wide}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    shapes = {
        "embeddings.word_embeddings.weight": (len(words), size),
        "embeddings.position_embeddings.weight": (places, size),
        "embeddings.token_type_embeddings.weight": (2, size),
    }
    norms = ["embeddings.LayerNorm", "encoder.layer.0.attention.output.LayerNorm", "encoder.layer.0.output.LayerNorm"]
    for name in norms:
        shapes |= {f"{name}.weight": (size,), f"{name}.bias": (size,)}
    for name, ends in (
        *((f"attention.self.{name}", (size, size)) for name in ("query", "key", "value")),
        ("attention.output.dense", (size, size)),
        ("intermediate.dense", (wide, size)),
        ("output.dense", (size, wide)),
    ):
        shapes |= {f"encoder.layer.0.{name}.weight": ends, f"encoder.layer.0.{name}.bias": ends[:1]}
    torch.manual_seed(1)
    save_file({name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}, folder / "model.safetensors")
    return folder


def test_a_tagger_is_learnt_and_goes_on(run: Run, briefs: Path, base: Path, tmp_path: Path) -> None:
    args = ["learn", "quotes", f"{briefs}*2", "-o", tmp_path / "run", "--base", base, "--without", "car-free"]
    args += ["--passes", "1", "--licence", "CC BY 4.0"]
    ended = run(*args)
    assert (ended.code, ended.out) == (0, f"2 articles learnt: {tmp_path / 'run' / 'model'}\n")
    model = (tmp_path / "run" / "model" / "model.onnx").read_bytes()
    card = (tmp_path / "run" / "model" / "README.md").read_text("utf-8")
    assert f"| {briefs.name} | CC BY 4.0 | 2 | " in card
    assert "## Measured\n\n- brief, F1 of word pieces (-\\>: pointers that are right): inside 0." in card
    assert run(*args).code == 0  # from the last checkpoint, at which nothing is left to do
    assert (tmp_path / "run" / "model" / "model.onnx").read_bytes() == model
    other = run(*args, "--seed", "5")
    assert (other.code, "checkpoint of another training" in other.complaints[0]) == (1, True)
    heard = run("learn", "votes", briefs, "-o", tmp_path / "w.json", "--tagger", tmp_path / "run" / "model")
    assert heard.code == 0
    assert any(name.startswith("tagger:") for name in json.loads((tmp_path / "w.json").read_text("utf-8"))["weights"])
    assert "| run/model |" in (tmp_path / "w.card.md").read_text("utf-8")


def test_a_base_must_be_a_model(run: Run, briefs: Path, base: Path, tmp_path: Path) -> None:
    ended = run("learn", "quotes", briefs, "-o", tmp_path / "run", "--base", briefs)
    assert (ended.code, ended.complaints[0].startswith(f"{briefs}: no config.json; it is to be")) == (1, True)
    ended = run("learn", "quotes", f"gum:{briefs}*0", "-o", tmp_path / "run", "--base", base)
    assert ended.code == 2


def test_a_cross_encoder_is_learnt_from_articles_and_lines(run: Run, briefs: Path, base: Path, tmp_path: Path) -> None:
    line = {"premise": "Ann: “No!”", "hypothesis": "A toll is right.", "label": ["oppose"], "set": "mine"}
    (tmp_path / "mine.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    args = ["learn", "pairs", briefs, f"{tmp_path / 'mine.jsonl'}*8", "-o", tmp_path / "run", "--base", base]
    args += ["--without", "car-free", "--licence", "CC BY 4.0", "--licence", "CC0", "--longest", "64", "--threads", "1"]
    ended = run(*args)
    assert (ended.code, ended.out.endswith(f" pairs learnt: {tmp_path / 'run' / 'model'}\n")) == (0, True)
    card = (tmp_path / "run" / "model" / "README.md").read_text("utf-8")
    assert "| mine.jsonl | CC0 | 1 | 1 oppose | 8 | " in card
    assert "Not seen, but measured on: " in card
    written = (tmp_path / "run" / "model" / "model.onnx").read_bytes()
    assert run(*args).code == 0
    assert (tmp_path / "run" / "model" / "model.onnx").read_bytes() == written
    judged = tmp_path / "judged.jsonl"
    judged.write_text(json.dumps({"id": "1", "text": "We welcome it.", "target": "A toll is right."}) + "\n", "utf-8")
    assert run("judge", judged, "--stance-model", f"onnx:{tmp_path / 'run' / 'model'}").code == 0
    bad = run("learn", "pairs", judged, "-o", tmp_path / "other", "--base", base)
    assert bad.complaints == [f"{judged}:1: premise is missing, is to be a text"]
