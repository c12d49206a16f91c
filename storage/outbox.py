"""The outbox: words waiting to leave, rendered once, claimed before they are sent."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update
from sqlalchemy.exc import IntegrityError

from domain.delivery import Message, State
from storage.scope import Scope
from storage.tables import outbox


@dataclass(frozen=True, slots=True)
class OutboxStore:
    """The outbox of one workspace."""

    scope: Scope

    def put(
        self,
        *,
        kind: str,
        key: str,
        channel: str,
        body: dict[str, Any],
        now: datetime,
        reply_to: int | None = None,
        updates: int | None = None,
        about: str | None = None,
        about_id: int | None = None,
    ) -> int | None:
        """Stores words to send, with their hash. None where this key was put before: it is posted once."""
        try:
            with self.scope.connection.begin_nested():
                return self.scope.add(
                    outbox,
                    kind=kind,
                    key=key,
                    channel=channel,
                    body=body,
                    body_hash=hash_of(body),
                    reply_to_id=reply_to,
                    updates_id=updates,
                    about=about,
                    about_id=about_id,
                    state=State.WAITING.value,
                    not_before=now,
                    created_at=now,
                )
        except IntegrityError:
            return None

    def get(self, message_id: int) -> Message:
        """The message of this id; there must be one."""
        row = self.scope.connection.execute(
            select(outbox).where(self.scope.mine(outbox), outbox.c.id == message_id)
        ).one()
        return _message(row)

    def posted_about(self, about: str, about_id: int) -> list[Message]:
        """Messages in Slack that show this object and are re-rendered when it changes (updates themselves excluded)."""
        query = select(outbox).where(
            self.scope.mine(outbox),
            outbox.c.about == about,
            outbox.c.about_id == about_id,
            outbox.c.state == State.SENT.value,
            outbox.c.updates_id.is_(None),
        )
        return [_message(row) for row in self.scope.all(query.order_by(outbox.c.id))]

    def in_state(self, *states: State) -> list[Message]:
        """Messages in any of these states, oldest first."""
        query = select(outbox).where(self.scope.mine(outbox), outbox.c.state.in_([state.value for state in states]))
        return [_message(row) for row in self.scope.all(query.order_by(outbox.c.id))]

    def move(self, message: Message, to: State, **changed: Any) -> bool:
        """Moves a message on from the state it was read in. False where another was first."""
        mine = update(outbox).where(
            self.scope.mine(outbox), outbox.c.id == message.id, outbox.c.state == message.state.value
        )
        return self.scope.connection.execute(mine.values(state=to.value, **changed)).rowcount == 1


def claim_next(connection: Connection, now: datetime) -> Message | None:
    """Claims the oldest message that may leave now, of any workspace; None where there is none.

    A reply waits until the message it answers is posted; an update until the message it changes is.
    """
    first = outbox.alias()
    behind = select(first.c.id).where(
        or_(first.c.id == outbox.c.reply_to_id, first.c.id == outbox.c.updates_id), first.c.posted_ts.is_(None)
    )
    query = (
        select(outbox)
        .where(outbox.c.state == State.WAITING.value, outbox.c.not_before <= now, ~behind.exists())
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=outbox)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    won = connection.execute(
        update(outbox)
        .where(outbox.c.id == row.id, outbox.c.state == State.WAITING.value)
        .values(state=State.CLAIMED.value, claimed_at=now, attempts=outbox.c.attempts + 1)
    )
    if won.rowcount != 1:
        return None
    return _message(connection.execute(select(outbox).where(outbox.c.id == row.id)).one())


def claimed_before(connection: Connection, at: datetime) -> list[Message]:
    """Messages claimed before an instant and never heard of again: the process died while sending."""
    query = select(outbox).where(outbox.c.state == State.CLAIMED.value, outbox.c.claimed_at < at)
    return [_message(row) for row in connection.execute(query.order_by(outbox.c.id))]


def hash_of(body: dict[str, Any]) -> str:
    """SHA-256 over the exact bytes to be sent, keys in order."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        workspace_id=row.workspace_id,
        kind=row.kind,
        key=row.key,
        channel=row.channel,
        body=row.body,
        body_hash=row.body_hash,
        state=State(row.state),
        attempts=row.attempts,
        not_before=row.not_before,
        created_at=row.created_at,
        reply_to_id=row.reply_to_id,
        updates_id=row.updates_id,
        about=row.about,
        about_id=row.about_id,
        claimed_at=row.claimed_at,
        posted_channel=row.posted_channel,
        posted_ts=row.posted_ts,
        reason=row.reason,
    )
