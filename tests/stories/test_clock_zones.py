"""Days are the workspace's own: at both ends of the world, on the nights the clocks change, on Feb 29."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.calendar import zone
from domain.occasions import latest_daily, latest_weekly
from domain.workspace import Workspace
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.builders import a_workspace
from tests.reminders.office import Office


def an_office(database: Database, start: datetime, **settings: object) -> Office:
    clock = MovableClock(start, stands_still=True)
    settings = {key: zone(str(value)) if key == "tz" else value for key, value in settings.items()}
    with database.writing() as connection:
        workspace = keep_workspace(connection, a_workspace(**settings), start)
    return Office(Desk(database=database, clock=clock), workspace, clock)


def when_told(office: Office, start: datetime, hours: int = 60) -> datetime:
    """Ticks every quarter of an hour and answers when the alert was put."""
    for quarter in range(hours * 4):
        office.clock.move_to(start + timedelta(minutes=15 * quarter))
        office.tick()
        if office.heard("overdue alert"):
            return office.clock.now()
    pytest.fail("nobody was told")


@pytest.mark.parametrize(
    ("tz", "told_at"),
    [
        # Nine in the morning of 11 March, in each of these places.
        ("Pacific/Kiritimati", datetime(2026, 3, 10, 19, 0, tzinfo=UTC)),
        ("Pacific/Pago_Pago", datetime(2026, 3, 11, 20, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 3, 11, 3, 15, tzinfo=UTC)),
        ("America/St_Johns", datetime(2026, 3, 11, 11, 30, tzinfo=UTC)),
    ],
)
def test_an_invoice_due_on_the_10th_is_told_at_nine_on_the_11th_wherever_that_is(
    sqlite: Database, tz: str, told_at: datetime
):
    start = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
    office = an_office(sqlite, start, tz=tz)
    office.invoice("INV-1", due=date(2026, 3, 10))
    assert when_told(office, start) == told_at


@pytest.mark.parametrize(
    ("due", "hour", "told_at"),
    [
        # Lisbon, spring: 01:00 to 02:00 does not exist on the 29th; half past one is told after the gap.
        (date(2026, 3, 28), 1, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 3, 28), 9, datetime(2026, 3, 29, 8, 0, tzinfo=UTC)),
        # Autumn: 01:00 to 02:00 comes twice on 25 October; the first one counts.
        (date(2026, 10, 24), 1, datetime(2026, 10, 25, 0, 0, tzinfo=UTC)),
        (date(2026, 10, 24), 9, datetime(2026, 10, 25, 9, 0, tzinfo=UTC)),
    ],
)
def test_on_the_nights_the_clocks_change_it_is_told_once_at_the_wall_time(
    sqlite: Database, due: date, hour: int, told_at: datetime
):
    start = datetime(due.year, due.month, due.day, 12, 0, tzinfo=UTC)
    office = an_office(sqlite, start, alert_hour=hour)
    office.invoice("INV-1", due=due)
    assert when_told(office, start) == told_at
    for quarter in range(1, 16):
        office.clock.move_to(told_at + timedelta(minutes=15 * quarter))
        office.tick()
    assert office.heard("overdue alert") == []


def test_an_invoice_due_on_the_29th_of_february_is_told_on_the_first_of_march(sqlite: Database):
    start = datetime(2028, 2, 29, 0, 0, tzinfo=UTC)
    office = an_office(sqlite, start)
    office.invoice("INV-1", due=date(2028, 2, 29))
    assert when_told(office, start) == datetime(2028, 3, 1, 9, 0, tzinfo=UTC)


def test_digests_are_a_week_apart_by_the_wall_across_both_changes(sqlite: Database):
    office = an_office(sqlite, datetime(2026, 3, 20, tzinfo=UTC), digest_hour=1)
    posted = []
    for day in range(40):
        for hour in range(24):
            office.clock.move_to(datetime(2026, 3, 20, tzinfo=UTC) + timedelta(days=day, hours=hour))
            office.tick()
            posted += [office.clock.now().astimezone(office.workspace.tz)] * len(office.heard("digest"))
    assert [(moment.date(), moment.hour) for moment in posted] == [
        (date(2026, 3, 23), 1),
        (date(2026, 3, 30), 1),
        (date(2026, 4, 6), 1),
        (date(2026, 4, 13), 1),
        (date(2026, 4, 20), 1),
        (date(2026, 4, 27), 1),
    ]


def test_a_week_that_spans_two_years_has_one_key():
    new_year: Workspace = replace(a_workspace(), tz=zone("UTC"))
    monday = latest_weekly(new_year, datetime(2027, 1, 1, 12, tzinfo=UTC))
    assert (monday.day, monday.period) == (date(2026, 12, 28), "2026-W53")


def test_every_day_has_exactly_one_alert_moment_even_where_a_day_was_skipped():
    apia = replace(a_workspace(), tz=zone("Pacific/Apia"))
    start = datetime(2011, 12, 28, tzinfo=UTC)
    days = [latest_daily(apia, 9, start + timedelta(minutes=30 * step)).day for step in range(48 * 6)]
    assert days == sorted(days)
    assert date(2011, 12, 31) in days
