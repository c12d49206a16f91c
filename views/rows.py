"""One invoice as one line, the same on every screen: number, client, what is left, how late, and its badges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from domain.answers import InvoiceRow, NextAction
from domain.badges import BadgeName
from domain.invoice import Invoice, Status
from domain.money import Money
from domain.totals import StatusTotal
from views import ids, rich, wording
from views.kit import Block, option, select
from views.limits import SELECT_OPTIONS
from views.rich import Node

# A colour beside the word, for the eye that runs down a list; never instead of it.
MARK = {Status.OVERDUE: "🔴", Status.DUE: "🟠", Status.SENT: "🔵", Status.DRAFT: "⚪\ufe0f", Status.PAID: "🟢"}

# The amount and the due words say these already.
_SAID_ELSEWHERE = frozenset({BadgeName.DUE_SOON, BadgeName.PARTIALLY_PAID, BadgeName.OVERPAID})
_NUMBER, _CLIENT = 40, 60


def in_list(row: InvoiceRow, *, today: date, locale: str, client: bool = True, stays: bool = False) -> list[Node]:
    """Under a heading that names its status: **INV-1042** · Acme · **€1,200.00** · 12 days late · on hold.

    In a message that `stays` in a channel, days are named and not counted: due Wed 4 Mar is true next week too.
    """
    invoice = row.invoice
    who = f"  {wording.one_line(invoice.client, _CLIENT)} · " if client else "  "
    rest = [*_when(row, today, stays=stays), *badge_words(row, today, locale)]
    return [
        rich.bold(wording.one_line(invoice.number, _NUMBER)),
        rich.text(who),
        rich.bold(left(invoice, locale)),
        rich.text("".join(f" · {words}" for words in rest)),
    ]


def standing(row: InvoiceRow, *, today: date, locale: str, stays: bool = False) -> list[Node]:
    """On its own: the same with its status in words."""
    nodes = in_list(row, today=today, locale=locale)
    return [rich.text(f"{mark(row)} "), *nodes[:-1], rich.text(f" · {state(row, today, locale, stays=stays)}")]


def with_next(row: InvoiceRow, action: NextAction, *, today: date, locale: str, stays: bool = False) -> list[Node]:
    """A line for a list of what needs a person: the invoice, and what to do about it."""
    nodes = in_list(row, today=today, locale=locale, stays=stays)
    return [rich.text(f"{mark(row)} "), *nodes, rich.text(" → "), rich.italic(wording.next_step(action, today, locale))]


def said(row: InvoiceRow, *, today: date, locale: str) -> str:
    """The same as `standing` in plain words, for notifications and menus. Not escaped."""
    invoice = row.invoice
    number, client = wording.one_line(invoice.number, _NUMBER), wording.one_line(invoice.client, _CLIENT)
    return f"{number} · {client} · {left(invoice, locale)} · {state(row, today, locale)}"


def state(row: InvoiceRow, today: date, locale: str, *, stays: bool = False) -> str:
    """Overdue, 12 days late · promised Fri 20 Mar."""
    if not row.invoice.is_live:
        on = row.invoice.voided_on
        return f"Void since {wording.in_full(on)}" if on else "Void"
    is_said = row.status is Status.DUE and not stays
    when = "" if is_said else "".join(f", {words}" for words in _when(row, today, stays=stays))
    return " · ".join([f"{row.status}{when}", *badge_words(row, today, locale)])


def badge_words(row: InvoiceRow, today: date, locale: str) -> list[str]:
    """The badges in words, without those the amount and the due date already say."""
    return [wording.badge(one, today, locale) for one in row.badges if one.name not in _SAID_ELSEWHERE]


def left(invoice: Invoice, locale: str) -> str:
    """€1,200.00 · €700.00 left of €1,200.00 · €50.00 overpaid; what it came to once nothing is left."""
    return _left(invoice.balance.minor, invoice.total_minor, invoice.currency, locale)


def totals(of: Sequence[StatusTotal], status: Status, locale: str) -> str:
    """€12,400.00 · $3,000.00: what is left at this status, a sum for each currency; empty where nothing is.

    What is left on Paid ones is what clients paid too much.
    """
    mine = [Money(one.balance_minor, one.currency) for one in of if one.status is status and one.balance_minor]
    if status is Status.PAID:
        over = wording.moneys([-amount for amount in mine], locale)
        return f"{over} overpaid" if over else ""
    return wording.moneys(mine, locale)


def mark(row: InvoiceRow) -> str:
    """The colour of its status."""
    return MARK[row.status] if row.invoice.is_live else "⚫\ufe0f"


def menu(rows: Sequence[InvoiceRow], *, locale: str) -> list[Block]:
    """A menu that opens one of these invoices' cards; none for none."""
    options = [
        option(
            f"{wording.one_line(row.invoice.number, 30)} · {wording.one_line(row.invoice.client, 40)}",
            ids.pairs(invoice=row.invoice.id),
            description=f"{left(row.invoice, locale)} · {row.status}",
        )
        for row in rows[:SELECT_OPTIONS]
    ]
    return [select(ids.Action.OPEN_INVOICE, "Open an invoice …", options)] if options else []


@lru_cache(maxsize=8_192)
def _left(balance: int, total: int, currency: str, locale: str) -> str:
    if balance < 0:
        return f"{wording.money(Money(-balance, currency), locale)} overpaid"
    whole = wording.money(Money(total, currency), locale)
    return whole if balance in (0, total) else f"{wording.money(Money(balance, currency), locale)} left of {whole}"


def _when(row: InvoiceRow, today: date, *, stays: bool = False) -> list[str]:
    invoice = row.invoice
    if stays and invoice.due_on and row.status in (Status.OVERDUE, Status.DUE, Status.SENT):
        return [f"due {wording.weekday(invoice.due_on, today)}"]
    if row.status in (Status.OVERDUE, Status.DUE):
        return [wording.lateness(row.days_past_due)]
    if row.status is Status.SENT:
        return [_due(invoice.due_on, row, today)]
    return [f"issued {wording.short(invoice.issued_on, today)}"] if row.status is Status.DRAFT else []


def _due(due_on: date | None, row: InvoiceRow, today: date) -> str:
    if due_on is None:
        return "no due date"
    if row.badge(BadgeName.DUE_SOON):
        return f"{wording.lateness(row.days_past_due)}, {wording.weekday(due_on, today)}"
    return f"due {wording.weekday(due_on, today)}"
