"""Invoices made here that are void give their number up to a file's: the file's was meant."""

from __future__ import annotations

from sqlalchemy import exists, select, update

from domain.errors import source_said
from domain.invoice import OWN_SOURCE
from storage.import_new import Import
from storage.import_stage import staged
from storage.records import AuditStore
from storage.tables import invoices

VOID = "void"
_ACT = "give_number"


def give_numbers_up(run: Import) -> list[tuple[str, str]]:
    """Each such number, and what stands behind it from now on. The row stays, with all that was said about it.

    What came in by `--own` is the file's own invoice, made void by a person: that stays as they said. And Dunwell's own
    export tells of the very same invoices.
    """
    if run.source.casefold() == OWN_SOURCE:
        return []
    void = (invoices.c.source == OWN_SOURCE, invoices.c.import_id.is_(None), invoices.c.voided_on.is_not(None))
    staged_too = exists().where(staged.c.number == invoices.c.number).correlate(invoices)
    columns = (invoices.c.id, invoices.c.client_id, invoices.c.number, invoices.c.version)
    query = select(*columns).where(run.scope.mine(invoices), *void, staged_too).order_by(invoices.c.id)
    return [(row.number, _renamed(run, row.id, row.client_id, row.number)) for row in run.scope.all(query)]


def _renamed(run: Import, invoice_id: int, client_id: int, number: str) -> str:
    other = f"{number} ({VOID})"
    if run.scope.count(invoices, invoices.c.number == other):
        other = f"{number} ({VOID} {invoice_id})"
    mine = update(invoices).where(run.scope.mine(invoices), invoices.c.id == invoice_id)
    run.scope.connection.execute(mine.values(number=other, version=invoices.c.version + 1))
    said = f"{number} gave its number to an invoice of {source_said(run.source)}"
    AuditStore(run.scope).add(_ACT, said, now=run.now, by_id=run.by_id, client_id=client_id, invoice_id=invoice_id)
    return other
