"""How the columns of one file write dates and amounts, decided from their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from connectors.fields import Field
from domain.amounts import guess_decimal_mark
from domain.date_columns import FirstPart
from domain.errors import NotUnderstood
from domain.said_dates import Ambiguous, DateOrder, NotADate, date_order, date_reader


@dataclass(frozen=True, slots=True, kw_only=True)
class DateForms:
    """A strptime format for each date column, and what stays open: a cell, and words that follow it."""

    formats: dict[Field, str]
    open: tuple[tuple[str, str], ...]


def date_forms(samples: dict[Field, list[str]], said: str | None, first: FirstPart | None = None) -> DateForms:
    """Each column's order by its own cells, else by the file's other columns; `said` goes for all of them.

    `first` is what a person says comes first in dates that could be read in several orders, or are mixed.
    """
    if said is not None:
        reader_for(said)
        return DateForms(formats=dict.fromkeys(samples, said), open=())
    found = {field: _order(cells) for field, cells in samples.items()}
    decided = {order for order in found.values() if isinstance(order, DateOrder)}
    formats: dict[Field, str] = {}
    still_open: dict[str, str] = {}
    for field, order in found.items():
        if isinstance(order, Ambiguous | NotADate) and (chosen := _beginning_with(first, samples[field])):
            formats[field] = chosen
        elif isinstance(order, Ambiguous):
            borrowed = [other for other in decided if _reads_all(other, samples[field])]
            if len(borrowed) == 1:
                formats[field] = borrowed[0]
            else:
                still_open.setdefault(order.example, _both(order, samples[field]))
        elif isinstance(order, NotADate):
            still_open.setdefault(order.text, _MIXED if _is_date(order.text) else _UNREADABLE)
        elif order is not None:
            formats[field] = order
    return DateForms(formats=formats, open=tuple(still_open.items())[:1])


def decimal_mark(samples: Iterable[str]) -> str | None:
    """The mark of the file's amounts; None where they could be read both ways."""
    return guess_decimal_mark(samples)


def reader_for(form: str) -> Callable[[str], date]:
    """A reader of dates in a strptime format; it raises NotADate. Raises NotUnderstood for what is no format."""
    for known in (form, form.replace("%y", "%Y")):
        if known in set(DateOrder):
            return date_reader(known)
    if not all(any(part in form for part in parts) for parts in _NEEDED):
        words = f"“{form}” has no day, month and year. A format looks like `%d/%m/%Y` or `%m/%d/%Y`."
        raise NotUnderstood(words, field="date_format")

    def read(text: str) -> date:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a calendar date has no zone
        except ValueError:
            example = date(2026, 12, 31).strftime(form)
            raise NotADate(text, f"it is not written as {form}", example) from None

    return read


_NEEDED = (("%d", "%j", "%x"), ("%m", "%b", "%B", "%j", "%x"), ("%y", "%Y", "%x"))
_MIXED = (
    "is written in another way than the dates before it in its column. Write them all alike, or say how they are"
    " written, like `--date-format %d/%m/%Y`: those written otherwise are then listed."
)
_UNREADABLE = "is no date I can read. Say how dates are written, like `--date-format %d/%m/%Y`."


def _order(cells: list[str]) -> DateOrder | Ambiguous | NotADate | None:
    """The order that reads the column. A cell no order reads is left for its own row to be refused with."""
    if not cells:
        return None
    try:
        return date_order(cells)
    except NotADate:
        readable = [cell for cell in cells if _is_date(cell)]
    if not readable:
        return NotADate(cells[0])
    try:
        return date_order(readable)
    except NotADate as mixed:
        return mixed


def _beginning_with(first: FirstPart | None, cells: list[str]) -> DateOrder | None:
    """The order with this part first that reads most of the cells; cells it does not read are refused in their rows."""
    counts = {order: _count_read(order, cells) for order in DateOrder if order.first is first}
    best = max(counts, key=lambda order: counts[order], default=None)
    return best if best is not None and counts[best] else None


def _count_read(order: DateOrder, cells: list[str]) -> int:
    read, count = date_reader(order), 0
    for cell in cells:
        with suppress(NotADate):
            read(cell)
            count += 1
    return count


def _is_date(cell: str) -> bool:
    try:
        date_order([cell])
    except NotADate:
        return False
    return True


def _reads_all(order: DateOrder, cells: list[str]) -> bool:
    read = date_reader(order)
    try:
        for cell in filter(_is_date, cells):
            read(cell)
    except NotADate:
        return False
    return True


def _both(found: Ambiguous, cells: list[str]) -> str:
    forms = [order for order in DateOrder if _reads_all(order, cells)][:2]
    ways = " or ".join(f'`--date-format "{form}"`' for form in forms)
    return f"could be {found.readings[0]} or {found.readings[1]}, and no other date in the file decides. Say {ways}."
