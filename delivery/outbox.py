"""Words leave: claim one, send exactly what was stored, record what became of it. No transaction spans the network.

Safe from several processes: a claim is a conditional update. Every way an attempt can end leaves the row in a state
from which it is sent, tried again, or shown to a person in the exception queue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from delivery.outcome import DOUBTS, LOOK_AFTER, LOST_AFTER, PATIENCE, REPEAT_EVERY, Answer, wait_before_next
from delivery.repeat import marked, repeats
from delivery.slack import Found, Look
from delivery.slack_errors import GONE
from domain.delivery import Message, Outcome, State
from domain.exception_queue import ExceptionKind
from storage.database import Database
from storage.exceptions import ExceptionStore
from storage.outbox import OutboxStore, hash_of
from storage.scope import Scope

MESSAGE = "message"
_TAMPERED = "The stored words are not the ones that were written: nothing was sent."
_DIED = "Dunwell stopped while sending this, so it may or may not be posted."
_IN_DOUBT = (
    f"After {DOUBTS} tries it is still not known whether this was posted. Dunwell posts it again every 15 minutes,"
    " marked as a repeat, until Slack confirms one. Look in the channel: if it is there, press “It arrived”."
)


class Courier(Protocol):
    """Who carries messages to Slack."""

    def busy_channels(self, now: datetime) -> frozenset[str]:
        """Channels that were posted to a moment ago."""
        ...

    def send(self, message: Message, anchor: Message | None, now: datetime) -> Answer:
        """One attempt. Never raises."""
        ...

    def look_for(self, message: Message, anchor: Message | None) -> Look:
        """Whether the message is there already."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What one step did: the message it was about, and how that ended."""

    message_id: int
    outcome: Outcome
    reason: str | None = None


def deliver_due(
    database: Database, workspace_id: int, courier: Courier, now: Callable[[], datetime], *, most: int = 100
) -> int:
    """Delivers what of this workspace may leave now, one after the other, up to `most`. Returns how many steps it took.

    The courier carries this workspace's token; no other's words are even looked at.
    """
    for step in range(most):
        if deliver_one(database, workspace_id, courier, now()) is None:
            return step
    return most


def deliver_one(database: Database, workspace_id: int, courier: Courier, now: datetime) -> Delivery | None:
    """One step: clears up after a dead process, or settles one uncertain message, or sends one. None: nothing to do."""
    _find_lost(database, workspace_id, now)
    uncertain = _uncertain(database, workspace_id, now)
    if uncertain is not None:
        return _settle(database, courier, uncertain, now)
    busy = courier.busy_channels(now)
    with database.reading() as connection:
        if not _store(connection, workspace_id).is_any_leaving(now, except_channels=busy):
            return None
    with database.writing() as connection:
        message = _store(connection, workspace_id).claim_next(now, except_channels=busy)
        anchor = _anchor(connection, message) if message else None
    if message is None:
        return None
    if hash_of(message.body) != message.body_hash:
        answer = Answer(outcome=Outcome.REFUSED, reason=_TAMPERED)
    else:
        answer = courier.send(message, anchor, now)
    with database.writing() as connection:
        return _record(connection, message, answer, now)


def _record(connection: Connection, message: Message, answer: Answer, now: datetime) -> Delivery:
    store = _store(connection, message.workspace_id)
    if answer.outcome is Outcome.SENT:
        store.move(message, State.SENT, posted_channel=answer.channel, posted_ts=answer.ts, reason=None)
        _clear(connection, message, now)
    elif answer.outcome is Outcome.TRY_LATER:
        _try_later(connection, message, answer, now)
    elif answer.outcome is Outcome.UNCERTAIN:
        _doubt(connection, message, answer.reason or "", now)
    elif message.updates_id is not None and answer.code in GONE:
        store.move(message, State.LAPSED, reason=answer.reason)
    else:
        store.move(message, State.REFUSED, reason=answer.reason)
        _tell(connection, message, ExceptionKind.NOT_POSTED, answer.reason or "", now)
    return Delivery(message_id=message.id, outcome=answer.outcome, reason=answer.reason)


def _try_later(connection: Connection, message: Message, answer: Answer, now: datetime) -> None:
    store = _store(connection, message.workspace_id)
    if store.is_superseded(message):
        store.move(message, State.LAPSED, reason=answer.reason)
        return
    later = now + wait_before_next(message.attempts, answer.wait)
    store.move(message, State.WAITING, not_before=later, reason=answer.reason)
    if message.attempts >= PATIENCE:
        _tell(connection, message, ExceptionKind.NOT_POSTED, f"{answer.reason} Dunwell keeps trying.", now)


def _doubt(connection: Connection, message: Message, reason: str, now: datetime) -> None:
    """It is looked for, and repeated where it is not found: soon at first, then at a slow pace while a person knows.

    An update is simply made again: doing that twice changes nothing."""
    if message.updates_id is not None:
        _try_later(connection, message, Answer(outcome=Outcome.TRY_LATER, reason=reason), now)
        return
    is_for_long = repeats(message) + 1 >= DOUBTS
    again = now + (REPEAT_EVERY if is_for_long else LOOK_AFTER)
    _store(connection, message.workspace_id).move(message, State.UNCERTAIN, not_before=again, reason=reason)
    if is_for_long:
        _tell(connection, message, ExceptionKind.MAYBE_POSTED, _IN_DOUBT, now)


def _find_lost(database: Database, workspace_id: int, now: datetime) -> None:
    """Rows claimed by a process that never came back are uncertain: it may have died before or after the send."""
    with database.reading() as connection:
        if not _store(connection, workspace_id).claimed_before(now - LOST_AFTER):
            return
    with database.writing() as connection:
        for message in _store(connection, workspace_id).claimed_before(now - LOST_AFTER):
            _doubt(connection, message, _DIED, now)


def _uncertain(database: Database, workspace_id: int, now: datetime) -> tuple[Message, Message | None] | None:
    with database.reading() as connection:
        if _store(connection, workspace_id).next_uncertain(now) is None:
            return None
    with database.writing() as connection:
        store = _store(connection, workspace_id)
        message = store.next_uncertain(now)
        if message is None or not store.hold_off(message, now + LOST_AFTER):
            return None
        return message, _anchor(connection, message)


def _settle(database: Database, courier: Courier, uncertain: tuple[Message, Message | None], now: datetime) -> Delivery:
    """Found in Slack: it is sent. Not there, or no way to look: it is posted again and says that it may be a repeat."""
    message, anchor = uncertain
    look = courier.look_for(message, anchor) if message.updates_id is None else Look(found=Found.NOT_THERE)
    with database.writing() as connection:
        store = _store(connection, message.workspace_id)
        if look.found is Found.THERE:
            channel = anchor.posted_channel if anchor else message.channel
            store.move(message, State.SENT, posted_channel=channel, posted_ts=look.ts, reason=None)
            _clear(connection, message, now)
            return Delivery(message_id=message.id, outcome=Outcome.SENT)
        if look.found is Found.LATER:
            again = store.get(message.id)
            store.hold_off(again, now + wait_before_next(message.attempts))
        elif store.is_superseded(message):
            store.move(message, State.LAPSED)
        else:
            changed = {} if message.updates_id is not None else marked(message)
            store.move(message, State.WAITING, not_before=now, **changed)
        return Delivery(message_id=message.id, outcome=Outcome.UNCERTAIN, reason=message.reason)


def _anchor(connection: Connection, message: Message) -> Message | None:
    """The posted message this one answers or changes."""
    anchor_id = message.updates_id or message.reply_to_id
    return None if anchor_id is None else _store(connection, message.workspace_id).get(anchor_id)


def _store(connection: Connection, workspace_id: int) -> OutboxStore:
    return OutboxStore(Scope(connection, workspace_id))


def _tell(connection: Connection, message: Message, kind: ExceptionKind, reason: str, now: datetime) -> None:
    queue = ExceptionStore(Scope(connection, message.workspace_id))
    queue.put_in(
        kind.value, about=MESSAGE, about_id=message.id, reason=f"{message.kind.capitalize()}: {reason}", now=now
    )


def _clear(connection: Connection, message: Message, now: datetime) -> None:
    queue = ExceptionStore(Scope(connection, message.workspace_id))
    for kind in (ExceptionKind.NOT_POSTED, ExceptionKind.MAYBE_POSTED):
        queue.resolve_about(kind.value, about=MESSAGE, about_id=message.id, resolution="It was posted.", now=now)
