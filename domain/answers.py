"""What acts answer with: plain values that views turn into screens. Every fact people see is in one of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.badges import Badge, BadgeName
from domain.client import Client, Contact
from domain.credit import CreditSource
from domain.exception_queue import OpenException
from domain.hold import Dispute, Hold
from domain.invoice import Invoice, Status
from domain.ledger import Entry, Line
from domain.milestone import NOTHING_WAITS, Milestone, Waiting
from domain.money import Money
from domain.promise import Against, Promise, PromiseState
from domain.record import Record
from domain.reminder import Reminder
from domain.timeline import Touch
from domain.totals import BucketTotal, StatusTotal


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """One invoice on a list. `days_past_due` is negative before the due date."""

    invoice: Invoice
    status: Status
    badges: tuple[Badge, ...]
    days_past_due: int

    def badge(self, name: BadgeName) -> Badge | None:
        """The badge of this name, if the invoice carries it."""
        return next((badge for badge in self.badges if badge.name is name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGroup:
    """The invoices of one status on a page: `rows` shown, `count` of them in all, `before` on earlier pages."""

    status: Status
    rows: tuple[InvoiceRow, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """The book on a day. `only` is the status asked for (None: all). `earlier` and `later` are the cursors of the pages
    beside this one; `shown_before` rows stand on earlier pages. `not_yet_triggered` is agreed and not billed."""

    today: date
    only: Status | None
    totals: tuple[StatusTotal, ...]
    groups: tuple[StatusGroup, ...]
    shown_before: int = 0
    later: str | None = None
    earlier: str | None = None
    not_yet_triggered: Waiting = NOTHING_WAITS

    @property
    def count(self) -> int:
        """How many invoices the whole list has."""
        return sum(group.count for group in self.groups)

    @property
    def shown(self) -> int:
        """How many of them this page shows."""
        return sum(len(group.rows) for group in self.groups)


class NextStep(StrEnum):
    """What a person would do next with an invoice."""

    SEND = "mark it sent"
    WAIT_FOR_DUE = "wait for the due date"
    WAIT_FOR_PROMISE = "wait for the promised day"
    FOLLOW_UP = "follow up"
    LOOK_FOR_PAYMENT = "look for the payment"
    ASK_ABOUT_BROKEN_PROMISE = "ask about the broken promise"
    SETTLE_DISPUTE = "settle the dispute"
    WAIT_FOR_HOLD = "wait for the hold to end"
    CONTACT = "get in touch"
    LET_LETTER_LEAVE = "a reminder is approved and still to leave"
    WAIT_FOR_ANSWER = "wait for an answer"
    REFUND_OR_APPLY = "pay back what came in too much, or use it for another invoice"
    UNBLOCK = "let the blocked work go on"
    CREDIT_COVERS = "their credit covers it: settle it with that, ask for nothing"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAction:
    """The next step and the day it is for (None: now). `part` is the sum promised, where it is not all of it."""

    step: NextStep
    on: date | None = None
    part: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCard:
    """Everything about one invoice, as of today in the workspace's time zone. `credit` is what the client has that
    could be used for this one; None where there is none. `against` is what each promise (by id) is held against."""

    today: date
    tz: ZoneInfo
    row: InvoiceRow
    client: Client
    next_action: NextAction
    last_contact: Touch | None
    lines: tuple[Line, ...] = ()
    payments: tuple[Entry, ...] = ()
    credit_notes: tuple[Entry, ...] = ()
    touches: tuple[Touch, ...] = ()
    promises: tuple[tuple[Promise, PromiseState], ...] = ()
    disputes: tuple[Dispute, ...] = ()
    holds: tuple[Hold, ...] = ()
    records: tuple[Record, ...] = ()
    credit: Money | None = None
    against: Mapping[int, Against] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayingHabit:
    """How a client pays: invoices settled, the usual days after the due date (median; negative: early), promises.

    The usual days are those of the settled ones without the `undated`, of which no payment day is known.
    """

    settled: int
    usual_days_late: int | None
    promises_kept: int
    promises_broken: int
    undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCard:
    """One client's account: what is open (oldest due first), who to write to, what was said, how they pay."""

    today: date
    client: Client
    aliases: tuple[str, ...]
    contacts: tuple[Contact, ...]
    open_rows: tuple[InvoiceRow, ...]
    drafts: tuple[InvoiceRow, ...]
    open_total: tuple[tuple[Money, int], ...]
    overdue_total: tuple[tuple[Money, int], ...]
    credit: tuple[CreditSource, ...]
    habit: PayingHabit
    last_contact: Touch | None
    touches: tuple[Touch, ...]
    holds: tuple[Hold, ...] = ()
    not_yet_triggered: Waiting = NOTHING_WAITS


class Hint(StrEnum):
    """What a client's words may call for; a person decides."""

    DISPUTE = "dispute"
    RECORD_PAYMENT = "record payment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One act done: what it was in words, on which invoice or client, and the record Undo goes by (None: final).

    `understood` echoes, in full, what a person's short words were taken to mean. `card` is the invoice as it is now.
    `denied` is an open promise that a client's new words speak against; `hint` is the act their words call for.
    """

    said: str
    record_id: int | None
    undo_until: datetime | None = None
    row: InvoiceRow | None = None
    client: Client | None = None
    understood: tuple[str, ...] = ()
    promise: Promise | None = None
    touch: Touch | None = None
    today: date | None = None
    denied: Promise | None = None
    hint: Hint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A week in one message: what changed since `since`, what needs a person, what there is.

    `week_of` is the digest day it belongs to, today or before. `meant_for` is set where it comes late; `skipped` are
    the days of digests that came too late to be posted.
    `follow_ups` are due by the end of the coming week, `holds_ended` since the last digest. `..._left` are not in the
    lists. `arrived_overdue` came overdue with an import and still are: no news of the week each, but a number. `drafts`
    wait for a person; `leaving` are approved and still to leave. `against`: what each promise (by id) is held against.
    `not_reached` are milestones whose day is over, `coming` those of the coming week: worth a mention, no work for
    anybody.
    """

    today: date
    week_of: date
    period: str
    since: datetime | None
    newly_overdue: tuple[InvoiceRow, ...]
    paid: tuple[InvoiceRow, ...]
    received: tuple[tuple[Money, int], ...]
    promises_kept: tuple[tuple[Promise, Client], ...]
    promises_broken: tuple[tuple[Promise, Client], ...]
    holds_ended: tuple[tuple[Hold, Client], ...]
    needs_person: tuple[tuple[InvoiceRow, NextAction], ...]
    needs_person_left: int
    follow_ups: tuple[tuple[Promise, Client], ...]
    totals: tuple[StatusTotal, ...]
    aging: tuple[BucketTotal, ...]
    exceptions: tuple[OpenException, ...]
    newly_overdue_left: int = 0
    paid_left: int = 0
    exceptions_left: int = 0
    arrived_overdue: int = 0
    payments_known_up_to: datetime | None = None
    meant_for: date | None = None
    skipped: tuple[date, ...] = ()
    drafts: tuple[Reminder, ...] = ()
    leaving: tuple[Reminder, ...] = ()
    against: Mapping[int, Against] = field(default_factory=dict)
    not_reached: tuple[Milestone, ...] = ()
    coming: tuple[Milestone, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Nothing changed and nothing needs anybody."""
        return not any(
            (
                self.newly_overdue,
                self.arrived_overdue,
                self.paid,
                self.received,
                self.promises_kept,
                self.promises_broken,
                self.holds_ended,
                self.needs_person,
                self.follow_ups,
                self.exceptions,
                self.drafts,
                self.leaving,
                self.not_reached,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueNews:
    """One invoice that turned Overdue, with what a person needs to take the next step."""

    row: InvoiceRow
    last_contact: Touch | None
    next_action: NextAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The App Home of one person: the whole picture, and what is theirs first. `..._left` are not in the lists.

    `numbers` are those of the invoices promised for, by id; `against` is what each promise (by id) is held against.
    """

    today: date
    tz: ZoneInfo
    person: str
    totals: tuple[StatusTotal, ...]
    aging: tuple[BucketTotal, ...]
    mine: tuple[InvoiceRow, ...]
    mine_left: int = 0
    needs_person: tuple[tuple[InvoiceRow, NextAction], ...]
    needs_person_left: int
    open_promises: tuple[tuple[Promise, Client], ...]
    promises_left: int = 0
    numbers: Mapping[int, str] = field(default_factory=dict)
    against: Mapping[int, Against] = field(default_factory=dict)
    exceptions: tuple[OpenException, ...]
    drafts: tuple[Reminder, ...] = ()
    drafts_left: int = 0
    not_yet_triggered: Waiting = NOTHING_WAITS
