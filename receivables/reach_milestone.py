"""A milestone is reached: it is billed by the rule every invoice of our own is recorded by, and leaves the list."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood
from domain.invoice import Invoice
from domain.milestone import Milestone, MilestoneState
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import Step, done, shown
from receivables.milestones import milestone_meant, refuse_unless_it_waits, waits_no_longer
from receivables.record_invoice import RecordInvoice, write_invoice
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachMilestone:
    """Which one, as typed or as a button names it; `number` is the invoice's, None takes the next one.

    A number that is this client's already names the invoice it was billed with elsewhere: nothing is billed twice.
    """

    milestone: str
    number: str | None = None


def reach_milestone(request: ReachMilestone, work: Work) -> Change:
    """Records the Draft and marks the milestone reached, both or neither; Undo takes both back.

    Raises AlreadyDone where it waits no longer: it is billed once, whoever presses and however often.
    """
    require(work.person, Role.MEMBER, "record an invoice")
    milestone = milestone_meant(request.milestone, work)
    refuse_unless_it_waits(milestone)
    # Taken on before anything is billed: of two who press at once the second finds it reached.
    if not work.milestones.end(milestone.id, MilestoneState.REACHED, on=work.today):
        raise waits_no_longer(work.milestones.get(milestone.id))
    known = _recorded(request.number, work) if request.number else None
    billed = _billed(milestone, request.number, work) if known is None else _linked(known, milestone, work)
    work.milestones.name_invoice(milestone.id, billed.invoice.id)
    said = f"{milestone.label} reached: “{milestone.title}” for {milestone.client} is {billed.invoice.number}"
    ended_as = MilestoneState.REACHED.value
    undo = [("wait_again", {"milestone_id": milestone.id, "ended_as": ended_as}), *billed.undo]
    return done("reach_milestone", said, work, invoice=billed.invoice, undo=undo, understood=billed.understood)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Billed:
    """The invoice, what is understood of it, and what takes it back, where this act recorded it."""

    invoice: Invoice
    understood: tuple[str, ...]
    undo: tuple[Step, ...] = ()


def _billed(milestone: Milestone, number: str | None, work: Work) -> _Billed:
    total = milestone.amount
    request = RecordInvoice(
        client=f"client:{milestone.client_id}",
        amount=shown(total.minor, total.currency, work),
        number=number,
        title=milestone.title,
    )
    new = write_invoice(request, total, work)
    return _Billed(invoice=new.invoice, understood=(new.said, *new.understood), undo=new.undo)


def _recorded(number: str, work: Work) -> Invoice | None:
    """The invoice that has this number already, also where it is written a little otherwise."""
    exact = work.invoices.by_number(number)
    spelt = [] if exact else work.invoices.spelt(number)
    return exact or (spelt[0] if len(spelt) == 1 else None)


def _linked(invoice: Invoice, milestone: Milestone, work: Work) -> _Billed:
    """Where it was billed elsewhere, or before. Raises AlreadyDone where the number is another's, or older."""
    if invoice.client_id != milestone.client_id or not invoice.is_live:
        why = f"and {milestone.label} is for {milestone.client}" if invoice.is_live else "and void"
        words = (
            f"{invoice.number} is recorded already, for {invoice.client}, {why}."
            f" Name another number, or none: `/invoice milestone {milestone.label} reached`."
        )
        raise AlreadyDone(words, field="number")
    if invoice.currency != milestone.currency:
        words = f"{invoice.number} is in {invoice.currency}, {milestone.label} in {milestone.currency}."
        raise NotUnderstood(f"{words} Currencies are never mixed.", field="number")
    if invoice.issued_on < milestone.recorded_on:
        # Most likely a slip of the finger; what is agreed would be forgotten.
        words = (
            f"{invoice.number} was issued on {in_full(invoice.issued_on)}, before {milestone.label} was noted, so it is"
            f" not taken for it. If it was billed so: `/invoice milestone {milestone.label} dropped {invoice.number}`."
        )
        raise AlreadyDone(words, field="number")
    found = [f"{invoice.number} was recorded already, issued {in_full(invoice.issued_on)}: nothing is billed twice"]
    if invoice.total_minor != milestone.amount_minor:
        asked = shown(invoice.total_minor, invoice.currency, work)
        found.append(f"it asks for {asked}, agreed were {shown(milestone.amount_minor, milestone.currency, work)}")
    return _Billed(invoice=invoice, understood=tuple(found))
