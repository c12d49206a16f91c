"""The client said something: their words are kept, and a promise found in them is shown for what it was taken as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.answers import Change
from domain.client import Client
from domain.errors import NotUnderstood
from domain.invoice import Invoice
from domain.promise import Certainty, Promise, follow_up_on
from domain.roles import Role, require
from domain.said_dates import in_full
from domain.said_promise import FoundPromise, PromiseKind, find_promise
from domain.timeline import Direction, Medium
from receivables.changes import Step, done, shown
from receivables.promises import keep_promise
from receivables.said import day_order, either_meant, past_day
from storage.unit_of_work import Work

LONGEST_WORDS = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReply:
    """As typed: about which invoice or client, the words as spoken, when (None: today), how it travelled.

    `link` is the Slack message it was said in, where there is one.
    """

    target: str
    words: str
    on: str | None = None
    medium: Medium | None = None
    direction: Direction = Direction.IN
    link: str | None = None


def log_reply(request: LogReply, work: Work) -> Change:
    """Keeps the words on the timeline, and with them the promise a client's words hold, if any."""
    require(work.person, Role.MEMBER, "log a reply")
    words = request.words.strip()
    if not words:
        hint = 'What did they say? Like `/invoice log 1042 "I\'ll sort it Friday"`.'
        raise NotUnderstood(hint, field="words")
    if len(words) > LONGEST_WORDS:
        hint = f"That is {len(words):,} characters; {LONGEST_WORDS:,} fit. Keep the part that matters."
        raise NotUnderstood(hint, field="words")
    invoice, client = _about(request.target, work)
    on = past_day(request.on or "today", work, field="on", what="A reply")
    touch_id = work.timeline.add(
        client_id=client.id,
        invoice_id=invoice.id if invoice else None,
        direction=request.direction,
        medium=request.medium,
        words=words,
        happened_on=on.on,
        now=work.now,
        by_id=work.person.id,
        link=request.link,
    )
    undo: list[Step] = [("withdraw_touch", {"touch_id": touch_id})]
    promise, heard = _promise(words, request.direction, on.on, invoice, client, work)
    if promise is not None:
        kept, steps = keep_promise(promise, work, touch_id=touch_id)
        promise, undo = kept, [*steps, *undo]
    understood = (*heard, *((on.assumed,) if request.on and on.assumed else ()))
    return done(
        "log_reply",
        _said(request.direction, words, invoice, client),
        work,
        invoice=invoice,
        client=client,
        undo=undo,
        understood=understood,
        promise=promise,
        touch=work.timeline.get(touch_id),
    )


def _said(direction: Direction, words: str, invoice: Invoice | None, client: Client) -> str:
    verb = {Direction.IN: f"{client.name} said", Direction.OUT: f"Told {client.name}", Direction.INTERNAL: "Noted"}
    about = f" about {invoice.number}" if invoice else ""
    return f"{verb[direction]}{about}: “{words}”"


def _about(said: str, work: Work) -> tuple[Invoice | None, Client]:
    target = either_meant(said, work)
    if isinstance(target, Client):
        opened = [invoice for invoice in work.invoices.of_client(target.id) if invoice.is_open]
        # Said of a client with one open invoice, it is about that one.
        return (opened[0] if len(opened) == 1 else None), target
    return target, work.clients.get(target.client_id)


def _promise(
    words: str, direction: Direction, said_on: date, invoice: Invoice | None, client: Client, work: Work
) -> tuple[Promise | None, tuple[str, ...]]:
    """The promise in a client's words, if there is one to keep, and what to echo of how they were understood.

    Words like "Friday" are read as of the day they were said, which may not be the day they are logged.
    """
    if direction is not Direction.IN:
        return None, ()
    owed = _owed(invoice, client, work)
    currency = invoice.currency if invoice else next(iter(owed), None)
    if currency is None or not owed.get(currency):
        return None, ()
    found = find_promise(words, today=said_on, order=day_order(work), default_currency=currency)
    if found is None or found.kind not in (PromiseKind.DATED, PromiseKind.UNDATED):
        return None, _hint(found)
    if len(owed) > 1 and (found.currency or "") not in owed:
        return None, ("they owe in several currencies, so no promise was set: log it on an invoice",)
    certainty = Certainty.GIVEN if found.on else Certainty.PROPOSED
    promise = Promise(
        id=0,
        client_id=client.id,
        invoice_id=invoice.id if invoice else None,
        currency=currency,
        expected_minor=_expected(found, currency, owed[currency]),
        made_on=said_on,
        promised_on=found.on or follow_up_on(work.today),
        certainty=certainty,
        words=words,
        by=work.person.name,
    )
    return promise, (_heard(promise, found, work),)


def _owed(invoice: Invoice | None, client: Client, work: Work) -> dict[str, int]:
    """What is left, in minor units by currency: on the invoice, or on all the client's open ones."""
    if invoice is not None:
        return {invoice.currency: invoice.balance.minor} if invoice.is_open else {}
    owed: dict[str, int] = {}
    for each in work.invoices.of_client(client.id):
        if each.is_open:
            owed[each.currency] = owed.get(each.currency, 0) + each.balance.minor
    return owed


def _expected(found: FoundPromise, currency: str, owed: int) -> int:
    if found.amount_minor is not None and found.currency == currency:
        return min(found.amount_minor, owed)
    return owed


def _heard(promise: Promise, found: FoundPromise, work: Work) -> str:
    if promise.certainty is Certainty.PROPOSED:
        return f"no firm date in it, so follow up on {in_full(promise.promised_on)}"
    amount = f"{shown(promise.expected_minor, promise.currency, work)} " if found.amount_minor else ""
    return f"{amount}promised for {in_full(promise.promised_on)} (“{found.because}”)"


def _hint(found: FoundPromise | None) -> tuple[str, ...]:
    hints = {
        PromiseKind.CLAIMS_PAID: "they say it is paid: check the bank, then record the payment",
        PromiseKind.DISPUTE_HINT: "this sounds like a dispute: open one if it is",
    }
    hint = hints.get(found.kind) if found else None
    return (hint,) if hint else ()
