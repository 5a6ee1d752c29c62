"""The forms of a body's name in a register: which of them are one body near an article, and which one is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotegraph.model import Article
from quotegraph.speakers.body_names import is_of_any_state, same_words, shortens, words_of
from quotegraph.speakers.lexicon import BODIES, ROLES
from quotegraph.speakers.mentions import names_in
from quotegraph.speakers.names import fold
from quotegraph.speakers.register import NEAR, Entry, Register
from quotegraph.speakers.roles import word_key

_PEOPLE = re.compile(r"[a-zß-ÿ](?:ans|is|ese)$")
_MOST = 60  # documents near another one that are looked at
_CROWD = 300  # bodies with a word in their name that are looked at


def bodies_with(register: Register, word: str, document: str) -> Sequence[Entry]:
    """The bodies in whose name a word stands; of very many, those that documents near a document name.

    >>> bodies_with(Register(), "union", "a")
    []
    """
    found = register.bodies_with(word)
    if len(found) <= _CROWD:
        return found
    near = register.near(document).keys()
    return [entry for entry in found if not entry.documents.isdisjoint(near)]


def nearby(register: Register, options: Sequence[Entry], document: str, least: int = NEAR) -> list[tuple[int, Entry]]:
    """Bodies near a document under their usual forms, with their nearness; the nearest at the end.

    >>> nearby(Register(), [], "a")
    []
    """
    found: dict[Entry, int] = {}
    for entry in options:
        near = register.nearness(document, entry)
        if near >= least and not elsewhere(register, entry, document):
            form = usual(register, entry, document)
            found[form] = max(near, found.get(form, 0))
    return sorted(((near, entry) for entry, near in found.items()), key=lambda item: (item[0], item[1].name))


def nearest(register: Register, options: Sequence[Entry], document: str, ratio: float) -> Entry | None:
    """The body that is ``ratio`` times as near to a document as any other; of less near ones, the only one near at all.

    >>> nearest(Register(), [], "a", 1.0) is None
    True
    """
    near = nearby(register, options, document, 1)
    if not near or (len(near) > 1 and near[-1][0] <= ratio * near[-2][0]):
        return None
    alone = len(near) == 1 and near[0][0] >= NEAR - 1
    return near[-1][1] if near[-1][0] >= NEAR or alone else None


def usual(register: Register, entry: Entry, document: str) -> Entry:
    """The form under which most articles know a body: a fuller name, or one without the place after “of”.

    Of several fuller names that it may shorten near a document, it stands for none.
    """
    others = {
        other: None for other in _alike(register, entry, document)
        if other is not entry
        and (same_words(other.name, entry.name) or shortens(entry.name, other.name) or shortens(other.name, entry.name))
        and register.nearness(document, other) >= NEAR
        and not elsewhere(register, other, document)
    }  # fmt: skip
    fuller = [other for other in others if shortens(entry.name, other.name)]
    if len(fuller) > 1:
        return entry
    return next((one for one in (*fuller, *others) if _better_known(one, entry)), entry)


def body_named(register: Register, name: str) -> Entry | None:
    """The body of the register that has a name, if only one has it.

    >>> body_named(Register(), "Dam Authority") is None
    True
    """
    found = [entry for entry in _rarest(register, _words(name)) if name in entry.names]
    return found[0] if len(found) == 1 else None


def elsewhere(register: Register, entry: Entry, document: str) -> bool:
    """Whether all documents that name a body are about other countries than a document.

    >>> elsewhere(Register(), Entry("organisation"), "a")
    False
    """
    own = register.codes.get(document)
    if not own or not entry.documents or document in entry.documents:
        return False
    return all((codes := register.codes.get(other)) and not codes & own for other in entry.documents)


def state_of(register: Register, name: str, document: str) -> str:
    """The code of the country whose body a name means that many states' bodies have (“Finance Ministry”), or nothing.

    Only where a document is about one country, and another one that has the name is about others.

    >>> state_of(Register(), "Finance Ministry", "a")
    ''
    """
    own = register.codes.get(document, frozenset())
    if len(own) != 1 or not is_of_any_state(name):
        return ""
    entry = body_named(register, name)
    documents = entry.documents if entry is not None else set()
    apart = any((codes := register.codes.get(other)) and not codes & own for other in documents)
    return next(iter(own)) if apart else ""


def state_called(register: Register, people: str, document: str) -> Entry | None:
    """The one state that documents near a document name, whose people are called so (“the Velmorans”).

    >>> state_called(Register(), "Velmorans", "a") is None
    True
    """
    if not _PEOPLE.search(people) or people.casefold().removesuffix("s") in ROLES:
        return None
    key = word_key(people)
    near = sorted(register.near(document).items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    names = {name for other, _ in near for name in register.context.get(other, ()) if name[:3] == people[:3].casefold()}
    called = {name for name in names if not name.endswith("s") and word_key(name.title()) == key}
    found = [body_named(register, name.title()) for name in sorted(called)]
    return found[0] if len(found) == 1 else None


def is_body_in(article: Article, name: str) -> bool:
    """Whether an article speaks of a name as of no place (“the Covenant”).

    >>> is_body_in(Article("a", "They asked the Covenant."), "Covenant")
    True
    """
    found = (mention for mention in names_in(article.text) if mention.name == name)
    return any(mention.determined and mention.kind == "organisation" for mention in found)


def is_short_of(word: str, name: str) -> bool:
    """Whether one word, folded as the name is, may stand for it: its first or last one, or one that says what it is.

    >>> is_short_of("alliance", "rural alliance"), is_short_of("workers", "rail workers' union")
    (True, False)
    """
    parts = [part.strip("'’") for part in name.split()]
    last = "" if parts[-2:-1] in (["of"], ["in"], ["for"]) else parts[-1]
    return word in (parts[0], last) or (word in parts and word in BODIES)


def _words(name: str) -> list[str]:
    return [word.strip("'’") for word in fold(name).replace("-", " ").split()]


def _rarest(register: Register, words: Iterable[str]) -> Sequence[Entry]:
    """The bodies with the one of some words that the fewest have in their names."""
    return min((register.bodies_with(word) for word in words), key=len, default=())


def _alike(register: Register, entry: Entry, document: str) -> list[Entry]:
    """Bodies whose names may be forms of another's: with all its words, or with the noun that says what it is."""
    words = words_of(entry.name)
    found = list(_rarest(register, (word for word in _words(entry.name) if word in words)))
    for word in _words(entry.name):
        if word in BODIES:
            found += bodies_with(register, word, document)
    return found


def _better_known(one: Entry, other: Entry) -> bool:
    """Whether one of two names of a body is the one to show: the fuller, unless its place (“of Velmora”) is rare."""
    if same_words(one.name, other.name):
        return (_often(one), one.name) > (_often(other), other.name)
    full, short = (one, other) if shortens(other.name, one.name) else (other, one)
    located = words_of(full.name)[: len(words_of(short.name))] == words_of(short.name)
    better = full if not located or _often(full) >= _often(short) else short
    return better is one


def _often(entry: Entry) -> tuple[int, int]:
    """How many documents name a body, and how often all of them do."""
    return len(entry.documents), sum(entry.names.values())
