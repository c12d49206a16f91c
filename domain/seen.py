"""An invoice as lists show it: status, badges, days, and what a person would do next. One rule for every screen."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from domain.answers import InvoiceRow, NextAction
from domain.badges import NO_ACTION_DAYS, Surroundings, badges
from domain.calendar import NO_HOLIDAYS
from domain.invoice import Invoice, days_past_due, status
from domain.next_step import next_action


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A row and what to do next with it."""

    row: InvoiceRow
    action: NextAction


def seen_as(
    invoice: Invoice,
    beside: Surroundings,
    today: date,
    *,
    no_action_days: int = NO_ACTION_DAYS,
    holidays: Container[date] = NO_HOLIDAYS,
) -> Seen:
    """The invoice on a day, with what stood beside it that day."""
    row = row_as(invoice, beside, today, no_action_days=no_action_days, holidays=holidays)
    return Seen(row=row, action=next_action(row, beside, today))


def row_as(
    invoice: Invoice,
    beside: Surroundings,
    today: date,
    *,
    no_action_days: int = NO_ACTION_DAYS,
    holidays: Container[date] = NO_HOLIDAYS,
) -> InvoiceRow:
    """The same without what to do next."""
    return InvoiceRow(
        invoice=invoice,
        status=status(invoice, today),
        badges=badges(invoice, beside, today, no_action_days=no_action_days, holidays=holidays),
        days_past_due=days_past_due(invoice, today),
    )
