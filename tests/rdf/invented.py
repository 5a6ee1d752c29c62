"""A small town's quarrel, invented, with everything in it that a store has to cope with."""

from dataclasses import replace

from quotegraph.lines import from_line
from quotegraph.model import Annotation, Link, Mention, Quotation, Span, Speaker, Topic

TOPICS = (
    Topic("night-trams", "Night trams", "Trams should run all night.", ("late trams", "night service"), "tessel"),
    Topic(
        "harbour-toll", "Harbour toll", "Ships should pay a harbour toll.", ("toll",), "tessel", note="Since spring."
    ),
    Topic("free-trams", "Free night trams", "Night trams should be free.", scheme="tessel", broader="night-trams"),
    Topic(
        "own-crews",
        "The speaker's own crews",
        "The speaker's own country should send crews to the harbour.",
        scheme="tessel",
        own_country=True,
    ),
)

PEOPLE = {
    "mara": {
        "speaker": "Mara Lindqvist",
        "entity": "mara-lindqvist",
        "kind": "person",
        "gender": "f",
        "role": "mayor",
        "organisation": "Tessel Council",
        "country": "Norland",
        "wikidata": "Q4242",
    },
    "mara-later": {
        "speaker": "Mara Lindqvist-Voss",
        "entity": "mara-lindqvist",
        "kind": "person",
        "gender": "f",
        "role": "minister of transport",
        "organisation": "Government of Norland",
        "country": "Norland",
    },
    "odo": {
        "speaker": "Odo Fenn",
        "entity": "odo-fenn",
        "kind": "person",
        "gender": "m",
        "organisation": "Dockers' Union",
    },
    "young-odo": {"speaker": "Odo Fenn", "entity": "odo-fenn-2", "kind": "person", "gender": "m", "role": "pilot"},
    "union": {"speaker": "Dockers' Union", "entity": "dockers-union", "kind": "organisation", "country": "Norland"},
    "norland": {"speaker": "Norland", "entity": "norland", "kind": "country"},
    "quay": {"speaker": "Old Quay, “the Café”", "entity": "old quay/“the café”", "kind": "place"},
    "residents": {"speaker": "residents", "entity": "residents-of-tessel", "kind": "group"},
    "aide": {"speaker": "an aide", "entity": None, "kind": "unnamed", "speaks_for": "Mara Lindqvist"},
    "official": {"speaker": "a senior official", "entity": None, "kind": "unnamed", "organisation": "Tessel Council"},
}


def _article(number: str, date: str | None, publisher: str, title: str, *said: dict) -> Annotation:
    """An article whose text is its quotations' words, one a line."""
    text, quotes = f"{title or 'Untitled'} 🚋\n", []
    for position, quote in enumerate(said, 1):
        quote = dict(quote)
        spans = {}
        for part in ("source", "cue", "content"):
            words = quote.pop(part, "")
            pieces = [words] if isinstance(words, str) else words
            spans[part] = []
            for piece in pieces:
                if piece:
                    spans[part].append([len(text), len(text) + len(piece)])
                    text += piece + " "
        text += "\n"
        who = PEOPLE.get(quote.pop("who", ""), {})
        stances = [
            {"topic": topic, "stance": stance, "intensity": intensity, "confidence": confidence}
            for topic, stance, intensity, confidence in quote.pop("stances", ())
        ]
        quotes.append({"id": f"q{position}", **spans, **who, "stances": stances, **quote})
    line = {
        "doc_id": f"tessel/{number}",
        "title": title,
        "publisher": publisher,
        "date": date,
        "url": f"https://tessel.example/{number}?a=1&b=2" if number != "05" else None,
        "text": text,
        "quotes": quotes,
    }
    return from_line(line)


ANNOTATIONS = (
    _article(
        "01",
        "2031-01-05",
        "The Tessel Post",
        "Mayor wants trams all night",
        {
            "who": "mara",
            "source": "The mayor",
            "cue": "said",
            "content": "“Trams must run all night.”",
            "type": "direct",
            "confidence": 0.93,
            "rule": "marks",
            "stances": [("night-trams", "support", 3, 0.9)],
        },
        {
            "who": "odo",
            "source": "Odo Fenn",
            "cue": "called",
            "content": ["the toll", "“a robbery, on water”"],
            "type": "mixed",
            "confidence": 0.8,
            "stances": [("harbour-toll", "oppose", 3, 0.55), ("night-trams", "neutral", 0, 0.4)],
        },
        {"who": "aide", "source": "an aide", "cue": "denied", "content": "there was a plan", "modality": "denied"},
        {"content": "“No rest for the quay.”", "type": "direct", "confidence": 0.31},
    ),
    _article(
        "02",
        "2031-01-05",
        "Harbour Gazette",
        "Union says no, then yes",
        {
            "who": "union",
            "source": "the union",
            "cue": "said",
            "content": "that Mara Lindqvist wanted the toll",
            "stances": [("harbour-toll", "oppose", 2, 0.7)],
        },
        {
            "who": "mara",
            "content": "wanted the toll",
            "level": 2,
            "parent": "q1",
            "type": "stance",
            "stances": [("harbour-toll", "support", 2, None)],
        },
        {
            "who": "norland",
            "source": "Norland",
            "content": "would send crews",
            "via": "Odo Fenn",
            "modality": "hedged",
            "stances": [("own-crews", "support", 1, 0.61)],
        },
        {
            "who": "young-odo",
            "source": "Fenn, the pilot,",
            "cue": "refused to say",
            "content": "whether the toll was fair",
            "modality": "refused",
            "stances": [("harbour-toll", "neutral", 0, 0.66)],
        },
    ),
    _article("03", "2031-02-01T08:30:00+01:00", "The Tessel Post", "Weather"),
    _article(
        "04",
        "2031-03-10",
        "Harbour Gazette",
        "Now the minister",
        {
            "who": "mara-later",
            "source": "The minister",
            "cue": "said",
            "content": "night trams had been a mistake",
            "stances": [("night-trams", "oppose", 2, 0.82)],
        },
        {
            "who": "odo",
            "source": "Mr Fenn",
            "cue": "welcomed",
            "content": "the trams",
            "type": "stance",
            "stances": [("night-trams", "support", 2, 0.77), ("free-trams", "support", 1, 0.5)],
        },
        {
            "who": "residents",
            "source": "residents",
            "cue": "say",
            "content": "the trams should be free",
            "stances": [("free-trams", "support", 2, 0.88)],
        },
        {
            "who": "official",
            "source": "a senior official",
            "cue": "said",
            "content": "free trams would ruin the town",
            "modality": "conditional",
            "stances": [("free-trams", "oppose", 2, 0.65)],
        },
        {
            "who": "quay",
            "source": "Old Quay",
            "cue": "says",
            "content": 'no toll, "never" <b>ever</b> & so on',
            "stances": [("harbour-toll", "oppose", 3, 0.99), ("lost-topic", "support", 2, 0.2)],
        },
    ),
    _article(
        "05",
        None,
        "",
        "",
        {
            "who": "mara",
            "source": "she",
            "content": "“The toll has to come.”",
            "type": "direct",
            "stances": [("harbour-toll", "support", 2, 0.9)],
        },
    ),
    _article(
        "06",
        "2031-03-10",
        "The Tessel Post",
        "Union turns",
        {
            "who": "union",
            "source": "the union",
            "cue": "now backs",
            "content": "the toll",
            "type": "stance",
            "stances": [("harbour-toll", "support", 1, 0.69)],
        },
        {"who": "odo", "content": "the toll", "type": "stance", "stances": [("harbour-toll", "neutral", 0, 0.6)]},
    ),
)


def _linked(quotation: Quotation) -> Quotation:
    """A quotation whose speaker the article only calls the mayor."""
    assert quotation.speaker is not None
    link = Link(Speaker(None, "the mayor", "unnamed"), "role", 0.7, "or Odo Fenn, once a mayor")
    return replace(quotation, speaker=replace(quotation.speaker, link=link))


_FIRST = ANNOTATIONS[0]
_MENTIONS = (
    Mention(_FIRST.quotations[0].source[0], "mara-lindqvist", "role", 0.7, "Mara Lindqvist", "person", "Q4242"),
    Mention(_FIRST.quotations[1].source[0], "odo-fenn", "name", 0.97, "Odo Fenn"),
    Mention(Span(0, 5), None, "description", 0.5, "a mayor", "unnamed"),
)
ANNOTATIONS = (
    replace(_FIRST, quotations=(_linked(_FIRST.quotations[0]), *_FIRST.quotations[1:]), mentions=_MENTIONS),
    *ANNOTATIONS[1:],
)
