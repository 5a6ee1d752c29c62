"""What is wrong with a file of topics, and what would make it better, each in a sentence with file and line."""

from __future__ import annotations

from collections.abc import Sequence

from quotegraph.rdf.findings import Finding
from quotegraph.rdf.topic_files import Declared

LANGUAGES = ("en",)
"""Languages that the models of quotegraph read."""
TO_WRITE = "TODO"
"""What a scaffolded value begins with until somebody writes it."""

_SENTENCE = "a sentence that one can be for or against, such as 'Rents should be capped.'"


def faults(declared: Sequence[Declared], path: str, languages: Sequence[str] | None = LANGUAGES) -> list[Finding]:
    """Everything that is wrong; ``languages`` are those that can be read, None for any.

    >>> [str(fault) for fault in faults([Declared("a.tsv:2", "cap", ("Rent cap",), ("Cap rents?",))], "a.tsv")]
    ["a.tsv:2: the proposition of topic 'cap' is a question; write it as a sentence that one can be for or against"]
    """
    wanted = "declare one as qg:Topic with skos:prefLabel and qg:proposition"
    findings = [] if declared else [Finding(path, f"holds no topic; {wanted}")]
    ids = [topic.id for topic in declared]
    labelled: dict[str, str] = {}
    for number, topic in enumerate(declared):

        def say(message: str, where: str = topic.where) -> None:
            findings.append(Finding(where, message))

        if not topic.id:
            say("a topic has no id")
        elif topic.id in ids[:number]:
            say(f"the id {topic.id!r} stands twice")
        if not topic.labels:
            say(f"topic {topic.id!r} has no label")
        elif len(topic.labels) > 1:
            say(f"topic {topic.id!r} has {len(topic.labels)} preferred labels; it needs exactly one")
        elif topic.labels[0].casefold() in labelled:
            other = labelled[topic.labels[0].casefold()]
            say(
                f"topic {topic.id!r} has the label of topic {other!r}; each needs its own",
                topic.at(topic.labels[0]),
            )
        else:
            labelled[topic.labels[0].casefold()] = topic.id
        if len(topic.propositions) != 1:
            count = f"{len(topic.propositions)} propositions" if topic.propositions else "no proposition"
            say(f"topic {topic.id!r} has {count}; it needs exactly one")
        else:
            said = _of_proposition(topic.propositions[0])
            if said:
                say(f"the proposition of topic {topic.id!r} {said}", topic.at(topic.propositions[0]))
        if languages is not None and topic.lang not in languages:
            say(
                f"topic {topic.id!r} is in {topic.lang!r}, which no model here reads; write label and proposition in"
                f" {', '.join(languages)}, too"
            )
        for example in topic.supporting:
            if example in topic.opposing:
                say(f"an example of topic {topic.id!r} stands for both sides: {example[:60]!r}", topic.at(example))
        if len(topic.broader) > 1:
            say(f"topic {topic.id!r} has {len(topic.broader)} broader topics; it can have one")
        for other in topic.broader:
            if other not in ids:
                say(f"topic {topic.id!r} is narrower than {other}, which is not there")
    findings += _cycles(declared)
    return findings


def advice(declared: Sequence[Declared]) -> list[Finding]:
    """What is not wrong but would help quotations to be found and sides to be told.

    >>> [found.message for found in advice([Declared("a.tsv:2", "cap", ("Rent cap",), ("Rents should be capped.",))])]
    ["topic 'cap' has no alternatives: other words that people use for it (skos:altLabel)"]
    """
    found = []
    named: dict[str, Declared] = {}
    for topic in declared:
        if not topic.alternatives:
            message = "has no alternatives: other words that people use for it (skos:altLabel)"
            found.append(Finding(topic.where, f"topic {topic.id!r} {message}"))
        if bool(topic.supporting) != bool(topic.opposing):
            has, lacks = ("for", "against") if topic.supporting else ("against", "for")
            term = "qg:exampleAgainst" if topic.supporting else "qg:exampleFor"
            found.append(Finding(topic.where, f"topic {topic.id!r} has examples {has} it, none {lacks} it ({term})"))
        for phrase in (*topic.labels, *topic.alternatives):
            other = named.setdefault(phrase.casefold(), topic)
            if other is not topic and topic.id not in other.broader and other.id not in topic.broader:
                message = f"topics {other.id!r} and {topic.id!r} share the phrase {phrase!r}, which tells neither"
                found.append(Finding(topic.where, message))
    return found


def _of_proposition(proposition: str) -> str:
    if proposition.startswith(TO_WRITE):
        return f"is still to be written: {_SENTENCE}"
    if proposition.rstrip("\"'”’» ").endswith("?"):
        return "is a question; write it as a sentence that one can be for or against"
    if len(proposition.split()) < 2:
        return f"is {proposition!r}, no sentence; write {_SENTENCE}"
    return ""


def _cycles(declared: Sequence[Declared]) -> list[Finding]:
    broader = {topic.id: topic.broader[0] for topic in declared if topic.broader}
    found: dict[frozenset[str], Finding] = {}
    for topic in declared:
        seen, at = [topic.id], broader.get(topic.id)
        while at is not None and at not in seen:
            seen.append(at)
            at = broader.get(at)
        if at == topic.id:
            found.setdefault(frozenset(seen), Finding(topic.where, f"broader goes in a circle: {' > '.join(seen)}"))
    return list(found.values())
