"""A client contests an invoice; and the day that is settled. `resume` also ends holds."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.errors import AlreadyDone, NotUnderstood, WrongState
from domain.invoice import Invoice
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.assign_owner import person_meant
from receivables.changes import Step, done
from receivables.said import either_meant, invoice_meant
from storage.unit_of_work import Work

NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDispute:
    """As typed: which invoice, what the client says is wrong, and who looks after it (None: who recorded it)."""

    invoice: str
    reason: str
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """As typed: the invoice or client whose hold ends or whose dispute is settled, and how it was settled."""

    target: str
    outcome: str = ""


def open_dispute(request: OpenDispute, work: Work) -> Change:
    """Takes one invoice out of chasing; it stays in totals, marked, and the client's others go on."""
    require(work.person, Role.MEMBER, "open a dispute")
    invoice = invoice_meant(request.invoice, work)
    if not request.reason.strip():
        words = f'What do they say is wrong? Like `/invoice dispute {invoice.number} "hours of May are wrong"`.'
        raise NotUnderstood(words, field="reason")
    if not invoice.is_open:
        words = f"{invoice.number} has nothing open to dispute."
        raise WrongState(words, field="invoice")
    if work.disputes.open_of_invoice(invoice.id) is not None:
        words = f"{invoice.number} is in dispute already. `/invoice resume {invoice.number}` settles it."
        raise AlreadyDone(words, field="invoice")
    owner = person_meant(request.owner, work) if request.owner else work.person
    dispute_id = work.disputes.open(
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        reason=request.reason.strip(),
        owner_id=owner.id,
        on=work.today,
        now=work.now,
        by_id=work.person.id,
    )
    said = f"{invoice.number} in dispute: {request.reason.strip()}. {owner.name} looks after it"
    return done("open_dispute", said, work, invoice=invoice, undo=[("drop_dispute", {"dispute_id": dispute_id})])


def resume(request: Resume, work: Work) -> Change:
    """Ends what keeps it out of chasing: its holds, and its dispute where there is one. What else does is named."""
    require(work.person, Role.MEMBER, "resume an invoice or a client")
    target = either_meant(request.target, work)
    invoice = None if isinstance(target, Client) else target
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    ended, undo = _end_holds(invoice, client, work)
    if invoice is not None:
        dispute = work.disputes.open_of_invoice(invoice.id)
        if dispute is not None:
            outcome = request.outcome.strip() or "settled"
            work.disputes.resolve(dispute.id, on=work.today, outcome=outcome)
            ended.append(f"dispute settled: {outcome}")
            undo.append(("reopen_dispute", {"dispute_id": dispute.id}))
    name = invoice.number if invoice else client.name
    if not ended:
        words = f"Nothing holds {name} back: it is neither on hold nor in dispute{_whole(invoice, client, work)}."
        raise WrongState(words, field="about")
    held = _held_by_client(client, work) if invoice else _held_alone(client, work)
    is_back = "" if invoice and held else " is back"
    said = f"{name}{is_back}: {', '.join(ended)}"
    return done("resume", said, work, invoice=invoice, client=client, undo=undo, understood=held)


def _end_holds(invoice: Invoice | None, client: Client, work: Work) -> tuple[list[str], list[Step]]:
    ended: list[str] = []
    undo: list[Step] = []
    for hold in work.holds.current_of_clients([client.id], work.today):
        if hold.invoice_id == (invoice.id if invoice else None) and work.holds.end(hold.id, on=work.today):
            ended.append(f"hold ended ({hold.reason})")
            undo.append(("resume_hold", {"hold_id": hold.id}))
    return ended, undo


def _held_by_client(client: Client, work: Work) -> tuple[str, ...]:
    """The hold of all of a client, which still holds each of its invoices."""
    return tuple(
        f"all of {client.name} stays on hold until {in_full(hold.until)} ({hold.reason}):"
        f" `/invoice resume {client.name}` ends that"
        for hold in work.holds.current_of_clients([client.id], work.today)
        if hold.invoice_id is None
    )


def _held_alone(client: Client, work: Work) -> tuple[str, ...]:
    """The open invoices of a client that a hold or dispute of their own still holds: the first of them, and how many
    more."""
    why: dict[int | None, str] = {}
    for hold in sorted(work.holds.current_of_clients([client.id], work.today), key=lambda hold: hold.until):
        why[hold.invoice_id] = f"on hold until {in_full(hold.until)} ({hold.reason})"
    for dispute in work.disputes.of_client(client.id):
        if dispute.is_open(work.today):
            why[dispute.invoice_id] = f"in dispute ({dispute.reason})"
    opened = [invoice for invoice in work.invoices.of_client(client.id) if invoice.is_open]
    held = [f"{invoice.number} stays {why[invoice.id]}" for invoice in opened if invoice.id in why]
    left = len(held) - NAMED
    stay = "stays" if left == 1 else "stay"
    return (*held[:NAMED], *([f"and {left} more of {client.name} {stay} out of chasing"] if left > 0 else []))


def _whole(invoice: Invoice | None, client: Client, work: Work) -> str:
    if invoice is None:
        return ""
    held = [hold for hold in work.holds.current_of_clients([client.id], work.today) if hold.invoice_id is None]
    return f" itself. All of {client.name} is on hold: `/invoice resume {client.name}`" if held else ""
