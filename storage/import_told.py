"""What an import changed, to be told to people: each invoice before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from storage.import_new import Import
from storage.import_stage import staged_changes
from storage.tables import clients, invoices


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An invoice before and after. Money is minor units of `currency`; `received` is all that came off the total."""

    number: str
    currency: str
    was_source: str
    source: str
    was_client: str
    client: str
    was_total_minor: int
    total_minor: int
    was_received_minor: int
    received_minor: int
    was_issued_on: date
    issued_on: date
    was_due_on: date | None
    due_on: date | None
    was_sent_on: date | None
    sent_on: date | None
    was_voided_on: date | None
    voided_on: date | None
    was_viewed_on: date | None
    viewed_on: date | None


def changed(run: Import, limit: int) -> list[Changed]:
    """The first changes as they were made, in the file's order. Asked after `import_changes.apply_changes`."""
    was, now = clients.alias(), clients.alias()
    query = (
        select(
            staged_changes,
            invoices,
            was.c.name.label("was_client"),
            now.c.name.label("client"),
            (invoices.c.paid_minor + invoices.c.credited_minor).label("received_minor"),
        )
        .join_from(staged_changes, invoices, invoices.c.id == staged_changes.c.invoice_id)
        .join(was, was.c.id == staged_changes.c.was_client_id)
        .join(now, now.c.id == invoices.c.client_id)
        .order_by(staged_changes.c.line)
        .limit(limit)
    )
    names = Changed.__dataclass_fields__
    return [Changed(**{name: getattr(row, name) for name in names}) for row in run.scope.connection.execute(query)]
