"""`/invoice hold`: a day behind the name is the end of the hold, and words that only begin like one are its reason."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import Office

TWO_WEEKS = "Wednesday 25 March 2026"


@pytest.fixture(autouse=True)
def atlas(office: Office) -> None:
    """Atlas owes; today is Wednesday 11 March 2026."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, client="Atlas")


@pytest.mark.parametrize(
    ("words", "until", "reason"),
    [
        ("friday waiting for PO", "Friday 13 March 2026", "waiting for PO"),
        ("Fri, waiting for PO", "Friday 13 March 2026", "waiting for PO"),
        ("15/4 waiting for PO", "Wednesday 15 April 2026", "waiting for PO"),
        ("2026-04-15 waiting for PO", "Wednesday 15 April 2026", "waiting for PO"),
        ("end of month waiting for PO", "Tuesday 31 March 2026", "waiting for PO"),
        ("3 dec new owner", "Thursday 3 December 2026", "new owner"),
        ("next week PO on its way", "Friday 20 March 2026", "PO on its way"),
        ("tomorrow we call them", "Thursday 12 March 2026", "we call them"),
        ("in two weeks they move", TWO_WEEKS, "they move"),
        ("till friday they move", "Friday 13 March 2026", "they move"),
        ("sat", "Saturday 14 March 2026", "no reason given"),
        ("for 30 days waiting for PO", "Friday 10 April 2026", "waiting for PO"),
        ("3 weeks", "Wednesday 1 April 2026", "no reason given"),
        ("for a month, new owner", "Saturday 11 April 2026", "new owner"),
        ('friday "waiting for PO"', "Friday 13 March 2026", "waiting for PO"),
    ],
)
def test_a_day_behind_the_name_ends_the_hold_and_the_words_after_it_are_the_reason(
    office: Office, words: str, until: str, reason: str
):
    assert f"Everything of Atlas on hold until {until}: {reason}" in office.read(f"/invoice hold atlas {words}")


@pytest.mark.parametrize(
    "reason",
    [
        "May be paid by their parent",
        "may 2 people decide",
        "sat on it for weeks",
        "second reminder upset them",
        "one may call them",
        "1st reminder upset them",
        "1.5 hours are contested",
        "24/7 support is contested",
        "1/2 of it is contested",
        "Friday's call changed it",
        "Friday is a holiday there",
        "Christmas closure",
        "2 weeks late with the PO",
        "30 days' notice is in the contract",
        "yesterday they called",
        "today they called",
        "last week they called",
        "end customer has not paid them",
        "march is their year end",
    ],
)
def test_a_reason_that_only_begins_like_a_day_stays_whole(office: Office, reason: str):
    answer = office.read(f"/invoice hold atlas {reason}")
    assert f"on hold until {TWO_WEEKS}: {reason}" in answer
    assert "No end was given" in answer


def test_a_day_without_until_takes_the_place_of_an_earlier_hold_and_says_so(office: Office):
    office.read("/invoice hold atlas until 13 March in talks")
    answer = office.read("/invoice hold atlas 16 March waiting for PO")
    assert "until Monday 16 March 2026: waiting for PO" in answer
    assert "It replaces the hold until Friday 13 March 2026" in answer
