"""FreshBooks: a row is a line with its own amount; the invoice's total is their sum. There is no due date in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby

from connectors.fields import Field
from connectors.profile import LeftOut, Profile, place_of
from connectors.reading import Row


def _summed(header: Sequence[str], rows: Iterator[Row], left_out: LeftOut) -> Iterator[Row]:  # noqa: ARG001 - a Reshape
    """One row an invoice: its first line, with the lines' sum for an amount."""
    number = place_of(header, "Invoice #") or 0
    amount = place_of(header, "Line Total") or 0
    most = max(number, amount)
    for _, lines in groupby(rows, key=lambda row: row[1][number] if len(row[1]) > number else ""):
        first, *others = lines
        line, cells = first
        if others and all(len(row[1]) > most for row in (first, *others)):
            cells = [*cells]
            cells[amount] = _sum([cells[amount], *(row[1][amount] for row in others)])
        yield line, cells


def _sum(amounts: list[str]) -> str:
    """The sum as text; text that is no plain number is left for the row to be refused with."""
    try:
        return str(sum((Decimal(amount.replace(",", "")) for amount in amounts), Decimal(0)))
    except InvalidOperation:
        return next(amount for amount in amounts if not _is_plain(amount))


def _is_plain(amount: str) -> bool:
    try:
        Decimal(amount.replace(",", ""))
    except InvalidOperation:
        return False
    return True


PROFILES = (
    Profile(
        tool="FreshBooks",
        signature=("Client Name", "Invoice #", "Date Issued", "Invoice Status", "Line Total"),
        columns={
            Field.NUMBER: ("Invoice #",),
            Field.CLIENT: ("Client Name",),
            Field.ISSUED_ON: ("Date Issued",),
            Field.DUE_ON: ("Due Date", "Date Due"),
            Field.PAID_ON: ("Date Paid",),
            Field.TOTAL: ("Line Total",),
            Field.CURRENCY: ("Currency",),
            Field.STATUS: ("Invoice Status",),
        },
        reshape=_summed,
    ),
)
