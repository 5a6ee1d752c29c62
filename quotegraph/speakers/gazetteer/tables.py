"""Tables of lines in the order of their first cells, searched by halves: nothing is parsed but the lines asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class SortedTable:
    r"""A tab-separated file with a header, its lines in byte order of their first cells, each of which stands once.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "t.tsv"
    >>> _ = path.write_text("key\tvalue\nholt\t1\nroth\t2\n")
    >>> SortedTable(path).row("roth"), SortedTable(path).row("nobody")
    (['roth', '2'], None)
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._first = self._data.find(b"\n") + 1

    def row(self, key: str) -> list[str] | None:
        """The cells of the line whose first is ``key``."""
        wanted = key.encode("utf-8", "replace")
        if not wanted or b"\t" in wanted or b"\n" in wanted:
            return None
        data, low, high = self._data, self._first, len(self._data)
        while low < high:
            middle = (low + high) // 2
            start = data.rfind(b"\n", low, middle) + 1 or low
            end = data.find(b"\n", middle)
            end = len(data) if end < 0 else end
            tab = data.find(b"\t", start, end)
            found = data[start : end if tab < 0 else tab]
            if found == wanted:
                return data[start:end].decode("utf-8").rstrip("\r").split("\t")
            if found < wanted:
                low = end + 1
            else:
                high = start
        return None

    def __iter__(self) -> Iterator[list[str]]:
        """All lines, each as its cells."""
        for line in self._data[self._first :].decode("utf-8").split("\n")[:-1]:
            yield line.split("\t")
