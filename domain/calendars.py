"""Holidays of more countries than one."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Protocol, runtime_checkable


@runtime_checkable
class Calendars(Protocol):
    """Holidays that know those of other countries too."""

    def knows(self, country: str) -> bool:
        """Whether public holidays are known for these two letters."""
        ...

    def in_country(self, country: str) -> Container[date]:
        """The public holidays of a country that is known."""
        ...
