"""Rebuild the tables from the full gazetteer: ``python -m quotegraph.speakers.gazetteer.build SOURCE [OUT]``.

OUT is the folder of this file unless another is named; ``spellings.tsv``, written by hand, is read there. The same
source gives the same tables, byte for byte. SOURCE holds ``countries.tsv, organisations.tsv, people.tsv.gz,
terms.tsv.gz, roles.tsv, nicknames.tsv, firstnames.tsv.gz``; the card in ``README.md`` says where each row comes from.
Sources whose licence is unclear are left out.
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

from quotegraph.speakers.gazetteer.values import name_words
from quotegraph.speakers.names import fold

SINCE = "1990"  # terms that ended earlier are left out
SEATS_SINCE = "2005"  # seats in parliament that ended earlier are left out
LEFT_OUT = ("everypolitician-2015", "mep:")  # sources of unclear licence
_LEFT_OUT_PERSON = {"ep2015", "mep"}  # their aliases are left out, too
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
_PARLIAMENTS = {  # national parliaments whose members the news in English quotes most
    "AU": re.compile(r"(?i)^member of the (?:senate|house of representatives)$"),
    "CA": re.compile(r"(?i)^member of the (?:house of commons|senate)"),
    "DE": re.compile(r"(?i)^member of the (?:german )?bundestag"),
    "FR": re.compile(r"(?i)^member of the french (?:national assembly|senate)"),
    "GB": re.compile(
        r"(?i)^member of the (?:parliament of the united kingdom|house of commons|house of lords|scottish parliament"
        r"|senedd|northern ireland assembly)"
    ),
    "IE": re.compile(r"(?i)^(?:teachta dála|member of seanad)"),
    "NZ": re.compile(r"(?i)^member of the (?:new zealand )?(?:parliament|house of representatives)"),
}
_GOVERNING = re.compile(
    r"minister|secretary|president|chancellor|premier|head of|leader|\bking\b|queen|emperor|taoiseach|pope|emir|sultan"
    r"|chief executive|attorney general",
    re.I,
)
_OF_NO_OFFICE = frozenset("head government state united states".split())
_FAMILY_FIRST = {"CN", "KH", "KP", "KR", "TW", "VN"}  # countries whose people are named with the family first
_TITLED = re.compile(
    r"^(?:(?:Dr|Gen|Lt|Col|Maj|Prof|Hon|Adm)\. |Sir |Affairs Commission President |Apostolic Nuncio |Archbishop )+"
)
_PEER = re.compile(r", (?:Baron|Baroness|Viscount|Viscountess|Earl|Countess|Marquess|Duke|Lord|Lady|\d\w+ )\b.*$")
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
_RARELY_MEANT = ("DM", "CG")  # by “Dominican” and “Congolese”
_SHORT_NAMES = {"TR": "Turkey", "CZ": "Czech Republic"}
_FULL_ORGANISATION = {"North Atlantic Treaty Organization": "NATO", "Group of Seven": "G7", "Group of Twenty": "G20"}


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
    found = people(source, target)
    write(target / "people.tsv", "key name aliases gender country wikidata years terms", found)
    write(target / "names.tsv", "word last other", names(found))
    write(target / "holders.tsv", "country people", holders(found))
    write(target / "countries.tsv", "iso name aliases demonyms cities wikidata", countries(source))
    write(target / "places.tsv", "name country aliases", ([n, c, a] for n, (c, a) in sorted(_PLACES.items())))
    write(target / "organisations.tsv", "name aliases kind wikidata", organisations(source))
    write(target / "roles.tsv", "phrase office organisation country people", roles(source, found))
    write(target / "nicknames.tsv", "nickname names", nicknames(source))
    write(target / "firstnames.tsv", "name gender", firstnames(source))


def write(path: Path, header: str, lines: Iterable[list[str]]) -> None:
    """Write one table."""
    out = ["\t".join(header.split())]
    out += ["\t".join(cell.replace("\t", " ") for cell in line) for line in lines]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def people(source: Path, target: Path) -> list[list[str]]:
    """Holders of weighty offices and members of some parliaments, one a row in order of name; keys are hex numbers."""
    terms: dict[str, list[dict[str, str]]] = defaultdict(list)
    for term in rows(source / "terms.tsv.gz"):
        if term["source"] == "own" or (not term["source"].startswith(LEFT_OUT) and _worth_having(term)):
            terms[term["person_id"]].append(term)
    spellings = {(row["name"], row["country"]): row["spellings"].split("|") for row in rows(target / "spellings.tsv")}
    found = []
    for person in _joined([p for p in rows(source / "people.tsv.gz") if p["id"] in terms], terms):
        name = _plain(person["name"])
        unclear = _LEFT_OUT_PERSON & set(person["source"].split("|"))
        aliases = [] if unclear else [_PEER.sub("", a) for a in person["aliases"].split("|")[:4]]
        for country in person["country"].split("|"):
            aliases += spellings.get((name, country), [])
        years = f"{person['birth'][:4]}-{person['death'][:4]}"
        found.append(
            [
                name,
                "|".join(a for a in dict.fromkeys(aliases) if a and a != name),
                person["gender"] if person["gender"] in ("f", "m") else "",
                person["country"],
                person["wikidata"],
                "" if years == "-" else years,
                "|".join(_term(term) for term in _without_repeats(_ended(terms[person["id"]]))),
            ]
        )
    found.sort(key=lambda row: (fold(row[0]), row))
    if len(found) > 0xFFFF:
        raise ValueError(f"{len(found)} people: keys of four hex digits reach to {0xFFFF}")
    return [[f"{number:04x}", *row] for number, row in enumerate(found)]


def _plain(name: str) -> str:
    """A name without title and peerage."""
    return _TITLED.sub("", _PEER.sub("", name))


def _worth_having(term: dict[str, str]) -> bool:
    if term["source"] == "factbook" and term["office"].startswith(("Head of ", "Ambassador of ")):
        return False  # deputies in the cell of the head; ambassadors joined to whoever is called like them
    last = term["end"] or term["open_asof"] or "9999"
    if last < SINCE:
        return False
    if _WEIGHTY.search(term["office"]) and not _LIGHT.search(term["office"]):
        return True
    parliament = _PARLIAMENTS.get(term["country"])
    return last >= SEATS_SINCE and parliament is not None and bool(parliament.search(term["office"]))


def _joined(found: list[dict[str, str]], terms: dict[str, list[dict[str, str]]]) -> Iterator[dict[str, str]]:
    """People without a Wikidata id given to the one who has one, the same name and country; the others as they are."""
    known: dict[tuple[tuple[str, ...], str], list[dict[str, str]]] = defaultdict(list)
    for person in found:
        if person["wikidata"]:
            for country in person["country"].split("|"):
                for name in {name_words(_plain(form)) for form in (person["name"], *person["aliases"].split("|"))}:
                    known[(name, country)].append(person)
    for person in found:
        key = name_words(_plain(person["name"])), person["country"].split("|")[0]
        same = known[key] if not person["wikidata"] else []
        if len(same) == 1 and _one_life(same[0], person):
            terms[same[0]["id"]] += terms[person["id"]]
            terms[person["id"]] = []
    return (person for person in found if terms[person["id"]])


def _one_life(one: dict[str, str], other: dict[str, str]) -> bool:
    births = [person["birth"][:4] for person in (one, other) if person["birth"]]
    return len(births) < 2 or abs(int(births[0]) - int(births[1])) <= 2


def _ended(terms: list[dict[str, str]]) -> list[dict[str, str]]:
    """The terms, those left open by an older source closed where another says when the same office ended."""
    closed = [t for t in terms if t["end"]]
    out = []
    for term in terms:
        if not term["end"]:
            ends = [
                other["end"]
                for other in closed
                if other["start"][:4] <= (term["start"] or "9999")[:4] <= other["end"][:4]
                and other["end"][:7] >= term["open_asof"][:7]
                and set(_office_words(other["office"])) & set(_office_words(term["office"]))
            ]
            term = {**term, "end": min(ends)} if ends else term
        out.append(term)
    return out


def names(found: list[list[str]]) -> list[list[str]]:
    """Which folded words stand in whose names: as a last word, and elsewhere (single letters left out)."""
    last: dict[str, set[str]] = defaultdict(set)
    other: dict[str, set[str]] = defaultdict(set)
    for key, name, aliases, _, country, *_ in found:
        for form in (name, *aliases.split("|")):
            words = name_words(form)
            if words:
                last[words[-1]].add(key)
                if _FAMILY_FIRST & set(country.split("|")):
                    last[words[0]].add(key)
            for word in words[:-1]:
                if len(word) > 1 or not word.isascii():
                    other[word].add(key)
    every = sorted({*last, *other}, key=lambda word: word.encode())
    return [[word, "".join(sorted(last[word])), "".join(sorted(other[word] - last[word]))] for word in every]


def holders(found: list[list[str]]) -> list[list[str]]:
    """Who governed which country: codes with the keys of those whose offices do more than sit in a parliament."""
    index: dict[str, set[str]] = defaultdict(set)
    for key, _, _, _, country, _, _, terms in found:
        if any(_GOVERNING.search(term.split(";")[0]) for term in terms.split("|")):
            for code in filter(None, country.split("|")):
                index[code].add(key)
    return [[code, "".join(sorted(index[code]))] for code in sorted(index)]


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
    return [w for w in re.findall(r"[a-z]{4,}", office.casefold()) if w not in _OF_NO_OFFICE]


def _term(term: dict[str, str]) -> str:
    office = re.sub(r"\s*\((?:head of (?:state|government)|Kremlin spokesman)\)", "", term["office"])
    organisation = term["party"] if term["organisation"] in ("Government", "") else term["organisation"]
    cells = [office, organisation, term["start"][:7], term["end"][:7], "" if term["end"] else term["open_asof"][:7]]
    return ";".join(cell.replace(";", ",").replace("|", "/") for cell in cells)


def countries(source: Path) -> Iterator[list[str]]:
    """Countries, independent ones first; ``cities`` are those that stand for the government."""
    for row in sorted(
        rows(source / "countries.tsv"), key=lambda row: (row["independent"] != "yes", row["iso2"] in _RARELY_MEANT)
    ):
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


def roles(source: Path, found: list[list[str]]) -> Iterator[list[str]]:
    """Fixed English phrases for one office (“NATO chief”), with the keys of who held it."""
    held: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for key, _, _, _, country, _, _, terms in found:
        for term in terms.split("|"):
            office, organisation, *_ = term.split(";")
            held[fold(office)].append((key, country, fold(organisation)))
    for row in rows(source / "roles.tsv"):
        if row["kind"] == "fixed" and row["lang"] == "en" and "{" not in row["phrase"]:
            phrases = [p for p in row["phrase"].split("|") if "(" not in p]
            office, organisation = row["office"].split(" (")[0], row["organisation"]
            keys = {
                key
                for key, country, of in held[fold(office)]
                if (not of or not organisation or of == fold(organisation))
                and (not row["country"] or not country or row["country"] in country.split("|"))
            }
            yield ["|".join(phrases), office, organisation, row["country"], "".join(sorted(keys))]


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
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m quotegraph.speakers.gazetteer.build SOURCE [OUT]")
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).resolve().parent)
