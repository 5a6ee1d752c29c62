import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES, Statement, Topic
from quotegraph.statements import Passage
from quotegraph.viz.data import block

ANN = Statement("Ann", "toll", "support", 3, 0.9, "2030-01-02", "a", "Post", "Works", "person", "a#1", "No toll.")


def passage(key, **changes):
    given = {
        "title": "T", "url": "https://x.example", "pieces": ((None, ""), ("No toll.", "content")), "type": "direct",
        "modality": "asserted", "via": "", "confidence": 0.5,
    }  # fmt: skip
    return Passage(key, **{**given, **changes})


def test_speaker_topic_and_stance_suffice():
    made = block([Statement("Ann", "road-toll", "oppose")])
    assert made.speakers == [["Ann", "", "", "", "", 1]]
    assert made.topics == [["road-toll", "Road toll", "", "", 1]]
    assert made.ties == [[0, 0, STANCES.index("oppose")]]
    assert made.quotations == [[0, "", "", "", None, None, []]]
    assert made.statements == [[0, 2, None, 0]]


def test_a_quotation_with_two_stances_is_there_once():
    other = Statement("Ann", "tax", "oppose", quote_id="a#1", article="a", date="2030-01-02", publisher="Post")
    made = block([ANN, other], [passage("a#1")])
    assert len(made.quotations) == len(made.articles) == 1
    assert [row[3] for row in made.statements] == [0, 0]
    assert made.speakers[0][5] == 1


def test_statements_without_quote_id_are_separate_quotations():
    made = block([Statement("Ann", "toll", "support"), Statement("Ann", "toll", "support")])
    assert made.speakers[0][5] == 2
    assert len(made.ties) == 1


def test_passages_bring_pieces_title_and_link():
    made = block([ANN], [passage("a#1", reviewed=True), passage("b#1")])
    assert made.articles == [["a", "T", "Post", "2030-01-02", "https://x.example"]]
    assert made.quotations == [[0, "direct", "asserted", "", 0.5, 1, [[None, 0], ["No toll.", 1]]]]


def test_words_stand_in_where_there_is_no_passage():
    assert block([ANN]).quotations[0][6] == [["No toll.", 1]]


def test_topics_bring_label_and_proposition():
    made = block([ANN], topics=[Topic("toll", "Road toll", "There should be a toll.", note="N.")])
    assert made.topics == [["toll", "Road toll", "There should be a toll.", "N.", 1]]


@pytest.mark.parametrize(
    ("name", "label"),
    [("road-toll", "Road toll"), ("Road-toll now", "Road-toll now"), ("-", "-"), ("", ""), ("a_b", "A b")],
)
def test_names_of_topics_become_readable(name, label):
    assert block([Statement("Ann", name, "support")]).topics[0][:2] == [name, label]


def test_kind_and_organisation_are_found_wherever_they_stand():
    made = block(
        [Statement("Ann", "a", "support"), Statement("Ann", "b", "support", kind="person", organisation="Works")]
    )
    assert made.speakers == [["Ann", "person", "Works", "", "", 2]]


def test_an_unknown_stance_is_named_with_its_place():
    with pytest.raises(QuotegraphError, match=r"statement 2 \(Bo, toll\): stance 'pro' is not one of support, oppose"):
        block([ANN, Statement("Bo", "toll", "pro")])


@pytest.mark.parametrize(
    ("given", "kept"),
    [(float("nan"), None), (float("inf"), None), (1.5, 1.0), (-1, 0.0), (0.12345, 0.123), (None, None)],
)
def test_confidence_is_a_probability_or_unknown(given, kept):
    assert block([Statement("Ann", "toll", "support", confidence=given)]).statements[0][2] == kept


@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4), st.sampled_from(STANCES)), max_size=12))
def test_every_statement_can_be_read_back(rows):
    made = json.loads(json.dumps(vars_of(block([Statement(*row) for row in rows]))))
    back = []
    for tie, *_ in made["statements"]:
        speaker, topic, stance = made["ties"][tie]
        back.append((made["speakers"][speaker][0], made["topics"][topic][0], STANCES[stance]))
    assert back == rows


def vars_of(made):
    return {name: getattr(made, name) for name in made.__slots__}
