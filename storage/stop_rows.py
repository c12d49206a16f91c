"""Rows of promises, disputes and holds ↔ domain values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, Table, select

from domain.hold import Dispute, Hold
from domain.promise import Certainty, Promise, PromiseState
from storage.scope import of_workspace
from storage.tables import disputes, holds, people, promises


def all_promises() -> Select[Any]:
    """A workspace's promises with the name of who recorded them; the caller narrows it."""
    return _with_by(promises)


def all_disputes() -> Select[Any]:
    """A workspace's disputes with the names of who opened and who looks after them."""
    by, owner = people.alias(), people.alias()
    joined = disputes.join(by, by.c.id == disputes.c.by_id).outerjoin(owner, owner.c.id == disputes.c.owner_id)
    names = (by.c.name.label("by"), owner.c.name.label("owner"))
    return select(disputes, *names).select_from(joined).where(of_workspace(disputes))


def all_holds() -> Select[Any]:
    """A workspace's holds with the name of who placed them."""
    return _with_by(holds)


def promise_of(row: Row[Any]) -> Promise:
    """The domain value of a row of `all_promises`."""
    return Promise(
        id=row.id,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        currency=row.currency,
        expected_minor=row.expected_minor,
        made_on=row.made_on,
        promised_on=row.promised_on,
        certainty=Certainty(row.certainty),
        words=row.words,
        by=row.by,
        withdrawn=row.withdrawn_at is not None,
        closed_as=PromiseState(row.closed_as) if row.closed_as else None,
        closed_on=row.closed_on,
        recorded_at=row.recorded_at,
    )


def dispute_of(row: Row[Any]) -> Dispute:
    """The domain value of a row of `all_disputes`."""
    return Dispute(
        id=row.id,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        reason=row.reason,
        opened_on=row.opened_on,
        by=row.by,
        owner=row.owner,
        resolved_on=row.resolved_on,
        outcome=row.outcome,
    )


def hold_of(row: Row[Any]) -> Hold:
    """The domain value of a row of `all_holds`."""
    return Hold(
        id=row.id,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        reason=row.reason,
        until=row.until,
        placed_on=row.placed_on,
        by=row.by,
        ended_on=row.ended_on,
    )


def _with_by(table: Table) -> Select[Any]:
    joined = table.join(people, people.c.id == table.c.by_id)
    return select(table, people.c.name.label("by")).select_from(joined).where(of_workspace(table))
