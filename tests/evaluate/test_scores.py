"""Scores against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.evaluate import Marked, Rate, evaluate
from quotegraph.evaluate.characters import counted, side
from quotegraph.evaluate.pairing import paired
from quotegraph.evaluate.record import record
from quotegraph.evaluate.reliability import Level
from quotegraph.model import Span
from quotegraph.speakers.kinds import MENTION_KINDS
from tests.evaluate.articles import TEXT, A, B, C, D, article, quotation

GOLD = [
    article(
        "x",
        quotation("1", A, "Ann Lee", "ann", ("rail", "support")),
        quotation("2", B, "Ann Lee", "ann", ("rail", "support")),
        quotation("3", C, "Bo Ek", "bo", ("rail", "oppose")),
        quotation("4", D, "an aide", None, ("tax", "neutral")),
    ),
    article("y", quotation("1", A, "Ann Lee", "ann", ("tax", "oppose")), quotation("2", B, "Cy Fox", "cy")),
]
FOUND = [
    article(
        "x",
        quotation("1", A, "ann  lee", "e1", ("rail", "support", 0.9)),
        quotation("2", B, "Ann Lee", "e1", ("rail", "support", 0.7)),
        quotation("3", C, "Bo Ek", "e2", ("rail", "support", 0.6)),
        quotation("4", D, "an aide", None, ("tax", "neutral", 0.8)),
    ),
    article("y", quotation("1", A, "Lee", "e3", ("tax", "oppose", 0.95)), quotation("2", B, "Cy Fox", "e2")),
]


def figures(score):
    return score.hit, score.predicted, score.gold


def test_statements_by_hand():
    report = evaluate(GOLD, FOUND)
    # gold (x ann rail +) (x bo rail -) (x aide tax 0) (y ann tax -)
    # found (x ann rail +) (x bo rail +) (x aide tax 0) (y lee tax -)
    assert figures(report.scores["topic"]) == (3, 4, 4)
    assert figures(report.scores["signed"]) == (1, 3, 3)
    assert figures(report.scores["support"]) == (1, 2, 1)
    assert figures(report.scores["oppose"]) == (0, 1, 2)
    assert figures(report.scores["all"]) == (2, 4, 4)
    assert report.macro["macro"][0] == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert report.flipped == 1
    # on quotations only the stance of the third one is wrong
    assert figures(report.scores["on quotations: signed"]) == (3, 4, 4)
    assert figures(report.scores["on quotations: topic"]) == (5, 5, 5)
    # at .9: (ann rail +) right, (lee tax -) wrong; at .8 the aide comes in
    assert report.statement_confidence.levels[-2] == Level(0.9, 2, 1, 0.25)
    assert report.statement_confidence.levels[-3] == Level(0.8, 3, 2, 0.5)
    # bins: [.9 right, .95 wrong] |1.85 - 1|, [.8 right] .2, [.6 wrong] .6
    assert report.statement_confidence.error == pytest.approx((0.85 + 0.2 + 0.6) / 4)


def test_identity_by_hand():
    report = evaluate(GOLD, FOUND)
    # gold {x1 x2 y1}{x3}{x4}{y2}; found {x1 x2}{x3 y2}{x4}{y1}
    assert report.identity.precision == pytest.approx((1 + 1 + 1 + 1 / 2 + 1 / 2 + 1) / 6)
    assert report.identity.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)
    assert (report.identity.gold_speakers, report.identity.predicted_speakers) == (4, 4)
    assert report.identity_named.quotations == 5
    assert report.identity_named.precision == pytest.approx(4 / 5)


def test_names_serve_where_the_prediction_has_no_keys():
    named = article("y", quotation("1", A, "Ann Lee"), quotation("2", B, "ann lee"))
    silent = Marked(named, undeclared={"1": frozenset({"entity"}), "2": frozenset({"entity"})})
    assert evaluate([GOLD[1]], [silent]).identity.predicted_speakers == 1
    assert evaluate([GOLD[1]], [named]).identity.predicted_speakers == 2  # keys of None: each is nobody else


def test_quotations_by_hand():
    gold = article(
        "x",
        quotation("1", A, "Ann", "ann", cue=[(12, 17)], source=[(18, 25)], type="direct"),
        quotation("2", C, "Bo", "bo", modality="hedged", parent="1"),
        quotation("3", D),
    )
    found = article(
        "x",
        quotation("p", A, "Bo", "e", cue=[(16, 25)], source=[(12, 25)], type="direct"),  # source: 7 of 12 characters
        quotation("q", (26, 30), "Bo", "e", parent="p"),  # 4 of 11 characters: not found
        quotation("r", (31, 49), source=[(0, 5)]),  # 9 of 16 characters of the third
    )
    report = evaluate([gold], [found])
    assert figures(report.scores["detect"]) == (2, 3, 3)
    assert figures(report.scores["exact"]) == (1, 3, 3)
    assert figures(report.scores["e2e"]) == (
        1,
        3,
        3,
    )  # gold 3 has neither source nor speaker, the prediction has a source
    assert figures(report.scores["cue"]) == (1, 1, 1)
    assert figures(report.scores["speaker"]) == (0, 2, 2)  # r stands for a quotation without a speaker
    assert figures(report.scores["coverage"]) == (10 + 4 + 7 + 9, 10 + 4 + 16, 10 + 11 + 9)
    assert figures(report.scores["cue_exact"]) == (0, 1, 1)
    assert figures(report.scores["parent links"]) == (0, 0, 1)  # q is not given a pair, p and r have no parent
    assert report.recall["type"] == {"direct": Rate(1, 1), "indirect": Rate(1, 2)}
    assert report.recall["modality"] == {"asserted": Rate(2, 2), "hedged": Rate(0, 1)}
    assert report.recall["cue"] == {"with": Rate(1, 1), "without": Rate(1, 2)}
    assert report.recall["source"] == {"with": Rate(1, 1), "without": Rate(1, 2)}
    assert report.recall["level"] == {"1": Rate(2, 3)}
    assert report.accuracy == {
        "speaker": Rate(0, 1),
        "last name": Rate(0, 1),
        "type": Rate(2, 2),
        "modality": Rate(2, 2),
        "parent": Rate(2, 2),
    }
    assert report.scores["detect"].interval is None


def test_a_quotation_without_a_source_is_right_by_its_speaker():
    gold = article("x", quotation("1", A, "Conor O’Neil", "c"), quotation("2", B))
    found = article("x", quotation("1", A, "conor o'neil", "k", source=[(0, 3)]), quotation("2", B))
    assert figures(evaluate([gold], [found]).scores["e2e"]) == (2, 2, 2)


def test_marks_spaces_and_that_at_the_border_play_no_part():
    text = "He said that “we will go”, whether or not."
    gold = article("x", quotation("1", (13, 25)), text=text)
    for start, end in ((8, 25), (14, 24), (7, 27), (13, 26)):
        found = article("x", quotation("1", (start, end)), text=text)
        assert figures(evaluate([gold], [found]).scores["exact"]) == (1, 1, 1)
    assert evaluate([gold], [article("x", quotation("1", (13, 35)), text=text)]).scores["exact"].hit == 0
    colon = article("x", quotation("1", A, cue=[(5, 6)]))
    assert evaluate([colon], [colon]).scores["cue"].gold == 0  # a space is no cue
    marked = article("x", quotation("1", (14, 24), cue=[(25, 26)]), text=text)
    assert figures(evaluate([marked], [marked]).scores["cue"]) == (1, 1, 1)  # a comma is


def pairs(gold, found):
    return paired(Marked(gold), Marked(found)).pairs


def test_the_best_assignment_is_not_the_greedy_one():
    text = "abcdefghijkl"
    gold = article("x", quotation("1", (0, 6)), quotation("2", (3, 11)), text=text)
    found = article("x", quotation("p", (0, 7)), quotation("q", (0, 6)), quotation("r", (2, 9)), text=text)
    # 1-q is perfect, 1-p 6/7, 2-r 6/9; p and q both reach only gold 1
    assert pairs(gold, found) == {0: 1, 1: 2}
    # 1-q is perfect, but leaves nothing for 2 (2-p is 3/7); 1-p and 2-q are together 6/7 + 3/6
    gold = article("x", quotation("1", (0, 6)), quotation("2", (0, 3)), text=text)
    found = article("x", quotation("p", (0, 7)), quotation("q", (0, 6)), text=text)
    assert pairs(gold, found) == {0: 0, 1: 1}


def test_equal_overlaps_are_settled_by_the_source_the_cue_and_the_order():
    gold = article("x", quotation("1", A, source=[C]), quotation("2", A, cue=[D]))
    found = article("x", quotation("p", A, cue=[D]), quotation("q", A, source=[C]))
    assert pairs(gold, found) == {0: 1, 1: 0}
    one = article("x", quotation("1", A))
    assert pairs(one, article("x", *(quotation(name, A) for name in "pqrs"))) == {0: 0}


def test_articles_without_a_prediction_and_predictions_without_an_article():
    report = evaluate(GOLD, [FOUND[0], article("z", quotation("1", A))])
    assert report.without_prediction == 1
    assert figures(report.scores["detect"]) == (4, 4, 6)


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(QuotegraphError, match="gold: article 'x' stands twice"):
        evaluate([GOLD[0], GOLD[0]], [])
    with pytest.raises(QuotegraphError, match="predictions: article 'x' stands twice"):
        evaluate(GOLD, [FOUND[0], FOUND[0]])
    with pytest.raises(QuotegraphError, match="article 'y': the text of the prediction is not that of the gold"):
        evaluate(GOLD, [article("y", text="another text")])


def test_intervals_hold_the_score_and_are_always_the_same():
    report = evaluate(GOLD, FOUND)
    low, high = report.scores["topic"].interval
    assert low < 0.75 <= high
    assert evaluate(GOLD, FOUND) == report
    assert evaluate(GOLD, FOUND, samples=0).scores["topic"].interval is None
    # samples without the one article that has a denied quotation say nothing of these
    denied = [article("x", quotation("1", A, modality="denied")), *(article(name, quotation("1", A)) for name in "yz")]
    assert evaluate(denied, denied).recall["modality"]["denied"].interval == (1.0, 1.0)


def test_nothing_is_not_an_error():
    report = evaluate([], [])
    assert report.scores["detect"].f1 == 0.0
    assert report.identity is None
    assert report.quotation_confidence is report.statement_confidence is None
    assert "0 articles" in report.table()


def test_the_table_shows_what_the_report_holds():
    lines = evaluate(GOLD, FOUND).table().splitlines()
    assert lines[0] == "2 articles"
    assert any(line.split()[:4] == ["topic", "75.0", "75.0", "75.0"] and line.endswith("3/4/4") for line in lines)
    assert "support taken for oppose or the reverse: 1" in lines
    assert max(map(len, lines)) <= 100


def test_speakers_are_counted_by_the_kind_of_their_source():
    text = "Mara Holt came. Holt said alpha bravo. She said charlie delta. The mayor said echo foxtrot."
    spans = [
        (text.index(words), text.index(words) + len(words)) for words in ("Holt said", "She said", "The mayor said")
    ]
    holt = [("Mara Holt", "holt"), ("Mara Holt", "holt"), ("Eva Weir", "weir")]

    def made(speakers):
        return article(
            "x",
            *(
                quotation(str(n), (end + 1, end + 8), name, key, source=[(start, end - 5)])
                for n, ((start, end), (name, key)) in enumerate(zip(spans, speakers, strict=True))
            ),
            text=text,
        )

    found = evaluate([made([("Mara Holt", "holt")] * 3)], [made(holt)])
    shares = {kind: (rate.hit, rate.cases) for kind, rate in found.mentions.items()}
    assert shares == {"last name": (1, 1), "role": (0, 1), "pronoun": (1, 1)}
    assert list(shares) == [kind for kind in MENTION_KINDS if kind in shares]
    assert "speaker right, by mention kind" in found.table()
    assert record(found)["speaker_by_mention"]["role"]["share"] == 0.0


def test_errors_can_be_read():
    text = "It rained. Ann said the tax must fall today. Bo agreed."
    gold = article("x", quotation("1", (20, 43), "Ann", "ann", ("tax", "support"), type="direct"), text=text)
    found = article("x", quotation("p", (24, 37), "Bo", "bo", ("tax", "oppose")), quotation("q", (48, 54)), text=text)
    assert [str(error) for error in evaluate([gold], [found]).errors] == [
        "border  x#1 (direct): Ann said [the {tax must fall} today].",
        "speaker x#1 (Bo for Ann): Ann said [the tax must fall today].",
        "stance  x#1 (missed tax=support, false tax=oppose): Ann said [the tax must fall today].",
        "false   x#q (indirect, no speaker): Bo {agreed}.",
    ]
    assert [error.kind for error in evaluate([gold], []).errors] == ["missed"]
    assert evaluate([gold], [gold]).errors == ()


def test_a_wrong_source_is_shown_where_it_stands():
    text = "Ann told Bo that it rained. It did."
    gold = article("x", quotation("1", (17, 26), "Ann", "a", source=[(0, 3)]), text=text)
    found = article("x", quotation("p", (17, 26), "Ann", "a", source=[(9, 11)]), text=text)
    assert [str(error) for error in evaluate([gold], [found]).errors] == [
        "source  x#1 (Bo for Ann): [Ann] told {Bo} that it rained."
    ]


def test_long_stretches_of_an_error_are_cut():
    text = "She said " + "and so on " * 500 + "in the end."
    (error,) = evaluate([article("x", quotation("1", (9, len(text) - 1)), text=text)], []).errors
    assert len(error.sentence) < 400
    assert error.sentence.startswith("She said [and so on")
    assert error.sentence.endswith("in the end].")


def test_stances_are_no_errors_where_gold_has_none():
    gold, found = article("x", quotation("1", A)), article("x", quotation("p", A, "Ann", None, ("tax", "oppose", 0.5)))
    report = evaluate([gold], [found])
    assert report.errors == ()
    assert report.statement_confidence is None
    assert "statements" not in report.table()


spans = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(lambda t: (t[0], min(len(TEXT), sum(t)))),
    max_size=5,
)


@given(spans, spans)
def test_gold_and_prediction_change_places(a, b):
    one = article("x", *(quotation(str(n), span) for n, span in enumerate(a)))
    two = article("x", *(quotation(str(n), span) for n, span in enumerate(b)))
    there, back = evaluate([one], [two]).scores, evaluate([two], [one]).scores
    for name in ("detect", "coverage"):
        assert figures(there[name]) == (back[name].hit, back[name].gold, back[name].predicted)
    assert there["exact"].hit <= there["detect"].hit <= min(len(a), len(b))
    assert evaluate([one], [one]).scores["detect"].hit == sum(bool(content) for content in side(one).content)


@given(st.text(max_size=30))
def test_only_letters_digits_and_some_signs_count(text):
    assert all(text[i].isalnum() or text[i] in "$£€¥%@#&+" for i in counted(text, [Span(0, len(text))]))
