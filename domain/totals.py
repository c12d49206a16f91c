"""Counts and balances, per currency: never a sum across two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.aging import Bucket, bucket
from domain.invoice import Status

NO_DUE_DATE = date(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTotal:
    """How many live invoices stand at a status, and what is left on them, in one currency."""

    status: Status
    currency: str
    count: int
    balance_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketTotal:
    """How many open invoices are in an aging bucket, and what is left on them, in one currency."""

    bucket: Bucket
    currency: str
    count: int
    balance_minor: int


def sum_statuses(amounts: Iterable[tuple[Status, str, int, int]]) -> list[StatusTotal]:
    """Folds (status, currency, count, balance) into one total each, in the order of Status, then by currency."""
    found: dict[tuple[Status, str], tuple[int, int]] = {}
    for status, currency, count, balance in amounts:
        known = found.get((status, currency), (0, 0))
        found[status, currency] = (known[0] + count, known[1] + balance)
    return [
        StatusTotal(
            status=status, currency=currency, count=found[status, currency][0], balance_minor=found[status, currency][1]
        )
        for status in Status
        for currency in sorted(each for at, each in found if at is status)
    ]


def sum_buckets(amounts: Iterable[tuple[str, date, int, int]], today: date) -> list[BucketTotal]:
    """Folds (currency, due date, count, balance) into the five buckets of each currency."""
    found: dict[str, dict[Bucket, tuple[int, int]]] = {}
    for currency, due_on, count, balance in amounts:
        buckets = found.setdefault(currency, {})
        # Without a due date nothing is late yet; the exception queue asks for one.
        name = Bucket.NOT_DUE if due_on == NO_DUE_DATE else bucket(due_on, today)
        known = buckets.get(name, (0, 0))
        buckets[name] = (known[0] + count, known[1] + balance)
    return [
        BucketTotal(bucket=name, currency=currency, count=count, balance_minor=balance)
        for currency, buckets in sorted(found.items())
        for name in Bucket
        for count, balance in (buckets.get(name, (0, 0)),)
    ]
