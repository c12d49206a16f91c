from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.badges import BadgeName, Surroundings, badges, no_action_since
from domain.hold import Dispute, Hold
from domain.promise import Certainty, Promise
from tests.builders import an_invoice

WEDNESDAY = date(2026, 3, 11)


def a_promise(on: date) -> Promise:
    return Promise(
        id=1,
        client_id=1,
        invoice_id=1,
        currency="EUR",
        expected_minor=1_200_00,
        made_on=date(2026, 3, 2),
        promised_on=on,
        certainty=Certainty.GIVEN,
        words="Friday",
        by="Ana",
    )


def names(*found: object) -> set[BadgeName]:
    return {badge.name for badge in found}  # type: ignore[attr-defined] # badges


def test_a_promise_for_friday_holds_until_monday_is_over_and_is_broken_on_tuesday():
    around = Surroundings(promise=a_promise(date(2026, 3, 13)), last_contact_on=WEDNESDAY)
    assert BadgeName.PROMISED in names(*badges(an_invoice(), around, date(2026, 3, 16)))
    assert BadgeName.PROMISE_BROKEN in names(*badges(an_invoice(), around, date(2026, 3, 17)))


def test_a_public_holiday_on_monday_gives_the_promise_another_day():
    around = Surroundings(promise=a_promise(date(2026, 3, 13)), last_contact_on=WEDNESDAY)
    holiday = {date(2026, 3, 16)}
    found = badges(an_invoice(), around, date(2026, 3, 17), holidays=holiday)
    assert BadgeName.PROMISED in names(*found)


def test_seven_days_without_contact_flag_an_overdue_invoice_and_six_do_not():
    invoice = an_invoice()
    assert no_action_since(invoice, Surroundings(last_contact_on=date(2026, 3, 4)), WEDNESDAY) == date(2026, 3, 4)
    assert no_action_since(invoice, Surroundings(last_contact_on=date(2026, 3, 5)), WEDNESDAY) is None


def test_silence_counts_from_the_day_it_was_sent_where_nobody_ever_spoke():
    assert no_action_since(an_invoice(), Surroundings(), WEDNESDAY) == date(2026, 2, 2)


def test_an_invoice_that_is_not_due_yet_is_not_flagged_however_quiet_it_is():
    assert no_action_since(an_invoice(due_on=date(2026, 4, 1)), Surroundings(), WEDNESDAY) is None


def test_due_soon_is_one_to_seven_days_before():
    days = {day: badges(an_invoice(due_on=date(2026, 3, day)), Surroundings(), WEDNESDAY) for day in range(11, 21)}
    soon = {day for day, found in days.items() if BadgeName.DUE_SOON in names(*found)}
    assert soon == set(range(12, 19))


def test_a_paid_invoice_carries_no_hold_promise_or_dispute():
    paid = an_invoice(paid_minor=1_200_00)
    around = Surroundings(
        promise=a_promise(date(2026, 3, 13)),
        holds=(
            Hold(
                id=1,
                client_id=1,
                invoice_id=None,
                reason="new owner",
                until=date(2026, 4, 1),
                placed_on=date(2026, 3, 1),
                by="Ana",
            ),
        ),
        disputes=(Dispute(id=1, client_id=1, invoice_id=1, reason="hours", opened_on=date(2026, 3, 1), by="Ana"),),
    )
    assert badges(paid, around, WEDNESDAY) == ()


@given(
    paid=st.integers(0, 2_000_00),
    credited=st.integers(0, 2_000_00),
    due=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    today=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_part_paid_and_overpaid_exclude_each_other_and_nothing_of_money_marks_an_untouched_invoice(
    paid: int, credited: int, due: date, today: date
):
    invoice = an_invoice(paid_minor=paid, credited_minor=credited, due_on=due)
    found = names(*badges(invoice, Surroundings(), today))
    left = 1_200_00 - paid - credited
    assert (BadgeName.OVERPAID in found) == (left < 0)
    assert (BadgeName.PARTIALLY_PAID in found) == (left > 0 and paid + credited > 0)
