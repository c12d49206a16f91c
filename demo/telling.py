"""Tells the sample story to the bot day by day: people act, the clock ticks, its posts arrive in the local Slack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot.clock import MovableClock
from bot.desk import Desk
from demo.sample_book import FIRST_DAY, told
from domain.calendar import instant, today_in
from domain.workspace import Workspace

MORNING = time(8, 30)


def ticks_of(day: date, workspace: Workspace) -> list[datetime]:
    """The instants at which a clock that never sleeps would matter that day: before the first hour, after each one."""
    first, last = sorted((workspace.alert_hour, workspace.digest_hour))
    before = instant(day, time(first), workspace.tz) - timedelta(minutes=5)
    return [before, *(instant(day, time(hour, 5), workspace.tz) for hour in range(first, last + 1))]


def tell(desk: Desk, workspace: Workspace, clock: MovableClock, tick: Callable[[], None]) -> None:
    """Plays the weeks up to now, then leaves the clock where it was. `tick` runs what the clock owes and posts it.

    Alerts and digests of those weeks are posted as they would have been: at their hour, of their day.
    """
    now = clock.now()
    today = today_in(workspace.tz, now)
    story = told(today)
    for ago in range(FIRST_DAY, 1):
        day = today + timedelta(days=ago)
        clock.move_to(min(instant(day, MORNING, workspace.tz), now))
        for place, happening in enumerate(story):
            if happening.day == ago:
                caller = happening.caller(workspace.team_id, place)
                desk.answer(happening.act, happening.request, lambda _value, _reader: {}, caller)
        for moment in ticks_of(day, workspace):
            if clock.now() < moment <= now:
                clock.move_to(moment)
                tick()
    clock.move_to(now)
