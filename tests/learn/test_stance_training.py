"""Training of the stance models, on sets small enough to see through."""

import json
from pathlib import Path

import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.learn.gold import read_corpora
from quotegraph.learn.stance import learn
from quotegraph.lines import written
from quotegraph.model import Annotation, Article, Quotation, Span, Speaker, Stance, Topic
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


TOPICS = {
    name: [Topic(t, f"The {t}", f"The {t} should be built.", (f"new {t}",)) for t in (name, other)]
    for name, other in zip(THINGS, (*THINGS[1:], THINGS[0]), strict=True)
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    articles = [_article(name, n, *(topic.id for topic in topics)) for name, topics in TOPICS.items() for n in range(3)]
    file.write_text("".join(f"{written(article)}\n" for article in articles), "utf-8")
    return file


def test_training_writes_weights_that_meet_unseen_sets(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights.json"
    corpora = read_corpora([(gold, "brief", 1.0)], ["canal"], ["CC0 | ours"])
    said = learn(corpora, out, TOPICS.__getitem__)
    assert said.startswith("15 articles learnt; on unseen sets, with gold quotations: topics F1 1.000, signed F1 1.000")
    weights = Weights.from_json(json.loads(out.read_text("utf-8")))
    assert 0 < weights.least < 1
    card = (tmp_path / "weights.card.md").read_text("utf-8")
    assert "| gold.jsonl | CC0 \\| ours | 15 | " in card
    assert (
        "- Sets of gold.jsonl: airport, bridge, library, stadium, tower.\n- Not seen, but measured on: canal." in card
    )


def test_too_little_to_learn_from_is_said(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights.json"
    one = read_corpora([(gold, "brief", 1.0)], [name for name in THINGS if name != "tower"])
    with pytest.raises(QuotegraphError, match=r"gold\.jsonl: one set \(tower\); two are needed"):
        learn(one, out, TOPICS.__getitem__)
    with pytest.raises(QuotegraphError, match="topic 'bridge' is not one of the set bridge: canal, bridge2"):
        learn(read_corpora([(gold, "brief", 1.0)]), out, lambda _: [Topic(t, t, t) for t in ("canal", "bridge2")])
    lines = [line for line in gold.read_text("utf-8").splitlines(True) if '"tower/' in line or '"canal/' in line]
    gold.write_text("".join(lines).replace("oppose", "support"), "utf-8")
    with pytest.raises(QuotegraphError, match="too little to learn from: no quotation opposes a topic but in canal"):
        learn(read_corpora([(gold, "brief", 1.0)]), out, TOPICS.__getitem__)
    assert not out.exists()
