"""How words leave: a row's life in the outbox, and the four outcomes of a send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where an outbox row stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    LAPSED = "lapsed"


MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.CLAIMED, State.LAPSED}),
    # WAITING again: nothing left the building, try later.
    # LAPSED: an update of a card that a newer update replaces, or that a person deleted.
    State.CLAIMED: frozenset({State.SENT, State.REFUSED, State.UNCERTAIN, State.WAITING, State.LAPSED}),
    # A person looked, or a look into the channel's history answered it.
    State.UNCERTAIN: frozenset({State.SENT, State.WAITING, State.LAPSED}),
    State.REFUSED: frozenset({State.WAITING}),
    State.SENT: frozenset(),
    State.LAPSED: frozenset(),
}


class Outcome(StrEnum):
    """What became of one attempt."""

    SENT = "sent"
    REFUSED = "refused"
    TRY_LATER = "try later"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A row of the outbox: the exact words, where they go, and what is known of their journey.

    `body` holds what is sent to Slack as it is: text, blocks, metadata. `key` is posted once.
    """

    id: int
    workspace_id: int
    kind: str
    key: str
    channel: str
    body: dict[str, Any]
    body_hash: str
    state: State
    attempts: int
    not_before: datetime
    created_at: datetime
    reply_to_id: int | None = None
    updates_id: int | None = None
    about: str | None = None
    about_id: int | None = None
    claimed_at: datetime | None = None
    posted_channel: str | None = None
    posted_ts: str | None = None
    reason: str | None = None
