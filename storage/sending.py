"""Letters on their way out: which may leave, whose they are at this moment, what their client had from us before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update

from domain.letter import Route
from domain.reminder import Reminder, ReminderState
from storage.reminder_rows import letter_of
from storage.reminders import ReminderStore
from storage.scope import Scope
from storage.tables import clients, reminders

EARLIER = 50
"""Letters to a client that are looked at to find their thread; it is named by its first and its newest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A mail that reached the client's server."""

    message_id: str
    subject: str


@dataclass(frozen=True, slots=True)
class SendingStore:
    """What the sending of letters asks of one workspace's book."""

    scope: Scope

    def is_any_leaving(self, now: datetime) -> bool:
        """Whether `next_leaving` would find one: a look that takes no lock."""
        return self.scope.connection.execute(self._leaving(now)).first() is not None

    def next_leaving(self, now: datetime) -> Reminder | None:
        """The approved reminder that may leave and has waited longest. Nobody else has or gets it until this
        transaction ends; one that another worker has in hand is passed over."""
        row = self.scope.one(self._leaving(now).with_for_update(skip_locked=True, of=reminders))
        return None if row is None else ReminderStore(self.scope).get(row.id)

    def put_off(self, reminder: Reminder, until: datetime, reason: str | None) -> bool:
        """Leaves it approved and looks at it again then. False where somebody was first."""
        mine = update(reminders).where(
            self.scope.mine(reminders),
            reminders.c.id == reminder.id,
            reminders.c.state == ReminderState.APPROVED.value,
            reminders.c.version == reminder.version,
        )
        return self.scope.connection.execute(mine.values(not_before=until, reason=reason)).rowcount == 1

    def put_off_all(self, now: datetime, until: datetime, reason: str, *, route: Route) -> int:
        """The same for all that might leave now by this route: what stands in the way of one stands in the way of every
        one. Those of another route go on."""
        approved = (
            self.scope.mine(reminders),
            reminders.c.state == ReminderState.APPROVED.value,
            or_(reminders.c.not_before.is_(None), reminders.c.not_before <= now),
        )
        by_route = reminders.c.letter["route"].as_string() == route.value
        mine = update(reminders).where(*approved, by_route)
        return self.scope.connection.execute(mine.values(not_before=until, reason=reason)).rowcount

    def claimed_before(self, at: datetime) -> list[Reminder]:
        """Those claimed before an instant and never heard of again: the process died while sending."""
        query = select(reminders.c.id).where(
            self.scope.mine(reminders),
            reminders.c.state == ReminderState.CLAIMED.value,
            reminders.c.claimed_at < at,
        )
        store = ReminderStore(self.scope)
        return [store.get(row.id) for row in self.scope.all(query.order_by(reminders.c.id))]

    def earlier_mails(self, reminder: Reminder) -> list[Earlier]:
        """The client's mails from us that went before this one, oldest first."""
        query = select(reminders.c.message_id, reminders.c.letter).where(
            self.scope.mine(reminders),
            reminders.c.client_id == reminder.client_id,
            reminders.c.id != reminder.id,
            reminders.c.state == ReminderState.SENT.value,
            reminders.c.message_id.is_not(None),
            reminders.c.letter.is_not(None),
        )
        rows = self.scope.all(query.order_by(reminders.c.claimed_at.desc(), reminders.c.id.desc()).limit(EARLIER))
        letters = [(row.message_id, letter_of(row.letter)) for row in reversed(rows)]
        return [
            Earlier(message_id=message_id, subject=letter.words.subject)
            for message_id, letter in letters
            if letter.route is Route.EMAIL
        ]

    def slack_channel(self, client_id: int) -> str | None:
        """The channel shared with a client, as it is now."""
        mine = select(clients.c.slack_channel).where(self.scope.mine(clients), clients.c.id == client_id)
        row = self.scope.one(mine)
        return row.slack_channel if row else None

    def counts(self) -> dict[ReminderState, int]:
        """How many stand where."""
        query = select(reminders.c.state, func.count().label("how_many")).where(self.scope.mine(reminders))
        return {ReminderState(row.state): row.how_many for row in self.scope.all(query.group_by(reminders.c.state))}

    def _leaving(self, now: datetime) -> Select[Any]:
        has_come = or_(reminders.c.not_before.is_(None), reminders.c.not_before <= now)
        approved = self.scope.mine(reminders) & (reminders.c.state == ReminderState.APPROVED.value)
        return (
            select(reminders.c.id).where(approved, has_come).order_by(reminders.c.not_before, reminders.c.id).limit(1)
        )
