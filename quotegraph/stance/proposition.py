"""Which way a proposition points: what it wants done, to what, and whether it denies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotegraph.stance.scope import Scope
from quotegraph.stance.words import Word

_LIGHT = frozenset(
    "allow permit require oblige have be go begin continue start let need able force want ought become".split()
)
_OBJECTS = frozenset(("dobj", "nsubjpass", "attr"))
_UNDOES = frozenset(("undo", "against"))
_UNDOINGS = frozenset(
    "ban moratorium closure suspension embargo boycott freeze prohibition blockade halt stop veto".split()
)
_KEEPS = frozenset("keep stay remain retain maintain continue preserve save protect uphold".split())
_SPARING = frozenset(("exempt", "leav", "leave", "spar", "spare", "exclud", "exclus"))
_AT = frozenset(("to", "from", "against"))
_ALIKE = 4  # letters that two stems of one word family begin with


@dataclass(frozen=True, slots=True)
class Proposition:
    """Stems of the main verb, of its object and of all words in the object's phrase; +1 or -1 for each turn.

    ``denied``: -1 if the proposition says *not*; ``undoes``: -1 if the verb undoes its object; ``of_undoing``: -1 if
    the object itself names an undoing (*the ban should be lifted*). ``said``: the stems of all its words; ``keeps``: it
    wants something to stay, so that what undoes it is the other side.
    """

    verb: str
    object: str
    objects: frozenset[str]
    denied: float
    undoes: float
    of_undoing: float
    said: frozenset[str]
    keeps: bool

    def sign(self, label: Sequence[Word]) -> float:
        """+1 if to favour what a label names is to support the proposition, -1 if it is to oppose it.

        >>> from quotegraph.language.models import english
        >>> from quotegraph.stance.words import words_of
        >>> of = lambda text: words_of(english()(text))
        >>> ban = proposition_of(of("Phones should be banned at school."))
        >>> [ban.sign(of(label)) for label in ("Phone ban", "Phones")]
        [1.0, -1.0]
        """
        heads = [i for i, word in enumerate(label) if word.head == i and word.pos != "PUNCT"]
        if not heads:
            return self.denied
        bare = -1.0 if any(word.lemma in ("no", "free", "anti", "non") for word in label) else 1.0
        head = label[heads[0]]
        if any(alike(word.stem, self.verb) for word in label) or {head.stem, self.verb} <= _SPARING:
            return self.denied
        if alike(head.stem, self.object):
            return self.denied * self.undoes * bare
        if head.stem in self.objects:
            return self.denied * self.undoes * self.of_undoing * bare
        if head.stem in self.said:
            return self.denied * bare
        if not head.classes.isdisjoint(_UNDOES):
            others = {word.stem for word in label if word.bears and word is not head}
            foreign = bool(others) and not any(alike(one, said) for one in others for said in self.said)
            if foreign and self.undoes * self.of_undoing > 0:  # the end of what is to be replaced
                return self.denied
            return -self.denied * self.undoes * self.of_undoing
        if not self.objects.isdisjoint({word.stem for word in label if word.bears}):
            return self.denied * self.undoes * self.of_undoing * bare
        return self.denied * self.undoes * bare

    def sign_of(self, word: Word, label: float) -> float:
        """The sign of a single word, given that of the label."""
        whole = self.denied * self.undoes * self.of_undoing
        if alike(word.stem, self.verb):
            return self.denied
        if word.stem == self.object:
            return self.denied * self.undoes
        if word.stem in self.objects:
            return whole
        if not word.classes.isdisjoint(_UNDOES) and word.stem not in self.said:
            return -whole if self.undoes * self.of_undoing < 0 or self.keeps else label
        if "do" in word.classes and self.undoes * self.of_undoing < 0:
            return whole
        return label


def proposition_of(words: Sequence[Word]) -> Proposition:
    """The proposition that a parsed sentence states.

    >>> from quotegraph.language.models import english
    >>> from quotegraph.stance.words import words_of
    >>> found = proposition_of(words_of(english()("The weir should not be removed.")))
    >>> found.verb, found.object, found.denied, found.undoes
    ('remov', 'weir', -1.0, -1.0)
    """
    if not words:
        return Proposition("", "", frozenset(), 1.0, 1.0, 1.0, frozenset(), False)
    modal = [word.head for word in words if word.tag == "MD" and word.head != 0]
    root = modal[0] if modal else next((i for i, word in enumerate(words) if word.head == i), 0)
    if words[root].dep in ("aux", "auxpass"):  # the parser hangs *should* on *be* at times
        root = words[root].head
    chain = [root]
    while words[chain[-1]].lemma in _LIGHT:
        kinds = ("xcomp", "ccomp", "acomp") if words[chain[-1]].lemma != "have" else ("xcomp", "ccomp")
        below = [i for i, word in enumerate(words) if word.head == chain[-1] and word.dep in kinds and i not in chain]
        if not below:
            break
        chain.append(below[0])
    verb = chain[-1]
    denials = sum(Scope(words).denied(i) for i in chain)
    undoes = sum(not words[i].classes.isdisjoint(_UNDOES) for i in chain)
    objects = [i for i, word in enumerate(words) if word.head == verb and word.dep in _OBJECTS]
    if not objects:
        objects = [i for i, word in enumerate(words) if word.head in chain and word.dep in (*_OBJECTS, "nsubj")]
        objects = [i for i in objects if words[i].dep != "nsubj" or words[verb].pos != "VERB" or undoes]
    tops = objects[:1]
    if undoes % 2:  # closed to cars, barred from the square: cars and those barred are undone as well
        tops = tops + [
            i for i, word in enumerate(words) if word.head == verb and word.lemma in _AT and word.dep == "prep"
        ]
    phrase = {i for i in range(len(words)) if any(_is_under(words, i, top) for top in tops)}
    named = words[objects[0]] if objects else None
    return Proposition(
        words[verb].stem,
        named.stem if named else "",
        frozenset(words[i].stem for i in phrase if words[i].bears),
        -1.0 if denials % 2 else 1.0,
        -1.0 if undoes % 2 else 1.0,
        -1.0 if named and named.lemma in _UNDOINGS else 1.0,
        frozenset(word.stem for word in words if word.bears),
        words[verb].lemma in _KEEPS,
    )


def alike(one: str, other: str) -> bool:
    """Whether two stems belong to one family of words.

    >>> alike("suspens", "suspend"), alike("cap", "cap"), alike("cap", "capital")
    (True, True, False)
    """
    if one == other:
        return bool(one)
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same > _ALIKE and same >= 0.7 * max(len(one), len(other))


def _is_under(words: Sequence[Word], i: int, top: int) -> bool:
    for _ in range(len(words)):
        if i == top:
            return True
        if words[i].head == i or words[i].dep in ("relcl", "acl", "advcl"):
            return False
        i = words[i].head
    return False
