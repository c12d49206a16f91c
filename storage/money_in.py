"""Payments and credit notes: rows that are only ever added. Taking one back is a row of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, func, select

from domain.errors import AlreadyDone, GoneFromBook
from domain.invoice import Invoice
from domain.ledger import Entry, EntryKind
from domain.money import Money
from storage.invoice_rows import invoice_of, with_names
from storage.scope import Scope
from storage.tables import credit_notes, invoices, payments, people

DAY_NOT_SAID = "its source does not say the day"
"""The note of an imported payment whose day is a guess."""


@dataclass(frozen=True, slots=True)
class PaymentStore:
    """Payments of one workspace."""

    scope: Scope

    def add(
        self,
        invoice: Invoice,
        *,
        minor: int,
        paid_on: date,
        now: datetime,
        by_id: int,
        note: str | None = None,
        kind: EntryKind = EntryKind.ENTERED,
        moved_from: int | None = None,
    ) -> int:
        """Records money received for an invoice (below zero: what left it again); returns the payment's id."""
        return self.scope.add(
            payments,
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            currency=invoice.currency,
            amount_minor=minor,
            paid_on=paid_on,
            recorded_at=now,
            by_id=by_id,
            source="dunwell",
            note=note,
            kind=_kept(kind),
            moved_from_id=moved_from,
        )

    def move(
        self, source: Invoice, target: Invoice, *, minor: int, on: date, now: datetime, by_id: int
    ) -> tuple[int, int]:
        """Moves what was paid too much on one invoice to another; returns both entries' ids, the one it left first."""
        taken = self.add(
            source,
            minor=-minor,
            paid_on=on,
            now=now,
            by_id=by_id,
            note=f"for {target.number}",
            kind=EntryKind.MOVED,
        )
        used = self.add(
            target,
            minor=minor,
            paid_on=on,
            now=now,
            by_id=by_id,
            note=f"from {source.number}",
            kind=EntryKind.MOVED,
            moved_from=taken,
        )
        return taken, used

    def reverse(self, payment_id: int, *, now: datetime, by_id: int) -> Entry:
        """Takes a payment back with a row of its own on the same day. Raises AlreadyDone if it was taken back."""
        return _reverse(self.scope, payments, payment_id, now=now, by_id=by_id)

    def other_half(self, payment: Entry) -> Entry | None:
        """Of money that was moved: the entry where it was, or the one where it is now; None for all other."""
        return _other_half(self.scope, payments, payment)

    def of_invoice(self, invoice_id: int) -> list[Entry]:
        """All of an invoice's, in the order they were recorded."""
        return _entries(self.scope, payments, payments.c.invoice_id == invoice_id)

    def received_since(self, invoice_ids: list[int], *, after: datetime, last: date, first: date | None = None) -> int:
        """Sum in minor units paid for these invoices that was recorded after a moment and is dated `last` or before,
        and not before `first` where that is given. Only money that stayed counts.
        """
        left = self._left_of(invoice_ids)
        since = first or date.min
        return sum(minor for row, minor in left if row.recorded_at > after and since <= row.paid_on <= last)

    def dated_of_client(self, client_id: int) -> set[int]:
        """A client's invoices, by id, with payments whose days are all known: an import may not have been told."""
        theirs = select(invoices.c.id).where(self.scope.mine(invoices), invoices.c.client_id == client_id)
        query = select(payments.c.invoice_id, payments.c.note).where(
            self.scope.mine(payments), payments.c.invoice_id.in_(theirs)
        )
        found = self.scope.all(query)
        return {row.invoice_id for row in found} - {row.invoice_id for row in found if row.note == DAY_NOT_SAID}

    def paid_after(self, invoice_ids: list[int], day: date) -> int:
        """Sum in minor units paid for these invoices with a later date than this."""
        return sum(minor for row, minor in self._left_of(invoice_ids) if row.paid_on > day)

    def known_up_to(self) -> datetime | None:
        """When a payment was last recorded or imported: how fresh the money on a screen is."""
        came = payments.c.kind.is_(None)
        query = select(func.max(payments.c.recorded_at)).where(self.scope.mine(payments), came)
        found: datetime | None = self.scope.connection.execute(query).scalar_one()
        return found

    def _left_of(self, invoice_ids: list[int]) -> list[tuple[Row[Any], int]]:
        """Payments of these invoices that were not taken back, each with what is left of it: what its source no longer
        counts has used up the newest first, whatever day that is dated."""
        query = select(payments).where(self.scope.mine(payments), payments.c.invoice_id.in_(invoice_ids))
        rows = self.scope.all(query.order_by(payments.c.invoice_id, payments.c.id))
        taken_back = {row.reverses_id for row in rows}
        left: list[tuple[Row[Any], int]] = []
        for row in rows:
            if row.reverses_id is not None or row.id in taken_back:
                continue
            less = -row.amount_minor
            while less > 0 and left and left[-1][0].invoice_id == row.invoice_id:
                newest, minor = left.pop()
                if minor > less:
                    left.append((newest, minor - less))
                less -= minor
            if row.amount_minor > 0:
                left.append((row, row.amount_minor))
        return left


@dataclass(frozen=True, slots=True)
class CreditStore:
    """Credit notes of one workspace; one without an invoice is the client's, waiting to be applied."""

    scope: Scope

    def add(
        self,
        *,
        client_id: int,
        invoice_id: int | None,
        amount: Money,
        issued_on: date,
        reason: str,
        now: datetime,
        by_id: int,
        kind: EntryKind = EntryKind.ENTERED,
        moved_from: int | None = None,
    ) -> int:
        """Records a credit note (below zero: credit that was used or paid back); returns its id."""
        return self.scope.add(
            credit_notes,
            client_id=client_id,
            invoice_id=invoice_id,
            currency=amount.currency,
            amount_minor=amount.minor,
            issued_on=issued_on,
            recorded_at=now,
            by_id=by_id,
            source="dunwell",
            reason=reason,
            kind=_kept(kind),
            moved_from_id=moved_from,
        )

    def move(self, invoice: Invoice, *, amount: Money, on: date, now: datetime, by_id: int) -> tuple[int, int]:
        """Moves credit of a client to one of their invoices; returns both entries' ids, the one it left first."""
        taken = self.add(
            client_id=invoice.client_id,
            invoice_id=None,
            amount=-amount,
            issued_on=on,
            reason=f"for {invoice.number}",
            now=now,
            by_id=by_id,
            kind=EntryKind.MOVED,
        )
        used = self.add(
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            amount=amount,
            issued_on=on,
            reason="from their credit",
            now=now,
            by_id=by_id,
            kind=EntryKind.MOVED,
            moved_from=taken,
        )
        return taken, used

    def reverse(self, credit_id: int, *, now: datetime, by_id: int) -> Entry:
        """Takes a credit note back. Raises AlreadyDone if it was taken back."""
        return _reverse(self.scope, credit_notes, credit_id, now=now, by_id=by_id)

    def other_half(self, credit: Entry) -> Entry | None:
        """Of credit that was moved: the entry where it was, or the one where it is used; None for all other."""
        return _other_half(self.scope, credit_notes, credit)

    def of_invoice(self, invoice_id: int) -> list[Entry]:
        """All of an invoice's, in the order they were recorded."""
        return _entries(self.scope, credit_notes, credit_notes.c.invoice_id == invoice_id)

    def unapplied(self, client_id: int) -> list[Entry]:
        """The client's credit notes that belong to no invoice, reversals included."""
        condition = (credit_notes.c.client_id == client_id) & credit_notes.c.invoice_id.is_(None)
        return _entries(self.scope, credit_notes, condition)

    def overpaid(self, client_id: int) -> list[Invoice]:
        """The client's invoices on which more came in than was owed, oldest first; mirrored ones too."""
        over = invoices.c.paid_minor + invoices.c.credited_minor > invoices.c.total_minor
        settled = (invoices.c.client_id == client_id, invoices.c.settled_on.is_not(None), over)
        query = with_names().where(self.scope.mine(invoices), *settled)
        return [invoice_of(row) for row in self.scope.all(query.order_by(invoices.c.issued_on, invoices.c.id))]


# What an entry that takes another back does not share with it.
_OF_ITS_OWN = ("id", "workspace_id", "amount_minor", "recorded_at", "by_id", "reverses_id", "moved_from_id")


def _other_half(scope: Scope, table: Table, entry: Entry) -> Entry | None:
    if entry.kind is not EntryKind.MOVED:
        return None
    if entry.moved_from:
        return next(iter(_entries(scope, table, table.c.id == entry.moved_from)), None)
    theirs = select(invoices.c.id).where(scope.mine(invoices), invoices.c.client_id == entry.client_id)
    used = table.c.invoice_id.in_(theirs) & (table.c.moved_from_id == entry.id)
    return next(iter(_entries(scope, table, used)), None)


def _kept(kind: EntryKind) -> str | None:
    return None if kind is EntryKind.ENTERED else kind.value


def _reverse(scope: Scope, table: Table, entry_id: int, *, now: datetime, by_id: int) -> Entry:
    found = scope.one(select(table).where(scope.mine(table), table.c.id == entry_id))
    if found is None:
        raise GoneFromBook(table.name.removesuffix("s").replace("_", " "))
    if scope.one(select(table.c.id).where(table.c.reverses_id == entry_id)) is not None:
        words = "That was taken back already."
        raise AlreadyDone(words)
    copied = {column.name: getattr(found, column.name) for column in table.columns if column.name not in _OF_ITS_OWN}
    new_id = scope.add(
        table, amount_minor=-found.amount_minor, recorded_at=now, by_id=by_id, reverses_id=entry_id, **copied
    )
    return next(entry for entry in _entries(scope, table, table.c.id == new_id))


def _entries(scope: Scope, table: Table, condition: Any) -> list[Entry]:
    joined = table.join(people, people.c.id == table.c.by_id)
    query = select(table, people.c.name.label("by")).select_from(joined).where(scope.mine(table), condition)
    return [_entry(row) for row in scope.all(query.order_by(table.c.id))]


def _entry(row: Row[Any]) -> Entry:
    columns = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return Entry(
        id=row.id,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        amount=Money(row.amount_minor, row.currency),
        on=columns.get("paid_on") or columns["issued_on"],
        recorded_at=row.recorded_at,
        by=row.by,
        source=row.source,
        words=columns.get("note") or columns.get("reason"),
        reverses=row.reverses_id,
        kind=EntryKind(row.kind or EntryKind.ENTERED),
        moved_from=row.moved_from_id,
    )
