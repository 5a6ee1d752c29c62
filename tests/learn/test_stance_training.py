"""Training of the stance models, on sets small enough to see through."""

import json
from pathlib import Path

import pytest

from quotegraph.learn.stance import main
from quotegraph.lines import to_line
from quotegraph.model import Annotation, Article, Quotation, Span, Speaker, Stance
from quotegraph.stance.judge import Weights

THINGS = ("bridge", "tower", "stadium", "library", "airport", "canal")
SAID = (("welcomed", "support"), ("rejected", "oppose"), ("backed", "support"), ("opposed", "oppose"))


def _article(name: str, number: int, thing: str, other: str) -> Annotation:
    text, quotations = "", []
    for who, (cue, side) in enumerate(SAID):
        source, content = f"Speaker {who}", f"the {thing if who < 3 else other}"
        at = len(text)
        text += f"{source} {cue} {content} on Monday. "
        spans = [Span(at + len(source) + 1, at + len(source) + 1 + len(cue)), Span(at, at + len(source))]
        start = spans[0].end + 1
        topic = thing if who < 3 else other
        quotations.append(
            Quotation(
                f"q{who}",
                (Span(start, start + len(content)),),
                spans[:1],
                spans[1:],
                "stance",
                speaker=Speaker(source.lower(), source),
                stances=(Stance(topic, side),),
            )
        )
    return Annotation(Article(f"{name}/{number}", text), tuple(quotations))


def test_training_writes_weights_that_meet_unseen_sets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = []
    for name, other in zip(THINGS, (*THINGS[1:], THINGS[0]), strict=True):
        (tmp_path / name).mkdir()
        rows = ["id\tlabel\tproposition\talternatives"]
        rows += [f"{thing}\tThe {thing}\tThe {thing} should be built.\tnew {thing}" for thing in (name, other)]
        (tmp_path / name / "topics.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        lines += [json.dumps(to_line(_article(name, number, name, other))) for number in range(3)]
    gold, out = tmp_path / "gold.jsonl", tmp_path / "weights.json"
    gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
    main([str(gold), str(tmp_path), "--without", "canal", "--out", str(out)])
    said = capsys.readouterr().out
    assert said.startswith("15 articles; on unseen sets, with gold quotations: topics F1 1.000, signed F1 1.000")
    weights = Weights.from_json(json.loads(out.read_text(encoding="utf-8")))
    assert 0 < weights.least < 1
