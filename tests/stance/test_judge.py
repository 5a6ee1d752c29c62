"""The stance stage on short articles: which topics, which side, how surely."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotegraph.language import read
from quotegraph.model import STANCES, Article, Quotation, Span, Speaker, Stance, Topic
from quotegraph.stance import RuleStance

TOPICS = (
    Topic("bypass", "Harbour bypass", "The harbour bypass should be built.", ("ring road", "new road")),
    Topic("no-ferry-tax", "Ferry tax", "Ferry passengers should not pay a tax.", ("levy on ferries", "passenger tax")),
    Topic("bag-ban", "Plastic bags", "Plastic bags should be banned in shops.", ("ban on bags", "carrier bags")),
)


def judged(
    text: str,
    content: str,
    cue: str = "",
    source: str = "",
    topics: tuple[Topic, ...] = TOPICS,
    title: str = "",
    speaker: Speaker | None = None,
    **fields: str,
) -> dict[str, Stance]:
    """The stances of the one quotation of a text, by topic."""
    spans = [(Span(text.index(part), text.index(part) + len(part)),) if part else () for part in (content, cue, source)]
    quotation = Quotation("q1", *spans, speaker=speaker or Speaker("x", "X"), **fields)  # type: ignore[arg-type]
    reading = next(read([Article("a", text, title)]))
    (found,) = RuleStance().judge(reading, (quotation,), topics)
    assert (found.content, found.cue, found.source, found.speaker) == (*spans, quotation.speaker)
    return {stance.topic: stance for stance in found.stances}


@pytest.mark.parametrize(
    ("cue", "content", "topic", "side"),
    [
        ("welcomed", "the harbour bypass", "bypass", "support"),
        ("rejected", "the harbour bypass", "bypass", "oppose"),
        ("ruled out", "a ring road", "bypass", "oppose"),
        ("backs", "the ferry tax", "no-ferry-tax", "oppose"),
        ("opposed", "a levy on ferries", "no-ferry-tax", "support"),
        ("is against", "the ban on bags", "bag-ban", "oppose"),
        ("called for", "a ban on plastic bags", "bag-ban", "support"),
        ("has no objection to", "the harbour bypass", "bypass", "support"),
        ("would have no truck with", "the harbour bypass", "bypass", "oppose"),
    ],
)
def test_an_attitude_towards_the_thing_becomes_a_stance_on_the_proposition(
    cue: str, content: str, topic: str, side: str
) -> None:
    found = judged(f"The union {cue} {content} on Monday.", content, cue, "The union", type="stance")
    assert next(iter(found)) == topic
    assert found[topic].stance == side


def test_what_is_not_ruled_out_is_supported_with_caution() -> None:
    text = "The mayor did not rule out the harbour bypass."
    found = judged(text, "the harbour bypass", "did not rule out", "The mayor", type="stance", modality="hedged")
    assert (found["bypass"].stance, found["bypass"].intensity) == ("support", 1)


def test_who_refuses_to_say_is_neutral_and_has_no_intensity() -> None:
    text = "The mayor refused to say whether the harbour bypass would be built."
    found = judged(text, "the harbour bypass would be built", "refused to say", "The mayor", modality="refused")
    assert (found["bypass"].stance, found["bypass"].intensity) == ("neutral", 0)


def test_a_quotation_about_something_else_has_no_stance() -> None:
    assert judged("“The cat was asleep,” said the baker.", "“The cat was asleep,”", "said", "the baker") == {}


def test_the_sentence_before_tells_what_it_is_about() -> None:
    text = "The council debated the harbour bypass for hours. “We need it,” said the mayor."
    found = judged(
        text, "“We need it,”", "said", "the mayor", title="Harbour bypass divides the council", type="direct"
    )
    assert set(found) == {"bypass"}


def test_own_country_topics_want_a_speaker_who_speaks_of_it() -> None:
    own = (
        Topic(
            "own-ships",
            "Own ships",
            "The speaker's own country should send ships.",
            ("sending ships",),
            own_country=True,
        ),
    )
    text = "Norland declined to send ships."
    arguments = (text, "to send ships", "declined", "Norland", own)
    state = judged(*arguments, speaker=Speaker("norland", "Norland", kind="country"), type="stance")["own-ships"]
    paper = judged(*arguments, speaker=Speaker("norland", "Norland", kind="organisation"), type="stance").get(
        "own-ships"
    )
    assert state.stance == "oppose"
    assert paper is None or (paper.confidence or 0) < (state.confidence or 0)


def test_examples_of_a_topic_tell_words_that_go_with_it() -> None:
    text = "“The gulls will scream all night,” said Mara Holt."
    quotation = Quotation("q1", (Span(0, 34),), (Span(35, 39),), (Span(40, 49),), "direct")
    reading = next(read([Article("a", text)]))
    plain = TOPICS[0]
    shown = replace(plain, opposing=("The gulls would scream for nights on end.", "Nights full of gulls!"))
    before, after = (RuleStance().scores(reading, (quotation,), (topic, *TOPICS[1:])) for topic in (plain, shown))
    assert before is not None
    assert after is not None
    assert after.relevance[0, 0] > before.relevance[0, 0]
    assert after.support[0, 0] < before.support[0, 0]
    assert after.relevance[0, 1:] == pytest.approx(before.relevance[0, 1:], rel=0.3)


def test_the_most_specific_topic_comes_first() -> None:
    wide = Topic(
        "roads", "New roads", "New roads such as the harbour bypass should be built.", ("harbour bypass", "road")
    )
    narrow = replace(TOPICS[0], broader="roads")
    text = "The union welcomed the new roads and the harbour bypass."
    arguments = (text, "the new roads and the harbour bypass", "welcomed", "The union")
    assert list(judged(*arguments, topics=(wide, narrow), type="stance")) == ["bypass", "roads"]
    assert list(judged(*arguments, topics=(narrow, wide), type="stance")) == ["bypass", "roads"]


def test_stances_from_before_do_not_stay() -> None:
    reading = next(read([Article("a", "He said no.")]))
    old = Quotation("q1", (Span(8, 10),), stances=(Stance("bypass", "support"),))
    assert RuleStance().judge(reading, (old,), ())[0].stances == ()


def test_the_order_of_topics_makes_no_difference() -> None:
    text = "The union rejected the harbour bypass and the ferry tax."
    arguments = (text, "the harbour bypass and the ferry tax", "rejected", "The union")
    assert judged(*arguments) == judged(*arguments, topics=TOPICS[::-1])


_WORDS = st.text(alphabet=st.sampled_from("abcdeé ‘’“”.,?!:\n\t-—<>&\u202e\u0000😀ß"), min_size=1, max_size=120)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_WORDS, _WORDS, st.data())
def test_any_text_and_any_spans_give_lawful_stances(text: str, label: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = tuple(Span(*sorted(data.draw(st.tuples(ends, ends)))) for _ in range(3))
    quotations = (
        Quotation("q1", spans[:1], spans[1:2], spans[2:], speaker=Speaker(None, "~")),
        Quotation("q2", spans[1:2], type="direct", parent="q1"),
        Quotation("q3", (), parent="nowhere"),
    )
    topics = (Topic("t", label, text, (label[::-1],)), *TOPICS)
    found = RuleStance().judge(next(read([Article("a", text, label)])), quotations, topics)
    assert [quotation.id for quotation in found] == ["q1", "q2", "q3"]
    for stance in (stance for quotation in found for stance in quotation.stances):
        assert stance.stance in STANCES
        assert stance.confidence is not None
        assert 0 <= stance.confidence <= 1
        assert (stance.intensity == 0) == (stance.stance == "neutral")
        assert stance.intensity in (0, 1, 2, 3)
