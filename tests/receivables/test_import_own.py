"""`--own`: who leaves a spreadsheet brings it in once and keeps the invoices in Slack from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from domain.errors import OwnedBySource
from domain.workspace import Workspace
from receivables.import_faults import RowsRefused
from receivables.record_payment import RecordPayment, record_payment
from receivables.void_invoice import VoidInvoice, void_invoice
from storage.check import check_book
from tests.receivables.imports import ask, book, bring_in

SENT = "INV-1,Acme,C1,2026-02-01,2026-03-20,100.00,,,EUR,sent,,,"
OTHER = "INV-2,Acme,C1,2026-02-01,2026-03-25,60.00,,,EUR,sent,,,"
NEW = "INV-3,Blue,C2,2026-02-01,2026-03-25,70.00,,,EUR,sent,,,"


def pay(desk: Desk, workspace: Workspace, number: str, amount: str | None = None) -> None:
    with desk.work(workspace) as work:
        record_payment(RecordPayment(invoice=number, amount=amount), work)


def kept_by(desk: Desk) -> list[tuple[str, str]]:
    return [(number, source) for number, source in ask(desk, "SELECT number, source FROM invoices ORDER BY number")]


def test_what_comes_in_as_own_is_paid_and_made_void_in_slack(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, SENT, OTHER), own=True)
    pay(desk, workspace, "INV-1", "40")
    with desk.work(workspace) as work:
        void_invoice(VoidInvoice(invoice="INV-2", reason="sent twice"), work)
        assert work.invoices.find("INV-1").balance.minor == 6_000
    assert check_book(desk.database) == []


def test_the_same_file_as_own_again_takes_only_what_is_new(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, SENT, OTHER), own=True)
    pay(desk, workspace, "INV-1")
    again = bring_in(desk, workspace, book(tmp_path, SENT, OTHER.replace("60.00", "61.00")), own=True)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert bring_in(desk, workspace, book(tmp_path, SENT, OTHER, NEW), own=True).new == 1
    assert ask(desk, "SELECT number, total_minor, paid_minor FROM invoices ORDER BY number") == [
        ("INV-1", 10_000, 10_000),
        ("INV-2", 6_000, 0),
        ("INV-3", 7_000, 0),
    ]


def test_a_file_that_was_mirrored_can_be_left_for_good(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, SENT, OTHER))
    with pytest.raises(OwnedBySource):
        pay(desk, workspace, "INV-1")
    last = bring_in(desk, workspace, book(tmp_path, SENT, OTHER.replace("60.00", "61.00")), own=True)
    assert last.changes == (
        "INV-1: kept by csv:book → Dunwell",
        "INV-2: kept by csv:book → Dunwell, total EUR 60.00 → EUR 61.00",
    )
    assert kept_by(desk) == [("INV-1", "dunwell"), ("INV-2", "dunwell")]
    pay(desk, workspace, "INV-1")
    assert check_book(desk.database) == []


def test_what_is_own_is_not_mirrored_again_even_where_the_file_agrees(desk: Desk, workspace: Workspace, tmp_path: Path):
    path = book(tmp_path, SENT)
    bring_in(desk, workspace, path, own=True)
    with pytest.raises(RowsRefused, match="it became Dunwell's own by `--own`"):
        bring_in(desk, workspace, path)
    assert kept_by(desk) == [("INV-1", "dunwell")]


def test_a_file_does_not_take_over_what_another_tool_keeps(desk: Desk, workspace: Workspace, tmp_path: Path):
    path = book(tmp_path, SENT)
    bring_in(desk, workspace, path, source="Xero")
    with pytest.raises(RowsRefused, match="comes from Xero"):
        bring_in(desk, workspace, path, own=True)
    bring_in(desk, workspace, path, source="Xero", own=True)
    assert kept_by(desk) == [("INV-1", "dunwell")]
