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
_SELF = r"(?:himself|herself|itself|themselves|ourselves|myself|yourself|oneself)"
_WILL = r"(?:(?:want|wish|care|willing|able|in a position) to )?"
_SPEAK = (
    r"(?:comment|anticipate|pre - empt|preempt|prejudge|speculate|elaborate|disclose|pronounce|take part|run ahead|"
    rf"discuss|pass judge?ment|be draw|be pin down|commit {_SELF}|speak (?:about|of|on)|respond to question|go into)"
)
_SAY = rf"(?:say|tell|answer|debate|reveal|confirm|specify|respond|judge|take (?:a |any )?(?:position|side)|{_SPEAK})"
_WHAT = r"(?:if|whether|how|when|what|which|who|where|why)"
_VIEW = (
    r"(?:position|side|view|stance|stand|opinion|preference|verdict|judge?ment|statement|answer|comment|advice|"
    r"assessment)"
)
_OPEN = re.compile(
    "|".join(
        (
            rf"\bno (?:{_VIEW}|decision)\b|\bwithout (?:give|express|take|offer)(?:ing)? (?:an |a |any ){_VIEW}\b",
            r"\b(?:undecided|uncommitted|noncommittal|non - committal|impartial)\b",
            r"\bneither (?:for|in favou?r|support|back|endorse|bless|oppose|yes|confirm|promise)\b.{0,40}\bnor\b",
            rf"\b{_NOT} (?:yet )?(?:have )?(?:be )?(?:decide|make up)\b",
            rf"\b{_NOT} (?:yet )?(?:have )?take (?:a |any )?(?:decision|position|side|view)\b",
            rf"\b(?:make|making) up {_WHO} mind\b",
            r"\bnothing (?:have )?be (?:decide|agree|settle)\b|\bhear nothing from\b|\b(?:remain|keep|stay) silent\b",
            r"\b(?:say|announce|reveal) nothing(?! (?:have|be|can|could|will|would|else|more|less|\w+ly)\b)",
            r"\b(?:it|that|all|everything|much) (?:all )?(?:would |will )?depend\b",
            r"\bremain to be see\b|\bwait and see\b|\bopen question\b|\bon the fence\b|\bboth side\b|\bnext question\b",
            rf"\bkeep (?:all |{_WHO} )?option open\b|\bleave (?:it |this |that )?(?:question )?open\b",
            rf"\bkeep {_WHO} (?:own )?(?:\w+ ){{1,6}}to {_SELF}\b",
            r"\b(?:be|remain) (?:a matter )?(?:for|up to) (?:the |a )?\w+(?: \w+)? to (?:decide|judge|say)\b",
            r"\bnot for (?:the |a )?\w+(?: \w+){0,3} to (?:decide|judge|say|comment)\b",
            r"\b(?:improper|unwise|wrong) (?:for|of) (?:the |a )?\w+(?: \w+)? to (?:say|comment|assess)\b",
            r"\bbe a (?:matter|question) for\b|\bto be decide by\b",
            rf"\b(?:decline|refuse|be unwilling|be reluctant) to {_SAY}\b",
            rf"\b{_NOT} {_WILL}(?:{_SPEAK}|{_SAY} {_WHAT})\b",
            r"\b(?:dodge|sidestep|evade|duck|parry|brush aside|wave away|ignore)(?: \w+){0,3} question\b",
            r"\b(?:answer|take) (?:no|none of the) question\b|\bquestion\b.{0,60}\bunanswered\b",
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
