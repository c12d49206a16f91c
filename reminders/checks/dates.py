"""Every day a letter says, in figures or words, and what day it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from domain.date_rules import full_year
from domain.date_words import TOKENS, folded
from domain.letter import Language
from domain.said_dates import Lean, NotADate, read_said_date
from reminders.checks.date_patterns import (
    COUNTED_SPAN,
    DAY_ALONE,
    DURATION,
    IN_WORDS,
    LIST_MARK,
    MONTH_ALONE,
    MONTH_OF_YEAR,
    NAMED,
    NUMERIC,
    SAID,
    WEEKDAY_ALONE,
    WEEKDAY_BEFORE,
)
from reminders.checks.known import Known
from reminders.checks.number_words import COUNTS
from reminders.checks.page import Kind, Page


def take_dates(page: Page, known: Known) -> None:
    """Covers every day; one without a year, a month or a date is read as the facts that fit it."""
    _take_list_marks(page)
    for found in _each(page, IN_WORDS):
        page.take(Kind.DATE, found.span())
    for pattern, read in ((NAMED[0], _named), (NAMED[1], _named), (NUMERIC, _numeric)):
        for found in _each(page, pattern):
            before = WEEKDAY_BEFORE.search(page.plain, max(0, found.start() - _LOOKED_BACK), found.start())
            days = _on_weekday(read(found, known), before["w"] if before else None)
            page.take(Kind.DATE, (before.start() if before else found.start(), found.end()), *days)
    _take_said(page, known)
    _take_vague(page, known)


def day_and_month(text: str, known: Known) -> set[date]:
    """“12.03.” or “12/03”: the facts that fall on that day."""
    shape = re.fullmatch(r"(\d\d?)[./](\d\d?)\.?", text)
    return {day for day in known.dates if shape and (day.day, day.month) == (int(shape[1]), int(shape[2]))}


def _take_list_marks(page: Page) -> None:
    """“1.” and “2)” at the beginning of lines that count up: neither days nor amounts."""
    count = 0
    for found in _each(page, LIST_MARK):
        if int(found["n"]) in {1, count + 1}:
            count = int(found["n"])
            page.take(Kind.OURS, found.span())


def _each(page: Page, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    return list(pattern.finditer(page.plain))


def _named(found: re.Match[str], known: Known) -> set[date]:
    year = found["y"] or found.groupdict().get("y2")
    month = int(TOKENS[found["m"]][1:])
    if year:
        return _day(full_year(year), month, int(found["d"]))
    return {day for day in known.dates if (day.day, day.month) == (int(found["d"]), month)}


def _numeric(found: re.Match[str], known: Known) -> set[date]:
    """Day first, as letters of the five languages write it; month first only where nothing else is possible."""
    if found["iso"]:
        return _day(int(found["iso"]), int(found["m1"]), int(found["d1"]))
    year, day, month = full_year(found["y"]), int(found["d"]), int(found["m"])
    return _day(year, month, day) or (_day(year, day, month) if known.facts.language is Language.ENGLISH else set())


def _take_said(page: Page, known: Known) -> None:
    """“Tomorrow”, “next week”, “within 7 days”, “on Friday”."""
    for pattern in (SAID[known.facts.language], DURATION):
        for found in _each(page, pattern):
            page.take(Kind.DATE, found.span(), *_read(found[0], known))
    for found in _each(page, COUNTED_SPAN):
        count = int(found["n"]) if found["n"] else COUNTS.get(found["words"], 0)
        is_known = TOKENS.get(found["unit"]) == "day" and count in known.days
        page.take(Kind.DATE, found.span(), *(known.dates if is_known else ()))


def _take_vague(page: Page, known: Known) -> None:
    for found in _each(page, MONTH_OF_YEAR):
        month, year = int(TOKENS[found["m"]][1:]), int(found["y"])
        page.take(Kind.DATE, found.span(), *(day for day in known.dates if (day.year, day.month) == (year, month)))
    for found in _each(page, WEEKDAY_ALONE):
        if _is_somebody(page, found, known):
            continue
        page.take(Kind.DATE, found.span(), *_weekdays(found, known))
    for found in _each(page, DAY_ALONE):
        number = int(next(filter(None, found.groups())))
        page.take(Kind.DATE, found.span(), *(day for day in known.dates if day.day == number))
    for found in list(MONTH_ALONE[known.facts.language].finditer(page.left)):
        if _is_somebody(page, found, known):
            continue
        month = int(TOKENS[page.plain[found.start() : found.end()]][1:])
        page.take(Kind.DATE, found.span(), *(day for day in known.dates if day.month == month))


def _is_somebody(page: Page, found: re.Match[str], known: Known) -> bool:
    """Whether the word is one of a name of the facts, and no word before it makes a day of it: “Hi April”."""
    words = {word for name in known.names for word in folded(name).split()}
    return folded(found[0]) in words and not _OF_TIME.search(page.plain[: found.start()][-_LOOKED_BACK:])


def _weekdays(found: re.Match[str], known: Known) -> set[date]:
    """The days of the contact and the promise that fall on it, near enough to be called by their weekday."""
    picks, today = known.facts.builds_on, known.facts.today
    near = {day for day in picks.days if abs(day - today) <= _NEAR}
    return set(_on_weekday(near, found["w"]))


def _read(words: str, known: Known) -> set[date]:
    days = set()
    for lean in Lean:
        try:
            days.add(read_said_date(words, today=known.facts.today, lean=lean).on)
        except NotADate:
            continue
    return days


def _day(year: int, month: int, day: int) -> set[date]:
    try:
        return {date(year, month, day)}
    except ValueError:
        return set()


def _on_weekday(days: Iterable[date], weekday: str | None) -> set[date]:
    return {day for day in days if weekday is None or f"w{day.weekday()}" == TOKENS[weekday]}


_NEAR = timedelta(days=14)
_LOOKED_BACK = 20
_OF_TIME = re.compile(
    r"(?<!\w)(?:in|on|by|of|before|until|since|from|for|this|next|last|im|am|bis|zum|vor|seit|ab|en|d'|de|du|le|avant"
    r"|el|antes|w|do|od|z) ?$"
)
