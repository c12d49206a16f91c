"""A new invoice of our own: recorded as a draft, or as sent when it went out already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain.answers import Change
from domain.client import Client
from domain.errors import MoreThanOne, NoSuchClient, NotUnderstood, listed
from domain.invoice import OWN_SOURCE, Invoice
from domain.ledger import Line
from domain.money import Money
from domain.roles import Role, require
from domain.said_dates import in_full
from domain.terms import Basis, Due, Terms
from receivables.changes import Step, done, shown
from receivables.record_delivery import due_by_terms
from receivables.said import amount, chosen_client, day_after, nearest_day, past_day
from storage.clients import told_apart
from storage.unit_of_work import Work

_NET = re.compile(r"(?:net\s*)?(\d{1,4})(?:\s*days?)?(?:\s+from\s+(issue|delivery|end of month))?", re.IGNORECASE)
_TRAILING_DIGITS = re.compile(r"^(.*?)(\d+)$")
FIRST_NUMBER = "INV-1001"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInvoice:
    """As typed. `number` None takes the next one; `due` states a day, `net` gives terms, neither uses the client's.

    `is_new_client` says that a name unlike any known is meant as it stands. `sent` is when it went out, None: a draft.
    """

    client: str
    amount: str
    number: str | None = None
    title: str | None = None
    issued: str | None = None
    delivered: str | None = None
    due: str | None = None
    net: str | None = None
    sent: str | None = None
    is_new_client: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An invoice just written down: what that is in words, how the request was understood, and the way back."""

    invoice: Invoice
    client: Client
    said: str
    understood: tuple[str, ...]
    undo: tuple[Step, ...]


def record_invoice(request: RecordInvoice, work: Work) -> Change:
    """Records it, and its client where the name is new."""
    require(work.person, Role.APPROVER if request.sent else Role.MEMBER, "record an invoice")
    new = write_invoice(request, amount(request.amount, work, currency=None), work)
    return done(
        "record_invoice",
        new.said,
        work,
        invoice=new.invoice,
        client=new.client,
        undo=list(new.undo),
        understood=new.understood,
    )


def write_invoice(request: RecordInvoice, total: Money, work: Work) -> Written:
    """The row of it, for whichever act bills. `total` is its amount, read already; the caller records the act."""
    issued = past_day(request.issued or "today", work, field="issued_on", what="An invoice issued")
    delivered = nearest_day(request.delivered, work, field="delivered_on").on if request.delivered else None
    client, is_new = client_said(request.client, work, is_new=request.is_new_client)
    due = _due(request, client, work, issued_on=issued.on, delivered_on=delivered)
    sent_on = past_day(request.sent, work, field="sent_on", what="Sending").on if request.sent else None
    if sent_on and due is None:
        raise no_due_date("this invoice", client)
    wanted = Invoice(
        id=0,
        client_id=client.id,
        client=client.name,
        number=request.number or next_number(work),
        currency=total.currency,
        total_minor=total.minor,
        issued_on=issued.on,
        delivered_on=delivered,
        due=due,
        waiting_terms=_waiting(request, due),
        sent_on=sent_on,
        source=OWN_SOURCE,
        title=request.title,
    )
    lines = [Line(description=request.title, amount_minor=total.minor)] if request.title else []
    invoice = work.invoices.add(wanted, now=work.now, lines=lines)
    return Written(
        invoice=invoice,
        client=client,
        said=f"{invoice.number} recorded for {client.name}: {shown(total.minor, total.currency, work)}",
        understood=_understood(invoice, client, assumed=issued.assumed, is_new=is_new),
        undo=(("remove_invoice", {"invoice_id": invoice.id}),),
    )


def next_number(work: Work) -> str:
    """One more than the newest invoice of our own; the width of its digits is kept."""
    newest = work.invoices.newest_own_number()
    counted = _TRAILING_DIGITS.match(newest) if newest else None
    if counted is None:
        number = FIRST_NUMBER
    else:
        head, digits = counted.groups()
        number = f"{head}{int(digits) + 1:0{len(digits)}d}"
    while work.invoices.by_number(number) is not None:
        head, digits = _TRAILING_DIGITS.match(number).groups()  # type: ignore[union-attr] # it ends in digits by now
        number = f"{head}{int(digits) + 1:0{len(digits)}d}"
    return number


def no_due_date(what: str, client: Client) -> NotUnderstood:
    """The refusal where a due date is needed and nothing gives one."""
    return NotUnderstood(
        f"When is {what} due? {client.name} has no terms on file. Add `due 15/12` or `net 30`.", field="due_on"
    )


def terms_said(said: str) -> Terms:
    """`30`, `net 30`, `net 60 from delivery`. Raises NotUnderstood."""
    found = _NET.fullmatch(said.strip())
    if found is None:
        words = f"“{said}” is not something I know as terms. Write `net 30`, or `net 60 from delivery`."
        raise NotUnderstood(words, field="terms")
    return Terms(net_days=int(found[1]), basis=Basis((found[2] or "issue").lower()))


def client_said(said: str, work: Work, *, is_new: bool) -> tuple[Client, bool]:
    """The client to bill, and whether they are new: a name unlike any known makes one, as does `is_new`. Raises
    NotUnderstood where the name is only near another, MoreThanOne where it fits several."""
    chosen = chosen_client(said, work)
    if chosen is not None:
        return chosen, False
    name = said.strip()
    if not any(map(_is_seen, name)):
        words = "Who is it for? Name the client, like `/invoice add Acme 1200 due 15/12`."
        raise NotUnderstood(words, field="client")
    # What is only near is never taken: an invoice on another client's account is found late.
    for fits in (work.clients.named(name), [] if is_new else work.clients.begun(name)):
        if len(fits) == 1:
            return fits[0], False
        if fits:
            raise MoreThanOne(name, tuple(told_apart(fits)))
    near = () if is_new else _near(name, work)
    if near:
        words = (
            f"“{name}” is not a client yet. Did you mean {listed(near, 'or')}? If it is a new one, write `new {name}`."
        )
        raise NotUnderstood(words, field="client")
    return work.clients.add(name=name, now=work.now), True


def _is_seen(letter: str) -> bool:
    """Whether it shows anything: spaces and signs that only steer the text do not."""
    return letter.isprintable() and not letter.isspace()


def _near(name: str, work: Work) -> tuple[str, ...]:
    try:
        return (work.clients.find(name).name,)
    except MoreThanOne as several:
        return several.matches
    except NoSuchClient as unknown:
        return unknown.nearest


def _due(
    request: RecordInvoice, client: Client, work: Work, *, issued_on: date, delivered_on: date | None
) -> Due | None:
    if request.due:
        return Due(on=day_after(request.due, work, after=issued_on, field="due_on").on)
    terms = terms_said(request.net) if request.net else client.terms
    if terms is None:
        return None
    if terms.basis is Basis.DELIVERY and delivered_on is None and not request.sent:
        return None  # a draft may wait for its delivery day
    return due_by_terms(
        terms, what="this invoice", issued_on=issued_on, delivered_on=delivered_on, line="`delivered yesterday`"
    )


def _waiting(request: RecordInvoice, due: Due | None) -> Terms | None:
    """Terms stated for this invoice alone that count from a delivery still to be told. The client's are not kept: they
    may be agreed anew until it is sent."""
    return terms_said(request.net) if request.net and due is None else None


def _understood(invoice: Invoice, client: Client, *, assumed: str | None, is_new: bool) -> tuple[str, ...]:
    found = [f"issued {in_full(invoice.issued_on)}"]
    if invoice.due_on:
        terms = f" ({invoice.due.terms})" if invoice.due and invoice.due.terms else ""
        found.append(f"due {in_full(invoice.due_on)}{terms}")
        if invoice.due_on < invoice.issued_on:
            when = "already" if invoice.sent_on else "as soon as it is sent"
            found.append(f"that is due before it is issued, so it is overdue {when}")
    elif invoice.waiting_terms:
        found.append(
            f"{invoice.waiting_terms}: the due date comes with the delivery day, `/invoice delivered` tells it"
        )
    else:
        found.append("no due date yet: it needs one before it is sent")
    found.append(f"sent {in_full(invoice.sent_on)}" if invoice.sent_on else "a draft: `/invoice send` marks it sent")
    if is_new:
        found.append(f"{client.name} is a new client")
    if assumed:
        found.append(assumed)
    return tuple(found)
