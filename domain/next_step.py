"""What a person who does credit control on a Monday would do next with an invoice."""

from __future__ import annotations

from datetime import date

from domain.answers import InvoiceRow, NextAction, NextStep
from domain.badges import BadgeName, Surroundings
from domain.invoice import Status
from domain.promise import Certainty

# What costs most to ignore comes first: a broken word, money that may be there, then silence, then what is contested.
_URGENCY = (
    NextStep.ASK_ABOUT_BROKEN_PROMISE,
    NextStep.LOOK_FOR_PAYMENT,
    NextStep.FOLLOW_UP,
    NextStep.CONTACT,
    NextStep.SETTLE_DISPUTE,
    NextStep.REFUND_OR_APPLY,
    NextStep.CREDIT_COVERS,
)


def next_action(row: InvoiceRow, around: Surroundings, today: date) -> NextAction:
    """The first of these that holds: a stop, a word that it was paid, credit that covers it, a letter not answered yet,
    a broken word, a promise, the due date."""
    invoice = row.invoice
    if not invoice.is_live or row.status is Status.PAID:
        if invoice.is_live and invoice.balance.minor < 0:
            return NextAction(step=NextStep.REFUND_OR_APPLY)
        return NextAction(step=NextStep.UNBLOCK if invoice.blocked_work else NextStep.NOTHING)
    if row.status is Status.DRAFT:
        return NextAction(step=NextStep.SEND)
    return (
        _stopped(row)
        or _claimed(around)
        or _covered(row, around)
        or _written(row, around)
        or _broken(row, around)
        or _promised(around, today)
        or _by_date(row)
    )


def urgency(row: InvoiceRow, action: NextAction) -> tuple[int, int, int]:
    """Sort key, lowest first: what costs most to ignore. Within a step, longest overdue, then largest balance."""
    place = _URGENCY.index(action.step) if action.step in _URGENCY else len(_URGENCY)
    return place, -row.days_past_due, -row.invoice.balance.minor


def needs_a_person(row: InvoiceRow, action: NextAction) -> bool:
    """Whether a list of what needs somebody has this on it."""
    if action.step is NextStep.CONTACT:
        return row.status in (Status.OVERDUE, Status.DUE)
    if action.step is NextStep.FOLLOW_UP:
        return action.on is None  # on a later day it is that day's
    return action.step in _URGENCY


def _stopped(row: InvoiceRow) -> NextAction | None:
    if row.badge(BadgeName.DISPUTED):
        return NextAction(step=NextStep.SETTLE_DISPUTE)
    hold = row.badge(BadgeName.ON_HOLD)
    if hold:
        return NextAction(step=NextStep.WAIT_FOR_HOLD, on=hold.on)
    return None


def _claimed(around: Surroundings) -> NextAction | None:
    """They say it is paid: nobody asks again before somebody looked."""
    said_on = around.said_paid_on
    return NextAction(step=NextStep.LOOK_FOR_PAYMENT, on=said_on) if said_on else None


def _covered(row: InvoiceRow, around: Surroundings) -> NextAction | None:
    """No letter goes to who owes nothing net, and nobody asks them either."""
    is_asked_for = row.status in (Status.OVERDUE, Status.DUE)
    return NextAction(step=NextStep.CREDIT_COVERS) if is_asked_for and around.credit_covers else None


def _written(row: InvoiceRow, around: Surroundings) -> NextAction | None:
    """A letter does the asking, until they said something since, or broke their word."""
    if row.status is Status.SENT or (around.promise is not None and around.promise.certainty is Certainty.GIVEN):
        return None
    if around.letter_leaves:
        return NextAction(step=NextStep.LET_LETTER_LEAVE)
    went = around.letter_went_on
    broken = row.badge(BadgeName.PROMISE_BROKEN)
    if went is None or (around.said_on is not None and around.said_on >= went):
        return None
    is_later_word = any(each.made_on >= went for each in (around.promise, *around.later) if each is not None)
    is_later_broken = broken is not None and broken.on is not None and broken.on >= went
    return None if is_later_word or is_later_broken else NextAction(step=NextStep.WAIT_FOR_ANSWER, on=went)


def _broken(row: InvoiceRow, around: Surroundings) -> NextAction | None:
    broken = row.badge(BadgeName.PROMISE_BROKEN)
    if broken and broken.on and not _word_since(around, broken.on):
        return NextAction(step=NextStep.ASK_ABOUT_BROKEN_PROMISE, on=broken.on, part=broken.part)
    return None


def _word_since(around: Surroundings, broken_on: date) -> bool:
    """Whether the client gave a new word, or was spoken to, after the broken day. An older one does not count."""
    promised = any(each.made_on > broken_on for each in (around.promise, *around.later) if each is not None)
    spoken = around.last_contact_on is not None and around.last_contact_on > broken_on
    return promised or spoken


def _promised(around: Surroundings, today: date) -> NextAction | None:
    promise = around.promise
    if promise is None:
        return None
    if promise.certainty is Certainty.GIVEN:
        part = promise.expected if promise.id in around.parts else None
        return NextAction(step=NextStep.WAIT_FOR_PROMISE, on=promise.promised_on, part=part)
    later = promise.promised_on if promise.promised_on > today else None
    return NextAction(step=NextStep.FOLLOW_UP, on=later)


def _by_date(row: InvoiceRow) -> NextAction:
    if row.status is Status.SENT:
        return NextAction(step=NextStep.WAIT_FOR_DUE, on=row.invoice.due_on)
    return NextAction(step=NextStep.CONTACT)
