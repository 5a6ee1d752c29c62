"""``network`` and ``page``."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLE = "speaker,topic,stance\nAnn,toll,support\nBo,toll,support\nCem,toll,oppose\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "statements.csv"
    path.write_text(TABLE)
    return path


@pytest.mark.parametrize("kind", ["affiliation", "congruence", "conflict", "subtract"])
def test_network_of_a_table_and_of_a_store(run: Run, table: Path, shared_store: Path, kind: str) -> None:
    for place in (table, shared_store):
        ended = run("network", place, kind)
        assert (ended.code, ended.complaints) == (0, [])
        assert {"node", "degree", "strength"} <= set(ended.out.splitlines()[0].split())
    assert "Ann" in run("network", table, kind).out


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "csv", "json", "net"])
def test_network_into_a_file(run: Run, table: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"network.{suffix}"
    assert run("network", table, "subtract", "-o", out).code == 0
    assert "Ann" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["ties"], "'ties'"),
        (["congruence", "-o", "network.docx"], "network.docx: suffix '.docx'; a network is written as .graphml"),
        (["congruence", "-o", "no/such/network.net"], "no/such/network.net: cannot be written"),
    ],
)
def test_what_is_no_network_is_one_line(run: Run, table: Path, args: list[str], says: str) -> None:
    ended = run("network", table, *args)
    assert ended.code == 1
    (complaint,) = ended.complaints
    assert says in complaint


def test_a_bad_table_is_told_with_its_line(run: Run, table: Path) -> None:
    table.write_text(TABLE + "Dee,toll,for\n")
    ended = run("network", table, "congruence")
    assert ended.code == 1
    assert ended.complaints == [f"{table}:5: stance 'for' is not one of support, oppose, neutral"]


def test_page_of_a_table_and_of_a_store(run: Run, table: Path, shared_store: Path, tmp_path: Path) -> None:
    for place in (table, shared_store):
        ended = run("page", place, tmp_path / "page.html", "--title", "Tolls & <b>more</b>")
        assert (ended.code, ended.complaints) == (0, [])
        assert ended.out == f"page written to {tmp_path}/page.html\n"
        page = (tmp_path / "page.html").read_text("utf-8")
        assert page.startswith("<!doctype html>")
        assert "<b>more" not in page


def test_page_on_standard_output(run: Run, table: Path, tmp_path: Path) -> None:
    run("page", table, tmp_path / "page.html")
    assert run("page", table, "-").out == (tmp_path / "page.html").read_text("utf-8")


def test_page_where_it_cannot_be(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for out in (tmp_path / "no" / "such.html", tmp_path / "folder"):
        ended = run("page", table, out)
        assert (ended.code, len(ended.complaints)) == (1, 1)
        assert str(out) in ended.complaints[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "statements.csv"]


def test_a_network_of_countries_leaves_out_whose_country_is_not_known(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    table.write_text(
        "speaker,topic,stance,country\nAnn,rail,support,Norland\nBo,rail,oppose,Sudland\nCem,rail,oppose,\n"
    )
    ended = run("network", table, "conflict", "--by", "country")
    assert (ended.code, ended.complaints) == (0, ["1 statement left out, as the speaker's country is not known"])
    assert [line.split()[0] for line in ended.out.splitlines()[2:]] == ["Norland", "Sudland"]
    assert run("network", table, "conflict", "--by", "party").code == 1


def test_stances_less_sure_than_wanted_are_left_out_everywhere(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    rows = [
        "Ann Lee,toll,support,0.9",
        "Bo Holt,toll,support,0.6",
        "Cem Aydin,toll,oppose,0.3",
        "Dora Vik,toll,oppose,",
    ]
    table.write_text("speaker,topic,stance,confidence\n" + "\n".join(rows) + "\n", "utf-8")
    everybody = ("Ann Lee", "Bo Holt", "Cem Aydin", "Dora Vik")
    for least, shown in (("0", everybody), ("0.5", ("Ann Lee", "Bo Holt", "Dora Vik")), ("1", ("Dora Vik",))):
        out = run("network", table, "affiliation", "--min-confidence", least).out
        assert [name for name in everybody if name in out] == list(shown)
    page = run("page", table, "-", "--min-confidence", "0.5").out
    assert "Bo Holt" in page
    assert "Cem Aydin" not in page
    assert run("network", table, "affiliation", "--min-confidence", "1.5").code == 2


def test_statements_and_queries_of_a_store_take_a_least_confidence(run: Run, shared_store: Path) -> None:
    plain, none = (run("statements", shared_store, "--min-confidence", least).out.splitlines() for least in ("0", "1"))
    assert len(plain) >= len(none)
    assert run("query", shared_store, "who-opposes", "-p", "topic=foreign-troops", "--min-confidence", "0.2").code == 0
    ended = run("query", shared_store, "most-quoted", "--min-confidence", "0.2")
    assert (ended.code, ended.complaints[0][:50]) == (1, "most-quoted: no parameter is called 'confidence'; ")


def test_a_page_in_another_language_with_a_story(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "tour.json").write_text('{"steps": [{"title": "Maut", "address": "#view=table"}]}')
    ended = run("page", table, tmp_path / "page.html", "--language", "de", "--story", tmp_path / "tour.json")
    assert (ended.code, ended.complaints) == (0, [])
    page = (tmp_path / "page.html").read_text("utf-8")
    assert '<html lang="de">' in page
    assert '"title":"Maut"' in page


def test_a_broken_story_is_told_and_left_out(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "tour.json").write_text("{")
    ended = run("page", table, tmp_path / "page.html", "--story", tmp_path / "tour.json")
    assert (ended.code, ended.complaints) == (0, ["The story tour.json cannot be read and is left out."])
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--story", "missing.json"], "missing.json: cannot be read"),
        (["--language", "xx"], "no interface texts in 'xx'; there are: de, en, fr, uk"),
    ],
)
def test_what_a_page_cannot_do_is_one_line(run: Run, table: Path, tmp_path: Path, more: list[str], says: str) -> None:
    ended = run("page", table, tmp_path / "page.html", *more)
    assert ended.code == 1
    (complaint,) = ended.complaints
    assert says in complaint
    assert not (tmp_path / "page.html").exists()


def test_articles_in_full_make_a_page_longer(run: Run, shared_store: Path, tmp_path: Path) -> None:
    for name, more in (("short", []), ("full", ["--with-text"])):
        assert run("page", shared_store, tmp_path / f"{name}.html", *more).code == 0
    sizes = {name: (tmp_path / f"{name}.html").stat().st_size for name in ("short", "full")}
    assert sizes["full"] > sizes["short"]


def test_a_store_without_a_declared_topic_says_how_many_quotations_there_are(run: Run, tmp_path: Path) -> None:
    text = "“No toll,” Ann said."
    quote = {
        "id": "q1",
        "content": [[0, 9]],
        "cue": [[14, 18]],
        "source": [[10, 13]],
        "speaker": "Ann",
        "entity": "ann",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc_id": "a", "text": text, "quotes": [quote]}), "utf-8")
    assert run("add", tmp_path / "graph", tmp_path / "a.jsonl").code == 0
    assert run("page", tmp_path / "graph", tmp_path / "page.html").code == 0
    assert '"found":1' in (tmp_path / "page.html").read_text("utf-8")
