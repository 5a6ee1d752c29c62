"""Nothing is tied to one subject: the two small sets of data/subjects, from their files to who is on which side."""

import csv
from pathlib import Path

import pytest

from quotegraph.pipeline import annotate
from quotegraph.rdf.topics import check_topics, improve_topics, read_topics
from quotegraph.sources import read
from quotegraph.statements import statements

SUBJECTS = Path(__file__).parents[2] / "data" / "subjects"
PLAIN = {
    "housing": [
        ("Gunnar Ostrey", "rent-freeze", "oppose"),
        ("Tenants' Union", "rent-freeze", "support"),
        ("Greens", "airfield", "oppose"),
    ],
    "public-health": [
        ("Dale Bottlers", "sugar-levy", "oppose"),
        ("Osric Nyland", "night-clinic", "support"),
        ("Aksel Brommer", "night-clinic", "neutral"),
    ],
}


def table(name: str) -> list[dict[str, str]]:
    with (SUBJECTS / name / "statements.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_folder_is_tested() -> None:
    assert {path.name for path in SUBJECTS.iterdir()} == set(PLAIN)


@pytest.mark.parametrize("name", PLAIN)
def test_topics_are_whole_and_used(name: str) -> None:
    path = SUBJECTS / name / "topics.ttl"
    assert (check_topics(path), improve_topics(path)) == ((), ())
    topics = read_topics(path)
    assert {topic.scheme for topic in topics} == {name}
    assert {row["topic"] for row in table(name)} == {topic.id for topic in topics}
    assert {row["stance"] for row in table(name)} == {"support", "oppose", "neutral"}
    assert any(topic.supporting and topic.opposing and topic.note for topic in topics)


@pytest.mark.parametrize("name", PLAIN)
def test_articles_give_their_speakers_topics_and_plain_stances(name: str) -> None:
    problems: list[str] = []
    articles = list(read([str(SUBJECTS / name)], problems.append, lambda _: None))
    assert (len(articles), problems) == (3, [])
    topics = read_topics(SUBJECTS / name / "topics.ttl")
    found = [row for annotation in annotate(articles, topics) for row in statements(annotation)]
    sides = {(row.speaker, row.topic, row.stance) for row in found}
    assert set(PLAIN[name]) <= sides
    gold = {(row["speaker"], row["topic"]) for row in table(name)}
    assert len(gold & {(row.speaker, row.topic) for row in found}) >= 0.75 * len(gold)
