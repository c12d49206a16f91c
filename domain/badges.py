"""Badges stand beside the status, never instead of it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import NO_HOLIDAYS
from domain.hold import Dispute, Hold
from domain.invoice import DUE_SOON_DAYS, Invoice, Status, status
from domain.money import Money
from domain.promise import Certainty, Promise, PromiseState, holds_until

NO_ACTION_DAYS = 7


class BadgeName(StrEnum):
    """All there are."""

    DUE_SOON = "due soon"
    VIEWED = "viewed"
    PARTIALLY_PAID = "partially paid"
    OVERPAID = "overpaid"
    PROMISED = "promised"
    PROMISE_BROKEN = "promise broken"
    DISPUTED = "disputed"
    ON_HOLD = "on hold"
    NO_CONTACT = "no action"
    WORK_BLOCKED = "work blocked"
    CONTRADICTS_SOURCE = "contradicts its source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A badge with the day it is about: promised for, on hold until, no action since, due on. `part` is the sum
    promised where it is not all that was owed: on the invoice, or (`of_all`) by the client."""

    name: BadgeName
    on: date | None = None
    part: Money | None = None
    of_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What Dunwell keeps around an invoice: its own and its client's open words and stops. `last_contact_on` is the
    newest in or out touch; without one, silence counts from the due date. `said_on` is set where that touch is the
    client's, and `said_paid_on` where they said in it that they paid. `letter_leaves`: one that names it is approved
    and still to leave; `letter_went_on`: one went so lately that no other may go yet. `promise` is the next of
    their open words, `later` are the others with a day they named; `parts` are those (ids) that promise less than was
    owed. `credit_covers`: money of theirs that settles nothing is as much as all they owe by today in its currency."""

    promise: Promise | None = None
    later: tuple[Promise, ...] = ()
    parts: frozenset[int] = frozenset()
    broken: Promise | None = None
    disputes: tuple[Dispute, ...] = ()
    holds: tuple[Hold, ...] = ()
    last_contact_on: date | None = None
    contradicts_source: bool = False
    said_on: date | None = None
    said_paid_on: date | None = None
    letter_leaves: bool = False
    letter_went_on: date | None = None
    credit_covers: bool = False


NOTHING_AROUND = Surroundings()
_OPEN = (None, PromiseState.OPEN)


def badges(
    invoice: Invoice,
    around: Surroundings,
    today: date,
    *,
    no_action_days: int = NO_ACTION_DAYS,
    holidays: Container[date] = NO_HOLIDAYS,
) -> tuple[Badge, ...]:
    """All that apply on this day, most urgent first."""
    found = [
        *_promised(invoice, around, today, holidays),
        *_stopped(invoice, around, today),
        *_silent(invoice, around, today, no_action_days),
        *_money(invoice),
        *_dates(invoice, today),
    ]
    if invoice.blocked_work:
        found.append(Badge(name=BadgeName.WORK_BLOCKED))
    if around.contradicts_source:
        found.append(Badge(name=BadgeName.CONTRADICTS_SOURCE))
    return tuple(found)


def is_over(invoice: Invoice) -> bool:
    """Sent, and nothing is left to chase: of what stands around it only a contradiction still says anything."""
    return invoice.sent_on is not None and not invoice.is_open


def no_action_since(invoice: Invoice, around: Surroundings, today: date, *, days: int = NO_ACTION_DAYS) -> date | None:
    """Since when a Due or Overdue invoice has had no contact, once that is `days` days or more; else None.

    With no contact at all, the wait counts from the day it was sent.
    """
    if not invoice.is_open or status(invoice, today) not in (Status.DUE, Status.OVERDUE):
        return None
    since = around.last_contact_on or invoice.sent_on
    return since if since is not None and (today - since).days >= days else None


def _promised(invoice: Invoice, around: Surroundings, today: date, holidays: Container[date]) -> list[Badge]:
    if not invoice.is_open:
        return []
    found = []
    if around.broken is not None:
        found.append(_of_promise(BadgeName.PROMISE_BROKEN, around.broken, around))
    for promise in (around.promise, *around.later):
        if promise is None or promise.certainty is not Certainty.GIVEN or promise.closed_as not in _OPEN:
            continue
        late = today > holds_until(promise.promised_on, holidays)
        found.append(_of_promise(BadgeName.PROMISE_BROKEN if late else BadgeName.PROMISED, promise, around))
    return found


def _of_promise(name: BadgeName, promise: Promise, around: Surroundings) -> Badge:
    part = promise.expected if promise.id in around.parts else None
    return Badge(name=name, on=promise.promised_on, part=part, of_all=part is not None and promise.invoice_id is None)


def _stopped(invoice: Invoice, around: Surroundings, today: date) -> list[Badge]:
    if is_over(invoice):
        return []
    found = []
    if any(dispute.is_open(today) for dispute in around.disputes):
        found.append(Badge(name=BadgeName.DISPUTED))
    ends = [hold.until for hold in around.holds if hold.is_on(today)]
    if ends:
        found.append(Badge(name=BadgeName.ON_HOLD, on=max(ends)))
    return found


def _silent(invoice: Invoice, around: Surroundings, today: date, days: int) -> list[Badge]:
    since = no_action_since(invoice, around, today, days=days)
    return [Badge(name=BadgeName.NO_CONTACT, on=since)] if since else []


def _money(invoice: Invoice) -> list[Badge]:
    if invoice.balance.minor < 0:
        return [Badge(name=BadgeName.OVERPAID)]
    settled_part = invoice.paid_minor + invoice.credited_minor
    if invoice.is_open and settled_part > 0:
        return [Badge(name=BadgeName.PARTIALLY_PAID)]
    return []


def _dates(invoice: Invoice, today: date) -> list[Badge]:
    found = []
    if invoice.is_open and invoice.due_on and 1 <= (invoice.due_on - today).days <= DUE_SOON_DAYS:
        found.append(Badge(name=BadgeName.DUE_SOON, on=invoice.due_on))
    if invoice.viewed_on and invoice.viewed_on <= today:
        found.append(Badge(name=BadgeName.VIEWED, on=invoice.viewed_on))
    return found
