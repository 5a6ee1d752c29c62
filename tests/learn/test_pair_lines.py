"""Pairs to learn from: lines of files, what is wrong with them, and those that the open corpus makes."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.learn.pair_lines import (
    NLI,
    STANCE,
    PairCorpus,
    PairLine,
    corpus_lines,
    pair_lines,
    read_pair_corpora,
    turned_round,
)
from quotegraph.model import Topic
from quotegraph.rdf.topics import read_topics

TRAIN = Path(__file__).parents[2] / "data" / "train"
LINE = {"premise": "Ann: No toll!", "hypothesis": "A toll is right.", "label": "oppose"}
SAID = """# toll | Road toll
+ Drivers should pay a toll.
- Drivers should not pay a toll.
s3 | plain | Ann Lee | “Let them pay the toll!”
n | off | - | The road was built in May.
n | refused | Bo | Bo would not say.

# owls | Owls
+ Owls should be fed at night.
- Nobody should feed owls at night.
o1 | plain | Bo Holt | He would rather not, at night.
"""


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return path


def corpora(*places: Path, without: Sequence[str] = ()) -> list[PairCorpus]:
    return read_pair_corpora([(place, 1.0) for place in places], lambda name: (), without, ["CC0"] * len(places))


def topics(name: str) -> Sequence[Topic]:
    return read_topics(TRAIN / name / "topics.tsv")


def test_lines_are_read_and_written(tmp_path: Path) -> None:
    full = {**LINE, "label": ["neutral", "off"], "set": "a", "id": "a/1", "part": "dev", "two": True}
    found = list(pair_lines(write(tmp_path / "a.jsonl", LINE, "", full)))
    assert found[0] == PairLine("Ann: No toll!", "A toll is right.", ("oppose",))
    assert found[1].labels == ("neutral", "off")
    assert [line.line() for line in found] == [LINE, full]
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    assert list(pair_lines(packed)) == found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON: "),
        ("[" * 100_000, "no JSON: "),
        ("[]", "list, is to be an object with premise, hypothesis, label"),
        ({**LINE, "premise": " "}, "premise is ' ', is to be a text"),
        ({"premise": "a", "label": "off"}, "hypothesis is missing, is to be a text"),
        (
            {**LINE, "label": "against"},
            "label is 'against', is to be of support, neutral, oppose, off, entail, contradict",
        ),
        ({**LINE, "label": []}, "label is [], is to be of support, "),
        ({**LINE, "label": [["off"]]}, "label is ['off'], is to be of support, "),
        ({**LINE, "label": 1}, "label is 1, is to be of support, "),
        ({"premise": "a", "hypothesis": "b"}, "label is missing, is to be of support, "),
        ({**LINE, "label": list(STANCE)}, "label ['support', 'neutral', 'oppose', 'off'] allows everything; "),
        ({**LINE, "label": list(NLI)}, "label ['entail', 'neutral', 'contradict'] allows everything; "),
        ({**LINE, "label": "entail"}, "label 'entail' where "),
        ({**LINE, "label": ["off", "not_entail"]}, "label 'not_entail' where "),
        ({**LINE, "set": 5}, "set is 5, is to be a text"),
        ({**LINE, "id": None}, "id is missing, is to be a text"),
        ({**LINE, "part": "test"}, "part is 'test', is to be one of train, dev"),
        ({**LINE, "two": 1}, "two is 1, is to be true or false"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: object, said: str) -> None:
    file = write(tmp_path / "a.jsonl", LINE, line)
    with pytest.raises(QuotegraphError) as error:
        list(pair_lines(file))
    assert str(error.value).startswith(f"{file}:2: {said}")


def test_labels_of_two_kinds_in_one_file_name_both_lines(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", {**LINE, "label": "neutral"}, {**LINE, "label": "not_entail"}, LINE)
    with pytest.raises(QuotegraphError) as error:
        list(pair_lines(file))
    assert str(error.value) == (
        f"{file}:3: label 'oppose' where {file}:2 has 'not_entail'; a file holds labels of stances"
        " (support, neutral, oppose, off) or of inference (entail, neutral, contradict, not_entail)"
    )


@given(st.binary(max_size=60))
def test_whatever_a_file_holds_is_read_or_named(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.jsonl"
    file.write_bytes(content)
    try:
        told = [f"{file}: {line.premise}" for line in pair_lines(file)]
    except QuotegraphError as error:
        told = [str(error)]
    assert all(one.startswith(str(file)) for one in told)


def test_what_labels_of_inference_allow() -> None:
    def allowed(label: str, outputs: Sequence[str]) -> list[str]:
        return [outputs[number] for number in PairLine("a", "b", (label,)).allowed(outputs, inference=True)]

    assert [allowed(label, NLI) for label in NLI] == [["entail"], ["neutral"], ["contradict"]]
    assert allowed("not_entail", NLI) == ["neutral", "contradict"]
    assert [allowed(label, STANCE) for label in NLI] == [["support"], ["neutral", "off"], ["oppose"]]
    assert allowed("not_entail", STANCE) == ["neutral", "oppose", "off"]
    assert PairLine("a", "b", ("neutral",)).allowed(STANCE, inference=False) == (1,)


def test_sets_and_dev_are_left_out(tmp_path: Path) -> None:
    lines = [{**LINE, "set": name} for name in ("a", "b", "a")] + [{**LINE, "set": "b", "part": "dev"}]
    one = write(tmp_path / "a.jsonl", *lines)
    two = write(tmp_path / "b.jsonl", {**LINE, "label": "entail"})
    found = corpora(one, two, without=["a"])
    assert [(len(c.lines), len(c.left_out), c.inference, c.licence) for c in found] == [
        (1, 3, False, "CC0"),
        (1, 0, True, "CC0"),
    ]
    with pytest.raises(QuotegraphError, match="there is no set 'c' to leave out; there are a, b"):
        corpora(one, without=["c"])
    with pytest.raises(QuotegraphError, match="no pairs to learn from but those left out"):
        corpora(one, without=["a", "b"])
    with pytest.raises(QuotegraphError, match=r"e\.jsonl: no pairs"):
        corpora(write(tmp_path / "e.jsonl"))


def test_texts_are_read_against_proposition_mirror_and_another(tmp_path: Path) -> None:
    (tmp_path / "pairs").mkdir()
    (tmp_path / "pairs" / "a.txt").write_text(SAID, "utf-8")
    (tmp_path / "pairs" / "dev.txt").write_text("owls\n", "utf-8")
    found = {line.id: line for line in corpus_lines(tmp_path, lambda name: ())}
    plain, mirror = found["toll/1"], found["toll/1~m"]
    assert (plain.premise, plain.labels, plain.set) == ("Ann Lee: “Let them pay the toll!”", ("support",), "pairs")
    assert (mirror.hypothesis, mirror.labels) == ("Drivers should not pay a toll.", ("oppose",))
    assert (found["toll/2"].premise, found["toll/2"].labels) == ("The road was built in May.", ("neutral", "off"))
    assert found["toll/3"].labels == ("neutral",)
    assert {line.part for name, line in found.items() if name.startswith("owls")} == {"dev"}
    (tmp_path / "pairs" / "dev.txt").unlink()
    found = {line.id: line for line in corpus_lines(tmp_path, lambda name: ())}
    assert found["toll/1!owls"].labels == found["owls/1!toll"].labels == ("off",)
    assert list(corpus_lines(tmp_path / "pairs", lambda name: ())) == list(found.values())


def test_quotations_of_articles_are_read_against_the_topics_of_their_set() -> None:
    found = list(corpus_lines(TRAIN / "rent-cap", topics))
    assert found == list(corpus_lines(TRAIN / "rent-cap", topics)), "what is off is drawn by id"
    assert {line.set for line in found} == {"rent-cap"}
    counts = Counter(line.labels for line in found)
    assert set(counts) == {("support",), ("oppose",), ("neutral",), ("off",)}
    assert counts["off",] > counts["support",]
    by_id = {line.id: line for line in found}
    assert len(by_id) == len(found)
    mirrored = [line for line in found if line.id.endswith("~m")]
    turned = {"support": "oppose", "oppose": "support", "neutral": "neutral"}
    for line in mirrored:
        plain = by_id[line.id.removesuffix("~m")]
        assert line.premise == plain.premise
        assert line.labels == (turned[plain.labels[0]],)
        assert turned_round(line.hypothesis) == plain.hypothesis
    assert len(mirrored) > counts["support",] / 2


def test_a_folder_without_anything_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(QuotegraphError, match=r"holds no \.brief files"):
        list(corpus_lines(tmp_path, topics))
