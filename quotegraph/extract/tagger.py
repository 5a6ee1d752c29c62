"""The neural reader: probabilities of content, cue and source for every piece of a text, and the spans they propose.

A small transformer (int8 ONNX, one thread) reads windows of 254 word pieces that cross sentence and paragraph borders.
Each piece carries, beside its word piece, how it is written (case), what stands before it (nothing, space, line break,
paragraph break), whether it stands in quotation marks, and the annotation style that is asked for. Three pointers lead
from the first piece of a content to the first piece of its source, of its cue and of the content it continues.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quotegraph.errors import QuotegraphError
from quotegraph.language.characters import plain
from quotegraph.language.layout import blocks
from quotegraph.language.marks import Quoted, quoted
from quotegraph.language.parsing import Reading
from quotegraph.model import Span, Spans

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FILES = ("model.onnx", "tokenizer.json", "config.json")
"""The files of a trained tagger's folder."""
STYLES = ("brief", "polnear", "gum", "litbank")
"""Annotation styles the tagger can have been taught; ``brief`` is that of the open corpus."""
CHANNELS = ("inside", "begin", "end", "inside2", "begin2", "end2", "cue", "source", "quotative", "term")
"""What is known of each piece: content of level 1 and its borders, the same for nested content, cue, source, whether
the content is an utterance (not a mere attitude or plan), and marks that hold no quotation."""
LINKS = ("source", "cue", "first")
"""Where the pointers lead from the first piece of a content."""
WINDOW = 254
"""Word pieces of a window, without its two border signs."""
STRIDE = 206
_FAR = 244  # the stride of a text that is no article
BATCH = 8
POINTER = 32
"""Dimensions of a pointer's query and key."""
CLS, SEP, PAD, UNKNOWN = 101, 102, 0, 100
LONG = 50_000
"""Word pieces from which a text is no article (a book, a dump): it is read without overlap, what comes again once."""
_FOREIGN = re.compile(
    r"[^\W\d_\x00-\u036f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\uff00-\uff5e]"
)  # letters, not Latin
_KNOWN = 0.1  # share of words in Latin script from which a window is worth reading
_MANY = 8  # batches from which a second thread is worth starting
_NO_WORD = 3  # the shape of a piece with anything but letters in it

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Word pieces of a text: ``ids``, ``starts``, ``ends`` (characters), ``shapes`` (pieces, 3): case, gap, marks."""

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints
    at_starts: array[int] = field(init=False)  # the same again, as bisect takes them quickly
    at_ends: array[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "at_starts", array("q", self.starts.tolist()))
        object.__setattr__(self, "at_ends", array("q", self.ends.tolist()))

    def __len__(self) -> int:
        return len(self.ids)

    def range(self, span: Span) -> tuple[int, int]:
        """The pieces (first, past the last) that share a character with a span."""
        return bisect_right(self.at_ends, span.start), bisect_left(self.at_starts, span.end)


def pieces(tokenizer: Tokenizer, text: str, quotes: Sequence[Quoted] | None = None) -> Pieces:
    """The word pieces of a text with their shapes; ``quotes``: its stretches in quotation marks, if they are known."""
    clean = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    encoding = tokenizer.encode(clean, add_special_tokens=False)
    offsets, ids = encoding.offsets, encoding.ids
    if _FOREIGN.search(text):
        offsets, ids = _words_whole(text, offsets, ids)
    starts, ends = np.asarray(offsets, dtype=np.int64).reshape(-1, 2).T.copy()
    shapes = np.zeros((len(starts), 3), dtype=np.int64)
    before = 0
    for i, (start, end) in enumerate(offsets):
        word = text[start:end]
        if word.isalpha():
            shapes[i, 0] = 0 if word.islower() else 1 if len(word) == 1 or word.istitle() else 2
        else:
            shapes[i, 0] = _NO_WORD
        gap = text[before:start]
        if gap or not i:
            lines = plain(gap).count("\n")
            shapes[i, 1] = 3 if lines > 1 or not i else 2 if lines else 1
        before = end
    if quotes is None:
        quotes = quoted(text, [block.body for block in blocks(text)])
    _mark(quotes, shapes[:, 2], starts, ends)
    return Pieces(np.asarray(ids, dtype=np.int64), starts, ends, shapes)


def _words_whole(text: str, offsets: list[tuple[int, int]], ids: list[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Offsets and ids with one piece for each word in a script that the tagger cannot read, not one for each letter."""
    places: list[tuple[int, int]] = []
    known: list[int] = []
    for (start, end), number in zip(offsets, ids, strict=True):
        foreign = _FOREIGN.match(text, start) is not None
        if foreign and places and places[-1][1] == start and known[-1] == UNKNOWN:
            places[-1] = places[-1][0], end
        else:
            places.append((start, end))
            known.append(UNKNOWN if foreign else number)
    return places, known


def _mark(quotes: Sequence[Quoted], marks: Ints, starts: Ints, ends: Ints) -> None:
    """0 outside marks, 1 inside, 2 the piece that opens, 3 the piece that closes, 4 inside marks within marks."""
    for quote in quotes:
        for part in quote.parts:
            first = int(np.searchsorted(ends, part.start, "right"))
            last = int(np.searchsorted(starts, part.end, "left"))
            if first >= last:
                continue
            marks[first:last] = 4 if quote.depth else 1
            if quote.depth == 0:
                marks[first] = 2
                if quote.closed or part is not quote.parts[-1]:
                    marks[last - 1] = 3


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the tagger knows of a text: ``channels`` (pieces, 10) are probabilities in the order of CHANNELS.

    ``queries`` (pieces, 3, 32) and ``keys`` (windows, 1 + pieces of a window, 3, 32) make the pointers in the order of
    LINKS; the first key of a window is that of pointing nowhere. A piece points inside the window that speaks for it:
    ``windows`` (pieces) is its number, ``opened`` where each window begins.
    """

    text: str
    pieces: Pieces
    channels: Floats
    queries: Floats
    keys: Floats
    windows: Ints
    opened: tuple[int, ...]

    def of(self, channel: str) -> Floats:
        """The probabilities of one channel, one for each piece."""
        return self.channels[:, CHANNELS.index(channel)]

    def mean(self, channel: str, spans: Spans) -> float:
        """Mean probability over the pieces of spans; 0 where there are none."""
        values = [self.of(channel)[slice(*self.pieces.range(span))] for span in spans]
        found = np.concatenate(values) if values else np.zeros(0)
        return float(found.mean()) if len(found) else 0.0

    def borders(self, span: Span, level: int = 1) -> tuple[float, float]:
        """Probabilities that a content begins and ends where the span does."""
        first, last = self.pieces.range(span)
        if first >= last:
            return 0.0, 0.0
        nested = "" if level == 1 else "2"
        return float(self.of("begin" + nested)[first]), float(self.of("end" + nested)[last - 1])

    def beside(self, span: Span, level: int = 1) -> tuple[float, float]:
        """Probabilities that the pieces just before and just after the span are content."""
        first, last = self.pieces.range(span)
        inside = self.of("inside" if level == 1 else "inside2")
        before = float(inside[first - 1]) if first > 0 else 0.0
        return before, float(inside[last]) if last < len(inside) else 0.0

    def pointed(self, link: str, first: int) -> tuple[int, Floats]:
        """Where a piece's pointer leads: the first piece looked at, and the probabilities of nothing and of each."""
        at, window = LINKS.index(link), self.windows[first]
        keys, query = self.keys[window, :, at], self.queries[first, at]
        logits = keys.astype(np.float32, copy=False) @ query.astype(np.float32, copy=False)
        weights = np.exp(logits - logits.max())
        return self.opened[window], weights / weights.sum()

    def link(self, link: str, content: Span, goal: Spans) -> float:
        """Probability that the ``source``, ``cue`` or ``first`` part of a content begins where the goal does.

        With no goal, that it has none.
        """
        first, last = self.pieces.range(content)
        if first >= last:
            return 0.0
        low, chances = self.pointed(link, first)
        if not goal:
            return float(chances[0])
        begin, end = self.pieces.range(goal[0])
        inside = chances[1 + max(0, begin - low) : 1 + max(0, min(end, begin + 2) - low)]
        return float(inside.sum())


class Tagger:
    """The trained network in onnxruntime: one thread, windows in batches.

    ``folder`` holds ``model.onnx``, ``tokenizer.json`` and ``config.json`` (styles that were taught).
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise QuotegraphError(f"{folder}: no {missing[0]}; the folder of a trained tagger holds {', '.join(FILES)}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))

    def scores(self, reading: Reading | str, style: str = "brief") -> Scores:
        """Probabilities for every piece of an article; time is linear in its length."""
        text, quotes = (reading, None) if isinstance(reading, str) else (reading.article.text, reading.quotes)
        found = pieces(self._tokenizer, text, quotes)
        size = len(found)
        channels = np.zeros((size, len(CHANNELS)), dtype=np.float32)
        kind = np.float16 if size > LONG else np.float32
        queries = np.zeros((size, len(LINKS), POINTER), dtype=kind)
        opened, length = openings(size)
        keys = np.zeros((len(opened), length + 1, len(LINKS), POINTER), dtype=kind)
        keys[:, 0] = self.config["nothing"]
        windows = np.zeros(size, dtype=np.int64)
        spoken: list[int] = []  # windows with a word in them: marks and numbers alone are nobody's words
        again: dict[int, list[int]] = {}  # the windows of a long text that read like an earlier one
        seen: dict[bytes, int] = {}
        for number, start in enumerate(opened):
            low, high = spoken_for(opened, length, number, size)
            windows[low:high] = number
            here = slice(start, start + length)
            words = found.ids[here][found.shapes[here, 0] != _NO_WORD]
            if (words != UNKNOWN).sum() > _KNOWN * len(words):
                like = found.ids[here].tobytes() + found.shapes[here].tobytes() if size > LONG else b""
                if like in seen:
                    again.setdefault(seen[like], []).append(number)
                    continue
                if like:
                    seen[like] = number
                spoken.append(number)
        groups = [spoken[at : at + BATCH] for at in range(0, len(spoken), BATCH)]
        inputs = (_inputs(found, [opened[number] for number in numbers], length, style) for numbers in groups)
        for numbers, (out_channels, out_queries, out_keys) in zip(groups, self._run(inputs, len(groups)), strict=True):
            for row, first in enumerate(numbers):
                for number in (first, *again.get(first, ())):
                    keys[number, 1:] = out_keys[row, 1:-1].reshape(-1, len(LINKS), POINTER)
                    low, high = spoken_for(opened, length, number, size)
                    here = slice(1 + low - opened[number], 1 + high - opened[number])
                    channels[low:high] = out_channels[row, here]
                    queries[low:high] = out_queries[row, here].reshape(-1, len(LINKS), POINTER)
        return Scores(text, found, channels, queries, keys, windows, tuple(opened))

    def _run(self, inputs: Iterable[dict[str, NDArray[Any]]], count: int) -> Iterator[Sequence[NDArray[Any]]]:
        """The network's answers, in order; a text of many windows is read by two threads."""
        run = partial(self._session.run, None)
        if count < _MANY:
            yield from map(run, inputs)
            return
        with ThreadPoolExecutor(2) as pool:
            yield from pool.map(run, inputs)


def openings(size: int) -> tuple[list[int], int]:
    """First pieces of the windows of a text, and their length: as few and as short as leave STRIDE's overlap.

    >>> openings(600)
    ([0, 184, 368], 232)
    """
    if size <= WINDOW:
        return [0] if size else [], size
    if size > LONG:
        return [*range(0, size - WINDOW, _FAR), size - WINDOW], WINDOW
    steps = -(-(size - WINDOW) // STRIDE)
    length = min(WINDOW, -(-(size + steps * (WINDOW - STRIDE)) // (steps + 1)))
    return [round(i * (size - length) / steps) for i in range(steps + 1)], length


def spoken_for(opened: list[int], length: int, at: int, size: int) -> tuple[int, int]:
    """The pieces that the window ``at`` speaks for: up to the middle of the overlap with its neighbours.

    >>> [spoken_for([0, 184, 368], 232, at, 600) for at in range(3)]
    [(0, 208), (208, 392), (392, 600)]
    """
    low = 0 if at == 0 else (opened[at] + opened[at - 1] + length) // 2
    high = size if at + 1 == len(opened) else (opened[at + 1] + opened[at] + length) // 2
    return low, high


def _inputs(found: Pieces, opened: list[int], length: int, style: str) -> dict[str, NDArray[Any]]:
    ids = np.full((len(opened), length + 2), PAD, dtype=np.int64)
    shapes = np.zeros((len(opened), length + 2, 4), dtype=np.int64)
    ids[:, 0], ids[:, -1] = CLS, SEP
    shapes[:, :, 3] = STYLES.index(style)
    for i, start in enumerate(opened):
        ids[i, 1:-1] = found.ids[start : start + length]
        shapes[i, 1:-1, :3] = found.shapes[start : start + length]
    return {"ids": ids, "shapes": shapes}
