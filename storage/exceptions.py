"""The exception queue: what failed, contradicts or needs a person, each with a reason and a way on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select, update

from domain.exception_queue import ExceptionKind, OpenException, old_debt_reason
from domain.reminder import ReminderState
from storage.scope import Scope
from storage.tables import clients, exceptions, invoices, people, reminder_invoices, reminders


@dataclass(frozen=True, slots=True)
class ExceptionStore:
    """The exception queue of one workspace."""

    scope: Scope

    def put_in(self, kind: str, *, about: str, about_id: int, reason: str, now: datetime) -> bool:
        """Puts something in the queue. False where the same thing waits there already."""
        new = {"kind": kind, "about": about, "about_id": about_id, "reason": reason, "raised_at": now}
        return self.scope.add_once(exceptions, **new) is not None

    def say(self, kind: str, *, about: str, about_id: int, reason: str, now: datetime) -> None:
        """Puts it in, or gives what waits there already its newest reason: it keeps its age and its owner."""
        if self.put_in(kind, about=about, about_id=about_id, reason=reason, now=now):
            return
        same = (exceptions.c.kind == kind, exceptions.c.about == about, exceptions.c.about_id == about_id)
        mine = update(exceptions).where(self.scope.mine(exceptions), *same, exceptions.c.resolved_at.is_(None))
        self.scope.connection.execute(mine.values(reason=reason))

    def was_raised(self, kind: str, *, about: str, about_id: int, since: datetime) -> bool:
        """Whether the same thing was put in since then, settled or not."""
        same = (exceptions.c.kind == kind, exceptions.c.about == about, exceptions.c.about_id == about_id)
        return self.scope.count(exceptions, *same, exceptions.c.raised_at >= since) > 0

    def about(self, kind: str) -> dict[int, datetime]:
        """What things of this kind that wait are about, by id, and since when they wait."""
        query = select(exceptions.c.about_id, exceptions.c.raised_at).where(
            self.scope.mine(exceptions), exceptions.c.kind == kind, exceptions.c.resolved_at.is_(None)
        )
        return {row.about_id: row.raised_at for row in self.scope.all(query)}

    def count_waiting(self) -> int:
        """How many wait."""
        return self.scope.count(exceptions, *_WAITS)

    def waiting(self, *, limit: int | None = None) -> list[OpenException]:
        """All that wait (or the first of them), oldest first; old debt after everything else: an old book brings
        hundreds. Old debt of which nothing is left, or that letters name by now, waits for nobody, and waits again
        where a payment is taken back or the letter comes back; its row tells of what is left of it."""
        joined = exceptions.outerjoin(people, people.c.id == exceptions.c.owner_id)
        query = select(exceptions, people.c.name.label("owner")).select_from(joined)
        rows = self.scope.all(
            query.where(self.scope.mine(exceptions), *_WAITS)
            .order_by(case((exceptions.c.kind == ExceptionKind.OLD_DEBT.value, 1), else_=0), exceptions.c.id)
            .limit(limit)
        )
        found = [_waiting(row) for row in rows]
        return self._with_what_is_left(found) if any(_is_old_debt(one) for one in found) else found

    def get(self, exception_id: int) -> OpenException | None:
        """One that still waits."""
        return next((row for row in self.waiting() if row.id == exception_id), None)

    def _with_what_is_left(self, found: list[OpenException]) -> list[OpenException]:
        clients_with = [one.about_id for one in found if _is_old_debt(one)]
        query = _LEFT.where(self.scope.mine(invoices), invoices.c.client_id.in_(clients_with))
        left = {row.client_id: row for row in self.scope.all(query)}
        return [
            replace(one, reason=old_debt_reason(row.name, row.found, row.oldest, today=one.raised_at.date()))
            if _is_old_debt(one) and (row := left.get(one.about_id))
            else one
            for one in found
        ]

    def give_to(self, exception_id: int, owner_id: int) -> None:
        """Makes a person its owner."""
        mine = update(exceptions).where(self.scope.mine(exceptions), exceptions.c.id == exception_id)
        self.scope.connection.execute(mine.values(owner_id=owner_id))

    def resolve(self, exception_id: int, *, resolution: str, now: datetime) -> bool:
        """A person (or the facts) settled it. False where it was settled before."""
        mine = update(exceptions).where(
            self.scope.mine(exceptions), exceptions.c.id == exception_id, exceptions.c.resolved_at.is_(None)
        )
        return self.scope.connection.execute(mine.values(resolved_at=now, resolution=resolution)).rowcount == 1

    def resolve_about(self, kind: str, *, about: str, about_id: int, resolution: str, now: datetime) -> bool:
        """The same, by what it is about."""
        mine = update(exceptions).where(
            self.scope.mine(exceptions),
            exceptions.c.kind == kind,
            exceptions.c.about == about,
            exceptions.c.about_id == about_id,
            exceptions.c.resolved_at.is_(None),
        )
        return self.scope.connection.execute(mine.values(resolved_at=now, resolution=resolution)).rowcount == 1


def _is_old_debt(one: OpenException) -> bool:
    return one.kind == ExceptionKind.OLD_DEBT and one.about == "client"


_settled = exceptions.alias()
_is_named = (
    select(reminder_invoices.c.invoice_id)
    .where(
        reminder_invoices.c.workspace_id == invoices.c.workspace_id,
        reminder_invoices.c.invoice_id == invoices.c.id,
        reminder_invoices.c.reminder_id == reminders.c.id,
        reminders.c.state == ReminderState.SENT.value,
    )
    .correlate(invoices)
    .exists()
)
_OLD_DEBT = (invoices.c.told_for == invoices.c.due_on, invoices.c.open_minor > 0, ~_is_named)
_IS_OLD_DEBT_LEFT = (
    select(invoices.c.id)
    .where(
        invoices.c.workspace_id == exceptions.c.workspace_id, invoices.c.client_id == exceptions.c.about_id, *_OLD_DEBT
    )
    .correlate(exceptions)
    .exists()
)
# Recorded after a person last settled its client's row.
_is_unsettled = ~(
    select(_settled.c.id)
    .where(
        _settled.c.workspace_id == invoices.c.workspace_id,
        _settled.c.kind == ExceptionKind.OLD_DEBT.value,
        _settled.c.about == "client",
        _settled.c.about_id == invoices.c.client_id,
        _settled.c.resolved_at >= invoices.c.recorded_at,
    )
    .correlate(invoices)
    .exists()
)
_LEFT = (
    select(
        invoices.c.client_id, clients.c.name, func.count().label("found"), func.min(invoices.c.due_on).label("oldest")
    )
    .join_from(invoices, clients, clients.c.id == invoices.c.client_id)
    .where(*_OLD_DEBT, _is_unsettled)
    .group_by(invoices.c.client_id, clients.c.name)
)
_WAITS: tuple[ColumnElement[bool], ...] = (
    exceptions.c.resolved_at.is_(None),
    or_(
        exceptions.c.kind != ExceptionKind.OLD_DEBT.value,
        and_(exceptions.c.about == "client", _IS_OLD_DEBT_LEFT),
    ),
)


def _waiting(row: Row[Any]) -> OpenException:
    return OpenException(
        id=row.id,
        kind=row.kind,
        about=row.about,
        about_id=row.about_id,
        reason=row.reason,
        raised_at=row.raised_at,
        owner=row.owner,
    )
