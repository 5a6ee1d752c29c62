"""A quotation in its surroundings: the places in an article where its subject may be named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotegraph.language import Reading
from quotegraph.model import Quotation, Span
from quotegraph.stance.words import Text, Word, stem

ZONES = ("content", "frame", "before", "block", "title", "earlier", "near")
"""``content``: the words; ``frame``: the rest of their sentence; ``before``: the sentence before; ``block``: the
paragraph (each word that bears on a subject once); ``title``; ``earlier``: what the speaker said before; ``near``: the
quotations before and after."""

MOST = 300
"""Words of a content, and on either side of it, that are looked at: no reader's sentence or paragraph is longer."""

_TITLE_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*")


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """The words of a quotation and of what stands around it, by zone; ``cue`` apart."""

    zones: dict[str, list[Word]]
    cue: list[Word]
    source: list[Word]
    content: list[int]  # indices in the text, as the next two
    frame: list[int]
    before: list[int]


def around(reading: Reading, text: Text, quotations: Sequence[Quotation]) -> list[Around]:
    """The surroundings of each quotation of an article."""
    words = text.words
    title = [_title_word(found.group()) for found in _TITLE_WORD.finditer(reading.article.title)]
    by_sentence: dict[int, list[int]] = {}
    for i, word in enumerate(words):
        by_sentence.setdefault(word.sentence, []).append(i)
    order = sorted(by_sentence, key=lambda number: by_sentence[number][0])
    rank = {number: at for at, number in enumerate(order)}
    contents = [text.inside(quotation.content)[:MOST] for quotation in quotations]
    out: list[Around] = []
    said: dict[str, list[int]] = {}
    in_block: dict[Span, dict[str, list[int]]] = {}  # where each word that bears on a subject stands
    for number, quotation in enumerate(quotations):
        content, cue = contents[number], text.inside(quotation.cue)
        inside = set(content)
        anchors = [*cue, *text.inside(quotation.source), *content[:1]]
        sentences = sorted({words[i].sentence for i in anchors}, key=rank.__getitem__)
        frame = [i for one in sentences for i in _beside(by_sentence[one], anchors) if i not in inside]
        before = by_sentence[order[rank[sentences[0]] - 1]][-MOST:] if sentences and rank[sentences[0]] else []
        before = [i for i in before if i not in inside]
        source = text.inside(quotation.source)
        block = _block_span(reading, quotation)
        if len(text.between(block)) > 2 * MOST and content:
            near_by = (
                text.words[max(0, content[0] - MOST)].start,
                text.words[min(len(words), content[-1] + MOST) - 1].start,
            )
            block = Span(max(block.start, near_by[0]), min(block.end, near_by[1]))
            in_block = {block: _bearing(text, block)}
        elif block not in in_block:
            in_block[block] = _bearing(text, block)
        beside = (next((i for i in places if i not in inside), None) for places in in_block[block].values())
        speaker = (quotation.speaker.key or quotation.speaker.name) if quotation.speaker else ""
        near = [
            i for one in (number - 1, number + 1) if 0 <= one < len(contents) for i in contents[one] if i not in inside
        ]
        zones = {
            "content": [words[i] for i in content],
            "frame": [words[i] for i in frame],
            "before": [words[i] for i in before],
            "block": [words[i] for i in beside if i is not None],
            "title": title,
            "earlier": [words[i] for i in said.get(speaker, []) if i not in inside],
            "near": [words[i] for i in near],
        }
        out.append(Around(zones, [words[i] for i in cue], [words[i] for i in source], content, frame, before))
        if speaker:
            said[speaker] = content
    return out


def _beside(sentence: list[int], anchors: list[int]) -> list[int]:
    """The words of a sentence that are not too far from cue, source and the beginning of the content."""
    if len(sentence) <= MOST:
        return sentence
    return [i for i in sentence if min(anchors) - MOST <= i <= max(anchors) + MOST]


def _bearing(text: Text, span: Span) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for i in text.between(span):
        if text.words[i].bears:
            out.setdefault(text.words[i].form, []).append(i)
    return out


def _block_span(reading: Reading, quotation: Quotation) -> Span:
    if not quotation.content:
        return Span(0, 0)
    first = reading.block_at(quotation.content[0].start).span
    last = reading.block_at(quotation.content[-1].start).span
    return Span(first.start, last.end)


def _title_word(form: str) -> Word:
    lemma = form.lower()
    return Word(lemma, stem(lemma), form if form[0].isupper() else lemma, "NOUN", "", "", 0, 0, -1, frozenset())
