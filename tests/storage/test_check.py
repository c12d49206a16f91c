from __future__ import annotations

from datetime import date

from sqlalchemy import insert, update

from bot.desk import Desk
from domain.workspace import Workspace
from storage.check import check_book
from storage.tables import invoices, totals
from tests.builders import keep_invoice


def test_a_book_whose_indexes_are_true_is_whole(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        invoice = keep_invoice(work)
        work.payments.add(invoice, minor=500_00, paid_on=work.today, now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)
        work.alerts.claim(work.today, now=work.now)
        keep_invoice(work, number="D-1", sent_on=None, due_on=None)
    assert check_book(desk.database) == []


def test_every_derived_number_that_left_its_facts_is_named(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work)
        keep_invoice(work, number="INV-2")
    with desk.database.writing() as connection:
        connection.execute(update(invoices).where(invoices.c.number == "INV-2").values(paid_minor=1, open_minor=7))
        connection.execute(
            insert(totals).values(
                workspace_id=workspace.id,
                state="open",
                currency="USD",
                due_on=date(2026, 3, 4),
                invoices=3,
                balance_minor=9,
            )
        )
    found = "\n".join(check_book(desk.database))
    assert "INV-2 says 1 was paid, its payments say 0" in found
    assert "INV-2 keeps open_minor 7" in found
    assert "open USD 2026-03-04 is 3 of 9 in all" in found
    assert "INV-1042" not in found
