"""What people call a milestone by, and the order and sums of those that wait."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.milestone import Milestone, all_waiting, label, number_said
from domain.money import Money


def a_milestone(number: int = 1, **facts: object) -> Milestone:
    known: dict[str, object] = {
        "id": number,
        "client_id": 1,
        "client": "Acme",
        "number": number,
        "title": "Second half",
        "currency": "EUR",
        "amount_minor": 300_000,
        "recorded_on": date(2026, 3, 1),
    }
    return Milestone(**{**known, **facts})  # type: ignore[arg-type] # a test names only the facts it is about


@given(
    st.integers(min_value=1, max_value=999_999_999),
    st.sampled_from(["M-", "m", "M ", "m-00", "#M-", "M\N{EN DASH}", "m_", "M- "]),
)
def test_a_number_is_found_however_it_is_written(number: int, written: str):
    assert number_said(f"{written}{number}") == number == number_said(label(number))


@pytest.mark.parametrize("said", ["", "M", "M-0", "3", "INV-3", "M-3 reached", "MM-3", "M-1234567890", "M-³"])
def test_what_is_no_number_of_a_milestone_is_none(said: str):
    assert number_said(said) is None


def test_the_oldest_expected_comes_first_one_without_a_day_last_and_currencies_are_never_added():
    waiting = all_waiting(
        [
            a_milestone(1),
            a_milestone(2, expected_on=date(2026, 4, 1), currency="USD"),
            a_milestone(3, expected_on=date(2026, 3, 1)),
        ]
    )
    assert [each.number for each in waiting.first] == [3, 2, 1]
    assert waiting.totals == ((Money(600_000, "EUR"), 2), (Money(300_000, "USD"), 1))
    assert (waiting.count, waiting.left) == (3, 0)
