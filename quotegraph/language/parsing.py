"""Article to Reading: blocks, quotation marks and dependency parses with offsets into the article's text.

Quoted sentences are parsed apart from the sentence that reports them: where they stood, the parser sees a single quoted
word, so that “…,” said X gives the same tree however long the quotation is. Marks around a few quoted words inside a
sentence are taken out before the parse. Every token still knows its place in the article's text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotegraph.language.capitals import calm
from quotegraph.language.layout import Block, blocks
from quotegraph.language.marks import Quoted, quoted
from quotegraph.language.models import english
from quotegraph.model import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BATCH = 16
"""Articles parsed at a time: enough for the parser to work on many blocks at once, little enough to stream."""

_ENOUGH = 200_000  # characters after which a batch takes no further article: all its parses are held at once
_PORTION = 20_000  # characters that the parser works on at a time: its memory is in proportion

_WORD = "Yes"  # what the parser sees in place of a quoted sentence
_NOT_PARSED = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u200b\ud800-\udfff]"  # white space of all kinds, control characters
    r"|[\u2600-\u27bf\U0001f000-\U0001faff\U000e0000-\U000e007f]"  # pictures
    r"|\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)"  # emphasis
    r"|<[^\s<>@]{1,64}@[^\s<>@]{1,64}>"  # addresses
    r"|[^\w\s]{40,}"  # runs of marks
)
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_LEADS_IN_WORDS = frozenset(
    """
    a about an as at by call called calling calls dubbed entitled for from her his in its known labeled
    labelled my named no of on our so-called termed that the their these this those titled with your
    """.split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """A parsed stretch: the frame of a block (quoted sentences left out) or the inside of a quoted sentence.

    ``offsets`` gives the place in the article's text of each character of ``doc.text``; ``starts`` that of each
    token; ``holes`` the quoted sentences that were left out, by the index of the token that stands for them; ``quote``
    the one that this stretch is the inside of.
    """

    doc: Doc
    offsets: Sequence[int]
    block: Block
    quote: Quoted | None
    holes: dict[int, Quoted]
    starts: Sequence[int]

    def start(self, token: Token) -> int:
        """Where the token begins in the article's text."""
        return self.starts[token.i]

    def end(self, token: Token) -> int:
        """Where the token ends in the article's text."""
        return self.offsets[token.idx + len(token) - 1] + 1

    def span(self, first: Token, last: Token) -> Span:
        """The characters of the article's text from one token to another, both included."""
        return Span(self.start(first), self.end(last))

    def within(self, span: Span) -> list[Token]:
        """The tokens that begin in a span of the article's text."""
        return list(self.doc[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)])


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """An article with its blocks, quoted stretches and parses (in order of the text).

    ``starts`` are the first characters of the blocks, ``parts`` the quoted stretches paragraph by paragraph.
    """

    article: Article
    blocks: tuple[Block, ...]
    quotes: tuple[Quoted, ...]
    parses: tuple[Parse, ...]

    starts: tuple[int, ...]
    parts: tuple[tuple[Span, Quoted], ...]

    def block_at(self, char: int) -> Block:
        """The block in which (or before which) a character stands."""
        return self.blocks[max(0, bisect_right(self.starts, char) - 1)]

    def near(self, span: Span) -> list[tuple[Span, Quoted]]:
        """The quoted parts that share a character with a span, in order of the text; outer before inner."""
        out = []
        for number in range(bisect_left(self.parts, span.end, key=_start) - 1, -1, -1):
            part, quote = self.parts[number]
            if part.end > span.start:
                out.append((part, quote))
            elif quote.depth == 0:  # outermost parts do not overlap: all before this one end sooner
                break
        return out[::-1]


def _start(item: tuple[Span, Quoted]) -> int:
    return item[0].start


def read(articles: Iterable[Article]) -> Iterator[Reading]:
    """Readings of articles, in order, parsed in batches.

    >>> reading = next(read([Article("a", "“It opens,” said Mara.")]))
    >>> [parse.doc.text for parse in reading.parses]
    ['"Yes," said Mara.', 'It opens,']
    """
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) == BATCH or size >= _ENOUGH:
            yield from _read_batch(batch)
            batch, size = [], 0
    yield from _read_batch(batch)


@dataclass(slots=True)
class _Frame:
    """Text for the parser with the place of each of its characters in the article's text."""

    block: Block
    quote: Quoted | None
    text: str
    offsets: array[int]
    holes: list[tuple[int, Quoted]]


def _read_batch(batch: list[Article]) -> Iterator[Reading]:
    laid_out: list[tuple[Article, tuple[Block, ...], tuple[Quoted, ...], list[_Frame]]] = []
    for article in batch:
        found = blocks(article.text)
        quotes = quoted(article.text, [block.body for block in found])
        own = _by_block(found, quotes)
        text = calm(article.text)
        frames = [frame for number, block in enumerate(found) for frame in _frames(text, block, own[number])]
        laid_out.append((article, found, quotes, frames))
    docs = _parsed(frame.text for *_, frames in laid_out for frame in frames)
    for article, found, quotes, frames in laid_out:
        parses = tuple(_parse(frame, docs[frame.text]) for frame in frames)
        parts = sorted(
            ((part, quote) for quote in quotes for part in quote.parts), key=lambda i: (i[0].start, -i[0].end)
        )
        yield Reading(article, found, quotes, parses, tuple(block.span.start for block in found), tuple(parts))


def _parsed(texts: Iterable[str]) -> dict[str, Doc]:
    """Each text with its parse; one that comes again is parsed once, and few at a time where they are long."""
    model = english()
    out: dict[str, Doc] = {}
    portion: list[str] = []
    waiting, size = dict.fromkeys(texts), 0
    for number, text in enumerate(waiting, 1):
        portion.append(text)
        size += len(text)
        if size >= _PORTION or number == len(waiting):
            for read_text, doc in zip(portion, model.pipe(portion, batch_size=128), strict=True):
                doc.tensor = doc.tensor[:0].copy()  # what the parser thought on the way is read by nobody
                out[read_text] = doc
            portion, size = [], 0
    return out


def _parse(frame: _Frame, doc: Doc) -> Parse:
    holes: dict[int, Quoted] = {}
    for at, quote in frame.holes:
        span = doc.char_span(at, at + len(_WORD), alignment_mode="expand")
        if span is not None:
            holes[span.start] = quote
    starts = array("q", (frame.offsets[token.idx] for token in doc))
    return Parse(doc, frame.offsets, frame.block, frame.quote, holes, starts)


def _by_block(found: tuple[Block, ...], quotes: tuple[Quoted, ...]) -> list[list[Quoted]]:
    """The quoted stretches that have a part in each block."""
    starts = [block.span.start for block in found]
    out: list[list[Quoted]] = [[] for _ in found]
    for quote in quotes:
        for number in {bisect_right(starts, part.start) - 1 for part in quote.parts}:
            out[number].append(quote)
    return out


def _frames(text: str, block: Block, quotes: list[Quoted]) -> Iterator[_Frame]:
    yield from _frames_of(text, block, block.body, None, quotes, 0)


def _frames_of(
    text: str, block: Block, span: Span, quote: Quoted | None, quotes: list[Quoted], depth: int
) -> Iterator[_Frame]:
    """The frame of a span, and after it those of the quoted sentences in it, from the outside in."""
    frame = _Frame(block, quote, "", array("q"), [])
    pieces: list[str] = []
    inner: list[tuple[Quoted, Span]] = []
    deeper = {at for q in quotes if q.depth > depth for part in q.parts for at in (part.start, part.end - 1)}
    at = span.start

    def copy(until: int) -> None:
        pieces.append(text[at:until])
        frame.offsets.extend(range(at, until))

    for one in quotes:
        for part in one.parts:
            if one.depth != depth or part.start < at or part.end > span.end:
                continue
            copy(part.start)
            opening = 2 if text[part.start : part.start + 2] in ("``", "''") else 1
            closing = 0 if not _closes(text, one, part) else 2 if text[part.end - 2 : part.end] == "''" else 1
            within = Span(part.start + opening, max(part.start + opening, part.end - closing))
            if is_sentence(text, one, part, span):
                last = text[within.end - 1]
                ending = last if last in ".,!?" else ""
                frame.holes.append((len(frame.offsets) + 1, one))
                pieces.append(f'"{_WORD}{ending}"')
                frame.offsets.append(part.start)
                frame.offsets.extend(min(i, part.end - 1) for i in range(within.start, within.start + len(_WORD)))
                frame.offsets.extend([part.end - 1] * (len(ending) + 1))
                inner.append((one, within))
            else:
                if part.start > span.start and text[part.start - 1].isalnum():
                    pieces.append(" ")
                    frame.offsets.append(part.start)
                # quoted words stay in the sentence, without their marks; deeper marks in them go the same way
                bare = [i for i in range(within.start, within.end) if i not in deeper]
                pieces.append("".join(text[i] for i in bare))
                frame.offsets.extend(bare)
                if part.end < span.end and text[part.end].isalnum():
                    pieces.append(" ")
                    frame.offsets.append(part.end - 1)
            at = part.end
    copy(span.end)
    frame.text = _NOT_PARSED.sub(lambda found: " " * len(found[0]), "".join(pieces))  # one for one: offsets hold
    if _UNSEEN.search(frame.text):
        _drop_unseen(frame)
    if frame.text.strip():
        yield frame
    deep = [q for q in quotes if q.depth > depth]
    for one, within in inner:
        yield from _frames_of(text, block, within, one, deep, depth + 1)


def _drop_unseen(frame: _Frame) -> None:
    """Takes out what has no width and may stand inside a word: soft hyphens, joiners, marks of direction."""
    kept = [at for at, char in enumerate(frame.text) if not _UNSEEN.match(char)]
    frame.text = "".join(frame.text[at] for at in kept)
    frame.offsets = array("q", (frame.offsets[at] for at in kept))
    frame.holes = [(bisect_left(kept, at), quote) for at, quote in frame.holes]


def _closes(text: str, quote: Quoted, part: Span) -> bool:
    return quote.closed and part == quote.parts[-1]


def is_sentence(text: str, quote: Quoted, part: Span, around: Span) -> bool:
    """Whether a quoted part is speech of its own (a sentence, or a piece cut by its cue), not words in a sentence.

    >>> is_sentence("He saw the “ghost”.", Quoted((Span(11, 18),)), Span(11, 18), Span(0, 19))
    False
    """
    if len(quote.parts) > 1 or not quote.closed:
        return True
    words = text[part.start : part.end].strip("“”„‟«»‘’‚‹›\"'`")
    if not words.strip():
        return False
    before = text[max(around.start, part.start - 100) : part.start].rstrip()
    lead = before.rsplit(None, 1)[-1].strip("(“‘\"'*_").casefold() if before else ""
    after = text[part.end : min(around.end, part.end + 100)].lstrip()
    ends_inside = words.rstrip()[-1] in ".,!?…—"
    if before and lead in _LEADS_IN_WORDS:
        return False
    starts_apart = not before or before[-1] in '.!?:,;—–-*…"”’»)' or before.endswith(("--", "―"))
    capital = words.lstrip("[(*…. ")[:1].isupper() or words[:1].isdigit() or words[:1] in "@#…"
    if starts_apart:
        ends_apart = ends_inside or not after or after[0] in ",.;:!?—–-("
        if capital:
            return ends_apart or not before or before[-1] == ":"
        return (ends_inside and len(words.split()) > 1) or (not before and ends_apart and len(words.split()) > 3)
    # “…” straight after a word: said “We will go.” but not: the plan “will go”
    return capital and ends_inside and len(words.split()) > 2
