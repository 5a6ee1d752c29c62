"""Who stands behind things that speak: a report, a letter, an order, an embassy, a town hall."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from quotegraph.model import Span
from quotegraph.speakers.bodies import body_of
from quotegraph.speakers.cast import Entity
from quotegraph.speakers.gazetteer import load
from quotegraph.speakers.lexicon import BODIES, DOCUMENTS, UTTERANCES
from quotegraph.speakers.phrases import Phrase, take_apart
from quotegraph.speakers.roles import parse_role, word_key
from quotegraph.speakers.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotegraph.language import Parse

_BY = frozenset(("by", "from"))
_MADE = frozenset(
    """
    publish issue release write file send present deliver sign submit table post draft hand make put read read
    address bring
    """.split()
)

_PARTS = frozenset("sentence paragraph page passage clause section chapter line article footnote".split())
_PART = re.compile(r"[^,]*? of (?=(?:the|its|his|her|their) )", re.I)
_OF_BODY = re.compile(r"(?:the|this) (?P<body>(?:[a-z-]+ ){0,2}?(?P<noun>[a-z-]+))[’']s? (?=[a-z])", re.I)
_BY_BODY = re.compile(r"\b(?:by|from) the (?P<body>(?:[a-z-]+ )??(?P<noun>[a-z-]+))(?= (?:to|on|of|in|about)\b|$)")
_JOINT = frozenset("appeal call declaration demand petition".split())
_OF_COURTS = frozenset("judgment judgement ruling verdict order decision".split())
_COURTS = re.compile(r"(?i)\b(?:court|tribunal|panel|commission)\b")
_SEATS = frozenset("government embassy delegation cabinet leadership".split())
_TOWNS = frozenset("city town village municipality".split())
_BUILT = frozenset("house hall street square road bridge gate lane avenue row quay park palace stadium".split())
_STATE = frozenset(("government", "country", "nation"))
_SELF = frozenset(("government", "embassy"))


def issuer_of(scene: Scene, phrase: Phrase) -> Entity | None:
    """Who issued the document that a phrase names, as far as the phrase or the text before it says so."""
    part = _PART.match(phrase.text) if phrase.noun in _PARTS else None
    if part is not None:
        whole = take_apart(scene.text, Span(phrase.start + part.end(), phrase.start + len(phrase.text)), ())
        return issuer_of(scene, whole)
    if phrase.noun not in DOCUMENTS and phrase.noun not in UTTERANCES:
        return None
    if (own := _in_phrase(scene, phrase)) is not None:
        return own
    if (body := _owned_by_body(scene, phrase)) is not None:
        return body
    for parse, token in _documents(scene).get(phrase.noun, ()):
        if parse.start(token) < phrase.start and (found := _maker(scene, parse, token)) is not None:
            return found
    if phrase.noun in _OF_COURTS and phrase.definite:
        courts = [e for e in scene.cast if any(_COURTS.search(name) for name in e.names)]
        if len(courts) == 1:
            return courts[0]
    last = scene.course.speaker
    if phrase.noun in UTTERANCES and phrase.definite and not phrase.owner and last is not None and last.kind == "group":
        return last  # “Fourteen states called for it. The appeal says …”
    groups = [e for e in scene.course.described if e.spoke and e.kind == "group"]
    if phrase.noun in _JOINT and phrase.definite and not phrase.owner and len(groups) == 1:
        return groups[0]
    spoke = [e for e in scene.cast if e.spoke and e.kind == "organisation" and e in scene.course.traces]
    return max(spoke, key=scene.course.last) if spoke and phrase.definite and not phrase.owner else None


def _owned_by_body(scene: Scene, phrase: Phrase) -> Entity | None:
    """The body in “the company's filing” and “a letter from the authority”, as the article names it or calls it."""
    found = _OF_BODY.match(phrase.text) or _BY_BODY.search(phrase.text)
    if found is None or found["noun"].casefold() not in BODIES:
        return None
    plain, noun = found["body"].casefold(), found["noun"].casefold()
    body = body_of(noun, plain, scene.course, scene.reading.article.publisher, scene.titles)
    return body if body is not None else scene.described(f"the {plain}")


def _documents(scene: Scene) -> dict[str, list[tuple[Parse, Token]]]:
    """The places at which an article mentions documents, by the noun."""
    if scene.documents is None:
        scene.documents = defaultdict(list)
        for parse in scene.reading.parses:
            for token in parse.doc:
                if token.pos_ == "NOUN" and (noun := token.lemma_.lower()) in DOCUMENTS:
                    scene.documents[noun].append((parse, token))
    return scene.documents


def _in_phrase(scene: Scene, phrase: Phrase) -> Entity | None:
    """The owner or author that the phrase itself names (“its paper”, “the union's letter”, “a note by the union”)."""
    words = phrase.text
    owner = scene.at.get(phrase.start)
    if owner is not None and phrase.owner and owner.entity.names:
        return owner.entity
    for mention in scene.names_near(phrase.start):
        at = mention.span.start - phrase.start
        if not 0 <= at < len(words) or mention.kind in ("adjective", "word", "location"):
            continue
        if mention.possessive and re.search(rf"\b{re.escape(phrase.noun)}\b", words[:at].casefold()):
            continue  # “a sentence added at Holt's request” is not hers
        before = words[:at].rstrip().casefold().removesuffix(" the").rsplit(" ", 1)[-1]
        if mention.possessive or before in _BY or (before == "of" and mention.kind == "organisation"):
            return scene.named(mention)
    return None


def _maker(scene: Scene, parse: Parse, token: Token) -> Entity | None:
    """Who made a document at a place where it is mentioned: its owner, or the subject that published it."""
    for child in token.children:
        if child.dep_ == "poss":
            return _entity(scene, parse, child)
        if child.dep_ == "prep" and child.lower_ in _BY:
            return next((_entity(scene, parse, c) for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "acl" and child.tag_ == "VBN":
            for agent in child.children:
                if agent.dep_ == "agent":
                    return next((_entity(scene, parse, c) for c in agent.children if c.dep_ == "pobj"), None)
    verb = token.head
    if token.dep_ == "appos" and verb.pos_ in ("NOUN", "PROPN"):
        return _maker(scene, parse, verb)  # “publishes ‘Nine Weeks’, its report”
    inside = token.dep_ == "pobj" and verb.lower_ == "in"
    if inside:
        verb = verb.head
    if inside or (token.dep_ in ("dobj", "attr") and verb.lemma_ in _MADE):
        return next((_entity(scene, parse, c) for c in verb.lefts if c.dep_ == "nsubj"), None)
    return None


def _entity(scene: Scene, parse: Parse, token: Token) -> Entity | None:
    """The named entity whose name or pronoun a token is (the head of)."""
    begin, end = parse.start(token.left_edge), parse.end(token)
    found = [at for at in scene.by_name if begin <= at < end]
    entity = scene.by_name[max(found)] if found else None
    if entity is None and (known := scene.at.get(parse.start(token))) is not None:
        entity = known.entity
    return entity if entity is not None and entity.names and entity.kind != "location" else None


def government_of(scene: Scene, phrase: Phrase) -> Entity | None:
    """The state behind “Velmora's embassy”, “its government”, “the government of Velmora”."""
    if phrase.plural:
        return None
    known = scene.at.get(phrase.start)
    if phrase.noun in _STATE and phrase.owner and (person := _owner(scene, phrase)) is not None:
        return _state_of(scene, person)
    if phrase.noun not in _SEATS:
        return None
    if phrase.owner and known is not None and known.entity.kind not in ("person", "unnamed", "group"):
        return known.entity
    for mention in scene.names_near(phrase.start):
        at = mention.span.start - phrase.start
        if not 0 <= at < len(phrase.text):
            continue
        of = phrase.text[:at].casefold().rstrip().endswith((" of", " of the"))
        if mention.possessive or of:
            owner = scene.named(mention)
            return owner if owner.kind in ("country", "location", "unknown", "organisation") else None
        if mention.kind == "adjective" and phrase.noun in _SELF and not load().demonym(mention.name):
            key = word_key(mention.name)
            states = [e for e in scene.cast if e.kind != "person" and any(word_key(n) == key for n in e.names)]
            if len(states) == 1:
                return states[0]
    return None


def _owner(scene: Scene, phrase: Phrase) -> Entity | None:
    """The person whose government or country a phrase with a possessive pronoun means."""
    if phrase.owner in ("my", "our"):
        speakers = scene.outer_speakers(phrase.start)
        label = scene.label_at(phrase.start)
        owner = speakers[-1] if speakers else label.entity if label is not None else None
    else:
        known = scene.at.get(phrase.start)
        owner = known.entity if known is not None else None
    return owner if owner is not None and owner.kind in ("person", "unnamed") and not owner.plural else None


def _state_of(scene: Scene, person: Entity) -> Entity | None:
    """The state that the roles of a person name, if the article names it."""
    words = person.words | parse_role(person.description).words
    states = [
        entity
        for entity in scene.cast
        if entity.kind in ("country", "location", "unknown", "organisation")
        and any(word_key(name) in words for name in entity.names)
    ]
    return states[0] if len(states) == 1 else None


def town_of(scene: Scene, phrase: Phrase) -> Entity | None:
    """The place behind “city hall” and “the town”: the one that the article speaks of most."""
    plain = re.sub(r"^the ", "", phrase.text.casefold())
    if plain not in _TOWNS and plain not in ("city hall", "town hall"):
        return None
    table = load()
    places = [
        e for e in scene.cast
        if e.kind in ("location", "place") or (e.kind == "unknown" and any(m.kind == "location" for m in e.mentions))
    ]  # fmt: skip
    places = [e for e in places if not table.country(e.name) and not table.capital(e.name) and not table.seat(e.name)]
    places = [e for e in places if e.name.split()[-1].casefold() not in _BUILT]
    places.sort(key=lambda e: len(e.mentions), reverse=True)
    if not places or (len(places) > 1 and len(places[0].mentions) == len(places[1].mentions)):
        return None
    return places[0]
