"""What promises are held against, many at once: all they were about, and what came in for it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, case, func, or_, select

from domain.invoice import Invoice
from domain.promise import Against, Certainty, Promise, is_part
from storage.scope import Scope, of_workspace
from storage.tables import invoices, payments, promises
from storage.written import Written


@dataclass(frozen=True, slots=True)
class PromisedPartsStore:
    """Reads, for one workspace, what promises leave open."""

    scope: Scope

    def of(self, found: Sequence[Promise]) -> dict[int, Against]:
        """By promise id. One whose invoices are not in the book any more is not there."""
        if not found:
            return {}
        rows = self.scope.all(_AGAINST, promise_ids=[promise.id for promise in found])
        return {row.id: Against(owed_minor=int(row.owed), received_minor=int(row.received)) for row in rows}

    def among(self, found: Sequence[Promise], known: Mapping[int, Invoice]) -> frozenset[int]:
        """Which of these promise less than was owed. Looks only where the invoices that are `known` leave it open."""
        unsure = [promise for promise in found if promise.certainty is Certainty.GIVEN and not _is_all(promise, known)]
        against = self.of(unsure)
        return frozenset(promise.id for promise in unsure if is_part(promise, against.get(promise.id)))


def _is_all(promise: Promise, known: Mapping[int, Invoice]) -> bool:
    """Whether as much was promised as was ever asked for."""
    invoice = known.get(promise.invoice_id or 0)
    return invoice is not None and promise.expected_minor >= invoice.asked_for.minor


_earlier = payments.alias()
_left = invoices.c.total_minor - invoices.c.paid_minor - invoices.c.credited_minor
_received = (
    select(func.coalesce(func.sum(payments.c.amount_minor), 0))
    .where(
        payments.c.workspace_id == invoices.c.workspace_id,
        payments.c.invoice_id == invoices.c.id,
        payments.c.recorded_at > promises.c.recorded_at,
        payments.c.paid_on >= promises.c.made_on,
        # Taking back what was on record by then is not money of that time.
        ~select(_earlier.c.id)
        .where(_earlier.c.id == payments.c.reverses_id, _earlier.c.recorded_at <= promises.c.recorded_at)
        .correlate(payments, promises)
        .exists(),
    )
    .correlate(invoices, promises)
    .scalar_subquery()
)
_is_about = or_(
    promises.c.invoice_id == invoices.c.id,
    and_(promises.c.invoice_id.is_(None), invoices.c.sent_on <= promises.c.made_on),
)
_AGAINST = Written(
    select(
        promises.c.id,
        func.sum(case((and_(invoices.c.voided_on.is_(None), _left > 0), _left), else_=0)).label("owed"),
        func.sum(_received).label("received"),
    )
    .select_from(
        promises.join(
            invoices,
            and_(
                invoices.c.workspace_id == promises.c.workspace_id,
                invoices.c.client_id == promises.c.client_id,
                invoices.c.currency == promises.c.currency,
                _is_about,
            ),
        )
    )
    .where(of_workspace(promises), promises.c.id.in_(bindparam("promise_ids", expanding=True)))
    .group_by(promises.c.id)
)
