"""Quotation marks: which stretches of a text stand in them, for every style that news uses.

“…”, "…", «…», »…«, „…“, ‘…’, '…', ``…'' and ''…'', nested, over several paragraphs (each opened, only the last
closed), and odd ones: a mark without a partner never costs more than itself. Apostrophes are told from single marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotegraph.language.characters import plain
from quotegraph.model import Span, Spans

_CLOSERS = {
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"'),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "‹": ("›",),
    "›": ("‹",),
    '"': ('"', "”", "“"),
    "”": ("”",),  # the Swedish style, and the careless one
    "'": ("'", "’"),
    "``": ("''", "``", '"'),
    "''": ("''", '"'),
}
_SINGLE = frozenset("‘‚'‹›")
_ANY = re.compile("[“”„‟«»‘’‚‹›\"'`]")
_MARKS = (
    80  # marks that a search for a partner looks at: more than any quotation of news holds, few enough to stay linear
)
_DEEPEST = 2  # levels of marks inside marks


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks: one part for each paragraph it runs over, marks included.

    ``depth`` is 0 for the outermost; ``closed`` says whether a closing mark was found.
    """

    parts: Spans
    depth: int = 0
    closed: bool = True

    @property
    def start(self) -> int:
        """Where the first opening mark stands."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the text goes on after the last mark."""
        return self.parts[-1].end

    def inside(self, text: str) -> str:
        """The words between the marks."""
        return " ".join(part.of(text).strip("“”„‟«»‘’‚‹›\"'`") for part in self.parts)


def quoted(text: str, paragraphs: Sequence[Span]) -> tuple[Quoted, ...]:
    """All stretches in quotation marks, outer before inner, in order of the text.

    >>> text = "He said: “No, ‘never’.” It's 5'10\\" \\"high\\"."
    >>> [(q.depth, text[q.start:q.end]) for q in quoted(text, [Span(0, len(text))])]
    [(0, '“No, ‘never’.”'), (1, '‘never’'), (0, '"high"')]
    """
    text = plain(text)
    found: list[Quoted] = []
    running: list[Span] = []  # the parts so far of a quotation that goes on in the next paragraph
    mark = ""
    for number, paragraph in enumerate(paragraphs):
        after = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        if running and _mark(text, paragraph.start) != mark:
            found.append(Quoted(tuple(running), closed=False))
            running = []
        here = _Paragraph(text, paragraph).scan(after, bool(running))
        for quote in here:
            if quote.depth == 0 and running and quote.start == paragraph.start:
                quote = Quoted((*running, *quote.parts), 0, quote.closed)
                running = []
            if quote.depth == 0 and not quote.closed:
                first = quote.parts[-1].start
                if _mark(text, after) == _mark(text, first):
                    running, mark = list(quote.parts), _mark(text, first)
                    continue
            found.append(quote)
    if running:
        found.append(Quoted(tuple(running), closed=False))
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _mark(text: str, at: int) -> str:
    """The opening mark at a place, or nothing."""
    for mark in ("``", "''"):
        if text.startswith(mark, at):
            return mark
    return text[at] if at < len(text) and text[at] in _CLOSERS else ""


class _Paragraph:
    """The marks of one paragraph, found once; every search looks at marks only, and at a bounded number of them."""

    __slots__ = ("all", "double", "span", "text")

    def __init__(self, text: str, span: Span) -> None:
        self.text, self.span = text, span
        self.all = [found.start() for found in _ANY.finditer(text, span.start, span.end)]
        self.double = [at for at in self.all if text[at] not in "‘’'‚‹›" or text.startswith("''", at)]

    def scan(self, after: int, goes_on: bool) -> list[Quoted]:
        """Quoted stretches of all depths; an unclosed one reaches to the end of the paragraph."""
        found: list[Quoted] = []
        todo = [(self.span.start, self.span.end, 0)]
        while todo:
            at, end, depth = todo.pop()
            for here in self.all[bisect_left(self.all, at) : bisect_left(self.all, end)]:
                mark = _mark(self.text, here) if here >= at else ""
                if not mark or not _opens(self.text, here, mark, self.span.start, end):
                    continue
                close = self._closer(here, mark, end)
                if close is not None:
                    found.append(Quoted((Span(here, close),), depth))
                    inner_end = close - (2 if self.text[close - 2 : close] in ("''", "``") else 1)
                    at = close
                elif depth == 0 and self._runs_on(here, mark, after, goes_on):
                    found.append(Quoted((Span(here, end),), depth, closed=False))
                    inner_end = at = end
                else:
                    at = here + len(mark)
                    continue
                if depth < _DEEPEST:
                    todo.append((here + len(mark), inner_end, depth + 1))
        return found

    def _runs_on(self, at: int, mark: str, after: int, goes_on: bool) -> bool:
        """Whether an opening mark without a partner opens speech up to the end of the paragraph.

        It does where the next paragraph opens with the same mark, at the start of a paragraph, and after a colon or
        comma; not where the same mark opens again further on.
        """
        text = self.text
        next_opens = _mark(text, after) == mark
        if mark in _SINGLE:
            return at == self.span.start and (next_opens or goes_on)
        later = self.double[bisect_right(self.double, at) :][:_MARKS]
        if any(_mark(text, i) == mark and _opens(text, i, mark, self.span.start, self.span.end) for i in later):
            return False
        before = text[self.span.start : at].rstrip()[-1:]
        return not before or before in ":," or (next_opens and before in '.?!”"—–')

    def _closer(self, at: int, mark: str, end: int) -> int | None:
        """Where the text goes on after the mark that closes the one at ``at``; None if there is none."""
        return self._single_closer(at, mark, end) if mark in _SINGLE else self._double_closer(at, mark, end)

    def _single_closer(self, at: int, mark: str, end: int) -> int | None:
        text, doubtful = self.text, None
        first = bisect_right(self.all, at)
        for i in self.all[first : first + _MARKS]:
            if i >= end:
                break
            closer = next((c for c in _CLOSERS[mark] if text.startswith(c, i)), "")
            if not closer:
                if _mark(text, i) == mark and _opens(text, i, mark, at, end):
                    break
                continue
            following = text[i + 1] if i + 1 < end else " "
            if following.isalnum() or text[i - 1].isspace():  # an apostrophe in a word, or the opener of another
                continue
            if text[i - 1] == "s" and following.isspace() and text[i + 1 : i + 2] != "":
                doubtful = doubtful or i + 1  # the ministers’ plan: a plural's apostrophe, or the end after all
                continue
            return i + 1
        return doubtful

    def _double_closer(self, at: int, mark: str, end: int) -> int | None:
        text, nested, straight = self.text, 0, False
        first = bisect_left(self.double, at + len(mark))
        for i in self.double[first : first + _MARKS]:
            if i >= end:
                return None
            closer = next((c for c in _CLOSERS[mark] if text.startswith(c, i)), "")
            if not closer:
                if text.startswith(mark, i) and _opens(text, i, mark, at, end):
                    nested += 1
                continue
            following = text[i + len(closer)] if i + len(closer) < end else " "
            if closer == mark and text[i - 1].isspace() and not following.isspace():
                return None  # the same mark opens again: the first one was odd
            if mark == '"' and closer == mark and _inches(text, i):
                continue
            if mark == '"' and closer == "“" and following.isalnum():
                continue
            if closer == '"' != mark and (straight or (text[i - 1].isspace() and not following.isspace())):
                straight = not straight  # “a "small" matter”: straight marks inside others
                continue
            if nested and closer == _CLOSERS[mark][0]:
                nested -= 1
                continue
            return i + len(closer)
        return None


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if after.isspace():
        return False
    if mark in ("“", "„", "«", "``", "‚", "‹"):
        return not (mark == "“" and before.isalnum() and not after.isalnum())
    if mark == "‘":
        return not before.isalnum() and not (after == "s" and _is_elision(text, at))
    if before.isalnum() or before in ".,!?;%$)":
        return False
    if mark in "'’" and (_is_elision(text, at) or after.isdigit()):
        return False
    return after.isalnum() or after in "“‘\"'«„[(…-–—$£€@#¿¡*." or after in _CLOSERS


def _is_elision(text: str, at: int) -> bool:
    word = text[at + 1 : at + 8].casefold()
    return word.startswith(("tis ", "twas ", "em ", "em.", "em,", "cause ", "til ", "n ", "n' ", "n’ ", "round ", "s "))


def _inches(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches: 5'10"."""
    return text[at - 1 : at].isdigit() and text[max(0, at - 3) : at].rstrip("0123456789").endswith(("'", "’"))
