"""One sample a tool: what its export means as invoices."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from connectors.plan import NotSaid
from connectors.rows import RowReader
from domain.errors import NotUnderstood
from tests.connectors.books import SAMPLES, invoices, planned, written


def test_xero_repeats_an_invoice_for_each_line_and_lists_credit_notes_beside_them():
    left_out: Counter[str] = Counter()
    found = invoices(SAMPLES / "xero_invoices.csv", left_out=left_out)
    assert [row.number for row in found] == ["INV-0101", "INV-0101", "INV-0102", "INV-0103", "INV-0104"]
    assert found[0][1:] == found[1][1:]
    first, paid, draft, void = found[0], found[2], found[3], found[4]
    assert (first.total_minor, first.paid_minor, first.due_on, first.sent) == (120_000, 0, "2026-01-28", 1)
    assert (paid.paid_minor, paid.sent) == (30_000, 1)
    assert (draft.sent, draft.due_on) == (0, None)
    assert (void.void, void.paid_minor) == (1, None)
    assert left_out == {"Sales credit note": 1}


def test_quickbooks_open_invoices_take_their_client_from_the_group_they_stand_in():
    left_out: Counter[str] = Counter()
    plan = planned(SAMPLES / "quickbooks_open_invoices.csv", currency="USD")
    reader = RowReader(plan)
    found = [reader.read(line, cells) for line, cells in plan.rows(left_out)]
    names = {client.ref: client.name for client in reader.fresh_clients()}
    assert [(row.number, names[row.client_ref], row.total_minor, row.due_on) for row in found] == [
        ("2041", "Cedar Works", 145_000, "2026-03-16"),
        ("2042", "Dune Studio:Berlin", 32_000, "2026-01-20"),
        ("2043", "Dune Studio", 8_050, "2026-01-21"),
    ]
    assert all(row.sent for row in found)
    assert left_out == {"Credit Memo": 1}


def test_quickbooks_aging_detail_is_read_below_its_banner_without_totals_and_footer():
    found = invoices(SAMPLES / "quickbooks_aging_detail.csv")
    assert [(row.number, row.total_minor, row.paid_minor) for row in found] == [
        ("SI-1", 100_000, 20_000),
        ("SI-2", 50_000, 0),
    ]


def test_stripe_invoices_know_their_customer_by_id_and_their_currency_by_row():
    found = invoices(SAMPLES / "stripe_invoices.csv")
    assert [(row.currency, row.total_minor, row.paid_minor, row.void) for row in found] == [
        ("EUR", 25_000, 0, 0),
        ("USD", 4_000, 4_000, 0),
        ("JPY", 10, None, 1),
    ]


def test_zohos_balance_says_what_was_paid_and_its_last_payment_when():
    first, _, closed = invoices(SAMPLES / "zoho_invoices.csv")
    assert (first.paid_minor, first.paid_on, first.title) == (5_000, "2026-02-01", "Training")
    assert (closed.paid_minor, closed.paid_on) == (9_000, "2026-01-30")


def test_freshbooks_lines_are_summed_once_a_due_date_is_named():
    path = SAMPLES / "freshbooks_invoices.csv"
    with pytest.raises(NotSaid, match="No column holds the due date"):
        invoices(path)
    found = invoices(path, columns={"due_on": "Date Issued"})
    assert [(row.number, row.total_minor, row.paid_minor, row.due_on) for row in found] == [
        ("0000041", 114_000, 0, "2026-01-28"),
        ("0000042", 6_000, 6_000, "2026-01-30"),
    ]


def test_invoicely_keeps_its_numbers_under_details():
    (found,) = invoices(SAMPLES / "invoicely_invoices.csv")
    assert (found.number, found.total_minor, found.issued_on, found.sent) == ("INV-1", 102_000, "2026-01-28", 1)


def test_invoice_ninja_says_what_is_left():
    (found,) = invoices(SAMPLES / "invoice_ninja_invoices.csv")
    assert (found.number, found.total_minor, found.paid_minor, found.sent) == ("0021", 50_000, 30_000, 1)


def test_a_german_file_is_read_by_its_own_words_marks_and_alphabet():
    plan = planned(SAMPLES / "rechnungen_cp1252.csv")
    reader = RowReader(plan)
    first, second = (reader.read(line, cells) for line, cells in plan.rows(Counter()))
    assert (first.total_minor, first.issued_on, first.sent) == (123_456, "2026-01-15", 1)
    assert (second.total_minor, second.paid_minor) == (9_990, 9_990)
    assert [client.name for client in reader.fresh_clients()] == ["Müller & Söhne", "Mueller und Soehne"]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("id,Amount,Captured,Converted Amount,Fee,Card Funding,Currency", "Stripe's list of card payments"),
        ("JournalNumber,JournalDate,AccountName,NetAmount", "Xero's journal"),
    ],
)
def test_another_export_of_a_known_tool_is_named_with_the_one_to_take(tmp_path: Path, header: str, words: str):
    with pytest.raises(NotUnderstood, match=words):
        planned(written(tmp_path, f"{header}\n"))
