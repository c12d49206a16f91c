"""`/invoice add` records what was meant, or says what it could not read; a ✓ never stands on a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import Office

ISSUED = date(2026, 3, 11)


@pytest.fixture
def book(office: Office) -> Office:
    """Acme Ltd, Kestrel Coffee and Blue are known; today is Wednesday 11 March 2026."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="INV-1040", client="Acme Ltd")
        keep_invoice(work, number="INV-1041", client="Kestrel Coffee")
        keep_invoice(work, number="INV-1042", client="Blue")
    return office


@pytest.mark.parametrize(
    ("line", "client", "minor", "number", "days"),
    [
        ("New Co Ltd 1,200 net30", "New Co Ltd", 1_200_00, "INV-1043", 30),
        ("new Zephyr Labs 1,200 net30", "Zephyr Labs", 1_200_00, "INV-1043", 30),
        ('New "Zephyr Labs" 1,200 net 14', "Zephyr Labs", 1_200_00, "INV-1043", 14),
        ("Acme Ltd 500 EUR 30 days", "Acme Ltd", 500_00, "INV-1043", 30),
        ("Acme Ltd 500 30days", "Acme Ltd", 500_00, "INV-1043", 30),
        ("Acme Ltd 500 EUR net 30 days", "Acme Ltd", 500_00, "INV-1043", 30),
        ("Acme Ltd 500 EUR net 30 A-7", "Acme Ltd", 500_00, "A-7", 30),
        ("Acme Ltd 500 EUR R-101 net 30", "Acme Ltd", 500_00, "R-101", 30),
        ("acme 500 EUR #A-7 60 days from issue", "Acme Ltd", 500_00, "A-7", 60),
        ("Acme Ltd 1200 1077 net 30", "Acme Ltd", 1_200_00, "1077", 30),
        ("Acme Ltd 1 200 EUR net 30", "Acme Ltd", 1_200_00, "INV-1043", 30),
        ("new Blue 22 Studio 300 EUR due 31 dec", "Blue 22 Studio", 300_00, "INV-1043", 295),
        ("new Studio 54 1200 net 30", "Studio 54", 1_200_00, "INV-1043", 30),
        ("Blue €300 due 31 dec B-1", "Blue", 300_00, "B-1", 295),
        ('"Acme Ltd" 500 number A/7 net 7 "Website"', "Acme Ltd", 500_00, "A/7", 7),
        ("KESTREL COFFEE 80 net 7", "Kestrel Coffee", 80_00, "INV-1043", 7),
        ("kestrel 80 net 7", "Kestrel Coffee", 80_00, "INV-1043", 7),
    ],
)
def test_the_client_the_amount_the_number_and_the_terms_are_told_apart(
    book: Office, line: str, client: str, minor: int, number: str, days: int
):
    shown = book.read(f"/invoice add {line}")
    assert f"{number} recorded for {client}" in shown
    with book.desk.reading(book.workspace) as work:
        invoice = work.invoices.by_number(number)
    assert invoice is not None
    assert (invoice.client, invoice.total_minor) == (client, minor)
    assert invoice.due_on == ISSUED + timedelta(days=days)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Acme Ltd 500 EUR some old words", "“Acme Ltd” as the client and “500 EUR” as the amount, but not “some old"),
        ("Acme Ltd 500 EUR 31 dec", "but not “31 dec”"),
        ("Acme Ltd 500 EUR banana", "but not “banana”"),
        ("Acme Ltd 500 EUR number A 7 net 30", "but not “7”"),
        ("Acme Ltd 500 EUR number net 30", "no number behind"),
        ("Acme Ltd 500 net banana", "“banana” is not something I know as terms"),
        ("Acme Ltd net 30", "no amount after it"),
        ("Acme Ltd 30 days", "no amount after it"),
        ('"Acme Ltd" net 30', "no amount after it"),
        ("new 500 EUR", "What is the new client called?"),
        ("Kestral Coffee 500", "Did you mean Kestrel Coffee? If it is a new one, write"),
        ("Coffee 500", "Did you mean Kestrel Coffee?"),
        ("Blue 22 Studio 300 EUR due 31 dec", "“Blue 22 Studio” is not a client yet. Did you mean Blue?"),
    ],
)
def test_what_is_not_read_is_named_and_nothing_is_recorded(book: Office, line: str, told: str):
    assert told in book.read(f"/invoice add {line}").replace("ˋ", "")
    with book.desk.reading(book.workspace) as work:
        assert work.invoices.newest_own_number() == "INV-1042"
        assert {client.name for client in work.clients.beginning_with("", limit=9)} == {
            "Acme Ltd",
            "Blue",
            "Kestrel Coffee",
        }


def test_a_name_beginning_with_new_is_echoed_as_a_new_client_and_known_from_then_on(book: Office):
    assert "New Co Ltd is a new client" in book.read("/invoice add New Co Ltd 1,200 net30")
    again = book.read("/invoice add new co ltd 80 net 30")
    assert "INV-1044 recorded for New Co Ltd" in again
    assert "is a new client" not in again


def test_a_known_name_with_a_keyword_in_it_counts_whole(book: Office):
    book.read('/invoice add new "Made for You" 100 net 30')
    assert "INV-1044 recorded for Made for You" in book.read("/invoice add Made for You 200 EUR net 30")


@pytest.mark.parametrize(
    ("line", "unread", "client"),
    [
        ("Orchid 12oo EUR", "12oo EUR", "Orchid"),
        ("Orchid EUR 12oo net 30", "EUR 12oo", "Orchid"),
        ("Orchid 1,2,3", "1,2,3", "Orchid"),
        ("new Orchid €12oo INV-7", "€12oo", "new Orchid"),
        ("Acme Ltd lots EUR", "lots EUR", "Acme Ltd"),
        ("Orchid Labs INV-7", "INV-7", "Orchid Labs"),
    ],
)
def test_an_amount_that_cannot_be_read_is_no_part_of_the_clients_name(
    book: Office, line: str, unread: str, client: str
):
    told = book.read(f"/invoice add {line}")
    assert f"“{unread}” is not an amount I can read" in told
    assert f"/invoice add {client} 1200 EUR net 30" in told


def test_a_known_name_with_figures_in_it_is_no_unread_amount(book: Office):
    with book.desk.work(book.workspace) as work:
        keep_invoice(work, number="INV-7", client="Blue Web2 Labs")
    assert "I read “Blue Web2 Labs” as the client, and no amount after it" in book.read("/invoice add Blue Web2 Labs")


@pytest.mark.parametrize(("sent", "when"), [("", "as soon as it is sent"), (" sent", "already")])
def test_a_due_date_before_the_issue_date_is_recorded_and_pointed_out(book: Office, sent: str, when: str):
    told = book.read(f"/invoice add kestrel 300 due yesterday{sent}")
    assert "Due Tuesday 10 March 2026" in told
    assert f"That is due before it is issued, so it is overdue {when}" in told
    assert "before it is issued" not in book.read(f"/invoice add kestrel 300 due today{sent}")


def test_two_clients_of_one_name_are_asked_about_with_their_numbers(book: Office):
    with book.desk.work(book.workspace) as work:
        for number in ("C1", "C2"):
            work.clients.add(name="Orchard", number=number, now=work.now)
    assert "Orchard (C1) or Orchard (C2)" in book.read("/invoice add Orchard 500 net 30")
