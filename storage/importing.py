"""An import inside one transaction: rows are staged, faults found, and all of it merged or none.

Call `open_import`, then `add` as often as there are rows, then `settle`, `faults`, and `merge` if there were none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from sqlalchemy import and_, exists, func, select, update

from storage.import_changes import apply_changes, clashes, find_changes
from storage.import_clients import ClientsMet, meet_clients
from storage.import_contradictions import raise_contradictions, settle_contradictions
from storage.import_indexes import rebuild_totals, walked
from storage.import_moved import promised_on_moved_money
from storage.import_namesakes import namesakes
from storage.import_new import Import, add_disputes, add_new
from storage.import_old_debt import drop_paid_debt, raise_old_debt
from storage.import_stage import Fault, Stage, staged, staged_changes
from storage.import_told import Changed, changed
from storage.import_void import give_numbers_up
from storage.scope import Scope
from storage.tables import imports, invoices, mappings

NAMED = 20

__all__ = [
    "NAMED",
    "Changed",
    "Fault",
    "Import",
    "Merged",
    "StagedImport",
    "is_old_book",
    "keep_mapping",
    "keep_record",
    "kept_mapping",
    "kept_names",
    "rebuild_totals",
    "start_record",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What an import did. `arrived_overdue` came in open past their due date; `is_old_book`: they will not be alerted.

    `missing` are open invoices of the source that this file does not have, `missing_first` the first of them. `totals`
    are the file's by currency: count and minor units. `changes` are as many as were asked for. `renamed` are void
    invoices made here whose numbers the file has, and what they are called now.
    """

    new: int
    changed: int
    clients_new: int
    aliases_new: int
    disputes_new: int
    contradictions: int
    arrived_overdue: int
    is_old_book: bool
    missing: int
    missing_first: list[str]
    totals: dict[str, tuple[int, int]]
    changes: list[Changed]
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class StagedImport:
    """One import on its way in."""

    run: Import
    clients: ClientsMet | None = None
    renamed: tuple[tuple[str, str], ...] = ()

    def open(self) -> None:
        """Makes room for the rows."""
        self._stage.open()

    def add(self, rows: Sequence[tuple[object, ...]], clients: Sequence[tuple[object, ...]]) -> None:
        """Stages rows in the order of the stage's columns; a row's client at the latest with it."""
        self._stage.add_clients(clients)
        self._stage.add_invoices(rows)

    def settle(self) -> int:
        """Once all rows are in. Returns how many repeated an earlier row exactly; they are left out."""
        return self._stage.settle()

    def keep_up_to(self, day: date) -> int:
        """The file as it would have stood at the end of a day. Returns how many rows are of later."""
        return self._stage.keep_up_to(day)

    def faults(self) -> Iterator[Fault]:
        """Rows that cannot be merged: they contradict another row of the file, or what they may not change."""
        self.clients = meet_clients(self.run.scope, import_id=self.run.id, now=self.run.now)
        if self.run.scope.count(invoices):
            self.renamed = tuple(give_numbers_up(self.run))
            find_changes(self.run)
        return chain(self._stage.conflicts(), namesakes(self.run.scope), clashes(self.run))

    def take_changes(self) -> list[int]:
        """Brings known invoices up to date. Returns those on which money moved and something is promised: what was
        promised is to be judged next. To be called after `faults` gave none."""
        if self._count_changes() == 0:
            return []
        apply_changes(self.run)
        return promised_on_moved_money(self.run)

    def blocked_and_changed(self) -> list[int]:
        """Invoices on which work is blocked and that came to be paid, void or open again. To be called after
        `take_changes`."""
        query = select(invoices.c.id).join_from(staged_changes, invoices, invoices.c.id == staged_changes.c.invoice_id)
        is_open = invoices.c.open_minor.is_not(None)
        turned = (staged_changes.c.was_open == 1) != is_open
        blocked = query.where(invoices.c.blocked_work.is_not(None), turned).order_by(staged_changes.c.line)
        return [row.id for row in self.run.scope.all(blocked)]

    def merge(self, *, words_of: int) -> Merged:
        """Adds what is new; `words_of` changes are returned in detail. To be called after `take_changes`."""
        assert self.clients is not None  # noqa: S101 - faults come first
        run = self.run
        count = self._count_changes()
        contradictions = 0
        if count:
            settle_contradictions(run)
            contradictions = raise_contradictions(run)
            drop_paid_debt(run)
        missing, missing_first = _missing(run)
        new = add_new(run)
        disputed = add_disputes(run, walked(run.scope))
        if new or count:
            rebuild_totals(run.scope.connection, run.scope.workspace_id)
        merged = Merged(
            new=new,
            changed=count,
            clients_new=self.clients.new,
            aliases_new=self.clients.aliases,
            disputes_new=disputed,
            contradictions=contradictions,
            arrived_overdue=raise_old_debt(run) if new else 0,
            is_old_book=run.is_old_book,
            missing=missing,
            missing_first=missing_first,
            totals=self._stage.totals(),
            changes=changed(run, words_of),
            renamed=self.renamed,
        )
        self._stage.close()
        return merged

    def _count_changes(self) -> int:
        counted = select(func.count()).select_from(staged_changes)
        return int(self.run.scope.connection.execute(counted).scalar_one())

    @property
    def _stage(self) -> Stage:
        return Stage(self.run.scope.connection)


def start_record(scope: Scope, *, now: datetime, by_id: int, source: str, file_name: str) -> int:
    """Writes the import's row and returns its id."""
    return scope.add(imports, at=now, by_id=by_id, source=source, file_name=file_name, counts={}, changes=[])


def is_old_book(scope: Scope, source: str) -> bool:
    """Whether nothing of this source was imported yet. To be asked before `start_record`."""
    return scope.count(imports, imports.c.source == source) == 0


def keep_record(run: Import, *, counts: dict[str, Any], changes: list[str]) -> None:
    """What it did, beside it."""
    mine = update(imports).where(run.scope.mine(imports), imports.c.id == run.id)
    run.scope.connection.execute(mine.values(counts=counts, changes=changes))


def _missing(run: Import) -> tuple[int, list[str]]:
    there = exists().where(staged.c.number == invoices.c.number).correlate(invoices)
    gone = and_(invoices.c.source == run.source, invoices.c.open_minor.is_not(None), ~there)
    first = select(invoices.c.number).where(run.scope.mine(invoices), gone).order_by(invoices.c.due_on, invoices.c.id)
    return run.scope.count(invoices, gone), [row.number for row in run.scope.all(first.limit(NAMED))]


def keep_mapping(scope: Scope, name: str, mapping: dict[str, Any]) -> None:
    """Keeps a mapping under its name, in place of an older one."""
    mine = update(mappings).where(scope.mine(mappings), mappings.c.name == name)
    if scope.connection.execute(mine.values(mapping=mapping)).rowcount == 0:
        scope.add(mappings, name=name, mapping=mapping)


def kept_mapping(scope: Scope, name: str) -> dict[str, Any] | None:
    """The mapping of a name."""
    row = scope.one(select(mappings.c.mapping).where(scope.mine(mappings), mappings.c.name == name))
    return None if row is None else dict(row.mapping)


def kept_names(scope: Scope) -> list[str]:
    """Every name a mapping is kept under."""
    named = select(mappings.c.name).where(scope.mine(mappings)).order_by(mappings.c.name)
    return [row.name for row in scope.all(named)]
