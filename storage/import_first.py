"""A first book on the embedded database: rows are merged some at a time, while the rest of the file is still read.

The reader has a core of its own, so what is merged meanwhile costs hardly any time. It is the short way for files that
name each invoice once. Where one comes twice, the import begins anew the long way, by `storage.importing`, which tells
what only repeats from what contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, delete, func, insert, literal_column, select
from sqlalchemy.exc import IntegrityError

from domain.totals import NO_DUE_DATE
from storage.import_clients import meet_first_clients, spell_first_clients
from storage.import_new import (
    Import,
    add_disputes,
    create_indexes,
    drop_indexes,
    first_payments,
    is_first,
    new_invoices,
)
from storage.import_old_debt import raise_old_debt
from storage.import_stage import Stage, by_identity, inserted, staged, staged_clients
from storage.importing import Merged
from storage.tables import clients, invoices, totals

Alike = tuple[str, str | None, int, int, bool]
"""What the sums of a file are told apart by: currency, due date (ISO), sent, void, and whether something is left."""

Sums = dict[Alike, list[int]]
"""For all alike three figures: how many, their totals and what was paid on them, in minor units."""

AT_ONCE = 10_000


class NumberTwice(Exception):
    """The file names an invoice twice; what is merged of it is to be taken back."""


def is_first_book(run: Import) -> bool:
    """Whether the short way is open: SQLite, no invoice anywhere and no client here."""
    is_sqlite = run.scope.connection.dialect.name == "sqlite"
    return is_sqlite and is_first(run) and run.scope.count(clients) == 0


@dataclass(slots=True)
class FirstImport:
    """One import on its way in: `open`, `add` as often as there are rows, then `merge`. Any of them may raise
    NumberTwice."""

    run: Import
    _waiting: int = 0
    _met: int = 0
    _clients: int = 0
    _disputes: int = 0
    _new: int = 0

    def open(self) -> None:
        """Makes room for the rows."""
        self._stage.open()
        by_identity.create(self.run.scope.connection)
        drop_indexes(self.run.scope.connection)

    def add(self, rows: Sequence[tuple[object, ...]], fresh: Sequence[tuple[object, ...]]) -> None:
        """Rows in the order of the stage's columns; a row's client at the latest with it."""
        self._stage.add_clients(fresh)
        self._stage.add_invoices(rows)
        self._waiting += len(rows)
        if self._waiting >= AT_ONCE:
            self._merge_waiting()

    def merge(self, sums: Sums) -> Merged:
        """Once all rows are in; `sums` are of all of them."""
        self._merge_waiting()
        spelled = spell_first_clients(self.run.scope)
        create_indexes(self.run.scope.connection)
        self._write_totals(sums)
        late = raise_old_debt(self.run)
        self._stage.close()
        return Merged(
            new=self._new,
            changed=0,
            clients_new=self._clients,
            aliases_new=spelled,
            disputes_new=self._disputes,
            contradictions=0,
            arrived_overdue=late,
            is_old_book=self.run.is_old_book,
            missing=0,
            missing_first=[],
            totals=_by_currency(sums),
            changes=[],
        )

    def _merge_waiting(self) -> None:
        run, connection = self.run, self.run.scope.connection
        self._meet_clients()
        place = literal_column(f"{staged.name}.rowid", Integer)  # 1 for the first, anew each time
        try:
            added = inserted(connection, new_invoices(run, order=place))
        except IntegrityError as error:
            raise NumberTwice from error
        # SQLite numbers the rows of a table that began empty one by one, so their ids need not be looked for.
        connection.execute(first_payments(run, self._new + place))
        self._new += added
        self._disputes += add_disputes(run, run.scope.mine(invoices))
        connection.execute(delete(staged))
        self._waiting = 0

    def _meet_clients(self) -> None:
        last = self.run.scope.connection.execute(select(func.max(staged_clients.c.ref))).scalar_one()
        if last is not None and last > self._met:
            run = self.run
            self._clients += meet_first_clients(run.scope, after=self._met, import_id=run.id, now=run.now)
            self._met = last

    def _write_totals(self, sums: Sums) -> None:
        found: dict[tuple[str, str, date], list[int]] = {}
        for where, (count, total, paid) in _by_state(sums):
            held = found.setdefault(where, [0, 0])
            held[0] += count
            held[1] += total - paid
        rows = [
            {
                "workspace_id": self.run.scope.workspace_id,
                "state": state,
                "currency": currency,
                "due_on": due_on,
                "invoices": count,
                "balance_minor": balance,
            }
            for (state, currency, due_on), (count, balance) in found.items()
        ]
        if rows:
            self.run.scope.connection.execute(insert(totals), rows)

    @property
    def _stage(self) -> Stage:
        return Stage(self.run.scope.connection)


def _by_state(sums: Sums) -> Iterator[tuple[tuple[str, str, date], list[int]]]:
    """State, currency and day each sum counts into, by the rules of `storage.invoice_rows.place`."""
    for (currency, due_on, sent, void, is_left), amounts in sums.items():
        if void:
            continue
        if sent and is_left:
            yield ("open", currency, date.fromisoformat(due_on) if due_on else NO_DUE_DATE), amounts
        else:
            yield ("paid" if sent else "draft", currency, NO_DUE_DATE), amounts


def _by_currency(sums: Sums) -> dict[str, tuple[int, int]]:
    """How many there are, and the sum of their totals."""
    found: dict[str, tuple[int, int]] = {}
    for (currency, *_), (count, total, _) in sorted(sums.items(), key=lambda item: item[0][0]):
        before = found.get(currency, (0, 0))
        found[currency] = (before[0] + count, before[1] + total)
    return found
