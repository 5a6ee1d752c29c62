"""A store's explorer that keeps up with the store, and its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock, Thread
from typing import Any

from quotegraph.model import STANCES
from quotegraph.serve import kept
from quotegraph.serve.columns import Columns
from quotegraph.serve.explorer import Explorer
from quotegraph.viz import carrier, data, render
from quotegraph.viz.story import Story, as_block


class Live:
    """The explorer of the store at ``place``: ``load()`` makes its columns, which are kept on disk if ``keep``.

    ``variant`` tells apart columns made of the same store in several ways. Whenever the page is opened and the store
    has changed, the explorer is made anew behind the scenes; until then pages see what was there. ``tell`` hears of
    what goes wrong in doing so.
    """

    def __init__(
        self, place: str, load: Callable[[], Columns], keep: bool, tell: Callable[[str], None], variant: str = ""
    ) -> None:
        self._place, self._load, self._keep, self._tell, self._variant = place, load, keep, tell, variant
        self._lock = Lock()
        self._making = False
        self._thread: Thread | None = None
        self.mark = self._now()
        self.explorer = self._made(self.mark)

    def _made(self, mark: str | None) -> Explorer:
        columns = kept.kept(self._place, mark) if self._keep and mark else None
        if columns is None:
            columns = self._load()
            if self._keep and mark:
                try:
                    kept.keep(self._place, mark, columns)
                except OSError as error:
                    self._tell(f"what was read is not kept for the next time: {error.strerror or error}")
        made = Explorer(columns)
        made.answer("view", "")  # what everybody asks first
        return made

    def _now(self) -> str | None:
        mark = kept.fingerprint(self._place)
        return mark and f"{mark} {self._variant}"

    def look(self) -> Explorer:
        """The explorer; where the store has changed, the making of a new one begins."""
        with self._lock:
            if not self._making and (mark := self._now()) != self.mark:
                self._making = True
                self._thread = Thread(target=self._renew, args=(mark,), daemon=True)
                self._thread.start()
        return self.explorer

    def wait(self) -> None:
        """Until no new explorer is being made."""
        if self._thread is not None:
            self._thread.join()

    def _renew(self, mark: str | None) -> None:
        try:
            self.explorer = self._made(mark)
        except Exception as error:  # the old one goes on serving
            self._tell(f"the store has changed, but what is new cannot be read: {error}")
        finally:
            self.mark = mark
            self._making = False


def page(explorer: Explorer, title: str, language: str, story: Story | None, notes: Sequence[str]) -> str:
    """The explorer's page without any statement: it asks for them."""
    block: dict[str, Any] = {
        "version": data.VERSION,
        "served": True,
        "title": title,
        "stances": STANCES,
        "network": {"options": carrier.OPTIONS},
        "overview": explorer.overview(),
        "story": as_block(story),
        "ignored": list(notes),
    }
    return render.html(block, title, "", language, served=True)
