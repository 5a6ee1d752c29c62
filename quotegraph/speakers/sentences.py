"""What the sentences that name somebody say of him, as words."""

from __future__ import annotations

import re

from quotegraph.speakers.cast import Entity
from quotegraph.speakers.lexicon import NOT_NAMES

_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_END = re.compile(r"[.!?…][”’\"'»)]*\s|\n\s*\n")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“|\"[^\"\n]*\"|(?<!\w)‘[^’]*’(?!\w)")
_REACH = 300  # characters around a name within which its sentence ends
_MENTIONS = 6  # that are read


def said_of(text: str, entity: Entity) -> frozenset[str]:
    """The words in lower case outside of quotation marks in the sentences that name somebody.

    >>> from quotegraph.speakers.cast import cast_of
    >>> text = "It rained. Mara Holt sells flowers, “not stones”. Who cares?"
    >>> sorted(said_of(text, cast_of(text)[0]))
    ['flowers', 'sells']
    """
    found: set[str] = set()
    for mention in entity.mentions[:_MENTIONS]:
        start, end = mention.span.start, mention.span.end
        before = [one.end() for one in _END.finditer(text, max(0, start - _REACH), start)]
        after = _END.search(text, end, end + _REACH)
        sentence = text[before[-1] if before else max(0, start - _REACH) : after.start() if after else end + _REACH]
        found.update(word for word in _WORD.findall(_QUOTED.sub(" ", sentence)) if word.islower())
    return frozenset(found - NOT_NAMES) | (found & {"once", "until", "former"})
