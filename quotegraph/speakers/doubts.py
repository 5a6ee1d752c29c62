"""Pairs of speakers that may be one, though the register keeps them apart: for people to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotegraph.model import Speaker
from quotegraph.speakers.cast import same_first, same_last
from quotegraph.speakers.names import Name, fold, parse_name, sound
from quotegraph.speakers.roles import parse_role

_EMPTY = frozenset("the of and for in on a an de der la le et und".split())
_CROWD = 200  # speakers of one name above which only the very same name is looked at


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker of the register: ``aliases`` are its other names, ``articles`` those that quote it, ``ties`` the weight
    of its ties in the network."""

    speaker: Speaker
    aliases: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    ties: float = 0.0


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
    [('Mara Holt', 'Holt', 'a last name alone')]
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
            name = parse_name(text)
            yield f"last {sound(name.words[-1])}"
            yield f"last {sound(name.last)}"
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
        why, likely = _people([parse_name(n) for n in (a.name, *one.aliases)], [parse_name(b.name)])
    elif (a.kind == "person") != (b.kind == "person"):
        same = fold(a.name) == fold(b.name)
        return ("the same name of two kinds", 0.5) if same else ("", 0.0)
    elif "group" in (a.kind, b.kind) and sorted(_words(a.name)) != sorted(_words(b.name)):
        return "", 0.0
    else:
        why, likely = _bodies((a.name, *one.aliases), (b.name, *other.aliases))
    if likely and one.articles & other.articles:
        likely *= 0.4  # whoever wrote of both knew them apart
    if likely and _share_a_role(a, b):
        why, likely = f"{why}, the same role", likely + (1 - likely) * 0.5
    return why, likely


def _people(ones: Iterable[Name], others: Iterable[Name]) -> tuple[str, float]:
    best = ("", 0.0)
    for a in ones:
        for b in others:
            if fold(a.full) == fold(b.full):
                best = max(best, ("the same name", 0.6), key=lambda found: found[1])
            elif len(a.words) == 1 or len(b.words) == 1:
                short, full = (a, b) if len(a.words) == 1 else (b, a)
                if any(same_last(short.last, word) for word in (full.last, full.words[-1], *full.words)):
                    best = max(best, ("a last name alone", 0.4), key=lambda found: found[1])
            elif same_last(a.last, b.last) and same_first(a.first, b.first):
                best = max(best, ("names alike", 0.55), key=lambda found: found[1])
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


def _share_a_role(one: Speaker, other: Speaker) -> bool:
    a, b = parse_role(one.role), parse_role(other.role)
    return bool(a.head and a.head == b.head and (a.words & b.words or not a.words ^ b.words))
