"""Names of people as words: folding, titles, parts, spelling variants, keys."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quotegraph.speakers.lexicon import PARTICLES, SUFFIXES, TITLES

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "’": "'"})
_SOUNDS = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("chr", "kr"), ("ch", "C"), ("sh", "S"), ("zh", "Z"), ("kh", "h"),
    ("ph", "f"),
    ("gh", "g"), ("dh", "d"), ("th", "t"), ("hr", "gr"), ("lha", "lga"), ("ohd", "ogd"), ("uha", "uga"),
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
    return re.sub(r"(\D)\1+", r"\1", out)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts; ``gender`` is what the title says, ``suffix`` tells a father and a son apart."""

    title: str
    first: str
    last: str
    gender: str = ""
    words: tuple[str, ...] = ()
    suffix: str = ""

    @property
    def full(self) -> str:
        """The name without title."""
        return " ".join((*self.words, self.suffix) if self.suffix else self.words)


@lru_cache(maxsize=20_000)
def parse_name(text: str) -> Name:
    """A name in parts.

    >>> parse_name("Sir Keir Starmer").full, parse_name("Ms. OBIORA").gender, parse_name("John Reyes, Jr").full
    ('Keir Starmer', 'f', 'John Reyes Jr.')
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
    suffix = ""
    while len(words) > 1 and (last := words[-1].strip(".,").casefold()) in SUFFIXES:
        suffix = f"{last.capitalize()}." if last in ("jr", "sr") else suffix
        words.pop()
    words = [word.strip(",;:") or word for word in words]
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    first = words[0] if len(words) > 1 else ""
    return Name(" ".join(titles), first, " ".join(words[at:]), gender, tuple(words), suffix)


def other_generation(name: Name, names: Iterable[str]) -> bool:
    """Whether a name has a suffix (“Jr.”) and one of some other names another (“Sr.”).

    >>> other_generation(parse_name("Reyes Sr."), ["John Reyes", "John Reyes Jr."])
    True
    """
    return bool(name.suffix) and any(parse_name(other).suffix not in ("", name.suffix) for other in names)


def bare(last: str) -> str:
    """A last name without its Arabic article.

    >>> bare("el-sanhuri")
    'sanhuri'
    """
    for particle in ("al-", "el-", "al ", "el "):
        last = last.removeprefix(particle)
    return last


_SUFFIX = {"jr": "Jr", "junior": "Jr", "sr": "Sr", "senior": "Sr", "ii": "II", "iii": "III", "iv": "IV"}


def suffix_of(text: str) -> str:
    """The suffix that tells a son from a father, empty where there is none.

    >>> suffix_of("John Reyes, Jr."), suffix_of("John Reyes")
    ('Jr', '')
    """
    words = text.split()
    return _SUFFIX.get(words[-1].strip(".,").casefold(), "") if len(words) > 2 else ""


_CONSONANTS = str.maketrans("cqvgjfpt", "kkbyybbd")
_SCRIPTS = ("latin", "cyrillic", "greek", "arabic", "hebrew", "hangul", "devanagari", "georgian", "armenian")


@lru_cache(maxsize=20_000)
def script_of(text: str) -> str:
    """The script of most letters: ``latin``, ``cyrillic``, …, ``han`` (Chinese, kana too), ``other``.

    >>> script_of("Владимир Путин"), script_of("習近平"), script_of("Mara Holt")
    ('cyrillic', 'han', 'latin')
    """
    if text.isascii():
        return "latin"
    counted: dict[str, int] = {}
    for char in text[:200]:
        if char.isalpha():
            name = unicodedata.name(char, "").lower()
            script = "han" if name.startswith(("cjk", "hiragana", "katakana")) else name.split(" ", 1)[0]
            counted[script] = counted.get(script, 0) + 1
    best = max(counted, key=lambda script: counted[script], default="latin")
    return best if best in (*_SCRIPTS, "han") else "other"


@lru_cache(maxsize=20_000)
def in_latin(text: str) -> str:
    """A name in Latin letters, Chinese in pinyin.

    >>> in_latin("Алексей Навальный"), in_latin("习近平")
    ("Aleksey Naval'nyy", 'XiJinPing')
    """
    if script_of(text) == "latin":
        return text
    from anyascii import anyascii

    found: str = anyascii(text)
    return found


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a word, by which names in scripts without vowels are compared.

    >>> skeleton("Mahmoud"), skeleton("mhmwd"), skeleton("el-Sisi"), skeleton("lsysy")
    ('mhmd', 'mhmd', 's', 's')
    """
    word = re.sub(r"^(?:al-?|el-?|l(?=[^aeiou]))(?=\w{3})", "", fold(word).replace("`", "").replace("'", ""))
    word = word.replace("ph", "f").replace("kh", "h").replace("ch", "sh").translate(_CONSONANTS)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw-]", "", word))


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
