"""What surrounds many invoices at once: last contact, promises, disputes, holds. Five looks, however many invoices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from domain.badges import Surroundings
from domain.hold import Hold
from domain.invoice import Invoice
from domain.promise import Promise, PromiseState
from storage.scope import Scope
from storage.stops import DisputeStore, HoldStore, PromiseStore
from storage.tables import exceptions, promises, touches


@dataclass(frozen=True, slots=True)
class AroundStore:
    """Reads, for one workspace, what Dunwell keeps beside the invoices' own facts."""

    scope: Scope

    def of(self, found: Sequence[Invoice], today: date) -> dict[int, Surroundings]:
        """By invoice id. A promise or hold of the whole client surrounds each of its invoices."""
        if not found:
            return {}
        client_ids = sorted({invoice.client_id for invoice in found})
        contacts = self._contacts(client_ids)
        promised = PromiseStore(self.scope).open_of_clients(client_ids)
        broken = self._broken(client_ids)
        disputed = DisputeStore(self.scope).open_of_clients(client_ids)
        held = HoldStore(self.scope).current_of_clients(client_ids, today)
        contradicted = self._contradicted([invoice.id for invoice in found])
        return {
            invoice.id: Surroundings(
                promise=_newest(promised, invoice),
                broken=_newest(broken, invoice),
                disputes=tuple(dispute for dispute in disputed if dispute.invoice_id == invoice.id),
                holds=tuple(hold for hold in held if _concerns(hold, invoice)),
                last_contact_on=_latest(contacts, invoice),
                contradicts_source=invoice.id in contradicted,
            )
            for invoice in found
        }

    def _contacts(self, client_ids: list[int]) -> dict[tuple[int, int | None], date]:
        corrections = touches.alias()
        corrected = select(corrections.c.corrects_id).where(corrections.c.corrects_id == touches.c.id)
        query = (
            select(touches.c.client_id, touches.c.invoice_id, func.max(touches.c.happened_on).label("latest"))
            .where(
                self.scope.mine(touches),
                touches.c.client_id.in_(client_ids),
                touches.c.direction.in_(("in", "out")),
                touches.c.words != "",
                ~corrected.exists(),
            )
            .group_by(touches.c.client_id, touches.c.invoice_id)
        )
        return {(row.client_id, row.invoice_id): row.latest for row in self.scope.all(query)}

    def _broken(self, client_ids: list[int]) -> list[Promise]:
        query = select(promises.c.id).where(
            self.scope.mine(promises),
            promises.c.client_id.in_(client_ids),
            promises.c.closed_as == PromiseState.BROKEN.value,
        )
        store = PromiseStore(self.scope)
        return [store.get(row.id) for row in self.scope.all(query.order_by(promises.c.id))]

    def _contradicted(self, invoice_ids: list[int]) -> set[int]:
        query = select(exceptions.c.about_id).where(
            self.scope.mine(exceptions),
            exceptions.c.kind == "contradiction",
            exceptions.c.about == "invoice",
            exceptions.c.about_id.in_(invoice_ids),
            exceptions.c.resolved_at.is_(None),
        )
        return {row.about_id for row in self.scope.all(query)}


def _concerns(stop: Promise | Hold, invoice: Invoice) -> bool:
    return stop.client_id == invoice.client_id and stop.invoice_id in (None, invoice.id)


def _newest(stops: Sequence[Promise], invoice: Invoice) -> Promise | None:
    fits = [promise for promise in stops if _concerns(promise, invoice) and promise.currency == invoice.currency]
    return fits[-1] if fits else None


def _latest(contacts: dict[tuple[int, int | None], date], invoice: Invoice) -> date | None:
    days = [contacts.get((invoice.client_id, invoice.id)), contacts.get((invoice.client_id, None))]
    return max((day for day in days if day is not None), default=None)
