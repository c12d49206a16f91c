"""The derived columns of invoices and the totals, computed for whole sets. They equal storage.invoice_rows' rules."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    select,
    union_all,
    update,
)

from domain.totals import NO_DUE_DATE
from storage.clockwork import arrived_quietly
from storage.import_stage import staged_changes
from storage.money_that_stands import stands
from storage.scope import Scope
from storage.tables import alerts, credit_notes, invoices, payments, totals


def derive(scope: Scope, ids: Select[Any]) -> None:
    """Brings every index of the invoices `ids` selects up to date with their facts.

    What is owed again after it was settled is no old debt any more: the clock tells of it like of any other.
    """
    mine = (scope.mine(invoices), invoices.c.id.in_(ids))
    run = scope.connection.execute
    run(
        update(invoices).where(*mine).values(paid_minor=_sum(scope, payments), credited_minor=_sum(scope, credit_notes))
    )
    left = invoices.c.total_minor - invoices.c.paid_minor - invoices.c.credited_minor
    live = and_(invoices.c.sent_on.is_not(None), invoices.c.voided_on.is_(None))
    settled_on = func.coalesce(_last_money(scope), invoices.c.sent_on)
    run(
        update(invoices)
        .where(*mine)
        .values(
            open_minor=case((and_(live, left > 0), left), else_=null()),
            settled_on=case((and_(live, left <= 0), settled_on), else_=null()),
        )
    )
    opened = select(staged_changes.c.invoice_id).where(staged_changes.c.was_open == 0)
    owed_again = (invoices.c.open_minor.is_not(None), invoices.c.told_for.is_not(None), invoices.c.id.in_(opened))
    run(update(invoices).where(*mine, *owed_again).values(told_for=null()))
    told = exists().where(
        scope.mine(alerts), alerts.c.invoice_id == invoices.c.id, alerts.c.due_on == invoices.c.due_on
    )
    is_awaited = and_(~arrived_quietly(scope), ~told)
    watched = and_(invoices.c.open_minor.is_not(None), invoices.c.due_on.is_not(None), is_awaited)
    run(
        update(invoices)
        .where(*mine)
        .values(watch_on=case((watched, day_after(scope, invoices.c.due_on)), else_=null()))
    )


def rebuild_totals(connection: Connection, workspace_id: int) -> None:
    """Counts and sums every live invoice anew."""
    scope = Scope(connection, workspace_id)
    connection.execute(delete(totals).where(scope.mine(totals)))
    left = invoices.c.total_minor - invoices.c.paid_minor - invoices.c.credited_minor
    live = (walked(scope), invoices.c.voided_on.is_(None))
    no_day = literal(NO_DUE_DATE, type_=Date)
    # Three groupings, each by as little as it needs: sorting a million rows by three columns takes seconds.
    for state, day, condition in (
        ("draft", None, invoices.c.sent_on.is_(None)),
        ("paid", None, and_(invoices.c.sent_on.is_not(None), left <= 0)),
        ("open", func.coalesce(invoices.c.due_on, no_day), and_(invoices.c.sent_on.is_not(None), left > 0)),
    ):
        groups = [invoices.c.currency] if day is None else [invoices.c.currency, day]
        query = (
            select(literal(workspace_id), literal(state), invoices.c.currency, no_day if day is None else day)
            .add_columns(func.count(), func.sum(left))
            .where(*live, condition)
            .group_by(*groups)
        )
        columns = ["workspace_id", "state", "currency", "due_on", "invoices", "balance_minor"]
        connection.execute(insert(totals).from_select(columns, query))


def walked(scope: Scope) -> ColumnElement[bool]:
    """The workspace's invoices in the order they are kept. The sum hides the column from indexes.

    SQLite would go through one of them and jump about the table for every row: five times as long for a million.
    """
    return invoices.c.workspace_id + 0 == scope.workspace_id


def day_after(scope: Scope, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The calendar day after, in the database's own arithmetic."""
    if scope.connection.dialect.name == "sqlite":
        return func.date(day, "+1 day", type_=Date)
    return day + 1


def _sum(scope: Scope, table: Any) -> Any:
    total = select(func.coalesce(func.sum(table.c.amount_minor), 0))
    return total.where(scope.mine(table), table.c.invoice_id == invoices.c.id).correlate(invoices).scalar_subquery()


def _last_money(scope: Scope) -> Any:
    days = union_all(
        *(
            select(table.c[day].label("day"))
            .where(scope.mine(table), table.c.invoice_id == invoices.c.id, stands(table))
            .correlate(invoices)
            for table, day in ((payments, "paid_on"), (credit_notes, "issued_on"))
        )
    ).subquery()
    return select(func.max(days.c.day)).scalar_subquery()
