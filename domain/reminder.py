"""One reminder's life: written, waiting for a person, approved, on its way, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.chasing import Stage
from domain.letter import BuildsOn, Flaw, Item, Language, Letter
from domain.money import Money


class ReminderState(StrEnum):
    """Where a reminder stands."""

    WRITING = "writing"
    WAITING = "waiting"
    SECOND = "second person"
    BY_HAND = "by hand"
    APPROVED = "approved"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    LAPSED = "lapsed"


S = ReminderState
MOVES: dict[ReminderState, frozenset[ReminderState]] = {
    S.WRITING: frozenset({S.WAITING, S.LAPSED}),
    # SECOND: one person approved, another must; WRITING: its words are to be written anew.
    S.WAITING: frozenset({S.SECOND, S.APPROVED, S.BY_HAND, S.SNOOZED, S.SKIPPED, S.LAPSED, S.WRITING}),
    # WAITING: an edit voids the approval.
    S.SECOND: frozenset({S.APPROVED, S.BY_HAND, S.WAITING, S.SNOOZED, S.SKIPPED, S.LAPSED}),
    # Taken along to be sent by hand: sent when the person says so.
    S.BY_HAND: frozenset({S.SENT, S.WAITING, S.LAPSED, S.SKIPPED}),
    S.APPROVED: frozenset({S.CLAIMED, S.LAPSED, S.WAITING}),
    # APPROVED again: nothing left the building, try later. LAPSED: what was read again inside the claim had changed.
    S.CLAIMED: frozenset({S.SENT, S.REFUSED, S.UNCERTAIN, S.APPROVED, S.LAPSED}),
    # Only a person settles it: it arrived, or it did not and may go again.
    S.UNCERTAIN: frozenset({S.SENT, S.WAITING}),
    S.REFUSED: frozenset({S.WAITING, S.SKIPPED, S.LAPSED}),
    S.SNOOZED: frozenset({S.LAPSED, S.WAITING}),
    # It came back from everybody it went to: nobody got it, and its stage is still to come.
    S.SENT: frozenset({S.LAPSED}),
    S.SKIPPED: frozenset(),
    S.LAPSED: frozenset(),
}
# One of these a client, currency, leading invoice and stage: the key that sends no letter twice.
LIVE = frozenset(S) - {S.LAPSED, S.SKIPPED}
# One of these a client and currency at a time.
OPEN = frozenset({S.WRITING, S.WAITING, S.SECOND, S.BY_HAND, S.APPROVED, S.CLAIMED, S.UNCERTAIN, S.REFUSED})
# A person may still decide on it.
UNDECIDED = frozenset({S.WAITING, S.SECOND})
# These wait for a person to say something: to approve, or that it was sent by hand.
DECIDED_ON = (S.WAITING, S.SECOND, S.BY_HAND)
# Approved, and nothing left yet as far as is known.
LEAVING = (S.APPROVED, S.CLAIMED)
# It is on its way to the client, or may have reached them already: another letter to them waits until that is known.
MAY_REACH = (S.CLAIMED, S.UNCERTAIN, S.BY_HAND)


class Kind(StrEnum):
    """What a letter is for."""

    REMINDER = "reminder"
    THANK_YOU = "thank-you"


class Writer(StrEnum):
    """Who wrote the words."""

    TEMPLATE = "template"
    MODEL = "model"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved which exact letter, when. `version` is the reminder's: one that was taken back, or came back unsent,
    has a new one, and the same words are asked about anew."""

    by_id: int
    by: str
    fingerprint: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One letter to one client in one currency. `lead_id` is the invoice that led it; `items`, `credit`, `net` are the
    facts it was written from, as they were then. `letter` None: its words are not written yet.

    `basis` is the hash of all it stands on (see reminders.basis): where that differs now, nothing leaves.
    `changed` says what had changed since the draft before it. `flaws` stand in the words as they are, to be pressed
    through by a person. `version` goes up with every change of its words.
    """

    id: int
    kind: Kind
    client_id: int
    client: str
    currency: str
    lead_id: int
    stage: Stage
    state: ReminderState
    version: int
    language: Language
    items: tuple[Item, ...]
    credit: Money
    net: Money
    basis: str
    builds_on: BuildsOn
    planned_on: date
    planned_at: datetime
    asked_by: str | None = None
    letter: Letter | None = None
    writer: Writer | None = None
    writer_note: str | None = None
    prompt_version: str | None = None
    flaws: tuple[Flaw, ...] = ()
    changed: str | None = None
    approvals: tuple[Approval, ...] = ()
    message_id: str | None = None
    not_before: datetime | None = None
    claimed_at: datetime | None = None
    attempts: int = 0
    reason: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    snoozed_until: date | None = None
    sent_on: date | None = None

    @property
    def went_by_hand(self) -> bool:
        """Whether a person sent it and said so (`decided_by`): no attempt of ours was ever made."""
        return self.state is S.SENT and self.claimed_at is None

    @property
    def is_open(self) -> bool:
        """Whether it still takes the client's one place."""
        return self.state in OPEN
