"""Public holidays by country, read when they are first needed."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from domain.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The public holidays of one country, or none: `day in calendar`. Years are worked out as they are asked for."""

    country: str | None

    def __contains__(self, day: object) -> bool:
        return self.country is not None and isinstance(day, date) and day in _of_year(self.country, day.year)

    def knows(self, country: str) -> bool:
        """Whether public holidays are known for these two letters."""
        return is_country(country)

    def in_country(self, country: str) -> HolidayCalendar:
        """Those of another country: a client's."""
        return HolidayCalendar(country)


def holidays_of(workspace: Workspace) -> Container[date]:
    """The holidays that count for a workspace: its country's, or none."""
    return HolidayCalendar(workspace.country)


def is_country(code: str) -> bool:
    """Whether public holidays are known for these two letters."""
    import holidays

    supported: dict[str, Any] = holidays.list_supported_countries(include_aliases=False)
    return code in supported


@cache
def _of_year(country: str, year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))
