"""The looks at the book that storage.debts walks side by side, each ordered by client; written once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Date, Select, and_, bindparam, case, func, null, or_, select, union_all

from domain.exception_queue import ExceptionKind
from domain.reminder import OPEN, ReminderState
from storage.scope import of_workspace
from storage.tables import (
    credit_notes,
    disputes,
    exceptions,
    holds,
    invoices,
    promises,
    reminder_invoices,
    reminders,
    touches,
)

OPEN_STATES = frozenset(state.value for state in OPEN)
_STAYS = (*OPEN_STATES, ReminderState.SNOOZED.value)
_PAST = (ReminderState.SENT.value, ReminderState.SKIPPED.value)
_TODAY, _SINCE = bindparam("today", type_=Date), bindparam("since", type_=Date)
_FIRST, _LATEST = bindparam("first", type_=Date), bindparam("latest", type_=Date)
_CLIENT = bindparam("client", type_=BigInteger)
_OPEN = (of_workspace(invoices), invoices.c.open_minor > 0, invoices.c.due_on.is_not(None))
_ARRIVED_OVERDUE = invoices.c.told_for == invoices.c.due_on


def _debts(*conditions: Any) -> Select[Any]:
    """client, currency, invoice, number, due on, what is left, sent on, and when it arrived overdue, if it did."""
    arrived_at = case((_ARRIVED_OVERDUE, invoices.c.recorded_at), else_=null())
    columns = (
        invoices.c.client_id,
        invoices.c.currency,
        invoices.c.id,
        invoices.c.number,
        invoices.c.due_on,
        invoices.c.open_minor,
        invoices.c.sent_on,
        arrived_at,
    )
    order = (invoices.c.client_id, invoices.c.currency, invoices.c.due_on, invoices.c.id)
    return select(*columns).where(*_OPEN, *conditions).order_by(*order)


_of_one = invoices.alias()
# Whoever has one that may lead a letter, with all a letter could name beside it.
_first = select(_of_one.c.client_id).where(
    _of_one.c.workspace_id == bindparam("of_workspace"), _of_one.c.open_minor > 0, _of_one.c.due_on <= _FIRST
)
_MAY_BE_CHASED = (invoices.c.due_on <= _LATEST, invoices.c.client_id.in_(_first))
# By whether it is about one client.
DEBTS: dict[bool, Select[Any]] = {
    False: _debts(*_MAY_BE_CHASED),
    True: _debts(invoices.c.client_id == _CLIENT),
}
# Clients, from one on, that have one which may lead a letter.
CHASED_FROM = (
    select(invoices.c.client_id)
    .where(*_OPEN, invoices.c.due_on <= _FIRST, invoices.c.client_id >= _CLIENT)
    .distinct()
    .order_by(invoices.c.client_id)
)


def _contacts() -> Select[Any]:
    """client, day of the newest contact, day of the client's own newest word."""
    later = touches.alias()
    corrected = select(later.c.corrects_id).where(later.c.corrects_id == touches.c.id).exists()
    spoken = (touches.c.direction.in_(("in", "out")), touches.c.words != "", ~corrected)
    theirs = case((touches.c.direction == "in", touches.c.happened_on), else_=null())
    newest, reply = func.max(touches.c.happened_on, type_=Date), func.max(theirs, type_=Date)
    query = select(touches.c.client_id, newest, reply)
    return query.where(of_workspace(touches), *spoken, touches.c.happened_on >= _SINCE).group_by(touches.c.client_id)


def _reminders() -> Select[Any]:
    """client, currency, lead, state, snoozed until, sent on, kind, stage, decided at, planned on; those that still
    count."""
    counts = or_(
        reminders.c.state.in_(_STAYS),
        and_(reminders.c.state == ReminderState.LAPSED.value, invoices.c.open_minor > 0),
        and_(reminders.c.state.in_(_PAST), or_(invoices.c.open_minor > 0, reminders.c.sent_on >= _SINCE)),
    )
    columns = (
        reminders.c.client_id,
        reminders.c.currency,
        reminders.c.lead_id,
        reminders.c.state,
        reminders.c.snoozed_until,
        reminders.c.sent_on,
        reminders.c.kind,
        reminders.c.stage,
        reminders.c.decided_at,
        reminders.c.planned_on,
    )
    joined = reminders.join(invoices, invoices.c.id == reminders.c.lead_id)
    return select(*columns).select_from(joined).where(of_workspace(reminders), counts)


def _written_about() -> Select[Any]:
    """client, invoice that arrived overdue and of which a letter went since."""
    joined = reminder_invoices.join(reminders, reminders.c.id == reminder_invoices.c.reminder_id).join(
        invoices, invoices.c.id == reminder_invoices.c.invoice_id
    )
    went = (reminders.c.state == ReminderState.SENT.value, _ARRIVED_OVERDUE, invoices.c.open_minor > 0)
    return select(reminders.c.client_id, invoices.c.id).select_from(joined).where(of_workspace(reminders), *went)


def _released() -> Select[Any]:
    """client, when a person last settled what had arrived overdue."""
    about = (exceptions.c.kind == ExceptionKind.OLD_DEBT.value, exceptions.c.about == "client")
    query = select(exceptions.c.about_id, func.max(exceptions.c.resolved_at, type_=exceptions.c.resolved_at.type))
    settled = (*about, exceptions.c.resolved_at.is_not(None))
    return query.where(of_workspace(exceptions), *settled).group_by(exceptions.c.about_id)


def _promises() -> Select[Any]:
    """client, invoice or none, currency, made on, promised on, certainty; what nobody and nothing decided yet."""
    columns = (
        promises.c.client_id,
        promises.c.invoice_id,
        promises.c.currency,
        promises.c.made_on,
        promises.c.promised_on,
        promises.c.certainty,
    )
    undecided = (promises.c.withdrawn_at.is_(None), promises.c.closed_as.is_(None))
    return select(*columns).where(of_workspace(promises), *undecided)


def _disputes() -> Select[Any]:
    """client, invoice."""
    query = select(disputes.c.client_id, disputes.c.invoice_id)
    return query.where(of_workspace(disputes), disputes.c.resolved_on.is_(None))


def _holds() -> Select[Any]:
    """client, invoice or none, last day."""
    query = select(holds.c.client_id, holds.c.invoice_id, holds.c.until)
    on = (
        holds.c.placed_on <= _TODAY,
        holds.c.until >= _TODAY,
        or_(holds.c.ended_on.is_(None), holds.c.ended_on > _TODAY),
    )
    return query.where(of_workspace(holds), *on)


def _credits() -> Select[Any]:
    """client, currency, money of theirs that settles nothing, in minor units: credit that belongs to no invoice, and
    what was paid too much on one."""
    notes = select(credit_notes.c.client_id, credit_notes.c.currency, credit_notes.c.amount_minor.label("minor")).where(
        of_workspace(credit_notes), credit_notes.c.invoice_id.is_(None)
    )
    over = invoices.c.paid_minor + invoices.c.credited_minor - invoices.c.total_minor
    counts = (invoices.c.settled_on.is_not(None), invoices.c.sent_on.is_not(None), invoices.c.voided_on.is_(None))
    too_much = select(invoices.c.client_id, invoices.c.currency, over.label("minor")).where(
        of_workspace(invoices), *counts, over > 0
    )
    found = union_all(notes, too_much).subquery()
    key = (found.c.client_id, found.c.currency)
    return select(*key, func.sum(found.c.minor)).group_by(*key)


_LOOKS = {
    "contacts": _contacts(),
    "reminders": _reminders(),
    "written about": _written_about(),
    "released": _released(),
    "promises": _promises(),
    "disputes": _disputes(),
    "holds": _holds(),
    "credits": _credits(),
}


def _of(query: Select[Any], *, one: bool) -> Select[Any]:
    client: Any = query.selected_columns[0]
    return (query.where(client == _CLIENT) if one else query).order_by(client)


BESIDE: dict[bool, dict[str, Select[Any]]] = {
    one: {name: _of(query, one=one) for name, query in _LOOKS.items()} for one in (False, True)
}
