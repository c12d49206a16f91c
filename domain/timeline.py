"""The timeline: every touch with a client is a row that is never changed or removed. A correction is a new row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Direction(StrEnum):
    """Who spoke. Internal notes are not contact with the client."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


class Medium(StrEnum):
    """How it travelled."""

    EMAIL = "email"
    SLACK = "slack"
    PHONE = "phone"
    MEETING = "meeting"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One contact or note. `happened_on` is the workspace's date; `recorded_at` an aware UTC instant.

    `invoice_id` None concerns the client as a whole. `corrects` names the row this one replaces; `words` of a
    correction without text withdraws it.
    """

    id: int
    client_id: int
    invoice_id: int | None
    direction: Direction
    medium: Medium | None
    words: str
    happened_on: date
    recorded_at: datetime
    by: str
    link: str | None = None
    corrects: int | None = None


def standing(touches: list[Touch]) -> list[Touch]:
    """The rows that still hold: those no later row corrects, and no bare withdrawal. Newest first."""
    corrected = {touch.corrects for touch in touches if touch.corrects is not None}
    kept = [touch for touch in touches if touch.id not in corrected and touch.words]
    return sorted(kept, key=lambda touch: (touch.happened_on, touch.recorded_at, touch.id), reverse=True)


def last_contact(touches: list[Touch]) -> Touch | None:
    """The newest in or out touch, whoever made it. A status flip or a page view is not one, nor is a note."""
    return next((touch for touch in standing(touches) if touch.direction is not Direction.INTERNAL), None)
