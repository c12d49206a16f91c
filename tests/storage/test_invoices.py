from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.desk import Desk
from domain.errors import AlreadyDone, MoreThanOne, NoSuchInvoice
from domain.invoice import Status
from domain.terms import Due
from domain.workspace import Workspace
from tests.builders import keep_invoice


def test_half_a_number_finds_the_invoice_and_an_unknown_one_offers_the_nearest(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1042")
        keep_invoice(work, number="INV-2042")
        assert work.invoices.find("1042").number == "INV-1042"
        assert work.invoices.find("inv-2042").number == "INV-2042"
        with pytest.raises(MoreThanOne):
            work.invoices.find("042")
        with pytest.raises(NoSuchInvoice) as refused:
            work.invoices.find("INV-1043")
        assert "INV-1042" in str(refused.value)


def test_the_same_number_is_never_recorded_twice(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work)
        with pytest.raises(AlreadyDone):
            keep_invoice(work)


def test_every_change_of_a_fact_moves_the_totals_with_it(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        invoice = keep_invoice(work, due_on=date(2026, 3, 4), total_minor=100_00)
        other = keep_invoice(work, number="INV-7", sent_on=None, due_on=None, currency="USD")
        work.payments.add(invoice, minor=40_00, paid_on=work.today, now=work.now, by_id=work.person.id)
        invoice = work.invoices.recount(invoice, changed_on=work.today)
        assert invoice.balance.minor == 60_00
        seen = {(t.status, t.currency): (t.count, t.balance_minor) for t in work.totals.by_status(work.today)}
        assert seen == {(Status.OVERDUE, "EUR"): (1, 60_00), (Status.DRAFT, "USD"): (1, other.total_minor)}
        moved = work.invoices.keep(invoice, replace(invoice, due=Due(on=date(2026, 4, 1))), changed_on=work.today)
        seen = {(t.status, t.currency): t.count for t in work.totals.by_status(work.today)}
        assert seen == {(Status.SENT, "EUR"): 1, (Status.DRAFT, "USD"): 1}
        work.invoices.keep(moved, replace(moved, voided_on=work.today, void_reason="typo"), changed_on=work.today)
        assert [t.status for t in work.totals.by_status(work.today)] == [Status.DRAFT]


def test_two_people_changing_one_invoice_do_not_overwrite_each_other(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        read = keep_invoice(work)
        work.invoices.keep(read, replace(read, title="Website"), changed_on=work.today)
        with pytest.raises(AlreadyDone):
            work.invoices.keep(read, replace(read, title="Logo"), changed_on=work.today)
