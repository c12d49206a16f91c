"""Where a source and what people agreed here no longer go together: each such invoice is put in the exception queue."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select, update

from domain.errors import listed
from domain.reminder import ReminderState
from storage.import_new import Import
from storage.import_queue import ImportQueue
from storage.import_stage import staged_changes
from storage.tables import clients, disputes, exceptions, holds, invoices, promises, reminder_invoices, reminders

CONTRADICTION = "contradiction"


def raise_contradictions(run: Import) -> int:
    """Asked after the changes are applied. Returns of how many invoices there is news; one that waits already stays
    one, and tells the newest."""
    rows = run.scope.connection.execute(_concerned(run)).all()
    _queue(run).put_in({row.id: _reason(run, row) for row in rows if not row.waits})
    _queue(run).restate({row.id: _reason(run, row) for row in rows if row.waits})
    return len(rows)


def settle_contradictions(run: Import) -> None:
    """Takes invoices out that are settled now, and of which nothing that people agreed on here is left open."""
    is_done = select(invoices.c.id).where(
        run.scope.mine(invoices),
        invoices.c.id == exceptions.c.about_id,
        or_(invoices.c.settled_on.is_not(None), invoices.c.voided_on.is_not(None)),
        ~or_(*_agreed(run).values()),
    )
    changed = exceptions.c.about_id.in_(select(staged_changes.c.invoice_id))
    settled = update(exceptions).where(*_queue(run).waiting(), changed, is_done.correlate(exceptions).exists())
    run.scope.connection.execute(settled.values(resolved_at=run.now, resolution="settled; nothing agreed is left open"))


def _concerned(run: Import) -> Any:
    settled = and_(staged_changes.c.was_open == 1, invoices.c.open_minor.is_(None))
    moved = and_(
        invoices.c.open_minor.is_not(None),
        staged_changes.c.was_open == 1,
        staged_changes.c.was_due_on.is_distinct_from(invoices.c.due_on),
        _was_reminded(run),
    )
    agreed = _agreed(run)
    waits = exists().where(*_queue(run).waiting(), exceptions.c.about_id == invoices.c.id)
    flags = {"settled": settled, "moved": moved, "waits": waits, **agreed}
    return (
        select(
            invoices.c.id,
            invoices.c.number,
            invoices.c.due_on,
            invoices.c.voided_on,
            staged_changes.c.was_due_on,
            *(func.coalesce(condition, False).label(name) for name, condition in flags.items()),
        )
        .join_from(staged_changes, invoices, invoices.c.id == staged_changes.c.invoice_id)
        .join(clients, clients.c.id == invoices.c.client_id)
        .where(or_(moved, and_(settled, or_(*agreed.values()))))
        .order_by(staged_changes.c.line)
    )


def _was_reminded(run: Import) -> ColumnElement[bool]:
    """Whether a letter that named it went to the client, by whatever way, or may have: it told the old due date."""
    named = reminder_invoices.c.reminder_id == reminders.c.id
    went = reminders.c.state.in_((ReminderState.SENT.value, ReminderState.UNCERTAIN.value))
    return exists().where(
        run.scope.mine(reminder_invoices), reminder_invoices.c.invoice_id == invoices.c.id, named, went
    )


def _agreed(run: Import) -> dict[str, ColumnElement[bool]]:
    """What people may have agreed on an invoice."""
    mine = run.scope.mine
    return {
        "promised": exists().where(
            mine(promises),
            promises.c.withdrawn_at.is_(None),
            promises.c.closed_as.is_(None),
            promises.c.invoice_id == invoices.c.id,
        ),
        "held": exists().where(
            mine(holds), holds.c.invoice_id == invoices.c.id, holds.c.ended_on.is_(None), holds.c.until >= run.today
        ),
        "disputed": exists().where(
            mine(disputes), disputes.c.invoice_id == invoices.c.id, disputes.c.resolved_on.is_(None)
        ),
    }


def _queue(run: Import) -> ImportQueue:
    return ImportQueue(run=run, kind=CONTRADICTION, about="invoice")


def _reason(run: Import, row: Row[Any]) -> str:
    if row.settled:
        here = [
            words
            for holds_true, words in (
                (row.promised, "a promise is open"),
                (row.held, "it is on hold"),
                (row.disputed, "it is disputed"),
            )
            if holds_true
        ]
        there = "void" if row.voided_on else "paid"
        return f"{row.number} is {there} in {run.source}, but here {listed(here)}."
    return (
        f"{run.source} moved the due date of {row.number} from {_day(run, row.was_due_on)} to {_day(run, row.due_on)}."
    )


def _day(run: Import, day: date | None) -> str:
    return run.said(day) if day else "none"
