"""Where a command ends: a refusal in words, a surprise by its number, never a trace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import typer
from rich.console import Console, RenderableType
from typer.core import TyperGroup

from bot.clock import MovableClock, SystemClock
from bot.desk import Desk
from bot.environment import read_settings
from bot.log import own_file, set_up, surprise
from bot.settings import Settings
from bot.whose_book import desk_of, this_workspace
from domain.calendar import end_of, today_in, zone
from domain.errors import Refusal
from domain.money import Money
from domain.said_dates import Lean, NotADate, read_said_date
from domain.workspace import Workspace
from storage.database import Database, open_database
from storage.unit_of_work import Work
from storage.upgrade import upgrade, version_of

REFUSED = 1
# Piped into a file or another program there is no terminal to fit into.
UNBOUND = 160
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Edge(TyperGroup):
    """Turns what a command raises into words on standard error and an exit code: 1, and 2 for a wrong command line."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            complain(refusal.words)
            raise typer.Exit(REFUSED) from None
        except (typer.Exit, typer.Abort, BrokenPipeError, KeyboardInterrupt):
            raise
        except Exception as error:  # the trace goes to the log, never to a person
            if type(error).__module__.startswith("typer."):
                raise  # a wrong command line, told by Typer
            log = own_file()
            set_up(Settings(), into=log)
            complain(f"Something went wrong that should not have. Reference {surprise(error)}; the trace is in {log}.")
            raise typer.Exit(REFUSED) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The book a command works on."""

    settings: Settings
    database: Database
    desk: Desk
    workspace: Workspace
    as_of: date | None = None

    @contextmanager
    def looking(self) -> Iterator[Work]:
        """A look at the book; nothing done in it is kept."""
        with self.desk.reading(self.workspace) as work:
            yield work


@contextmanager
def opened(*, as_of: str | None = None) -> Iterator[Opened]:
    """Opens the book the settings name, brought up to date; with `as_of`, its clock stands at the end of that day.

    Raises a Refusal in words.
    """
    settings = read_settings()
    database = open_database(settings.database_url)
    tz = zone(settings.timezone)
    day = day_said(as_of, today_in(tz, SystemClock().now()))
    clock = MovableClock(end_of(day, tz), stands_still=True) if day else SystemClock()
    try:
        is_new = version_of(database) is None
        upgrade(database)
        if is_new:
            complain(new_book(database))
        workspace = this_workspace(database, settings, now=clock.now())
        desk = desk_of(settings, database, clock)
        yield Opened(settings=settings, database=database, desk=desk, workspace=workspace, as_of=day)
    finally:
        database.close()


def new_book(database: Database) -> str:
    """Where nothing was before: said, because a mistyped DATABASE_URL makes a new book too."""
    where = database.engine.url.render_as_string(hide_password=True)
    return f"A new, empty book was made at {where}. If you meant another, look at DATABASE_URL."


def day_said(said: str | None, today: date) -> date | None:
    """`--as-of`: 2026-03-31, or as people write days of the past. Raises a Refusal."""
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        pass
    try:
        return read_said_date(said, today=today, lean=Lean.PAST).on
    except NotADate:
        words = f"“{said}” is not a day. Write it like 2026-03-31."
        raise Refusal(words) from None


def show(*parts: RenderableType) -> None:
    """Prints lines and tables: as wide as the terminal, without colour or a width where there is none."""
    seen = Console().is_terminal
    out = Console(highlight=False, emoji=False, markup=False, color_system=None, width=None if seen else UNBOUND)
    with out.capture() as written:
        for part in parts:
            out.print(part)
    # Tables are filled up with spaces, which are a nuisance in a file.
    typer.echo("\n".join(_harmless(line.rstrip()) for line in written.get().split("\n")).rstrip("\n"))


def complain(words: str) -> None:
    """To standard error."""
    typer.echo("\n".join(map(_harmless, words.split("\n"))), err=True)


def _harmless(line: str) -> str:
    """A client's name may hold what moves a terminal's cursor or turns the text around: shown, not obeyed."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", line)


def print_json(value: Any) -> None:
    """One JSON document, readable and in the order of its fields."""
    typer.echo(json.dumps(plain_values(value), ensure_ascii=False, indent=2))


def plain_values(value: Any) -> Any:
    """Dataclasses, days, instants and money as JSON has them: money as minor units beside its currency."""
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if is_dataclass(value) and not isinstance(value, type):
        value = {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain_values(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
