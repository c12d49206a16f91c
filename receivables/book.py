"""The whole book on a day: what the command line shows, and what scripts read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.answers import InvoiceRow
from domain.book import Aging, Book, CurrencyAging, Debtor, bucket_totals, largest, status_totals
from domain.invoice import Invoice, Status
from domain.milestone import all_waiting
from domain.roles import Role, require
from domain.seen import seen_as
from storage.past_around import PastAroundStore
from storage.unit_of_work import Work

TOP_DEBTORS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBook:
    """The day at whose end the book is looked at (None: today); `client_id` narrows it to one client."""

    as_of: date | None = None
    client_id: int | None = None


def status_book(request: AskBook, work: Work) -> Book:
    """Every live invoice by status, from dated facts alone: paid, moved or promised later is not there."""
    require(work.person, Role.VIEWER, "see the book")
    day = request.as_of or work.today
    rows = _rows(_book(request, day, work), day, work)
    return Book(
        as_of=day,
        groups=tuple((each, tuple(row for row in rows if row.status is each)) for each in Status),
        totals=status_totals(rows),
        not_yet_triggered=all_waiting(
            each for each in work.milestones.on(day) if request.client_id in (None, each.client_id)
        ),
    )


def aging_report(request: AskBook, work: Work) -> Aging:
    """Open balances by how far past due they were, and the clients with the largest, per currency."""
    require(work.person, Role.VIEWER, "see the book")
    day = request.as_of or work.today
    opened = [invoice for invoice in _book(request, day, work) if invoice.is_open]
    buckets = bucket_totals(opened, day)
    debtors = _debtors(opened)
    currencies = dict.fromkeys(total.currency for total in buckets)
    return Aging(
        as_of=day,
        currencies=tuple(
            CurrencyAging(
                currency=currency,
                buckets=tuple(total for total in buckets if total.currency == currency),
                top_debtors=_numbered(
                    largest([each for each in debtors if each.currency == currency], TOP_DEBTORS), work
                ),
            )
            for currency in currencies
        ),
    )


def _book(request: AskBook, day: date, work: Work) -> list[Invoice]:
    book = work.past.book(day)
    return [invoice for invoice in book if request.client_id in (None, invoice.client_id)]


def _rows(invoices: list[Invoice], day: date, work: Work) -> list[InvoiceRow]:
    around = PastAroundStore(work.scope, work.workspace).of(invoices, day)
    quiet = work.workspace.no_action_days
    return [seen_as(each, around[each.id], day, no_action_days=quiet, holidays=work.holidays).row for each in invoices]


def _debtors(opened: list[Invoice]) -> list[Debtor]:
    owed: dict[tuple[int, str], Debtor] = {}
    for invoice in opened:
        key = (invoice.client_id, invoice.currency)
        known = owed.get(key) or Debtor(client_id=invoice.client_id, client=invoice.client, currency=invoice.currency)
        owed[key] = replace(known, count=known.count + 1, balance_minor=known.balance_minor + invoice.balance.minor)
    return list(owed.values())


def _numbered(debtors: tuple[Debtor, ...], work: Work) -> tuple[Debtor, ...]:
    return tuple(replace(each, client_number=work.clients.get(each.client_id).number) for each in debtors)
