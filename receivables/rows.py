"""Invoices with everything derived for a list: status, badges, days, next action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.answers import InvoiceRow, NextAction
from domain.badges import NOTHING_AROUND, badges
from domain.invoice import Invoice, days_past_due, status
from domain.next_step import next_action
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A row and what to do next with it."""

    row: InvoiceRow
    action: NextAction


def seen(invoices: Sequence[Invoice], work: Work) -> list[Seen]:
    """Each invoice with its row and next action as of today, in the order given."""
    around = work.around.of(invoices, work.today)
    found = []
    for invoice in invoices:
        beside = around.get(invoice.id, NOTHING_AROUND)
        row = InvoiceRow(
            invoice=invoice,
            status=status(invoice, work.today),
            badges=badges(
                invoice,
                beside,
                work.today,
                no_action_days=work.workspace.no_action_days,
                holidays=work.holidays,
            ),
            days_past_due=days_past_due(invoice, work.today),
        )
        found.append(Seen(row=row, action=next_action(row, beside, work.today)))
    return found


def row_of(invoice: Invoice, work: Work) -> InvoiceRow:
    """One invoice's row."""
    return seen([invoice], work)[0].row
