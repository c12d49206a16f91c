"""When the clock owes something: the latest moment a daily or weekly job was meant for, in a workspace's zone.

A job is never "due at this minute": it is owed since its latest moment, however long the clock stood still.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.calendar import instant, latest_weekday, today_in
from domain.workspace import Workspace

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One time a job was meant for: the key it is claimed by, its day, and the UTC instant of its wall time."""

    period: str
    day: date
    at: datetime


def latest_daily(workspace: Workspace, hour: int, now: datetime) -> Occasion:
    """The latest day whose hour has come: today, or yesterday until then. Every calendar day has one."""
    day = today_in(workspace.tz, now)
    if instant(day, time(hour), workspace.tz) > now:
        day -= DAY
    return Occasion(period=day.isoformat(), day=day, at=instant(day, time(hour), workspace.tz))


def latest_weekly(workspace: Workspace, now: datetime) -> Occasion:
    """The latest digest day whose hour has come. The key is its ISO week: one a week, whatever the settings become."""
    day = latest_weekday(today_in(workspace.tz, now), workspace.digest_day)
    if instant(day, time(workspace.digest_hour), workspace.tz) > now:
        day -= WEEK
    return weekly_on(workspace, day)


def weekly_on(workspace: Workspace, day: date) -> Occasion:
    """The digest's occasion of a day."""
    year, week, _ = day.isocalendar()
    at = instant(day, time(workspace.digest_hour), workspace.tz)
    return Occasion(period=f"{year}-W{week:02}", day=day, at=at)
