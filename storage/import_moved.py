"""What hangs on an invoice belongs to its client, also when the source names another one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, insert, or_, select, update

from storage.import_new import Import
from storage.import_stage import staged_changes
from storage.tables import credit_notes, disputes, holds, invoices, payments, promises, touches


def follow_clients(run: Import) -> None:
    """Takes money, stops and words of every invoice that changed hands to its client of now."""
    for table in (payments, credit_notes, disputes, promises, holds):
        its = select(invoices.c.client_id).where(invoices.c.id == table.c.invoice_id).scalar_subquery()
        mine = (run.scope.mine(table), table.c.invoice_id.in_(_moved()))
        run.scope.connection.execute(update(table).where(*mine).values(client_id=its))
    _take_words_along(run)


def promised_on_moved_money(run: Import) -> list[int]:
    """Changed invoices on which something is or was promised, and on which what is owed changed."""
    about = or_(promises.c.invoice_id == invoices.c.id, promises.c.invoice_id.is_(None))
    promised = exists().where(
        run.scope.mine(promises),
        promises.c.client_id == invoices.c.client_id,
        promises.c.currency == invoices.c.currency,
        promises.c.withdrawn_at.is_(None),
        about,
    )
    moved = or_(
        staged_changes.c.was_total_minor != invoices.c.total_minor,
        staged_changes.c.was_received_minor != invoices.c.paid_minor + invoices.c.credited_minor,
        (staged_changes.c.was_open == 1) != invoices.c.open_minor.is_not(None),
    )
    query = select(invoices.c.id).join_from(staged_changes, invoices, invoices.c.id == staged_changes.c.invoice_id)
    return [row.id for row in run.scope.all(query.where(moved, promised).order_by(invoices.c.id))]


def _take_words_along(run: Import) -> None:
    """Words are never changed: a copy under the new client corrects each row, and keeps who logged it and when."""
    later = touches.alias()
    kept = {column.name: column for column in touches.columns if column.name != "id"}
    copied = kept | {"client_id": invoices.c.client_id, "corrects_id": touches.c.id}
    query = (
        select(*copied.values())
        .join_from(touches, invoices, invoices.c.id == touches.c.invoice_id)
        .where(
            run.scope.mine(touches),
            touches.c.invoice_id.in_(_moved()),
            touches.c.words != "",
            ~exists().where(later.c.corrects_id == touches.c.id),
        )
        .order_by(touches.c.id)
    )
    run.scope.connection.execute(insert(touches).from_select(list(copied), query))


def _moved() -> Any:
    return (
        select(staged_changes.c.invoice_id)
        .join(invoices, invoices.c.id == staged_changes.c.invoice_id)
        .where(invoices.c.client_id != staged_changes.c.was_client_id)
    )
