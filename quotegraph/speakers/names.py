"""Names of people as words: folding, titles, parts, spelling variants, keys."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.speakers.lexicon import PARTICLES, SUFFIXES, TITLES

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "’": "'"})
_SOUNDS = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("ch", "C"), ("sh", "S"), ("zh", "Z"), ("kh", "h"), ("ph", "f"),
    ("gh", "g"), ("th", "t"), ("hr", "gr"), ("lha", "lga"), ("ohd", "ogd"), ("uha", "uga"),
    ("ye", "e"), ("dj", "j"), ("ck", "k"), ("ks", "x"), ("q", "k"), ("c", "k"), ("w", "v"),
    ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("oe", "o"), ("ue", "u"), ("ae", "e"), ("y", "i"), ("j", "i"), ("v", "f"), ("o", "u"),
    ("e", "i"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case without accents.

    >>> fold("Grönlund"), fold("Łukasz")
    ('gronlund', 'lukasz')
    """
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c))


def slug(name: str) -> str:
    """A key of ``a-z0-9-`` for a name, never empty, distinct for names in other scripts.

    >>> slug("Volodymyr Zelenskyy"), slug("26 countries"), slug("习近平") != slug("李强")
    ('volodymyr-zelenskyy', '26-countries', True)
    """
    folded = fold(name)
    plain = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80].strip("-")
    if plain and not any(c.isalpha() and not c.isascii() for c in folded) and len(name) <= 120:
        return plain
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{plain}-{digest}" if plain else f"name-{digest}"


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A key that spellings of one name in Latin letters share.

    >>> sound("Kovalchuk") == sound("Kovaltschuk"), sound("Zelenskyy") == sound("Zelensky")
    (True, True)
    """
    out = fold(word).replace("-", "").replace("'", "")
    for old, new in _SOUNDS:
        out = out.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", out)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts; ``gender`` is what the title says."""

    title: str
    first: str
    last: str
    gender: str = ""
    words: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The name without title."""
        return " ".join(self.words)


@lru_cache(maxsize=20_000)
def parse_name(text: str) -> Name:
    """A name in parts.

    >>> parse_name("Sir Keir Starmer").full, parse_name("Ms. OBIORA").gender
    ('Keir Starmer', 'f')
    """
    words = text.split() or [text]
    titles: list[str] = []
    gender = ""
    while len(words) > 1 and (entry := TITLES.get(words[0].rstrip(".").casefold())) is not None:
        if (
            words[0].casefold() in ("dean", "earl", "duke", "prince", "major", "king")
            and len(words) == 2
            and not titles
        ):
            break
        gender = entry or gender
        titles.append(words.pop(0))
    while len(words) > 1 and words[-1].strip(".,").casefold() in SUFFIXES:
        words.pop()
    words = [word.strip(",;:") or word for word in words]
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    first = words[0] if len(words) > 1 else ""
    return Name(" ".join(titles), first, " ".join(words[at:]), gender, tuple(words))


def edits(one: str, other: str, most: int) -> int:
    """Levenshtein distance, at most ``most`` + 1.

    >>> edits("tarek", "tariq", 2)
    2
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]
