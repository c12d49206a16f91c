"""An invoice that should not be: void, with a reason, out of every list and sum. It stays on record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.errors import NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.ledger import EntryKind, standing
from domain.roles import Role, require
from receivables.block_work import still_blocked
from receivables.changes import done, shown
from receivables.money_moved import money_moved
from receivables.said import invoice_meant
from receivables.undo import facts_before
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidInvoice:
    """As typed: which invoice, and why."""

    invoice: str
    reason: str


def void_invoice(request: VoidInvoice, work: Work) -> Change:
    """Voids it. Refused where money came in: that money would belong to nothing."""
    require(work.person, Role.APPROVER, "void an invoice")
    invoice = invoice_meant(request.invoice, work)
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "amounts and voiding")
    if invoice.paid_minor > 0:
        paid = shown(invoice.paid_minor, invoice.currency, work)
        instead = f" `/invoice credit {invoice.number} …` credits what is left." if invoice.is_open else ""
        words = f"{invoice.number} cannot be voided: {paid} was received for it.{instead}"
        raise WrongState(words, field="invoice")
    if _uses_credit(invoice, work):
        words = (
            f"{invoice.number} cannot be voided: credit of {invoice.client} was used for it, which would be lost."
            f" Take that back first: `/invoice credit {invoice.number} back`."
        )
        raise WrongState(words, field="invoice")
    if not request.reason.strip():
        words = f'Say why, for the records: `/invoice void {invoice.number} "billed twice"`.'
        raise NotUnderstood(words, field="reason")
    gone = replace(invoice, voided_on=work.today, void_reason=request.reason.strip())
    after = work.invoices.keep(invoice, gone, changed_on=work.today)
    said = f"{invoice.number} voided: {request.reason.strip()}"
    money_moved(after, work)
    heard = (still_blocked(after),) if after.blocked_work else ()
    return done("void_invoice", said, work, invoice=after, undo=[facts_before(invoice)], understood=heard)


def _uses_credit(invoice: Invoice, work: Work) -> bool:
    return any(each.kind is EntryKind.MOVED for each in standing(work.credits.of_invoice(invoice.id)))
