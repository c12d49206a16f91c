"""The book as CSV: open items, everything, the timeline, payments, credit notes."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.edge import complain, day_said, opened
from bot.commands.past import AsOf, at_the_end_of
from domain.errors import Refusal
from receivables.export_book import parts, write

STANDARD_OUTPUT = "-"


class What(StrEnum):
    """What can be taken out."""

    OPEN = "open"
    ALL = "all"
    TIMELINE = "timeline"
    PAYMENTS = "payments"
    CREDITS = "credits"


_FILES = {
    What.OPEN: "open-items.csv",
    What.ALL: "invoices.csv",
    What.TIMELINE: "timeline.csv",
    What.PAYMENTS: "payments.csv",
    What.CREDITS: "credits.csv",
}


def export(
    what: Annotated[
        What, typer.Argument(help="Open invoices, all of them, what was said, paid or credited.")
    ] = What.OPEN,
    *,
    to: Annotated[str, typer.Option(metavar="FILE", help="The file to write, or - for standard output.")] = "-",
    as_of: AsOf = None,
) -> None:
    """Take the book out as CSV that a spreadsheet opens and `dunwell import` reads back."""
    part = next(each for each in parts(everything=what is What.ALL) if each.file_name == _FILES[what])
    with (
        opened() as book,
        book.looking() as now,
        at_the_end_of(day_said(as_of, now.today), book, now) as work,
    ):
        if to == STANDARD_OUTPUT:
            write(part, work, sys.stdout)
            return
        try:
            # With a byte order mark: Excel takes the file for what it is.
            with Path(to).open("w", encoding="utf-8-sig", newline="") as stream:
                count = write(part, work, stream)
        except OSError as error:
            words = f"{to} cannot be written: {error.strerror}."
            raise Refusal(words) from None
    complain(f"{count:,} rows in {to}.")
