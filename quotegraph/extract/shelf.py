"""Things by their place in the text, so that each is compared with its neighbours only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_WIDTH = 1000  # characters of a compartment


class Shelf(Generic[T]):
    """Compartments of a thousand characters; a thing stands in each that it touches.

    >>> shelf: Shelf[str] = Shelf()
    >>> shelf.put(10, 2500, "long")
    >>> list(shelf.near(2100, 2200)), list(shelf.near(3100, 3200))
    (['long'], [])
    """

    def __init__(self) -> None:
        self._held: dict[int, list[T]] = defaultdict(list)

    def put(self, start: int, end: int, thing: T) -> None:
        """Stands a thing at the characters that it touches."""
        for number in range(start // _WIDTH, end // _WIDTH + 1):
            self._held[number].append(thing)

    def near(self, start: int, end: int) -> Iterator[T]:
        """What may touch these characters; a thing that stands in several compartments comes once for each."""
        for number in range(start // _WIDTH, end // _WIDTH + 1):
            yield from self._held.get(number, ())
