"""What an invoice is: facts as stored, and everything people say about it derived from them and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.money import Money
from domain.terms import Due, Terms

OWN_SOURCE = "dunwell"
UNDONE = "undone"
"""Why an invoice is void whose entry was undone, and how a dispute ended that was: neither was ever true."""
DUE_SOON_DAYS = 7


class Status(StrEnum):
    """Exactly five, never stored as truth. Listed in the order a Monday reads them: what costs most first."""

    OVERDUE = "Overdue"
    DUE = "Due"
    SENT = "Sent"
    DRAFT = "Draft"
    PAID = "Paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """The facts of one invoice as of one day. Dates are calendar dates of the workspace; money is in `currency`.

    `paid_minor` and `credited_minor` are the sums of the payments and credit notes counted in (reversals included).
    `sent_on` None is a Draft; `voided_on` set takes the invoice out of every list and sum. `waiting_terms` are its own
    terms while they give no due date yet: they count from a delivery whose day is not known.
    """

    id: int
    client_id: int
    client: str
    number: str
    currency: str
    total_minor: int
    paid_minor: int = 0
    credited_minor: int = 0
    issued_on: date
    due: Due | None = None
    waiting_terms: Terms | None = None
    delivered_on: date | None = None
    sent_on: date | None = None
    voided_on: date | None = None
    void_reason: str | None = None
    source: str = OWN_SOURCE
    owner: str | None = None
    title: str | None = None
    blocked_work: str | None = None
    viewed_on: date | None = None
    version: int = 1

    @property
    def due_on(self) -> date | None:
        """The due date, if one is known."""
        return self.due.on if self.due else None

    @property
    def terms(self) -> Terms | None:
        """The terms its due date came from, or waits for; None where it was stated, or nothing was agreed."""
        return self.due.terms if self.due else self.waiting_terms

    @property
    def total(self) -> Money:
        """What was invoiced."""
        return Money(self.total_minor, self.currency)

    @property
    def asked_for(self) -> Money:
        """What the client was asked to pay in all: the total less credit notes."""
        return Money(self.total_minor - self.credited_minor, self.currency)

    @property
    def balance(self) -> Money:
        """total − payments − credits. Negative where the client overpaid."""
        return Money(self.total_minor - self.paid_minor - self.credited_minor, self.currency)

    @property
    def is_live(self) -> bool:
        """Not void."""
        return self.voided_on is None

    @property
    def was_undone(self) -> bool:
        """Its entry was undone, which put that behind its number too: a person may give any reason for a void one."""
        return self.void_reason == UNDONE and f" ({UNDONE}" in self.number

    @property
    def is_open(self) -> bool:
        """Sent, live, and something is left to pay."""
        return self.is_live and self.sent_on is not None and self.balance.minor > 0

    @property
    def is_closed(self) -> bool:
        """Void, or sent and nothing is left to pay."""
        return not self.is_live or (self.sent_on is not None and not self.is_open)

    @property
    def is_mirrored(self) -> bool:
        """Another tool owns its amounts and dates."""
        return self.source != OWN_SOURCE


def status(invoice: Invoice, today: date) -> Status:
    """The first rule that holds: not sent; nothing left; after, on or before the due date.

    An open invoice without a due date cannot be (a due date is required to mark one Sent); should a source bring one
    it reads as Sent and stands in the exception queue.
    """
    if invoice.sent_on is None:
        return Status.DRAFT
    if invoice.balance.minor <= 0:
        return Status.PAID
    return open_status(invoice.due_on, today)


def open_status(due_on: date | None, today: date) -> Status:
    """Status of a sent invoice with something left to pay. Due all of its due date, Overdue from the day after."""
    if due_on is None or today < due_on:
        return Status.SENT
    return Status.DUE if today == due_on else Status.OVERDUE


def days_past_due(invoice: Invoice, today: date) -> int:
    """today − due date for an open invoice; negative before, 0 on the day and for anything not open."""
    if not invoice.is_open or invoice.due_on is None:
        return 0
    return (today - invoice.due_on).days
