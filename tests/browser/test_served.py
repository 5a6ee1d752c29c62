"""The same page from a server: what a person sees is what a file of the same statements shows, and little is sent."""

import json
from threading import Thread
from types import SimpleNamespace

import pytest

from quotegraph.model import Statement
from quotegraph.serve import Live, columns_of, explorer_of, page, server
from quotegraph.viz.data import block
from tests.browser.reader import Reader, debate_said, town_said

PARTS = (
    "#counts",
    "#showing",
    "#chips",
    "#panel",
    "#facets",
    "#results",
    "#view-table",
    "#view-matrix",
    ".changes",
    "#notice",
)
PLACES = "Object.fromEntries(quotegraph.picture.nodes().map((id) => [id, quotegraph.picture.placeOf(id)]))"
SEEN = """(parts) => Object.fromEntries(parts.map((part) => [part, [...document.querySelectorAll(part)]
  .filter((one) => one.checkVisibility()).map((one) => one.innerText).join("\\n")]))"""


def serving(look, title=""):
    made = server(look, lambda explorer: page(explorer, title, "en", None, []), port=0)
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()

    def close():
        made.shutdown()
        made.server_close()
        thread.join()

    return SimpleNamespace(address=f"http://127.0.0.1:{made.server_address[1]}/", close=close)


@pytest.fixture(scope="session")
def town_server():
    explorer = explorer_of(*town_said())
    made = serving(lambda: explorer, "A bridge for the town?")
    yield made.address
    made.close()


@pytest.fixture
def visitor(browser):
    someone = Reader(browser, offline=False)
    yield someone
    assert someone.complaints == []
    assert all(address.startswith("http://127.0.0.1:") for address in someone.requests)
    someone.close()


def looked(someone):
    seen = someone.page.evaluate(SEEN, list(PARTS))
    lines = [line for line in someone.picture("lines()") if "speaker" in line]
    ends = sorted((line["speaker"], line["stance"], line["topic"], line["count"]) for line in lines)
    return {**seen, "lines": ends, "labels": sorted(label["text"] for label in someone.picture("labels()"))}


ADDRESSES = [
    "",
    "#stance=oppose",
    "#q=bay",
    "#q=lindqvist",
    "#q=nothing+like+it",
    "#speaker=Mara+Lindqvist&topic=harbour-bridge&sure=90",
    "#reviewed=yes",
    "#publisher=",
    "#from=2031-04-01&to=2031-05-31",
    "#at=speaker:Mara%2520Lindqvist",
    "#at=topic:harbour-bridge&stance=support",
    "#at=line:oppose:Jos%25C3%25A9%2520%25C3%2581brego:harbour-bridge",
    "#at=speaker:Mara%2520Lindqvist&own=1",
    "#at=topic:night-buses&own=1&q=home",
    "#net=agree",
    "#net=both&at=pair:person:Mara%2520Lindqvist:Jos%25C3%25A9%2520%25C3%2581brego",
    "#net=differ&at=speaker:Town%2520council",
    "#view=table",
    "#view=table&sort=speaker&sort-up=1",
    "#view=table&sort=confidence",
    "#view=table&sort=latest&stance=oppose",
    "#view=table&sort=stance",
    "#view=matrix",
    "#view=matrix&q=bridge",
    "#view=compare",
    "#view=compare&a=2031-03-01..2031-03-31&b=2031-06-01..2031-06-30",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_served_page_shows_what_a_file_shows(reader, visitor, town_page, town_server, address):
    reader.open(town_page, address)
    visitor.open(town_server, address)
    assert looked(visitor) == looked(reader)


def test_words_come_when_they_are_asked_for(visitor, town_server):
    visitor.open(town_server)
    assert "it will ruin the bay" not in visitor.page.content()
    visitor.click_line("José Ábrego", "oppose", "harbour-bridge")
    assert visitor.words() == ["it will ruin the bay"]


def test_what_an_address_names_in_vain_is_told_and_left_out(visitor, town_server):
    visitor.open(town_server, "#speaker=Nobody&stance=oppose&at=topic:none")
    visitor.until("!document.getElementById('notice').hidden")
    assert "speaker=Nobody, at=topic:none" in visitor.page.locator("#notice").inner_text()
    assert visitor.page.evaluate("location.hash") == "#stance=oppose"
    assert {stance for _, stance, _ in visitor.lines()} == {"oppose"}


def test_a_server_that_is_gone_is_told(browser):
    explorer = explorer_of(*town_said())
    made = serving(lambda: explorer)
    someone = Reader(browser, offline=False)
    someone.open(made.address)
    someone.context.set_offline(True)
    someone.page.evaluate("quotegraph.store.set({ q: 'bay' })")
    someone.until("!document.getElementById('notice').hidden")
    assert "does not answer" in someone.page.locator("#notice").inner_text()
    assert len(someone.lines()) == 10
    someone.close()
    made.close()


@pytest.fixture(scope="session")
def crowd_server():
    """3,000 speakers and as many lines and more: no page shows them all."""
    said = [
        Statement(
            f"Speaker {n % 3000:04d}",
            f"topic {n % 7}",
            ("support", "oppose")[(n % 3000) % 2],
            date=f"20{10 + n % 20}-{1 + n % 12:02d}-{1 + n % 28:02d}",
            words=f"saying number {n}",
            quote_id=str(n),
        )
        for n in range(6000)
    ]
    explorer = explorer_of(said)
    made = serving(lambda: explorer)
    yield made.address
    made.close()


def test_no_more_is_held_than_is_drawn_and_counts_are_of_everything(visitor, crowd_server):
    visitor.open(crowd_server)
    assert len(visitor.lines()) == 1000
    assert visitor.showing() == "6,000 lines between 3,000 speakers and 7 topics"
    assert "The 1,000 strongest of 6,000 lines are drawn" in visitor.page.locator("#drawn").inner_text()
    visitor.choose({"stance": ["oppose"]})
    assert visitor.showing() == "3,000 lines between 1,500 speakers and 7 topics (3,000 of 6,000 shown)"


def test_a_click_moves_nothing(visitor, crowd_server):
    visitor.open(crowd_server)
    node = visitor.picture("nodes()")[5]
    places = visitor.page.evaluate(PLACES)
    visitor.click_node(node)
    assert visitor.page.evaluate(PLACES) == places


def test_somebody_who_is_not_drawn_can_be_found_and_shown(visitor, crowd_server):
    visitor.open(crowd_server)
    assert "speaker:Speaker 2999" not in visitor.picture("nodes()")
    visitor.search("speaker 2999")
    visitor.page.click("#results button >> nth=0")
    visitor.settle()
    assert visitor.heading() == "Speaker 2999"
    assert "speaker:Speaker 2999" in visitor.picture("nodes()")
    visitor.search("")
    assert visitor.heading() == "Speaker 2999"
    assert "speaker:Speaker 2999" in visitor.picture("nodes()")


def test_values_of_a_filter_are_looked_for_on_the_server(visitor, crowd_server):
    visitor.open(crowd_server)
    visitor.page.click("details[data-facet=speaker] summary")
    assert "Show the 200 most frequent of 3,000" in visitor.page.locator("details[data-facet=speaker]").inner_text()
    visitor.page.fill("details[data-facet=speaker] .find", "2998")
    visitor.until(
        "[...document.querySelectorAll('details[data-facet=speaker] li')].some((one) => one.innerText.includes('2998'))"
    )
    visitor.page.click("details[data-facet=speaker] li input")
    visitor.settle()
    assert {speaker for speaker, *_ in visitor.lines()} == {"Speaker 2998"}
    assert visitor.box("speaker", "Speaker 2998").is_checked()


def test_the_table_is_read_page_by_page(visitor, crowd_server):
    visitor.open(crowd_server, "#view=table&sort=speaker&sort-up=1")
    assert visitor.page.locator("table.lines tbody tr").count() == 300
    visitor.page.click("#view-table .more")
    visitor.until("document.querySelectorAll('table.lines tbody tr').length === 600")
    names = visitor.page.locator("table.lines tbody th").all_inner_texts()
    assert names == sorted(names)


def test_all_lines_are_saved_not_those_drawn_alone(visitor, crowd_server):
    visitor.open(crowd_server, "#stance=oppose")
    name, content = visitor.saved("#save-csv")
    assert name.endswith(".csv")
    assert content.decode("utf-8-sig").count("\n") == 3001


def test_many_dates_are_counted_by_month(visitor, crowd_server):
    visitor.open(crowd_server)
    dates = visitor.page.evaluate(
        "fetch('explorer/view?state=').then((answer) => answer.json()).then(({ dates }) => dates)"
    )
    assert len({date for date, _ in dates}) == len(dates)
    assert sum(count for _, count in dates) == 6000
    assert {len(date) for date, _ in dates} == {len(""), len("2010-01")}


def test_hostile_texts_are_shown_as_text(visitor):
    name = "<img src=x onerror=alert(1)></script><b>"
    explorer = explorer_of([Statement(name, name, "support", words=name, quote_id="q", publisher=name, article=name)])
    made = serving(lambda: explorer, name)
    visitor.open(made.address)
    visitor.click_node(f"speaker:{name}")
    assert visitor.words() == [name]
    assert visitor.page.locator("h1").inner_text() == name
    assert name in visitor.heading()
    made.close()


def test_a_page_opened_anew_shows_what_was_added_to_the_store(visitor, tmp_path):
    file = tmp_path / "said.csv"
    file.write_text("20")
    statements = debate_said(lines=70)
    live = Live(str(file), lambda: columns_of(block(statements[: int(file.read_text())])), False, print)
    made = serving(live.look)
    visitor.open(made.address)
    assert "20 quotations" in visitor.page.locator("#counts").inner_text()
    file.write_text("033")
    visitor.open(made.address)
    live.wait()
    visitor.open(made.address)
    assert "33 quotations" in visitor.page.locator("#counts").inner_text()
    made.close()


def test_a_block_of_data_is_small_however_many_statements_there_are(visitor, crowd_server):
    visitor.open(crowd_server)
    held = json.loads(visitor.page.locator("#data").inner_text() or visitor.page.locator("#data").text_content())
    assert "statements" not in held
    assert held["overview"]["counts"]["statements"] == 6000
