"""HTML pages to articles."""

import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.sources.html import article

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Ministers split | The Post</title>
<meta property="og:title" content="Ministers split over the line">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2027-03-14T08:30:00+01:00">
<link rel="canonical" href="https://harbour.example/news/1"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ministers split over the line</h1>
<p>Lena Okafor, the <b>transport</b> minister, said on Monday that the coastal line would open
in June. It has been long awaited by the residents of the coast.</p>
<p>“We have waited long enough,” <a href="x">she</a> told reporters. “It opens.”</p>
<h2>What the union wants</h2>
<ul><li>More staff, says <i>the union</i>.</li><li>Higher pay<ul><li>at night</li></ul></li></ul>
<blockquote><p>We shall not yield.</p><p>Never.</p></blockquote>
<p>The &lt;b&gt; tag &amp; others stay words.</p><script>alert(1)</script></article>
<footer>Copyright</footer></body></html>"""


def test_article_of_a_page() -> None:
    found = article(PAGE.encode(), "a", "a.html")
    assert found.text.split("\n\n") == [
        "Ministers split over the line",
        "Lena Okafor, the transport minister, said on Monday that the coastal line would open in June. "
        "It has been long awaited by the residents of the coast.",
        "“We have waited long enough,” she told reporters. “It opens.”",
        "What the union wants",
        "- More staff, says the union.\n- Higher pay\n- at night",
        "> We shall not yield.",
        "> Never.",
        "The <b> tag & others stay words.",
    ]
    assert (found.title, found.publisher, found.date) == (
        "Ministers split over the line",
        "The Harbour Post",
        "2027-03-14",
    )
    assert (found.url, found.lang) == ("https://harbour.example/news/1", "en")


def test_blocks_of_a_short_page_without_article_are_kept() -> None:
    page = b"<html><body><p>Ann said no.</p><p>Yes.</p><ul><li>One.</li><li>Two.</li></ul></body></html>"
    assert article(page, "a", "a.html").text == "Ann said no.\n\nYes.\n\n- One.\n- Two."


def test_pointers_to_other_articles_are_left_out_and_links_in_paragraphs_are_not() -> None:
    beside = '<p>Read more: <a href="/x">Ten ways to save, experts say</a></p><p>See <a href="/y">it</a>: it holds.</p>'
    whole = '<p><a href="/z">Ann Lee, the mayor, said no to the plan.</a></p>'
    found = article(PAGE.replace("<h2>", f"{beside}{whole}<h2>").encode(), "a", "a.html").text.split("\n\n")
    assert found[3:6] == ["See it: it holds.", "Ann Lee, the mayor, said no to the plan.", "What the union wants"]


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "koi8-r"])
def test_declared_encoding_counts(encoding: str) -> None:
    words = "Он сказал, что война закончится."
    page = f"<html><head><meta charset='{encoding}'></head><body><article><p>{words}</p></article></body></html>"
    assert article(page.encode(encoding), "a", "a.html").text == words


def test_wrongly_declared_encoding_does_no_harm() -> None:
    page = "<html><head><meta charset='no-such'></head><body><article><p>Café, said Ann.</p></article></body></html>"
    assert article(page.encode(), "a", "a.html").text == "Café, said Ann."


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (b"", "a.html: the file is empty"),
        (b"<html><body></body></html>", "a.html: no article text found"),
        (b"<", "a.html: no article text found"),
        (b"\x00\x01", "a.html: holds NUL bytes"),
        (b"<div>" * 50_000, "a.html: "),
    ],
)
def test_a_page_without_article_says_so(page: bytes, says: str) -> None:
    with pytest.raises(QuotegraphError, match=says):
        article(page, "a", "a.html")
