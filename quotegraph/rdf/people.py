"""What a person can decide about the speakers of a store, checked before it is written down."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from quotegraph.errors import QuotegraphError
from quotegraph.model import Speaker
from quotegraph.rdf.decisions import NONE, Decision, Quoted, in_force

if TYPE_CHECKING:
    from quotegraph.rdf.store import Store


def merge(store: Store, speaker: str, other: str, by: str, at: datetime) -> Decision:
    """Decide that two speakers are one, called like the first."""
    one, two = find(store, speaker), find(store, other)
    if one.key == two.key:
        raise QuotegraphError(f"{store.place}: {speaker!r} and {other!r} are one speaker already: {one.key}")
    if one.wikidata and two.wikidata and one.wikidata != two.wikidata:
        raise QuotegraphError(
            f"{store.place}: {one.name} is {one.wikidata} and {two.name} is {two.wikidata} in Wikidata, which are two; "
            f"if one of that is wrong, say so first: speakers link {store.place} {two.key} none"
        )
    return store.decide(Decision("merge", by, at, one.key or "", two.key or ""))


def apart(store: Store, speaker: str, other: str, by: str, at: datetime) -> Decision:
    """Decide that two speakers are two, however alike they look."""
    one, two = find(store, speaker), find(store, other)
    if one.key == two.key:
        raise QuotegraphError(f"{store.place}: {speaker!r} and {other!r} are one speaker; use split to take it apart")
    return store.decide(Decision("apart", by, at, one.key or "", two.key or ""))


def split(store: Store, speaker: str, parts: Sequence[str], name: str, by: str, at: datetime) -> Decision:
    """Decide that some names, articles or quotations of a speaker are somebody else's, who is called ``name``."""
    one = find(store, speaker)
    keys = store.keys()
    mine = [quoted for quoted in store.quoted() if keys.get(quoted.iri) == one.key]
    for part in parts:
        if not any(_fits(quoted, part) for quoted in mine):
            called = ", ".join(sorted({name for quoted in mine for name in quoted.names}))
            raise QuotegraphError(
                f"{store.place}: {part!r} is no part of {one.name}; a part is a name by which articles call it "
                f"({called}), an article or a quotation (article#q1)"
            )
    if all(any(_fits(quoted, part) for part in parts) for quoted in mine):
        raise QuotegraphError(f"{store.place}: that is all there is of {one.name}; use rename to call it otherwise")
    if not name and len(parts) == 1 and any(parts[0] in quoted.names for quoted in mine):
        name = parts[0]
    if not name:
        raise QuotegraphError(f"{store.place}: a name is missing for who is split off from {one.name}; give it as --as")
    key = new_key(name, {known.key for known in store.speakers()})
    return store.decide(Decision("split", by, at, one.key or "", key, tuple(parts), name))


def assign(store: Store, speaker: str, quotations: Sequence[str], by: str, at: datetime) -> Decision:
    """Decide that quotations (``article#q1``) are by a speaker, whoever the program thinks it is."""
    one = find(store, speaker)
    known = {f"{quoted.article}#{quoted.id}" for quoted in store.quoted()}
    for quotation in quotations:
        if quotation not in known:
            raise QuotegraphError(f"{store.place}: there is no quotation {quotation!r} that has a speaker")
    return store.decide(Decision("assign", by, at, "", one.key or "", tuple(quotations)))


def rename(store: Store, speaker: str, name: str, by: str, at: datetime) -> Decision:
    """Decide what a speaker is called."""
    one = find(store, speaker)
    if not name.strip():
        raise QuotegraphError(f"{store.place}: a speaker needs a name, this one is empty")
    return store.decide(Decision("rename", by, at, one.key or "", name=name))


def link(store: Store, speaker: str, item: str, by: str, at: datetime) -> Decision:
    """Decide which Wikidata item a speaker is, or ``none``."""
    one = find(store, speaker)
    if item != NONE and not re.fullmatch(r"Q[1-9][0-9]*", item):
        raise QuotegraphError(f"{store.place}: {item!r} is no Wikidata item; write it as Q42, or none")
    for other in store.speakers():
        if item != NONE and other.wikidata == item and other.key != one.key:
            raise QuotegraphError(
                f"{store.place}: {item} is {other.name} ({other.key}) already; "
                f"if the two are one: speakers merge {store.place} {other.key} {one.key}"
            )
    return store.decide(Decision("link", by, at, one.key or "", wikidata=item))


def undo(store: Store, decision: str, by: str, at: datetime) -> Decision:
    """Take a decision back, by its id; the newest one that counts if ``decision`` is empty. What was taken back."""
    counting = in_force(store.decisions())
    found = [one for one in counting if one.id.startswith(decision)] if decision else counting[-1:]
    if len(found) != 1:
        known = ", ".join(one.id for one in counting) or "none"
        what = f"no decision {decision!r} that counts" if decision else "no decision that counts"
        what = f"more than one decision {decision!r}" if found else what
        raise QuotegraphError(f"{store.place}: there is {what}; there are: {known}")
    store.decide(Decision("undo", by, at, undoes=found[0].iri))
    return found[0]


def find(store: Store, name: str) -> Speaker:
    """The speaker of a key, a name or an alias; a QuotegraphError lists those it could be."""
    known = [speaker for speaker in store.speakers() if speaker.key is not None]
    tests: tuple[Callable[[Speaker], bool], ...] = (
        lambda speaker: speaker.key == name,
        lambda speaker: speaker.name.casefold() == name.casefold(),
    )
    for test in tests:
        found = [speaker for speaker in known if test(speaker)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = ", ".join(speaker.key or "" for speaker in found)
            raise QuotegraphError(f"{store.place}: {name!r} is the name of several speakers; say which by key: {keys}")
    aliases = store.aliases()
    found = [speaker for speaker in known if name in aliases.get(speaker.key or "", ())]
    if len(found) == 1:
        return found[0]
    near = difflib.get_close_matches(name, [word for one in known for word in (one.key or "", one.name)], 5)
    hint = f"; there are: {', '.join(dict.fromkeys(near))}" if near else f"; speakers {store.place} lists them"
    raise QuotegraphError(f"{store.place}: no speaker is called {name!r}{hint}")


def new_key(name: str, taken: Collection[str | None]) -> str:
    """A key for a name that nobody has.

    >>> new_key("Mara Holt", {"mara-holt"})
    'mara-holt-2'
    """
    plain = "-".join(re.findall(r"\w+", name.casefold()))[:80] or "speaker"
    number, key = 1, plain
    while key in taken:
        number += 1
        key = f"{plain}-{number}"
    return key


def _fits(quoted: Quoted, part: str) -> bool:
    return part in (quoted.article, f"{quoted.article}#{quoted.id}") or part in quoted.names
