"""Days behind `paid`, and due days behind `send` and `add`: a figure that belongs to a day is no amount."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import Office


@pytest.fixture(autouse=True)
def book(office: Office) -> None:
    """Acme owes €1,200.00 since 4 March, and a draft of 15 January waits; today is Wednesday 11 March 2026."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
        keep_invoice(work, number="D-7", client="Atlas", issued_on=date(2026, 1, 15), sent_on=None, due_on=None)


@pytest.mark.parametrize(
    ("words", "received"),
    [
        ("1042 3 days ago", "€1,200.00 received for INV-1042 on Sunday 8 March 2026"),
        ("acme 2 weeks ago", "€1,200.00 received for INV-1042 on Wednesday 25 February 2026"),
        ("1042 9 March", "€1,200.00 received for INV-1042 on Monday 9 March 2026"),
        ("1042 500 3 days ago", "€500.00 received for INV-1042 on Sunday 8 March 2026"),
        ("1042 500 9 March", "€500.00 received for INV-1042 on Monday 9 March 2026"),
        ("1042 9", "€9.00 received for INV-1042 on Wednesday 11 March 2026"),
    ],
)
def test_a_payment_of_some_days_ago_is_of_that_day_and_of_no_other_amount(office: Office, words: str, received: str):
    assert received in office.read(f"/invoice paid {words}").replace("\u00a0", " ")


def test_a_leap_day_without_its_year_is_not_taken_for_one_years_before_the_invoice(office: Office):
    assert "29 February 2024 is before INV-1042 was issued" in office.read("/invoice paid 1042 on 29/2")


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("friday", "Due Friday 13 March 2026"),
        ("in 2 weeks", "Due Wednesday 25 March 2026"),
        ("end of month", "Due Tuesday 31 March 2026"),
        ("15/2", "Due Sunday 15 February 2026"),
        ("15 April", "Due Wednesday 15 April 2026"),
    ],
)
def test_a_due_day_counts_from_the_day_it_is_said_and_without_a_year_from_the_day_of_issue(
    office: Office, said: str, due: str
):
    assert due in office.read(f"/invoice send D-7 due {said}")
