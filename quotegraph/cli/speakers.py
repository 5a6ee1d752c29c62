"""``speakers``: who is who in a store, which of them may be one, and what people decide about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from quotegraph.cli.group import Quotegraph
from quotegraph.cli.places import user
from quotegraph.cli.printing import number_of, plain, shown

if TYPE_CHECKING:
    from quotegraph.rdf.decisions import Decision
    from quotegraph.rdf.roster import Known
    from quotegraph.rdf.store import Store
    from quotegraph.speakers.doubts import Doubt

FORMATS = "table|csv|json"


class Speakers(Quotegraph):
    """A group that lists when it is given a store instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the first argument for a store unless it is the name of a command."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help", "--debug"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("speakers", cls=Speakers, no_args_is_help=True)
def speakers() -> None:
    """Who is who in a store; merge, split, rename speakers.

    speakers STORE lists them, and the pairs that may be one. What you decide is kept with your name and the time,
    outlives adding articles again, and can be undone. A SPEAKER is named by key, name or alias.

    \b
    Example:
      quotegraph speakers graph
      quotegraph speakers merge graph "Mara Holt" holt
      quotegraph speakers undo graph
    """


@click.command("list")
@click.argument("store")
@click.option("--doubts", "doubts_only", is_flag=True, help="Only the pairs that may be one speaker.")
@click.option("-n", "--most", default=20, show_default=True, help="How many pairs at most; 0 for all.")
@click.option("-f", "--format", "form", default="table", show_default=True, metavar=FORMATS, help="How to write it.")
def list_(store: str, doubts_only: bool, most: int, form: str) -> None:
    """The speakers of a store, and pairs that may be one.

    Pairs stand in the order of how much merging them would change the network: ties are the weight of the ties
    (agreement and disagreement) that would move. In csv and json: the speakers, or with --doubts the pairs.
    """
    from quotegraph.rdf.roster import kept_apart, roster
    from quotegraph.rdf.store import open_store

    if form not in FORMATS.split("|"):
        raise click.BadParameter(f"{form!r} is not one of {', '.join(FORMATS.split('|'))}", param_hint="-f")
    with open_store(store) as opened:
        known = roster(opened)
        doubts = _doubts(opened, known, kept_apart(opened))
    rows = [_doubt(doubt) for doubt in doubts[: most or None]]
    if form != "table":
        _written(rows if doubts_only else [_row(one) for one in known], form)
        return
    if not doubts_only:
        shown(_filled([_row(one) for one in known]))
        click.echo(number_of(len(known), "speaker"))
    if rows:
        if not doubts_only:
            click.echo()
        click.echo(f"{number_of(len(doubts), 'pair')} that may be one speaker (speakers merge, speakers apart):")
        shown(rows)
    elif doubts_only:
        click.echo("no pair looks as if it were one speaker")


def _filled(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Rows without the columns in which nothing stands."""
    return [{name: row[name] for name in row if any(other[name] for other in rows)} for row in rows]


def _row(one: Known) -> dict[str, object]:
    speaker = one.speaker
    return {
        "speaker": speaker.name,
        "key": speaker.key,
        "kind": speaker.kind,
        "wikidata": speaker.wikidata,
        "quotations": one.quotations,
        "articles": len(one.articles),
        "first": one.first,
        "last": one.last,
        "also called": "; ".join(one.aliases),
        "note": "; ".join(one.notes),
    }


def _doubt(doubt: Doubt) -> dict[str, object]:
    return {
        "speaker": doubt.one.name,
        "key": doubt.one.key,
        "other": doubt.other.name,
        "other key": doubt.other.key,
        "why": doubt.why,
        "likely": doubt.likely,
        "ties": doubt.change,
    }


def _doubts(store: Store, known: Sequence[Known], apart: set[frozenset[str]]) -> list[Doubt]:
    from quotegraph.network import strengths
    from quotegraph.speakers.doubts import Candidate, doubtful

    ties = strengths(store.statements())
    return doubtful(
        [Candidate(one.speaker, one.aliases, one.articles, ties.get(one.speaker.name, 0), one.last) for one in known],
        apart,
    )


def _written(rows: Iterable[Mapping[str, Any]], form: str) -> None:
    from quotegraph.lines import dumped
    from quotegraph.tables import csv_line

    for number, row in enumerate(rows):
        if form == "json":
            click.echo(dumped(row))
            continue
        if number == 0:
            click.echo(csv_line(list(row)), nl=False)
        click.echo(csv_line(list(row.values())), nl=False)


_BY = click.option("--by", metavar="NAME", help="Who decides; else your name on this machine.")


@click.command()
@click.argument("store")
@click.argument("speaker")
@click.argument("other")
@_BY
def merge(store: str, speaker: str, other: str, by: str | None) -> None:
    """Decide that two speakers are one, called like the first.

    \b
    Example:
      quotegraph speakers merge graph mara-holt holt
    """
    from quotegraph.rdf.people import merge as merged

    _decided(store, by, lambda opened, name, at: merged(opened, speaker, other, name, at))


@click.command()
@click.argument("store")
@click.argument("speaker")
@click.argument("other")
@_BY
def apart(store: str, speaker: str, other: str, by: str | None) -> None:
    """Decide that two speakers are two.

    The pair is no longer listed among the doubtful ones.

    \b
    Example:
      quotegraph speakers apart graph john-smith jon-smith
    """
    from quotegraph.rdf.people import apart as kept_apart

    _decided(store, by, lambda opened, name, at: kept_apart(opened, speaker, other, name, at))


@click.command()
@click.argument("store")
@click.argument("speaker")
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@click.option("--as", "name", default="", metavar="NAME", help="What who is split off is called.")
@_BY
def split(store: str, speaker: str, parts: tuple[str, ...], name: str, by: str | None) -> None:
    """Decide that a part of a speaker is somebody else.

    PART is a name by which articles call the speaker, an article, or a quotation (article#q1).

    \b
    Example:
      quotegraph speakers split graph osei "Kwame Osei"
      quotegraph speakers split graph john-smith north/01 north/02#q3 --as "John Smith (mayor)"
    """
    from quotegraph.rdf.people import split as taken_apart

    _decided(store, by, lambda opened, who, at: taken_apart(opened, speaker, parts, name, who, at))


@click.command()
@click.argument("store")
@click.argument("speaker")
@click.argument("quotations", nargs=-1, required=True, metavar="QUOTATION...")
@_BY
def assign(store: str, speaker: str, quotations: tuple[str, ...], by: str | None) -> None:
    """Decide that quotations are by a speaker.

    QUOTATION is article#q1, as queries show it; its source may be an unnamed one.

    \b
    Example:
      quotegraph speakers assign graph "Mara Holt" north/01#q4
    """
    from quotegraph.rdf.people import assign as given

    _decided(store, by, lambda opened, name, at: given(opened, speaker, quotations, name, at))


@click.command()
@click.argument("store")
@click.argument("speaker")
@click.argument("name")
@_BY
def rename(store: str, speaker: str, name: str, by: str | None) -> None:
    """Decide what a speaker is called.

    \b
    Example:
      quotegraph speakers rename graph holt "Mara Holt"
    """
    from quotegraph.rdf.people import rename as renamed

    _decided(store, by, lambda opened, who, at: renamed(opened, speaker, name, who, at))


@click.command()
@click.argument("store")
@click.argument("speaker")
@click.argument("item", metavar="Q-ID")
@_BY
def link(store: str, speaker: str, item: str, by: str | None) -> None:
    """Decide which Wikidata item a speaker is; none for none.

    \b
    Example:
      quotegraph speakers link graph "Emmanuel Macron" Q3052772
      quotegraph speakers link graph john-smith none
    """
    from quotegraph.rdf.people import link as linked

    _decided(store, by, lambda opened, name, at: linked(opened, speaker, item, name, at))


@click.command()
@click.argument("store")
@click.argument("decision", required=False, metavar="[ID]")
@_BY
def undo(store: str, decision: str | None, by: str | None) -> None:
    """Take a decision back: the newest, or the one of an ID.

    It stays in the store, with who took it back and when. speakers log shows the ids.

    \b
    Example:
      quotegraph speakers undo graph
      quotegraph speakers undo graph 3f2a
    """
    from quotegraph.rdf.people import undo as undone

    _decided(store, by, lambda opened, name, at: undone(opened, decision or "", name, at), "taken back")


@click.command()
@click.argument("store")
def log(store: str) -> None:
    """All decisions about speakers: who, when, what.

    \b
    Example:
      quotegraph speakers log graph
    """
    from quotegraph.rdf.decisions import in_force
    from quotegraph.rdf.store import open_store

    with open_store(store) as opened:
        made = opened.decisions()
    counting = {decision.iri for decision in in_force(made)}
    shown(
        [
            {
                "id": one.id,
                "at": one.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
                "by": one.by,
                "decision": one.said(),
                "counts": "" if one.action == "undo" else "yes" if one.iri in counting else "no",
            }
            for one in made
        ]
    )


def _decided(
    store: str, by: str | None, decide: Callable[[Store, str, datetime], Decision], done: str = "decided"
) -> None:
    from quotegraph.rdf.store import open_store

    with open_store(store, write=True) as opened:
        made = decide(opened, by or user(), datetime.now(UTC))
    click.echo(f"{done}: {plain(made.said())}")


for command in (list_, merge, split, assign, apart, rename, link, undo, log):
    speakers.add_command(command)
