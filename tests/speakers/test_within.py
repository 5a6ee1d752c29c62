from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.language import read
from quotegraph.model import Annotation, Article, Quotation, Span
from quotegraph.speakers import RegisterLinker, RuleResolver
from tests.speakers.conftest import annotated, names

Speakers = Callable[..., list[str | None]]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # names and appositions
        ("{Mara Lindqvist, the trade minister}, said [the tax must fall].", "Mara Lindqvist"),
        ("{The foreign minister, Johann Adler}, said [no].", "Johann Adler"),
        ("{Special envoy Tomas Grönlund} said [no].", "Tomas Grönlund"),
        ("{Opposition boss Ephraim Castellane} said [no].", "Ephraim Castellane"),
        ("{President Octavian Brezan's spokesman, Petko Dalchev}, said [no].", "Petko Dalchev"),
        ("{Sir Walter Munk} said [no].", "Walter Munk"),
        ("{Radomir Voresku of the Homeland Union} said [no].", "Radomir Voresku"),
        ("{a retired sergeant called Piet Osthuys} wrote [no].", "Piet Osthuys"),
        ("Mara Holt left. {Holt} said [no].", "Mara Holt"),
        ("Mara Holt left. {Ms Holt} said [no].", "Mara Holt"),
        ("Mara Holt, the minister, left early. Nobody followed. {The minister} said [no].", "Mara Holt"),
        # titles that open a sentence, offices in capitals
        ("Prime Minister Mara Holt left for Norland. {The prime minister} said [no].", "Mara Holt"),
        ("Vice President Mara Holt left. Peter Lang stayed. {The vice president} said [no].", "Mara Holt"),
        ("Mara Holt, the prime minister, met Peter Lang. {The Prime Minister} said [no].", "Mara Holt"),
        ("Peter Lang, the mayor, met Olaf Strand. Strand was polite. The Mayor left. {He} said [no].", "Peter Lang"),
        ("Vice President Mara Holt met Peter Lang. By noon {the Veep} said [no].", "Mara Holt"),
        ("Justice Minister Olaf Strand resigned. At noon {the Justice Minister} said [no].", "Olaf Strand"),
        ("{The Attorney General, Olaf Lund}, said [no].", "Olaf Lund"),
        ("Olaf Lund left. {The Economist} said [no].", "The Economist"),
        ("Olaf Lund left. On Monday {the Guardian} said [no].", "Guardian"),
        # things that are taken up
        ("Peter Lang was told. The joint letter, {which} calls it [a start], is long.", "the joint letter"),
        ("The union wrote to Peter Lang. Its letter, {which} calls him [a coward], is long.", "its letter"),
        # not the person in the phrase
        ("{A spokesman for President Octavian Brezan} said [no].", "a spokesman for President Octavian Brezan"),
        ("{A senior official} said [no].", "a senior official"),
        ("{A senior official who asked not to be named} said [no].", "a senior official"),
        ("{Western diplomats} said [no].", "Western diplomats"),
        ("Mara Holt left. {Her office} said [no].", "Holt's office"),
        # pronouns
        ("Mara Holt met Peter Lang. Holt, {who} said [no], left.", "Mara Holt"),
        ("Mara Holt met Peter Lang. {She} said [no].", "Mara Holt"),
        ("Mara Holt met Peter Lang. {He} said [no].", "Peter Lang"),
        ("{A porter} said [no]. {He} said [yes].", "a porter"),
        ("Mara Holt met Ruth Sands. [“Ms Sands is late”,] {she} said.", "Mara Holt"),
        ("Peter Lang asked Ivo Sand about it. [“No”,] {he} replied.", "Ivo Sand"),
        ("Peter Lang sat down. Mara Holt rose, and {he} said [no].", "Peter Lang"),
        ("{Mara Holt} said [no].\n\n{The same}: [“Never.”]", "Mara Holt"),
        ("Mara Holt waited for Ruth Sands. Asked by Ms Sands, {she} said [no].", "Mara Holt"),
        ("Mara Holt left early. {The 61-year-old} said [no].", "Mara Holt"),
        ("Oluf Penhallow came late. Oluf Penhallow, {you} want [a cap].", "Oluf Penhallow"),
        ("My uncle met Peter Lang. {He} told us [no].", "my uncle"),
        # offices that pass on
        ("Peter Lang left. The new mayor is Mara Holt. It rained. {The mayor} said [no].", "Mara Holt"),
        (
            "Mayor Ivo Sand resigned. His successor, Tara March, met the council. {The new mayor} said [no].",
            "Tara March",
        ),
        ("Mayor Ivo Sand left. His successor, Tara March, came. {The former mayor} said [no].", "Ivo Sand"),
        ("Mara Holt came. Her deputy, Ruth Sands, sat by. {The mayor's deputy} said [no].", "Ruth Sands"),
        ("{Secretary of State Anna Holt} said [no].", "Anna Holt"),
        # what stands before a name and is no part of it
        ("Talks went on. From Moscow {Peter Lang} accused [them].", "Peter Lang"),
        ("{Downing Street} said [no].", "Downing Street"),
        ("Moscow Says No\n\n{Moscow} says [no].", "Russia"),
        ("CASTLE HARBOUR — Mara Holt came. {Holt} said [no].", "Mara Holt"),
        ("{The Reform leader, usually Mara Holt's best friend}, said [no].", "the Reform leader"),
        # things and whoever stands behind them
        ("The Audit Office said more in a report. {The report} said [no].", "Audit Office"),
        ("{A leaflet by New Quays} said [no].", "New Quays"),
        ("Mara Holt waited. {Her letter} said [no].", "Mara Holt"),
        ("{Velmora's embassy} said [no].", "Velmora"),
        ("In Halvern it rained. Halvern slept. {City hall} said [no].", "Halvern"),
        ("{Russia's foreign ministry} said [no].", "Russian Ministry of Foreign Affairs"),
        ("Mara Holt, the Osmari minister, flew to Osmar. {Her government} said [no].", "Osmar"),
        ("Osmar waited. {Osmar's foreign minister} said [no]. {Her government} said [no].", "Osmar"),
        ("{A sentence added at Mara Holt's request} said [no].", "a sentence added at Mara Holt's request"),
        ("{A study published this week by the Audit Office} said [no].", "Audit Office"),
        ("{A paper of the Audit Office} said [no].", "Audit Office"),
        ("Velmora waited. {The Velmorans} said [no].", "Velmora"),
        ("It rained, {the Association of Can Makers} said [no].", "Association of Can Makers"),
        ("{The Union of Merchant Officers} said [no].", "Union of Merchant Officers"),
        ("The CHAIR rose. Meridian Stack wrote. South Quay slept. {The company} said [no].", "Meridian Stack"),
        # what is another's
        (
            "Peter Lang met Ruth Sands, a spokeswoman for Ivo Berg. {Lang's spokeswoman} said [no].",
            "Lang's spokeswoman",
        ),
        ("Mayor Ivo Sand met Mara Holt, the culture minister. {His minister} said [no].", "Mara Holt"),
        ("Peter Lang, the leader of Sovereign Hearth in Lorrent, left. {He} said [no].", "Peter Lang"),
        ("Ivo Sand leads Hearth and Pass. {The Hearth and Pass leader} said [no].", "Ivo Sand"),
        (
            "The head of the Osmar mint, Peter Lang, came. Ivo Sand and Mara Holt came. {The mint's head} said [no].",
            "Peter Lang",
        ),
        ("Peter Lang, who speaks for the mint, came. Ivo Sand came. {The mint's spokesman} said [no].", "Peter Lang"),
        ("The council appointed Ruth Berg director. Ivo Sand came. {The director} said [no].", "Ruth Berg"),
        ("Osmar made Ruth Berg, until now a judge, its new envoy. Ivo Sand came. {The envoy} said [no].", "Ruth Berg"),
        ("The government of Ruth Berg met. Ivo Sand came. {The prime minister} said [no].", "Ruth Berg"),
        ("Ruth Berg's cabinet met. Ivo Sand came. {The prime minister} said [no].", "Ruth Berg"),
        # how somebody stands to another
        ("Mara Holt met Ivo Holt. Mara Holt sat down. {Her brother} said [no].", "Ivo Holt"),
        ("Mara Holt met Ivo Holt and Karl Holt. Mara Holt sat down. {Her brother} said [no].", "Mara Holt's brother"),
        ("Mara Holt met Ada Holt. Mara Holt sat down. {Her brother} said [no].", "Mara Holt's brother"),
        ("Mara Holt met Peter Lang in Osmar. {Her host} said [no].", "Peter Lang"),
        ("Mara Holt opened the door, and we sat down. {Our host} said [no].", "Mara Holt"),
        ("Mara Holt met Karl Fenn. {Karl Fenn's lawyer} said [no].", "Karl Fenn's lawyer"),
        ("Ruth Berg, three days in office, opened the hall on Monday. {The new governor} said [no].", "Ruth Berg"),
        ("Mara Holt, whose deputy, Ivo Sand, left, sat down. {The deputy} said [no].", "Ivo Sand"),
        ("Mara Holt is mayor of Halvern. Ivo Sand came. Ruth Berg came. {The mayor} said [no].", "Mara Holt"),
        ("Ruth Berg is the mayor. Mara Holt, no relation of the mayor, came. {The mayor} said [no].", "Ruth Berg"),
        ("Ruth Berg is the mayor. Mara Holt, a guest of the mayor, came. {The mayor} said [no].", "Ruth Berg"),
        ("Peter Lang came. {31 Democrats} said [no].", "31 Democrats"),
        # groups
        ("{Mara Holt and Peter Lang} said [no].", "Mara Holt and Peter Lang"),
        ("{Germany, Spain and Italy} said [no].", "Germany, Spain and Italy"),
        ("Mara Holt named 26 countries. {The 26} said [no].", "26 countries"),
        ("{Students in the gallery} said [no].", "Students"),
        # bodies, countries, places
        ("The Shore Party met. {The party} said [no].", "Shore Party"),
        ("{The Red Lantern Society} said [no].", "Red Lantern Society"),
        ("{Berlin} said [no].", "Germany"),
        ("{Kyiv} said [no].", "Ukraine"),
        ("{The Kremlin} said [no].", "The Kremlin"),
        ("{No 10} said [no].", "Downing Street"),
        ("{The Hungarian government} said [no].", "Hungary"),
        ("{The EU} said [no].", "European Union"),
        ("{A total of 26 countries} said [no].", "26 countries"),
        ("{Two people familiar with the talks} said [no].", "two people familiar with the talks"),
        ("{Three of the four judges} said [no].", "three of the four judges"),
    ],
)
def test_the_speaker_of_a_source(speakers: Speakers, marked: str, expected: str) -> None:
    assert speakers(marked)[-1] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Mara Holt was not amused. {}[“No.”]", "Mara Holt"),
        ("{Mara Holt} said [no]. Peter Lang shook his head. {}[“Yes.”]", "Peter Lang"),
        ("The three parties spoke:\n\n- expressed {}[concern]\n- called for {}[calm]", "Three parties"),
        ("The Shore Party retorts that {}[it rained].", "Shore Party"),
        ("Mara Holt came.\n\nPeter Lang saw it so:\n\n{}[“It rained.”]", "Peter Lang"),
    ],
)
def test_words_without_a_source(speakers: Speakers, marked: str, expected: str) -> None:
    assert (speakers(marked)[-1] or "").removeprefix("the ") == expected


@pytest.mark.parametrize("cue", ["is said", "it is whispered", "rumour", "reports", "has been told"])
def test_hearsay_belongs_to_nobody_of_the_article(cue: str) -> None:
    text = f"Mara Holt waved. In the hall {cue} the vote will be late."
    at, content = text.index(cue), text.index("the vote")
    quotation = Quotation("q", (Span(content, len(text) - 1),), (Span(at, at + len(cue)),), (), "indirect")
    [found] = RuleResolver().resolve(next(read([Article("a", text)])), (quotation,)).quotations
    assert found.speaker is not None
    assert (found.speaker.key, found.speaker.kind) == (None, "unnamed")


def test_public_figures_by_role_and_date(speakers: Speakers) -> None:
    text = "{The German chancellor} said [no] and {the NATO chief} said [yes]."
    assert speakers(text, "2023-05-01") == ["Olaf Scholz", "Jens Stoltenberg"]
    assert speakers(text, "2025-07-01") == ["Friedrich Merz", "Mark Rutte"]


def test_two_people_of_one_surname_stay_apart(speakers: Speakers) -> None:
    text = (
        "Hannah Osei and Kwame Osei disagree. {Mrs Osei} said [no]. {Mr Osei} said [yes]. "
        "{Hannah Osei} repeated [no], {Kwame Osei} repeated [yes]."
    )
    assert speakers(text) == ["Hannah Osei", "Kwame Osei", "Hannah Osei", "Kwame Osei"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Hannah Osei and Kwame Osei came. Kwame Osei sat down. {The other Osei} said [no].", "Hannah Osei"),
        ("Hannah Osei, the minister, came. {Mayor Osei} said [no].", "Osei"),
        ("Hannah Osei came. {Dr Osei, the chemist and no relation}, said [no].", "Osei"),
        ("Hannah Osei, mayor and niece of Kwame Osei, met Kwame Osei. {Ms Osei} said [no].", "Hannah Osei"),
    ],
)
def test_a_last_name_means_whom_its_title_and_company_allow(marked: str, expected: str) -> None:
    assert names(annotated("one", marked))[-1] == expected


def test_turns_of_a_transcript_belong_to_their_labels(speakers: Speakers) -> None:
    text = (
        "Nkechi Obiora, the water engineer, was heard by Rosa Kent, the chair.\n\n"
        "KENT: {}[Do you hear me?]\n\nMS. OBIORA: {}[I do.]\n\nKENT: {}[Then begin.]"
    )
    assert speakers(text) == ["Rosa Kent", "Nkechi Obiora", "Rosa Kent"]


def test_a_role_with_a_name_in_brackets_stands_for_it_from_then_on(speakers: Speakers) -> None:
    text = "THE CHAIR (Rosa Kent): {}[Do you hear me?]\n\nMS. OBIORA: {}[I do.]\n\nTHE CHAIR: {}[Then begin.]"
    assert speakers(text) == ["Rosa Kent", "Obiora", "Rosa Kent"]


def test_a_free_standing_quotation_belongs_to_the_speaker_before_it(speakers: Speakers) -> None:
    assert speakers("{Mara Holt} said [it was late]. {}[“We go home.”]") == ["Mara Holt", "Mara Holt"]


def test_i_inside_a_quotation_is_its_speaker(speakers: Speakers) -> None:
    text = "{Mara Holt} told us: [“Last week {I} said [no] and I meant it.”]"
    assert speakers(text) == ["Mara Holt", "Mara Holt"]


def test_unnamed_sources_have_no_key_and_are_not_merged(linked: Callable[..., list[object]]) -> None:
    found = linked([("a", "2025-01-01", "{An aide} said [no]."), ("b", "2025-01-02", "{An aide} said [yes].")])
    for annotation in found:
        assert isinstance(annotation, Annotation)
        speaker = annotation.quotations[0].speaker
        assert speaker is not None
        assert (speaker.key, speaker.kind) == (None, "unnamed")
        assert [mention.key for mention in annotation.mentions] == [None]


def test_confidence_falls_with_the_way_a_speaker_was_found() -> None:
    named, pronoun = annotated("a", "{Mara Holt} said [no]. {She} said [yes].").mentions
    assert 0 < pronoun.confidence < named.confidence <= 1


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=120), st.data())
def test_any_text_and_any_source_can_be_resolved(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    quotations = (
        Quotation("q1", (span(),), source=(span(),), type="direct"),
        Quotation("q2", (span(),), type="direct", via=data.draw(st.text(max_size=9))),
        Quotation("q3", (span(),), source=(span(),), parent="q1", level=2),
    )
    found = RuleResolver().resolve(next(read([Article("a", text)])), quotations)
    assert [q.id for q in found.quotations] == ["q1", "q2", "q3"]
    assert next(iter(RegisterLinker().link([found]))).article.text == text
