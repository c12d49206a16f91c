"""Milestones: work agreed and not billed yet, and how what waits stood on a past day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, func, literal_column, or_, select, update

from domain.errors import GoneFromBook
from domain.milestone import NOTHING_WAITS, Milestone, MilestoneState, Waiting, in_order
from domain.money import Money
from storage.scope import Scope, of_workspace
from storage.tables import clients, invoices, milestone_moves, milestones
from storage.turns import alone
from storage.written import Written


@dataclass(frozen=True, slots=True)
class MilestoneStore:
    """The milestones of one workspace."""

    scope: Scope

    def add(
        self,
        *,
        client_id: int,
        title: str,
        amount: Money,
        expected_on: date | None,
        waits_for: str | None,
        on: date,
        now: datetime,
        by_id: int,
    ) -> Milestone:
        """Records one under the next number of the workspace: a number is never given twice."""
        alone(self.scope, "milestone number")
        newest = self.scope.one(
            select(func.max(milestones.c.number).label("number")).where(self.scope.mine(milestones))
        )
        milestone_id = self.scope.add(
            milestones,
            client_id=client_id,
            number=((newest.number if newest else None) or 0) + 1,
            title=title,
            currency=amount.currency,
            amount_minor=amount.minor,
            expected_on=expected_on,
            waits_for=waits_for,
            recorded_on=on,
            recorded_at=now,
            by_id=by_id,
            state=MilestoneState.WAITING.value,
        )
        return self.get(milestone_id)

    def get(self, milestone_id: int) -> Milestone:
        """The milestone of this id. Raises GoneFromBook where this workspace has none."""
        row = self.scope.one(_ALL.where(milestones.c.id == milestone_id))
        if row is None:
            raise GoneFromBook("milestone")
        return _milestone(row)

    def by_number(self, number: int) -> Milestone | None:
        """The milestone people call by this number, waiting or not."""
        row = self.scope.one(_ALL.where(milestones.c.number == number))
        return _milestone(row) if row else None

    def waiting(self, *, limit: int) -> Waiting:
        """The first that wait, oldest expected first, and how many and how much in all: two looks at an index, one
        where nothing waits."""
        totals = tuple((Money(int(row.minor), row.currency), int(row.found)) for row in self.scope.all(_TOTALS))
        if not totals:
            return NOTHING_WAITS
        first = self.scope.all(_FIRST, most=limit) if limit else []
        return Waiting(first=tuple(map(_milestone, first)), totals=totals)

    def of_client(self, client_id: int) -> list[Milestone]:
        """What waits at one client, oldest expected first."""
        rows = self.scope.all(_ALL.where(_IS_WAITING, milestones.c.client_id == client_id))
        return in_order(map(_milestone, rows))

    def expected_by(self, day: date) -> list[Milestone]:
        """What waits and was expected on this day or before, oldest expected first."""
        rows = self.scope.all(_ALL.where(_IS_WAITING, milestones.c.expected_on <= day))
        return in_order(map(_milestone, rows))

    def on(self, day: date) -> list[Milestone]:
        """What waited at the end of a day, with the day each was expected then: recorded by then, not yet reached or
        dropped. An entry that was undone was never true."""
        stood = (
            milestones.c.recorded_on <= day,
            milestones.c.state != MilestoneState.UNDONE.value,
            or_(milestones.c.ended_on.is_(None), milestones.c.ended_on > day),
        )
        was = self._expected_before_moves(day)
        return in_order(
            replace(
                _milestone(row),
                state=MilestoneState.WAITING,
                expected_on=was.get(row.id, row.expected_on),
                ended_on=None,
                reason=None,
                invoice=None,
            )
            for row in self.scope.all(_ALL.where(*stood))
        )

    def end(self, milestone_id: int, state: MilestoneState, *, on: date, reason: str | None = None) -> bool:
        """Reached, dropped or taken back. False where it waits no longer: somebody was first."""
        ended_on = None if state is MilestoneState.UNDONE else on
        waits = (milestones.c.id == milestone_id, _IS_WAITING)
        return self._change(*waits, state=state.value, ended_on=ended_on, reason=reason)

    def name_invoice(self, milestone_id: int, invoice_id: int) -> None:
        """Which invoice it was billed as."""
        self._change(milestones.c.id == milestone_id, invoice_id=invoice_id)

    def wait_again(self, milestone_id: int, ended_as: MilestoneState) -> bool:
        """Its end was taken back. False where it did not end so."""
        ended = (milestones.c.id == milestone_id, milestones.c.state == ended_as.value)
        waits = MilestoneState.WAITING.value
        return self._change(*ended, state=waits, ended_on=None, reason=None, invoice_id=None)

    def move(self, before: Milestone, expected_on: date | None, *, today: date) -> bool:
        """Another day is expected. False where it waits no longer."""
        moved = self._change(milestones.c.id == before.id, _IS_WAITING, expected_on=expected_on)
        if moved:
            self.scope.add(milestone_moves, milestone_id=before.id, moved_on=today, was_expected_on=before.expected_on)
        return moved

    def _change(self, *which: Any, **values: Any) -> bool:
        mine = update(milestones).where(self.scope.mine(milestones), *which)
        return self.scope.connection.execute(mine.values(**values)).rowcount == 1

    def _expected_before_moves(self, day: date) -> dict[int, date | None]:
        """The day each milestone was expected before its first move after the day."""
        query = select(milestone_moves).where(self.scope.mine(milestone_moves), milestone_moves.c.moved_on > day)
        was: dict[int, date | None] = {}
        for row in self.scope.all(query.order_by(milestone_moves.c.id)):
            was.setdefault(row.milestone_id, row.was_expected_on)
        return was


def _milestone(row: Row[Any]) -> Milestone:
    return Milestone(
        id=row.id,
        client_id=row.client_id,
        client=row.client,
        number=row.number,
        title=row.title,
        currency=row.currency,
        amount_minor=row.amount_minor,
        expected_on=row.expected_on,
        waits_for=row.waits_for,
        recorded_on=row.recorded_on,
        state=MilestoneState(row.state),
        ended_on=row.ended_on,
        reason=row.reason,
        invoice=row.invoice,
    )


# Said outright and not as a value: only so do both databases see that the index of what waits will do.
_IS_WAITING = milestones.c.state == literal_column("'waiting'")
_ALL: Select[Any] = (
    select(milestones, clients.c.name.label("client"), invoices.c.number.label("invoice"))
    .select_from(
        milestones.join(clients, clients.c.id == milestones.c.client_id).outerjoin(
            invoices,
            and_(invoices.c.id == milestones.c.invoice_id, invoices.c.workspace_id == milestones.c.workspace_id),
        )
    )
    .where(of_workspace(milestones), of_workspace(clients))
)
# With every look at the book, so written once.
_TOTALS = Written(
    select(
        milestones.c.currency,
        func.count().label("found"),
        func.sum(milestones.c.amount_minor).label("minor"),
    )
    .where(of_workspace(milestones), _IS_WAITING)
    .group_by(milestones.c.currency)
    .order_by(milestones.c.currency)
)
_FIRST = Written(
    _ALL.where(_IS_WAITING)
    .order_by(milestones.c.expected_on.is_(None), milestones.c.expected_on, milestones.c.number)
    .limit(bindparam("most", type_=Integer))
)
