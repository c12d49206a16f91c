"""The outbox: words waiting to leave, rendered once, claimed before they are sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select, update

from domain.delivery import MOVES, Message, State
from domain.errors import GoneFromBook
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
        """Stores words to send, with their hash. None where this key was put before: it is posted once.

        A new message carries an opaque reference, to be found by when an answer was lost. An update replaces those of
        the same message that still wait: only the newest leaves."""
        body = body if updates is not None else {**body, "metadata": reference(self.scope.workspace_id, key)}
        message_id = self.scope.add_once(
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
        if message_id is not None and updates is not None:
            self._lapse_updates_of(updates, before=message_id)
        return message_id

    def get(self, message_id: int) -> Message:
        """The message of this id. Raises GoneFromBook where this workspace has none."""
        row = self.scope.one(select(outbox).where(self.scope.mine(outbox), outbox.c.id == message_id))
        if row is None:
            raise GoneFromBook("message")
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

    def all_about(self, kind: str, about: str, about_id: int) -> list[Message]:
        """Every message of a kind about this object, its updates included, oldest first."""
        query = select(outbox).where(
            self.scope.mine(outbox), outbox.c.about == about, outbox.c.about_id == about_id, outbox.c.kind == kind
        )
        return [_message(row) for row in self.scope.all(query.order_by(outbox.c.id))]

    def in_state(self, *states: State) -> list[Message]:
        """Messages in any of these states, oldest first."""
        query = select(outbox).where(self.scope.mine(outbox), outbox.c.state.in_([state.value for state in states]))
        return [_message(row) for row in self.scope.all(query.order_by(outbox.c.id))]

    def move(self, message: Message, to: State, **changed: Any) -> bool:
        """Moves a message on from the state it was read in. False where another was first."""
        if to not in MOVES[message.state]:
            msg = f"a message never moves from {message.state} to {to}"
            raise ValueError(msg)
        mine = update(outbox).where(
            self.scope.mine(outbox),
            outbox.c.id == message.id,
            outbox.c.state == message.state.value,
            outbox.c.attempts == message.attempts,
        )
        return self.scope.connection.execute(mine.values(state=to.value, **changed)).rowcount == 1

    def post_elsewhere(self, posted: Message, channel: str, *, now: datetime) -> list[int]:
        """Puts a posted message back, to be posted in another channel with the newest words it was to show, in no
        thread. Its updates were made for the old place and lapse: their ids. None where another was first."""
        updates = self.scope.mine(outbox) & (outbox.c.updates_id == posted.id) & (outbox.c.state != State.LAPSED.value)
        newer = self.scope.all(select(outbox.c.id, outbox.c.body).where(updates).order_by(outbox.c.id))
        body = {**posted.body, **(newer[-1].body if newer else {})}
        sent = (outbox.c.id == posted.id) & (outbox.c.state == State.SENT.value)
        again = update(outbox).where(self.scope.mine(outbox), sent).values(state=State.WAITING.value, channel=channel)
        anew = {"body": body, "body_hash": hash_of(body), "attempts": 0, "not_before": now, "reply_to_id": None}
        nowhere = {"claimed_at": None, "posted_channel": None, "posted_ts": None}
        if self.scope.connection.execute(again.values({**anew, **nowhere})).rowcount == 0:
            return []
        self.scope.connection.execute(update(outbox).where(updates).values(state=State.LAPSED.value))
        return [row.id for row in newer]

    def hold_off(self, message: Message, until: datetime) -> bool:
        """Puts the next look at an uncertain one off: who wins this looks now. False where another looks already."""
        mine = update(outbox).where(
            self.scope.mine(outbox),
            outbox.c.id == message.id,
            outbox.c.state == message.state.value,
            outbox.c.not_before == message.not_before,
        )
        return self.scope.connection.execute(mine.values(not_before=until)).rowcount == 1

    def is_superseded(self, message: Message) -> bool:
        """Whether a newer update of the same message was put since."""
        if message.updates_id is None:
            return False
        # The object narrows the search by an index; an update is about what the message it changes is about.
        same = outbox.c.about.is_(None) if message.about is None else outbox.c.about == message.about
        newer = (outbox.c.updates_id == message.updates_id) & (outbox.c.id > message.id)
        about_id = outbox.c.about_id.is_(None) if message.about_id is None else outbox.c.about_id == message.about_id
        return self.scope.count(outbox, same, about_id, newer) > 0

    def is_any_leaving(self, now: datetime, *, except_channels: Collection[str] = frozenset()) -> bool:
        """Whether `claim_next` would find a message: a look that takes no lock."""
        return self.scope.connection.execute(self._leaving(now, except_channels)).first() is not None

    def claim_next(self, now: datetime, *, except_channels: Collection[str] = frozenset()) -> Message | None:
        """Claims the oldest message that may leave now; None where there is none.

        A reply waits until the message it answers is posted; an update until the message it changes is, and until no
        other update of it is on its way. New messages of `except_channels` stay: these were posted to a moment ago.
        """
        row = self.scope.one(self._leaving(now, except_channels).with_for_update(skip_locked=True, of=outbox))
        if row is None:
            return None
        won = self.scope.connection.execute(
            update(outbox)
            .where(self.scope.mine(outbox), outbox.c.id == row.id, outbox.c.state == State.WAITING.value)
            .values(state=State.CLAIMED.value, claimed_at=now, attempts=outbox.c.attempts + 1)
        )
        return self.get(row.id) if won.rowcount == 1 else None

    def next_uncertain(self, now: datetime) -> Message | None:
        """The uncertain message whose look is due first."""
        uncertain = self.scope.mine(outbox) & (outbox.c.state == State.UNCERTAIN.value)
        query = select(outbox).where(uncertain, outbox.c.not_before <= now)
        row = self.scope.one(query.order_by(outbox.c.not_before, outbox.c.id).limit(1))
        return None if row is None else _message(row)

    def claimed_before(self, at: datetime) -> list[Message]:
        """Messages claimed before an instant and never heard of again: the process died while sending."""
        claimed = self.scope.mine(outbox) & (outbox.c.state == State.CLAIMED.value)
        query = select(outbox).where(claimed, outbox.c.claimed_at < at)
        return [_message(row) for row in self.scope.all(query.order_by(outbox.c.id))]

    def _leaving(self, now: datetime, except_channels: Collection[str]) -> Select[Any]:
        first, other = outbox.alias(), outbox.alias()
        answered = select(first.c.id).where(first.c.id == outbox.c.reply_to_id, first.c.posted_ts.is_not(None))
        shown = select(first.c.id).where(first.c.id == outbox.c.updates_id, first.c.posted_ts.is_not(None))
        on_its_way = select(other.c.id).where(
            other.c.state == State.CLAIMED.value, other.c.updates_id == outbox.c.updates_id
        )
        return (
            select(outbox)
            .where(
                self.scope.mine(outbox),
                outbox.c.state == State.WAITING.value,
                outbox.c.not_before <= now,
                or_(outbox.c.reply_to_id.is_(None), answered.exists()),
                or_(outbox.c.updates_id.is_(None), and_(shown.exists(), ~on_its_way.exists())),
                or_(outbox.c.updates_id.is_not(None), outbox.c.channel.not_in(sorted(except_channels))),
            )
            .order_by(outbox.c.not_before, outbox.c.id)
            .limit(1)
        )

    def _lapse_updates_of(self, message_id: int, *, before: int) -> None:
        older = (outbox.c.updates_id == message_id) & (outbox.c.id < before)
        waits = older & (outbox.c.state == State.WAITING.value)
        self.scope.connection.execute(
            update(outbox).where(self.scope.mine(outbox), waits).values(state=State.LAPSED.value)
        )


def reference(workspace_id: int, key: str) -> dict[str, Any]:
    """Slack's message metadata by which a message is found again. Everybody there can read it: an opaque id only."""
    ref = hashlib.sha256(f"{workspace_id}\n{key}".encode()).hexdigest()[:32]
    return {"event_type": "dunwell_message", "event_payload": {"ref": ref}}


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
