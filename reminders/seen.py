"""Invoices as the clock sees them: status, badges, next step, last contact. Many take no more looks than one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.answers import InvoiceRow, NextAction, OverdueNews
from domain.badges import NOTHING_AROUND, badges
from domain.invoice import Invoice, days_past_due, status
from domain.next_step import next_action
from domain.timeline import Touch, last_contact
from storage.unit_of_work import Work

# Databases take only so many values in one question.
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A row and what to do next with it."""

    row: InvoiceRow
    action: NextAction


def seen(invoices: Sequence[Invoice], work: Work) -> list[Seen]:
    """Each invoice with its row and next step as of today, in the order given."""
    return [one for some in _in_batches(invoices) for one in _seen(some, work)]


def news(invoices: Sequence[Invoice], work: Work) -> list[OverdueNews]:
    """The same with the last contact about each, in the client's own words."""
    return [one for some in _in_batches(invoices) for one in _news(some, work)]


def _news(invoices: Sequence[Invoice], work: Work) -> Iterator[OverdueNews]:
    touches = work.timeline.of_clients(sorted({invoice.client_id for invoice in invoices}))
    for one in _seen(invoices, work):
        said = touches.get(one.row.invoice.client_id, [])
        yield OverdueNews(row=one.row, last_contact=_about(one.row.invoice, said), next_action=one.action)


def _about(invoice: Invoice, said: list[Touch]) -> Touch | None:
    return last_contact([touch for touch in said if touch.invoice_id in (None, invoice.id)])


def _seen(invoices: Sequence[Invoice], work: Work) -> Iterator[Seen]:
    around = work.around.of(invoices, work.today)
    for invoice in invoices:
        beside = around.get(invoice.id, NOTHING_AROUND)
        marks = badges(
            invoice, beside, work.today, no_action_days=work.workspace.no_action_days, holidays=work.holidays
        )
        row = InvoiceRow(
            invoice=invoice,
            status=status(invoice, work.today),
            badges=marks,
            days_past_due=days_past_due(invoice, work.today),
        )
        yield Seen(row=row, action=next_action(row, beside, work.today))


def _in_batches(invoices: Sequence[Invoice]) -> Iterator[Sequence[Invoice]]:
    return (invoices[start : start + AT_ONCE] for start in range(0, len(invoices), AT_ONCE))
