"""The ``.brief`` markup: what it means, and what is refused with file, line and what is allowed."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotegraph.corpus import Brief, parse, read_corpus, read_set
from quotegraph.errors import QuotegraphError
from quotegraph.lines import dumped, from_line
from quotegraph.model import Quotation, Span, Speaker, Stance

TRAIN = Path(__file__).parents[2] / "data" / "train"
TOPICS = "id\tlabel\tproposition\talternatives\nnew-line\tNew line\tThe line should be built.\tline;tracks\n"
CAST = (
    "name\tkind\tgender\trole\torganisation\tcountry\taliases\n"
    "Lena Okafor\tperson\tf\tminister\t-\t-\tOkafor\n"
    "Rail Union\torganisation\t-\t-\t-\t-\t-\n"
)
HEAD = "title: Line: a split\npublisher: The Post\ndate: 2027-03-14\n===\n"
TEXT = """{s1:Lena Okafor} {c1:said} that {q1:the line
would open}. {q2:“We wait,”} {s2:she} {c2:says}, {q2:“no more.”}

{c3:According to} {s3:the union}, {q3:{s4:the minister} {c4:promised} {q4:trains}}.

- The {n:“ghost line”}
- {s5:An aide} {c5:would not say} {q5:when}
"""
ROWS = """q1: Lena Okafor | indirect | hedged | new-line=support
q2: Lena Okafor | direct | new-line=support/3
q3: Rail Union | indirect
q4: Lena Okafor | stance | parent=q3 | via=Rail Union
q5: ~an aide | indirect | refused | new-line=neutral
"""


def brief(text: str = TEXT, rows: str = ROWS, head: str = HEAD) -> Brief:
    cast = {name: Speaker(name.casefold(), name) for name in ("Lena Okafor", "Rail Union")}
    return parse(f"{head}{text}===\n{rows}", "a.brief", "set/a", ("new-line",), cast)


@pytest.fixture
def rail(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "rail"
    folder.mkdir(parents=True)
    (folder / "topics.tsv").write_text(TOPICS, "utf-8")
    (folder / "cast.tsv").write_text(CAST, "utf-8")
    (folder / "01.brief").write_text(f"{HEAD}{TEXT}===\n{ROWS}", "utf-8")
    return folder


def test_what_a_brief_says() -> None:
    found = brief()
    article, quotations = found.annotation.article, found.annotation.quotations
    assert (article.doc_id, article.title, article.publisher) == ("set/a", "Line: a split", "The Post")
    assert (article.date, article.lang, article.url) == ("2027-03-14", "en", None)
    assert article.text == (
        "Lena Okafor said that the line would open. “We wait,” she says, “no more.”\n\n"
        "According to the union, the minister promised trains.\n\n- The “ghost line”\n- An aide would not say when"
    )
    first, second, third, fourth, fifth = quotations
    assert [q.words(article.text) for q in quotations] == [
        "the line would open",
        "“We wait,” … “no more.”",
        "the minister promised trains",
        "trains",
        "when",
    ]
    assert [(q.cue[0].of(article.text), q.source[0].of(article.text)) for q in quotations] == [
        ("said", "Lena Okafor"),
        ("says", "she"),
        ("According to", "the union"),
        ("promised", "the minister"),
        ("would not say", "An aide"),
    ]
    assert [q.type for q in quotations] == ["indirect", "direct", "indirect", "stance", "indirect"]
    assert [q.modality for q in quotations] == ["hedged", "asserted", "asserted", "asserted", "refused"]
    assert first.stances == (Stance("new-line", "support", 2),)
    assert second.stances == (Stance("new-line", "support", 3),)
    assert fifth.stances == (Stance("new-line", "neutral", 0),)
    assert (third.level, third.parent) == (1, None)
    assert (fourth.level, fourth.parent, fourth.via) == (2, "q3", "Rail Union")
    assert fifth.speaker == Speaker(None, "an aide", "unnamed")
    assert [span.of(article.text) for span in found.non_quotes] == ["“ghost line”"]


def test_a_set_is_read_with_its_cast(rail: Path) -> None:
    (found,) = read_set(rail)
    assert found.annotation.article.doc_id == "rail/01"
    assert found.annotation.quotations[2].speaker == Speaker("rail-union", "Rail Union", "organisation")
    assert list(read_corpus(rail.parent)) == [found]
    assert list(read_corpus(rail)) == [found]


def test_windows_files_read_the_same(rail: Path) -> None:
    before = read_set(rail)
    for path in rail.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_set(rail) == before


def test_the_annotation_line_gives_it_back() -> None:
    found = brief()
    assert from_line(found.line()) == found.annotation
    assert [Span(*span) for span in found.line()["non_quotes"]] == list(found.non_quotes)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Go {q1:on.\n", 5, "mark {q1: is not closed"),
        ("Go.\n\nGo} on.\n", 7, "'}' closes no mark: 'Go.\\n\\nGo}'"),
        ("Go.\nThe {x:plan}.\n", 6, "'{' opens no mark: '{x:plan}.'; marks are {q1:…}"),
        ("Go {q1:}on.\n", 5, "mark {q1:} is empty"),
        ("Go {q1: on}.\n", 5, "mark {q1:} begins or ends with white space: ' on'"),
        ("{c1:Says} {q1:on}.\n\n{s2:She}.\n", 7, "mark {s2:} has no quotation line q2"),
    ],
)
def test_bad_marks(text: str, line: int, said: str) -> None:
    with pytest.raises(QuotegraphError, match=r"^a\.brief:") as error:
        brief(text, "q1: Lena Okafor | indirect\n")
    assert str(error.value).startswith(f"a.brief:{line}: {said}")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Lena Okafor | indirect", "'Lena Okafor | indirect' is no quotation line; it is written qN: SPEAKER | TYPE"),
        ("q1: Lena Okafor", "q1: type is nothing, is to be one of direct, indirect, mixed, stance"),
        ("q1: Lena Okafor | said", "q1: type is 'said', is to be one of direct"),
        ("q7: Lena Okafor | indirect", "q7 is not marked in the text"),
        ("q1: Nobody | indirect", "q1: 'Nobody' is not in cast.tsv; who has no name is written ~a senior official"),
        ("q1: ~ | indirect", "q1: '~' is not in cast.tsv"),
        ("q1: Lena Okafor | indirect | new-line=maybe", "q1: 'new-line=maybe' is neither a modality (asserted, hedged"),
        ("q1: Lena Okafor | indirect | new-line=support/4", "q1: 'new-line=support/4' is neither"),
        ("q1: Lena Okafor | indirect | old=support", "q1: topic 'old' is not in topics.tsv, which has new-line"),
        ("q1: Lena Okafor | indirect | via=", "q1: via= names nobody"),
        ("q1: Lena Okafor | indirect | parent=q9", "q1: parent 'q9' is not a quotation of this article"),
        ("q1: Lena Okafor | indirect | parent=q1", "q1 is nested in itself"),
        ("q1: Lena Okafor | mixed", "q1 is mixed but holds no quotation marks: 'it'"),
    ],
)
def test_bad_quotation_lines(row: str, said: str) -> None:
    with pytest.raises(QuotegraphError) as error:
        brief("She {c1:says} {q1:it}.\n", f"\n{row}\n")
    assert str(error.value).startswith(f"a.brief:8: {said}")


def test_a_quotation_has_one_line() -> None:
    with pytest.raises(QuotegraphError, match=r"^a\.brief:8: q1 has a line already \(a\.brief:7\)$"):
        brief("{q1:Go}.\n", "q1: Lena Okafor | indirect\nq1: Lena Okafor | indirect\n")


def test_a_ring_of_parents_is_none() -> None:
    rows = "q1: Rail Union | indirect | parent=q2\nq2: Rail Union | indirect | parent=q1\n"
    with pytest.raises(QuotegraphError, match=r"^a\.brief:7: q1 is nested in itself$"):
        brief("{q1:{q2:Go}}.\n", rows)


@pytest.mark.parametrize("kind", ["indirect", "stance"])
@pytest.mark.parametrize(
    ("text", "more", "fine"),
    [
        ("{q1:the “plan”}\n", "", False),
        ("{q1:the {n:“plan”}}\n", "", True),
        ("{q1:it} the {n:“plan”} {q1:is “it”}\n", "", False),
        ("{q1:the {q2:“plan”}}\n", "q2: Rail Union | direct | parent=q1\n", True),
        ("{q1:the ‘plan’}\n", "", True),  # may be apostrophes
    ],
)
def test_marks_that_no_direct_piece_explains(kind: str, text: str, more: str, fine: bool) -> None:
    rows = f"q1: Lena Okafor | {kind}\n{more}"
    if fine:
        assert brief(text, rows).annotation.quotations[0].type == kind
    else:
        with pytest.raises(QuotegraphError, match=rf"^a\.brief:7: q1 is {kind} but holds quotation marks"):
            brief(text, rows)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("title: A\npublisher: P\n===\n", "a.brief:1: the head lacks 'date'"),
        ("title:\npublisher: P\ndate: 2027-03-14\n===\n", "a.brief:1: the head lacks 'title'"),
        ("title: A\nThe Post\n===\n", "a.brief:2: 'The Post' has no colon"),
        ("title: A\npublisher: P\ndate: 14 March\n===\n", "a.brief:3: date '14 March' is not ISO"),
        ("title: A\n", "a.brief: 1 lines '===' where two are wanted"),
    ],
)
def test_bad_heads(head: str, said: str) -> None:
    with pytest.raises(QuotegraphError) as error:
        brief(head=head)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("cast.tsv", "\tperson\tf", "\trobot\tf", "cast.tsv:2: Lena Okafor: kind 'robot' is not one of person"),
        ("cast.tsv", "\tperson\tf", "\tperson\tx", "cast.tsv:2: Lena Okafor: gender 'x' is not one of f, m, -"),
        ("cast.tsv", "\tOkafor", "", "cast.tsv:2: 6 cells, are to be 7 with tabs between"),
        ("cast.tsv", "Rail Union", "Lena Okafor", "cast.tsv:3: 'Lena Okafor' stands twice"),
        ("cast.tsv", "Rail Union", "Lená Okafor", "cast.tsv:3: 'Lená Okafor' looks the same as 'Lena Okafor'"),
        ("topics.tsv", "label", "name", "topics.tsv:1: columns are 'id name proposition alternatives', are to be id"),
        ("topics.tsv", "new-line\t", "\t", "topics.tsv:2: the first cell (id) is empty"),
    ],
)
def test_bad_tables(rail: Path, file: str, old: str, new: str, said: str) -> None:
    path = rail / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(QuotegraphError) as error:
        read_set(rail)
    assert str(error.value).startswith(f"{rail}/{said}")


def test_what_is_missing(rail: Path, tmp_path: Path) -> None:
    with pytest.raises(QuotegraphError, match=r"no such folder$"):
        list(read_corpus(tmp_path / "none"))
    (rail / "topics.tsv").unlink()
    with pytest.raises(QuotegraphError, match=r"topics\.tsv: cannot be read: no such file"):
        read_set(rail)
    (rail / "01.brief").unlink()
    with pytest.raises(QuotegraphError, match=r"holds no \.brief files$"):
        list(read_corpus(tmp_path))


def test_each_problem_is_told_and_the_rest_goes_on(rail: Path) -> None:
    for number, text in ((2, "{q1:open"), (3, "closed}")):
        (rail / f"0{number}.brief").write_text(f"{HEAD}{text}\n===\n", "utf-8")
    told: list[str] = []
    assert len(list(read_corpus(rail.parent, told.append))) == 1
    assert [message.split(":")[0] for message in told] == [str(rail / "02.brief"), str(rail / "03.brief")]


def test_two_sets_of_one_name_are_told(rail: Path) -> None:
    other = rail.parent / "more" / "rail"
    other.mkdir(parents=True)
    for path in rail.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    with pytest.raises(QuotegraphError, match="a set is called 'rail' already"):
        list(read_corpus(rail.parent))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("{}qscn1:“” \n-=|~a\u202e\x00"), max_size=60), st.text(max_size=40))
def test_any_text_is_read_or_refused_in_one_sentence(text: str, rows: str) -> None:
    try:
        found = brief(f"{text}\n", rows)
    except QuotegraphError:
        return
    assert from_line(found.line()) == found.annotation


def test_the_example_of_the_guide_is_one() -> None:
    guide = (TRAIN.parents[1] / "docs" / "annotation-guide.md").read_text("utf-8")
    (example,) = re.findall(r"^```\n(title: .*?)^```$", guide, re.M | re.S)
    cast = {name: Speaker(name, name) for name in ("Lena Okafor", "Rail Workers' Union")}
    annotation = parse(example, "guide", "guide/1", ("open-coastal-line",), cast).annotation
    assert [quotation.words(annotation.article.text) for quotation in annotation.quotations] == [
        "the coastal line would open in June",
        "“We have waited long enough,” … “It opens.”",
        "the minister promised a second platform two years ago",
        "a second platform",
    ]


@pytest.fixture(scope="module")
def train() -> list[Brief]:
    return list(read_corpus(TRAIN))


def test_the_open_corpus_keeps_to_its_rules(train: list[Brief]) -> None:
    sets = {found.annotation.article.doc_id.split("/")[0] for found in train}
    assert sets == {path.parent.name for path in TRAIN.glob("*/topics.tsv")}
    assert len(train) == len(list(TRAIN.rglob("*.brief")))
    for found in train:
        assert from_line(found.line()) == found.annotation
        assert "\n" not in dumped(found.line())


def _trimmed(text: str) -> Callable[[Span], bool]:
    return lambda span: span.of(text) == span.of(text).strip() != ""


def test_the_open_corpus_is_whole(train: list[Brief]) -> None:
    for found in train:
        text, quotations = found.annotation.article.text, found.annotation.quotations
        by_id = {quotation.id: quotation for quotation in quotations}
        for quotation in quotations:
            assert all(map(_trimmed(text), (*quotation.content, *quotation.cue, *quotation.source)))
            assert quotation.parent is None or _inside(quotation, by_id[quotation.parent])
        assert {"{", "}"}.isdisjoint(text)


def _inside(inner: Quotation, outer: Quotation) -> bool:
    first, last = min(s.start for s in outer.content), max(s.end for s in outer.content)
    return all(first <= span.start and span.end <= last for span in inner.content)


def test_the_card_counts_right(train: list[Brief]) -> None:
    card = " ".join((TRAIN / "README.md").read_text("utf-8").split())
    quotations = [quotation for found in train for quotation in found.annotation.quotations]
    stances = Counter(stance.stance for quotation in quotations for stance in quotation.stances)
    types = Counter(quotation.type for quotation in quotations)
    for counted in (
        f"{len(train)} short news articles",
        f"{sum(len(found.annotation.article.text.split()) for found in train):,} words",
        f"{len(quotations):,} quotations marked up by hand: {types['indirect']} indirect, {types['direct']} direct, "
        f"{types['mixed']} mixed, {types['stance']} reported stances",
        f"{sum(quotation.level > 1 for quotation in quotations)} of them inside another one",
        f"{sum(quotation.via is not None for quotation in quotations)} relayed by somebody",
        f"{sum(q.speaker is not None and q.speaker.kind == 'unnamed' for q in quotations)} of unnamed sources",
        f"{stances.total():,} stances on them ({stances['support']} support, {stances['oppose']} oppose, "
        f"{stances['neutral']} neutral)",
        f"{sum(len(found.non_quotes) for found in train)} pieces in quotation marks",
        f"{sum(not found.annotation.quotations for found in train)} articles hold no quotation",
    ):
        assert counted in card
    for name in {found.annotation.article.doc_id.split("/")[0] for found in train}:
        members = [found for found in train if found.annotation.article.doc_id.startswith(f"{name}/")]
        words = sum(len(found.annotation.article.text.split()) for found in members)
        found_here = sum(len(found.annotation.quotations) for found in members)
        assert f"| `{name}` | {len(members)} | {words} | {found_here} |" in card
