"""Candidates for topics from a corpus' own quotations: what many speakers argue about, with the phrases for it.

Noun phrases are counted by speakers, more where words of attitude or duty stand beside them (*must, oppose, ban*);
phrases that mean much the same or stand in the same quotations are put together. No chance is involved: the same
quotations give the same candidates.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from quotegraph.language.models import english
from quotegraph.stance.lexicon import classes
from quotegraph.stance.words import Array, Vectors, bears_subject, unit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 20_000
"""Quotations that are looked at; of more, that many at even distances."""

_LONGEST = 4  # words of a phrase
_ALIKE = 0.62  # cosine of two phrases that name one thing
_TOGETHER = 0.5  # share of the rarer phrase's quotations that have the other phrase, too
_ONE_DEBATE = 4.0  # times that a phrase of one debate counts more than one of all
_PHRASES = 6  # shown of a candidate
_EXAMPLES = 3
_ARGUED = frozenset(("for", "against", "must", "undo"))
_GENERAL = frozenset(
    """
    thing way part side point case matter issue question problem number lot kind sort form result reason example
    fact moment hour today tomorrow yesterday morning evening night monday tuesday wednesday thursday friday
    saturday sunday january february march april may june jan feb mar apr jun jul aug sep sept oct nov dec july
    august september october november december man woman child life world country government minister president
    official spokesman spokeswoman leader head chief word statement comment answer news report paper article
    journalist reporter interview thought idea sense place end start beginning step chance course turn line back
    half hand hundred thousand million billion percent cent per somebody nobody everyone everybody anyone anybody
    someone something anything nothing everything meeting talk conversation person colleague friend group a.m. p.m.
    """.split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quotation, who said them and where; ``attitude``: somebody welcomes or rejects them."""

    text: str
    speaker: str = ""
    article: str = ""
    attitude: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic to be: ``label``, other ``phrases``, the number of quotations, speakers, articles, and examples."""

    label: str
    phrases: tuple[str, ...]
    quotations: int
    speakers: int
    articles: int
    examples: tuple[Words, ...]


@dataclass(slots=True)
class _Phrase:
    """A phrase as it is found: the quotations that have it, its forms, its words."""

    words: tuple[str, ...]
    quotations: list[int] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    proper: int = 0


def suggest(quotations: Iterable[Words], count: int = 12) -> list[Candidate]:
    """At most ``count`` candidates, those that most speakers argue about first.

    >>> said = [("We must cap rents now.", "Ann"), ("A rent cap is theft.", "Bo"), ("I oppose the rent cap.", "Cem")]
    >>> found = suggest([Words(text, who, "a") for text, who in said])
    >>> [(one.label, one.speakers) for one in found][:1]
    [('Rent cap', 2)]
    """
    given = _spread([one for one in quotations if one.text.strip()])
    docs = list(english().pipe((one.text for one in given), disable=["parser", "ner"]))
    named = {part.lower() for one in given for part in one.speaker.split()}
    argued = [3.0 if one.attitude else 2.0 if _is_argued(doc) else 1.0 for one, doc in zip(given, docs, strict=True)]
    phrases = _pruned(_collected(docs, named))
    if not phrases:
        return []
    together = _Together(docs, given)
    weight = {key: _weight(phrase, given, argued) * together.factor(phrase) for key, phrase in phrases.items()}
    order = sorted(phrases, key=lambda key: (-weight[key], key))[: 40 * count]
    groups = _grouped(order, phrases)
    made = [_candidate([phrases[key] for key in group], weight, given, argued) for group in groups]
    ranked = sorted(made, key=lambda pair: (-pair[0], pair[1].label))
    return [candidate for _, candidate in ranked[:count]]


def _spread(found: Sequence[Words]) -> list[Words]:
    if len(found) <= MOST:
        return list(found)
    return [found[i * len(found) // MOST] for i in range(MOST)]


def _is_argued(doc: Doc) -> bool:
    return any(not _ARGUED.isdisjoint(one) for one in classes([token.lemma_.lower() for token in doc]))


def _collected(docs: Sequence[Doc], named: set[str]) -> dict[tuple[str, ...], _Phrase]:
    found: dict[tuple[str, ...], _Phrase] = {}
    for number, doc in enumerate(docs):
        for tokens in _nouns(doc):
            for start in range(len(tokens)):
                part = tokens[start:]
                key = tuple(token.lemma_.lower() for token in part)
                if len(part) > _LONGEST or not _tells(part, key, named):
                    continue
                phrase = found.setdefault(key, _Phrase(key))
                if not phrase.quotations or phrase.quotations[-1] != number:
                    phrase.quotations.append(number)
                phrase.forms[_as_written(part)] += 1
                phrase.proper += all(token.pos_ == "PROPN" for token in part)
    return found


def _nouns(doc: Doc) -> Iterator[list[Token]]:
    """Runs of adjectives and nouns that end in a noun."""
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and token.pos_ in ("ADJ", "NOUN", "PROPN") and token.text[:1].isalpha():
            run.append(token)
            continue
        while run and run[-1].pos_ == "ADJ":
            run.pop()
        if run:
            yield run
        run = []


def _tells(part: Sequence[Token], key: Sequence[str], named: set[str]) -> bool:
    if not bears_subject(key[0]):
        return False
    if any(token.lower_ in named for token in part):
        return False
    return key[-1] not in _GENERAL and bears_subject(key[-1]) and len(key[-1]) > 2


def _as_written(part: Sequence[Token]) -> str:
    form = " ".join(token.text for token in part)
    first = part[0]
    opens = first.i == 0 or first.nbor(-1).is_punct
    return form[0].lower() + form[1:] if opens and first.pos_ == "NOUN" and not first.text.isupper() else form


def _pruned(found: Mapping[tuple[str, ...], _Phrase]) -> dict[tuple[str, ...], _Phrase]:
    """Those in two quotations or more, without those that stand almost always inside one longer phrase."""
    kept = {key: phrase for key, phrase in found.items() if len(phrase.quotations) > 1}
    inside: set[tuple[str, ...]] = set()
    for key, phrase in kept.items():
        for start in range(1, len(key)):
            shorter = kept.get(key[start:])
            if shorter is not None and len(phrase.quotations) >= 0.8 * len(shorter.quotations):
                inside.add(key[start:])
    return {key: phrase for key, phrase in kept.items() if key not in inside}


def _weight(phrase: _Phrase, given: Sequence[Words], argued: Sequence[float]) -> float:
    """By speakers (more where they argue) and articles; longer phrases tell more, names less, what all say nothing."""
    speakers: dict[str, float] = defaultdict(float)
    for number in phrase.quotations:
        name = given[number].speaker or given[number].article
        speakers[name] = max(speakers[name], argued[number])
    articles = len({given[number].article for number in phrase.quotations})
    rare = math.log(1 + len(given) / len(phrase.quotations))
    length = 1.0 + 0.5 * (len(phrase.words) - 1)
    proper = 0.3 if phrase.proper > len(phrase.quotations) / 2 else 1.0
    return math.sqrt(sum(speakers.values()) * articles) * rare * length * proper


class _Together:
    """How like each other articles are, so that a phrase of one debate comes before a word of all of them."""

    def __init__(self, docs: Sequence[Doc], given: Sequence[Words]) -> None:
        self.article = [one.article for one in given]
        self.place = {name: number for number, name in enumerate(dict.fromkeys(self.article))}
        counts: list[Counter[str]] = [Counter() for _ in self.place]
        for doc, name in zip(docs, self.article, strict=True):
            nouns = (token.lemma_.lower() for token in doc if token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"))
            counts[self.place[name]].update(noun for noun in nouns if bears_subject(noun))
        spread = Counter(word for found in counts for word in found)
        row = {word: number for number, word in enumerate(spread)}
        table = Vectors().rows(list(row))
        rare = np.array([math.log((1 + len(counts)) / spread[word]) for word in row])
        self.vectors = np.zeros((len(counts), table.shape[1]))
        for number, found in enumerate(counts):
            if found:
                at = [row[word] for word in found]
                self.vectors[number] = (rare[at] * np.log1p(list(found.values()))) @ unit(table[at])
        self.vectors = unit(self.vectors)
        self.usual = _alike(self.vectors)

    def factor(self, phrase: _Phrase) -> float:
        """1 for a phrase whose articles are as unlike as any, more for one whose articles are of one debate."""
        rows = sorted({self.place[self.article[number]] for number in phrase.quotations})
        if len(rows) < 2:
            return 1.0
        nearer = (_alike(self.vectors[rows]) - self.usual) / max(1e-6, 1.0 - self.usual)
        return 1.0 + _ONE_DEBATE * max(0.0, nearer)


def _alike(vectors: Array) -> float:
    """The mean cosine of pairs of vectors of length 1 (or 0); 1 where there is no pair."""
    count = len(vectors)
    if count < 2:
        return 1.0
    total = float(np.square(vectors.sum(axis=0)).sum())
    return (total - float(np.square(vectors).sum())) / (count * (count - 1))


def _grouped(
    order: Sequence[tuple[str, ...]], phrases: Mapping[tuple[str, ...], _Phrase]
) -> list[list[tuple[str, ...]]]:
    """The phrases put together, each with the first in order that means the same or stands in the same quotations."""
    vectors = Vectors()
    words = sorted({word for key in order for word in key})
    row = {word: number for number, word in enumerate(words)}
    table = vectors.rows(words)
    means: Array = unit(np.array([table[[row[word] for word in key]].sum(axis=0) for key in order]))
    groups: list[list[tuple[str, ...]]] = []
    leads: list[int] = []
    for number, key in enumerate(order):
        mine = set(phrases[key].quotations)
        best, value = -1, 0.0
        for at, lead in enumerate(leads):
            other = phrases[order[lead]]
            alike = float(means[number] @ means[lead])
            shared = len(mine.intersection(other.quotations)) / min(len(mine), len(other.quotations))
            same_head = key[-1] == order[lead][-1] and alike > _ALIKE - 0.1
            near = max(alike if alike > _ALIKE or same_head else 0.0, shared if shared > _TOGETHER else 0.0)
            if near > value:
                best, value = at, near
        if best < 0:
            leads.append(number)
            groups.append([key])
        else:
            groups[best].append(key)
    return groups


def _candidate(
    group: Sequence[_Phrase],
    weight: Mapping[tuple[str, ...], float],
    given: Sequence[Words],
    argued: Sequence[float],
) -> tuple[float, Candidate]:
    having = Counter(number for phrase in group for number in phrase.quotations)
    names = [_form(phrase) for phrase in group]
    shown = _form(_fullest(group))
    label = shown[:1].upper() + shown[1:]
    phrases = tuple(dict.fromkeys(name for name in names if name.casefold() != label.casefold()))[:_PHRASES]
    speakers = {given[number].speaker or given[number].article for number in having}
    examples: dict[str, Words] = {}
    for number in sorted(having, key=lambda n: (-argued[n], -having[n], abs(len(given[n].text) - 120), n)):
        examples.setdefault(given[number].speaker, given[number])
    candidate = Candidate(
        label=label,
        phrases=phrases,
        quotations=len(having),
        speakers=len(speakers),
        articles=len({given[number].article for number in having}),
        examples=tuple(examples.values())[:_EXAMPLES],
    )
    return weight[group[0].words] + 0.3 * sum(weight[phrase.words] for phrase in group[1:]), candidate


def _fullest(group: Sequence[_Phrase]) -> _Phrase:
    """The first phrase, or one that says it in more words and stands in a third as many quotations."""
    lead = group[0]
    longer = [
        phrase
        for phrase in group[1:]
        if phrase.words[-len(lead.words) :] == lead.words and 3 * len(phrase.quotations) >= len(lead.quotations)
    ]
    return max(longer, key=lambda phrase: len(phrase.quotations), default=lead)


def _form(phrase: _Phrase) -> str:
    return min(phrase.forms, key=lambda form: (-phrase.forms[form], form))
