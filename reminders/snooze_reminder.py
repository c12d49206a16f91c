"""Not now: a reminder rests through a day. Then what is so by then is drafted anew; nothing leaves by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.answers import Change
from domain.errors import NotUnderstood, WrongState
from domain.reminder import ReminderState
from domain.roles import Role, require
from reminders.decided import OnCard, afresh, decided, move, still
from reminders.said import coming_day
from storage.unit_of_work import Work
from views.reminder_words import titled

LONGEST = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeReminder:
    """Until when, as typed."""

    card: OnCard
    until: str


def snooze_reminder(request: SnoozeReminder, work: Work) -> Change:
    """Lets it rest through the day named."""
    require(work.person, Role.MEMBER, "snooze a reminder")
    reminder = still(request.card, work, ReminderState.WAITING, ReminderState.SECOND)
    until = coming_day(request.until, work, field="until")
    if until.on > work.today + LONGEST:
        words = f"{until.words} is more than half a year away. To stop chasing for good, void the invoice or skip this."
        raise NotUnderstood(words, field="until")
    move(reminder, ReminderState.SNOOZED, work, snoozed_until=until.on)
    echoed = (until.assumed,) if until.assumed else ()
    return decided("snooze_reminder", f"{titled(reminder)} snoozed through {until.words}", reminder, work, *echoed)


def wake_reminder(request: OnCard, work: Work) -> Change:
    """Takes it up again before its day: it waits to be approved."""
    require(work.person, Role.MEMBER, "take up a reminder")
    reminder = still(request, work, ReminderState.SNOOZED)
    other = work.reminders.open_of(reminder.client_id, reminder.currency, reminder.kind)
    if other is not None:
        words = f"Another draft to {reminder.client} is open already: {titled(other)}."
        raise WrongState(words)
    afresh(reminder, work)
    return decided("wake_reminder", f"{titled(reminder)} taken up again: it waits for approval", reminder, work)
