"""Letters leave at most once: claim one and store its exact bytes, send them, record what became of it.

No transaction spans the network. Whatever happens between the claim and the record, the reminder is uncertain: a person
looks, and it is never sent again by itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from delivery.letter_claim import Claim, LetterRules, Stayed, claim_next
from delivery.letter_record import DIED, doubt, record
from delivery.mail import Mail
from delivery.outcome import Answer
from domain.delivery import Outcome
from domain.letter import Route
from domain.reminder import ReminderState
from domain.workspace import Workspace
from storage.sending import SendingStore
from storage.unit_of_work import Work

LOST_AFTER = timedelta(minutes=10)
"""Every answer within a conversation is waited for in seconds: one that was claimed so long ago lost its worker."""
# The outcome is known and must not be lost because the book is busy for a moment.
_PAUSES = (0.2, 1.0, 5.0)
_log = logging.getLogger("dunwell.letters")


class Desk(Protocol):
    """Where transactions are opened. See bot.desk."""

    def work(self, workspace: Workspace) -> AbstractContextManager[Work]:
        """A transaction of Dunwell itself."""
        ...

    def reading(self, workspace: Workspace) -> AbstractContextManager[Work]:
        """A look that keeps nothing."""
        ...


class ByMail(Protocol):
    """Who carries letters to the mail server. See delivery.smtp."""

    def send(self, mail: Mail, stands: Callable[[], bool], *, is_patient: bool = True) -> Answer:
        """One attempt. Never raises."""
        ...


class BySlack(Protocol):
    """Who carries letters into a channel shared with a client. See delivery.letter_slack."""

    def send(self, body: dict[str, Any], stands: Callable[[], bool], now: datetime) -> Answer:
        """One attempt. Never raises."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWays:
    """The ways letters can leave by; None where one is not set up."""

    mail: ByMail | None = None
    slack: BySlack | None = None

    @property
    def routes(self) -> frozenset[Route]:
        """The routes these can serve."""
        ways = {Route.EMAIL: self.mail, Route.SLACK: self.slack}
        return frozenset(route for route, way in ways.items() if way is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStep:
    """What one step did: the reminder it was about, and how that ended (None: it stayed, and `reason` says why)."""

    reminder_id: int
    outcome: Outcome | None = None
    reason: str | None = None


def deliver_letters(
    desk: Desk,
    workspace: Workspace,
    ways: LetterWays,
    rules: LetterRules,
    *,
    most: int = 100,
    lost_after: timedelta = LOST_AFTER,
) -> int:
    """Sends what may leave now, one letter after the other, up to `most`. Returns how many steps it took."""
    _find_lost(desk, workspace, rules, lost_after)
    for step in range(most):
        if deliver_letter(desk, workspace, ways, rules) is None:
            return step
    return most


def deliver_letter(desk: Desk, workspace: Workspace, ways: LetterWays, rules: LetterRules) -> LetterStep | None:
    """One step: claims a letter, sends it, records what became of it. None: nothing may leave now."""
    with desk.reading(workspace) as work:
        if not SendingStore(work.scope).is_any_leaving(work.now):
            return None
    with desk.work(workspace) as work:
        claim = claim_next(work, rules, routes=ways.routes)
    if claim is None:
        return None
    if isinstance(claim, Stayed):
        return LetterStep(reminder_id=claim.reminder_id, reason=claim.reason)
    answer = _sent(claim, desk, workspace, ways, rules)
    _recorded(claim, answer, desk, workspace, rules)
    return LetterStep(reminder_id=claim.reminder.id, outcome=answer.outcome, reason=answer.reason)


def _sent(claim: Claim, desk: Desk, workspace: Workspace, ways: LetterWays, rules: LetterRules) -> Answer:
    def stands() -> bool:
        """Whether it is still ours and all is as it was approved: asked when the next word would make it leave. What
        was paid or promised while the server was being asked counts too."""
        with desk.reading(workspace) as work:
            now = work.reminders.get(claim.reminder.id)
            is_ours = (now.state, now.attempts) == (ReminderState.CLAIMED, claim.reminder.attempts)
            return is_ours and rules.what_changed(now, work) is None

    if claim.mail is not None and ways.mail is not None:
        return ways.mail.send(claim.mail, stands, is_patient=claim.is_patient)
    if claim.message is not None and ways.slack is not None and claim.reminder.claimed_at is not None:
        return ways.slack.send(claim.message, stands, claim.reminder.claimed_at)
    return Answer(outcome=Outcome.TRY_LATER, reason="There is no way to send it by. Nothing was sent.")


def _recorded(claim: Claim, answer: Answer, desk: Desk, workspace: Workspace, rules: LetterRules) -> None:
    for pause in _PAUSES:
        try:
            with desk.work(workspace) as work:
                record(claim, answer, work, rules)
        except Exception:  # noqa: BLE001 - whatever it is, what became of the letter is known and worth another try
            _log.exception("the outcome of a letter could not be recorded yet", extra={"outcome": answer.outcome})
            time.sleep(pause)
        else:
            return
    with desk.work(workspace) as work:
        record(claim, answer, work, rules)


def _find_lost(desk: Desk, workspace: Workspace, rules: LetterRules, lost_after: timedelta) -> None:
    """Claimed by a process that never came back: it may have died before or after the letter left."""
    with desk.reading(workspace) as work:
        if not SendingStore(work.scope).claimed_before(work.now - lost_after):
            return
    with desk.work(workspace) as work:
        for lost in SendingStore(work.scope).claimed_before(work.now - lost_after):
            reminder = work.reminders.take(lost.id)
            # Unless its worker came back at this moment.
            if (reminder.state, reminder.attempts) == (ReminderState.CLAIMED, lost.attempts):
                doubt(reminder, DIED, work, rules)
