"""Looking at the book: status, client, aging, digest."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from bot.commands.edge import day_said, opened, print_json, show
from bot.commands.past import AsOf, Json, at_the_end_of
from bot.plain_text import plain
from domain.answers import ClientCard, InvoiceRow
from domain.book import Aging, Book
from domain.invoice import Status
from domain.milestone import NOT_YET_TRIGGERED
from domain.money import Money
from domain.roles import Role
from receivables.book import AskBook, aging_report, status_book
from receivables.show_client import ShowClient, show_client
from reminders.digest import DigestRequest, gather_digest
from views import wording
from views.client_card import client_card
from views.digest import digest as digest_message
from views.milestones import sums


def status(*, as_json: Json = False, as_of: AsOf = None) -> None:
    """Every live invoice by status, oldest due first, with totals per currency."""
    with opened() as book, book.looking() as work:
        found = status_book(AskBook(as_of=day_said(as_of, work.today)), work)
        if as_json:
            print_json(_status_json(found))
        else:
            _print_status(found, book.workspace.locale)


def aging(*, as_json: Json = False, as_of: AsOf = None) -> None:
    """What is open by how far past its due date it is, and who owes most, per currency."""
    with opened() as book, book.looking() as work:
        found = aging_report(AskBook(as_of=day_said(as_of, work.today)), work)
        if as_json:
            print_json(_aging_json(found))
        else:
            _print_aging(found, book.workspace.locale)


def client(
    name: Annotated[str, typer.Argument(help="The client's name or number, or part of it.")],
    *,
    as_json: Json = False,
    as_of: AsOf = None,
) -> None:
    """One client's account: what is open, who to write to, what was said, how they pay."""
    with opened() as book, book.looking() as work:
        known = work.clients.find(name)
        day = day_said(as_of, work.today)
        if day is not None:
            found = status_book(AskBook(as_of=day, client_id=known.id), work)
            if as_json:
                print_json({"client": known.name, "client_number": known.number, **_status_json(found)})
            else:
                show(known.name)
                _print_status(found, book.workspace.locale)
            return
        card = show_client(ShowClient(client_id=known.id), work)
        if as_json:
            print_json(card)
        else:
            _print_client(card, book.workspace.locale)


def digest(*, as_json: Json = False, as_of: AsOf = None) -> None:
    """The digest of this week as it would read now, or at the end of another day; nothing is posted."""
    with opened() as book, book.looking() as work:
        day = day_said(as_of, work.today)
        with at_the_end_of(day, book, work) as then:
            week = gather_digest(DigestRequest(is_asked=True), then)
        if as_json:
            print_json(week)
        else:
            body = digest_message(week, locale=book.workspace.locale, tz=book.workspace.tz)
            show(plain(body))


def _status_json(book: Book) -> dict[str, Any]:
    return {
        "as_of": book.as_of,
        "groups": [{"status": status, "invoices": [_row_json(row) for row in rows]} for status, rows in book.groups],
        "totals": [
            {
                "currency": total.currency,
                "status": total.status,
                "count": total.count,
                "balance_minor": total.balance_minor,
            }
            for total in book.totals
        ],
        "not_yet_triggered": [
            {
                "number": each.label,
                "client": each.client,
                "title": each.title,
                "currency": each.currency,
                "amount_minor": each.amount_minor,
                "expected_on": each.expected_on,
                "waits_for": each.waits_for,
            }
            for each in book.not_yet_triggered.first
        ],
    }


def _row_json(row: InvoiceRow) -> dict[str, Any]:
    invoice = row.invoice
    return {
        "number": invoice.number,
        "client": invoice.client,
        "currency": invoice.currency,
        "total_minor": invoice.total_minor,
        "balance_minor": invoice.balance.minor,
        "due_on": invoice.due_on,
        "days_past_due": row.days_past_due,
        "badges": [badge.name for badge in row.badges],
    }


def _aging_json(found: Aging) -> dict[str, Any]:
    return {
        "as_of": found.as_of,
        "currencies": [
            {
                "currency": each.currency,
                "buckets": [
                    {"name": total.bucket, "count": total.count, "balance_minor": total.balance_minor}
                    for total in each.buckets
                ],
                "top_debtors": [
                    {
                        "client": debtor.client,
                        "client_number": debtor.client_number,
                        "count": debtor.count,
                        "balance_minor": debtor.balance_minor,
                    }
                    for debtor in each.top_debtors
                ],
            }
            for each in found.currencies
        ],
    }


def _print_status(book: Book, locale: str) -> None:
    show(f"The book at the end of {wording.in_full(book.as_of)}")
    for status_, rows in book.groups:
        if status_ is Status.DRAFT:
            _print_milestones(book, locale)
        if not rows:
            continue
        sums = [total for total in book.totals if total.status is status_]
        left = wording.moneys([Money(total.balance_minor, total.currency) for total in sums], locale)
        show(f"\n{status_.value}: {len(rows)}, {left}", _invoices(rows, book, locale))
    if not book.totals:
        show("No invoices. `dunwell import FILE` brings them in.")


def _print_milestones(book: Book, locale: str) -> None:
    waiting = book.not_yet_triggered
    if not waiting.count:
        return
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("Number", "Client", "What", "Expected"):
        table.add_column(name, overflow="fold")
    table.add_column("Amount", justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for each in waiting.first:
        table.add_row(
            each.label,
            wording.one_line(each.client, 40),
            wording.one_line(each.title, 60),
            wording.short(each.expected_on, book.as_of) if each.expected_on else "",
            wording.money(each.amount, locale),
            f"when {wording.one_line(each.waits_for, 60)}" if each.waits_for else "",
        )
    show(f"\n{NOT_YET_TRIGGERED}: {waiting.count}, {sums(waiting, locale)}", table)


def _invoices(rows: tuple[InvoiceRow, ...], book: Book, locale: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("Number", "Client", "Due"):
        table.add_column(name, overflow="fold")
    table.add_column("Left", justify="right", no_wrap=True)
    table.add_column("Days", justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for row in rows:
        invoice = row.invoice
        table.add_row(
            invoice.number,
            wording.one_line(invoice.client, 40),
            wording.short(invoice.due_on, book.as_of) if invoice.due_on else "",
            wording.money(invoice.balance, locale),
            str(row.days_past_due) if invoice.is_open else "",
            ", ".join(wording.badge(badge, book.as_of, locale) for badge in row.badges),
        )
    return table


def _print_aging(found: Aging, locale: str) -> None:
    show(f"Open at the end of {wording.in_full(found.as_of)}")
    for each in found.currencies:
        table = Table(box=None, pad_edge=False, show_edge=False, title=each.currency, title_justify="left")
        for name in ("Days past due", "Invoices", "Left"):
            table.add_column(name, justify="left" if name == "Days past due" else "right")
        for total in each.buckets:
            table.add_row(total.bucket.value, str(total.count), wording.money(_left(total), locale))
        owing = Table(box=None, pad_edge=False, show_edge=False)
        for name in ("Who owes most", "Invoices", "Left"):
            owing.add_column(name, justify="left" if name == "Who owes most" else "right")
        for debtor in each.top_debtors:
            owing.add_row(wording.one_line(debtor.client, 40), str(debtor.count), wording.money(_left(debtor), locale))
        show(table, "", owing, "")
    if not found.currencies:
        show("Nothing is open.")


def _left(of: Any) -> Money:
    return Money(of.balance_minor, of.currency)


def _print_client(card: ClientCard, locale: str) -> None:
    show(plain(client_card(card, locale=locale, role=Role.ADMIN)))
