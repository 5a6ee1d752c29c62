"""The register: all people and organisations that the articles of a run name, each once.

Nothing depends on the order of the articles: they are sorted before anything is counted. Everything is found by an
index (parts of names, heads of roles, words of bodies' names, names that articles share), never by going through all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from quotegraph.model import Article
from quotegraph.speakers import gazetteer
from quotegraph.speakers.cast import same_last, same_person
from quotegraph.speakers.identity import Bearer, same
from quotegraph.speakers.index import NameIndex
from quotegraph.speakers.joins import join_public, join_variants
from quotegraph.speakers.known import known_person
from quotegraph.speakers.lexicon import TITLES
from quotegraph.speakers.names import Name, bare, fold, other_generation, parse_name, sound
from quotegraph.speakers.roles import ANY_PERSON, LESSER, Role, match, parse_role
from quotegraph.speakers.told import Told, ToldOf, told

_FAR = 99_999_999
_MOST = 60  # documents of somebody that are compared with another
_ROLES = 5  # roles of somebody that are held against another's
_CROWD = 100  # people of one last name who are looked at
_COMMON = 2_000  # documents that may share a name before it says nothing
HELD = 0.5
"""How well a role must fit one that somebody is known to hold to say the same."""
NEAR = 3
"""Names that two articles must share for a bare role (“the mayor”) to mean the same person in both."""


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
    """Entries by name and role; ``context`` and ``codes``: names and countries in a document; ``places``: names."""

    people: list[Entry] = field(default_factory=list)
    bodies: list[Entry] = field(default_factory=list)
    context: dict[str, frozenset[str]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    codes: dict[str, frozenset[str]] = field(default_factory=dict)
    _index: NameIndex[Entry] = field(default_factory=NameIndex)
    _by_word: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _by_part: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))  # any word of names → people
    _by_name: dict[str, Entry] = field(default_factory=dict)
    _holding: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # head of a role → documents
    _told_in: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))  # document → its people
    _sharing: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # name → documents
    _near: dict[str, dict[str, int]] = field(default_factory=dict)

    def called(self, name: Name, document: str = "") -> list[Entry]:
        """The people that a name, full or short, may mean; a first name alone means somebody near a document only."""
        if len(name.words) > 1:
            options = self._index.full(name)
            found = [e for e in options if any(same_person(name, parse_name(other)) for other in e.names)]
        else:
            options = self._of_last_name(name, document)
            found = [e for e in options if any(same_last(name.last, w) for n in e.names for w in _lasts(n))]
            if not found and document:
                near = self.near(document)
                found = [
                    e for e in self._by_part.get(sound(bare(fold(name.last))), ()) if _both(e.documents, near.keys())
                ]
        found = [e for e in found if not other_generation(name, e.names)]
        return [e for e in found if not (name.gender and e.gender and name.gender != e.gender)]

    def _of_last_name(self, name: Name, document: str) -> list[Entry]:
        """Those of a last name; of very many those near a document, of whom a crowd is no more than a doubt."""
        bearers = self._index.last(name)
        if len(bearers) > _CROWD and document:
            near = {entry for other in self.near(document) for entry in self._told_in.get(other, ())}
            bearers = [entry for entry in bearers if entry in near] or bearers
        return bearers[:_CROWD]

    def holding(self, asked: Role, document: str, least: int = NEAR) -> list[tuple[float, Entry]]:
        """Those near a document, by ``least`` shared names, whose roles a phrase fits; else the only one of such."""
        found = []
        loose: dict[Entry, None] = {}
        plain = replace(asked, former=False)
        heads = asked.words if asked.head in ANY_PERSON else (asked.head,)
        near = (self.near(document) if least >= NEAR else self._about(document, least)).keys()
        documents = {d for head in heads for d in _both(self._holding.get(head, set()), near)}
        for entry in dict.fromkeys(e for d in sorted(documents) for e in self._told_in[d]):
            if not entry.roles or (asked.gender and entry.gender and asked.gender != entry.gender):
                continue
            fit = max(match(plain, role, entry.words) for _, _, role in entry.roles)
            if fit >= 0.8:
                found.append((fit, entry))
            for _, _, role in entry.roles:
                of_another = asked.head == "spokesperson" and asked.words and not asked.words & role.words
                if role.head == asked.head and not _apart(asked, role) and not of_another:
                    loose[entry] = None
        return found or [(0.8, entry) for entry in loose if len(loose) == 1]

    def bodies_with(self, word: str) -> list[Entry]:
        """The organisations in whose name a word stands."""
        return self._by_word.get(fold(word), [])

    def near(self, document: str) -> dict[str, int]:
        """The documents that share three names with a document or more, with how many, itself among them.

        Names that stand in very many documents tell no story apart and do not count.
        """
        if document not in self._near:
            self._near[document] = self._about(document, NEAR)
        return self._near[document]

    def _about(self, document: str, least: int) -> dict[str, int]:
        shared: Counter[str] = Counter()
        for name in self.context.get(document, ()):
            others = self._sharing[name]
            if len(others) <= _COMMON:
                shared.update(others)
        return {other: count for other, count in shared.items() if count >= least} | {document: 1000}

    def nearness(self, document: str, entry: Entry) -> int:
        """How many names a document shares with the documents of an entry, beside the entry itself."""
        if document in entry.documents:
            return 1000
        own = {fold(word) for name in entry.names for word in name.split()}
        mine = self.context.get(document, frozenset()) - own
        near = self.near(document)
        others = sorted(_both(entry.documents, near.keys()), key=lambda other: (-near[other], other))[:_MOST]
        if not others:  # fewer than three names in common, if any
            others = sorted(entry.documents)[:_MOST]
        return max((len(mine & self.context[other]) for other in others), default=0)

    def since(self, asked: Role, entry: Entry, date: str) -> int:
        """When a text last gave the entry the role, as a number: the last day up to ``date``, else minus the first."""
        plain = replace(asked, former=False)
        said = [when for when, _, role in entry.roles if not role.former and match(plain, role, entry.words) >= 0.8]
        before = [when for when in said if when <= date]
        return _day(max(before)) if before else -_day(min(said)) if said else -_FAR


def _lasts(name: str) -> tuple[str, str]:
    parsed = parse_name(name)
    return parsed.last, parsed.words[-1]


def _both(some: Set[str], others: Set[str]) -> list[str]:
    """What two sets have in common, found from the smaller one."""
    small, large = (some, others) if len(some) < len(others) else (others, some)
    return [one for one in small if one in large]


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
    return gathered(told(article) for article in articles)


def gathered(articles: Iterable[Told]) -> Register:
    """The register of what some articles tell, in whatever order.

    >>> gathered([Told("a", bodies=(ToldOf("organisation", "Shore Party", (("Shore Party", 1),)),))]).bodies[0].name
    'Shore Party'
    """
    register = Register()
    known = sorted({one.document: one for one in sorted(articles, key=repr)}.values(), key=lambda one: one.document)
    for one in known:
        register.context[one.document], register.codes[one.document] = one.context, one.codes
        register.places |= one.places
        for name in one.context:
            register._sharing[name].append(one.document)
    for one in known:
        for person in one.people:
            _enter(register, one, person)
        for body in one.bodies:
            _enter_body(register, one.document, body)
    join_variants(register)
    for one in known:
        for person in one.people:
            _note_surnamed(register, one, person)
    dates = {one.document: one.date for one in known}
    codes = {one.document: one.codes for one in known}
    for entry in register.people:
        entry.known = _public(entry, dates, codes)
    join_public(register)
    for entry in register.people:
        for document in entry.documents:
            register._told_in[document].append(entry)
        for part in {sound(bare(fold(word))) for name in entry.names for word in parse_name(name).words}:
            register._by_part[part].append(entry)
    for one in known:
        of_name: dict[str, list[ToldOf]] = defaultdict(list)
        for person in one.short:
            of_name[person.name].append(person)
        for person in one.short:
            found = register.called(parse_name(person.name), one.document)
            found = [e for e in found if not (person.gender and e.gender and e.gender != person.gender)]
            roles = [parse_role(role) for role in person.roles]
            twins = [[parse_role(r) for r in o.roles] for o in of_name[person.name] if o is not person]
            fitting = (
                others_of_name(found, roles, twins)
                if twins
                else best_by_roles(found, roles, one.document, one.date, register)
            )
            if len(fitting) == 1:
                if one.document not in fitting[0].documents:
                    register._told_in[one.document].append(fitting[0])
                _note(fitting[0], one, person, named=False)
    for entry in register.people:
        for _, _, role in entry.roles:
            for head in {role.head, *role.words}:
                register._holding[head] |= entry.documents
    return register


def best_by_roles(
    found: Sequence[Entry], roles: Sequence[Role], document: str, date: str, register: Register
) -> list[Entry]:
    """Of several people of one last name, the one whose roles fit what the article says; else all that are left."""
    if len(found) < 2 or (fitting := holders(found, roles)):
        return list(found) if len(found) < 2 else fitting
    near = sorted(((register.nearness(document, entry), entry) for entry in found), key=lambda item: -item[0])
    if near[0][0] >= NEAR and near[1][0] == 0:
        return [near[0][1]]
    return list(found)


def holders(found: Sequence[Entry], roles: Sequence[Role]) -> list[Entry]:
    """Those of several people whose roles fit some roles best, if any does."""
    asked = [role for role in roles if role.head]
    fits = [
        (max((match(a, role, entry.words) for a in asked for _, _, role in entry.roles), default=0.0), entry)
        for entry in found
    ]
    best = max((fit for fit, _ in fits), default=0.0)
    return [entry for fit, entry in fits if fit == best >= 0.8]


def others_of_name(found: Sequence[Entry], roles: Sequence[Role], twins: Sequence[Sequence[Role]]) -> list[Entry]:
    """Of several people of one name, those whom one of them may be in an article that speaks of others, too.

    ``roles`` are what the article says of the one, ``twins`` what it says of each of the others.
    """
    taken = [only[0] for twin in twins if len(only := holders(found, twin)) == 1]
    return holders(found, roles) or [entry for entry in found if entry not in taken]


def _enter(register: Register, article: Told, person: ToldOf) -> None:
    name = parse_name(person.name)
    for entry in register._index.full(name):
        if article.document in entry.documents and person.name not in entry.names:
            continue  # the article itself holds them apart
        if other_generation(name, entry.names):
            continue
        if person.gender and entry.gender and person.gender != entry.gender:
            story = register.nearness(article.document, entry) >= NEAR and article.document not in entry.documents
            if not story or person.name not in entry.names or _titled(person.roles):
                continue  # a first name or a role may mislead, a title does not
        if any(same_person(name, parse_name(other)) for other in entry.names) and not _told_apart(
            entry, article, person, register
        ):
            break
    else:
        entry = Entry("person")
        register.people.append(entry)
    _note(entry, article, person)
    for text, _ in person.names:
        register._index.add(parse_name(text), entry)


def _titled(roles: Iterable[str]) -> bool:
    """Whether a title says whether somebody is a woman or a man."""
    return any(TITLES.get(role.rstrip(".").casefold()) for role in roles)


def _told_apart(entry: Entry, article: Told, person: ToldOf, register: Register) -> bool:
    """Whether what is said of two bearers of one name shows that they are two."""
    if article.document in entry.documents or not person.roles or not entry.roles:
        return False
    heads = {role.head for _, _, role in entry.roles}
    if any(parse_role(role).head in heads for role in person.roles):
        return False
    if register.nearness(article.document, entry) >= NEAR:
        return False  # one story
    new = Bearer(person.name, max(person.roles, key=len), article.date, person.gender)
    olds = {(role.text, when) for when, _, role in entry.roles}
    verdicts = [same(new, Bearer(entry.name, about, when, entry.gender)) for about, when in sorted(olds)[:_ROLES]]
    return all(found.verdict == "different" for found in verdicts)


def _note(entry: Entry, article: Told, person: ToldOf, named: bool = True) -> None:
    if named:
        entry.names.update(dict(person.names))
    if person.gender:
        entry.genders[person.gender] += 1
    entry.documents.add(article.document)
    for role in person.roles:
        parsed = parse_role(role)
        if (parsed.head or parsed.words) and role not in person.surnamed:
            entry.roles.append((article.date, article.document, parsed))


def _note_surnamed(register: Register, article: Told, person: ToldOf) -> None:
    """Note what stands beside the last name of somebody, where nobody else of that name may be meant by it."""
    if not person.surnamed:
        return
    name = parse_name(person.name)
    own = [entry for entry in register.called(name) if article.document in entry.documents]
    others = [entry for entry in register.called(replace(name, first="", words=(name.last,))) if entry not in own]
    for role in map(parse_role, person.surnamed) if len(own) == 1 else ():
        held = any(match(role, known, own[0].words) >= HELD for _, _, known in own[0].roles)
        if (role.head or role.words) and (held or not others):
            own[0].roles.append((article.date, article.document, role))


def note_body(register: Register, document: str, name: str) -> None:
    """Enter an organisation that is known by a description only (“the health ministry”)."""
    if document in register.context:
        _enter_body(register, document, ToldOf("organisation", name, ((name, 1),)))


def _enter_body(register: Register, document: str, body: ToldOf) -> None:
    key = fold(body.name)
    entry = register._by_name.get(key)
    if entry is None:
        entry = Entry(body.kind)
        register.bodies.append(entry)
        for word in {w.strip("'’") for w in key.replace("-", " ").split()}:
            register._by_word[word].append(entry)
    if body.kind == "organisation":
        entry.kind = "organisation"
    entry.names.update(dict(body.names))
    for name in entry.names:
        register._by_name.setdefault(fold(name), entry)
    entry.documents.add(document)


def _public(entry: Entry, dates: Mapping[str, str], codes: Mapping[str, frozenset[str]]) -> gazetteer.Person | None:
    """The public figure that an entry is, where all articles that leave no doubt about it mean the same one."""
    said: dict[str, list[str]] = {document: [] for document in entry.documents}
    for _, document, role in entry.roles:
        said[document].append(role.text)
    names = [name for name in entry.names if len(parse_name(name).words) > 1] or list(entry.names)
    found = {
        id(person): person
        for name in names
        for document, roles in said.items()
        if (person := known_person(name, roles, dates[document], codes[document], entry.gender)) is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None
