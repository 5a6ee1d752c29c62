"""A text, character for character, without what trips the patterns that look at single characters."""

from __future__ import annotations

import re

_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


def plain(text: str) -> str:
    """The text in the same length, with one kind of line end, and letters in place of the accents that follow them.

    >>> plain("Ren\\u0065\\u0301s\\r\\nB\\rC")
    'Renees \\nB\\nC'
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text if text.isascii() else _ACCENTED.sub(lambda found: found[0][0] * len(found[0]), text)
