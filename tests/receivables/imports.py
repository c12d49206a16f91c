"""What the tests of import and export share."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text, update

from bot.desk import Desk
from connectors.mapping import Mapping
from domain.reminder import ReminderState
from domain.workspace import Workspace
from receivables.import_invoices import ImportOutcome, ImportRequest, import_invoices
from storage.tables import metadata, reminders
from tests.builders import plan_letter

HEADER = "Number,Client,Client number,Issued,Due,Total,Paid,Paid on,Currency,Status,Disputed,Email,Notes"


def bring_in(
    desk: Desk, workspace: Workspace, path: Path, *, dry_run: bool = False, own: bool = False, **said: Any
) -> ImportOutcome:
    """Imports a file as `dunwell import --yes` does."""
    mapping = Mapping.model_validate(said)
    request = ImportRequest(path=path, mapping=mapping, faults_to=faults_file(path), dry_run=dry_run, own=own)
    with desk.work(workspace) as work:
        return import_invoices(request, work)


def faults_file(path: Path) -> Path:
    """Beside the file where it is the test's own, else nowhere near it: what is shared is only read."""
    folder = (
        path.parent if os.access(path.parent, os.W_OK) and "shared" not in path.parts else Path(tempfile.gettempdir())
    )
    return folder / f"{path.stem}.faults.csv"


def book(folder: Path, *rows: str, header: str = HEADER, name: str = "book.csv") -> Path:
    """A file with these rows."""
    path = folder / name
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those that record that an import ran at all."""
    return {
        table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
        for table in metadata.sorted_tables
        if table.name not in {"imports", "audit"}
    }


def reminded(
    desk: Desk, workspace: Workspace, *numbers: str, state: ReminderState = ReminderState.SENT, **changed: Any
) -> None:
    """A letter about each of these invoices, in this state."""
    with desk.work(workspace) as work:
        for number in numbers:
            plan_letter(work, work.invoices.find(number), **changed)
            mine = update(reminders).where(reminders.c.state == ReminderState.WRITING.value)
            work.connection.execute(mine.values(state=state.value, sent_on=work.today))


def ask(desk: Desk, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Rows of a statement."""
    with desk.database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(statement), values)]


def iso(day: Any) -> str | None:
    """A date as text; SQLite already has it so."""
    return day.isoformat() if isinstance(day, date) else day
