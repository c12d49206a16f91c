"""Counts and balances by status and aging without reading every invoice. An index: it equals the sums it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, func, select, update

from domain.invoice import Status
from domain.totals import BucketTotal, StatusTotal, sum_buckets, sum_statuses
from storage.invoice_rows import Place
from storage.scope import Scope, of_workspace
from storage.tables import totals
from storage.written import Written


@dataclass(frozen=True, slots=True)
class TotalsStore:
    """The running totals of one workspace."""

    scope: Scope

    def move(self, before: Place | None, after: Place | None) -> None:
        """Takes an invoice out of one total and into another."""
        if before == after:
            return
        moves = [(where, sign) for where, sign in ((before, -1), (after, 1)) if where is not None]
        # Always in one order: two writers who take the same two rows never wait for each other in a circle.
        for where, sign in sorted(moves, key=lambda move: (move[0].state, move[0].currency, move[0].due_on)):
            self._add(where, sign, sign * where.balance_minor)

    def by_status(self, today: date) -> list[StatusTotal]:
        """In the order of Status, then by currency. What is not there is zero."""
        rows = self.scope.all(_BY_STATUS, today=today)
        return sum_statuses(
            (_status(row.state, row.side), row.currency, int(row.found), int(row.balance)) for row in rows
        )

    def by_bucket(self, today: date) -> list[BucketTotal]:
        """All five buckets for each currency with something open."""
        query = select(totals.c.currency, totals.c.due_on, totals.c.invoices, totals.c.balance_minor).where(
            self.scope.mine(totals), totals.c.state == "open", totals.c.invoices > 0
        )
        return sum_buckets(
            ((row.currency, row.due_on, int(row.invoices), int(row.balance_minor)) for row in self.scope.all(query)),
            today,
        )

    def _add(self, where: Place, count: int, balance: int) -> None:
        here = (
            self.scope.mine(totals)
            & (totals.c.state == where.state)
            & (totals.c.currency == where.currency)
            & (totals.c.due_on == where.due_on)
        )
        more = update(totals).where(here)
        more = more.values(invoices=totals.c.invoices + count, balance_minor=totals.c.balance_minor + balance)
        if self.scope.connection.execute(more).rowcount:
            return
        key = {"state": where.state, "currency": where.currency, "due_on": where.due_on}
        if self.scope.add_once(totals, **key, invoices=count, balance_minor=balance) is None:
            self.scope.connection.execute(more)  # another writer made the row meanwhile


def _status(state: str, side: int) -> Status:
    if state == "draft":
        return Status.DRAFT
    if state == "paid":
        return Status.PAID
    return {-1: Status.OVERDUE, 0: Status.DUE, 1: Status.SENT}[side]


# The database folds the years of due dates into three sides of today, so that few rows travel.
_SIDE = case((totals.c.due_on < bindparam("today"), -1), (totals.c.due_on == bindparam("today"), 0), else_=1)
_BY_STATUS = Written(
    select(
        totals.c.state,
        totals.c.currency,
        _SIDE.label("side"),
        func.sum(totals.c.invoices).label("found"),
        func.sum(totals.c.balance_minor).label("balance"),
    )
    .where(of_workspace(totals), totals.c.invoices > 0)
    .group_by(totals.c.state, totals.c.currency, "side")
)
