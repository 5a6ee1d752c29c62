"""The explorer page: from statements and passages to one HTML file."""

from __future__ import annotations

import html as html_escaping
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotegraph.model import STANCES, Statement, Topic
from quotegraph.output import replacing
from quotegraph.statements import Passage
from quotegraph.viz import carrier, data, encode, render
from quotegraph.viz.arrange import Position, flanks, given
from quotegraph.viz.story import Story, as_block, notes
from quotegraph.viz.style import CARD

if TYPE_CHECKING:
    from pyvis.network import Network

NOTEBOOK_HEIGHT = 640


class Page:
    """Who supports and who opposes what, to be looked at: one file, nothing fetched, every line leads to its words.

    ``statements`` suffice, even with nothing but speaker, topic and stance; ``passages`` (by ``quote_id``) add the
    words in their place, ``topics`` their labels and propositions, ``texts`` (by article id) the articles in full.
    ``positions`` (``speaker:<name>`` and ``topic:<id>`` to x and y, y down) place everything by hand; without them the
    two camps stand left and right of the topics. ``language`` is that of the interface; ``story`` is shown first.
    A page without a statement says why: ``found``, how many quotations there are; ``unsure``, how many statements were
    left out as they are less sure than ``least``.
    Raises QuotegraphError for a stance that is not support, oppose or neutral and for a language without texts.

    >>> page = Page([Statement("Ann Lee", "road-toll", "support")], title="Tolls")
    >>> "Ann Lee" in page.html(), page.network().num_edges()
    (True, 1)
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        passages: Iterable[Passage] = (),
        topics: Sequence[Topic] = (),
        title: str = "",
        positions: Mapping[str, Position] | None = None,
        *,
        language: str = "en",
        story: Story | None = None,
        texts: Mapping[str, str] | None = None,
        found: int = 0,
        unsure: int = 0,
        least: float = 0.0,
    ) -> None:
        self.title = title
        self._language = language
        self._story = story
        self._texts = texts
        self._empty = {"found": found, "unsure": unsure, "least": least}
        render.interface_texts(language)
        self._rows = data.block(statements, passages, topics)
        speakers, cards = carrier.boxes(self._rows)
        if positions is None:
            from quotegraph.network import positions as camps_positions

            self._arrangement = flanks(speakers, cards, CARD, camps_positions(statements))
        else:
            self._arrangement = given(speakers, cards, CARD, positions)

    @property
    def notes(self) -> list[str]:
        """Sentences that tell what was ignored, in the language of the page; the page shows them, too.

        >>> from quotegraph.viz.story import story_of
        >>> Page([], story=story_of("?", "tour.json")).notes
        ['The story tour.json cannot be read and is left out.']
        """
        return notes(self._story, self._language)

    def network(self) -> Network:
        """The picture as a ``pyvis.network.Network``, to go on with in pyvis."""
        return carrier.network(self._rows, self._arrangement, self.title)

    def html(self) -> str:
        """The whole page; the same input gives the same text."""
        return render.html(self._data(), self.title, encode.words(self._rows, self._texts), self._language)

    def write(self, path: str | Path) -> None:
        """Write the page to ``path``, whole or not at all; raises QuotegraphError where that cannot be done."""
        text = self.html()
        with replacing(path) as file:
            file.write(text)

    def _repr_html_(self) -> str:
        """The page inside a notebook: a frame that can run its own script and nothing else."""
        return (
            f'<iframe title="{html_escaping.escape(render.printable(self.title) or "quotegraph")}" '
            f'sandbox="allow-scripts allow-popups allow-downloads" '
            f'style="width:100%;height:{NOTEBOOK_HEIGHT}px;border:1px solid #ccc" '
            f'srcdoc="{html_escaping.escape(self.html())}"></iframe>'
        )

    def _data(self) -> dict[str, Any]:
        net = carrier.network(self._rows, self._arrangement, self.title, lines=False)
        return {
            "version": data.VERSION,
            "title": net.heading,
            "stances": STANCES,
            **encode.columns(self._rows),
            "network": carrier.plan(net, self._arrangement.bounds),
            **self._empty,
            "story": as_block(self._story),
            "ignored": self.notes,
        }
