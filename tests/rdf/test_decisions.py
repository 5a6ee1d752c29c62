"""What people decide about speakers counts, outlives everything that comes later, and can be taken back."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Article, Link, ListedSpeaker, Mention, Quotation, Span, Speaker, Stance, Topic
from quotegraph.rdf import Store, open_store, people
from quotegraph.rdf import vocabulary as v
from quotegraph.rdf.decisions import Decision
from quotegraph.rdf.queries import ask
from quotegraph.rdf.roster import kept_apart, roster
from quotegraph.rdf.shapes import validate
from tests.rdf.invented import ANNOTATIONS, TOPICS

TOPIC = Topic("t", "T", "T should be.", scheme="s")
MOMENTS = (datetime(2031, 5, 1, tzinfo=UTC) + timedelta(minutes=n) for n in itertools.count())


def at() -> datetime:
    return next(MOMENTS)


def said(doc_id: str, *speakers: Speaker, date: str = "2031-01-01") -> Annotation:
    text = "Go on. " * len(speakers)
    quotations = tuple(
        Quotation(f"q{n}", (Span(7 * n, 7 * n + 2),), speaker=one, stances=(Stance("t", "support"),))
        for n, one in enumerate(speakers)
    )
    mentions = tuple(
        Mention(Span(7 * n, 7 * n + 2), one.key, "name", 0.9, one.name, one.kind) for n, one in enumerate(speakers)
    )
    return Annotation(Article(doc_id, text, date=date), quotations, mentions)


HOLT, MARA, ODO = Speaker("holt", "Holt"), Speaker("mara-holt", "Mara Holt"), Speaker("odo", "Odo")
AIDE = Speaker(None, "an aide", "unnamed")
STORY = (said("a", MARA, ODO), said("b", HOLT, AIDE), said("c", HOLT, MARA))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "store.nq", create=True)
    store.add(STORY, [TOPIC])
    return store


def names(store: Store) -> list[list[str | None]]:
    return [[q.speaker.name if q.speaker else None for q in a.quotations] for a in store.annotations()]


def rest(store: Store) -> set[object]:
    return {quad for quad in store.engine.quads() if quad.graph_name != v.REVIEWS}


def test_two_merged_are_one_everywhere(store: Store) -> None:
    people.merge(store, "mara-holt", "Holt", "Ada", at())
    assert names(store) == [["Mara Holt", "Odo"], ["Mara Holt", "an aide"], ["Mara Holt", "Mara Holt"]]
    assert [one.speaker.key for one in roster(store)] == ["mara-holt", "odo"]
    assert store.aliases()["mara-holt"] == ("Holt",)
    assert [row[:2] for row in ask(store, "agreement", {"speaker": "odo"}).cells()] == [("Mara Holt", "agrees")]
    assert {s.speaker for s in store.statements()} == {"Mara Holt", "Odo", "an aide"}
    assert [m.key for a in store.annotations() for m in a.mentions] == [
        *("mara-holt", "odo", "mara-holt"),
        *(None, "mara-holt", "mara-holt"),
    ]
    assert validate(store) == []


DECISIONS: dict[str, Callable[[Store], Decision]] = {
    "merge": lambda store: people.merge(store, "mara-holt", "holt", "Ada", at()),
    "merge back": lambda store: people.merge(store, "holt", "mara-holt", "Ada", at()),
    "split": lambda store: people.split(store, "holt", ["b"], "Old Holt", "Bo", at()),
    "split by quotation": lambda store: people.split(store, "mara-holt", ["c#q1"], "Another", "Bo", at()),
    "assign": lambda store: people.assign(store, "odo", ["b#q1", "a#q0"], "Ada", at()),
    "rename": lambda store: people.rename(store, "odo", 'Odo "the <b>Boss</b>"\n\t💥', "Ada", at()),
    "link": lambda store: people.link(store, "odo", "Q42", "Ada", at()),
    "apart": lambda store: people.apart(store, "odo", "holt", "Ada", at()),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_taken_back_leaves_all_as_it_was(store: Store, decision: str) -> None:
    before = rest(store)
    made = DECISIONS[decision](store)
    assert decision == "apart" or rest(store) != before
    assert validate(store) == []
    taken = people.undo(store, made.id, "Bo", at())
    assert (taken.iri, taken.said().startswith(made.action)) == (made.iri, True)
    assert rest(store) == before
    assert [d.by for d in store.decisions()] == [made.by, "Bo"], "what was decided and taken back is remembered"


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_outlives_adding_again_and_a_trip_through_a_file(
    store: Store, decision: str, tmp_path: Path
) -> None:
    DECISIONS[decision](store)
    after = set(store.engine.quads())
    for annotation in STORY:
        store.add([annotation], [TOPIC])
    assert set(store.engine.quads()) == after
    for suffix in ("ttl", "trig", "nq", "jsonld", "nt"):
        store.export(tmp_path / f"out.{suffix}")
        with open_store(tmp_path / f"again-{suffix}.nq", create=True) as again:
            again.load(tmp_path / f"out.{suffix}")
            assert set(again.engine.quads()) == after, suffix


def test_the_order_of_articles_and_decisions_changes_nothing(store: Store, tmp_path: Path) -> None:
    for decide in DECISIONS.values():
        try:
            decide(store)
        except QuotegraphError:
            continue
    expected = set(store.engine.quads())
    with open_store(tmp_path / "other.nq", create=True) as other:
        other.engine.store.extend(q for q in expected if q.graph_name == v.REVIEWS)
        for annotation in reversed(STORY):
            other.add([annotation], [TOPIC])
        assert set(other.engine.quads()) == expected


def test_a_name_split_off_takes_later_articles_along(store: Store) -> None:
    people.merge(store, "mara-holt", "holt", "Ada", at())
    people.split(store, "mara-holt", ["Holt"], "", "Ada", at())
    store.add([said("d", HOLT)])
    assert names(store)[-1] == ["Holt"]
    assert (
        next(one for one in roster(store) if one.speaker.key == "holt-2" or one.speaker.name == "Holt").quotations == 3
    )


def test_decisions_follow_their_speaker_to_another_key(store: Store) -> None:
    people.link(store, "holt", "Q7", "Ada", at())
    people.rename(store, "holt", "Mr Holt", "Ada", at())
    better = Speaker("jonas-holt", "Jonas Holt", link=Link(HOLT, "last name"))
    store.add([said("b", better, AIDE), said("c", better, MARA), said("e", HOLT)], [TOPIC])
    known = {one.speaker.key: one.speaker for one in roster(store)}
    assert (known["jonas-holt"].wikidata, known["jonas-holt"].name) == ("Q7", "Mr Holt")
    assert known["holt"].wikidata is None


def test_an_unnamed_source_can_be_given_a_speaker(store: Store) -> None:
    people.assign(store, "mara-holt", ["b#q1"], "Ada", at())
    assert names(store)[1] == ["Holt", "Mara Holt"]
    mara = next(one for one in roster(store) if one.speaker.key == "mara-holt")
    assert (mara.speaker.kind, mara.quotations, mara.aliases) == ("person", 3, ())


def test_no_item_of_wikidata_is_a_decision_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.nq", create=True) as store:
        store.add([said("a", replace(MARA, wikidata="Q1"))], [TOPIC])
        people.link(store, "mara-holt", "none", "Ada", at())
        assert [one.wikidata for one in store.speakers()] == [None]
        assert next(iter(store.annotations())).quotations[0].speaker.wikidata is None


def test_pairs_kept_apart_are_known(store: Store) -> None:
    people.apart(store, "mara-holt", "holt", "Ada", at())
    assert kept_apart(store) == {frozenset({"mara-holt", "holt"})}


@pytest.mark.parametrize(
    ("decide", "says"),
    [
        (lambda s: people.merge(s, "holt", "Holt", "Ada", at()), "are one speaker already: holt"),
        (lambda s: people.merge(s, "holt", "nobody", "Ada", at()), "no speaker is called 'nobody'"),
        (lambda s: people.merge(s, "mara-hollt", "holt", "Ada", at()), "; there are: mara-holt"),
        (lambda s: people.apart(s, "holt", "holt", "Ada", at()), "use split"),
        (lambda s: people.split(s, "holt", ["Mara"], "", "Ada", at()), "'Mara' is no part of Holt; a part is"),
        (lambda s: people.split(s, "holt", ["b", "c"], "X", "Ada", at()), "that is all there is of Holt"),
        (lambda s: people.split(s, "holt", ["b"], "", "Ada", at()), "a name is missing"),
        (lambda s: people.assign(s, "holt", ["b#q9"], "Ada", at()), "there is no quotation 'b#q9'"),
        (lambda s: people.rename(s, "holt", " ", "Ada", at()), "needs a name"),
        (lambda s: people.link(s, "holt", "42", "Ada", at()), "'42' is no Wikidata item; write it as Q42, or none"),
        (lambda s: people.undo(s, "", "Ada", at()), "there is no decision that counts; there are: none"),
        (lambda s: people.undo(s, "abc", "Ada", at()), "there is no decision 'abc' that counts"),
    ],
)
def test_what_cannot_be_decided_is_one_sentence(store: Store, decide: Callable[[Store], Decision], says: str) -> None:
    before = set(store.engine.quads())
    with pytest.raises(QuotegraphError) as error:
        decide(store)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert set(store.engine.quads()) == before


def test_two_items_of_wikidata_are_not_merged_and_one_is_not_given_twice(store: Store) -> None:
    people.link(store, "holt", "Q1", "Ada", at())
    with pytest.raises(QuotegraphError, match=r"Q1 is Holt \(holt\) already; if the two are one: speakers merge"):
        people.link(store, "odo", "Q1", "Ada", at())
    people.link(store, "odo", "Q2", "Ada", at())
    with pytest.raises(QuotegraphError, match="which are two"):
        people.merge(store, "odo", "holt", "Ada", at())


def test_a_name_of_several_is_asked_for_by_key(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.nq", create=True) as store:
        store.add(ANNOTATIONS, TOPICS)
        with pytest.raises(QuotegraphError, match="several speakers; say which by key: odo-fenn, odo-fenn-2"):
            people.find(store, "Odo Fenn")
        assert people.find(store, "Mara Lindqvist-Voss").key == "mara-lindqvist"


def test_a_list_of_speakers_is_kept_and_replaced(store: Store, tmp_path: Path) -> None:
    rows = (ListedSpeaker("Mara Holt", ("Holt", 'the "Boss"\t<b>'), "Q42", "Shore Party", "yes", "Norland"),)
    store.list_speakers(rows, "Ada", at())
    assert store.listed() == rows
    before = set(store.engine.quads())
    store.list_speakers(rows, "Bo", at())
    assert set(store.engine.quads()) == before, "the same list says nothing new"
    for suffix in ("ttl", "jsonld", "nq"):
        store.export(tmp_path / f"out.{suffix}")
        with open_store(tmp_path / f"again-{suffix}.nq", create=True) as again:
            again.load(tmp_path / f"out.{suffix}")
            assert set(again.engine.quads()) == before
    store.list_speakers((ListedSpeaker("Odo"),), "Bo", at())
    assert store.listed() == (ListedSpeaker("Odo"),)
    store.list_speakers((), "Bo", at())
    assert store.listed() == ()
    assert validate(store) == []


def test_whom_spokespersons_speak_for_stays_a_speaker(tmp_path: Path) -> None:
    voice = Speaker("ina", "Ina", role="spokeswoman", speaks_for="Mara Holt")
    with open_store(tmp_path / "store.nq", create=True) as store:
        store.add([said("a", voice)], [TOPIC])
        assert ask(store, "speaks-for").cells() == [("Mara Holt", "Ina", "ina", "spokesperson", "1")]
        store.add([said("b", MARA), said("c", ODO)], [TOPIC])
        (link,) = store.query("SELECT ?who { <https://w3id.org/quotegraph/speaker/ina> qg:speaksFor ?who }").rows
        assert link[0] == v.speaker_iri("mara-holt")
        people.merge(store, "ina", "odo", "Ada", at())
        assert [one.key for one in store.speakers()] == ["ina", "mara-holt"]
        assert validate(store) == []
        store.add([Annotation(said("a").article), Annotation(said("c").article)], [TOPIC])
        assert [one.key for one in store.speakers()] == ["mara-holt"]
        assert ask(store, "speaks-for").rows == ()


ODD = [
    "'\"\t\n",
    "x" * 10_000,
    "💥",
    "Мара Holt 持",
    '" . } ; DROP ALL #',
    "<script>alert(1)</script>",
    "a/b#c?d",
    "..",
    "\u202eeno",
]


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=30).filter(str.strip) | st.sampled_from(ODD), st.text(max_size=9))
def test_any_name_is_stored_and_shown_as_text(tmp_path_factory: pytest.TempPathFactory, name: str, by: str) -> None:
    place = tmp_path_factory.mktemp("odd")
    with open_store(place / "store.nq", create=True) as store:
        odd = Speaker(name, name, organisation=name, role=name, speaks_for=name, country=name)
        store.add([said("a", odd, ODO), said("b", HOLT)], [TOPIC])
        people.merge(store, "odo", name, by, at())
        people.rename(store, "odo", name, by, at())
        store.export(place / "copy.ttl")
        shown = v.clean(name)
        assert names(store) == [[shown, shown], ["Holt"]]
        assert validate(store) == []
        with open_store(place / "again.nq", create=True) as again:
            again.load(place / "copy.ttl")
            assert set(again.engine.quads()) == set(store.engine.quads())
