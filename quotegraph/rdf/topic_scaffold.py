"""New files of topics, ready to be filled in: each value explained, what must be written marked as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotegraph.errors import QuotegraphError
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.topic_faults import TO_WRITE
from quotegraph.rdf.topic_files import COLUMNS

FORMATS = (".ttl", ".tsv")
_PROPOSITION = f"{TO_WRITE}: one sentence that one can be for or against, such as 'Rents should be capped.'"


@dataclass(frozen=True, slots=True)
class Draft:
    """A topic to be: ``notes`` are lines for the person who writes its proposition, such as words of the debate."""

    label: str
    alternatives: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def scaffold(drafts: Sequence[Draft], scheme: str, suffix: str = ".ttl") -> str:
    r"""The text of a topic file whose propositions are still to be written.

    A QuotegraphError for a suffix that is not one of FORMATS and for two topics with one label.

    >>> header, row = scaffold([Draft("Rent cap", ("cap",))], "housing", ".tsv").splitlines()
    >>> row.split("\t")[:2], row.split("\t")[3]
    (['rent-cap', 'Rent cap'], 'cap')
    """
    if suffix not in FORMATS:
        raise QuotegraphError(f"topics are written as .ttl (SKOS) or .tsv (a table), not as {suffix or 'this'!r}")
    seen: set[str] = set()
    for draft in drafts:
        if draft.label.casefold() in seen:
            raise QuotegraphError(f"two topics are to be called {draft.label!r}; each needs a label of its own")
        seen.add(draft.label.casefold())
    names = _ids([draft.label for draft in drafts])
    return _table(drafts, names) if suffix == ".tsv" else _turtle(drafts, names, scheme)


def _table(drafts: Sequence[Draft], names: Sequence[str]) -> str:
    rows = ["\t".join(COLUMNS)]
    for draft, name in zip(drafts, names, strict=True):
        phrases = ";".join(_line(phrase).replace(";", ",") for phrase in draft.alternatives)
        rows.append("\t".join([name, _line(draft.label), _PROPOSITION, phrases, "", "", "", ""]))
    return "\n".join(rows) + "\n"


def _turtle(drafts: Sequence[Draft], names: Sequence[str], scheme: str) -> str:
    iri = v.scheme_iri(scheme).value
    out = [
        f"# Topics of the scheme {_line(scheme)}: what speakers can be for or against.",
        "# Write each proposition, take the # away from what you fill in, then: quotegraph topics check THIS-FILE",
        f"@prefix qg: <{v.BASE}> .",
        f"@prefix skos: <{v.PREFIXES['skos']}> .",
        f"@prefix rdfs: <{v.PREFIXES['rdfs']}> .",
        f"@base <{iri}/> .",
        "",
        f"<{iri}> a skos:ConceptScheme ;",
        f"    rdfs:label {_literal(scheme)} .",
    ]
    for draft, name in zip(drafts, names, strict=True):
        phrases = ", ".join(_literal(phrase) for phrase in draft.alternatives)
        out += [
            "",
            *(f"# {_line(note)}" for note in draft.notes),
            f"<{v.encode(name)}> a qg:Topic, skos:Concept ;",
            f"    skos:inScheme <{iri}> ;",
            f"    skos:prefLabel {_literal(draft.label)} ;",
            f"    qg:proposition {_literal(_PROPOSITION)} ;",
            f"    skos:altLabel {phrases} ;" if phrases else '    # skos:altLabel "other words for it"@en, "more"@en ;',
            '    # skos:scopeNote "What belongs to it, and what does not."@en ;',
            "    # skos:broader <id-of-a-wider-topic> ;",
            '    # qg:exampleFor "Words of somebody who is for it."@en ;',
            '    # qg:exampleAgainst "Words of somebody who is against it."@en ;',
            "    # qg:ownCountry true ; # where it is about the speaker's own country",
            "    .",
        ]
    return "\n".join(out) + "\n"


def _ids(labels: Sequence[str]) -> list[str]:
    """An id for each label: its letters and digits, small, with hyphens between; a number where one comes twice."""
    out: list[str] = []
    for label in labels:
        name = re.sub(r"[\W_]+", "-", v.clean(label).lower()).strip("-") or "topic"
        number, one = 1, name
        while one in out:
            number += 1
            one = f"{name}-{number}"
        out.append(one)
    return out


def _line(text: str) -> str:
    """A text on one line, without control characters, as tables and comments want it."""
    return " ".join("".join(char if char.isprintable() else " " for char in v.clean(text)).split())


def _literal(text: str) -> str:
    escaped = _line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@en'
