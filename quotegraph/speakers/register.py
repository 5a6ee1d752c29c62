"""The register: all people and organisations that the articles of a run name, each once.

Nothing depends on the order of the articles: they are sorted before anything is counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quotegraph.model import Article
from quotegraph.speakers import gazetteer
from quotegraph.speakers.cast import Entity, bare, cast_of, same_last, same_person
from quotegraph.speakers.mentions import names_in
from quotegraph.speakers.names import Name, edits, fold, parse_name, sound
from quotegraph.speakers.roles import ANY_PERSON, LESSER, Role, match, parse_role

_ONE_ONLY = frozenset("mayor president prime-minister chancellor governor king queen premier chief-executive".split())
_FAR = 99_999_999
_MOST = 60  # documents of somebody that are compared with another


@dataclass(eq=False, slots=True)
class Entry:
    """Somebody or something of the register; ``roles`` with the date and the document that said so."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    roles: list[tuple[str, str, Role]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    known: gazetteer.Person | None = None

    @property
    def gender(self) -> str:
        """f, m or empty where nothing or both are said."""
        if self.known and self.known.gender:
            return self.known.gender
        return next(iter(self.genders)) if len(self.genders) == 1 else ""

    @property
    def words(self) -> frozenset[str]:
        """All words of the roles."""
        return frozenset(word for _, _, role in self.roles for word in role.words)

    @property
    def name(self) -> str:
        """The canonical name: the gazetteer's where it is sure, else the most usual full form, accents preferred."""
        if self.known:
            return self.known.name
        same: Counter[str] = Counter()
        for name, count in self.names.items():
            same[fold(name)] += count
        return max(
            self.names,
            key=lambda n: (len(n.split()) > 1, same[fold(n)], sum(not c.isascii() for c in n), self.names[n], n),
        )


@dataclass(eq=False, slots=True)
class Register:
    """Entries found by name and by role; ``context`` are the names that each document holds."""

    people: list[Entry] = field(default_factory=list)
    bodies: list[Entry] = field(default_factory=list)
    context: dict[str, frozenset[str]] = field(default_factory=dict)
    _by_sound: dict[str, dict[Entry, None]] = field(default_factory=lambda: defaultdict(dict))
    _by_head: dict[str, dict[Entry, None]] = field(default_factory=lambda: defaultdict(dict))
    _by_word: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def called(self, name: Name) -> list[Entry]:
        """The people that a name, full or short, may mean."""
        found: list[Entry] = []
        for entry in dict.fromkeys(
            e for word in (name.last, name.words[-1]) for e in self._by_sound.get(sound(bare(fold(word))), ())
        ):
            if name.gender and entry.gender and name.gender != entry.gender:
                continue
            parsed = [parse_name(other) for other in entry.names]
            if len(name.words) > 1:
                if any(same_person(name, other) for other in parsed):
                    found.append(entry)
            elif any(same_last(name.last, word) for other in parsed for word in (other.last, *other.words)):
                found.append(entry)
        return found

    def holding(self, asked: Role) -> list[tuple[float, Entry]]:
        """The people whose roles a role phrase fits, with how well; if none fits, the only one of such a role."""
        found = []
        loose: dict[Entry, None] = {}
        plain = replace(asked, former=False)
        heads = asked.words if asked.head in ANY_PERSON else (asked.head,)
        for entry in dict.fromkeys(e for head in sorted(heads) for e in self._by_head.get(head, ())):
            if asked.gender and entry.gender and asked.gender != entry.gender:
                continue
            fit = max(match(plain, role, entry.words) for _, _, role in entry.roles)
            if fit >= 0.8:
                found.append((fit, entry))
            for _, _, role in entry.roles:
                if role.head == asked.head and not _apart(asked, role):
                    loose[entry] = None
        return found or [(0.8, entry) for entry in loose if len(loose) == 1]

    def bodies_with(self, word: str) -> list[Entry]:
        """The organisations in whose name a word stands."""
        return self._by_word.get(fold(word), [])

    def nearness(self, document: str, entry: Entry) -> int:
        """How many names a document shares with the documents of an entry, beside the entry itself."""
        if document in entry.documents:
            return 1000
        own = {fold(word) for name in entry.names for word in name.split()}
        mine = self.context[document] - own
        others = sorted(entry.documents)[:_MOST]
        return max((len(mine & self.context[other]) for other in others), default=0)

    def since(self, asked: Role, entry: Entry, date: str) -> int:
        """When a text last gave the entry the role, as a number: the last day up to ``date``, else minus the first."""
        plain = replace(asked, former=False)
        said = [when for when, _, role in entry.roles if not role.former and match(plain, role, entry.words) >= 0.8]
        before = [when for when in said if when <= date]
        return _day(max(before)) if before else -_day(min(said)) if said else -_FAR


def _day(date: str) -> int:
    """A date as a number that grows with it."""
    digits = re.sub(r"[^0-9]", "", date)[:8]
    return int(digits.ljust(8, "0")) if digits else 0


def _apart(one: Role, other: Role) -> bool:
    """Whether what two roles of one head say cannot be said of one person: other fields, ranks or places."""
    return bool(one.words and other.words and not one.words & other.words) or bool((one.words ^ other.words) & LESSER)


def register_of(articles: Iterable[Article]) -> Register:
    """The register of some articles.

    >>> register = register_of([Article("a", "Mara Holt, the minister, left."), Article("b", "Minister Holt said no.")])
    >>> [(entry.name, len(entry.documents)) for entry in register.people]
    [('Mara Holt', 2)]
    """
    register = Register()
    short: list[tuple[Article, Entity]] = []
    seen: set[tuple[str, str]] = set()
    dates: dict[str, str] = {}
    codes: dict[str, frozenset[str]] = {}
    for article in sorted(articles, key=lambda a: (a.doc_id, a.text)):
        if (article.doc_id, article.text) in seen:
            continue
        seen.add((article.doc_id, article.text))
        cast = cast_of(article.text)
        dates[article.doc_id] = article.date or ""
        codes[article.doc_id] = _countries_in(article.text)
        shown = {
            fold(name)
            for entity in cast
            if len(entity.mentions) > 1 or not entity.mentions[0].weak
            for name in entity.names
        }
        register.context[article.doc_id] = frozenset(
            word for name in shown for word in (name, name.split()[-1]) if not gazetteer.load().country(word)
        )
        for entity in cast:
            if (entity.kind == "person" and len(parse_name(entity.name).words) > 1) or _maybe_person(entity):
                _enter(register.people, register._by_sound, article, entity)
            elif entity.kind in ("organisation", "unknown") and len(entity.name) > 1:
                _enter_body(register, article.doc_id, entity)
            if entity.kind in ("person", "unknown") and len(parse_name(entity.name).words) == 1:
                short.append((article, entity))
    _join_variants(register)
    for entry in register.people:
        entry.known = _public(entry, dates, codes)
    for article, entity in short:
        found = register.called(parse_name(entity.name))
        found = [e for e in found if not (entity.gender and e.gender and e.gender != entity.gender)]
        fitting = found if len(found) == 1 else best_by_roles(found, entity, article, register)
        if fitting and len(fitting) == 1:
            _note(fitting[0], article, entity, named=False)
    for entry in register.people:
        for _, _, role in entry.roles:
            for head in {role.head, *role.words}:
                register._by_head[head][entry] = None
    return register


def best_by_roles(found: Sequence[Entry], entity: Entity, article: Article, register: Register) -> list[Entry]:
    """Of several people of one last name, the one whose roles fit what the article says; else all that are left."""
    if len(found) < 2:
        return list(found)
    asked = [role for role in entity.parsed_roles if role.head]
    date = article.date or "9999"
    if asked:
        scored = []
        for entry in found:
            fit = max((match(a, role, entry.words) for a in asked for _, _, role in entry.roles), default=0.0)
            scored.append((fit, max(register.since(a, entry, date) for a in asked), entry))
        best = max(fit for fit, _, _ in scored)
        if best >= 0.8:
            left = [entry for fit, _, entry in scored if fit == best]
            if len(left) == 1:
                return left
            return left
    near = [(register.nearness(article.doc_id, entry), entry) for entry in found]
    near.sort(key=lambda item: -item[0])
    if near[0][0] >= 3 and near[1][0] == 0:
        return [near[0][1]]
    return list(found)


def _enter(people: list[Entry], index: dict[str, dict[Entry, None]], article: Article, entity: Entity) -> None:
    name = parse_name(entity.name)
    options = dict.fromkeys(
        e for word in {name.last, name.words[-1], name.words[0]} for e in index.get(sound(bare(fold(word))), ())
    )
    for entry in options:
        if entity.gender and entry.gender and entity.gender != entry.gender:
            continue
        if any(same_person(name, parse_name(other)) for other in entry.names):
            break
    else:
        entry = Entry("person")
        people.append(entry)
    _note(entry, article, entity)
    for word in {name.last, *name.words}:
        index[sound(bare(fold(word)))][entry] = None


def _note(entry: Entry, article: Article, entity: Entity, named: bool = True) -> None:
    if named:
        entry.names.update(entity.names)
    if entity.gender:
        entry.genders[entity.gender] += 1
    entry.documents.add(article.doc_id)
    for role in entity.roles:
        parsed = parse_role(role)
        if parsed.head or parsed.words:
            entry.roles.append((article.date or "", article.doc_id, parsed))


def _maybe_person(entity: Entity) -> bool:
    """A name of several words that nothing shows to be a person's, nor anything else's."""
    words = len(parse_name(entity.name).words)
    return entity.kind == "unknown" and 1 < words < 4 and not any(m.determined for m in entity.mentions)


def note_body(register: Register, document: str, name: str) -> None:
    """Enter an organisation that is known by a description only (“the health ministry”)."""
    if document in register.context:
        entity = Entity("organisation")
        entity.names[name] += 1
        _enter_body(register, document, entity)


def _enter_body(register: Register, document: str, entity: Entity) -> None:
    key = fold(entity.name)
    for entry in register._by_word.get(key.split()[-1], ()):
        if any(fold(name) == key for name in entry.names):
            break
    else:
        entry = Entry(entity.kind)
        register.bodies.append(entry)
        for word in {w.strip("'’") for w in key.replace("-", " ").split()}:
            register._by_word[word].append(entry)
    if entity.kind == "organisation":
        entry.kind = "organisation"
    entry.names.update(entity.names)
    entry.documents.add(document)


def _countries_in(text: str) -> frozenset[str]:
    """Codes of the countries that a text names, itself, by its people, its capital or its seat of government."""
    table = gazetteer.load()
    ways = (table.country, table.demonym, table.capital, table.seat)
    found = {place.code for mention in names_in(text) for way in ways if (place := way(mention.name)) is not None}
    return frozenset(found)


def _public(entry: Entry, dates: Mapping[str, str], codes: Mapping[str, frozenset[str]]) -> gazetteer.Person | None:
    """The public figure that an entry is, where name and circumstances agree and no other fits."""
    table = gazetteer.load()
    candidates: dict[str, gazetteer.Person] = {}
    for text in entry.names:
        name = parse_name(text)
        for person in table.people(name.words[-1]):
            apart = entry.gender and person.gender and entry.gender != person.gender
            if not apart and any(same_person(name, parse_name(other)) for other in (person.name, *person.aliases)):
                candidates[person.name + (person.wikidata or "")] = person
    fitting = [person for person in candidates.values() if _agrees(entry, person)]
    if not fitting and len(candidates) == 1:
        fitting = [person for person in candidates.values() if _in_office(entry, person, dates, codes)]
    return fitting[0] if len(fitting) == 1 else None


def _in_office(
    entry: Entry, person: gazetteer.Person, dates: Mapping[str, str], codes: Mapping[str, frozenset[str]]
) -> bool:
    """Whether somebody called in full like a public figure is named beside that one's country, in office then."""
    called = {fold(name) for name in (person.name, *person.aliases)}
    if not any(fold(name) in called for name in entry.names):
        return False
    return any(
        dates[document]
        and codes[document] & set(person.countries)
        and any(office.start and office.held(dates[document]) for office in person.offices)
        for document in entry.documents
    )


def _agrees(entry: Entry, person: gazetteer.Person) -> bool:
    codes = {f"@{code}" for code in person.countries}
    dates = [when for when, _, _ in entry.roles if when]
    offices = [parse_role(office.name) for office in person.offices if not dates or any(office.held(d) for d in dates)]
    if entry.words & codes:
        return True
    return any(match(role, office) >= 0.8 for _, _, role in entry.roles for office in offices if role.head)


def _join_variants(register: Register) -> None:
    """Join people of one last name whose first names are alike or hold each other, where one role is given to both."""
    gone: set[Entry] = set()
    for entry in register.people:
        own = parse_name(entry.name)
        for other in register.called(Name("", "", own.last, "", (own.last,))):
            if other is entry or other in gone:
                continue
            if {entry.gender, other.gender} == {"f", "m"} or entry.documents & other.documents:
                continue
            if _joinable(entry, other):
                other.names.update(entry.names)
                other.genders.update(entry.genders)
                other.roles += entry.roles
                other.documents |= entry.documents
                gone.add(entry)
                for name in entry.names:
                    for word in parse_name(name).words:
                        index = register._by_sound[sound(bare(fold(word)))]
                        index.pop(entry, None)
                        index[other] = None
                break
    register.people = [entry for entry in register.people if entry not in gone]


def _joinable(one: Entry, other: Entry) -> bool:
    """Whether two people of one last name are one: first names that are forms of one name, and a role in common.

    The less alike the names are, the fewer may hold the role.
    """
    a, b = sorted((fold(parse_name(entry.name).first) for entry in (one, other)), key=len)
    near = len(a) > 4 and edits(sound(a), sound(b), 1) < 2
    if near or (len(a) > 3 and (b.startswith(a) or b.endswith(a))):
        return _shared_role(one, other)
    return len(a) > 4 and a[:3] == b[:3] and _shared_role(one, other, _ONE_ONLY)


def _shared_role(one: Entry, other: Entry, heads: frozenset[str] = frozenset()) -> bool:
    pairs = ((a, b) for _, _, a in one.roles for _, _, b in other.roles if not heads or a.head in heads)
    return any(a.head and a.head == b.head and not (a.words ^ b.words) & {"deputy", "vice"} for a, b in pairs)
