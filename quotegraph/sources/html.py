"""HTML pages of news sites: the article's paragraphs, headings, list items and block quotes, without what is around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotegraph.errors import QuotegraphError
from quotegraph.lines import checked_date
from quotegraph.model import Article
from quotegraph.sources.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_LANG = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.I)
_UNSPEAKABLE = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LATEST = "2200-01-01"  # dates are taken as the page declares them, whatever the clock here says
_NEARLY_ALL = 0.8  # of the characters
_POINTER = re.compile(r"(?:[^\W\d_]+ ?){1,3}:")
"""What stands before the link of *Read more:* and *See also:*, paragraphs that lead to another article."""
_BLOCKS = frozenset(("p", "head", "list", "quote", "ab", "table"))


def article(data: bytes, doc_id: str, where: str) -> Article:
    """The article of an HTML page, found offline; blocks are divided by blank lines, list items are ``- `` lines.

    Title, publisher (site name), date, address and language come from the page's own metadata.

    >>> page = b"<html lang=en><title>Aid</title><article><p>Aid came, said Ann Lee, and it came in time.</p></article>"
    >>> article(page, "a", "a.html").text
    'Aid came, said Ann Lee, and it came in time.'
    """
    declared = _CHARSET.search(data[:4096])
    page = decode(data, where, declared[1].decode("ascii") if declared else None)
    if not page.strip():
        raise QuotegraphError(f"{where}: the file is empty; an article needs text")
    found = _extracted(page, where)
    text = "\n\n".join(_blocks(found.body)) if found is not None and found.body is not None else ""
    if not text:
        raise QuotegraphError(f"{where}: no article text found in the page")
    lang = _LANG.search(page[:20_000])
    return Article(
        doc_id,
        text,
        title=_line(found.title),
        publisher=_line(found.sitename or found.hostname),
        date=checked_date(found.date, where) if found.date else None,
        url=_line(found.url) or None,
        lang=lang[1].lower() if lang else "en",
    )


def _extracted(page: str, where: str) -> Any:
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it has to say is said here, in one line
    try:
        return _whole(_UNSPEAKABLE.sub(" ", page))
    except Exception as error:  # whatever a page does to the parsers below, the other articles go on
        raise QuotegraphError(f"{where}: the page cannot be read ({type(error).__name__}: {error})") from error


def _whole(page: str) -> Any:
    found = _trafilatura(page)
    if found is not None and found.body is not None and len(found.body) == 1 and "\n" in (found.body[0].text or ""):
        # a page too short for its article to stand out: its lines run together, and its lists are lost; looked at
        # without a least size, its blocks are there
        whole = _trafilatura(page, short=True)
        if whole is not None and whole.body is not None and len(whole.text) >= len(found.text) * _NEARLY_ALL:
            return whole
    return found


def _trafilatura(page: str, short: bool = False) -> Any:
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    if short:
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
    return bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        include_links=True,  # to tell pointers to other articles from paragraphs
        with_metadata=True,
        favor_recall=short,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LATEST},
        config=config,
    )


def _blocks(element: Element) -> Iterator[str]:
    """The blocks below an element in order; what stands between blocks without a tag of its own is a block too."""
    loose = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _paragraph("".join(loose))
            loose = [child.tail or ""]
            yield from _block(child)
        else:
            loose.append(_inline(child) + (child.tail or ""))
    yield from _paragraph("".join(loose))


def _block(element: Element) -> Iterator[str]:
    if element.tag == "list":
        items = [line for item in element for line in _items(item)]
        yield from ["\n".join(items)] if items else []
    elif element.tag == "quote":
        for block in _blocks(element):
            yield "\n".join(f"> {line}" for line in block.split("\n"))
    elif not _is_pointer(element):
        yield from _blocks(element)


def _is_pointer(element: Element) -> bool:
    """Whether a block is a word or three with a colon, then a link and nothing else."""
    links = list(element)
    if not links or any(link.tag != "ref" or (link.tail or "").strip(" .") for link in links):
        return False
    return _POINTER.fullmatch((element.text or "").strip()) is not None


def _items(item: Element) -> Iterator[str]:
    lines = [line for block in _blocks(item) for line in block.split("\n")]
    own = [line for line in lines if not line.startswith("- ")]
    if own:
        yield "- " + " ".join(own)
    yield from (line for line in lines if line.startswith("- "))  # the items of lists inside the item


def _inline(element: Element) -> str:
    if element.tag == "lb":
        return "\n"
    return (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)


def _paragraph(text: str) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if any(lines):
        yield "\n".join(line for line in lines if line)


def _line(value: str | None) -> str:
    return " ".join((value or "").split())
