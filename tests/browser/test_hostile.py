"""Whatever stands in names and texts is shown as text, and nothing leaves the file."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest

from quotegraph.model import Statement, Topic
from quotegraph.statements import Passage
from quotegraph.viz import Page
from quotegraph.viz.story import story_of
from tests.browser.reader import Reader, overlaps

STRINGS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %} ${7*7} `${alert(1)}`",
    "</title><base href=https://evil.example>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "&lt;b&gt; &amp; &#x3c;",
    "__proto__",
    "constructor",
    "a\u2028b\u2029c",
    "a\x00b\x07c\x1b[31m",
    "half \ud83d pair",
    "\u202edesrever\u202c",
    "line\nbreak\ttab",
    "%E0%A4%A&at=topic:x#view=table",
    "speaker:topic:x",
    "\\u003cscript\\u003e \\",
    "😀👩‍👩‍👧‍👦 🇺🇦",
    "  spaces  ",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "]]><script>alert(1)</script>",
    "*/</style><script>alert(1)</script>/*",
    "=cmd|' /C calc'!A0",
    "\\\";alert(1);//",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\ufeff\u200b\u2066zero\u2069 width",
    "\uffff\ufdd0 noncharacters",
)  # fmt: skip


def whole(text):
    """Half pairs become the replacement character."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def shown(text):
    """White space is one space."""
    return re.sub(r"\s+", " ", whole(text)).strip()


@pytest.fixture(scope="module")
def hostile_page(folder):
    statements, passages, topics = [], [], []
    for n, text in enumerate(STRINGS):
        statements.append(
            Statement(
                text, text, "support", 2, 0.5, text, text + str(n), text, text, text, f"{text}#{n}", text, text, text
            )
        )
        pieces = ((text, "source"), (text, "cue"), (text, "content"), (text, ""))
        passages.append(Passage(f"{text}#{n}", text, text, pieces, text, text, text, 0.5))
        topics.append(Topic(text, text, text, (text,), text, None, text))
    path = folder / "hostile.html"
    steps = [{"title": text, "text": text, "address": "#view=table"} for text in map(whole, STRINGS)]
    story = story_of(json.dumps({"title": STRINGS[0], "steps": [*steps, {"address": 7}]}), STRINGS[0])
    texts = {text + str(n): f"Before. {text * 4} After." for n, text in enumerate(STRINGS)}
    Page(statements, passages, topics, title=" ".join(STRINGS), story=story, texts=texts).write(path)
    return path


PLACES = {
    "heading": "h2",
    "proposition": ".proposition",
    "title": ".where cite",
    "publisher": ".where bdi",
    "source": ".card .source",
    "cue": ".card .cue",
    "content": ".card mark",
    "stance": ".card .view",
}


def choose(reader, change):
    reader.page.evaluate("(change) => quotegraph.store.set(change)", change)
    reader.settle()


def test_every_string_is_shown_as_text_in_every_place(reader, hostile_page):
    reader.open(hostile_page)
    for text in map(whole, STRINGS):
        choose(reader, {"at": {"what": "line", "stance": "support", "speaker": text, "topic": text}})
        assert reader.page.locator("#panel .card").count() == 1, text
        read = {
            place: shown(reader.page.locator(f"#panel {query}").first.text_content()) for place, query in PLACES.items()
        }
        sentence = shown(f"{text} supports {text}")
        expected = {place: sentence if place in ("heading", "stance") else shown(text) for place in PLACES}
        assert read == expected
        assert reader.page.locator("#panel :is(script, style, img, svg, iframe, link, base)").count() == 0


def test_table_matrix_filters_and_search_show_them_as_text_too(reader, hostile_page):
    reader.open(hostile_page, "#view=table")
    names = {shown(text) for text in reader.page.locator("#table tbody th").all_text_contents()}
    assert names == {shown(text) for text in STRINGS}
    reader.page.click("#tab-matrix")
    assert {shown(text) for text in reader.page.locator("#matrix tbody th").all_text_contents()} == names
    for facet in ("speaker", "topic", "publisher", "kind", "type", "organisation", "country"):
        section = reader.page.locator(f"details[data-facet={facet}]")
        if section.get_attribute("open") is None:
            section.locator("summary").click()
        section.locator("button.more").click()
        assert {shown(text) for text in section.locator("li bdi").all_text_contents()} == names
    reader.search("<script>alert")
    assert "<script>alert(1)</script>" in reader.page.inner_text("#results")
    assert reader.page.locator(":is(#side, main) :is(script, img, iframe, style)").count() == 0


def test_there_are_at_least_thirty_of_them():
    assert len(set(map(shown, STRINGS))) >= 30


def test_ties_between_speakers_and_groups_show_them_as_text_too(reader, hostile_page):
    reader.open(hostile_page, "#view=picture")
    for by, what in (("person", "speaker"), ("organisation", "group"), ("country", "group"), ("camp", "group")):
        for text in map(whole, STRINGS[:8]):
            at = (
                {"what": "speaker", "speaker": text} if what == "speaker" else {"what": "group", "by": by, "name": text}
            )
            reader.choose({"net": "both", "by": by, "at": at})
            assert shown(reader.page.locator("#panel h2").text_content()) == shown(text)
    assert reader.page.locator("#panel :is(script, style, img, iframe, link, base)").count() == 0


def test_a_story_and_its_notes_are_text(reader, hostile_page):
    reader.open(hostile_page, "")
    assert "<script>alert(1)</script>" in reader.page.inner_text("#notice")
    for text in STRINGS:
        if shown(text):
            assert shown(reader.page.locator("#story h2").text_content()) == shown(text)
            assert shown(reader.page.locator("#story .text").text_content()) == shown(text)
        if reader.page.is_enabled("#story-next"):
            reader.page.click("#story-next")
            reader.settle()
    assert reader.page.locator("#story :is(script, style, img, iframe, svg)").count() == 0


def test_an_article_in_full_is_text(reader, hostile_page):
    reader.open(hostile_page, "#view=table")
    for text in STRINGS[:6]:
        reader.choose({"at": {"what": "speaker", "speaker": whole(text)}})
        reader.page.click("#panel .whole")
        assert shown(reader.page.locator("#article .text").text_content()) == shown(f"Before. {text * 4} After.")
        assert shown(reader.page.locator("#article mark").text_content()) == shown(text)
        reader.page.keyboard.press("Escape")
    assert reader.page.locator("#article :is(script, style, img, iframe, svg)").count() == 0


def test_saved_pictures_and_tables_hold_them_as_text(reader, hostile_page):
    reader.open(hostile_page, "#view=picture")
    _, picture = reader.saved("#save-svg")
    root = ElementTree.fromstring(picture)
    assert not [part.tag for part in root.iter() if part.tag.endswith(("script", "image", "foreignObject", "}a"))]
    _, table = reader.saved("#save-csv")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert {shown(re.sub("^'(?=[=+@\t\r-])", "", row["speaker"])) for row in rows} == {shown(text) for text in STRINGS}
    assert not [row for row in rows if row["speaker"].startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_title_is_text(reader, hostile_page):
    reader.open(hostile_page)
    assert shown(reader.page.locator("#title").text_content()) == shown(" ".join(STRINGS))
    assert reader.page.locator("head base, head link[rel=stylesheet]").count() == 0


def test_each_of_them_survives_in_the_address(reader, hostile_page):
    reader.open(hostile_page)
    for text in map(whole, STRINGS):
        choose(reader, {"at": {"what": "speaker", "speaker": text}, "speaker": [text]})
        address = reader.page.evaluate("location.hash")
        choose(reader, {"at": None, "speaker": []})
        reader.page.evaluate("(address) => { location.hash = address; }", address)
        reader.until("quotegraph.store.state.at !== null")
        assert (
            reader.page.evaluate("[quotegraph.store.state.at.speaker, ...quotegraph.store.state.speaker]") == [text] * 2
        )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example",
        "https://",
    ],
)
def test_only_addresses_of_the_web_become_links(reader, folder, address):
    passage = Passage("a#1", "T", address, (("w", "content"),), "direct", "asserted", "", None)
    path = folder / "link.html"
    Page([Statement("Ann", "toll", "support", article="a", quote_id="a#1")], [passage]).write(path)
    reader.open(path)
    reader.click_node("speaker:Ann")
    assert reader.page.locator("#panel .card").count() == 1
    assert reader.page.locator("#panel a").count() == 0


def test_right_to_left_and_east_asian_names(reader, folder):
    names = ("عبد الفتاح", "בנימין", "習近平", "尹錫悅大統領", "Владимир", "Ὀδυσσεύς", "ไทย")
    path = folder / "scripts.html"
    Page([Statement(name, f"{name} {other}", "support") for name in names for other in names[:3]]).write(path)
    reader.open(path)
    labels = reader.picture("labels()")
    assert set(names) <= {label["text"] for label in labels}
    assert overlaps(labels) == []
    reader.click_node("speaker:عبد الفتاح")
    assert reader.page.evaluate("getComputedStyle(document.querySelector('#panel h2')).direction") == "rtl"
    assert reader.page.evaluate("getComputedStyle(document.querySelector('#panel')).direction") == "ltr"


def test_a_name_of_ten_thousand_letters(reader, folder):
    long = "Wolfeschlegelstein" * 556
    path = folder / "long-name.html"
    Page([Statement(long, "toll " + long, "support"), Statement("Ann", "toll " + long, "oppose")], title=long).write(
        path
    )
    reader.open(path)
    reader.click_node(f"speaker:{long}")
    for view in ("picture", "matrix", "table"):
        reader.page.click(f"#tab-{view}")
        reader.settle()
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert reader.page.evaluate(
            "document.querySelector('#panel').scrollWidth <= document.querySelector('#panel').clientWidth + 1"
        )
        assert reader.page.locator("#panel h2").bounding_box()["height"] < 300
    reader.page.click("#tab-picture")
    reader.settle()
    frame = reader.page.locator("#canvas").bounding_box()
    for label in reader.picture("labels()"):
        assert frame["x"] <= label["box"][0] < label["box"][2] <= frame["x"] + frame["width"]


def test_nothing_is_asked_of_any_other_place(at_town):
    at_town.click_node("topic:harbour-bridge")
    for view in ("matrix", "table", "picture"):
        at_town.page.click(f"#tab-{view}")
    assert (
        at_town.page.evaluate(
            "performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith('data:')).length"
        )
        == 0
    )


def test_the_policy_stops_foreign_script_style_picture_and_request(browser, town_page):
    reader = Reader(browser)
    reader.open(town_page)
    reader.page.evaluate(
        """() => {
          const add = (name, change) => document.body.append(Object.assign(document.createElement(name), change));
          add('script', { textContent: 'window.owned = true' });
          add('style', { textContent: 'body { display: none }' });
          add('img', { src: 'https://evil.example/x.png' });
          const button = document.createElement('button');
          button.setAttribute('onclick', 'window.owned = true');
          button.click();
          fetch('https://evil.example/').catch(() => {});
        }"""
    )
    reader.page.wait_for_timeout(100)
    assert reader.page.evaluate("window.owned") is None
    assert reader.page.is_visible("#picture")
    stopped = " ".join(reader.complaints)
    for directive in ("script-src-elem", "script-src-attr", "img-src", "connect-src", "style-src-elem"):
        assert f"CSP {directive}" in stopped
    reader.close()
