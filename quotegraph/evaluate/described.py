"""What the page on accuracy says of each set beside its figures, read from a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.evaluate.pairing import WHOLE, View
from quotegraph.model import QUOTATION_TYPES

_TEXTS = ("id", "name", "about", "licence", "seen")
_FLAGS = ("dont_care", "outer_only")
_LISTS = ("types", "topics", "peers")
_OTHERS = ("profile", "attributions", "column", "how", "peers_note")


@dataclass(frozen=True, slots=True)
class Peer:
    """Another system's figures on a set, F1 in percent by measure, and where they come from."""

    system: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DescribedSet:
    """One set: ``seen`` says what the weights and their makers have seen of it, ``column`` heads it in the README.

    ``view``, ``profile`` and ``attributions`` say how it is measured, ``how`` how others can do it; ``topics`` are the
    topic files that stances are judged on, without any the page says nothing of statements; ``peers_note`` names the
    source of the figures of ``peers``.
    """

    id: str
    name: str
    about: str
    licence: str
    seen: str
    view: View = WHOLE
    profile: str = "accurate"
    attributions: str = "quotations"
    topics: tuple[str, ...] = ()
    column: str = ""
    how: str = ""
    peers: tuple[Peer, ...] = ()
    peers_note: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """All sets in the order of the page, with the text before them and what the numbers do and do not rest on."""

    preface: str
    rests: tuple[str, ...]
    sets: tuple[DescribedSet, ...]


def read_description(path: str | Path) -> Description:
    """The description in a TOML file; a QuotegraphError that names the file and the key where it is no such thing."""
    try:
        loaded = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:  # no TOML and no UTF-8 are ValueErrors
        raise QuotegraphError(f"{path}: cannot be read: {error}") from None
    _known(loaded, ("preface", "rests", "sets"), str(path))
    sets = tuple(_set(one, f"{path}: set {number}") for number, one in enumerate(loaded.get("sets", ()), 1))
    if len({one.id for one in sets}) < len(sets):
        raise QuotegraphError(f"{path}: two sets have the same id")
    rests = tuple(str(one).strip() for one in loaded.get("rests", ()))
    return Description(str(loaded.get("preface", "")).strip(), rests, sets)


def _set(given: Mapping[str, Any], where: str) -> DescribedSet:
    _known(given, (*_TEXTS, *_FLAGS, *_LISTS, *_OTHERS), where)
    for key in _TEXTS:
        if not isinstance(given.get(key), str) or not given[key].strip():
            raise QuotegraphError(f"{where}: {key!r} is to be a text, is {given.get(key)!r}")
    for key in _LISTS:
        if not isinstance(given.get(key, []), list):
            raise QuotegraphError(f"{where}: {key!r} is to be a list, is {given[key]!r}")
    types = frozenset(map(str, given.get("types", ())))
    if not types <= set(QUOTATION_TYPES):
        raise QuotegraphError(
            f"{where}: 'types' are some of {', '.join(QUOTATION_TYPES)}, not {', '.join(sorted(types))}"
        )
    texts = {key: str(given[key]).strip() for key in (*_TEXTS, *_OTHERS) if key in given}
    return DescribedSet(
        **texts,
        view=View(given.get("dont_care") is True, given.get("outer_only") is True, types),
        topics=tuple(map(str, given.get("topics", ()))),
        peers=tuple(_peer(one, where) for one in given.get("peers", ())),
    )


def _peer(given: Mapping[str, Any], where: str) -> Peer:
    figures = {key: value for key, value in given.items() if key != "system"}
    if "system" not in given or not all(isinstance(value, int | float) for value in figures.values()):
        raise QuotegraphError(f"{where}: a peer has a 'system' and figures, this is {dict(given)!r}")
    return Peer(str(given["system"]), figures)


def _known(given: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in given:
        if key not in keys:
            raise QuotegraphError(f"{where}: {key!r} is none of {', '.join(keys)}")
