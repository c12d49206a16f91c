"""How many people must approve a letter, whether they have, and when it may leave then: each approval is of one exact
letter."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar import NO_HOLIDAYS, instant, is_business_day, next_business_day
from domain.chasing import Stage
from domain.letter import fingerprint
from domain.reminder import Approval, Kind, Reminder
from domain.workspace import Workspace

OPENS, CLOSES = time(9), time(17)
"""Wall times between which letters leave on a business day."""
FRESH_FOR = timedelta(days=7)
"""What is known of payments is old after this; then an approval is asked for twice."""


def approvers_needed(workspace: Workspace, reminder: Reminder) -> int:
    """Two at the final stage or from an amount of its currency, where the workspace says so; else one."""
    if reminder.kind is Kind.THANK_YOU:
        return 1
    if workspace.second_at_final and reminder.stage is Stage.FINAL:
        return 2
    least = dict(workspace.second_from).get(reminder.currency)
    return 2 if least is not None and reminder.net.minor >= least else 1


def standing_approvals(reminder: Reminder) -> tuple[Approval, ...]:
    """The approvals of the letter as it is now, each person's once, in that order. An edit leaves none, and so does
    taking it back."""
    if reminder.letter is None:
        return ()
    now = fingerprint(reminder.letter)
    mine = [each for each in reminder.approvals if each.fingerprint == now and each.version == reminder.version]
    return tuple({each.by_id: each for each in mine}.values())


def approvers(reminder: Reminder) -> tuple[str, ...]:
    """Who approved the letter as it is now, each once, in that order."""
    return tuple(each.by for each in standing_approvals(reminder))


def is_approved(workspace: Workspace, reminder: Reminder) -> bool:
    """Whether it may leave as far as people are concerned."""
    return len(standing_approvals(reminder)) >= approvers_needed(workspace, reminder)


def leaves_at(now: datetime, tz: ZoneInfo, holidays: Container[date] = NO_HOLIDAYS) -> datetime:
    """When what is approved now may leave: at once within working hours of a business day, else when the next ones
    begin. Aware UTC."""
    here = now.astimezone(tz)
    if is_business_day(here.date(), holidays):
        if OPENS <= here.time() < CLOSES:
            return now.astimezone(UTC)
        if here.time() < OPENS:
            return instant(here.date(), OPENS, tz)
    return instant(next_business_day(here.date(), holidays), OPENS, tz)


def is_money_old(known_up_to: datetime | None, now: datetime) -> bool:
    """Whether what is known of payments is too old to chase on without a second look."""
    return known_up_to is not None and now - known_up_to > FRESH_FOR
