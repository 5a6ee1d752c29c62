import html
import json
import re
from random import Random

import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES, Statement
from quotegraph.viz import Page

ROWS = [Statement("Ann", "toll", "support"), Statement("Bo", "toll", "oppose"), Statement("Bo", "toll", "support")]


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page.html(), re.DOTALL)[1])


def test_the_picture_is_a_pyvis_network():
    net = Page(ROWS, title="Tolls").network()
    assert net.num_nodes() == 3
    assert net.num_edges() == 3
    assert net.get_node("speaker:Bo")["label"] == "Bo"
    assert net.get_adj_list()["speaker:Ann"] == {"topic:toll"}
    assert [edge["color"] for edge in net.edges] == ["#2166ac", "#2166ac", "#b2182b"]
    assert [bool(edge["dashes"]) for edge in net.edges] == [False, False, True]
    assert net.options["physics"]["enabled"] is False


def test_pyvis_can_go_on_with_it(tmp_path):
    net = Page(ROWS).network()
    net.add_node("speaker:Cem", label="Cem", x=0, y=0)
    net.add_edge("speaker:Cem", "topic:toll")
    assert net.num_edges() == 4


def test_lines_between_the_same_two_bend_apart():
    ann, bo_for, bo_against = Page(ROWS).network().edges
    assert ann["smooth"] is False
    assert {bo_for["smooth"]["type"], bo_against["smooth"]["type"]} == {"curvedCW", "curvedCCW"}


def test_the_same_input_gives_the_same_page():
    assert Page(ROWS, title="Tolls").html() == Page(list(ROWS), title="Tolls").html()


def test_names_and_places_do_not_depend_on_the_order_of_the_rows():
    rows = [Statement(f"S{n % 9}", f"t{n % 5}", STANCES[n % 3]) for n in range(40)]
    mixed = Random(3).sample(rows, len(rows))
    assert data_of(Page(rows))["network"] == data_of(Page(mixed))["network"]


def test_twenty_thousand_lines_are_in_one_page():
    rows = [Statement(f"S{n % 2000}", f"t{n // 2000}-{n % 7}", STANCES[n % 2]) for n in range(20_000)]
    data = data_of(Page(rows))
    assert len(data["ties"]) == len(data["statements"]["tie"]) == 20_000


def test_camps_stand_on_both_sides():
    rows = [Statement(f"S{n}", f"t{m}", STANCES[n % 2]) for n in range(6) for m in range(3)]
    flanks = {node["label"]: node["flank"] for node in Page(rows).network().nodes if node["kind"] != "topic"}
    assert flanks["S0"] == flanks["S2"] == flanks["S4"] == -flanks["S1"] == -flanks["S3"] == -flanks["S5"]


def test_writing_makes_the_file(tmp_path):
    page = Page(ROWS)
    page.write(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text("utf-8") == page.html()
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize("place", ["missing/page.html", "", "x" * 300 + ".html", "a\0b"])
def test_a_place_that_cannot_be_written_is_named(tmp_path, place):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(QuotegraphError, match="cannot be written"):
        Page(ROWS).write(tmp_path / place)
    assert sorted(tmp_path.iterdir()) == before


def test_in_a_notebook_it_is_a_frame_with_the_whole_page_inside():
    page = Page(ROWS, title='"><script>alert(1)</script>')
    frame = page._repr_html_()
    tag = re.fullmatch(
        r'<iframe title="([^"]*)" sandbox="allow-scripts[^"]*" style="[^"]*" srcdoc="([^"]*)"></iframe>', frame
    )
    assert html.unescape(tag[1]) == '"><script>alert(1)</script>'
    assert html.unescape(tag[2]) == page.html()
    assert "allow-same-origin" not in frame


def test_five_hundred_quotations_in_a_notebook_stay_below_a_megabyte():
    words = "It is high time that somebody did something about the state of the old harbour bridge. " * 3
    rows = [Statement(f"Speaker {n % 60}", f"topic-{n % 15}", STANCES[n % 2], words=f"{n} {words}") for n in range(500)]
    assert len(Page(rows)._repr_html_().encode()) < 1_000_000
