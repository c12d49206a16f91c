from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.desk import Desk
from connectors.mapping import Mapping
from connectors.plan import NotSaid
from connectors.reading import NotATable
from domain.errors import Refusal
from domain.workspace import Workspace
from receivables.import_faults import RowsRefused
from receivables.import_invoices import ImportRequest, import_invoices
from receivables.import_preview import preview
from storage.invoice_rows import place
from storage.tables import invoices
from tests.builders import keep_invoice
from tests.connectors.books import SAMPLES
from tests.receivables.imports import ask, book, bring_in, contents, iso

OPEN = "INV-1,Acme,C1,2026-02-01,2026-03-20,100.00,,,EUR,sent,,ap@acme.example,Site"
LATE = "INV-2,Acme Ltd,C1,2026-01-01,2026-01-31,50.00,20.00,2026-02-02,EUR,sent,,,"
PAID = "INV-3,Blue,C2,2026-01-01,2026-01-31,70.00,,2026-02-10,USD,paid,yes,,"
DRAFT = "INV-4,Blue,C2,2026-03-01,,30.00,,,USD,draft,,,"
VOID = "INV-5,Blue,C2,2026-03-01,2026-03-31,30.00,,,USD,void,,,"
ALL = (OPEN, LATE, PAID, DRAFT, VOID)
_TOLD = "SELECT number, told_for FROM invoices WHERE told_for IS NOT NULL"


def test_a_file_becomes_invoices_clients_payments_and_contacts(desk: Desk, workspace: Workspace, tmp_path: Path):
    outcome = bring_in(desk, workspace, book(tmp_path, *ALL))
    assert (outcome.read, outcome.new, outcome.clients_new, outcome.aliases_new) == (5, 5, 2, 1)
    assert outcome.totals == {"EUR": (2, 15_000), "USD": (3, 13_000)}
    found = ask(
        desk, "SELECT number, total_minor, paid_minor, open_minor, settled_on, watch_on FROM invoices ORDER BY 1"
    )
    assert [(*row[:4], iso(row[4]), iso(row[5])) for row in found] == [
        ("INV-1", 10_000, 0, 10_000, None, "2026-03-21"),
        ("INV-2", 5_000, 2_000, 3_000, None, None),
        ("INV-3", 7_000, 7_000, None, "2026-02-10", None),
        ("INV-4", 3_000, 0, None, None, None),
        ("INV-5", 3_000, 0, None, None, None),
    ]
    assert ask(desk, "SELECT c.number, c.name, a.name FROM clients c LEFT JOIN aliases a ON a.client_id = c.id") == [
        ("C1", "Acme", "Acme Ltd"),
        ("C2", "Blue", None),
    ]
    assert ask(desk, "SELECT name, email FROM contacts") == [("Acme", "ap@acme.example")]
    paid = ask(desk, "SELECT amount_minor, paid_on, source FROM payments ORDER BY 1")
    assert [(minor, iso(day), source) for minor, day, source in paid] == [
        (2_000, "2026-02-02", "csv:book"),
        (7_000, "2026-02-10", "csv:book"),
    ]


def test_every_index_equals_what_the_invoices_own_rules_say(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *ALL))
    with desk.work(workspace) as work:
        before = contents(work.connection)
        for (number,) in ask(desk, "SELECT number FROM invoices"):
            invoice = work.invoices.by_number(number)
            assert invoice is not None
            work.invoices.recount(invoice, changed_on=work.today)
        work.connection.execute(update(invoices).values(version=1))
        assert contents(work.connection) == before


def test_the_totals_are_the_sums_of_the_invoices(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *ALL))
    bring_in(desk, workspace, book(tmp_path, *(row.replace("100.00", "130.00") for row in ALL)))
    expected: Counter[tuple[str, str, str]] = Counter()
    with desk.work(workspace) as work:
        for (number,) in ask(desk, "SELECT number FROM invoices"):
            invoice = work.invoices.by_number(number)
            assert invoice is not None
            if stands := place(invoice):
                expected[stands.state, stands.currency, stands.due_on.isoformat()] += stands.balance_minor
    found = ask(desk, "SELECT state, currency, due_on, balance_minor FROM totals")
    assert {(state, code, iso(day)): minor for state, code, day, minor in found} == expected


def test_what_arrives_already_overdue_is_counted_once_and_never_alerted(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    outcome = bring_in(desk, workspace, book(tmp_path, *ALL))
    assert outcome.arrived_overdue == 1
    assert [(number, iso(day)) for number, day in ask(desk, _TOLD)] == [("INV-2", "2026-01-31")]
    with desk.work(workspace) as work:
        assert not work.alerts.is_any_owed(work.today)


def test_a_dispute_of_a_settled_invoice_comes_in_resolved(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *ALL))
    (found,) = ask(desk, "SELECT opened_on, resolved_on, outcome FROM disputes")
    assert [iso(part) for part in found] == ["2026-01-01", "2026-02-10", "settled"]


def test_the_same_file_again_changes_nothing(desk: Desk, workspace: Workspace, tmp_path: Path):
    path = book(tmp_path, *ALL)
    bring_in(desk, workspace, path)
    with desk.database.reading() as connection:
        before = contents(connection)
    again = bring_in(desk, workspace, path)
    assert (again.new, again.changed, again.unchanged, again.arrived_overdue) == (0, 0, 5, 0)
    assert "nothing new, nothing changed" in again.words
    with desk.database.reading() as connection:
        assert contents(connection) == before


def test_a_dry_run_counts_all_and_keeps_nothing(desk: Desk, workspace: Workspace, tmp_path: Path):
    with desk.database.reading() as connection:
        before = contents(connection)
    dry = bring_in(desk, workspace, book(tmp_path, *ALL), dry_run=True)
    assert (dry.new, dry.clients_new) == (5, 2)
    with desk.database.reading() as connection:
        now = contents(connection)
    assert {name: rows for name, rows in now.items() if name != "people"} == {
        name: rows for name, rows in before.items() if name != "people"
    }
    assert ask(desk, "SELECT count(*) FROM imports") == [(0,)]


def test_one_bad_row_keeps_the_whole_file_out_and_is_listed(desk: Desk, workspace: Workspace, tmp_path: Path):
    path = book(tmp_path, OPEN, LATE.replace("2026-01-31", "2026-02-30"), PAID.replace("70.00", "=cmd|x"))
    with pytest.raises(RowsRefused, match="Nothing was imported: 2 faults in 3 rows") as refused:
        bring_in(desk, workspace, path)
    assert ask(desk, "SELECT count(*) FROM invoices") == [(0,)]
    with refused.value.faults.path.open(encoding="utf-8-sig", newline="") as stream:
        listed = list(csv.DictReader(stream))
    assert [(row["line"], row["column"], row["value"]) for row in listed] == [
        ("3", "Due", "2026-02-30"),
        ("4", "Total", "'=cmd|x"),
    ]
    bring_in(desk, workspace, book(tmp_path, OPEN, LATE, PAID))
    assert not refused.value.faults.path.exists()


def test_repeated_rows_are_counted_and_contradicting_ones_refused(desk: Desk, workspace: Workspace, tmp_path: Path):
    assert bring_in(desk, workspace, book(tmp_path, OPEN, LATE, OPEN, OPEN)).duplicates == 2
    with pytest.raises(RowsRefused, match="line 2 has the same number"):
        bring_in(desk, workspace, book(tmp_path, OPEN, OPEN.replace("100.00", "90.00")))
    with pytest.raises(RowsRefused, match="line 2 has the same number"):
        bring_in(desk, workspace, book(tmp_path, OPEN, OPEN.replace("C1", "C9")))


def test_lines_of_one_invoice_are_one_invoice(desk: Desk, workspace: Workspace):
    outcome = bring_in(desk, workspace, SAMPLES / "xero_invoices.csv")
    assert (outcome.new, outcome.duplicates, outcome.left_out) == (4, 1, {"Sales credit note": 1})
    assert ask(desk, "SELECT DISTINCT source FROM invoices") == [("Xero",)]


def test_a_client_recorded_by_name_takes_the_number_of_its_source(desk: Desk, workspace: Workspace, tmp_path: Path):
    with desk.work(workspace) as work:
        keep_invoice(work, client="ACME", number="OWN-1")
    outcome = bring_in(desk, workspace, book(tmp_path, OPEN))
    assert outcome.clients_new == 0
    assert ask(desk, "SELECT number, name FROM clients") == [("C1", "ACME")]


def test_clients_without_numbers_are_told_apart_by_name_and_known_by_alias(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    header = "Number,Client,Issued,Due,Total"
    rows = [
        "1,Blüm & Co.,2026-02-01,2026-03-01,5",
        "2,blum co,2026-02-01,2026-03-01,5",
        "3,Other,2026-02-01,2026-03-01,5",
    ]
    first = bring_in(desk, workspace, book(tmp_path, *rows, header=header), as_sent=True)
    assert (first.clients_new, first.aliases_new) == (2, 1)
    with desk.work(workspace) as work:
        (blum,) = work.clients.named("blum co")
        work.clients.add_alias(blum.id, "The Florist")
    late = bring_in(
        desk, workspace, book(tmp_path, "4,the florist,2026-02-01,2026-03-01,5", header=header), as_sent=True
    )
    assert late.clients_new == 0


NAMED = "Number,Client,Issued,Due,Total"
TWO_ACMES = (
    "INV-1,Acme,C1,2026-02-01,2026-03-20,100.00,,,EUR,sent,,,",
    "INV-2,ACME,C2,2026-02-01,2026-03-20,100.00,,,EUR,sent,,,",
)


def test_an_invoice_known_already_keeps_its_client_where_two_share_the_name(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    bring_in(desk, workspace, book(tmp_path, *TWO_ACMES))
    rows = ("INV-1,acme,2026-02-01,2026-03-20,100.00", "INV-2,Acme,2026-02-01,2026-03-20,120.00")
    again = bring_in(desk, workspace, book(tmp_path, *rows, header=NAMED), as_sent=True)
    assert again.changes == ("INV-2: total EUR 100.00 → EUR 120.00",)
    owners = ask(desk, "SELECT i.number, c.number FROM invoices i JOIN clients c ON c.id = i.client_id ORDER BY 1")
    assert owners == [("INV-1", "C1"), ("INV-2", "C2")]
    assert ask(desk, "SELECT count(*) FROM clients") == [(2,)]


def test_an_invoice_keeps_its_client_by_another_of_its_names(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *TWO_ACMES))
    with desk.work(workspace) as work:
        for client in work.clients.named("acme"):
            work.clients.add_alias(client.id, "The Road Runners")
    rows = ("INV-1,the road runners,2026-02-01,2026-03-20,100.00", "INV-2,Acme,2026-02-01,2026-03-20,100.00")
    assert bring_in(desk, workspace, book(tmp_path, *rows, header=NAMED), as_sent=True).changed == 0


def test_a_new_invoice_of_a_name_two_clients_share_is_refused_with_both(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    bring_in(desk, workspace, book(tmp_path, *TWO_ACMES))
    rows = ("INV-1,acme,2026-02-01,2026-03-20,100.00", "INV-3,Acme,2026-02-01,2026-03-20,100.00")
    with pytest.raises(RowsRefused, match="1 fault in 2 rows") as refused:
        bring_in(desk, workspace, book(tmp_path, *rows, header=NAMED), as_sent=True)
    (said,) = refused.value.faults.first
    assert said == (
        "Line 3, Client, “Acme”: it may be Acme (number C1) or ACME (number C2);"
        " say which by its number, in a column like “Client number”."
    )
    assert ask(desk, "SELECT count(*) FROM clients") == [(2,)]


def test_an_invoice_of_a_client_by_another_name_is_refused_where_two_share_it(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    bring_in(desk, workspace, book(tmp_path, *TWO_ACMES, "INV-4,Blue,C3,2026-02-01,2026-03-20,5.00,,,EUR,sent,,,"))
    path = book(tmp_path, "INV-4,Acme,2026-02-01,2026-03-20,5.00", header=NAMED)
    with pytest.raises(RowsRefused, match="it may be Acme"):
        bring_in(desk, workspace, path, as_sent=True)


def test_an_open_question_imports_nothing(desk: Desk, workspace: Workspace, tmp_path: Path):
    path = book(tmp_path, "1,A,2026-01-02,2026-02-03,5", header="Number,Client,Issued,Total,Extra")
    with pytest.raises(NotSaid, match="No column holds the due date"):
        bring_in(desk, workspace, path, as_sent=True)


def test_a_file_without_rows_is_refused(desk: Desk, workspace: Workspace, tmp_path: Path):
    with pytest.raises(NotATable, match="a header and no invoices"):
        bring_in(desk, workspace, book(tmp_path))


def test_progress_is_heard_and_the_import_recorded(desk: Desk, workspace: Workspace, tmp_path: Path):
    heard: list[int] = []
    path = book(tmp_path, *ALL)
    request = ImportRequest(path=path, mapping=Mapping(), faults_to=tmp_path / "faults.csv")
    with desk.work(workspace) as work:
        outcome = import_invoices(request, work, progress=heard.append)
    assert heard == [5]
    assert ask(desk, "SELECT said FROM audit WHERE act = 'import_invoices'") == [(outcome.words,)]
    assert ask(desk, "SELECT file_name, source FROM imports") == [("book.csv", "csv:book")]


def test_a_list_of_faults_that_cannot_be_written_is_said(desk: Desk, workspace: Workspace, tmp_path: Path):
    path = book(tmp_path, OPEN.replace("100.00", "x"))
    request = ImportRequest(path=path, mapping=Mapping(), faults_to=tmp_path / "no" / "faults.csv")
    with pytest.raises(Refusal, match="cannot be written"), desk.work(workspace) as work:
        import_invoices(request, work)


def test_a_preview_shows_how_the_file_will_be_read(tmp_path: Path):
    seen = preview(SAMPLES / "rechnungen_cp1252.csv", Mapping(), default_currency="EUR")
    assert (seen.encoding, seen.delimiter, seen.tool, seen.source) == (
        "Windows-1252",
        "semicolon",
        None,
        "csv:rechnungen cp",
    )
    assert seen.first_rows[0][0] == "R-2026-001"
    assert {field.value: column for field, column in seen.columns.items()}["number"] == "Rechnungsnummer"
    assert seen.questions == ()
    assert preview(book(tmp_path, OPEN), Mapping(), default_currency=None).notes == ()


def test_a_large_file_is_read_by_a_process_of_its_own_and_comes_in_the_same(
    desk: Desk, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rows = [f"N-{number},Acme,C1,2026-02-01,2026-03-20,10.00,,,EUR,sent,,," for number in range(1_200)]
    path = book(tmp_path, *rows)
    monkeypatch.setattr("connectors.apart.WORTH_A_PROCESS", 1)
    heard: list[int] = []
    request = ImportRequest(path=path, mapping=Mapping(), faults_to=tmp_path / "faults.csv")
    with desk.work(workspace) as work:
        outcome = import_invoices(request, work, progress=heard.append)
    assert (outcome.new, outcome.totals) == (1_200, {"EUR": (1_200, 1_200_000)})
    assert heard[-1] == 1_200
    broken = book(tmp_path, *rows, 'N-9999,"never closed')
    with pytest.raises(NotATable, match="never closed"):
        bring_in(desk, workspace, broken)
    with pytest.raises(RowsRefused, match="1 fault in 1,201 rows"):
        bring_in(desk, workspace, book(tmp_path, *rows, OPEN.replace("100.00", "x")))
