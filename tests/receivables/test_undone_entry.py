"""An entry undone was never true: no day of the past shows it. What was made void later stood until then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.desk import Desk
from domain.workspace import Workspace
from receivables.book import AskBook, aging_report, status_book
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from tests.receivables.conftest import Do

YESTERDAY = AskBook(as_of=date(2026, 3, 10))


@pytest.fixture
def added(do: Do) -> Any:
    """€9,000 said to be sent on 1 March and due on the 2nd; today is Wednesday 11 March 2026."""
    wanted = RecordInvoice(
        client="Acme", amount="9000", number="X-1", issued="1 March", due="2 March", sent="1 March", is_new_client=True
    )
    return do(record_invoice, wanted)


def test_an_entry_undone_at_once_is_in_the_book_of_no_day(do: Do, desk: Desk, workspace: Workspace, added: Any):
    do(undo, Undo(record_id=added.record_id))
    with desk.reading(workspace) as work:
        assert [row.invoice.number for _, rows in status_book(YESTERDAY, work).groups for row in rows] == []
        assert aging_report(YESTERDAY, work).currencies == ()


@pytest.mark.parametrize("reason", ["typed twice", "undone"])
def test_one_made_void_today_stood_until_then_whatever_the_reason(
    do: Do, desk: Desk, workspace: Workspace, added: Any, reason: str
):
    do(void_invoice, VoidInvoice(invoice=added.row.invoice.number, reason=reason))
    with desk.reading(workspace) as work:
        assert [row.invoice.number for _, rows in status_book(YESTERDAY, work).groups for row in rows] == ["X-1"]
