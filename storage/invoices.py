"""Invoices: found by what people type, changed in one place that keeps every index true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, Row, Select, bindparam, func, select, tuple_, union, update

from domain.client import name_key
from domain.errors import AlreadyDone, GoneFromBook, MoreThanOne, NoSuchInvoice
from domain.invoice import OWN_SOURCE, Invoice, Status
from domain.ledger import Line
from storage.clockwork import arrived_quietly
from storage.invoice_rows import facts, indexes, invoice_of, place, with_names
from storage.loose_numbers import fits_loosely, is_whole_group, spellings
from storage.money_that_stands import stands
from storage.scope import Scope, of_workspace
from storage.tables import alerts, block_changes, clients, credit_notes, due_changes, invoice_lines, invoices, payments
from storage.totals import TotalsStore
from storage.written import Written

OFFERED = 3
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class InvoiceStore:
    """The invoices of one workspace."""

    scope: Scope

    def get(self, invoice_id: int) -> Invoice:
        """The invoice of this id. Raises GoneFromBook where this workspace has none."""
        row = self.scope.one(_BY_ID, invoice_id=invoice_id)
        if row is None:
            raise GoneFromBook("invoice")
        return invoice_of(row)

    def by_number(self, number: str) -> Invoice | None:
        """The invoice of exactly this number."""
        row = self.scope.one(_BY_NUMBER, number=number)
        return invoice_of(row) if row else None

    def find(self, said: str) -> Invoice:
        """The one invoice meant by a number or its end, whatever its case. `1042` and `inv1042` find `INV-1042`.

        Raises NoSuchInvoice with the nearest numbers, or MoreThanOne.
        """
        wanted = said.strip().lstrip("#")
        exact = self.by_number(wanted)
        if exact is not None:
            return exact
        ends = self._ending(wanted) or self.spelt(wanted) or self._loosely(wanted)
        if len(ends) == 1:
            return ends[0]
        if ends:
            raise MoreThanOne(said, tuple(invoice.number for invoice in ends[:OFFERED]))
        raise NoSuchInvoice(said, self._nearest(wanted))

    def is_ending(self, said: str) -> bool:
        """Whether a number ends with these characters."""
        return bool(self._ending(said.strip().lstrip("#")))

    def spelt(self, said: str) -> list[Invoice]:
        """Those whose number is this one but for case, signs between and zeros in front, by an index."""
        wanted = spellings(said)
        if not wanted:
            return []
        query = _MINE.where(invoices.c.number.in_(wanted)).order_by(invoices.c.number)
        return [invoice_of(row) for row in self.scope.all(query.limit(OFFERED + 1))]

    def of_client(self, client_id: int) -> list[Invoice]:
        """Every invoice of the client, live or void, oldest due first; those without a due date last."""
        query = _MINE.where(invoices.c.client_id == client_id)
        order = (invoices.c.due_on.is_(None), invoices.c.due_on, invoices.c.id)
        return [invoice_of(row) for row in self.scope.all(query.order_by(*order))]

    def page(
        self, status: Status | None, today: date, *, limit: int, after: tuple[date, int] | None = None
    ) -> list[Invoice]:
        """Live invoices at a status (None: all open ones), oldest due first, from behind `after` = (day, id).

        Paid ones come latest settled first; drafts in the order they were issued.
        """
        day, last = after or (None, None)
        query = _page(status, follows=after is not None)
        rows = self.scope.all(query, today=today, most=limit, after_day=day, after_id=last)
        return [invoice_of(row) for row in rows]

    def lines(self, invoice_id: int) -> list[Line]:
        """The invoice's lines in order."""
        query = select(invoice_lines).where(self.scope.mine(invoice_lines), invoice_lines.c.invoice_id == invoice_id)
        rows = self.scope.all(query.order_by(invoice_lines.c.position))
        return [Line(description=row.description, amount_minor=row.amount_minor) for row in rows]

    def add(self, invoice: Invoice, *, now: datetime, lines: Sequence[Line] = ()) -> Invoice:
        """Records a new invoice (its `id` is ignored) and returns it as kept. Raises AlreadyDone for a known number."""
        derived = indexes(invoice, settled_on=None, told_for=None)
        invoice_id = self.scope.add_once(invoices, recorded_at=now, **facts(invoice), **derived)
        if invoice_id is None:
            words = f"{invoice.number} is recorded already. `/invoice status {invoice.number}` shows it."
            raise AlreadyDone(words, field="number")
        for position, line in enumerate(lines):
            self.scope.add(
                invoice_lines,
                invoice_id=invoice_id,
                position=position,
                description=line.description,
                amount_minor=line.amount_minor,
            )
        kept = replace(invoice, id=invoice_id)
        TotalsStore(self.scope).move(None, place(kept))
        return self.get(invoice_id)

    def keep(self, before: Invoice, after: Invoice, *, changed_on: date) -> Invoice:
        """Writes changed facts and brings every index with them. `changed_on` is today in the workspace.

        Raises AlreadyDone where somebody changed it since `before` was read.
        """
        if before.due_on != after.due_on:
            self.scope.add(due_changes, invoice_id=before.id, changed_on=changed_on, was_due_on=before.due_on)
        if before.blocked_work != after.blocked_work:
            was = before.blocked_work
            self.scope.add(block_changes, invoice_id=before.id, changed_on=changed_on, was_blocked_work=was)
        derived = indexes(after, settled_on=self._settled_on(after), told_for=self._told_for(after))
        changed = self.scope.connection.execute(
            update(invoices)
            .where(self.scope.mine(invoices), invoices.c.id == before.id, invoices.c.version == before.version)
            .values(version=before.version + 1, **facts(after), **derived)
        )
        if changed.rowcount != 1:
            words = f"Somebody changed {before.number} at the same moment. Look again, then repeat what you wanted."
            raise AlreadyDone(words)
        TotalsStore(self.scope).move(place(before), place(after))
        return self.get(before.id)

    def assign(self, invoice_id: int, owner_id: int | None) -> None:
        """Makes a person its owner."""
        self.scope.connection.execute(
            update(invoices).where(self.scope.mine(invoices), invoices.c.id == invoice_id).values(owner_id=owner_id)
        )

    def settled_on(self, invoice_id: int) -> date:
        """The day a paid invoice's balance reached zero. Raises GoneFromBook where there is none."""
        found: date | None = self.scope.connection.execute(
            select(invoices.c.settled_on).where(self.scope.mine(invoices), invoices.c.id == invoice_id)
        ).scalar_one_or_none()
        if found is None:
            raise GoneFromBook("paid invoice")
        return found

    def settled_days(self, client_id: int) -> dict[int, date]:
        """When each of a client's paid invoices was settled, by id."""
        query = select(invoices.c.id, invoices.c.settled_on).where(
            self.scope.mine(invoices), invoices.c.client_id == client_id, invoices.c.settled_on.is_not(None)
        )
        return {row.id: row.settled_on for row in self.scope.all(query)}

    def settled_since(self, day: date) -> dict[int, tuple[datetime, date]]:
        """When those settled on this day or later came into the book, and when they were settled, by id."""
        columns = (invoices.c.id, invoices.c.recorded_at, invoices.c.settled_on)
        query = select(*columns).where(self.scope.mine(invoices), invoices.c.settled_on >= day)
        return {row.id: (row.recorded_at, row.settled_on) for row in self.scope.all(query)}

    def owned_by(self, person_id: int, *, limit: int) -> list[Invoice]:
        """Open invoices a person looks after, as their own or as the client's owner, oldest due first."""
        theirs = func.coalesce(invoices.c.owner_id, clients.c.owner_id) == person_id
        query = _MINE.where(invoices.c.open_minor.is_not(None), theirs)
        rows = self.scope.all(query.order_by(invoices.c.due_on, invoices.c.id).limit(limit))
        return [invoice_of(row) for row in rows]

    def count_owned_by(self, person_id: int) -> int:
        """How many that are."""
        theirs = func.coalesce(invoices.c.owner_id, clients.c.owner_id) == person_id
        query = select(func.count()).select_from(invoices.join(clients, clients.c.id == invoices.c.client_id))
        open_ones = query.where(self.scope.mine(invoices), invoices.c.open_minor.is_not(None), theirs)
        return int(self.scope.connection.execute(open_ones).scalar_one())

    def suggested(self, typed: str, *, limit: int) -> list[Invoice]:
        """Open invoices whose number or client holds what was typed; nothing typed: the oldest due."""
        query = _MINE.where(invoices.c.open_minor.is_not(None))
        if typed.strip():
            fits = invoices.c.number.icontains(typed.strip(), autoescape=True)
            query = query.where(fits | clients.c.name_key.contains(name_key(typed), autoescape=True))
        return [
            invoice_of(row) for row in self.scope.all(query.order_by(invoices.c.due_on, invoices.c.id).limit(limit))
        ]

    def owner_id(self, invoice_id: int) -> int | None:
        """Whose it is, by person id."""
        found: int | None = self.scope.connection.execute(
            select(invoices.c.owner_id).where(self.scope.mine(invoices), invoices.c.id == invoice_id)
        ).scalar_one_or_none()
        return found

    def newest_own_number(self) -> str | None:
        """The number of the invoice recorded here last; None before the first."""
        query = select(invoices.c.number).where(
            self.scope.mine(invoices), invoices.c.source == OWN_SOURCE, invoices.c.voided_on.is_(None)
        )
        row = self.scope.one(query.order_by(invoices.c.id.desc()).limit(1))
        return row.number if row else None

    def recount(self, invoice: Invoice, *, changed_on: date) -> Invoice:
        """Sums its payments and credit notes anew and brings every index with them."""
        paid = self._sum(payments, invoice.id)
        credited = self._sum(credit_notes, invoice.id)
        return self.keep(invoice, replace(invoice, paid_minor=paid, credited_minor=credited), changed_on=changed_on)

    def _sum(self, table: Any, invoice_id: int) -> int:
        query = select(func.coalesce(func.sum(table.c.amount_minor), 0)).where(
            self.scope.mine(table), table.c.invoice_id == invoice_id
        )
        return int(self.scope.connection.execute(query).scalar_one())

    def _settled_on(self, invoice: Invoice) -> date | None:
        latest: list[date] = []
        for table, day in ((payments, payments.c.paid_on), (credit_notes, credit_notes.c.issued_on)):
            came = (self.scope.mine(table), table.c.invoice_id == invoice.id, stands(table))
            query = select(func.max(day)).where(*came)
            found = self.scope.connection.execute(query).scalar_one()
            if found is not None:
                latest.append(found)
        return max(latest, default=invoice.sent_on)

    def _told_for(self, invoice: Invoice) -> date | None:
        """Its due date, where an alert told of it or an old book brought it overdue."""
        told = select(alerts.c.due_on).where(
            self.scope.mine(alerts), alerts.c.invoice_id == invoice.id, alerts.c.due_on == invoice.due_on
        )
        arrived = select(invoices.c.told_for).where(
            self.scope.mine(invoices),
            invoices.c.id == invoice.id,
            invoices.c.told_for == invoice.due_on,
            arrived_quietly(self.scope),
        )
        found: date | None = self.scope.connection.execute(union(told, arrived)).scalar_one_or_none()
        return found

    def _ending(self, wanted: str) -> list[Invoice]:
        if not wanted:
            return []
        fits = _MINE.where(func.lower(invoices.c.number).endswith(wanted.lower(), autoescape=True))
        return [invoice_of(row) for row in self.scope.all(fits.order_by(invoices.c.number).limit(OFFERED + 1))]

    def _loosely(self, wanted: str) -> list[Invoice]:
        fits = fits_loosely(invoices.c.number, wanted)
        if fits is None:
            return []
        rows = self.scope.all(_MINE.where(fits).order_by(invoices.c.number).limit(_LOOKED_AT))
        return [invoice_of(row) for row in rows if is_whole_group(row.number, wanted)][: OFFERED + 1]

    def _nearest(self, wanted: str) -> tuple[str, ...]:
        from rapidfuzz import process

        numbers: list[Row[Any]] = self.scope.all(
            select(invoices.c.number).where(self.scope.mine(invoices)).order_by(invoices.c.id.desc()).limit(20_000)
        )
        found = process.extract(wanted, [row.number for row in numbers], limit=OFFERED, score_cutoff=70)
        return tuple(number for number, _, _ in found)


# Asked with nearly every command, so written once.
_MINE = with_names().where(of_workspace(invoices))
_BY_ID = Written(_MINE.where(invoices.c.id == bindparam("invoice_id")))
_BY_NUMBER = Written(_MINE.where(invoices.c.number == bindparam("number")))


@cache
def _page(status: Status | None, *, follows: bool) -> Written:
    query, day = _at(status)
    if follows:
        here = tuple_(day, invoices.c.id)
        after = tuple_(bindparam("after_day", type_=Date), bindparam("after_id", type_=Integer))
        query = query.where(here < after if status is Status.PAID else here > after)
    order = (day.desc(), invoices.c.id.desc()) if status is Status.PAID else (day, invoices.c.id)
    return Written(query.order_by(*order).limit(bindparam("most", type_=Integer)))


def _at(status: Status | None) -> tuple[Select[Any], Any]:
    live, today = _MINE.where(invoices.c.voided_on.is_(None)), bindparam("today", type_=Date)
    if status is Status.DRAFT:
        return live.where(invoices.c.sent_on.is_(None)), invoices.c.issued_on
    if status is Status.PAID:
        return live.where(invoices.c.settled_on.is_not(None)), invoices.c.settled_on
    opened, due = _MINE.where(invoices.c.open_minor.is_not(None)), invoices.c.due_on
    side = {Status.OVERDUE: due < today, Status.DUE: due == today, Status.SENT: due > today}
    return (opened if status is None else opened.where(side[status])), due
