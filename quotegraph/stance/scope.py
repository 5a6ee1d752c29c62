"""What stands over a word in the parse: negations, refusals and undoings that turn its meaning round."""

from __future__ import annotations

from collections.abc import Sequence

from quotegraph.stance.words import Word

TURNING = frozenset(("not", "against", "undo"))
OPERATORS = frozenset(("for", "against", "do", "undo", "must"))

_DENIALS = frozenset(
    "not n't never no nobody none nothing neither nor hardly scarcely barely rarely seldom cannot nowhere "
    "few little".split()
)
_LESS = frozenset("low lower few fewer less small smaller short shorter".split())
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "advmod", "oprd", "pobj", "npadvmod"))
_APART = frozenset(("advcl", "parataxis", "relcl"))
_QUANTITIES = frozenset(("amod", "advmod", "det", "nummod", "quantmod", "predet"))
_FARTHEST = 8  # steps up the tree that a turn is carried


class Scope:
    """Negations of an article's words (or of a single phrase), and what is over each word."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.denied_by: dict[int, list[int]] = {}
        self.undone: set[int] = set()  # “the stand shut”, “the levy to be scrapped”
        for i, word in enumerate(words):
            if word.dep in ("acl", "relcl") and word.tag in ("VB", "VBN") and "undo" in word.classes:
                self.undone.add(word.head)
            if word.dep == "amod" and word.tag == "JJR" and word.lemma in _LESS:
                self.undone.add(word.head)  # “a lower tax”
            if word.lemma not in _DENIALS or word.head == i or _contrasts(words, i):
                continue
            head = word.head
            while words[head].dep in _QUANTITIES and words[head].head != head:  # “no more fuel”
                head = words[head].head
            self.denied_by.setdefault(head, []).append(i)
            above = words[head]
            if above.head != head and above.dep in _ARGUMENTS and above.pos not in ("VERB", "AUX"):
                self.denied_by.setdefault(above.head, []).append(head)  # “no country would be spared”
            if word.dep in _ARGUMENTS and above.pos == "ADP" and above.head != head:
                self.denied_by.setdefault(above.head, []).append(head)

    def denied(self, i: int, but: int = -1) -> bool:
        """Whether an odd number of denials hangs on a word, the one through ``but`` left out."""
        return sum(source != but for source in self.denied_by.get(i, ())) % 2 == 1

    def over(self, i: int, inside: set[int]) -> tuple[float, list[int]]:
        """+1, or -1 if what stands over a word (and its own denial) turns it round; and the words over it, upwards.

        >>> from quotegraph.language.models import english
        >>> from quotegraph.stance.words import words_of
        >>> words = words_of(english()("They did not oppose a ban on phones."))
        >>> Scope(words).over(7, set(range(9)))[0]
        -1.0
        """
        words = self.words
        turn = -1.0 if self.denied(i) != (i in self.undone) else 1.0
        chain: list[int] = []
        at = i
        for _ in range(_FARTHEST):
            head = words[at].head
            if head == at or head not in inside or words[at].dep in _APART:
                break
            if words[at].dep == "conj":
                if words[at].pos in ("VERB", "AUX"):
                    break
                at = head
                continue
            chain.append(head)
            if not words[head].classes.isdisjoint(TURNING):
                turn = -turn
            if self.denied(head, but=at):
                turn = -turn
            at = head
        return turn, chain

    def judged(self, i: int, inside: set[int]) -> float:
        """How the predicate that a word is subject or object of judges it: good over bad words among its parts."""
        words = self.words
        head = words[i].head
        if head == i or head not in inside:
            return 0.0
        value = _good(words[head]) if words[i].dep in ("nsubj", "nsubjpass", "dobj", "amod", "compound") else 0.0
        near = range(max(0, head - 12), min(len(words), head + 13))
        parts = [j for j in near if words[j].head == head and j in inside and j != i and words[j].dep in _PREDICATES]
        value += sum(_good(words[j]) * (-1 if self.denied(j) else 1) for j in parts)
        value += sum(_good(words[j]) for j in near if words[j].head in parts and words[j].dep in ("amod", "compound"))
        value += sum(_good(words[j]) for j in near if words[j].head == i and j in inside and words[j].dep == "amod")
        return -value if self.denied(head) else value


def _contrasts(words: Sequence[Word], i: int) -> bool:
    """Whether a *not* denies only the words after it (*parents, not the state, decide*)."""
    near = words[i - 1].lemma == "," if i else False
    return near and words[i].lemma == "not" and i + 1 < len(words) and words[i + 1].pos in _NOMINAL


_NOMINAL = frozenset(("DET", "NOUN", "PROPN", "PRON"))
_PREDICATES = frozenset(("acomp", "attr", "oprd", "dobj", "xcomp", "advmod"))


def _good(word: Word) -> float:
    return float("good" in word.classes) - float("bad" in word.classes)
