"""What the clock owes, each under the key that makes it happen once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, update

from domain.invoice import Invoice
from storage.invoice_rows import invoice_of, with_names
from storage.scope import Scope, adding
from storage.tables import alerts, digests, heartbeats, imports, invoices, job_runs, workspaces

ALERT = "alert"
ON_ARRIVAL = "on arrival"
"""An import opened it already overdue, before 0.2: nobody was told."""


def arrived_quietly(scope: Scope) -> ColumnElement[bool]:
    """Whether an invoice came overdue with the first import of its source: an old book, told of by client in the
    exception queue and not invoice by invoice."""
    first = select(func.min(imports.c.id)).where(scope.mine(imports)).group_by(imports.c.source)
    return and_(invoices.c.told_for.is_not_distinct_from(invoices.c.due_on), invoices.c.import_id.in_(first))


@dataclass(frozen=True, slots=True)
class AlertStore:
    """Invoices that turned Overdue, told once for each due date."""

    scope: Scope

    def is_any_owed(self, today: date) -> bool:
        """Whether an invoice turned Overdue that nobody was told of: one look at an index."""
        query = select(literal(1)).where(*self._owed(today)).limit(1)
        return self.scope.one(query) is not None

    def count_owed(self, today: date) -> int:
        """How many nobody was told of."""
        return self.scope.count(invoices, *self._owed(today))

    def owed(self, today: date, *, limit: int | None = None) -> list[Invoice]:
        """The invoices themselves, oldest due first."""
        query = with_names().where(*self._owed(today)).order_by(invoices.c.due_on, invoices.c.id)
        return [invoice_of(row) for row in self.scope.all(query.limit(limit) if limit else query)]

    def claim(self, today: date, *, now: datetime) -> int:
        """Records every one owed as told, set by set. Returns how many; 0 where another was first.

        The unique key (invoice, due date) refuses a second. The rows stay locked until the transaction ends, so what is
        told is what is owed: a payment at the same moment is either seen or waits.
        """
        new = (
            select(
                literal(self.scope.workspace_id),
                invoices.c.id,
                invoices.c.due_on,
                literal(ALERT),
                literal(now, type_=alerts.c.raised_at.type),
            )
            .where(*self._owed(today))
            .with_for_update(of=invoices)
        )
        columns = ["workspace_id", "invoice_id", "due_on", "told_as", "raised_at"]
        claim = adding(self.scope.connection, alerts).from_select(columns, new).on_conflict_do_nothing()
        return self.scope.connection.execute(claim, execution_options={"preserve_rowcount": True}).rowcount

    def is_any_watched_in_vain(self, today: date) -> bool:
        """Whether the watch still points at an invoice that was told."""
        query = select(literal(1)).where(*self._watched(today), self._told().exists()).limit(1)
        return self.scope.one(query) is not None

    def stop_watching(self, today: date) -> int:
        """Takes what was told out of the watch. Apart from the claim, which it would make five times as slow: until
        then an owed one is told apart by its missing alert. Returns how many."""
        told = update(invoices).where(*self._watched(today), self._told().exists())
        return self.scope.connection.execute(told.values(watch_on=None)).rowcount

    def untold_totals(self, at: datetime) -> list[tuple[str, int, int]]:
        """Of those claimed at this instant and not in a message yet: (currency, how many, what is left on them)."""
        query = (
            select(
                invoices.c.currency,
                func.count().label("found"),
                func.sum(invoices.c.open_minor).label("balance"),
            )
            .select_from(alerts.join(invoices, invoices.c.id == alerts.c.invoice_id))
            .where(self.scope.mine(alerts), alerts.c.raised_at == at, *_NOT_IN_A_MESSAGE)
            .group_by(invoices.c.currency)
            .order_by(func.count().desc(), invoices.c.currency)
        )
        return [(row.currency, int(row.found), int(row.balance or 0)) for row in self.scope.all(query)]

    def untold(self, at: datetime, *, limit: int) -> list[Invoice]:
        """The first of those claimed at this instant and not in a message yet, oldest due first."""
        new = self.scope.mine(alerts) & (alerts.c.raised_at == at) & and_(*_NOT_IN_A_MESSAGE)
        first = select(alerts.c.invoice_id).where(new).order_by(alerts.c.due_on, alerts.c.invoice_id).limit(limit)
        ids = [row.invoice_id for row in self.scope.all(first)]
        query = with_names().where(self.scope.mine(invoices), invoices.c.id.in_(ids))
        return [invoice_of(row) for row in self.scope.all(_oldest_first(query))]

    def told_by(self, outbox_id: int, *, at: datetime) -> list[Invoice]:
        """Every invoice a message tells of, oldest due first. `at` is the instant they were claimed."""
        query = self._alerted().where(alerts.c.raised_at == at, alerts.c.outbox_id == outbox_id)
        return [invoice_of(row) for row in self.scope.all(_oldest_first(query))]

    def told_in(self, outbox_id: int, *, now: datetime) -> None:
        """Names the message that tells of those claimed at this instant."""
        mine = update(alerts).where(
            self.scope.mine(alerts), alerts.c.raised_at == now, alerts.c.outbox_id.is_(None), alerts.c.told_as == ALERT
        )
        self.scope.connection.execute(mine.values(outbox_id=outbox_id))

    def _alerted(self) -> Select[Any]:
        same = and_(alerts.c.invoice_id == invoices.c.id, alerts.c.workspace_id == invoices.c.workspace_id)
        return with_names().join(alerts, same).where(self.scope.mine(invoices))

    def _told(self) -> Select[Any]:
        same = and_(alerts.c.invoice_id == invoices.c.id, alerts.c.due_on == invoices.c.due_on)
        return select(alerts.c.id).where(self.scope.mine(alerts), same)

    def _watched(self, today: date) -> tuple[Any, ...]:
        return self.scope.mine(invoices), invoices.c.watch_on.is_not(None), invoices.c.watch_on <= today

    def _owed(self, today: date) -> tuple[Any, ...]:
        """The watch is an index: what it points at is looked at again before anybody is told."""
        still = (invoices.c.open_minor > 0, invoices.c.voided_on.is_(None), invoices.c.due_on < today)
        return (*self._watched(today), *still, ~arrived_quietly(self.scope), ~self._told().exists())


def _oldest_first(query: Select[Any]) -> Select[Any]:
    return query.order_by(invoices.c.due_on, invoices.c.id)


_NOT_IN_A_MESSAGE = (alerts.c.outbox_id.is_(None), alerts.c.told_as == ALERT)


@dataclass(frozen=True, slots=True)
class JobStore:
    """Which periods of which job were claimed, the digests, and the clock's last beat."""

    scope: Scope

    def claim(self, job: str, period: str, *, now: datetime) -> bool:
        """Takes a period of a job on. False where it was taken before, by this process or another."""
        return self.scope.add_once(job_runs, job=job, period=period, claimed_at=now) is not None

    def was_claimed(self, job: str, period: str) -> bool:
        """Whether somebody took it on: a cheap look before a claim."""
        return self.scope.count(job_runs, job_runs.c.job == job, job_runs.c.period == period) > 0

    def finish(self, job: str, period: str, *, now: datetime, note: str | None = None) -> bool:
        """Records that it is done. False where it was done before: a second worker leaves it alone."""
        mine = update(job_runs).where(
            self.scope.mine(job_runs),
            job_runs.c.job == job,
            job_runs.c.period == period,
            job_runs.c.finished_at.is_(None),
        )
        return self.scope.connection.execute(mine.values(finished_at=now, note=note)).rowcount == 1

    def unfinished(self, job: str) -> list[tuple[str, datetime]]:
        """Periods taken on and not done yet, each with the instant it was claimed; oldest first."""
        query = select(job_runs.c.period, job_runs.c.claimed_at).where(
            self.scope.mine(job_runs), job_runs.c.job == job, job_runs.c.finished_at.is_(None)
        )
        return [(row.period, row.claimed_at) for row in self.scope.all(query.order_by(job_runs.c.id))]

    def note_of(self, job: str, period: str) -> str | None:
        """What was noted when a period was done."""
        query = select(job_runs.c.note).where(
            self.scope.mine(job_runs), job_runs.c.job == job, job_runs.c.period == period
        )
        row = self.scope.one(query)
        return row.note if row else None

    def keep_note(self, job: str, period: str, note: str, *, now: datetime) -> None:
        """Writes what a job must remember from one tick to the next."""
        mine = update(job_runs).where(self.scope.mine(job_runs), job_runs.c.job == job, job_runs.c.period == period)
        if self.scope.connection.execute(mine.values(note=note)).rowcount == 0 and self.claim(job, period, now=now):
            self.finish(job, period, now=now, note=note)

    def started_at(self) -> datetime:
        """When this book was opened: nothing before it was ever owed."""
        query = select(workspaces.c.created_at).where(workspaces.c.id == self.scope.workspace_id)
        found: datetime = self.scope.connection.execute(query).scalar_one()
        return found

    def last_beat(self) -> datetime | None:
        """When the clock last ticked."""
        row = self.scope.one(select(heartbeats.c.beat_at).where(self.scope.mine(heartbeats)))
        return row.beat_at if row else None

    def beat(self, now: datetime) -> None:
        """The clock ticked."""
        changed = self.scope.connection.execute(
            update(heartbeats).where(self.scope.mine(heartbeats)).values(beat_at=now)
        )
        if changed.rowcount == 0:
            self.scope.add_once(heartbeats, beat_at=now)

    def last_digest(self) -> tuple[str, datetime] | None:
        """The last digest's period and the instant it covers up to."""
        query = select(digests.c.period, digests.c.covers_to).where(self.scope.mine(digests))
        row = self.scope.one(query.order_by(digests.c.covers_to.desc()).limit(1))
        return (row.period, row.covers_to) if row else None

    def digest_began(self, period: str) -> datetime | None:
        """The instant from which a posted digest told what changed; None where that week's was not posted."""
        query = select(digests.c.covers_from).where(self.scope.mine(digests), digests.c.period == period)
        row = self.scope.one(query)
        return row.covers_from if row else None

    def add_digest(self, period: str, *, covers_from: datetime, covers_to: datetime, outbox_id: int) -> None:
        """Records a posted digest; the period is unique."""
        self.scope.add(digests, period=period, covers_from=covers_from, covers_to=covers_to, outbox_id=outbox_id)
