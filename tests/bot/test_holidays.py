from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.holidays import HolidayCalendar, holidays_of, is_country
from domain.calendar import next_business_day
from tests.builders import a_workspace


def test_freedom_day_is_no_business_day_in_portugal_and_is_one_in_britain():
    thursday, freedom_day = date(2025, 4, 24), date(2025, 4, 25)
    assert next_business_day(thursday, HolidayCalendar("PT")) == date(2025, 4, 28)
    assert next_business_day(thursday, HolidayCalendar("GB")) == freedom_day


def test_without_a_country_only_weekends_are_free():
    assert date(2026, 12, 25) not in holidays_of(a_workspace())
    assert date(2026, 12, 25) in holidays_of(replace(a_workspace(), country="PT"))


def test_only_known_countries_can_be_set():
    assert is_country("DE")
    assert not is_country("XX")
    assert not is_country("Germany")
