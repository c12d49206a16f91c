"""Invoices an import brings for the first time, with all that belongs to them, in a statement for each table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    Insert,
    Select,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    select,
)

from domain.date_rules import MONTH_NAMES
from domain.invoice import OWN_SOURCE
from storage.import_indexes import day_after, walked
from storage.import_stage import inserted, staged, staged_clients
from storage.scope import Scope
from storage.tables import disputes, invoices, payments


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What one import knows of itself. `today` is the workspace's date; `source` owns what is imported, or, where
    `is_own`, Dunwell from now on.

    `told` are the columns the file has, by the connectors' names: what it does not tell it does not change.
    `balance_counts`: what was paid comes from a balance, so credits are in it. `is_old_book`: the first import of its
    source, whose overdue invoices nobody is alerted of one by one.
    """

    id: int
    scope: Scope
    source: str
    is_own: bool
    told: frozenset[str]
    balance_counts: bool
    is_old_book: bool
    today: date
    now: datetime
    by_id: int

    @property
    def owner(self) -> str:
        """Whose the invoices are once they are in."""
        return OWN_SOURCE if self.is_own else self.source

    @property
    def void_reason(self) -> str:
        """The reason on invoices its source made void."""
        return f"void in {self.source}"

    def said(self, day: date) -> str:
        """A day in words for people, with its year where that is not this one."""
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day.day} {MONTH_NAMES[day.month - 1]}{year}"

    def constant(self, value: object, like: ColumnElement[Any]) -> ColumnElement[Any]:
        """A value as the column keeps it."""
        return literal(value, type_=like.type)


def add_new(run: Import) -> int:
    """Adds the staged invoices whose number is not known yet, and their payments. Returns how many they are."""
    connection = run.scope.connection
    begins = is_first(run)
    if begins:
        drop_indexes(connection)
    added = inserted(connection, new_invoices(run, *([] if begins else [~_known(run)]), order=staged.c.number))
    if added:
        connection.execute(new_payments(run, walked(run.scope)))
    if begins:
        create_indexes(connection)
    return added


def add_disputes(run: Import, ours: ColumnElement[bool]) -> int:
    """A dispute for each invoice its source calls disputed that never had one; a settled invoice's is resolved.

    `ours` says which invoices are the workspace's: `walked` where many are staged, else `mine`.
    """
    if run.scope.connection.execute(select(staged.c.line).where(staged.c.disputed == 1).limit(1)).first() is None:
        return 0
    settled = invoices.c.settled_on.is_not(None)
    had = exists().where(run.scope.mine(disputes), disputes.c.invoice_id == invoices.c.id)
    query = (
        select(
            literal(run.scope.workspace_id),
            invoices.c.client_id,
            invoices.c.id,
            literal(f"marked as disputed in {run.source}"),
            invoices.c.issued_on,
            run.constant(run.now, disputes.c.recorded_at),
            literal(run.by_id),
            invoices.c.settled_on,
            case((settled, literal("settled"))),
        )
        .join_from(staged, invoices, and_(ours, invoices.c.number == staged.c.number))
        .where(staged.c.disputed == 1, ~had)
    )
    return inserted(run.scope.connection, insert(disputes).from_select(_DISPUTE_COLUMNS, query))


def is_first(run: Import) -> bool:
    """Whether nobody has an invoice yet, in any workspace."""
    return run.scope.connection.execute(select(invoices.c.id).limit(1)).first() is None


def drop_indexes(connection: Connection) -> None:
    """Sorting a million rows into an index once is three times as quick as finding each its place."""
    for index in _indexes():
        index.drop(connection)


def create_indexes(connection: Connection) -> None:
    """After the rows."""
    for index in _indexes():
        index.create(connection)


def new_invoices(run: Import, *conditions: ColumnElement[bool], order: ColumnElement[Any] | None = None) -> Insert:
    """Makes invoices of the staged rows that meet the conditions, in the file's order unless another is said."""
    columns = _columns(run)
    query = select(*columns.values()).join_from(staged, staged_clients, _IS_OF)
    return insert(invoices).from_select(list(columns), query.where(*conditions).order_by(order))


def new_payments(run: Import, ours: ColumnElement[bool]) -> Insert:
    """Makes payments of what was paid on the staged rows that became invoices in this run; `ours` as in disputes."""
    brought = _payments(run, invoices.c.client_id, invoices.c.id, invoices.c.currency)
    query = brought.join_from(staged, invoices, and_(ours, invoices.c.number == staged.c.number))
    return insert(payments).from_select(PAYMENT_COLUMNS, query.where(invoices.c.import_id == run.id))


def first_payments(run: Import, ids: ColumnElement[int]) -> Insert:
    """The same where every staged row became an invoice just now, `ids` being theirs: nothing is looked up."""
    query = _payments(run, staged_clients.c.client_id, ids, staged.c.currency)
    return insert(payments).from_select(PAYMENT_COLUMNS, query.join_from(staged, staged_clients, _IS_OF))


def _payments(
    run: Import, client_id: ColumnElement[int], invoice_id: ColumnElement[int], currency: ColumnElement[str]
) -> Select[Any]:
    """In the order of PAYMENT_COLUMNS, still to be joined with what the ids come from."""
    return select(
        literal(run.scope.workspace_id),
        client_id,
        invoice_id,
        currency,
        staged.c.paid_minor,
        _paid_on(run),
        run.constant(run.now, payments.c.recorded_at),
        literal(run.by_id),
        literal(run.source),
        case((staged.c.paid_on.is_(None), literal("its source does not say the day"))),
    ).where(staged.c.paid_minor != 0)


_IS_OF = staged.c.client_ref == staged_clients.c.ref


def _indexes() -> list[Index]:
    both = (*invoices.indexes, *payments.indexes)
    return sorted(both, key=lambda index: str(index.name))


def _columns(run: Import) -> dict[str, ColumnElement[Any]]:
    paid = func.coalesce(staged.c.paid_minor, 0)
    left = staged.c.total_minor - paid
    live = and_(staged.c.sent == 1, staged.c.void == 0)
    is_open = and_(live, left > 0)
    issued_on = _issued_on(run)
    settled_on = case((paid != 0, _paid_on(run)), else_=issued_on)
    watched = and_(is_open, staged.c.due_on >= run.today) if run.is_old_book else is_open
    return {
        "workspace_id": literal(run.scope.workspace_id),
        "client_id": staged_clients.c.client_id,
        "number": staged.c.number,
        "currency": staged.c.currency,
        "total_minor": staged.c.total_minor,
        "issued_on": issued_on,
        "delivered_on": staged.c.delivered_on,
        "due_on": staged.c.due_on,
        "sent_on": case((staged.c.sent == 1, issued_on)),
        "voided_on": case((staged.c.void == 1, run.constant(run.today, invoices.c.voided_on))),
        "void_reason": case((staged.c.void == 1, literal(run.void_reason))),
        "source": literal(run.owner),
        "title": staged.c.title,
        # No source says which day: the first we hear of it.
        "viewed_on": case((staged.c.viewed == 1, run.constant(run.today, invoices.c.viewed_on))),
        "import_id": literal(run.id),
        "recorded_at": run.constant(run.now, invoices.c.recorded_at),
        "paid_minor": paid,
        "open_minor": case((is_open, left)),
        "settled_on": case((and_(live, left <= 0), settled_on)),
        "watch_on": case((watched, day_after(run.scope, staged.c.due_on))),
        "told_for": case((and_(is_open, staged.c.due_on < run.today), staged.c.due_on)),
    }


def known_day(run: Import, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """A day that has come: the given one, today where that is earlier or there is none."""
    return case((day < run.today, day), else_=run.constant(run.today, invoices.c.due_on))


def _issued_on(run: Import) -> ColumnElement[Any]:
    if "issued_on" in run.told:
        return staged.c.issued_on
    return known_day(run, staged.c.due_on)


def _paid_on(run: Import) -> ColumnElement[Any]:
    """The day said; where none is, the due date or today: what is not known must not look late."""
    return func.coalesce(staged.c.paid_on, known_day(run, staged.c.due_on))


def _same_number(run: Import) -> ColumnElement[bool]:
    return and_(run.scope.mine(invoices), invoices.c.number == staged.c.number)


def _known(run: Import) -> ColumnElement[bool]:
    return exists().where(_same_number(run)).correlate(staged)


PAYMENT_COLUMNS = [
    "workspace_id",
    "client_id",
    "invoice_id",
    "currency",
    "amount_minor",
    "paid_on",
    "recorded_at",
    "by_id",
    "source",
    "note",
]
_DISPUTE_COLUMNS = [
    "workspace_id",
    "client_id",
    "invoice_id",
    "reason",
    "opened_on",
    "recorded_at",
    "by_id",
    "resolved_on",
    "outcome",
]
