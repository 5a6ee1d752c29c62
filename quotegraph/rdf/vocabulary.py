"""Every IRI that quotegraph writes or reads; the only place in the code where they are spelled out.

IRIs are made from content alone, so that the same article, quotation or speaker has the same IRI in every store:
an article from its ``doc_id``, a quotation from its article and the offsets of its content, a speaker from its key.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from quotegraph.model import KINDS

BASE = "https://w3id.org/quotegraph/"

PREFIXES = {
    "qg": BASE,
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace, as the ontology, the named queries and the exports write them."""


def iri(name: str) -> NamedNode:
    """The term of a prefixed name.

    >>> iri("qg:Quotation").value
    'https://w3id.org/quotegraph/Quotation'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE = iri("rdf:type")
LABEL = iri("rdfs:label")
INTEGER, DECIMAL, DATE, DATE_TIME, ANY_URI, BOOLEAN = (
    iri(f"xsd:{name}") for name in ("integer", "decimal", "date", "dateTime", "anyURI", "boolean")
)

# graphs beside the articles' own
TOPICS, REGISTER, DERIVED, REVIEWS, PENDING = (
    iri(f"qg:{name}") for name in ("topics", "register", "derived", "reviews", "pending")
)
OWN_GRAPHS = (TOPICS, REGISTER, DERIVED, REVIEWS, PENDING)

# article
ARTICLE, NEWS_ARTICLE, RUN, ACTIVITY = (
    iri(name) for name in ("qg:Article", "schema:NewsArticle", "qg:AnnotationRun", "prov:Activity")
)
IDENTIFIER, HEADLINE, PUBLISHER, DATE_PUBLISHED, URL, IN_LANGUAGE, BODY = (
    iri(name)
    for name in (
        "dcterms:identifier",
        "schema:headline",
        "schema:publisher",
        "schema:datePublished",
        "schema:url",
        "schema:inLanguage",
        "schema:articleBody",
    )
)
PUBLISHED_AT, TEXT_HASH, PIPELINE_VERSION, USED = (
    iri(name) for name in ("qg:publishedAt", "qg:textHash", "qg:pipelineVersion", "prov:used")
)

# quotation
QUOTATION = iri("qg:Quotation")
IN_ARTICLE, POSITION, WORDS, CONTENT, CUE, SOURCE, SPEAKER, APPEARANCE_OF_SPEAKER = (
    iri(f"qg:{name}")
    for name in ("inArticle", "position", "words", "content", "cue", "source", "speaker", "appearance")
)
QUOTATION_TYPE, MODALITY, LEVEL, NESTED_IN, VIA, CONFIDENCE, RULE = (
    iri(f"qg:{name}") for name in ("quotationType", "modality", "level", "nestedIn", "via", "confidence", "rule")
)
POSITION_SELECTOR, QUOTE_SELECTOR, START, END, EXACT, PREFIX, SUFFIX = (
    iri(f"oa:{name}")
    for name in ("TextPositionSelector", "TextQuoteSelector", "start", "end", "exact", "prefix", "suffix")
)

# speaker
APPEARANCE, OF_SPEAKER, KIND, GENDER, ROLE, ORGANISATION, COUNTRY, WIKIDATA = (
    iri(name)
    for name in (
        "qg:Appearance",
        "qg:ofSpeaker",
        "qg:kind",
        "schema:gender",
        "qg:role",
        "qg:organisation",
        "qg:country",
        "qg:wikidata",
    )
)
HAS_ROLE, ROLE_CLASS, FIRST_SEEN, LAST_SEEN, SPEAKS_FOR, SCHEMA_ORGANISATION = (
    iri(name)
    for name in ("qg:hasRole", "qg:Role", "qg:firstSeen", "qg:lastSeen", "qg:speaksFor", "schema:Organization")
)
ALTERNATIVE, SAME_AS, SCHEMA_SAME_AS = iri("skos:altLabel"), iri("owl:sameAs"), iri("schema:sameAs")
SPOKESPERSON_OF, CAMP, DECIDED_BY = (iri(f"qg:{name}") for name in ("spokespersonOf", "camp", "decidedBy"))
PRESENTATION, PRESENTED, LINKED_KEY, SPEAKER_NOTE = (
    iri(name) for name in ("qg:Presentation", "qg:presented", "qg:linkedKey", "skos:note")
)
LISTED = iri("qg:ListedSpeaker")
VIA_SHOWN = iri("qg:viaShown")
MENTION, HAS_MENTION, MENTION_OF = iri("qg:Mention"), iri("qg:mention"), iri("qg:mentionOf")
KIND_CLASSES = {kind: iri(f"qg:{'UnnamedSource' if kind == 'unnamed' else kind.capitalize()}") for kind in KINDS}
"""Kind of speaker → class."""
KIND_OF_CLASS = {node.value: kind for kind, node in KIND_CLASSES.items()}

# topic
TOPIC, CONCEPT, SCHEME, IN_SCHEME, TOP_CONCEPT_OF, PREFERRED, BROADER, NOTE, NOTATION = (
    iri(name)
    for name in (
        "qg:Topic",
        "skos:Concept",
        "skos:ConceptScheme",
        "skos:inScheme",
        "skos:topConceptOf",
        "skos:prefLabel",
        "skos:broader",
        "skos:scopeNote",
        "skos:notation",
    )
)
PROPOSITION, OWN_COUNTRY = iri("qg:proposition"), iri("qg:ownCountry")
EXAMPLE_FOR, EXAMPLE_AGAINST = iri("qg:exampleFor"), iri("qg:exampleAgainst")
UNDECLARED = "undeclared"
"""The scheme of topics that a judgement names although no topic file declares them."""

# judgement
JUDGEMENT, OF_QUOTATION, HOLDER, ON_TOPIC, STANCE, INTENSITY, SUPERSEDES = (
    iri(f"qg:{name}")
    for name in ("StanceJudgement", "ofQuotation", "holder", "topic", "stance", "intensity", "supersedes")
)
GENERATED_BY, ATTRIBUTED_TO, GENERATED_AT, AGENT = (
    iri(f"prov:{name}") for name in ("wasGeneratedBy", "wasAttributedTo", "generatedAtTime", "Agent")
)

# decision about speakers
SPEAKER_JUDGEMENT, ACTION, OF_KEY, OTHER_KEY, PART, ANCHOR, OTHER_ANCHOR = (
    iri(f"qg:{name}") for name in ("SpeakerJudgement", "action", "ofKey", "otherKey", "part", "anchor", "otherAnchor")
)

# derived
SUPPORTS, OPPOSES, NEUTRAL_ON, AGREES_WITH, DISAGREES_WITH = (
    iri(f"qg:{name}") for name in ("supports", "opposes", "neutralOn", "agreesWith", "disagreesWith")
)
SIDES = {"support": SUPPORTS, "oppose": OPPOSES, "neutral": NEUTRAL_ON}
"""Stance → derived property."""
IN_FORCE = iri("qg:judgement")
TOUCHES = iri("qg:touches")


def clean(text: str) -> str:
    r"""``text`` as RDF can hold it: half of a surrogate pair, which is no character, becomes U+FFFD.

    >>> clean("a\ud800b") == "a\ufffdb"
    True
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def encode(name: str) -> str:
    """Any string as one segment of an IRI; letters, digits, ``-``, ``_``, ``~`` and inner ``.`` stay as they are.

    >>> encode("emmanuel-macron"), encode("a/b c"), encode("..")
    ('emmanuel-macron', 'a%2Fb%20c', '%2E%2E')
    """
    if name in (".", ".."):  # these two would be taken for a step in a path
        return name.replace(".", "%2E")
    return quote(clean(name), safe="")


def decode(segment: str) -> str:
    """The string that :func:`encode` made the segment from.

    >>> decode("a%2Fb%20c")
    'a/b c'
    """
    return unquote(segment)


def article_iri(doc_id: str) -> NamedNode:
    """The article's IRI, which is the name of its graph too.

    >>> article_iri("ukraine/01").value
    'https://w3id.org/quotegraph/article/2709cc055e5141920f26'
    """
    return NamedNode(f"{BASE}article/{hashlib.sha256(clean(doc_id).encode()).hexdigest()[:20]}")


def is_article(graph: NamedNode) -> bool:
    """Whether a graph is an article's.

    >>> is_article(article_iri("a")), is_article(TOPICS)
    (True, False)
    """
    return graph.value.startswith(f"{BASE}article/")


def quotation_iri(article: NamedNode, content: Iterable[tuple[int, int]], number: int = 1) -> NamedNode:
    """The IRI of a quotation; ``number`` tells quotations of the very same content apart.

    >>> quotation_iri(article_iri("a"), [(0, 4), (9, 12)]).value.rpartition("/")[2]
    '0-4_9-12'
    """
    parts = "_".join(f"{start}-{end}" for start, end in content)
    return below(article, "quotation", parts if number == 1 else f"{parts}.{number}")


def below(node: NamedNode, *segments: str | int) -> NamedNode:
    """An IRI below another one.

    >>> below(iri("qg:x"), "content", 1).value
    'https://w3id.org/quotegraph/x/content/1'
    """
    return NamedNode("/".join((node.value, *map(str, segments))))


def speaker_iri(key: str) -> NamedNode:
    """The IRI of a speaker of the register.

    >>> speaker_iri("mara lind").value
    'https://w3id.org/quotegraph/speaker/mara%20lind'
    """
    return NamedNode(f"{BASE}speaker/{encode(key)}")


def speaker_key(speaker: str) -> str | None:
    """The key in a speaker's IRI; None for a source that has none.

    >>> speaker_key(speaker_iri("mara lind").value), speaker_key(BASE + "article/1/quotation/2/speaker")
    ('mara lind', None)
    """
    rest = speaker.removeprefix(f"{BASE}speaker/")
    return None if rest == speaker else decode(rest)


def role_iri(speaker: NamedNode, role: str, organisation: str) -> NamedNode:
    """The IRI of a role that a speaker has in an organisation (which may be empty).

    >>> role_iri(speaker_iri("m"), "chair", "The Union").value
    'https://w3id.org/quotegraph/speaker/m/role/chair/The%20Union'
    """
    return below(speaker, "role", encode(role), encode(organisation))


def organisation_iri(name: str) -> NamedNode:
    """The IRI of an organisation that somebody speaks for.

    >>> organisation_iri("The Union").value
    'https://w3id.org/quotegraph/organisation/The%20Union'
    """
    return NamedNode(f"{BASE}organisation/{encode(name)}")


def principal_iri(name: str) -> NamedNode:
    """The IRI of somebody that others speak for, and who is no speaker of the register.

    >>> principal_iri("The Palace").value
    'https://w3id.org/quotegraph/principal/The%20Palace'
    """
    return NamedNode(f"{BASE}principal/{encode(name)}")


def is_principal(node: NamedNode) -> bool:
    """Whether somebody that a speaker speaks for is a person or body that it is the spokesperson of.

    >>> is_principal(principal_iri("The Palace")), is_principal(organisation_iri("The Union"))
    (True, False)
    """
    return node.value.startswith((f"{BASE}principal/", f"{BASE}speaker/"))


def topic_root() -> str:
    """What the IRIs of all topics start with.

    >>> topic_root()
    'https://w3id.org/quotegraph/topic/'
    """
    return f"{BASE}topic/"


def scheme_iri(scheme: str) -> NamedNode:
    """The IRI of a topic scheme.

    >>> scheme_iri("ukraine").value
    'https://w3id.org/quotegraph/topic/ukraine'
    """
    return NamedNode(f"{BASE}topic/{encode(scheme)}")


def topic_iri(scheme: str, topic: str) -> NamedNode:
    """The IRI of a topic in a scheme.

    >>> topic_iri("ukraine", "nato-membership").value
    'https://w3id.org/quotegraph/topic/ukraine/nato-membership'
    """
    return NamedNode(f"{BASE}topic/{encode(scheme or UNDECLARED)}/{encode(topic)}")


def topic_id(topic: str) -> str:
    """The id in a topic's IRI.

    >>> topic_id(topic_iri("ukraine", "a/b").value)
    'a/b'
    """
    return decode(last(topic))


def reviewer_iri(name: str) -> NamedNode:
    """The IRI of a person who judges stances.

    >>> reviewer_iri("Ada").value
    'https://w3id.org/quotegraph/reviewer/Ada'
    """
    return NamedNode(f"{BASE}reviewer/{encode(name)}")


def listed_iri(name: str) -> NamedNode:
    """The IRI of a line of a project's own list of speakers.

    >>> listed_iri("Mara Holt").value
    'https://w3id.org/quotegraph/listed/Mara%20Holt'
    """
    return NamedNode(f"{BASE}listed/{encode(name)}")


def wikidata_iri(item: str) -> NamedNode | None:
    """The Wikidata entity of a Q-id; None for what is not a Q-id.

    >>> wikidata_iri("Q42").value, wikidata_iri("42> .")
    ('http://www.wikidata.org/entity/Q42', None)
    """
    return NamedNode(f"http://www.wikidata.org/entity/{item}") if re.fullmatch(r"Q[0-9]+", item) else None


def concept(group: str, name: str) -> NamedNode:
    """The SKOS concept of a quotation type, a modality or a stance; ``group`` is one of these words.

    >>> concept("stance", "oppose").value
    'https://w3id.org/quotegraph/stance/oppose'
    """
    return NamedNode(f"{BASE}{group}/{name}")


def last(node: str) -> str:
    """The last segment of an IRI, as it stands there.

    >>> last("https://w3id.org/quotegraph/stance/oppose")
    'oppose'
    """
    return re.split("[/#]", node)[-1]
