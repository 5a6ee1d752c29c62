"""One register of speakers for all articles of a run: the same speaker, the same key and name, whatever the order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotegraph.model import Annotation, Article, Mention, Quotation, Speaker
from quotegraph.speakers import gazetteer
from quotegraph.speakers.bodies import OWN_BODIES
from quotegraph.speakers.cast import Entity, cast_of
from quotegraph.speakers.lexicon import BODIES, ROLES
from quotegraph.speakers.mentions import names_in
from quotegraph.speakers.names import fold, parse_name, slug
from quotegraph.speakers.numbers import number_of
from quotegraph.speakers.phrases import take_apart
from quotegraph.speakers.public import public_by_last_name, public_by_role, public_speaker
from quotegraph.speakers.register import Entry, Register, best_by_roles, note_body, register_of
from quotegraph.speakers.roles import Role, match, parse_role

_OF = re.compile(r"\s(?:of|for|at|in|on|from|to|with)\s")
_TELLING = 5  # the least number by which a group is known
_NEAR = 3  # names that two articles must share for a bare role (“the mayor”) to mean the same person in both


@dataclass(frozen=True, slots=True)
class _Link:
    speaker: Speaker
    confidence: float = 1.0


class RegisterLinker:
    """Joins the speakers of all articles of a run in one register."""

    def link(self, annotations: Sequence[Annotation]) -> Sequence[Annotation]:
        """The annotations, in their order, with canonical speakers.

        >>> from quotegraph.model import Span
        >>> def said(doc, text, name):
        ...     quotation = Quotation("q", (Span(0, 2),), speaker=Speaker(slug(name), name))
        ...     return Annotation(Article(doc, text), (quotation,))
        >>> one = said("a", "Mara Holt, the minister, spoke.", "Mara Holt")
        >>> two = said("b", "Ms Holt spoke.", "Holt")
        >>> [a.quotations[0].speaker.key for a in RegisterLinker().link([two, one])]
        ['mara-holt', 'mara-holt']
        """
        spoken = [a.article for a in annotations if a.quotations]
        register = register_of(spoken)
        for annotation in sorted(annotations, key=lambda a: a.article.doc_id):
            for speaker in dict.fromkeys(q.speaker for q in annotation.quotations if q.speaker):
                if speaker.kind == "organisation" and len(speaker.name.split()) > 1:
                    note_body(register, annotation.article.doc_id, speaker.name)
        keys = _keys(register)
        run = _Run(register, keys, {key: entry for entry, key in keys.items()}, _counted(annotations))
        return [run.linked(annotation) for annotation in annotations]


def _counted(annotations: Sequence[Annotation]) -> dict[int, list[tuple[str, frozenset[str]]]]:
    """The names of groups by their number (“26 countries”), the most usual first, with their documents."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for annotation in annotations:
        for speaker in {q.speaker for q in annotation.quotations if q.speaker and q.speaker.kind == "group"}:
            value = number_of(speaker.name.split(" ")[0])
            if value >= _TELLING:
                found[value][speaker.name].add(annotation.article.doc_id)
    return {
        value: sorted(
            ((name, frozenset(documents)) for name, documents in names.items()),
            key=lambda item: (-len(item[1]), len(item[0].split()), not item[0][0].isdigit(), item[0]),
        )
        for value, names in found.items()
    }


def _keys(register: Register) -> dict[Entry, str]:
    """A key for each person; those who share a name get the earliest document that names them as an addition."""
    by_slug: dict[str, list[Entry]] = defaultdict(list)
    for entry in register.people:
        by_slug[slug(entry.name)].append(entry)
    keys: dict[Entry, str] = {}
    for key, entries in by_slug.items():
        entries.sort(key=lambda e: min(e.documents))
        for number, entry in enumerate(entries):
            keys[entry] = key if number == 0 else f"{key}-{number + 1}"
    return keys


@dataclass(slots=True)
class _Run:
    register: Register
    keys: dict[Entry, str]
    by_key: dict[str, Entry]
    counted: dict[int, list[tuple[str, frozenset[str]]]]

    def linked(self, annotation: Annotation) -> Annotation:
        known: dict[Speaker, _Link] = {}
        quotations: list[Quotation] = []
        for quotation in annotation.quotations:
            speaker = quotation.speaker
            if speaker is None:
                quotations.append(quotation)
                continue
            if speaker not in known:
                known[speaker] = self._link(speaker, annotation.article)
            link = self._checked(quotation, known[speaker], annotation.article)
            sure = quotation.confidence
            if sure is not None and (link.speaker.key, link.speaker.name) != (speaker.key, speaker.name):
                sure = sure * link.confidence
            quotations.append(
                replace(
                    quotation, speaker=link.speaker, confidence=sure, via=self._via(quotation.via, annotation.article)
                )
            )
        called = {(old.key, "" if old.key else old.name): link for old, link in known.items()}
        mentions = tuple(self._mentioned(mention, called, annotation.article) for mention in annotation.mentions)
        return Annotation(annotation.article, tuple(quotations), mentions)

    def _mentioned(self, mention: Mention, known: dict[tuple[str | None, str], _Link], article: Article) -> Mention:
        """A mention with the key and the name of the register; whoever is only mentioned is linked like a speaker."""
        called = (mention.key, "" if mention.key else mention.name)
        if called not in known:
            if not mention.name:
                return mention
            known[called] = self._link(
                Speaker(mention.key, mention.name, mention.kind, wikidata=mention.wikidata), article
            )
        link = known[called]
        sure = mention.confidence * link.confidence if link.speaker.key != mention.key else mention.confidence
        return replace(
            mention, key=link.speaker.key, name=link.speaker.name, kind=link.speaker.kind,
            wikidata=link.speaker.wikidata, confidence=sure,
        )  # fmt: skip

    def _checked(self, quotation: Quotation, link: _Link, article: Article) -> _Link:
        """The link, or a better one where the very source says a title or a role that only another person has."""
        if link.speaker.kind != "person" or len(quotation.source) != 1:
            return link
        phrase = take_apart(article.text, quotation.source[0], names_in(article.text))
        chosen = self.by_key.get(link.speaker.key or "")
        if chosen is None:
            return link
        if phrase.form == "name" and phrase.mention is not None:
            name = parse_name(phrase.mention.name)
            if len(name.words) > 1 or name.full in chosen.names:
                return link
            asked = [role for role in map(parse_role, (*phrase.mention.roles, phrase.beside, name.title)) if role.head]
            others = self.register.called(name)
        elif phrase.form == "role" and phrase.definite and not phrase.owner:
            name, asked = None, [parse_role(phrase.text)]
            others = [
                e for fit, e in self.register.holding(asked[0]) if self.register.nearness(article.doc_id, e) >= _NEAR
            ]
        else:
            return link
        wrong_gender = name is not None and name.gender and chosen.gender and name.gender != chosen.gender
        if not wrong_gender and (not asked or max(_fit(a, chosen) for a in asked) >= 0.5):
            return link
        if any(role.new or role.former for role in asked):
            return link  # who that is the article itself says
        better = [e for e in others if e is not chosen and (not asked or max(_fit(a, e) for a in asked) >= 0.8)]
        return _Link(self._speaker(better[0], link.speaker), 0.7) if len(better) == 1 else link

    def _via(self, via: str | None, article: Article) -> str | None:
        if not via:
            return via
        entries = self.register.called(parse_name(via))
        here = [entry for entry in entries if article.doc_id in entry.documents]
        entries = entries if len(entries) == 1 else here
        return entries[0].name if len(entries) == 1 else via

    def _link(self, speaker: Speaker, article: Article) -> _Link:
        if speaker.kind == "person":
            return self._person(speaker, article)
        if speaker.kind == "unnamed":
            return self._unnamed(speaker, article)
        if speaker.kind == "organisation":
            person = self._surely_person(speaker, article)
            if person is not None:
                return person
            return self._organisation(speaker, article)
        if speaker.kind == "group":
            return self._group(speaker, article)
        return _Link(speaker)

    def _group(self, speaker: Speaker, article: Article) -> _Link:
        """A group known by its number, under its most usual name around; people named together, by full names."""
        if " and " in speaker.name and speaker.name[0].isupper():
            parts = re.split(r"(, | and )", speaker.name)
            for i in range(0, len(parts), 2):
                found = self._nearest(self.register.called(parse_name(parts[i])), article)
                parts[i] = found[0].name if len(found) == 1 else parts[i]
            name = "".join(parts)
            return _Link(replace(speaker, key=slug(name), name=name), 0.9)
        context = self.register.context
        for name, documents in self.counted.get(number_of(speaker.name.split(" ")[0]), ()):
            if name == speaker.name:
                break
            if any(d == article.doc_id or len(context[d] & context[article.doc_id]) >= _NEAR for d in documents):
                return _Link(replace(speaker, key=slug(name), name=name), 0.85)
        return _Link(speaker)

    def _surely_person(self, speaker: Speaker, article: Article) -> _Link | None:
        """The person whose name was taken for an organisation's, where other articles or the gazetteer know better."""
        words = len(speaker.name.split())
        if speaker.wikidata or words > 3:
            return None
        if words > 1:
            found = self.register.called(parse_name(speaker.name))
            if len(found) != 1 or not (found[0].gender or found[0].roles):
                return None
        link = self._person(replace(speaker, kind="person"), article)
        joined = link.speaker.kind == "person" and (link.speaker.name != speaker.name or words > 1)
        return link if joined else None

    def _person(self, speaker: Speaker, article: Article) -> _Link:
        name = parse_name(speaker.name)
        entity = _entity(speaker, article)
        found = self.register.called(name)
        if speaker.gender:
            found = [e for e in found if not e.gender or e.gender == speaker.gender]
        if len(found) > 1 and len(name.words) > 1:
            here = [e for e in found if article.doc_id in e.documents]
            found = (
                here
                if len(here) == 1
                else [e for e in found if any(fold(n) == fold(name.full) for n in e.names)] or found
            )
        if len(found) > 1:
            found = best_by_roles(found, entity, article, self.register)
            found = self._nearest(found, article)
        if len(found) == 1:
            return _Link(self._speaker(found[0], speaker), 1.0 if len(name.words) > 1 else 0.9)
        if not found:
            public = public_by_last_name(name.full, speaker, article)
            if public is not None:
                return _Link(public_speaker(public, speaker), 0.85)
            if (
                len(name.words) == 1
                and (body := self._organisation(replace(speaker, kind="organisation"), article)).confidence < 1
            ):
                return body
            return _Link(speaker)
        apart = f"{slug(speaker.name)}-{slug(article.doc_id)}"  # one of several: kept apart rather than joined wrongly
        return _Link(replace(speaker, key=apart), 0.8)

    def _nearest(self, found: list[Entry], article: Article) -> list[Entry]:
        if len(found) < 2:
            return found
        here = [e for e in found if article.doc_id in e.documents]
        return here if len(here) == 1 else found

    def _unnamed(self, speaker: Speaker, article: Article) -> _Link:
        text = speaker.name
        first = text.split(" ", 1)[0].casefold()
        if first not in ("the", "this") and not re.search(r"[’'][sS]\s", text):
            return _Link(speaker)
        if (own := self._own_body(text, article)) is not None:
            return _Link(_organisation_speaker(own), 0.7)
        owned = re.match(r"[^,]+?[’'][sS]\s+(?=\w)", text.split(" at ")[0].split(" in ")[0])
        noun = _OF.split(text[owned.end() if owned else 0 :])[0].split()[-1].casefold()
        if parse_role(text).head and (owned or first in ("the", "this")) and (noun not in BODIES or noun in ROLES):
            return self._role(speaker, article)
        words = fold(re.sub(r"^(?:the|this)\s+", "", text, flags=re.I)).split()
        if words and len(words) <= 3 and words[-1] in BODIES:
            return self._body(words, speaker, article)
        return _Link(speaker)

    def _own_body(self, text: str, article: Article) -> Entry | None:
        """The organisation that “Carvalho's party” means: the one that her roles name in any article."""
        found = re.fullmatch(r"(.+)[’']s (?:own )?(\w+)", text)
        if found is None or found.group(2) not in OWN_BODIES:
            return None
        people = [e for e in self.register.called(parse_name(found.group(1))) if article.doc_id in e.documents]
        if len(people) != 1:
            return None
        said = " | ".join(fold(role.text) for _, _, role in people[0].roles)
        bodies = [body for body in self.register.bodies if " " in body.name]
        named = [body for body in bodies if fold(body.name).removeprefix("the ") in said]
        return max(named, key=lambda body: (len(body.name), body.name)) if named else None

    def _role(self, speaker: Speaker, article: Article) -> _Link:
        asked = parse_role(speaker.name)
        date = article.date or "9999"
        options = self.register.holding(asked)
        if not options and re.search(r"[’']s\s", speaker.name):
            options = self.register.holding(parse_role(re.split(r"[’']s\s", speaker.name)[-1]))
        scored = []
        for fit, entry in options:
            near = self.register.nearness(article.doc_id, entry)
            if near < _NEAR or _contradicts(asked, entry, article):
                continue
            since = self.register.since(asked, entry, date)
            scored.append((round(fit, 2), since, near, entry))
        if scored:
            best_fit = max(fit for fit, *_ in scored)
            left = sorted(((s, n, e) for fit, s, n, e in scored if fit >= best_fit - 0.1), key=lambda x: (x[0], x[1]))
            if len(left) == 1 or left[-1][0] > left[-2][0] or left[-1][1] > 2 * left[-2][1]:
                return _Link(self._speaker(left[-1][2], speaker), 0.7)
            return _Link(speaker)
        public = public_by_role(speaker.name, article)
        return _Link(public_speaker(public, speaker), 0.8) if public is not None else _Link(speaker)

    def _body(self, words: list[str], speaker: Speaker, article: Article) -> _Link:
        noun = words[-1]
        same = [e for e in self.register.bodies_with(noun) if fold(e.name).removeprefix("the ") == " ".join(words)]
        if len(same) == 1 and self.register.nearness(article.doc_id, same[0]) >= _NEAR:
            return _Link(_organisation_speaker(same[0]), 0.8)
        options = [e for e in self.register.bodies_with(noun) if len(e.name.split()) > 1]
        if len(words) > 1:
            options = [e for e in options if all(any(w[:5] in part for part in fold(e.name).split()) for w in words)]
        near = sorted(
            ((self.register.nearness(article.doc_id, e), e.name, e) for e in options), key=lambda x: (x[0], x[1])
        )
        near = [item for item in near if item[0] >= _NEAR]
        if near and (len(near) == 1 or near[-1][0] > 1.5 * near[-2][0]):
            return _Link(_organisation_speaker(near[-1][2]), 0.7)
        return _Link(speaker)

    def _organisation(self, speaker: Speaker, article: Article) -> _Link:
        """A short form of an organisation's name (“the Alliance”, “Hearth”) to the one full form it can stand for."""
        plain = fold(speaker.name)
        if speaker.wikidata or len(plain.split()) > 1 or not plain:
            return _Link(speaker)
        options = [
            e for e in self.register.bodies_with(plain)
            if len(e.name.split()) > 1 and _short_of(plain, fold(e.name))
        ]  # fmt: skip
        near = sorted(
            ((self.register.nearness(article.doc_id, e), e.name, e) for e in options), key=lambda x: (x[0], x[1])
        )
        near = [item for item in near if item[0] >= (_NEAR if len(near) > 1 else 1)]
        if near and (len(near) == 1 or near[-1][0] > near[-2][0]):
            return _Link(_organisation_speaker(near[-1][2]), 0.85)
        return _Link(speaker)

    def _speaker(self, entry: Entry, speaker: Speaker) -> Speaker:
        country, wikidata = speaker.country, speaker.wikidata
        if entry.known:
            wikidata = entry.known.wikidata
            places = [gazetteer.load().coded(code) for code in entry.known.countries]
            country = next((place.name for place in places if place), country)
        return Speaker(
            self.keys[entry], entry.name, "person", entry.gender or speaker.gender, speaker.role, speaker.organisation,
            country, wikidata,
        )  # fmt: skip


def _contradicts(asked: Role, entry: Entry, article: Article) -> bool:
    """Whether the very article says that somebody's time in an office is over, or only begun, unlike the phrase."""
    here = [role for _, document, role in entry.roles if document == article.doc_id]
    held = [role for role in here if match(replace(asked, former=role.former), role, entry.words) >= 0.8]
    if asked.former:
        return bool(held) and not any(role.former for role in held)
    gone = any(role.former for role in held) or any(role.head == "predecessor" for role in here)
    return gone and not any(not role.former for role in held)


def _fit(asked: Role, entry: Entry) -> float:
    return max((match(asked, role, entry.words) for _, _, role in entry.roles), default=0.0)


def _organisation_speaker(entry: Entry) -> Speaker:
    return Speaker(slug(entry.name), entry.name, "organisation")


def _short_of(word: str, name: str) -> bool:
    parts = [part.strip("'’") for part in name.split()]
    last = "" if parts[-2:-1] in (["of"], ["in"], ["for"]) else parts[-1]
    return word in (parts[0], last) or (word in parts and word in BODIES)


def _entity(speaker: Speaker, article: Article) -> Entity:
    for entity in cast_of(article.text):
        if speaker.name in entity.names:
            return entity
    made = Entity("person", gender=speaker.gender)
    made.names[speaker.name] += 1
    if speaker.role:
        made.roles.append(speaker.role)
    return made
