"""Everything about one invoice."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import InvoiceCard
from domain.credit import total
from domain.invoice import Invoice
from domain.money import Money
from domain.promise import Promise
from domain.roles import Role, require
from domain.timeline import last_contact, standing
from receivables.credit_left import credit_left
from storage.promised_parts import PromisedPartsStore
from storage.seen import seen
from storage.standing import state_of
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowInvoice:
    """By id, as a button carries it."""

    invoice_id: int


def show_invoice(request: ShowInvoice, work: Work) -> InvoiceCard:
    """The card: facts, what was said and done, what to do next."""
    require(work.person, Role.VIEWER, "see an invoice")
    invoice = work.invoices.get(request.invoice_id)
    known = seen([invoice], work)[0]
    touches = work.timeline.of_invoice(invoice.client_id, invoice.id)
    promises = [promise for promise in work.promises.of_client(invoice.client_id) if _speaks_of(promise, invoice.id)]
    return InvoiceCard(
        today=work.today,
        tz=work.workspace.tz,
        row=known.row,
        client=work.clients.get(invoice.client_id),
        next_action=known.action,
        last_contact=last_contact(touches),
        lines=tuple(work.invoices.lines(invoice.id)),
        payments=tuple(work.payments.of_invoice(invoice.id)),
        credit_notes=tuple(work.credits.of_invoice(invoice.id)),
        touches=tuple(standing(touches)),
        promises=tuple((promise, state_of(promise, work)) for promise in promises if not promise.withdrawn),
        against=PromisedPartsStore(work.scope).of(promises),
        disputes=tuple(each for each in work.disputes.of_client(invoice.client_id) if each.invoice_id == invoice.id),
        holds=tuple(each for each in work.holds.of_client(invoice.client_id) if each.invoice_id in (None, invoice.id)),
        records=tuple(work.audit.of_invoice(invoice.id)),
        credit=_credit(invoice, work),
    )


def _credit(invoice: Invoice, work: Work) -> Money | None:
    """What the client has of credit that could be used for it."""
    if not invoice.is_open or invoice.is_mirrored:
        return None
    there_is = total(credit_left(invoice.client_id, work), invoice.currency)
    return there_is if there_is.minor else None


def _speaks_of(promise: Promise, invoice_id: int) -> bool:
    return promise.invoice_id in (None, invoice_id)
