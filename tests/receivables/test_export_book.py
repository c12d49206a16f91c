from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import MovableClock
from bot.desk import Desk
from domain.errors import Refusal
from domain.timeline import Direction, Medium
from domain.workspace import Workspace
from receivables.export_book import ExportOutcome, ExportRequest, export_book, plain
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.builders import a_workspace, keep_invoice
from tests.receivables.imports import ask, book, bring_in

ROWS = (
    "INV-1,Acme,C1,2026-02-01,2026-03-20,100.00,,,EUR,sent,,ap@acme.example; cfo@acme.example,'=1+1",
    "'=INV-2,'+Blue|x,C2,2026-01-01,2026-01-31,50,20,2026-02-02,JPY,sent,yes,,",
    "INV-3,Blue Ltd,C2,2026-01-01,2026-01-31,70.00,,2026-02-10,USD,paid,,,",
    "INV-4,Łódź & Söhne,,2026-03-01,,30.00,,,USD,draft,,,",
    "INV-5,Łódź & Söhne,,2026-03-01,2026-03-31,30.00,,,USD,void,,,",
)
FACTS = """
    SELECT i.number, c.name, c.number, i.currency, i.total_minor, i.paid_minor, i.open_minor, i.issued_on, i.due_on,
        i.settled_on, i.title FROM invoices i JOIN clients c ON c.id = i.client_id ORDER BY i.number
"""


def take_out(desk: Desk, workspace: Workspace, folder: Path, *, everything: bool = False) -> ExportOutcome:
    with desk.work(workspace) as work:
        return export_book(ExportRequest(folder=folder, everything=everything), work)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_open_items_leave_with_what_is_left_and_how_late_it_is(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *ROWS))
    take_out(desk, workspace, tmp_path / "out")
    late, coming = read(tmp_path / "out" / "open-items.csv")
    assert (late["Number"], late["Client"], late["Total"], late["Balance"]) == ("'=INV-2", "'+Blue|x", "50", "30")
    assert (late["Days past due"], late["Aging"], late["Status"], late["Disputed"]) == ("39", "31-60", "Overdue", "yes")
    assert (coming["Number"], coming["Balance"], coming["Status"]) == ("INV-1", "100.00", "Sent")
    assert coming["Email"] == "ap@acme.example; cfo@acme.example"


def test_excel_is_told_the_encoding(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *ROWS))
    outcome = take_out(desk, workspace, tmp_path / "out", everything=True)
    assert [path.name for path in outcome.rows] == ["invoices.csv", "timeline.csv", "payments.csv", "credits.csv"]
    assert list(outcome.rows.values()) == [5, 0, 2, 0]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in outcome.rows)


def test_an_exported_book_comes_back_as_the_same_book(
    desk: Desk, workspace: Workspace, tmp_path: Path, database: Database, clock: MovableClock
):
    bring_in(desk, workspace, book(tmp_path, *ROWS))
    take_out(desk, workspace, tmp_path / "out", everything=True)
    before = ask(desk, FACTS)
    same = bring_in(desk, workspace, tmp_path / "out" / "invoices.csv", source="csv:book")
    assert (same.new, same.changed, same.unchanged) == (0, 0, 5)
    with database.writing() as connection:
        elsewhere = keep_workspace(connection, a_workspace(team_id="T0OTHER"), clock.now())
        connection.execute(text("UPDATE invoices SET number = number || ' (old)' WHERE workspace_id = 1"))
    there = bring_in(desk, elsewhere, tmp_path / "out" / "invoices.csv")
    assert there.new == 5
    facts = FACTS.replace("ORDER", f"WHERE i.workspace_id = {elsewhere.id} ORDER")
    assert ask(desk, facts) == before


def test_an_invoice_made_here_is_the_same_after_a_round_trip(desk: Desk, workspace: Workspace, tmp_path: Path):
    with desk.work(workspace) as work:
        keep_invoice(work, client="=Acme", number="@7")
    take_out(desk, workspace, tmp_path)
    assert bring_in(desk, workspace, tmp_path / "open-items.csv").changed == 0


def test_the_timeline_leaves_with_every_word(desk: Desk, workspace: Workspace, tmp_path: Path):
    with desk.work(workspace) as work:
        invoice = keep_invoice(work, client="Acme", number="INV-1")
        work.timeline.add(
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            direction=Direction.IN,
            medium=Medium.EMAIL,
            words="=HYPERLINK(1)\nWe pay on Friday",
            happened_on=date(2026, 3, 10),
            now=work.now,
            by_id=work.person.id,
        )
    take_out(desk, workspace, tmp_path)
    (row,) = read(tmp_path / "timeline.csv")
    assert (row["Client"], row["Invoice"], row["Direction"], row["Medium"]) == ("Acme", "INV-1", "in", "email")
    assert row["Words"] == "'=HYPERLINK(1)\nWe pay on Friday"
    assert (row["Happened on"], row["Recorded at (UTC)"]) == ("2026-03-10", "2026-03-11T09:00:00+00:00")


def test_payments_leave_as_figures_a_spreadsheet_can_add(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *ROWS))
    bring_in(desk, workspace, book(tmp_path, ROWS[1].replace(",20,", ",15,")))
    take_out(desk, workspace, tmp_path / "out")
    assert [row["Amount"] for row in read(tmp_path / "out" / "payments.csv")] == ["20", "70.00", "-5"]


def test_a_clients_credit_leaves_though_no_invoice_shows_it(desk: Desk, workspace: Workspace, tmp_path: Path):
    with desk.work(workspace) as work:
        keep_invoice(work, client="Acme", number="INV-1")
        issue_credit_note(IssueCreditNote(target="INV-1", amount="200", reason="=two hours"), work)
        issue_credit_note(IssueCreditNote(target="Acme", amount="50 EUR", reason="goodwill"), work)
    take_out(desk, workspace, tmp_path)
    on_invoice, own = read(tmp_path / "credits.csv")
    assert (on_invoice["Invoice"], on_invoice["Amount"], on_invoice["Reason"]) == ("INV-1", "200.00", "'=two hours")
    assert (own["Client"], own["Invoice"], own["Currency"], own["Amount"]) == ("Acme", "", "EUR", "50.00")


def test_a_folder_that_cannot_be_written_is_said(desk: Desk, workspace: Workspace, tmp_path: Path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Refusal, match="cannot be written"):
        take_out(desk, workspace, tmp_path / "taken")


@pytest.mark.parametrize(
    ("minor", "currency", "figures"),
    [(120_000, "EUR", "1200.00"), (-5, "EUR", "-0.05"), (1_200, "JPY", "1200"), (1_234, "BHD", "1.234")],
)
def test_figures_have_the_digits_of_their_currency(minor: int, currency: str, figures: str):
    assert plain(minor, currency) == figures
