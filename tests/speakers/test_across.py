from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.language import read
from quotegraph.lines import from_line, to_line
from quotegraph.model import KINDS, Annotation, Article, Quotation, Span, Speaker
from quotegraph.speakers import RegisterLinker, RuleResolver
from quotegraph.speakers.names import slug
from tests.speakers.conftest import annotated, names

Linked = Callable[[list[tuple[str, str, str]]], list[Annotation]]

STORY = [
    (
        "day/1",
        "2031-03-01",
        "{Mara Lindqvist, the trade minister of Velmora}, met Tomas Grönlund and Ines Roth, said [no].",
    ),
    ("day/2", "2031-03-02", "There Grönlund and Ines Roth waited. {Lindqvist} said [yes]. {She} added [more]."),
    ("day/3", "2031-03-03", "Nobody saw Tomas Grönlund or Ines Roth. {The trade minister} said [perhaps]."),
    ("day/4", "2031-03-04", "Roth was late. {Tomas Gronlund} said [never]."),
]


def keys(annotations: list[Annotation]) -> dict[str, list[str | None]]:
    return {a.article.doc_id: [q.speaker.key if q.speaker else None for q in a.quotations] for a in annotations}


def test_one_person_has_one_key_and_the_fullest_name_in_all_articles(linked: Linked) -> None:
    found = linked(STORY)
    assert names(found[0]) == ["Mara Lindqvist"]
    assert names(found[1]) == ["Mara Lindqvist", "Mara Lindqvist"]
    assert names(found[2]) == ["Mara Lindqvist"]
    assert names(found[3]) == ["Tomas Grönlund"]


def test_a_bare_role_in_another_story_means_nobody_of_this_one(linked: Linked) -> None:
    found = linked([*STORY, ("other/1", "2031-03-05", "Fog lay over Kesmark. {The trade minister} said [no].")])
    assert names(found[-1]) == ["the trade minister"]


def test_the_order_of_articles_changes_nothing(linked: Linked) -> None:
    expected = keys(linked(STORY))
    shuffled = list(STORY)
    for seed in range(4):
        random.Random(seed).shuffle(shuffled)
        assert keys(linked(shuffled)) == expected


def test_linking_again_changes_nothing(linked: Linked) -> None:
    once = linked(STORY)
    assert list(RegisterLinker().link(once)) == once


def test_annotations_read_from_lines_link_like_new_ones(linked: Linked) -> None:
    stored = [from_line(json.loads(json.dumps(to_line(a)))) for a in linked(STORY[:1])]
    new = annotated("day/2", STORY[1][2], "2031-03-02")
    assert names(RegisterLinker().link([*stored, new])[1]) == ["Mara Lindqvist", "Mara Lindqvist"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{Hannah Osei} said [no].", "{Kwame Osei} said [no]."),
        ("{Maria Lopez, the minister}, said [no].", "{Mario Lopez, the minister}, said [no]."),
        ("{Anna Vance, a judge}, said [no].", "{Leopold Vance, a judge}, said [no]."),
        ("{Li Chen} said [no].", "{Li Shen} said [no]."),
        ("{Mr Robin Falk} said [no].", "{Ms Robin Falk} said [no]."),
    ],
)
def test_two_people_are_never_one(linked: Linked, first: str, second: str) -> None:
    one, other = linked([("a", "2031-01-01", first), ("b", "2031-01-02", second)])
    assert one.quotations[0].speaker is not None
    assert other.quotations[0].speaker is not None
    assert one.quotations[0].speaker.key != other.quotations[0].speaker.key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{Dmitry Volkonsky} said [no].", "{Dmitri Volkonskiy} said [no]."),
        ("{Olena Kovalchuk} said [no].", "{Olena Kovaltschuk} said [no]."),
        ("{Petra Novotná} said [no].", "{Petra Novotna} said [no]."),
        ("{Chao Wei-lin} said [no].", "{Wei-Lin Chao} said [no]."),
        ("{Walter Brubaker} said [no].", "{Walt Brubaker} said [no]."),
        ("{Lena Okafor, the fish minister}, said [no].", "{Lena Okafor-Lund, the fish minister}, said [no]."),
        ("{Ukrainian President Volodymyr Zelensky} said [no].", "{Volodymyr Zelenskyy} said [no]."),
    ],
)
def test_spellings_of_one_name_are_one_person(linked: Linked, first: str, second: str) -> None:
    one, other = linked([("a", "2025-01-01", first), ("b", "2025-01-02", second)])
    assert one.quotations[0].speaker == other.quotations[0].speaker or (
        one.quotations[0].speaker is not None
        and other.quotations[0].speaker is not None
        and one.quotations[0].speaker.key == other.quotations[0].speaker.key
    )


def test_a_last_name_that_two_people_bear_is_joined_to_neither(linked: Linked) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "{Hannah Osei} said [no]."),
            ("b", "2031-01-02", "{Kwame Osei} said [no]."),
            ("c", "2031-01-03", "{Osei} said [no]."),
        ]
    )
    assert len({a.quotations[0].speaker.key for a in found if a.quotations[0].speaker}) == 3


def test_a_title_decides_between_two_people_of_one_name(linked: Linked) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "{Hannah Osei} and {Kwame Osei} said [no] and [yes]."),
            ("b", "2031-01-02", "{Mrs Osei} said [no]."),
            ("c", "2031-01-03", "{Mr Osei} said [no]."),
        ]
    )
    assert names(found[1]) == ["Hannah Osei"]
    assert names(found[2]) == ["Kwame Osei"]


def test_an_office_beside_a_last_name_is_not_that_of_another_of_the_name(linked: Linked) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "{Teuta Marash} said [no]. {The mayor, Besnik Marash}, said [no]."),
            ("b", "2031-01-02", "{Teuta Marash} said [no]. {Mayor Marash} said [yes]."),
        ]
    )
    assert names(found[1]) == ["Teuta Marash", "Besnik Marash"]


def test_an_office_taken_up_in_another_article_is_known(linked: Linked) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "Dorothea Auman was sworn in on Monday as chancellor. Gereon Auman looked on."),
            ("b", "2031-01-02", "{Gereon Auman} said [no]. {Chancellor Auman} said [yes]."),
        ]
    )
    assert names(found[1]) == ["Gereon Auman", "Dorothea Auman"]


def test_an_office_that_nobody_of_the_name_is_known_to_hold_is_kept_apart(linked: Linked) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "{Ines Falk, the finance minister}, and {Rolf Falk, a lawyer}, said [no] and [yes]."),
            ("b", "2031-01-02", "{Ines Falk} said [no]. {Chancellor Falk} said [yes]."),
        ]
    )
    assert names(found[1]) == ["Ines Falk", "Falk"]
    assert len({q.speaker.key for a in found for q in a.quotations if q.speaker}) == 3


def test_a_father_and_a_son_are_two_in_all_articles(linked: Linked) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "{John Reyes Jr.} said [no]."),
            ("b", "2031-01-02", "{John Reyes Sr.} said [no]."),
            ("c", "2031-01-03", "{John Reyes, Sr.,} said [no]."),
        ]
    )
    assert [names(a) for a in found] == [["John Reyes Jr."], ["John Reyes Sr."], ["John Reyes Sr."]]


def test_a_title_tells_the_full_name_of_a_turn(linked: Linked) -> None:
    text = "HOST: Good morning.\n\nVENKATA: No.\n\nHOST: Why?\n\nVENKATA: I said so."
    article = Article("a", text, title="Transcript: Lakshmi Venkata on the tax")
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in ("No.", "I said so.")]
    quotations = tuple(Quotation(f"q{number}", (span,)) for number, span in enumerate(spans))
    found = RuleResolver().resolve(next(read([article])), quotations)
    assert names(RegisterLinker().link([found])[0]) == ["Lakshmi Venkata", "Lakshmi Venkata"]


@pytest.mark.parametrize("phrase", ["His predecessor", "Falk's predecessor"])
def test_a_predecessor_is_known_from_other_articles(linked: Linked, phrase: str) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "{Ines Roth, the mayor of Osmar}, met Tomas Lund and Mara Holt and said [no]."),
            (
                "b",
                "2032-01-02",
                "{Viktor Falk, the mayor of Osmar}, met Tomas Lund and Mara Holt and said [no]. "
                f"{{{phrase}}} said [yes].",
            ),
        ]
    )
    assert names(found[1]) == ["Viktor Falk", "Ines Roth"]


def test_two_people_of_one_last_name_without_their_first_names_are_two(linked: Linked) -> None:
    found = linked(
        [
            ("a", "2031-01-01", "{Rauf Demir, the premier}, and {Selma Demir} said [no] and [yes]."),
            (
                "b",
                "2031-01-02",
                "{Premier Demir} said [no]. {Dr Demir, the geologist and not the premier’s cousin}, said [yes].",
            ),
        ]
    )
    assert names(found[1]) == ["Rauf Demir", "Selma Demir"]


def test_public_figures_get_what_the_gazetteer_knows(linked: Linked) -> None:
    [found] = linked([("a", "2025-03-01", "{French President Emmanuel Macron} said [no].")])
    speaker = found.quotations[0].speaker
    assert speaker is not None
    assert (speaker.wikidata, speaker.gender, speaker.country) == ("Q3052772", "m", "France")


def test_the_same_office_at_another_time_is_another_person(linked: Linked) -> None:
    old, new = linked(
        [
            ("a", "2015-06-01", "Talks went on in Paris. {The French president} said [no]."),
            ("b", "2025-06-01", "Talks went on in Paris. {The French president} said [no]."),
        ]
    )
    assert names(old) != names(new)
    assert names(new) == ["Emmanuel Macron"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=60), st.sampled_from(KINDS)), min_size=1, max_size=4))
def test_any_name_can_be_linked(given_names: list[tuple[str, str]]) -> None:
    annotations = [
        Annotation(
            Article(f"d{number}", f"{name} said no.", date="2025-01-01"),
            (
                Quotation(
                    "q",
                    (Span(len(name) + 6, len(name) + 8),),
                    source=(Span(0, len(name)),),
                    speaker=Speaker(None if kind == "unnamed" else slug(name), name, kind),
                ),
            ),
        )
        for number, (name, kind) in enumerate(given_names)
    ]
    for annotation in RegisterLinker().link(annotations):
        speaker = annotation.quotations[0].speaker
        assert speaker is not None
        assert speaker.name.strip() or not annotation.article.text.strip().removesuffix("said no.").strip()
        assert speaker.key is None or speaker.key


def test_one_public_figure_under_two_names_is_one_speaker(linked: Linked) -> None:
    one, other = linked(
        [
            ("a", "2022-03-01", "{Russian President Vladimir Putin} said [no]."),
            ("b", "2022-03-02", "{Russian President Vladimir Vladimirovich Putin} said [no]."),
        ]
    )
    assert one.quotations[0].speaker is not None
    assert other.quotations[0].speaker is not None
    assert one.quotations[0].speaker.key == other.quotations[0].speaker.key == "vladimir-putin"


def test_whoever_is_called_like_a_public_figure_is_not_one(linked: Linked) -> None:
    [found] = linked([("a", "2019-05-01", "Ohio is in America. {Chris Murphy, a plumber from Ohio}, said [no].")])
    assert found.quotations[0].speaker is not None
    assert (found.quotations[0].speaker.name, found.quotations[0].speaker.wikidata) == ("Chris Murphy", None)


FAR = ("a", "2031-05-01", "In Osmar, {Mara Holt, the Osmari minister,} said [no].")


@pytest.mark.parametrize(
    ("date", "marked", "more", "expected"),
    [
        ("2031-06-01", "In Osmar it rained. {The Osmari minister} said [no].", (), "Mara Holt"),
        ("2041-06-01", "In Osmar it rained. {The Osmari minister} said [no].", (), "the Osmari minister"),
        ("2031-06-01", "In Osmar it rained. {The minister} said [no].", (), "the minister"),
        ("2031-06-01", "In Osmar it rained. {The new Osmari minister} said [no].", (), "the new Osmari minister"),
        (
            "2031-06-01",
            "In Osmar it rained. {The Osmari minister} said [no].",
            (("c", "2031-05-03", "In Osmar, {Ivo Sand, the Osmari minister,} said [no]."),),
            "the Osmari minister",
        ),
    ],
)
def test_a_role_that_names_its_place_is_known_from_articles_that_share_little(
    linked: Linked, date: str, marked: str, more: tuple[tuple[str, str, str], ...], expected: str
) -> None:
    articles = [FAR, ("b", date, marked), *more]
    for order in (articles, articles[::-1]):
        found = {a.article.doc_id: a.quotations[0].speaker for a in linked(order)}
        assert found["b"] is not None
        assert found["b"].name == expected


@pytest.mark.parametrize(("owner", "expected"), [("Holt", "Ivo Sand"), ("Ruth Berg", "Ruth Berg's foreign minister")])
def test_the_minister_of_a_head_of_government_is_that_of_the_same_country(
    linked: Linked, owner: str, expected: str
) -> None:
    there = "Mara Holt, the Osmari president, met Ruth Berg, the Velmoran president. Karl Fenn and Ina Lund came"
    first = ("a", "2031-05-01", f"{there}. {{Ivo Sand, the Osmari foreign minister,}} said [no].")
    then = ("b", "2031-05-02", f"{there} again. {{{owner}'s foreign minister}} said [yes].")
    for order in ([first, then], [then, first]):
        found = {a.article.doc_id: names(a)[-1] for a in linked(order)}
        assert found["b"] == expected
