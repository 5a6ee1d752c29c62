"""The page on accuracy, and the README's table, from reports in their JSON form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotegraph.evaluate import quotations, statements
from quotegraph.evaluate.described import DescribedSet, Description

Measured = Mapping[str, Any]
"""A report as :func:`~quotegraph.evaluate.record.record` writes it, with ``words`` and, if measured, ``speed``."""

OPEN, CLOSE = "<!-- scores -->", "<!-- /scores -->"
SMALL = 20
"""Cases under which a share is a hint at best; such rows say so."""

_HEAD = """# How accurate it is

<!-- written by `make accuracy`; change docs/accuracy/sets.toml or quotegraph/evaluate/page.py instead -->"""

_MEASURED = """## What is measured

F1, the harmonic mean of precision (P) and recall (R), in percent, unless a table says otherwise. Only letters, digits
and $£€¥%@#&+ count, so quotation marks, spaces and punctuation at a border change nothing. Quotations are matched one
to one inside an article. In square brackets: 95 % intervals from bootstrap samples of the articles."""

_MEANING = {
    "detect": "a predicted quotation whose content overlaps the gold one by half or more",
    "exact": "detected, and the content has the very characters",
    "e2e": "detected, and the source overlaps by half (without one in the text: the speaker is the same): end to end",
    "e2e_any": "the same, but one shared character of the source is enough",
    "speaker": "detected, and the speaker has the same canonical name",
    "cue": "detected, and the reporting verb is touched",
    "cue_exact": "detected, and the reporting verb has the very characters",
    "coverage": "characters that stand in a content, however they are divided into quotations",
    quotations.LINKS: "quotations inside others, both of them detected and one leading to the other",
    "topic": "speaker and topic are right",
    "signed": "speaker, topic and side (support or oppose) are right",
    "macro": "mean F1 of support, oppose and neutral",
    "on quotations": "the same on quotations that were found, whoever the speaker",
}


def page(description: Description, measured: Mapping[str, Measured]) -> str:
    """The page in Markdown: an overview, what the numbers rest on, a section for each set that was measured."""
    sets = [one for one in description.sets if one.id in measured]
    return "\n".join(
        (
            *(_HEAD, "", description.preface, ""),
            *_overview(sets, measured),
            *("", "## What the numbers rest on", ""),
            *(f"- {line}" for line in description.rests),
            *("", _MEASURED, ""),
            *(f"- **{name}**: {meaning}" for name, meaning in _MEANING.items()),
            *(line for one in sets for line in _section(one, measured[one.id])),
            "",
        )
    )


def readme_table(description: Description, measured: Mapping[str, Measured]) -> str:
    """The README's table: the sets that have a ``column``, the few figures that matter most."""
    sets = [one for one in description.sets if one.column and one.id in measured]
    rows: dict[str, Callable[[DescribedSet, Measured], str]] = {
        "quotation found (content overlaps by half)": lambda _, made: _f1(made, "detect"),
        "quotation and its source right": lambda _, made: _f1(made, "e2e"),
        "quotation with its very borders": lambda _, made: _f1(made, "exact"),
        "speaker right, of quotations found": lambda _, made: _share(made["accuracy"].get("speaker")),
        "statement (speaker, topic, side) right": _signed,
        "articles / gold quotations": lambda _, made: f"{made['articles']} / {made['scores']['detect']['gold']:,}",
        "words per CPU second": lambda _, made: _speed(made),
    }
    body = [[name, *(value(one, measured[one.id]) for one in sets)] for name, value in rows.items()]
    return "\n".join(_table(["", *(one.column for one in sets)], (row for row in body if set(row[1:]) != {"–"})))


def with_table(readme: str, table: str) -> str | None:
    """The README's text with the table between its marks; None where the marks are not there.

    >>> with_table(f"a {OPEN} b {CLOSE} c", "| x |").splitlines()
    ['a <!-- scores -->', '', '| x |', '', '<!-- /scores --> c']
    """
    before, opened, rest = readme.partition(OPEN)
    _, closed, after = rest.partition(CLOSE)
    return f"{before}{OPEN}\n\n{table}\n\n{CLOSE}{after}" if opened and closed else None


def _overview(sets: Sequence[DescribedSet], measured: Mapping[str, Measured]) -> Iterator[str]:
    header = ["set", "detect", "e2e", "exact", "speaker", "signed statements", "words per CPU second"]
    yield from _table(
        header,
        (
            [
                f"[{_cell(one.name)}](#{_anchor(one.name)})",
                *(_f1(measured[one.id], name) for name in ("detect", "e2e", "exact", "speaker")),
                _signed(one, measured[one.id]),
                _speed(measured[one.id]),
            ]
            for one in sets
        ),
    )


def _section(one: DescribedSet, made: Measured) -> Iterator[str]:
    gold = made["scores"]["detect"]["gold"]
    left_out = f" ({made['gold_left_out']:,} more are left out)" if made["gold_left_out"] else ""
    yield from ("", f"## {one.name}", "", one.about, "")
    yield f"- **Licence**: {one.licence}"
    yield f"- **Size**: {made['articles']} articles, {made['words']:,} words, {gold:,} gold quotations{left_out}"
    yield f"- **Seen before**: {one.seen}"
    yield f"- **Reproduce**: {one.how or '`' + _command(one) + '`'}"
    names = [*quotations.MEASURES, quotations.LINKS]
    yield from ("", *_scores({name: name for name in names}, made))
    if one.peers:
        yield from ("", "### Others on this set", "", one.peers_note, "", *_peers(one, made))
    yield from ("", "### By what they are", "", "Recall (*detect*) by what gold says of a quotation.", "")
    yield from _table(
        ["quotations", "found, %", "of"],
        (
            [f"{field}: {value}", _rate(rate), f"{rate['cases']:,}{_few(rate['cases'])}"]
            for field, rates in made["recall"].items()
            for value, rate in rates.items()
        ),
    )
    if made["accuracy"]:
        yield from ("", "Right, of the quotations found:", "")
        yield from _table(
            ["", "right, %", "of"],
            ([name, _rate(rate), f"{rate['cases']:,}{_few(rate['cases'])}"] for name, rate in made["accuracy"].items()),
        )
    if kinds := made.get("speaker_by_mention"):  # figures made before this was counted lack it
        yield from ("", "Speaker right, by mention kind:", "")
        yield from _table(
            ["source", "right, %", "of"],
            ([kind, _rate(rate), f"{rate['cases']:,}{_few(rate['cases'])}"] for kind, rate in kinds.items()),
        )
    yield from _traps(made)
    if one.topics:
        labels = {name: name for name in (*statements.MEASURES, "macro")}
        labels |= {statements.ON_QUOTATIONS + name: statements.ON_QUOTATIONS + name for name in labels}
        yield from ("", "### Statements", "", *_scores(labels, made), "")
        yield f"Support taken for oppose or the reverse: {made['flipped']}."
    if made["b_cubed_named"]:
        both = {"all": made["b_cubed"], "with a name": made["b_cubed_named"]}
        yield from ("", "### Who is who across articles", "", "B-cubed, over the quotations found.", "")
        yield from _table(
            ["speakers", "P", "R", "F1", "speakers in gold", "predicted"],
            (
                [name, *(_percent(b[part]) for part in ("p", "r", "f1")), b["gold_speakers"], b["predicted_speakers"]]
                for name, b in both.items()
            ),
        )
    yield from _confidence("Confidence of quotations", "content and source are right", made["quotation_confidence"])
    if one.topics:
        right = "speaker, topic and stance are right"
        yield from _confidence("Confidence of statements", right, made["statement_confidence"])


def _command(one: DescribedSet) -> str:
    view = one.view
    options = [name for name, is_set in (("--dont-care", view.dont_care), ("--outer-only", view.outer_only)) if is_set]
    options += [f"--types {','.join(sorted(view.types))}"] if view.types else []
    options += [f"--profile {one.profile}"] if one.profile != "accurate" else []
    options += [f"--attributions {one.attributions}"] if one.attributions != "quotations" else []
    return " ".join(["quotegraph evaluate GOLD.jsonl", *options])


def _scores(labels: Mapping[str, str], made: Measured) -> Iterator[str]:
    def row(name: str, score: Mapping[str, Any]) -> list[str]:
        if "p" not in score:  # the mean of several
            return [name, "", "", _with_interval(score["f1"], score["f1_95"]), ""]
        counts = f"{score['hit']:,} / {score['predicted']:,} / {score['gold']:,}"
        return [name, _percent(score["p"]), _percent(score["r"]), _with_interval(score["f1"], score["f1_95"]), counts]

    shown = ((label, made["scores"][name]) for name, label in labels.items())
    yield from _table(
        ["", "P", "R", "F1", "right / predicted / gold"],
        (row(label, score) for label, score in shown if "gold" not in score or score["gold"]),
    )


def _peers(one: DescribedSet, made: Measured) -> Iterator[str]:
    names = list(dict.fromkeys(name for peer in one.peers for name in peer.figures))
    own = ["**quotegraph**", *(f"**{_percent(made['scores'][name]['f1'])}**" for name in names)]
    rows = (
        [peer.system, *(f"{peer.figures[n]:.1f}" if n in peer.figures else "–" for n in names)] for peer in one.peers
    )
    yield from _table(["", *names], (own, *rows))


def _traps(made: Measured) -> Iterator[str]:
    non_quotes, empty = made["non_quotes"], made["empty_articles"]
    if non_quotes["cases"]:
        yield ""
        yield (
            f"In quotation marks but no quotation (scare quotes, titles, terms): {non_quotes['hit']} of "
            f"{non_quotes['cases']} taken for one ({_percent(non_quotes['share'])} %)."
        )
    if empty["articles"]:
        yield ""
        yield (
            f"Articles without any quotation: {empty['predictions']} false ones in {empty['articles']} "
            f"({empty['per_article']:.2f} an article)."
        )


def _confidence(title: str, right: str, found: Mapping[str, Any] | None) -> Iterator[str]:
    if found is None:
        return
    area = "–" if found["area_under_roc"] is None else f"{found['area_under_roc']:.3f}"
    yield from ("", f"### {title}", "")
    yield f"The confidence is to be the probability that {right}. Area under the ROC curve: {area}."
    yield (
        f"Expected calibration error: {found['expected_calibration_error']:.3f} (ten bins, {found['predictions']:,} "
        "predictions)."
    )
    yield ""
    yield from _table(
        ["confidence", "mean, %", "right, %", "predictions"],
        (
            [
                f"{one['from']:.1f} to {one['to']:.1f}",
                _percent(one["confidence"]),
                _percent(one["right"] / one["predictions"]),
                f"{one['predictions']:,}{_few(one['predictions'])}",
            ]
            for one in found["bins"]
        ),
    )
    yield ""
    yield from _table(
        ["taken from", "right, %", "share of gold, %", "predictions"],
        (
            [f"{one['from']:g}", _percent(one["p"]), _percent(one["r"]), f"{one['predictions']:,}"]
            for one in found["levels"]
        ),
    )


def _table(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(map(str, header))} |"
    yield f"|{'|'.join('---' if number == 0 else '---:' for number in range(len(header)))}|"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"


def _f1(made: Measured, measure: str) -> str:
    score = made["scores"][measure]
    return _with_interval(score["f1"], score["f1_95"]) if score["gold"] else "–"


def _signed(one: DescribedSet, made: Measured) -> str:
    return _f1(made, "signed") if one.topics else "–"


def _share(rate: Mapping[str, Any] | None) -> str:
    return _rate(rate) if rate and rate["cases"] else "–"


def _rate(rate: Mapping[str, Any]) -> str:
    return _with_interval(rate["share"], rate["share_95"])


def _speed(made: Measured) -> str:
    return f"{made['speed']:,.0f}" if made.get("speed") else "–"


def _with_interval(value: float, interval: Sequence[float] | None) -> str:
    return _percent(value) + (f" [{_percent(interval[0])}–{_percent(interval[1])}]" if interval else "")


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _few(cases: int) -> str:
    return " (few)" if cases < SMALL else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _anchor(heading: str) -> str:
    """As GitHub makes it.

    >>> _anchor("PolNeAR, dev: all (2016)")
    'polnear-dev-all-2016'
    """
    return "".join(char for char in heading.lower() if char.isalnum() or char in " -_").replace(" ", "-")
