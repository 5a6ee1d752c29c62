"""Stance models of the user's own: a folder with an ONNX model, a function, a class; all pass the shared checks."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from quotegraph.errors import QuotegraphError
from quotegraph.language import read
from quotegraph.model import Article, Quotation, Span, Speaker, Topic
from quotegraph.stages import StanceModel, create
from quotegraph.stance.asking import row
from quotegraph.stance.onnx import OnnxPairs
from quotegraph.stance.question import Asked, asked_of, context_of
from quotegraph.stance.words import Array
from quotegraph.testing import check_stance_model

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
SAYS = {"welcomed": (4.0, -2.0, -2.0), "rejected": (-2.0, 4.0, -2.0), "noted": (-2.0, -2.0, 4.0)}
WORDS = (*SPECIAL, *SAYS, "the", "toll")
TOLL = Topic("toll", "Road toll", "Drivers should pay the road toll.", ("toll",))


def network(inputs: Sequence[str] = ("input_ids", "attention_mask"), outputs: int = 3) -> onnx.ModelProto:
    """Adds up what each word says: the simplest network that reads its words."""
    table = np.zeros((len(WORDS), outputs), dtype=np.float32)
    for word, says in SAYS.items():
        table[WORDS.index(word)] = np.resize(says, outputs)
    names = [helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "pieces"]) for name in inputs]
    nodes = [
        helper.make_node("Gather", ["table", inputs[0]], ["said"]),
        helper.make_node("ReduceSum", ["said", "axes"], ["logits"], keepdims=0),
    ]
    constants = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([1]), "axes")]
    out = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", outputs])
    graph = helper.make_graph(nodes, "words", names, [out], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def config(**own: object) -> str:
    named = {"0": "entailment", "1": "contradiction", "2": "neutral"}
    return json.dumps({"id2label": named, "max_position_embeddings": 64, "quotegraph": own})


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("onnx") / "model"
    folder.mkdir()
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    onnx.save(network(), folder / "model.onnx")
    (folder / "config.json").write_text(config())
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "model"))


def side(model: StanceModel, cue: str) -> list[tuple[str, str]]:
    text = f"The mayor {cue} the road toll on Monday."
    at, end = text.index(cue), text.index(cue) + len(cue)
    found = Quotation(
        "q1", (Span(end + 1, end + 14),), (Span(at, end),), (Span(0, 9),), "stance", speaker=Speaker("m", "Mayor")
    )
    (judged,) = model.judge(next(read([Article("a", text)])), (found,), (TOLL,))
    return [(stance.topic, stance.stance) for stance in judged.stances]


def by_words(asked: Sequence[Asked]) -> list[object]:
    return [("support", 0.9) if "bridge" in one.text else {"oppose": 0.7, "neutral": 0.3} for one in asked]


def too_few(asked: Sequence[Asked]) -> list[object]:
    return ["support"][len(asked) :]


def in_german(asked: Sequence[Asked]) -> list[object]:
    return ["dagegen" for _ in asked]


number = 3


class Silent:
    """A whole stage."""

    def judge(
        self, reading: object, quotations: tuple[Quotation, ...], topics: Sequence[Topic]
    ) -> tuple[Quotation, ...]:
        return quotations


@pytest.mark.parametrize("name", ["rules", "onnx", f"callable:{__name__}:by_words", f"callable:{__name__}:Silent"])
def test_every_way_to_name_a_model_passes_the_shared_checks(name: str, made: Path) -> None:
    check_stance_model(create("stance", f"onnx:{made}" if name == "onnx" else name))


def test_an_onnx_model_reads_source_cue_and_words(made: Path) -> None:
    model = create("stance", f"onnx:{made}")
    assert side(model, "welcomed") == [("toll", "support")]
    assert side(model, "rejected") == [("toll", "oppose")]
    assert side(model, "noted") == [("toll", "neutral")]


def test_outputs_are_put_in_order_and_templates_filled(folder: Path) -> None:
    (folder / "config.json").write_text(
        json.dumps(
            {"id2label": {"0": "against", "1": "FAVOR", "2": "none"}, "quotegraph": {"premise": "{label}: {text}"}}
        )
    )
    asked = [Asked("welcomed {holder}", "toll", label="noted"), Asked("rejected", "toll", label="")]
    found = OnnxPairs(folder).probabilities(asked)
    assert found[1].argmax() == 0  # “rejected” adds to the second output, which is support here
    assert found[0][1] == pytest.approx(found[0][2])  # “noted” and “welcomed” weigh alike
    assert found.sum(axis=1) == pytest.approx([1, 1])


def test_a_fourth_output_is_told_apart_and_counts_as_neutral(folder: Path) -> None:
    onnx.save(network(outputs=4), folder / "model.onnx")
    asked = [Asked(word, "toll") for word in SAYS]
    said = {"0": "support", "1": "unrelated", "2": "neutral", "3": "oppose"}
    (folder / "config.json").write_text(json.dumps({"id2label": said}))
    model = OnnxPairs(folder)
    shares, rows = model.shares(asked), model.probabilities(asked)
    assert model.tells_off
    assert shares.argmax(axis=1).tolist()[1:] == [3, 2]
    assert shares[0][0] == pytest.approx(shares[0][1])  # what “welcomed” says of the first output and of the last
    assert shares.sum(axis=1) == pytest.approx([1, 1, 1])
    assert rows[:, :2] == pytest.approx(shares[:, :2])
    assert rows[:, 2] == pytest.approx(shares[:, 2] + shares[:, 3])


def test_an_unrelated_text_is_neutral_where_no_other_output_is(folder: Path) -> None:
    (folder / "config.json").write_text(json.dumps({"id2label": {"0": "pro", "1": "con", "2": "unrelated"}}))
    model = OnnxPairs(folder)
    assert not model.tells_off
    assert model.probabilities([Asked("noted", "toll")]).argmax() == 2
    assert model.shares([Asked("noted", "toll")])[0][3] == 0


def test_an_empty_field_takes_its_colon_with_it(folder: Path) -> None:
    (folder / "config.json").write_text(config(premise="{context} {holder}: {text}"))
    model = OnnxPairs(folder)
    asked = [Asked("welcomed", "toll"), Asked("welcomed", "toll", "the", "the toll")]
    heard: list[tuple[str, ...]] = []
    plain = model._logits

    def logits(pairs: Sequence[tuple[str, ...]]) -> Array:
        heard.extend(pairs)
        return plain(pairs)

    model._logits = logits  # type: ignore[method-assign]
    model.probabilities(asked)
    assert sorted(heard) == [("the toll the: welcomed", "toll"), ("welcomed", "toll")]


def test_batches_and_temperature_change_what_they_should(folder: Path) -> None:
    asked = [Asked("welcomed " * n, "the toll") for n in (1, 300, 2, *[1] * 40)]
    model = OnnxPairs(folder)
    alone = np.concatenate([model.probabilities([one]) for one in asked])
    assert model.probabilities(asked) == pytest.approx(alone)
    assert model.probabilities([]).shape == (0, 3)
    (folder / "config.json").write_text(config(temperature=5.0))
    softer = OnnxPairs(folder).probabilities([Asked("welcomed", "toll")])
    assert 1 / 3 < softer[0][0] < alone[0][0]


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_folder_without_one_of_its_files_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(QuotegraphError) as error:
        create("stance", f"onnx:{folder}")
    assert str(error.value) == (
        f"{folder}: no {name}; the folder of a stance model holds model.onnx, tokenizer.json, config.json"
    )
    (folder / name).write_text("{")
    with pytest.raises(QuotegraphError, match=f"{name}: "):
        create("stance", f"onnx:{folder}")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[]", "a JSON object is wanted"),
        ("{}", "no 'id2label'; id2label names support, oppose, neutral, or"),
        ('{"id2label": {"0": "entailment", "1": "not_entailment"}}', "id2label has '1': 'not_entailment'; id2label"),
        ('{"id2label": {"0": "support", "1": "oppose"}}', "id2label names 2 outputs; "),
        ('{"id2label": {"0": "support", "1": "favor", "2": "none"}}', "id2label has '1': 'favor'; "),
        ('{"id2label": {"0": "for", "1": "con", "2": "none", "3": "discuss"}}', "id2label has '3': 'discuss'; "),
        ('{"id2label": {"0": "for", "1": "con", "2": "off", "4": "none"}}', "id2label has '4': 'none'; "),
        (config(premise="{words}"), "the template 'premise' names {words}; it is to hold one of {text}, {holder}"),
        (config(hypothesis="Yes."), "the template 'hypothesis' names nothing; "),
        (config(temperature=0), "temperature is 0, is to be a number above 0"),
        (config(max_length="long"), "max_length is 'long', is to be a number above 0"),
    ],
)
def test_a_wrong_config_is_refused(folder: Path, content: str, told: str) -> None:
    (folder / "config.json").write_text(content)
    with pytest.raises(QuotegraphError) as error:
        create("stance", f"onnx:{folder}")
    assert str(error.value).startswith(f"{folder / 'config.json'}: {told}")


@pytest.mark.parametrize(
    ("inputs", "outputs", "told"),
    [
        (("input_ids",), 2, "gives 2 × 2 numbers for two pairs; id2label names 3 for each (2 × 3)"),
        (("pixels",), 3, "wants an input 'pixels'; its inputs are to be of input_ids, attention_mask, token_type_ids"),
        (("attention_mask",), 3, "has no input 'input_ids'; its inputs are to be of input_ids, attention_mask,"),
    ],
)
def test_a_network_of_another_shape_is_refused(folder: Path, inputs: list[str], outputs: int, told: str) -> None:
    onnx.save(network(inputs, outputs), folder / "model.onnx")
    with pytest.raises(QuotegraphError) as error:
        create("stance", f"onnx:{folder}")
    assert str(error.value).startswith(f"{folder}/model.onnx: {told}")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere", "write it as callable:module:function"),
        ("no.such:thing", "there is no module no here"),
        (f"{__name__}:gone", f"the module {__name__} has no gone; it is to be a function that takes a list of Asked"),
        (f"{__name__}:number", "is int, is to be a function that takes"),
    ],
)
def test_a_callable_that_is_none_is_refused(name: str, told: str) -> None:
    with pytest.raises(QuotegraphError) as error:
        create("stance", f"callable:{name}")
    assert str(error.value).startswith(f"callable:{name}: {told}")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("too_few", "0 answers to 1 questions; each needs one, in order"),
        ("in_german", "answer 1: 'dagegen' is no answer; each is one of support, oppose, neutral"),
    ],
)
def test_answers_that_are_none_are_told(name: str, told: str) -> None:
    model = create("stance", f"callable:{__name__}:{name}")
    with pytest.raises(QuotegraphError) as error:
        side(model, "welcomed")
    assert told in str(error.value)


def test_a_module_that_fails_to_load_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine_that_fails.py").write_text("raise ValueError('no key')\n")
    with pytest.raises(QuotegraphError, match="mine_that_fails cannot be loaded: ValueError: no key"):
        create("stance", "callable:mine_that_fails:judge")


def test_what_is_asked_has_the_sentence_before_and_whoever_speaks() -> None:
    text = (
        "The toll is dear. It was set in May.\n\nThe toll is new. The mayor, who likes it, called it fair. “It stays.”"
    )
    reading = next(read([Article("a", text)]))
    at = text.index("The mayor")
    told = Quotation("q1", (Span(text.index("fair"), text.index("fair") + 4),), (), (Span(at, at + 9),), "indirect")
    assert asked_of(reading, told, TOLL, context_of(reading, told)) == Asked(
        "The mayor, who likes it, called it fair", TOLL.proposition, "", "The toll is new.", "Road toll", "toll"
    )
    said = Quotation("q2", (Span(len(text) - 11, len(text)),), (), (Span(at, at + 9),), "direct")
    assert asked_of(reading, said, TOLL).text == "“It stays.”"


@given(
    st.one_of(
        st.none(),
        st.text(),
        st.floats(),
        st.tuples(st.sampled_from(["support", "x"]), st.floats()),
        st.dictionaries(st.sampled_from(["support", "oppose", "neutral", "x"]), st.floats() | st.integers()),
    )
)
def test_any_answer_is_three_probabilities_or_refused(answer: object) -> None:
    try:
        found = row(answer, "mine: answer 1")
    except QuotegraphError as error:
        told = str(error)
        found = [1.0] if told.startswith("mine: answer 1: ") else []
    assert sum(found) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in found)


def undecided(asked: Sequence[Asked]) -> list[object]:
    return [{"support": 0.45, "oppose": 0.35, "neutral": 0.2} for _ in asked]


@pytest.mark.parametrize(
    ("text", "cue", "content", "modality", "stance"),
    [
        ("The mayor rejected the road toll.", "rejected", "the road toll", "asserted", "oppose"),
        ("The mayor did not reject the road toll.", "did not reject", "the road toll", "hedged", "support"),
        ("The mayor declined to discuss the road toll.", "declined to discuss", "the road toll", "refused", "neutral"),
        (
            "The mayor takes no position on the road toll.",
            "takes no position on",
            "the road toll",
            "asserted",
            "neutral",
        ),
        ("The mayor mentioned the road toll.", "mentioned", "the road toll", "asserted", "support"),
    ],
)
def test_what_the_wording_tells_is_weighed_with_the_answer(
    text: str, cue: str, content: str, modality: str, stance: str
) -> None:
    spans = [(Span(text.index(part), text.index(part) + len(part)),) for part in (content, cue, "The mayor")]
    quotation = Quotation("q1", *spans, type="stance", modality=modality, speaker=Speaker("m", "Mayor"))
    model = create("stance", f"callable:{__name__}:undecided")
    (judged,) = model.judge(next(read([Article("a", text, "Road toll")])), (quotation,), (TOLL,))
    assert [one.stance for one in judged.stances] == [stance]


def test_a_proposition_on_the_own_country_names_it() -> None:
    text = "Norland declined to send ships to the strait."
    quotation = Quotation(
        "q1", (Span(17, 44),), (Span(8, 16),), (Span(0, 7),), "stance", speaker=Speaker("n", "Norland", "country")
    )
    topic = Topic("own", "Own ships", "The speaker's own country should send ships.", ("ships",), own_country=True)
    asked = asked_of(next(read([Article("a", text)])), quotation, topic)
    assert asked.proposition == "Norland should send ships."


def test_the_encoder_that_ships_reads_the_proposition() -> None:
    model = create("stance", "encoder").model
    asked = [
        Asked("The mayor welcomed the road toll.", "Drivers should pay a toll.", "the mayor"),
        Asked("The mayor rejected the road toll.", "Drivers should pay a toll.", "the mayor"),
        Asked("The mayor rejected the road toll.", "Drivers should not pay a toll.", "the mayor"),
        Asked("The library opens at nine.", "Drivers should pay a toll."),
    ]
    welcomed, rejected, turned, apart = model.shares(asked)
    assert welcomed[0] > 3 * welcomed[1]
    assert rejected[1] > 3 * rejected[0]
    assert turned[0] > turned[1], "whoever rejects a toll is likelier to want none"
    assert apart[3] > 0.8
