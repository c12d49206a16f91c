"""Clients whose invoices arrived already overdue: each stands in the exception queue until a person looked at it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, func, select

from domain.exception_queue import ExceptionKind, old_debt_reason
from storage.import_indexes import walked
from storage.import_new import Import
from storage.import_queue import ImportQueue
from storage.tables import clients, exceptions, invoices


def raise_old_debt(run: Import) -> int:
    """Puts in every client of whom this import brought invoices overdue, one row each. A row that waits already tells
    of all that nobody settled yet. Returns how many invoices the import brought so."""
    # What came in so is open: not asked for, so that SQLite goes through the rows in the order they are kept.
    arrived = (invoices.c.import_id == run.id, invoices.c.told_for.is_not(None))
    brought = run.scope.all(_by_client(walked(run.scope), *arrived))
    if not brought:
        return 0
    queue = _queue(run)
    waits = queue.waiting()
    known = run.scope.all(select(exceptions.c.about_id).where(*waits))
    before = {row.about_id for row in known} & {row.client_id for row in brought}
    queue.put_in({row.client_id: _reason(run, row) for row in brought if row.client_id not in before})
    if before:
        theirs = invoices.c.client_id.in_(select(exceptions.c.about_id).where(*waits))
        told = run.scope.all(_by_client(run.scope.mine(invoices), theirs, *_OLD_DEBT, _is_unsettled(run)))
        queue.restate({row.client_id: _reason(run, row) for row in told})
    return sum(row.found for row in brought)


def drop_paid_debt(run: Import) -> None:
    """Takes clients out of whose old debt nothing is left. Not as settled: that is a person's word, by which they would
    be chased again."""
    left = exists().where(run.scope.mine(invoices), invoices.c.client_id == exceptions.c.about_id, *_OLD_DEBT)
    run.scope.connection.execute(delete(exceptions).where(*_queue(run).waiting(), ~left))


_OLD_DEBT = (invoices.c.told_for == invoices.c.due_on, invoices.c.open_minor.is_not(None))


def _by_client(*conditions: ColumnElement[bool]) -> Any:
    """How many each client has, and the oldest due date."""
    late = (
        select(invoices.c.client_id, func.count().label("found"), func.min(invoices.c.due_on).label("oldest"))
        .where(*conditions)
        .group_by(invoices.c.client_id)
        .subquery()
    )
    query = select(late, clients.c.name).join_from(late, clients, clients.c.id == late.c.client_id)
    return query.order_by(late.c.client_id)


def _queue(run: Import) -> ImportQueue:
    return ImportQueue(run=run, kind=ExceptionKind.OLD_DEBT.value, about="client")


def _is_unsettled(run: Import) -> ColumnElement[bool]:
    """Recorded after a person last settled its client's row."""
    settled = exceptions.alias()
    return ~exists().where(
        settled.c.workspace_id == run.scope.workspace_id,
        settled.c.kind == ExceptionKind.OLD_DEBT.value,
        settled.c.about == "client",
        settled.c.about_id == invoices.c.client_id,
        settled.c.resolved_at >= invoices.c.recorded_at,
    )


def _reason(run: Import, row: Row[Any]) -> str:
    return old_debt_reason(row.name, row.found, row.oldest, today=run.today)
