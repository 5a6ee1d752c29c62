"""Pairs of the open corpus: what somebody said, and a proposition that it supports, opposes or takes no side on.

The form is described in ``data/train/pairs/README.md``; ``dev.txt`` beside the files names the propositions to be
measured on and never learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotegraph.errors import QuotegraphError
from quotegraph.sources.encoding import decode

PARTS = ("train", "dev", "all")
KINDS = tuple(
    "plain irony concession aim-means condition double-negation other-side quoted-inner mirror-word comparison "
    "attitude-verb rhetorical-question presupposition indirect-means not-ruling-out refused fact-only off".split()
)
"""What makes a text easy or hard."""

_HEAD = re.compile(r"# ([a-z0-9]+(?:-[a-z0-9]+)*) \| (.+)")
_SIDES = {"s": "support", "o": "oppose", "n": "neutral"}
_TURNED = {"support": "oppose", "oppose": "support", "neutral": "neutral"}
_SHAPE = "side | kind | holder | text"


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and a proposition: ``stance`` is the holder's, one of STANCES, ``intensity`` 1 to 3, 0 for neutral.

    ``id`` is the proposition's id, a slash and the number of the text; ``mirror`` the one with the opposite sense;
    ``holder`` is empty for an unknown one; ``kind`` is one of KINDS; ``part`` train or dev; ``bears`` False where the
    text has nothing to do with the proposition; ``where`` file and line.
    """

    id: str
    subject: str
    proposition: str
    mirror: str
    text: str
    holder: str
    stance: str
    intensity: int
    kind: str
    part: str
    where: str = ""
    bears: bool = True

    @property
    def proposition_id(self) -> str:
        """The id of the proposition."""
        return self.id.partition("/")[0]

    def mirrored(self) -> Pair:
        """The same text read against the mirror: the side is turned round.

        >>> pair = Pair("a/1", "", "It is good.", "It is bad.", "“Fine!”", "", "support", 2, "plain", "train")
        >>> turned = pair.mirrored()
        >>> turned.id, turned.proposition, turned.stance, turned.mirrored() == pair
        ('a/1~m', 'It is bad.', 'oppose', True)
        """
        name = self.id.removesuffix("~m") if self.id.endswith("~m") else f"{self.id}~m"
        return replace(self, id=name, proposition=self.mirror, mirror=self.proposition, stance=_TURNED[self.stance])


def _raise(message: str) -> None:
    raise QuotegraphError(message)


def read_pairs(folder: str | Path, part: str = "all", problem: Callable[[str], None] = _raise) -> list[Pair]:
    """The pairs of all ``.txt`` files of a folder, in order; of one ``part`` (train, dev) or ``all``.

    ``dev.txt`` is no file of pairs: it names the propositions of the part dev, one a line (without it, there is none).
    What breaks the form is told to ``problem`` in one sentence (file, line, what, what is allowed) and left out; by
    itself, it is a QuotegraphError at the first.

    >>> read_pairs("no-folder")
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no-folder: no such folder
    """
    if part not in PARTS:
        raise QuotegraphError(f"no part of the pairs is called {part!r}; there are: {', '.join(PARTS)}")
    root = Path(folder)
    listed = root / "dev.txt"
    files = [path for path in sorted(root.glob("*.txt")) if path != listed]
    if not files:
        raise QuotegraphError(f"{root}: {'holds no .txt files of pairs' if root.is_dir() else 'no such folder'}")
    dev = _listed(listed) if listed.exists() else {}
    found: list[Pair] = []
    seen: dict[str, str] = {}
    for path in files:
        for lines in _blocks(_lines(path), str(path)):
            try:
                found += _block(lines, dev, seen, problem)
            except QuotegraphError as error:
                problem(str(error))
    for name, where in dev.items():
        if name not in seen:
            problem(f"{where}: {name!r} is no proposition of {root}; name those of the '# id | subject' lines")
    return [pair for pair in found if part in ("all", pair.part)]


_Line = tuple[str, str]  # where, what


def _blocks(lines: Sequence[str], file: str) -> Iterator[list[_Line]]:
    """Lines with their places, block by block, as blank lines divide them."""
    block: list[_Line] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append((f"{file}:{number}", line.strip()))
        elif block:
            yield block
            block = []


def _block(
    lines: Sequence[_Line], dev: Collection[str], seen: dict[str, str], problem: Callable[[str], None]
) -> list[Pair]:
    where, first = lines[0]
    head = _HEAD.fullmatch(first)
    if not head:
        raise QuotegraphError(f"{where}: {first[:60]!r} opens no block; its first line is '# id | subject'")
    name, subject = head[1], head[2].strip()
    if name in seen:
        raise QuotegraphError(f"{where}: the id {name!r} stands twice, first in {seen[name]}; each block needs its own")
    seen[name] = where
    proposition = _stated(lines, 1, "+", "the proposition")
    mirror = _stated(lines, 2, "-", "its mirror, with the opposite sense")
    if proposition.casefold() == mirror.casefold():
        raise QuotegraphError(f"{lines[2][0]}: the mirror is the proposition itself; it is to have the opposite sense")
    if len(lines) == 3:
        raise QuotegraphError(f"{where}: {name!r} has no text; each is a line {_SHAPE}")
    part = "dev" if name in dev else "train"
    pairs: list[Pair] = []
    for number, (place, line) in enumerate(lines[3:], 1):
        try:
            side, kind, holder, text = _said(line, place)
        except QuotegraphError as error:
            problem(str(error))
            continue
        pairs.append(
            Pair(
                id=f"{name}/{number}",
                subject=subject,
                proposition=proposition,
                mirror=mirror,
                text=text,
                holder=holder,
                stance=_SIDES[side[0]],
                intensity=int(side[1:] or 0),
                kind=kind,
                part=part,
                where=place,
            )
        )
    return pairs


def _stated(lines: Sequence[_Line], at: int, mark: str, what: str) -> str:
    where, line = lines[at] if at < len(lines) else (lines[-1][0], "")
    if not line.startswith(f"{mark} ") or not line[2:].strip():
        shown = repr(line[:60]) if line else "the end of the block"
        raise QuotegraphError(f"{where}: {shown} where {what} is wanted; it is written '{mark} …'")
    return line[2:].strip()


def _said(line: str, where: str) -> tuple[str, str, str, str]:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 4:
        count = f"{len(fields)} field{'' if len(fields) == 1 else 's'}"
        raise QuotegraphError(f"{where}: {count} in {line[:60]!r}; a text is written {_SHAPE}")
    side, kind, holder, text = fields
    if not re.fullmatch(r"[so][123]|n", side):
        raise QuotegraphError(f"{where}: side is {side!r}, is to be s1, s2, s3, o1, o2, o3 or n")
    if kind not in KINDS:
        raise QuotegraphError(f"{where}: kind is {kind!r}, is to be one of {', '.join(KINDS)}")
    if not holder:
        raise QuotegraphError(f"{where}: no holder; write - for an unknown one")
    if not text:
        raise QuotegraphError(f"{where}: no text; a line is written {_SHAPE}")
    return side, kind, "" if holder == "-" else holder, text


def _listed(path: Path) -> dict[str, str]:
    """The ids that a list names, with their places; what stands behind # is a comment."""
    names = ((number, line.partition("#")[0].strip()) for number, line in enumerate(_lines(path), 1))
    return {name: f"{path}:{number}" for number, name in names if name}


def _lines(path: Path) -> list[str]:
    try:
        return decode(path.read_bytes(), str(path)).split("\n")
    except OSError as error:
        raise QuotegraphError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
