"""Invoices as the clock tells of them: with the last contact about each, in the client's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.answers import OverdueNews
from domain.invoice import Invoice
from domain.timeline import Touch, last_contact
from storage.seen import in_batches, seen
from storage.unit_of_work import Work


def news(invoices: Sequence[Invoice], work: Work) -> list[OverdueNews]:
    """Each with its row, its next step and the last contact, in the order given."""
    return [one for some in in_batches(invoices) for one in _news(some, work)]


def _news(invoices: Sequence[Invoice], work: Work) -> Iterator[OverdueNews]:
    touches = work.timeline.of_clients(sorted({invoice.client_id for invoice in invoices}))
    for one in seen(invoices, work):
        said = touches.get(one.row.invoice.client_id, [])
        yield OverdueNews(row=one.row, last_contact=_about(one.row.invoice, said), next_action=one.action)


def _about(invoice: Invoice, said: list[Touch]) -> Touch | None:
    return last_contact([touch for touch in said if touch.invoice_id in (None, invoice.id)])
