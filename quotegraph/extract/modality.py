"""How a content is put forward: asserted, hedged, conditional, denied, refused, hypothetical."""

from __future__ import annotations

import re

from quotegraph.extract.candidates import Candidate

_DENY = frozenset(("deny", "disclaim", "gainsay", "denial"))
_HEDGE = frozenset(
    ("hint", "suggest", "speculate", "surmise", "wonder", "insinuate", "imply", "float", "moot", "muse", "hesitate")
)
_EXPECTED = re.compile(r"\b(?:expected|likely|due|scheduled|would have|tipped)\b", re.I)
_CONDITION = re.compile(
    r"\b(?:only (?:if|after|once|when|with|on)|provided|unless|(?:as|so) long as|on condition|conditional on)\b",
    re.I,
)
_MAY = re.compile(
    r"\b(?:may|(?i:might|could|perhaps|possibly|probably))\b"  # May is a month or a name
    r"|\b(?<!\d )(?<!IN )(?<!OF )(?<!BY )(?<!ON )(?<!THIS )(?<!NEXT )(?<!LAST )MAY (?=[A-Z]{2})"
)
_NOT_SPEAKING = re.compile(
    r"\b(?:refus|declin)\w*\b|\b(?:would|will|could|can)(?:\s?n[o']t|not)?\b.*\b(?:say|comment|drawn|confirm|discuss)",
    re.I,
)
_NOT_RULED_OUT = re.compile(r"\bnot\b.*\b(?:rule|ruled|exclude|excluded|reject|rejected)\b|n't\b.*\brul", re.I)
_SPEAKING = re.compile(r"\b(?:say|comment|drawn|confirm|discuss|answer|reveal|disclose|elaborate|speculate)\b", re.I)
_NEGATED = re.compile(r"\b(?:not|never|neither|nor)\b|n[’']t\b", re.I)


def modality(text: str, candidate: Candidate) -> str:
    """One of model.MODALITIES, from the cue and, for hedges and conditions, the content."""
    cue = " ".join(span.of(text) for span in candidate.cue)
    content = " ".join(span.of(text) for span in candidate.content)
    if candidate.modality:
        return candidate.modality
    if _NOT_SPEAKING.search(cue) and _SPEAKING.search(cue):
        return "refused"
    if _NEGATED.search(cue) and _SPEAKING.search(cue) and candidate.rule in ("clause", "refusal", "prepositional"):
        return "refused"
    if candidate.lemma in _DENY and not _NEGATED.search(cue):
        return "denied"
    if _EXPECTED.search(cue):
        return "hypothetical"
    if _NOT_RULED_OUT.search(cue) or candidate.lemma in _HEDGE:
        return "hedged"
    if candidate.rule.startswith("direct") or candidate.rule in ("turn", "answer", "blockquote"):
        return "conditional" if _CONDITION.search(content) and len(content.split()) < 30 else "asserted"
    if _CONDITION.search(content):
        return "conditional"
    if _MAY.search(cue) or (_MAY.search(content) and len(content.split()) < 20):
        return "hedged"
    return "asserted"
