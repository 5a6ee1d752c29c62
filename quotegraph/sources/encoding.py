"""Bytes to text: byte order marks, UTF-8, and a guess for what is older."""

from __future__ import annotations

import codecs
import unicodedata

from quotegraph.errors import QuotegraphError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENOUGH_TO_GUESS = 64  # bytes; a guess from fewer is no better than chance


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    r"""The text of ``data`` with line ends as ``\n``; ``declared`` is the encoding that the document itself names.

    A byte order mark counts first, then what is declared, then UTF-8 (with replacement characters where a few bytes
    are broken), then a guess. A QuotegraphError says so where the bytes are no text.

    >>> decode("‘Oui’\r\n".encode("cp1252"), "a.txt")
    '‘Oui’\n'
    """
    text = _decoded(data, declared)
    if "\x00" in text:
        raise QuotegraphError(f"{where}: holds NUL bytes, so it is no text or UTF-16 without a mark; save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if declared is not None:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError):
            pass  # documents often declare what they are not
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    if sum(char > "\x7f" for char in lenient) > 2 * broken:
        return lenient
    return _guessed(data)


def _guessed(data: bytes) -> str:
    if len(data) >= _ENOUGH_TO_GUESS:
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is not None and not _is_western(best.encoding, str(best)):
            return str(best)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _is_western(encoding: str, text: str) -> bool:
    """Whether the guess is one of the single-byte code pages that differ from cp1252 in a few accents only."""
    if not encoding.startswith(("cp125", "iso8859", "latin")):
        return False
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    return all(unicodedata.name(char, "LATIN").startswith("LATIN") for char in letters)
