"""What the wording of a quotation says whatever its subject: that nobody takes a side, or with what force.

Small models miss these: who refuses to say, leaves open or calls it somebody else's decision takes no side; what is not
ruled out, hinted at, promised on conditions is guarded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotegraph.model import Quotation
from quotegraph.stance.context import Around
from quotegraph.stance.words import Word

_NOT = r"(?:not|n't|never|no longer|hardly)"
_WHO = r"(?:his|her|its|their|our|my|your)"
_SAY = (
    r"(?:say|comment|answer|discuss|reveal|disclose|speculate|elaborate|confirm|respond|tell|specify|be draw|go into)"
)
_OPEN = re.compile(
    "|".join(
        (
            r"\bno (?:position|side|view|stance|stand|opinion|preference|decision|comment)\b",
            r"\b(?:undecided|uncommitted|noncommittal|non - committal|impartial)\b",
            r"\bneither (?:for|in favou?r|support|back|endorse|bless|oppose|yes)\b.{0,40}\bnor\b",
            rf"\b{_NOT} (?:yet )?(?:have )?(?:be )?(?:decide|make up)\b",
            rf"\b{_NOT} (?:yet )?(?:have )?take (?:a |any )?(?:decision|position|side|view)\b",
            rf"\b(?:make|making) up {_WHO} mind\b",
            r"\bnothing (?:have )?be (?:decide|agree|settle)\b",
            r"\b(?:it|that|all|everything|much) (?:all )?(?:would |will )?depend\b",
            r"\bremain to be see\b|\bwait and see\b|\bopen question\b|\bon the fence\b|\bboth side\b",
            rf"\bkeep (?:all |{_WHO} )?option open\b|\bleave (?:it |this |that )?(?:question )?open\b",
            r"\b(?:be|remain) (?:a matter )?(?:for|up to) (?:the |a )?\w+(?: \w+)? to (?:decide|judge|say)\b",
            r"\bbe a (?:matter|question) for\b|\bto be decide by\b",
            rf"\b(?:decline|refuse|{_NOT} (?:want|wish|care)|be unwilling|(?:would|will|wo) {_NOT}) (?:to )?{_SAY}\b",
            rf"\b{_NOT} be draw\b|\b(?:dodge|sidestep|evade|duck) (?:the |a |all )?question\b",
            r"\babstain\b|\babstention\b",
        )
    )
)
_GUARDED = re.compile(
    "|".join(
        (
            rf"\b{_NOT} (?:rule out|exclude|preclude|reject|oppose|object|dismiss|say no|be oppose|be against)\b",
            r"\b(?:only|but|yes ,|though) (?:if|after|when|once|provide|on condition|as long as|with)\b",
            r"\bprovided? that\b|\bon condition\b|\b(?:as|so) long as\b|\bin principle\b|\bon balance\b",
            r"\b(?:could|can|might) (?:live with|imagine|accept|agree|consider|see)\b|\bopen to\b|\bleave the door\b",
            r"\b(?:no objection|not averse|not unsympathetic|some sympathy|with reservation)\b",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Wording:
    """``open``: no side is taken; ``guarded``: one is taken with caution; ``refused``: the speaker will not say."""

    open: bool = False
    guarded: bool = False
    refused: bool = False

    @property
    def open_or_refused(self) -> bool:
        """Whether no side is taken, for either reason."""
        return self.open or self.refused


def wording(around: Around, quotation: Quotation) -> Wording:
    """What the cue and the words of a quotation say of its force."""
    cue = _said(around.cue)
    whole = f"{cue} {_said(around.zones['content'])}"
    return Wording(
        open=bool(_OPEN.search(whole)),
        guarded=bool(_GUARDED.search(whole)),
        refused=quotation.modality == "refused",
    )


def takes_no_side(lemmas: str) -> bool:
    """Whether a text, as lemmas with spaces between, leaves the matter open.

    >>> takes_no_side("we have take no position on the bridge"), takes_no_side("we want the bridge")
    (True, False)
    """
    return bool(_OPEN.search(lemmas))


def is_guarded(lemmas: str) -> bool:
    """Whether a text, as lemmas with spaces between, takes its side with caution.

    >>> is_guarded("she do not rule out a bridge"), is_guarded("she rule out a bridge")
    (True, False)
    """
    return bool(_GUARDED.search(lemmas))


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.lemma for word in words)
