"""What the tagger is taught of an annotation line."""

from typing import Any

import numpy as np
from tokenizers import Tokenizer

from quotegraph.extract.tagger import CHANNELS, LINKS
from quotegraph.learn.targets import NONE, UNKNOWN, Example, example
from quotegraph.model import Span

TEXT = "Mara said that we wait, she says, no “plan” left"


def span(word: str, last: str = "") -> list[int]:
    return [TEXT.index(word), TEXT.index(last or word) + len(last or word)]


def quote(content: list[list[int]], **more: Any) -> dict[str, Any]:
    return {"content": content, "level": 1, "type": "indirect", **more}


def row(*quotes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"doc_id": "a/1", "text": TEXT, "quotes": list(quotes), **more}


def words(found: Example, channel: str) -> list[str]:
    chosen = np.flatnonzero(found.targets[:, CHANNELS.index(channel)] == 1)
    return [TEXT[found.pieces.starts[i] : found.pieces.ends[i]] for i in chosen]


def pointed(found: Example, word: str) -> dict[str, object]:
    first = found.pieces.range(Span(*span(word)))[0]
    goals = zip(LINKS, found.links[first].tolist(), strict=True)
    return {name: TEXT[found.pieces.starts[i] : found.pieces.ends[i]] if i >= 0 else i for name, i in goals}


def test_borders_and_links(tokenizer: Tokenizer) -> None:
    found = example(
        tokenizer,
        row(quote([span("that", "wait,"), span("no", "left")], cue=[span("says")], source=[span("she")])),
        "brief",
    )
    assert words(found, "inside") == ["we", "wait", "no", "“", "plan", "”", "left"]
    assert words(found, "begin") == ["we", "no"]
    assert words(found, "end") == ["wait", "left"]
    assert words(found, "cue") == ["says"]
    assert pointed(found, "we") == {"source": "she", "cue": "says", "first": "we"}
    assert pointed(found, "no") == {"source": "she", "cue": "says", "first": "we"}
    assert pointed(found, "wait") == dict.fromkeys(LINKS, UNKNOWN)


def test_a_content_without_source_points_nowhere(tokenizer: Tokenizer) -> None:
    found = example(tokenizer, row(quote([span("we", "wait")], cue=[], source=[])), "brief")
    assert pointed(found, "we") == {"source": NONE, "cue": NONE, "first": "we"}


def test_nested_and_terms_are_taught_in_the_style_that_marks_them_only(tokenizer: Tokenizer) -> None:
    quotes = quote([span("we", "left")]), quote([span("no", "left")], level=2)
    line = row(*quotes, non_quotes=[span("“plan”")])
    ours, theirs = example(tokenizer, line, "brief"), example(tokenizer, line, "polnear")
    assert words(ours, "inside2") == ["no", "“", "plan", "”", "left"]
    assert words(ours, "term") == ["“", "plan", "”"]
    assert set(theirs.targets[:, CHANNELS.index("inside2")]) == {UNKNOWN}
    assert set(theirs.targets[:, CHANNELS.index("term")]) == {UNKNOWN}


def test_an_attitude_is_content_but_no_utterance(tokenizer: Tokenizer) -> None:
    found = example(tokenizer, row(quote([span("plan")], type="stance")), "brief")
    known = found.targets[:, CHANNELS.index("quotative")]
    assert words(found, "inside") == ["plan"]
    assert sorted(set(known.tolist())) == [UNKNOWN, 0]
