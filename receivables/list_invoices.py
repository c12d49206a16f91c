"""The book by status, a page at a time, oldest due first; every page says how many are left and how to see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.answers import InvoiceRow, StatusGroup, StatusList
from domain.invoice import Invoice, Status
from domain.milestone import NOTHING_WAITS, Waiting
from domain.roles import Role, require
from domain.totals import StatusTotal
from storage.seen import seen
from storage.unit_of_work import Work

PAGE = 10
# So many milestones stand on the first page; the others are counted.
MILESTONES = 5
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
        not_yet_triggered=_waiting(request, here, work),
    )


def _waiting(request: ListInvoices, here: _Place, work: Work) -> Waiting:
    """What is agreed and not billed: in full on the first page of the whole book, its sums on every page."""
    if request.only is not None:
        return NOTHING_WAITS
    return work.milestones.waiting(limit=0 if here.shown else MILESTONES)


# A button's value holds 2,000 characters, with what else it carries.
_LONGEST_CURSOR = 1_900
_LARGEST_ID = 2**63 - 1
_FIRST_PAGE = "0"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a page begins: in which section, behind which (day, id), with how many shown before it, and the starts of
    the pages before it, oldest first."""

    section: int = 0
    after: tuple[date, int] | None = None
    shown: int = 0
    trail: tuple[str, ...] = ()

    @property
    def earlier(self) -> str | None:
        """The cursor of the page before this one; of the first page, where the way back is not known that far."""
        if not self.shown:
            return None
        *before, last = self.trail or (_FIRST_PAGE,)
        shown = self.shown - PAGE if self.trail else 0
        return _SEPARATOR.join([_short(shown), *before, last])

    @property
    def start(self) -> str:
        """Where the page begins, as a trail keeps it."""
        if self.after is None:
            return str(self.section)
        return f"{self.section}.{_short(self.after[0].toordinal())}.{_short(self.after[1])}"

    @classmethod
    def read(cls, cursor: str | None) -> _Place:
        """From a button's value; anything unreadable begins at the start."""
        try:
            shown, *trail, start = (cursor or "").split(_SEPARATOR)
            section, *after = (int(part, len(_DIGITS)) for part in start.split("."))
            if section not in range(_SECTIONS) or len(after) not in (0, 2) or max(after, default=0) > _LARGEST_ID:
                return cls()
            behind = (date.fromordinal(after[0]), after[1]) if after else None
            return cls(section=section, after=behind, shown=int(shown, len(_DIGITS)), trail=tuple(trail))
        except (ValueError, OverflowError):
            return cls()

    def written(self) -> str:
        """For a button's value. Of a way back too long for one, the steps nearest to the page are kept."""
        trail = list(self.trail)
        while True:
            cursor = _SEPARATOR.join([_short(self.shown), *trail, self.start])
            if len(cursor) <= _LONGEST_CURSOR:
                return cursor
            del trail[0]


_SEPARATOR = "~"
_SECTIONS = 3


def _short(number: int) -> str:
    """A whole number in few letters, to base 36."""
    found = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        found = _DIGITS[digit] + found
    return found or "0"


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
    trail = (*here.trail, here.start)
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
