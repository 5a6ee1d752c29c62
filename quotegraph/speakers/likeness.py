"""How alike two names are: word by word, whatever their spelling, order, script, titles and parts left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import PARTICLES
from quotegraph.speakers.names import edits, fold, in_latin, parse_name, script_of, skeleton, sound, suffix_of

LONGEST = 200
"""Characters of a name that are compared."""
_MOST_WORDS = 12
_MOST_LEFT = 3  # words that a full form may have more; a headline in capitals has many
_BORN = re.compile(
    r"[,(]?\s*\b(?:née|nee|born|formerly(?: known as)?|previously|also known as|a\.?k\.?a\.?|alias)\s+"
    r"([^,()]+)\)?$",
    re.I,
)
_PATRONYMIC = re.compile(r".+(?:ovich|evich|ovych|evych|ovna|evna|ivna|ovitch|evitch|ich|inichna|oglu|oğlu|qizi)$")
_DIGIT = re.compile(r"\d")
_CHILD_OF = frozenset("bin ibn ben bint".split())
_FAMILIES = frozenset(
    """wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang
    feng dong xiao cheng cao yuan deng lu wei jiang kim lee park choi jung kang cho yoon nguyen tran le pham""".split()
)
"""Family names in China, Korea and Vietnam that millions bear."""

ALIKE = ("equal", "spelling", "script", "nickname", "order", "middle", "alias")
"""Kinds of likeness that make two names forms of one, as long as nothing else says otherwise."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names relate.

    ``kind`` is one of ALIKE, or ``suffix`` (Jr on one side), ``initials``, ``double`` (a further family name),
    ``given`` (a further first name), ``reversed`` (either order could be the right one), ``variant`` (spellings that
    two people may have), ``last``, ``first``, ``typo``, ``near``, ``unknown`` (scripts that cannot be compared) or
    ``apart``.
    """

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Parts:
    given: str
    tokens: tuple[str, ...]
    family: int  # where the family name begins in ``tokens``
    suffix: str
    father: str
    joined: str
    whole: str  # particles, too
    script: str


@lru_cache(maxsize=20_000)
def _parts(text: str) -> _Parts:
    name = parse_name(text[:LONGEST])
    words = [fold(word).strip(".,'\"“”‘()") for word in name.words]
    father = next((words[i + 1] for i in range(len(words) - 1) if i and words[i] in _CHILD_OF), "")
    known = [word for word in words if word and word not in PARTICLES] or [word for word in words if word]
    tokens: list[str] = []
    family = 0
    for number, word in enumerate(known[:_MOST_WORDS]):
        if number == len(known) - 1 or (number and number == len(known) - len(name.last.split())):
            family = len(tokens)
        tokens += _pieces(word)
    return _Parts(
        known[0] if known else "", tuple(tokens), family, suffix_of(text[:LONGEST]), father,
        "".join(tokens), "".join(words), script_of(name.full),
    )  # fmt: skip


def _pieces(word: str) -> list[str]:
    """A word cut at hyphens and after initials (“j.k.”), an Arabic article off."""
    bare = re.sub(r"^(?:al|el|ad|as|an)[-‐](?=\w)", "", word)
    if re.fullmatch(r"(?:\w\.)+\w", bare):
        return bare.split(".")
    return [piece for piece in re.split(r"[-‐–'’]", bare) if piece] or [word]


def forms(text: str) -> tuple[str, ...]:
    """A name, and the one that it says its bearer had before.

    >>> forms("Maria Kovacs, née Szabo"), forms("Karin Lund (formerly Karin Berg)")
    (('Maria Kovacs', 'Maria Szabo'), ('Karin Lund', 'Karin Berg'))
    """
    text = text[:LONGEST]
    found = _BORN.search(text)
    if not found or not text[: found.start()].strip():
        return (text,)
    name, earlier = text[: found.start()].strip(" ,("), found[1].strip()
    if len(earlier.split()) == 1:
        earlier = f"{name.split()[0]} {earlier}"
    return name, earlier


def common(text: str) -> bool:
    """Whether many people bear a name, so that it alone says little.

    >>> common("John Smith"), common("Zhang Wei"), common("Mara Lindqvist")
    (True, True, False)
    """
    tokens = _parts(text).tokens
    if len(tokens) < 2:
        return not (script_of(text) == "han" and len(tokens[0]) > 2) if tokens else True
    if len(tokens) == 2 and any(t in _FAMILIES for t in tokens) and max(map(len, tokens)) < 6:
        return True
    if len(tokens) > 2 and not all(len(t) == 1 for t in tokens[1:-1]):
        return False
    bearers = load().bearers
    return bearers(tokens[-1], last=True) > 5 and bearers(tokens[0]) * bearers(tokens[-1]) > 500


def likeness(one: str, other: str) -> Likeness:
    """How alike two names are.

    >>> likeness("Dmitry Volkonsky", "Dmitri Volkonskiy").kind, likeness("Hannah Osei", "Kwame Osei").kind
    ('spelling', 'apart')
    >>> likeness("J. Holt", "Jane Holt").kind, likeness("Владимир Путин", "Vladimir Putin").kind
    ('initials', 'script')
    """
    found = [_likeness(a, b) for a in forms(one) for b in forms(other)]
    return min(found, key=lambda like: _RANK.get(like.kind, 99))


_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (*ALIKE, "suffix", "initials", "double", "given", "reversed", "variant", "last", "first",
         "typo", "unknown", "near", "apart")
    )
}  # fmt: skip


@lru_cache(maxsize=50_000)
def _likeness(one: str, other: str) -> Likeness:
    a, b = _parts(one), _parts(other)
    if not a.tokens or not b.tokens:
        return Likeness("unknown", "a name without letters")
    if a.script != b.script or "han" in (a.script, b.script):
        return _across_scripts(one, other, a, b)
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return Likeness("apart", f"{a.suffix} and {b.suffix}")
    if a.father and b.father and not _words_alike(a.father, b.father, True):
        return Likeness("apart", "different fathers' names")
    like = _aligned(a, b)
    if like.kind in ALIKE and a.suffix != b.suffix:
        return Likeness("suffix", f"only one is called {a.suffix or b.suffix}")
    return like


def _across_scripts(one: str, other: str, a: _Parts, b: _Parts) -> Likeness:
    if one == other or a.tokens == b.tokens:
        return Likeness("equal", "the same name")
    latin_one, latin_other = in_latin(one[:LONGEST]), in_latin(other[:LONGEST])
    x, y = (fold(re.sub(r"[\W_]", "", name)) for name in (latin_one, latin_other))
    if x and x == y:
        return Likeness("script", "the same name in two scripts")
    if "han" in (a.script, b.script):
        swapped = fold("".join(reversed(latin_other.split()))) if b.script != "han" else ""
        if len(x) > 4 and x == re.sub(r"[\W_]", "", swapped):
            return Likeness("script", "the same name in two scripts")
        if a.script == b.script:
            return Likeness("apart", "different names")
        return Likeness("unknown", "characters that have several readings")
    bones = skeleton(x), skeleton(y)
    if bones[0] == bones[1] and len(bones[0]) > 4:
        return Likeness("script", "the same name in two scripts")
    c, d = (_parts(re.sub(r"['`]", "", name)) for name in (latin_one, latin_other))
    if len(c.tokens) < 2 or len(d.tokens) < 2:
        near = any(_skeletons_alike(v, w) for v in c.tokens for w in d.tokens)
        return Likeness("last", "one name of two, in two scripts") if near else Likeness("apart", "different names")
    shorter, longer = sorted((c.tokens, d.tokens), key=len)
    left = list(longer)
    for word in shorter:
        match = next((w for w in left if _skeletons_alike(word, w)), None)
        if match is None:
            return Likeness("apart", "different names")
        left.remove(match)
    kind = "script" if all(_PATRONYMIC.fullmatch(word) for word in left) else "double"
    return Likeness(kind, "the same name in two scripts")


def _skeletons_alike(one: str, other: str) -> bool:
    if _given_alike(one, other) in ("equal", "spelling"):
        return True
    x, y = skeleton(one), skeleton(other)
    return x == y and (len(x) > 1 or one[:1] == other[:1])


def _aligned(a: _Parts, b: _Parts) -> Likeness:
    if a.joined == b.joined or a.whole == b.whole:
        return Likeness("equal", "the same name")
    if len(a.tokens) == 1 or len(b.tokens) == 1:
        return _single(a, b) if len(a.tokens) == 1 else _single(b, a)
    pairs, left_a, left_b = _matched(a, b)
    kinds = {kind for _, _, kind in pairs}
    if left_a and left_b:
        return _both_left(a, b, pairs, left_a, left_b)
    if not left_a and not left_b:
        return _all_matched(a, b, pairs, kinds)
    middles = [side.tokens[1 : side.family] for side in (a, b)]
    if (
        all(middles)
        and _words_alike(a.given, b.given, True)
        and _kind_of(middles[0][0], middles[1][0], True) not in ("equal", "spelling", "initial")
    ):
        return Likeness("apart", "different middle names")
    full, short, left = (a, b, left_a) if left_a else (b, a, left_b)
    matched = {i if left_a else j for i, j, _ in pairs}
    if len([1 for *_, kind in pairs if kind != "initial"]) < 1 or len(pairs) < 2:
        return Likeness("apart", "different names")
    if len(left) > _MOST_LEFT:
        return Likeness("apart", "many words more")
    if kinds & {"typo", "near"}:
        return Likeness("typo" if "near" not in kinds else "near", "names a letter apart")
    if 0 not in matched and full.given != short.given and not any(i < full.family for i in matched):
        return Likeness("last", "family names alone in common")
    if "initial" in kinds:
        return Likeness("initials", "an initial that fits")
    if all(i >= full.family for i in left):
        kind = "double" if full.tokens[0] != short.tokens[-1] else "reversed"
        return Likeness(kind, "a further family name on one side")
    if full.family not in matched and not any(i >= full.family for i in matched):
        in_middle = all(i > 0 for i in matched if full.tokens[i] == short.tokens[-1])
        return Likeness("double" if in_middle and 0 in matched else "apart", "a family name less")
    if 0 not in matched:
        return Likeness("given", "a first name less")
    return Likeness("middle", "a middle name less")


def _single(short: _Parts, full: _Parts) -> Likeness:
    word = short.tokens[0]
    if len(full.tokens) == 1:
        alike = _words_alike(word, full.tokens[0], False)
        return Likeness("last", "one name alone") if alike else Likeness("apart", "different names")
    for i in (*range(len(full.tokens) - 1, 0, -1), 0):
        if _words_alike(word, full.tokens[i], i == 0):
            family = i >= full.family or (i == 0 and full.tokens[0] in _FAMILIES)
            return Likeness("last" if family else "first", "one name of several")
    return Likeness("apart", "different names")


def _matched(a: _Parts, b: _Parts) -> tuple[list[tuple[int, int, str]], list[int], list[int]]:
    """Words that are the same or may be, each used once, the surest first; and those left over on each side."""
    found: list[tuple[int, int, str]] = []
    left_a, left_b = list(range(len(a.tokens))), list(range(len(b.tokens)))
    for wanted in ("equal", "spelling", "nickname", "variant", "initial", "typo", "near"):
        for i in list(left_a):
            for j in sorted(left_b, key=lambda j: abs(i - j)):
                family = i >= a.family and j >= b.family
                given = i < max(a.family, 1) and j < max(b.family, 1)
                if wanted != "equal" and not family and not given:
                    continue
                if _kind_of(a.tokens[i], b.tokens[j], given) == wanted:
                    found.append((i, j, wanted))
                    left_a.remove(i)
                    left_b.remove(j)
                    break
    return found, left_a, left_b


def _kind_of(one: str, other: str, given: bool) -> str:
    if one == other:
        return "equal"
    if _DIGIT.search(one + other):
        return ""  # a number is no spelling of another
    if len(one) == 1 or len(other) == 1:
        return "initial" if given and one[0] == other[0] else ""
    return _given_alike(one, other) if given else _family_alike(one, other)


@lru_cache(maxsize=50_000)
def _given_alike(one: str, other: str) -> str:
    table = load()
    if one == other:
        return "equal"
    if other in table.variants(one):
        return "spelling"
    if other in table.full_forms(one) or one in table.full_forms(other):
        return "nickname"
    known = table.first_name(one), table.first_name(other)
    if set(known) >= {"f", "m"}:
        return ""
    x, y = sound(one), sound(other)
    if x == y and not _other_gender(one, other):
        return "variant" if all(known) else "spelling"
    if _slip(one, other) and one[0] == other[0]:
        return "near" if all(known) or _other_gender(one, other) else "typo"
    return "near" if all(known) and x[:1] == y[:1] and edits(x, y, 1) <= 1 and not _other_gender(one, other) else ""


@lru_cache(maxsize=50_000)
def _family_alike(one: str, other: str) -> str:
    if one == other:
        return "equal"
    if _other_gender(one, other) and not (one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}):
        return ""
    x, y = sound(one), sound(other)
    bearers = load().bearers
    if (x == y and len(x) > 2) or other in load().variants(one) or {one[-4:], other[-4:]} == {"enko", "enka"}:
        return "spelling" if x[:-1] == y[:-1] or x == y or other in load().variants(one) else ""
    if _slip(one, other):
        return "near" if bearers(one) and bearers(other) else "typo"
    x, y = skeleton(one), skeleton(other)
    return "near" if x == y and len(x) > 2 and one[0] == other[0] else ""


def _other_gender(one: str, other: str) -> bool:
    """Whether two forms differ just in an ending that tells women from men (Petrov, Petrova; Simon, Simone)."""
    short, long = sorted((one, other), key=len)
    ends = ("a", "e", "ova", "aya", "ina", "yna")
    if any(long == short + end for end in ends):
        return True
    return len(short) == len(long) and short[:-1] == long[:-1] and {short[-1], long[-1]} <= set("aoeiy") and "a" in (
        short[-1], long[-1]
    )  # fmt: skip


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by one slip of the pen: a letter more, less, other, or two swapped."""
    if min(len(one), len(other)) < 4:
        return False
    if len(one) == len(other):
        differ = [i for i in range(len(one)) if one[i] != other[i]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            return one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
    return min(len(one), len(other)) > 5 and edits(one, other, 1) == 1


def _words_alike(one: str, other: str, given: bool) -> bool:
    return _kind_of(one, other, given) in ("equal", "spelling", "nickname", "variant")


def _both_left(
    a: _Parts, b: _Parts, pairs: list[tuple[int, int, str]], left_a: list[int], left_b: list[int]
) -> Likeness:
    left = [a.tokens[i] for i in left_a], [b.tokens[j] for j in left_b]
    if all(_PATRONYMIC.fullmatch(word) for side in left for word in side):
        return Likeness("apart", "different fathers' names")
    if not pairs:
        return Likeness("apart", "different names")
    if all(0 < i < a.family for i in left_a) and all(0 < j < b.family for j in left_b):
        return Likeness("apart", "different middle names")
    return Likeness("apart", "one name of several in common")


def _all_matched(a: _Parts, b: _Parts, pairs: list[tuple[int, int, str]], kinds: set[str]) -> Likeness:
    in_order = [j for _, j, _ in sorted(pairs)]
    if "near" in kinds or "typo" in kinds:
        near = "near" in kinds or len([k for *_, k in pairs if k == "typo"]) > 1
        return Likeness("near" if near else "typo", "names a letter apart")
    if in_order != sorted(in_order):
        return _turned(a, in_order)
    if "initial" in kinds:
        return Likeness("initials", "an initial that fits")
    if "variant" in kinds:
        return Likeness("variant", "spellings that two people may have")
    if "nickname" in kinds:
        return Likeness("nickname", "a short form of the first name")
    return Likeness("spelling", "spellings of one name")


def _turned(a: _Parts, in_order: list[int]) -> Likeness:
    """The same words in another order: one name if it shows which of them is the first name."""
    first = load().first_name
    if len(a.tokens) > 2:
        turned = any(in_order == [*range(i, len(in_order)), *range(i)] for i in range(len(in_order)))
        return Likeness("order" if turned else "reversed", "the same words in another order")
    one, other = a.tokens
    if not {one, other} <= _FAMILIES and bool(first(one)) != bool(first(other)):
        return Likeness("order", "the same words in another order")
    return Likeness("reversed", "the same words, either of which may be the first name")
