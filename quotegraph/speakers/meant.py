"""Whom an article means by a name, a role or a body's short form: the entry of the register, or nobody of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quotegraph.model import Article, Quotation, Speaker
from quotegraph.speakers import gazetteer
from quotegraph.speakers.bodies import OWN_BODIES, may_be_ones
from quotegraph.speakers.body_names import fits, people_fit, words_of
from quotegraph.speakers.cast import Entity, cast_of
from quotegraph.speakers.forms import (
    bodies_with,
    body_named,
    is_body_in,
    is_short_of,
    nearby,
    nearest,
    state_called,
    state_of,
    usual,
)
from quotegraph.speakers.holders import holder_further_off, holders
from quotegraph.speakers.lexicon import BODIES, ROLES
from quotegraph.speakers.mentions import names_in
from quotegraph.speakers.names import fold, parse_name, slug
from quotegraph.speakers.numbers import number_of
from quotegraph.speakers.options import OFFICES
from quotegraph.speakers.phrases import take_apart
from quotegraph.speakers.public import public_by_last_name, public_by_role, public_speaker
from quotegraph.speakers.register import HELD, NEAR, Entry, Register, best_by_roles, others_of_name
from quotegraph.speakers.roles import Role, match, parse_role

_OF = re.compile(r"\s(?:of|for|at|in|on|from|to|with)\s")

_SHOWN = 5  # of those that a name may mean


@dataclass(frozen=True, slots=True)
class Meant:
    """The speaker that is meant; ``rule`` says what linked it, ``confidence`` how surely; ``note``: or who else."""

    speaker: Speaker
    confidence: float = 1.0
    rule: str = "as named"
    note: str = ""


@dataclass(slots=True)
class Meaning:
    """A register with the keys of its people, and groups by their number with the documents that name them."""

    register: Register
    keys: dict[Entry, str]
    bodies: dict[Entry, str]
    by_key: dict[str, Entry]
    counted: dict[int, list[tuple[str, frozenset[str]]]]

    def checked(self, quotation: Quotation, link: Meant, article: Article) -> Meant:
        """The link, or a better one where the name in the source has a title or a role that only another person has."""
        if link.speaker.kind != "person" or len(quotation.source) != 1:
            return link
        phrase = take_apart(article.text, quotation.source[0], names_in(article.text))
        chosen = self.by_key.get(link.speaker.key or "")
        if chosen is None:
            return link
        if phrase.form != "name" or phrase.mention is None:
            return link
        name = parse_name(phrase.mention.name)
        if len(name.words) > 1 or name.full in chosen.names:
            return link
        asked = [role for role in map(parse_role, (*phrase.mention.roles, phrase.beside, name.title)) if role.head]
        others = self.register.called(name, article.doc_id)
        wrong_gender = name.gender and chosen.gender and name.gender != chosen.gender
        if not wrong_gender and (not asked or max(_fit(a, chosen) for a in asked) >= HELD):
            return link
        if any(role.new or role.former for role in asked):
            return link  # who that is the article itself says
        others = [entry for entry in others if entry is not chosen]
        better = [e for e in others if not asked or max(_fit(a, e) for a in asked) >= 0.8]
        if len(better) == 1:
            return Meant(self._speaker(better[0], link.speaker), 0.7, "title or role")
        office = any(role.head in OFFICES for role in asked)
        if others and office and any(role.head in OFFICES for _, _, role in chosen.roles):
            return self._kept_apart(replace(link.speaker, name=name.full), [chosen, *others], article)
        return link

    def of(self, speaker: Speaker, article: Article) -> Meant:
        """Whom a speaker of an article means."""
        if speaker.kind == "person":
            return self._person(speaker, article)
        if speaker.kind == "unnamed":
            return self._unnamed(speaker, article)
        if speaker.kind == "organisation":
            person = self._surely_person(speaker, article)
            if person is not None:
                return person
            return self._of_state(self._organisation(speaker, article), article)
        if speaker.kind == "group":
            return self._group(speaker, article)
        return Meant(speaker)

    def _of_state(self, link: Meant, article: Article) -> Meant:
        """A body of a name that many states have, as that of the one country that the article is about."""
        speaker = link.speaker
        code = state_of(self.register, speaker.name, article.doc_id) if not speaker.wikidata else ""
        place = gazetteer.load().coded(code) if code else None
        if place is None:
            return link
        name = f"{speaker.name} of {place.name}"
        made = replace(speaker, key=slug(name), name=name, country=place.name)
        return Meant(made, min(link.confidence, 0.8), "body of a state", link.note)

    def _group(self, speaker: Speaker, article: Article) -> Meant:
        """A group known by its number, under its most usual name around; people named together, by full names."""
        if " and " in speaker.name and speaker.name[0].isupper():
            parts = re.split(r"(, | and )", speaker.name)
            for i in range(0, len(parts), 2):
                found = self._nearest(self.register.called(parse_name(parts[i]), article.doc_id), article)
                parts[i] = found[0].name if len(found) == 1 else parts[i]
            name = "".join(parts)
            return Meant(replace(speaker, key=slug(name), name=name), 0.9, "names together")
        near = self.register.near(article.doc_id)
        for name, documents in self.counted.get(number_of(speaker.name.split(" ")[0]), ()):
            if name == speaker.name:
                break
            if any(document in near for document in documents):
                return Meant(replace(speaker, key=slug(name), name=name), 0.85, "number")
        return Meant(speaker)

    def _surely_person(self, speaker: Speaker, article: Article) -> Meant | None:
        """The person whose name was taken for an organisation's, where other articles or the gazetteer know better."""
        words = len(speaker.name.split())
        if speaker.wikidata or words > 3:
            return None
        found = self.register.called(parse_name(speaker.name), article.doc_id)
        if len(found) != 1 or not (found[0].gender or found[0].roles):
            return None if words > 1 or found else self._maybe_public(speaker, article)
        link = self._person(replace(speaker, kind="person"), article)
        joined = link.speaker.kind == "person" and (link.speaker.name != speaker.name or words > 1)
        return link if joined else None

    def _maybe_public(self, speaker: Speaker, article: Article) -> Meant | None:
        link = self._person(replace(speaker, kind="person"), article)
        return link if link.rule == "public figure" else None

    def _person(self, speaker: Speaker, article: Article) -> Meant:
        name = parse_name(speaker.name)
        entity = _entity(speaker, article)
        found = self.register.called(name, article.doc_id)
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
            found = self._of_one_name(found, entity, article)
        if len(found) == 1:
            full = len(name.words) > 1
            return Meant(self._speaker(found[0], speaker), 1.0 if full else 0.9, "full name" if full else "last name")
        if not found:
            public = public_by_last_name(name.full, speaker, article)
            if public is not None:
                return Meant(public_speaker(public, speaker), 0.85, "public figure")
            if (
                len(name.words) == 1
                and (body := self._organisation(replace(speaker, kind="organisation"), article)).confidence < 1
            ):
                return body
            return Meant(speaker)
        return self._kept_apart(speaker, found, article)

    def _kept_apart(self, speaker: Speaker, found: list[Entry], article: Article) -> Meant:
        """One of several people, rather kept apart than joined wrongly."""
        others = " or ".join(sorted({entry.name for entry in found})[:_SHOWN])
        key = f"{slug(speaker.name)}-{slug(article.doc_id)}"
        return Meant(replace(speaker, key=key), 0.8, "kept apart", f"{speaker.name}: {others}")

    def _of_one_name(self, found: list[Entry], entity: Entity, article: Article) -> list[Entry]:
        """Of several people of one name, those whom an entity of an article may be: by roles, by what stands near.

        Where the article speaks of two of that name, the other one is somebody else.
        """
        cast = cast_of(article.text)
        twins = [e.parsed_roles for e in cast if e is not entity and entity.names.keys() & e.names.keys()]
        if twins:
            return others_of_name(found, entity.parsed_roles, twins)
        date = article.date or "9999"
        fitting = best_by_roles(found, entity.parsed_roles, article.doc_id, date, self.register)
        return self._nearest(fitting, article)

    def _nearest(self, found: list[Entry], article: Article) -> list[Entry]:
        if len(found) < 2:
            return found
        here = [e for e in found if article.doc_id in e.documents]
        return here if len(here) == 1 else found

    def _unnamed(self, speaker: Speaker, article: Article) -> Meant:
        text = speaker.name
        first = text.split(" ", 1)[0].casefold()
        if first not in ("the", "this") and not re.search(r"[’'][sS]\s", text):
            return Meant(speaker)
        if (own := self._own_body(text, article)) is not None:
            return Meant(self._body_speaker(own), 0.7, "body of its own")
        if (people := re.fullmatch(r"the ([A-ZÀ-Þ][\w-]+s)", text)) is not None:
            state = state_called(self.register, people[1], article.doc_id)
            return Meant(self._body_speaker(state), 0.7, "demonym") if state is not None else Meant(speaker)
        owned = re.match(r"[^,]+?[’'][sS]\s+(?=\w)", text.split(" at ")[0].split(" in ")[0])
        noun = _OF.split(text[owned.end() if owned else 0 :])[0].split()[-1].casefold()
        if parse_role(text).head and (owned or first in ("the", "this")) and (noun not in BODIES or noun in ROLES):
            return self._role(speaker, article)
        if noun in BODIES and (owned or " of " in text) and (body := self._of_owner(text, noun, article)) is not None:
            return Meant(self._body_speaker(body), 0.7, "description of a body")
        words = fold(re.sub(r"^(?:the|this)\s+", "", text, flags=re.I)).split()
        if words and len(words) <= 3 and words[-1] in BODIES:
            return self._body(words, speaker, article)
        if words and len(words) <= 3 and words[-1].endswith("s") and first == "the":
            return self._people(words, speaker, article)
        return Meant(speaker)

    def _of_owner(self, text: str, noun: str, article: Article) -> Entry | None:
        """The body near an article with the owner of another in its name (“Velmora's central bank”)."""
        others = frozenset(words_of(text)) - {noun, "own", "this"}
        options = [
            e for e in bodies_with(self.register, noun, article.doc_id)
            if e.kind == "organisation" and fits(noun, others, e.name)
        ]  # fmt: skip
        return nearest(self.register, options, article.doc_id, 1.5)

    def _people(self, words: list[str], speaker: Speaker, article: Article) -> Meant:
        """The one body near an article whose people a phrase names (“the pilots” of the Pilots' Society)."""
        others = frozenset(words[:-1])
        options = [
            e for e in bodies_with(self.register, words[-1], article.doc_id)
            if e.kind == "organisation" and people_fit(words[-1], others, e.name)
        ]  # fmt: skip
        body = nearest(self.register, options, article.doc_id, 2.0)
        return Meant(self._body_speaker(body), 0.7, "people of a body") if body is not None else Meant(speaker)

    def _own_body(self, text: str, article: Article) -> Entry | None:
        """The organisation that “Carvalho's party” means: the one that her roles name in any article."""
        found = re.fullmatch(r"(.+?)[’']s? (own |former |old )?([\w-]+)", text)
        if found is None or found.group(3) not in OWN_BODIES | BODIES:
            return None
        former = found.group(2) in ("former ", "old ")
        people = [
            e for e in self.register.called(parse_name(found.group(1)), article.doc_id) if article.doc_id in e.documents
        ]
        if len(people) != 1:
            return None
        said = " | ".join(fold(role.text) for _, _, role in people[0].roles if former or not role.former)
        words = dict.fromkeys(re.findall(r"[^\W_]+", said))
        options = dict.fromkeys(body for word in words for body in self.register.bodies_with(word))
        bodies = [body for body in options if " " in body.name and may_be_ones(found.group(3), body.name)]
        named = [body for body in bodies if fold(body.name).removeprefix("the ") in said]
        return max(named, key=lambda body: (len(body.name), body.name)) if named else None

    def _role(self, speaker: Speaker, article: Article) -> Meant:
        found = holders(self.register, speaker.name, article)
        if len(found) == 1:
            return Meant(self._speaker(found[0], speaker), 0.7, "role")
        if found:
            names = " or ".join(sorted({entry.name for entry in found})[:_SHOWN])
            return Meant(speaker, note=f"{speaker.name}: {names}")
        if (public := public_by_role(speaker.name, article)) is not None:
            return Meant(public_speaker(public, speaker), 0.8, "office")
        if (far := holder_further_off(self.register, speaker.name, article)) is not None:
            return Meant(self._speaker(far, speaker), 0.6, "role")
        return Meant(speaker)

    def _body(self, words: list[str], speaker: Speaker, article: Article) -> Meant:
        noun = words[-1]
        same = [
            e
            for e in bodies_with(self.register, noun, article.doc_id)
            if fold(e.name).removeprefix("the ") == " ".join(words)
        ]
        if len(same) == 1 and self.register.nearness(article.doc_id, same[0]) >= NEAR:
            return Meant(self._body_speaker(same[0]), 0.8, "description of a body")
        options = [e for e in bodies_with(self.register, noun, article.doc_id) if len(e.name.split()) > 1]
        if len(words) > 1:
            options = [e for e in options if all(any(w[:5] in part for part in fold(e.name).split()) for w in words)]
        body = nearest(self.register, options, article.doc_id, 1.5)
        return Meant(self._body_speaker(body), 0.7, "description of a body") if body is not None else Meant(speaker)

    def _organisation(self, speaker: Speaker, article: Article) -> Meant:
        """A short form of an organisation's name (“the Alliance”, “Hearth”) to the one full form it can stand for."""
        plain = fold(speaker.name)
        if speaker.wikidata or not plain:
            return Meant(speaker)
        if len(plain.split()) > 1:
            return self._other_form(speaker, article)
        if plain in self.register.places and not is_body_in(article, speaker.name):
            return Meant(speaker)
        options = [
            e for e in bodies_with(self.register, plain, article.doc_id)
            if len(e.name.split()) > 1 and is_short_of(plain, fold(e.name))
        ]  # fmt: skip
        near = nearby(self.register, options, article.doc_id, NEAR if len(options) > 1 else 1)
        if near and (len(near) == 1 or near[-1][0] > near[-2][0]):
            return Meant(self._body_speaker(near[-1][1]), 0.85, "short form")
        state = state_called(self.register, speaker.name, article.doc_id)
        return Meant(self._body_speaker(state), 0.7, "demonym") if state is not None else Meant(speaker)

    def _other_form(self, speaker: Speaker, article: Article) -> Meant:
        """A name of several words to the form under which most know the body (“Dam Authority”, “Ministry of Water”)."""
        own = body_named(self.register, speaker.name)
        form = usual(self.register, own, article.doc_id) if own is not None else None
        return Meant(speaker) if form is None or form is own else Meant(self._body_speaker(form), 0.8, "short form")

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

    def _body_speaker(self, entry: Entry) -> Speaker:
        return Speaker(self.bodies.get(entry) or slug(entry.name), entry.name, "organisation")


def _fit(asked: Role, entry: Entry) -> float:
    return max((match(asked, role, entry.words) for _, _, role in entry.roles), default=0.0)


def _entity(speaker: Speaker, article: Article) -> Entity:
    called = [entity for entity in cast_of(article.text) if speaker.name in entity.names]
    if called:
        of_role = [entity for entity in called if any(speaker.role in role for role in entity.roles)]
        return (of_role or called)[0]
    made = Entity("person", gender=speaker.gender)
    made.names[speaker.name] += 1
    if speaker.role:
        made.roles.append(speaker.role)
    return made
