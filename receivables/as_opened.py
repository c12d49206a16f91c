"""A form is filled in with what is so when it opens. If that is so no longer when it is sent in, nothing is done: its
person is told what changed and by whom, and decides anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from domain.answers import Change
from domain.errors import AlreadyDone, Refusal, WrongState, source_said
from domain.invoice import Invoice
from domain.record import Record
from receivables.credit_left import credit_left
from storage.invoice_rows import take_invoice
from storage.unit_of_work import Work

NAMED = 3
"""So many changes are told in words; of more, how many."""
_LENGTH = 16


class Facts(StrEnum):
    """Which facts a form stands on: what is owed and when, or also what stops the chasing of it."""

    MONEY = "money"
    STOPS = "stops"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOpened:
    """What a form is about and was filled in with, as a mark of each kind of facts; and the last record of then."""

    money: str
    stops: str
    record: int
    invoice_id: int | None
    client_id: int

    def of(self, facts: Facts) -> tuple[str, ...]:
        """The marks of these facts."""
        return (self.money,) if facts is Facts.MONEY else (self.money, self.stops)


class _Act(Protocol):
    def __call__(self, request: Any, work: Work, /) -> Change: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ActAsOpened:
    """A form as sent in: its act, which facts it stands on, what it was opened with, and what its inputs are called."""

    act: _Act
    request: Any
    facts: Facts
    opened: AsOpened
    inputs: frozenset[str] = frozenset()


class ChangedSince(Refusal):
    """Somebody was first. `is_over`: what the form is for cannot be done any more, as the words say."""

    def __init__(self, words: str, *, is_over: bool) -> None:
        super().__init__(words)
        self.is_over = is_over


def opened_with(invoice: Invoice | None, client_id: int, work: Work) -> AsOpened:
    """The marks of what a form about this invoice, or about all of this client, is filled in with now."""
    return AsOpened(
        money=_mark(_money(invoice) if invoice else _credit(client_id, work)),
        stops=_mark(_stops(invoice, client_id, work)),
        record=work.audit.newest(),
        invoice_id=invoice.id if invoice else None,
        client_id=client_id,
    )


def act_as_opened(request: ActAsOpened, work: Work) -> Change:
    """Acts where all is as it was when the form opened. Raises ChangedSince, and nothing is kept, where it is not."""
    opened = request.opened
    invoice = _taken(opened.invoice_id, work) if opened.invoice_id else None
    now = opened_with(invoice, invoice.client_id if invoice else opened.client_id, work)
    if now.of(request.facts) == opened.of(request.facts):
        return request.act(request.request, work)
    name = invoice.number if invoice else work.clients.get(opened.client_id).name
    told = f"{name} changed since you opened this. {_told(request, invoice, work)}."
    try:
        request.act(request.request, work)  # to hear whether it could be done: the raise below takes it back
    except Refusal as refusal:
        # About an input it is about what was typed, which may be typed anew.
        if isinstance(refusal, (AlreadyDone, WrongState)) and refusal.field not in request.inputs:
            raise ChangedSince(f"{told} {refusal.words}", is_over=True) from refusal
    words = f"{told} Nothing of yours is kept yet: look at it as it is now, then send it again if it is still right."
    raise ChangedSince(words, is_over=False)


def _taken(invoice_id: int, work: Work) -> Invoice:
    take_invoice(work.scope, invoice_id)
    return work.invoices.get(invoice_id)


def _money(invoice: Invoice) -> tuple[Any, ...]:
    money = (invoice.currency, invoice.total_minor, invoice.paid_minor, invoice.credited_minor)
    return (*money, invoice.issued_on, invoice.due, invoice.delivered_on, invoice.sent_on, invoice.voided_on)


def _credit(client_id: int, work: Work) -> tuple[Any, ...]:
    return tuple((each.left, each.invoice and each.invoice.id) for each in credit_left(client_id, work))


def _stops(invoice: Invoice | None, client_id: int, work: Work) -> tuple[Any, ...]:
    concerned = (None, invoice.id) if invoice else (None,)
    holds = work.holds.current_of_clients([client_id], work.today)
    promises = work.promises.open_of_clients([client_id])
    dispute = work.disputes.open_of_invoice(invoice.id) if invoice else None
    return (
        [(each.id, each.until) for each in holds if each.invoice_id in concerned],
        [(each.id, each.promised_on) for each in promises if each.invoice_id in concerned],
        dispute.id if dispute else None,
    )


def _mark(facts: tuple[Any, ...]) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:_LENGTH]


def _told(request: ActAsOpened, invoice: Invoice | None, work: Work) -> str:
    client_id = invoice.client_id if invoice else request.opened.client_id
    acts = _CHANGES if request.facts is Facts.MONEY else _CHANGES | _STOPS
    found = [
        each
        for each in work.audit.of_client_after(client_id, request.opened.record)
        if each.act in acts and each.undone_at is None and _concerns(each, invoice)
    ]
    if not found:
        if invoice is None or not invoice.is_mirrored:
            return "It stands otherwise now"
        source = source_said(invoice.source)
        return f"{source[:1].upper()}{source[1:]} did that"
    told = "; ".join(f"{each.by}: {each.said}" for each in found[-NAMED:])
    left = len(found) - NAMED
    return f"{told}; and {left} more before that" if left > 0 else told


def _concerns(record: Record, invoice: Invoice | None) -> bool:
    return record.invoice_id is None or (invoice is not None and record.invoice_id == invoice.id)


_CHANGES = frozenset(
    {
        "record_payment",
        "take_back_payment",
        "issue_credit_note",
        "use_credit",
        "refund_credit",
        "take_back_credit",
        "bring_back_invoice",
        "void_invoice",
        "move_due_date",
        "mark_sent",
        "record_invoice",
        "undo",
    }
)
_STOPS = frozenset(
    {"log_reply", "says_paid", "hold_chasing", "open_dispute", "resume", "change_promise", "set_promise"}
)
