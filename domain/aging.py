"""Aging: what is open, by how far past its due date it is."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Bucket(StrEnum):
    """The field's five, by due date."""

    NOT_DUE = "not due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "over 90"


_UP_TO = ((0, Bucket.NOT_DUE), (30, Bucket.TO_30), (60, Bucket.TO_60), (90, Bucket.TO_90))


def bucket(due_on: date, today: date) -> Bucket:
    """The bucket of an open invoice: due today is not past due."""
    late = (today - due_on).days
    return next((name for limit, name in _UP_TO if late <= limit), Bucket.OVER_90)


def due_range(name: Bucket, today: date) -> tuple[date, date]:
    """First and last due date (inclusive) that fall in the bucket today."""
    ends = {Bucket.NOT_DUE: (None, 0), Bucket.TO_30: (1, 30), Bucket.TO_60: (31, 60), Bucket.TO_90: (61, 90)}
    nearest, farthest = ends.get(name, (91, None))
    earliest = date.min if farthest is None else today - timedelta(days=farthest)
    latest = date.max if nearest is None else today - timedelta(days=nearest)
    return earliest, latest
