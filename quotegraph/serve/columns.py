"""All statements of a store as columns of numbers: what a million of them can be counted and filtered by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quotegraph.model import STANCES, Statement
from quotegraph.serve.index import Index
from quotegraph.serve.texts import Numbers, Texts
from quotegraph.viz.data import Block
from quotegraph.viz.encode import GAP, mille

STRONGEST = 20_000
"""The camps are found from so many of the strongest lines; everybody else is put where their lines pull them."""
MOST_WEIGHT = 5
_CONTENT = 1


@dataclass(frozen=True, slots=True)
class Columns:
    """One array a column, one table of texts for each column of codes (``kind`` are places in ``kinds``).

    ``speaker_*``, ``topic_*``, ``tie_*`` (lines: speaker, topic, stance), ``quotation_*``, ``article_*`` and
    ``statement_*``, which are sorted by line and quotation; ``tie_start``: where each line's statements begin.
    Probabilities are whole thousandths, -1 for unknown. ``*_x`` and ``*_y`` say where things tend to stand.
    """

    speakers: list[str]
    kinds: list[str]
    organisations: list[str]
    countries: list[str]
    camps: list[str]
    topics: list[str]
    labels: list[str]
    propositions: list[str]
    notes: list[str]
    types: list[str]
    modalities: list[str]
    vias: list[str]
    publishers: list[str]
    dates: list[str]
    speaker_kind: Numbers
    speaker_organisation: Numbers
    speaker_country: Numbers
    speaker_camp: Numbers
    speaker_count: Numbers
    speaker_x: Numbers
    speaker_y: Numbers
    topic_count: Numbers
    topic_x: Numbers
    topic_y: Numbers
    tie_speaker: Numbers
    tie_topic: Numbers
    tie_stance: Numbers
    tie_start: Numbers
    statement_tie: Numbers
    statement_intensity: Numbers
    statement_confidence: Numbers
    statement_quotation: Numbers
    quotation_article: Numbers
    quotation_type: Numbers
    quotation_modality: Numbers
    quotation_via: Numbers
    quotation_reviewed: Numbers
    quotation_start: Numbers
    quotation_rows: Numbers
    article_publisher: Numbers
    article_date: Numbers
    article_ids: Texts
    article_titles: Texts
    article_urls: Texts
    words: Texts
    cuts: Numbers
    cut_ends: Numbers
    index: Index


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|[T ])")


def plain_date(text: str) -> str:
    """A date as far as it can be understood, "" otherwise; the page's script reads dates in the same way.

    >>> plain_date("2031-03-02T10:00"), plain_date("2031"), plain_date("2031-13"), plain_date("soon")
    ('2031-03-02', '2031', '', '')
    """
    found = _DATE.match(text)
    if not found:
        return ""
    year, month, day = found.groups()
    if (month and not "01" <= month <= "12") or (day and not "01" <= day <= "31"):
        return ""
    return "-".join(part for part in (year, month, day) if part)


def columns_of(rows: Block) -> Columns:
    """The columns of a page's rows."""
    names, kinds, organisations, countries, camps, speaker_counts = _transposed(rows.speakers, 6)
    ids, labels, propositions, notes, topic_counts = _transposed(rows.topics, 5)
    doc_ids, titles, publishers, dates, urls = _transposed(rows.articles, 5)
    article_of, types, modalities, vias, _, reviewed, pieces = _transposed(rows.quotations, 7)
    ties = np.asarray(rows.ties, np.int32).reshape(-1, 3)
    tie, intensity, confidence, quotation = _transposed(rows.statements, 4)
    order = np.lexsort((np.asarray(quotation, np.int32), np.asarray(tie, np.int32)))
    tie_of, quotation_of = np.asarray(tie, np.int32)[order], np.asarray(quotation, np.int32)[order]
    kind_table, kind_at = _coded(kinds)
    organisation_table, organisation_at = _coded(organisations)
    country_table, country_at = _coded(countries)
    camp_table, camp_at = _coded(camps)
    type_table, type_at = _coded(types)
    modality_table, modality_at = _coded(modalities)
    via_table, via_at = _coded(vias)
    publisher_table, publisher_at = _coded(publishers)
    date_table, date_at = _coded(dates)
    cuts = [[number for text, part in row for number in _cut(text, part)] for row in pieces]
    cut_ends = _ends([len(row) for row in cuts])
    places = standing(ties, np.bincount(tie_of, minlength=len(ties)), names, ids)
    return Columns(
        speakers=names, kinds=kind_table, organisations=organisation_table, countries=country_table, camps=camp_table,
        topics=ids, labels=labels, propositions=propositions, notes=notes, types=type_table, modalities=modality_table,
        vias=via_table, publishers=publisher_table, dates=date_table,
        speaker_kind=kind_at, speaker_organisation=organisation_at, speaker_country=country_at, speaker_camp=camp_at,
        speaker_count=np.asarray(speaker_counts, np.int32), speaker_x=places[0], speaker_y=places[1],
        topic_count=np.asarray(topic_counts, np.int32), topic_x=places[2], topic_y=places[3],
        tie_speaker=ties[:, 0].copy(), tie_topic=ties[:, 1].copy(), tie_stance=ties[:, 2].astype(np.int8),
        tie_start=_ends(np.bincount(tie_of, minlength=len(ties))),
        statement_tie=tie_of, statement_intensity=np.asarray(intensity, np.int8)[order],
        statement_confidence=np.asarray([mille(value) for value in confidence], np.int16)[order],
        statement_quotation=quotation_of,
        quotation_article=np.asarray(article_of, np.int32), quotation_type=type_at, quotation_modality=modality_at,
        quotation_via=via_at, quotation_reviewed=np.asarray([bool(one) for one in reviewed], bool),
        quotation_start=_ends(np.bincount(quotation_of, minlength=len(article_of))),
        quotation_rows=np.argsort(quotation_of, kind="stable").astype(np.int32),
        article_publisher=publisher_at, article_date=date_at,
        article_ids=Texts.of(doc_ids), article_titles=Texts.of(titles), article_urls=Texts.of(urls),
        words=Texts.of("".join(text or "" for text, _ in row) for row in pieces),
        cuts=np.asarray([number for row in cuts for number in row], np.int32), cut_ends=cut_ends,
        index=Index.of(" … ".join(text for text, part in row if part == _CONTENT and text) for row in pieces),
    )  # fmt: skip


def standing(ties: Numbers, counts: Numbers, speakers: Sequence[str], topics: Sequence[str]) -> list[Numbers]:
    """Where speakers and topics tend to stand: x and y of the speakers, x and y of the topics.

    The strongest lines are arranged; a speaker who has none of them stands on the side, and at the height, of those
    topics whose speakers it agrees with.
    """
    from quotegraph.network import positions

    strongest = np.argsort(-counts, kind="stable")[:STRONGEST]
    found = positions(_repeated(ties[strongest], counts[strongest], speakers, topics))
    out = [np.full(len(names), np.nan) for names in (speakers, speakers, topics, topics)]
    for kind, names, (xs, ys) in (("speaker", speakers, out[:2]), ("topic", topics, out[2:])):
        for place, name in enumerate(names):
            if (at := found.get(f"{kind}:{name}")) is not None:
                xs[place], ys[place] = at
    speaker, topic, sign = ties[:, 0], ties[:, 1], np.asarray([1, -1, 0])[ties[:, 2]] * counts
    known = np.sign(np.nan_to_num(out[0]))
    side = np.bincount(topic, known[speaker] * sign, len(topics))  # whom support of the topic goes with
    pull = np.bincount(speaker, np.sign(side)[topic] * sign, len(speakers))
    height = _mean(speaker, np.nan_to_num(out[3])[topic], counts, len(speakers))
    far = np.nanmax(np.abs(out[0]), initial=1.0) + 1
    missing = np.isnan(out[0])
    out[0][missing], out[1][missing] = np.sign(pull[missing]) * far, height[missing]
    missing = np.isnan(out[2])
    out[2][missing], out[3][missing] = 0.0, _mean(topic, out[1][speaker], counts, len(topics))[missing]
    return out


def _repeated(ties: Numbers, counts: Numbers, speakers: Sequence[str], topics: Sequence[str]) -> Iterable[Statement]:
    for (speaker, topic, stance), count in zip(ties.tolist(), counts.tolist(), strict=True):
        yield from [Statement(speakers[speaker], topics[topic], STANCES[stance])] * min(count, MOST_WEIGHT)


def _mean(group: Numbers, value: Numbers, weight: Numbers, groups: int) -> Numbers:
    sums: Numbers = np.bincount(group, value * weight, groups) / np.maximum(1, np.bincount(group, weight, groups))
    return sums


def _transposed(rows: Sequence[Sequence[Any]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(width)]


def _cut(text: str | None, part: int) -> tuple[int, int]:
    return (GAP, 0) if text is None else (part, len(text))


def _coded(values: Sequence[str]) -> tuple[list[str], Numbers]:
    table: dict[str, int] = {}
    at = np.asarray([table.setdefault(value, len(table)) for value in values], np.int32)
    return list(table), at


def _ends(lengths: Sequence[int] | Numbers) -> Numbers:
    out = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=out[1:])
    return out
