"""Promises, disputes and holds: what the client said it would do, and what takes an invoice out of chasing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from domain.errors import GoneFromBook
from domain.hold import Dispute, Hold
from domain.promise import Certainty, Promise, PromiseState
from storage.scope import Scope
from storage.stop_rows import all_disputes, all_holds, all_promises, dispute_of, hold_of, promise_of
from storage.tables import disputes, holds, promises
from storage.written import Written


@dataclass(frozen=True, slots=True)
class PromiseStore:
    """Promises of one workspace."""

    scope: Scope

    def add(self, promise: Promise, *, touch_id: int | None, watch_on: date, now: datetime, by_id: int) -> int:
        """Records a promise (its `id` and `by` are ignored); `watch_on` is the day the clock must look at it.

        A moved one keeps when its amount was agreed on.
        """
        return self.scope.add(
            promises,
            client_id=promise.client_id,
            invoice_id=promise.invoice_id,
            touch_id=touch_id,
            currency=promise.currency,
            expected_minor=promise.expected_minor,
            made_on=promise.made_on,
            promised_on=promise.promised_on,
            certainty=promise.certainty.value,
            words=promise.words,
            recorded_at=promise.recorded_at or now,
            by_id=by_id,
            watch_on=watch_on,
        )

    def get(self, promise_id: int) -> Promise:
        """The promise of this id. Raises GoneFromBook where this workspace has none."""
        row = self.scope.one(_BY_ID, promise_id=promise_id)
        if row is None:
            raise GoneFromBook("promise")
        return promise_of(row)

    def of_client(self, client_id: int) -> list[Promise]:
        """All a client ever made, oldest first."""
        return self._all(promises.c.client_id == client_id)

    def of_touch(self, touch_id: int) -> Promise | None:
        """The promise found in a logged reply."""
        found = self._all(promises.c.touch_id == touch_id)
        return found[-1] if found else None

    def open_of_clients(self, client_ids: list[int]) -> list[Promise]:
        """Open ones of several clients, oldest first."""
        return [promise_of(row) for row in self.scope.all(_OPEN_OF_CLIENTS, client_ids=client_ids)]

    def count_given(self) -> int:
        """How many open ones with a day the client named."""
        return self.scope.count(promises, promises.c.certainty == Certainty.GIVEN.value, *_undecided())

    def all_given(self, *, limit: int) -> list[Promise]:
        """Open ones of every client with a day they named, soonest first."""
        given = promises.c.certainty == Certainty.GIVEN.value
        query = _PROMISES.where(given, *_undecided())
        rows = self.scope.all(query.order_by(promises.c.promised_on, promises.c.id).limit(limit))
        return [promise_of(row) for row in rows]

    def watched(self, today: date) -> list[Promise]:
        """Those the clock must look at by now: undecided, or broken anew and not told yet."""
        return self._all(promises.c.watch_on <= today, *_looked_at())

    def is_any_watched(self, today: date) -> bool:
        """Whether the clock must look at one by now: one look at an index."""
        query = select(promises.c.id).where(self.scope.mine(promises), promises.c.watch_on <= today, *_looked_at())
        return self.scope.one(query.limit(1)) is not None

    def watch(self, promise_id: int, on: date) -> None:
        """The clock looks again on that day."""
        self._change(promise_id, watch_on=on)

    def closed_since(self, day: date) -> list[Promise]:
        """Kept or broken on this day or later."""
        return self._all(promises.c.closed_on >= day)

    def follow_ups(self, until: date) -> list[Promise]:
        """Proposed days up to and with `until` that nothing settled yet, earliest first."""
        proposed = promises.c.certainty == Certainty.PROPOSED.value
        found = self._all(proposed, promises.c.promised_on <= until, *_undecided())
        return sorted(found, key=lambda promise: (promise.promised_on, promise.id))

    def clients_with_broken(self) -> list[int]:
        """Clients who ever broke a promise."""
        query = select(promises.c.client_id).where(
            self.scope.mine(promises), promises.c.closed_as == PromiseState.BROKEN.value
        )
        return [row.client_id for row in self.scope.all(query.distinct().order_by(promises.c.client_id))]

    def close(self, promise_id: int, *, closed_as: PromiseState, closed_on: date) -> bool:
        """Money or the clock decided. False where it was decided before."""
        return self._change(promise_id, closed_as=closed_as.value, closed_on=closed_on, watch_on=None)

    def decide(self, promise_id: int, *, closed_as: PromiseState, closed_on: date) -> None:
        """Money decided, whatever was decided before. That it broke one is still to be told, by the clock."""
        mine = update(promises).where(self.scope.mine(promises), promises.c.id == promise_id)
        watch_on = closed_on if closed_as is PromiseState.BROKEN else None
        self.scope.connection.execute(mine.values(closed_as=closed_as.value, closed_on=closed_on, watch_on=watch_on))

    def reopen(self, promise_id: int, *, watch_on: date) -> None:
        """Open again, because what decided or replaced it was taken back."""
        change = update(promises).where(self.scope.mine(promises), promises.c.id == promise_id)
        self.scope.connection.execute(
            change.values(withdrawn_at=None, closed_as=None, closed_on=None, watch_on=watch_on)
        )

    def withdraw(self, promise_id: int, *, now: datetime) -> bool:
        """Taken back by who recorded it, or replaced by a newer word. False where it was decided before."""
        return self._change(promise_id, withdrawn_at=now, watch_on=None)

    def stop_watching(self, promise_id: int) -> bool:
        """A proposed follow-up was pointed out, or what money broke told; nothing more will come of itself. False where
        another did that."""
        mine = update(promises).where(
            self.scope.mine(promises), promises.c.id == promise_id, promises.c.watch_on.is_not(None), *_looked_at()
        )
        return self.scope.connection.execute(mine.values(watch_on=None)).rowcount == 1

    def _change(self, promise_id: int, **values: Any) -> bool:
        mine = update(promises).where(self.scope.mine(promises), promises.c.id == promise_id, *_undecided())
        return self.scope.connection.execute(mine.values(**values)).rowcount == 1

    def _all(self, *conditions: Any) -> list[Promise]:
        rows = self.scope.all(_PROMISES.where(*conditions).order_by(promises.c.id))
        return [promise_of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class DisputeStore:
    """Disputes of one workspace."""

    scope: Scope

    def open(
        self, *, client_id: int, invoice_id: int, reason: str, owner_id: int | None, on: date, now: datetime, by_id: int
    ) -> int:
        """Records that an invoice is contested. The caller has looked: one open dispute an invoice."""
        return self.scope.add(
            disputes,
            client_id=client_id,
            invoice_id=invoice_id,
            reason=reason,
            owner_id=owner_id,
            opened_on=on,
            recorded_at=now,
            by_id=by_id,
        )

    def resolve(self, dispute_id: int, *, on: date, outcome: str) -> bool:
        """Settles it. False where it was settled before."""
        mine = update(disputes).where(
            self.scope.mine(disputes), disputes.c.id == dispute_id, disputes.c.resolved_on.is_(None)
        )
        return self.scope.connection.execute(mine.values(resolved_on=on, outcome=outcome)).rowcount == 1

    def reopen(self, dispute_id: int) -> None:
        """Contested again, because the settling was taken back."""
        mine = update(disputes).where(self.scope.mine(disputes), disputes.c.id == dispute_id)
        self.scope.connection.execute(mine.values(resolved_on=None, outcome=None))

    def of_client(self, client_id: int) -> list[Dispute]:
        """All of a client's, oldest first."""
        return self._all(disputes.c.client_id == client_id)

    def open_of_invoice(self, invoice_id: int) -> Dispute | None:
        """The invoice's open one, if it is contested."""
        found = self._all(disputes.c.invoice_id == invoice_id, disputes.c.resolved_on.is_(None))
        return found[0] if found else None

    def all_open(self) -> list[Dispute]:
        """Every open one, oldest first."""
        return self._all(disputes.c.resolved_on.is_(None))

    def _all(self, *conditions: Any) -> list[Dispute]:
        rows = self.scope.all(_DISPUTES.where(*conditions).order_by(disputes.c.id))
        return [dispute_of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class HoldStore:
    """Holds of one workspace."""

    scope: Scope

    def place(self, hold: Hold, *, now: datetime, by_id: int) -> int:
        """Records a hold (its `id` and `by` are ignored)."""
        return self.scope.add(
            holds,
            client_id=hold.client_id,
            invoice_id=hold.invoice_id,
            reason=hold.reason,
            until=hold.until,
            placed_on=hold.placed_on,
            recorded_at=now,
            by_id=by_id,
        )

    def end(self, hold_id: int, *, on: date) -> bool:
        """Ends it early. False where it was ended before."""
        mine = update(holds).where(self.scope.mine(holds), holds.c.id == hold_id, holds.c.ended_on.is_(None))
        return self.scope.connection.execute(mine.values(ended_on=on)).rowcount == 1

    def resume(self, hold_id: int) -> None:
        """On again, because the ending was taken back."""
        self.scope.connection.execute(
            update(holds).where(self.scope.mine(holds), holds.c.id == hold_id).values(ended_on=None)
        )

    def of_client(self, client_id: int) -> list[Hold]:
        """All of a client's, oldest first."""
        return self._all(holds.c.client_id == client_id)

    def current_of_clients(self, client_ids: list[int], today: date) -> list[Hold]:
        """Those in force on this day."""
        found = self._all(holds.c.client_id.in_(client_ids), holds.c.until >= today)
        return [hold for hold in found if hold.is_on(today)]

    def ended_between(self, first: date, last: date) -> list[Hold]:
        """Those whose last day fell in this span (both counted) and that nobody ended before."""
        return self._all(holds.c.until >= first, holds.c.until <= last, holds.c.ended_on.is_(None))

    def _all(self, *conditions: Any) -> list[Hold]:
        rows = self.scope.all(_HOLDS.where(*conditions).order_by(holds.c.id))
        return [hold_of(row) for row in rows]


def _undecided() -> tuple[Any, Any]:
    return promises.c.withdrawn_at.is_(None), promises.c.closed_as.is_(None)


def _looked_at() -> tuple[Any, Any]:
    broken = promises.c.closed_as == PromiseState.BROKEN.value
    return promises.c.withdrawn_at.is_(None), or_(promises.c.closed_as.is_(None), broken)


_PROMISES, _DISPUTES, _HOLDS = all_promises(), all_disputes(), all_holds()
_BY_ID = Written(_PROMISES.where(promises.c.id == bindparam("promise_id")))
_OPEN_OF_CLIENTS = Written(
    _PROMISES.where(promises.c.client_id.in_(bindparam("client_ids", expanding=True)), *_undecided()).order_by(
        promises.c.id
    )
)
