"""Looking at the book of another day: `--as-of`, the same for every command that prints facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.commands.edge import Opened
from domain.calendar import end_of
from storage.database import open_database
from storage.replay import Replay
from storage.unit_of_work import Work
from storage.upgrade import upgrade

Json = Annotated[bool, typer.Option("--json", help="Print JSON: money in minor units, days as 2026-03-31.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The book as it stood at the end of that day.")
]


@contextmanager
def at_the_end_of(day: date | None, book: Opened, work: Work) -> Iterator[Work]:
    """The book at the end of a day: itself for today and later, a copy as it stood for a day in the past."""
    if day is None or day == work.today:
        yield work
        return
    now = end_of(day, book.workspace.tz)
    if day > work.today:
        yield replace(work, now=now)
        return
    with TemporaryDirectory(prefix="dunwell-replay-") as folder:
        copy = open_database(f"sqlite:///{folder}/book.db")
        upgrade(copy)
        with copy.writing() as target:
            Replay(source=work.connection, target=target, workspace=book.workspace, day=day).copy()
        with copy.reading() as target:
            yield replace(work, connection=target, now=now)
        copy.close()
