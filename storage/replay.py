"""A copy of one workspace's book as it stood at the end of a past day, in a database of its own.

Everything that reads a book reads the copy as it would have read the book that evening: what was recorded of an
earlier day counts from that day, what came later is not there. The book itself is only read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select

from domain.calendar import end_of, start_of
from domain.invoice import Invoice, Status, status
from domain.milestone import MilestoneState
from domain.reminder import ReminderState
from domain.workspace import Workspace
from storage import tables
from storage.import_indexes import rebuild_totals
from storage.invoice_rows import indexes
from storage.milestones import MilestoneStore
from storage.past import PastStore
from storage.scope import Scope

Row = dict[str, Any]
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Copies `workspace` from one connection to another, empty one, as of the end of `day`."""

    source: Connection
    target: Connection
    workspace: Workspace
    day: date

    def copy(self) -> None:
        """Writes the copy; its indexes are those of that day."""
        book = {invoice.id: invoice for invoice in PastStore(self._scope).book(self.day)}

        def known(seen: Callable[[Row], Row | None]) -> Callable[[Row], Row | None]:
            # What concerns an invoice that was not there that day (void, or issued later) is not there either.
            return lambda row: seen(row) if row["invoice_id"] is None or row["invoice_id"] in book else None

        self._table(tables.workspaces, lambda row: row, where=tables.workspaces.c.id)
        for table in (tables.people, tables.clients, tables.aliases, tables.contacts):
            self._table(table, lambda row: row)
        self._table(tables.invoices, lambda row: self._invoice(row, book))
        self._table(tables.payments, known(lambda row: self._dated(row, "paid_on")))
        self._table(tables.credit_notes, known(lambda row: self._dated(row, "issued_on")))
        self._table(tables.touches, known(lambda row: self._dated(row, "happened_on")))
        self._table(tables.promises, known(self._promise))
        self._table(tables.disputes, known(lambda row: self._ending(row, "opened_on", "resolved_on")))
        self._table(tables.holds, known(lambda row: self._ending(row, "placed_on", "ended_on")))
        self._milestones(book)
        self._table(tables.exceptions, self._exception)
        self._letters(book)
        self._table(tables.digests, lambda row: row if row["covers_to"] <= self._end else None)
        self._table(tables.job_runs, lambda row: row if row["claimed_at"] <= self._end else None)
        self._told(book)
        rebuild_totals(self.target, self.workspace.id)

    @property
    def _scope(self) -> Scope:
        return Scope(self.source, self.workspace.id)

    @property
    def _end(self) -> datetime:
        return end_of(self.day, self.workspace.tz)

    def _table(self, table: Table, seen: Callable[[Row], Row | None], *, where: Column[Any] | None = None) -> None:
        owner = table.c.workspace_id if where is None else where
        query = select(table).where(owner == self.workspace.id).order_by(*table.primary_key)
        kept: list[Row] = []
        for found in self.source.execute(query).mappings():
            row = seen(dict(found))
            if row is not None:
                kept.append(row)
            if len(kept) == AT_ONCE:
                self.target.execute(insert(table), kept)
                kept = []
        if kept:
            self.target.execute(insert(table), kept)

    def _invoice(self, row: Row, book: dict[int, Invoice]) -> Row | None:
        invoice = book.get(row["id"])
        if invoice is None:
            return None
        terms = invoice.terms
        # The day it was settled is the last payment's by then; a later one is not in the copy.
        settled = row["settled_on"] if row["settled_on"] and row["settled_on"] <= self.day else invoice.sent_on
        return row | {
            "due_on": invoice.due_on,
            "net_days": terms.net_days if terms else None,
            "terms_basis": terms.basis.value if terms else None,
            "sent_on": invoice.sent_on,
            "blocked_work": invoice.blocked_work,
            "viewed_on": invoice.viewed_on,
            "voided_on": None,
            "void_reason": None,
            "recorded_at": min(row["recorded_at"], start_of(invoice.issued_on, self.workspace.tz)),
            **indexes(invoice, settled_on=settled, told_for=invoice.due_on),
        }

    def _dated(self, row: Row, on: str) -> Row | None:
        if row[on] > self.day:
            return None
        return row | {"recorded_at": min(row["recorded_at"], self._noon(row[on]))}

    def _promise(self, row: Row) -> Row | None:
        kept = self._dated(row, "made_on")
        if kept is None:
            return None
        if kept["withdrawn_at"] and kept["withdrawn_at"] > self._end:
            kept["withdrawn_at"] = None
        if kept["closed_on"] and kept["closed_on"] > self.day:
            kept |= {"closed_as": None, "closed_on": None}
        return kept

    def _ending(self, row: Row, begins: str, ends: str) -> Row | None:
        kept = self._dated(row, begins)
        if kept is not None and kept[ends] and kept[ends] > self.day:
            kept[ends] = None
        return kept

    def _milestones(self, book: dict[int, Invoice]) -> None:
        """What waited that day, as it was expected then; and what had ended, where its invoice was there."""
        waited = {each.id: each.expected_on for each in MilestoneStore(self._scope).on(self.day)}
        undone = MilestoneState.UNDONE.value
        still = {"state": MilestoneState.WAITING.value, "ended_on": None, "reason": None, "invoice_id": None}

        def seen(row: Row) -> Row | None:
            if row["recorded_on"] > self.day or row["state"] == undone:
                return None
            if row["id"] in waited:
                return row | still | {"expected_on": waited[row["id"]]}
            return row | ({} if row["invoice_id"] in book else {"invoice_id": None})

        # The moves are not copied: nobody asks the copy about a day before.
        self._table(tables.milestones, seen)

    def _exception(self, row: Row) -> Row | None:
        if row["raised_at"] > self._end:
            return None
        open_then = row["resolved_at"] is None or row["resolved_at"] > self._end
        return row | ({"resolved_at": None, "resolution": None} if open_then else {})

    def _letters(self, book: dict[int, Invoice]) -> None:
        """Reminders where they stood that evening. When clients are chased is not kept by day: today's rules count."""
        there: set[int] = set()

        def known(row: Row) -> Row | None:
            kept = self._reminder(row) if row["lead_id"] in book else None
            there.update([] if kept is None else [kept["id"]])
            return kept

        self._table(
            tables.chasing_rules, lambda row: row if row["invoice_id"] is None or row["invoice_id"] in book else None
        )
        self._table(tables.reminders, known)
        named = tables.reminder_invoices
        self._table(named, lambda row: row if row["reminder_id"] in there and row["invoice_id"] in book else None)

    def _reminder(self, row: Row) -> Row | None:
        if row["planned_at"] > self._end:
            return None
        is_sent_later = row["sent_on"] is not None and row["sent_on"] > self.day
        is_decided_later = row["decided_at"] is not None and row["decided_at"] > self._end
        if not is_sent_later and not is_decided_later:
            return row
        waits = ReminderState.WAITING if row["letter"] is not None else ReminderState.WRITING
        state = waits if is_decided_later or row["decided_at"] is None else ReminderState.APPROVED
        undecided = {"decided_at": None, "decided_by_id": None} if is_decided_later else {}
        return row | undecided | {"state": state.value, "sent_on": None, "claimed_at": None, "reason": None}

    def _told(self, book: dict[int, Invoice]) -> None:
        """Each invoice overdue that day was told of on the day it turned Overdue."""
        rows = [
            {
                "workspace_id": self.workspace.id,
                "invoice_id": invoice.id,
                "due_on": invoice.due_on,
                "told_as": "alert",
                "raised_at": self._noon(invoice.due_on + timedelta(days=1)),
            }
            for invoice in book.values()
            if status(invoice, self.day) is Status.OVERDUE and invoice.due_on
        ]
        for start in range(0, len(rows), AT_ONCE):
            self.target.execute(insert(tables.alerts), rows[start : start + AT_ONCE])

    def _noon(self, day: date) -> datetime:
        return start_of(day, self.workspace.tz) + timedelta(hours=12)
