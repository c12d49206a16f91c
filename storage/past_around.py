"""What surrounded invoices on a past day: promises, disputes, holds and contacts as they stood at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from domain.badges import Surroundings
from domain.calendar import start_of
from domain.hold import Dispute, Hold
from domain.invoice import Invoice
from domain.promise import Against, Promise, is_part
from domain.workspace import Workspace
from storage.around import words_around
from storage.money_in import PaymentStore
from storage.scope import Scope
from storage.stops import DisputeStore, HoldStore, PromiseStore
from storage.tables import disputes, exceptions, holds, promises, touches


@dataclass(frozen=True, slots=True)
class PastAroundStore:
    """Reads the whole workspace from dated facts; what was recorded, closed or withdrawn later is not there."""

    scope: Scope
    workspace: Workspace

    def of(self, found: Iterable[Invoice], day: date) -> dict[int, Surroundings]:
        """By invoice id, for every invoice given. A stop of the whole client surrounds each of its invoices."""
        found = list(found)
        promised = _by_client(self._promises(day))
        parts = self._parts(promised, found, day)
        contested = _by_client(self._disputes(day))
        held = _by_client(self._holds(day))
        contacts = self._contacts(day)
        contradicted = self._contradicted(day)
        return {
            invoice.id: Surroundings(
                **words_around(promised.get(invoice.client_id, ()), invoice),
                parts=parts,
                disputes=tuple(each for each in contested.get(invoice.client_id, ()) if each.invoice_id == invoice.id),
                holds=tuple(each for each in held.get(invoice.client_id, ()) if each.invoice_id in (None, invoice.id)),
                last_contact_on=_latest(contacts, invoice),
                contradicts_source=invoice.id in contradicted,
            )
            for invoice in found
        }

    def _promises(self, day: date) -> list[Promise]:
        end = self._end_of(day)
        made = select(promises.c.id, promises.c.withdrawn_at).where(
            self.scope.mine(promises), promises.c.made_on <= day
        )
        withdrawn = {row.id: row.withdrawn_at is not None and row.withdrawn_at < end for row in self.scope.all(made)}
        store = PromiseStore(self.scope)
        clients = {
            row.client_id for row in self.scope.all(select(promises.c.client_id).where(self.scope.mine(promises)))
        }
        standing = (
            each
            for client_id in sorted(clients)
            for each in store.of_client(client_id)
            if withdrawn.get(each.id) is False
        )
        return [_as_of(promise, day) for promise in standing]

    def _parts(self, promised: dict[int, list[Promise]], found: list[Invoice], day: date) -> frozenset[int]:
        """Those that promised less than was owed, by what the book knew at the end of the day."""
        owed = _by_client(invoice for invoice in found if invoice.is_open)
        return frozenset(
            promise.id
            for client_id, theirs in promised.items()
            for promise in theirs
            if is_part(promise, self._against(promise, owed.get(client_id, []), day))
        )

    def _against(self, promise: Promise, owed: list[Invoice], day: date) -> Against:
        about = [
            invoice
            for invoice in owed
            if invoice.currency == promise.currency and promise.surrounds(invoice.id, invoice.sent_on)
        ]
        left = sum(invoice.balance.minor for invoice in about)
        after, ids = promise.recorded_at, [invoice.id for invoice in about]
        if not any(invoice.paid_minor for invoice in about) or after is None:
            return Against(owed_minor=left)
        came = PaymentStore(self.scope).received_since(ids, after=after, first=promise.made_on, last=day)
        return Against(owed_minor=left, received_minor=came)

    def _disputes(self, day: date) -> list[Dispute]:
        clients = self._clients(disputes, disputes.c.opened_on <= day)
        store = DisputeStore(self.scope)
        return [each for client_id in clients for each in store.of_client(client_id) if each.is_open(day)]

    def _holds(self, day: date) -> list[Hold]:
        clients = self._clients(holds, (holds.c.placed_on <= day) & (holds.c.until >= day))
        store = HoldStore(self.scope)
        return [each for client_id in clients for each in store.of_client(client_id) if each.is_on(day)]

    def _contacts(self, day: date) -> dict[tuple[int, int | None], date]:
        end = self._end_of(day)
        later = touches.alias()
        corrected = select(later.c.id).where(later.c.corrects_id == touches.c.id, later.c.recorded_at < end)
        query = (
            select(touches.c.client_id, touches.c.invoice_id, func.max(touches.c.happened_on).label("latest"))
            .where(
                self.scope.mine(touches),
                touches.c.direction.in_(("in", "out")),
                touches.c.words != "",
                touches.c.happened_on <= day,
                ~corrected.exists(),
            )
            .group_by(touches.c.client_id, touches.c.invoice_id)
        )
        return {(row.client_id, row.invoice_id): row.latest for row in self.scope.all(query)}

    def _contradicted(self, day: date) -> set[int]:
        end = self._end_of(day)
        query = select(exceptions.c.about_id).where(
            self.scope.mine(exceptions),
            exceptions.c.kind == "contradiction",
            exceptions.c.about == "invoice",
            exceptions.c.raised_at < end,
            or_(exceptions.c.resolved_at.is_(None), exceptions.c.resolved_at >= end),
        )
        return {row.about_id for row in self.scope.all(query)}

    def _clients(self, table: Any, condition: Any) -> list[int]:
        query = select(table.c.client_id).where(self.scope.mine(table), condition).distinct()
        return sorted(row.client_id for row in self.scope.all(query))

    def _end_of(self, day: date) -> Any:
        return start_of(day + timedelta(days=1), self.workspace.tz)


def _as_of(promise: Promise, day: date) -> Promise:
    if promise.closed_on is None or promise.closed_on <= day:
        return promise
    return replace(promise, closed_as=None, closed_on=None)


def _by_client(stops: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for stop in stops:
        found.setdefault(stop.client_id, []).append(stop)
    return found


def _latest(contacts: dict[tuple[int, int | None], date], invoice: Invoice) -> date | None:
    days = [contacts.get((invoice.client_id, invoice.id)), contacts.get((invoice.client_id, None))]
    return max((day for day in days if day is not None), default=None)
