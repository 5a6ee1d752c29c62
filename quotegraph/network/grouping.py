"""Statements seen as those of whom people speak for: their organisation, their country, their camp."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from quotegraph.errors import QuotegraphError
from quotegraph.model import Statement

BY = ("person", "organisation", "country", "camp")
"""What the nodes of a network of speakers can be."""


def grouped(statements: Iterable[Statement], by: str) -> list[Statement]:
    """Statements with the speaker replaced by its organisation, country or camp; ``person`` leaves them as they are.

    Organisations, countries, places and groups that speak for themselves stay as they are by organisation, countries
    by country. Statements whose speaker has no such thing are left out, as nobody knows where they belong. An unnamed
    source of a known organisation counts for it.

    >>> rows = [Statement("Ann", "rail", "support", organisation="Shore Party", kind="person"), Statement("Bob", "rail",
    ... "oppose", kind="person"), Statement("Dock Union", "rail", "oppose", kind="organisation")]
    >>> [row.speaker for row in grouped(rows, "organisation")]
    ['Shore Party', 'Dock Union']
    """
    if by not in BY:
        raise QuotegraphError(f"speakers cannot be grouped by {by!r}; allowed are: {', '.join(BY)}")
    if by == "person":
        return list(statements)
    found = ((_OF[by](one), one) for one in statements)
    return [replace(one, speaker=name, kind=kind) for (name, kind), one in found if name]


def _organisation(statement: Statement) -> tuple[str, str]:
    if statement.kind in ("organisation", "country", "place", "group"):
        return statement.speaker, statement.kind
    return statement.organisation, "organisation"


def _country(statement: Statement) -> tuple[str, str]:
    return statement.speaker if statement.kind == "country" else statement.country, "country"


def _camp(statement: Statement) -> tuple[str, str]:
    return statement.camp, "group"


_OF: dict[str, Callable[[Statement], tuple[str, str]]] = {
    "organisation": _organisation,
    "country": _country,
    "camp": _camp,
}
