"""Days as a business counts them. Instants are aware UTC; a day is a calendar date in the workspace's IANA zone."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.errors import Refusal

SATURDAY = 5
NO_HOLIDAYS: frozenset[date] = frozenset()


class Weekday(StrEnum):
    """Days as settings name them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """0 is Monday, as in `date.weekday()`."""
        return list(Weekday).index(self)


def zone(name: str) -> ZoneInfo:
    """The IANA zone of this name; refuses an unknown one rather than fall back to UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        words = f"“{name}” is not a time zone this machine knows. Use an IANA name such as Europe/Lisbon."
        raise Refusal(words) from unknown


def today_in(tz: ZoneInfo, now: datetime) -> date:
    """The calendar date in the zone at this instant."""
    return now.astimezone(tz).date()


def instant(day: date, at: time, tz: ZoneInfo) -> datetime:
    """The UTC instant of a wall time on a day. A time the clock skips in spring is taken after the gap; one that
    comes twice in autumn is taken the first time."""
    wall = datetime.combine(day, at, tzinfo=tz)
    return wall.astimezone(UTC)


def start_of(day: date, tz: ZoneInfo) -> datetime:
    """The first instant of a calendar day, in UTC."""
    return instant(day, time.min, tz)


def end_of(day: date, tz: ZoneInfo) -> datetime:
    """The last second of a calendar day, in UTC."""
    return start_of(day + timedelta(days=1), tz) - timedelta(seconds=1)


def is_business_day(day: date, holidays: Container[date] = NO_HOLIDAYS) -> bool:
    """Monday to Friday, outside holidays."""
    return day.weekday() < SATURDAY and day not in holidays


def next_business_day(day: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The first business day strictly after this one."""
    following = day + timedelta(days=1)
    while not is_business_day(following, holidays):
        following += timedelta(days=1)
    return following


def last_of_month(day: date) -> date:
    """The last calendar day of the month."""
    first_of_next = day.replace(day=28) + timedelta(days=4)
    return first_of_next - timedelta(days=first_of_next.day)


def latest_weekday(day: date, weekday: Weekday) -> date:
    """The latest such weekday on or before this day."""
    return day - timedelta(days=(day.weekday() - weekday.number) % 7)


def days_words(days: int) -> str:
    """`1 day`, `12 days`."""
    return f"{days} day" if days == 1 else f"{days} days"
