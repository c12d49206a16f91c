"""Work that waits for an invoice to be paid: our own fact about any invoice, mirrored ones too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood, WrongState
from domain.exception_queue import ExceptionKind
from domain.invoice import Invoice
from domain.roles import Role, require
from receivables.changes import Step, done
from receivables.said import either_meant, invoice_meant
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockWork:
    """As typed: which invoice, and the work that waits for it to be paid."""

    invoice: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockWork:
    """As typed: the invoice whose work goes on."""

    invoice: str


def block_work(request: BlockWork, work: Work) -> Change:
    """Marks the work; other words take the place of those there are. Refused where nothing is left to wait for."""
    require(work.person, Role.MEMBER, "mark work as blocked")
    invoice = invoice_meant(request.invoice, work)
    what = " ".join(request.what.split())
    if not what:
        words = f"Which work waits? Like `/invoice block {invoice.number} launch of the shop`."
        raise NotUnderstood(words, field="reason")
    if invoice.is_closed:
        words = f"{invoice.number} is paid: there is nothing for the work to wait for."
        raise WrongState(words, field="invoice")
    if what == invoice.blocked_work:
        words = f"Work on {invoice.number} is blocked already: {what}."
        raise AlreadyDone(words, field="reason")
    after = work.invoices.keep(invoice, replace(invoice, blocked_work=what), changed_on=work.today)
    said = f"Work blocked until {invoice.number} is paid: {what}"
    understood = (f"until now it was: {invoice.blocked_work}",) if invoice.blocked_work else ()
    return done("block_work", said, work, invoice=after, undo=[_as_before(invoice)], understood=understood)


def unblock_work(request: UnblockWork, work: Work) -> Change:
    """Lets it go on, paid or not; a row of the queue that says it is still blocked is settled."""
    require(work.person, Role.MEMBER, "let blocked work go on")
    target = either_meant(request.invoice, work)  # a void one too: its work waits for nothing
    invoice = target if isinstance(target, Invoice) else invoice_meant(request.invoice, work)
    if invoice.blocked_work is None:
        words = f"No work is marked blocked on {invoice.number}."
        raise WrongState(words, field="invoice")
    after = work.invoices.keep(invoice, replace(invoice, blocked_work=None), changed_on=work.today)
    tell_still_blocked(after, work)
    said = f"Work no longer blocked by {invoice.number}: {invoice.blocked_work}"
    return done("unblock_work", said, work, invoice=after, undo=[_as_before(invoice)])


def tell_still_blocked(invoice: Invoice, work: Work) -> bool:
    """The one rule for a paid (or void) invoice whose work is still marked blocked: a person is told by a row in the
    queue, which is settled once the work goes on or the invoice is open again. Returns whether there is news."""
    kind = ExceptionKind.STILL_BLOCKED.value
    if invoice.is_closed and invoice.blocked_work:
        reason = f"{invoice.number} is {'paid' if invoice.is_live else 'void'}, but {still_blocked(invoice)}."
        return work.exceptions.put_in(kind, about="invoice", about_id=invoice.id, reason=reason, now=work.now)
    resolution = "its invoice is open again" if invoice.blocked_work else "the work goes on"
    work.exceptions.resolve_about(kind, about="invoice", about_id=invoice.id, resolution=resolution, now=work.now)
    return False


def still_blocked(invoice: Invoice) -> str:
    """`its work is still marked blocked (launch of the shop)`."""
    return f"its work is still marked blocked ({invoice.blocked_work})"


def _as_before(invoice: Invoice) -> Step:
    return "restore_blocked", {"invoice_id": invoice.id, "was": invoice.blocked_work}
