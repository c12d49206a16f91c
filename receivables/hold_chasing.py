"""No chasing for a while: of one invoice or a whole client, always with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.answers import Change
from domain.client import Client
from domain.errors import NotUnderstood
from domain.hold import Hold
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done
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
    """Places a hold. When it ends the invoice returns to the queue; nothing fires by itself."""
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
    reason = request.reason.strip() or "no reason given"
    hold = Hold(
        id=0,
        client_id=client.id,
        invoice_id=invoice.id if invoice else None,
        reason=reason,
        until=until,
        placed_on=work.today,
        by=work.person.name,
    )
    hold_id = work.holds.place(hold, now=work.now, by_id=work.person.id)
    name = invoice.number if invoice else f"Everything of {client.name}"
    said = f"{name} on hold until {in_full(until)}: {reason}"
    undo = [("end_hold", {"hold_id": hold_id})]
    understood = (echoed,) if echoed else ()
    return done("hold_chasing", said, work, invoice=invoice, client=client, undo=undo, understood=understood)
