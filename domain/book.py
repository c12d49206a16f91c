"""The whole book as it stood at the end of a day, and who owed most of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.answers import InvoiceRow
from domain.invoice import Invoice, Status
from domain.milestone import NOTHING_WAITS, Waiting
from domain.totals import NO_DUE_DATE, BucketTotal, StatusTotal, sum_buckets, sum_statuses


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Live invoices by status, in the order of Status, oldest due first; totals are per currency and status.

    `not_yet_triggered` was agreed and not billed; it is in no total.
    """

    as_of: date
    groups: tuple[tuple[Status, tuple[InvoiceRow, ...]], ...]
    totals: tuple[StatusTotal, ...]
    not_yet_triggered: Waiting = NOTHING_WAITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """One client's open balance in one currency."""

    client_id: int
    client: str
    currency: str
    client_number: str | None = None
    count: int = 0
    balance_minor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyAging:
    """What is open in one currency: all five buckets, and who owes most, largest first."""

    currency: str
    buckets: tuple[BucketTotal, ...]
    top_debtors: tuple[Debtor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aging:
    """What was open at the end of a day, a currency at a time."""

    as_of: date
    currencies: tuple[CurrencyAging, ...]


def status_totals(rows: Iterable[InvoiceRow]) -> tuple[StatusTotal, ...]:
    """Count and balance by status and currency, in the order of Status, then by currency."""
    return tuple(sum_statuses((row.status, row.invoice.currency, 1, row.invoice.balance.minor) for row in rows))


def bucket_totals(invoices: Iterable[Invoice], day: date) -> list[BucketTotal]:
    """The five buckets of each currency with something open."""
    opened = (invoice for invoice in invoices if invoice.is_open)
    return sum_buckets(
        ((each.currency, each.due_on or NO_DUE_DATE, 1, each.balance.minor) for each in opened),
        day,
    )


def largest(debtors: Sequence[Debtor], most: int) -> tuple[Debtor, ...]:
    """Those who owe most, largest first; equals by name."""
    return tuple(sorted(debtors, key=lambda debtor: (-debtor.balance_minor, debtor.client))[:most])
