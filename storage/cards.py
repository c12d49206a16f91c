"""Cards in Slack, and what changed since they were last looked at: the audit trail, which every act writes, says it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from domain.delivery import State
from storage.records import RECORDING
from storage.scope import Scope
from storage.tables import audit, invoices, outbox, promises
from storage.turns import is_nobody_at

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Which invoices, and which clients as a whole, acts touched, and the last act that was read. `is_everything` where
    one of them (an import) names none: any card may be out of date."""

    last: int
    invoice_ids: frozenset[int]
    whole_client_ids: frozenset[int]
    client_ids: frozenset[int]
    is_everything: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A posted message that shows an invoice or a promise, and the words it shows now."""

    message_id: int
    kind: str
    about: str
    about_id: int
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
        """What the next acts touched, at most five hundred at a time. Nothing while somebody records one: it may have a
        lower number than one that is there already, and whoever went on after that would never read it."""
        query = select(audit.c.id, audit.c.client_id, audit.c.invoice_id).where(
            self.scope.mine(audit), audit.c.id > last
        )
        with self.scope.connection.begin_nested() as moment:
            is_complete = is_nobody_at(self.scope, RECORDING)
            rows = self.scope.all(query.order_by(audit.c.id).limit(_AT_ONCE)) if is_complete else []
            moment.rollback()  # who records meanwhile need not wait for the cards
        return Changes(
            last=max((row.id for row in rows), default=last),
            invoice_ids=frozenset(row.invoice_id for row in rows if row.invoice_id is not None),
            whole_client_ids=frozenset(row.client_id for row in rows if row.invoice_id is None and row.client_id),
            client_ids=frozenset(row.client_id for row in rows if row.client_id is not None),
            is_everything=any(row.client_id is None and row.invoice_id is None for row in rows),
        )

    def posted(self, changes: Changes, kinds: Collection[str], *, since: datetime) -> list[Card]:
        """Cards of these kinds put since an instant that show what changed, each with what it shows now: its newest
        update that was not refused."""
        query = select(outbox).where(
            self.scope.mine(outbox),
            outbox.c.kind.in_(sorted(kinds)),
            outbox.c.about_id.is_not(None),
            self._concerned(changes),
            outbox.c.state.not_in((State.LAPSED.value, State.REFUSED.value)),
        )
        cards: dict[int, Card] = {}
        for row in self.scope.all(query.order_by(outbox.c.id)):
            first = cards.get(row.updates_id)
            if row.updates_id is None and row.created_at < since:
                continue
            if row.updates_id is not None and first is None:
                continue
            shown = row.updates_id or row.id
            cards[shown] = Card(
                message_id=shown,
                kind=row.kind,
                about=row.about,
                about_id=row.about_id,
                channel=first.channel if first else row.channel,
                body=row.body,
            )
        return list(cards.values())

    def _concerned(self, changes: Changes) -> ColumnElement[bool]:
        if changes.is_everything:
            return true()
        theirs = select(invoices.c.id).where(
            self.scope.mine(invoices), invoices.c.client_id.in_(sorted(changes.whole_client_ids))
        )
        promised = select(promises.c.id).where(
            self.scope.mine(promises), promises.c.client_id.in_(sorted(changes.client_ids))
        )
        named = or_(outbox.c.about_id.in_(sorted(changes.invoice_ids)), outbox.c.about_id.in_(theirs))
        return or_(
            and_(outbox.c.about == "invoice", named),
            and_(outbox.c.about == "promise", outbox.c.about_id.in_(promised)),
        )
