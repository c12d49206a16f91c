"""A book leaves as it came: CSV that a spreadsheet opens as it is and that `dunwell import` reads back.

UTF-8 with a byte order mark, so that Excel shows names right. Text that a spreadsheet would run as a formula is
defused; amounts are plain figures and dates ISO, so both stay numbers and dates.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Row

from connectors.dunwell import COLUMNS
from connectors.fields import Field
from connectors.formulas import defused
from domain.aging import bucket
from domain.currencies import digits
from domain.errors import Refusal
from domain.invoice import Status, open_status
from domain.ledger import EntryKind
from domain.roles import Role, require
from storage.exporting import Export
from storage.unit_of_work import Work

Cells = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """Four files are written into `folder`. `everything`: drafts, paid and void invoices too, not open ones alone."""

    folder: Path
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOutcome:
    """The files written, and how many rows each has."""

    rows: dict[Path, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the four: its file's name, its header, its rows."""

    file_name: str
    header: tuple[str, ...]
    rows: Callable[[Work], Iterator[Cells]]


def export_book(request: ExportRequest, work: Work) -> ExportOutcome:
    """Writes the files, each replaced if it is there. Raises Refusal where the folder cannot be written to."""
    require(work.person, Role.MEMBER, "export the book")
    written: dict[Path, int] = {}
    for part in parts(everything=request.everything):
        path = request.folder / part.file_name
        try:
            request.folder.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8-sig", newline="") as stream:
                written[path] = write(part, work, stream)
        except OSError as error:
            words = f"{path} cannot be written: {error.strerror}."
            raise Refusal(words) from None
    return ExportOutcome(rows=written)


def parts(*, everything: bool = False) -> tuple[Part, ...]:
    """Invoices, timeline, payments and credit notes, for a caller with streams of its own."""
    return (
        Part(
            file_name="invoices.csv" if everything else "open-items.csv",
            header=(*COLUMNS.values(), "Paid", "Credited", "Days past due", "Aging", "Source"),
            rows=lambda work: _invoices(work, everything=everything),
        ),
        Part(
            file_name="timeline.csv",
            header=_TIMELINE,
            rows=_timeline,
        ),
        Part(
            file_name="payments.csv",
            header=_PAYMENTS,
            rows=_payments,
        ),
        Part(
            file_name="credits.csv",
            header=_CREDITS,
            rows=_credits,
        ),
    )


def write(part: Part, work: Work, stream: TextIO) -> int:
    """Writes one part to a text stream opened with `newline=""`. Returns how many rows there were below the header."""
    writer = csv.writer(stream)
    writer.writerow(part.header)
    count = 0
    for cells in part.rows(work):
        writer.writerow(cells)
        count += 1
    return count


_TIMELINE = (
    "Id",
    "Client",
    "Client number",
    "Invoice",
    "Happened on",
    "Recorded at (UTC)",
    "Direction",
    "Medium",
    "Words",
    "Recorded by",
    "Link",
    "Corrects id",
)
_PAYMENTS = (
    "Id",
    "Client",
    "Client number",
    "Invoice",
    "Currency",
    "Amount",
    "Paid on",
    "Recorded at (UTC)",
    "Recorded by",
    "Source",
    "Note",
    "Reverses id",
    "Kind",
    "Moved from id",
)

_CREDITS = (
    "Id",
    "Client",
    "Client number",
    "Invoice",
    "Currency",
    "Amount",
    "Issued on",
    "Recorded at (UTC)",
    "Recorded by",
    "Source",
    "Reason",
    "Reverses id",
    "Kind",
    "Moved from id",
)


def _invoices(work: Work, *, everything: bool) -> Iterator[Cells]:
    for row in Export(work.scope).invoices(everything=everything):
        balance = row.total_minor - row.paid_minor - row.credited_minor
        late = (work.today - row.due_on).days if row.open_minor is not None and row.due_on else None
        known = {
            Field.NUMBER: defused(row.number),
            Field.CLIENT: defused(row.client),
            Field.CLIENT_NUMBER: defused(row.client_number or ""),
            Field.ISSUED_ON: _day(row.issued_on),
            Field.DELIVERED_ON: _day(row.delivered_on),
            Field.DUE_ON: _day(row.due_on),
            Field.CURRENCY: row.currency,
            Field.TOTAL: plain(row.total_minor, row.currency),
            Field.BALANCE: plain(balance, row.currency),
            Field.PAID_ON: _day(row.last_paid_on),
            Field.STATUS: _status(row, balance, work.today),
            Field.DISPUTED: "yes" if row.disputed else "no",
            Field.EMAIL: defused(row.emails or ""),
            Field.NOTES: defused(row.title or ""),
        }
        yield [
            *(known[field] for field in COLUMNS),
            plain(row.paid_minor, row.currency),
            plain(row.credited_minor, row.currency),
            "" if late is None else str(late),
            bucket(row.due_on, work.today).value if late is not None else "",
            defused(row.source),
        ]


def _timeline(work: Work) -> Iterator[Cells]:
    for row in Export(work.scope).touches():
        yield [
            str(row.id),
            *_about(row),
            _day(row.happened_on),
            row.recorded_at.isoformat(timespec="seconds"),
            row.direction,
            row.medium or "",
            defused(row.words),
            defused(row.by),
            defused(row.link or ""),
            str(row.corrects_id or ""),
        ]


def _payments(work: Work) -> Iterator[Cells]:
    for row in Export(work.scope).payments():
        yield [
            str(row.id),
            *_about(row),
            row.currency,
            plain(row.amount_minor, row.currency),
            _day(row.paid_on),
            row.recorded_at.isoformat(timespec="seconds"),
            defused(row.by),
            defused(row.source),
            defused(row.note or ""),
            str(row.reverses_id or ""),
            row.kind or EntryKind.ENTERED.value,
            str(row.moved_from_id or ""),
        ]


def _credits(work: Work) -> Iterator[Cells]:
    for row in Export(work.scope).credits():
        yield [
            str(row.id),
            *_about(row),
            row.currency,
            plain(row.amount_minor, row.currency),
            _day(row.issued_on),
            row.recorded_at.isoformat(timespec="seconds"),
            defused(row.by),
            defused(row.source),
            defused(row.reason),
            str(row.reverses_id or ""),
            row.kind or EntryKind.ENTERED.value,
            str(row.moved_from_id or ""),
        ]


def _about(row: Row[Any]) -> Iterable[str]:
    return defused(row.client), defused(row.client_number or ""), defused(row.invoice or "")


def _status(row: Row[Any], balance: int, today: date) -> str:
    if row.voided_on is not None:
        return "Void"
    if row.sent_on is None:
        return Status.DRAFT
    return Status.PAID if balance <= 0 else open_status(row.due_on, today)


def plain(minor: int, currency: str) -> str:
    """`1200.00`: figures alone, with ISO's digits and a point, as every spreadsheet and this import read it."""
    places = digits(currency)
    whole, rest = divmod(abs(minor), 10**places)
    return f"{'-' if minor < 0 else ''}{whole}" + (f".{rest:0{places}d}" if places else "")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
