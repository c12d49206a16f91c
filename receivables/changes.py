"""What every changing act ends with: the record with its way back, and the answer."""

from __future__ import annotations

from typing import Any

from domain.answers import Change
from domain.client import Client
from domain.invoice import Invoice
from domain.money import Money
from domain.promise import Promise
from domain.record import UNDO_FOR
from domain.timeline import Touch
from storage.seen import row_of
from storage.unit_of_work import Work
from views.wording import money

Step = tuple[str, dict[str, Any]]


def done(
    act: str,
    said: str,
    work: Work,
    *,
    invoice: Invoice | None = None,
    client: Client | None = None,
    undo: list[Step] | None = None,
    understood: tuple[str, ...] = (),
    promise: Promise | None = None,
    touch: Touch | None = None,
) -> Change:
    """Writes the audit row and answers with what came of it. `undo` lists the steps that take it back, in order."""
    record_id = work.record(
        act,
        said,
        client_id=invoice.client_id if invoice else client.id if client else None,
        invoice_id=invoice.id if invoice else None,
        undo={"steps": [[name, arguments] for name, arguments in undo]} if undo else None,
    )
    return Change(
        said=said,
        record_id=record_id if undo else None,
        undo_until=work.now + UNDO_FOR if undo else None,
        row=row_of(invoice, work) if invoice else None,
        client=client,
        understood=understood,
        promise=promise,
        touch=touch,
        today=work.today,
    )


def shown(minor: int, currency: str, work: Work) -> str:
    """Money as the workspace writes it."""
    return money(Money(minor, currency), work.workspace.locale)
