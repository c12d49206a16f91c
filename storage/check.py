"""Whether the file is whole, and every index equals the facts it is derived from. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select, text

from domain.invoice import Invoice
from domain.workspace import Workspace
from storage.database import Database
from storage.invoice_rows import indexes, invoice_of, place, with_names
from storage.scope import Scope
from storage.tables import alerts, credit_notes, invoices, payments, totals
from storage.workspaces import all_workspaces

MOST_NAMED = 20


def check_book(database: Database) -> list[str]:
    """What is wrong, a line each; empty where nothing is."""
    with database.reading() as connection:
        faults = list(_whole(connection)) if database.is_sqlite else []
        for workspace in all_workspaces(connection):
            faults += _indexes(Scope(connection, workspace.id), workspace)
    return faults


def _whole(connection: Connection) -> Iterator[str]:
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield f"The file is damaged: {row[0]}. Go back to a backup."
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} points at a row of {row[2]} that is not there."


def _indexes(scope: Scope, workspace: Workspace) -> list[str]:
    paid, credited = _sums(scope, payments), _sums(scope, credit_notes)
    told = _told(scope)
    counted: Counter[tuple[Any, ...]] = Counter()
    balances: Counter[tuple[Any, ...]] = Counter()
    wrong: list[str] = []
    for row in scope.connection.execute(with_names().where(scope.mine(invoices)).order_by(invoices.c.id)):
        invoice = invoice_of(row)
        wrong += _of_invoice(row, invoice, paid.get(row.id, 0), credited.get(row.id, 0), told.get(row.id))
        stands = place(invoice)
        if stands is not None:
            key = (stands.state, stands.currency, stands.due_on)
            counted[key] += 1
            balances[key] += stands.balance_minor
    wrong += _of_totals(scope, counted, balances)
    if len(wrong) > MOST_NAMED:
        wrong = [*wrong[:MOST_NAMED], f"… and {len(wrong) - MOST_NAMED} more."]
    return [f"{workspace.name}: {each}" for each in wrong]


def _of_invoice(row: Any, invoice: Invoice, paid: int, credited: int, told: set[Any] | None) -> Iterator[str]:
    if row.paid_minor != paid:
        yield f"{row.number} says {row.paid_minor} was paid, its payments say {paid}."
    if row.credited_minor != credited:
        yield f"{row.number} says {row.credited_minor} was credited, its credit notes say {credited}."
    wanted = indexes(invoice, settled_on=row.settled_on, told_for=None)
    # What was told may still be watched for a moment: the clock tidies that up after the message.
    is_told = row.told_for == invoice.due_on or (told is not None and invoice.due_on in told)
    for name in ("open_minor", "settled_on", "watch_on"):
        found = getattr(row, name)
        if found != wanted[name] and not (name == "watch_on" and is_told and found is None):
            yield f"{row.number} keeps {name} {found}, its facts say {wanted[name]}."


def _of_totals(scope: Scope, counted: Counter[Any], balances: Counter[Any]) -> Iterator[str]:
    kept = {
        (row.state, row.currency, row.due_on): (int(row.invoices), int(row.balance_minor))
        for row in scope.all(select(totals).where(scope.mine(totals)))
    }
    for key in sorted({*kept, *counted}, key=str):
        found, facts = kept.get(key, (0, 0)), (counted[key], balances[key])
        if found != facts:
            where = " ".join(str(part) for part in key)
            yield f"The total of {where} is {found[0]} of {found[1]} in all, the invoices say {facts[0]} of {facts[1]}."


def _sums(scope: Scope, table: Any) -> dict[int, int]:
    query = select(table.c.invoice_id, func.sum(table.c.amount_minor).label("minor"))
    rows = scope.all(query.where(scope.mine(table), table.c.invoice_id.is_not(None)).group_by(table.c.invoice_id))
    return {row.invoice_id: int(row.minor) for row in rows}


def _told(scope: Scope) -> dict[int, set[Any]]:
    told: dict[int, set[Any]] = {}
    for row in scope.all(select(alerts.c.invoice_id, alerts.c.due_on).where(scope.mine(alerts))):
        told.setdefault(row.invoice_id, set()).add(row.due_on)
    return told
