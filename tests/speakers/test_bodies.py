from __future__ import annotations

from collections.abc import Callable

import pytest

from quotegraph.model import Annotation
from tests.speakers.conftest import names

Speakers = Callable[..., list[str | None]]
Linked = Callable[[list[tuple[str, str, str]]], list[Annotation]]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # a noun of like meaning, or of the same words
        ("The Bakers' Guild met the Rent Commission. {The union} said [no].", "Bakers' Guild"),
        ("The Lorry Drivers' Federation met. {The truckers' association} said [no].", "the truckers' association"),
        ("The Taxi Owners' Association met. {The cabbies' association} said [no].", "Taxi Owners' Association"),
        ("The Rent Commission met. {The charity} said [no].", "the charity"),
        ("The Rent Commission met the Actors' Union. {The rail union} said [no].", "the rail union"),
        # people of one body
        ("The Glass Workers' Guild met. {The glass workers} said [no].", "Glass Workers' Guild"),
        ("The Harbour Pilots' Society met the mayor. {The pilots} said [no].", "Harbour Pilots' Society"),
        ("The Patent Court sat. {The judges} said [no].", "Patent Court"),
        ("The Patent Court and the Labour Court sat. {The judges} said [no].", "the judges"),
        ("The Rent Commission sat. {The judges} said [no].", "the judges"),
        ("{The pilots} said [never]. The Glass Guild met.", "the pilots"),
        # somebody's own
        ("Mara Holt, a deputy of the Shore Party, met the Red Front. {Her party} said [no].", "Shore Party"),
        ("Mara Holt of Free Meadows met the Rent Commission. {Her group} said [no].", "Free Meadows"),
        ("Peter Lang, head of the Bakers' Guild, met the Shore Party. {His union} said [no].", "Bakers' Guild"),
        ("Peter Lang of the Actors' Union left. {Mr Lang's union} said [no].", "Actors' Union"),
        ("Peter Lang, once of the Rent Commission, left. {His party} said [no].", "Lang's party"),
        ("Ruth Sands, the transport minister, left. {Her ministry} said [no].", "Ministry of Transport"),
        ("Ruth Sands, the former transport minister, left. {Her ministry} said [no].", "Sands's ministry"),
        ("The auditor general, Mara Holt, left the Audit Office. {Her office} said [no].", "Audit Office"),
        ("The mayor, Mara Holt, left the Audit Office. {Her office} said [no].", "Holt's office"),
        # the ministry of the one field there is
        ("Ruth Sands, the transport minister, left. {The ministry} said [no].", "Ministry of Transport"),
        ("The Transport Ministry was late. Ruth Sands left. {The ministry} said [no].", "Transport Ministry"),
        ("The transport minister met the health minister. {The ministry} said [no].", "the ministry"),
        ("The prime minister came. {The ministry} said [no].", "the ministry"),
        ("Ruth Sands, the transport minister, met the Health Ministry. {The ministry} said [no].", "Health Ministry"),
        # a body with its owner in its name
        ("The Central Bank of Velmora met. {Velmora's central bank} said [no].", "Central Bank of Velmora"),
        ("The Central Bank of Osmar met. {Velmora's central bank} said [no].", "Velmora's central bank"),
        # documents and mouthpieces of a body
        ("The Rent Commission met. Meridian Stack built. {The company's filing} said [no].", "Meridian Stack"),
        ("The Rent Commission met. {A letter from the commission to tenants} said [no].", "Rent Commission"),
        ("The Patent Court ruled. {The last sentence of the ruling} said [no].", "Patent Court"),
        ("{Twelve towns} said [yes]. Peter Lang read it. {The appeal} said [no].", "Twelve towns"),
        ("The Rent Commission met. {The commission's press office} said [no].", "the commission's press office"),
        ("The Red Front met. {The Red Front's press office} said [no].", "Red Front"),
        ("{The ambassadors of the Northern Pact} said [no].", "Northern Pact"),
        ("Velmora waited. {The Velmorans} said [no].", "Velmora"),
        ("{Velmora's Shore Party} said [no].", "Shore Party"),
        ("The Bakers' Guild met. {The guild back home} said [no].", "Bakers' Guild"),
        # what is the name of no body
        ("Waiting is over.\n\n**09:40** Queuing has begun. {The company} said [no].", "the company"),
        ("Meridian Stack published “Red Ledger” today. {The company} said [no].", "Meridian Stack"),
        ("He fell “into the lake.” Nonsense. Meridian Stack builds. {The company} said [no].", "Meridian Stack"),
        ("{The Palace of the Winds} said [no].", "Palace of the Winds"),
        ("Peter Lang (Bread and Roses) left. {His party} said [no].", "Bread and Roses"),
        ("{The tax office} said [no]. It came from the tax office, {which} added [more].", "the tax office"),
        # one body, whatever stands beside its name
        ("Open Passage met. Mara Holt is director of Open Passage. {The organisation} said [no].", "Open Passage"),
    ],
)
def test_a_body_named_again_in_short(speakers: Speakers, marked: str, expected: str) -> None:
    assert speakers(marked)[-1] == expected


STORY = [
    ("a/1", "2031-03-01", "Mara Lindqvist met Tomas Grönlund. {The Velmoran Lake Authority} told Ines Roth [no]."),
    ("a/2", "2031-03-02", "Mara Lindqvist, Tomas Grönlund and Ines Roth waited. {The Lake Authority} said [yes]."),
    ("a/3", "2031-03-03", "Ines Roth met Mara Lindqvist and Tomas Grönlund. {The Authority} said [perhaps]."),
]


def test_a_name_without_some_of_its_words_is_the_full_one_in_one_story(linked: Linked) -> None:
    found = [names(one)[0] for one in linked(STORY)]
    assert found == ["Velmoran Lake Authority"] * 3


def test_a_name_without_some_of_its_words_stays_apart_in_another_story(linked: Linked) -> None:
    found = linked([*STORY, ("b/1", "2031-03-04", "Eva Brandt left Kesmark. {The Lake Authority} said [no].")])
    assert names(found[-1]) == ["Lake Authority"]


def test_one_of_two_bodies_that_a_short_name_fits_is_not_chosen(linked: Linked) -> None:
    other = "Mara Lindqvist, Tomas Grönlund and Ines Roth met. {The Osmari Lake Authority} said [no]."
    found = linked([*STORY[:2], ("a/0", "2031-02-01", other)])
    assert names(found[1]) == ["Lake Authority"]


def test_people_of_a_body_of_the_story_speak_for_it(linked: Linked) -> None:
    found = linked(
        [
            ("a/1", "2031-03-01", "{The Harbour Pilots' Society} told Mara Lindqvist, Tomas Grönlund, Ines Roth [no]."),
            ("a/2", "2031-03-02", "Mara Lindqvist met Tomas Grönlund and Ines Roth. {The pilots} said [yes]."),
            ("b/1", "2031-03-03", "Eva Brandt flew to Kesmark. {The pilots} said [yes]."),
        ]
    )
    assert [names(one)[0] for one in found] == ["Harbour Pilots' Society"] * 2 + ["the pilots"]


def test_the_only_body_of_a_kind_that_shares_a_person_with_an_article_is_meant(linked: Linked) -> None:
    first = ("a/1", "2031-03-01", "{The Dyke Inspectorate} told Ines Roth [no].")
    second = ("a/2", "2031-03-02", "Mara Lindqvist met Ines Roth. {The inspectorate} said [yes].")
    other = ("a/0", "2031-02-01", "{The School Inspectorate} told Ines Roth [no].")
    assert names(linked([first, second])[1]) == ["Dyke Inspectorate"]
    assert names(linked([first, second, other])[1]) == ["the inspectorate"]


def test_people_of_a_state_of_the_story_stand_for_it(linked: Linked) -> None:
    found = linked(
        [
            ("a/1", "2031-03-01", "There {Velmora} told Mara Lindqvist, Tomas Grönlund, Ines Roth [no]."),
            ("a/2", "2031-03-02", "Mara Lindqvist met Tomas Grönlund and Ines Roth. {The Velmorans} said [yes]."),
            ("b/1", "2031-03-03", "Eva Brandt flew to Kesmark. {The Velmorans} said [yes]."),
        ]
    )
    assert [names(one)[0] for one in found] == ["Velmora", "Velmora", "Velmorans"]


def test_a_body_with_its_owner_in_its_name_is_known_from_another_article(linked: Linked) -> None:
    found = linked(
        [
            ("a/1", "2031-03-01", "{The Halvern City Council} told Mara Lindqvist, Tomas Grönlund, Ines Roth [no]."),
            ("a/2", "2031-03-02", "Mara Lindqvist met Tomas Grönlund, Ines Roth. {The council of Halvern} said [yes]."),
            ("a/3", "2031-03-03", "Mara Lindqvist met Tomas Grönlund, Ines Roth. {The council of Kesmark} said [yes]."),
        ]
    )
    assert [names(one)[0] for one in found] == ["Halvern City Council"] * 2 + ["the council of Kesmark"]


def test_the_party_of_one_of_two_of_a_name_is_known_from_another_article(linked: Linked) -> None:
    found = linked(
        [
            ("a/1", "2031-03-01", "{Peter Lang, a deputy of the Shore Party}, said [no]. Eva Lang, the mayor, left."),
            ("a/2", "2031-03-02", "Eva Lang met Peter Lang. Peter Lang left. {His party} said [yes]."),
        ]
    )
    assert names(found[1]) == ["Shore Party"]


def test_a_name_that_many_states_have_stands_for_the_body_of_one(linked: Linked) -> None:
    german = ("a/1", "2031-03-01", "It rained in Germany. {The Finance Ministry} said [no].")
    italian = ("b/1", "2031-03-02", "It rained in Italy. {The Finance Ministry} said [yes].")
    nowhere = ("c/1", "2031-03-03", "It rained. {The Finance Ministry} said [perhaps].")
    assert [names(one)[0] for one in linked([german, nowhere])] == ["Finance Ministry"] * 2
    found = linked([german, italian, nowhere])
    assert [names(one)[0] for one in found] == [
        "Finance Ministry of Germany",
        "Finance Ministry of Italy",
        "Finance Ministry",
    ]


def test_a_short_form_is_no_body_of_another_country(linked: Linked) -> None:
    near = "met Mara Lindqvist, Tomas Grönlund and Ines Roth"
    one = ("a/1", "2031-03-01", f"In Germany {{the Coastal Lake Authority}} {near} and said [no].")
    two = ("a/2", "2031-03-02", f"In Germany {{the Lake Authority}} {near} and said [no].")
    three = ("a/3", "2031-03-02", f"In Italy {{the Lake Authority}} {near} and said [no].")
    assert [names(found)[0] for found in linked([one, two])] == ["Coastal Lake Authority"] * 2
    assert [names(found)[0] for found in linked([one, three])] == ["Coastal Lake Authority", "Lake Authority"]
