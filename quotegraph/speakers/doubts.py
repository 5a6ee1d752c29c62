"""Pairs of speakers that may be one, though the register keeps them apart: for people to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotegraph.model import Speaker
from quotegraph.speakers.identity import Bearer, same
from quotegraph.speakers.names import fold, in_latin, parse_name, sound

_EMPTY = frozenset("the of and for in on a an de der la le et und".split())
_CROWD = 200  # speakers of one name above which only the very same name is looked at


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker of the register: ``aliases`` are its other names, ``articles`` those that quote it, ``date`` the last
    day on which one does, ``ties`` the weight of its ties in the network."""

    speaker: Speaker
    aliases: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    ties: float = 0.0
    date: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two speakers that may be one: ``one`` has the fuller name; ``change``: the weight of ties that merging moves."""

    one: Speaker
    other: Speaker
    why: str
    likely: float
    change: float


def doubtful(candidates: Sequence[Candidate], apart: Collection[frozenset[str]] = ()) -> list[Doubt]:
    """The pairs that may be one speaker, those first that would change the network most; ``apart`` are keys of pairs
    that people have decided are two.

    >>> mara, holt = (Candidate(Speaker(key, name)) for key, name in (("mara-holt", "Mara Holt"), ("holt", "Holt")))
    >>> [(doubt.one.name, doubt.other.name, doubt.why) for doubt in doubtful([mara, holt])]
    [('Mara Holt', 'Holt', 'one name of several')]
    """
    found: dict[frozenset[str], Doubt] = {}
    for one, other in _pairs(candidates):
        keys = frozenset((one.speaker.key or "", other.speaker.key or ""))
        if len(keys) < 2 or keys in found or keys in apart:
            continue
        why, likely = _likeness(one, other)
        if likely >= 0.15:
            first, second = sorted((one, other), key=_weight, reverse=True)
            change = min(one.ties, other.ties)
            found[keys] = Doubt(first.speaker, second.speaker, why, round(likely, 2), change)
    return sorted(found.values(), key=lambda d: (-d.change, -d.likely, d.one.key or "", d.other.key or ""))


def _weight(candidate: Candidate) -> tuple[int, int, str]:
    return len(candidate.speaker.name.split()) > 1, len(candidate.articles), candidate.speaker.key or ""


def _pairs(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs that share a word of their names, or an item of Wikidata."""
    index: Mapping[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.speaker.key is not None and candidate.speaker.kind != "unnamed":
            for place in dict.fromkeys(_places(candidate)):
                index[place].append(candidate)
    for place, members in index.items():
        if len(members) > _CROWD and not place.startswith(("item", "name")):
            continue
        for number, one in enumerate(members):
            for other in members[number + 1 :]:
                yield one, other


def _places(candidate: Candidate) -> Iterator[str]:
    speaker = candidate.speaker
    if speaker.wikidata:
        yield f"item {speaker.wikidata}"
    for text in (speaker.name, *candidate.aliases):
        yield f"name {fold(text)}"
        if speaker.kind == "person":
            name = parse_name(in_latin(text))
            if name.first:
                yield f"like {sound(name.first)} {sound(name.last)[:2]}"
            yield from (
                f"last {sound(word)}" for word in (name.last, *name.words[-1].split("-"), *name.last.split("-"))
            )
        else:
            words = _words(text)
            yield from (f"word {word}" for word in words)
            if len(words) > 2:
                yield f"word {''.join(word[0] for word in words)}"


def _words(text: str) -> list[str]:
    return [word for word in fold(text).replace("-", " ").split() if word not in _EMPTY]


def _likeness(one: Candidate, other: Candidate) -> tuple[str, float]:
    a, b = one.speaker, other.speaker
    if a.wikidata and b.wikidata:
        return ("the same item of Wikidata", 0.95) if a.wikidata == b.wikidata else ("", 0.0)
    if {a.gender, b.gender} == {"f", "m"}:
        return "", 0.0
    if a.kind == b.kind == "person":
        why, likely = _people(one, other)
    elif (a.kind == "person") != (b.kind == "person"):
        same = fold(a.name) == fold(b.name)
        return ("the same name of two kinds", 0.5) if same else ("", 0.0)
    elif "group" in (a.kind, b.kind) and sorted(_words(a.name)) != sorted(_words(b.name)):
        return "", 0.0
    else:
        why, likely = _bodies((a.name, *one.aliases), (b.name, *other.aliases))
    if likely and one.articles & other.articles:
        likely *= 0.4  # whoever wrote of both knew them apart
    return why, likely


def _people(one: Candidate, other: Candidate) -> tuple[str, float]:
    """The most that any two names of two people say, with their roles and the days on which they are quoted."""
    best = ("", 0.0)
    for a in (one.speaker.name, *one.aliases):
        for b in (other.speaker.name, *other.aliases):
            found = same(
                Bearer(a, one.speaker.role, one.date, one.speaker.gender),
                Bearer(b, other.speaker.role, other.date, other.speaker.gender),
            )
            likely = found.confidence if found.verdict == "same" else 1 - found.confidence
            best = max(best, (found.reason, likely), key=lambda item: item[1])
    return best


def _bodies(ones: Sequence[str], others: Sequence[str]) -> tuple[str, float]:
    best = ("", 0.0)
    for a in ones:
        for b in others:
            x, y = _words(a), _words(b)
            short, full = sorted((x, y), key=len)
            if not short:
                continue
            if sorted(x) == sorted(y):
                best = max(best, ("the same words", 0.7), key=lambda found: found[1])
            elif len(full) > 1 and short == ["".join(word[0] for word in full)]:
                best = max(best, ("initials", 0.6), key=lambda found: found[1])
            elif set(short) <= set(full):
                best = max(best, ("one name within the other", 0.25), key=lambda found: found[1])
    return best
