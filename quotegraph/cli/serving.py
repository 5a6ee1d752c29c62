"""``serve``: a store at an address of this machine, to be looked at in a browser."""

from __future__ import annotations

import click

from quotegraph.cli.places import MIN_CONFIDENCE, columns_at, story_at
from quotegraph.cli.printing import complain, number_of


@click.command()
@click.argument("store")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; others can read along.")
@click.option("--title", default="", help="The page's heading.")
@click.option("--language", default="en", show_default=True, metavar="de|en|fr|uk", help="Language of the interface.")
@click.option("--story", metavar="FILE.json", help="Views to show first, as saved in the page by “Add this view”.")
@click.option("--no-cache", is_flag=True, help="Keep nothing on disk for the next start.")
@MIN_CONFIDENCE
def serve(
    store: str,
    port: int,
    host: str,
    title: str,
    language: str,
    story: str | None,
    no_cache: bool,
    min_confidence: float,
) -> None:
    """The explorer in a browser, for large stores.

    The page asks this command for what it shows, so that a store may hold a million statements. STORE may be a .csv
    file of statements, too. Nothing is changed, and only this machine can look, unless --host says otherwise. What was
    read is kept in your cache folder until the store changes: only the first start takes long. Ctrl-C ends it.

    \b
    Example:
      quotegraph serve graph
      quotegraph serve statements.csv --port 8080 --language de
    """
    import signal

    from quotegraph.serve import Live, page, server
    from quotegraph.viz.render import interface_texts

    interface_texts(language)  # no such language: told before all else
    told, notes = story_at(story, language)
    with server(
        lambda: live.look(), lambda explorer: page(explorer, title, language, told, notes), host, port, complain
    ) as bound:
        live = Live(
            store, lambda: columns_at(store, min_confidence), not no_cache, complain, variant=f"{min_confidence:g}"
        )
        for note in notes:
            complain(note)
        shown = f"[{host}]" if ":" in host else host
        counted = number_of(live.explorer.overview()["counts"]["statements"], "statement")
        click.echo(f"{counted} at http://{shown}:{bound.server_address[1]}/ (Ctrl-C ends it)")
        try:
            # A service manager ends it as a person at the keyboard does.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            bound.serve_forever()
        except KeyboardInterrupt:
            click.echo("ended")
