"""`dunwell`: everything that can be done without Slack."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands import attaching, book, exporting, importing, rehearsing, running, store
from bot.commands.edge import Edge

app = typer.Typer(
    name="dunwell",
    cls=Edge,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Billing follow-up for Slack: who owes what, what they said, what to do next.",
)
app.command("serve")(running.serve)
app.command("demo")(running.demo)
app.command("import")(importing.import_file)
app.command("export")(exporting.export)
app.command("attach")(attaching.attach)
app.command("status")(book.status)
app.command("client")(book.client)
app.command("aging")(book.aging)
app.command("digest")(book.digest)
app.command("why")(rehearsing.why)
app.command("rehearse")(rehearsing.rehearse)
app.command("tick")(running.tick)
app.command("doctor")(running.doctor)
app.command("manifest")(running.manifest)
app.add_typer(store.db, name="db")


def _version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dunwell {version('dunwell')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True, help="Print it."),
    ] = False,
) -> None:
    """Nothing by itself."""
    del show_version
