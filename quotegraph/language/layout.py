"""Layout: text to blocks (paragraphs, headings, list items, turns of a transcript), before any parse.

A parser that reads a heading, a bullet or a speaker's label as part of a sentence gets the sentence wrong, so they are
cut first. Blocks never overlap, stand in order, and together hold every character that is not white space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quotegraph.language.characters import plain
from quotegraph.model import Span

KINDS = ("paragraph", "heading", "bullet", "turn", "answer", "blockquote", "byline")

_BULLET = re.compile(r"(?:[-•*–—·▪‣]|\d{1,2}[.)])[ \t]+(?=\S)")
_QUOTED_LINE = re.compile(r">(?:[ \t]?>)*[ \t]?")
_LABEL_NAME = (
    r"(?:@\w{2,30}(?:, [^:\n]{2,50})?"
    r"|(?:[^\W\d_][\w.’'-]*|\([\w ]{1,20}\))(?:[ ][^\W\d_][\w.’'-]*|[ ]\([\w .,]{1,30}\)){0,5})"
)
_LABEL = re.compile(rf"(\*\*|__)?(?P<name>{_LABEL_NAME})(?P<mark>:(?:\*\*|__)?|(?:\*\*|__):)[ \t]*(?=\S)")
_QUOTED_LABEL = re.compile(
    r"[“\"„«](?=[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{0,40}:[ \t]+\S)"
)  # a transcript whose turns open with a mark
_CLOSING = '”"“»'
_SIGNED = re.compile(r"[”\"’'»][ \t]*(?:[–—―]|--?)[ \t]*(?:[^\W\d_][\w.,’'()-]*[ \t]*){1,10}$")
_CLOCK = re.compile(
    r"(?:\*\*|__)?\d{1,2}[.:h]\d{2}(?:[ ]?(?:[ap]\.?m\.?|[A-Z]{2,4}))?(?:\*\*|__)?[ \t]*[:–—-]?[ \t]+(?=\S)"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-ZÀ-Þ.’'-]+(?:[ ,]+[A-Z][\w.’'-]*){0,3}"
    r"(?:[ ]?,?[ ]?(?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}))?[ ]*(?:\([^)\n]{2,40}\)[ ]*)?(?:[–—]|--?)[ ]+"
    r"|[A-ZÀ-Þ]{3,}(?:[ ][A-ZÀ-Þ]{3,}){0,2}(?:[ ]\([^)\n]{2,40}\))?\.[ ]+"
    r"|\([A-Z]{2,10}\)[ ]*(?:[–—]|--?)[ ]+"
    r"|[A-Z][\w.’'-]+(?:[ ,]+[A-Z][\w.’'-]*){0,2}[ ]\([A-Z][\w &]{1,25}\)[ ]*(?:[–—]|--?)[ ]+)"
)
_MAIL = re.compile(r"On [^\n<>]{4,60}?\d[^\n<>]{0,30}?, (?=[^\n<>,]{2,60}(?: <[^\n<>]{3,80}>)? wrote:$)")
_BYLINE = re.compile(
    r"(?:by|from|von|par)[ ](?:[A-Z][\w.’'-]+[ ,]*){1,5}(?:(?:and|in|for|&)[ ](?:[A-Z][\w.’'-]+[ ,]*){1,4})*$", re.I
)
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]*_]*$")
_SENTENCE_GAP = re.compile(r"[.!?…][\"”’»)]*\s+(?=[\"“„«‘]?[A-ZÀ-Þ])")
_LONGEST = 5000  # characters of one block; parsing takes more than linear time in a block's length
_NAME_LINKS = frozenset(("of", "the", "de", "van", "von", "der", "al", "bin", "la", "di", "da", "del"))
_NOT_A_NAME = frozenset(
    """
    also and answer but claim correction editor finally first how however image meanwhile more no note notes
    or photo question rating read related remember result second see so source sources still then third thus
    update verdict video watch what when where which who why yes
    """.split()
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text to be parsed by itself.

    ``span`` is the whole block, ``body`` the part to be parsed (without bullet, dateline, clock time, speaker label,
    emphasis marks around it); ``label`` is the speaker's label of a turn.
    """

    kind: str
    span: Span
    body: Span
    label: Span | None = None


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order.

    >>> [(b.kind, b.body.of("Aid\\n\\n- One said no.\\n- Two")) for b in blocks("Aid\\n\\n- One said no.\\n- Two")]
    [('heading', 'Aid'), ('bullet', 'One said no.'), ('bullet', 'Two')]
    """
    text = plain(text)
    lines = (line for paragraph in _paragraphs(text) for line in _lines(text, paragraph))
    found = [_block(text, piece) for line in lines for piece in _pieces(text, line)]
    return tuple(_answers(text, list(_turns(text, found))))


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in re.finditer(r"\n[^\S\n]*(?:\n\s*)|[\f\v\x1c-\x1e\x85\u2028\u2029]+", text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _lines(text: str, paragraph: Span) -> Iterator[Span]:
    """The lines of a paragraph; lines that were only wrapped (the next goes on in mid-sentence) are kept together."""
    start, at = None, paragraph.start
    for line in paragraph.of(text).split("\n"):
        begin, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        if begin < end:
            if start is None:
                start, last = begin, end
            elif _wrapped(text[start:last], text[begin:end]):
                last = end
            else:
                yield Span(start, last)
                start, last = begin, end
        at += len(line) + 1
    if start is not None:
        yield Span(start, last)


def _pieces(text: str, line: Span) -> Iterator[Span]:
    """A line in pieces that a parser can take: cut at ends of sentences, else at spaces, else anywhere."""
    start = line.start
    while line.end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        ends = [found.end() for found in _SENTENCE_GAP.finditer(window, _LONGEST // 2)]
        cut = ends[-1] if ends else window.rfind(" ") if " " in window[_LONGEST // 2 :] else _LONGEST
        piece = window[:cut]
        if piece.strip():
            yield Span(start, start + len(piece.rstrip()))
        start += cut
        start += len(text[start : line.end]) - len(text[start : line.end].lstrip()) if text[start].isspace() else 0
    if start < line.end:
        yield Span(start, line.end)


def _wrapped(before: str, line: str) -> bool:
    if _BULLET.match(line) or _QUOTED_LINE.match(line) or _LABEL.match(line) or _CLOCK.match(line):
        return False
    last_line = before.rsplit("\n", 1)[-1]
    if _SIGNED.search(last_line) and line[:1] in "“\"‘'«„":
        return False  # “…” – Jane Doe: the next line is the next letter
    if _QUOTED_LABEL.match(line):
        return False
    if _BULLET.match(before) or len(last_line) >= 45:
        return not _SENTENCE_END.search(last_line) or line[:1].islower() or len(last_line) in range(60, 90)
    return line[:1].islower()


def _block(text: str, span: Span) -> Block:
    at, kind, label = span.start, "paragraph", None
    if found := _QUOTED_LINE.match(text, at, span.end):
        at = found.end()
        if found := _MAIL.match(text, at, span.end):
            at = found.end()
        return Block("blockquote", span, Span(at, span.end) if at < span.end else span)
    if found := _BULLET.match(text, at, span.end):
        at, kind = found.end(), "bullet"
    if any(found := lead.match(text, at, span.end) for lead in (_CLOCK, _DATELINE, _MAIL)) and found is not None:
        at = found.end()
    line = text[at : span.end]
    if kind == "paragraph" and at == span.start:
        if _BYLINE.match(line):
            return Block("byline", span, span)
        opened = _QUOTED_LABEL.match(text, at, span.end)
        if (found := _LABEL.match(text, opened.end() if opened else at, span.end)) and not {
            w.casefold() for w in found["name"].split()
        } & _NOT_A_NAME:
            label = Span(found.start("name"), found.end("name"))
            last = (
                span.end - 1 if opened and text[span.end - 1] in _CLOSING and span.end - 1 > found.end() else span.end
            )
            return Block("turn", span, Span(found.end(), last), label)
        if _is_heading(line):
            kind = "heading"
    body_end = span.end
    for emphasis in ("**", "__"):
        if text.startswith(emphasis, at) and text.endswith(emphasis, at + 2, body_end) and body_end - at > 4:
            at, body_end = at + 2, body_end - 2
    return Block(kind, span, Span(at, body_end), label)


def _is_heading(line: str) -> bool:
    words = line.strip("*_# ").split()
    if not words or "\n" in line:
        return False
    if line.startswith("#"):
        return True
    if len(words) > 12 or (_SENTENCE_END.search(line.rstrip()) and not line.rstrip().endswith(("?", "**"))):
        return False
    return not line.rstrip().endswith(("”", '"', "’", "»", ","))


def _turns(text: str, found: list[Block]) -> Iterator[Block]:
    """Labels make a transcript only where they recur or are capitals or handles; else they are prose."""
    labels = Counter(block.label.of(text) for block in found if block.label)
    names = {
        label
        for label in labels
        if all(word.lstrip("(")[:1].isupper() or word in _NAME_LINKS for word in label.split())
    }
    for block in found:
        if block.label is None:
            yield block
            continue
        name = block.label.of(text)
        marked = text[block.body.start] in "“\"„«‘'"
        sure = name.partition(" (")[0].isupper() or name.startswith("@") or (labels[name] > 1 and name in names)
        transcript = sure or (name in names and len(names) > 2 and not marked)
        yield block if transcript else Block("paragraph", block.span, block.span)


def _answers(text: str, found: list[Block]) -> Iterator[Block]:
    """In an interview, what follows each question is an answer; questions stand in bold or make paragraphs."""
    bold = [_is_bold(block.span.of(text)) for block in found]
    plain = [_is_question(block.span.of(text)) for block in found]
    asked = bold if sum(bold) > 1 and any(p for p, b in zip(plain, bold, strict=True) if b) else plain
    interview = sum(asked) > (1 if asked is bold else 2)
    last = max((number for number, question in enumerate(asked) if question), default=-1)
    answering = False
    for number, block in enumerate(found):
        if not interview or asked[number] or block.kind not in ("paragraph", "heading"):
            answering = asked[number]
            yield block
            continue
        yield Block("answer", block.span, block.body) if answering else block
        # after the last question, and where only question marks tell the questions, one paragraph answers
        answering = answering and asked is bold and number < last


def _is_question(line: str) -> bool:
    return line.rstrip("*_ ").endswith("?") and len(line.split()) <= 25 and not set(line) & set('“”"„«»‘')


def _is_bold(line: str) -> bool:
    return len(line) > 4 and any(line.startswith(mark) and line.endswith(mark) for mark in ("**", "__"))
