"""Real ledgers from beside the project, brought in and read back on the command line; skipped where they are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import Dunwell

LEDGERS = Path(__file__).parents[3] / "shared" / "data" / "ledgers"
pytestmark = [
    pytest.mark.ledgers,
    pytest.mark.skipif(not LEDGERS.is_dir(), reason="the real ledgers are not beside the project"),
]


@pytest.fixture
def told(dunwell: Dunwell) -> Any:
    """Runs the program in an empty folder; returns what it printed."""

    def run(*words: str) -> str:
        ran = dunwell(*words)
        assert ran.code == 0, ran.err
        return ran.out

    return run


def sums(status: str) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (each["status"], each["currency"]): (each["count"], each["balance_minor"])
        for each in json.loads(status)["totals"]
    }


def test_a_supplier_with_two_currencies_has_its_true_numbers_and_the_same_file_changes_nothing(told: Any):
    ledger = str(LEDGERS / "highradius_open.csv")
    said = told("import", ledger, "--as-sent", "--yes")
    assert "9,711 new" in said
    assert "CAD 37,904,750.39" in said
    assert "USD 279,999,117.88" in said
    assert "289 repeated rows left out" in said
    assert "676 new clients" in said
    assert "nothing new, nothing changed" in told("import", ledger, "--as-sent", "--yes")
    found = sums(told("status", "--json", "--as-of", "2020-05-31"))
    assert found["Overdue", "CAD"][0] + found["Overdue", "USD"][0] == 9_595
    assert found["Due", "USD"][0] == 6
    aging = json.loads(told("aging", "--json", "--as-of", "2020-05-31"))
    dollars = next(each for each in aging["currencies"] if each["currency"] == "USD")
    assert {each["name"]: each["count"] for each in dollars["buckets"]} == {
        "not due": 116,
        "1-30": 2_686,
        "31-60": 4_079,
        "61-90": 2_128,
        "over 90": 7,
    }


def test_a_book_with_days_before_months_has_its_true_sum(told: Any):
    ledger = str(LEDGERS / "highradius_open_dmy.csv")
    said = told("import", ledger, "--as-sent", "--currency", "USD", "--yes")
    assert "9,746 new" in said
    assert "USD 315,574,515.61" in said
    assert "nothing new, nothing changed" in told("import", ledger, "--as-sent", "--currency", "USD", "--yes")


def test_settled_invoices_replayed_to_a_day_are_open_due_and_overdue_as_they_were(told: Any):
    ledger = str(LEDGERS / "ibm_late_payments.csv")
    told("import", ledger, "--as-sent", "--currency", "USD", "--yes")
    book = told("status", "--json", "--as-of", "2013-06-30")
    assert sums(book) == {
        ("Overdue", "USD"): (12, 835_56),
        ("Due", "USD"): (3, 206_39),
        ("Sent", "USD"): (69, 4_077_90),
        ("Paid", "USD"): (1_846, 0),
    }
    sent = next(group for group in json.loads(book)["groups"] if group["status"] == "Sent")
    assert sum("due soon" in invoice["badges"] for invoice in sent["invoices"]) == 10
    aging = json.loads(told("aging", "--json", "--as-of", "2013-06-30"))
    top = aging["currencies"][0]["top_debtors"][0]
    assert (top["client_number"], top["count"], top["balance_minor"]) == ("7938-EVASK", 5, 301_34)
    digest = json.loads(told("digest", "--json", "--as-of", "2013-06-30"))
    assert digest["received"] == [[{"minor": 1_730_08, "currency": "USD"}, 27]]
    assert {each["status"]: each["count"] for each in digest["totals"]} == {
        "Overdue": 12,
        "Due": 3,
        "Sent": 69,
        "Paid": 1_846,
    }


def test_a_book_may_begin_on_a_past_day_and_go_on_from_it(told: Any):
    ledger = str(LEDGERS / "ibm_late_payments.csv")
    said = told("import", ledger, "--as-sent", "--currency", "USD", "--as-of", "2013-06-30", "--yes")
    assert "12 arrived already overdue" in said
    assert sums(told("status", "--json", "--as-of", "2013-06-30"))["Overdue", "USD"] == (12, 835_56)
    later = told("import", ledger, "--as-sent", "--currency", "USD", "--as-of", "2013-07-31", "--yes")
    assert "new" in later
    assert "changed" in later
