"""Milestones in the terminal: above Draft, and under keys of their own for scripts."""

from __future__ import annotations

from typing import Any

from receivables.record_milestone import RecordMilestone, record_milestone
from tests.bot.conftest import Dunwell
from tests.bot.test_cli import a_small_book


def test_what_is_not_yet_triggered_stands_above_draft_with_the_keys_a_script_reads(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_small_book)
    assert dunwell("status", "--json").json["not_yet_triggered"] == []
    half = RecordMilestone(
        client="Cove", amount="EUR 3000", title="Second half", expected="2027-01-15", waits_for="it is live"
    )
    in_the_book(lambda work: record_milestone(half, work))
    found = dunwell("status", "--json").json
    assert list(found) == ["as_of", "groups", "totals", "not_yet_triggered"]
    assert found["not_yet_triggered"] == [
        {
            "number": "M-1",
            "client": "Cove",
            "title": "Second half",
            "currency": "EUR",
            "amount_minor": 3_000_00,
            "expected_on": "2027-01-15",
            "waits_for": "it is live",
        }
    ]
    assert dunwell("status", "--json", "--as-of", "2026-03-10").json["not_yet_triggered"] == []
    read = dunwell("status").out
    assert "Not yet triggered: 1, €3,000.00\nNumber  Client  What" in read
    assert read.index("Not yet triggered") < read.index("Draft: 1")
    assert "Second half" in dunwell("client", "Cove").out
    assert "Second half" not in dunwell("client", "Acme").out
