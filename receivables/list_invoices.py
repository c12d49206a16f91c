"""The book by status, a page at a time, oldest due first; every page says how many are left and how to see them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.answers import InvoiceRow, StatusGroup, StatusList
from domain.invoice import Invoice, Status
from domain.roles import Role, require
from domain.totals import StatusTotal
from storage.seen import seen
from storage.unit_of_work import Work

PAGE = 10
_OPEN = (Status.OVERDUE, Status.DUE, Status.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInvoices:
    """A status (None: all live ones) and where the page begins (None: at the start), from an earlier answer."""

    only: Status | None = None
    cursor: str | None = None


def list_invoices(request: ListInvoices, work: Work) -> StatusList:
    """One page. Statuses follow one another: Overdue, Due, Sent by due date, then Draft, then Paid, newest first."""
    require(work.person, Role.VIEWER, "see the book")
    here = _Place.read(request.cursor)
    totals = tuple(work.totals.by_status(work.today))
    found, later = _page(request.only, here, work)
    rows = [each.row for each in seen(found, work)]
    return StatusList(
        today=work.today,
        only=request.only,
        totals=totals,
        groups=tuple(_groups(request.only, rows, totals)),
        shown_before=here.shown,
        later=later,
        earlier=here.earlier,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a page begins: in which section, behind which (day, id), with how many shown before it and whence."""

    section: int = 0
    after: tuple[date, int] | None = None
    shown: int = 0
    trail: tuple[str, ...] = ()

    @property
    def earlier(self) -> str | None:
        """The cursor of the page before this one."""
        return self.trail[-1] if self.trail else None

    @classmethod
    def read(cls, cursor: str | None) -> _Place:
        """From a button's value; anything unreadable begins at the start."""
        if not cursor or cursor == START:
            return cls()
        try:
            section, day, row_id, shown, trail = json.loads(base64.urlsafe_b64decode(cursor))
            after = (date.fromisoformat(day), int(row_id)) if day else None
            return cls(section=int(section), after=after, shown=int(shown), trail=tuple(map(str, trail)))
        except (ValueError, TypeError, binascii.Error):
            return cls()

    def written(self) -> str:
        """For a button's value."""
        day, row_id = (self.after[0].isoformat(), self.after[1]) if self.after else (None, 0)
        plain = json.dumps([self.section, day, row_id, self.shown, list(self.trail)], separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode()


START = "start"
# A button's value holds 2,000 characters: the way back is remembered this far, then leads to the start.
_LONGEST_TRAIL = 3


def _page(only: Status | None, here: _Place, work: Work) -> tuple[list[Invoice], str | None]:
    sections: Sequence[Status | None] = (only,) if only else (None, Status.DRAFT, Status.PAID)
    found: list[Invoice] = []
    section, after = here.section, here.after
    while section < len(sections):
        wanted = PAGE - len(found) + 1
        rows = work.invoices.page(sections[section], work.today, limit=wanted, after=after)
        if len(rows) == wanted:
            kept = rows[:-1]
            found += kept
            after = _key(sections[section], kept[-1], work) if kept else after
            return found, _next(here, section, after, len(found))
        found += rows
        section, after = section + 1, None
    return found, None


def _next(here: _Place, section: int, after: tuple[date, int] | None, count: int) -> str:
    came_from = _Place(section=here.section, after=here.after, shown=here.shown).written() if here.shown else START
    trail = (*here.trail, came_from)[-_LONGEST_TRAIL:]
    return _Place(section=section, after=after, shown=here.shown + count, trail=trail).written()


def _key(status: Status | None, invoice: Invoice, work: Work) -> tuple[date, int]:
    if status is Status.DRAFT:
        return invoice.issued_on, invoice.id
    if status is Status.PAID:
        return work.invoices.settled_on(invoice.id), invoice.id
    return invoice.due_on or date.min, invoice.id


def _groups(only: Status | None, rows: list[InvoiceRow], totals: Sequence[StatusTotal]) -> list[StatusGroup]:
    wanted = (only,) if only else tuple(Status)
    return [
        StatusGroup(
            status=status,
            rows=tuple(row for row in rows if row.status is status),
            count=sum(total.count for total in totals if total.status is status),
        )
        for status in wanted
    ]
