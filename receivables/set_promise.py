"""A day for words already logged: what the client meant, where reading them found no promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.answers import Change
from domain.client import Client
from domain.errors import NotUnderstood, WrongState
from domain.invoice import Invoice
from domain.promise import Certainty, Promise, follow_up_on
from domain.roles import Role, require
from domain.said_dates import in_full
from domain.timeline import Direction, Touch
from receivables.as_opened import AsOpened, opened_with
from receivables.changes import done, shown
from receivables.heard_promise import owed_by
from receivables.promises import keep_promise
from receivables.said import amount, coming_day
from storage.unit_of_work import Work
from views.wording import LONGEST_NAME, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBeDated:
    """The logged reply a button carries."""

    touch_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """A logged reply, the day to begin with when it is given one, and a mark of what is so now."""

    touch: Touch
    on: date
    opened: AsOpened


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPromise:
    """The day, and the amount where it is less than all that is left, as a person typed them."""

    touch_id: int
    on: str
    amount: str | None = None


def to_be_dated(request: ToBeDated, work: Work) -> Undated:
    """Reads what the form begins with."""
    require(work.person, Role.MEMBER, "set a promised day")
    touch = work.timeline.get(request.touch_id)
    invoice = work.invoices.get(touch.invoice_id) if touch.invoice_id else None
    opened = opened_with(invoice, touch.client_id, work)
    return Undated(touch=touch, on=follow_up_on(work.today, work.holidays), opened=opened)


def set_promise(request: SetPromise, work: Work) -> Change:
    """Keeps a promise with the words of the reply, in place of an open one for the same invoice."""
    require(work.person, Role.MEMBER, "set a promised day")
    touch = work.timeline.get(request.touch_id)
    if touch.direction is not Direction.IN:
        words = "That is not what the client said. Log their words, then set the day."
        raise WrongState(words)
    invoice = work.invoices.get(touch.invoice_id) if touch.invoice_id else None
    client = work.clients.get(touch.client_id)
    on = coming_day(request.on, work, field="on")
    if on.on < work.today:
        words = f"{on.words} is past. A promise is for a day still to come."
        raise NotUnderstood(words, field="on")
    currency, expected, is_part = _expected(request, invoice, client, work)
    promise = Promise(
        id=0,
        client_id=client.id,
        invoice_id=invoice.id if invoice else None,
        currency=currency,
        expected_minor=expected,
        made_on=touch.happened_on,
        promised_on=on.on,
        certainty=Certainty.GIVEN,
        words=touch.words,
        by=work.person.name,
    )
    kept, undo = keep_promise(promise, work, touch_id=touch.id)
    part = f"{shown(expected, currency, work)} " if is_part else ""
    said = f"{part}promised by {one_line(client.name, LONGEST_NAME)} for {in_full(on.on)}"
    return done(
        "set_promise",
        f"{said[:1].upper()}{said[1:]}",
        work,
        invoice=invoice,
        client=client,
        undo=undo,
        understood=(on.assumed,) if on.assumed else (),
        promise=kept,
    )


def _expected(request: SetPromise, invoice: Invoice | None, client: Client, work: Work) -> tuple[str, int, bool]:
    """The currency, the minor units expected, and whether they are less than all that is left."""
    owed = {currency: left for currency, left in owed_by(invoice, client, work).items() if left > 0}
    if not owed:
        what = f"on {invoice.number}" if invoice else f"for {one_line(client.name, LONGEST_NAME)}"
        words = f"Nothing is open {what}: nothing to promise."
        raise WrongState(words)
    only = next(iter(owed)) if len(owed) == 1 else None
    if request.amount is None:
        if only is None:
            words = "They owe in several currencies: say how much of which, like EUR 1,250.00."
            raise NotUnderstood(words, field="amount")
        return only, owed[only], False
    named = amount(request.amount, work, currency=only)
    if named.currency not in owed:
        words = f"They owe nothing in {named.currency}."
        raise NotUnderstood(words, field="amount")
    expected = min(named.minor, owed[named.currency])
    return named.currency, expected, expected < owed[named.currency]
