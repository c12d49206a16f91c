"""What a client said last about invoices, where it is not answered yet: nobody spoke and no money came in since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select

from domain.invoice import Invoice
from domain.timeline import Direction
from storage.money_that_stands import stands
from storage.scope import Scope, of_workspace
from storage.tables import payments, touches
from storage.written import Written


@dataclass(frozen=True, slots=True)
class LastWordsStore:
    """Reads, for one workspace, the words of the last contact."""

    scope: Scope

    def unanswered(self, found: Sequence[Invoice]) -> dict[int, tuple[str, date]]:
        """The client's words and their day, by invoice id; words about all of a client are about each invoice."""
        if not found:
            return {}
        ids = [invoice.id for invoice in found]
        clients = sorted({invoice.client_id for invoice in found})
        newest: dict[tuple[int, int | None], Row[Any]] = {
            (row.client_id, row.invoice_id): row
            for row in self.scope.all(_NEWEST, client_ids=clients, invoice_ids=ids)
            if row.place == 1
        }
        paid = {row.invoice_id: row.latest for row in self.scope.all(_MONEY, invoice_ids=ids)}
        answered = {}
        for invoice in found:
            both = (newest.get((invoice.client_id, invoice.id)), newest.get((invoice.client_id, None)))
            last = max((row for row in both if row is not None), key=_in_order, default=None)
            if last is None or last.direction != Direction.IN.value:
                continue
            if (money := paid.get(invoice.id)) is None or money <= last.recorded_at:
                answered[invoice.id] = (last.words, last.happened_on)
        return answered


def _in_order(row: Row[Any]) -> tuple[Any, ...]:
    return row.happened_on, row.recorded_at, row.id


_correction = touches.alias()
_NEWEST = Written(
    select(
        touches.c.id,
        touches.c.client_id,
        touches.c.invoice_id,
        touches.c.direction,
        touches.c.words,
        touches.c.happened_on,
        touches.c.recorded_at,
        func.row_number()
        .over(
            partition_by=(touches.c.client_id, touches.c.invoice_id),
            order_by=(touches.c.happened_on.desc(), touches.c.recorded_at.desc(), touches.c.id.desc()),
        )
        .label("place"),
    ).where(
        of_workspace(touches),
        touches.c.client_id.in_(bindparam("client_ids", expanding=True)),
        or_(touches.c.invoice_id.is_(None), touches.c.invoice_id.in_(bindparam("invoice_ids", expanding=True))),
        touches.c.direction.in_((Direction.IN.value, Direction.OUT.value)),
        touches.c.words != "",
        ~select(_correction.c.id).where(_correction.c.corrects_id == touches.c.id).exists(),
    )
)
_MONEY = Written(
    select(payments.c.invoice_id, func.max(payments.c.recorded_at).label("latest"))
    .where(
        of_workspace(payments), payments.c.invoice_id.in_(bindparam("invoice_ids", expanding=True)), stands(payments)
    )
    .group_by(payments.c.invoice_id)
)
