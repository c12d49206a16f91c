"""Cards in Slack, and what changed since they were last looked at: the audit trail, which every act writes, says it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from domain.delivery import State
from storage.scope import Scope
from storage.tables import audit, invoices, outbox

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Which invoices and whole clients an act touched, and the last act that was read."""

    last: int
    invoice_ids: frozenset[int]
    client_ids: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A posted message that shows an invoice, and the words it shows now."""

    message_id: int
    invoice_id: int
    channel: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CardStore:
    """The cards of one workspace."""

    scope: Scope

    def last_act(self) -> int:
        """The newest act recorded; 0 where there is none."""
        found = self.scope.connection.execute(select(func.max(audit.c.id)).where(self.scope.mine(audit))).scalar_one()
        return int(found or 0)

    def changes_after(self, last: int) -> Changes:
        """What the next acts touched, at most five hundred at a time."""
        query = select(audit.c.id, audit.c.client_id, audit.c.invoice_id).where(
            self.scope.mine(audit), audit.c.id > last
        )
        rows = self.scope.all(query.order_by(audit.c.id).limit(_AT_ONCE))
        return Changes(
            last=max((row.id for row in rows), default=last),
            invoice_ids=frozenset(row.invoice_id for row in rows if row.invoice_id is not None),
            client_ids=frozenset(row.client_id for row in rows if row.invoice_id is None and row.client_id is not None),
        )

    def posted(self, changes: Changes, kinds: Collection[str]) -> list[Card]:
        """Cards of these kinds that show one of the invoices, or an invoice of one of the clients, with what they show
        now: the newest update that was not refused."""
        theirs = select(invoices.c.id).where(
            self.scope.mine(invoices), invoices.c.client_id.in_(sorted(changes.client_ids))
        )
        query = select(outbox).where(
            self.scope.mine(outbox),
            outbox.c.about == "invoice",
            or_(outbox.c.about_id.in_(sorted(changes.invoice_ids)), outbox.c.about_id.in_(theirs)),
            outbox.c.kind.in_(sorted(kinds)),
            outbox.c.state.not_in((State.LAPSED.value, State.REFUSED.value)),
        )
        cards: dict[int, Card] = {}
        for row in self.scope.all(query.order_by(outbox.c.id)):
            shown = row.updates_id or row.id
            first = cards.get(shown)
            channel = first.channel if first else row.channel
            cards[shown] = Card(message_id=shown, invoice_id=row.about_id, channel=channel, body=row.body)
        return list(cards.values())
