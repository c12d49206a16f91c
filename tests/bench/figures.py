"""A figure is a ratio of two things measured in turns in one run; a machine's own speed falls out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured, against what, and how many times as much it may be (None: it is only told)."""

    what: str
    measured: str
    against: str
    ratio: float
    at_most: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether it is within what was promised."""
        return self.at_most is None or self.ratio <= self.at_most


def milliseconds(seconds: float) -> str:
    """As people read them."""
    return f"{seconds * 1000:,.1f} ms"
