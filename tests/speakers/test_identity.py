from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotegraph.speakers.identity import VERDICTS, Bearer, Verdict, same
from quotegraph.speakers.likeness import common, forms, likeness
from quotegraph.speakers.names import in_latin, parse_name, script_of, skeleton, slug, sound, suffix_of

HERE = Path(__file__).parent
HOSTILE = [
    '"Ann" "Holt"',
    "Ann\tHolt\nRoth",
    "x" * 10_000,
    "Jo " * 3_000,
    "J." * 5_000,
    "-" * 10_000,
    "(née " * 2_000,
    "al-" * 3_000,
    "🙂🙃🙂",
    "Анна Holt 李",
    "<script>alert(1)</script>",
    "> } . DROP ALL ; # <",
    "\u202eAnn Holt",
    "\x00",
    "\ud800 Holt",
    " ",
    "",
]


def pairs(name: str) -> Iterator[tuple[Bearer, Bearer, str, str]]:
    """The pairs of a fixture: both bearers, the verdict and the kind."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield (
                Bearer(row["one"], row["one_about"], row["one_date"]),
                Bearer(row["other"], row["other_about"], row["other_date"]),
                row["verdict"],
                row["kind"],
            )


# The held-out pairs were written after the judge, and judged once before anything was mended: 85 and 92 in 100 were
# right, with no wrong merge.
@pytest.mark.parametrize(
    ("name", "least"), [("pairs.tsv", 0.95), ("pairs-held-out.tsv", 0.9), ("pairs-held-out-2.tsv", 0.9)]
)
def test_pairs_of_people_are_told_apart(name: str, least: float) -> None:
    found = [(same(one, other), gold, one, other) for one, other, gold, _ in pairs(name)]
    wrong = [item for item in found if item[0].verdict != item[1]]
    assert len(wrong) <= (1 - least) * len(found), wrong
    merged = [item for item in wrong if item[0].verdict == "same" and item[0].confidence >= 0.9]
    assert not merged


def test_pairs_hold_all_verdicts() -> None:
    golds = [gold for *_, gold, _ in pairs("pairs.tsv")]
    assert len(golds) >= 200
    assert {verdict: golds.count(verdict) >= 18 for verdict in VERDICTS} == dict.fromkeys(VERDICTS, True)


@pytest.mark.parametrize("one", HOSTILE)
def test_hostile_names_are_judged_like_others(one: str) -> None:
    for other in (*HOSTILE, "Ann Holt"):
        for about in ("", one[:50]):
            verdict = same(Bearer(one, about), Bearer(other, about))
            assert verdict.verdict in VERDICTS
            if one == other:
                assert verdict.verdict != "different"
            elif verdict.confidence >= 0.9:
                assert verdict.verdict != "same"


NAMES = st.one_of(
    st.text(max_size=40),
    st.text("Aaeilnoprstv. -'’,jJrRK李习近平ВладимрПутинמعبس", max_size=30),
    st.lists(
        st.sampled_from(
            ["Ann", "Li", "Wei", "van", "der", "bin", "Jr.", "J.", "Sir", "Holt", "Holt-Roth", "née", "III"]
        ),
        max_size=6,
    ).map(" ".join),
)


@settings(deadline=None)
@given(NAMES, NAMES, st.text(max_size=20), st.text(max_size=10))
def test_any_two_names_have_one_verdict_in_either_order(one: str, other: str, about: str, date: str) -> None:
    a, b = Bearer(one, about, date), Bearer(other, about, date)
    verdict = same(a, b)
    assert verdict == same(b, a)
    assert verdict.verdict in VERDICTS
    assert 0 <= verdict.confidence <= 1
    assert verdict.reason
    assert same(a, a).verdict != "different"


@given(NAMES)
def test_parts_of_any_name(name: str) -> None:
    for way in (forms, common, script_of, in_latin, skeleton, sound, slug, suffix_of, parse_name):
        assert way(name) is not None  # type: ignore[operator]
    assert likeness(name, name).kind in ("equal", "last", "unknown", "order", "reversed")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Li Wei", "Wei Li", "reversed"),
        ("Orbán Viktor", "Viktor Orbán", "order"),
        ("Carlos García López", "Carlos García Ruiz", "apart"),
        ("Carlos García López", "Carlos García", "double"),
        ("George W. Bush", "George H. W. Bush", "apart"),
        ("Petr Novotný", "Petra Novotná", "apart"),
        ("John Reyes Jr.", "John Reyes", "suffix"),
        ("Marc Keller", "Mark Keller", "variant"),
        ("محمود عباس", "Mahmoud Abbas", "script"),
        ("李明", "Taro Yamada", "unknown"),
    ],
)
def test_kinds_of_likeness(one: str, other: str, kind: str) -> None:
    assert likeness(one, other).kind == likeness(other, one).kind == kind


@pytest.mark.parametrize(
    ("about", "other", "verdict"),
    [
        ("trade minister of Velmora", "Velmoran foreign minister", "same"),
        ("trade minister of Velmora", "goalkeeper of Dunmoor United", "different"),
        ("Irish poet", "Chilean poet", "unclear"),
    ],
)
def test_descriptions_tell_namesakes_apart(about: str, other: str, verdict: str) -> None:
    assert same(Bearer("Ines Rothvale", about, "2030"), Bearer("Ines Rothvale", other, "2031")).verdict == verdict


def test_a_spokesman_may_be_a_woman() -> None:
    one, other = Bearer("Hope Lindqvist", "his spokeswoman", "2030"), Bearer("Hope Lindqvist", "spokesman", "2030")
    assert same(one, other).verdict == "same"
    assert same(Bearer("Chairman Holt"), Bearer("Mrs Holt")).verdict != "different"


def test_a_verdict_says_why() -> None:
    found = same(Bearer("Mrs Holt"), Bearer("Mr Holt"))
    assert found == Verdict("different", 0.95, "a woman and a man")
