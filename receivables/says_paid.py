"""The client says it is paid, and the invoice's source has not said so yet: their word is kept, and chasing waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.answers import Change
from domain.errors import WrongState
from domain.hold import Hold
from domain.roles import Role, require
from domain.said_dates import in_full
from domain.timeline import Direction
from receivables.changes import done
from receivables.said import invoice_meant
from storage.unit_of_work import Work

WAITS = timedelta(days=5)
UNSAID = "Says it is paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaysPaid:
    """Which invoice, and the client's words (empty: only that it is paid)."""

    invoice: str
    words: str = ""


def waits_until(today: date) -> date:
    """The last day nothing goes out about it."""
    return today + WAITS


def says_paid(request: SaysPaid, work: Work) -> Change:
    """Keeps their word and holds the invoice for five days. Money decides: the source says when it came."""
    require(work.person, Role.MEMBER, "keep a client's word")
    invoice = invoice_meant(request.invoice, work)
    if not invoice.is_open:
        words = f"{invoice.number} has nothing left to pay."
        raise WrongState(words, field="invoice")
    said = request.words.strip() or UNSAID
    touch_id = work.timeline.add(
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        direction=Direction.IN,
        medium=None,
        words=said,
        happened_on=work.today,
        now=work.now,
        by_id=work.person.id,
    )
    until = waits_until(work.today)
    hold = Hold(
        id=0,
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        reason="They say it is paid",
        until=until,
        placed_on=work.today,
        by=work.person.name,
    )
    hold_id = work.holds.place(hold, now=work.now, by_id=work.person.id)
    told = f"{invoice.client} says {invoice.number} is paid: “{said}”. Nothing goes out about it through"
    undo = [("end_hold", {"hold_id": hold_id}), ("withdraw_touch", {"touch_id": touch_id})]
    return done("says_paid", f"{told} {in_full(until)}", work, invoice=invoice, undo=undo)
