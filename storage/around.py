"""What surrounds many invoices at once: last contact, promises, disputes, holds. Five looks, however many invoices; one
where nothing is left to chase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypedDict

from sqlalchemy import BindParameter, and_, bindparam, func, or_, select

from domain.badges import NOTHING_AROUND, Surroundings, is_over
from domain.hold import Hold
from domain.invoice import Invoice
from domain.promise import Certainty, Promise, PromiseState, in_order, latest
from storage.promised_parts import PromisedPartsStore
from storage.scope import Scope, of_workspace
from storage.stop_rows import all_disputes, all_holds, all_promises, dispute_of, hold_of, promise_of
from storage.tables import disputes, exceptions, holds, promises, touches
from storage.written import Written


@dataclass(frozen=True, slots=True)
class AroundStore:
    """Reads, for one workspace, what Dunwell keeps beside the invoices' own facts."""

    scope: Scope

    def of(self, found: Sequence[Invoice], today: date) -> dict[int, Surroundings]:
        """By invoice id. A promise or hold of the whole client surrounds each of its invoices; what is over keeps
        only whether it contradicts its source."""
        if not found:
            return {}
        contradicted = self.scope.all(_CONTRADICTIONS, invoice_ids=[invoice.id for invoice in found])
        around = self._chased([invoice for invoice in found if not is_over(invoice)], today)
        for row in contradicted:
            around[row.about_id] = replace(around.get(row.about_id, NOTHING_AROUND), contradicts_source=True)
        return {invoice.id: around.get(invoice.id, NOTHING_AROUND) for invoice in found}

    def _chased(self, found: Sequence[Invoice], today: date) -> dict[int, Surroundings]:
        if not found:
            return {}
        asked = {
            "client_ids": sorted({invoice.client_id for invoice in found}),
            "invoice_ids": [invoice.id for invoice in found],
        }
        every = self.scope.all
        contacts = {(row.client_id, row.invoice_id): row.latest for row in every(_CONTACTS, **asked)}
        promised = [promise_of(row) for row in every(_PROMISES, **asked)]
        disputed = [dispute_of(row) for row in every(_DISPUTES, invoice_ids=asked["invoice_ids"])]
        held = [hold_of(row) for row in every(_HOLDS, today=today, **asked)]
        parts = PromisedPartsStore(self.scope).among(promised, {invoice.id: invoice for invoice in found})
        return {
            invoice.id: Surroundings(
                **words_around(promised, invoice),
                parts=parts,
                disputes=tuple(dispute for dispute in disputed if dispute.invoice_id == invoice.id),
                holds=tuple(hold for hold in held if _concerns(hold, invoice) and hold.is_on(today)),
                last_contact_on=_latest(contacts, invoice),
            )
            for invoice in found
        }


class Words(TypedDict):
    """Their words about an invoice, as `Surroundings` has them."""

    promise: Promise | None
    later: tuple[Promise, ...]
    broken: Promise | None


def words_around(promised: Iterable[Promise], invoice: Invoice) -> Words:
    """Of these, open and broken, what stands beside an invoice."""
    about = [
        promise
        for promise in promised
        if (promise.client_id, promise.currency) == (invoice.client_id, invoice.currency)
        and promise.surrounds(invoice.id, invoice.sent_on)
    ]
    opened = in_order(each for each in about if each.closed_as is None)
    return {
        "promise": opened[0] if opened else None,
        "later": tuple(each for each in opened[1:] if each.certainty is Certainty.GIVEN),
        "broken": latest(each for each in about if each.closed_as is PromiseState.BROKEN),
    }


def _concerns(stop: Hold, invoice: Invoice) -> bool:
    return stop.client_id == invoice.client_id and stop.invoice_id in (None, invoice.id)


def _latest(contacts: dict[tuple[int, int | None], date], invoice: Invoice) -> date | None:
    days = [contacts.get((invoice.client_id, invoice.id)), contacts.get((invoice.client_id, None))]
    return max((day for day in days if day is not None), default=None)


def _about(table: Any) -> Any:
    """These clients' rows about all of them or about one of these invoices: not about their other thousand."""
    return and_(table.c.client_id.in_(_CLIENTS), or_(table.c.invoice_id.is_(None), table.c.invoice_id.in_(_INVOICES)))


_CLIENTS: BindParameter[Any] = bindparam("client_ids", expanding=True)
_INVOICES: BindParameter[Any] = bindparam("invoice_ids", expanding=True)
_correction = touches.alias()
_CONTACTS = Written(
    select(touches.c.client_id, touches.c.invoice_id, func.max(touches.c.happened_on).label("latest"))
    .where(
        of_workspace(touches),
        _about(touches),
        touches.c.direction.in_(("in", "out")),
        touches.c.words != "",
        ~select(_correction.c.corrects_id).where(_correction.c.corrects_id == touches.c.id).exists(),
    )
    .group_by(touches.c.client_id, touches.c.invoice_id)
)
_undecided = and_(promises.c.withdrawn_at.is_(None), promises.c.closed_as.is_(None))
_PROMISES = Written(
    all_promises()
    .where(_about(promises), or_(_undecided, promises.c.closed_as == PromiseState.BROKEN.value))
    .order_by(promises.c.id)
)
_DISPUTES = Written(
    all_disputes().where(disputes.c.invoice_id.in_(_INVOICES), disputes.c.resolved_on.is_(None)).order_by(disputes.c.id)
)
_HOLDS = Written(all_holds().where(_about(holds), holds.c.until >= bindparam("today")).order_by(holds.c.id))
_CONTRADICTIONS = Written(
    select(exceptions.c.about_id).where(
        of_workspace(exceptions),
        exceptions.c.kind == "contradiction",
        exceptions.c.about == "invoice",
        exceptions.c.about_id.in_(_INVOICES),
        exceptions.c.resolved_at.is_(None),
    )
)
