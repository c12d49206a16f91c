"""A letter is left out: the next stage comes when its day does."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.reminder import ReminderState
from domain.roles import Role, require
from reminders.decided import OnCard, decided, move, still
from reminders.settle_sending import settle_rows
from storage.unit_of_work import Work
from views.reminder_words import titled

LONGEST_REASON = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipReminder:
    """Why, as typed; empty: for no reason given."""

    card: OnCard
    reason: str = ""


def skip_reminder(request: SkipReminder, work: Work) -> Change:
    """Leaves it out, for good."""
    require(work.person, Role.MEMBER, "skip a reminder")
    states = (ReminderState.WAITING, ReminderState.SECOND, ReminderState.BY_HAND, ReminderState.REFUSED)
    reminder = still(request.card, work, *states)
    reason = " ".join(request.reason.split())[:LONGEST_REASON]
    move(reminder, ReminderState.SKIPPED, work, reason=reason or None)
    settle_rows(reminder, f"skipped by {work.person.name}", work)
    why = f": {reason}" if reason else ""
    return decided("skip_reminder", f"{titled(reminder)} skipped{why}", reminder, work)
