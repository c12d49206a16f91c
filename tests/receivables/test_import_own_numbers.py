"""A file that holds a number which an invoice made in Slack has, void or live: it comes in, or says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.errors import TooLate
from domain.workspace import Workspace
from receivables.import_faults import RowsRefused
from receivables.import_words import detail_lines
from receivables.record_payment import RecordPayment, record_payment
from receivables.show_invoice import ShowInvoice, show_invoice
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from storage.check import check_book
from tests.builders import keep_invoice
from tests.receivables.conftest import Do
from tests.receivables.imports import ask, book, bring_in

SAME = "INV-1042,Acme,,2026-02-02,2026-03-04,1200.00,,,EUR,sent,,,"
OTHER = SAME.replace("1200.00", "900.00")
_INVOICES = "SELECT number, total_minor, source, voided_on IS NOT NULL FROM invoices ORDER BY id"


@pytest.fixture
def void(do: Do, acme: str) -> int:
    """INV-1042 was made here and is void; the record that takes that back."""
    return int(do(void_invoice, VoidInvoice(invoice=acme, reason="it is in the tool already")).record_id)


@pytest.mark.parametrize(("row", "kept_by"), [(SAME, "csv:book"), (OTHER, "csv:book"), (OTHER, "dunwell")])
def test_a_void_invoice_gives_its_number_up(
    desk: Desk, workspace: Workspace, void: int, tmp_path: Path, row: str, kept_by: str
):
    own = kept_by == "dunwell"
    dry = bring_in(desk, workspace, book(tmp_path, row), own=own, dry_run=True)
    told = "INV-1042, void here, gives its number to the file's: it is “INV-1042 (void)” from now on."
    assert detail_lines(dry.changes, changed=0, missing=0, missing_first=(), renamed=dry.renamed) == [told]
    done = bring_in(desk, workspace, book(tmp_path, row), own=own)
    assert (done.new, done.changed, done.unchanged) == (1, 0, 0)
    total = 120_000 if row == SAME else 90_000
    found = [(*facts, bool(is_void)) for *facts, is_void in ask(desk, _INVOICES)]
    assert found == [("INV-1042 (void)", 120_000, "dunwell", True), ("INV-1042", total, kept_by, False)]
    again = bring_in(desk, workspace, book(tmp_path, row), own=own)
    assert (again.new, again.unchanged, again.renamed) == (0, 1, ())
    assert check_book(desk.database) == []
    with desk.reading(workspace) as work:
        [*_, last] = show_invoice(ShowInvoice(invoice_id=1), work).records
    assert last.said == "INV-1042 gave its number to an invoice of the file “book”"


def test_an_undo_of_the_void_comes_too_late_then(
    desk: Desk, workspace: Workspace, void: int, do: Do, tmp_path: Path, clock: MovableClock
):
    bring_in(desk, workspace, book(tmp_path, OTHER))
    with pytest.raises(TooLate, match="gave its number"):
        do(undo, Undo(record_id=void))


def test_two_void_ones_of_one_number_have_names_of_their_own(
    desk: Desk, workspace: Workspace, void: int, do: Do, tmp_path: Path
):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1042 (void)")
    bring_in(desk, workspace, book(tmp_path, OTHER))
    assert sorted(row[0] for row in ask(desk, _INVOICES)) == ["INV-1042", "INV-1042 (void 1)", "INV-1042 (void)"]


def test_a_live_one_that_the_file_contradicts_stays_and_the_way_on_is_said(
    desk: Desk, workspace: Workspace, acme: str, do: Do, tmp_path: Path
):
    with pytest.raises(RowsRefused) as refused:
        bring_in(desk, workspace, book(tmp_path, OTHER))
    assert (
        "an invoice of this number was made in Slack and says otherwise. If it is the same one, `/invoice void INV-1042"
        " comes from the file` and import again: the file's takes its number. If it is another, give the file's row"
        " another number"
    ) in refused.value.words
    do(record_payment, RecordPayment(invoice=acme, amount="100"))
    with pytest.raises(RowsRefused, match="take its payments back first, with `/invoice paid INV-1042 back`"):
        bring_in(desk, workspace, book(tmp_path, OTHER))


def test_a_live_one_that_the_file_agrees_with_stays_what_it_is(
    desk: Desk, workspace: Workspace, acme: str, tmp_path: Path
):
    assert bring_in(desk, workspace, book(tmp_path, SAME)).unchanged == 1
    assert ask(desk, "SELECT number, source FROM invoices") == [("INV-1042", "dunwell")]
