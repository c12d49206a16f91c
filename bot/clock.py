"""The only file that reads the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where an act's one instant comes from."""

    def now(self) -> datetime:
        """Now, as an aware UTC instant."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Now, as an aware UTC instant."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads it


class MovableClock:
    """The machine's clock moved forward: what the local Slack's calendar turns, and tests travel with."""

    def __init__(self, start: datetime | None = None, *, stands_still: bool = False) -> None:
        """Starts at `start` (None: now). `stands_still` moves only when told to."""
        system = SystemClock().now()
        self._ahead = (start - system) if start is not None else timedelta()
        self._still = start or system if stands_still else None

    def now(self) -> datetime:
        """Now, as an aware UTC instant."""
        return self._still if self._still is not None else SystemClock().now() + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Sets the clock; the time goes on from there unless it stands still."""
        if self._still is not None:
            self._still = moment
        self._ahead = moment - SystemClock().now()

    def move(self, by: timedelta) -> None:
        """Moves the clock by a span."""
        self.move_to(self.now() + by)
