"""``learn stance`` of a store, and the model that comes of it."""

import json
from pathlib import Path

from quotegraph.language import read
from quotegraph.model import Stance
from quotegraph.rdf import open_store
from quotegraph.stages import create
from quotegraph.testing import check_stance_model
from tests.cli.conftest import Run
from tests.learn.test_own_topics import AT, BAN, TRAM, annotation, coded_store


def test_a_head_learns_sides_and_says_what_it_brings(tmp_path: Path, run: Run) -> None:
    place = coded_store(tmp_path)
    out = tmp_path / "mine.json"
    ended = run("learn", "stance", place, "-o", out)
    assert ended.code == 0
    assert ended.out.startswith("12 coded statements on 1 topics learnt; stance right on articles not learnt from: ")
    assert "100% after" in ended.out
    told = json.loads(out.read_text("utf-8"))["learnt_from"]
    assert (told["statements"], told["articles"], told["topics"], told["side_after"]) == (12, 6, ["ban"], 1.0)
    model = create("stance", f"learnt:{out}")
    check_stance_model(model)
    new = annotation(9)
    judged = model.judge(next(read([new.article])), new.quotations, (BAN, TRAM))
    sides = {(q.id, s.topic): s.stance for q in judged for s in q.stances}
    assert (sides[("qAnn", "ban")], sides[("qBo", "ban")]) == ("oppose", "support")


def test_too_few_statements_are_refused(tmp_path: Path, run: Run) -> None:
    with open_store(tmp_path / "graph", create=True) as store:
        store.add([annotation(1)], [BAN])
        store.review("town/1#qAnn", Stance("ban", "oppose", 2), "Coder", AT)
    ended = run("learn", "stance", tmp_path / "graph", "-o", tmp_path / "mine.json")
    assert ended.code == 1
    assert ended.complaints[0].startswith(
        f"{tmp_path / 'graph'}: 1 coded statements in 1 articles; at least 10 in two articles are needed, 20 to 200"
    )
    assert not (tmp_path / "mine.json").exists()


def test_a_store_is_learnt_from_alone(tmp_path: Path, run: Run) -> None:
    place = coded_store(tmp_path)
    assert run("learn", "stance", place, "x", "-o", tmp_path / "a.json").code == 2
    assert run("learn", "stance", "data/train", "-o", tmp_path / "a.json", "--base", "rules").code == 2
