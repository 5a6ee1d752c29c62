"""Quotation marks: which stretches of a text stand in them, for every style that news uses.

“…”, "…", «…», »…«, „…“, ‘…’, '…', ``…'' and ''…'', nested, over several paragraphs (each opened, only the last
closed), and odd ones: a mark without a partner never costs more than itself. Apostrophes are told from single marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
_ENDINGS = frozenset(".,!?;:…")


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
    found: list[Quoted] = []
    running: list[Span] = []  # the parts so far of a quotation that goes on in the next paragraph
    mark = ""
    for number, paragraph in enumerate(paragraphs):
        after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        here = _scan(text, paragraph.start, paragraph.end, 0)
        if running and (not here or here[0].start != paragraph.start or _mark(text, paragraph.start) != mark):
            found.append(Quoted(tuple(running), closed=False))
            running = []
        for quote in here:
            if quote.depth == 0 and running and quote.start == paragraph.start:
                quote = Quoted((*running, *quote.parts), 0, quote.closed)
                running = []
            if quote.depth == 0 and not quote.closed:
                first = quote.parts[-1].start
                goes_on = after is not None and _mark(text, after.start) == _mark(text, first) != ""
                if goes_on:
                    running, mark = list(quote.parts), _mark(text, first)
                    continue
                if len(quote.parts) == 1 and not _plausible(text, quote, paragraph):
                    found.extend(_scan(text, first + len(_mark(text, first)), paragraph.end, 0))
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


def _plausible(text: str, quote: Quoted, paragraph: Span) -> bool:
    """An opening mark without a partner still opens speech at the start of a paragraph or after a colon or comma."""
    if _mark(text, quote.start) in _SINGLE:
        return False
    before = text[paragraph.start : quote.start].rstrip()
    return not before or before[-1] in ":,"


def _scan(text: str, start: int, end: int, depth: int) -> list[Quoted]:
    """Quoted stretches of one paragraph; an unclosed one reaches to its end and is followed by nothing."""
    found: list[Quoted] = []
    at = start
    while at < end:
        mark = _mark(text, at)
        if not mark or not _opens(text, at, mark, start, end):
            at += len(mark) or 1
            continue
        close = _closer(text, at, mark, end)
        if close is not None:
            found.append(Quoted((Span(at, close),), depth))
            inner_end = close - (2 if text[close - 2 : close] in ("''", "``") else 1)
            found.extend(_scan(text, at + len(mark), inner_end, depth + 1))
            at = close
        elif depth == 0 and mark not in _SINGLE and not _reopened(text, at + len(mark), end, mark):
            found.append(Quoted((Span(at, end),), depth, closed=False))
            found.extend(_scan(text, at + len(mark), end, depth + 1))
            at = end
        elif depth == 0 and mark in _SINGLE and at == start:
            found.append(Quoted((Span(at, end),), depth, closed=False))
            found.extend(_scan(text, at + 1, end, depth + 1))
            at = end
        else:
            at += len(mark)
    return found


def _reopened(text: str, start: int, end: int, mark: str) -> bool:
    """Whether the same opening mark stands again before the end, so that the first is the odd one."""
    at = text.find(mark, start, end)
    while at != -1:
        if _opens(text, at, mark, start, end):
            return True
        at = text.find(mark, at + 1, end)
    return False


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
    return word.startswith(("tis ", "twas ", "em ", "em.", "em,", "cause ", "til ", "n ", "round ", "s "))


def _closer(text: str, at: int, mark: str, end: int) -> int | None:
    """Where the text goes on after the closing mark of the quotation that opens at ``at``; None if there is none."""
    single = mark in "‘‚'"
    doubtful: int | None = None
    i = at + len(mark)
    nested = 0
    while i < end:
        closer = next((c for c in _CLOSERS[mark] if text.startswith(c, i)), "")
        if not closer:
            if text.startswith(mark, i) and mark not in _CLOSERS[mark] and _opens(text, i, mark, at, end):
                if _closer(text, i, mark, end) is None or single:
                    return doubtful
                nested += 1
            i += 1
            continue
        before = text[i - 1]
        after = text[i + len(closer)] if i + len(closer) < end else " "
        if single:
            if after.isalnum() or before.isspace():  # an apostrophe inside a word, or the opener of another
                i += 1
                continue
            if before == "s" and after.isspace() and i - at > 1 and text[i + 1 : i + 2] != "":
                doubtful = doubtful or i + 1  # “the ministers’ plan”: a plural's apostrophe, or the end after all
                i += 1
                continue
            return i + 1
        if closer == mark and before.isspace() and not after.isspace():
            return None  # the same mark opens again: the first one was odd
        if mark == '"' and before.isdigit() and after.isspace() and '"' in text[i + 1 : end] and _inches(text, i):
            i += 1
            continue
        if nested and closer == _CLOSERS[mark][0]:
            nested -= 1
            i += len(closer)
            continue
        if closer == "“" and mark == '"' and not before.isspace() and after.isalnum():
            i += 1
            continue
        return i + len(closer)
    return doubtful


def _inches(text: str, at: int) -> bool:
    return text[at - 3 : at].rstrip("0123456789").endswith(("'", "’")) if at >= 3 else False
