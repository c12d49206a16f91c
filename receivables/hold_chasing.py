"""No chasing for a while: of one invoice or a whole client, always with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.answers import Change
from domain.client import Client
from domain.errors import AlreadyDone, NotUnderstood
from domain.hold import Hold
from domain.invoice import Invoice
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import Step, done
from receivables.said import coming_day, either_meant
from storage.unit_of_work import Work

REVIEW_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldChasing:
    """As typed: an invoice or a client, until when (None: reviewed in two weeks), and why."""

    target: str
    until: str | None = None
    reason: str = ""


def hold_chasing(request: HoldChasing, work: Work) -> Change:
    """Places a hold in the place of one that runs for the same thing. When it ends the invoice returns to the queue;
    nothing fires by itself."""
    require(work.person, Role.MEMBER, "hold an invoice or a client")
    target = either_meant(request.target, work)
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    invoice = None if isinstance(target, Client) else target
    until, echoed = work.today + timedelta(days=REVIEW_DAYS), "no end was given, so it is looked at again then"
    if request.until:
        said_day = coming_day(request.until, work, field="until")
        until, echoed = said_day.on, said_day.assumed or ""
    if until < work.today:
        words = f"{in_full(until)} is past. A hold ends on a day still to come."
        raise NotUnderstood(words, field="until")
    running = _running(client, invoice, work)
    _refuse_shorter_by_default(request, until, running)
    reason = request.reason.strip() or (running[-1].reason if running else "no reason given")
    hold = Hold(
        id=0,
        client_id=client.id,
        invoice_id=invoice.id if invoice else None,
        reason=reason,
        until=until,
        placed_on=work.today,
        by=work.person.name,
    )
    undo: list[Step] = [("resume_hold", {"hold_id": each.id}) for each in running]
    for each in running:
        work.holds.end(each.id, on=work.today)
    hold_id = work.holds.place(hold, now=work.now, by_id=work.person.id)
    name = invoice.number if invoice else f"Everything of {client.name}"
    said = f"{name} on hold until {in_full(until)}: {reason}"
    undo.insert(0, ("end_hold", {"hold_id": hold_id}))
    before = f"it replaces the hold until {in_full(running[-1].until)}" if running else ""
    understood = tuple(filter(None, (echoed, before)))
    return done("hold_chasing", said, work, invoice=invoice, client=client, undo=undo, understood=understood)


def _running(client: Client, invoice: Invoice | None, work: Work) -> list[Hold]:
    """Those of the very same thing, the one that ends last at the end."""
    about = invoice.id if invoice else None
    found = [each for each in work.holds.current_of_clients([client.id], work.today) if each.invoice_id == about]
    return sorted(found, key=lambda each: each.until)


def _refuse_shorter_by_default(request: HoldChasing, until: date, running: list[Hold]) -> None:
    """A hold nobody named a day for shortens none that somebody did."""
    if running and not request.until and running[-1].until >= until:
        last = running[-1]
        words = (
            f"That is on hold until {in_full(last.until)} already, by {last.by}: {last.reason}. Name a day to change"
            " it, like `until Friday`, or end it with `/invoice resume`."
        )
        raise AlreadyDone(words, field="until")
