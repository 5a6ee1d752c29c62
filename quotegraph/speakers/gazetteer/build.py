"""Rebuild the tables beside this file from the full gazetteer: ``python build.py SOURCE_FOLDER``.

The source folder holds ``countries.tsv, organisations.tsv, people.tsv.gz, terms.tsv.gz, roles.tsv, nicknames.tsv,
firstnames.tsv.gz``; the card in ``README.md`` says where each row comes from. Sources whose licence is
unclear are left out.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

SINCE = "2010"  # terms that ended earlier are left out
LEFT_OUT = ("everypolitician-2015", "mep:")
RANK = ("own", "factbook", "congress", "eps")  # whose wording of one office is kept

_WEIGHTY = re.compile(
    r"minister|secretary|president|chancellor|premier|governor|head of|leader|chair|speaker|director|commissioner|chief"
    r"|attorney general|spokes|\bking\b|queen|pope|emperor|high representative|taoiseach|tánaiste|commander|prosecutor"
    r"|mayor|envoy|adviser|supreme|\bgeneral\b|ambassador|senator|united states representative",
    re.I,
)
_LIGHT = re.compile(
    r"\bmember\b|substitute|parliamentary assembly|representative of the p|deputy of|shadow|knight|committee"
    r"|state secretary"
    r"|legislat|secretary of the group|vice[- ]president of the (?:senate|chamber|assembly|parliament)|parliamentary"
    r"|under-?secretary|minister of state|municip|state minister|regional|faction|justice of|judge|province of"
    r"|charg[eé]"
    r"|lord warden|deputy (?:governor|mayor|speaker)|senator of|conference",
    re.I,
)
_PLACES = {  # seats that speak under their own name: what they are called → the country they speak for
    "The Kremlin": ("RU", "Kremlin"),
    "Downing Street": ("GB", "10 Downing Street|Number 10|No 10|No. 10|Number Ten"),
    "Whitehall": ("GB", ""),
    "Westminster": ("GB", ""),
    "Buckingham Palace": ("GB", "the Palace"),
    "The White House": ("US", "White House|Oval Office|West Wing"),
    "The Pentagon": ("US", "Pentagon"),
    "Capitol Hill": ("US", ""),
    "The Élysée": ("FR", "Élysée|Elysée|Elysee|Élysée Palace|Elysee Palace|Elysée Palace"),
    "Matignon": ("FR", "Hôtel Matignon"),
    "Quai d'Orsay": ("FR", "Quai d’Orsay"),
    "Palazzo Chigi": ("IT", "Chigi Palace"),
    "The Quirinale": ("IT", "Quirinale|Quirinal|Quirinal Palace"),
    "The Farnesina": ("IT", "Farnesina"),
    "The Chancellery": ("DE", "Federal Chancellery|Kanzleramt|Chancellery"),
    "La Moncloa": ("ES", "Moncloa|Moncloa Palace"),
    "The Binnenhof": ("NL", "Binnenhof"),
    "Bankova": ("UA", "Bankova Street"),
    "Zhongnanhai": ("CN", ""),
    "Kantei": ("JP", ""),
    "The Blue House": ("KR", "Blue House|Cheong Wa Dae"),
    "The Vatican": ("VA", "Vatican"),
    "The Holy See": ("VA", "Holy See"),
    "Government Buildings": ("IE", ""),
    "Leinster House": ("IE", ""),
}
_EXTRA_DEMONYMS = {
    "AE": "Emirati|UAE",
    "CD": "Congolese",
    "CZ": "Czech",
    "GB": "British|UK|Briton|Britons",
    "GE": "Georgian",
    "GR": "Greek",
    "IR": "Iranian",
    "KP": "North Korean",
    "MM": "Burmese|Myanmar",
    "NZ": "New Zealand|New Zealander",
    "TR": "Turkish",
    "UA": "Ukrainian",
    "US": "American|US|U.S.",
    "VA": "Vatican",
}
_SHORT_NAMES = {"TR": "Turkey", "CZ": "Czech Republic"}
_FULL_ORGANISATION = {"North Atlantic Treaty Organization": "NATO", "Group of Seven": "G7", "Group of Twenty": "G20"}


def fold(text: str) -> str:
    """Lower case without accents, as the loader folds names."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, plain or gzipped."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)


def latin(text: str) -> bool:
    """Whether all letters are Latin ones."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def main(source: Path, target: Path) -> None:
    """Write the tables."""
    write(target / "people.tsv", "keys name aliases gender country wikidata years terms", people(source))
    write(target / "countries.tsv", "iso name aliases demonyms cities wikidata", countries(source))
    write(target / "places.tsv", "name country aliases", ([n, c, a] for n, (c, a) in sorted(_PLACES.items())))
    write(target / "organisations.tsv", "name aliases kind wikidata", organisations(source))
    write(target / "roles.tsv", "phrase office organisation country", roles(source))
    write(target / "nicknames.tsv", "nickname names", nicknames(source))
    write(target / "firstnames.tsv", "name gender", firstnames(source))


def write(path: Path, header: str, lines: Iterable[list[str]]) -> None:
    """Write one table."""
    out = ["\t".join(header.split())]
    out += ["\t".join(cell.replace("\t", " ") for cell in line) for line in lines]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def people(source: Path) -> Iterator[list[str]]:
    """Holders of weighty offices since SINCE, one a row; ``keys`` are the folded last words of their names."""
    terms: dict[str, list[dict[str, str]]] = defaultdict(list)
    for term in rows(source / "terms.tsv.gz"):
        if term["source"].startswith(LEFT_OUT):
            continue
        recent = (term["end"] or "9999") >= SINCE and (term["end"] or term["open_asof"] or "9999") >= SINCE
        weighty = _WEIGHTY.search(term["office"]) and not _LIGHT.search(term["office"])
        if term["source"] == "own" or (recent and weighty):
            terms[term["person_id"]].append(term)
    for person in sorted(rows(source / "people.tsv.gz"), key=lambda p: (fold(p["name"]), p["id"])):
        if person["id"] not in terms:
            continue
        aliases = [a for a in person["aliases"].split("|") if a and latin(a) and a != person["name"]]
        keys = sorted({fold(name).split()[-1] for name in (person["name"], *aliases[:4]) if name.split()})
        held = [_term(term) for term in _without_repeats(terms[person["id"]])]
        years = f"{person['birth'][:4]}-{person['death'][:4]}"
        yield [
            " ".join(keys),
            person["name"],
            "|".join(aliases[:4]),
            person["gender"] if person["gender"] in ("f", "m") else "",
            person["country"],
            person["wikidata"],
            "" if years == "-" else years,
            "|".join(held),
        ]


def _without_repeats(terms: list[dict[str, str]]) -> list[dict[str, str]]:
    """One wording for an office held at one time: the one of the source that ranks first."""
    kept: list[dict[str, str]] = []
    for term in sorted(terms, key=lambda t: (_rank(t), t["start"], t["office"])):
        words = set(_office_words(term["office"]))
        if not any(
            set(_office_words(other["office"])) & words and (other["end"] or "9999") > term["start"][:4]
            and other["start"][:4] <= (term["end"] or "9999")[:4] and other["country"] == term["country"]
            and _rank(other) < _rank(term)
            for other in kept
        ):  # fmt: skip
            kept.append(term)
    return sorted(kept, key=lambda t: t["start"])


def _rank(term: dict[str, str]) -> int:
    return next((i for i, name in enumerate(RANK) if term["source"].startswith(name)), len(RANK))


def _office_words(office: str) -> list[str]:
    return [
        w for w in re.findall(r"[a-z]{4,}", office.casefold()) if w not in ("head", "government", "state", "united")
    ]


def _term(term: dict[str, str]) -> str:
    office = re.sub(r"\s*\((?:head of (?:state|government)|Kremlin spokesman)\)", "", term["office"])
    organisation = term["party"] if term["organisation"] in ("Government", "") else term["organisation"]
    cells = [office, organisation, term["start"][:7], term["end"][:7], "" if term["end"] else term["open_asof"][:7]]
    return ";".join(cell.replace(";", ",").replace("|", "/") for cell in cells)


def countries(source: Path) -> Iterator[list[str]]:
    """Countries; ``cities`` are those that stand for the government."""
    for row in rows(source / "countries.tsv"):
        code = row["iso2"]
        name = _SHORT_NAMES.get(code, row["name"])
        aliases = [a for a in (row["name"], *row["alternatives"].split("|")) if a and latin(a) and len(a) > 1]
        aliases = [
            a for a in aliases if a != name and not (len(a) == 3 and a.isupper() and a not in ("USA", "UAE", "DRC"))
        ]
        demonyms = [
            d.strip() for cell in (row["demonyms"], _EXTRA_DEMONYMS.get(code, "")) for d in re.split(r"[|,]", cell)
        ]
        seats = {
            s for s in row["government_metonyms"].split("|") if not re.search(r"\(|Street|House|Palace|Number|No\b", s)
        }
        cities = {row["capital"], *(s for s in seats if s in _cities(row))} if code != "BE" else set()
        cities.discard("")
        yield [
            code,
            name,
            "|".join(dict.fromkeys(aliases)),
            "|".join(dict.fromkeys(d for d in demonyms if d)),
            "|".join(sorted(cities)),
            row["wikidata"],
        ]


def _cities(row: dict[str, str]) -> set[str]:
    known = {
        "Kiev",
        "The Hague",
        "Washington",
        "Delhi",
        "Peking",
        "Berne",
        "Tel Aviv",
        "Brasília",
        "Brasilia",
        "Pretoria",
    }
    return known | {row["capital"]}


def organisations(source: Path) -> Iterator[list[str]]:
    """Organisations that are no seat of _PLACES."""
    seats = {fold(a) for n, (_, aliases) in _PLACES.items() for a in (n.removeprefix("The "), *aliases.split("|"))}
    for row in rows(source / "organisations.tsv"):
        name = _FULL_ORGANISATION.get(row["name"], re.sub(r" \((?:[A-Z][\w ]+)\)$", "", row["name"]))
        if fold(name) in seats:
            continue
        aliases = [row["name"], *row["aliases"].split("|")]
        aliases = [a for a in aliases if a and a != name and fold(a) not in seats and not a.startswith("the ")]
        yield [name, "|".join(dict.fromkeys(aliases)), row["kind"], row["wikidata"]]


def roles(source: Path) -> Iterator[list[str]]:
    """Fixed English phrases for one office (“NATO chief”)."""
    for row in rows(source / "roles.tsv"):
        if row["kind"] == "fixed" and row["lang"] == "en" and "{" not in row["phrase"]:
            phrases = [p for p in row["phrase"].split("|") if "(" not in p]
            yield ["|".join(phrases), row["office"].split(" (")[0], row["organisation"], row["country"]]


def nicknames(source: Path) -> Iterator[list[str]]:
    """Short forms of first names."""
    for row in rows(source / "nicknames.tsv"):
        yield [row["nickname"], row["names"]]


def firstnames(source: Path) -> Iterator[list[str]]:
    """First names with f, m or u (either), from US births and, where there are none, from office holders."""
    seen: dict[str, str] = {}
    for row in rows(source / "firstnames.tsv.gz"):
        name = row["name"]
        births, holders = int(row["us_births"] or 0), int(row["politicians"] or 0)
        if not latin(name) or len(name) < 2 or name.isupper() or (births < 1500 and holders < 2) or not name.isalpha():
            continue
        share = float(row["politicians_female_share"] or 0.5) if holders >= 3 else float(row["us_female_share"] or 0.5)
        if births < 1500 and holders < 3:
            share = float(row["politicians_female_share"] or 0.5)
        seen.setdefault(fold(name), "f" if share > 0.9 else "m" if share < 0.1 else "u")
    for name in sorted(seen):
        yield [name, seen[name]]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).resolve().parent)
