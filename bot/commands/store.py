"""The book's own care: upgrade, backup, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.edge import REFUSED, print_json
from bot.commands.past import Json
from bot.environment import read_settings
from storage.check import check_book
from storage.database import open_database
from storage.upgrade import backup as copy_book
from storage.upgrade import newest
from storage.upgrade import upgrade as bring_up_to_date

db = typer.Typer(help="Care for the database: upgrade, backup, check.", no_args_is_help=True)


@db.command()
def upgrade() -> None:
    """Bring the database up to date. `serve` does it by itself."""
    database = open_database(read_settings().database_url)
    try:
        done = bring_up_to_date(database)
    finally:
        database.close()
    typer.echo(f"Brought up to date: {', '.join(done)}." if done else f"Up to date already ({newest()}).")


@db.command()
def backup(to: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")]) -> None:
    """Copy a SQLite book into a file while Dunwell runs."""
    database = open_database(read_settings().database_url)
    try:
        copy_book(database, to)
    finally:
        database.close()
    typer.echo(f"Copied to {to}.")


@db.command()
def check(*, as_json: Json = False) -> None:
    """See that the file is whole and every derived number equals the facts it is derived from."""
    database = open_database(read_settings().database_url)
    try:
        bring_up_to_date(database)
        faults = check_book(database)
    finally:
        database.close()
    if as_json:
        print_json({"ok": not faults, "faults": faults})
    else:
        typer.echo("\n".join(faults) if faults else "Whole: every derived number equals its facts.")
    if faults:
        raise typer.Exit(REFUSED)
