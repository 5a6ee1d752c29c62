"""What a reader has chosen, read from the address of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import parse_qsl, unquote

import numpy as np

from quotegraph.model import STANCES
from quotegraph.serve.columns import Columns
from quotegraph.serve.texts import Numbers, folded

FACETS = ("stance", "type", "kind", "speaker", "organisation", "country", "topic", "publisher", "reviewed")
BY = ("person", "organisation", "country", "camp")
PARTS = {
    "speaker": ("speaker",),
    "topic": ("topic",),
    "line": ("stance", "speaker", "topic"),
    "group": ("by", "name"),
    "pair": ("by", "one", "other"),
}
REVIEWED = ["no", "yes"]
LONGEST = 500
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

At = Mapping[str, str]
"""The chosen thing: ``what`` (speaker, topic, line, group, pair) and its parts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Filters (of each facet the places of its wanted values), and what is to be shown of what passes them.

    ``unknown``: parts of the address that name nothing here.
    """

    facets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    q: str = ""
    start: str = ""
    end: str = ""
    sure: int = 0
    at: At | None = None
    own: bool = False
    net: str = "all"
    by: str = "person"
    sort: str = "quotations"
    down: bool = True
    unknown: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What tells filters apart."""
        return (*sorted(self.facets.items()), self.q, self.start, self.end, self.sure)


class Facets:
    """Of every statement which value of each facet it has; groups of speakers; places of names.

    ``tables``: the values of each facet; ``at``: for each statement the place of its value there.
    """

    def __init__(self, columns: Columns) -> None:
        c = columns
        speaker, quotation = c.tie_speaker[c.statement_tie], c.statement_quotation
        article = c.quotation_article[quotation]
        self.columns = columns
        self.tables: dict[str, list[str]] = {
            "stance": list(STANCES),
            "type": c.types,
            "kind": c.kinds,
            "speaker": c.speakers,
            "organisation": c.organisations,
            "country": c.countries,
            "topic": c.topics,
            "publisher": c.publishers,
            "reviewed": REVIEWED,
        }
        self.at: dict[str, Numbers] = {
            "stance": c.tie_stance[c.statement_tie].astype(np.int32),
            "type": c.quotation_type[quotation],
            "kind": c.speaker_kind[speaker],
            "speaker": speaker,
            "organisation": c.speaker_organisation[speaker],
            "country": c.speaker_country[speaker],
            "topic": c.tie_topic[c.statement_tie],
            "publisher": c.article_publisher[article],
            "reviewed": c.quotation_reviewed[quotation].astype(np.int32),
        }
        plain, self.dates = _plain_dates(c.dates)
        self.date: Numbers = plain[c.article_date[article]]
        """For each statement the place of its date in ``dates``, which are sorted; the first is "", for none."""
        self.places = {name: {value: place for place, value in enumerate(self.tables[name])} for name in FACETS}

    @cached_property
    def groups(self) -> dict[str, tuple[list[str], Numbers]]:
        """By what speakers can be grouped: the groups' names, and each speaker's place there (-1: in none)."""
        c = self.columns
        facts = {
            "person": c.speakers,
            "organisation": [c.organisations[at] for at in c.speaker_organisation],
            "country": [c.countries[at] for at in c.speaker_country],
            "camp": [c.camps[at] for at in c.speaker_camp],
        }
        out = {}
        for by in BY:
            names = [
                fact or (name if by in ("organisation", "country") and c.kinds[kind] == by else "")
                for fact, name, kind in zip(facts[by], c.speakers, c.speaker_kind, strict=True)
            ]
            table = {name: place for place, name in enumerate(dict.fromkeys(name for name in names if name))}
            if len(table) > 1:
                out[by] = list(table), np.asarray([table.get(name, -1) for name in names], np.int32)
        return out

    def members(self, by: str, name: str) -> Numbers:
        """For each speaker whether it belongs to the group."""
        names, at = self.groups[by]
        found: Numbers = at == names.index(name)
        return found

    def read(self, address: str) -> Choice:
        """The choice that an address makes (what stands after ``#`` in the page's own).

        >>> from quotegraph.model import Statement
        >>> from quotegraph.serve.columns import columns_of
        >>> from quotegraph.viz.data import block
        >>> facets = Facets(columns_of(block([Statement("Ann", "toll", "support")])))
        >>> facets.read("speaker=Ann&at=topic:toll&stance=maybe").unknown
        ('stance=maybe',)
        """
        facets: dict[str, tuple[int, ...]] = {}
        single: dict[str, str] = {}
        unknown = []
        for key, value in parse_qsl(address, keep_blank_values=True, max_num_fields=2000):
            if key in FACETS:
                if value not in self.places[key]:
                    unknown.append(f"{key}={value}")
                elif self.places[key][value] not in facets.get(key, ()):
                    facets[key] = (*facets.get(key, ()), self.places[key][value])
            elif key in ("from", "to") and not _is_day(value):
                unknown.append(f"{key}={value}")
            else:
                single[key] = value[:20_000]
        at = self._thing(single["at"]) if "at" in single else None
        if "at" in single and at is None:
            unknown.append(f"at={single['at']}")
        by = single.get("by", "person")
        if by not in self.groups and "by" in single:
            unknown.append(f"by={by}")
        sure = single.get("sure", "")
        return Choice(
            facets=facets,
            q=folded(single.get("q", "")[:LONGEST]),
            start=single.get("from", ""),
            end=single.get("to", ""),
            sure=int(sure) if re.fullmatch(r"\d{1,3}", sure, re.ASCII) and int(sure) <= 100 else 0,
            at=at,
            own="own" in single and at is not None and at["what"] in ("speaker", "topic"),
            net=single.get("net", "all") if single.get("net") in ("agree", "differ", "both") else "all",
            by=by if by in self.groups else next(iter(self.groups), "person"),
            sort=single.get("sort", "quotations"),
            down="sort-up" not in single,
            unknown=tuple(unknown),
        )

    def _thing(self, text: str) -> At | None:
        what, *parts = map(unquote, text.split(":"))
        if what not in PARTS or len(parts) != len(PARTS[what]):
            return None
        at = {"what": what, **dict(zip(PARTS[what], parts, strict=True))}
        if what in ("group", "pair"):
            names = self.groups[at["by"]][0] if at["by"] in self.groups else []
            return at if all(at[part] in names for part in PARTS[what][1:]) else None
        if any(at[part] not in self.places[part] for part in PARTS[what]):
            return None
        return at if what != "line" or self.lines_at(at).any() else None

    def lines_at(self, at: At) -> Numbers:
        """For each line whether it belongs to a speaker, a topic, a line, or the speakers of a group or pair."""
        c = self.columns
        if at["what"] == "group":
            found: Numbers = self.members(at["by"], at["name"])[c.tie_speaker]
            return found
        if at["what"] == "pair":
            one, other = (self.members(at["by"], at[part])[c.tie_speaker] for part in ("one", "other"))
            signed = c.tie_stance != STANCES.index("neutral")
            both = np.zeros(len(c.topics), bool)
            both[np.intersect1d(c.tie_topic[one & signed], c.tie_topic[other & signed])] = True
            return (one | other) & both[c.tie_topic]
        out = np.ones(len(c.tie_speaker), bool)
        for part, column in (("speaker", c.tie_speaker), ("topic", c.tie_topic), ("stance", c.tie_stance)):
            if part in at:
                out &= column == self.places[part][at[part]]
        return out


def _plain_dates(dates: list[str]) -> tuple[Numbers, list[str]]:
    from quotegraph.serve.columns import plain_date

    plain = [plain_date(text) for text in dates]
    table = sorted({"", *plain})
    place = {text: at for at, text in enumerate(table)}
    return np.asarray([place[text] for text in plain], np.int32), table


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False
