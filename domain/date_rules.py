"""The rules behind `domain.said_dates`: each turns one shape of said date into a day, seen from today."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class DayMonth(StrEnum):
    """Which comes first in 03/04 where this workspace lives."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_MONTH_FIRST = ("en_US", "en_PH")


def order_in(locale: str) -> DayMonth:
    """Day first, except where the locale writes the month first."""
    return DayMonth.MONTH_FIRST if locale in _MONTH_FIRST else DayMonth.DAY_FIRST


class Lean(StrEnum):
    """Where a date without a year or week belongs: promises lie ahead, payments behind."""

    FUTURE = "future"
    PAST = "past"


class NotADate(ValueError):
    """Text that is no date, or no single one; the words say why and what would work."""

    def __init__(
        self, text: str, why: str = "I don't know these words", example: str = "Friday, 15 Dec or 2026-12-15"
    ) -> None:
        self.text = text
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        super().__init__(f"I can't read “{shown}” as a date: {why}. Write it like {example}.")


class Impossible(ValueError):
    """The words are understood and cannot be a date; the text says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """From where a date is said: the workspace's today, its habit of writing, and the leaning."""

    today: date
    order: DayMonth
    lean: Lean

    def fits(self, on: date) -> bool:
        """True when the day lies on the leaning side of today; today itself does."""
        return on >= self.today if self.lean is Lean.FUTURE else on <= self.today


_SHOWN = 40  # characters of the person's text repeated back
_FRIDAY = 4
_LEAP_YEAR = 2024
_PIVOT = 70

Found = tuple[date, str | None]
Rule = Callable[[View, re.Match[str]], Found]


def days_away(days: int) -> Rule:
    """“Today”, “tomorrow”, “yesterday”."""
    return lambda view, _: (view.today + timedelta(days=days), None)


def weekday(view: View, found: re.Match[str]) -> Found:
    """“Friday”, “this Friday”, “next Friday”, “Friday next week”."""
    wanted, which = int(found["w"]), _part(found, "which") or _part(found, "which2")
    this_week = view.today + timedelta(days=wanted - view.today.weekday())
    name = WEEKDAY_NAMES[wanted]
    if which == "next" or _part(found, "week"):
        return this_week + timedelta(days=7), f"the {name} of next week"
    if which == "last":
        return this_week - timedelta(days=7 if this_week >= view.today else 0), None
    if this_week == view.today and which != "this" and view.lean is Lean.FUTURE:
        return this_week + timedelta(days=7), "a week from today"
    if not view.fits(this_week):
        this_week += timedelta(days=7 if view.lean is Lean.FUTURE else -7)
    return this_week, "today" if this_week == view.today else None


def count(view: View, found: re.Match[str]) -> Found:
    """“In two weeks”, “3 weeks ago”."""
    number = int(found["n"] or 1) * (-1 if "ago" in found[0].split() else 1)
    unit = found["unit"]
    if unit == "workday":
        return _workdays(view.today, number), "weekends not counted, holidays counted"
    if unit in {"month", "year"}:
        months = view.today.year * 12 + view.today.month - 1 + number * (12 if unit == "year" else 1)
        last = _last_of(months // 12, months % 12 + 1)
        return last.replace(day=min(view.today.day, last.day)), None
    return view.today + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit]), None


def _workdays(today: date, number: int) -> date:
    on, step = today, timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        on += step
        while on.weekday() > _FRIDAY:
            on += step
    return on


def period(view: View, found: re.Match[str]) -> Found:
    """“End of next month”, “mid month”, “start of the week”; without a part (“next week”) its end."""
    part, unit, which = _part(found, "part"), found["unit"], _part(found, "which") or _part(found, "which2")
    offset = {"next": 1, "last": -1}.get(which or "", 0)
    on = _part_of(part or "end", unit, view.today, offset)
    if which is None and not view.fits(on):
        on = _part_of(part or "end", unit, view.today, 1 if view.lean is Lean.FUTURE else -1)
    if part is None and which == "this" and view.lean is Lean.FUTURE:
        on = max(on, view.today)
    whose = f"the {unit}" if which is None else f"{which} {unit}"
    if unit == "week":
        return on, f"the {WEEKDAY_NAMES[on.weekday()]} of {whose}"
    return on, None if part in {"start", "end"} else f"day {on.day} of {whose}"


def _part_of(part: str, unit: str, today: date, offset: int) -> date:
    if unit == "week":
        monday = today + timedelta(days=7 * offset - today.weekday())
        return monday + timedelta(days={"start": 0, "mid": 2, "end": _FRIDAY}[part])
    if unit == "year":
        return date(today.year + offset, *{"start": (1, 1), "mid": (6, 30), "end": (12, 31)}[part])
    months = today.year * 12 + today.month - 1 + offset
    last = _last_of(months // 12, months % 12 + 1)
    return last.replace(day={"start": 1, "mid": 15, "end": last.day}[part])


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def week_after_next(view: View, _: re.Match[str]) -> Found:
    """“The week after next” is its Friday."""
    return view.today + timedelta(days=14 + _FRIDAY - view.today.weekday()), "the Friday of the week after next"


def christmas(view: View, _: re.Match[str]) -> Found:
    """“Before Christmas”: the day before it is the last one."""
    eve = date(view.today.year, 12, 24)
    step = 1 if view.lean is Lean.FUTURE else -1
    return eve if view.fits(eve) else eve.replace(year=eve.year + step), "Christmas: by 24 December"


def quarter_end(view: View, found: re.Match[str]) -> Found:
    """“End of Q1”, “Q4 end 2027”, “end of the quarter” (the one we are in)."""
    said = _part(found, "q") or _part(found, "q2")
    quarter = int(said) if said else (view.today.month + 2) // 3
    first, step = view.today.year, 1 if view.lean is Lean.FUTURE else -1
    ends = _last_of(first, quarter * 3)
    year = int(found["y"]) if found["y"] else first if view.fits(ends) else first + step
    return _last_of(year, quarter * 3), f"in {year}" if year != first and not found["y"] else None


def part_of_named_month(view: View, found: re.Match[str]) -> Found:
    """“Mid December”, “end of January 2027”; “in January” is its last day."""
    part, month = _part(found, "part"), int(found["m"])
    if part is None and view.lean is Lean.PAST:
        raise Impossible("it says no day")

    def of(year: int) -> date:
        return _part_of(part or "end", "month", date(year, month, 1), 0)

    first, step = view.today.year, 1 if view.lean is Lean.FUTURE else -1
    year = int(found["y"]) if found["y"] else first if view.fits(of(first)) else first + step
    guessed = [f"day {of(year).day} of the month"] if part in {None, "mid"} else []
    guessed += [f"in {year}"] if year != first and not found["y"] else []
    return of(year), ", ".join(guessed) or None


def day_of_month(view: View, found: re.Match[str]) -> Found:
    """“The 15th”, “the 1st of next month”, “Friday the 12th”."""
    day, which = int(found["d"]), _part(found, "which")
    if not 1 <= day <= 31:  # noqa: PLR2004 - no month is longer
        raise Impossible(f"no month has a day {day}")
    months = view.today.year * 12 + view.today.month - 1 + {"next": 1, "last": -1}.get(which or "", 0)
    step = 1 if view.lean is Lean.FUTURE else -1
    for ahead in range(1 if which else 4):  # 31 January to 31 March is the longest gap between two such days
        year, month = divmod(months + ahead * step, 12)
        last = _last_of(year, month + 1)
        if day <= last.day and (which or view.fits(last.replace(day=day))):
            return _agreed(last.replace(day=day), found), None
    raise Impossible(f"that month has no day {day}")


def named_day(view: View, found: re.Match[str]) -> Found:
    """“15 December”, “Dec 15th, 2026”."""
    on, assumed = _dated(view, int(found["d"]), int(found["m"]), found["y"])
    return _agreed(on, found), assumed


def numeric(view: View, found: re.Match[str]) -> Found:
    """“15/12”, “15.12.2026”, “2026-12-15”; dots are always day first, and what can be read one way only is."""
    parts = re.findall(r"\d+", found["numbers"])
    separator = found["numbers"][len(parts[0])]
    if len(parts[0]) == 4:  # noqa: PLR2004 - a year has four digits
        on, _ = _dated(view, int(parts[2]), int(parts[1]), parts[0])
        return _agreed(on, found), None
    first, second = int(parts[0]), int(parts[1])
    day_first = separator == "." or view.order is DayMonth.DAY_FIRST
    assumed = None
    if (second if day_first else first) > 12 >= (first if day_first else second):  # noqa: PLR2004 - months in a year
        day_first = not day_first
        assumed = f"{'day' if day_first else 'month'} first: there is no month {max(first, second)}"
    elif first != second and max(first, second) <= 12 and separator != ".":  # noqa: PLR2004 - months in a year
        assumed = f"{'day' if day_first else 'month'} first"
    day, month = (first, second) if day_first else (second, first)
    on, which_year = _dated(view, day, month, parts[2] if len(parts) > 2 else None)  # noqa: PLR2004 - day, month, year
    return _agreed(on, found), ", ".join(filter(None, (assumed, which_year))) or None


def _dated(view: View, day: int, month: int, year: str | None) -> Found:
    """That day in the year written, or in the nearest year on the leaning side of today that has it."""
    if not 1 <= month <= 12:  # noqa: PLR2004 - months in a year
        raise Impossible(f"there is no month {month}")
    known = full_year(year) if year is not None else None
    longest = _last_of(known or _LEAP_YEAR, month).day
    if not 1 <= day <= longest:
        named = MONTH_NAMES[month - 1] if known is None else f"{MONTH_NAMES[month - 1]} {known}"
        is_open = known is None and month == 2  # noqa: PLR2004 - February
        raise Impossible(f"{named} never has more than 29 days" if is_open else f"{named} has days 1 to {longest}")
    if year is not None:
        return date(full_year(year), month, day), None
    first, step = view.today.year, 1 if view.lean is Lean.FUTURE else -1
    for number in range(first, first + 9 * step, step):  # 29 February may be eight years away
        if day <= _last_of(number, month).day and view.fits(on := date(number, month, day)):
            return on, None if number == first else f"in {number}"
    raise Impossible("the calendar has no such day")


def full_year(year: str) -> int:
    """A year of two digits belongs to 1970-2069."""
    number = int(year)
    if len(year) > 2:  # noqa: PLR2004 - two digits
        return number
    return number + (2000 if number < _PIVOT else 1900)


def _agreed(on: date, found: re.Match[str]) -> date:
    """The date, unless another weekday was said with it: then one of both is a slip, and a person must say which."""
    said = _part(found, "w")
    if said is not None and int(said) != on.weekday():
        raise Impossible(f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year} is a {WEEKDAY_NAMES[on.weekday()]}")
    return on


def _part(found: re.Match[str], name: str) -> str | None:
    """What a shape's named part matched; None when this shape has no such part."""
    return found.groupdict().get(name)
