"""Who and what an article names: its names gathered into entities, from the text alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from quotegraph.speakers.body_names import join_bodies
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.index import NameIndex
from quotegraph.speakers.lexicon import ROLES
from quotegraph.speakers.likeness import ALIKE, likeness
from quotegraph.speakers.mentions import NameMention, names_in
from quotegraph.speakers.names import Name, bare, edits, fold, other_generation, parse_name, sound
from quotegraph.speakers.roles import Role, match, parse_role

_ONE = (*ALIKE, "suffix", "initials", "double", "variant")  # kinds of likeness that join two full names


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something an article names or describes.

    ``names`` counts the forms without title; ``roles`` are what the article says of it, ``offices`` what the gazetteer
    does; ``leaning``: the gender of a pronoun that seemed to mean it; ``spoke``: it was the source of a quotation.
    """

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    description: str = ""
    plural: bool = False
    spoke: bool = False
    mentions: list[NameMention] = field(default_factory=list)
    leaning: str = ""

    @property
    def name(self) -> str:
        """The fullest form, of the fullest the most frequent; a description where there is no name."""
        if not self.names:
            return self.description
        return max(self.names, key=lambda n: (len(n.split()) > 1, self.names[n], _accents(n), len(n), n))

    @property
    def parsed_roles(self) -> list[Role]:
        """The roles as words."""
        return [parse_role(role) for role in (*self.roles, *self.offices)]

    @property
    def words(self) -> frozenset[str]:
        """All that the roles say: countries, organisations, fields."""
        return frozenset(word for role in self.parsed_roles for word in role.words)


_OFFICES = frozenset("president chancellor prime-minister mayor governor king queen pope premier".split())
_NOT_RELATED = re.compile(r"\b(?:no relation|not related|unrelated|and not the|namesake)\b")
_AND = re.compile(r",|\band\b")


def _accents(name: str) -> int:
    return sum(not c.isascii() for c in name)


def same_first(one: str, other: str) -> bool:
    """Whether two first names may be those of one person: equal, an initial, a short form, another spelling.

    >>> same_first("Dmitri", "Dmitry"), same_first("Maria", "Mario"), same_first("Bob", "Robert")
    (True, False, True)
    """
    a, b = fold(one).rstrip("."), fold(other).rstrip(".")
    if a == b or not a or not b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if b in load().full_forms(a) or a in load().full_forms(b) or b in load().variants(a):
        return True
    genders = {load().first_name(a), load().first_name(b)} & {"f", "m"}
    if len(genders) == 2:
        return False
    x, y = sound(a).replace("C", "S"), sound(b).replace("C", "S")
    if x == y:
        return not (load().first_name(a) and load().first_name(b) and x[-1] in "aiu" and a[-1] != b[-1] and len(a) < 6)
    return (
        len(x) > 3 and x[0] == y[0] and x[-1] == y[-1] and edits(x, y, 1) == 1
        and not (load().first_name(a) and load().first_name(b))
    )  # fmt: skip


def same_person(one: Name, other: Name) -> bool:
    """Whether two full names are spellings of one.

    >>> same_person(parse_name("Dmitry Volkonsky"), parse_name("Dmitri Volkonskiy"))
    True
    >>> same_person(parse_name("Hannah Osei"), parse_name("Kwame Osei"))
    False
    """
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if sorted(fold(one.full).replace("-", "").split()) == sorted(fold(other.full).replace("-", "").split()):
        return True  # the same words, whatever their order and hyphens
    return len(one.words) > 1 and len(other.words) > 1 and likeness(one.full, other.full).kind in _ONE


def same_last(one: str, other: str) -> bool:
    """Whether two last names are spellings of one.

    >>> same_last("Kovalchuk", "Kovaltschuk"), same_last("el-Sanhuri", "Sanhoury"), same_last("Holt", "Holm")
    (True, True, False)
    """
    a, b = fold(one), fold(other)
    if a == b:
        return True
    x, y = (sound(bare(name)) for name in (a, b))
    return len(x) > 3 and x == y


@lru_cache(maxsize=256)
def cast_of(text: str) -> tuple[Entity, ...]:
    """The people, organisations, countries and places that a text names, in order of their first full mention.

    >>> [(e.name, e.kind) for e in cast_of("Mara Holt, the minister, met Ms Holt's critics in Paris.")]
    [('Mara Holt', 'person'), ('Paris', 'location')]
    """
    found: list[Entity] = []
    mentions = [m for m in names_in(text) if m.kind not in ("adjective", "word")]
    people = [m for m in mentions if m.kind == "person" or (m.kind == "unknown" and len(m.name.split()) > 1)]
    full = [m for m in people if len(parse_name(m.name).words) > 1]
    full.sort(key=lambda m: (m.kind != "person", m.span))
    alike = _Alike(Counter(parse_name(m.name).full for m in full))
    for mention in full:
        if mention.kind == "unknown" and mention.determined:
            continue
        _add_full(found, alike, mention)
    by_last: dict[str, list[Entity]] = defaultdict(list)
    for entity in found:
        name = parse_name(entity.name)
        for word in {name.last, name.words[-1], name.first, bare(fold(name.last))}:
            by_last[sound(word)].append(entity)
    in_full = set(full)
    rest = [m for m in mentions if m not in in_full]
    by_form: dict[str, dict[Entity, None]] = defaultdict(dict)
    for entity in found:
        for form in entity.names:
            by_form[_plain(form)][entity] = None
    for mention in rest:
        if not _attach(by_last, mention):
            _add_other(found, by_last, by_form, mention)
    join_bodies(found)
    for entity in found:
        if entity.kind == "person" and not entity.gender:
            entity.gender = gender_of(entity)
    found.sort(key=lambda e: min(m.span for m in e.mentions))
    return tuple(found)


@dataclass(slots=True)
class _Alike:
    """People of a text by their names, and by how words of these begin; ``often``: how often each full name stands."""

    often: Counter[str]
    index: NameIndex[Entity] = field(default_factory=NameIndex)
    beginning: dict[str, dict[Entity, None]] = field(default_factory=lambda: defaultdict(dict))

    def of(self, name: Name) -> list[Entity]:
        """Those who may bear a full name, for a closer look; of many, those alone of one last name."""
        near = {entity: None for one in _beginnings(name) for entity in self.beginning[one]}
        return list(dict.fromkeys((*self.index.exact(name), *(near if len(near) <= _CROWD else self.index.full(name)))))

    def add(self, name: Name, entity: Entity) -> None:
        """Note that somebody bears a name."""
        self.index.add(name, entity)
        for one in _beginnings(name):
            if len(self.beginning[one]) <= _CROWD:
                self.beginning[one][entity] = None


def _add_full(found: list[Entity], alike: _Alike, mention: NameMention) -> None:
    """Add a full name to the person who bears it."""
    name = parse_name(mention.name)
    for entity in alike.of(name):
        apart = (entity.gender and name.gender and entity.gender != name.gender) or other_generation(name, entity.names)
        if not apart and (name.full in entity.names or _spelled(entity, name, alike.often)):
            break
    else:
        entity = Entity("person")
        found.append(entity)
    _note(entity, mention, name)
    alike.add(name, entity)


def _spelled(entity: Entity, name: Name, often: Counter[str]) -> bool:
    """Whether a full name is another form of somebody's; a text does not spell one name in two ways time and again."""
    other = parse_name(entity.name)
    if not same_person(other, name):
        return False
    often_both = min(often[name.full], often[other.full]) > 1
    return not (often_both and likeness(other.full, name.full).kind in ("spelling", "variant"))


def _beginnings(name: Name) -> list[str]:
    return sorted({(fold(word) or word)[0].casefold().translate(_BEGINNINGS) for word in name.words})


_CROWD = 40
"""People of one beginning, or of one last name, above which fewer are looked at, so that long lists stay quick."""
_BEGINNINGS = str.maketrans("aeiouyjhgckqszxvwfbtd", "aaaaaaaaakkkkkkvvvvtt")
"""Letters that stand for one another at the beginning of a name in other spellings."""


def _note(entity: Entity, mention: NameMention, name: Name | None = None) -> None:
    entity.mentions.append(mention)
    entity.names[_proper(name.full if name else mention.name, mention.kind == "person")] += 1
    if name and name.gender:
        entity.gender = name.gender
    for role in (*mention.roles, *((name.title,) if name and name.title else ())):
        if role not in entity.roles:
            entity.roles.append(role)


def _proper(name: str, person: bool = False) -> str:
    """A name in capitals as it is written elsewhere."""
    words = name.split()
    if all(w.isupper() and len(w) > 1 for w in words) and (len(words) > 1 or (person and len(name) > 3)):
        return " ".join("-".join(p.capitalize() for p in w.split("-")) for w in words)
    return name


def _attach(by_last: Mapping[str, list[Entity]], mention: NameMention) -> bool:
    """Add a short form to the one entity of that name."""
    name = parse_name(mention.name)
    if mention.kind in ("country", "place", "location") or (mention.determined and not name.title):
        return False
    if mention.kind == "organisation" and not name.title and not mention.name.isupper():
        return False
    bearers = by_last.get(sound(name.last), [])[-_CROWD:]
    options = [e for e in bearers if not (name.gender and e.gender and e.gender != name.gender)]
    options = [e for e in options if any(_short_of(name, parse_name(n)) for n in e.names)]
    options = [e for e in dict.fromkeys(options) if not _someone_else(e, name, mention)]
    if len(options) > 1:
        options = _by_title(options, name, mention)
    if not options:
        return False
    entity = options[0]
    if len(options) > 1:
        before = [e for e in options if any(m.span < mention.span for m in e.mentions)]
        entity = max(
            before or options,
            key=lambda e: max((m.span for m in e.mentions if m.span < mention.span), default=(-1, -1)),
        )
    entity.mentions.append(mention)
    if name.gender and not entity.gender:
        entity.gender = name.gender
    if entity.kind == "unknown" and (
        name.title or mention.roles or len(mention.name.split()) < len(entity.name.split())
    ):
        entity.kind = (
            "person" if name.title or mention.roles or same_last(name.last, parse_name(entity.name).last) else "unknown"
        )
    for role in (*mention.roles, *((name.title,) if name.title and name.title.rstrip(".").casefold() in ROLES else ())):
        if role not in entity.roles:
            entity.roles.append(role)
    return True


def _someone_else(entity: Entity, short: Name, mention: NameMention) -> bool:
    """Whether a short form can hardly mean the bearer of a full name.

    A title of the other gender than the first name looks, or a role given to the short form before the full name
    stands in the text, and not to the full name: the register may know better.
    """
    first = parse_name(entity.name).first
    unsure = not entity.gender and not entity.roles and not any(m.kind == "person" for m in entity.mentions)
    if unsure and not short.title and all(mention.span < m.span for m in entity.mentions):
        return True  # “Loopy” before “Lex Loopy”
    if short.gender == "m" and not entity.gender and not load().first_name(first) and fold(first).endswith("a"):
        return True
    if _two(entity, short, mention):
        return True
    asked = [role for role in map(parse_role, mention.roles) if role.head]
    if not asked or any(m.span < mention.span for m in entity.mentions):
        return False
    return not any(match(a, held) >= 0.5 for a in asked for held in entity.parsed_roles)


def _two(entity: Entity, short: Name, mention: NameMention) -> bool:
    """Whether the text shows a last name to be another person's: by a title, an office, or by saying so itself."""
    if (short.gender and entity.gender and short.gender != entity.gender) or other_generation(short, entity.names):
        return True
    if any(_NOT_RELATED.search(role) for role in mention.roles):
        return True
    denied = " ".join(fold(role[found.end() :]) for role in entity.roles if (found := _NOT_RELATED.search(role)))
    if short.title and fold(short.title) in denied.replace("'", " ").split():
        return True  # “Dr Holt, not the mayor's cousin” is not Mayor Holt
    asked = [role for role in map(parse_role, (*mention.roles, short.title)) if role.head]
    return _holds_other_office(entity, asked)


def _holds_other_office(entity: Entity, asked: Sequence[Role]) -> bool:
    """Whether a short form has an office (“Chancellor Holt”) and the bearer of the full name is known for others."""
    offices = [role for role in asked if role.head in _OFFICES and not role.former]
    held = [role for role in entity.parsed_roles if role.head]
    if not offices or not held:
        return False
    return not any(max(match(one, other), match(other, one)) > 0 for one in offices for other in held)


def _short_of(short: Name, full: Name) -> bool:
    word = short.last
    return any(same_last(word, other) for other in (full.last, full.words[-1], full.first)) or fold(word) in [
        fold(w) for w in full.words
    ]


def _by_title(options: list[Entity], name: Name, mention: NameMention) -> list[Entity]:
    """Of several people of one name, those that the title or the role fits."""
    last = [e for e in options if any(same_last(name.last, parse_name(n).last) for n in e.names)]
    options = last or options
    if name.suffix:
        options = [e for e in options if any(parse_name(n).suffix == name.suffix for n in e.names)] or options
    if name.gender:
        fitting = [e for e in options if (e.gender or gender_of(e)) == name.gender]
        options = fitting or options
    asked = [parse_role(role) for role in (name.title, *mention.roles) if role]
    asked = [role for role in asked if role.head]
    if asked and len(options) > 1:
        fitting = [
            e for e in options if any(r.head == a.head or a.head in r.words for r in e.parsed_roles for a in asked)
        ]
        options = fitting or options
    return options


def _add_other(
    found: list[Entity],
    by_last: dict[str, list[Entity]],
    by_form: dict[str, dict[Entity, None]],
    mention: NameMention,
) -> None:
    name = parse_name(mention.name)
    kind = mention.kind
    shown = name.full if kind == "person" else mention.name
    key = fold(shown)
    for entity in islice(by_form[_plain(key)], _CROWD):
        if kind == "person" and _two(entity, name, mention):
            continue
        if entity.kind == kind and any(_plain(n) == _plain(key) for n in entity.names):
            _note(entity, mention, name if kind == "person" else None)
            return
        if entity.kind == "unknown" and kind == "person" and any(fold(n) == key for n in entity.names):
            entity.kind = "person"
            _note(entity, mention, name)
            return
        if entity.kind == "person" and kind == "unknown" and not mention.determined and key in map(fold, entity.names):
            _note(entity, mention, name)
            return
    entity = Entity(kind)
    _note(entity, mention, name if kind == "person" else None)
    found.append(entity)
    by_form[_plain(key)][entity] = None
    if kind == "person":
        by_last[sound(name.last)].append(entity)


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


def gender_of(entity: Entity) -> str:
    """f, m or empty: from roles and first name."""
    for role in entity.roles:
        for part in _AND.split(role):
            if gender := parse_role(part).gender:
                return gender
    for full in entity.names:
        name = parse_name(full)
        if name.first:
            first = load().first_name(name.first) or load().first_name(name.first.split("-")[0])
            if first in ("f", "m"):
                return first
    return ""


def organisation_of(entity: Entity, organisations: list[Entity]) -> Entity | None:
    """The organisation that a person's roles name."""
    for role in entity.roles:
        text = fold(role)
        for organisation in organisations:
            if any(fold(name) in text for name in organisation.names):
                return organisation
    return None
