"""What was chosen in a form comes by id, and a client's id is never taken for an invoice's."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from domain.errors import MoreThanOne
from domain.workspace import Workspace
from receivables.record_payment import RecordPayment, record_payment
from tests.builders import keep_invoice


def test_a_chosen_client_with_one_open_invoice_means_that_invoice(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1", client="Acme")
        keep_invoice(work, number="INV-2", client="Acme")
        coral = keep_invoice(work, number="INV-3", client="Coral")
        record_payment(RecordPayment(invoice=f"client:{coral.client_id}"), work)
        assert [work.invoices.get(each).balance.minor for each in (1, 2, 3)] == [120_000, 120_000, 0]


def test_a_chosen_client_with_several_open_invoices_is_asked_which(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1", client="Acme")
        keep_invoice(work, number="INV-2", client="Acme")
        with pytest.raises(MoreThanOne, match="“Acme” could be INV-1 or INV-2"):
            record_payment(RecordPayment(invoice="client:1"), work)
        assert work.invoices.get(1).balance.minor == 120_000
