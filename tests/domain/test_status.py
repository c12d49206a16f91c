from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.aging import Bucket, bucket, due_range
from domain.calendar import last_of_month, next_business_day
from domain.errors import Refusal
from domain.invoice import Status, days_past_due, status
from domain.money import MixedCurrencies, Money, totals_by_currency
from domain.terms import Basis, Terms, due_date
from tests.builders import an_invoice

DUE = date(2026, 3, 4)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def test_due_on_a_day_is_due_all_of_that_day_and_overdue_from_the_next():
    assert status(an_invoice(), DUE - timedelta(days=1)) is Status.SENT
    assert status(an_invoice(), DUE) is Status.DUE
    assert status(an_invoice(), DUE + timedelta(days=1)) is Status.OVERDUE
    assert days_past_due(an_invoice(), DUE + timedelta(days=1)) == 1


def test_paid_counts_from_a_balance_of_zero_whatever_the_day():
    assert status(an_invoice(paid_minor=1_200_00), DUE + timedelta(days=400)) is Status.PAID
    assert status(an_invoice(paid_minor=700_00, credited_minor=500_00), DUE) is Status.PAID
    assert status(an_invoice(paid_minor=1_199_99), DUE + timedelta(days=1)) is Status.OVERDUE


def test_what_is_not_sent_is_a_draft_even_when_its_day_has_passed():
    assert status(an_invoice(sent_on=None), DUE + timedelta(days=30)) is Status.DRAFT


@given(
    total=st.integers(1, 10**12),
    paid=st.integers(0, 10**12),
    credited=st.integers(0, 10**12),
    due=DAYS,
    today=DAYS,
    sent=st.sampled_from(("sent", "draft")),
)
def test_exactly_one_of_the_five_holds_and_it_is_the_first_rule_that_fits(
    total: int, paid: int, credited: int, due: date, today: date, sent: str
):
    invoice = an_invoice(total_minor=total, paid_minor=paid, credited_minor=credited, due_on=due)
    is_sent = sent == "sent"
    if not is_sent:
        invoice = replace(invoice, sent_on=None)
    expected = (
        Status.DRAFT
        if not is_sent
        else Status.PAID
        if total - paid - credited <= 0
        else Status.OVERDUE
        if today > due
        else Status.DUE
        if today == due
        else Status.SENT
    )
    assert status(invoice, today) is expected
    assert invoice.is_open == (expected in (Status.SENT, Status.DUE, Status.OVERDUE))


@given(due=DAYS, today=DAYS)
def test_every_due_date_is_in_the_one_bucket_whose_range_holds_it(due: date, today: date):
    name = bucket(due, today)
    holding = [each for each in Bucket if due_range(each, today)[0] <= due <= due_range(each, today)[1]]
    assert holding == [name]


def test_net_days_count_from_issue_delivery_or_the_end_of_the_month():
    issued = date(2026, 1, 15)
    assert due_date(Terms(net_days=30), issued_on=issued, delivered_on=None).on == date(2026, 2, 14)
    end = due_date(Terms(net_days=30, basis=Basis.END_OF_MONTH), issued_on=issued, delivered_on=None)
    assert (end.counted_from, end.on) == (date(2026, 1, 31), date(2026, 3, 2))
    delivered = due_date(Terms(net_days=60, basis=Basis.DELIVERY), issued_on=issued, delivered_on=date(2026, 9, 1))
    assert delivered.on == date(2026, 10, 31)


def test_terms_from_delivery_need_a_delivery_day():
    with pytest.raises(Refusal, match="delivery day is not known"):
        due_date(Terms(net_days=60, basis=Basis.DELIVERY), issued_on=DUE, delivered_on=None)


def test_february_ends_on_the_29th_in_a_leap_year():
    assert last_of_month(date(2028, 2, 3)) == date(2028, 2, 29)
    assert last_of_month(date(2026, 12, 31)) == date(2026, 12, 31)


@given(DAYS)
def test_the_next_business_day_is_later_and_no_weekend(day: date):
    following = next_business_day(day)
    assert following > day
    assert following.weekday() < 5
    assert (following - day).days <= 3


def test_euros_and_dollars_are_never_added():
    with pytest.raises(MixedCurrencies):
        Money(1, "EUR") + Money(1, "USD")
    both = totals_by_currency([Money(1, "EUR"), Money(2, "USD"), Money(3, "EUR")])
    assert both == {"EUR": Money(4, "EUR"), "USD": Money(2, "USD")}
