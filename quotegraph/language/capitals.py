"""Words in capitals (headlines, first words of a report, shouting) written as others write them, for the parser alone.

A parser takes most words in capitals for names. What else the article writes in small letters is small, what it writes
with a capital has one; a word that stands nowhere else is a name, unless a word before it says that it is none.
"""

from __future__ import annotations

import re

_LETTER = "[A-ZÀ-ÖØ-Þ]"
_CAPITALS = rf"{_LETTER}(?:{_LETTER}|[’'.-](?={_LETTER}))*+['’]?+(?!\w)"
_RUN = re.compile(rf"(?<![\w’'.-]){_CAPITALS}(?:[,;:]?[^\S\r\n]++{_CAPITALS})+")
_ONE = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-](?=[^\W\d_]))*")
_INSIDE = re.compile(r"(?<=\w )([^\W\d_a-z][^\W\d_]*)")
_START = re.compile(r"(?:^|[.!?:\n]\s*)[\"“‘«„]?\Z")
_SMALL = frozenset(
    """
    a after against all also an and are as asked asks at be been before but by can could did do does for from had has
    have he her him his if in into is it its may might more must no not of on or our over says said says she should so
    tell tells than that the their them they this to told under until up vows vowed was were what when where which
    while who will with would you your
    """.split()
)
_SHOUTED = _SMALL - frozenset("a all are as can do he it may more no on or so up us who".split())
"""Words that nobody writes in capitals unless those around them stand in capitals, too."""
_NO_NAME = frozenset(
    "a an be been can could did do does had has have her his is its may might must not our should the their this to"
    " was were will would your".split()
)
"""What follows these is rather no name."""


def calm(text: str) -> str:
    """The text, in the same length, with runs of words in capitals in small letters where no name is likely.

    >>> calm("THE COUNCIL HAS asked NATO. MAYOR ANN LEE SAYS NO TO THE PLAN, the council wrote.")
    'The council has asked NATO. Mayor Ann Lee says no to the plan, the council wrote.'
    """
    found = [run for run in _RUN.finditer(text) if _shouts(run)]
    if not found:
        return text
    rest = _RUN.sub(lambda run: " " * len(run[0]) if _shouts(run) else run[0], text)
    written = {word[0] for word in _ONE.finditer(rest)}
    named = {word[1] for word in _INSIDE.finditer(rest)}
    out, at = [], 0
    for run in found:
        out.append(text[at : run.start()])
        at, before = run.start(), ""
        for word in _ONE.finditer(text, run.start(), run.end()):
            first = not before and _START.search(text, max(0, run.start() - 20), run.start()) is not None
            out.append(text[at : word.start()])
            out.append(_written(word[0], before, written, named, first))
            at, before = word.end(), word[0].lower()
    out.append(text[at:])
    return "".join(out)


def _shouts(run: re.Match[str]) -> bool:
    words = run[0].lower().split()
    return not _SHOUTED.isdisjoint(words) and (len(words) > 2 or "the" not in words)  # THE HAGUE


def _written(word: str, before: str, written: set[str], named: set[str], first: bool) -> str:
    small, titled = word.lower(), _titled(word)
    if first:
        return titled
    if small in _SMALL:
        return small
    if word in written:
        return word
    if titled in named:
        return titled
    return small if small in written or before in _NO_NAME else titled


def _titled(word: str) -> str:
    """*O’Neil-Smith*: a capital for each part but an s."""
    return re.sub(
        r"[^\W\d_]+",
        lambda part: part[0].capitalize() if len(part[0]) > 1 else part[0],
        word.replace("’S", "’s").replace("'S", "'s"),
    )
